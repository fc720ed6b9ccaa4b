use std::{fmt, str::FromStr};

use serde::{Serialize, Serializer};

/// A second of the years 2000 to 2099, in UTC. Its fields stand in the order that makes the derived
/// `Ord` the order of time.
///
/// The road not taken is a crate for dates: each of them takes more notations than the one asked
/// for here, so that the text would have to be checked besides, and the calendar of a century is
/// four lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment {
    date: Date,
    second: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date {
    pub(crate) month: Month,
    day: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Month {
    year: u32,
    month: u32,
}

const SECONDS_A_DAY: u32 = 86_400;

/// 1 January 2000 was a Saturday.
const WEEKDAYS: [&str; 7] = [
    "Saturday",
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
];

impl Moment {
    pub(crate) fn date(self) -> Date {
        self.date
    }

    /// Whole days, rounded down, from an earlier moment to this one.
    pub(crate) fn days_since(self, earlier: Self) -> u32 {
        (self.seconds_since_2000() - earlier.seconds_since_2000()) / SECONDS_A_DAY
    }

    /// Below 2^32 until 2136.
    fn seconds_since_2000(self) -> u32 {
        self.date.days_since_2000() * SECONDS_A_DAY + self.second
    }
}

impl Date {
    pub(crate) fn weekday(self) -> &'static str {
        WEEKDAYS[self.days_since_2000() as usize % WEEKDAYS.len()]
    }

    fn days_since_2000(self) -> u32 {
        let Month { year, month } = self.month;
        let years = year - 2_000;
        // Every fourth year of this century is a leap year, its first one too.
        let days_of_years = years * 365 + years.div_ceil(4);
        let days_of_months: u32 = (1..month).map(|month| days_in(year, month)).sum();
        days_of_years + days_of_months + self.day - 1
    }
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// `2026-01-02T03:04:05Z` and no other notation, of a date that exists.
impl FromStr for Moment {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let bytes: &[u8; 20] = text.as_bytes().try_into().map_err(|_| ())?;
        let signs = [
            (4, b'-'),
            (7, b'-'),
            (10, b'T'),
            (13, b':'),
            (16, b':'),
            (19, b'Z'),
        ];
        if signs.iter().any(|&(place, sign)| bytes[place] != sign) {
            return Err(());
        }
        let within = |first: usize, last: usize, least: u32, most: u32| {
            number(&bytes[first..=last])
                .filter(|number| (least..=most).contains(number))
                .ok_or(())
        };
        let year = within(0, 3, 2_000, 2_099)?;
        let month = within(5, 6, 1, 12)?;
        let day = within(8, 9, 1, days_in(year, month))?;
        let (hour, minute) = (within(11, 12, 0, 23)?, within(14, 15, 0, 59)?);
        let second = within(17, 18, 0, 59)?;
        Ok(Self {
            date: Date {
                month: Month { year, month },
                day,
            },
            second: (hour * 60 + minute) * 60 + second,
        })
    }
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| {
        let value = char::from(*digit).to_digit(10)?;
        Some(number * 10 + value)
    })
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let (minutes, second) = (self.second / 60, self.second % 60);
        let (hour, minute) = (minutes / 60, minutes % 60);
        write!(
            formatter,
            "{}T{hour:02}:{minute:02}:{second:02}Z",
            self.date
        )
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{}-{:02}", self.month, self.day)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{}-{:02}", self.year, self.month)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests;
