//! What the site has published once, and what becomes of it.

use std::fs;

use khabar::model::Instant;
use khabar::prerender::{Host, check};

use crate::site_test::{SITE, SiteTest, messages};

const FILE: &str = "public.history.json";

/// A site that was built once, with an article of the slug `summit`.
fn published() -> SiteTest {
    let test = SiteTest::new()
        .article("summit", "\"id\": \"a1\", \"article_section\": \"sport\", \"keywords\": [\"قمة\"]")
        .article("other", "\"article_section\": \"sport\"")
        .file("public/pages/about.json", "{ \"version\": 1, \"headline\": \"من نحن\" }");
    let report = test.build();
    assert_eq!(messages(&test, &report), "");
    assert_eq!(report.history, Some(test.path(FILE)), "it is said that it was begun");
    test
}

fn without(test: SiteTest, path: &str) -> SiteTest {
    fs::remove_file(test.path(path)).unwrap();
    test
}

fn history(test: &SiteTest) -> String {
    fs::read_to_string(test.path(FILE)).unwrap()
}

#[test]
fn what_was_published_is_written_down_once_in_the_order_of_paths() {
    let test = published();
    let first = history(&test);
    let paths: Vec<&str> =
        first.lines().filter_map(|line| line.split("\"path\": \"").nth(1)?.split('"').next()).collect();
    assert_eq!(paths, ["/about/", "/article/other/", "/article/summit/", "/section/sport/", "/tag/قمة/"]);
    assert!(first.contains(
        r#"{ "path": "/article/summit/", "kind": "article", "slug": "summit", "id": "a1", "since": "2026-01-15T19:12:24Z" }"#
    ));
    let test = test.at("2026-01-17T00:00:00Z");
    assert!(test.build().history.is_none() && history(&test) == first, "the same content, the same bytes");
    let schema = khabar::prerender::schema::schemas().into_iter().find(|(name, _)| *name == "history.schema.json");
    let validator = jsonschema::validator_for(&schema.unwrap().1).unwrap();
    assert!(validator.is_valid(&serde_json::from_str(&first).unwrap()));
}

#[test]
fn neither_a_check_nor_the_newsrooms_own_build_writes_it() {
    let test = SiteTest::new().article("a", "\"article_section\": \"sport\"").for_newsroom("/");
    test.build();
    check(&test.path("public"), Instant::from_millis(1_768_504_344_000));
    assert!(!test.path(FILE).exists());
}

#[test]
fn a_changed_slug_leads_on_by_the_id_and_is_named() {
    let test = published();
    fs::rename(test.path("public/articles/summit.json"), test.path("public/articles/paris-summit.json")).unwrap();
    let test = test.article("new", "\"article_section\": \"sport\", \"body\": [{ \"type\": \"paragraph\", \"text\": [{ \"type\": \"link\", \"href\": \"/article/summit/\", \"text\": \"x\" }] }]");
    let report = test.build();
    assert_eq!(
        messages(&test, &report),
        "public/articles/paris-summit.json: warning[changed-address]: its address was /article/summit/, which leads to \
         /article/paris-summit/ by the site's history; put \"summit\" into \"former_slugs\", so that it does without \
         the history as well"
    );
    assert!(!report.has_errors());
    assert!(test.built("article/summit/index.html").unwrap().contains("url=/article/paris-summit/"));
    let test = test.article(
        "paris-summit",
        "\"id\": \"a1\", \"article_section\": \"sport\", \"keywords\": [\"قمة\"], \"former_slugs\": [\"summit\"]",
    );
    assert_eq!(messages(&test, &test.build()), "", "what is asked for is not named");
}

#[test]
fn another_permalink_leads_every_address_on_and_a_pattern_says_it_for_all() {
    let site = SITE.replacen("\"name\": \"أخبار\",\n", "\"name\": \"أخبار\", \"permalink\": \"/{slug}/\",\n", 1);
    let test = published().file("public/site.json", &site);
    let report = test.build();
    assert_eq!(messages(&test, &report).matches("warning[changed-address]").count(), 2);
    assert!(test.built("article/summit/index.html").unwrap().contains("url=/summit/"));
    let pattern = r#"{ "version": 1, "redirects": [{ "from": "/article/{slug}/", "to": "/{slug}/" }] }"#;
    let test = test.file("public/redirects.json", pattern);
    assert_eq!(messages(&test, &test.build()), "");
    assert!(test.built("article/summit/index.html").unwrap().contains("url=/summit/"));
}

