//! The fields of `site.json`.

use super::super::reader::{record, words};
use crate::arabic::digits::Digits;
use crate::edition::{
    AdRelationship, AdSeller, AiPolicy, CardArticles, Cards, CheckLevel, Contact, CrawlerSettings, Creative, Credit,
    EditionFile, FeedContent, FeedFormat, FeedSettings, Footer, Front, Hijri, ListPrefixes, Months, Nameplate,
    NavigationItem, PictureFormat, Policies, Publisher, Section, SiteFile, SiteSource, Slugs, SocialLink, Sponsor,
    SponsorSlot, SponsoredInFeeds,
};

record! {
    /// Who publishes.
    "$schema" SiteFile {
        /// Where readers read, with its path: https://news.example/. The only place that says it.
        base_url: required,
        /// Where editors write; files if absent.
        source: optional #[cfg(not(target_arch = "wasm32"))],
        /// Who answers for what is published.
        publisher: required #[cfg(not(target_arch = "wasm32"))],
        /// The one colour of the site, as #rrggbb.
        accent: optional #[cfg(not(target_arch = "wasm32"))],
        /// Headlines as pictures, for links that are shared.
        cards: optional #[cfg(not(target_arch = "wasm32"))],
        /// Whether the files of pictures go on saying who made them and whose they are; what else they say is always left out.
        keep_picture_credit: default #[cfg(not(target_arch = "wasm32"))],
        /// webp (if absent), or avif: smaller files for readers, and some seconds of a processor for each new picture. JPEG is there beside either.
        picture_format: default #[cfg(not(target_arch = "wasm32"))],
        /// The key of the edition at the root.
        default_edition: required,
        /// Editions by key.
        editions: map,
        /// Who pays, and for what.
        sponsors: many,
        /// What feed readers get.
        feeds: optional #[cfg(not(target_arch = "wasm32"))],
        /// What crawlers are asked to do, in robots.txt.
        crawlers: optional #[cfg(not(target_arch = "wasm32"))],
        /// Who may sell the site's advertising space: the lines of ads.txt.
        ad_sellers: many #[cfg(not(target_arch = "wasm32"))],
        /// Checks by identifier: off, hint, warning or error.
        checks: map #[cfg(not(target_arch = "wasm32"))],
    }
}

words! { PictureFormat { "webp" => WebP, "avif" => Avif, } }

words! { CheckLevel { "off" => Off, "hint" => Hint, "warning" => Warning, "error" => Error, } }

record! {
    /// Headlines as pictures, for links that are shared.
    Cards {
        /// without_picture (if absent), all, or none; an article's card decides for itself.
        articles: default,
        /// A TTF or OTF of the publisher's for headlines; a face of Khabar's if absent.
        face: optional,
    }
}

words! { CardArticles { "without_picture" => WithoutPicture, "all" => All, "none" => None, } }

record! {
    /// What feed readers get.
    FeedSettings {
        /// full (the whole text, if absent) or summary.
        content: default,
        /// marked (if absent) or left_out: what becomes of articles that a sponsor paid for.
        sponsored: default,
        /// rss, atom, json; all if absent.
        formats: many,
        /// The address of a WebSub hub.
        hub: optional,
        /// The host by which feeds name articles; that of base_url if absent. Who moves a site to another host writes the old one here, so that no reader gets its articles twice.
        origin: optional,
    }
}

words! { FeedContent { "full" => Full, "summary" => Summary, } }
words! { SponsoredInFeeds { "marked" => Marked, "left_out" => LeftOut, } }
words! { FeedFormat { "rss" => Rss, "atom" => Atom, "json" => Json, } }

record! {
    /// What crawlers are asked to do.
    CrawlerSettings {
        /// all (if absent): every crawler is welcome; answers: those that answer readers and name the source, not those that gather for training; none: no crawler of an AI.
        ai: default,
    }
}

words! { AiPolicy { "all" => All, "answers" => Answers, "none" => None, } }

record! {
    /// A line of ads.txt.
    AdSeller {
        /// The domain of the advertising system: google.com.
        domain: required,
        /// The account there.
        account: required,
        /// direct, or reseller.
        relationship: required,
        /// What a certification authority knows the system by.
        authority: optional,
    }
}

words! { AdRelationship { "direct" => Direct, "reseller" => Reseller, } }

record! {
    /// Where articles come from.
    SiteSource {
        /// files, or wordpress.
        kind: required,
        /// The address of a WordPress.
        url: optional,
    }
}

record! {
    /// Who answers for what is published.
    Publisher {
        /// As readers know it.
        name: required,
        /// Its mark, as search engines show it: at least 112 pixels wide and high, readable on white.
        logo: optional #[cfg(not(target_arch = "wasm32"))],
        /// As registered.
        legal_name: optional,
        /// The editor who answers before the law.
        responsible_editor: optional,
        /// The number of the press licence.
        licence_number: optional,
        /// How to reach it.
        contact: optional,
        /// Its policies: slugs of pages.
        policies: optional,
    }
}

record! {
    /// How to reach the publisher.
    Contact {
        /// An e-mail address.
        email: optional,
        /// A telephone number.
        phone: optional,
        /// A postal address.
        address: optional,
        /// Where who finds a hole in the site can say so: mailto:…, or the address of a form. For security.txt.
        security: optional,
    }
}

