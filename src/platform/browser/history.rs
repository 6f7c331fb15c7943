//! Where the reader is, was, and how far down the page.

use wasm_bindgen::prelude::*;
use web_sys::{Event, History, ScrollRestoration, Storage};

use super::super::Location;
use super::{document, listen, member, window};

/// Where the reader is.
pub fn location() -> Location {
    let Some(location) = window().map(|window| window.location()) else {
        return Location::default();
    };
    Location {
        path: location.pathname().unwrap_or_default(),
        query: location.search().unwrap_or_default(),
        hash: location.hash().unwrap_or_default(),
    }
}

fn history() -> Option<History> {
    window()?.history().ok()
}

/// The key of the history entry that is shown, if we gave it one.
pub fn history_key() -> Option<i64> {
    let state = history()?.state().ok()?;
    #[expect(clippy::cast_possible_truncation, reason = "keys are milliseconds, far below 2^53")]
    member(&state, "key")?.as_f64().map(|key| key as i64)
}

fn state(key: i64) -> JsValue {
    let state = js_sys::Object::new();
    #[expect(clippy::cast_precision_loss, reason = "keys are milliseconds, far below 2^53")]
    let _ = js_sys::Reflect::set(&state, &"key".into(), &JsValue::from_f64(key as f64));
    state.into()
}

fn url(location: &Location) -> String {
    format!("{}{}{}", location.path, location.query, location.hash)
}

/// Adds a history entry.
pub fn push_history(location: &Location, key: i64) {
    if let Some(history) = history() {
        let _ = history.push_state_with_url(&state(key), "", Some(&url(location)));
    }
}

/// Gives the history entry that is shown another address and key.
pub fn replace_history(location: &Location, key: i64) {
    if let Some(history) = history() {
        let _ = history.replace_state_with_url(&state(key), "", Some(&url(location)));
    }
}

/// Calls when the reader goes back or forward.
pub fn on_history(moved: impl Fn() + 'static) {
    if let Some(window) = window() {
        listen::<Event>(&window, "popstate", move |_| moved());
    }
}

/// Calls when the page is left or put aside; it may come back from there.
pub fn on_leaving(leave: impl Fn() + 'static) {
    if let Some(window) = window() {
        listen::<Event>(&window, "pagehide", move |_| leave());
    }
}

/// Calls when a page that was put aside whole is taken up again.
pub fn on_return(back: impl Fn() + 'static) {
    if let Some(window) = window() {
        listen::<Event>(&window, "pageshow", move |event| {
            if member(&event, "persisted").is_some_and(|persisted| persisted.is_truthy()) {
                back();
            }
        });
    }
}

/// Takes the place within the page into our hands, or gives it back to the browser: between two pages of the app
/// only we know when the page is there, and when a document is loaded only the browser is.
pub fn take_scrolling(is_ours: bool) {
    if let Some(history) = history() {
        let way = if is_ours { ScrollRestoration::Manual } else { ScrollRestoration::Auto };
        let _ = history.set_scroll_restoration(way);
    }
}

/// How far the page is scrolled, in CSS pixels.
pub fn scroll_position() -> (i32, i32) {
    let Some(window) = window() else {
        return (0, 0);
    };
    #[expect(clippy::cast_possible_truncation, reason = "pages are shorter than 2^31 pixels")]
    let whole = |offset: Result<f64, JsValue>| offset.unwrap_or_default().round() as i32;
    (whole(window.scroll_x()), whole(window.scroll_y()))
}

/// Calls when the page is scrolled.
pub fn on_scroll(scrolled: impl Fn() + 'static) {
    if let Some(window) = window() {
        listen::<Event>(&window, "scroll", move |_| scrolled());
    }
}

/// Scrolls the page at once.
pub fn scroll_to((x, y): (i32, i32)) {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(x.into(), y.into());
    }
}

/// Has the browser load the document of a place; `is_new` makes a history entry for it.
pub fn load(location: &Location, is_new: bool) {
    match window().filter(|_| is_new) {
        Some(window) => drop(window.location().assign(&url(location))),
        None => reload(),
    }
}

/// Loads the document anew.
pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// The identifier that the address's fragment names, decoded.
fn hash_target() -> Option<String> {
    let hash = location().hash;
    let name = hash.strip_prefix('#').filter(|name| !name.is_empty())?;
    js_sys::decode_uri_component(name).ok().map(String::from)
}

/// Scrolls to the element that the address's fragment names; `false` where there is none.
pub fn scroll_to_hash() -> bool {
    let element = hash_target().and_then(|id| document()?.get_element_by_id(&id));
    element.as_ref().inspect(|element| element.scroll_into_view()).is_some()
}

fn session() -> Option<Storage> {
    window()?.session_storage().ok().flatten()
}

/// What this tab remembers.
pub fn session_get(name: &str) -> Option<String> {
    session()?.get_item(name).ok().flatten()
}

/// Makes this tab remember.
pub fn session_set(name: &str, value: &str) {
    if let Some(storage) = session() {
        let _ = storage.set_item(name, value);
    }
}

/// What this device remembers.
pub fn stored(name: &str) -> Option<String> {
    window()?.local_storage().ok().flatten()?.get_item(name).ok().flatten()
}

/// Makes this device remember, or forget.
pub fn store(name: &str, value: Option<&str>) {
    let Some(storage) = window().and_then(|window| window.local_storage().ok().flatten()) else {
        return;
    };
    let _ = match value {
        Some(value) => storage.set_item(name, value),
        None => storage.remove_item(name),
    };
}
