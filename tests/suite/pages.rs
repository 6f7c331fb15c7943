//! The pages of a paper: what stands on them, and what never does.

use khabar::address::{Address, Collection};
use khabar::model::Slug;

use crate::site_test::{SITE, SiteTest, article, messages};

fn dated(slug: &str, day: &str, fields: &str) -> (String, String) {
    let text = article(&format!("\"id\": \"{slug}\", \"keywords\": [\"نفط\"], {fields}")).replace("2026-01-07", day);
    (format!("public/articles/{slug}.json"), text.replace("\"خبر\"", &format!("\"{slug}\"")))
}

fn paper(articles: &[(&str, &str, &str)]) -> SiteTest {
    let sections = r#""sections": [{ "slug": "sport", "name": "رياضة" }, { "slug": "empty", "name": "خالٍ" }],
        "navigation": [{ "section": "sport" }, { "section": "empty" }, { "page": "about" }]"#;
    let site = SITE.replace(r#""sections": [{ "slug": "sport", "name": "رياضة" }]"#, sections);
    let about = r#"{ "version": 1, "headline": "من نحن", "body": ["كلمة"] }"#;
    let test = SiteTest::new().file("public/site.json", &site).file("public/pages/about.json", about);
    articles.iter().fold(test, |test, (slug, day, fields)| {
        let (file, text) = dated(slug, day, fields);
        test.file(&file, &text)
    })
}

const SPORT: &str = r#""article_section": "sport""#;

#[test]
fn the_front_shows_no_article_twice_and_no_section_without_one() {
    let slugs: Vec<String> = (1..=12).map(|number| format!("story-{number}")).collect();
    let articles: Vec<(&str, &str, &str)> = slugs.iter().map(|slug| (slug.as_str(), "2026-01-07", SPORT)).collect();
    let test = paper(&articles);
    test.build();
    let front = test.page("");
    for slug in &slugs {
        assert_eq!(front.matches(&format!("/article/{slug}/\"")).count(), 1, "{slug}");
    }
    assert!(front.contains("class=\"strip\"") && !front.contains("خالٍ"));
    let menu: Vec<String> = test.context().menu().into_iter().map(|item| item.text).collect();
    assert_eq!(menu, ["الرئيسية", "رياضة", "من نحن"]);
    assert!(test.page("section/empty/").contains("no-articles"));
}

#[test]
fn an_article_leads_on_to_what_was_named_then_to_older_ones_and_never_to_newer_ones() {
    let test = paper(&[
        ("newest", "2026-01-09", SPORT),
        ("middle", "2026-01-08", r#""article_section": "sport", "related": ["newest"]"#),
        ("older", "2026-01-07", SPORT),
    ]);
    test.build();
    let page = test.page("article/middle/");
    let related = page.split("related-articles").nth(1).unwrap();
    let (named, computed) = (related.find("/article/newest/").unwrap(), related.find("/article/older/").unwrap());
    assert!(named < computed);
    assert!(!test.page("article/older/").contains("/article/middle/"));
    assert!(page.contains("<a href=\"/section/sport/\">رياضة</a>") && page.contains("<a href=\"/tag/نفط/\">نفط</a>"));
}

#[test]
fn topics_and_authors_have_pages_under_the_name_that_is_printed() {
    let author =
        r#""authors": [{ "name": "هند", "slug": "hind" }, { "name": "هند", "slug": "hind", "role": "photographer" }]"#;
    let test = paper(&[("a", "2026-01-07", author)]);
    assert_eq!(messages(&test, &test.build()).matches("error").count(), 0);
    assert!(test.page("article/a/").contains("<a href=\"/author/hind/\" rel=\"author\">هند</a>"));
    assert!(test.page("author/hind/").contains(">هند</h1>"));
    assert_eq!(test.page("author/hind/").matches("/article/a/").count(), 1);
    assert!(test.page("tag/نفط/").contains(">نفط</h1>"));
}

#[test]
fn an_archive_stands_by_month_and_a_month_that_is_over_never_changes() {
    let articles = [("old", "2025-12-31", SPORT), ("new", "2026-01-01", SPORT)];
    let test = paper(&articles);
    test.build();
    let december = test.built("section/sport/2025/12/page.v1.json").unwrap();
    assert!(december.contains("/article/old/") && !december.contains("/article/new/"));
    let list = test.page("section/sport/");
    assert!(list.contains("href=\"/section/sport/2026/01/\"") && list.contains("href=\"/section/sport/2025/\""));
    assert!(test.page("section/sport/2025/").contains("ديسمبر 2025"));
    let (file, text) = dated("newer", "2026-01-09", SPORT);
    let test = test.file(&file, &text);
    test.build();
    assert_eq!(test.built("section/sport/2025/12/page.v1.json").unwrap(), december);
}

#[test]
fn static_pages_have_an_address_a_headline_and_their_words() {
    let test = paper(&[]);
    test.build();
    let page = test.page("about/");
    assert!(page.contains(">من نحن</h1>") && page.contains("<p>كلمة</p>"), "{page}");
    let taken = paper(&[]).file("public/pages/archive.json", r#"{ "version": 1, "headline": "x" }"#);
    let report = messages(&taken, &taken.build());
    assert!(report.contains("public/pages/archive.json: error[reserved-name]"), "{report}");
}

#[test]
fn the_foot_leads_to_the_pages_that_are_listed_and_to_accounts_elsewhere() {
    let page = |slug: &str| format!(r#"{{ "version": 1, "headline": "{slug}" }}"#);
    let site = |footer: &str| {
        let more = format!(
            r#""navigation": [{{ "page": "c" }}], "footer": {{ "copyright": "©"{footer} }},
            "social": [{{ "network": "x", "link": "https://x.example/a" }}, {{ "network": "gemini", "link": "https://g.example/" }},
            {{ "network": "x", "name": "رياضتنا", "link": "https://x.example/b" }}], "sections""#
        );
        let mut test = SiteTest::new().file("public/site.json", &SITE.replacen("\"sections\"", &more, 1));
        for slug in ["a", "b", "c", "d"] {
            test = test.file(&format!("public/pages/{slug}.json"), &page(slug));
        }
        let report = test.build();
        assert!(!report.has_errors(), "{}", messages(&test, &report));
        let menu = test.context().footer_menu();
        menu.into_iter().map(|item| (item.text, item.href)).collect::<Vec<_>>()
    };
    let names = |menu: &[(String, String)]| menu.iter().map(|(text, _)| text.clone()).collect::<Vec<_>>();
    let all = site("");
    assert_eq!(names(&all), ["a", "b", "c", "d", "الأرشيف", "إكس", "gemini", "رياضتنا"]);
    assert_eq!(all[5].1, "https://x.example/a");
    assert_eq!(names(&site(r#", "pages": ["d", "a"]"#))[..4], ["d", "a", "c", "الأرشيف"]);
}

#[test]
fn many_headings_get_a_list_of_contents_that_leads_to_them() {
    let headings = |number: usize| {
        let heading = r#"{ "type": "heading", "level": 2, "text": "جزء" }"#;
        format!("\"body\": [{}]", vec![heading; number].join(","))
    };
    let test = SiteTest::new()
        .article("few", &headings(3))
        .article("many", &format!("\"id\": \"b\", {}", headings(4)).replacen("\"جزء\"", "\"أول\", \"id\": \"one\"", 1));
    test.build();
    assert!(!test.page("article/few/").contains("contents"));
    let page = test.page("article/many/");
    assert!(page.contains("<a href=\"#one\">أول</a>") && page.contains("<h2 id=\"one\">"), "{page}");
    assert!(page.contains("<a href=\"#part.3\">") && page.contains("<h2 id=\"part.3\">"), "{page}");
}

#[test]
fn static_pages_end_with_who_answers_for_the_paper_and_no_other_page_carries_it() {
    let site = SITE.replacen(
        r#""name": "أخبار" }"#,
        r#""name": "أخبار", "legal_name": "شركة أخبار ذ.م.م", "responsible_editor": "عبدالله الفهد", "licence_number": "2025/0000",
            "contact": { "email": "desk@news.example", "phone": "+965 (0000) 0000", "address": "مدينة الكويت" } }"#,
        1,
    );
    let page = |fields: &str| format!(r#"{{ "version": 1, "headline": "من نحن"{fields} }}"#);
    let test = SiteTest::new()
        .file("public/site.json", &site)
        .file("public/pages/about.json", &page(r#", "body": ["سطر."]"#))
        .file("public/pages/english.json", &page(r#", "language": "en""#))
        .article("a", "");
    let report = test.build();
    assert!(!report.has_errors(), "{}", messages(&test, &report));
    let about = test.page("about/");
    for shown in [
        ">الناشر</h2><ul",
        "<li><strong>الاسم القانوني: </strong>شركة أخبار ذ.م.م</li>",
        "<li><strong>رئيس التحرير المسؤول: </strong>عبدالله الفهد</li>",
        "<strong>رقم الترخيص: </strong><bdi dir=\"ltr\">2025/0000</bdi>",
        "<li><strong>العنوان: </strong>مدينة الكويت</li>",
        "<a href=\"tel:+96500000000\"><bdi dir=\"ltr\">+965 (0000) 0000</bdi></a>",
        "<a href=\"mailto:desk@news.example\"><bdi dir=\"ltr\">desk@news.example</bdi></a>",
    ] {
        assert!(about.contains(shown), "{shown} in {about}");
    }
    assert!(test.page("english/").contains("<strong>Responsible editor: </strong>"));
    for path in ["index.html", "article/a/index.html", "article/a/page.v1.json"] {
        assert!(!test.built(path).unwrap().contains("عبدالله الفهد"), "{path}");
    }
}

#[test]
fn sections_topics_and_authors_keep_the_addresses_that_they_had_elsewhere() {
    let prefixes = |names: &str| SITE.replace("\"sections\"", &format!("\"prefixes\": {names}, \"sections\""));
    let author = r#""article_section": "sport", "keywords": ["نفط"], "authors": [{ "name": "هند", "slug": "hind" }]"#;
    let names = r#"{ "section": "category", "tag": "وسم" }"#;
    let test = SiteTest::new().file("public/site.json", &prefixes(names)).article("a", author);
    let report = test.build();
    assert!(!report.has_errors(), "{}", messages(&test, &report));
    let page = test.page("article/a/");
    for link in ["<a href=\"/category/sport/\">رياضة</a>", "<a href=\"/وسم/نفط/\">نفط</a>", "href=\"/author/hind/\""]
    {
        assert!(page.contains(link), "{link}");
    }
    assert!(test.page("category/sport/").contains("خبر") && test.page("وسم/نفط/").contains("خبر"));
    let section = test.context().addresses.parse("/category/sport/");
    assert_eq!(
        section,
        Address::List(Collection::Section(Slug::new("sport").unwrap()), None),
        "the app reads them too"
    );
    for taken in [r#"{ "section": "author" }"#, r#"{ "tag": "archive" }"#, r#"{ "author": "assets" }"#] {
        let test = SiteTest::new().file("public/site.json", &prefixes(taken)).article("a", author);
        let report = test.build();
        assert!(messages(&test, &report).contains("is taken by something else"), "{}", messages(&test, &report));
        assert_eq!(test.built("index.html"), None);
    }
}
