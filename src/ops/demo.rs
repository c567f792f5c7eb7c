//! Sample data: two owners, a sub-user, an application, 40 trackers and 5 groups, some of them under the very ids that
//! the vendor's documents use, so that an example pasted from there works.

use std::str::FromStr;

use crate::access::{Master, Operator};
use crate::domain::{AccountName, GroupId, Invalid, Model, Right, RightSet, SecretHash, TrackerId};
use crate::error::{Code, Failure, Result};
use crate::store::{Tx, ids};

use super::api_keys::ApiKey;
use super::applications::KnownApplication;
use super::groups::NewGroup;
use super::trackers::NewTracker;
use super::users::NewUser;
use super::{accounts, api_keys, applications, groups, sessions, sub_users, trackers, users};

/// The session hash of the documents' examples, which the first owner gets.
pub const DOCUMENTED_HASH: &str = "a6aa75587e5c59c32d347da438505fc3";

/// The group of the documents' examples.
const DOCUMENTED_GROUP: i32 = 167;

/// The id that the documents' example of `create` answers with.
const DOCUMENTED_NEW_GROUP: i32 = 222;

/// The trackers of the documents' examples; they are made first, and stand in no group yet.
const DOCUMENTED_TRACKERS: [i32; 3] = [991_999, 999_199, 999_919];

/// A group by title and colour, and the labels of its trackers; without a title, those of the default group.
type Fleet = &'static [(&'static str, &'static str, &'static [&'static str])];

const FIRST_FLEET: Fleet = &[
    ("", "", &["Spare unit 91", "Spare unit 92", "Loan unit 93", "Test bench"]),
    ("Main office", "FF6DDC", &["Estate car 1", "Estate car 2", "Minibus", "Pool car 1", "Pool car 2", "Courier bike"]),
    ("Refrigerated", "1E96DC", &["Reefer 11", "Reefer 12", "Reefer 13", "Reefer 14", "Reefer 15", "Reefer 16"]),
    ("Night shift", "4B0082", &["Sweeper 21", "Sweeper 22", "Gritter 23", "Tanker 24", "Tanker 25", "Recovery 26"]),
];
const SECOND_FLEET: Fleet = &[
    ("", "", &["Site van 8", "Site van 9", "Generator 10", "Trailer 11", "Trailer 12"]),
    ("Quarry", "E69A00", &["Excavator 1", "Excavator 2", "Loader 3", "Loader 4", "Dumper 5", "Dumper 6", "Drill 7"]),
    ("Harbour", "50C878", &["Tug Anna", "Tug Berta", "Crane 3", "Reach stacker 4", "Pilot boat", "Barge 6"]),
];

/// How many of the first owner's trackers its sub-user sees.
const SUB_USER_SEES: usize = 10;

/// What the sample accounts are made with.
pub struct Cast {
    /// The first owner, who has the documents' hash.
    pub first: NewUser,
    /// The second owner.
    pub second: NewUser,
    /// The first owner's sub-user, who may only rename trackers.
    pub sub_user: NewUser,
    /// The second owner's session hash.
    pub second_hash: SecretHash,
    /// The sub-user's session hash.
    pub sub_user_hash: SecretHash,
}

/// What the sample accounts are used with beside.
pub struct Props {
    /// An API key of the first owner.
    pub api_key: ApiKey,
    /// What the first owner's account is called.
    pub account: AccountName,
    /// An application.
    pub application: KnownApplication,
    /// The application's secret.
    pub secret: SecretHash,
}

/// Fills an empty database with the sample data.
///
/// # Errors
/// Those of the operations, of which none is expected.
pub fn seed(tx: &mut Tx<'_>, by: Operator, cast: &Cast) -> Result<Props> {
    let first = users::add_owner(tx, by, &cast.first)?;
    let sub_user = users::add_sub_user(tx, by, &first, &cast.sub_user, RightSet::from_iter([Right::TrackerUpdate]))?;
    let second = users::add_owner(tx, by, &cast.second)?;
    sessions::open_as(tx, by, &first, &parse(DOCUMENTED_HASH)?)?;
    sessions::open_as(tx, by, &sub_user, &cast.sub_user_hash)?;
    sessions::open_as(tx, by, &second, &cast.second_hash)?;

    ids::skip_to::<GroupId>(tx, DOCUMENTED_GROUP)?;
    let mut made = Made { devices: 0, wanted: DOCUMENTED_TRACKERS.into_iter() };
    let for_first = Master::by_operator(by, first.account);
    let first_trackers = made.add_fleet(tx, &for_first, FIRST_FLEET)?;
    sub_users::bind(tx, &for_first, sub_user.id, &first_trackers[..SUB_USER_SEES])?;
    made.add_fleet(tx, &Master::by_operator(by, second.account), SECOND_FLEET)?;
    ids::skip_to::<GroupId>(tx, DOCUMENTED_NEW_GROUP)?;

    let api_key = api_keys::create(tx, &for_first, &parse("Demo")?)?;
    let (application, secret) = applications::add(tx, by, &parse("Demo")?)?;
    Ok(Props { api_key, account: accounts::name(tx, &for_first)?, application, secret })
}

/// What has been made so far: how many devices, and which tracker ids are still wanted.
struct Made {
    devices: u32,
    wanted: std::array::IntoIter<i32, 3>,
}

impl Made {
    fn add_fleet(&mut self, tx: &mut Tx<'_>, by: &Master, fleet: Fleet) -> Result<Vec<TrackerId>> {
        let mut ids = Vec::new();
        for (title, color, labels) in fleet {
            let group = match *title {
                "" => None,
                title => Some(groups::create(tx, by, &new_group(title, color)?)?.id),
            };
            for label in *labels {
                ids.push(self.add_tracker(tx, by, label, group)?);
            }
        }
        Ok(ids)
    }

    fn add_tracker(&mut self, tx: &mut Tx<'_>, by: &Master, label: &str, group: Option<GroupId>) -> Result<TrackerId> {
        self.devices += 1;
        if let Some(id) = self.wanted.next() {
            ids::skip_to::<TrackerId>(tx, id)?;
        }
        let number = self.devices;
        let tracker = NewTracker {
            label: parse(label)?,
            // Of the range that IMEIs for tests are taken from: no device in the world has one.
            device_id: parse(&format!("00101000{number:07}"))?,
            model: Model::default(),
            phone: Some(parse(&format!("1555555{number:04}"))?),
        };
        trackers::register(tx, by, &tracker, group)
    }
}

fn new_group(title: &str, color: &str) -> Result<NewGroup> {
    Ok(NewGroup { title: parse(title)?, color: parse(color)?, description: None })
}

fn parse<T: FromStr<Err = Invalid>>(text: &str) -> Result<T> {
    text.parse().map_err(|why| Failure::caused(Code::UnexpectedError, why))
}
