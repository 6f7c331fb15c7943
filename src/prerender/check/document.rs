//! A publisher's file while its rules are asked: its text, its tree, and where each thing stands.

use std::cell::Cell;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::records::{Contract, Record, Spot};
use crate::source::json::{Node, Value};

/// A file's text, in which places are found.
pub(super) struct SourceText<'a> {
    pub(super) file: &'a Path,
    text: &'a str,
    /// Where each line begins.
    lines: Vec<usize>,
    /// The last place that was asked for: its line's start, its bytes, its column.
    last: Cell<(usize, usize, usize)>,
}

/// A file that is JSON, by the objects that the contract has a name for.
pub(super) struct Document<'a> {
    pub(super) source: SourceText<'a>,
    contract: &'a Contract,
    tree: &'a Node,
    records: Vec<Record<'a>>,
}

/// Where something is wrong.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The file.
    pub(super) file: PathBuf,
    /// Line and column, both from 1; `None` for the file as a whole.
    pub(super) position: Option<(usize, usize)>,
    /// The same in bytes.
    pub(super) span: Range<usize>,
    /// The JSON path, or nothing.
    pub(super) path: String,
}

impl Place {
    /// A file as a whole.
    pub(super) fn file(file: &Path) -> Self {
        Self { file: file.to_owned(), position: None, span: 0..0, path: String::new() }
    }
}

impl<'a> SourceText<'a> {
    pub(super) fn new(file: &'a Path, text: &'a str) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { file, text, lines: std::iter::once(0).chain(after_breaks).collect(), last: Cell::new((0, 0, 1)) }
    }

    /// The text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The place of some bytes. What spans several lines is shown by its first.
    pub(super) fn place(&self, span: Range<usize>, path: String) -> Place {
        let line = self.lines.partition_point(|start| *start <= span.start);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let line_end = self.lines.get(line).map_or(self.text.len(), |next| next - 1);
        // A line may be megabytes long: the next place in it is counted from the one before.
        let (from, column) = match self.last.get() {
            (last_start, at, column) if last_start == start && at <= span.start => (at, column),
            _ => (start, 1),
        };
        let column = column + self.text.get(from..span.start).map_or(0, |text| text.chars().count());
        self.last.set((start, span.start, column));
        let span = span.start..span.end.min(line_end).max(span.start);
        Place { file: self.file.to_owned(), position: Some((line, column)), span, path }
    }
}

impl<'a> Document<'a> {
    /// `root` names the type of the whole file.
    pub(super) fn new(source: SourceText<'a>, contract: &'a Contract, root: &'static str, tree: &'a Node) -> Self {
        Self { source, contract, tree, records: contract.walk(root, tree) }
    }

    /// All objects that have a name.
    pub(super) fn records(&self) -> &[Record<'a>] {
        &self.records
    }

    /// All objects of a type.
    pub(super) fn all(&self, record: &'static str) -> impl Iterator<Item = &Record<'a>> {
        debug_assert!(self.contract.knows(record), "the contract has no {record}");
        self.records.iter().filter(move |found| found.name == record)
    }

    /// The object that the file is.
    pub(super) fn root(&self) -> Option<&Record<'a>> {
        self.records.first()
    }

    /// The value that begins at a place.
    pub(super) fn value_at(&self, at: usize) -> Option<&'a Node> {
        node_at(self.tree, at)
    }

    /// The object that has a value as its member, and the member's name.
    pub(super) fn owner(&self, value_at: usize) -> Option<(&Record<'a>, &'a str)> {
        self.records.iter().find_map(|record| match &record.node.value {
            Value::Object(members) => {
                let (name, _) = members.iter().find(|(_, value)| value.at == value_at)?;
                Some((record, name.as_str()))
            }
            _ => None,
        })
    }

    /// Where a value stands.
    pub(super) fn place(&self, spot: Spot<'_>) -> Place {
        self.source.place(spot.node.at..spot.node.end, self.path(spot.node))
    }

    /// The JSON path of a value.
    pub(super) fn path(&self, node: &Node) -> String {
        let mut path = "$".to_owned();
        let mut from = self.tree;
        while from.at != node.at {
            let within = |inner: &Node| inner.at <= node.at && node.at < inner.end;
            let inner = match &from.value {
                Value::List(items) => {
                    let index = items.partition_point(|item| item.end <= node.at);
                    path += &format!("[{index}]");
                    items.get(index)
                }
                Value::Object(members) => {
                    let member = members.iter().find(|(_, inner)| within(inner));
                    member.map(|(name, inner)| {
                        path.push('.');
                        path.push_str(name);
                        inner
                    })
                }
                _ => None,
            };
            let Some(inner) = inner else { break };
            from = inner;
        }
        path
    }
}

/// The outermost value that begins at a place.
fn node_at(tree: &Node, at: usize) -> Option<&Node> {
    let within = |node: &&Node| node.at <= at && at < node.end;
    match &tree.value {
        _ if tree.at == at => Some(tree),
        Value::List(items) => node_at(items.iter().find(within)?, at),
        Value::Object(members) => node_at(members.iter().map(|(_, node)| node).find(within)?, at),
        _ => None,
    }
}

/// The end of the value that begins at a place.
pub(super) fn end_of(tree: &Node, at: usize) -> Option<usize> {
    node_at(tree, at).map(|node| node.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::json::line_and_column;

    #[test]
    fn places_are_those_of_a_count_from_the_start() {
        let text = "{\n  \"أ\": [\"نص\", \"b\"],\n\n  \"ج\": 1\n}";
        let source = SourceText::new(Path::new("a.json"), text);
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for at in starts.iter().chain(starts.iter().rev()) {
            let place = source.place(*at..*at + 1, String::new());
            assert_eq!(place.position, Some(line_and_column(text, *at)), "byte {at}");
        }
    }
}
