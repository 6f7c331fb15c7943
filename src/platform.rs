//! The machine underneath: the browser, or natively its absence. The one user of `web_sys` and `js_sys`, and
//! the one place where the compile target is asked.
//!
//! Both twins have the same signatures. Each function says what it does without a browser.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
pub use browser::{
    Abort, Acted, LinkEvent, Ticker, Timer, after, announce_fault, attribute, base_path, create_element, element_text,
    fetch, focus_headline, headline_has_focus, history_key, is_drawn, load, location, log_error, mark_menu, now_millis,
    on_act, on_history, on_leaving, on_link_click, on_link_intent, on_return, on_scroll, page_node, paths_near,
    prefers_reduced_motion, push_history, put_page, reload, replace_history, reveal, rewrite_times, saves_data,
    scroll_position, scroll_to, scroll_to_hash, session_get, session_set, set_head, start_ticker, store, stored,
    take_over, take_scrolling, title, when_idle,
};

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(not(target_arch = "wasm32"))]
pub use native::{
    Abort, Acted, LinkEvent, Ticker, Timer, after, announce_fault, attribute, base_path, create_element, element_text,
    fetch, focus_headline, headline_has_focus, history_key, is_drawn, load, location, log_error, mark_menu, now_millis,
    on_act, on_history, on_leaving, on_link_click, on_link_intent, on_return, on_scroll, page_node, paths_near,
    prefers_reduced_motion, push_history, put_page, reload, replace_history, reveal, rewrite_times, saves_data,
    scroll_position, scroll_to, scroll_to_hash, session_get, session_set, set_head, start_ticker, store, stored,
    take_over, take_scrolling, title, when_idle,
};

/// What came back for a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub text: String,
}

/// Why nothing came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// The request was taken back.
    Aborted,
    /// The network failed, or took too long.
    Network(String),
    /// The body is larger than anything we would read.
    TooLarge,
}

/// Where the reader is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// The path, as the browser encodes it.
    pub path: String,
    /// The query with its question mark, or nothing.
    pub query: String,
    /// The fragment with its hash sign, or nothing.
    pub hash: String,
}
