//! What a reader sees of an article and of lists, whatever the publisher wrote.

use crate::site_test::{SITE, SiteTest, messages};

fn page(fields: &str) -> String {
    let test = SiteTest::new().article("a", fields);
    test.build();
    test.page("article/a/")
}

#[test]
fn a_bare_article_has_no_empty_boxes_labels_or_punctuation() {
    let page = page("");
    assert_eq!(page.matches("<h1").count(), 1);
    for absent in [
        "kicker",
        "standfirst",
        "byline",
        "dateline",
        "figure",
        "class=\"body\"",
        "related",
        "corrections",
        "sponsor",
        "modified",
        " – ",
    ] {
        assert!(!page.contains(absent), "{absent} in {page}");
    }
    assert!(
        page.contains("نُشر <time datetime=\"2026-01-07T09:40:00+03:00\">7 يناير 2026، 9:40 صباحًا</time>"),
        "{page}"
    );
}

#[test]
fn empty_text_is_as_good_as_none() {
    let page = page(
        r#""kicker": " ", "standfirst": "\u200f\u200b", "authors": [{ "name": "" }], "dateline": "", "body": ["", { "type": "heading", "level": 2, "text": "" }, { "type": "quote", "body": [""] }]"#,
    );
    for absent in ["kicker", "standfirst", "byline", "class=\"body\""] {
        assert!(!page.contains(absent), "{absent} in {page}");
    }
}

