//! What dialects have in common whose actions are found by method and path: `/api/groups/{groupId}`.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::action::{ActionDef, Found, Method, Route, Sent};
use crate::args::RawArgs;
use crate::error::{Code, Failure, Result};

/// Finds rows by method and path.
pub struct Router {
    rows: Vec<(Vec<Segment>, &'static ActionDef)>,
    case: Case,
}

/// Whether small and great letters are the same in paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// They differ.
    Matters,
    /// They are the same.
    Ignored,
}

/// A segment of a route.
enum Segment {
    Literal(&'static str),
    /// Any text, which becomes the argument of that name.
    Open(&'static str),
}

impl Router {
    /// A router over these rows. Of two routes that a path fits, the first is meant.
    pub fn new(rows: &'static [ActionDef], case: Case) -> Self {
        let segments =
            |row: &'static ActionDef| (row.route.path().trim_matches('/').split('/').map(segment).collect(), row);
        Self { rows: rows.iter().map(segments).collect(), case }
    }

    /// What a method and a path lead to. The path is split before it is decoded, so that a segment may hold any
    /// character; a slash at its end makes no difference.
    ///
    /// # Errors
    /// 111 when nothing is there, 112 when what is there does not know the method.
    pub fn find(&self, method: Method, path: &str) -> Result<Found> {
        let segments = split(path).ok_or(Code::WrongHandler)?;
        let method = if method == Method::Head { Method::Get } else { method };
        let mut fitting = self.fitting(&segments).peekable();
        let otherwise = if fitting.peek().is_some() { Code::WrongMethod } else { Code::WrongHandler };
        fitting
            .find(|found| matches!(found.row.route, Route::Rest(wanted, _) if wanted == method))
            .ok_or_else(|| otherwise.into())
    }

    /// The methods that a path knows, as the header `Allow` names them.
    pub fn allowed(&self, path: &str) -> String {
        let segments = split(path).unwrap_or_default();
        let methods = self.fitting(&segments).filter_map(|found| match found.row.route {
            Route::Rest(Method::Get, _) => Some("GET, HEAD"),
            Route::Rest(method, _) => Some(method.as_str()),
            Route::Rpc(_) => None,
        });
        methods.collect::<Vec<_>>().join(", ")
    }

    /// The rows of the first route that the segments fit.
    fn fitting(&self, segments: &[String]) -> impl Iterator<Item = Found> {
        let fitting = |(route, row): &(Vec<Segment>, &'static ActionDef)| {
            self.fit(route, segments).map(|places| Found { row, places })
        };
        let fitting: Vec<_> = self.rows.iter().filter_map(fitting).collect();
        let first = fitting.first().map(|found| found.row.route.path());
        fitting.into_iter().filter(move |found| first == Some(found.row.route.path()))
    }

    fn fit(&self, route: &[Segment], segments: &[String]) -> Option<Vec<(&'static str, String)>> {
        if route.len() != segments.len() {
            return None;
        }
        let mut places = Vec::new();
        for (wanted, segment) in route.iter().zip(segments) {
            match wanted {
                Segment::Literal(literal) if self.is_same(literal, segment) => {}
                Segment::Literal(_) => return None,
                Segment::Open(name) => places.push((*name, segment.clone())),
            }
        }
        Some(places)
    }

    fn is_same(&self, literal: &str, segment: &str) -> bool {
        match self.case {
            Case::Matters => literal == segment,
            Case::Ignored => literal.eq_ignore_ascii_case(segment),
        }
    }
}

fn segment(text: &'static str) -> Segment {
    match text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) {
        Some(name) => Segment::Open(name),
        None => Segment::Literal(text),
    }
}

/// The path's segments, decoded; none if one of them is no text.
fn split(path: &str) -> Option<Vec<String>> {
    let path = path.strip_prefix('/').unwrap_or(path);
    let path = path.strip_suffix('/').unwrap_or(path);
    let decoded = path.split('/').map(|segment| percent_decode_str(segment).decode_utf8().map(Into::into).ok());
    decoded.collect()
}

/// The arguments of a request: of one that has no body those of the query, else those of the JSON body and no others,
/// which must be of one of these types. What is wrong with a body is told only to those who are let in.
///
/// # Errors
/// 5 when the query cannot be read.
pub fn arguments(sent: &Sent<'_>, types: &[&str]) -> Result<RawArgs> {
    if let Route::Rest(Method::Get | Method::Delete, _) = sent.route {
        return RawArgs::parse(sent.query, None, &[]);
    }
    Ok(parse_body(sent, types).unwrap_or_else(RawArgs::faulty))
}

fn parse_body(sent: &Sent<'_>, types: &[&str]) -> Result<RawArgs> {
    if sent.body.trim_ascii().is_empty() {
        return Ok(RawArgs::default());
    }
    let named = sent.content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !types.contains(&named.as_str()) {
        return Err(Failure::caused(Code::UnsupportedMediaType, "a body that is not declared as JSON"));
    }
    match RawArgs::json(sent.body)? {
        Value::Object(mut object) => {
            object.remove(OPERATIONS);
            Ok(RawArgs::of(object))
        }
        // A JSON patch is a list and stands in no object.
        operations @ Value::Array(_) if matches!(sent.route, Route::Rest(Method::Patch, _)) => {
            Ok(RawArgs::of(Map::from_iter([(OPERATIONS.to_owned(), operations)])))
        }
        _ => Err(Failure::caused(Code::WrongRequestFormat, "JSON of the wrong shape")),
    }
}

/// The argument that a body is which is a list. No field of an object passes for it.
pub const OPERATIONS: &str = "operations";
