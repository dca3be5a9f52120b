//! What drives a terminal, and an emulator's ear for it.

/// Every kind of sequence that drives a terminal, in raw and in eight-bit form.
pub(crate) const ATTACKS: [&str; 12] = [
    "\u{1b}]0;a title of theirs\u{7}",
    "\u{1b}]2;another\u{1b}\\",
    "\u{1b}]52;c;cm0gLXJm\u{7}",
    "\u{1b}]8;;http://example.org\u{7}link\u{1b}]8;;\u{7}",
    "\u{1b}[2J\u{1b}[H\u{1b}[?1049l\u{1b}[?25l",
    "\u{1b}[8;10;10t\u{1b}[?1000h\u{1b}[6n\u{1b}[c",
    "\u{1b}c\u{1b}#8\u{1b}(0",
    "\u{7}\u{8}\u{b}\u{c}\u{e}\u{f}\u{0}",
    "\u{9b}31m\u{9d}0;eight bits\u{9c}\u{90}q\u{9c}",
    "\u{1b}P+q544e\u{1b}\\\u{1b}_apc\u{1b}\\\u{1b}^pm\u{1b}\\",
    "\u{202e}override\u{202c}\u{2066}isolate\u{2069}\u{feff}",
    "\u{1b}[200~q\u{1b}[201~\r\nQ",
];

/// What a terminal was made to do beside showing text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Driven {
    /// What happened, in words.
    pub events: Vec<String>,
}

impl vt100::Callbacks for Driven {
    fn audible_bell(&mut self, _: &mut vt100::Screen) {
        self.events.push("bell".into());
    }
    fn visual_bell(&mut self, _: &mut vt100::Screen) {
        self.events.push("visual bell".into());
    }
    fn resize(&mut self, _: &mut vt100::Screen, size: (u16, u16)) {
        self.events.push(format!("resize {size:?}"));
    }
    fn set_window_icon_name(&mut self, _: &mut vt100::Screen, name: &[u8]) {
        self.events.push(format!("icon {name:?}"));
    }
    fn set_window_title(&mut self, _: &mut vt100::Screen, title: &[u8]) {
        self.events.push(format!("title {title:?}"));
    }
    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8], text: &[u8]) {
        self.events.push(format!("copy {}", String::from_utf8_lossy(text)));
    }
    fn paste_from_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8]) {
        self.events.push("paste".into());
    }
    fn unhandled_control(&mut self, _: &mut vt100::Screen, byte: u8) {
        self.events.push(format!("control {byte:#x}"));
    }
    fn unhandled_char(&mut self, _: &mut vt100::Screen, c: char) {
        self.events.push(format!("character {c:?}"));
    }
    fn unhandled_escape(&mut self, _: &mut vt100::Screen, _: Option<u8>, _: Option<u8>, byte: u8) {
        self.events.push(format!("escape {:?}", char::from(byte)));
    }
    fn unhandled_csi(&mut self, _: &mut vt100::Screen, i: Option<u8>, _: Option<u8>, p: &[&[u16]], c: char) {
        // Synchronized updates and wrapping are not known to this emulator.
        if !(i == Some(b'?') && matches!(p, [[2026 | 7]]) && matches!(c, 'h' | 'l')) {
            self.events.push(format!("sequence {i:?} {p:?} {c:?}"));
        }
    }
    fn unhandled_osc(&mut self, _: &mut vt100::Screen, parameters: &[&[u8]]) {
        self.events.push(format!("string {parameters:?}"));
    }
}
