/// Parses a duration such as `30m`, `1h 30m`, `2d` or `90s` into seconds. Returns `None` if it is invalid or zero.
pub fn seconds_of(text: &str) -> Option<u32> {
    let mut seconds = 0_u32;
    let mut number = String::new();
    for each in text.chars().filter(|each| *each != ' ') {
        let unit = match each {
            '0'..='9' => {
                number.push(each);
                continue;
            }
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86_400,
            _ => return None,
        };
        let count: u32 = number.parse().ok()?;
        seconds = count.checked_mul(unit).and_then(|more| seconds.checked_add(more))?;
        number.clear();
    }
    (number.is_empty() && seconds > 0).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::seconds_of;

    #[test]
    fn only_durations_with_units_are_parsed() {
        assert_eq!(seconds_of("30m"), Some(1800));
        assert_eq!(seconds_of("1h 30m"), Some(5400));
        for wrong in ["", "30", "m", "0m", "1x", "-1h", "99999999d", "1h30", "never"] {
            assert_eq!(seconds_of(wrong), None, "{wrong}");
        }
    }
}
