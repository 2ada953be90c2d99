/// A percentage, stored in hundredths of a percent and rounded down: 10,000 is 100 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(u32);

impl Percent {
    /// Returns `part` as a percentage of `whole`, at most 100 %, computed exactly. `None` if `whole` is 0.
    pub fn of(part: u128, whole: u128) -> Option<Self> {
        let hundredths = part.min(whole).checked_mul(10_000)?.checked_div(whole)?;
        u32::try_from(hundredths).ok().map(Self)
    }

    /// Whether this is exactly 100 %.
    pub const fn is_all(self) -> bool {
        self.0 == 10_000
    }

    /// Returns the digits before the decimal point, 0 to 100.
    pub const fn whole(self) -> u32 {
        self.0 / 100
    }

    /// Returns the two digits after the decimal point as a number, 0 to 99.
    pub const fn hundredths(self) -> u32 {
        self.0 % 100
    }
}

#[cfg(test)]
mod tests {
    use super::Percent;

    #[test]
    fn percentages_are_rounded_down() {
        let day = Percent::of(7_775_999, 7_776_000).unwrap();
        assert_eq!((day.whole(), day.hundredths()), (99, 99));
        assert_eq!(Percent::of(5, 5).unwrap().whole(), 100);
        assert_eq!(Percent::of(0, 0), None);
    }
}
