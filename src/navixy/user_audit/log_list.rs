//! `user/audit/log/list`: who did what.

use deserr::Deserr;
use serde::Serialize;
use serde_json::value::RawValue;

use super::sort::Sort;
use crate::access::{Acts, Master};
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, BoundedList, Optional};
use crate::domain::{
    AccountId, AuditAction, AuditGrouping, AuditRecordId, Bool, Dates, Int, Invalid, Moment, ShownMoment, UserId,
};
use crate::error::{Code, Failure, Result};
use crate::limits::AUDIT_RECORDS_PER_ANSWER;
use crate::navixy::{Listing, Navixy};
use crate::ops::audit::{self, AuditFilter, AuditRecord};
use crate::ops::settings;
use crate::schema::{Parts, Schema, Shown, Taken};
use crate::store::Tx;

/// The action.
pub struct ListLog;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// From then on.
    pub from: Moment,
    /// Until then, itself included.
    pub to: Moment,
    /// How many records at most.
    pub limit: Limit,
    /// How many to skip first.
    pub offset: Offset,
    /// Of these users only, the owner among them by its own id.
    #[deserr(default)]
    pub subuser_ids: Optional<BoundedList<UserId, 0, 10_000>>,
    /// Of these actions only.
    #[deserr(default)]
    pub actions: Optional<BoundedList<AuditAction, 0, 100>>,
    /// How to sort them.
    #[deserr(default)]
    pub sort: Optional<BoundedList<Sort, 0, 5>>,
    /// What shall stand together.
    #[deserr(default)]
    pub grouping: Optional<AuditGrouping>,
    /// Whether moments are wanted in ISO 8601.
    #[deserr(default)]
    pub iso_datetime: Optional<Bool>,
}

/// How many records: 1 to [`AUDIT_RECORDS_PER_ANSWER`].
#[derive(Debug, Clone, Copy, Deserr)]
#[deserr(try_from(Int) = Self::try_from -> Invalid)]
pub struct Limit(i32);

impl TryFrom<Int> for Limit {
    type Error = Invalid;

    fn try_from(number: Int) -> std::result::Result<Self, Invalid> {
        match number.get() {
            limit @ 1..=AUDIT_RECORDS_PER_ANSWER => Ok(Self(limit)),
            _ => Err(Invalid::because(format!("must be between 1 and {AUDIT_RECORDS_PER_ANSWER}"))),
        }
    }
}

/// How many records to skip: 0 or more.
#[derive(Debug, Clone, Copy, Deserr)]
#[deserr(try_from(Int) = Self::try_from -> Invalid)]
pub struct Offset(i32);

impl TryFrom<Int> for Offset {
    type Error = Invalid;

    fn try_from(number: Int) -> std::result::Result<Self, Invalid> {
        number.at_least(0).map(Self)
    }
}

/// A record as the vendor shows it.
#[derive(Debug, Serialize, Shown)]
pub struct Record {
    id: AuditRecordId,
    /// The owner.
    user_id: AccountId,
    /// Null for the owner itself.
    subuser_id: Option<UserId>,
    #[shown(example = "tracker_group")]
    entry_category: String,
    entry_id: Option<i32>,
    #[shown(example = "create")]
    action: String,
    payload: Option<Box<RawValue>>,
    /// Null for the command line.
    #[shown(example = "203.0.113.7")]
    host: Option<String>,
    #[shown(example = "curl/8.14.1")]
    user_agent: Option<String>,
    action_date: ShownMoment,
}

impl Record {
    fn new(record: AuditRecord, account: AccountId, dates: &Dates) -> Self {
        Self {
            id: record.id,
            user_id: account,
            subuser_id: record.sub_user,
            entry_category: record.category,
            entry_id: record.entry,
            action: record.action,
            payload: record.payload.and_then(|payload| RawValue::from_string(payload).ok()),
            host: record.host,
            user_agent: record.user_agent,
            action_date: dates.show(record.done),
        }
    }
}

/// What is wanted, if anything is: a form with nothing ticked sends an empty list, and means all.
fn given<T, const MAX: usize>(list: &Optional<BoundedList<T, 0, MAX>>) -> Option<&[T]> {
    list.0.as_ref().map(|BoundedList(items)| items.as_slice()).filter(|items| !items.is_empty())
}

impl Params {
    fn filter(&self, dates: &Dates) -> Result<AuditFilter> {
        let moment = |name: &str, moment: Moment| {
            moment.in_zone(dates.zone()).map_err(|why| Failure::invalid_parameter(name, why))
        };
        let (from, to) = (moment("from", self.from)?, moment("to", self.to)?);
        if to < from {
            return Err(Failure::invalid_parameter("to", Invalid::because("must not be before from")));
        }
        let grouped = self.grouping.0.and_then(Sort::of_grouping);
        let sorted = self.sort.0.as_ref().map_or(vec![Sort::default()], |BoundedList(sorts)| sorts.clone());
        Ok(AuditFilter {
            from,
            to,
            users: given(&self.subuser_ids).map(<[UserId]>::to_vec),
            actions: given(&self.actions).map(|actions| actions.iter().map(ToString::to_string).collect()),
            sort: grouped.into_iter().chain(sorted).map(|sort| (sort.by, sort.direction)).collect(),
            limit: self.limit.0,
            offset: self.offset.0,
            offset_seconds: dates.zone().at(from).offset().seconds(),
        })
    }
}

impl Action for ListLog {
    type Dialect = Navixy;
    type Access = Master;
    type Params = Params;
    type Output = Listing<Record>;
    const ROUTE: Route = Route::Rpc("user/audit/log/list");
    const SUMMARY: &'static str = "Who did what";
    const EFFECT: Effect = Effect::Scan;
    const FAILS: &'static [Code] = &[Code::LimitTooBig];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Listing<Record>> {
        let dates = settings::dates(tx, by, params.iso_datetime.is_yes())?;
        let records = audit::list(tx, by, &params.filter(&dates)?)?;
        let account = by.scope().account();
        Ok(Listing { list: records.into_iter().map(|record| Record::new(record, account, &dates)).collect() })
    }
}

impl Taken for Limit {
    fn taken(_: &mut Parts) -> Schema {
        Schema::lenient_integer(1..=AUDIT_RECORDS_PER_ANSWER, 50)
    }
}

impl Taken for Offset {
    fn taken(_: &mut Parts) -> Schema {
        Schema::lenient_integer(0..=i32::MAX, 0)
    }
}
