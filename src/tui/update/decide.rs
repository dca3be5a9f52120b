//! Decisions about names: one, two, hidden, of another kind, called otherwise.

use super::super::Effect;
use super::super::app::{App, NameAt};
use super::super::input_line::InputLine;
use super::super::overlay::{Choice, Menu, MenuRow, NamesView, Overlay, Pick, Prompt, Purpose};
use super::super::theme::Role;
use super::undo::{self, Deed};
use super::{overlays, pile};
use crate::model::{Decision, Entity, EntityNo, Label, Mention, Mentions, NameKey, Scope, Story};
use crate::text::{clean_line, fold_words};

/// The letters of the kinds of names in the menu.
const LABELS: [(char, Label); 8] = [
    ('p', Label::Person),
    ('o', Label::Org),
    ('l', Label::Place),
    ('w', Label::Law),
    ('e', Label::Event),
    ('t', Label::Work),
    ('r', Label::Product),
    ('c', Label::Group),
];

/// What a decision is about: a name, and the mention under the cursor where the cursor is in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct About {
    pub(super) entity: EntityNo,
    pub(super) at: Option<NameAt>,
}

/// The name under the cursor of the text.
pub(super) fn of_cursor(app: &App) -> Option<About> {
    // An office that stands for a name is no mention that could go elsewhere.
    app.name().map(|n| About { entity: n.entity, at: Some(*n).filter(|n| n.role != Role::Weak) })
}

fn key(entity: &Entity<'_>) -> NameKey {
    NameKey(entity.key().to_owned())
}

/// `=`: asks which name this one is the same as.
pub(super) fn ask_same(app: &mut App, about: Option<About>, effects: &mut Vec<Effect>) {
    let Some(entity) = about.and_then(|a| app.snapshot().entity(a.entity)) else { return none(app) };
    let pick = Pick::Same(key(&entity), entity.name().to_owned());
    open_pick(app, pick, effects);
}

/// `X`: asks which mentions are somebody else's.
pub(super) fn ask_split(app: &mut App, about: Option<About>) {
    open_scopes(app, about, "not the same", Choice::Split);
}

/// `D`: asks which mentions name nothing.
pub(super) fn ask_hide(app: &mut App, about: Option<About>) {
    open_scopes(app, about, "hide", Choice::Hide);
}

/// `T`: asks for a kind, or another name.
pub(super) fn ask_label(app: &mut App, about: Option<About>) {
    let Some(entity) = about.and_then(|a| app.snapshot().entity(a.entity)) else { return none(app) };
    let of = key(&entity);
    let others = LABELS.into_iter().filter(|(_, label)| *label != entity.label());
    let mut rows: Vec<MenuRow> = others
        .map(|(letter, label)| MenuRow {
            letter,
            words: label.as_str().to_owned(),
            choice: Choice::Label(of.clone(), label),
        })
        .collect();
    let words = "call it otherwise ...".to_owned();
    rows.push(MenuRow { letter: 'n', words, choice: Choice::Rename(of) });
    let title = format!("{} is no {} but", entity.name(), entity.label().as_str());
    pile::lay(app, Overlay::Menu(Menu { title, rows, cursor: 0 }));
}

fn none(app: &mut App) {
    app.notice = "no name under the cursor".into();
}

fn open_scopes(app: &mut App, about: Option<About>, verb: &str, choice: fn(Mentions, u32) -> Choice) {
    let Some(entity) = about.and_then(|a| app.snapshot().entity(a.entity)) else { return none(app) };
    let at = about.and_then(|a| a.at).zip(app.story());
    let rows = scopes(&entity, at)
        .into_iter()
        .map(|(letter, words, mentions, n)| MenuRow {
            letter,
            words: format!("{words}: {}", links(n)),
            choice: choice(mentions, n),
        })
        .collect();
    let title = format!("{}: {verb}", entity.name());
    pile::lay(app, Overlay::Menu(Menu { title, rows, cursor: 0 }));
}

fn links(n: u32) -> String {
    if n == 1 { "1 link changes".into() } else { format!("{n} links change") }
}

