//! The field's own words as types that cannot be wrong.
//!
//! Each type has one constructor, `TryFrom`, which holds the rule; inside the house nothing is checked twice.
//! Nothing here knows of HTTP, SQL or JSON documents.

mod application;
mod audit;
mod bool;
mod choice;
mod country;
mod credential;
mod custom_field;
mod details;
mod group;
mod identifier;
mod ids;
mod int;
mod invalid;
mod moment;
mod password_rules;
mod profile;
mod right;
mod search;
mod settings;
mod state;
mod tag;
mod text;
mod tracker;
mod usage;
mod user;
mod zone_names;

pub use application::{AccountName, ApplicationKey, ApplicationTitle};
pub use audit::{AuditAction, AuditGrouping, AuditRecordId, Event};
pub use bool::Bool;
pub use country::{Country, NamedCountry};
pub use credential::{Digest, Guid, KeyTitle, NamedKey, Password, SecretHash};
pub use custom_field::{CustomFieldNumber, CustomFieldValue};
pub use details::{Description, FullName, Privilege, UserDetails, UserTagName, UserTagText};
pub use group::{Color, GroupChoice, GroupTitle};
pub use identifier::{DeviceIdentifier, IdentifierKind, IdentifierPart};
pub use ids::{AccountId, ApiKeyId, GroupId, SecurityGroupId, SourceId, TagId, TrackerId, UserId};
pub use int::Int;
pub use invalid::Invalid;
pub use moment::{Dates, Instant, Moment, ShownMoment};
pub use password_rules::{FirstPassword, OwnersPassword, StrongPassword};
pub use profile::{Address, LegalType, PersonName, Profile, ProfileText, StateRegNum, UserPhone};
pub use right::{Right, RightSet, SecurityGroupLabel, StorePeriod};
pub use search::PartSearch;
pub use settings::{DateFormat, Geocoder, HourMode, MeasurementSystem, RouteProvider, UiKey, UiValue, UserSettings};
pub use state::{ConnectionStatus, MovementStatus, Position, SensorType, SourceState};
pub use tag::{Ordinal, TagBinding, TagFilter, TagName, TaggedEntity};
pub use tracker::{DeviceId, LabelPart, Model, NewLabel, Phone, TrackerLabel};
pub use usage::Usage;
pub use user::{Locale, Login, LoginAttempt, TimeZone};
pub use zone_names::zone_names;
