//! The content contract, version 1: what publishers' files mean.

mod article;
mod blocks;
mod history;
mod images;
mod redirects;
mod site;
mod static_page;
mod texts;

use super::json::{Limits, Node, SyntaxError, parse};
use super::reader::{Level, Problem, Read, Reader, UnknownFields};
use crate::edition::{HistoryFile, RedirectsFile, SiteFile};
use crate::model::{Article, StaticPage};

/// A file that was read: the value, if it can be shown, and everything found on the way.
#[derive(Debug)]
pub struct Reading<T> {
    /// The value; `None` when there is an error among the problems.
    pub value: Option<T>,
    /// What was found, in the order of the text.
    pub problems: Vec<Problem>,
    /// What the text says, each value with its place; kept of publishers' files only.
    pub tree: Option<Node>,
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

/// Reads `public/redirects.json`; unknown fields are errors.
pub fn read_redirects(text: &str) -> Reading<RedirectsFile> {
    read_file(text, UnknownFields::Refuse)
}

/// Reads the history that builds write; unknown fields are errors, for what is not understood can't be kept.
pub fn read_history(text: &str) -> Reading<HistoryFile> {
    read_within(text, Limits::HISTORY, UnknownFields::Refuse)
}

/// Reads a publisher's text.
fn read_file<T: Read>(text: &str, unknown: UnknownFields) -> Reading<T> {
    read_within(text, Limits::CONTENT, unknown)
}

/// Reads a text of a form whose version need not be asked.
fn read_within<T: Read>(text: &str, limits: Limits, unknown: UnknownFields) -> Reading<T> {
    match parse(text, limits) {
        Ok(tree) => {
            let reading = read_tree(&tree, unknown, T::read);
            Reading { tree: Some(tree), ..reading }
        }
        Err(error) => no_json(error),
    }
}

/// Reads a text with a function of the caller's.
pub(super) fn read_with<T>(
    text: &str,
    limits: Limits,
    unknown: UnknownFields,
    read: impl FnOnce(&Node, &mut Reader) -> Option<T>,
) -> Reading<T> {
    match parse(text, limits) {
        Ok(tree) => read_tree(&tree, unknown, read),
        Err(error) => no_json(error),
    }
}

fn read_tree<T>(tree: &Node, unknown: UnknownFields, read: impl FnOnce(&Node, &mut Reader) -> Option<T>) -> Reading<T> {
    let mut reader = Reader::new(unknown);
    let value = read(tree, &mut reader);
    Reading { value: value.filter(|_| !reader.has_errors()), problems: reader.problems, tree: None }
}

fn no_json<T>(error: SyntaxError) -> Reading<T> {
    let (at, path, message) = (error.at, error.path, error.message.to_owned());
    let problem = Problem { level: Level::Error, rule: "syntax", at, path, message };
    Reading { value: None, problems: vec![problem], tree: None }
}

#[cfg(test)]
mod tests;
