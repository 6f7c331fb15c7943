//! The text of an article for feed readers: plain HTML made from its blocks, which any reader shows. It has no scripts,
//! classes or styles, every address is whole, and nothing needs more than its place in the text.

use std::fmt::Write as _;

use html_escape::{encode_double_quoted_attribute as attribute, encode_text as escape};

use super::super::machine_text::{one_line, permitted, whole};
use crate::arabic::bidi::balanced;
use crate::edition::{Edition, Words, dates};
use crate::model::{
    Article, Audio, Block, Correction, Details, Direction, Embed, Footnotes, Image, Inline, Link, List, ListItem,
    Quote, ReadAlso, Slug, Source, Table, Text, Video,
};

/// What the text of an article is written with.
pub(super) struct Writer<'a> {
    /// The edition in the article's language.
    pub(super) edition: &'a Edition,
    /// The site's own address.
    pub(super) base_url: &'a str,
    /// The article's own address, whole.
    pub(super) url: &'a str,
    /// The address and the headline of another article, if readers may see it.
    pub(super) article: &'a dyn Fn(&Slug) -> Option<(String, &'a str)>,
    /// The notes in their order.
    notes: Vec<&'a Slug>,
    html: String,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        edition: &'a Edition,
        base_url: &'a str,
        url: &'a str,
        article: &'a dyn Fn(&Slug) -> Option<(String, &'a str)>,
    ) -> Self {
        Self { edition, base_url, url, article, notes: Vec::new(), html: String::new() }
    }

    /// An article with its lead picture; `first` stands before it. Readers are written from left to right, so its
    /// direction is said in any case.
    pub(super) fn article(mut self, article: &'a Article, language: &str, first: &str) -> String {
        let dir = self.edition.direction.as_str();
        let _ = write!(self.html, "<div dir=\"{dir}\" lang=\"{}\">{first}", attribute(language));
        self.collect_notes(&article.body);
        if let Some(standfirst) = article.standfirst.as_deref().map(one_line).filter(|words| !words.is_empty()) {
            let _ = write!(self.html, "<p><strong>{}</strong></p>", escape(&standfirst));
        }
        if let Some(image) = &article.lead_image {
            self.figure(image);
        }
        self.blocks(&article.body);
        if !article.corrections.is_empty() {
            let _ = write!(self.html, "<h2>{}</h2>", escape(self.words().corrections));
            article.corrections.iter().for_each(|correction| self.correction(correction));
        }
        self.html += "</div>";
        self.html
    }

    fn words(&self) -> &'static Words {
        self.edition.words
    }

    fn collect_notes(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Footnotes(notes) => {
                    for note in notes.items.iter().filter(|note| !note.text.is_empty()) {
                        if !self.notes.contains(&&note.id) {
                            self.notes.push(&note.id);
                        }
                    }
                }
                Block::Details(details) => self.collect_notes(&details.body),
                _ => {}
            }
        }
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Paragraph(paragraph) => {
                let open = match &paragraph.language {
                    Some(language) => {
                        format!("<p lang=\"{}\" dir=\"{}\">", language.as_str(), language.direction().as_str())
                    }
                    None => "<p>".to_owned(),
                };
                self.text_in(&open, &paragraph.text, "</p>");
            }
            Block::Heading(heading) => {
                let level = heading.level.clamp(2, 4);
                self.text_in(&format!("<h{level}>"), &heading.text, &format!("</h{level}>"));
            }
            Block::List(List { ordered, start, items }) => self.list(*ordered, *start, items),
            Block::Quote(quote) => self.quote(quote),
            Block::Figure(figure) => self.figure(&figure.image),
            Block::Gallery(gallery) => {
                gallery.items.iter().for_each(|image| self.figure(image));
                if let Some(caption) = &gallery.caption {
                    self.text_in("<p>", caption, "</p>");
                }
            }
            Block::Table(table) => self.table(table),
            Block::Embed(embed) => self.embed(embed),
            Block::Video(video) => self.video(video),
            Block::Audio(audio) => self.audio(audio),
            Block::Code(code) => {
                let _ = write!(self.html, "<pre dir=\"ltr\"><code>{}</code></pre>", escape(&permitted(&code.text)));
            }
            Block::Rule => self.html += "<hr>",
            Block::ReadAlso(read_also) => self.read_also(read_also),
            Block::Correction(correction) => self.correction(correction),
            Block::KeyPoints(points) => {
                let title = points.title.as_deref().unwrap_or(self.words().key_points);
                let _ = write!(self.html, "<p><strong>{}</strong></p><ul>", escape(&one_line(title)));
                points.items.iter().for_each(|item| self.text_in("<li>", item, "</li>"));
                self.html += "</ul>";
            }
            Block::File(file) => {
                let href = self.source(&file.url);
                self.linked(&href, &file.title);
            }
            Block::Details(Details { summary, body }) => {
                self.text_in("<p><strong>", summary, "</strong></p>");
                self.blocks(body);
            }
            Block::Footnotes(notes) => self.footnotes(notes),
            // Words of the article once more, a place that is sold on the page, and what can't be read.
            Block::PullQuote(_) | Block::SponsorSlot | Block::Unsupported => {}
        }
    }

    fn list(&mut self, ordered: bool, start: Option<u32>, items: &'a [ListItem]) {
        let tag = if ordered { "ol" } else { "ul" };
        let start = start.filter(|_| ordered).map_or(String::new(), |start| format!(" start=\"{start}\""));
        let _ = write!(self.html, "<{tag}{start}>");
        for item in items {
            self.html += "<li>";
            self.text(&item.text);
            if !item.items.is_empty() {
                self.list(item.ordered, None, &item.items);
            }
            self.html += "</li>";
        }
        let _ = write!(self.html, "</{tag}>");
    }

    fn quote(&mut self, quote: &'a Quote) {
        self.html += "<blockquote";
        if let Some(language) = &quote.language {
            let dir = language.direction().as_str();
            let _ = write!(self.html, " lang=\"{}\" dir=\"{dir}\"", language.as_str());
        }
        self.html.push('>');
        quote.body.iter().for_each(|text| self.text_in("<p>", text, "</p>"));
        if let Some(source) = &quote.source {
            match quote.link.as_ref().map(|link| self.link(link)) {
                Some(href) => {
                    self.text_in(&format!("<p>— <a href=\"{}\">", attribute(&href)), source, "</a></p>");
                }
                None => self.text_in("<p>— ", source, "</p>"),
            }
        }
        self.html += "</blockquote>";
    }

    fn figure(&mut self, image: &'a Image) {
        self.html += "<figure>";
        self.image(image);
        self.caption(image.caption.as_ref(), image.credit.as_deref());
        self.html += "</figure>";
    }

    fn image(&mut self, image: &Image) {
        let (src, alt) = (self.source(&image.url), one_line(&image.alt));
        let _ = write!(self.html, "<img src=\"{}\" alt=\"{}\"", attribute(&src), attribute(&alt));
        if image.width > 0 && image.height > 0 {
            let _ = write!(self.html, " width=\"{}\" height=\"{}\"", image.width, image.height);
        }
        self.html.push('>');
    }

    fn caption(&mut self, caption: Option<&'a Text>, credit: Option<&str>) {
        let caption = caption.filter(|caption| !caption.is_empty());
        let credit = credit.map(one_line).filter(|credit| !credit.is_empty());
        if caption.is_none() && credit.is_none() {
            return;
        }
        self.html += "<figcaption>";
        if let Some(caption) = caption {
            self.text(caption);
        }
        if let Some(credit) = credit {
            let space = if caption.is_some() { " " } else { "" };
            let _ = write!(self.html, "{space}<small>{}</small>", escape(&credit));
        }
        self.html += "</figcaption>";
    }

    fn table(&mut self, table: &'a Table) {
        self.html += "<table>";
        if let Some(caption) = &table.caption {
            self.text_in("<caption>", caption, "</caption>");
        }
        let many = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
        for (row, cells) in table.rows.iter().enumerate() {
            self.html += "<tr>";
            for (column, cell) in cells.iter().enumerate() {
                let is_header = cell.header || row < many(table.header_rows) || column < many(table.header_columns);
                let tag = if is_header { "th" } else { "td" };
                let _ = write!(self.html, "<{tag}");
                for (name, span) in [("colspan", cell.colspan), ("rowspan", cell.rowspan)] {
                    if span > 1 {
                        let _ = write!(self.html, " {name}=\"{span}\"");
                    }
                }
                self.html.push('>');
                self.text(&cell.text);
                let _ = write!(self.html, "</{tag}>");
            }
            self.html += "</tr>";
        }
        self.html += "</table>";
    }

    fn embed(&mut self, embed: &'a Embed) {
        let href = self.link(&embed.url);
        if let Some(still) = &embed.still {
            let _ = write!(self.html, "<p><a href=\"{}\">", attribute(&href));
            self.image(still);
            self.html += "</a></p>";
        }
        let (title, provider) = (one_line(&embed.title), one_line(&embed.provider));
        let name = if title.is_empty() { provider } else { format!("{title} ({provider})") };
        self.linked(&href, &name);
    }

    fn video(&mut self, video: &'a Video) {
        let src = self.source(&video.url);
        let _ = write!(self.html, "<figure><video controls preload=\"none\" src=\"{}\"", attribute(&src));
        if let Some(poster) = &video.poster {
            let _ = write!(self.html, " poster=\"{}\"", attribute(&self.source(&poster.url)));
        }
        if video.width > 0 && video.height > 0 {
            let _ = write!(self.html, " width=\"{}\" height=\"{}\"", video.width, video.height);
        }
        self.html.push('>');
        // What a reader without a player shows.
        let _ = write!(self.html, "<a href=\"{0}\">{1}</a></video>", attribute(&src), escape(self.words().download));
        self.caption(video.caption.as_ref(), video.credit.as_deref());
        self.html += "</figure>";
    }

    fn audio(&mut self, audio: &'a Audio) {
        let src = self.source(&audio.url);
        self.linked(&src, &audio.title);
        let _ = write!(self.html, "<audio controls preload=\"none\" src=\"{}\"></audio>", attribute(&src));
        if let Some(transcript) = &audio.transcript {
            let _ = write!(self.html, "<p><strong>{}</strong></p>", escape(self.words().transcript));
            self.text_in("<p>", transcript, "</p>");
        }
    }

    fn read_also(&mut self, read_also: &ReadAlso) {
        let articles: Vec<_> = read_also.articles.iter().filter_map(|slug| (self.article)(slug)).collect();
        if articles.is_empty() {
            return;
        }
        let label = read_also.label.as_deref().unwrap_or(self.words().read_also);
        let _ = write!(self.html, "<p><strong>{}</strong></p><ul>", escape(&one_line(label)));
        for (url, headline) in articles {
            let (url, headline) = (attribute(&url).into_owned(), one_line(headline));
            let _ = write!(self.html, "<li><a href=\"{url}\">{}</a></li>", escape(&headline));
        }
        self.html += "</ul>";
    }

    fn correction(&mut self, correction: &'a Correction) {
        let date = dates::timestamp(self.edition, correction.date);
        let open = format!("<p><strong>{}</strong> ({date}): ", escape(self.words().correction));
        self.text_in(&open, &correction.text, "</p>");
    }

    fn footnotes(&mut self, notes: &'a Footnotes) {
        let notes: Vec<_> = notes.items.iter().filter(|note| !note.text.is_empty()).collect();
        if notes.is_empty() {
            return;
        }
        let _ = write!(self.html, "<hr><p><strong>{}</strong></p>", escape(self.words().footnotes));
        for note in notes {
            let number = self.number(&note.id).unwrap_or_default();
            self.text_in(&format!("<p>[{number}] "), &note.text, "</p>");
        }
    }

    /// The number of a note, as the edition prints numbers.
    fn number(&self, id: &Slug) -> Option<String> {
        let at = self.notes.iter().position(|note| *note == id)?;
        Some(self.edition.digits.localised((at + 1).to_string()))
    }

    fn linked(&mut self, href: &str, name: &str) {
        let name = one_line(name);
        let name = if name.is_empty() { href.to_owned() } else { name };
        let _ = write!(self.html, "<p><a href=\"{}\">{}</a></p>", attribute(href), escape(&name));
    }

    /// Text between two pieces of HTML; nothing at all, where there is none.
    fn text_in(&mut self, open: &str, text: &'a Text, close: &str) {
        if !text.is_empty() {
            self.html += open;
            self.text(text);
            self.html += close;
        }
    }

    fn text(&mut self, text: &'a Text) {
        for inline in &text.0 {
            match inline {
                Inline::Text(words) => self.html += &escape(&balanced(&permitted(words))),
                Inline::Strong(text) => self.marked("<strong>", text, "</strong>"),
                Inline::Emphasis(text) => self.marked("<em>", text, "</em>"),
                Inline::Sub(text) => self.marked("<sub>", text, "</sub>"),
                Inline::Sup(text) => self.marked("<sup>", text, "</sup>"),
                Inline::Link { href, text } => {
                    let href = self.link(href);
                    self.marked(&format!("<a href=\"{}\">", attribute(&href)), text, "</a>");
                }
                Inline::Bdi { text, language, direction } => {
                    let lang =
                        language.as_ref().map_or(String::new(), |language| format!(" lang=\"{}\"", language.as_str()));
                    let dir = match direction {
                        Direction::Auto => language.as_ref().map_or("auto", |language| language.direction().as_str()),
                        direction => direction.as_str(),
                    };
                    self.marked(&format!("<bdi dir=\"{dir}\"{lang}>"), text, "</bdi>");
                }
                Inline::Code(code) => {
                    let _ = write!(self.html, "<code dir=\"ltr\">{}</code>", escape(&permitted(code)));
                }
                Inline::LineBreak => self.html += "<br>",
                Inline::FootnoteMark(id) => {
                    if let Some(number) = self.number(id) {
                        let _ = write!(self.html, "<sup>[{number}]</sup>");
                    }
                }
            }
        }
    }

    fn marked(&mut self, open: &str, text: &'a Text, close: &str) {
        self.html += open;
        self.text(text);
        self.html += close;
    }

    /// A whole address. A place in the page is one of the article's page: a reader shows many articles on one.
    fn link(&self, link: &Link) -> String {
        match link.site_path() {
            Some(path) => whole(self.base_url, path),
            None if link.as_str().starts_with(['#', '?']) => format!("{}{}", self.url, permitted(link.as_str())),
            None => permitted(link.as_str()),
        }
    }

    fn source(&self, source: &Source) -> String {
        source.site_path().map_or_else(|| permitted(source.as_str()), |path| whole(self.base_url, path))
    }
}
