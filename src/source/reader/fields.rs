//! The fields of an object, and the declarations that readers and schema come from.

use super::{Fill, Read, Reader, UnknownFields};
use crate::source::json::{Node, Value};

/// The names of an object's fields.
pub(crate) struct Names {
    /// Each with whether the object is nothing without it.
    pub(crate) fields: &'static [(&'static str, bool)],
    /// Further ones, which are read elsewhere.
    pub(crate) others: &'static [&'static str],
}

/// Fills the fields of an object, each by its name, and reports the members that are not among them; `false` when
/// it is no object, or when a field that it needs is missing or can't be read.
#[inline(never)]
pub(crate) fn fill_record(node: &Node, reader: &mut Reader, names: &Names, fields: &mut [&mut dyn Fill]) -> bool {
    let Value::Object(members) = &node.value else {
        reader.expected("an object", node);
        return false;
    };
    if reader.unknown != UnknownFields::Ignore {
        for (name, value) in members {
            if !names.others.contains(&name.as_str()) && !names.fields.iter().any(|(known, _)| known == name) {
                report_unknown(name, value, reader);
            }
        }
    }
    let mut is_whole = true;
    for ((name, is_required), field) in names.fields.iter().zip(fields) {
        let is_filled = match node.member(name) {
            Some(member) => reader.member(name, |reader| field.fill(member, reader)),
            None => {
                if *is_required {
                    reader.error("missing", node, format!("\"{name}\" is missing here"));
                }
                false
            }
        };
        is_whole &= is_filled || !is_required;
    }
    is_whole
}

impl<T: Read> Fill for Option<T> {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        *self = T::read(node, reader);
        self.is_some()
    }
}

/// An item that can't be read is left out, after it was reported.
impl<T: Read> Fill for Vec<T> {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        reader.items(node, &mut |item, reader| self.extend(T::read(item, reader)))
    }
}

/// An object with free names, in the order of the text.
impl<T: Read> Fill for Vec<(String, T)> {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        reader.members(node, &mut |name, member, reader| {
            self.extend(T::read(member, reader).map(|value| (name.to_owned(), value)));
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
/// `map` (an object with free names). One that only the builder reads carries a `cfg` and stays blank in the browser.
macro_rules! record {
    ($(#[doc = $doc:literal])+ $($versioned:literal)? $type:ident $(as $tag:literal)? {
        $($(#[doc = $field_doc:literal])+ $field:ident: $need:ident $(#[$side:meta])?,)*
    }) => {
        impl $crate::source::reader::Fill for $type {
            fn fill(&mut self, node: &$crate::source::json::Node, reader: &mut $crate::source::reader::Reader) -> bool {
                $(if $versioned == "$schema" && !reader.version(node, "version", $crate::source::CONTENT_VERSION) {
                    return false;
                })?
                const NAMES: $crate::source::reader::Names = $crate::source::reader::Names {
                    fields: &[$($(#[$side])? (stringify!($field), record!(@decides $need)),)*],
                    others: &[$(record!(@tag $tag),)? $($versioned, "version",)?],
                };
                $crate::source::reader::fill_record(node, reader, &NAMES, &mut [$($(#[$side])? &mut self.$field),*])
            }
        }

        impl $crate::source::reader::Read for $type {
            fn blank() -> Self {
                Self { $($field: record!(@blank $need)),* }
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
    (@decides required) => { true };
    (@decides $need:ident) => { false };
    (@blank required) => { $crate::source::reader::Read::blank() };
    (@blank $need:ident) => { Default::default() };
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
    ($type:ident { $first_word:literal => $first:ident, $($word:literal => $variant:ident,)* }) => {
        impl $crate::source::reader::Fill for $type {
            fn fill(&mut self, node: &$crate::source::json::Node, reader: &mut $crate::source::reader::Reader) -> bool {
                *self = match node.as_text() {
                    Some($first_word) => Self::$first,
                    $(Some($word) => Self::$variant,)*
                    _ => {
                        let message = concat!("one of these is expected here: ", $first_word, $(" ", $word),*);
                        reader.error("word", node, message.to_owned());
                        return false;
                    }
                };
                true
            }
        }

        impl $crate::source::reader::Read for $type {
            fn blank() -> Self {
                Self::$first
            }

            fn shape() -> $crate::source::reader::Shape {
                $crate::source::reader::Shape::Words(vec![$first_word, $($word),*])
            }
        }
    };
}

pub(crate) use {record, words};
