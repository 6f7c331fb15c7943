//! Links that a reader means to follow within this site. All that a browser would do by itself is left to it.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlAnchorElement, MouseEvent};

use super::super::Location;
use super::{document, each, listen, location, window};

/// A link that a reader means to follow.
#[derive(Clone, Debug)]
pub struct LinkEvent {
    /// Where it leads, on this origin.
    pub location: Location,
    /// Whether it leads to a place in the page that is shown.
    pub is_within_page: bool,
}

/// Calls for a plain click on a link of this origin within the app; when it answers `true`, the browser does nothing.
///
/// Other buttons, modifier keys, `target`, `download`, other origins, and clicks that somebody else has handled
/// are not asked about.
pub fn on_link_click(follow: impl Fn(&LinkEvent) -> bool + 'static) {
    let Some(document) = document() else { return };
    listen::<MouseEvent>(&document, "click", move |event| {
        let plain = event.button() == 0
            && !event.default_prevented()
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        if !plain {
            return;
        }
        if let Some(link) = link_of(&event)
            && follow(&link)
        {
            event.prevent_default();
        }
    });
}

/// Calls when a pointer, a finger or the focus comes to a link of this origin, and with `None` when it comes to
/// anything else.
pub fn on_link_intent(intent: impl Fn(Option<&LinkEvent>) + 'static) {
    let Some(document) = document() else { return };
    let intent = std::rc::Rc::new(intent);
    for name in ["pointerover", "touchstart", "focusin"] {
        let intent = intent.clone();
        listen::<Event>(&document, name, move |event| {
            intent(link_of(&event).as_ref());
        });
    }
}

/// What was clicked, of the things with a `data-act`.
#[derive(Clone, Debug)]
pub struct Acted(pub(super) Element);

/// Calls for a click on something with a `data-act`, with its value.
pub fn on_act(act: impl Fn(&str, &Acted) + 'static) {
    let Some(document) = document() else { return };
    listen::<MouseEvent>(&document, "click", move |event| {
        let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let element = element.and_then(|element| element.closest("[data-act]").ok().flatten());
        if let Some(element) = element
            && let Some(name) = element.get_attribute("data-act")
        {
            act(&name, &Acted(element));
        }
    });
}

/// The paths of links in what is seen, or half a window below it.
pub fn paths_near(selector: &str) -> Vec<String> {
    let paths = RefCell::new(Vec::new());
    let height = window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default();
    each(selector, |link| {
        let top = link.get_bounding_client_rect().top();
        if let Some(link) = link.dyn_ref::<HtmlAnchorElement>().filter(|_| (0.0..height * 1.5).contains(&top)) {
            paths.borrow_mut().push(link.pathname());
        }
    });
    paths.into_inner()
}

fn link_of(event: &Event) -> Option<LinkEvent> {
    let element: Element = event.target()?.dyn_into().ok()?;
    let anchor: HtmlAnchorElement = element.closest("#khabar a[href]").ok().flatten()?.dyn_into().ok()?;
    let leaves_the_page = !matches!(anchor.target().as_str(), "" | "_self") || anchor.has_attribute("download");
    let other_origin = anchor.origin() != window()?.location().origin().ok()?;
    let here = location();
    let is_within_page = !anchor.hash().is_empty() && anchor.pathname() == here.path && anchor.search() == here.query;
    if leaves_the_page || other_origin {
        return None;
    }
    let location = Location { path: anchor.pathname(), query: anchor.search(), hash: anchor.hash() };
    Some(LinkEvent { location, is_within_page })
}