/// How far a decision can reach: letter, words, mentions, and how many they are.
fn scopes(entity: &Entity<'_>, at: Option<(NameAt, Story<'_>)>) -> Vec<(char, String, Mentions, u32)> {
    let of = || key(entity);
    let mut out = Vec::new();
    let Some((at, story)) = at else {
        let scope = Scope::Everywhere { printed: String::new() };
        out.push(('e', "everywhere".into(), Mentions { of: of(), scope }, entity.n_mentions()));
        return out;
    };
    let text = story.part(at.field, at.span);
    let (shown, printed, id) = (clean_line(text), fold_words(text), story.id().into_owned());
    let same =
        |m: &Mention<'_>| m.entity == Some(entity.no()) && fold_words(story.part(m.field, m.span)) == printed;
    let here = Scope::Here { story: id.clone(), field: at.field, span: at.span, text: text.to_owned() };
    out.push(('h', format!("here: this “{shown}” only"), Mentions { of: of(), scope: here }, 1));
    let in_story = story.mentions().filter(same).count() as u32;
    let scope = Scope::Story { story: id, printed: printed.clone() };
    out.push(('s', format!("this story: each “{shown}”"), Mentions { of: of(), scope }, in_story));
    let forms = entity.aliases().filter(|a| a.folded == printed);
    let n = forms.map(|a| a.mentions).sum();
    let scope = Scope::Everywhere { printed };
    out.push(('e', format!("everywhere: each “{shown}”"), Mentions { of: of(), scope }, n));
    if n < entity.n_mentions() {
        let scope = Scope::Everywhere { printed: String::new() };
        let words = format!("all of {}, however printed", entity.name());
        out.push(('a', words, Mentions { of: of(), scope }, entity.n_mentions()));
    }
    out
}

/// A row of a menu was chosen.
pub(super) fn choose(app: &mut App, choice: Choice, effects: &mut Vec<Effect>) {
    match choice {
        Choice::Split(mentions, n) => open_pick(app, Pick::Whose(mentions, n), effects),
        Choice::Hide(mentions, n) => {
            let words = format!("hidden: {}", links(n));
            pile::close(app, effects);
            decide(app, Decision::Hide(mentions), &words, effects);
        }
        Choice::Label(of, label) => {
            let words = format!("{} is of the kind {}", shown(app, &of), label.as_str());
            pile::close(app, effects);
            decide(app, Decision::Label(of, label), &words, effects);
        }
        Choice::Rename(of) => {
            let name = shown(app, &of);
            let title = format!("{name} is called");
            let (line, purpose) = (InputLine::new(&name), Purpose::Rename(of));
            pile::lay(app, Overlay::Prompt(Prompt { title, line, purpose }));
        }
    }
}

fn shown(app: &App, of: &NameKey) -> String {
    app.snapshot().links().by_key(&of.0).map_or(of.0.clone(), |e| e.name().to_owned())
}

fn open_pick(app: &mut App, pick: Pick, effects: &mut Vec<Effect>) {
    let view = NamesView { pick: Some(pick), typing: true, ..NamesView::default() };
    pile::lay(app, Overlay::Names(view));
    overlays::ask_names(app, effects);
}

/// A name was picked, or (`None`) none of those that are there.
pub(super) fn picked(app: &mut App, pick: Pick, picked: Option<EntityNo>, effects: &mut Vec<Effect>) {
    let Some(target) = picked.map(|no| app.snapshot().entity(no).map(|e| (key(&e), e.name().to_owned())))
    else {
        if let Pick::Whose(mentions, n) = pick {
            let words = format!("a name of its own: {}", links(n));
            pile::close(app, effects);
            decide(app, Decision::Move(mentions, None), &words, effects);
        }
        return;
    };
    let Some((to, name)) = target else { return };
    let decision = match &pick {
        Pick::Same(of, _) if *of == to => {
            app.notice = "that is the name itself".into();
            return;
        }
        Pick::Whose(mentions, _) if mentions.of == to => {
            app.notice = "that is whose it is already".into();
            return;
        }
        // The one that was gone to is the one whose name stays.
        Pick::Same(of, _) => Decision::Same(to, of.clone()),
        Pick::Whose(mentions, _) => Decision::Move(mentions.clone(), Some(to)),
    };
    let words = match pick {
        Pick::Same(_, from) => format!("{from} is {name}"),
        Pick::Whose(_, n) => format!("it is {name}: {}", links(n)),
    };
    pile::close(app, effects);
    decide(app, decision, &words, effects);
}

/// A line was typed for a name.
pub(super) fn rename(app: &mut App, of: NameKey, typed: &str, effects: &mut Vec<Effect>) {
    let typed = clean_line(typed).trim().to_owned();
    if !typed.is_empty() && typed != shown(app, &of) {
        let words = format!("called {typed}");
        decide(app, Decision::Name(of, typed), &words, effects);
    }
}

fn decide(app: &mut App, decision: Decision, words: &str, effects: &mut Vec<Effect>) {
    undo::act(app, Deed::Decided(decision), words.to_owned(), effects);
    app.notice = format!("{words}; U takes it back");
}
