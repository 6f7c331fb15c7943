//! What a document says to machines: search engines, and whoever shows a link to it.

mod graph;

use std::collections::HashSet;

use html_escape::encode_double_quoted_attribute as attribute;

use super::cards::Cards;
use super::content::SiteContent;
use super::machine_text::{one_line, whole};
use super::pictures::Pictures;
use crate::address::{Address, Collection};
use crate::arabic::bidi::balanced;
use crate::edition::{Publisher, dates};
use crate::model::{Article, Image, Language, Link, Slug};
use crate::pages::{Context, Head};
use crate::source::{PageData, PageKind};

/// What the heads of all pages share.
pub(super) struct Machines {
    publisher: Publisher,
    /// The paths of the articles and pages that are there.
    paths: HashSet<String>,
}

/// What is said of one page.
pub(super) struct Said {
    /// Elements for the head.
    pub(super) tags: String,
    /// The same as schema.org's vocabulary has it, for the end of the body: readers' words come first.
    pub(super) graph: String,
}

/// A page as machines are told of it.
struct Subject<'a> {
    context: &'a Context,
    head: &'a Head,
    data: &'a PageData,
    pictures: &'a Pictures,
    cards: &'a Cards,
}

/// What others show beside a link.
struct Preview {
    url: String,
    size: Option<(u32, u32)>,
    media_type: Option<&'static str>,
    alt: String,
}

impl Machines {
    pub(super) fn new(site: &SiteContent) -> Self {
        Self { publisher: site.publisher.clone(), paths: site.paths.clone() }
    }

    /// Whether a link leads to something: to another site, or to a page that this one has.
    fn is_there(&self, context: &Context, link: &Link) -> bool {
        let Some(path) = link.site_path() else { return true };
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let address = context.addresses.parse(&context.site.href(path));
        context.addresses.path(&address).is_some_and(|path| self.paths.contains(&path))
    }

    /// What is said of a page.
    pub(super) fn say(
        &self,
        context: &Context,
        (pictures, cards): (&Pictures, &Cards),
        head: &Head,
        data: &PageData,
    ) -> Said {
        let subject = Subject { context, head, data, pictures, cards };
        Said { tags: self.tags(&subject), graph: graph::script(&self.publisher, &subject) }
    }

    /// Open Graph (ogp.me), X's cards, the languages of a page, and how large a picture search engines may show.
    fn tags(&self, subject: &Subject<'_>) -> String {
        let Subject { context, head, data, .. } = subject;
        let edition = &context.site.edition;
        let article = data.article.as_ref();
        let language = subject.language();
        let mut tags = Tags(String::new());
        tags.name("robots", "max-image-preview:large");
        tags.property("og:type", kind(subject));
        tags.property("og:title", &subject.title());
        if !head.description.is_empty() {
            tags.property("og:description", &head.description);
        }
        tags.property("og:url", &head.canonical);
        tags.property("og:site_name", &edition.file.name);
        if let Some(locale) = open_graph_locale(language) {
            tags.property("og:locale", locale);
        }
        let preview = subject.preview();
        if let Some(Preview { url, size, media_type, alt }) = &preview {
            tags.property("og:image", url);
            if let Some((width, height)) = size {
                tags.property("og:image:width", &width.to_string());
                tags.property("og:image:height", &height.to_string());
            }
            if let Some(media_type) = media_type {
                tags.property("og:image:type", media_type);
            }
            if !alt.is_empty() {
                tags.property("og:image:alt", alt);
            }
        }
        tags.name("twitter:card", if preview.is_some() { "summary_large_image" } else { "summary" });
        if let Some(account) = edition.file.social.iter().find_map(|account| x_account(account.link.as_str())) {
            tags.name("twitter:site", &account);
        }
        if let Some(article) = article {
            self.article(&mut tags, subject, article);
        }
        tags.0
    }

