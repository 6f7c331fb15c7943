//! How the app comes to life in a browser.

use std::rc::Rc;
use std::sync::Arc;

use super::navigator::Navigator;
use super::{Shown, frame};
use crate::pages::{Context, empty_view};
use crate::platform;
use crate::source::page_data::read_site_data;

/// Where the document carries what every page shares.
const SITE_DATA: &str = "site-data";

/// What the document shows in both languages when that cannot be read.
const SITE_BROKEN: &str = "site-broken";

/// Brings the open document to life. Without a browser there is none, and nothing happens.
pub fn start() {
    platform::announce_fault();
    let context = match context() {
        Ok(context) => Arc::new(context),
        Err(reason) => {
            platform::log_error(&format!("Khabar: site.json: {reason}"));
            if !platform::is_drawn() {
                platform::reveal(SITE_BROKEN);
            }
            return;
        }
    };
    let is_alive = platform::take_over({
        move || {
            let shown = Shown::new();
            let navigator = Navigator::new(context.clone(), shown);
            navigator.start();
            count_minutes(navigator);
            // The page, and what the menu marks, stand in the document already.
            frame(&context, shown, empty_view(), "", "")
        }
    });
    if !is_alive {
        platform::log_error("Khabar: index.html: the element with the id \"khabar\" is missing");
    }
}

fn context() -> Result<Context, String> {
    let text = platform::element_text(SITE_DATA).ok_or("the document carries no data of the site")?;
    let reading = read_site_data(&text);
    let data = reading.value.ok_or_else(|| {
        let problem = reading.problems.first();
        problem.map_or_else(String::new, |problem| format!("{}: {}", problem.path, problem.message))
    })?;
    Context::new(data, &platform::base_path())
}

/// Moves the relative times on, by the minute.
fn count_minutes(navigator: Rc<Navigator>) {
    platform::start_ticker(move || {
        navigator.refresh_times();
        u32::try_from(60_000 - platform::now_millis().rem_euclid(60_000)).ok()
    });
}
