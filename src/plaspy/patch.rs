//! JSON patches (RFC 6902), applied to a thing as it is answered. What comes of one is read as a form of what changed.

use std::marker::PhantomData;

use deserr::{DeserializeError, Deserr, IntoValue, ValuePointerRef};
use json_patch::jsonptr::Pointer;
use json_patch::{Patch, PatchErrorKind, PatchOperation};
use serde::{Deserialize as _, Serialize};
use serde_json::{Map, Value};

use super::PathId;
use super::form::Form;
use crate::args::{ArgErrors, RawArgs};
use crate::error::{Code, Failure, Result};
use crate::limits;
use crate::schema::Presence::Required;
use crate::schema::{Parts, Schema, Taken};

/// What a patch takes: the thing, and the operations. No `Debug`: a password may be among them.
#[derive(Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params<Id, F>
where
    PathId<Id>: Deserr<ArgErrors>,
    Operations<F>: Deserr<ArgErrors>,
{
    /// Which thing.
    pub id: PathId<Id>,
    /// The operations.
    #[deserr(default)]
    pub operations: Operations<F>,
}

/// Operations on what is to be read as an `F`, as they were sent. They are looked at only when they are applied.
pub struct Operations<F>(Value, PhantomData<fn() -> F>);

impl<F> Default for Operations<F> {
    fn default() -> Self {
        Self(Value::Null, PhantomData)
    }
}

impl<F, E: DeserializeError> Deserr<E> for Operations<F> {
    fn deserialize_from_value<V: IntoValue>(
        value: deserr::Value<V>,
        location: ValuePointerRef<'_>,
    ) -> std::result::Result<Self, E> {
        Value::deserialize_from_value(value, location).map(|operations| Self(operations, PhantomData))
    }
}

/// What the patch makes of a thing. Fields that the patch leaves as they are, are absent from the form; those that it
/// takes away are null.
///
/// # Errors
/// `InvalidPatch` when it is none, cannot be applied, touches a field that is not writable, takes away what must be
/// there, or passes a bound; `PatchTestFailed` when one of its tests fails; 7 when a field comes to a value that it
/// cannot have.
pub(super) fn apply<F: Form>(thing: &impl Serialize, operations: &Operations<F>) -> Result<F> {
    let before = serde_json::to_value(thing).map_err(|error| Failure::caused(Code::UnexpectedError, error))?;
    let mut after = before.clone();
    run(&mut after, &operations.0, F::WRITABLE)?;
    let (Value::Object(before), Value::Object(mut after)) = (before, after) else {
        return Err(Code::InvalidPatch.into());
    };
    let mut changed = Map::new();
    for (field, was) in before {
        let is = after.remove(&field).unwrap_or(Value::Null);
        if is != was {
            changed.insert(field, is);
        }
    }
    let taken_away: Vec<_> = changed.iter().filter(|(_, is)| is.is_null()).map(|(field, _)| field.clone()).collect();
    let form: F = RawArgs::of(changed).read()?;
    if form.missing().iter().any(|field| taken_away.iter().any(|taken| taken == field)) {
        return Err(Code::InvalidPatch.into());
    }
    Ok(form)
}

fn run(document: &mut Value, operations: &Value, writable: &[&str]) -> Result<()> {
    let invalid = |error: serde_json::Error| Failure::caused(Code::InvalidPatch, error);
    let Patch(operations) = Patch::deserialize(operations).map_err(invalid)?;
    if operations.len() > limits::PATCH_OPERATIONS {
        return Err(Code::InvalidPatch.into());
    }
    let mut weight = 0;
    for operation in &operations {
        check_places(operation, writable)?;
        weight += check_value(document, operation)?;
        if weight > limits::PATCH_WEIGHT {
            return Err(Code::InvalidPatch.into());
        }
        json_patch::patch(document, std::slice::from_ref(operation)).map_err(|error| match error.kind {
            PatchErrorKind::TestFailed => Code::PatchTestFailed,
            _ => Code::InvalidPatch,
        })?;
    }
    Ok(())
}

/// Only writable fields may be changed, even to what they are; any may be tested and copied.
fn check_places(operation: &PatchOperation, writable: &[&str]) -> Result<()> {
    let is_writable = |place: &Pointer| {
        let field = place.first().map(|field| field.decoded().into_owned());
        field.is_some_and(|field| writable.contains(&field.as_str()))
    };
    let good = match operation {
        PatchOperation::Test(_) => true,
        PatchOperation::Move(moved) => is_writable(&moved.from) && is_writable(&moved.path),
        other => is_writable(other.path()),
    };
    if good { Ok(()) } else { Err(Code::InvalidPatch.into()) }
}

/// How much an operation puts in, which must not make the document nest deeper than a request may.
fn check_value(document: &Value, operation: &PatchOperation) -> Result<usize> {
    let put_in = match operation {
        PatchOperation::Add(add) => Some(&add.value),
        PatchOperation::Replace(replace) => Some(&replace.value),
        PatchOperation::Copy(copy) => document.pointer(copy.from.as_str()),
        PatchOperation::Move(moved) => document.pointer(moved.from.as_str()),
        PatchOperation::Remove(_) | PatchOperation::Test(_) => None,
    };
    let Some(value) = put_in else { return Ok(0) };
    if operation.path().count() + depth(value) > limits::JSON_DEPTH {
        return Err(Code::InvalidPatch.into());
    }
    Ok(weight(value))
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(fields) => 1 + fields.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn weight(value: &Value) -> usize {
    let text = |text: &str| 1 + text.len() / 16;
    match value {
        Value::String(value) => text(value),
        Value::Array(items) => 1 + items.iter().map(weight).sum::<usize>(),
        Value::Object(fields) => 1 + fields.iter().map(|(name, value)| text(name) + weight(value)).sum::<usize>(),
        _ => 1,
    }
}

impl<F: Form> Taken for Operations<F> {
    fn taken(_: &mut Parts) -> Schema {
        let path = |pattern: &str| Schema::of_type("string").matching(pattern).example("/name");
        let any = || path("^(/([^/~]|~[01])*)*$");
        let writable = || path(&format!("^/({})(/([^/~]|~[01])*)*$", F::WRITABLE.join("|")));
        let operation = |names: &[&str], path: Schema| {
            let op = Schema::one_of(names.iter().copied());
            Schema::object().with("op", op.about("What to do."), Required).with("path", path.about("Where."), Required)
        };
        let value = || Schema::anything().example("Employees");
        let put =
            operation(&["replace", "add"], writable()).with("value", value().about("What to put there."), Required);
        let test = operation(&["test"], any()).with("value", value().about("What must be there."), Required);
        let remove = operation(&["remove"], writable());
        let copy = operation(&["copy"], writable()).with("from", any().about("Where from."), Required);
        let taken = operation(&["move"], writable()).with("from", writable().about("Where from."), Required);
        let operations = Schema::any_of([put, test, remove, copy, taken]);
        Schema::list_of(operations, 0..=limits::PATCH_OPERATIONS)
    }
}
