//! The table: every action of the dialect, a row each. Nothing else lists them.

use super::{devices, groups, oauth, session};
use crate::action::ActionDef;

/// The dialect's actions.
pub static ACTIONS: &[ActionDef] = &[
    ActionDef::prepared::<oauth::token::Token>(),
    ActionDef::prepared::<oauth::revoke::Revoke>(),
    ActionDef::prepared::<session::login::Login>(),
    ActionDef::of::<session::logout::Logout>(),
    //
    ActionDef::of::<groups::create::Create>(),
    ActionDef::of::<groups::list::List>(),
    ActionDef::of::<groups::read::Read>(),
    ActionDef::of::<groups::update::Update>(),
    ActionDef::of::<groups::delete::Delete>(),
    //
    ActionDef::of::<devices::list::List>(),
    ActionDef::of::<devices::custom_fields::UpdateCustomFields>(),
];
