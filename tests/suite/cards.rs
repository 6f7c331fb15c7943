//! Headlines as pictures, for links that are shared.

use std::fs;

use khabar::prerender::Report;

use crate::site_test::{SITE, SiteTest, messages, root};

/// A site that says of its cards what the test wants.
fn site(cards: &str) -> SiteTest {
    let site = SITE
        .replace("\"default_edition\"", &format!("\"accent\": \"#0057b7\", \"cards\": {cards}, \"default_edition\""));
    SiteTest::new().file("public/site.json", &site)
}

const PICTURE: &str =
    r#""lead_image": { "url": "/a.svg", "width": 16, "height": 9, "alt": "صورة", "credit": "رسم: أخبار" }"#;

/// An article with a headline and fields of the test's own.
fn story(test: SiteTest, slug: &str, headline: &str, fields: &str) -> SiteTest {
    let fields = if fields.is_empty() { String::new() } else { format!(", {fields}") };
    let text = format!(
        r#"{{ "version": 1, "id": "{slug}", "date_published": "2026-01-07T09:40:00+03:00",
          "headline": "{headline}"{fields} }}"#
    );
    test.file(&format!("public/articles/{slug}.json"), &text)
}

/// With an article that has a picture, and one that has none.
fn with_both(test: SiteTest) -> SiteTest {
    story(story(test.file("public/a.svg", "<svg/>"), "with", "خبر", PICTURE), "without", "خبر بلا صورة", "")
}

fn cards(test: &SiteTest) -> Vec<String> {
    test.built_files().into_iter().filter(|file| file.starts_with("assets/card.")).collect()
}

/// What the report says, but for the section that no article here is in.
fn said(test: &SiteTest, report: &Report) -> String {
    let said = messages(test, report);
    said.lines().filter(|line| !line.contains("[empty-section]")).collect::<Vec<_>>().join("\n")
}

fn unfaulty(test: &SiteTest) -> Report {
    let report = test.build();
    assert_eq!(said(test, &report), "");
    report
}

