//! A tag as the vendor takes and shows it.

use deserr::Deserr;
use serde::Serialize;

use crate::args::ArgErrors;
use crate::domain::{Color, TagId, TagName};
use crate::ops::tags;
use crate::schema::{Shown, Taken};

/// A tag as somebody wants it.
#[derive(Debug, Clone, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct TagForm {
    /// Its name.
    pub name: TagName,
    /// Its colour.
    pub color: Color,
}

/// A tag as it is shown.
#[derive(Debug, Serialize, Shown)]
pub struct Tag {
    id: TagId,
    name: TagName,
    color: Color,
}

impl From<tags::Tag> for Tag {
    fn from(tags::Tag { id, name, color }: tags::Tag) -> Self {
        Self { id, name, color }
    }
}
