//! The fields of an object, and the declarations that readers and schema come from.

use super::{Read, Reader, UnknownFields};
use crate::source::json::{Node, Step, Value};

/// An object that is being read.
pub(crate) struct Fields<'a> {
    node: &'a Node,
}

impl<'a> Fields<'a> {
    /// Opens an object, and reports the fields that are not among `known`.
    pub(crate) fn open(node: &'a Node, reader: &mut Reader, known: &[&[&str]]) -> Option<Self> {
        let Value::Object(members) = &node.value else {
            reader.expected("an object", node);
            return None;
        };
        if reader.unknown != UnknownFields::Ignore {
            for (name, value) in members {
                if !known.iter().any(|names| names.contains(&name.as_str())) {
                    report_unknown(name, value, reader);
                }
            }
        }
        Some(Self { node })
    }

    /// A field that must be there.
    pub(crate) fn required<T: Read>(&self, name: &'static str, reader: &mut Reader) -> Option<T> {
        self.miss(name, reader);
        self.optional(name, reader)
    }

    #[inline(never)]
    fn miss(&self, name: &'static str, reader: &mut Reader) {
        if self.node.member(name).is_none() {
            reader.error("missing", self.node, format!("\"{name}\" is missing here"));
        }
    }

    /// Goes to a member, if it is there; the caller comes back by [`Reader::leave`]. What all types share is not
    /// generated for each of them.
    #[inline(never)]
    fn enter(&self, name: &'static str, reader: &mut Reader) -> Option<&'a Node> {
        let node = self.node.member(name)?;
        reader.path.push(Step::Member(name.to_owned()));
        Some(node)
    }

    /// A field that may be absent.
    pub(crate) fn optional<T: Read>(&self, name: &'static str, reader: &mut Reader) -> Option<T> {
        let node = self.enter(name, reader)?;
        let value = T::read(node, reader);
        reader.leave();
        value
    }

    /// A field that takes its type's default when absent.
    pub(crate) fn default<T: Read + Default>(&self, name: &'static str, reader: &mut Reader) -> T {
        self.optional(name, reader).unwrap_or_default()
    }

    /// A field that should be there: the schema asks for it and `khabar check` misses it, and the rest is shown
    /// without it.
    pub(crate) fn expected<T: Read + Default>(&self, name: &'static str, reader: &mut Reader) -> T {
        self.default(name, reader)
    }

    /// A list that may be absent.
    pub(crate) fn many<T: Read>(&self, name: &'static str, reader: &mut Reader) -> Vec<T> {
        let Some(node) = self.enter(name, reader) else {
            return Vec::new();
        };
        let items = reader.items(node, T::read).unwrap_or_default();
        reader.leave();
        items
    }

    /// An object with free names, in the order of the text.
    pub(crate) fn map<T: Read>(&self, name: &'static str, reader: &mut Reader) -> Vec<(String, T)> {
        let Some(node) = self.node.member(name) else {
            return Vec::new();
        };
        reader.member(name, |reader| {
            let Value::Object(members) = &node.value else {
                reader.expected("an object", node);
                return Vec::new();
            };
            let read = |(key, node): &(String, Node)| {
                let value = reader.member(key, |reader| T::read(node, reader))?;
                Some((key.clone(), value))
            };
            members.iter().filter_map(read).collect()
        })
    }
}

fn report_unknown(name: &str, value: &Node, reader: &mut Reader) {
    let refuse = reader.unknown == UnknownFields::Refuse;
    let message = format!("\"{name}\" is not a field of this object");
    reader.member(name, |reader| match refuse {
        true => reader.error("unknown-field", value, message),
        false => reader.warn("unknown-field", value, message),
    });
}

/// Declares the fields of a type: how it is read, and its part of the schema.
///
/// A field is `required`, `expected` (required by the schema, its type's default when absent all the same),
/// `optional` (an `Option`), `default` (its type's default when absent), `many` (a `Vec`, empty when absent) or
/// `map` (an object with free names).
macro_rules! record {
    ($(#[doc = $doc:literal])+ $($versioned:literal)? $type:ident $(as $tag:literal)? {
        $($(#[doc = $field_doc:literal])+ $field:ident: $need:ident,)*
    }) => {
        impl $crate::source::reader::Read for $type {
            fn read(
                node: &$crate::source::json::Node,
                reader: &mut $crate::source::reader::Reader,
            ) -> Option<Self> {
                $(if $versioned == "$schema" {
                    reader.version(node, "version", $crate::source::CONTENT_VERSION)?;
                })?
                let known: &[&[&str]] = &[&[$(stringify!($field)),*], &[$(record!(@tag $tag))?], &[$($versioned, "version")?]];
                let fields = $crate::source::reader::Fields::open(node, reader, known)?;
                $(let $field = fields.$need(stringify!($field), reader);)*
                // Asked once for all: one way out of here is half the code of one for each field.
                if $(record!(@is_absent $need $field))||* {
                    return None;
                }
                Some(Self { $($field: record!(@take $need $field)),* })
            }

            fn shape() -> $crate::source::reader::Shape {
                fn record() -> $crate::source::reader::RecordShape {
                    $crate::source::reader::RecordShape {
                        name: stringify!($type),
                        doc: concat!($($doc),+).trim_ascii_start(),
                        tag: None$(.or(Some($tag)))?,
                        is_versioned: false$(|| $versioned == "$schema")?,
                        fields: vec![$($crate::source::reader::FieldShape {
                            name: stringify!($field),
                            doc: concat!($($field_doc),+).trim_ascii_start(),
                            is_required: record!(@required $need),
                            shape: record!(@shape $need $type $field),
                        }),*],
                    }
                }
                $crate::source::reader::Shape::Record(record)
            }
        }
    };
    (@tag $tag:literal) => { "type" };
    (@is_absent required $field:ident) => { $field.is_none() };
    (@is_absent $need:ident $field:ident) => { false };
    (@take required $field:ident) => { $field? };
    (@take $need:ident $field:ident) => { $field };
    (@required required) => { true };
    (@required expected) => { true };
    (@required $need:ident) => { false };
    (@shape required $type:ident $field:ident) => { $crate::source::reader::of_field(|record: &$type| &record.$field) };
    (@shape expected $type:ident $field:ident) => { $crate::source::reader::of_field(|record: &$type| &record.$field) };
    (@shape default $type:ident $field:ident) => { $crate::source::reader::of_field(|record: &$type| &record.$field) };
    (@shape optional $type:ident $field:ident) => { $crate::source::reader::of_optional(|record: &$type| &record.$field) };
    (@shape many $type:ident $field:ident) => { $crate::source::reader::of_many(|record: &$type| &record.$field) };
    (@shape map $type:ident $field:ident) => { $crate::source::reader::of_map(|record: &$type| &record.$field) };
}

/// Declares the words that stand for the variants of a type.
macro_rules! words {
    ($type:ident { $($word:literal => $variant:ident,)+ }) => {
        impl $crate::source::reader::Read for $type {
            fn read(
                node: &$crate::source::json::Node,
                reader: &mut $crate::source::reader::Reader,
            ) -> Option<Self> {
                match node.as_text() {
                    $(Some($word) => return Some(Self::$variant),)+
                    _ => reader.error("word", node, concat!("one of these is expected here: ", $($word, " "),+).trim_ascii_end().to_owned()),
                }
                None
            }

            fn shape() -> $crate::source::reader::Shape {
                $crate::source::reader::Shape::Words(vec![$($word),+])
            }
        }
    };
}

pub(crate) use {record, words};
