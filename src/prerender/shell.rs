//! The document that the app comes to life in: `index.html` with its slots filled.

use std::fs;
use std::sync::Arc;

use base64::Engine;
use html_escape::{encode_double_quoted_attribute as attribute, encode_text as text};
use leptos::prelude::{Owner, RenderHtml};
use sha2::{Digest, Sha256};

use super::app_files::{App, Sheet};
use super::cards::Cards;
use super::content::SiteContent;
use super::head::Machines;
use super::output::Files;
use super::pictures::Pictures;
use super::sheets::Part;
use super::{Audience, Finding, Options, Report, feeds, trunk};
use crate::app::{Shown, frame, under_masthead};
use crate::edition::{DocumentWords, FeedSettings};
use crate::model::{Instant, Player};
use crate::pages::{Context, Page, empty_view};
use crate::source::PageData;

/// The document with everything filled in that all pages share.
pub(super) struct Shell {
    document: String,
    /// What page data begins with: the program that it was written for.
    signature: String,
    /// What a document without its page says to readers without script, or without the app.
    ways_on: String,
    not_found_title: String,
    /// The parts of the sheet that some pages need.
    parts: Vec<Part>,
    machines: Machines,
    /// Whether pages are drawn into their documents; the app fetches them where they are not.
    is_drawn: bool,
    /// By which sponsors are chosen.
    now: Instant,
    /// The feeds that pages lead to; nobody but readers has any.
    feeds: Option<FeedSettings>,
    /// What became of the pictures, for the head of a page.
    pictures: Arc<Pictures>,
    /// The cards, for the same.
    cards: Cards,
}

const POLICY: &str = "<!-- slot:policy -->";
const HEAD: &str = "<!-- slot:head -->";
const FAULT: &str = "<!-- slot:fault -->";
const WAYS_ON: &str = "<!-- slot:ways-on -->";
const ROOT: &str = "<!-- slot:root -->";
const DATA: &str = "<!-- slot:data -->";
const PROBLEMS: &str = "<!-- slot:problems -->";
const LANGUAGE: &str = "SLOT-LANGUAGE";
const DIRECTION: &str = "SLOT-DIRECTION";
const SCRIPT: &str = "/SLOT-SCRIPT";
const PROGRAM: &str = "/SLOT-PROGRAM";
const STYLE: &str = "<!-- slot:style -->";
/// Within what fills the slot before: the parts of the sheet that a page needs.
const PARTS: &str = "<!-- slot:parts -->";
const SHEET: &str = "/SLOT-SHEET";
const HOUSE: &str = "SLOT-HOUSE";
const BASE: &str = "/SLOT-BASE/";

impl Shell {
    /// Reads the app's `index.html`; `None` after its problem was recorded.
    pub(super) fn read(
        options: &Options,
        site: &SiteContent,
        app: &App,
        pictures: &Arc<Pictures>,
        cards: Cards,
        report: &mut Report,
    ) -> Option<Self> {
        let mut template = template(options, report)?;
        if options.audience == Audience::Preview {
            template = without_loader(&template);
        }
        let context = &site.context;
        let edition = &context.site.edition;
        let words = edition.words;
        let own = DocumentWords::of(&edition.file.language);
        let sections: String = context
            .menu()
            .iter()
            .map(|item| format!("<li><a href=\"{}\">{}</a></li>", attribute(&item.href), text(&item.text)))
            .collect();
        // No `<h1>`: these words lie hidden in every page, and a page has one headline.
        let name = format!("<p class=\"nameplate\" role=\"heading\" aria-level=\"1\">{}</p>", text(&edition.file.name));
        let ways_on = |sentence: &str| format!("{name}<p>{}</p><ul>{sections}</ul>", text(sentence));
        let fault = format!("<p>{}</p><a class=\"button\" href=\"\">{}</a>", text(own.fault), text(words.reload));
        let data = format!("<script type=\"application/json\" id=\"site-data\">{}</script>", inline_json(&site.data()));
        for (from, to) in &app.renamed {
            template = template.replace(&format!("{BASE}{from}"), &format!("{BASE}{to}"));
        }
        let style = match &app.sheet {
            Sheet::Linked(sheet) => {
                format!("<link rel=\"stylesheet\" href=\"{}\">", attribute(&context.site.href(sheet)))
            }
            Sheet::Inline { own, .. } => format!("<style>{own}</style>{PARTS}"),
        };
        let rest = match &app.sheet {
            Sheet::Linked(_) => String::new(),
            Sheet::Inline { rest, .. } => rest.as_ref().map(|rest| context.site.href(rest)).unwrap_or_default(),
        };
        let policy = match options.audience {
            Audience::Readers | Audience::Editors => {
                template = without_comments(&template);
                let policy = policy(&template, &app.sheet);
                format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", attribute(&policy))
            }
            Audience::Newsroom { .. } | Audience::Preview => String::new(),
        };
        let ways_on = format!(
            "<noscript><div role=\"region\" aria-label=\"{paper}\" class=\"no-script\">{}</div></noscript>\n<div id=\"no-app\" role=\"region\" aria-label=\"{paper}\" class=\"no-script\" hidden>{}</div>",
            ways_on(own.no_script),
            ways_on(own.no_app),
            paper = attribute(&edition.file.name)
        );
        let document = template
            .replace(LANGUAGE, edition.file.language.as_str())
            .replace(DIRECTION, edition.direction.as_str())
            .replace(BASE, &attribute(&context.site.base))
            .replace(SCRIPT, &attribute(&context.site.href(&app.script)))
            .replace(PROGRAM, &attribute(&context.site.href(&app.program)))
            .replace(SHEET, &attribute(&rest))
            .replace(STYLE, &style)
            .replace(HOUSE, &attribute(own.sponsor_house))
            .replace(POLICY, &policy)
            .replace(FAULT, &fault)
            .replace(PROBLEMS, "")
            .replace(DATA, &data);
        let not_found_title = format!("{} - {}", words.not_found_title, edition.file.name);
        // While developing, what a component draws comes from the app alone, which is built anew at each save.
        let is_drawn = !matches!(options.audience, Audience::Newsroom { .. });
        let signature = format!("{{\"app\":{},", serde_json::Value::from(context.site.href(&app.program)));
        let pictures = Arc::clone(pictures);
        let parts = match &app.sheet {
            Sheet::Linked(_) => Vec::new(),
            Sheet::Inline { parts, .. } => parts.clone(),
        };
        let feeds = (options.audience == Audience::Readers).then(|| site.feeds.clone());
        Some(Self {
            document,
            signature,
            ways_on,
            not_found_title,
            parts,
            machines: Machines::new(site),
            is_drawn,
            now: options.now,
            feeds,
            pictures,
            cards,
        })
    }

