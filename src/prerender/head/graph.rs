//! A page in schema.org's vocabulary, as JSON-LD. Which properties search engines read is told at
//! <https://developers.google.com/search/docs/appearance/structured-data/article>.

use serde_json::{Map, Value, json};

use super::super::machine_text::one_line;
use super::super::words;
use super::Subject;
use crate::address::{Address, Collection, Period};
use crate::edition::{Publisher, dates};
use crate::model::{Article, Block, Correction, Kind};
use crate::source::PageKind;

/// The script that holds the graph of a page.
pub(super) fn script(publisher: &Publisher, subject: &Subject<'_>) -> String {
    let mut nodes = Vec::new();
    let list = match subject.context.addresses.parse(&subject.context.site.href(&subject.data.path)) {
        Address::List(collection, period) => Some((collection, period)),
        _ => None,
    };
    match (&subject.data.article, &list) {
        (Some(article), _) => nodes.push(news(subject, article)),
        (None, Some((Collection::Author(_), None))) => nodes.push(profile(subject)),
        (None, _) => nodes.extend(page(subject)),
    }
    let crumbs = crumbs(subject, list.as_ref());
    if crumbs.len() > 1 {
        nodes.push(breadcrumbs(crumbs));
    }
    if subject.data.kind == PageKind::Front {
        nodes.push(website(subject));
    }
    nodes.push(organisation(publisher, subject));
    let graph = json!({ "@context": "https://schema.org", "@graph": nodes });
    // Nothing in it can end the element.
    let text = graph.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("<script type=\"application/ld+json\">{text}</script>")
}

/// A node of the graph; what has no value is left out.
struct Node(Map<String, Value>);

impl Node {
    fn new(kind: &str) -> Self {
        Self(Map::from_iter([("@type".to_owned(), json!(kind))]))
    }

    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        let value = in_one_line(value.into());
        let is_empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        if !is_empty {
            self.0.insert(name.to_owned(), value);
        }
        self
    }

    fn done(self) -> Value {
        Value::Object(self.0)
    }
}

/// A value whose words have no line breaks, and nothing that may not stand in a document.
fn in_one_line(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(one_line(&text)),
        Value::Array(items) => items.into_iter().map(in_one_line).collect(),
        other => other,
    }
}

/// One value by itself, several as a list.
fn one_or_many(mut values: Vec<Value>) -> Value {
    if values.len() == 1 { values.remove(0) } else { Value::Array(values) }
}

fn news(subject: &Subject<'_>, article: &Article) -> Value {
    let site = &subject.context.site;
    let edition = &site.edition;
    let date = |instant| dates::machine_readable(edition, instant);
    let sponsor = article.sponsor.as_deref().and_then(|id| site.sponsor(id));
    let kind = match article.kind {
        // Also where the sponsor is not in `site.json`: what is paid must not pass for news.
        _ if article.sponsor.is_some() => "AdvertiserContentArticle",
        Kind::Opinion => "OpinionNewsArticle",
        Kind::Analysis => "AnalysisNewsArticle",
        Kind::Explainer => "BackgroundNewsArticle",
        // A review names what it judges, and a live page its posts: neither is in the contract.
        Kind::News | Kind::Interview | Kind::Feature | Kind::PhotoStory | Kind::Live | Kind::Review | Kind::Brief => {
            "NewsArticle"
        }
    };
    let section = article.article_section.as_ref().and_then(|slug| edition.section(slug));
    let agency = |name: &String| Node::new("Organization").with("name", name.as_str()).done();
    let agencies: Vec<Value> = article.agencies.iter().map(agency).collect();
    let author = |author: &crate::model::Author| {
        let url = author.slug.as_ref().map(|slug| subject.author(slug));
        Node::new("Person").with("name", author.name.as_str()).with("url", url).done()
    };
    let authors: Vec<Value> = article.authors.iter().map(author).collect();
    // What nobody signed is the agency's, and else the paper's.
    let (authors, agencies) = match (authors.is_empty(), agencies.is_empty()) {
        (true, false) => (agencies, Vec::new()),
        (true, true) => (vec![publisher_of(subject)], Vec::new()),
        (false, _) => (authors, agencies),
    };
    let corrections = article.corrections.iter().chain(article.body.iter().filter_map(|block| match block {
        Block::Correction(correction) => Some(correction),
        _ => None,
    }));
    let correction = |correction: &Correction| {
        Node::new("CorrectionComment")
            .with("text", words::plain(&correction.text))
            .with("datePublished", date(correction.date))
            .done()
    };
    let sponsor = sponsor.map(|sponsor| {
        Node::new("Organization").with("name", sponsor.name.as_str()).with("url", subject.link(&sponsor.link)).done()
    });
    Node::new(kind)
        .with("mainEntityOfPage", subject.head.canonical.as_str())
        .with("headline", article.headline.as_str())
        .with("alternativeHeadline", article.alternative_headline.as_deref())
        .with("description", subject.head.description.as_str())
        .with("image", images(subject))
        .with("datePublished", date(article.date_published))
        .with("dateModified", date(article.updated().unwrap_or(article.date_published)))
        .with("author", one_or_many(authors))
        .with("sourceOrganization", one_or_many(agencies))
        .with("publisher", publisher_of(subject))
        .with("sponsor", sponsor)
        .with("articleSection", section.map(|section| section.name.as_str()))
        .with("keywords", article.keywords.clone())
        .with("dateline", article.dateline.as_deref())
        .with("inLanguage", subject.language().as_str())
        .with("wordCount", words::count(article))
        .with("isAccessibleForFree", true)
        .with("correction", one_or_many(corrections.map(correction).collect()))
        .done()
}

