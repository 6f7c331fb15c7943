//! Pictures in the sizes and formats that pages ask for. Each is a pure function of its picture: one thread, no
//! instructions that only some processors have.

use image::DynamicImage;
use image::imageops::FilterType;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use ravif::{BitDepth, Img, RGB8};

use super::container::{exif, webp_with_exif};
use super::original::Original;
use crate::edition::PictureFormat;
use crate::model::Focus;

/// Changes whenever the same picture would come out otherwise: with a number here, a quality, or an encoder.
pub(super) const RECIPE: &str =
    "3: libwebp-sys 0.9.6, ravif 0.13.0, rav1e 0.8.1, jpeg-encoder 0.7.1, image 0.25.10, zune-jpeg 0.5.15";

/// The widths of what pages show, from a thumbnail to a wide screen (docs/decisions/0021-pictures.md).
const WEBP_WIDTHS: [u32; 7] = [160, 240, 360, 540, 800, 1_200, 1_600];

/// In AVIF up to a phone's lead: larger ones take longer than all others together.
const AVIF_WIDTHS: [u32; 6] = [160, 240, 360, 540, 800, 1_200];

/// Those for browsers that know no better; the largest closes the list of AVIF.
const JPEG_WIDTHS: [u32; 3] = [360, 800, 1_600];

/// What others show beside a link.
const SHARE: (u32, u32) = (1_200, 630);

/// What search engines ask for.
const CROPS: [(u32, u32); 3] = [(1_200, 675), (1_200, 900), (1_200, 1_200)];

/// What a share image may weigh: WhatsApp leaves out what is heavier.
const MOST_SHARE_BYTES: usize = 300_000;

const WEBP_QUALITY: f32 = 60.0;
const WEBP_METHOD: i32 = 4;
const AVIF_QUALITY: f32 = 60.0;
const AVIF_SPEED: u8 = 6;
const JPEG_QUALITY: u8 = 72;
const SHARE_QUALITIES: [u8; 6] = [84, 76, 68, 58, 45, 30];

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) enum Use {
    /// A page, in browsers that know the better format.
    Modern,
    /// A page, in others.
    Jpeg,
    Share,
    Crop,
}

/// A file made of a picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Encoded {
    pub(super) used: Use,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) bytes: Vec<u8>,
}

/// The widths for a picture: none larger than itself, none that is almost another, and its own.
fn widths(all: &[u32], width: u32) -> Vec<u32> {
    let most = all.last().copied().unwrap_or_default().min(width);
    let mut widths: Vec<u32> = all.iter().copied().filter(|step| step * 10 < most * 9).collect();
    widths.push(most);
    widths
}

/// What a newsroom asks of all its pictures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wishes {
    pub(super) format: PictureFormat,
    /// Whether their files go on saying whose they are.
    pub(super) with_credit: bool,
}

/// All files of a picture. Of one that leads a story, the crops too.
pub(super) fn encode(
    original: &Original,
    is_lead: bool,
    focus: Option<Focus>,
    Wishes { format, with_credit }: Wishes,
) -> Result<Vec<Encoded>, String> {
    let picture = &original.picture;
    let exif = exif(1, if with_credit { &original.credit } else { &[] });
    let (width, height) = (picture.width(), picture.height());
    let mut files = Vec::new();
    if !original.is_transparent {
        // From the largest down, each from one that is at least twice as wide: so no step costs more than it must.
        let mut made = vec![picture.clone()];
        let modern: &[u32] = match format {
            PictureFormat::WebP => &WEBP_WIDTHS,
            PictureFormat::Avif => &AVIF_WIDTHS,
        };
        for width in widths(modern, width).into_iter().rev() {
            let from = made.iter().rev().find(|from| from.width() >= 2 * width).unwrap_or(picture);
            let scaled = scaled(from, width, proportional(picture, width));
            let bytes = match format {
                PictureFormat::WebP => webp(&scaled, WEBP_QUALITY, &exif)?,
                PictureFormat::Avif => avif(&scaled, AVIF_QUALITY, AVIF_SPEED, &exif)?,
            };
            files.push(encoded(Use::Modern, &scaled, bytes));
            made.push(scaled);
        }
        for width in widths(&JPEG_WIDTHS, width).into_iter().rev() {
            let same = made.iter().find(|made| made.width() == width).cloned();
            let scaled = same.unwrap_or_else(|| scaled(picture, width, proportional(picture, width)));
            files.push(encoded(Use::Jpeg, &scaled, jpeg(&scaled, JPEG_QUALITY, &exif)?));
        }
    }
    files.sort_by_key(|file| file.width);
    if is_lead {
        let cut = cropped(picture, SHARE, focus);
        let mut bytes = Vec::new();
        for quality in SHARE_QUALITIES {
            bytes = jpeg(&cut, quality, &exif)?;
            if bytes.len() < MOST_SHARE_BYTES {
                break;
            }
        }
        files.push(encoded(Use::Share, &cut, bytes));
        for shape in CROPS {
            let cut = cropped(picture, shape, focus);
            files.push(encoded(Use::Crop, &cut, jpeg(&cut, JPEG_QUALITY, &exif)?));
        }
    }
    debug_assert!(files.iter().all(|file| file.width <= width && file.height <= height));
    Ok(files)
}

