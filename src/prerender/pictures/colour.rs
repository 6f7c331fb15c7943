//! Colours of a profile as the web has them: sRGB.
//!
//! The arithmetic is ours, in whole numbers from tables, since the same picture must give the same bytes on every
//! machine, and libraries choose their arithmetic by the processor.

use moxcms::{ColorProfile, DataColorSpace, LutStore, LutWarehouse, ToneReprCurve};

/// From D50, which profiles speak of, to linear sRGB.
const TO_SRGB: [[f64; 3]; 3] = [
    [3.134_136_1, -1.617_386, -0.490_662_3],
    [-0.978_795_5, 1.916_254_4, 0.033_442_9],
    [0.071_955_3, -0.228_976_8, 1.405_386_5],
];

/// The white of D50.
const WHITE: [f64; 3] = [0.9642, 1.0, 0.8249];

/// Turns three bytes a pixel from the profile's colours to sRGB; leaves them where it is sRGB already, or can't be read.
pub(super) fn to_srgb(pixels: &mut [u8], profile: &[u8]) {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return };
    let curves = [&profile.red_trc, &profile.green_trc, &profile.blue_trc].map(|curve| curve.as_ref().and_then(linear));
    let [Some(red), Some(green), Some(blue)] = curves else { return };
    if profile.color_space != DataColorSpace::Rgb {
        return;
    }
    let columns = [profile.red_colorant, profile.green_colorant, profile.blue_colorant].map(|c| [c.x, c.y, c.z]);
    // In 16 bits, where no processor's last digit shows.
    let matrix = [0, 1, 2].map(|row| {
        columns.map(|column| {
            let sum: f64 = (0..3).map(|step| TO_SRGB[row][step] * column[step]).sum();
            (sum * 65_536.0).round() as i64
        })
    });
    let encoded = encoding();
    let through = |pixel: [u8; 3]| {
        let [r, g, b] = [red[usize::from(pixel[0])], green[usize::from(pixel[1])], blue[usize::from(pixel[2])]];
        matrix.map(|[x, y, z]| {
            let light = (x * r + y * g + z * b + (1 << 15)) >> 16;
            encoded[usize::try_from(light.clamp(0, 65_535)).unwrap_or_default() >> 4]
        })
    };
    // A profile that says sRGB changes nothing by rounding.
    let is_srgb = (0..=255_u8).step_by(15).all(|value| {
        [[value, 0, 0], [0, value, 0], [0, 0, value], [value; 3]]
            .iter()
            .all(|colour| through(*colour).iter().zip(colour).all(|(new, old)| new.abs_diff(*old) <= 3))
    });
    if is_srgb {
        return;
    }
    for pixel in pixels.chunks_exact_mut(3) {
        pixel.copy_from_slice(&through([pixel[0], pixel[1], pixel[2]]));
    }
}

/// The light of each value of a channel, 0 to 65,535.
fn linear(curve: &ToneReprCurve) -> Option<Vec<i64>> {
    let light = |value: f64| -> Option<f64> {
        Some(match curve {
            ToneReprCurve::Lut(table) if table.is_empty() => value,
            ToneReprCurve::Lut(table) if table.len() == 1 => value.powf(f64::from(table[0]) / 256.0),
            ToneReprCurve::Lut(table) => {
                let at = value * (table.len() - 1) as f64;
                let [low, high] = [at.floor(), at.ceil()].map(|step| f64::from(table[step as usize]));
                (low + (high - low) * at.fract()) / 65_535.0
            }
            ToneReprCurve::Parametric(numbers) => {
                let [g, a, b, c, d, e, f] = match numbers.iter().map(|n| f64::from(*n)).collect::<Vec<_>>()[..] {
                    [g] => [g, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0],
                    [g, a, b] => [g, a, b, 0.0, -b / a, 0.0, 0.0],
                    [g, a, b, c] => [g, a, b, 0.0, -b / a, c, c],
                    [g, a, b, c, d] => [g, a, b, c, d, 0.0, 0.0],
                    [g, a, b, c, d, e, f] => [g, a, b, c, d, e, f],
                    _ => return None,
                };
                if value >= d { (a * value + b).max(0.0).powf(g) + e } else { c * value + f }
            }
        })
    };
    (0..=255).map(|value| Some((light(f64::from(value) / 255.0)?.clamp(0.0, 1.0) * 65_535.0).round() as i64)).collect()
}

/// sRGB's value for each 4,096th of light.
fn encoding() -> Vec<u8> {
    (0..4_096).map(|light| encode(f64::from(light) / 4_095.0)).collect()
}

