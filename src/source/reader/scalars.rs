//! The simple values of the contract.

use super::{Fill, Read, Reader, Shape};
use crate::model::{Focus, Instant, Language, Link, Picture, Slug, Source};
use crate::source::json::{Node, Value};

fn text<'a>(node: &'a Node, reader: &mut Reader) -> Option<&'a str> {
    let text = node.as_text();
    if text.is_none() {
        reader.expected("text", node);
    }
    text
}

/// Text that must have a certain form.
fn checked<T>(
    place: &mut T,
    node: &Node,
    reader: &mut Reader,
    rule: &'static str,
    message: &str,
    make: impl FnOnce(&str) -> Option<T>,
) -> bool {
    let Some(text) = text(node, reader) else { return false };
    let value = make(text);
    if value.is_none() {
        reader.error(rule, node, message.to_owned());
    }
    put(place, value)
}

/// Fills a place with a value, if there is one.
fn put<T>(place: &mut T, value: Option<T>) -> bool {
    let is_there = value.is_some();
    if let Some(value) = value {
        *place = value;
    }
    is_there
}

impl Fill for String {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        put(self, text(node, reader).map(str::to_owned))
    }
}

impl Read for String {
    fn blank() -> Self {
        Self::new()
    }

    fn shape() -> Shape {
        Shape::Text { pattern: None, doc: "" }
    }
}

/// With what a build made of it, where the text began with that.
impl Fill for Picture {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        let is_filled = self.file.fill(node, reader);
        for made in reader.pictures.chunks_exact(5) {
            if made[0] == self.file.as_str() {
                self.made = made.to_vec();
            }
        }
        is_filled
    }
}

impl Read for Picture {
    fn blank() -> Self {
        Self { file: Source::blank(), made: Vec::new() }
    }

    fn shape() -> Shape {
        Source::shape()
    }
}

impl Fill for bool {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        match node.value {
            Value::Bool(value) => *self = value,
            _ => {
                reader.expected("true or false", node);
                return false;
            }
        }
        true
    }
}

impl Read for bool {
    fn blank() -> Self {
        false
    }

    fn shape() -> Shape {
        Shape::Boolean
    }
}

/// A whole number within a type's range.
fn integer<T: std::str::FromStr>(node: &Node, reader: &mut Reader) -> Option<T> {
    let Value::Number(number) = &node.value else {
        reader.expected("a whole number", node);
        return None;
    };
    let value = number.parse().ok();
    if value.is_none() {
        reader.error("range", node, "a whole number in the range of the schema is expected here".to_owned());
    }
    value
}

impl Fill for u32 {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        put(self, integer(node, reader))
    }
}

impl Read for u32 {
    fn blank() -> Self {
        0
    }

    fn shape() -> Shape {
        Shape::Integer(0, u32::MAX.into())
    }
}

impl Fill for i32 {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        put(self, integer(node, reader))
    }
}

impl Read for i32 {
    fn blank() -> Self {
        0
    }

    fn shape() -> Shape {
        Shape::Integer(i32::MIN.into(), i32::MAX.into())
    }
}

impl Fill for (i64, i32) {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        match &node.value {
            Value::List(pair) if pair.len() == 2 => put(self, integer(&pair[0], reader).zip(integer(&pair[1], reader))),
            _ => {
                reader.expected("a pair of numbers", node);
                false
            }
        }
    }
}

impl Read for (i64, i32) {
    fn blank() -> Self {
        (0, 0)
    }

    fn shape() -> Shape {
        Shape::Pair(Box::new(i32::shape()))
    }
}

impl Fill for Focus {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        let point = match &node.value {
            Value::List(pair) if pair.len() == 2 => per_cent(&pair[0]).zip(per_cent(&pair[1])),
            _ => None,
        };
        if point.is_none() {
            reader.error("focus", node, "two numbers from 0 to 1 are expected here, as in [0.5, 0.3]".to_owned());
        }
        put(self, point.map(|(x, y)| Self { x, y }))
    }
}

impl Read for Focus {
    fn blank() -> Self {
        Self { x: 50, y: 50 }
    }

    fn shape() -> Shape {
        Shape::Pair(Box::new(Shape::Fraction))
    }
}

/// A fraction such as `0.35`, in per cent, without floats.
fn per_cent(node: &Node) -> Option<u8> {
    let Value::Number(number) = &node.value else {
        return None;
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digit = |at: usize| fraction.as_bytes().get(at).map_or(0, |byte| byte.wrapping_sub(b'0'));
    match whole {
        "0" if fraction.bytes().all(|byte| byte.is_ascii_digit()) => Some(digit(0) * 10 + digit(1)),
        "1" if fraction.bytes().all(|byte| byte == b'0') => Some(100),
        _ => None,
    }
}

impl Fill for Slug {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        let message = "a slug has letters, digits, hyphens and underscores only, and at most 200 bytes";
        checked(self, node, reader, "slug", message, Self::new)
    }
}

impl Read for Slug {
    fn blank() -> Self {
        Self::blank()
    }

    fn shape() -> Shape {
        Shape::Text { pattern: Some("^[^\\s/?#%.\\\\]+$"), doc: "A slug: letters, digits, hyphens and underscores." }
    }
}

impl Fill for Link {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        let message = "a link begins with https://, http://, mailto:, tel:, /, # or ?";
        checked(self, node, reader, "link", message, Self::new)
    }
}

impl Read for Link {
    fn blank() -> Self {
        Self::blank()
    }

    fn shape() -> Shape {
        Shape::Text {
            pattern: Some("^\\s*([Hh][Tt][Tt][Pp][Ss]?:|mailto:|tel:|[/#?])"),
            doc: "An address: https://, http://, mailto:, tel:, or a path that begins with /.",
        }
    }
}

impl Fill for Source {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        let message = "a file's address begins with https://, http:// or /";
        checked(self, node, reader, "link", message, Self::new)
    }
}

impl Read for Source {
    fn blank() -> Self {
        Self::blank()
    }

    fn shape() -> Shape {
        Shape::Text {
            pattern: Some("^\\s*([Hh][Tt][Tt][Pp][Ss]?:|/)"),
            doc: "A file: https://, http://, or a path that begins with /.",
        }
    }
}

impl Fill for Instant {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        let message = "a date and time with offset is expected here, as in 2026-01-07T09:40:00+03:00 (RFC 3339)";
        checked(self, node, reader, "date", message, Self::parse)
    }
}

impl Read for Instant {
    fn blank() -> Self {
        Self::from_millis(0)
    }

    fn shape() -> Shape {
        Shape::Text {
            pattern: Some("^\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})$"),
            doc: "RFC 3339, with offset: 2026-01-07T09:40:00+03:00.",
        }
    }
}

impl Fill for Language {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        checked(
            self,
            node,
            reader,
            "language",
            "a language tag is expected here, as in ar or ar-KW (BCP 47)",
            Self::new,
        )
    }
}

impl Read for Language {
    fn blank() -> Self {
        Self::blank()
    }

    fn shape() -> Shape {
        Shape::Text { pattern: Some("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"), doc: "A BCP 47 tag: ar, ar-KW." }
    }
}
