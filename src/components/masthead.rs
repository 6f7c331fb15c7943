//! The top of each page.

use leptos::prelude::*;

use super::navigation::{MenuItem, navigation};
use super::{masthead_date, nameplate, theme_switch};
use crate::edition::Site;

/// The top of each page: date, name and menu. `current` is the path of the page that is shown, `branch`
/// that of the section that it belongs to.
pub fn masthead(site: &Site, menu: &[MenuItem], current: &str, branch: &str) -> impl IntoView + use<> {
    view! {
        <header class="masthead">
            {masthead_date::masthead_date(site)}
            {theme_switch::theme_switch(site)}
            {nameplate::nameplate(site)}
            {navigation(site, menu, current, branch)}
        </header>
    }
}
