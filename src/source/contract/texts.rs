//! Text and its inlines.

use super::super::json::{Node, Value};
use super::super::reader::{FieldShape, Fields, Read, Reader, RecordShape, Shape, words};
use crate::model::{Direction, Inline, Language, Link, Slug, Text};

words! { Direction { "ltr" => Ltr, "rtl" => Rtl, "auto" => Auto, } }

impl Read for Text {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        if let Some(text) = node.as_text() {
            return Some(Self::plain(text));
        }
        if !matches!(node.value, Value::List(_)) {
            reader.expected("text, or a list of inlines,", node);
            return None;
        }
        let mut inlines = Vec::new();
        reader.items(node, |item, reader| {
            // What is wrong within a text never hides the rest of it.
            reader.lenient(|reader| read_inline(item, reader, &mut inlines));
            None::<()>
        });
        Some(Self(inlines))
    }

    fn shape() -> Shape {
        fn text() -> Shape {
            Shape::AnyOf(vec![String::shape(), Shape::List(Box::new(Shape::Named("Inline", inline_shape)))])
        }
        Shape::Named("Text", text)
    }
}

/// Reads an inline. One that is unknown, or that leads where no link may, becomes its text.
fn read_inline(node: &Node, reader: &mut Reader, inlines: &mut Vec<Inline>) {
    if let Some(text) = node.as_text() {
        inlines.push(Inline::Text(text.to_owned()));
        return;
    }
    let Value::Object(_) = node.value else {
        reader.expected("text, or an inline with a \"type\",", node);
        return;
    };
    let kind = node.member("type").and_then(Node::as_text).unwrap_or_default();
    let own: &[&str] = match kind {
        "link" => &["type", "href", "text"],
        "bdi" => &["type", "text", "language", "direction"],
        "footnote" => &["type", "id"],
        "line_break" => &["type"],
        _ => &["type", "text"],
    };
    let Some(fields) = Fields::open(node, reader, &[own]) else { return };
    let text = |reader: &mut Reader| fields.required::<Text>("text", reader).unwrap_or_default();
    let inline = match kind {
        "strong" => Inline::Strong(text(reader)),
        "emphasis" => Inline::Emphasis(text(reader)),
        "sub" => Inline::Sub(text(reader)),
        "sup" => Inline::Sup(text(reader)),
        "code" => Inline::Code(fields.required("text", reader).unwrap_or_default()),
        "line_break" => Inline::LineBreak,
        "link" => match fields.required("href", reader) {
            Some(href) => Inline::Link { href, text: text(reader) },
            None => return inlines.extend(text(reader).0),
        },
        "bdi" => Inline::Bdi {
            language: fields.optional("language", reader),
            direction: fields.default("direction", reader),
            text: text(reader),
        },
        "footnote" => match fields.required("id", reader) {
            Some(id) => Inline::FootnoteMark(id),
            None => return,
        },
        _ => {
            reader.warn(
                "unknown-inline",
                node,
                format!("\"{kind}\" is not a type of inline; its text is shown without it"),
            );
            return inlines.extend(fields.default::<Text>("text", reader).0);
        }
    };
    inlines.push(inline);
}

fn inline_shape() -> Shape {
    fn record(name: &'static str, tag: &'static str, doc: &'static str, fields: Vec<FieldShape>) -> RecordShape {
        RecordShape { name, doc, tag: Some(tag), is_versioned: false, fields }
    }
    fn field(name: &'static str, is_required: bool, doc: &'static str, shape: Shape) -> FieldShape {
        FieldShape { name, doc, is_required, shape }
    }
    fn text() -> FieldShape {
        field("text", true, "The words.", Text::shape())
    }
    Shape::AnyOf(vec![
        String::shape(),
        Shape::Record(|| record("Strong", "strong", "Words of strong importance.", vec![text()])),
        Shape::Record(|| record("Emphasis", "emphasis", "Stressed words.", vec![text()])),
        Shape::Record(|| record("Sub", "sub", "Below the line.", vec![text()])),
        Shape::Record(|| record("Sup", "sup", "Above the line.", vec![text()])),
        Shape::Record(|| {
            let plain = field("text", true, "Program text, shown left to right.", String::shape());
            record("InlineCode", "code", "Program text within a line.", vec![plain])
        }),
        Shape::Record(|| record("LineBreak", "line_break", "A new line in the same paragraph.", Vec::new())),
        Shape::Record(|| {
            let href = field("href", true, "Where it leads.", Link::shape());
            record("LinkInline", "link", "A link.", vec![href, text()])
        }),
        Shape::Record(|| {
            let language = field("language", false, "The language of the words.", Language::shape());
            let direction = field("direction", false, "By the first strong letter if absent.", Direction::shape());
            record("Bdi", "bdi", "Words in another language or direction.", vec![text(), language, direction])
        }),
        Shape::Record(|| {
            let id = field("id", true, "The id of the footnote.", Slug::shape());
            record("FootnoteMark", "footnote", "Points at a footnote.", vec![id])
        }),
    ])
}
