//! A person's hands: what the mouse and the keyboard do that pressing and filling is not enough for.

use std::time::Duration;

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;

use crate::browser::Browser;

/// Keys, as WebDriver names them.
pub const SHIFT: char = '\u{e008}';
pub const CONTROL: char = '\u{e009}';
pub const BACKSPACE: char = '\u{e003}';
pub const TAB: char = '\u{e004}';
pub const ENTER: char = '\u{e007}';
pub const ESCAPE: char = '\u{e00c}';
pub const END: char = '\u{e010}';
pub const HOME: char = '\u{e011}';
pub const DOWN: char = '\u{e015}';

/// How long the pointer takes for a part of its way: browsers begin no drag in a single leap.
const STROKE: Duration = Duration::from_millis(20);

const PRESS: PointerAction = PointerAction::Down { button: MOUSE_BUTTON_LEFT };
const RELEASE: PointerAction = PointerAction::Up { button: MOUSE_BUTTON_LEFT };

impl Browser {
    /// Types on whatever has the focus.
    #[track_caller]
    pub fn keys(&self, keys: &[char]) {
        self.act(strokes(keys).fold(keyboard(), |typing, stroke| typing.then(stroke)));
    }

    /// Types on whatever has the focus, while a key is held.
    #[track_caller]
    pub fn hold_and_type(&self, held: char, keys: &[char]) {
        let holding = keyboard().then(KeyAction::Down { value: held });
        let typing = strokes(keys).fold(holding, |typing, stroke| typing.then(stroke));
        self.act(typing.then(KeyAction::Up { value: held }));
    }

    /// Clicks a tracker's row, where no tick box is.
    #[track_caller]
    pub fn click_tracker(&self, label: &str) {
        self.click(self.tracker(label));
    }

    /// Clicks a tracker's row while a key is held.
    #[track_caller]
    pub fn hold_and_click_tracker(&self, held: char, label: &str) {
        self.act(keyboard().then(KeyAction::Down { value: held }));
        self.click_tracker(label);
        self.let_go();
    }

    /// Clicks a tracker's tick box, which adds it or takes it out.
    #[track_caller]
    pub fn tick_tracker(&self, label: &str) {
        self.click(self.element(&format!("{}//*[@class='tick']", row_of(label))));
    }

    /// Clicks a tracker's tick box while a key is held.
    #[track_caller]
    pub fn hold_and_tick_tracker(&self, held: char, label: &str) {
        self.act(keyboard().then(KeyAction::Down { value: held }));
        self.tick_tracker(label);
        self.let_go();
    }

    /// What the keyboard is at, by what a screen reader would call it.
    pub fn focused(&self) -> String {
        let name = "const { activeElement: at } = document; return at.ariaLabel ?? at.innerText";
        self.run(name).as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    fn click(&self, element: Element) {
        self.act(mouse().then(over(element, 0.0)).then(PRESS).then(RELEASE));
    }

    /// Drags a tracker onto a group.
    #[track_caller]
    pub fn drag_tracker(&self, label: &str, group: &str) {
        let group = self.element(&format!("//muster-groups//li[.//span[.='{group}']]"));
        let lifting = mouse().then(over(self.tracker(label), 0.0)).then(PRESS).then(PointerAction::MoveBy {
            duration: Some(STROKE),
            x: -10.0,
            y: 4.0,
        });
        self.act(lifting.then(over(group.clone(), -2.0)).then(over(group, 0.0)).then(RELEASE));
    }

    #[track_caller]
    fn tracker(&self, label: &str) -> Element {
        self.element(&row_of(label))
    }
}

fn row_of(label: &str) -> String {
    format!("//*[@role='option'][.//span[@class='label'][.='{label}']]")
}

fn keyboard() -> KeyActions {
    KeyActions::new("keyboard".to_owned())
}

fn mouse() -> MouseActions {
    MouseActions::new("mouse".to_owned())
}

fn strokes(keys: &[char]) -> impl Iterator<Item = KeyAction> {
    keys.iter().flat_map(|key| [KeyAction::Down { value: *key }, KeyAction::Up { value: *key }])
}

/// The pointer over the middle of an element, or so many pixels beside it.
fn over(element: Element, x: f64) -> PointerAction {
    PointerAction::MoveToElement { element, duration: Some(STROKE), x, y: 0.0 }
}
