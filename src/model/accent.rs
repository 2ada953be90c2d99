use super::Colour;

/// The least contrast of text.
///
/// Source: <https://www.w3.org/TR/WCAG22/#contrast-minimum>.
const ENOUGH: f64 = 4.5;

/// The backgrounds of the accent in light and in dark: `--ground` and `--surface` of the stylesheet.
const LIGHT: [Colour; 2] = [Colour::new(0xfb, 0xfb, 0xfa), Colour::WHITE];
const DARK: [Colour; 2] = [Colour::new(0x12, 0x13, 0x13), Colour::new(0x19, 0x1a, 0x1a)];

/// The largest share of the accent in a tinted background, of 255 parts: a tenth.
const TINT: u8 = 26;

/// The colour of links and focus, in shades with enough contrast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    /// The colour that people wrote.
    pub chosen: Colour,
    /// For light backgrounds: the chosen colour, darkened if necessary.
    pub light: Colour,
    /// For dark backgrounds: the chosen colour, lightened if necessary.
    pub dark: Colour,
}

impl Accent {
    pub fn new(chosen: Colour) -> Self {
        Self { chosen, light: shade(chosen, Colour::BLACK, LIGHT), dark: shade(chosen, Colour::WHITE, DARK) }
    }

    /// Returns the least contrast of the chosen colour on a light page.
    pub fn light_contrast(&self) -> f64 {
        contrast(self.chosen, LIGHT)
    }
}

/// Returns the shade of `chosen` with enough contrast that is nearest to it, mixed `towards` black or white.
fn shade(chosen: Colour, towards: Colour, grounds: [Colour; 2]) -> Colour {
    let mut shades = (0..=u8::MAX).map(|share| chosen.mixed(towards, share));
    shades.find(|shade| contrast(*shade, grounds) >= ENOUGH).unwrap_or(towards)
}

/// Returns the least contrast of `colour` on `grounds` and on its own tints of them.
fn contrast(colour: Colour, grounds: [Colour; 2]) -> f64 {
    let tints = grounds.map(|ground| ground.mixed(colour, TINT));
    let all = grounds.into_iter().chain(tints).map(|ground| colour.contrast(ground));
    all.fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accent(text: &str) -> Accent {
        Accent::new(Colour::parse(text).unwrap())
    }

    #[test]
    fn backgrounds_match_the_stylesheet() {
        let css = include_str!("../../theme/assets/style.css");
        let (light, dark) = css.split_once("prefers-color-scheme: dark").unwrap();
        for (part, grounds) in [(light, LIGHT), (dark, DARK)] {
            let found = ["--ground:", "--surface:"].map(|name| {
                let value = part.split_once(name).unwrap().1.split([';', '}']).next().unwrap();
                Colour::parse(value).unwrap()
            });
            assert_eq!(found, grounds);
        }
    }

    #[test]
    fn readable_colour_is_unchanged() {
        let blue = accent("#2457c5");
        assert_eq!(blue.light, blue.chosen);
        let sky = accent("#8fb4ff");
        assert_eq!(sky.dark, sky.chosen);
    }

    #[test]
    fn shades_are_the_nearest_readable_ones() {
        let steps = [0, 0x33, 0x66, 0x99, 0xcc, 0xff];
        for (red, green, blue) in
            steps.into_iter().flat_map(|r| steps.into_iter().flat_map(move |g| steps.map(move |b| (r, g, b))))
        {
            let accent = Accent::new(Colour::new(red, green, blue));
            assert!(contrast(accent.light, LIGHT) >= ENOUGH, "{accent:?}");
            assert!(contrast(accent.dark, DARK) >= ENOUGH, "{accent:?}");
            assert!(accent.light == accent.chosen || contrast(accent.light, LIGHT) < 4.7, "{accent:?}");
            assert!(accent.dark == accent.chosen || contrast(accent.dark, DARK) < 4.7, "{accent:?}");
        }
    }

    #[test]
    fn shade_keeps_the_hue() {
        assert_eq!(accent("#ff0").light.to_string(), "#6f6f00");
        assert_eq!(accent("#000").dark.to_string(), "#8c8c8c");
    }
}
