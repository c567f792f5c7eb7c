//! The field's own words as types that cannot be wrong.
//!
//! Each type has one constructor, `TryFrom`, which holds the rule; inside the house nothing is checked twice.
//! Nothing here knows of HTTP, SQL or JSON documents.

mod credential;
mod group;
mod ids;
mod int;
mod invalid;
mod right;
mod text;
mod tracker;
mod user;

pub use credential::{Digest, KeyTitle, Password, SecretHash};
pub use group::{Color, GroupChoice, GroupTitle};
pub use ids::{AccountId, ApiKeyId, GroupId, SecurityGroupId, SourceId, TrackerId, UserId};
pub use int::Int;
pub use invalid::Invalid;
pub use right::{Right, RightSet};
pub use tracker::{DeviceId, LabelPart, LabelSearch, Model, Phone, TrackerLabel};
pub use user::{Locale, Login, TimeZone};