#[test]
fn an_article_without_a_picture_has_a_card_and_one_with_a_picture_where_it_asks() {
    for (setting, n_cards) in [
        ("{}", 1),
        (r#"{ "articles": "without_picture" }"#, 1),
        (r#"{ "articles": "all" }"#, 2),
        (r#"{ "articles": "none" }"#, 0),
    ] {
        let test = with_both(site(setting));
        unfaulty(&test);
        assert_eq!(cards(&test).len(), n_cards, "{setting}");
    }
    let test = site(r#"{ "articles": "none" }"#)
        .file("public/a.svg", "<svg/>")
        .article("one", &format!("\"card\": true, {PICTURE}"));
    unfaulty(&test);
    assert_eq!(cards(&test).len(), 1);
    let test = site("{}").article("one", "\"card\": false");
    unfaulty(&test);
    assert_eq!(cards(&test).len(), 0);
}

#[test]
fn a_card_is_a_jpeg_of_the_size_that_links_are_shown_with_and_is_named_by_its_bytes() {
    let test = with_both(site("{}"));
    unfaulty(&test);
    let [card] = &cards(&test)[..] else { panic!("one card") };
    let bytes = fs::read(test.path("dist").join(card)).unwrap();
    let size = imagesize::blob_size(&bytes).unwrap();
    assert_eq!((size.width, size.height), (1200, 630));
    assert!(bytes.len() < 300_000, "{} bytes", bytes.len());
    // The same headline elsewhere has the same file, and another one has another.
    let again = with_both(site("{}"));
    unfaulty(&again);
    assert_eq!(cards(&again), cards(&test));
    assert!(fs::read(again.path("dist").join(card)).unwrap() == bytes);
    let test = story(test, "without", "خبر بلا صورة، بعد تصحيح", "");
    let report = unfaulty(&test);
    let after = cards(&test);
    assert!(after.len() == 2 && after.contains(card), "the old one stays for a while, for links that were shared");
    // The second build of unchanged content writes nothing.
    assert!(report.n_written > 0);
    assert_eq!(unfaulty(&test).n_written, 0);
}

#[test]
fn kicker_nameplate_accent_author_and_language_are_on_the_card() {
    let one = |site: SiteTest, fields: &str| {
        let test = site.article("one", fields);
        unfaulty(&test);
        cards(&test)
    };
    let plain = one(site("{}"), "");
    for fields in [
        r#""kicker": "عاجل""#,
        r#""article_section": "sport""#,
        r#""kind": "opinion", "authors": [{ "name": "سلمى" }]"#,
    ] {
        let (test, other) = (one(site("{}"), fields), one(site("{}"), fields));
        assert!(test != plain && test == other, "{fields}");
    }
    let opinion = r#""kind": "opinion""#;
    let english = one(site("{}"), &format!(r#"{opinion}, "language": "en""#));
    assert_ne!(one(site("{}"), opinion), english, "it says so in its own language");
    let renamed = SITE.replace("\"name\": \"أخبار\",", "\"name\": \"أخبار الخليج\",");
    assert_ne!(one(SiteTest::new().file("public/site.json", &renamed), ""), one(SiteTest::new(), ""));
    assert_ne!(one(SiteTest::new(), ""), plain, "the accent");
}

#[test]
fn readers_alone_get_cards() {
    let test = with_both(site(r#"{ "articles": "all" }"#)).for_newsroom("/");
    test.build();
    assert!(cards(&test).is_empty());
}

#[test]
fn a_letter_without_a_glyph_is_named_and_no_box_is_drawn() {
    let test = story(site("{}"), "city", "زيارة إلى 北京", "");
    let report = test.build();
    assert_eq!(
        said(&test, &report),
        "public/articles/city.json:2:23: warning[card-letter]: $.headline: the card of a shared link is left out: none of its faces has \"北\" (U+5317); write it otherwise, name a face that has it in site.json under \"cards\", or do without the card: \"card\": false"
    );
    assert!(!report.is_incomplete && cards(&test).is_empty());
    let test = story(test, "city", "زيارة 🎉 إلى بكين", "");
    assert!(said(&test, &test.build()).contains("goes without \"🎉\" (U+1F389)"));
    let bare = story(site("{}"), "city", "زيارة إلى بكين", "");
    unfaulty(&bare);
    assert_eq!(cards(&test), cards(&bare), "the sign leaves no trace");
    // Silenced, or without a card, nothing is said.
    let silence = r#""silenced": [{ "rule": "card-letter", "reason": "لا بطاقة" }]"#;
    unfaulty(&story(test, "city", "زيارة إلى 北京", silence));
    unfaulty(&story(site("{}"), "city", "زيارة إلى 北京", "\"card\": false"));
}

#[test]
fn a_publisher_may_have_a_face_of_its_own_and_one_that_cannot_be_read_holds_nothing_back() {
    let own = site("{}").article("one", "");
    unfaulty(&own);
    let test = site(r#"{ "face": "/fonts/own.ttf" }"#).article("one", "");
    fs::create_dir_all(test.path("public/fonts")).unwrap();
    let face = root().join("src/prerender/cards/faces/noto-naskh-arabic-bold.ttf");
    fs::copy(face, test.path("public/fonts/own.ttf")).unwrap();
    unfaulty(&test);
    assert!(cards(&test).len() == 1 && cards(&test) != cards(&own));
    for broken in ["wOF2", "nonsense", ""] {
        let test = site(r#"{ "face": "/fonts/own.ttf" }"#).article("one", "").file("public/fonts/own.ttf", broken);
        let report = test.build();
        assert!(said(&test, &report).contains("warning[card-face]: $.cards.face: /fonts/own.ttf "), "{broken}");
        assert_eq!(cards(&test), cards(&own), "Khabar's own face stands in");
    }
    let test = site(r#"{ "face": "/fonts/none.ttf" }"#).article("one", "");
    assert!(said(&test, &test.build()).contains("[missing-file]: $.cards.face"));
}

#[test]
fn a_face_is_a_file_of_the_content_folder_by_its_address() {
    let own = site("{}").article("one", "");
    unfaulty(&own);
    let face = fs::read(root().join("src/prerender/cards/faces/noto-naskh-arabic-bold.ttf")).unwrap();
    let with = |address: &str, path: &str| {
        let test = site(&format!("{{ \"face\": \"{address}\" }}")).article("one", "").file(path, "");
        fs::write(test.path(path), &face).unwrap();
        test
    };
    let test = with("/fonts/%D8%AE%D8%B7.ttf", "public/fonts/خط.ttf");
    unfaulty(&test);
    assert_ne!(cards(&test), cards(&own), "its name is percent-encoded");
    for (address, path) in [
        ("/../outside.ttf", "outside.ttf"),
        ("/%2e%2e/outside.ttf", "outside.ttf"),
        ("/articles/x.ttf", "public/articles/x.ttf"),
    ] {
        let test = with(address, path);
        assert!(said(&test, &test.build()).contains("[missing-file]: $.cards.face"), "{address}");
        assert_eq!(cards(&test), cards(&own), "{address}: nothing from outside");
    }
    let test = site(r#"{ "face": "/pipe.ttf" }"#).article("one", "");
    assert!(std::process::Command::new("mkfifo").arg(test.path("public/pipe.ttf")).status().unwrap().success());
    assert!(said(&test, &test.build()).contains("[missing-file]: $.cards.face"));
}

#[test]
fn a_card_is_for_those_who_show_a_link_and_search_engines_get_none() {
    let test = with_both(site("{}"));
    unfaulty(&test);
    let [card] = &cards(&test)[..] else { panic!("one card") };
    let document = test.built("article/without/index.html").unwrap();
    for tag in [
        format!("<meta property=\"og:image\" content=\"https://news.example/{card}\">"),
        "<meta property=\"og:image:width\" content=\"1200\">".to_owned(),
        "<meta property=\"og:image:height\" content=\"630\">".to_owned(),
        "<meta property=\"og:image:type\" content=\"image/jpeg\">".to_owned(),
        "<meta property=\"og:image:alt\" content=\"خبر بلا صورة\">".to_owned(),
        "<meta name=\"twitter:card\" content=\"summary_large_image\">".to_owned(),
    ] {
        assert!(document.contains(&tag), "{tag}");
    }
    let (_, graph) = document.split_once("application/ld+json\">").unwrap();
    let (graph, _) = graph.split_once("</script>").unwrap();
    assert!(!graph.contains("assets/card.") && !graph.contains("\"image\""), "{graph}");
    // A picture stays the picture, and makes way where the publisher asks for the card.
    assert!(!test.built("article/with/index.html").unwrap().contains("assets/card."));
    let asked = with_both(site(r#"{ "articles": "all" }"#));
    unfaulty(&asked);
    let document = asked.built("article/with/index.html").unwrap();
    assert!(document.contains("<meta property=\"og:image\" content=\"https://news.example/assets/card."));
    let (_, graph) = document.split_once("application/ld+json\">").unwrap();
    assert!(!graph.split_once("</script>").unwrap().0.contains("assets/card."));
}
