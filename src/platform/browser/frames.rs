//! Frames of other sites, once a reader asked for one.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlElement};

use super::{Acted, after, document, listen};

/// What a frame of another site may do: run its own scripts on its own origin and open its own pages, but
/// not lead this page away.
const FRAME: [(&str, &str); 4] = [
    ("class", "embed-frame"),
    ("sandbox", "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation"),
    ("allow", "autoplay; encrypted-media; fullscreen; picture-in-picture"),
    // Some players refuse a reader who comes from nowhere; the path stays with us.
    ("referrerpolicy", "strict-origin-when-cross-origin"),
];

/// What the box of a frame says for as long as the frame is in it.
const FRAMED: &str = "data-framed";

impl Acted {
    /// Puts the frame that its `data-frame` names, under the title of its `data-title`, over all that is in its
    /// box. One that has not come in time goes again, and `too_late` says so in the box.
    pub fn show_frame(&self, patience_millis: u32, too_late: &'static str) {
        let button = &self.0;
        let (Some(place), Some(address)) = (button.parent_element(), button.get_attribute("data-frame")) else {
            return;
        };
        let frame = document().and_then(|document| document.create_element("iframe").ok());
        let Some(frame) = frame.and_then(|frame| frame.dyn_into::<HtmlElement>().ok()) else { return };
        let title = button.get_attribute("data-title").unwrap_or_default();
        for (name, value) in FRAME.into_iter().chain([("title", title.as_str()), ("src", &address)]) {
            let _ = frame.set_attribute(name, value);
        }
        // By an attribute rather than by `:has(iframe)`, which a browser may take up only later.
        let _ = place.set_attribute(FRAMED, "");
        let _ = place.append_child(&frame);
        let _ = frame.focus();
        let waiting = Rc::new(RefCell::new(None));
        let late = {
            let (frame, button) = (frame.clone(), button.clone());
            move || {
                let focused = document().and_then(|document| document.active_element());
                let had_focus = focused.is_some_and(|focused| frame.is_same_node(Some(&focused)));
                frame.remove();
                let _ = place.remove_attribute(FRAMED);
                if let Ok(Some(note)) = place.query_selector("p") {
                    note.set_text_content(Some(too_late));
                }
                if had_focus && let Some(button) = button.dyn_ref::<HtmlElement>() {
                    let _ = button.focus();
                }
            }
        };
        waiting.replace(Some(after(patience_millis, late)));
        listen::<Event>(&frame, "load", move |_| {
            waiting.replace(None);
        });
    }
}
