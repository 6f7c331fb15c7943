//! Feeds: RSS 2.0, Atom 1.0 and JSON Feed 1.1 of the whole site, of each section, topic and author.
//!
//! They are made of the articles and never of pages. No date in them is the clock's, and an article's name in them
//! changes with neither its address nor its words (`docs/decisions/0017-feeds-and-sitemaps.md`).

mod atom;
mod html;
mod item;
mod json;
mod rss;

use std::collections::HashMap;
use std::path::Path;

use html_escape::encode_double_quoted_attribute as attribute;

use super::claim::Claim;
use super::content::{ArticleContent, SiteContent};
use super::derive;
use super::machine_text::{one_line, whole};
use super::output::{self, Contents, Files, Role};
use super::pictures::Pictures;
use super::{Options, Report, cores};
use crate::address::{Address, Addresses, Collection};
use crate::edition::{FeedFormat, FeedSettings, SponsoredInFeeds};
use crate::model::{Instant, Slug};
use crate::pages::Context;
pub(super) use item::own_name;
use item::{Item, Maker};

/// How many articles a feed has: the site's, a section's, a topic's or an author's.
const NEWEST: [usize; 3] = [50, 30, 20];

/// The formats with the names of their files: beside the page that has the same articles.
const FORMATS: [(FeedFormat, &str, &str); 3] = [
    (FeedFormat::Rss, "feed.xml", "application/rss+xml"),
    (FeedFormat::Atom, "atom.xml", "application/atom+xml"),
    (FeedFormat::Json, "feed.json", "application/feed+json"),
];

/// A link to a feed in the head of a page: `<link rel="alternate">`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FeedLink {
    /// The media type that names its format.
    media_type: &'static str,
    /// Where it is, base path included.
    href: String,
    /// What it holds.
    title: String,
}

impl FeedLink {
    /// The element, on a line of its own.
    pub(super) fn html(&self) -> String {
        let (href, title) = (attribute(&self.href), attribute(&self.title));
        format!("\n<link rel=\"alternate\" type=\"{}\" title=\"{title}\" href=\"{href}\">", self.media_type)
    }
}

/// What a feed holds, before it has a format.
struct Feed<'a> {
    /// The path of the page with the same articles, and of the feeds beside it.
    path: String,
    title: String,
    articles: Vec<&'a ArticleContent>,
}

/// A feed as its formats write it.
struct Channel<'a> {
    title: &'a str,
    /// The edition's language.
    language: &'a str,
    /// Who publishes.
    publisher: String,
    /// The address of the page with the same articles.
    page: String,
    /// The feed's own address.
    own: String,
    hub: Option<&'a str>,
    items: &'a [Item<'a>],
    /// When an article of it last changed; none without articles.
    updated: Option<Instant>,
    zone: &'a crate::edition::Zone,
}

/// The formats that a site has, in their order.
fn formats(settings: &FeedSettings) -> impl Iterator<Item = (FeedFormat, &'static str, &'static str)> {
    FORMATS.into_iter().filter(|(format, ..)| settings.formats.is_empty() || settings.formats.contains(format))
}

/// What the head of a page leads readers to: all formats of its own articles on the front and on lists, and the first
/// format of the whole paper on the others, whose documents are to stay small. `title` is the page's own.
pub(super) fn links(context: &Context, settings: &FeedSettings, path: &str, title: &str) -> Vec<FeedLink> {
    let name = &context.site.edition.file.name;
    let (folder, title, most) = match context.addresses.parse(&context.site.href(path)) {
        Address::Front | Address::List(Collection::All, _) => ("/".to_owned(), name.as_str(), 3),
        Address::List(collection, _) => (context.path(&Address::List(collection, None)), title, 3),
        _ => ("/".to_owned(), name.as_str(), 1),
    };
    let link = |(_, file, media_type): (FeedFormat, &str, &'static str)| FeedLink {
        media_type,
        href: context.site.href(&format!("{folder}{file}")),
        title: one_line(title),
    };
    formats(settings).take(most).map(link).collect()
}

/// The word for the format of a feed, by the path that it would have below the site's root, and the page with the same
/// articles.
pub(super) fn page_of(addresses: &Addresses, path: &str) -> Option<(&'static str, Address)> {
    let (folder, file) = path.rsplit_once('/')?;
    let word = match file {
        "feed.xml" => "rss",
        "atom.xml" => "atom",
        "feed.json" => "json",
        _ => return None,
    };
    match addresses.parse(&format!("{folder}/")) {
        page @ (Address::Front
        | Address::List(Collection::Section(_) | Collection::Tag(_) | Collection::Author(_), None)) => {
            Some((word, page))
        }
        _ => None,
    }
}

