//! What the screen does, told by keys pressed and text seen.

use std::io::Write;
use std::sync::Arc;

use newshound::model::{Day, Snapshot};
use newshound::store::{Desk, Input, LoadOptions, QuoteChange, load, load_whole};
use newshound::tui::{App, Effect, Key, Msg, Setup, Size, ask, frame, update, view};

/// Five stories; the mayor is in three of them, the harbor in two.
const STORIES: [&str; 5] = [
    r#"{"title":"Mayor opens bridge","date":"2020-05-05","text":"Mayor Anna Ruiz opened the bridge on Monday. Anna Ruiz had promised it."}"#,
    r#"{"title":"Harbor strike ends","date":"2020-05-04","text":"Workers of the Port Authority went back to work. Tom Becker spoke for the Port Authority."}"#,
    r#"{"title":"Budget vote","date":"2020-05-03","text":"The council voted late. Mayor Anna Ruiz said the budget was sound."}"#,
    r#"{"title":"Rain all week","date":"2020-05-02","text":"It will rain. It will rain again, and the week will be wet."}"#,
    r#"{"title":"Ferry plan","date":"2020-05-01","text":"The Port Authority plans a ferry. Mayor Anna Ruiz likes the plan."}"#,
];

fn corpus(n: usize) -> Arc<Snapshot> {
    corpus_of(&STORIES[..n])
}

fn corpus_of(stories: &[&str]) -> Arc<Snapshot> {
    let mut file = tempfile::Builder::new().prefix("stories").suffix(".jsonl").tempfile().expect("a file");
    file.write_all(stories.join("\n").as_bytes()).expect("stories written");
    // The same path for every number of stories, so that their ids are the same.
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("stories.jsonl");
    std::fs::copy(file.path(), &path).expect("a copy");
    load_whole(&Input::Paths(vec![path]), &LoadOptions::default())
}

fn setup(snapshot: Arc<Snapshot>, saved: &str) -> Setup {
    Setup {
        snapshot,
        size: Size { width: 120, height: 30 },
        today: Day::new(2020, 6, 1),
        monochrome: false,
        plain: false,
        saved: saved.to_owned(),
        query: None,
    }
}

fn perform(app: &mut App, effects: Vec<Effect>) -> Vec<Effect> {
    let mut others = Vec::new();
    for effect in effects {
        match effect {
            Effect::Ask(ask) => {
                let answer = ask::answer(&ask, &|| false).expect("an answer");
                let more = update(app, Msg::Answer(answer));
                others.extend(perform(app, more));
            }
            other => others.push(other),
        }
    }
    others
}

fn start(snapshot: Arc<Snapshot>, saved: &str) -> App {
    let (mut app, effects) = App::new(setup(snapshot, saved));
    perform(&mut app, effects);
    app
}

fn press(app: &mut App, script: &str) -> Vec<Effect> {
    let mut others = Vec::new();
    for key in Key::script(script) {
        let effects = update(app, Msg::Key(key));
        others.extend(perform(app, effects));
    }
    others
}

fn seen(app: &App) -> String {
    frame::text(&view(app))
}

fn status(app: &App) -> String {
    seen(app).lines().last().unwrap_or("").to_owned()
}

#[track_caller]
fn check(text: &str, part: &str) {
    assert!(text.contains(part), "no {part:?} in\n{text}");
}

#[test]
fn following_goes_along_the_list_and_back() {
    let mut app = start(corpus(5), "");
    press(&mut app, "l f");
    check(&status(&app), "Anna Ruiz, story 2 of 3");
    check(&seen(&app), "The council voted late.");
    press(&mut app, "f");
    check(&status(&app), "Anna Ruiz, story 3 of 3");
    press(&mut app, "f");
    check(&status(&app), "last of 3 stories");
    press(&mut app, "<bs> <bs>");
    check(&seen(&app), "Monday. Anna Ruiz had");
    press(&mut app, "L");
    check(&seen(&app), "The council voted late.");
}

