//! What an HTML parser makes of a page is what the app would have drawn: it takes the page over as it stands, and leaves
//! alone what has another shape than the one that was written into the document.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;
use serde_json::Value;

use crate::site_test::{SiteTest, messages, root};

/// The children of a document's node, as a browser with scripts has them.
fn parse(html: &str) -> Handle {
    parse_document(RcDom::default(), ParseOpts::default()).one(html).document
}

fn attribute(node: &Handle, wanted: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    attrs.borrow().iter().find(|attribute| &*attribute.name.local == wanted).map(|found| found.value.to_string())
}

/// The first element, in the order of the document, whose attribute has a value.
fn find(node: &Handle, name: &str, value: &str) -> Option<Handle> {
    if attribute(node, name).as_deref() == Some(value) {
        return Some(node.clone());
    }
    node.children.borrow().iter().find_map(|child| find(child, name, value))
}

/// A tree as HTML, by rules that give each tree its own text.
fn write(node: &Handle, html: &mut String) {
    let escaped = |text: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        text.replace('"', "&quot;").replace('\r', "&#13;")
    };
    match &node.data {
        NodeData::Text { contents } => *html += &escaped(&contents.borrow()),
        NodeData::Element { name, attrs, .. } => {
            *html += &format!("<{}", name.local);
            for attribute in attrs.borrow().iter() {
                *html += &format!(" {}=\"{}\"", attribute.name.local, escaped(&attribute.value));
            }
            html.push('>');
            if matches!(&*name.local, "br" | "hr" | "img" | "source" | "track") {
                return;
            }
            node.children.borrow().iter().for_each(|child| write(child, html));
            *html += &format!("</{}>", name.local);
        }
        _ => {}
    }
}

/// The shape of a tree, as the loader computes it.
fn shape(node: &Handle) -> String {
    fn walk(node: &Handle, add: &mut impl FnMut(&str)) {
        for child in node.children.borrow().iter() {
            match &child.data {
                NodeData::Text { contents } => add(&contents.borrow()),
                NodeData::Element { name, .. } if attribute(child, "class").as_deref() != Some("masthead-date") => {
                    add("<");
                    add(&name.local);
                    walk(child, add);
                }
                _ => {}
            }
        }
    }
    let mut hash = 0x811c_9dc5_u32;
    walk(node, &mut |text| {
        for unit in text.encode_utf16() {
            hash = (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193);
        }
    });
    format!("{hash:x}")
}

/// What is wrong with a built page; `None` where a parser makes of it what was meant.
fn difference(test: &SiteTest, path: &str) -> Option<String> {
    let view = test.page(path);
    let mut parsed = String::new();
    let of_view = parse(&format!("<!doctype html><body><div id=\"here\">{view}</div>"));
    find(&of_view, "id", "here")?.children.borrow().iter().for_each(|child| write(child, &mut parsed));
    if parsed != view {
        let same = view.chars().zip(parsed.chars()).take_while(|(left, right)| left == right).count();
        let part = |html: &str| html.chars().skip(same.saturating_sub(80)).take(160).collect::<String>();
        return Some(format!("{path}\nwritten: {}\nparsed:  {}", part(&view), part(&parsed)));
    }
    let document = parse(&test.built(&format!("{path}index.html"))?);
    let Some(own) = find(&document, "id", "khabar") else {
        return Some(format!("{path} has no root"));
    };
    let (written, parsed) = (attribute(&own, "data-shape").unwrap_or_default(), shape(&own));
    (written != parsed).then(|| format!("{path} has the shape {parsed}, and its document says {written}"))
}

