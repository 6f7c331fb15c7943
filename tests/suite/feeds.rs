//! What feed readers get.

use std::fs;

use khabar::model::Instant;
use khabar::prerender::{Host, check};

use crate::site_test::{SITE, SiteTest, messages};

/// `SITE` with further fields at its root.
fn site(fields: &str) -> String {
    SITE.replacen("\"version\": 1,", &format!("\"version\": 1, {fields},"), 1)
}

const BODY: &str = r#""id": "one", "article_section": "sport", "keywords": ["كأس"], "authors": [{ "name": "سلمى\nالراشد", "slug": "salma" }],
    "standfirst": "خلاصة الخبر.", "lead_image": { "url": "/media/صورة.svg", "width": 4, "height": 2, "alt": "ملعب", "credit": "كونا" },
    "date_modified": "2026-01-08T10:00:00+03:00",
    "body": [
      { "type": "paragraph", "text": ["قال ", { "type": "link", "href": "/article/two/", "text": "خبر & آخر" }, { "type": "footnote", "id": "n1" }, " <b>"] },
      { "type": "heading", "level": 2, "text": "عنوان" },
      { "type": "quote", "body": ["He said so."], "source": "Reuters", "language": "en" },
      { "type": "list", "items": ["أ", { "text": "ب", "items": ["ج"] }] },
      { "type": "figure", "image": { "url": "/media/صورة.svg", "width": 4, "height": 2, "alt": "خريطة", "caption": "تعليق" } },
      { "type": "embed", "provider": "YouTube", "url": "https://www.youtube.com/watch?v=abc", "title": "مقطع" },
      { "type": "read_also", "articles": ["two"] },
      { "type": "sponsor_slot" },
      { "type": "footnotes", "items": [{ "id": "n1", "text": "الهامش نفسه." }] }
    ]"#;

fn paper(settings: &str) -> SiteTest {
    SiteTest::new()
        .file("public/site.json", &site(settings))
        .file("public/media/صورة.svg", "<svg")
        .article("one", BODY)
        .article("two", "\"former_slugs\": [\"two-old\"], \"date_published\": \"2026-01-06T09:40:00+03:00\"")
}

const PLAIN: &str = "\"accent\": \"#8c1c2c\"";

fn built(test: SiteTest) -> SiteTest {
    let report = test.build();
    assert!(!report.has_errors(), "{}", messages(&test, &report));
    test
}

fn json(test: &SiteTest, path: &str) -> serde_json::Value {
    serde_json::from_str(&test.built(path).unwrap_or_else(|| panic!("{path} is not there"))).unwrap()
}

