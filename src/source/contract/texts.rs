//! Text and its inlines.

use super::super::json::{Node, Value};
use super::super::reader::{FieldShape, Fill, Names, Read, Reader, RecordShape, Shape, fill_record, words};
use crate::model::{Direction, Inline, Language, Link, Slug, Text};

words! { Direction { "ltr" => Ltr, "rtl" => Rtl, "auto" => Auto, } }

impl Fill for Text {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        if let Some(text) = node.as_text() {
            *self = Self::plain(text);
            return true;
        }
        if !matches!(node.value, Value::List(_)) {
            reader.expected("text, or a list of inlines,", node);
            return false;
        }
        reader.items(node, &mut |item, reader| {
            // What is wrong within a text never hides the rest of it.
            reader.lenient(|reader| read_inline(item, reader, &mut self.0));
        })
    }
}

impl Read for Text {
    fn blank() -> Self {
        Self::default()
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
    let (mut text, mut program) = (Text::default(), String::new());
    let (mut href, mut id) = (None::<Link>, None::<Slug>);
    let (mut language, mut direction) = (None::<Language>, Direction::default());
    let (fields, places): (&'static [_], &mut [&mut dyn Fill]) = match kind {
        "link" => (&[("href", true), ("text", true)], &mut [&mut href, &mut text]),
        "bdi" => (
            &[("language", false), ("direction", false), ("text", true)],
            &mut [&mut language, &mut direction, &mut text],
        ),
        "code" => (&[("text", true)], &mut [&mut program]),
        "footnote" => (&[("id", true)], &mut [&mut id]),
        "line_break" => (&[], &mut []),
        "strong" | "emphasis" | "sub" | "sup" => (&[("text", true)], &mut [&mut text]),
        _ => {
            let message = format!("\"{kind}\" is not a type of inline; its text is shown without it");
            reader.warn("unknown-inline", node, message);
            (&[("text", false)], &mut [&mut text])
        }
    };
    fill_record(node, reader, &Names { fields, others: &["type"] }, places);
    let inline = match kind {
        "strong" => Inline::Strong(text),
        "emphasis" => Inline::Emphasis(text),
        "sub" => Inline::Sub(text),
        "sup" => Inline::Sup(text),
        "code" => Inline::Code(program),
        "line_break" => Inline::LineBreak,
        "bdi" => Inline::Bdi { language, direction, text },
        _ => match (href, id) {
            (Some(href), _) => Inline::Link { href, text },
            (None, Some(id)) => Inline::FootnoteMark(id),
            // Unknown, or without its link.
            (None, None) => return inlines.extend(text.0),
        },
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
