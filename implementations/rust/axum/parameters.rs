use crate::answers::ApiError;

/// A parameter of a query that must be given once, as a whole number in this range.
pub(crate) struct WholeNumber {
    pub(crate) name: &'static str,
    pub(crate) from: u32,
    pub(crate) to: u32,
}

impl WholeNumber {
    /// The number in `query`, the part of the target after `?`.
    ///
    /// The road not taken is a struct that serde fills from the query, three lines shorter: Rust's
    /// `u32::from_str` takes `+5` and `05`, two spellings more for one resource, and the error could
    /// not say which parameter is wrong.
    ///
    /// # Errors
    ///
    /// One sentence that names the parameter and its range.
    pub(crate) fn read(&self, query: Option<&str>) -> Result<u32, ApiError> {
        self.find(query.unwrap_or_default()).ok_or_else(|| {
            let Self { name, from, to } = self;
            ApiError::InvalidParameter(format!(
                "{name} must be given once, as a whole number from {from} to {to}."
            ))
        })
    }

    fn find(&self, query: &str) -> Option<u32> {
        // Names and values are compared decoded, so `%6e=5` gives `n` too. The decoder leaves a bad
        // escape as it stands, and a value with a `%` in it is no number.
        let mut given =
            form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == self.name);
        let (Some((_, text)), None) = (given.next(), given.next()) else {
            return None;
        };
        whole_number(&text).filter(|number| (self.from..=self.to).contains(number))
    }
}

/// Digits and nothing else, without leading zeros.
pub(crate) fn whole_number(text: &str) -> Option<u32> {
    let digits_only = text.bytes().all(|byte| byte.is_ascii_digit());
    let shortest = text == "0" || !text.starts_with('0');
    text.parse().ok().filter(|_| digits_only && shortest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const N: WholeNumber = WholeNumber {
        name: "n",
        from: 1,
        to: 20_000,
    };

    #[test]
    fn takes_one_whole_number() {
        for (query, n) in [
            ("n=1", 1),
            ("n=20000", 20_000),
            ("n=%35", 5),
            ("%6e=5", 5),
            ("x=1&n=5&y=%zz&&N=3", 5),
        ] {
            assert_eq!(N.find(query), Some(n), "{query}");
        }
        let seed = WholeNumber {
            name: "seed",
            from: 0,
            to: u32::MAX,
        };
        assert_eq!(seed.find("seed=0"), Some(0));
        assert_eq!(seed.find("seed=4294967295"), Some(u32::MAX));
        assert_eq!(seed.find("seed=4294967296"), None);
    }

    #[test]
    fn refuses_everything_else() {
        for query in [
            "",
            "n",
            "n=",
            "m=5",
            "n=abc",
            "n=0",
            "n=-1",
            "n=1.5",
            "n=05",
            "n=+5",
            "n=%2B5",
            "n=5+",
            "n=1e9",
            "n=0x5",
            "n=20001",
            "n=4294967297",
            "n=99999999999999999999",
            "n=5&n=5",
            "n=5&%6E=6",
            "n=%",
            "n=%3",
            "n=%zz",
            "n=5%",
            "n=5;x=1",
            "n=%00",
            "n=%FF",
            "n=٥",
        ] {
            assert_eq!(N.find(query), None, "{query}");
        }
    }

    #[test]
    fn says_what_it_may_be() {
        let sentence = "n must be given once, as a whole number from 1 to 20000.".to_owned();
        assert_eq!(N.read(None), Err(ApiError::InvalidParameter(sentence)));
    }
}
