//! The content contract, version 1: what publishers' files mean.

mod article;
mod blocks;
mod images;
mod site;
mod static_page;
mod texts;

use super::json::{Limits, Node, parse};
use super::reader::{Level, Problem, Read, Reader, UnknownFields};
use crate::edition::SiteFile;
use crate::model::{Article, StaticPage};

/// A file that was read: the value, if it can be shown, and everything found on the way.
#[derive(Debug)]
pub struct Reading<T> {
    /// The value; `None` when there is an error among the problems.
    pub value: Option<T>,
    /// What was found, in the order of the text.
    pub problems: Vec<Problem>,
}

/// Reads `public/site.json`; unknown fields are errors.
pub fn read_site(text: &str) -> Reading<SiteFile> {
    read_file(text, UnknownFields::Refuse)
}

/// Reads `public/articles/<slug>.json`; unknown fields are warnings.
pub fn read_article(text: &str) -> Reading<Article> {
    read_file(text, UnknownFields::Warn)
}

/// Reads `public/pages/<slug>.json`; unknown fields are warnings.
pub fn read_page(text: &str) -> Reading<StaticPage> {
    read_file(text, UnknownFields::Warn)
}

/// Reads a text of a form whose version need not be asked.
fn read_file<T: Read>(text: &str, unknown: UnknownFields) -> Reading<T> {
    read_with(text, Limits::CONTENT, unknown, T::read)
}

/// Reads a text with a function of the caller's.
pub(super) fn read_with<T>(
    text: &str,
    limits: Limits,
    unknown: UnknownFields,
    read: impl FnOnce(&Node, &mut Reader) -> Option<T>,
) -> Reading<T> {
    let node = match parse(text, limits) {
        Ok(node) => node,
        Err(error) => {
            let (at, path, message) = (error.at, error.path, error.message.to_owned());
            let problem = Problem { level: Level::Error, rule: "syntax", at, path, message };
            return Reading { value: None, problems: vec![problem] };
        }
    };
    let mut reader = Reader::new(unknown);
    let value = read(&node, &mut reader);
    Reading { value: value.filter(|_| !reader.has_errors()), problems: reader.problems }
}

#[cfg(test)]
mod tests;
