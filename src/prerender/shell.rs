//! The document that the app comes to life in: `index.html` with its slots filled.

use std::fs;
use std::sync::Arc;

use base64::Engine;
use html_escape::{encode_double_quoted_attribute as attribute, encode_text as text};
use leptos::prelude::{Owner, RenderHtml, Set};
use sha2::{Digest, Sha256};

use super::content::SiteContent;
use super::output::Files;
use super::{Audience, Finding, Options, Report};
use crate::app::{Shown, frame};
use crate::edition::DocumentWords;
use crate::model::{Instant, Player};
use crate::pages::{Context, Page};

/// The document with everything filled in that all pages share.
pub(super) struct Shell {
    document: String,
    not_found_title: String,
    /// Whether pages are drawn into their documents, for which the instant decides.
    drawn: Option<Instant>,
}

const POLICY: &str = "<!-- slot:policy -->";
const HEAD: &str = "<!-- slot:head -->";
const FAULT: &str = "<!-- slot:fault -->";
const NO_SCRIPT: &str = "<!-- slot:no-script -->";
const NO_APP: &str = "<!-- slot:no-app -->";
const DATA: &str = "<!-- slot:data -->";
const PROBLEMS: &str = "<!-- slot:problems -->";
const LANGUAGE: &str = "SLOT-LANGUAGE";
const DIRECTION: &str = "SLOT-DIRECTION";
const APP: &str = "SLOT-APP";
const HOUSE: &str = "SLOT-HOUSE";
const BASE: &str = "/SLOT-BASE/";

impl Shell {
    /// Reads the app's `index.html`; `None` after its problem was recorded.
    pub(super) fn read(options: &Options, site: &SiteContent, app: &str, report: &mut Report) -> Option<Self> {
        let template = template(options, report)?;
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
        let policy = match options.audience {
            Audience::Readers => {
                format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", attribute(&policy(&template)))
            }
            Audience::Newsroom { .. } | Audience::Preview => String::new(),
        };
        let document = template
            .replace(LANGUAGE, edition.file.language.as_str())
            .replace(DIRECTION, edition.direction.as_str())
            .replace(BASE, &attribute(&context.site.base))
            .replace(APP, app)
            .replace(HOUSE, &attribute(own.sponsor_house))
            .replace(POLICY, &policy)
            .replace(FAULT, &fault)
            .replace(NO_SCRIPT, &ways_on(own.no_script))
            .replace(NO_APP, &ways_on(own.no_app))
            .replace(PROBLEMS, "")
            .replace(DATA, &data);
        let not_found_title = format!("{} - {}", words.not_found_title, edition.file.name);
        let drawn = (options.audience == Audience::Preview).then_some(options.now);
        Some(Self { document, not_found_title, drawn })
    }

    /// The document at the address of a page.
    pub(super) fn page(&self, context: &Context, page: Page) -> Vec<u8> {
        let head = page.head(context);
        let head = format!(
            "<title>{}</title>\n<meta name=\"description\" content=\"{}\">\n<link rel=\"canonical\" href=\"{}\">",
            text(&head.title),
            attribute(&head.description),
            attribute(&head.canonical)
        );
        match self.drawn {
            Some(now) => drawn(&self.document.replacen(HEAD, &head, 1), context, page, now),
            None => self.with_head(&head),
        }
    }

    /// The document for addresses that the site does not have, or does not have yet.
    pub(super) fn not_found(&self) -> Vec<u8> {
        let title = text(&self.not_found_title);
        self.with_head(&format!(
            "<title>{title}</title>\n<meta name=\"description\" content=\"\">\n<meta name=\"robots\" content=\"noindex\">"
        ))
    }

    fn with_head(&self, head: &str) -> Vec<u8> {
        self.document.replacen(HEAD, head, 1).into_bytes()
    }
}

/// A document with its page drawn into it, and without the script that would bring it to life.
fn drawn(document: &str, context: &Context, page: Page, now: Instant) -> Vec<u8> {
    let html = Owner::new().with(|| {
        let shown = Shown::new();
        shown.branch.set(page.branch(context));
        shown.page.set(Some(Arc::new(page)));
        frame(&Arc::new(context.clone()), shown, Box::new(move || now)).to_html()
    });
    let document = document.replacen("<div id=\"khabar\"></div>", &format!("<div id=\"khabar\">{html}</div>"), 1);
    match document.split_once("<script type=\"module\">") {
        Some((before, rest)) => {
            let after = rest.split_once("</script>").map_or("", |(_, after)| after);
            format!("{before}{after}").into_bytes()
        }
        None => document.into_bytes(),
    }
}

/// Where `site.json` cannot be read: the page says so in both languages, and lists what is wrong.
pub(super) fn site_broken(options: &Options, files: &mut Files, report: &mut Report) {
    let Some(template) = template(options, report) else {
        return;
    };
    let base = match &options.audience {
        Audience::Newsroom { base } => base.as_str(),
        Audience::Readers | Audience::Preview => "/",
    };
    let problem = |finding: &Finding| format!("<p dir=\"ltr\"><code>{}</code></p>", text(&finding.to_string()));
    let problems: String = report.findings.iter().map(problem).collect();
    let document = template
        .replace(LANGUAGE, "ar")
        .replace(DIRECTION, "rtl")
        .replace(BASE, &attribute(base))
        .replace(APP, "")
        .replace(HOUSE, "")
        .replace(HEAD, "<title>Khabar: site.json</title>")
        .replace("id=\"site-broken\" class=\"no-script\" hidden", "id=\"site-broken\" class=\"no-script\"")
        .replace(PROBLEMS, &problems);
    let document =
        [POLICY, FAULT, NO_SCRIPT, NO_APP, DATA].iter().fold(document, |document, slot| document.replace(slot, ""));
    files.add("index.html".to_owned(), document.into_bytes());
}

fn template(options: &Options, report: &mut Report) -> Option<String> {
    let file = options.app.join("index.html");
    let template = match fs::read_to_string(&file) {
        Ok(template) => template,
        Err(error) => {
            report.error("app", &file, format!("can't be read: {error}; build the app first: scripts/build"));
            return None;
        }
    };
    for slot in [POLICY, HEAD, FAULT, NO_SCRIPT, NO_APP, DATA, PROBLEMS] {
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
fn policy(template: &str) -> String {
    let hashes: String = inline_scripts(template)
        .map(|script| format!(" 'sha256-{}'", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script))))
        .collect();
    [
        "default-src 'none'",
        &format!("script-src 'self' 'wasm-unsafe-eval'{hashes}"),
        "style-src 'self'",
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
        assert!(policy(document).contains("'wasm-unsafe-eval' 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw=';"));
    }
}