#[test]
fn following_leaves_the_filter_only_when_asked_twice() {
    let mut app = start(corpus(5), "");
    press(&mut app, "/ b r i d g e <enter> l f");
    check(&status(&app), "2 more outside the filter: f again");
    press(&mut app, "f");
    check(&status(&app), "outside the filter");
    check(&seen(&app), "not in the list");
    press(&mut app, "<bs>");
    check(&seen(&app), "Monday. Anna Ruiz had");
}

#[test]
fn a_filter_lists_live_and_gives_the_row_back() {
    let mut app = start(corpus(5), "");
    press(&mut app, "j j / f e r r y");
    check(&seen(&app), "1 of 5");
    check(&seen(&app), "not in the list");
    press(&mut app, "<esc>");
    let row = seen(&app).lines().find(|l| l.starts_with('▌')).unwrap_or("").to_owned();
    check(&row, "Budget vote");
}

#[test]
fn while_nothing_is_chosen_the_first_hit_is_open() {
    let mut app = start(corpus(5), "");
    press(&mut app, "/ b u d g e t");
    check(&seen(&app), "The council voted late.");
    assert!(!seen(&app).contains("not in the list"), "{}", seen(&app));
    press(&mut app, "<esc> s");
    let first = seen(&app).lines().find(|l| l.starts_with('▌')).unwrap_or("").to_owned();
    check(&first, "Budget vote");
    check(seen(&app).lines().next().unwrap_or(""), "Budget vote");
}

#[test]
fn a_blank_stands_before_what_is_only_here() {
    let mut app = start(corpus(5), "");
    press(&mut app, "j");
    for width in 40..=120 {
        update(&mut app, Msg::Resize(Size { width, height: 30 }));
        if let Some((before, _)) = seen(&app).lines().find_map(|l| l.split_once("Only here")) {
            assert!(before.ends_with(' '), "{width}: {before}");
        }
    }
}

#[test]
fn matches_cross_into_the_next_story_at_the_second_press() {
    let mut app = start(corpus(5), "");
    // The story opens at its first match.
    press(&mut app, "/ r u i z <enter> l n n");
    check(&status(&app), "n again: next story");
    press(&mut app, "n");
    check(&seen(&app), "The council voted late.");
    check(&status(&app), "match 1 of 1");
}

#[test]
fn a_chip_goes_into_the_filter_and_out() {
    let mut app = start(corpus(5), "");
    press(&mut app, "1");
    check(&seen(&app), "@person:anna-ruiz");
    check(&seen(&app), "3 of 5 stories");
    press(&mut app, "1");
    assert!(!seen(&app).contains("@person"));
    press(&mut app, "<bs>");
    check(&seen(&app), "@person:anna-ruiz");
}

#[test]
fn more_stories_leave_the_selected_row_where_it_is() {
    let mut app = start(corpus(4), "");
    press(&mut app, "j j l");
    let before = seen(&app);
    let effects = update(&mut app, Msg::Snapshot(corpus(5)));
    check(&seen(&app), "Budget vote");
    perform(&mut app, effects);
    let row = |text: &str| text.lines().position(|l| l.starts_with('▌'));
    assert_eq!(row(&seen(&app)), row(&before));
    check(&seen(&app), "Ferry plan");
}

/// The row of the screen with an overlay's cursor.
fn chosen_row(app: &App) -> (usize, String) {
    let seen = seen(app);
    let row = |l: &str| l.contains("│ ▌");
    let (y, line) = seen.lines().enumerate().find(|(_, l)| row(l)).expect("a chosen row");
    (y, line.to_owned())
}

#[test]
fn more_stories_leave_the_cursor_of_a_table_on_its_name() {
    for keys in ["i G", "i j", "i"] {
        let mut app = start(corpus(2), "");
        press(&mut app, keys);
        let (_, before) = chosen_row(&app);
        let name =
            before.split("  ").map(str::trim).filter(|w| !w.is_empty()).nth(4).expect("a name").to_owned();
        let effects = update(&mut app, Msg::Snapshot(corpus(5)));
        perform(&mut app, effects);
        check(&chosen_row(&app).1, &name);
    }
}

