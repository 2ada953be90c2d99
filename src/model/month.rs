use std::fmt;

use super::Date;

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// The first day of the month.
    first: Date,
}

impl Month {
    /// Returns the month of `date`.
    pub fn of(date: Date) -> Self {
        Self { first: date.month_start() }
    }

    pub fn first(self) -> Date {
        self.first
    }

    pub fn year(self) -> i32 {
        self.first.year()
    }

    pub fn next(self) -> Self {
        Self::of(self.first.plus_days(31))
    }

    /// Returns the month `count` months earlier.
    pub fn earlier(self, count: u32) -> Self {
        (0..count).fold(self, |month, _| Self::of(month.first.plus_days(-1)))
    }
}

/// Formats as `2026-11`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_and_earlier_months_cross_years() {
        let month = |text| Month::of(Date::parse(text).unwrap());
        assert_eq!(month("2026-01-31").next().to_string(), "2026-02");
        assert_eq!(month("2026-12-31").next().to_string(), "2027-01");
        assert_eq!(month("2026-11-27").earlier(35).to_string(), "2023-12");
    }
}
