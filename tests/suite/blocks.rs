//! What a reader sees of each block, with all its parts and with few of them.

use crate::site_test::{SITE, SiteTest, article, messages};

/// The body of an article that is made of these blocks, as HTML.
fn body(blocks: &str) -> String {
    body_of(SITE, &format!("\"id\": \"a\", \"body\": [{blocks}]"))
}

fn body_of(site: &str, fields: &str) -> String {
    let test = SiteTest::new().file("public/site.json", site).file("public/articles/a.json", &article(fields));
    let report = test.build();
    assert!(!report.is_incomplete, "{}", messages(&test, &report));
    let page = test.page("article/a/");
    let Some((_, body)) = page.split_once("<div class=\"body\">") else { return String::new() };
    body.split_once("</div></article>").map_or(body, |(body, _)| body).to_owned()
}

#[track_caller]
fn assert_shows(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part} is not in {html}");
    }
}

#[test]
fn a_pull_quote_shows_its_words_and_their_source() {
    let html = body(
        r#"{ "type": "pull_quote", "text": "كلام", "source": "قائله" }, { "type": "pull_quote", "text": "وحده" }, { "type": "pull_quote", "text": " " }"#,
    );
    assert_eq!(
        html,
        "<aside class=\"pull-quote\"><p>كلام</p><footer class=\"pull-quote-source\">قائله</footer></aside><aside class=\"pull-quote\"><p>وحده</p></aside>"
    );
}

