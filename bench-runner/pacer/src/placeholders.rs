//! Finding `{name}` in a text.

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// To be taken as it is.
    Text(&'a str),
    /// The name between the braces of a placeholder.
    Placeholder(&'a str),
}

/// The pieces of a text in order.
///
/// A placeholder is a letter and then letters, digits and underscores, in braces without spaces.
/// Any other brace is text: JSON is full of them, and none of its objects looks like that.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (before, placeholder) = match first_placeholder(rest) {
            Some((at, name)) => (&rest[..at], Some(name)),
            None => (rest, None),
        };
        if !before.is_empty() {
            rest = &rest[before.len()..];
            return Some(Piece::Text(before));
        }
        let name = placeholder?;
        rest = &rest[name.len() + 2..];
        Some(Piece::Placeholder(name))
    })
}

fn first_placeholder(text: &str) -> Option<(usize, &str)> {
    text.match_indices('{').find_map(|(at, _)| {
        let (name, _) = text[at + 1..].split_once('}')?;
        let mut letters = name.bytes();
        let is_name = letters.next().is_some_and(|byte| byte.is_ascii_alphabetic())
            && letters.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        is_name.then_some((at, name))
    })
}

#[cfg(test)]
mod tests {
    use super::Piece::{Placeholder, Text};
    use super::*;

    #[test]
    fn placeholders_are_told_from_the_braces_of_json() {
        let split = |text| pieces(text).collect::<Vec<_>>();
        assert_eq!(split("/items/{id}"), [Text("/items/"), Placeholder("id")]);
        assert_eq!(
            split(r#"{"a":{"b":{b_2}},"c":"{c}{d}"}"#),
            [
                Text(r#"{"a":{"b":"#),
                Placeholder("b_2"),
                Text(r#"},"c":""#),
                Placeholder("c"),
                Placeholder("d"),
                Text(r#""}"#),
            ]
        );
        for text in ["{}", "{1}", "{a b}", "{a", "a}", "{\"a\"}", "{{}}"] {
            assert_eq!(split(text), [Text(text)]);
        }
        assert_eq!(split(""), []);
    }
}
