//! Sealed copies of secrets, and the key file that opens them.
//!
//! The APIs list an account's keys in clear, and give a token out again, so a digest alone is not enough. The copy in
//! the database is sealed with XChaCha20-Poly1305 under a key that lies in a file of its own: who steals the database
//! alone learns no secret.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand::TryCryptoRng;

use crate::domain::SecretHash;
use crate::error::{Code, Failure, Result};
use crate::files::{advice, with_ending};

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// Why the key file could not be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// There is no file.
    #[error("there is no key file {}; it is made by init and lies beside the database: restore it", .0.display())]
    Missing(PathBuf),
    /// The file system refused.
    #[error("the key file {}: {source}{}", .path.display(), advice(.source, ""))]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is not one of ours.
    #[error("{} is not a Muster key file: it must hold {KEY_BYTES} bytes; restore it from your backup", .0.display())]
    Malformed(PathBuf),
    /// A server has the file.
    #[error("another server serves this database already ({} is locked); stop it first", .0.display())]
    Reserved(PathBuf),
    /// The operating system's generator failed.
    #[error("no random numbers are to be had: {0}")]
    Random(String),
}

impl KeyFileError {
    fn of_reading(path: &Path, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing(path.to_owned()),
            _ => Self::Io { path: path.to_owned(), source: error },
        }
    }
}

/// The key that seals.
pub struct Keyring(XChaCha20Poly1305);

impl Keyring {
    /// Where the key file of a database lies: beside it, as `NAME.key`.
    pub fn path_beside(database: &Path) -> PathBuf {
        with_ending(database, ".key")
    }

    /// Makes what a new key file is to hold.
    ///
    /// # Errors
    /// When no random numbers are to be had.
    pub fn new_key<R: TryCryptoRng>(rng: &mut R) -> std::result::Result<[u8; KEY_BYTES], KeyFileError> {
        let mut key = [0; KEY_BYTES];
        rng.try_fill_bytes(&mut key).map_err(|error| KeyFileError::Random(error.to_string()))?;
        Ok(key)
    }

    /// Makes a new key file, readable by its owner only.
    ///
    /// # Errors
    /// When a file stands there already, or cannot be written.
    pub fn create<R: TryCryptoRng>(path: &Path, rng: &mut R) -> std::result::Result<Self, KeyFileError> {
        let io = |source| KeyFileError::Io { path: path.to_owned(), source };
        let key = Self::new_key(rng)?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(io)?;
        file.write_all(&key).and_then(|()| file.sync_all()).map_err(io)?;
        Ok(Self(XChaCha20Poly1305::new(&key.into())))
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// When it is missing or malformed.
    pub fn open(path: &Path) -> std::result::Result<Self, KeyFileError> {
        let bytes = fs::read(path).map_err(|error| KeyFileError::of_reading(path, error))?;
        let key: [u8; KEY_BYTES] = bytes.try_into().map_err(|_| KeyFileError::Malformed(path.to_owned()))?;
        Ok(Self(XChaCha20Poly1305::new(&key.into())))
    }

    /// Locks the key file for the one server of its database, until what is returned is dropped: two servers would each
    /// keep answers that the other's changes have made stale.
    ///
    /// # Errors
    /// When another process has it, or it is missing.
    pub fn reserve(path: &Path) -> std::result::Result<File, KeyFileError> {
        let file = File::open(path).map_err(|error| KeyFileError::of_reading(path, error))?;
        // Elsewhere a locked file cannot be read, and commands read this one while the server runs.
        match if cfg!(unix) { file.try_lock() } else { Ok(()) } {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(KeyFileError::Reserved(path.to_owned())),
            Err(TryLockError::Error(error)) => {
                log::warn!("cannot make sure that no other server has this database: {error}");
                Ok(file)
            }
        }
    }

    /// Seals a secret for whoever owns it: moved to another owner's row, the copy does not open.
    ///
    /// # Errors
    /// 6 when no random numbers are to be had.
    pub fn seal<R: TryCryptoRng>(&self, secret: &SecretHash, owner: &[u8], rng: &mut R) -> Result<Vec<u8>> {
        let mut nonce = [0; NONCE_BYTES];
        rng.try_fill_bytes(&mut nonce).map_err(|error| unexpected(error.to_string()))?;
        let text = secret.reveal();
        let payload = Payload { msg: text.as_bytes(), aad: owner };
        let sealed = self.0.encrypt(&XNonce::from(nonce), payload).map_err(|error| unexpected(error.to_string()))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`Keyring::seal`] sealed; `None` if it was sealed under another key or for another owner, or has been
    /// changed.
    pub fn unseal(&self, sealed: &[u8], owner: &[u8]) -> Option<SecretHash> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>()?;
        let payload = Payload { msg: sealed, aad: owner };
        let text = self.0.decrypt(&XNonce::from(*nonce), payload).ok()?;
        String::from_utf8(text).ok()?.parse().ok()
    }
}

fn unexpected(cause: String) -> Failure {
    Failure::caused(Code::UnexpectedError, cause)
}

#[cfg(test)]
mod tests {
    use rand::rngs::SysRng;

    use super::*;

    #[test]
    fn a_sealed_key_opens_only_with_its_file_and_for_its_owner() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.key");
        let keyring = Keyring::create(&path, &mut SysRng).expect("a key file");
        let key = SecretHash::generate(&mut SysRng).expect("a key");
        let sealed = keyring.seal(&key, b"one", &mut SysRng).expect("sealed");

        assert_eq!(Keyring::open(&path).expect("opened").unseal(&sealed, b"one"), Some(key));
        assert!(keyring.unseal(&sealed, b"other").is_none(), "another owner");
        let mut changed = sealed.clone();
        changed[NONCE_BYTES] ^= 1;
        assert!(keyring.unseal(&changed, b"one").is_none(), "changed");
        assert!(keyring.unseal(&sealed[..10], b"one").is_none(), "cut");
        let other = Keyring::create(&folder.path().join("b.key"), &mut SysRng).expect("a key file");
        assert!(other.unseal(&sealed, b"one").is_none(), "another file");
    }

    #[test]
    fn a_key_file_is_reserved_for_one_server_and_read_by_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.key");
        Keyring::create(&path, &mut SysRng).expect("a key file");
        let reserved = Keyring::reserve(&path).expect("the only server");
        assert!(matches!(Keyring::reserve(&path), Err(KeyFileError::Reserved(_))));
        assert!(Keyring::open(&path).is_ok(), "commands work beside the server");
        drop(reserved);
        assert!(Keyring::reserve(&path).is_ok(), "the next server");
    }

    #[test]
    fn a_key_file_is_never_overwritten_and_must_be_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.key");
        Keyring::create(&path, &mut SysRng).expect("a key file");
        assert!(matches!(Keyring::create(&path, &mut SysRng), Err(KeyFileError::Io { .. })));
        fs::write(&path, b"short").expect("written");
        assert!(matches!(Keyring::open(&path), Err(KeyFileError::Malformed(_))));
    }
}