/// The feeds of a site. Articles come newest first.
fn feeds<'a>(site: &SiteContent, articles: &'a [ArticleContent]) -> Vec<Feed<'a>> {
    let context = &site.context;
    let name = one_line(&context.site.edition.file.name);
    let is_shown = |content: &&ArticleContent| {
        site.feeds.sponsored == SponsoredInFeeds::Marked || content.article.sponsor.is_none()
    };
    let [of_site, of_section, of_others] = NEWEST;
    let newest = |articles: &[&'a ArticleContent], most| articles.iter().copied().filter(is_shown).take(most).collect();
    let all: Vec<&ArticleContent> = articles.iter().collect();
    let mut feeds = vec![Feed { path: "/".to_owned(), title: name.clone(), articles: newest(&all, of_site) }];
    for (collection, own_name, own) in derive::collections(site, articles) {
        let (own_name, most) = match &collection {
            Collection::All => continue,
            Collection::Section(slug) => {
                (context.site.edition.section(slug).map(|section| section.name.as_str()), of_section)
            }
            Collection::Tag(_) | Collection::Author(_) => (own_name, of_others),
        };
        let title = format!("{} - {name}", one_line(own_name.unwrap_or_default()));
        let path = context.path(&Address::List(collection, None));
        feeds.push(Feed { path, title, articles: newest(&own, most) });
    }
    feeds
}

/// Adds all feeds; `None` where the disk takes no more.
pub(super) fn add(
    options: &Options,
    site: &SiteContent,
    articles: &[ArticleContent],
    pictures: &Pictures,
    claim: Option<&Claim>,
    files: &mut Files,
    report: &mut Report,
) -> Option<()> {
    let feeds = feeds(site, articles);
    let maker = Maker::new(options, site, articles, pictures, files);
    let made = cores::each(feeds.len(), |index| {
        let feed = &feeds[index];
        let items: Vec<Item<'_>> = feed.articles.iter().map(|content| maker.item(content)).collect();
        let write = |(format, file, _): (FeedFormat, &str, &str)| {
            let path = format!("{}{file}", feed.path.trim_start_matches('/'));
            let contents = output::staged(claim, &path, text(site, feed, &items, format, &path));
            (path, contents)
        };
        formats(&site.feeds).map(write).collect::<Vec<_>>()
    });
    for (path, contents) in made.into_iter().flatten() {
        match contents {
            Ok(contents) => files.add_as(Role::Feed, path, contents),
            Err(error) => {
                report.error("write", Path::new(&path), format!("can't be written: {error}"));
                return None;
            }
        }
    }
    Some(())
}

/// Takes the names of all that [`add`] would write.
pub(super) fn reserve(site: &SiteContent, articles: &[ArticleContent], files: &mut Files) {
    for feed in feeds(site, articles) {
        for (_, file, _) in formats(&site.feeds) {
            let path = format!("{}{file}", feed.path.trim_start_matches('/'));
            files.add_as(Role::Feed, path, Contents::Bytes(Vec::new()));
        }
    }
}

fn text(site: &SiteContent, feed: &Feed<'_>, items: &[Item<'_>], format: FeedFormat, path: &str) -> Vec<u8> {
    let context = &site.context;
    let base_url = &context.site.base_url;
    let channel = Channel {
        title: &feed.title,
        language: context.site.edition.file.language.as_str(),
        publisher: one_line(&site.publisher.name),
        page: whole(base_url, &feed.path),
        own: whole(base_url, path),
        hub: site.feeds.hub.as_ref().map(crate::model::Link::as_str),
        items,
        updated: items.iter().map(|item| item.updated).max(),
        zone: &context.site.edition.zone,
    };
    match format {
        FeedFormat::Rss => rss::write(&channel),
        FeedFormat::Atom => atom::write(&channel),
        FeedFormat::Json => json::write(&channel),
    }
}

/// The articles by their names, former ones too.
fn by_slug(articles: &[ArticleContent]) -> HashMap<&Slug, &ArticleContent> {
    let former =
        articles.iter().flat_map(|content| content.article.former_slugs.iter().map(move |slug| (slug, content)));
    // Who took a name over has it.
    former.chain(articles.iter().map(|content| (&content.slug, content))).collect()
}