#[test]
fn more_stories_leave_the_cursor_of_a_card_and_of_related_stories_where_it_is() {
    for (keys, title) in
        [("l . <enter> G", "Port Authority"), ("l . <enter> j", "Budget vote"), ("r j", "Ferry plan")]
    {
        let later = [
            r#"{"title":"Newer","date":"2020-05-09","text":"Mayor Anna Ruiz met Tom Becker of the Port Authority."}"#,
        ];
        let all: Vec<&str> = STORIES.iter().chain(&later).copied().collect();
        let mut app = start(corpus(5), "");
        press(&mut app, keys);
        check(&chosen_row(&app).1, title);
        let effects = update(&mut app, Msg::Snapshot(corpus_of(&all)));
        perform(&mut app, effects);
        check(&chosen_row(&app).1, title);
        check(&seen(&app), "Newer");
    }
}

/// Sizes at which something no longer fits.
#[rustfmt::skip]
const SIZES: [(u16, u16); 20] = [
    (1, 1), (1, 20), (20, 1), (2, 2), (3, 3), (4, 4), (5, 2), (5, 5), (6, 7), (8, 3),
    (10, 3), (10, 10), (13, 6), (20, 5), (22, 9), (36, 4), (60, 3), (72, 22), (100, 2), (0, 0),
];

#[test]
fn whatever_is_open_is_drawn_at_any_size() {
    let compare = "j v k c";
    for keys in [
        "",
        "l",
        "l .",
        "?",
        "P",
        "i",
        "i /",
        "l . <enter>",
        "l . <enter> <tab>",
        "l . w",
        "l . =",
        "l . X",
        "l . T",
        "r",
        compare,
        "/",
        "& a n",
        "& @ a n <tab>",
        "l ;",
        "t",
        "l v",
        "z",
        "l z",
        "x",
        "s",
    ] {
        for plain in [false, true] {
            let mut setup = setup(corpus(5), "");
            setup.plain = plain;
            let (mut app, effects) = App::new(setup);
            perform(&mut app, effects);
            press(&mut app, keys);
            for (width, height) in SIZES {
                update(&mut app, Msg::Resize(Size { width, height }));
                let frame = view(&app);
                let inside = frame.cursor.x < width.max(1) && frame.cursor.y < height.max(1);
                assert!(inside, "{keys:?} at {width}x{height}: the cursor is at {}", frame.cursor);
                press(&mut app, "j <pgdn> G k g");
                view(&app);
            }
        }
    }
}

#[test]
fn doubts_are_told_and_counts_final_when_all_is_loaded() {
    let people = [
        r#"{"title":"One","date":"2020-06-05","text":"Anna Ruiz met Tom Becker at the Port Authority."}"#,
        r#"{"title":"Two","date":"2020-05-05","text":"Anna Ruiz sang. The Meadow Opera Company was glad."}"#,
    ];
    let rain = r#"{"title":"Rain","date":"2019-01-01","text":"It will rain."}"#;
    let stories: Vec<&str> = people.into_iter().chain(std::iter::repeat_n(rain, 70)).collect();
    let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile().expect("a file");
    file.write_all(stories.join("\n").as_bytes()).expect("stories written");
    let options = LoadOptions { partial: true, ..LoadOptions::default() };
    let mut snapshots = Vec::new();
    load(&Input::Paths(vec![file.path().into()]), &options, &mut |snapshot| {
        snapshots.push(snapshot);
        true
    });
    let [first, .., last] = &*snapshots else { panic!("several snapshots") };
    let mut app = start(first.clone(), "");
    press(&mut app, "l <enter>");
    check(&seen(&app), "Stories 2 …");
    assert!(!seen(&app).contains("same name, check"), "{}", seen(&app));
    let effects = update(&mut app, Msg::Snapshot(last.clone()));
    perform(&mut app, effects);
    check(&seen(&app), "same name, check");
    check(&seen(&app), "Stories 2  ");
    check(&seen(&app), " 72 stories\n");
}

