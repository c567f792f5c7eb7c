//! The body of an answer.

use bytes::Bytes;

/// JSON, or nothing.
#[derive(Debug)]
pub enum Body {
    /// One that stands in memory, and costs nothing to clone.
    Short(Bytes),
}

impl Body {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.short().is_some_and(Bytes::is_empty)
    }

    /// The bytes, if they stand in memory.
    pub fn short(&self) -> Option<&Bytes> {
        match self {
            Self::Short(bytes) => Some(bytes),
        }
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Short(bytes.into())
    }
}
