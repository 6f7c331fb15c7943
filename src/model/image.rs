//! A picture, with the space that it takes before it arrives.

use super::{Source, Text};

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// The file.
    pub url: Picture,
    /// Of the file, in pixels: keeps the picture's place before it arrives.
    pub width: u32,
    /// Of the file, in pixels.
    pub height: u32,
    /// What it shows, for those who do not see it; empty for decoration.
    pub alt: String,
    /// What must stay in view when it is cropped.
    pub focus: Option<Focus>,
    /// What it shows, for all.
    pub caption: Option<Text>,
    /// Who made it.
    pub credit: Option<String>,
}

/// Where a picture is, and what a build made of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The file as the newsroom delivered it.
    pub file: Source,
    /// Files in other sizes, as a page names them: a media type, the `srcset` of that type, the one in JPEG, and the
    /// picture's mean colour. Nothing, where it is shown as it was delivered.
    pub made: Vec<String>,
}

impl std::ops::Deref for Picture {
    type Target = Source;

    fn deref(&self) -> &Source {
        &self.file
    }
}

/// A point in a picture, in per cent of its width and height from the top left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    /// From the left edge, 0 to 100.
    pub x: u8,
    /// From the top edge, 0 to 100.
    pub y: u8,
}