#[test]
fn while_nothing_is_chosen_the_first_row_is_open() {
    let later = [r#"{"title":"Snow","date":"2020-05-09","text":"Snow fell on the hills."}"#];
    let all: Vec<&str> = later.iter().chain(&STORIES).copied().collect();
    let mut app = start(corpus(2), "");
    check(&seen(&app), "opened the bridge on Monday");
    let effects = update(&mut app, Msg::Snapshot(corpus_of(&all)));
    perform(&mut app, effects);
    check(&seen(&app), "Snow fell on the hills.");
}

#[test]
fn a_filter_that_leaves_the_open_story_out_leads_to_the_list() {
    let mut app = start(corpus(5), "");
    press(&mut app, "l & harbor <enter>");
    check(&seen(&app), "not in the list");
    press(&mut app, "<enter>");
    check(&seen(&app), "Workers of the Port Authority");
}

#[test]
fn keys_typed_ahead_open_what_the_filter_lists() {
    let mut app = start(corpus(5), "");
    let mut effects = Vec::new();
    for key in Key::script("& ferry <enter> <enter>") {
        effects.extend(update(&mut app, Msg::Key(key)));
    }
    perform(&mut app, effects);
    check(&seen(&app), "The Port Authority plans a ferry.");
}

#[test]
fn an_old_answer_is_dropped() {
    let (mut app, _) = App::new(setup(corpus(5), ""));
    let first = update(&mut app, Msg::Key(Key::script("/")[0]));
    assert!(first.is_empty());
    let ferry: Vec<Vec<Effect>> =
        Key::script("f e").into_iter().map(|key| update(&mut app, Msg::Key(key))).collect();
    let [older, newer] = ferry.try_into().expect("two keys, two questions");
    perform(&mut app, newer);
    let after_newer = seen(&app);
    perform(&mut app, older);
    assert_eq!(seen(&app), after_newer);
}

#[test]
fn what_is_saved_comes_back() {
    let mut app = start(corpus(5), "");
    press(&mut app, "/ p o r t <enter> j * l ) m m");
    let saved = app.saved();
    let again = start(corpus(5), &saved);
    assert_eq!(again.saved(), saved);
    let text = seen(&again);
    check(&text, "2 of 5");
    check(&text, "▌*2020-05-01");
    check(&start(corpus(5), "not JSON").saved(), "\"filter\":\"\"");
}

#[test]
fn the_sentence_is_copied_with_its_source() {
    let mut app = start(corpus(5), "");
    let effects = press(&mut app, "l y");
    let Some(Effect::Copy(text)) = effects.first() else { panic!("nothing copied: {effects:?}") };
    check(
        text,
        "Mayor Anna Ruiz opened the bridge on Monday.\nMayor opens bridge, 2020-05-05 (stories.jsonl#1, bytes 0-44)",
    );
    check(&status(&app), "copied");
}

#[test]
fn a_completed_name_is_a_term() {
    let mut app = start(corpus(5), "");
    press(&mut app, "/ @ r u <tab>");
    check(&seen(&app), "& @person:anna-ruiz");
    check(&seen(&app), "3 of 5 stories");
}

#[test]
fn closing_goes_level_by_level() {
    let mut app = start(corpus(5), "");
    assert!(press(&mut app, "l z ? q q").is_empty());
    assert!(matches!(press(&mut app, "q")[..], [Effect::Quit]));
    let mut small = start(corpus(5), "");
    update(&mut small, Msg::Resize(Size { width: 60, height: 15 }));
    assert!(press(&mut small, "l q").is_empty());
    assert!(matches!(press(&mut small, "q")[..], [Effect::Quit]));
}

#[test]
fn where_am_i_is_told_with_the_cursor_on_it() {
    let mut app = start(corpus(5), "");
    press(&mut app, "j <c-g>");
    check(&status(&app), "list, story 2 of 5: Harbor strike ends");
    assert_eq!(view(&app).cursor.y, 29);
    press(&mut app, "j");
    assert!(view(&app).cursor.y < 29);
}

#[test]
fn loading_says_so_and_keys_do_no_harm() {
    let mut app = start(Arc::new(Snapshot::empty()), "");
    check(&seen(&app), "loading …");
    press(&mut app, "j l . f n <enter> i j <enter> q y ; x J / a <enter> s 1 0 m * G <bs>");
    let effects = update(&mut app, Msg::Snapshot(corpus(5)));
    perform(&mut app, effects);
    check(&seen(&app), "Budget vote");
}

#[test]
fn wide_and_joined_letters_never_leave_their_columns() {
    let stories = [
        r#"{"title":"東京都知事が辞任を表明","date":"2020-05-05","outlet":"朝日新聞","text":"東京都知事は水曜日、辞任を表明した。\n\n次の選挙は七月に行われる。"}"#,
        r#"{"title":"👩\u200d👩\u200d👧 e\u0301toile 🇫🇷 à la une","date":"2020-05-04","text":"Zo\u0308e Mu\u0308ller 👍🏽 said so. \u0301 odd. \u200fשלום\u200e ok."}"#,
        r#"{"title":"","text":"\u200b\u200b\u2060"}"#,
        r#"{"title":"क्षत्रिय नमस्ते दुनिया","text":"नमस्ते दुनिया, यह एक समाचार है।"}"#,
    ];
    let mut app = start(corpus_of(&stories), "");
    for (width, height) in (1..90).map(|w| (w, 9)).chain((100..125).map(|w| (w, 30))) {
        update(&mut app, Msg::Resize(Size { width, height }));
        for script in ["g", "j", "l ; <esc>", "i <esc>", "/ e <esc>", "h"] {
            press(&mut app, script);
            for line in seen(&app).lines() {
                let cells = unicode_width::UnicodeWidthStr::width(line);
                assert!(cells <= usize::from(width), "{cells} cells at {width}: {line}");
            }
        }
    }
}

/// Presses keys, and has what is decided shown as the program does.
fn press_deciding(app: &mut App, desk: &Desk, script: &str) {
    for key in Key::script(script) {
        let effects = update(app, Msg::Key(key));
        for effect in perform(app, effects) {
            let Effect::Decide(change) = effect else { continue };
            let mut shown = None;
            desk.change(&change, &mut |snapshot| shown = Some(snapshot));
            let effects = update(app, Msg::Snapshot(shown.expect("it is seen at once")));
            perform(app, effects);
        }
    }
}

const PEOPLE: [&str; 3] = [
    r#"{"title":"One","date":"2020-05-03","text":"Kate Brown spoke on Monday. Mr. Joe Fern met Kate Brown."}"#,
    r#"{"title":"Two","date":"2020-05-02","text":"Kate Brown left. K. Brown was not there, said Mayor Ann Ost."}"#,
    r#"{"title":"Three","date":"2020-05-01","text":"Mr. Joe Fern and Mayor Ann Ost were there."}"#,
];

fn deciding() -> (App, Desk) {
    let snapshot = corpus_of(&PEOPLE);
    let desk = Desk::default();
    desk.show(Arc::clone(&snapshot));
    (start(snapshot, ""), desk)
}

#[test]
fn two_names_made_one_are_counted_as_one_until_that_is_taken_back() {
    let (mut app, desk) = deciding();
    press_deciding(&mut app, &desk, "l");
    check(&seen(&app), "Kate Brown 2");
    press_deciding(&mut app, &desk, "= f e r n <enter>");
    check(&status(&app), "Kate Brown is Joe Fern; U takes it back");
    check(&seen(&app), "Joe Fern 3");
    assert_eq!(desk.decisions().len(), 1);
    press_deciding(&mut app, &desk, "U");
    check(&status(&app), "taken back: Kate Brown is Joe Fern");
    check(&seen(&app), "Kate Brown 2");
    assert!(desk.decisions().is_empty());
    press_deciding(&mut app, &desk, "<c-r>");
    check(&seen(&app), "Joe Fern 3");
    press_deciding(&mut app, &desk, "U U");
    check(&status(&app), "nothing to take back");
}

#[test]
fn a_mention_is_somebody_elses_here_or_in_the_story() {
    let (mut app, desk) = deciding();
    press_deciding(&mut app, &desk, "l X");
    check(&seen(&app), "here: this “Kate Brown” only: 1 link changes");
    check(&seen(&app), "this story: each “Kate Brown”: 2 links change");
    press_deciding(&mut app, &desk, "s");
    check(&seen(&app), "Who is it instead?");
    press_deciding(&mut app, &desk, "o s t <down> <enter>");
    check(&status(&app), "it is Ann Ost: 2 links change");
    check(&seen(&app), "Ann Ost 3");
    press_deciding(&mut app, &desk, "U X h <enter>");
    check(&status(&app), "a name of its own: 1 link changes");
}

#[test]
fn a_hidden_name_is_gone_and_another_kind_and_name_are_shown() {
    let (mut app, desk) = deciding();
    press_deciding(&mut app, &desk, "l D e");
    check(&status(&app), "hidden: 3 links change");
    assert!(!seen(&app).contains("Kate Brown 2"));
    press_deciding(&mut app, &desk, "U , T o i");
    check(&seen(&app), "org      Kate Brown");
    press_deciding(&mut app, &desk, "<esc> T n <c-u> G o v <enter>");
    check(&status(&app), "called Gov; U takes it back");
    check(&seen(&app), "Gov 2");
}

#[test]
fn escape_leaves_a_menu_and_a_picker_without_a_decision() {
    let (mut app, desk) = deciding();
    for keys in ["l X <esc>", "X s <esc>", "= <esc>", "T <esc>", "T n <esc>", "D q"] {
        press_deciding(&mut app, &desk, keys);
        assert!(desk.decisions().is_empty(), "{keys}");
        check(&seen(&app), "Monday");
    }
}

#[test]
fn tags_are_typed_found_and_kept() {
    let mut app = start(corpus(3), "");
    press(&mut app, "j t C o u r t <enter>");
    check(&status(&app), "tagged Court");
    press(&mut app, "/ t a g : c o u r t <enter>");
    check(&seen(&app), "1 of 3");
    check(&seen(&app), "Harbor strike ends");
    let again = start(corpus(3), &app.saved());
    check(&seen(&again), "1 of 3");
    press(&mut app, "t c o u r t <enter>");
    check(&status(&app), "no longer tagged court");
}

#[test]
fn unread_stories_are_found() {
    let mut app = start(corpus(3), "");
    press(&mut app, "<enter> h / i s : u n r e a d <enter>");
    check(&seen(&app), "2 of 3");
}

#[test]
fn a_related_story_is_gone_to_and_two_stories_are_compared() {
    let mut app = start(corpus(5), "");
    press(&mut app, "j r");
    check(&seen(&app), "Related to Harbor strike ends");
    press(&mut app, "<enter>");
    check(&seen(&app), "plans a ferry");
    press(&mut app, "<bs> h c");
    check(&status(&app), "v selects the story to compare with");
    press(&mut app, "v j j j c");
    check(&seen(&app), "Compared: 1 name in both");
    check(&seen(&app), "Only in the second: Ferry plan");
}

#[test]
fn a_quotation_has_its_source() {
    let mut app = start(corpus(1), "");
    let effects = press(&mut app, "l Y");
    let [Effect::Quote(QuoteChange::Add(text))] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(
        text,
        "> Mayor Anna Ruiz opened the bridge on Monday.\n>\n> — Mayor opens bridge, 2020-05-05 (stories.jsonl#1, bytes 0-44)\n\n"
    );
}

#[test]
fn the_passage_grows_by_a_sentence_and_is_copied_whole() {
    let story = r#"{"title":"Bridge","date":"2020-05-05","outlet":"Post","text":"Mayor Anna Ruiz opened the bridge, which the harbor had wanted\nfor thirty years and more, on Monday. It rained.\n\nAnna Ruiz left."}"#;
    let mut app = start(corpus_of(&[story]), "");
    let effects = press(&mut app, "l v y");
    let Some(Effect::Copy(text)) = effects.first() else { panic!("nothing copied: {effects:?}") };
    check(
        text,
        "for thirty years and more, on Monday. It rained.\nBridge, Post, 2020-05-05 (stories.jsonl#1, bytes 0-111)",
    );
    let effects = press(&mut app, "v Y");
    let Some(Effect::Quote(QuoteChange::Add(text))) = effects.first() else {
        panic!("nothing quoted: {effects:?}")
    };
    check(text, "more, on Monday. It rained.\n>\n> Anna Ruiz left.\n>\n> — Bridge");
    press(&mut app, "v");
    check(&status(&app), "the passage ends with the story");
    press(&mut app, "j");
    check(&status(&app), "3 sentences: v takes the next");
    let effects = press(&mut app, "<esc> y");
    let Some(Effect::Copy(text)) = effects.first() else { panic!("nothing copied: {effects:?}") };
    check(text, "more, on Monday.\nBridge");
}

#[test]
fn another_name_or_story_lets_the_passage_go() {
    let mut app = start(corpus(5), "");
    for keys in ["l v .", "v J", "v f"] {
        press(&mut app, keys);
        assert!(!status(&app).contains("sentences"), "{keys}");
        assert!(!frame::text_with_styles(&view(&app)).contains("ppp"), "{keys}");
    }
}

#[test]
fn stars_marks_tags_and_quotations_are_taken_back_one_after_the_other_and_done_again() {
    let mut app = start(corpus(3), "");
    press(&mut app, "j l");
    let before = app.saved();
    press(&mut app, "* t C o u r t <enter> m");
    let quoted = press(&mut app, "Y");
    let after = app.saved();
    assert_ne!(before, after);
    // It does not matter where the person is by then.
    press(&mut app, "h k");
    let back = press(&mut app, "U");
    let ([Effect::Quote(QuoteChange::Add(added))], [Effect::Quote(QuoteChange::TakeBack(gone))]) =
        (quoted.as_slice(), back.as_slice())
    else {
        panic!("{quoted:?} {back:?}")
    };
    assert_eq!(added, gone);
    for words in ["marked unread: Harbor", "tagged Court: Harbor", "starred: Harbor"] {
        press(&mut app, "U");
        check(&status(&app), &format!("taken back: {words}"));
    }
    press(&mut app, "U");
    check(&status(&app), "nothing to take back");
    let flags = |saved: &str| saved.split_once("\"read\"").map(|s| s.1.to_owned());
    assert_eq!(flags(&app.saved()), flags(&before));
    press(&mut app, "<c-r> <c-r>");
    check(&status(&app), "tagged Court: Harbor strike ends; U takes it back");
    press(&mut app, "<c-r> <c-r> <c-r>");
    check(&status(&app), "nothing was taken back");
    assert_eq!(flags(&app.saved()), flags(&after));
}

#[test]
fn the_list_is_sorted_by_nearness_to_the_open_story() {
    let stories = [
        r#"{"title":"One","date":"2020-05-05","text":"Mayor Anna Ruiz was there."}"#,
        r#"{"title":"Two","date":"2020-05-04","text":"It rained."}"#,
        r#"{"title":"Three","date":"2020-05-03","text":"Mayor Anna Ruiz, Sheriff Tom Becker, Judge Ida Wolff, Ms. Lena Fors and Mr. Olaf Quist."}"#,
        r#"{"title":"Four","date":"2020-05-02","text":"Mayor Anna Ruiz met Sheriff Tom Becker."}"#,
    ];
    let titles = |app: &App| {
        let rows = seen(app);
        let title = |row: &str| {
            let list = row.split('│').next().unwrap_or("");
            list.split_once("2020-05-0").map(|(_, rest)| rest[1..].trim().to_owned())
        };
        rows.lines().filter_map(title).collect::<Vec<_>>()
    };
    let mut app = start(corpus_of(&stories), "");
    press(&mut app, "G s s s");
    check(&seen(&app), "by length");
    press(&mut app, "s");
    check(&status(&app), "by relatedness: nearest to Four first");
    assert_eq!(titles(&app), ["Four", "One", "Three", "Two"]);
    press(&mut app, "s");
    check(&status(&app), "by names in common: nearest to Four");
    assert_eq!(titles(&app), ["Four", "Three", "One", "Two"]);
    let again = start(corpus_of(&stories), &app.saved());
    assert_eq!(titles(&again), titles(&app), "it is kept");
    press(&mut app, "s");
    assert_eq!(titles(&app), ["One", "Two", "Three", "Four"]);
}

#[test]
fn stories_like_one_are_ranked_unless_an_order_is_chosen() {
    let mut app = start(corpus(5), "");
    press(&mut app, "& like:jsonl#5 <enter>");
    check(&seen(&app), "by relatedness");
    let first = |app: &App| seen(app).lines().nth(2).unwrap_or("").to_owned();
    check(&first(&app), "Ferry plan");
    press(&mut app, "s");
    check(&seen(&app), "by date");
    check(&first(&app), "Mayor opens bridge");
    press(&mut app, "0");
    check(&seen(&app), "by date");
}

#[test]
fn what_an_overlay_was_opened_from_comes_back() {
    let mut app = start(corpus(5), "");
    press(&mut app, "i j");
    let table = seen(&app);
    press(&mut app, "<enter> w");
    check(&seen(&app), "Why linked: ");
    press(&mut app, "<esc>");
    check(&seen(&app), "(Tab: names beside it)");
    press(&mut app, "q");
    assert_eq!(seen(&app), table);
    press(&mut app, "<enter> <enter> <esc>");
    check(&status(&app), "read  s sort");
}

#[test]
fn names_are_hidden_one_after_the_other_in_the_table() {
    let (mut app, desk) = deciding();
    press_deciding(&mut app, &desk, "i / f e r n <enter> D <enter>");
    check(&status(&app), "hidden: 2 links change; U takes it back");
    check(&seen(&app), "Names  by stories  0  / fern");
    press_deciding(&mut app, &desk, "T <esc> U");
    check(&seen(&app), "person   Joe Fern");
}

#[test]
fn tab_goes_from_the_stories_of_a_card_to_the_names_beside_it_and_back() {
    let mut app = start(corpus(5), "");
    let selected = |app: &App| {
        let text = seen(app);
        text.lines().find(|l| l.contains("│ ▌")).map(|l| l.trim_end().to_owned()).unwrap_or_default()
    };
    press(&mut app, "l <enter> <tab>");
    check(&selected(&app), "Port Authority  org");
    press(&mut app, "<tab>");
    check(&selected(&app), "2020-05-05  here: Mayor opens bridge");
}

#[test]
fn the_reason_of_a_problem_is_readable_however_long_its_path() {
    let folder = tempfile::tempdir().expect("a folder");
    let inside = format!("archive/{}/2017", "a-folder-with-a-long-name/".repeat(6));
    std::fs::create_dir_all(folder.path().join(&inside)).expect("folders can be made");
    for n in 0..25 {
        let file = folder.path().join(&inside).join(format!("page-{n:02}.json"));
        std::fs::write(file, "{\"text\": ").expect("the folder can be written");
    }
    let snapshot = load_whole(&Input::Paths(vec![folder.path().into()]), &LoadOptions::default());
    let mut app = App::new(Setup { size: Size { width: 80, height: 24 }, ..setup(snapshot, "") }).0;
    press(&mut app, "P");
    check(&seen(&app), "Problems with the input  1–8 of 26");
    check(&seen(&app), "25 problems: 25 skipped");
    let line = |app: &App, part: &str| {
        let screen = seen(app);
        let at = screen.lines().position(|line| line.contains(part)).unwrap_or_else(|| panic!("{screen}"));
        screen.lines().skip(at).take(2).map(|l| l.trim_matches(['│', ' ']).to_owned()).collect::<Vec<_>>()
    };
    let [place, reason] = &line(&app, "page-00.json")[..] else { panic!("two lines") };
    assert!(
        place.starts_with("archive/a-folder-with…/") && place.ends_with("/2017/page-00.json (skipped)"),
        "{place}"
    );
    assert_eq!(reason, "JSON that is cut off");
    press(&mut app, "G");
    check(&seen(&app), "19–26 of 26");
    assert_eq!(line(&app, "page-24.json")[1], "JSON that is cut off");
}