    fn article(&self, tags: &mut Tags, subject: &Subject<'_>, article: &Article) {
        let edition = &subject.context.site.edition;
        tags.property("article:published_time", &dates::machine_readable(edition, article.date_published));
        if let Some(updated) = article.updated() {
            tags.property("article:modified_time", &dates::machine_readable(edition, updated));
        }
        if let Some(section) = article.article_section.as_ref().and_then(|slug| edition.section(slug)) {
            tags.property("article:section", &section.name);
        }
        for keyword in &article.keywords {
            tags.property("article:tag", keyword);
        }
        for author in article.authors.iter().filter_map(|author| author.slug.as_ref()) {
            tags.property("article:author", &subject.author(author));
        }
        let pages = edition.file.social.iter().filter(|account| account.network == "facebook");
        for page in pages.take(1) {
            tags.property("article:publisher", page.link.as_str());
        }
        if !article.translations.iter().any(|translation| self.is_there(subject.context, &translation.link)) {
            return;
        }
        tags.language(subject.language(), &subject.head.canonical);
        // One that is not public yet, or no more, is told while it is there.
        for translation in
            article.translations.iter().filter(|translation| self.is_there(subject.context, &translation.link))
        {
            tags.language(&translation.language, &subject.link(&translation.link));
        }
    }
}

impl Subject<'_> {
    /// A whole address, from a path below the base path.
    fn url(&self, path: &str) -> String {
        whole(&self.context.site.base_url, path)
    }

    /// The whole address that a link leads to.
    fn link(&self, link: &Link) -> String {
        match (link.site_path(), link.as_str().starts_with('#')) {
            (Some(path), _) => self.url(path),
            // A place in the page itself.
            (None, true) => format!("{}{}", self.head.canonical, link.as_str()),
            (None, false) => link.as_str().to_owned(),
        }
    }

    fn address(&self, address: &Address) -> String {
        self.url(&self.context.path(address))
    }

    fn author(&self, slug: &Slug) -> String {
        self.address(&Address::List(Collection::Author(slug.clone()), None))
    }

    fn page(&self, slug: &Slug) -> String {
        self.address(&Address::Page(slug.clone()))
    }

    /// What the page is about, without the name of the paper behind it.
    fn title(&self) -> String {
        let own = match self.data.kind {
            PageKind::Article => self.data.article.as_ref().map(|article| article.headline.as_str()),
            PageKind::Page => self.data.page.as_ref().map(|page| page.headline.as_str()),
            PageKind::Front | PageKind::List => None,
        };
        let paper = format!(" - {}", self.context.site.edition.file.name);
        let whole = &self.head.title;
        own.map_or_else(|| whole.strip_suffix(&paper).unwrap_or(whole).to_owned(), one_line)
    }

    /// The language that it is written in.
    fn language(&self) -> &Language {
        let own = self.data.article.as_ref().and_then(|article| article.language.as_ref());
        let own = own.or_else(|| self.data.page.as_ref().and_then(|page| page.language.as_ref()));
        own.unwrap_or(&self.context.site.edition.file.language)
    }

    fn lead(&self) -> Option<&Image> {
        self.data.article.as_ref()?.lead_image.as_ref()
    }

    /// The card, or the lead picture in the size that previews have or as it is.
    fn preview(&self) -> Option<Preview> {
        // Where there is a picture as well, the publisher asked for the card.
        if let (Some(still), Some(article)) = (self.cards.share(&self.data.path), &self.data.article) {
            let (size, media_type) = (Some((still.width, still.height)), Some(still.media_type));
            return Some(Preview {
                url: self.url(&still.path),
                size,
                media_type,
                alt: one_line(&balanced(&article.headline)),
            });
        }
        let image = self.lead()?;
        let alt = one_line(&image.alt);
        if let Some(still) = self.pictures.share(&image.url) {
            let (size, media_type) = (Some((still.width, still.height)), Some(still.media_type));
            return Some(Preview { url: self.url(&still.path), size, media_type, alt });
        }
        let size = (image.width > 0 && image.height > 0).then_some((image.width, image.height));
        Some(Preview { url: self.source(image), size, media_type: None, alt })
    }

    /// The whole address of a picture as it is.
    fn source(&self, image: &Image) -> String {
        image.url.site_path().map_or_else(|| image.url.as_str().to_owned(), |path| self.url(path))
    }
}

/// Elements of a head.
struct Tags(String);

