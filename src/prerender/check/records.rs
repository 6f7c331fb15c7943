//! The objects of a file that the contract has a name for, each with its place. Which they are comes from the
//! declarations that the reader and the schemas come from, so a new block is walked as soon as it is declared.

use std::collections::HashMap;

use crate::edition::{HistoryFile, RedirectsFile, SiteFile};
use crate::model::{Article, Instant, StaticPage};
use crate::source::json::{Node, Value};
use crate::source::reader::{Read, RecordShape, Shape};

/// The contract's declarations, in a form that a tree can be walked by.
pub(in crate::prerender) struct Contract {
    records: HashMap<&'static str, Form>,
    named: HashMap<&'static str, Step>,
}

/// What a type looks like.
struct Form {
    tag: Option<&'static str>,
    is_versioned: bool,
    fields: Vec<(&'static str, Step)>,
}

/// Where a walk goes on from a value.
enum Step {
    /// Nowhere: text, numbers and the like.
    End,
    /// To the items of a list.
    List(Box<Step>),
    /// To the members of an object with free names.
    Map(Box<Step>),
    /// By the first of these that fits.
    AnyOf(Vec<Step>),
    /// To the fields of a record.
    Record(&'static str),
    /// By a form that is kept under its name.
    Named(&'static str),
}

/// An object that the contract has a name for.
pub(super) struct Record<'a> {
    /// The type's name.
    pub(super) name: &'static str,
    /// The object.
    pub(super) node: &'a Node,
    /// Its JSON path.
    pub(super) path: String,
}

/// A value whose place may be asked for: its path is only written down for a finding.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) node: &'a Node,
}

impl<'a> Record<'a> {
    /// The text of a field.
    pub(super) fn text(&self, field: &str) -> Option<&'a str> {
        self.node.member(field).and_then(Node::as_text)
    }

    /// The whole number of a field.
    pub(super) fn number(&self, field: &str) -> Option<u32> {
        match &self.node.member(field)?.value {
            Value::Number(number) => number.parse().ok(),
            _ => None,
        }
    }

    /// The instant of a field.
    pub(super) fn instant(&self, field: &str) -> Option<Instant> {
        self.text(field).and_then(Instant::parse)
    }

    /// The items of a field; none where it is absent.
    pub(super) fn items(&self, field: &str) -> &'a [Node] {
        match self.node.member(field).map(|node| &node.value) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }

    /// The record itself.
    pub(super) fn spot(&self) -> Spot<'a> {
        Spot { node: self.node }
    }

    /// A field, or the record where the field is absent.
    pub(super) fn field(&self, field: &str) -> Spot<'a> {
        Spot { node: self.node.member(field).unwrap_or(self.node) }
    }

    /// The texts of a list, each with its place.
    pub(super) fn texts(&self, field: &str) -> Vec<(&'a str, Spot<'a>)> {
        self.items(field).iter().filter_map(|node| Some((node.as_text()?, Spot { node }))).collect()
    }
}

impl Contract {
    /// Reads the declarations.
    pub(super) fn new() -> Self {
        let mut contract = Self { records: HashMap::new(), named: HashMap::new() };
        contract.step(SiteFile::shape());
        contract.step(Article::shape());
        contract.step(StaticPage::shape());
        contract.step(RedirectsFile::shape());
        contract.step(HistoryFile::shape());
        contract
    }

    fn step(&mut self, shape: Shape) -> Step {
        match shape {
            Shape::Text { .. }
            | Shape::Integer(..)
            | Shape::Fraction
            | Shape::Boolean
            | Shape::Words(_)
            | Shape::Pair(_) => Step::End,
            Shape::List(item) => Step::List(Box::new(self.step(*item))),
            Shape::Map(value) => Step::Map(Box::new(self.step(*value))),
            Shape::AnyOf(shapes) => Step::AnyOf(shapes.into_iter().map(|shape| self.step(shape)).collect()),
            Shape::Record(record) => self.record(record()),
            Shape::Named(name, shape) => {
                if !self.named.contains_key(name) {
                    // What contains itself finds its own name here.
                    self.named.insert(name, Step::End);
                    let step = self.step(shape());
                    self.named.insert(name, step);
                }
                Step::Named(name)
            }
        }
    }

    fn record(&mut self, RecordShape { name, tag, is_versioned, fields, .. }: RecordShape) -> Step {
        if !self.records.contains_key(name) {
            self.records.insert(name, Form { tag, is_versioned, fields: Vec::new() });
            let fields = fields.into_iter().map(|field| (field.name, self.step(field.shape))).collect();
            self.records.insert(name, Form { tag, is_versioned, fields });
        }
        Step::Record(name)
    }

