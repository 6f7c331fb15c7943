//! What a browser gets while the content is watched.

use std::path::Path;
use std::sync::Arc;

use futures::stream;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::{Bytes, Frame, Incoming};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use serde_json::json;

use super::edition::{Found, original};
use super::{Shown, Watched, notes};
use crate::prerender::hosts::{headers, kept_and_typed, policy_of};
use crate::prerender::redirects::{decoded, encoded};
use crate::prerender::serve::{Answer, ask, path_of, plain};

/// The folder of what only a watched site has, below its base path.
const OWN: &str = "_khabar/";

const SCRIPT: &str = include_str!("client.js");
const SHEET: &str = include_str!("client.css");

/// Answers a request.
pub(super) async fn answer(watched: &Arc<Watched>, request: &Request<Incoming>) -> Answer {
    // A page elsewhere may give its own name this machine's address: drafts are for nobody there.
    if !request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).is_some_and(is_this_machine) {
        return plain(StatusCode::FORBIDDEN);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut answer = plain(StatusCode::METHOD_NOT_ALLOWED);
        answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET,HEAD"));
        return answer;
    }
    let shown = watched.shown();
    let base = shown.edition.as_ref().map_or("/", |edition| edition.base());
    let mut answer = match path_of(request, base) {
        Err(status) => plain(status),
        Ok(Some(path)) if path.starts_with(OWN) => own(watched, &shown, base, &path, request),
        Ok(path) => page(&shown, base, path.as_deref(), request).await,
    };
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    answer
}

/// Whether a request was meant for this machine by its own name.
fn is_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

/// What the open page's half of the watching asks for.
fn own(watched: &Arc<Watched>, shown: &Shown, base: &str, path: &str, request: &Request<Incoming>) -> Answer {
    match path.strip_prefix(OWN).unwrap_or_default() {
        "watch.js" => bytes("text/javascript; charset=utf-8", SCRIPT.as_bytes().to_vec()),
        "watch.css" => bytes("text/css; charset=utf-8", SHEET.as_bytes().to_vec()),
        "events" => events(watched.clone()),
        "page" => {
            let path = request.uri().query().and_then(|query| decoded(query.strip_prefix("path=")?));
            let path = path.and_then(|path| decoded(&path)).unwrap_or_default();
            let base = decoded(base).unwrap_or_default();
            let address = path.strip_prefix(&base).map_or_else(|| path.clone(), |inner| format!("/{inner}"));
            let said = notes::on_page(&shown.notes, &base, &address);
            bytes("application/json", said.to_string().into_bytes())
        }
        _ => plain(StatusCode::NOT_FOUND),
    }
}

/// Server-sent events: the version that is shown, at once and whenever there is another.
fn events(watched: Arc<Watched>) -> Answer {
    let versions = watched.versions.subscribe();
    let events = stream::unfold((watched, versions, true), |(watched, mut versions, is_first)| async move {
        if !is_first {
            versions.changed().await.ok()?;
        }
        versions.mark_unchanged();
        let shown = watched.shown();
        let said = json!({ "version": shown.version, "media": shown.media });
        let frame = Frame::data(Bytes::from(format!("data: {said}\n\n")));
        Some((Ok(frame), (watched, versions, false)))
    });
    let mut answer = Response::new(StreamBody::new(events).boxed_unsync());
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    answer
}

/// A page or a file, as a host would give it; `None` where no path of the site was asked for.
async fn page(shown: &Shown, base: &str, path: Option<&str>, request: &Request<Incoming>) -> Answer {
    let Some(edition) = &shown.edition else {
        return document(StatusCode::OK, with_client(&shown.broken, base, shown.version));
    };
    let Some(path) = path else {
        return document(StatusCode::NOT_FOUND, with_client(&edition.not_found(), base, shown.version));
    };
    let names = match path.is_empty() || path.ends_with('/') {
        true => vec![format!("{path}index.html")],
        false => vec![path.to_owned(), format!("{path}.html")],
    };
    for name in names {
        match edition.find(&name) {
            Ok(Found::Document(html)) => return document(StatusCode::OK, with_client(&html, base, shown.version)),
            Ok(Found::Data(data)) => return bytes("application/json", data),
            Ok(Found::File) => {
                let kind = kept_and_typed(&name).1;
                if let Some(made) = edition.files.bytes(&name) {
                    return bytes(kind.as_deref().unwrap_or("application/octet-stream"), made.to_vec());
                }
                let Some(file) = original(edition, &name) else { continue };
                return from_disk(&file, kind, request).await;
            }
            Ok(Found::None) => {}
            Err(message) => {
                let text = format!("This page can't be drawn; it is a fault of Khabar:\n{message}\n");
                let mut answer = bytes("text/plain; charset=utf-8", text.into_bytes());
                *answer.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
                return answer;
            }
        }
    }
    if !path.is_empty() && matches!(edition.find(&format!("{path}/index.html")), Ok(Found::Document(_))) {
        let mut answer = plain(StatusCode::TEMPORARY_REDIRECT);
        if let Ok(to) = HeaderValue::try_from(encoded(&format!("{base}{path}/"))) {
            answer.headers_mut().insert(header::LOCATION, to);
        }
        return answer;
    }
    document(StatusCode::NOT_FOUND, with_client(&edition.not_found(), base, shown.version))
}

/// A file of the publisher's, in parts where it is asked for so.
async fn from_disk(file: &Path, kind: Option<String>, request: &Request<Incoming>) -> Answer {
    let (Some(folder), Some(name)) = (file.parent(), file.file_name().and_then(|name| name.to_str())) else {
        return plain(StatusCode::NOT_FOUND);
    };
    let mut answer = ask(folder, "/", name, request.method(), request.headers()).await;
    if let Some(Ok(kind)) = kind.map(HeaderValue::try_from) {
        answer.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    answer
}

/// A document under the policy that stands in it, as readers get it.
fn document(status: StatusCode, html: Vec<u8>) -> Answer {
    let common = headers(&policy_of(&String::from_utf8_lossy(&html)));
    let mut answer = bytes("text/html; charset=utf-8", html);
    *answer.status_mut() = status;
    for (name, value) in &common {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(*name), HeaderValue::try_from(value)) {
            answer.headers_mut().insert(name, value);
        }
    }
    answer
}

/// A document with the open page's half of the watching: two files of the site, as the policy wants it.
fn with_client(html: &[u8], base: &str, version: u64) -> Vec<u8> {
    let html = String::from_utf8_lossy(html);
    let base = html_escape::encode_double_quoted_attribute(base);
    let client = format!(
        "<link rel=\"stylesheet\" href=\"{base}{OWN}watch.css\">\n<script type=\"module\" src=\"{base}{OWN}watch.js\" data-version=\"{version}\"></script>\n</head>"
    );
    html.replacen("</head>", &client, 1).into_bytes()
}

fn bytes(kind: &str, bytes: Vec<u8>) -> Answer {
    let mut answer = Response::new(Full::from(bytes).map_err(|never| match never {}).boxed_unsync());
    if let Ok(kind) = HeaderValue::try_from(kind) {
        answer.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machines_own_names_are_answered() {
        for own in ["127.0.0.1:8000", "localhost:8000", "localhost", "[::1]:8000", "[::1]"] {
            assert!(is_this_machine(own), "{own}");
        }
        for other in ["news.example:8000", "127.0.0.1.news.example", "localhost.news.example:8000", "192.168.0.2", ""] {
            assert!(!is_this_machine(other), "{other}");
        }
    }
}
