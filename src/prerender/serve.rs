//! A finished site on this machine, as a good static host would serve it: to try a build before it goes out.
//!
//! The crates know HTTP and files; here is what makes of a folder this site: its sub-path, its 404 page, its headers.

use std::convert::Infallible;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};

use http_body_util::{BodyExt, Full, combinators::UnsyncBoxBody};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode, Uri, Version};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use super::hosts::{headers, kept_and_typed, policy_of};
use super::redirects::{decoded, encoded};

/// The page for addresses that the site does not have; it also tells the site's base path and policy.
const NOT_FOUND: &str = "404.html";

pub(super) type Answer = Response<UnsyncBoxBody<Bytes, io::Error>>;

/// Serves a folder on the loopback until the process ends; an error is a sentence.
pub(super) fn serve(folder: &Path, port: u16) -> Result<(), String> {
    let document = fs::read_to_string(folder.join(NOT_FOUND))
        .map_err(|error| format!("{NOT_FOUND} can't be read: {error}; build the site first: khabar build"))?;
    let greeting = |port| format!("{} at http://127.0.0.1:{port}{}", folder.display(), base(&document));
    let folder = folder.to_owned();
    listen(port, greeting, move |request| {
        let folder = folder.clone();
        async move { answer(&folder, &request).await }
    })
}

/// Answers on the loopback until the process ends: nobody else's machine can ask. An error is a sentence.
pub(super) fn listen<Answering>(
    port: u16,
    greeting: impl FnOnce(u16) -> String,
    answer: impl Fn(Request<Incoming>) -> Answering + Clone + Send + Sync + 'static,
) -> Result<(), String>
where
    Answering: Future<Output = Answer> + Send + 'static,
{
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()
        .map_err(|error| format!("can't be served: {error}"))?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .await
            .map_err(|error| format!("port {port} can't be had: {error}; name another one with --port"))?;
        let port = listener.local_addr().map_or(port, |address| address.port());
        println!("khabar: {}", greeting(port));
        let _ = io::stdout().flush();
        loop {
            // A connection that could not be taken is the reader's to try again.
            let Ok((stream, _)) = listener.accept().await else { continue };
            let answer = answer.clone();
            tokio::spawn(async move {
                let answering = service_fn(move |request| {
                    let answering = answer(request);
                    async move { Ok::<_, Infallible>(answering.await) }
                });
                // A browser that hangs up is no error.
                let _ =
                    hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), answering).await;
            });
        }
    })
}

/// The base path as documents write it.
fn base(document: &str) -> String {
    let base = document.split_once("data-base=\"").and_then(|(_, rest)| rest.split_once('"'));
    base.map_or_else(|| "/".to_owned(), |(base, _)| html_escape::decode_html_entities(base).into_owned())
}

async fn answer(folder: &Path, request: &Request<Incoming>) -> Answer {
    // Read each time, so that a build while it is served shows at once.
    let document = fs::read_to_string(folder.join(NOT_FOUND)).unwrap_or_default();
    let base = base(&document);
    let mut answer = match path_of(request, &base) {
        Err(status) => plain(status),
        Ok(None) => not_found(folder, request).await,
        Ok(Some(path)) => match file(folder, &base, &path, request).await {
            answer if answer.status() == StatusCode::NOT_FOUND => not_found(folder, request).await,
            answer => answer,
        },
    };
    let common = headers(&policy_of(&document));
    for (name, value) in &common {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(*name), HeaderValue::try_from(value)) {
            answer.headers_mut().insert(name, value);
        }
    }
    answer
}

/// The path below the site's root that a request asks for, decoded; `None` where the site can't have it.
pub(super) fn path_of(request: &Request<Incoming>, base: &str) -> Result<Option<String>, StatusCode> {
    if request.version() == Version::HTTP_11 && !request.headers().contains_key(header::HOST) {
        return Err(StatusCode::BAD_REQUEST);
    }
    let path = decoded(request.uri().path()).filter(|path| !path.contains('\0')).ok_or(StatusCode::BAD_REQUEST)?;
    let base = decoded(base).unwrap_or_default();
    let Some(inner) = path.strip_prefix(&base) else { return Ok(None) };
    // What begins with a dot is the builder's own, or leads out of the folder.
    let is_open = |part: &str| !part.is_empty() && (!part.starts_with('.') || part == ".well-known");
    let folder = inner.strip_suffix('/').unwrap_or(inner);
    let is_ours = inner.is_empty() || folder.split('/').all(is_open) && !inner.contains('\\');
    Ok(is_ours.then(|| inner.to_owned()))
}

