//! The pixels of a card, and the JPEG of them.

use cosmic_text::Command;
use zeno::Mask;

/// The size that sites show a shared link with.
pub(in crate::prerender) const WIDTH: u32 = 1200;
/// See [`WIDTH`].
pub(in crate::prerender) const HEIGHT: u32 = 630;

/// What the file may weigh: above 300 kB WhatsApp shows no picture.
const MOST_BYTES: usize = 300_000;

/// A colour in sRGB.
pub(super) type Colour = [u8; 3];

/// A card, pixel by pixel.
pub(super) struct Canvas(Vec<u8>);

impl Canvas {
    pub(super) fn new(paper: Colour) -> Self {
        Self(paper.repeat((WIDTH * HEIGHT) as usize))
    }

    /// Fills a rectangle of whole pixels.
    pub(super) fn rectangle(&mut self, [x, y, width, height]: [u32; 4], colour: Colour) {
        for row in y..(y + height).min(HEIGHT) {
            let [from, until] = [x, (x + width).min(WIDTH)].map(|x| ((row * WIDTH + x) * 3) as usize);
            self.0[from..until].as_chunks_mut().0.fill(colour);
        }
    }

    /// Fills an outline; what of it is beyond the card is left out.
    pub(super) fn fill(&mut self, path: &[Command], colour: Colour) {
        let (mask, place) = Mask::new(path).render();
        for (row, covers) in (place.top..).zip(mask.chunks(place.width.max(1) as usize)) {
            for (column, cover) in (place.left..).zip(covers).filter(|(_, cover)| **cover > 0) {
                let (Ok(x), Ok(y)) = (u32::try_from(column), u32::try_from(row)) else { continue };
                let at = ((y * WIDTH + x) * 3) as usize;
                let Some(pixel) = self.0.get_mut(at..at + 3).filter(|_| x < WIDTH) else { continue };
                for (channel, ink) in pixel.iter_mut().zip(colour) {
                    let [cover, ink, paper] = [*cover, ink, *channel].map(u32::from);
                    *channel = ((ink * cover + paper * (255 - cover) + 127) / 255) as u8;
                }
            }
        }
    }

    /// The card as JPEG, in the best quality that is light enough; `None` where there is none.
    pub(super) fn jpeg(&self) -> Option<Vec<u8>> {
        [90, 80, 65, 50].into_iter().find_map(|quality| {
            let mut bytes = Vec::new();
            let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, quality);
            // Letters in colour lose their edges where colour is halved.
            encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_1_1);
            encoder.set_optimized_huffman_tables(true);
            encoder.encode(&self.0, WIDTH as u16, HEIGHT as u16, jpeg_encoder::ColorType::Rgb).ok()?;
            (bytes.len() < MOST_BYTES).then_some(bytes)
        })
    }
}
