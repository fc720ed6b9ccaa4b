use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor, value::MapAccessDeserializer},
};

/// A `T` that was written as a JSON object.
///
/// A derived `Deserialize` also takes the fields of a struct as an array, in their order, because
/// formats without field names need that (<https://serde.rs/deserialize-struct.html>), and
/// `serde_json` offers it one where it meets `[`. So `["Lamp",1999,[]]` would be taken for an item.
pub(crate) struct Object<T>(pub(crate) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor(PhantomData))
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = Object<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(fields)).map(Object)
    }
}

/// For fields that are an object: `#[serde(deserialize_with = "object::one")]`.
pub(crate) fn one<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Object::deserialize(deserializer).map(|Object(value)| value)
}

/// For fields that are an array of objects.
pub(crate) fn list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let objects = Vec::<Object<T>>::deserialize(deserializer)?;
    Ok(objects.into_iter().map(|Object(value)| value).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Point {
        x: u32,
    }

    fn read(text: &str) -> Option<Point> {
        serde_json::from_str::<Object<Point>>(text)
            .ok()
            .map(|Object(point)| point)
    }

    #[test]
    fn takes_an_object_and_no_array() {
        assert_eq!(read(r#"{"x":1}"#), Some(Point { x: 1 }));
        assert!(
            serde_json::from_str::<Point>("[1]").is_ok(),
            "the reason for this type"
        );
        for text in [
            "[1]",
            "1",
            "null",
            r#"{"x":1,"y":2}"#,
            "{}",
            r#"{"x":1,"x":2}"#,
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