fn pictures(n_pictures: usize) -> String {
    let picture =
        |index| format!(r#"{{ "url": "/media/{index}.jpg", "width": 40, "height": 30, "alt": "صورة {index}" }}"#);
    (1..=n_pictures).map(picture).collect::<Vec<_>>().join(",")
}

#[test]
fn a_gallery_is_a_list_in_a_named_region_that_the_keyboard_reaches() {
    let html = body(&format!(r#"{{ "type": "gallery", "items": [{}], "caption": "يوم" }}"#, pictures(2)));
    assert_shows(
        &html,
        &[
            "<div class=\"gallery-strip\" role=\"region\" tabindex=\"0\" aria-labelledby=\"caption.1\"><ul><li><figure><img class=\"gallery-picture\" src=\"/media/1.jpg\"",
            "alt=\"صورة 1\" loading=\"lazy\"><figcaption class=\"caption\"><span class=\"gallery-place\" aria-hidden=\"true\">1 من 2</span>",
            "<figcaption class=\"caption\" id=\"caption.1\">يوم</figcaption></figure>",
        ],
    );
}

#[test]
fn a_gallery_of_none_is_nothing_of_one_a_figure_and_of_many_all_lazy() {
    assert_eq!(body(r#"{ "type": "gallery", "items": [], "caption": "يوم" }"#), "");
    let one = body(&format!(r#"{{ "type": "gallery", "items": [{}], "caption": "يوم" }}"#, pictures(1)));
    assert_shows(
        &one,
        &["<figure class=\"figure\" data-width=\"text\"", "<figcaption class=\"caption\">يوم</figcaption>"],
    );
    assert!(!one.contains("gallery"), "{one}");
    let many = body(&format!(r#"{{ "type": "gallery", "items": [{}] }}"#, pictures(500)));
    assert_eq!(many.matches("<img ").count(), 500);
    assert_eq!(many.matches("loading=\"lazy\"").count(), 500);
    assert_shows(&many, &["aria-label=\"معرض صور 1\"", "500 من 500"]);
}

#[test]
fn regions_without_a_caption_have_names_of_their_own() {
    let table = r#"{ "type": "table", "rows": [["1"]] }"#;
    let html = body(&format!(r#"{table}, {table}, {{ "type": "gallery", "items": [{}] }}"#, pictures(2)));
    assert_shows(&html, &["aria-label=\"جدول 1\"", "aria-label=\"جدول 2\"", "aria-label=\"معرض صور 3\""]);
}

#[test]
fn headers_of_a_table_say_what_they_head_also_around_cells_that_span() {
    let html = body(
        r#"{ "type": "table", "caption": "جدول", "header_rows": 2, "header_columns": 1, "rows": [
            [{ "text": "أ", "rowspan": 2 }, { "text": "ب", "colspan": 2 }], ["ج", "د"],
            [{ "text": "ه", "rowspan": 2 }, "1", "2"], ["3", { "text": "و", "header": true }]] }"#,
    );
    assert_shows(
        &html,
        &[
            "<figcaption class=\"caption\" id=\"caption.1\">جدول</figcaption><div class=\"table-region\" role=\"region\" tabindex=\"0\" aria-labelledby=\"caption.1\"><table><thead>",
            "<tr><th scope=\"col\" rowspan=\"2\">أ</th><th scope=\"colgroup\" colspan=\"2\">ب</th></tr>",
            "<tr><th scope=\"col\" data-number=\"\">ج</th><th scope=\"col\" data-number=\"\">د</th></tr></thead>",
            "<tbody><tr><th scope=\"rowgroup\" rowspan=\"2\">ه</th><td data-number=\"\">1</td><td data-number=\"\">2</td></tr>",
            "<tr><td data-number=\"\">3</td><th scope=\"col\">و</th></tr></tbody>",
        ],
    );
}

#[test]
fn numbers_are_known_in_all_digits() {
    let html = body(
        r#"{ "type": "table", "rows": [["1,020.5", "٪١٢٫٥", "-3%", "—", [{ "type": "strong", "text": "7" }], "7 أيام", ""]] }"#,
    );
    assert_shows(
        &html,
        &[
            "<td data-number=\"\">1,020.5</td><td data-number=\"\">٪١٢٫٥</td><td data-number=\"\">\u{61c}-3%</td>",
            "<td data-number=\"\">—</td><td data-number=\"\"><strong>7</strong></td><td>7 أيام</td><td",
        ],
    );
}

#[test]
fn tables_of_one_cell_and_of_six_thousand_are_drawn_and_one_of_none_is_not() {
    assert_eq!(body(r#"{ "type": "table", "rows": [] }, { "type": "table", "rows": [[]], "caption": "x" }"#), "");
    assert_shows(&body(r#"{ "type": "table", "rows": [["أ"]] }"#), &["<tbody><tr><td>أ</td></tr></tbody>"]);
    let row = format!("[{}]", vec!["\"أ\""; 30].join(","));
    let html = body(&format!(r#"{{ "type": "table", "header_rows": 1, "rows": [{}] }}"#, vec![row; 200].join(",")));
    assert_eq!((html.matches("<th ").count(), html.matches("<td>").count()), (30, 199 * 30));
}

#[test]
fn a_table_that_spans_beyond_all_bounds_is_drawn() {
    let cell = r#"{ "text": "أ", "colspan": 4000000000, "rowspan": 4000000000 }"#;
    let html = body(&format!(r#"{{ "type": "table", "rows": [[{cell}, {cell}, "ب"], ["ج"]] }}"#));
    assert_eq!(html.matches("<td").count(), 4);
}

#[test]
fn an_embed_names_its_provider_and_links_to_it_and_loads_nothing() {
    let html = body(
        r#"{ "type": "embed", "provider": "YouTube", "url": "https://www.youtube.com/watch?v=abc", "title": "الافتتاح",
            "still": { "url": "/media/still.jpg", "width": 16, "height": 9, "alt": "المنصة" } }"#,
    );
    assert_shows(
        &html,
        &[
            "<div class=\"embed-screen\" data-shape=\"video\"><a class=\"skip-link\" href=\"#embed.1\">تجاوز: الافتتاح</a><img class=\"embed-still\" src=\"/media/still.jpg\"",
            "<button class=\"embed-button\" type=\"button\" data-act=\"show-embed\" data-frame=\"https://www.youtube-nocookie.com/embed/abc?autoplay=1\" data-title=\"الافتتاح\">اعرضه هنا<span class=\"visually-hidden\">: الافتتاح</span></button>",
            "<a class=\"embed-link\" href=\"https://www.youtube.com/watch?v=abc\" rel=\"noopener\"><span class=\"embed-title\">الافتتاح</span> <span class=\"embed-provider\">افتح في ",
            "YouTube",
        ],
    );
    assert!(!html.contains("iframe") && !html.contains("src=\"https:"), "{html}");
}

#[test]
fn an_embed_of_an_unknown_provider_is_a_link_and_one_that_runs_something_is_nothing() {
    let embed =
        |url: &str| body(&format!(r#"{{ "type": "embed", "provider": "x", "url": "{url}", "title": "مقطع" }}"#));
    let html = embed("https://video.example/1");
    assert_shows(
        &html,
        &[
            "<figure class=\"embed\"><figcaption class=\"embed-caption\"><a class=\"embed-link\" href=\"https://video.example/1\"",
        ],
    );
    assert!(!html.contains("button"), "{html}");
    assert_eq!(embed("javascript:alert(1)"), "");
}

#[test]
fn the_policy_lets_frames_come_from_the_known_players_only() {
    let test = SiteTest::new().article("a", "");
    test.build();
    let page = test.built("index.html").unwrap();
    let (_, policy) = page.split_once("frame-src ").unwrap();
    let (frames, _) = policy.split_once(';').unwrap();
    assert_shows(frames, &["https://www.youtube-nocookie.com ", "https://platform.twitter.com ", "https://t.me"]);
    assert!(frames.split(' ').all(|origin| origin.starts_with("https://") && !origin.contains('*')), "{frames}");
    assert!(!frames.contains("'self'"));
}

#[test]
fn a_video_waits_keeps_its_place_and_has_captions_and_a_link() {
    let html = body(
        r#"{ "type": "video", "url": "/media/a.mp4", "mime": "video/mp4", "width": 1280, "height": 720, "duration_seconds": 3723,
            "poster": { "url": "/media/a.jpg", "width": 1280, "height": 720, "alt": "الميناء" }, "caption": "شرح", "credit": "مصوّر",
            "captions": [{ "url": "/media/a.vtt", "language": "ar", "label": "العربية" }] }"#,
    );
    assert_shows(
        &html,
        &[
            "<video class=\"video-player\" controls=\"\" preload=\"none\" playsinline=\"\" width=\"1280\" height=\"720\" poster=\"/media/a.jpg\" aria-label=\"الميناء\">",
            "<source src=\"/media/a.mp4\" type=\"video/mp4\"><track kind=\"captions\" src=\"/media/a.vtt\" srclang=\"ar\" label=\"العربية\"><a href=\"/media/a.mp4\" download=\"\">تنزيل</a></video>",
            "<figcaption class=\"caption\">شرح <span class=\"credit\">مصوّر</span> <span class=\"duration\">المدة 1:02:03</span></figcaption>",
        ],
    );
    let bare = body(r#"{ "type": "video", "url": "/media/a.mp4", "mime": "video/mp4", "width": 4, "height": 3 }"#);
    for absent in ["track", "poster", "figcaption", "aria-label"] {
        assert!(!bare.contains(absent), "{absent} in {bare}");
    }
}

#[test]
fn a_recording_waits_and_its_words_open_when_asked() {
    let html = body(
        r#"{ "type": "audio", "url": "/media/a.mp3", "mime": "audio/mpeg", "title": "بوق", "duration_seconds": 42, "transcript": "صوت." }"#,
    );
    assert_eq!(
        html,
        "<figure class=\"audio\"><figcaption class=\"audio-title\">بوق <span class=\"duration\">المدة 0:42</span></figcaption><audio class=\"audio-player\" controls=\"\" preload=\"none\" aria-label=\"بوق\"><source src=\"/media/a.mp3\" type=\"audio/mpeg\"><a href=\"/media/a.mp3\" download=\"\">تنزيل</a></audio><details class=\"details\"><summary>نص التسجيل</summary><div class=\"details-body\"><p>صوت.</p></div></details></figure>"
    );
    let bare = body(r#"{ "type": "audio", "url": "/media/a.mp3", "mime": "audio/mpeg", "title": "" }"#);
    assert!(!bare.contains("details") && !bare.contains("aria-label") && !bare.contains("duration"), "{bare}");
}

#[test]
fn program_text_runs_left_to_right_and_keeps_its_lines() {
    assert_eq!(
        body(
            r#"{ "type": "code", "text": "fn a() {\n  <b>\n}\n", "syntax": "rust" }, { "type": "code", "text": "\n" }"#
        ),
        "<pre class=\"code\" dir=\"ltr\" tabindex=\"0\" role=\"group\" aria-label=\"نص برمجي (rust)\"><code translate=\"no\">fn a() {\n  &lt;b&gt;\n}</code></pre>"
    );
}

#[test]
fn a_file_says_its_type_and_size() {
    let size = |bytes: u32| {
        let html = body(&format!(
            r#"{{ "type": "file", "url": "/media/a.b/report.pdf?v=2", "title": "التقرير", "mime": "application/pdf", "bytes": {bytes} }}"#
        ));
        assert_shows(
            &html,
            &[
                "<a class=\"file-link\" href=\"/media/a.b/report.pdf?v=2\" download=\"\">التقرير</a>",
                "ملف <bdi>PDF</bdi>، ",
            ],
        );
        html.split_once("</bdi>، ").unwrap().1.split_once('<').unwrap().0.to_owned()
    };
    for (bytes, expected) in [
        (0, "0 كيلوبايت"),
        (1, "1 كيلوبايت"),
        (482_133, "483 كيلوبايت"),
        (999_000, "999 كيلوبايت"),
        (999_001, "1 ميغابايت"),
        (4_650_000, "4.7 ميغابايت"),
        (9_950_000, "10 ميغابايت"),
        (u32::MAX, "4295 ميغابايت"),
    ] {
        assert_eq!(size(bytes), expected);
    }
    let unnamed = r#"{ "type": "file", "url": "/media/data", "title": "", "mime": "text/csv", "bytes": 5 }"#;
    assert_shows(&body(unnamed), &["download=\"\">تنزيل</a>", "<bdi>CSV</bdi>"]);
}

#[test]
fn lengths_sizes_and_numbers_are_in_the_editions_digits_and_an_english_story_has_english_words() {
    let site = SITE.replacen("\"time_zone\"", "\"digits\": \"arabic_indic\", \"time_zone\"", 1);
    let blocks = r#""body": [{ "type": "audio", "url": "/a.mp3", "mime": "audio/mpeg", "title": "بوق", "duration_seconds": 3723 },
        { "type": "file", "url": "/a.pdf", "title": "ملف", "mime": "application/pdf", "bytes": 4650000 }, { "type": "key_points", "items": ["x"] },
        { "type": "correction", "date": "2026-01-08T10:00:00+03:00", "text": "x" }]"#;
    assert_shows(&body_of(&site, blocks), &["المدة ١:٠٢:٠٣", "٤٫٧ ميغابايت", "<h2>أبرز النقاط</h2>"]);
    assert_shows(
        &body_of(&site, &format!("\"language\": \"en\", {blocks}")),
        &[
            "Length 1:02:03",
            "<bdi>PDF</bdi> file, 4.7 MB",
            "<h2>Key points</h2>",
            "Correction</strong> <time datetime=\"2026-01-08T10:00:00+03:00\">8 January 2026, 10:00 AM</time>",
        ],
    );
}

#[test]
fn key_points_have_the_editions_title_or_their_own() {
    assert_eq!(
        body(
            r#"{ "type": "key_points", "items": ["أ", ""] }, { "type": "key_points", "title": "باختصار", "items": ["ب"] }, { "type": "key_points", "items": [" "] }"#
        ),
        "<section class=\"key-points\"><h2>أبرز النقاط</h2><ul><li>أ</li></ul></section><section class=\"key-points\"><h2>باختصار</h2><ul><li>ب</li></ul></section>"
    );
}

#[test]
fn details_open_to_blocks_and_what_would_open_to_nothing_is_not_shown() {
    let html = body(
        r#"{ "type": "details", "summary": "خلفية", "body": ["نص", { "type": "details", "summary": "", "body": ["أعمق"] }] }, { "type": "details", "summary": "فارغ", "body": [""] }"#,
    );
    assert_eq!(
        html,
        "<details class=\"details\"><summary>خلفية</summary><div class=\"details-body\"><p>نص</p><details class=\"details\"><summary>تفاصيل</summary><div class=\"details-body\"><p>أعمق</p></div></details></div></details>"
    );
}

#[test]
fn footnotes_lead_both_ways_and_each_mark_has_its_way_back() {
    let html = body(
        r#"{ "type": "paragraph", "text": ["أ", { "type": "footnote", "id": "two" }, "ب", { "type": "footnote", "id": "gone" }] },
           { "type": "footnotes", "items": [{ "id": "one", "text": "الأول" }, { "id": "two", "text": "الثاني" }, { "id": "three", "text": "" }] },
           { "type": "paragraph", "text": ["ج", { "type": "footnote", "id": "two" }, { "type": "footnote", "id": "three" }] }"#,
    );
    assert_shows(
        &html,
        &[
            "<p>أ<sup class=\"footnote-mark\"><a id=\"mark.two\" href=\"#note.two\" aria-label=\"الهامش 2\">2</a></sup>ب</p>",
            "<section class=\"footnotes\"><h2>الهوامش</h2><ol><li id=\"note.one\" tabindex=\"-1\" data-number=\"1\"><span class=\"footnote-text\">الأول</span></li>",
            "<li id=\"note.two\" tabindex=\"-1\" data-number=\"2\"><span class=\"footnote-text\">الثاني <a class=\"footnote-back\" href=\"#mark.two\"><span class=\"visually-hidden\">عودة إلى موضع الهامش 2، </span>1</a> <a class=\"footnote-back\" href=\"#mark.two.2\"><span class=\"visually-hidden\">عودة إلى موضع الهامش 2، </span>2</a></span></li></ol></section>",
            "<p>ج<sup class=\"footnote-mark\"><a id=\"mark.two.2\" href=\"#note.two\" aria-label=\"الهامش 2\">2</a></sup></p>",
        ],
    );
    assert!(!html.contains("gone") && !html.contains("three"), "{html}");
}

#[test]
fn marks_in_links_are_none_and_identifiers_of_notes_meet_no_headings() {
    let html = body(
        r#"{ "type": "heading", "level": 2, "text": "أ", "id": "note-a" },
           { "type": "paragraph", "text": [{ "type": "link", "href": "/x/", "text": ["ب", { "type": "footnote", "id": "a" }] }, { "type": "footnote", "id": "a" }] },
           { "type": "details", "summary": "ج", "body": [{ "type": "footnotes", "items": [{ "id": "a", "text": "ح" }] }] },
           { "type": "footnotes", "items": [{ "id": "a", "text": "خ" }] }"#,
    );
    assert_shows(&html, &["<a href=\"/x/\">ب</a><sup", "<h2 id=\"note-a\">", "<li>خ</li>"]);
    assert_eq!(html.matches(" id=\"note.a\"").count(), 1, "the first of two notes of one name is the one");
}

#[test]
fn what_is_one_link_has_no_links_or_marks_in_it() {
    let source = r#"["من ", { "type": "link", "href": "/x/", "text": "هناك" }]"#;
    assert_shows(
        &body(&format!(r#"{{ "type": "quote", "body": ["قول"], "source": {source}, "link": "/y/" }}"#)),
        &["<footer class=\"quote-source\"><a href=\"/y/\">من <span>هناك</span></a></footer>"],
    );
    let heading = r#"{ "type": "heading", "level": 2, "text": ["جزء ", { "type": "link", "href": "/x/", "text": "أول" }, { "type": "footnote", "id": "a" }] }"#;
    let headings = [heading; 4].join(",");
    let test = SiteTest::new().article(
        "a",
        &format!(
            r#""id": "a", "body": [{headings}, {{ "type": "footnotes", "items": [{{ "id": "a", "text": "ح" }}] }}]"#
        ),
    );
    test.build();
    let page = test.page("article/a/");
    assert_shows(&page, &["<a href=\"#part.0\">جزء <span>أول</span></a>"]);
    assert_eq!(page.matches("class=\"footnote-mark\"").count(), 4, "each in its heading, and none in the contents");
}

#[test]
fn a_heading_keeps_the_name_of_its_place_where_it_opens_when_asked() {
    let heading = |id: &str| format!(r#"{{ "type": "heading", "level": 3, "text": "عنوان", "id": "{id}" }}"#);
    let html = body(&format!(
        r#"{{ "type": "details", "summary": "خلفية", "body": [{}, {}] }}"#,
        heading("background"),
        heading("main")
    ));
    assert_shows(&html, &["<h3 id=\"background\">عنوان</h3><h3>عنوان</h3>"]);
}

#[test]
fn a_correction_in_the_text_has_its_date() {
    assert_eq!(
        body(
            r#"{ "type": "correction", "date": "2026-01-08T10:00:00+03:00", "text": "الصواب 27." }, { "type": "correction", "date": "2026-01-08T10:00:00+03:00", "text": "" }"#
        ),
        "<p class=\"correction\"><strong class=\"correction-label\">تصويب</strong> <time datetime=\"2026-01-08T10:00:00+03:00\">8 يناير 2026، 10:00 صباحًا</time> <span class=\"correction-text\">الصواب 27.</span></p>"
    );
}

#[test]
fn a_figure_may_be_wide_and_a_picture_of_a_few_points_is_not_blown_up() {
    let figure = |width, name| {
        body(&format!(
            r#"{{ "type": "figure", "width": "{name}", "image": {{ "url": "/media/a.jpg", "width": {width}, "height": 20, "alt": "" }} }}"#
        ))
    };
    assert_shows(&figure(20_000, "wide"), &["<figure class=\"figure\" data-width=\"wide\"><img", "width=\"20000\""]);
    assert_shows(
        &figure(1, "text"),
        &["<figure class=\"figure\" data-width=\"text\" data-size=\"small\"><img", "width=\"1\""],
    );
}

#[test]
fn a_paid_story_says_so_in_the_links_of_all_its_blocks() {
    let html = body_of(
        SITE,
        r#""sponsor": "s", "body": [{ "type": "embed", "provider": "x", "url": "https://x.example/1", "title": "x" },
            { "type": "key_points", "items": [[{ "type": "link", "href": "https://x.example/2", "text": "x" }]] },
            { "type": "quote", "body": ["x"], "source": "x", "link": "https://x.example/3" }]"#,
    );
    assert_eq!(html.matches("rel=\"sponsored noopener\"").count(), 3, "{html}");
}

#[test]
fn every_block_of_the_fixture_is_drawn() {
    let fixture =
        std::fs::read_to_string(crate::site_test::root().join("tests/fixtures/hard/articles/every-block.json"));
    let test = SiteTest::new().file("public/articles/a.json", &fixture.unwrap());
    test.build();
    let page = test.page("article/a/");
    for class in [
        "pull-quote",
        "gallery",
        "table",
        "embed",
        "video",
        "audio",
        "code",
        "correction",
        "key-points",
        "file",
        "details",
        "footnotes",
        "footnote-mark",
        "quote",
        "figure",
        "list",
        "rule",
    ] {
        assert!(page.contains(&format!("class=\"{class}\"")), "{class} is not in {page}");
    }
}

#[test]
fn the_gallery_of_blocks_is_for_the_newsroom_and_in_no_site_for_readers() {
    let test = SiteTest::new().article("a", "");
    test.build();
    assert!(!test.built_files().iter().any(|file| file.contains("_gallery")));
    let test = SiteTest::new().article("a", "").for_newsroom("/");
    test.build();
    for (path, direction) in [("_gallery/", "rtl"), ("_gallery-ltr/", "ltr")] {
        let page = test.page(path);
        assert_shows(&page, &[&format!("dir=\"{direction}\""), "class=\"pull-quote\"", "class=\"footnote-back\""]);
        assert!(page.matches("<td").count() > 199 * 29 && page.matches("gallery-picture").count() > 500);
    }
}

#[test]
fn every_block_and_inline_of_the_contract_has_its_fixtures() {
    let schemas = khabar::prerender::schema::schemas();
    let (_, schema) = schemas.iter().find(|(name, _)| *name == "article.schema.json").unwrap();
    let mut tags = Vec::new();
    for kind in ["Block", "Inline"] {
        for form in schema["$defs"][kind]["anyOf"].as_array().unwrap() {
            let Some(reference) = form["$ref"].as_str() else { continue };
            let definition = &schema["$defs"][reference.trim_start_matches("#/$defs/")];
            tags.push(definition["properties"]["type"]["const"].as_str().unwrap());
        }
    }
    assert!(tags.len() > 25, "{tags:?}");
    for name in ["gallery/blocks-rtl", "gallery/blocks-ltr", "hard/articles/every-block"] {
        let file = crate::site_test::root().join(format!("tests/fixtures/{name}.json"));
        let text = std::fs::read_to_string(file).unwrap();
        let missing: Vec<_> = tags.iter().filter(|tag| !text.contains(&format!("\"type\": \"{tag}\""))).collect();
        assert!(missing.is_empty(), "{name} has no {missing:?}");
    }
}

#[test]
fn the_gallery_of_blocks_follows_the_contract() {
    for name in ["blocks-rtl", "blocks-ltr"] {
        let file = crate::site_test::root().join(format!("tests/fixtures/gallery/{name}.json"));
        let reading = khabar::source::contract::read_article(&std::fs::read_to_string(file).unwrap());
        assert_eq!(reading.problems.len(), 0, "{name}: {:?}", reading.problems);
    }
}
