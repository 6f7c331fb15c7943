//! Arabic text: digits, plurals, tatweel and direction. Pure functions over text.

pub mod bidi;
pub mod digits;
pub mod isolation;
pub mod letters;
pub mod plural;
pub mod tatweel;
