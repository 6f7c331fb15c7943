//! Markup as a value: elements, attributes and text, and nothing that could run.
//!
//! Everything that a page says is static between two navigations, so it needs no reactive view of its own
//! type for each place: one element type is drawn by one piece of code, in the browser and natively. In
//! Leptos an [`Element`] is a view like any other. `docs/decisions/0004-markup-as-a-value.md` has the figures.

use std::borrow::Cow;

use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::{CastFrom, Rndr, types};
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};

use crate::model::Language;
use crate::platform;

/// A piece of markup.
#[derive(Clone, Debug, PartialEq)]
pub enum Markup {
    /// Words; never read as markup.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element with what is in it.
///
/// It is one pointer, and what adds to it is not inlined: components are long chains of such calls, and an element that
/// is moved as a whole at each of them costs readers about five kilobytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Element(Box<Parts>);

#[derive(Clone, Debug, PartialEq)]
struct Parts {
    tag: &'static str,
    attributes: Vec<(&'static str, Cow<'static, str>)>,
    children: Vec<Markup>,
}

/// An element of a class.
#[inline(never)]
pub fn element(tag: &'static str, class: &'static str) -> Element {
    plain(tag).attribute("class", class)
}

/// An element without a class.
#[inline(never)]
pub fn plain(tag: &'static str) -> Element {
    Element(Box::new(Parts { tag, attributes: Vec::new(), children: Vec::new() }))
}

impl Element {
    /// With an attribute.
    #[inline(never)]
    pub fn attribute(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.0.attributes.push((name, value.into()));
        self
    }

    /// With attributes that are always the same.
    #[inline(never)]
    pub fn attributes(self, attributes: &'static [(&'static str, &'static str)]) -> Self {
        attributes.iter().fold(self, |element, (name, value)| element.attribute(name, *value))
    }

    /// With an attribute, where there is a value for it.
    #[inline(never)]
    pub fn optional(self, name: &'static str, value: Option<impl Into<Cow<'static, str>>>) -> Self {
        match value {
            Some(value) => self.attribute(name, value),
            None => self,
        }
    }

    /// With the language of its words and the direction of that, where they are in another one than those around it.
    #[inline(never)]
    pub fn in_language(self, language: &Language, around: &Language) -> Self {
        if language == around {
            return self;
        }
        self.attribute("lang", language.as_str().to_owned()).attribute("dir", language.direction().as_str())
    }

    /// With words at its end. Words beside words become one text, as an HTML parser would have it.
    #[inline(never)]
    pub fn text(mut self, text: &str) -> Self {
        self.push(Markup::Text(text.to_owned()));
        self
    }

    /// With an element at its end.
    #[inline(never)]
    pub fn child(mut self, child: Element) -> Self {
        self.0.children.push(Markup::Element(child));
        self
    }

    /// With elements at its end: a list of them, or one that may not be there.
    pub fn children(self, children: impl IntoIterator<Item = Element>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// With words and elements at its end.
    #[inline(never)]
    pub fn markup(mut self, markup: Vec<Markup>) -> Self {
        for piece in markup {
            self.push(piece);
        }
        self
    }

    fn push(&mut self, piece: Markup) {
        let children = &mut self.0.children;
        match (children.last_mut(), piece) {
            (_, Markup::Text(text)) if text.is_empty() => {}
            (Some(Markup::Text(before)), Markup::Text(text)) => before.push_str(&text),
            (_, piece) => children.push(piece),
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.children.is_empty()
    }

    /// The element, where there is anything in it.
    pub fn unless_empty(self) -> Option<Self> {
        (!self.is_empty()).then_some(self)
    }

    /// As HTML.
    pub fn write_html(&self, html: &mut String) {
        html.push('<');
        html.push_str(self.0.tag);
        for (name, value) in &self.0.attributes {
            html.push(' ');
            html.push_str(name);
            html.push_str("=\"");
            escape(value, html);
            html.push('"');
        }
        html.push('>');
        if matches!(self.0.tag, "br" | "hr" | "img" | "source" | "track") {
            return;
        }
        for child in &self.0.children {
            match child {
                Markup::Text(text) => escape(text, html),
                Markup::Element(element) => element.write_html(html),
            }
        }
        html.push_str("</");
        html.push_str(self.0.tag);
        html.push('>');
    }

    /// As an element that stands nowhere yet: nothing in it is fetched before it is put into the document.
    pub fn draw(&self) -> types::Element {
        let drawn = platform::create_element(self.0.tag);
        for (name, value) in &self.0.attributes {
            Rndr::set_attribute(&drawn, name, value);
        }
        for child in &self.0.children {
            match child {
                Markup::Text(text) => Rndr::insert_node(&drawn, &Rndr::create_text_node(text), None),
                Markup::Element(element) => Rndr::insert_node(&drawn, &element.draw(), None),
            }
        }
        drawn
    }
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            // As it stands, a parser would make a line feed of it.
            '\r' => html.push_str("&#13;"),
            c => html.push(c),
        }
    }
}

/// An element that was drawn.
pub struct Drawn(types::Element);

impl Mountable for Drawn {
    fn unmount(&mut self) {
        Rndr::remove(&self.0);
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        Rndr::insert_node(parent, &self.0, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = Rndr::get_parent(&self.0).and_then(types::Element::cast_from);
        if let Some(parent) = &parent {
            child.mount(parent, Some(&self.0));
        }
        parent.is_some()
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.0.clone()]
    }
}

impl Render for Element {
    type State = Drawn;

    fn build(self) -> Drawn {
        Drawn(self.draw())
    }

    fn rebuild(self, state: &mut Drawn) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl AddAnyAttr for Element {
    type Output<NewAttribute: Attribute> = Self;

    fn add_any_attr<NewAttribute: Attribute>(self, _attribute: NewAttribute) -> Self {
        self
    }
}

impl RenderHtml for Element {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        html: &mut String,
        position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra_attributes: Vec<AnyAttribute>,
    ) {
        self.write_html(html);
        *position = Position::NextChild;
    }

    /// Takes over the element that the cursor is at, as it stands: nothing in it needs a listener.
    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Drawn {
        match position.get() {
            Position::FirstChild => cursor.child(),
            _ => cursor.sibling(),
        }
        position.set(Position::NextChild);
        Drawn(types::Element::cast_from(cursor.current()).unwrap_or_else(|| self.draw()))
    }

    fn into_owned(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(element: &Element) -> String {
        let mut html = String::new();
        element.write_html(&mut html);
        html
    }

    #[test]
    fn words_and_values_are_never_read_as_markup() {
        let hostile = "<script>alert(1)</script>\"'&";
        let link = plain("a").attribute("href", hostile).text(hostile);
        let escaped = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;'&amp;";
        assert_eq!(html(&link), format!("<a href=\"{escaped}\">{escaped}</a>"));
    }

    #[test]
    fn words_beside_words_are_one_text() {
        let element = plain("p").text("a").text("").text("b").child(plain("br")).text("c");
        assert_eq!(element.0.children.len(), 3);
        assert_eq!(html(&element), "<p>ab<br>c</p>");
    }

    #[test]
    fn leptos_renders_it_as_it_stands() {
        assert_eq!(plain("p").text("a < b").to_html(), "<p>a &lt; b</p>");
    }
}
