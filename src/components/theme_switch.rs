//! The switch between light and dark.

use super::markup::{Element, element};
use crate::edition::Site;

/// The switch between light and dark. The document's script answers it, and remembers the choice.
pub(super) fn theme_switch(site: &Site) -> Element {
    element("button", "theme-switch")
        .attribute("type", "button")
        .attribute("data-act", "theme")
        .attribute("data-needs", "theme")
        .attribute("aria-label", site.edition.words.switch_theme)
}
