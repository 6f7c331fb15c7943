//! One page's data over the network.

use super::page_data::{self, PageData};
use super::reader::{Problem, TOO_NEW};
use crate::platform::{self, Abort, FetchError};

/// How long an answer may take, in milliseconds.
const TIMEOUT_MILLIS: u32 = 10_000;

/// Why a page cannot be shown.
#[derive(Clone, Debug, PartialEq)]
pub enum SourceError {
    /// There is no such page.
    NotFound,
    /// The request was taken back by a later one.
    Aborted,
    /// The network failed or took too long.
    Network(String),
    /// What came is not the page's data.
    Broken(Problem),
    /// What came was written for a newer app.
    TooNew(Problem),
}

impl std::fmt::Display for SourceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound => f.write_str("not found"),
            Self::Aborted => f.write_str("aborted"),
            Self::Network(reason) => f.write_str(reason),
            Self::Broken(problem) | Self::TooNew(problem) => {
                write!(f, "{}: {}", problem.path, problem.message)
            }
        }
    }
}

/// Gets the data of the page at an address of this site.
pub async fn load_page(page_url: &str, abort: &Abort) -> Result<PageData, SourceError> {
    let url = format!("{}/{}", page_url.trim_end_matches('/'), page_data::FILE_NAME);
    let response = platform::fetch(&url, abort, TIMEOUT_MILLIS).await.map_err(|error| match error {
        FetchError::Aborted => SourceError::Aborted,
        FetchError::Network(reason) => SourceError::Network(reason),
        FetchError::TooLarge => SourceError::Broken(whole("size", "the answer is larger than 10 MiB")),
    })?;
    match response.status {
        200..=299 => {}
        404 | 410 => return Err(SourceError::NotFound),
        status => {
            return Err(SourceError::Network(format!("the server answered {status}")));
        }
    }
    // A host that answers every unknown path with our own document has no such page.
    if is_shell(&response.text) {
        return Err(SourceError::NotFound);
    }
    let reading = page_data::read_page_data(&response.text);
    let data = reading.value.ok_or_else(|| {
        let problem = reading.problems.into_iter().find(|problem| problem.level == super::Level::Error);
        match problem {
            Some(problem) if problem.rule == TOO_NEW => SourceError::TooNew(problem),
            problem => SourceError::Broken(problem.unwrap_or_else(|| whole("type", "the answer can't be read"))),
        }
    })?;
    // The file has the form that this app reads, but another one was meant to read it.
    if data.app.as_deref() != Some(&platform::attribute("html", "data-program")) {
        return Err(SourceError::TooNew(whole(TOO_NEW, "it belongs to another build")));
    }
    Ok(data)
}

/// Whether a text is our own document, by the attribute of its `<html>`.
fn is_shell(text: &str) -> bool {
    let opening = text.lines().take(3).find(|line| line.starts_with("<html"));
    opening.is_some_and(|line| line.split('"').any(|part| part == " data-base="))
}

fn whole(rule: &'static str, message: &str) -> Problem {
    Problem { level: super::Level::Error, rule, at: 0, path: "$".to_owned(), message: message.to_owned() }
}
