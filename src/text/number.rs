use super::{Catalog, Value};
use crate::model::Percent;

impl Catalog {
    /// Formats a percentage with two decimals, truncated: `99.94 %`. `100 %` has no decimals.
    pub fn percent(&self, percent: Percent) -> String {
        let whole = Value::from(percent.whole());
        if percent.is_all() {
            return self.format_with("percent-whole", &[("whole", whole)]);
        }
        let decimals = Value::from(format!("{:02}", percent.hundredths()));
        self.format_with("percent", &[("whole", whole), ("decimals", decimals)])
    }

    /// Formats a percentage without the percent sign, for tables: `99.94` or `100`.
    pub fn bare_percent(&self, percent: Percent) -> String {
        if percent.is_all() {
            return percent.whole().to_string();
        }
        self.percents.text(&percent, || {
            let decimals = Value::from(format!("{:02}", percent.hundredths()));
            self.format_with("decimal", &[("whole", percent.whole().into()), ("decimals", decimals)])
        })
    }

    /// Formats a count with the language's thousands separator: `12,480`.
    pub fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        let sign = self.format("thousands-sign");
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push_str(&sign);
            }
            text.push(digit);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_rounded_down_to_two_decimals() {
        let english = Catalog::english().unwrap();
        let percent = |part, whole| english.percent(Percent::of(part, whole).unwrap()).replace('\u{a0}', " ");
        assert_eq!(percent(1, 1), "100 %");
        assert_eq!(percent(7_775_999, 7_776_000), "99.99 %");
        assert_eq!(percent(9_905, 10_000), "99.05 %");
        assert_eq!(percent(0, 1), "0.00 %");
    }

    #[test]
    fn thousands_are_separated() {
        let english = Catalog::english().unwrap();
        assert_eq!([0, 999, 1_000, 1_234_567].map(|n| english.number(n)), ["0", "999", "1,000", "1,234,567"]);
    }
}
