//! A picture as the newsroom delivered it: read within limits, turned upright, its colours in sRGB.

use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat, RgbImage};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::colour::{Inks, to_srgb};
use super::container::{Kind, Metadata, has_end, is_animated, metadata};

/// What a file may weigh: what is larger is not read.
pub(in crate::prerender) const MOST_BYTES: u64 = 64 << 20;

/// The pixels that a picture may have: a file of a few kilobytes can claim to have billions.
pub(in crate::prerender) const MOST_PIXELS: u64 = 64_000_000;

/// A picture that was read.
pub(super) struct Original {
    /// Upright, in sRGB, without transparency.
    pub(super) picture: DynamicImage,
    /// Who made it and whose it is, as its file says.
    pub(super) credit: Vec<(u16, Vec<u8>)>,
    /// Whether something shines through it, so that it is delivered as it is.
    pub(super) is_transparent: bool,
}

/// Why a file is delivered as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum AsItIs {
    /// It is of a kind that is better left alone.
    Kind(&'static str),
    /// It can't be read; why.
    Broken(String),
}

/// Reads a picture.
pub(super) fn read(bytes: &[u8]) -> Result<Original, AsItIs> {
    let broken = |error: &dyn std::fmt::Display| AsItIs::Broken(format!("can't be read as a picture: {error}"));
    let kind = Kind::of(bytes);
    match kind {
        Kind::Heif => return Err(AsItIs::Kind("AVIF and HEIC stay as they are")),
        Kind::Svg => return Err(AsItIs::Kind("drawings stay as they are")),
        Kind::Other => return Err(AsItIs::Broken("is no picture that browsers know".to_owned())),
        _ if is_animated(bytes) => return Err(AsItIs::Kind("moving pictures stay as they are")),
        _ => {}
    }
    let (width, height) = size(bytes).ok_or_else(|| AsItIs::Broken("has no size in its header".to_owned()))?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        // The checks named it.
        return Err(AsItIs::Kind("it has too many pixels"));
    }
    let Metadata { orientation, credit, profile } = metadata(bytes);
    let decoded = match kind {
        Kind::Jpeg => {
            if !has_end(bytes) {
                return Err(AsItIs::Broken("ends in the middle of the picture".to_owned()));
            }
            DynamicImage::ImageRgb8(jpeg(bytes, &profile).map_err(|error| broken(&error))?)
        }
        Kind::Gif if frames_of_gif(bytes) > 1 => return Err(AsItIs::Kind("moving pictures stay as they are")),
        _ => {
            let format = match kind {
                Kind::Png => ImageFormat::Png,
                Kind::WebP => ImageFormat::WebP,
                _ => ImageFormat::Gif,
            };
            image::load_from_memory_with_format(bytes, format).map_err(|error| broken(&error))?
        }
    };
    let is_transparent = decoded.color().has_alpha() && decoded.to_rgba8().pixels().any(|pixel| pixel.0[3] < 255);
    let mut picture = match is_transparent {
        // On white: what is transparent is drawn for paper.
        true => on_white(&decoded),
        false => decoded.into_rgb8(),
    };
    if kind != Kind::Jpeg || !is_cmyk(bytes) {
        to_srgb(&mut picture, &profile);
    }
    let mut picture = DynamicImage::ImageRgb8(picture);
    if let Some(turn) = u8::try_from(orientation).ok().and_then(Orientation::from_exif) {
        picture.apply_orientation(turn);
    }
    Ok(Original { picture, credit, is_transparent })
}

fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)).filter(|(w, h)| *w > 0 && *h > 0)
}

/// Without the instructions that only some processors have: the same pixels everywhere.
fn options() -> DecoderOptions {
    DecoderOptions::default().set_use_unsafe(false).set_max_width(65_535).set_max_height(65_535)
}

fn is_cmyk(bytes: &[u8]) -> bool {
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options());
    let is_read = decoder.decode_headers().is_ok();
    is_read && matches!(decoder.input_colorspace(), Some(ColorSpace::CMYK | ColorSpace::YCCK))
}

fn jpeg(bytes: &[u8], profile: &[u8]) -> Result<RgbImage, String> {
    let inks = if is_cmyk(bytes) { Inks::new(profile) } else { None };
    let space = if inks.is_some() { ColorSpace::CMYK } else { ColorSpace::RGB };
    let decode = |space| {
        let options = options().jpeg_set_out_colorspace(space);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
        let pixels = decoder.decode().map_err(|error| error.to_string());
        pixels.map(|pixels| (pixels, decoder.dimensions().unwrap_or_default()))
    };
    let (pixels, (width, height)) = match (&inks, decode(space)) {
        // Inks that come as brightness and hue: the plain formula will do.
        (Some(_), Err(_)) => decode(ColorSpace::RGB)?,
        (Some(inks), Ok((pixels, size))) => {
            // Photoshop writes paper where others write ink.
            let colour = |ink: &[u8]| inks.colour([255 - ink[0], 255 - ink[1], 255 - ink[2], 255 - ink[3]]);
            (pixels.chunks_exact(4).flat_map(colour).collect(), size)
        }
        (None, decoded) => decoded?,
    };
    let [width, height] = [width, height].map(|side| u32::try_from(side).unwrap_or_default());
    RgbImage::from_raw(width, height, pixels).ok_or_else(|| "it has fewer pixels than it says".to_owned())
}

fn on_white(picture: &DynamicImage) -> RgbImage {
    let picture = picture.to_rgba8();
    let mut flat = RgbImage::new(picture.width(), picture.height());
    for (to, from) in flat.pixels_mut().zip(picture.pixels()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        to.0 = [red, green, blue]
            .map(|value| u8::try_from((value * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX));
    }
    flat
}

/// How many pictures a GIF holds, by its blocks; two are enough to know.
fn frames_of_gif(bytes: &[u8]) -> usize {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + bytes.get(10).map_or(0, |flags| table(*flags));
    let mut n_frames = 0;
    loop {
        match bytes.get(at) {
            Some(0x21) => at += 2,
            Some(0x2c) => {
                n_frames += 1;
                at += 11 + bytes.get(at + 9).map_or(0, |flags| table(*flags));
            }
            _ => return n_frames,
        }
        while let Some(length) = bytes.get(at).copied() {
            at += 1 + usize::from(length);
            if length == 0 {
                break;
            }
        }
        if n_frames > 1 {
            return n_frames;
        }
    }
}