async fn file(folder: &Path, base: &str, path: &str, request: &Request<Incoming>) -> Answer {
    let is_page_without_slash =
        !path.is_empty() && !path.ends_with('/') && !folder.join(path).is_file() && html(folder, path).is_file();
    let path = if is_page_without_slash { format!("{path}.html") } else { path.to_owned() };
    let mut wanted = request.headers().clone();
    if request.method() == Method::HEAD || !wanted.get(header::RANGE).is_some_and(is_a_range) {
        wanted.remove(header::RANGE);
    }
    let mut answer = ask(folder, base, &path, request.method(), &wanted).await;
    // A part is only of use to somebody who has the rest of the same file.
    if answer.status() == StatusCode::PARTIAL_CONTENT
        && wanted.get(header::IF_RANGE).is_some_and(|known| !is_same(known, answer.headers()))
    {
        wanted.remove(header::RANGE);
        answer = ask(folder, base, &path, request.method(), &wanted).await;
    }
    if answer.status() == StatusCode::TEMPORARY_REDIRECT
        && let (Some(to), Some(query)) = (answer.headers().get(header::LOCATION), request.uri().query())
        && let Ok(to) = HeaderValue::from_bytes(&[to.as_bytes(), b"?", query.as_bytes()].concat())
    {
        answer.headers_mut().insert(header::LOCATION, to);
    }
    let is_file = matches!(answer.status(), StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED);
    if is_file {
        let name = if path.is_empty() || path.ends_with('/') { "index.html" } else { &path };
        let (kept, kind) = kept_and_typed(name);
        answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
        answer.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(kind) = kind.filter(|_| answer.status() != StatusCode::NOT_MODIFIED)
            && let Ok(kind) = HeaderValue::try_from(kind)
        {
            answer.headers_mut().insert(header::CONTENT_TYPE, kind);
        }
    }
    answer
}

fn html(folder: &Path, path: &str) -> PathBuf {
    folder.join(format!("{path}.html"))
}

/// The 404 page in full, whatever the request says about parts and what it knows already.
async fn not_found(folder: &Path, request: &Request<Incoming>) -> Answer {
    let mut wanted = HeaderMap::new();
    if let Some(encodings) = request.headers().get(header::ACCEPT_ENCODING) {
        wanted.insert(header::ACCEPT_ENCODING, encodings.clone());
    }
    let mut answer = ask(folder, "/", NOT_FOUND, request.method(), &wanted).await;
    if answer.status() != StatusCode::OK {
        let is_refused = answer.status() == StatusCode::METHOD_NOT_ALLOWED;
        return if is_refused { answer } else { plain(StatusCode::NOT_FOUND) };
    }
    *answer.status_mut() = StatusCode::NOT_FOUND;
    let headers = answer.headers_mut();
    for name in [header::ETAG, header::LAST_MODIFIED, header::ACCEPT_RANGES] {
        headers.remove(name);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    answer
}

/// Asks for a file, or the index of a folder, by its decoded path.
pub(super) async fn ask(folder: &Path, base: &str, path: &str, method: &Method, wanted: &HeaderMap) -> Answer {
    if !is_inside(folder, path) {
        return plain(StatusCode::NOT_FOUND);
    }
    let Ok(uri) =
        format!("/{}", encoded(&path.replace('%', "%25")).replace('?', "%3F").replace('#', "%23")).parse::<Uri>()
    else {
        return plain(StatusCode::BAD_REQUEST);
    };
    let mut request = Request::new(Full::<Bytes>::default());
    *request.method_mut() = method.clone();
    *request.uri_mut() = uri;
    *request.headers_mut() = wanted.clone();
    let base = encoded(base);
    let mut files = ServeDir::new(folder)
        .precompressed_br()
        .precompressed_gzip()
        .ignore_multi_range_requests(true)
        .redirect_path_prefix(base.trim_end_matches('/'));
    match files.try_call(request).await {
        Ok(answer) => answer.map(BodyExt::boxed_unsync),
        Err(error) => plain(match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename => StatusCode::NOT_FOUND,
            ErrorKind::PermissionDenied => StatusCode::FORBIDDEN,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }),
    }
}

/// Whether the files that an answer could come from lie in the folder: a link that leads out of it is not the site's.
fn is_inside(folder: &Path, path: &str) -> bool {
    let Ok(root) = fs::canonicalize(folder) else { return false };
    let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    ["", ".br", ".gz"].iter().all(|ending| {
        let file = folder.join(format!("{file}{ending}"));
        match fs::canonicalize(&file) {
            Ok(real) => real.starts_with(&root),
            // What is not there is answered so; a link to nowhere is there.
            Err(_) => !file.is_symlink(),
        }
    })
}

/// Whether a header asks for one range of bytes in the form of RFC 9110, 14.1.2. What asks otherwise is to be ignored.
fn is_a_range(value: &HeaderValue) -> bool {
    let range = value.to_str().ok().and_then(|value| value.split_once('='));
    let Some((unit, range)) = range else { return false };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    unit.eq_ignore_ascii_case("bytes")
        && range.trim().split_once('-').is_some_and(|(first, last)| {
            is_number(first)
                && is_number(last)
                && (!first.is_empty() || !last.is_empty())
                // From a later byte to an earlier one is no range.
                && (first.is_empty() || last.is_empty() || first.parse::<u64>().ok() <= last.parse::<u64>().ok())
        })
}

/// Whether `If-Range` names the file that is there: by its strong validator, or by its exact date.
fn is_same(known: &HeaderValue, headers: &HeaderMap) -> bool {
    let is_tag = known.as_bytes().starts_with(b"\"") || known.as_bytes().starts_with(b"W/");
    headers.get(if is_tag { header::ETAG } else { header::LAST_MODIFIED }) == Some(known)
}

pub(super) fn plain(status: StatusCode) -> Answer {
    let text = format!("{status}\n");
    let mut answer = Response::new(Full::from(text).map_err(|never| match never {}).boxed_unsync());
    *answer.status_mut() = status;
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    answer
}
