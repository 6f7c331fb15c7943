//! Whether the accent can be read on the surfaces that the sheets put it on.

use super::document::Document;
use super::findings::Findings;
use super::rules;

/// Where the surfaces stand.
const TOKENS: &str = include_str!("../../../style/tokens.css");

/// What WCAG 2.2 asks of text (success criterion 1.4.3).
const LEAST: f64 = 4.5;

/// Checks the accent, by the way that `tokens.css` derives a text colour of it for each surface.
pub(super) fn check(document: &Document<'_>, found: &mut Findings) {
    let Some(root) = document.root() else { return };
    let Some(accent) = root.text("accent").and_then(Colour::read) else { return };
    let (Some((paper, night)), Some(white)) = (surfaces(TOKENS), white(TOKENS)) else { return };
    // A browser that knows no relative colours shows the accent as it is written.
    let surfaces = [("the light surface", paper, accent), ("the dark surface", night, accent.mixed_with_white(white))];
    for (name, surface, text) in surfaces {
        let contrast = text.contrast(surface);
        if contrast < LEAST {
            let message = format!(
                "the accent {} has a contrast of {contrast:.1} : 1 on {name} {}; text needs {LEAST} : 1",
                text.write(),
                surface.write()
            );
            let mend = match passing(accent, paper) {
                Some(other) => format!("{} is of the same hue and passes", other.write()),
                None => rules::CONTRAST.mend.to_owned(),
            };
            found.report_with(&rules::CONTRAST, document.place(root.field("accent")), message, mend);
            return;
        }
    }
}

/// An accent as it can be read on the paper: itself, or the nearest darker one.
pub(in crate::prerender) fn readable(accent: &str) -> [u8; 3] {
    let colour = Colour::read(accent).unwrap_or(Colour([0.0; 3]));
    let paper = surfaces(TOKENS).map(|(paper, _)| paper);
    let darker = paper.filter(|paper| colour.contrast(*paper) < LEAST).and_then(|paper| passing(colour, paper));
    let written = darker.map_or_else(|| accent.to_owned(), Colour::write);
    let digits = u32::from_str_radix(written.trim_start_matches('#'), 16).unwrap_or_default();
    let [_, red, green, blue] = digits.to_be_bytes();
    [red, green, blue]
}

/// The nearest darker colour of the same hue that passes on the paper.
fn passing(accent: Colour, paper: Colour) -> Option<Colour> {
    let [lightness, a, b] = accent.oklab();
    let steps = (0..100).map(|step| lightness * f64::from(100 - step) / 100.0);
    // What is darker holds less colour.
    let darker = |light: f64| {
        let share = if lightness > 0.0 { light / lightness } else { 0.0 };
        Colour::of_oklab([light, a * share, b * share])
    };
    steps.map(darker).find(|colour| colour.contrast(paper) >= LEAST)
}

/// The surfaces of the light and the dark appearance: `--surface: light-dark(var(--paper), var(--night))`.
fn surfaces(tokens: &str) -> Option<(Colour, Colour)> {
    let value = |name: &str| {
        let (_, rest) = tokens.split_once(&format!("{name}:"))?;
        Colour::read(rest.split(';').next()?.trim())
    };
    let (_, rest) = tokens.split_once("--surface: light-dark(")?;
    let (light, dark) = rest.split(';').next()?.split_once(',')?;
    let name = |part: &str| Some(part.split_once("var(")?.1.split(')').next()?.to_owned());
    Some((value(&name(light)?)?, value(&name(dark)?)?))
}

/// How much white the accent is mixed with on the dark surface: `color-mix(in oklab, var(--accent), white 55%)`.
fn white(tokens: &str) -> Option<f64> {
    let (_, rest) = tokens.split_once("color-mix(in oklab, var(--accent), white ")?;
    rest.split_once('%')?.0.parse::<f64>().ok().map(|percent| percent / 100.0)
}

/// A colour in linear sRGB, each channel from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Colour([f64; 3]);

impl Colour {
    /// Reads `#rrggbb`.
    fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let mut channels = [0.0; 3];
        for (index, channel) in channels.iter_mut().enumerate() {
            let value = f64::from(u8::from_str_radix(digits.get(2 * index..2 * index + 2)?, 16).ok()?) / 255.0;
            *channel = if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
        }
        Some(Self(channels))
    }

    fn write(self) -> String {
        let byte = |channel: f64| {
            let value = if channel <= 0.003_130_8 { channel * 12.92 } else { 1.055 * channel.powf(1.0 / 2.4) - 0.055 };
            format!("{:02x}", (value * 255.0).round() as u8)
        };
        format!("#{}{}{}", byte(self.0[0]), byte(self.0[1]), byte(self.0[2]))
    }

    /// WCAG's relative luminance.
    fn luminance(self) -> f64 {
        0.2126 * self.0[0] + 0.7152 * self.0[1] + 0.0722 * self.0[2]
    }

    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// `color-mix(in oklab, self, white share)`.
    fn mixed_with_white(self, share: f64) -> Self {
        let [lightness, a, b] = self.oklab();
        Self::of_oklab([lightness * (1.0 - share) + share, a * (1.0 - share), b * (1.0 - share)])
    }

    /// By <https://bottosson.github.io/posts/oklab/>, which CSS Color 4 uses.
    fn oklab(self) -> [f64; 3] {
        let [r, g, b] = self.0;
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }

    /// The inverse; what no screen shows is cut off.
    fn of_oklab([lightness, a, b]: [f64; 3]) -> Self {
        let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        let channels = [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ];
        Self(channels.map(|channel| channel.clamp(0.0, 1.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::read(text).unwrap()
    }

    #[test]
    fn contrast_is_wcags() {
        assert!((colour("#000000").contrast(colour("#ffffff")) - 21.0).abs() < 1e-9);
        // The lightest grey that passes on white.
        assert!((colour("#767676").contrast(colour("#ffffff")) - 4.54).abs() < 0.005);
    }

    #[test]
    fn oklab_goes_there_and_back() {
        for text in ["#000000", "#ffffff", "#8c1c2c", "#f5d76e", "#0057b7"] {
            assert_eq!(Colour::of_oklab(colour(text).oklab()).write(), text);
        }
        // By CSS Color 4: oklab(62.8% 0.22486 0.12585).
        let [lightness, a, b] = colour("#ff0000").oklab();
        assert!((lightness - 0.628).abs() < 1e-3 && (a - 0.224_86).abs() < 1e-3 && (b - 0.125_85).abs() < 1e-3);
    }

    #[test]
    fn the_sheet_has_the_surfaces_and_the_mixture_that_are_judged() {
        let (paper, night) = surfaces(TOKENS).unwrap();
        assert!(paper.luminance() > 0.8 && night.luminance() < 0.05);
        assert!(white(TOKENS).is_some_and(|white| (0.0..=1.0).contains(&white)), "adapt `check` to the sheet");
    }

    #[test]
    fn a_colour_that_is_named_instead_passes() {
        let ((paper, night), white) = (surfaces(TOKENS).unwrap(), white(TOKENS).unwrap());
        for text in ["#f5d76e", "#ffffff", "#00ffff", "#9acd32"] {
            let other = passing(colour(text), paper).unwrap();
            let written = colour(&other.write());
            assert!(written.contrast(paper) >= LEAST - 0.05, "{text}: {}", other.write());
            assert!(written.mixed_with_white(white).contrast(night) >= LEAST, "{text}: {}", other.write());
        }
    }
}
