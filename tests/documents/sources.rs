//! What the documents are compared with and only the sources tell: the names of tests, and what an action takes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::path;

/// Every source file of the product and of its tests, with the path to it.
static FILES: LazyLock<Vec<(PathBuf, String)>> = LazyLock::new(|| {
    let mut files = Vec::new();
    for folder in ["src", "tests"] {
        collect(&path(folder), &mut files);
    }
    files
});

fn collect(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source file");
            files.push((path, text));
        }
    }
}

/// Every source file's text.
pub(crate) fn files() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(_, text)| text.as_str())
}

/// Every source file of the product, with its path in `src`.
pub(crate) fn product() -> impl Iterator<Item = (&'static str, &'static str)> {
    let source = path("src");
    FILES.iter().filter_map(move |(path, text)| Some((path.strip_prefix(&source).ok()?.to_str()?, text.as_str())))
}

/// The name of every test function.
pub(crate) fn tests() -> BTreeSet<&'static str> {
    tests_in("")
}

/// The name of every test function in a folder of the project.
pub(crate) fn tests_in(folder: &str) -> BTreeSet<&'static str> {
    let folder = path(folder);
    FILES.iter().filter(|(path, _)| path.starts_with(&folder)).flat_map(|(_, file)| tests_of(file)).collect()
}

fn tests_of(file: &str) -> impl Iterator<Item = &str> {
    file.split("#[test]\n").skip(1).filter_map(|rest| rest.split_once("fn ")?.1.split_once('(')).map(|(name, _)| name)
}

/// A parameter of an action.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) optional: bool,
}

/// What the action at that route takes, in the order of its declaration. `None` if the route is not declared in a file of
/// its own.
pub(crate) fn parameters(route: &str) -> Option<Vec<Parameter>> {
    let route = format!("const ROUTE: Route = Route::Rpc(\"{route}\");");
    let mut files = FILES.iter().map(|(_, file)| file);
    let file = files.clone().find(|file| file.contains(&route) && file.contains("type Params = "))?;
    let (name, _) = file.split_once("type Params = ")?.1.split_once(';')?;
    let declaration = format!("pub struct {name} {{\n");
    let declared = |file: &'static String| Some(file.split_once(&declaration)?.1.split_once("\n}")?.0);
    match declared(file).or_else(|| files.find_map(declared)) {
        Some(fields) => Some(fields.lines().filter_map(parameter).collect()),
        None if name == "NoParams" => Some(Vec::new()),
        None => panic!("{route} takes {name}, which is nowhere declared"),
    }
}

/// The form of dates can be chosen wherever there are any, so it is no action's own parameter.
const OF_ALL: &str = "iso_datetime";

fn parameter(line: &'static str) -> Option<Parameter> {
    let (name, kind) = line.trim().strip_prefix("pub ")?.split_once(": ")?;
    (name != OF_ALL).then(|| Parameter { name, optional: kind.starts_with("Optional<") })
}

#[test]
fn tests_and_parameters_are_found() {
    assert!(tests().contains("tests_and_parameters_are_found"));
    assert!(!tests().contains("parameters"));
    assert!(!tests_in("tests/api").contains("tests_and_parameters_are_found"));
    let found = parameters("tracker/settings/update").expect("an action");
    assert_eq!(found.iter().map(|parameter| parameter.name).collect::<Vec<_>>(), ["tracker_id", "group_id", "label"]);
    assert_eq!(parameters("tracker/list"), Some(vec![Parameter { name: "labels", optional: true }]));
    assert_eq!(parameters("tracker/read"), Some(vec![Parameter { name: "tracker_id", optional: false }]));
    assert_eq!(parameters("base/nothing"), Some(Vec::new()));
    assert_eq!(parameters("no/such/action"), None);
}