record! {
    /// The publisher's policies, by the slug of their page.
    Policies {
        /// How mistakes are put right.
        corrections: optional,
        /// What is known of readers.
        privacy: optional,
        /// What the newsroom holds itself to.
        ethics: optional,
    }
}

record! {
    /// One edition.
    EditionFile {
        /// A BCP 47 tag: ar-KW.
        language: required,
        /// An ISO 3166 country code: KW. Sets the default of months.
        region: optional,
        /// An IANA name: Asia/Kuwait.
        time_zone: required,
        /// latin (if absent), arabic_indic or persian.
        digits: optional,
        /// gregorian (يناير), syriac (كانون الثاني) or maghrebi (جانفي); by region if absent.
        months: optional,
        /// The Hijri date beside the Gregorian.
        hijri: optional #[cfg(not(target_arch = "wasm32"))],
        /// The edition's name, as readers know it.
        name: required,
        /// What stands at the top of each page; the name if absent.
        nameplate: optional,
        /// The form of an article's address: {slug}, {id}, {section}, {yyyy}, {mm}, {dd}; /article/{slug}/ if absent.
        permalink: optional,
        /// How the addresses of lists begin; /section/, /tag/ and /author/ if absent.
        prefixes: optional #[cfg(not(target_arch = "wasm32"))],
        /// What `khabar new article` names files by: as_written (the headline's own letters, if absent) or latin.
        slugs: optional #[cfg(not(target_arch = "wasm32"))],
        /// The sections, in order.
        sections: many,
        /// What the menu holds; all sections if absent.
        navigation: many,
        /// What stands at the bottom of each page.
        footer: optional,
        /// Accounts elsewhere.
        social: many,
        /// What leads the front.
        front: optional #[cfg(not(target_arch = "wasm32"))],
    }
}

record! {
    /// How the addresses of lists begin. WordPress has category, tag and author.
    ListPrefixes {
        /// Of a section; section if absent.
        section: optional,
        /// Of a topic; tag if absent.
        tag: optional,
        /// Of an author; author if absent.
        author: optional,
    }
}

words! { Digits { "latin" => Latin, "arabic_indic" => ArabicIndic, "persian" => Persian, } }
words! { Slugs { "as_written" => AsWritten, "latin" => Latin, } }
words! { Months { "gregorian" => Gregorian, "syriac" => Syriac, "maghrebi" => Maghrebi, } }

record! {
    /// The Hijri date beside the Gregorian.
    Hijri {
        /// Whether it is shown.
        show: required,
        /// Days by which the announced month differs from the computed one; 0 if absent.
        offset_days: default,
    }
}

record! {
    /// What stands at the top of each page.
    Nameplate {
        /// One or two letters in a square.
        mark: optional,
        /// The name as printed there.
        name: required,
    }
}

record! {
    /// A section.
    Section {
        /// In its address, and in an article's article_section.
        slug: required,
        /// As printed.
        name: required,
    }
}

record! {
    /// One entry of the menu: a section, a page, or a text with a link.
    NavigationItem {
        /// A section's slug.
        section: optional,
        /// A page's slug.
        page: optional,
        /// The words of a link.
        text: optional,
        /// Where the words lead.
        link: optional,
    }
}

record! {
    /// What stands at the bottom of each page.
    Footer {
        /// The words before © and the years.
        copyright: required,
        /// The first year; the last is the year of the build.
        since: optional,
        /// Slugs of the static pages that it leads to, in order; those of the menu follow. All if absent.
        pages: many,
        /// Who made the site.
        credit: optional,
    }
}

record! {
    /// Who made the site.
    Credit {
        /// The words before the name.
        text: required,
        /// As printed.
        name: required,
        /// Where it leads.
        link: required,
    }
}

record! {
    /// An account elsewhere.
    SocialLink {
        /// x, facebook, instagram, youtube, telegram, whatsapp, …
        network: required,
        /// As printed; what readers call the network if absent.
        name: optional,
        /// Where it is.
        link: required,
    }
}

record! {
    /// What leads the front.
    Front {
        /// Slugs of articles; the first one leads.
        pinned: many,
    }
}

record! {
    /// Who pays, and for what.
    Sponsor {
        /// What an article's sponsor names.
        id: required,
        /// As printed.
        name: required,
        /// The words above the creative; always shown.
        label: required,
        /// Where the creative leads.
        link: required,
        /// One per size. Of those at most 360 wide, phones get the lowest above and below the story, and the tallest within it; wide screens get the widest.
        creatives: many,
        /// From when; always if absent.
        starts: optional,
        /// Until when, that instant excluded; for ever if absent.
        ends: optional,
        /// Slugs of the sections it appears in; everywhere if absent.
        sections: many,
        /// The places it appears in: top, body, end.
        slots: many,
        /// Checks that do not apply to it, each with a reason.
        silenced: many #[cfg(not(target_arch = "wasm32"))],
    }
}

words! { SponsorSlot { "top" => Top, "body" => Body, "end" => End, } }

record! {
    /// A picture that a sponsor pays to show.
    Creative {
        /// The file.
        image: required,
        /// Its width in CSS pixels.
        width: required,
        /// Its height in CSS pixels.
        height: required,
        /// What it says, for those who do not see it.
        alt: required,
    }
}
