//! Words of which exactly one may be chosen.

/// Declares such words once: type, name on the wire, list, reading and writing. The first is the default.
macro_rules! choice_type {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, deserr::Deserr)]
        #[deserr(try_from(String) = <Self as TryFrom<String>>::try_from -> crate::domain::Invalid)]
        pub enum $name {
            $(
                $(#[$variant_doc])*
                #[doc = concat!("`", $word, "`")]
                $variant,
            )*
        }

        impl $name {
            /// Every word there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word on the wire.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::ALL[0]
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::domain::Invalid;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|known| known.as_str() == word).ok_or_else(|| {
                    let words: Vec<_> = Self::ALL.iter().map(|known| known.as_str()).collect();
                    crate::domain::Invalid::because(format!("Should be one of [{}]", words.join(", ")))
                })
            }
        }

        impl TryFrom<String> for $name {
            type Error = crate::domain::Invalid;

            fn try_from(word: String) -> Result<Self, Self::Error> {
                word.parse()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl crate::schema::Taken for $name {
            fn taken(parts: &mut crate::schema::Parts) -> crate::schema::Schema {
                <Self as crate::schema::Shown>::shown(parts)
            }
        }

        impl crate::schema::Shown for $name {
            fn shown(parts: &mut crate::schema::Parts) -> crate::schema::Schema {
                let words = crate::schema::Schema::one_of(Self::ALL.iter().map(|word| word.as_str()));
                parts.name(stringify!($name), words)
            }
        }
    };
}
pub(super) use choice_type;

#[cfg(test)]
mod tests {
    use crate::domain::LegalType;

    #[test]
    fn a_choice_is_one_of_its_words() {
        assert_eq!(LegalType::default(), LegalType::Individual);
        for known in LegalType::ALL {
            assert_eq!(known.as_str().parse(), Ok(*known));
        }
        let refused = "human".parse::<LegalType>().expect_err("unknown");
        assert_eq!(refused.to_string(), "Should be one of [individual, legal_entity, sole_trader]");
    }
}