#[test]
fn an_address_that_would_vanish_is_named_and_stays_until_it_is_mended() {
    let test = without(without(published(), "public/articles/summit.json"), "public/pages/about.json")
        .article("the-summit", "\"article_section\": \"sport\"")
        .at("2026-01-16T00:00:00Z");
    for _ in 0..2 {
        let report = test.build();
        let found = messages(&test, &report);
        for expected in [
            "public.history.json:7:15: error[vanished-address]: $.addresses[2].path: /article/summit/ was published, \
             and nothing is there now; put \"summit\" into \"former_slugs\" of the-summit.json, or write",
            "public.history.json:5:15: error[vanished-address]: $.addresses[0].path: /about/ was published",
        ] {
            assert!(found.contains(expected), "{expected}\nis not in\n{found}");
        }
        assert!(report.has_errors() && found.lines().count() == 2, "{found}");
        assert!(test.built("article/summit/index.html").is_some() && test.built("about/page.v1.json").is_some());
    }
    let now = Instant::parse("2026-01-16T00:00:00Z").unwrap();
    assert_eq!(check(&test.path("public"), now).findings.len(), 2, "a check knows it as well");
    let test = test.file(
        "public/redirects.json",
        r#"{ "version": 1, "redirects": [{ "from": "/about/", "to": "/" }, { "from": "/article/summit/", "status": 410 }] }"#,
    );
    let report = test.build();
    assert_eq!(messages(&test, &report), "");
    assert!(test.built("article/summit/index.html").is_none() && test.built("about/page.v1.json").is_none());
}

#[test]
fn a_draft_again_or_a_later_date_is_no_way_to_take_an_article_back() {
    for fields in ["\"status\": \"draft\"", "\"date_published\": \"2027-01-01T00:00:00Z\""] {
        let test = published();
        let text = fs::read_to_string(test.path("public/articles/summit.json")).unwrap();
        let text = text.replace("\"date_published\": \"2026-01-07T09:40:00+03:00\", ", "");
        let date = if fields.contains("date") { "" } else { "\"date_published\": \"2026-01-07T09:40:00+03:00\", " };
        let text = text.replacen("\"headline\"", &format!("{date}{fields}, \"headline\""), 1);
        let test = test.file("public/articles/summit.json", &text);
        let report = test.build();
        let found = messages(&test, &report);
        assert!(found.contains("summit.json: error[vanished-address]: /article/summit/ was published, and"), "{found}");
        assert!(test.built("article/summit/index.html").is_some(), "{fields}");
    }
}

#[test]
fn what_is_gone_stays_gone_without_its_file_and_so_do_lists_without_articles() {
    let test = published()
        .article("summit", "\"id\": \"a1\", \"article_section\": \"sport\", \"status\": \"withdrawn\"")
        .on(Host::Netlify);
    assert_eq!(messages(&test, &test.build()), "");
    assert!(history(&test).contains("\"gone\": \"2026-01-15T19:12:24Z\""));
    let test = without(test, "public/articles/summit.json");
    let report = test.build();
    assert_eq!(messages(&test, &report), "");
    let rules = test.built("_redirects").unwrap();
    assert!(rules.contains("/article/summit /404.html 410") && rules.contains("/tag/"), "{rules}");
    let test = test.article("summit", "\"id\": \"a1\", \"article_section\": \"sport\", \"keywords\": [\"قمة\"]");
    assert_eq!(messages(&test, &test.build()), "");
    assert!(!history(&test).contains("\"gone\"") && test.built("article/summit/index.html").is_some());
}

#[test]
fn a_lost_history_is_begun_anew_with_what_the_site_has() {
    let test = without(without(published(), FILE), "public/articles/summit.json");
    let report = test.build();
    let found = messages(&test, &report);
    assert!(
        found.contains("public.history.json: warning[history-lost]: is not there, though dist was built"),
        "{found}"
    );
    assert!(found.contains("error[vanished-address]: /article/summit/ was published"), "{found}");
    assert!(test.built("article/summit/index.html").is_some() && history(&test).contains("\"id\": \"a1\""));
}

#[test]
fn a_history_that_is_broken_or_of_another_site_stays_as_it_is_and_takes_nothing_away() {
    for (from, to, expected) in [
        ("\"kind\": \"page\"", "\"kind\": ", "public.history.json:5:34: error[syntax]"),
        ("\"kind\": \"page\"", "\"kind\": \"film\"", "public.history.json:5:34: error[word]: $.addresses[0].kind"),
        ("\"version\": 1", "\"version\": 2", "public.history.json:2:14: error[version-too-new]"),
        (
            "https://news.example",
            "https://old.example",
            "public.history.json:3:15: error[other-history]: $.base_url: this is the history of https://old.example/, and \
             site.json says https://news.example/",
        ),
    ] {
        let test = published();
        let broken = history(&test).replacen(from, to, 1);
        let test = without(test.file(FILE, &broken), "public/articles/summit.json")
            .article("fresh", "\"article_section\": \"sport\"");
        let report = test.build();
        let found = messages(&test, &report);
        assert!(report.has_errors() && found.contains(expected), "{expected}\nis not in\n{found}");
        assert!(history(&test) == broken && test.built("article/summit/index.html").is_some());
        assert!(test.built("article/fresh/index.html").is_some(), "the rest is built");
    }
}