/// The lead picture in the three shapes that search engines ask for. Never a card: there is text on it.
fn images(subject: &Subject<'_>) -> Vec<String> {
    let Some(image) = subject.lead() else { return Vec::new() };
    match subject.pictures.crops(&image.url) {
        [] => vec![subject.source(image)],
        crops => crops.iter().map(|still| subject.url(&still.path)).collect(),
    }
}

fn profile(subject: &Subject<'_>) -> Value {
    let person = Node::new("Person")
        .with("name", subject.data.name.as_deref())
        .with("url", subject.head.canonical.as_str())
        .with("worksFor", publisher_of(subject));
    Node::new("ProfilePage")
        .with("url", subject.head.canonical.as_str())
        .with("name", subject.title())
        .with("mainEntity", person.done())
        .done()
}

fn page(subject: &Subject<'_>) -> Option<Value> {
    let kind = match subject.data.kind {
        PageKind::List => "CollectionPage",
        PageKind::Page => "WebPage",
        PageKind::Front | PageKind::Article => return None,
    };
    let page = Node::new(kind)
        .with("url", subject.head.canonical.as_str())
        .with("name", subject.title())
        .with("description", subject.head.description.as_str())
        .with("inLanguage", subject.language().as_str())
        .with("publisher", publisher_of(subject));
    Some(page.done())
}

fn website(subject: &Subject<'_>) -> Value {
    let edition = &subject.context.site.edition.file;
    Node::new("WebSite")
        .with("url", subject.context.site.base_url.as_str())
        .with("name", edition.name.as_str())
        .with("inLanguage", edition.language.as_str())
        .with("publisher", publisher_of(subject))
        .done()
}

/// How other nodes name the publisher.
fn publisher_of(subject: &Subject<'_>) -> Value {
    json!({ "@id": publisher_id(subject) })
}

fn publisher_id(subject: &Subject<'_>) -> String {
    format!("{}#publisher", subject.context.site.base_url)
}

fn organisation(publisher: &Publisher, subject: &Subject<'_>) -> Value {
    let contact = publisher.contact.as_ref();
    let policies = publisher.policies.as_ref();
    let ethics = policies.and_then(|policies| policies.ethics.as_ref()).map(|slug| subject.page(slug));
    let logo = publisher.logo.as_ref();
    let logo = logo.map(|logo| logo.site_path().map_or_else(|| logo.as_str().to_owned(), |path| subject.url(path)));
    let node = Node::new("NewsMediaOrganization")
        .with("@id", publisher_id(subject))
        .with("name", publisher.name.as_str())
        .with("url", subject.context.site.base_url.as_str())
        .with("logo", logo)
        .with("email", contact.and_then(|contact| contact.email.as_deref()))
        .with("publishingPrinciples", ethics.clone());
    // All of it stands on the front; other pages say what search engines read there.
    if subject.data.kind != PageKind::Front {
        return node.done();
    }
    let corrections = policies.and_then(|policies| policies.corrections.as_ref()).map(|slug| subject.page(slug));
    let accounts = subject.context.site.edition.file.social.iter().map(|account| json!(account.link.as_str()));
    node.with("legalName", publisher.legal_name.as_deref())
        .with("telephone", contact.and_then(|contact| contact.phone.as_deref()))
        .with("address", contact.and_then(|contact| contact.address.as_deref()))
        .with("ethicsPolicy", ethics)
        .with("correctionsPolicy", corrections)
        .with("sameAs", accounts.collect::<Vec<_>>())
        .done()
}

/// The way to a page from the front: names and whole addresses. The page itself is the last.
fn crumbs(subject: &Subject<'_>, list: Option<&(Collection, Option<Period>)>) -> Vec<(String, String)> {
    let context = subject.context;
    let edition = &context.site.edition;
    let mut crumbs = vec![(edition.words.front.to_owned(), context.site.base_url.clone())];
    let own = (subject.title(), subject.head.canonical.clone());
    match (subject.data.kind, list) {
        (PageKind::Front, _) => return Vec::new(),
        (PageKind::Article, _) => {
            let section = subject.data.article.as_ref().and_then(|article| article.article_section.as_ref());
            crumbs.extend(section.and_then(|slug| edition.section(slug)).map(|section| {
                let list = Collection::Section(section.slug.clone());
                (section.name.clone(), subject.address(&Address::List(list, None)))
            }));
            crumbs.push(own);
        }
        (PageKind::List, Some((collection, period))) => {
            let name = match collection {
                Collection::All => Some(edition.words.archive.to_owned()),
                Collection::Section(slug) => edition.section(slug).map(|section| section.name.clone()),
                Collection::Tag(_) | Collection::Author(_) => subject.data.name.clone(),
            };
            let at = |period| subject.address(&Address::List(collection.clone(), period));
            crumbs.extend(name.map(|name| (name, at(None))));
            if let Some(period) = *period {
                let year = Period { month: None, part: 1, ..period };
                crumbs.push((dates::period(edition, period.year, None), at(Some(year))));
                if period.month.is_some() {
                    crumbs.push((dates::period(edition, period.year, period.month), at(Some(period))));
                }
            }
        }
        _ => crumbs.push(own),
    }
    crumbs
}

fn breadcrumbs(crumbs: Vec<(String, String)>) -> Value {
    let item = |(index, (name, url)): (usize, (String, String))| json!({ "@type": "ListItem", "position": index + 1, "name": one_line(&name), "item": { "@id": url } });
    let items: Vec<Value> = crumbs.into_iter().enumerate().map(item).collect();
    Node::new("BreadcrumbList").with("itemListElement", items).done()
}
