//! A security group as the vendor takes and shows it.

use deserr::Deserr;
use serde::Serialize;

use crate::args::{ArgErrors, BoundedList, Object, Optional};
use crate::domain::{Right, SecurityGroupId, SecurityGroupLabel, StorePeriod};
use crate::ops::security_groups::{NewSecurityGroup, SecurityGroup};
use crate::schema::{Shown, Taken};

/// A group as the owner wants it.
#[derive(Debug, Clone, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct GroupForm {
    /// What it is called.
    pub label: SecurityGroupLabel,
    /// What its members may do.
    pub privileges: Object<PrivilegesForm>,
}

/// What members may do.
#[derive(Debug, Clone, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct PrivilegesForm {
    /// Their rights; one that is named twice counts once.
    pub rights: BoundedList<Right, 0, 100>,
    /// How far back they may look.
    #[deserr(default)]
    pub store_period: Optional<StorePeriod>,
}

impl From<&GroupForm> for NewSecurityGroup {
    fn from(form: &GroupForm) -> Self {
        let Object(privileges) = &form.privileges;
        Self {
            label: form.label.clone(),
            rights: privileges.rights.0.iter().copied().collect(),
            store_period: privileges.store_period.0.clone(),
        }
    }
}

/// A group as it is shown.
#[derive(Debug, Serialize, Shown)]
pub struct Item {
    id: SecurityGroupId,
    label: SecurityGroupLabel,
    privileges: Privileges,
}

#[derive(Debug, Serialize, Shown)]
struct Privileges {
    rights: Vec<Right>,
    #[serde(skip_serializing_if = "Option::is_none")]
    store_period: Option<StorePeriod>,
}

impl From<SecurityGroup> for Item {
    fn from(SecurityGroup { id, label, rights, store_period }: SecurityGroup) -> Self {
        Self { id, label, privileges: Privileges { rights: rights.iter().collect(), store_period } }
    }
}