    /// The data of a page, as what this build's app alone reads.
    pub(super) fn signed(&self, data: &str) -> String {
        data.replacen('{', &self.signature, 1)
    }

    /// The document at the address of a page, made of its data.
    pub(super) fn page(&self, context: &Context, data: &PageData, page: Page) -> Vec<u8> {
        let head = page.head(context);
        let said = self.machines.say(context, (&self.pictures, &self.cards), &head, data);
        let feeds = self.feeds.iter().flat_map(|settings| feeds::links(context, settings, &data.path, &head.title));
        let feeds: String = feeds.map(|link| link.html()).collect();
        let head = format!(
            "<title>{}</title>\n<meta name=\"description\" content=\"{}\">\n<link rel=\"canonical\" href=\"{}\">{}{feeds}",
            text(&head.title),
            attribute(&head.description),
            attribute(&head.canonical),
            said.tags
        );
        match self.is_drawn {
            true => {
                let (current, branch) = (context.site.href(&data.path), page.branch(context));
                let html = framed(context, Some(page), &current, &branch, self.now);
                self.document(&head, &html, &format!(" data-shape=\"{}\"", shape(&html)), &said.graph)
            }
            false => self.empty(context, &head),
        }
    }

    /// The document for addresses that the site does not have, or does not have yet.
    pub(super) fn not_found(&self, context: &Context) -> Vec<u8> {
        let title = text(&self.not_found_title);
        self.empty(context, &format!(
            "<title>{title}</title>\n<meta name=\"description\" content=\"\">\n<meta name=\"robots\" content=\"noindex\">"
        ))
    }

    /// A document with the place for a page, which the app fetches.
    fn empty(&self, context: &Context, head: &str) -> Vec<u8> {
        self.document(head, &framed(context, None, "", "", self.now), "", &self.ways_on)
    }

    /// `after` stands behind the page.
    fn document(&self, head: &str, html: &str, shape: &str, after: &str) -> Vec<u8> {
        let root = format!("<div id=\"khabar\"{shape}>{html}</div>");
        // Without a page any may come.
        let needed = self.parts.iter().filter(|part| shape.is_empty() || part.is_needed_by(html));
        let parts: String = needed.map(|part| format!("<style>{}</style>", part.text)).collect();
        let document = self.document.replacen(HEAD, head, 1).replacen(PARTS, &parts, 1);
        document.replacen(WAYS_ON, after, 1).replacen(ROOT, &root, 1).into_bytes()
    }
}

/// The document without the script that brings it to life.
fn without_loader(template: &str) -> String {
    match template.split_once("<script type=\"module\">") {
        Some((before, rest)) => format!("{before}{}", rest.split_once("</script>").map_or("", |(_, after)| after)),
        None => template.to_owned(),
    }
}

/// The frame with a page in it, or with the place for one.
fn framed(context: &Context, page: Option<Page>, current: &str, branch: &str, now: Instant) -> String {
    let page = page.map_or_else(empty_view, |page| under_masthead(context, &page, now));
    Owner::new().with(|| frame(context, Shown::new(), page, current, branch).to_html())
}

