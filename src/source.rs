//! Where news comes from: text in, model values out. Wire forms are born and die here.
//!
//! Reading has two steps. [`json`] makes a tree of the text that keeps where each value stands;
//! [`contract`] makes model values of the tree by an allow-list, and records what it could not use.

pub mod contract;
pub mod json;
pub mod load;
pub mod page_data;
pub mod reader;

pub use load::SourceError;
pub use page_data::{PageData, PageKind};
pub use reader::{Level, Problem};

/// The version of the content contract that this program writes and reads.
pub const CONTENT_VERSION: u32 = 1;
