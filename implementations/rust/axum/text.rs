use std::{fmt, marker::PhantomData, str::FromStr};

use serde::{
    Deserializer,
    de::{Error, Visitor},
};

/// For fields that are text with a meaning: `#[serde(deserialize_with = "text::parsed")]`.
///
/// They are read where they stand in the body. The road not taken is serde's `try_from = "String"`,
/// which allocates each text before it is looked at; and a derived enum also takes `{"paid":null}`.
pub(crate) fn parsed<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr,
{
    deserializer.deserialize_str(TextVisitor(PhantomData))
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: FromStr> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("text in the right notation")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        // What is wrong with it is told to nobody: an answer says no more than "invalid".
        text.parse().map_err(|_| E::custom("wrong notation"))
    }
}