fn encode(light: f64) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let value = if light <= 0.003_130_8 { 12.92 * light } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (value * 255.0).round() as u8
}

/// The inks of a profile, as a grid of sRGB colours.
pub(super) struct Inks {
    /// Where the values of each ink stand in the grid, in 256ths of a step.
    steps: [Vec<usize>; 4],
    n_steps: usize,
    grid: Vec<[u8; 3]>,
}

impl Inks {
    /// Of a profile for print, as almost all are written; `None` for others.
    pub(super) fn new(profile: &[u8]) -> Option<Self> {
        let profile = ColorProfile::new_from_slice(profile).ok()?;
        let table = profile.lut_a_to_b_colorimetric.or(profile.lut_a_to_b_perceptual)?;
        let LutWarehouse::Lut(table) = table else { return None };
        let is_known = (table.num_input_channels, table.num_output_channels) == (4, 3)
            && profile.color_space == DataColorSpace::Cmyk
            && profile.pcs == DataColorSpace::Lab;
        let n_steps = usize::from(table.num_clut_grid_points);
        let (inputs, outputs) = (numbers(&table.input_table), numbers(&table.output_table));
        let cells = numbers(&table.clut_table);
        let (n_in, n_out) = (inputs.len() / 4, outputs.len() / 3);
        if !is_known || n_steps < 2 || n_in < 2 || n_out < 2 || cells.len() < n_steps.pow(4) * 3 {
            return None;
        }
        let between = |table: &[f64], value: f64| {
            let at = value.clamp(0.0, 1.0) * (table.len() - 1) as f64;
            let [low, high] = [at.floor(), at.ceil()].map(|step| table[step as usize]);
            low + (high - low) * at.fract()
        };
        let step = |ink: usize, value: usize| {
            let value = between(&inputs[ink * n_in..(ink + 1) * n_in], value as f64 / 255.0);
            (value * (n_steps - 1) as f64 * 256.0).round() as usize
        };
        let steps = [0, 1, 2, 3].map(|ink| (0..256).map(|value| step(ink, value)).collect());
        // Lab of 16 bits ends a little above 100 in profiles of this form, and at 100 in 8 bits.
        let scale = if matches!(table.clut_table, LutStore::Store16(_)) { 65_535.0 / 65_280.0 } else { 1.0 };
        let cell = |cell: &[f64]| {
            let out = |channel: usize| between(&outputs[channel * n_out..(channel + 1) * n_out], cell[channel]) * scale;
            lab(out(0) * 100.0, out(1) * 255.0 - 128.0, out(2) * 255.0 - 128.0)
        };
        let grid = cells.chunks_exact(3).take(n_steps.pow(4)).map(cell).collect();
        Some(Self { steps, n_steps, grid })
    }

    /// The colour of ink on paper; each of the four from 0 to 255, which is all of it.
    pub(super) fn colour(&self, inks: [u8; 4]) -> [u8; 3] {
        let at = [0, 1, 2, 3].map(|ink| self.steps[ink][usize::from(inks[ink])]);
        let mut sum = [0_usize; 3];
        for corner in 0..16_usize {
            let (mut index, mut weight) = (0, 1);
            for (ink, at) in at.iter().enumerate() {
                let is_upper = corner >> ink & 1 == 1;
                weight *= if is_upper { at % 256 } else { 256 - at % 256 };
                index = index * self.n_steps + (at / 256 + usize::from(is_upper)).min(self.n_steps - 1);
            }
            for (sum, value) in sum.iter_mut().zip(self.grid[index]) {
                *sum += weight * usize::from(value);
            }
        }
        sum.map(|sum| u8::try_from((sum + (1 << 31)) >> 32).unwrap_or(u8::MAX))
    }
}

fn numbers(store: &LutStore) -> Vec<f64> {
    match store {
        LutStore::Store8(values) => values.iter().map(|value| f64::from(*value) / 255.0).collect(),
        LutStore::Store16(values) => values.iter().map(|value| f64::from(*value) / 65_535.0).collect(),
    }
}

fn lab(lightness: f64, a: f64, b: f64) -> [u8; 3] {
    let y = (lightness + 16.0) / 116.0;
    let axis = |t: f64| if t > 6.0 / 29.0 { t.powi(3) } else { (t - 4.0 / 29.0) * 108.0 / 841.0 };
    let xyz = [axis(y + a / 500.0) * WHITE[0], axis(y) * WHITE[1], axis(y - b / 200.0) * WHITE[2]];
    TO_SRGB.map(|row| encode((0..3).map(|step| row[step] * xyz[step]).sum()))
}