/// The names by which the feeds of a built site know its articles.
fn names(test: &SiteTest) -> Vec<String> {
    let items = json(test, "feed.json")["items"].as_array().unwrap().clone();
    items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_site_each_section_topic_and_author_have_a_feed_of_each_format() {
    let test = built(paper(PLAIN));
    for folder in ["", "section/sport/", "tag/كأس/", "author/salma/"] {
        for file in ["feed.xml", "atom.xml", "feed.json"] {
            let feed = test.built(&format!("{folder}{file}")).unwrap_or_else(|| panic!("{folder}{file}"));
            assert!(feed.contains("https://news.example/article/one/"), "{folder}{file}\n{feed}");
        }
    }
    assert_eq!(json(&test, "section/sport/feed.json")["title"], "رياضة - أخبار");
    assert_eq!(json(&test, "author/salma/feed.json")["title"], "سلمى الراشد - أخبار", "a name is one line");
    let test = built(paper("\"feeds\": { \"formats\": [\"atom\"] }"));
    assert!(test.built("atom.xml").is_some() && test.built("feed.xml").is_none() && test.built("feed.json").is_none());
}

#[test]
fn the_text_is_plain_html_with_whole_addresses() {
    let test = built(paper(PLAIN));
    let item = &json(&test, "feed.json")["items"][0];
    let picture = "https://news.example/media/%D8%B5%D9%88%D8%B1%D8%A9.svg";
    let html = item["content_html"].as_str().unwrap();
    let expected = format!(
        "<div dir=\"rtl\" lang=\"ar-KW\"><p><strong>خلاصة الخبر.</strong></p>\
         <figure><img src=\"{picture}\" alt=\"ملعب\" width=\"4\" height=\"2\"><figcaption><small>كونا</small></figcaption></figure>\
         <p>قال <a href=\"https://news.example/article/two/\">خبر &amp; آخر</a><sup>[1]</sup> &lt;b&gt;</p><h2>عنوان</h2>\
         <blockquote lang=\"en\" dir=\"ltr\"><p>He said so.</p><p>— Reuters</p></blockquote><ul><li>أ</li><li>ب<ul><li>ج</li></ul></li></ul>\
         <figure><img src=\"{picture}\" alt=\"خريطة\" width=\"4\" height=\"2\"><figcaption>تعليق</figcaption></figure>\
         <p><a href=\"https://www.youtube.com/watch?v=abc\">مقطع (YouTube)</a></p>\
         <p><strong>اقرأ أيضًا:</strong></p><ul><li><a href=\"https://news.example/article/two/\">خبر</a></li></ul>\
         <hr><p><strong>الهوامش</strong></p><p>[1] الهامش نفسه.</p></div>"
    );
    assert_eq!(html, expected);
    let attachment = serde_json::json!([{ "url": picture, "mime_type": "image/svg+xml", "size_in_bytes": 4 }]);
    assert_eq!(item["attachments"], attachment);
    assert_eq!(item["authors"][0]["url"], "https://news.example/author/salma/");
    assert_eq!(item["tags"], serde_json::json!(["رياضة", "كأس"]));
    let rss = test.built("feed.xml").unwrap();
    assert!(rss.contains(&format!("<enclosure url=\"{picture}\" length=\"4\" type=\"image/svg+xml\"/>")), "{rss}");
    assert!(rss.contains("<dc:creator>سلمى الراشد</dc:creator>") && rss.contains("<![CDATA[<div dir="), "{rss}");
    let atom = test.built("atom.xml").unwrap();
    assert!(atom.contains("rel=\"enclosure\"") && atom.contains("length=\"4\""), "{atom}");
}

#[test]
fn a_summary_is_all_where_the_publisher_wants_no_more() {
    let test = built(paper("\"feeds\": { \"content\": \"summary\" }"));
    for file in ["feed.xml", "atom.xml", "feed.json"] {
        let feed = test.built(file).unwrap();
        assert!(feed.contains("خلاصة الخبر.") && !feed.contains("الهامش نفسه"), "{feed}");
    }
}

#[test]
fn an_empty_standfirst_is_none() {
    let article = r#""standfirst": " ", "body": ["أول الكلام."]"#;
    let settings = "\"feeds\": { \"content\": \"summary\" }";
    let test = SiteTest::new().file("public/site.json", &site(settings)).article("a", article);
    let test = built(test);
    assert_eq!(json(&test, "feed.json")["items"][0]["summary"], "أول الكلام.");
    let test = built(SiteTest::new().article("a", article));
    let feed = test.built("feed.xml").unwrap();
    assert!(feed.contains("أول الكلام.") && !feed.contains("<strong>"), "{feed}");
}

#[test]
fn dates_are_the_contents_and_the_clock_is_in_no_feed() {
    let test = built(paper(PLAIN).at("2026-01-15T22:12:24+03:00"));
    let files = ["feed.xml", "atom.xml", "feed.json"];
    let before = files.map(|file| test.built(file).unwrap());
    assert!(before[0].contains("<lastBuildDate>Thu, 08 Jan 2026 10:00:00 +0300</lastBuildDate>"), "{}", before[0]);
    assert!(before[0].contains("<pubDate>Wed, 07 Jan 2026 09:40:00 +0300</pubDate>"), "{}", before[0]);
    assert!(before[1].contains("<updated>2026-01-08T10:00:00+03:00</updated>"), "{}", before[1]);
    let test = built(test.at("2026-09-15T22:12:24+03:00"));
    assert_eq!(files.map(|file| test.built(file).unwrap()), before);
}

#[test]
fn dates_before_1970_and_after_2100_are_written_as_they_are() {
    let test = SiteTest::new()
        .at("2150-01-01T00:00:00+03:00")
        .article("old", "\"date_published\": \"1938-02-23T10:00:00+03:00\"")
        .article("oldest", "\"date_published\": \"0001-01-01T00:00:00+03:00\"")
        .article("late", "\"date_published\": \"2149-12-31T10:00:00+03:00\"");
    let test = built(test);
    let rss = test.built("feed.xml").unwrap();
    assert!(
        rss.contains("Wed, 23 Feb 1938 10:00:00 +0300") && rss.contains("Wed, 31 Dec 2149 10:00:00 +0300"),
        "{rss}"
    );
    let atom = test.built("atom.xml").unwrap();
    assert!(atom.contains("<published>1938-02-23T10:00:00+03:00</published>"), "{atom}");
    assert_eq!(atom.matches("<entry>").count(), 3);
    assert!(test.built("sitemap-1938-02.xml").is_some() && test.built("sitemap-2149-12.xml").is_some());
}

#[test]
fn a_name_survives_another_slug_section_headline_and_date() {
    let fields = "\"id\": \"2026-0001\", \"article_section\": \"sport\"";
    let before = names(&built(SiteTest::new().article("one", fields)));
    let moved =
        "\"id\": \"2026-0001\", \"alternative_headline\": \"غيره\", \"date_modified\": \"2026-01-09T09:40:00+03:00\"";
    let test = SiteTest::new().article("another", moved);
    let headline =
        fs::read_to_string(test.path("public/articles/another.json")).unwrap().replace("\"خبر\"", "\"عنوان آخر\"");
    let test = built(test.file("public/articles/another.json", &headline));
    assert_eq!(names(&test), before);
    assert!(before[0].starts_with("urn:uuid:") && !before[0].contains("2026-0001"));
    let uuid = "\"id\": \"0197C2A4-5B1E-7C3A-9F00-000000000001\"";
    assert_eq!(names(&built(SiteTest::new().article("a", uuid))), ["urn:uuid:0197c2a4-5b1e-7c3a-9f00-000000000001"]);
}

#[test]
fn a_guid_from_elsewhere_is_kept_and_a_moved_host_changes_no_name() {
    let test = built(SiteTest::new().article("one", "\"feed_guid\": \"https://old.example/?p=17\""));
    assert_eq!(names(&test), ["https://old.example/?p=17"]);
    let rss = test.built("feed.xml").unwrap();
    assert!(rss.contains("<guid isPermaLink=\"false\">https://old.example/?p=17</guid>"), "{rss}");
    let test = built(SiteTest::new().article("one", "\"feed_guid\": \"قديم 17\""));
    assert_eq!(names(&test), ["قديم 17"]);
    assert!(test.built("atom.xml").unwrap().contains("<id>urn:uuid:"), "Atom asks for an IRI");

    let before = names(&built(SiteTest::new().article("one", "")));
    let moved = |settings: &str| {
        let site = site(settings).replace("https://news.example/", "https://new.example/");
        names(&built(SiteTest::new().file("public/site.json", &site).article("one", "")))
    };
    assert_ne!(moved(PLAIN), before, "two papers may have the same identifiers");
    assert_eq!(moved("\"feeds\": { \"origin\": \"news.example\" }"), before);
}

#[test]
fn of_two_articles_with_one_id_both_are_there_and_the_older_keeps_the_name() {
    let alone = names(&built(SiteTest::new().article("older", "\"id\": \"x\"")));
    let test = SiteTest::new()
        .article("newer", "\"id\": \"x\", \"date_published\": \"2026-01-08T09:40:00+03:00\"")
        .article("older", "\"id\": \"x\"");
    let report = test.build();
    assert!(messages(&test, &report).contains("[duplicate-id]"));
    let both = names(&test);
    assert_eq!(both.len(), 2);
    assert_ne!(both[0], both[1]);
    assert_eq!(both[1], alone[0]);
    // When the older one is gone, the other does not take its name: readers would take it for read.
    let test = SiteTest::new()
        .article("newer", "\"id\": \"x\", \"date_published\": \"2026-01-08T09:40:00+03:00\"")
        .article("older", "\"id\": \"x\", \"expires\": \"2026-01-09T00:00:00+03:00\"");
    test.build();
    assert_eq!(names(&test), both[..1]);
}

#[test]
fn two_names_that_readers_take_for_one_are_not_given_twice() {
    let id = "0f7c3c3e-7a1b-4d56-9a53-0a2f5f1e9abc";
    let test = SiteTest::new()
        .article(
            "newer",
            &format!("\"id\": \"{}\", \"date_published\": \"2026-01-08T09:40:00+03:00\"", id.to_uppercase()),
        )
        .article("older", &format!("\"id\": \"{id}\""))
        .article("c", r#""id": "c", "feed_guid": "a  b""#)
        .article("d", r#""id": "d", "feed_guid": "a b""#);
    test.build();
    let names = names(&test);
    let different: std::collections::HashSet<&String> = names.iter().collect();
    assert_eq!(different.len(), 4, "{names:?}");
}

#[test]
fn what_xml_forbids_is_left_out_and_named() {
    let test = SiteTest::new()
        .article("one", r#""body": ["أ\u0000ب\u0008\ufffe", "سليم"], "keywords": ["كأس\u0001"]"#)
        .file("public/site.json", &SITE.replace("\"name\": \"رياضة\"", "\"name\": \"ريا\\u000bضة\""));
    let report = test.build();
    let messages = messages(&test, &report);
    for expected in [
        "warning[control-character]: $.body[0]: U+0000, U+0008, U+FFFE may not stand",
        "warning[control-character]: $.keywords[0]: U+0001",
        "warning[control-character]: $.editions.ar.sections[0].name: U+000B",
    ] {
        assert!(messages.contains(expected), "{messages}");
    }
    assert_eq!(messages.matches("control-character").count(), 3, "{messages}");
    for file in ["feed.xml", "atom.xml", "feed.json", "sitemap-2026-01.xml"] {
        let text = test.built(file).unwrap();
        assert!(!text.chars().any(|c| c < ' ' && c != '\n' || c == '\u{fffe}'), "{file}");
    }
    assert!(test.built("feed.xml").unwrap().contains("<p>أب</p><p>سليم</p>"));
}

#[test]
fn what_a_sponsor_paid_for_says_so_or_is_left_out() {
    let sponsors = "\"sponsors\": [{ \"id\": \"s\", \"name\": \"مقهى\", \"label\": \"برعاية\", \"link\": \"https://example.org/\" }]";
    let paper = |settings: &str| {
        let test = SiteTest::new()
            .file("public/site.json", &site(&format!("{sponsors}{settings}")))
            .article("paid", "\"sponsor\": \"s\"")
            .article("free", "\"date_published\": \"2026-01-06T09:40:00+03:00\"");
        built(test)
    };
    let marked = json(&paper(""), "feed.json");
    assert_eq!(marked["items"][0]["title"], "محتوى برعاية: خبر");
    let html = marked["items"][0]["content_html"].as_str().unwrap();
    assert!(
        html.contains("<strong>برعاية <a href=\"https://example.org/\" rel=\"sponsored\">مقهى</a></strong>"),
        "{html}"
    );
    let left_out = json(&paper(", \"feeds\": { \"sponsored\": \"left_out\" }"), "feed.json");
    assert_eq!(left_out["items"].as_array().unwrap().len(), 1);
}

#[test]
fn a_hub_is_named_in_each_format() {
    let test = built(paper("\"feeds\": { \"hub\": \"https://hub.example/\" }"));
    let hub = "href=\"https://hub.example/\"";
    assert!(test.built("feed.xml").unwrap().contains(hub) && test.built("atom.xml").unwrap().contains(hub));
    assert_eq!(json(&test, "feed.json")["hubs"][0]["type"], "WebSub");
    let test = paper("\"feeds\": { \"hub\": \"/hub\" }");
    assert!(messages(&test, &test.build()).contains("error[site]: $.feeds.hub: \"/hub\" is no address of a hub"));
}

#[test]
fn pages_lead_readers_to_their_own_feed() {
    let test = built(paper(PLAIN));
    let links = |file: &str| {
        let document = test.built(file).unwrap();
        let links = document.split("<link rel=\"alternate\" type=\"application/").skip(1);
        links
            .map(|link| link.split("href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(links("index.html"), ["/feed.xml", "/atom.xml", "/feed.json"]);
    assert_eq!(links("article/one/index.html"), ["/feed.xml"], "the document of an article is to stay small");
    assert_eq!(links("section/sport/index.html")[0], "/section/sport/feed.xml");
    assert_eq!(links("section/sport/2026/01/index.html")[0], "/section/sport/feed.xml");
    assert_eq!(links("author/salma/index.html")[0], "/author/salma/feed.xml");
    let test = paper(PLAIN).for_newsroom("/");
    test.build();
    assert!(!test.built("index.html").unwrap().contains("feed.xml"), "the newsroom's server has none");
}

#[test]
fn under_a_sub_path_and_other_prefixes_every_address_is_right() {
    let settings = site(PLAIN)
        .replace("https://news.example/", "https://news.example/أخبار/")
        .replace("\"name\": \"أخبار\",\n", "\"name\": \"أخبار\", \"prefixes\": { \"section\": \"category\" },\n");
    let test = built(paper(PLAIN).file("public/site.json", &settings));
    let feed = json(&test, "category/sport/feed.json");
    let base = "https://news.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1";
    assert_eq!(feed["feed_url"], format!("{base}/category/sport/feed.json"));
    assert_eq!(feed["items"][0]["url"], format!("{base}/article/one/"));
}

#[test]
fn texts_and_redirects_may_lead_to_feeds_and_the_names_are_taken() {
    let body = |path: &str| {
        format!(
            r#""body": [{{ "type": "paragraph", "text": [{{ "type": "link", "href": "{path}", "text": "خلاصات" }}] }}]"#
        )
    };
    let redirects = r#"{ "version": 1, "redirects": [
        { "from": "/feed/", "to": "/feed.xml" }, { "from": "/feed/atom/", "to": "/atom.xml" },
        { "from": "/category/{slug}/feed/", "to": "/section/{slug}/feed.xml" } ] }"#;
    let test = SiteTest::new()
        .article("one", &format!("{}, \"article_section\": \"sport\"", body("/section/sport/feed.xml")))
        .article("two", &body("/sitemap.xml"))
        .file("public/redirects.json", redirects)
        .on(Host::Netlify);
    let report = test.build();
    assert_eq!(messages(&test, &report), "");
    let redirects = test.built("_redirects").unwrap();
    assert!(redirects.contains("/feed /feed.xml 301\n"), "{redirects}");
    let test = SiteTest::new().article("one", &body("/section/none/feed.xml")).file("public/feed.xml", "<rss/>");
    for report in [test.build(), check(&test.path("public"), Instant::from_millis(1_800_000_000_000))] {
        let messages = messages(&test, &report);
        assert!(messages.contains("there is no section \"none\""), "{messages}");
        assert!(messages.contains("public/feed.xml: error[reserved-name]"), "{messages}");
    }
}

#[test]
fn a_site_without_articles_has_empty_feeds() {
    let test = built(SiteTest::new());
    assert_eq!(json(&test, "feed.json")["items"], serde_json::json!([]));
    let rss = test.built("feed.xml").unwrap();
    assert!(!rss.contains("lastBuildDate") && rss.contains("<title>أخبار</title>"), "{rss}");
    assert!(test.built("atom.xml").unwrap().contains("<updated>1970-01-01T03:00:00+03:00</updated>"));
    assert!(test.built("section/sport/feed.xml").is_some(), "a reader may subscribe before the first article");
}
