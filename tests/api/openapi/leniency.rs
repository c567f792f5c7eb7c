//! What the types take, their schemas take, in each of the ways that it can be written; and what they refuse by its form,
//! the schemas refuse.

use deserr::Deserr;
use muster::args::{ArgErrors, BoundedList, List, Object, Optional};
use muster::domain::{
    Bool, Color, DeviceId, GroupChoice, GroupTitle, Int, Locale, Login, Moment, NewLabel, Ordinal, Password, Right,
    StorePeriod, TagFilter, TimeZone, TrackerId, UserPhone,
};
use muster::navixy::tag::object::TagForm;
use muster::schema::{Parts, Taken};
use serde_json::{Value, json};

#[track_caller]
fn assert_told<T: Taken + Deserr<ArgErrors>>(taken: &[Value], refused: &[Value]) {
    let mut parts = Parts::default();
    let mut whole = Value::from(T::taken(&mut parts));
    for (name, schema) in parts.iter() {
        whole["components"]["schemas"][name] = schema.clone().into();
    }
    let schema = jsonschema::draft202012::new(&whole).expect("a schema");
    let both = |value: &Value| (deserr::deserialize::<T, _, ArgErrors>(value.clone()).is_ok(), schema.is_valid(value));
    for value in taken {
        assert_eq!(both(value), (true, true), "{value} is good: {whole}");
    }
    for value in refused {
        assert_eq!(both(value), (false, false), "{value} is bad: {whole}");
    }
}

#[test]
fn numbers_and_truth_values_are_told_as_they_are_taken() {
    assert_told::<Int>(
        &[json!(0), json!(-7), json!(7.0), json!("7"), json!("+7"), json!("-7.0"), json!("7."), json!("70e-1")],
        &[
            json!(null),
            json!(""),
            json!(7.5),
            json!("seven"),
            json!(" 7"),
            json!(true),
            json!([7]),
            json!(2_147_483_648_u32),
        ],
    );
    assert_told::<TrackerId>(&[json!(1), json!("2147483647")], &[json!(0), json!(-1), json!("1,000"), json!({})]);
    assert_told::<GroupChoice>(&[json!(0), json!("0"), json!("167.0")], &[json!(-1), json!("none")]);
    assert_told::<Ordinal>(&[json!(1), json!("5")], &[json!(0), json!(6), json!("first")]);
    assert_told::<Bool>(
        &[json!(true), json!("TRUE"), json!("false"), json!(0), json!("1")],
        &[json!(null), json!(2), json!("yes"), json!("")],
    );
}

#[test]
fn texts_are_told_as_they_are_taken() {
    let long = |length: usize| json!("ж".repeat(length));
    assert_told::<GroupTitle>(
        &[json!("A"), json!(" A "), long(60), json!("🚚"), json!("1")],
        &[json!(""), json!("  "), long(61), json!("a\tb"), json!("\u{e000}"), json!(1), json!(null)],
    );
    assert_told::<NewLabel>(&[json!("A & B")], &[json!("A > B"), json!("<b>"), json!("")]);
    assert_told::<TagFilter>(&[json!("hop"), json!(" \n ")], &[json!("ho"), long(61)]);
    assert_told::<Password>(
        &[json!("a"), json!(123_456), json!("123456")],
        &[json!(""), long(41), json!(-1), json!(1.5)],
    );
    assert_told::<Color>(
        &[json!("FF6DDC"), json!("#ff6ddc")],
        &[json!("F6D"), json!("##FF6DDC"), json!("red"), json!(0)],
    );
    assert_told::<DeviceId>(&[json!("a-1"), json!("9".repeat(64))], &[json!("a_1"), json!("9".repeat(65)), json!("")]);
    assert_told::<UserPhone>(&[json!("4917612345")], &[json!("+4917612345"), json!("491761234")]);
    assert_told::<StorePeriod>(&[json!("5m"), json!("1y")], &[json!("m"), json!("5"), json!("5w"), json!("12345678d")]);
    assert_told::<Login>(&[json!("A@b"), json!("ж@ж.рф")], &[json!("ab"), json!("a@"), json!("a b@c"), json!("a@b@c")]);
    assert_told::<Locale>(&[json!("de"), json!("en_US")], &[json!("en-US"), json!("EN_us"), json!("e")]);
    assert_told::<TimeZone>(
        &[json!("UTC"), json!("Europe/Berlin"), json!("Etc/GMT+3"), json!("America/Argentina/Buenos_Aires")],
        &[json!(""), json!("Europe Berlin"), json!("(GMT)")],
    );
    assert_told::<Right>(&[json!("tag_update")], &[json!("admin"), json!("TAG_UPDATE"), json!("")]);
    assert_told::<Moment>(
        &[
            json!("2026-01-31 23:59:59"),
            json!("2026-1-3 3:5:9"),
            json!("2026-01-31T23:59:59Z"),
            json!("2026-01-31T23:59:59+01:00"),
            json!("2026-01-31T23:59:59 01:00"),
            json!("2026-01-31 23:59:59+01"),
        ],
        &[json!("2026-01-31"), json!("2026-01-31T23:59:59"), json!("now"), json!(0)],
    );
}

#[test]
fn lists_and_objects_are_told_as_they_are_taken() {
    assert_told::<List<TrackerId>>(
        &[json!([]), json!([1, "2"]), json!("[1, \"2\"]"), json!("[]")],
        &[json!(1), json!([0]), json!(["a"]), json!(null), json!([null])],
    );
    assert_told::<BoundedList<TrackerId, 1, 2>>(&[json!([1]), json!([1, 1])], &[json!([]), json!([1, 2, 3])]);
    assert_told::<Object<TagForm>>(
        &[
            json!({"name": "hop", "color": "FF6DDC"}),
            json!({"name": "hop", "color": "FF6DDC", "more": 1}),
            json!("{\"name\": \"hop\", \"color\": \"FF6DDC\"}"),
        ],
        &[json!({"name": "hop"}), json!({"name": "hop", "color": null}), json!([]), json!(null)],
    );
    assert_told::<Optional<GroupTitle>>(&[json!("A"), json!(null), json!("")], &[json!(1), json!([])]);
}
