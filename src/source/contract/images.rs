//! Pictures.

use super::super::reader::record;
use crate::model::Image;

record! {
    /// A picture.
    Image {
        /// The file.
        url: required,
        /// The file's width in pixels: keeps the picture's place before it arrives.
        width: expected,
        /// The file's height in pixels.
        height: expected,
        /// What it shows, for those who do not see it; \"\" for decoration.
        alt: expected,
        /// The point that stays in view when the picture is cropped, from the top left: [0.5, 0.3].
        focus: optional,
        /// What it shows, for all.
        caption: optional,
        /// Who made it.
        credit: optional,
    }
}
