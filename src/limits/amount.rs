//! How much a bound is, as people write it.

use std::fmt;
use std::num::NonZeroU32;
use std::time::Duration;

use jiff::SignedDuration;

use super::MIB;

/// How much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// So many.
    Count(u64),
    /// So many bytes.
    Bytes(u64),
    /// So long.
    Time(Duration),
    /// Without a bound.
    Off,
}

impl Amount {
    pub(super) fn bytes(bytes: impl TryInto<u64>) -> Self {
        bytes.try_into().map_or(Self::Off, Self::Bytes)
    }
}

macro_rules! counts {
    ($($number:ty),*) => {$(
        impl From<$number> for Amount {
            fn from(count: $number) -> Self {
                u64::try_from(count).map_or(Self::Off, Self::Count)
            }
        }
    )*};
}

counts!(i32, u16, u32, usize);

impl From<NonZeroU32> for Amount {
    fn from(count: NonZeroU32) -> Self {
        count.get().into()
    }
}

impl From<Duration> for Amount {
    fn from(time: Duration) -> Self {
        Self::Time(time)
    }
}

impl From<SignedDuration> for Amount {
    fn from(time: SignedDuration) -> Self {
        Self::Time(time.unsigned_abs())
    }
}

impl<T: Into<Self>> From<Option<T>> for Amount {
    fn from(amount: Option<T>) -> Self {
        amount.map_or(Self::Off, T::into)
    }
}

/// As people write it: `10,000`, `20 MiB`, `30 days`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DAY: u128 = 86_400_000;
        const SPANS: [(u128, &str); 4] = [(DAY, "days"), (3_600_000, "h"), (60_000, "min"), (1_000, "s")];
        match *self {
            Self::Count(count) => f.write_str(&thousands(count)),
            Self::Bytes(bytes) if bytes % MIB == 0 => write!(f, "{} MiB", thousands(bytes / MIB)),
            Self::Bytes(bytes) if bytes % 1024 == 0 => write!(f, "{} KiB", bytes / 1024),
            Self::Bytes(bytes) => write!(f, "{} bytes", thousands(bytes)),
            Self::Time(time) => {
                let time = time.as_millis();
                // One day is 24 h.
                let fits = |(span, _): &(u128, &str)| time % span == 0 && (*span < DAY || time > DAY);
                let (span, name) = SPANS.into_iter().find(fits).unwrap_or((1, "ms"));
                write!(f, "{} {name}", time / span)
            }
            Self::Off => f.write_str("off"),
        }
    }
}

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_people_write_them() {
        for (amount, text) in [
            (Amount::from(2_500_000_u32), "2,500,000"),
            (Amount::bytes(20 * MIB), "20 MiB"),
            (Amount::bytes(256 * 1024_u64), "256 KiB"),
            (Amount::bytes(65_534_usize), "65,534 bytes"),
            (SignedDuration::from_hours(24).into(), "24 h"),
            (SignedDuration::from_hours(48).into(), "2 days"),
            (Duration::from_secs(90).into(), "90 s"),
            (Duration::from_millis(50).into(), "50 ms"),
            (None::<NonZeroU32>.into(), "off"),
        ] {
            assert_eq!(amount.to_string(), text);
        }
    }
}
