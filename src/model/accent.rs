use super::Colour;

/// The contrast that text needs.
///
/// Source: <https://www.w3.org/TR/WCAG22/#contrast-minimum>.
const ENOUGH: f64 = 4.5;

/// What the accent stands on in light and in dark: `--ground` and `--surface` of the stylesheet.
const LIGHT: [Colour; 2] = [Colour::new(0xfb, 0xfb, 0xfa), Colour::WHITE];
const DARK: [Colour; 2] = [Colour::new(0x12, 0x13, 0x13), Colour::new(0x19, 0x1a, 0x1a)];

/// How much of itself the ground has at most where a link stands on a tint of the accent: a tenth, of 255 parts.
const TINT: u8 = 26;

/// The colour of links and focus, in shades that can be read whatever people chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    /// The colour that people wrote.
    pub chosen: Colour,
    /// The one for light grounds: the chosen one, darkened if need be.
    pub light: Colour,
    /// The one for dark grounds: the chosen one, lightened if need be.
    pub dark: Colour,
}

impl Accent {
    pub fn new(chosen: Colour) -> Self {
        Self { chosen, light: shade(chosen, Colour::BLACK, LIGHT), dark: shade(chosen, Colour::WHITE, DARK) }
    }

    /// The contrast of the chosen colour on a light page where it is least.
    pub fn light_contrast(&self) -> f64 {
        contrast(self.chosen, LIGHT)
    }
}

/// The shade of the same hue that is nearest to `chosen` on the way `towards` black or white and has contrast enough.
fn shade(chosen: Colour, towards: Colour, grounds: [Colour; 2]) -> Colour {
    let mut shades = (0..=u8::MAX).map(|share| chosen.mixed(towards, share));
    shades.find(|shade| contrast(*shade, grounds) >= ENOUGH).unwrap_or(towards)
}

/// The least contrast of `colour` on `grounds` and on tints of itself on them.
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
    fn backgrounds_equal_those_of_the_stylesheet() {
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
    fn shades_are_readable_and_nearest() {
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
    fn shade_keeps_its_hue() {
        assert_eq!(accent("#ff0").light.to_string(), "#6f6f00");
        assert_eq!(accent("#000").dark.to_string(), "#8c8c8c");
    }
}
