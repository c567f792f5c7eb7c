//! The table: every action of the dialect, a row each. Nothing else lists them.

use super::{tracker, tracker_group};
use crate::action::ActionDef;

/// The dialect's actions.
pub static ACTIONS: &[ActionDef] = &[
    ActionDef::of::<tracker_group::assign::Assign>(),
    ActionDef::of::<tracker_group::create::Create>(),
    ActionDef::of::<tracker_group::delete::Delete>(),
    ActionDef::of::<tracker_group::list::List>(),
    ActionDef::of::<tracker_group::update::Update>(),
    ActionDef::of::<tracker::list::List>(),
];
