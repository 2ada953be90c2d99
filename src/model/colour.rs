use std::fmt;

/// An sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

impl Colour {
    pub const BLACK: Self = Self::new(0, 0, 0);
    pub const WHITE: Self = Self::new(255, 255, 255);

    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Parses `#rgb` or `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?.chars().map(|digit| digit.to_digit(16));
        let digits: Vec<u8> = digits.map(|digit| digit?.try_into().ok()).collect::<Option<_>>()?;
        match *digits.as_slice() {
            [red, green, blue] => Some(Self::new(red * 17, green * 17, blue * 17)),
            [r, red, g, green, b, blue] => Some(Self::new(r * 16 + red, g * 16 + green, b * 16 + blue)),
            _ => None,
        }
    }

    /// Returns the contrast ratio of two colours, from 1 for equal ones to 21 for black on white.
    ///
    /// Source: <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Mixes this colour with `other`, which gets `share` of 255 parts. Black and white as `other` keep the hue.
    pub fn mixed(self, other: Self, share: u8) -> Self {
        let mix = |own: u8, others: u8| {
            let parts = u32::from(own) * u32::from(255 - share) + u32::from(others) * u32::from(share);
            u8::try_from((parts + 127) / 255).unwrap_or(u8::MAX)
        };
        Self::new(mix(self.red, other.red), mix(self.green, other.green), mix(self.blue, other.blue))
    }

    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

/// Formats as `#rrggbb`.
impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn colours_are_parsed_and_formatted() {
        assert_eq!(colour("#1aF").to_string(), "#11aaff");
        assert_eq!(colour(" #2457C5 ").to_string(), "#2457c5");
        for wrong in ["", "#", "2457c5", "#2457c", "#2457c5ff", "blue", "#12g", "rgb(1,2,3)", "#+12", "#é1"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_matches_wcag() {
        let near = |one: &str, two: &str, wanted: f64| {
            let found = colour(one).contrast(colour(two));
            assert!((found - wanted).abs() < 0.005, "{one} {two}: {found}");
        };
        near("#000", "#fff", 21.0);
        near("#777", "#fff", 4.48);
        near("#767676", "#fff", 4.54);
        near("#f00", "#fff", 4.0);
        near("#abc", "#abc", 1.0);
    }

    #[test]
    fn mixing_0_or_255_parts_gives_one_of_the_colours() {
        let (one, two) = (colour("#123456"), colour("#fedcba"));
        assert_eq!([0, 255].map(|share| one.mixed(two, share)), [one, two]);
    }
}
