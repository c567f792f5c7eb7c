//! Statements on who users are.

use rusqlite::Row;

use super::Tx;
use crate::access::Scope;
use crate::domain::{Address, Profile, UserId};
use crate::error::Result;

/// The columns of [`read`], in its order.
macro_rules! columns {
    () => {
        "legal_type, first_name, middle_name, last_name, legal_name, phone, post_country, post_region, post_index,
         post_city, post_street_address, registered_country, registered_region, registered_index, registered_city,
         registered_street_address, state_reg_num, tin, iec"
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<Profile> {
    Ok(Profile {
        legal_type: row.get(0)?,
        first_name: row.get(1)?,
        middle_name: row.get(2)?,
        last_name: row.get(3)?,
        legal_name: row.get(4)?,
        phone: row.get(5)?,
        post: read_address(row, 6)?,
        registered: read_address(row, 11)?,
        state_reg_num: row.get(16)?,
        tin: row.get(17)?,
        iec: row.get(18)?,
    })
}

fn read_address(row: &Row<'_>, first: usize) -> rusqlite::Result<Address> {
    Ok(Address {
        country: row.get(first)?,
        region: row.get(first + 1)?,
        index: row.get(first + 2)?,
        city: row.get(first + 3)?,
        street_address: row.get(first + 4)?,
    })
}

/// The user's profile; an empty one if nobody has told it.
pub(crate) fn find(tx: &Tx<'_>, scope: Scope, user: UserId) -> Result<Profile> {
    let found = tx.first(
        concat!("SELECT ", columns!(), " FROM profiles WHERE account_id = ?1 AND user_id = ?2"),
        (scope.account(), user),
        read,
    )?;
    Ok(found.unwrap_or_default())
}

/// Writes who a user is, in the place of what was known before.
pub(crate) fn put(tx: &mut Tx<'_>, scope: Scope, user: UserId, profile: &Profile) -> Result<()> {
    let Profile { post, registered, .. } = profile;
    tx.execute(scope, "DELETE FROM profiles WHERE account_id = ?1 AND user_id = ?2", (scope.account(), user))?;
    tx.execute(
        scope,
        concat!(
            "INSERT INTO profiles (account_id, user_id, ",
            columns!(),
            ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)"
        ),
        rusqlite::params![
            scope.account(),
            user,
            profile.legal_type,
            profile.first_name,
            profile.middle_name,
            profile.last_name,
            profile.legal_name,
            profile.phone,
            post.country,
            post.region,
            post.index,
            post.city,
            post.street_address,
            registered.country,
            registered.region,
            registered.index,
            registered.city,
            registered.street_address,
            profile.state_reg_num,
            profile.tin,
            profile.iec,
        ],
    )?;
    Ok(())
}
