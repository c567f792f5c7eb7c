//! A text that nobody has checked is no `GroupTitle`: its one constructor checks.

use muster::domain::GroupTitle;

fn unchecked(text: String) -> GroupTitle {
    // By field name, because the message for `GroupTitle(text)` would quote the source.
    GroupTitle { 0: text }
}

fn main() {
    let _ = unchecked;
}
