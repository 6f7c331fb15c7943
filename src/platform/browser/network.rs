//! Requests.

use web_sys::AbortController;

use super::super::{FetchError, Response};
use super::time::after;
use super::{member, window};

/// Larger answers are not read, in bytes.
const MOST_BYTES: u64 = 10 << 20;

/// Takes a request back.
#[derive(Clone, Debug)]
pub struct Abort(Option<AbortController>);

impl Abort {
    /// For one request.
    #[expect(clippy::new_without_default, reason = "a controller belongs to one request")]
    pub fn new() -> Self {
        Self(AbortController::new().ok())
    }

    /// Takes the request back; it ends with [`FetchError::Aborted`].
    pub fn abort(&self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }

    fn was_aborted(&self) -> bool {
        self.0.as_ref().is_some_and(|controller| controller.signal().aborted())
    }
}

/// Gets a text from this origin.
pub async fn fetch(url: &str, abort: &Abort, timeout_millis: u32) -> Result<Response, FetchError> {
    let timed_out = std::rc::Rc::new(std::cell::Cell::new(false));
    let _timeout = after(timeout_millis, {
        let (abort, timed_out) = (abort.clone(), timed_out.clone());
        move || {
            timed_out.set(true);
            abort.abort();
        }
    });
    let failed = |error: gloo_net::Error| match abort.was_aborted() && !timed_out.get() {
        true => FetchError::Aborted,
        // Its other causes cannot come here, and their words would cost a kilobyte.
        false => FetchError::Network(match error {
            gloo_net::Error::JsError(error) => error.message,
            _ => "the request failed".to_owned(),
        }),
    };
    let signal = abort.0.as_ref().map(AbortController::signal);
    let request = gloo_net::http::Request::get(url).header("Accept", "application/json").abort_signal(signal.as_ref());
    let response = request.send().await.map_err(failed)?;
    let length = response.headers().get("content-length").and_then(|length| length.parse::<u64>().ok());
    if length.is_some_and(|length| length > MOST_BYTES) {
        abort.abort();
        return Err(FetchError::TooLarge);
    }
    let text = response.text().await.map_err(failed)?;
    Ok(Response { status: response.status(), text })
}

/// Whether the reader asked for less data.
pub fn saves_data() -> bool {
    let connection = window().and_then(|window| member(&window.navigator(), "connection"));
    connection.and_then(|connection| member(&connection, "saveData")).is_some_and(|saves| saves.is_truthy())
}