/// The shape of what stands in the root: the names of its elements and its words, as FNV-1a (32 bits) over UTF-16. The
/// loader computes the same of the open document, and leaves a page alone that somebody else has changed meanwhile.
/// Without the live date, which the loader writes itself.
fn shape(html: &str) -> String {
    let mut hash = 0x811c_9dc5_u32;
    let mut add = |text: &str| {
        for unit in text.encode_utf16() {
            hash = (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193);
        }
    };
    let mut rest = html;
    while let Some((words, tag)) = rest.split_once('<') {
        add(&html_escape::decode_html_entities(words));
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        rest = after;
        if tag.contains("class=\"masthead-date\"") {
            rest = after.split_once("</div>").map_or("", |(_, after)| after);
        } else if !tag.starts_with(['/', '!']) {
            add("<");
            add(tag.split(' ').next().unwrap_or_default());
        }
    }
    format!("{hash:x}")
}

/// Where `site.json` cannot be read: the page says so in both languages, and lists what is wrong.
pub(super) fn site_broken(options: &Options, files: &mut Files, report: &mut Report) {
    let Some(template) = template(options, report) else {
        return;
    };
    let base = match &options.audience {
        Audience::Newsroom { base } => base.as_str(),
        Audience::Readers | Audience::Editors | Audience::Preview => "/",
    };
    let problem = |finding: &Finding| format!("<p dir=\"ltr\"><code>{}</code></p>", text(&finding.to_string()));
    let problems: String = report.findings.iter().map(problem).collect();
    let document = template
        .replace(LANGUAGE, "ar")
        .replace(DIRECTION, "rtl")
        .replace(BASE, &attribute(base))
        .replace(SCRIPT, "")
        .replace(PROGRAM, "")
        .replace(SHEET, "")
        .replace(STYLE, &format!("<link rel=\"stylesheet\" href=\"{}khabar.css\">", attribute(base)))
        .replace(HOUSE, "")
        .replace(HEAD, "<title>Khabar: site.json</title>")
        .replace("id=\"site-broken\" class=\"no-script\" hidden", "id=\"site-broken\" class=\"no-script\"")
        .replace(PROBLEMS, &problems);
    let document =
        [POLICY, ROOT, FAULT, WAYS_ON, DATA].iter().fold(document, |document, slot| document.replace(slot, ""));
    files.add("index.html".to_owned(), document.into_bytes());
}

fn template(options: &Options, report: &mut Report) -> Option<String> {
    let file = options.app.join("index.html");
    let template = match fs::read_to_string(&file) {
        Ok(template) => template,
        Err(error) => {
            report.error("app", &file, format!("can't be read: {error}; {}", trunk::how_to_have_an_app()));
            return None;
        }
    };
    for slot in [POLICY, HEAD, STYLE, ROOT, FAULT, WAYS_ON, DATA, PROBLEMS] {
        if template.matches(slot).count() != 1 {
            report.error("app", &file, format!("the slot {slot} must stand in it exactly once"));
            return None;
        }
    }
    Some(template)
}

/// JSON that may stand within a `<script>`: nothing in it can end the element.
fn inline_json(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// The policy that the site really runs under. Inline scripts are allowed by the hash of their text, and
/// the one policy for Trusted Types is the one that [`super::app_files`] writes into the app's glue.
fn policy(template: &str, sheet: &Sheet) -> String {
    let hash =
        |text: &str| format!(" 'sha256-{}'", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text)));
    let hashes: String = inline_scripts(template).map(hash).collect();
    let of_sheets: String = match sheet {
        Sheet::Inline { own, parts, .. } => {
            [own].into_iter().chain(parts.iter().map(|part| &part.text)).map(|text| hash(text)).collect()
        }
        Sheet::Linked(_) => String::new(),
    };
    [
        "default-src 'none'",
        &format!("script-src 'self' 'wasm-unsafe-eval'{hashes}"),
        &format!("style-src 'self'{of_sheets}"),
        "img-src 'self'",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        // The players of an embed, once a reader asks for one.
        &format!("frame-src {}", Player::origins().join(" ")),
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types khabar-inert",
    ]
    .join("; ")
}

/// The document without the lines that explain its scripts, and without their indentation: readers read neither, and
/// both stand in every page.
fn without_comments(template: &str) -> String {
    let lines = template.lines().map(str::trim_start).filter(|line| !line.starts_with("//") && !line.is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}

/// The texts of the scripts that stand in the document itself.
fn inline_scripts(template: &str) -> impl Iterator<Item = &str> {
    template.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=") && !attributes.contains("application/json")).then_some(script)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_cannot_end_its_script() {
        assert_eq!(inline_json("{\"a\":\"</script><!--\"}"), "{\"a\":\"\\u003c/script>\\u003c!--\"}");
    }

    #[test]
    fn only_inline_scripts_are_hashed() {
        let document = "<script src=\"a.js\"></script><script type=\"module\">go()</script><script type=\"application/json\">{}</script>";
        assert_eq!(inline_scripts(document).collect::<Vec<_>>(), ["go()"]);
        // printf 'go()' | openssl dgst -sha256 -binary | base64
        assert!(
            policy(document, &Sheet::Linked(String::new()))
                .contains("'wasm-unsafe-eval' 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw=';")
        );
    }
}
