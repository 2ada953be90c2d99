use super::{Catalogue, Value};
use crate::model::Percent;

impl Catalogue {
    /// `99.94 %`, cut off and never rounded up; all of it is `100 %`, without decimals.
    pub fn percent(&self, percent: Percent) -> String {
        let whole = Value::from(percent.whole());
        if percent.is_all() {
            return self.say_with("percent-whole", &[("whole", whole)]);
        }
        let decimals = Value::from(format!("{:02}", percent.hundredths()));
        self.say_with("percent", &[("whole", whole), ("decimals", decimals)])
    }

    /// `99.94` or `100`: the same in a table that says of what it is a percentage.
    pub fn bare_percent(&self, percent: Percent) -> String {
        if percent.is_all() {
            return percent.whole().to_string();
        }
        self.percents.text(&percent, || {
            let decimals = Value::from(format!("{:02}", percent.hundredths()));
            self.say_with("decimal", &[("whole", percent.whole().into()), ("decimals", decimals)])
        })
    }

    /// A count with the language's sign between groups of three digits: `12,480`.
    pub fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        let sign = self.say("thousands-sign");
        let mut told = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                told.push_str(&sign);
            }
            told.push(digit);
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_never_better_than_the_truth() {
        let english = Catalogue::english().unwrap();
        let told = |part, whole| english.percent(Percent::of(part, whole).unwrap()).replace('\u{a0}', " ");
        assert_eq!(told(1, 1), "100 %");
        assert_eq!(told(7_775_999, 7_776_000), "99.99 %");
        assert_eq!(told(9_905, 10_000), "99.05 %");
        assert_eq!(told(0, 1), "0.00 %");
    }

    #[test]
    fn thousands_are_set_apart() {
        let english = Catalogue::english().unwrap();
        assert_eq!([0, 999, 1_000, 1_234_567].map(|n| english.number(n)), ["0", "999", "1,000", "1,234,567"]);
    }
}