fn encoded(used: Use, picture: &DynamicImage, bytes: Vec<u8>) -> Encoded {
    Encoded { used, width: picture.width(), height: picture.height(), bytes }
}

fn proportional(picture: &DynamicImage, width: u32) -> u32 {
    let (all, height) = (u64::from(picture.width()), u64::from(picture.height()));
    u32::try_from((u64::from(width) * height + all / 2) / all).unwrap_or(1).max(1)
}

/// Scaled down by a filter of polynomials: one with sines depends on whose they are.
fn scaled(picture: &DynamicImage, width: u32, height: u32) -> DynamicImage {
    match (picture.width(), picture.height()) == (width, height) {
        true => picture.clone(),
        false => picture.resize_exact(width, height, FilterType::CatmullRom),
    }
}

/// The largest part of a shape, around what must stay in view, scaled down to at most that size.
pub(super) fn cropped(picture: &DynamicImage, (width, height): (u32, u32), focus: Option<Focus>) -> DynamicImage {
    let [x, y, inner_width, inner_height] = part((picture.width(), picture.height()), (width, height), focus);
    let cut = picture.crop_imm(x, y, inner_width, inner_height);
    match inner_width > width {
        true => scaled(&cut, width, height),
        false => cut,
    }
}

/// Start and size of a part of a shape; as the sheet has it, in the upper middle where nothing is said.
fn part((width, height): (u32, u32), (shape_width, shape_height): (u32, u32), focus: Option<Focus>) -> [u32; 4] {
    let [w, h, sw, sh] = [width, height, shape_width, shape_height].map(u64::from);
    let (inner_width, inner_height) = if w * sh > h * sw { (h * sw / sh, h) } else { (w, w * sh / sw) };
    let (inner_width, inner_height) = (inner_width.max(1), inner_height.max(1));
    let Focus { x, y } = focus.unwrap_or(Focus { x: 50, y: 30 });
    // The point in the middle where there is room for that: a face at a third of a group's width is not cut in half.
    let start =
        |all: u64, inner: u64, percent: u8| (all * u64::from(percent) / 100).saturating_sub(inner / 2).min(all - inner);
    [start(w, inner_width, x), start(h, inner_height, y), inner_width, inner_height]
        .map(|side| u32::try_from(side).unwrap_or_default())
}

fn webp(picture: &DynamicImage, quality: f32, exif: &[u8]) -> Result<Vec<u8>, String> {
    let wrong = |reason: &dyn std::fmt::Debug| format!("libwebp refuses it: {reason:?}");
    let mut config = webp::WebPConfig::new().map_err(|()| wrong(&"its version is another"))?;
    config.quality = quality;
    config.method = WEBP_METHOD;
    let (width, height) = (picture.width(), picture.height());
    let encoder = webp::Encoder::from_rgb(picture.as_bytes(), width, height);
    let bytes = encoder.encode_advanced(&config).map_err(|reason| wrong(&reason))?;
    Ok(match exif {
        [] => bytes.to_vec(),
        exif => webp_with_exif(&bytes, (width, height), exif),
    })
}

fn avif(picture: &DynamicImage, quality: f32, speed: u8, exif: &[u8]) -> Result<Vec<u8>, String> {
    let pixels: Vec<RGB8> =
        picture.as_bytes().chunks_exact(3).map(|pixel| RGB8::new(pixel[0], pixel[1], pixel[2])).collect();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let encoder = ravif::Encoder::new()
        .with_quality(quality)
        .with_speed(speed)
        .with_bit_depth(BitDepth::Eight)
        .with_num_threads(Some(1));
    let encoder = if exif.is_empty() { encoder } else { encoder.with_exif(exif) };
    encoder
        .encode_rgb(Img::new(&pixels, width, height))
        .map(|encoded| encoded.avif_file)
        .map_err(|error| error.to_string())
}

