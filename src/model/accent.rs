use super::Colour;

/// The minimum contrast ratio of text and its background.
///
/// Source: <https://www.w3.org/TR/WCAG22/#contrast-minimum>.
const ENOUGH: f64 = 4.5;

/// The two backgrounds of pages, `--ground` and `--surface` in the stylesheet: first in light mode, then in dark mode.
const LIGHT: [Colour; 2] = [Colour::new(0xfb, 0xfb, 0xfa), Colour::WHITE];
const DARK: [Colour; 2] = [Colour::new(0x12, 0x13, 0x13), Colour::new(0x19, 0x1a, 0x1a)];

/// The largest share of the accent in a tinted background, in 255ths: about a tenth.
const TINT: u8 = 26;

/// The colour of links and focus outlines, with a readable shade for each colour scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    /// The colour as written in `status.yaml`.
    pub chosen: Colour,
    /// The shade for light backgrounds: `chosen`, darkened if necessary.
    pub light: Colour,
    /// The shade for dark backgrounds: `chosen`, lightened if necessary.
    pub dark: Colour,
}

impl Accent {
    pub fn new(chosen: Colour) -> Self {
        Self { chosen, light: shade(chosen, Colour::BLACK, LIGHT), dark: shade(chosen, Colour::WHITE, DARK) }
    }

    /// Returns the lowest contrast ratio of `chosen` on the backgrounds in light mode.
    pub fn light_contrast(&self) -> f64 {
        contrast(self.chosen, LIGHT)
    }
}

/// Mixes `towards`, black or white, into `chosen`, but only until the contrast on `grounds` is sufficient.
fn shade(chosen: Colour, towards: Colour, grounds: [Colour; 2]) -> Colour {
    let mut shades = (0..=u8::MAX).map(|share| chosen.mixed(towards, share));
    shades.find(|shade| contrast(*shade, grounds) >= ENOUGH).unwrap_or(towards)
}

/// Returns the lowest contrast ratio of `colour` on the backgrounds `grounds`, as they are and tinted with `colour`.
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
    fn backgrounds_for_contrast_match_the_stylesheet() {
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
    fn unreadable_colour_becomes_nearest_readable_shade() {
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
