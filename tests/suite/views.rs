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
fn a_picture_that_is_cropped_keeps_its_focus_in_view() {
    let picture =
        |more: &str| page(&format!(r#""lead_image": {{ "url": "/a.png", "width": 9, "height": 9, "alt": ""{more} }}"#));
    assert!(picture(r#", "focus": [0.5, 0.9]"#).contains("height=\"9\" data-focus=\"24\""));
    assert!(picture(r#", "focus": [0, 0.3]"#).contains("data-focus=\"01\""));
    assert!(!picture("").contains("focus"));
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
        r#""<نص>اضغط</نص>""#.to_owned(),
    ];
    let page = page(&format!("\"body\": [{}]", blocks.join(",")));
    assert!(page.contains("<p>اضغط</p><p>اضغط</p><p>اضغط</p>"), "{page}");
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;") && page.contains("&lt;نص&gt;"));
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
        r#""body": [{ "type": "paragraph", "text": ["أ", { "type": "link", "href": "/x/", "text": "" },
            { "type": "link", "href": "/y/", "text": [{ "type": "link", "href": "/z/", "text": "ب" }] }] },
            { "type": "list", "items": ["", "ج"] }, { "type": "list", "items": [] }]"#,
    );
    assert!(
        page.contains("<p>أ<a href=\"/y/\"><span>ب</span></a></p><ul class=\"list\"><li>ج</li></ul></div>"),
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
        page(r#""body": [{ "type": "paragraph", "text": ["أ\u202e", { "type": "strong", "text": "ب" }] }, "ج"]"#);
    assert!(page.contains("<p>أ\u{202e}<strong>ب</strong>\u{202c}</p><p>ج</p>"), "{page}");
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
fn an_article_is_found_by_the_name_that_it_had_before() {
    let pinned = SITE.replacen("\"sections\"", r#""front": { "pinned": ["once"] }, "sections""#, 1);
    let test = SiteTest::new()
        .file("public/site.json", &pinned)
        .article("a", r#""body": [{ "type": "details", "summary": "س", "body": [{ "type": "read_also", "articles": ["once", "now"] }] }], "related": ["once"]"#)
        .article("newer", r#""date_published": "2026-01-08T09:40:00+03:00""#.replacen("\"date_published\"", "\"kicker\": \"ك\", \"dateline\"", 1).as_str())
        .article("now", r#""former_slugs": ["once"]"#)
        .file("public/pages/about.json", r#"{ "version": 1, "headline": "من نحن", "body": [{ "type": "read_also", "articles": ["once"] }] }"#);
    let report = test.build();
    assert!(!report.has_errors(), "{}", messages(&test, &report));
    let page = test.page("article/a/");
    assert_eq!(page.matches("<li><a href=\"/article/now/\">").count(), 1, "{page}");
    assert!(page.contains("class=\"related-articles\""), "{page}");
    assert!(test.page("about/").contains("<li><a href=\"/article/now/\">"));
    let front = test.page("");
    let first = front.split("<article").nth(1).unwrap_or_default();
    assert!(front.find("/article/now/").unwrap() < front.find("/article/newer/").unwrap(), "{first}");
    assert!(!test.built("article/a/page.v1.json").unwrap().contains("\"once\"],\"type\""));
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
    assert!(page.contains("data-ends=\"1768510800000\" aria-label=\"برعاية ديوان\""), "{page}");
    let expired = test.at("2026-01-16T00:00:00+03:00");
    let page = expired.page("article/a/");
    assert!(page.contains("width=\"320\" height=\"50\""), "its box is kept where the build is older than its end");
    assert!(!expired.build().has_errors());
    let page = expired.page("article/a/");
    assert!(!page.contains("sponsor"), "a build leaves neither label nor space to what has ended before it");
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
fn the_paper_s_own_words_within_a_foreign_article_are_in_its_language_or_say_that_they_are_not() {
    let headings = ["One", "Two", "Three", "Four"]
        .map(|text| format!(r#"{{ "type": "heading", "level": 2, "text": "{text}" }}"#))
        .join(", ");
    let test = SiteTest::new().file("public/site.json", &SITE.replace("\"رياضة\"", "\"رياضة BBC\"")).article(
        "a",
        &format!(
            r#""language": "en", "article_section": "sport", "keywords": ["كتاب"], "body": [{headings}, {{ "type": "read_also", "articles": ["b"] }}]"#
        ),
    );
    let test = test
        .article("b", r#""id": "b", "article_section": "sport""#)
        .article("c", r#""id": "c", "article_section": "sport", "language": "en""#);
    let report = test.build();
    assert!(!report.has_errors(), "{report:?}");
    let page = test.page("article/a/");
    let story = page.split("<article").nth(1).unwrap().split("</article>").next().unwrap();
    for expected in [
        "<nav class=\"breadcrumbs\" aria-label=\"موقع الصفحة\" lang=\"ar-KW\" dir=\"rtl\">",
        "رياضة <bdi dir=\"ltr\">BBC</bdi></a>",
        "<nav class=\"share\" aria-label=\"Share\">",
        "<nav aria-label=\"In this article\">",
        "<nav class=\"topics\" aria-label=\"Topics\"><ul><li><a href=\"/tag/كتاب/\"><bdi dir=\"rtl\">كتاب</bdi></a>",
        "<a href=\"/article/b/\" lang=\"ar-KW\" dir=\"rtl\">خبر</a>",
    ] {
        assert!(story.contains(expected), "{expected} in {story}");
    }
}

#[test]
fn an_article_in_another_language_says_so_and_runs_its_own_way() {
    let page = page(r#""language": "en""#);
    assert!(page.contains("<article class=\"article\" lang=\"en\" dir=\"ltr\""), "{page}");
}

#[test]
fn latin_names_are_isolated_wherever_words_are_shown() {
    let test = SiteTest::new()
        .article(
            "a",
            r#""kicker": "لغة C++", "standfirst": "عن C++", "authors": [{ "name": "بدر J. Smith" }], "agencies": ["AP"],
                "lead_image": { "url": "/media/a.jpg", "width": 1, "height": 1, "alt": "شعار C++", "caption": "شعار C++", "credit": "صورة: AP" },
                "body": ["في C++.", { "type": "heading", "level": 2, "text": "عن C++" }, { "type": "list", "items": ["بند C++"] },
                    { "type": "quote", "body": ["قول C++"], "source": "من C++" }, { "type": "read_also", "articles": ["b"], "label": "عن C++:" }],
                "corrections": [{ "date": "2026-01-08T10:00:00+03:00", "text": "في C++" }]"#,
        )
        .file("public/articles/b.json", &crate::site_test::article(r#""id": "b""#).replace("خبر", "خبر عن C++"));
    test.build();
    let page = test.page("article/a/");
    let isolated = "<bdi dir=\"ltr\">C++</bdi>";
    for expected in [
        format!("<p class=\"kicker\">لغة {isolated}</p>"),
        format!("<p class=\"standfirst\">عن {isolated}</p>"),
        "<span class=\"byline-authors\">بدر <bdi dir=\"ltr\">J. Smith</bdi></span>".to_owned(),
        "<span class=\"dateline\"><bdi dir=\"ltr\">AP</bdi></span>".to_owned(),
        "alt=\"شعار C++\"".to_owned(),
        format!("شعار {isolated} <span class=\"credit\">صورة: <bdi dir=\"ltr\">AP</bdi></span>"),
        format!(
            "<p>في {isolated}.</p><h2 id=\"part.1\">عن {isolated}</h2><ul class=\"list\"><li>بند {isolated}</li></ul>"
        ),
        format!("<p>قول {isolated}</p>"),
        format!("من {isolated}"),
        format!("عن {isolated}:"),
        format!("خبر عن {isolated}"),
        format!("في {isolated}</li>"),
    ] {
        assert!(page.contains(&expected), "{expected} in {page}");
    }
    let front = test.page("");
    assert!(front.contains(&format!("<a href=\"/article/b/\">خبر عن {isolated}</a>")), "{front}");
    assert!(front.contains(&format!("<p class=\"kicker\">لغة {isolated}</p>")), "{front}");
}

#[test]
fn a_name_is_isolated_whole_whose_parts_are_marked_up() {
    let paragraph = |text: &str| {
        let page = page(&format!(r#""body": [{{ "type": "paragraph", "text": [{text}] }}]"#));
        page.split_once("<div class=\"body\">").unwrap().1.split_once("</div>").unwrap().0.to_owned()
    };
    let co2 = r#""غاز CO", { "type": "sub", "text": "2" }, " وغيره""#;
    assert_eq!(paragraph(co2), "<p>غاز \u{2066}CO<sub>2\u{2069}</sub> وغيره</p>");
    let across = r#"{ "type": "strong", "text": "شركة Johnson" }, " & Johnson تعلن""#;
    assert_eq!(paragraph(across), "<p><strong>شركة \u{2066}Johnson</strong> &amp; Johnson\u{2069} تعلن</p>");
    let link = r#""قناة ", { "type": "link", "href": "/x/", "text": "BBC" }, " 50%""#;
    assert_eq!(paragraph(link), "<p>قناة <a href=\"/x/\"><bdi dir=\"ltr\">BBC</bdi></a> 50%</p>");
    let directed = r#"{ "type": "bdi", "text": ["C++", { "type": "strong", "text": "C#" }] }, { "type": "code", "text": "C++" }, { "type": "line_break" }, "C++""#;
    assert_eq!(
        paragraph(directed),
        "<p><bdi dir=\"auto\">C++<strong>C#</strong></bdi><code dir=\"ltr\">C++</code><br><bdi dir=\"ltr\">C++</bdi></p>"
    );
    assert_eq!(paragraph(r#""3-2 للكويت""#), "<p>\u{61c}3-2 للكويت</p>");
    assert_eq!(paragraph(r#""نص\u200b C\ufeff++""#), "<p>نص <bdi dir=\"ltr\">C++</bdi></p>");
}

#[test]
fn in_words_that_run_left_to_right_arabic_is_isolated() {
    let english = page(
        r#""language": "en", "kicker": "On كتاب", "body": ["A كتاب, C++.", { "type": "paragraph", "language": "ar", "text": "في C++." },
            { "type": "quote", "language": "ar", "body": ["قال C++."], "source": "Of كتاب" }]"#,
    );
    let arabic = "<bdi dir=\"rtl\">كتاب</bdi>";
    let latin = "<bdi dir=\"ltr\">C++</bdi>";
    for expected in [
        format!("<p class=\"kicker\">On {arabic}</p>"),
        format!("<p>A {arabic}, C++.</p><p lang=\"ar\" dir=\"rtl\">في {latin}.</p>"),
        format!("<blockquote class=\"quote\" lang=\"ar\" dir=\"rtl\"><p>قال {latin}.</p>"),
        format!("<footer class=\"quote-source\" lang=\"en\" dir=\"ltr\">Of {arabic}</footer>"),
    ] {
        assert!(english.contains(&expected), "{expected} in {english}");
    }
    let quoted = page(r#""body": [{ "type": "quote", "language": "en", "body": ["A كتاب."] }]"#);
    assert!(quoted.contains(&format!("lang=\"en\" dir=\"ltr\"><p>A {arabic}.</p>")), "{quoted}");
}
