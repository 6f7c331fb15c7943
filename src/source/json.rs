//! JSON by RFC 8259 as a tree in which each value keeps its place.
//!
//! The browser's `JSON.parse` keeps no positions and lets lone surrogates pass; here both sides read with
//! the same rules, and a message can name the line.

mod parser;

pub use parser::{Limits, SyntaxError, parse};

/// A value, and where it begins in the text (in bytes).
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Bytes from the start of the text.
    pub at: usize,
    /// Bytes from the start of the text to the value's end.
    pub end: usize,
    /// The value.
    pub value: Value,
}

/// A JSON value. Numbers keep their text: the contract knows none that needs a float.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the names are JSON's own")]
pub enum Value {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Node>),
    /// In the order of the text; a name that comes twice is a syntax error.
    Object(Vec<(String, Node)>),
}

impl Node {
    /// The member of an object.
    pub fn member(&self, name: &str) -> Option<&Node> {
        match &self.value {
            Value::Object(members) => members.iter().find(|(key, _)| key == name).map(|(_, node)| node),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What JSON calls this kind of value.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        }
    }
}

/// One step from a value to a value in it.
pub(super) enum Step {
    /// To a member of an object.
    Member(String),
    /// To an item of a list.
    Item(usize),
}

/// The JSON path of some steps from the root, such as `$.body[3].text`.
pub(super) fn path_text(steps: &[Step]) -> String {
    let mut path = "$".to_owned();
    for step in steps {
        match step {
            Step::Member(name) => {
                path.push('.');
                path.push_str(name);
            }
            Step::Item(index) => {
                path.push('[');
                path.push_str(&index.to_string());
                path.push(']');
            }
        }
    }
    path
}

/// Line and column of a place in a text, both from 1; the column counts characters.
pub fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}
