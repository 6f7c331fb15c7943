//! Without a browser: there is no page, so nothing is listened to and nothing is shown.

use leptos::tachys::renderer::{Rndr, types};

use super::{FetchError, Location, Response};

/// Takes a request back. Without a browser there is none.
#[derive(Clone, Debug)]
pub struct Abort;

impl Abort {
    /// For a request that will never be.
    #[expect(clippy::new_without_default, reason = "its twin makes something that is no plain default")]
    pub fn new() -> Self {
        Self
    }

    /// Does nothing.
    pub fn abort(&self) {}
}

/// A call in the future. Without a browser it never comes.
#[derive(Debug)]
pub struct Timer;

/// Never calls.
pub fn after(_millis: u32, _call: impl FnOnce() + 'static) -> Timer {
    Timer
}

/// A repeated call. Without a browser it never comes.
#[derive(Debug)]
pub struct Ticker;

impl Ticker {
    /// Does nothing.
    pub fn poke(&self) {}
}

/// Never calls.
pub fn start_ticker(_step: impl Fn() -> Option<u32> + 'static) -> Ticker {
    Ticker
}

/// A link that a reader means to follow.
#[derive(Clone, Debug)]
pub struct LinkEvent {
    /// Where it leads, on this origin.
    pub location: Location,
    /// Whether it leads to a place in the page that is shown.
    pub is_within_page: bool,
}

/// Never calls.
pub fn on_link_click(_follow: impl Fn(&LinkEvent) -> bool + 'static) {}

/// Never calls.
pub fn on_link_intent(_intent: impl Fn(Option<&LinkEvent>) + 'static) {}

/// What was clicked. Without a browser nothing ever is.
#[derive(Clone, Debug)]
pub struct Acted;

impl Acted {
    /// Does nothing.
    pub fn show_frame(&self, _patience_millis: u32, _too_late: &'static str) {}
}

/// Never calls.
pub fn on_act(_act: impl Fn(&str, &Acted) + 'static) {}

/// Never calls.
pub fn on_history(_moved: impl Fn() + 'static) {}

/// Never calls.
pub fn on_leaving(_leave: impl Fn() + 'static) {}

/// Never calls.
pub fn on_return(_back: impl Fn() + 'static) {}

/// Never calls.
pub fn on_scroll(_scrolled: impl Fn() + 'static) {}

/// Never calls.
pub fn when_idle(_call: impl FnOnce() + 'static) {}

/// None.
pub fn paths_near(_selector: &str) -> Vec<String> {
    Vec::new()
}

/// The machine's clock, in milliseconds since 1970.
pub fn now_millis() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.ok().and_then(|since| i64::try_from(since.as_millis()).ok()).unwrap_or_default()
}

/// Prints to standard error.
pub fn log_error(line: &str) {
    eprintln!("{line}");
}

/// Fails: the builder reads files.
pub async fn fetch(_url: &str, _abort: &Abort, _timeout_millis: u32) -> Result<Response, FetchError> {
    Err(FetchError::Network("there is no browser to fetch with".to_owned()))
}

/// `/`.
pub fn base_path() -> String {
    "/".to_owned()
}

/// Takes over nothing.
pub fn take_over<V>(_app: impl FnOnce() -> V + 'static) -> bool {
    false
}

/// Nothing.
pub fn page_node() -> Option<types::Element> {
    None
}

/// No.
pub fn is_drawn() -> bool {
    false
}

/// Does nothing.
pub fn put_page(_page: &types::Element, _is_new: bool) {}

/// Asks Leptos, which has no document either and panics.
pub fn create_element(tag: &str) -> types::Element {
    Rndr::create_element(tag, None)
}

/// Does nothing.
pub fn mark_menu(_mark: impl Fn(&str) -> Option<&'static str>) {}

/// Nothing.
pub fn attribute(_selector: &str, _name: &str) -> String {
    String::new()
}

/// Nothing.
pub fn title() -> String {
    String::new()
}

/// Nothing.
pub fn element_text(_id: &str) -> Option<String> {
    None
}

/// Does nothing.
pub fn reveal(_id: &str) {}

/// Does nothing.
pub fn rewrite_times(_selector: &str, _text: impl Fn(&str) -> Option<String>) {}

/// Does nothing.
pub fn announce_fault() {}

/// Nowhere.
pub fn location() -> Location {
    Location::default()
}

/// Does nothing.
pub fn set_head(_title: &str, _description: &str, _canonical: &str) {}

/// Does nothing.
pub fn focus_headline() {}

/// Does nothing.
pub fn load(_location: &Location, _is_new: bool) {}

/// Does nothing.
pub fn reload() {}

/// No.
pub fn headline_has_focus() -> bool {
    false
}

/// The top of the page.
pub fn scroll_position() -> (i32, i32) {
    (0, 0)
}

/// Does nothing.
pub fn scroll_to(_position: (i32, i32)) {}

/// Does nothing.
pub fn scroll_to_hash() -> bool {
    false
}

/// Does nothing.
pub fn take_scrolling(_is_ours: bool) {}

/// Nothing.
pub fn history_key() -> Option<i64> {
    None
}

/// Does nothing.
pub fn push_history(_location: &Location, _key: i64) {}

/// Does nothing.
pub fn replace_history(_location: &Location, _key: i64) {}

/// Nothing.
pub fn session_get(_name: &str) -> Option<String> {
    None
}

/// Does nothing.
pub fn session_set(_name: &str, _value: &str) {}

/// Nothing.
pub fn stored(_name: &str) -> Option<String> {
    None
}

/// Does nothing.
pub fn store(_name: &str, _value: Option<&str>) {}

/// No.
pub fn prefers_reduced_motion() -> bool {
    false
}

/// No.
pub fn saves_data() -> bool {
    false
}