impl Tags {
    fn name(&mut self, name: &str, content: &str) {
        self.0 += &format!("\n<meta name=\"{name}\" content=\"{}\">", attribute(&one_line(content)));
    }

    fn property(&mut self, property: &str, content: &str) {
        self.0 += &format!("\n<meta property=\"{property}\" content=\"{}\">", attribute(&one_line(content)));
    }

    fn language(&mut self, language: &Language, url: &str) {
        let language = language.as_str();
        self.0 += &format!("\n<link rel=\"alternate\" hreflang=\"{language}\" href=\"{}\">", attribute(url));
    }
}

fn kind(subject: &Subject<'_>) -> &'static str {
    let address = subject.context.addresses.parse(&subject.context.site.href(&subject.data.path));
    match (subject.data.kind, address) {
        (PageKind::Article, _) => "article",
        (_, Address::List(Collection::Author(_), None)) => "profile",
        _ => "website",
    }
}

/// The name of a language in Facebook's list of locales
/// (<https://developers.facebook.com/docs/javascript/internationalization>), which knows one Arabic.
fn open_graph_locale(language: &Language) -> Option<&'static str> {
    let region = language.as_str().split('-').skip(1).find(|part| part.len() == 2).map(str::to_ascii_uppercase);
    Some(match (language.primary(), region.as_deref()) {
        ("ar", _) => "ar_AR",
        ("en", Some("GB" | "AE" | "AU" | "BH" | "IE" | "IN" | "KW" | "NZ" | "OM" | "QA" | "ZA")) => "en_GB",
        ("en", _) => "en_US",
        ("fr", Some("CA")) => "fr_CA",
        ("fr", _) => "fr_FR",
        ("es", None | Some("ES")) => "es_ES",
        ("es", _) => "es_LA",
        ("pt", Some("BR")) => "pt_BR",
        ("pt", _) => "pt_PT",
        ("zh", Some("TW")) => "zh_TW",
        ("zh", Some("HK")) => "zh_HK",
        ("zh", _) => "zh_CN",
        ("bn", _) => "bn_IN",
        ("ckb", _) => "cb_IQ",
        ("de", _) => "de_DE",
        ("fa", _) => "fa_IR",
        ("he", _) => "he_IL",
        ("hi", _) => "hi_IN",
        ("id", _) => "id_ID",
        ("it", _) => "it_IT",
        ("ja", _) => "ja_JP",
        ("ko", _) => "ko_KR",
        ("ku", _) => "ku_TR",
        ("ms", _) => "ms_MY",
        ("nl", _) => "nl_NL",
        ("ps", _) => "ps_AF",
        ("ru", _) => "ru_RU",
        ("so", _) => "so_SO",
        ("sw", _) => "sw_KE",
        ("tr", _) => "tr_TR",
        ("ur", _) => "ur_PK",
        _ => return None,
    })
}

/// `@name`, of an account at X.
fn x_account(link: &str) -> Option<String> {
    let rest = link.strip_prefix("https://")?;
    let (host, path) = rest.split_once('/')?;
    let name = path.split(['/', '?', '#']).next().unwrap_or_default();
    let is_name =
        (1..=15).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (matches!(host, "x.com" | "www.x.com" | "twitter.com" | "www.twitter.com") && is_name).then(|| format!("@{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_is_one_that_facebook_knows() {
        let locale = |tag: &str| open_graph_locale(&Language::new(tag).unwrap());
        assert_eq!(locale("ar-KW"), Some("ar_AR"));
        assert_eq!(locale("ar"), Some("ar_AR"));
        assert_eq!(locale("en"), Some("en_US"));
        assert_eq!(locale("en-Latn-GB"), Some("en_GB"));
        assert_eq!(locale("zh-Hant-TW"), Some("zh_TW"));
        assert_eq!(locale("tlh"), None);
    }

    #[test]
    fn an_account_at_x_is_found_in_its_address() {
        assert_eq!(x_account("https://x.com/khabar?s=20").as_deref(), Some("@khabar"));
        assert_eq!(x_account("https://twitter.com/kh_1/").as_deref(), Some("@kh_1"));
        assert_eq!(x_account("https://example.org/x/khabar"), None);
        assert_eq!(x_account("https://x.com/"), None);
    }
}
