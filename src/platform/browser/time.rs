//! Clocks and timers.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use web_sys::{Event, VisibilityState};

use super::{document, listen, window};

/// A call in the future; dropped, it never comes.
#[derive(Debug)]
pub struct Timer {
    _timeout: Timeout,
}

/// Calls once, after some milliseconds.
pub fn after(millis: u32, call: impl FnOnce() + 'static) -> Timer {
    Timer { _timeout: Timeout::new(millis, call) }
}

/// Calls once, when the browser has nothing else to do; at once where it does not say so.
pub fn when_idle(call: impl FnOnce() + 'static) {
    let call = Closure::once_into_js(call);
    let asked = window().map(|window| window.request_idle_callback(call.unchecked_ref()));
    if asked.is_none_or(|asked| asked.is_err()) {
        let _ = call.unchecked_ref::<js_sys::Function>().call0(&JsValue::NULL);
    }
}

/// The device's clock, in milliseconds since 1970.
pub fn now_millis() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "Date.now() is a whole number below 2^53")]
    let millis = js_sys::Date::now() as i64;
    millis
}

/// Whether the reader asked for less motion.
pub fn prefers_reduced_motion() -> bool {
    let query = window().and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

/// A repeated call that rests while the page is hidden.
#[derive(Clone)]
pub struct Ticker(Rc<Tick>);

struct Tick {
    step: Box<dyn Fn() -> Option<u32>>,
    timer: RefCell<Option<Timer>>,
}

impl Ticker {
    /// Calls now, and goes on from there.
    pub fn poke(&self) {
        let hidden = document().is_some_and(|document| document.visibility_state() == VisibilityState::Hidden);
        let next = if hidden { None } else { (self.0.step)() };
        let timer = next.map(|millis| {
            let ticker = self.clone();
            after(millis, move || ticker.poke())
        });
        self.0.timer.replace(timer);
    }
}

/// Calls `step` now, and again after the milliseconds that it answers; not while the page is hidden, and at
/// once when it comes back. Since each step says when the next is due, nothing drifts.
pub fn start_ticker(step: impl Fn() -> Option<u32> + 'static) -> Ticker {
    let ticker = Ticker(Rc::new(Tick { step: Box::new(step), timer: RefCell::new(None) }));
    ticker.poke();
    if let (Some(document), Some(window)) = (document(), window()) {
        let (seen, shown) = (ticker.clone(), ticker.clone());
        listen::<Event>(&document, "visibilitychange", move |_| seen.poke());
        listen::<Event>(&window, "pageshow", move |_| shown.poke());
    }
    ticker
}