/// An article of the gallery, every text of it replaced by the answer of a function.
fn gallery(name: &str, text: &mut impl FnMut(&str) -> Option<String>) -> String {
    fn walk(value: &mut Value, key: &str, text: &mut impl FnMut(&str) -> Option<String>) {
        match value {
            Value::String(old) => {
                let is_text = matches!(
                    key,
                    "text"
                        | "caption"
                        | "alt"
                        | "title"
                        | "name"
                        | "credit"
                        | "body"
                        | "items"
                        | "rows"
                        | "headline"
                        | "standfirst"
                        | "kicker"
                        | "source"
                        | "summary"
                        | "label"
                        | "transcript"
                        | "alternative_headline"
                );
                if let Some(new) = is_text.then(|| text(old)).flatten() {
                    *old = new;
                }
            }
            Value::Array(values) => values.iter_mut().for_each(|value| walk(value, key, text)),
            Value::Object(members) => members.iter_mut().for_each(|(key, value)| walk(value, key, text)),
            _ => {}
        }
    }
    let file = root().join(format!("tests/fixtures/gallery/{name}.json"));
    let mut article: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    walk(&mut article, "", text);
    article["id"] = name.into();
    article.to_string()
}

/// Texts that a parser might read otherwise than they were meant.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let piece = prop_oneof![
        3 => "[a-zA-Z0-9خبرً٣ .,:;!?'()+@#%$/_°–«»\u{200c}\u{200e}\u{200f}\u{202e}\u{202c}\u{2066}\u{2069}-]{0,20}",
        2 => "[\r\n\t\0\u{b}\u{c}\u{1f}\u{7f}\u{85}\u{a0}\u{2028}\u{feff}\u{fffe}\u{fffd}\u{1f600}]{1,4}",
        2 => "[<>&\"'=`/!;#-]{1,5}",
        1 => prop::sample::select(vec![
            "</p>", "<p>", "<!-- ", "-->", "</script>", "<script>", "]]>", "<![CDATA[", "&amp;", "&amp", "&notit;", "&#0;", "&#13;",
            "&#x80;", "&lt;", "<a href=x>", "</a>", "<table>", "<select>", "<svg><style>", "</div>", "<template>", "<plaintext>", "\r\n",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat()), 24)
}

#[test]
fn every_sample_page_is_what_a_parser_makes_of_it() {
    let test = SiteTest::new();
    let report = test.build_from(&root().join("public"));
    assert!(!report.has_errors(), "{}", messages(&test, &report));
    let pages: Vec<String> =
        test.built_files().iter().filter_map(|file| file.strip_suffix("page.v1.json").map(str::to_owned)).collect();
    assert!(pages.len() > 60);
    let wrong: Vec<String> = pages.iter().filter_map(|path| difference(&test, path)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn hard_content_is_what_a_parser_makes_of_it() {
    let long = "خبر ".repeat(25_000);
    let test = SiteTest::new()
        .file("public/articles/rtl.json", &gallery("blocks-rtl", &mut |_| None))
        .file("public/articles/ltr.json", &gallery("blocks-ltr", &mut |_| None))
        .article("long", &format!(r#""body": ["{long}", {{ "type": "code", "text": "\n\n{long}\r\na\rb" }}]"#));
    let hard = root().join("tests/fixtures/hard/articles");
    let mut slugs = vec!["rtl".to_owned(), "ltr".to_owned(), "long".to_owned()];
    for file in std::fs::read_dir(hard).unwrap().flatten() {
        let name = file.file_name().into_string().unwrap();
        std::fs::copy(file.path(), test.path("public/articles").join(&name)).unwrap();
        slugs.push(name.replace(".json", ""));
    }
    let report = test.build();
    let built: Vec<&String> =
        slugs.iter().filter(|slug| test.built(&format!("article/{slug}/page.v1.json")).is_some()).collect();
    assert!(built.len() > 8, "{}", messages(&test, &report));
    let wrong: Vec<String> = built.iter().filter_map(|slug| difference(&test, &format!("article/{slug}/"))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn every_block_is_what_a_parser_makes_of_it_whatever_its_words(texts in texts(), is_rtl: bool) {
        let mut next = texts.iter().cycle();
        let article = gallery(if is_rtl { "blocks-rtl" } else { "blocks-ltr" }, &mut |_| next.next().cloned());
        let test = SiteTest::new().file("public/articles/a.json", &article);
        let report = test.build();
        prop_assert!(test.built("article/a/page.v1.json").is_some(), "{}", messages(&test, &report));
        prop_assert_eq!(difference(&test, "article/a/"), None);
    }
}
