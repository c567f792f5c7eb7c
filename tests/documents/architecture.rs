//! `ARCHITECTURE.md`: what it shows of the code is the code.

use muster::action::ActionDef;
use muster::navixy::ACTIONS;

use crate::text;

/// The action that the document shows how to write.
const EXAMPLE: &str = "src/navixy/tracker/read.rs";

/// A line without comments and without the blanks around and inside it.
fn bare(line: &str) -> Option<String> {
    let code = line.split("//").next().unwrap_or_default();
    let code: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
    (!code.is_empty()).then_some(code)
}

#[test]
fn the_example_is_an_action_that_there_is() {
    let document = text("ARCHITECTURE.md");
    let blocks: Vec<_> = document.split("```rust\n").skip(1).filter_map(|rest| rest.split_once("```")).collect();
    let [(action, _), (row, _)] = blocks[..] else { panic!("an action and its row are shown") };
    assert!(action.contains(EXAMPLE), "the example says where it stands");

    let source = text(EXAMPLE);
    let shown: Vec<_> = action.lines().filter_map(bare).collect();
    let there: Vec<_> = source.lines().filter(|line| !line.starts_with("use ")).filter_map(bare).collect();
    assert_eq!(shown, there);

    let table = text("src/navixy/table.rs");
    for line in row.lines().filter_map(bare) {
        assert!(table.lines().filter_map(bare).any(|there| there == line), "{line}");
    }
}

#[test]
fn the_layers_are_those_of_the_map() {
    let document = text("ARCHITECTURE.md");
    let (_, layers) = document.split_once("## The layers").expect("the section");
    let (layers, _) = layers.split_once('.').expect("a sentence");
    let named: Vec<_> = crate::quoted_as_code(layers).filter(|name| *name != "use").collect();
    let map = text("src/lib.rs");
    let of_line = |line: &'_ str| -> Vec<String> {
        line.split("[`").skip(1).filter_map(|rest| rest.split_once("`]")).map(|(name, _)| name.to_owned()).collect()
    };
    let listed: Vec<_> = map.lines().filter(|line| line.starts_with("//! * ")).flat_map(of_line).collect();
    assert_eq!(named, listed);
}

#[test]
fn the_request_that_it_follows_is_one_of_the_table() {
    let follows = |row: &&ActionDef| text("ARCHITECTURE.md").contains(&format!("`GET /v2/{}?", row.route));
    assert_eq!(ACTIONS.iter().filter(follows).count(), 1);
}
