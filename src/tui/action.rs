//! What a key can ask for.

/// Everything a key of the table can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Action {
    /// Closes the top thing, else leaves.
    Close,
    /// Leaves.
    Quit,
    /// Shows the keys.
    Help,
    /// Puts the cursor in the filter bar, to go on to the list.
    Filter,
    /// Puts the cursor in the filter bar, to go on in the pane where it was.
    Find,
    /// Goes to the next pane.
    NextPane,
    /// Goes to the pane before.
    PreviousPane,
    /// Gives one pane the whole screen.
    Zoom,
    /// Goes back along the trail.
    Back,
    /// Goes forward along the trail.
    Forward,
    /// Takes the chip with the key's digit into the filter, or out.
    Chip,
    /// Drops the filter.
    DropFilter,
    /// Shows the names table.
    Names,
    /// Shows what was wrong with the input.
    Problems,
    /// Says on one line where the cursor is.
    Where,
    /// Cancels what runs, else leaves.
    Cancel,
    /// Suspends the program.
    Suspend,
    /// Paints anew.
    Repaint,
    /// Leaves one level.
    Leave,
    /// Moves down a row.
    Down,
    /// Moves up a row.
    Up,
    /// Moves down half a page.
    HalfDown,
    /// Moves up half a page.
    HalfUp,
    /// Moves down a page.
    PageDown,
    /// Moves up a page.
    PageUp,
    /// Goes to the start.
    First,
    /// Goes to the end.
    Last,
    /// Follows the name to the next story.
    Follow,
    /// Follows the name to the story before.
    FollowBack,
    /// Shows the name's card, or goes to the row under the cursor.
    Enter,
    /// Asks which name this one is the same as.
    Same,
    /// Asks which mentions are another name's.
    NotSame,
    /// Asks which mentions name nothing.
    Hide,
    /// Asks for the name's kind, or for another name.
    Label,
    /// Takes back what was done last.
    Undo,
    /// Does again what was taken back.
    Redo,
    /// Shows related stories.
    Related,
    /// Selects the story, to compare another one with it.
    Select,
    /// Compares the story with the selected one.
    Compare,
    /// Asks for a tag.
    Tag,
    /// Appends the passage to the file of quotations.
    Quote,
    /// Shows why the name is linked.
    Why,
    /// Filters with the name.
    With,
    /// Filters without the name.
    Without,
    /// Marks the story read, or unread.
    ToggleRead,
    /// Stars the story, or takes the star away.
    ToggleStar,
    /// Reads the story.
    Read,
    /// Goes to the next unread story.
    NextUnread,
    /// Goes to the unread story before.
    PreviousUnread,
    /// Sorts by the next order.
    Sort,
    /// Gives a story's near-copies rows of their own, or folds them.
    Copies,
    /// Puts the cursor on the next name.
    NextName,
    /// Puts the cursor on the name before.
    PreviousName,
    /// Puts the cursor on the next shared name.
    NextShared,
    /// Puts the cursor on the shared name before.
    PreviousShared,
    /// Opens the next story of the list.
    NextStory,
    /// Opens the story before in the list.
    PreviousStory,
    /// Goes to the next match.
    NextMatch,
    /// Goes to the match before.
    PreviousMatch,
    /// Puts letters on the names in sight.
    Hints,
    /// Takes the next sentence into the passage.
    Extend,
    /// Copies the passage.
    Copy,
    /// Makes the text narrower.
    Narrower,
    /// Makes the text wider.
    Wider,
    /// Goes to the list.
    List,
    /// Keeps the filter.
    Keep,
    /// Goes back to the filter before.
    Revert,
    /// Empties the line.
    Empty,
    /// Moves the insertion point left.
    Left,
    /// Moves the insertion point right.
    Right,
    /// Moves the insertion point to the start.
    LineStart,
    /// Moves the insertion point to the end.
    LineEnd,
    /// Deletes the character before.
    Rub,
    /// Deletes the character under.
    Delete,
    /// Deletes the word before.
    RubWord,
    /// Takes the filter before from the history.
    Older,
    /// Takes the next filter from the history.
    Newer,
    /// Completes the word.
    Complete,
    /// Completes the word with the choice before.
    CompleteBack,
    /// Narrows the names table.
    Narrow,
    /// Types the key's character.
    Type,
}
