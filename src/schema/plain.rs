//! The schemas of Rust's own types, and of other crates'.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::{Parts, Schema, Shown, Taken};

macro_rules! plain {
    ($($type:ty => $schema:expr;)*) => {$(
        impl Shown for $type {
            fn shown(_: &mut Parts) -> Schema {
                $schema
            }
        }
    )*};
}

plain! {
    bool => Schema::of_type("boolean").example(true);
    i32 => Schema::integer(i32::MIN.into()..=i32::MAX.into()).example(0);
    u8 => Schema::integer(0..=u8::MAX.into()).example(0);
    u16 => Schema::integer(0..=u16::MAX.into()).example(0);
    u32 => Schema::integer(0..=u32::MAX.into()).example(0);
    u64 => Schema::of_type("integer").with_key("minimum", 0).example(0);
    i64 => Schema::of_type("integer").example(0);
    usize => Schema::of_type("integer").with_key("minimum", 0).example(0);
    f64 => Schema::of_type("number").example(0.0);
    str => Schema::of_type("string");
    String => Schema::of_type("string");
    () => Schema::of_type("null");
    Date => Schema::of_type("string").with_key("format", "date").example("2026-01-31");
    Timestamp => Schema::of_type("string").with_key("format", "date-time").example("2026-01-31T22:59:59Z");
    Box<RawValue> => Schema::anything().example(Value::Object(Map::new()));
}

impl<T: Shown + ?Sized> Shown for &T {
    fn shown(parts: &mut Parts) -> Schema {
        T::shown(parts)
    }
}

impl<T: Shown> Shown for Option<T> {
    fn shown(parts: &mut Parts) -> Schema {
        Schema::any_of([T::shown(parts), Schema::of_type("null")])
    }
}

impl<T: Shown> Shown for [T] {
    fn shown(parts: &mut Parts) -> Schema {
        Schema::list(T::shown(parts))
    }
}

impl<T: Shown> Shown for Vec<T> {
    fn shown(parts: &mut Parts) -> Schema {
        Schema::list(T::shown(parts))
    }
}

impl<T: Shown, const N: usize> Shown for [T; N] {
    fn shown(parts: &mut Parts) -> Schema {
        Schema::list_of(T::shown(parts), N..=N)
    }
}

impl<K: Shown, V: Shown> Shown for BTreeMap<K, V> {
    fn shown(parts: &mut Parts) -> Schema {
        let names = K::shown(parts);
        let names = names.referred().and_then(|name| parts.get(name)).cloned().unwrap_or(names);
        Schema::map(&names, V::shown(parts))
    }
}

impl<T: Taken> Taken for Option<T> {
    fn taken(parts: &mut Parts) -> Schema {
        Schema::any_of([T::taken(parts), Schema::of_type("null")])
    }
}

impl Taken for Value {
    fn taken(_: &mut Parts) -> Schema {
        Schema::anything()
    }
}

impl Taken for String {
    fn taken(_: &mut Parts) -> Schema {
        Schema::of_type("string")
    }
}

impl<T: Taken> Taken for Vec<T> {
    fn taken(parts: &mut Parts) -> Schema {
        Schema::list(T::taken(parts))
    }
}
