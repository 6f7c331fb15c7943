//! From a JSON tree to values, with every problem recorded at its place.
//!
//! A type's fields are declared once, with [`record!`]; the reader of the type and its part of the JSON
//! Schema both come from that declaration. serde was measured at about 20 KB of compressed Wasm for the same
//! work (see `docs/decisions/0003-reading-json.md`), stops at the first mistake and keeps no positions.

mod fields;
mod scalars;
mod shape;

pub(super) use fields::{Names, fill_record, record, words};
pub use shape::{FieldShape, RecordShape, Shape};
pub(crate) use shape::{of_field, of_many, of_map, of_optional};

use super::json::{Node, Step, Value, path_text};

/// A place that is filled from JSON. The fields of all types are filled by one piece of code, which sees no more
/// of them than this: code of its own for each field was a third of the app.
pub trait Fill {
    /// Fills the place; where it can't, says why to the reader and gives `false`.
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool;
}

/// A value that can be read from JSON.
pub trait Read: Fill + Sized {
    /// The value before it is filled; nobody sees one that was not.
    fn blank() -> Self;

    /// What JSON of this type looks like, for the schema.
    fn shape() -> Shape;

    /// Reads a value; where it can't, says why to the reader and gives `None`.
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut value = Self::blank();
        value.fill(node, reader).then_some(value)
    }
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Right, and might be better.
    Hint,
    /// The rest can be shown without it.
    Warning,
    /// The file can't be shown.
    Error,
}

/// What is wrong in a file, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// How bad it is.
    pub level: Level,
    /// The rule's identifier.
    pub rule: &'static str,
    /// Bytes from the start of the text.
    pub at: usize,
    /// The JSON path, such as `$.body[3].text`.
    pub path: String,
    /// What is wrong, and what to do.
    pub message: String,
}

/// What to say of fields that the contract does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownFields {
    /// Nothing: an open tab must survive a newer file.
    Ignore,
    /// A warning.
    Warn,
    /// An error.
    Refuse,
}

/// Where the reading stands, and what was found so far.
pub struct Reader {
    unknown: UnknownFields,
    path: Vec<Step>,
    /// What a build made of the pictures that this text names: in fives, each address before what stands in its place.
    pub(super) pictures: Vec<String>,
    /// What was found.
    pub problems: Vec<Problem>,
}

/// The rule that a file of a newer version breaks.
pub const TOO_NEW: &str = "version-too-new";

impl Reader {
    /// Starts at the root.
    pub fn new(unknown: UnknownFields) -> Self {
        Self { unknown, path: Vec::new(), pictures: Vec::new(), problems: Vec::new() }
    }

    /// Whether something was found that keeps the file from being shown.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.level == Level::Error)
    }

    /// The path of the value being read.
    pub fn path(&self) -> String {
        path_text(&self.path)
    }

    /// Records an error at a value.
    #[inline(never)]
    pub fn error(&mut self, rule: &'static str, node: &Node, message: String) {
        self.record(Level::Error, rule, node, message);
    }

    /// Records a warning at a value.
    #[inline(never)]
    pub fn warn(&mut self, rule: &'static str, node: &Node, message: String) {
        self.record(Level::Warning, rule, node, message);
    }

    fn record(&mut self, level: Level, rule: &'static str, node: &Node, message: String) {
        let path = self.path();
        self.problems.push(Problem { level, rule, at: node.at, path, message });
    }

    /// Says that a value is of another type than it should be.
    #[inline(never)]
    pub fn expected(&mut self, what: &str, node: &Node) {
        self.error("type", node, format!("{what} is expected here, not {}", node.kind()));
    }

    /// Reads a member of an object.
    fn member<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(Step::Member(name.to_owned()));
        let value = read(self);
        self.path.pop();
        value
    }

    /// Goes through the items of a list; `false` when it is none.
    #[inline(never)]
    pub fn items(&mut self, node: &Node, read: &mut dyn FnMut(&Node, &mut Self)) -> bool {
        let Value::List(items) = &node.value else {
            self.expected("a list", node);
            return false;
        };
        for (index, item) in items.iter().enumerate() {
            self.path.push(Step::Item(index));
            read(item, self);
            self.path.pop();
        }
        true
    }

    /// Goes through the members of an object with free names; `false` when it is none.
    #[inline(never)]
    pub fn members(&mut self, node: &Node, read: &mut dyn FnMut(&str, &Node, &mut Self)) -> bool {
        let Value::Object(members) = &node.value else {
            self.expected("an object", node);
            return false;
        };
        for (name, member) in members {
            self.member(name, |reader| read(name, member, reader));
        }
        true
    }

    /// Asks for the version of a file before anything else of it: a newer file may be right in a way that
    /// this program does not know.
    pub fn version(&mut self, node: &Node, name: &'static str, newest: u32) -> bool {
        let version = node.member(name);
        let number = version.and_then(|version| match &version.value {
            Value::Number(number) => number.parse::<u32>().ok(),
            _ => None,
        });
        match number {
            Some(number) if (1..=newest).contains(&number) => return true,
            Some(number) if number > newest => {
                let message = format!("version {number} is newer than {newest}, the newest that this program reads");
                self.member(name, |reader| reader.error(TOO_NEW, version.unwrap_or(node), message));
            }
            _ => {
                let message = format!("{newest} is expected here: \"{name}\": {newest}");
                self.member(name, |reader| reader.error("version", version.unwrap_or(node), message));
            }
        }
        false
    }

    /// Reads something that the rest can do without: its errors count as warnings.
    pub fn lenient<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let from = self.problems.len();
        let value = read(self);
        for problem in self.problems.iter_mut().skip(from) {
            problem.level = Level::Warning;
        }
        value
    }
}