#[test]
fn place_of_filing_and_agencies_stand_as_newspapers_print_them() {
    let page = page(r#""dateline": "الكويت", "agencies": ["كونا"], "authors": [{ "name": "هند" }, { "name": "بدر" }]"#);
    assert!(
        page.contains("<span class=\"byline-authors\">هند، بدر</span> <span class=\"dateline\">الكويت – كونا</span>"),
        "{page}"
    );
}

#[test]
fn updated_shows_only_when_the_words_changed() {
    assert!(!page(r#""date_modified": "2026-01-07T09:40:00+03:00""#).contains("حُدّث"));
    assert!(
        page(r#""date_modified": "2026-01-07T11:15:00+03:00""#)
            .contains("حُدّث <time datetime=\"2026-01-07T11:15:00+03:00\">")
    );
}

#[test]
fn hostile_text_is_shown_as_text() {
    let link = |href: &str| {
        format!(r#"{{ "type": "paragraph", "text": [{{ "type": "link", "href": "{href}", "text": "اضغط" }}] }}"#)
    };
    let blocks = [
        link("javascript:alert(1)"),
        link(r" JAVA\tSCRIPT:alert(1)"),
        link("data:text/html,x"),
        r#"{ "type": "paragraph", "text": [{ "type": "bdi", "text": "<img src=x onerror=alert(1)>" }] }"#.to_owned(),
        r#""<script>alert(1)</script>""#.to_owned(),
    ];
    let page = page(&format!("\"body\": [{}]", blocks.join(",")));
    assert!(page.contains("<p>اضغط</p><p>اضغط</p><p>اضغط</p>"), "{page}");
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;") && page.contains("&lt;script&gt;"));
    assert!(!page.contains("<img") && !page.contains("<script") && !page.contains("script:"));
}

#[test]
fn an_unknown_block_or_inline_is_left_out_and_the_rest_is_shown() {
    let test = SiteTest::new().article(
        "a",
        r#""body": ["قبل", { "type": "hologram", "text": "x" }, 7, { "type": "heading", "level": 9, "text": "x" }, ["نص"], "بعد"]"#,
    );
    let report = test.build();
    assert!(!report.has_errors());
    let messages = messages(&test, &report);
    for expected in [
        "warning[unknown-block]: $.body[1]",
        "warning[type]: $.body[2]",
        "warning[range]: $.body[3].level",
        "warning[type]: $.body[4]",
    ] {
        assert!(messages.contains(expected), "{expected}\n{messages}");
    }
    assert!(test.page("article/a/").contains("<div class=\"body\"><p>قبل</p><p>بعد</p></div>"));
}

#[test]
fn links_without_words_and_links_within_links_are_none() {
    let page = page(
        r#""body": [{ "type": "paragraph", "text": ["a", { "type": "link", "href": "/x/", "text": "" },
            { "type": "link", "href": "/y/", "text": [{ "type": "link", "href": "/z/", "text": "b" }] }] },
            { "type": "list", "items": ["", "c"] }, { "type": "list", "items": [] }]"#,
    );
    assert!(
        page.contains("<p>a<a href=\"/y/\"><span>b</span></a></p><ul class=\"list\"><li>c</li></ul></div>"),
        "{page}"
    );
}

#[test]
fn an_unknown_inline_becomes_its_text() {
    let page = page(
        r#""body": [{ "type": "paragraph", "text": ["نص ", { "type": "blink", "text": "وامض" }, { "type": "strong", "text": "قوي" }] }]"#,
    );
    assert!(page.contains("<p>نص وامض<strong>قوي</strong></p>"), "{page}");
}

#[test]
fn direction_controls_are_closed_at_the_end_of_their_block() {
    let page =
        page(r#""body": [{ "type": "paragraph", "text": ["a\u202e", { "type": "strong", "text": "b" }] }, "c"]"#);
    assert!(page.contains("<p>a\u{202e}<strong>b</strong>\u{202c}</p><p>c</p>"), "{page}");
}

#[test]
fn read_also_and_related_name_only_articles_that_can_be_read() {
    let test = SiteTest::new()
        .article("a", r#""body": [{ "type": "read_also", "articles": ["b", "gone"] }, { "type": "read_also", "articles": ["gone"] }], "related": ["gone", "a", "b"]"#)
        .article("b", r#""id": "b""#);
    test.build();
    let page = test.page("article/a/");
    assert_eq!(page.matches("class=\"read-also\"").count(), 1);
    assert!(page.contains("<p class=\"read-also-label\">اقرأ أيضًا:</p><ul><li><a href=\"/article/b/\">"), "{page}");
    assert_eq!(page.matches("class=\"teaser\"").count(), 1, "never itself, never what is gone");
}

#[test]
fn a_sponsor_is_labelled_for_eye_and_ear_and_its_link_says_that_it_is_paid() {
    let sponsor = r#""sponsors": [{ "id": "s", "name": "ديوان", "label": "هذا الموقع بــرعاية", "link": "https://example.org/", "slots": ["top"],
        "creatives": [{ "image": "/media/wide.png", "width": 728, "height": 90, "alt": "إعلان" }, { "image": "/media/narrow.png", "width": 320, "height": 50, "alt": "إعلان" },
        { "image": "/media/tall.png", "width": 300, "height": 250, "alt": "إعلان" }],
        "ends": "2026-01-16T00:00:00+03:00" }], "publisher""#;
    let site = SITE.replacen("\"publisher\"", sponsor, 1);
    let test = SiteTest::new().file("public/site.json", &site).article("a", "");
    assert!(!test.build().has_errors());
    let page = test.page("article/a/");
    assert!(page.contains("<span aria-hidden=\"true\">هذا الموقع بــرعاية</span><span class=\"visually-hidden\">هذا الموقع برعاية</span>"), "{page}");
    assert!(page.contains("rel=\"sponsored noopener\"") && page.contains("width=\"320\" height=\"50\" alt=\"إعلان\""));
    let expired = test.at("2026-01-16T00:00:00+03:00");
    assert!(!expired.page("article/a/").contains("sponsor"), "an expired sponsor takes neither label nor space");
}

#[test]
fn the_front_is_led_by_what_is_pinned_then_the_newest_and_no_article_stands_twice() {
    let site = SITE.replacen(
        "\"name\": \"أخبار\",\n",
        "\"name\": \"أخبار\", \"front\": { \"pinned\": [\"old\", \"gone\"] },\n",
        1,
    );
    let later = |slug: &str, day: &str| {
        crate::site_test::article("").replace("\"a\"", &format!("\"{slug}\"")).replace("2026-01-07", day)
    };
    let test = SiteTest::new()
        .file("public/site.json", &site)
        .file("public/articles/old.json", &later("old", "2026-01-01"))
        .file("public/articles/new.json", &later("new", "2026-01-09"))
        .file("public/articles/newest.json", &later("newest", "2026-01-10"));
    test.build();
    let page = test.page("");
    let links: Vec<&str> = page.split("href=\"/article/").skip(1).map(|rest| rest.split('/').next().unwrap()).collect();
    assert_eq!(links, ["old", "newest", "new"]);
    assert!(test.page("section/sport/").contains("لا توجد أخبار هنا بعد."), "a section without articles says so");
}

#[test]
fn an_article_in_another_language_says_so_and_runs_its_own_way() {
    let page = page(r#""language": "en""#);
    assert!(page.contains("<article class=\"article\" lang=\"en\" dir=\"ltr\""), "{page}");
}
