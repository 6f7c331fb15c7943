//! The browser, by its own interfaces. Storage, focus and history may be refused by a browser's settings;
//! the page must go on without them, so such failures are dropped here.

mod frames;
mod history;
mod links;
mod network;
mod time;

pub use history::{
    history_key, load, location, on_history, on_leaving, on_return, on_scroll, push_history, reload, replace_history,
    scroll_position, scroll_to, scroll_to_hash, session_get, session_set, store, stored, take_scrolling,
};
pub use links::{Acted, LinkEvent, on_act, on_link_click, on_link_intent, paths_near};
pub use network::{Abort, fetch, saves_data};
pub use time::{Ticker, Timer, after, now_millis, prefers_reduced_motion, start_ticker, when_idle};

use any_spawner::Executor;
use js_sys::Reflect;
use leptos::IntoView;
use leptos::prelude::{Owner, RenderHtml};
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::view::PositionState;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement, Node, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// Calls for an event, for as long as the page lives.
fn listen<E: JsCast>(target: &web_sys::EventTarget, name: &str, call: impl Fn(E) + 'static) {
    let call = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| call(event.unchecked_into()));
    let _ = target.add_event_listener_with_callback(name, call.as_ref().unchecked_ref());
    call.forget();
}

/// Prints a line to the console, as an error.
pub fn log_error(line: &str) {
    web_sys::console::error_1(&line.into());
}

/// The path under which the site is served, as the document says.
pub fn base_path() -> String {
    let root = document().and_then(|document| document.document_element());
    root.and_then(|root| root.get_attribute("data-base")).unwrap_or_else(|| "/".to_owned())
}

/// The text of an element.
pub fn element_text(id: &str) -> Option<String> {
    document()?.get_element_by_id(id)?.text_content()
}

/// Shows an element that the page keeps hidden.
pub fn reveal(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        let _ = element.remove_attribute("hidden");
    }
}

/// Writes the text of times anew, from their `datetime`.
pub fn rewrite_times(selector: &str, text: impl Fn(&str) -> Option<String>) {
    each(selector, |time| {
        let text = time.get_attribute("datetime").and_then(|datetime| text(&datetime));
        if text.is_some() && text != time.text_content() {
            time.set_text_content(text.as_deref());
        }
    });
}

/// Makes a panic print its reason; the loader, which hears the exception that follows, tells the reader.
pub fn announce_fault() {
    std::panic::set_hook(Box::new(|reason| log_error(&format!("Khabar: {reason}"))));
}

/// Takes over what stands in the element that the app owns, as it stands; `false` where the document has none.
///
/// Leptos' own way in brings a context for data that a server resolved; there is none here, so this asks the view
/// itself.
pub fn take_over<V: IntoView + 'static>(app: impl FnOnce() -> V + 'static) -> bool {
    let Some(root) = document().and_then(|document| document.get_element_by_id("khabar")) else {
        return false;
    };
    // It can only say that there is one already.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let state = owner.with(|| app().into_view().hydrate::<true>(&Cursor::new(root), &PositionState::default()));
    // They live as long as the page.
    std::mem::forget((owner, state));
    true
}

/// What stands between masthead and the end of the frame.
pub fn page_node() -> Option<Element> {
    document()?.query_selector("#khabar .page").ok().flatten()
}

/// Whether the builder drew the page into the document.
pub fn is_drawn() -> bool {
    !attribute("#khabar", "data-shape").is_empty()
}

/// Puts a page in the place of the one that is shown: a new one from its top, or one whose whole length must be known.
pub fn put_page(page: &Element, is_new: bool) {
    let _ = page.set_attribute("data-new", if is_new { "true" } else { "" });
    if let Some(shown) = page_node().filter(|shown| shown != page)
        && let Some(frame) = shown.parent_node()
    {
        let _ = frame.insert_before(page, Some(&shown));
        shown.remove();
    }
}

thread_local! {
    /// Where nothing is shown, so that no picture is fetched: the document that the contents of templates belong to.
    static NOWHERE: Option<Document> = {
        let template = document().and_then(|document| document.create_element("template").ok());
        let content = template.and_then(|template| member(&template, "content"));
        content.and_then(|content| content.unchecked_ref::<Node>().owner_document())
    };
}

/// Makes an element that stands nowhere yet. A picture is not fetched before it is put into the document.
pub fn create_element(tag: &str) -> Element {
    let made = NOWHERE.with(|nowhere| nowhere.as_ref().and_then(|nowhere| nowhere.create_element(tag).ok()));
    made.unwrap_or_else(|| Rndr::create_element(tag, None))
}

/// Marks the entries of the menu; `mark` gives the value for a link.
pub fn mark_menu(mark: impl Fn(&str) -> Option<&'static str>) {
    each(".navigation a", |link| {
        let value = link.get_attribute("href").and_then(|href| mark(&href));
        match value {
            Some(value) => drop(link.set_attribute("aria-current", value)),
            None => drop(link.remove_attribute("aria-current")),
        }
    });
}

/// Calls for each element that a selector finds.
fn each(selector: &str, call: impl Fn(&Element)) {
    let Some(found) = document().and_then(|document| document.query_selector_all(selector).ok()) else {
        return;
    };
    for index in 0..found.length() {
        if let Some(element) = found.item(index).and_then(|node| node.dyn_into().ok()) {
            call(&element);
        }
    }
}

/// The value of an attribute of the first element that a selector finds; empty without it.
pub fn attribute(selector: &str, name: &str) -> String {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    found.and_then(|element| element.get_attribute(name)).unwrap_or_default()
}

/// The document's title.
pub fn title() -> String {
    document().map(|document| document.title()).unwrap_or_default()
}

/// Writes what the head says of the page.
pub fn set_head(title: &str, description: &str, canonical: &str) {
    let Some(document) = document() else { return };
    document.set_title(title);
    let is_page = !canonical.is_empty();
    set_in_head(&document, "meta", "name", "description", "content", Some(description));
    set_in_head(&document, "link", "rel", "canonical", "href", is_page.then_some(canonical));
    // What says that there is no page must not be kept for one.
    set_in_head(&document, "meta", "name", "robots", "content", (!is_page).then_some("noindex"));
}

/// Gives an element of the head its value: makes it where it is missing, takes it away without one.
fn set_in_head(document: &Document, tag: &str, key: &str, name: &str, attribute: &str, value: Option<&str>) {
    let found = document.query_selector(&format!("head {tag}[{key}={name}]")).ok().flatten();
    match (found, value) {
        (Some(element), Some(value)) => {
            let _ = element.set_attribute(attribute, value);
        }
        (Some(element), None) => element.remove(),
        (None, Some(value)) => {
            if let (Ok(element), Some(head)) = (document.create_element(tag), document.head()) {
                let _ = element.set_attribute(key, name);
                let _ = element.set_attribute(attribute, value);
                let _ = head.append_child(&element);
            }
        }
        (None, None) => {}
    }
}

/// Moves the focus to the page's headline, where a browser's own navigation would begin to read.
pub fn focus_headline() {
    let headline = document().and_then(|document| document.query_selector("main h1").ok().flatten());
    if let Some(headline) = headline.and_then(|headline| headline.dyn_into::<HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = headline.focus_with_options(&options);
    }
}

/// Whether the page's headline has the focus.
pub fn headline_has_focus() -> bool {
    let focused = document().and_then(|document| document.active_element());
    focused.is_some_and(|focused| focused.matches("main h1").unwrap_or_default())
}

/// A member of an object that `web_sys` has no type for.
fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}
