//! The table: every action of the dialect, a row each. Nothing else lists them. Of two rows that a path fits, the first
//! is meant.

use super::{auth, devices, groups, users};
use crate::action::ActionDef;

/// The dialect's actions.
pub static ACTIONS: &[ActionDef] = &[
    ActionDef::prepared::<auth::token::Exchange>(),
    //
    ActionDef::of::<groups::list::List>(),
    ActionDef::of::<groups::create::Create>(),
    ActionDef::of::<groups::read::Read>(),
    ActionDef::of::<groups::replace::Replace>(),
    ActionDef::prepared::<groups::patch::Patch>(),
    ActionDef::of::<groups::delete::Delete>(),
    //
    ActionDef::of::<users::list::List>(),
    ActionDef::prepared::<users::create::Create>(),
    ActionDef::of::<users::countries::ListCountries>(),
    ActionDef::of::<users::time_zones::ListTimeZones>(),
    ActionDef::of::<users::read::Read>(),
    ActionDef::prepared::<users::replace::Replace>(),
    ActionDef::prepared::<users::patch::Patch>(),
    ActionDef::of::<users::delete::Delete>(),
    //
    ActionDef::listed::<devices::list::List>(),
    ActionDef::of::<devices::read::Read>(),
    ActionDef::of::<devices::last_location::LastLocation>(),
];