    /// The names that may stand in an object of a type.
    pub(super) fn fields(&self, record: &str) -> Vec<&'static str> {
        let Some(form) = self.records.get(record) else { return Vec::new() };
        let versioned: &[&str] = if form.is_versioned { &["$schema", "version"] } else { &[] };
        form.fields.iter().map(|(name, _)| *name).chain(form.tag.map(|_| "type")).chain(versioned.to_owned()).collect()
    }

    /// The values that `type` may have, wherever one is asked for.
    pub(super) fn tags(&self) -> Vec<&'static str> {
        self.records.values().filter_map(|form| form.tag).collect()
    }

    /// Whether there is a type of this name.
    pub(super) fn knows(&self, record: &str) -> bool {
        self.records.contains_key(record)
    }

    /// The records of a file, whose root is of a type.
    pub(super) fn walk<'a>(&self, root: &'static str, tree: &'a Node) -> Vec<Record<'a>> {
        let mut records = Vec::new();
        self.follow(&Step::Record(root), tree, &mut "$".to_owned(), &mut records);
        records
    }

    fn follow<'a>(&self, step: &Step, node: &'a Node, path: &mut String, records: &mut Vec<Record<'a>>) {
        let end = path.len();
        match (step, &node.value) {
            (Step::Record(name), Value::Object(_)) => {
                records.push(Record { name, node, path: path.clone() });
                for (field, step) in self.records.get(name).iter().flat_map(|form| &form.fields) {
                    if let Some(member) = node.member(field) {
                        path.push('.');
                        path.push_str(field);
                        self.follow(step, member, path, records);
                        path.truncate(end);
                    }
                }
            }
            (Step::List(step), Value::List(items)) => {
                for (index, item) in items.iter().enumerate() {
                    path.push_str(&format!("[{index}]"));
                    self.follow(step, item, path, records);
                    path.truncate(end);
                }
            }
            (Step::Map(step), Value::Object(members)) => {
                for (name, value) in members {
                    path.push('.');
                    path.push_str(name);
                    self.follow(step, value, path, records);
                    path.truncate(end);
                }
            }
            (Step::Named(name), _) => {
                if let Some(step) = self.named.get(name) {
                    self.follow(step, node, path, records);
                }
            }
            (Step::AnyOf(steps), _) => {
                if let Some(step) = steps.iter().find(|step| self.fits(step, node)) {
                    self.follow(step, node, path, records);
                }
            }
            _ => {}
        }
    }

    fn fits(&self, step: &Step, node: &Node) -> bool {
        match step {
            Step::End | Step::Map(_) => false,
            Step::List(_) => matches!(node.value, Value::List(_)),
            Step::AnyOf(steps) => steps.iter().any(|step| self.fits(step, node)),
            Step::Named(name) => self.named.get(name).is_some_and(|step| self.fits(step, node)),
            Step::Record(name) => {
                let tag = node.member("type").and_then(Node::as_text);
                matches!(node.value, Value::Object(_)) && self.records.get(name).is_some_and(|form| form.tag == tag)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{links, pictures};
    use super::*;
    use crate::model::{Link, Source};
    use crate::prerender::schema::schemas;
    use crate::source::json::{Limits, parse};

    /// The fields of the contract that have the form of a type, as `type.field`.
    fn fields_like<T: Read>() -> BTreeSet<String> {
        let Shape::Text { pattern: Some(pattern), .. } = T::shape() else { panic!("no text of a form of its own") };
        let mut found = BTreeSet::new();
        for (_, schema) in schemas() {
            for (record, form) in schema["$defs"].as_object().unwrap() {
                let fields = form["properties"].as_object().into_iter().flatten();
                let like = fields.filter(|(_, form)| form["pattern"] == pattern);
                found.extend(like.map(|(field, _)| format!("{record}.{field}")));
            }
        }
        found
    }

    #[test]
    fn every_link_and_every_file_of_the_contract_is_looked_after() {
        let name = |(record, field): (&str, &str)| format!("{record}.{field}");
        // Where the site and its source are, and what another site shows, have rules of their own.
        let own = [("SiteFile", "base_url"), ("SiteSource", "url"), ("Embed", "url"), ("FeedSettings", "hub")];
        assert_eq!(fields_like::<Link>(), links::LINKS.into_iter().chain(own).map(name).collect());
        let shown = [("Image", "url"), ("Creative", "image")];
        let files = pictures::FILES.map(|(record, field, _)| (record, field));
        assert_eq!(fields_like::<Source>(), files.into_iter().chain(shown).map(name).collect());
    }

    #[test]
    fn a_walk_names_every_object_at_its_path() {
        let text = r#"{ "lead_image": { "url": "/a.jpg" }, "corrections": [{ "text": "x" }], "body": [
            "p", { "type": "gallery", "items": [{}] },
            { "type": "list", "items": [{ "text": [{ "type": "strong", "text": [{ "type": "footnote" }] }], "items": [{ "text": "y" }] }] },
            { "type": "table", "rows": [[{ "text": "z" }]] },
            { "type": "details", "body": [{ "type": "rule" }] }, { "type": "hologram", "items": [{}] }] }"#;
        let tree = parse(text, Limits::CONTENT).unwrap();
        let records = Contract::new().walk("Article", &tree);
        let found: Vec<String> = records.iter().map(|record| format!("{} {}", record.name, record.path)).collect();
        let expected = [
            "Article $",
            "Image $.lead_image",
            "Gallery $.body[1]",
            "Image $.body[1].items[0]",
            "List $.body[2]",
            "NestedItem $.body[2].items[0]",
            "Strong $.body[2].items[0].text[0]",
            "FootnoteMark $.body[2].items[0].text[0].text[0]",
            "NestedItem $.body[2].items[0].items[0]",
            "Table $.body[3]",
            "MarkedCell $.body[3].rows[0][0]",
            "Details $.body[4]",
            "Rule $.body[4].body[0]",
            "Correction $.corrections[0]",
        ];
        assert_eq!(found, expected);
    }
}
