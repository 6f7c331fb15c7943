//! Khabar publishes news in Arabic: one crate that is a reader's app in the browser and a builder natively.
//!
//! The modules, in reading order. Each row may use only rows above it, and names in one row never use each
//! other; `tests/suite/house_rules.rs` holds us to it.
//!
//! ```text
//! model · arabic · platform
//! edition · address
//! source · components
//! pages
//! app
//! prerender
//! main
//! ```

pub mod model;

pub mod arabic;
pub mod platform;

pub mod address;
pub mod edition;

pub mod components;
pub mod source;

pub mod pages;

pub mod app;

#[cfg(not(target_arch = "wasm32"))]
pub mod prerender;
