//! How the domain's types stand in columns.
//!
//! Reading passes through the same constructors as requests do: a stored value that breaks a rule is a database error,
//! not a surprise further in.

use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, Type, ValueRef};
use rusqlite::{Row, ToSql};

use crate::domain::{
    AccountId, AccountName, ApiKeyId, ApplicationKey, ApplicationTitle, Color, ConnectionStatus, CustomFieldNumber,
    CustomFieldValue, DateFormat, Description, DeviceId, DeviceIdentifier, Digest, Geocoder, GroupId, GroupTitle,
    HourMode, IdentifierKind, Int, KeyTitle, LegalType, Locale, Login, MeasurementSystem, Model, MovementStatus,
    Ordinal, Phone, ProfileText, RouteProvider, SecurityGroupId, SecurityGroupLabel, SourceId, StateRegNum,
    StorePeriod, TagId, TagName, TimeZone, TrackerId, TrackerLabel, UiKey, UiValue, UserId, UserPhone,
};

macro_rules! id_columns {
    ($($name:ident),*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.get().into())
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let number = i32::column_result(value)?;
                Self::try_from(Int::from(number)).map_err(|_| FromSqlError::OutOfRange(number.into()))
            }
        }
    )*};
}

id_columns!(AccountId, UserId, ApiKeyId, SecurityGroupId, GroupId, TrackerId, SourceId, TagId, Ordinal);
id_columns!(CustomFieldNumber);

macro_rules! text_columns {
    ($($name:ident),*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.as_str().into())
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_str()?.parse().map_err(|why| FromSqlError::Other(Box::new(why)))
            }
        }
    )*};
}

text_columns!(GroupTitle, Color, TrackerLabel, DeviceId, Model, Phone, Login, TimeZone, Locale, KeyTitle);
text_columns!(ProfileText, StateRegNum, UserPhone, SecurityGroupLabel, StorePeriod, TagName, UiKey, UiValue);
text_columns!(LegalType, MeasurementSystem, DateFormat, HourMode, Geocoder, RouteProvider);
text_columns!(ConnectionStatus, MovementStatus, IdentifierKind);
text_columns!(AccountName, ApplicationKey, ApplicationTitle, CustomFieldValue, Description);

impl ToSql for Digest {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_bytes().as_slice().into())
    }
}

impl FromSql for Digest {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let bytes = value.as_blob()?;
        let digest = bytes.try_into().map(Self::from_bytes);
        digest.map_err(|_| FromSqlError::InvalidBlobSize { expected_size: size_of::<Self>(), blob_size: bytes.len() })
    }
}

/// A moment as the schema keeps it: seconds since 1970.
pub(super) struct Seconds(pub(super) Timestamp);

impl ToSql for Seconds {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_second().into())
    }
}

impl FromSql for Seconds {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let seconds = i64::column_result(value)?;
        Timestamp::from_second(seconds).map(Self).map_err(|_| FromSqlError::OutOfRange(seconds))
    }
}

/// An identifier that stands in two columns: its kind, and after it its id.
pub(super) fn identifier(row: &Row<'_>, kind: usize) -> rusqlite::Result<DeviceIdentifier> {
    let id: String = row.get(kind + 1)?;
    DeviceIdentifier::new(row.get(kind)?, &id)
        .map_err(|why| rusqlite::Error::FromSqlConversionFailure(kind + 1, Type::Text, Box::new(why)))
}
