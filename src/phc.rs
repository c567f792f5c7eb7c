//! Passwords as hashes in the PHC string form: made slowly, so that a stolen database does not give them away.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::domain::Password;
use crate::error::{Code, Failure, Result};

/// Memory of one hashing, in KiB: 46 MiB, the first of OWASP's recommended Argon2id settings.
const MEMORY_KIB: u32 = 46 * 1024;

/// Passes over that memory.
const PASSES: u32 = 1;

/// Hashes a password with Argon2id and a fresh salt, into the PHC string form that carries its own settings.
///
/// Takes a tenth of a second and 46 MiB: never call it inside a transaction.
///
/// # Errors
/// 6 when no random numbers are to be had.
pub fn hash(password: &Password) -> Result<String> {
    let unexpected = |cause: String| Failure::caused(Code::UnexpectedError, cause);
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|error| unexpected(error.to_string()))?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password(password.reveal().as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| unexpected(error.to_string()))
}

/// A hash of the same form that is no password's: none is known to come to nothing but zeros.
pub fn nobodys() -> String {
    let zeros = |bytes: usize| "A".repeat((bytes * 4).div_ceil(3));
    format!("$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p=1${}${}", zeros(16), zeros(32))
}

/// Whether the hash is that of the password. What is no hash is that of none.
///
/// Takes as long as [`hash`].
pub fn verify(password: &Password, hash: &str) -> bool {
    let parsed = PasswordHash::new(hash);
    parsed.is_ok_and(|hash| Argon2::default().verify_password(password.reveal().as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_verifies_its_password_only_and_is_salted() {
        let password = |text: &str| text.parse::<Password>().expect("a password");
        let first = hash(&password("correct horse")).expect("hashed");
        assert!(first.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"), "{first}");
        assert_ne!(first, hash(&password("correct horse")).expect("hashed"));
        assert!(verify(&password("correct horse"), &first));
        assert!(!verify(&password("wrong horse"), &first));
        assert!(!verify(&password("correct horse"), "none"));

        assert_eq!(nobodys().len(), first.len());
        assert_eq!(nobodys()[..31], first[..31], "the same settings, so that it takes as long");
        assert!(PasswordHash::new(&nobodys()).is_ok());
        assert!(!verify(&password("correct horse"), &nobodys()));
    }
}