fn jpeg(picture: &DynamicImage, quality: u8, exif: &[u8]) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let sizes = u16::try_from(picture.width()).ok().zip(u16::try_from(picture.height()).ok());
    let (width, height) = sizes.ok_or_else(|| "it is too large for a JPEG".to_owned())?;
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    if !exif.is_empty() {
        encoder.add_exif_metadata(exif).map_err(|error| error.to_string())?;
    }
    encoder.encode(picture.as_bytes(), width, height, ColorType::Rgb).map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// The mean colour, in the three digits that a sheet reads.
pub(super) fn tone(picture: &DynamicImage) -> String {
    let small = picture.thumbnail_exact(16, 16);
    let mut sums = [0_u32; 3];
    for pixel in small.as_bytes().chunks_exact(3) {
        for (sum, value) in sums.iter_mut().zip(pixel) {
            *sum += u32::from(*value);
        }
    }
    sums.iter().fold("#".to_owned(), |tone, sum| format!("{tone}{:x}", (sum / 256 * 15 + 127) / 255))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of docs/decisions/0021-pictures.md: bench/pictures.py reads what this writes.
    #[test]
    #[ignore = "with KHABAR_MEASURE set it writes files for bench/pictures.py, which compares them"]
    fn formats_and_qualities_side_by_side() {
        // It takes a quarter of an hour, and proves nothing.
        if std::env::var_os("KHABAR_MEASURE").is_none() {
            return;
        }
        let folder = std::path::Path::new("target/bench/pictures");
        std::fs::create_dir_all(folder).unwrap();
        for name in ["port-cranes", "fish-market", "portrait-reef", "parliament-hall"] {
            let bytes = std::fs::read(format!("public/media/{name}.jpg")).unwrap();
            let started = std::time::Instant::now();
            let original = super::super::original::read(&bytes).unwrap();
            println!("{name} read {:?}", started.elapsed());
            for width in [360, 1_080] {
                let started = std::time::Instant::now();
                let picture = scaled(&original.picture, width, proportional(&original.picture, width));
                println!("{name} {width} scaled {:?}", started.elapsed());
                let write = |ending: &str, bytes: &[u8]| {
                    std::fs::write(folder.join(format!("{name}.{width}.{ending}")), bytes).unwrap()
                };
                picture.save(folder.join(format!("{name}.{width}.png"))).unwrap();
                for quality in [30, 45, 60, 75, 85, 92] {
                    let started = std::time::Instant::now();
                    let bytes = webp(&picture, quality as f32, &[]).unwrap();
                    println!("{name} {width} webp {quality} {:?} {}", started.elapsed(), bytes.len());
                    write(&format!("q{quality}.webp"), &bytes);
                }
                for speed in [6, 8, 10] {
                    for quality in [45, 55, 65, 75] {
                        let started = std::time::Instant::now();
                        let bytes = avif(&picture, quality as f32, speed, &[]).unwrap();
                        println!(
                            "{name} {width} avif speed {speed} quality {quality} {:?} {}",
                            started.elapsed(),
                            bytes.len()
                        );
                        write(&format!("s{speed}q{quality}.avif"), &bytes);
                    }
                }
                for quality in [60, 70, 78, 84] {
                    let started = std::time::Instant::now();
                    let bytes = jpeg(&picture, quality, &[]).unwrap();
                    println!("{name} {width} jpeg {quality} {:?} {}", started.elapsed(), bytes.len());
                    write(&format!("q{quality}.jpg"), &bytes);
                }
            }
        }
    }

    #[test]
    fn no_width_is_larger_than_the_picture_or_almost_another() {
        assert_eq!(widths(&AVIF_WIDTHS, 1_600), AVIF_WIDTHS);
        assert_eq!(widths(&AVIF_WIDTHS, 1_000), [160, 240, 360, 540, 800, 1_000]);
        assert_eq!(widths(&AVIF_WIDTHS, 570), [160, 240, 360, 570]);
        assert_eq!(widths(&AVIF_WIDTHS, 1), [1]);
    }

    #[test]
    fn a_part_has_its_shape_and_keeps_what_matters() {
        assert_eq!(part((1_600, 900), (1_200, 1_200), None), [350, 0, 900, 900]);
        assert_eq!(part((1_600, 900), (1_200, 1_200), Some(Focus { x: 0, y: 50 })), [0, 0, 900, 900]);
        assert_eq!(part((1_600, 900), (1_200, 1_200), Some(Focus { x: 40, y: 50 })), [190, 0, 900, 900]);
        assert_eq!(part((1_000, 2_000), (1_200, 675), Some(Focus { x: 50, y: 100 })), [0, 1_438, 1_000, 562]);
        assert_eq!(part((1, 1), (1_200, 630), None), [0, 0, 1, 1]);
        assert_eq!(part((1, 5_000), (1_200, 630), None), [0, 1_500, 1, 1]);
    }
}
