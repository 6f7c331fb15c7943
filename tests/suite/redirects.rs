//! Where old addresses lead, and what is refused.

use khabar::prerender::Host;

use crate::site_test::{SITE, SiteTest, article, messages};

fn redirects(entries: &str) -> SiteTest {
    SiteTest::new()
        .article("new", "\"article_section\": \"sport\", \"former_slugs\": [\"قديم\"]")
        .article("draft", "\"article_section\": \"sport\", \"status\": \"draft\"")
        .file("public/pages/about.json", "{ \"version\": 1, \"headline\": \"من نحن\" }")
        .file("public/redirects.json", &format!("{{ \"version\": 1, \"redirects\": [\n{entries}\n] }}"))
}

/// The errors that an entry gets, without the places.
fn error(entry: &str) -> String {
    let test = redirects(entry);
    let report = test.build();
    assert!(report.has_errors(), "{entry}");
    messages(&test, &report)
}

#[test]
fn what_is_asked_for_and_former_slugs_lead_on() {
    let test = redirects(
        r#"{ "from": "/2019/خبر/", "to": "/article/new/" }, { "from": "/a/", "to": "/2019/%D8%AE%D8%A8%D8%B1/" },
           { "from": "/old.html", "to": "https://archive.example/x", "status": 302 },
           { "from": "/{yyyy}/{mm}/{slug}/", "to": "/article/{slug}/" }"#,
    );
    let report = test.build();
    assert_eq!(messages(&test, &report), "");
    let stub = test.built("2019/خبر/index.html").unwrap();
    assert!(stub.contains("<link rel=\"canonical\" href=\"/article/new/\">"), "{stub}");
    assert!(stub.contains("content=\"0; url=/article/new/\"") && stub.contains("lang=\"ar-KW\" dir=\"rtl\""));
    assert!(test.built("a/index.html").unwrap().contains("url=/article/new/"), "a chain is one step");
    assert!(test.built("old.html").unwrap().contains("https://archive.example/x"));
    assert!(test.built("article/قديم/index.html").unwrap().contains("url=/article/new/"));
    assert!(test.built("2026/01/new/index.html").is_some(), "a pattern, for each article");
    assert!(test.built("redirects.json").is_none(), "is not copied");
}

#[test]
fn a_redirect_that_cannot_be_is_named_with_what_it_meets() {
    for (entry, expected) in [
        (
            r#"{ "from": "/article/new/", "to": "/" }"#,
            "error[redirect-conflict]: $.redirects[0].from: /article/new/ is the address of new.json",
        ),
        (r#"{ "from": "/article/new", "to": "/" }"#, "error[redirect-conflict]"),
        (r#"{ "from": "/about/", "to": "/" }"#, "is the address of pages/about.json"),
        (r#"{ "from": "/section/sport/", "to": "/" }"#, "is the address of the section \"sport\""),
        (r#"{ "from": "/article/draft/", "to": "/" }"#, "is the address of draft.json, which is a draft"),
        (r#"{ "from": "/404.html", "to": "/" }"#, "error[reserved-name]"),
        (r#"{ "from": "/assets/x.js", "to": "/" }"#, "error[reserved-name]"),
        (
            "{ \"from\": \"/x/\", \"to\": \"/\" },\n{ \"from\": \"/x\", \"to\": \"/about/\" }",
            "public/redirects.json:3:11: error[redirect-conflict]: $.redirects[1].from: /x is redirected in line 2 already",
        ),
        (
            r#"{ "from": "/x/", "to": "/y/" }, { "from": "/y/", "to": "/x/" }"#,
            "error[redirect-loop]: $.redirects[0].to",
        ),
        (r#"{ "from": "/{slug}/", "to": "/{slug}/" }"#, "error[redirect-loop]"),
        (r#"{ "from": "/x/", "to": "/nowhere/" }"#, "error[dead-link]"),
        (
            r#"{ "from": "/x/", "to": "/y/" }, { "from": "/y/", "status": 410 }"#,
            "error[dead-link]: $.redirects[0].to: /y/ is gone (410)",
        ),
        (r#"{ "from": "/x/", "to": "/article/draft/" }"#, "which is a draft"),
        (r#"{ "from": "/x/" }"#, "\"to\" is missing"),
        (r#"{ "from": "/x/", "to": "/", "status": 410 }"#, "leads nowhere"),
        (r#"{ "from": "/x/", "to": "/", "status": 307 }"#, "error[word]: $.redirects[0].status"),
        (r#"{ "from": "/?p=7", "to": "/" }"#, "hosts' rules see the path only"),
        (r#"{ "from": "/x/", "too": "/" }"#, "error[unknown-field]: $.redirects[0].too"),
    ] {
        let messages = error(entry);
        assert!(messages.contains(expected), "{entry}: {expected}\nis not in\n{messages}");
    }
}

#[test]
fn what_was_withdrawn_or_expired_is_gone_and_may_lead_elsewhere() {
    let test = SiteTest::new()
        .article("withdrawn", "\"article_section\": \"sport\", \"status\": \"withdrawn\", \"former_slugs\": [\"w\"]")
        .article("expired", "\"article_section\": \"sport\", \"expires\": \"2026-01-08T00:00:00Z\"")
        .article("moved", "\"article_section\": \"sport\", \"status\": \"withdrawn\"")
        .article("draft", "\"article_section\": \"sport\", \"status\": \"draft\"")
        .file("public/redirects.json", r#"{ "version": 1, "redirects": [{ "from": "/article/moved/", "to": "/" }] }"#)
        .on(Host::Netlify);
    let report = test.build();
    assert!(!report.has_errors(), "{}", messages(&test, &report));
    let lines = test.built("_redirects").unwrap();
    for line in [
        "/article/withdrawn /404.html 410",
        "/article/w /404.html 410",
        "/article/expired /404.html 410",
        "/article/moved / 301",
    ] {
        assert!(lines.lines().any(|found| found == line), "{line}\nis not in\n{lines}");
    }
    assert!(!lines.contains("draft") && lines.matches("/article/moved").count() == 1, "{lines}");
}

#[test]
fn addresses_that_differ_by_capitals_or_form_only_are_named_with_both_files() {
    let site = SITE.replacen("\"name\": \"أخبار\",\n", "\"name\": \"أخبار\", \"permalink\": \"/{slug}/\",\n", 1);
    let test = SiteTest::new()
        .file("public/site.json", &site)
        .article("\u{622}ب", "\"article_section\": \"sport\", \"keywords\": [\"\u{622}ب\"]")
        .article("\u{627}\u{653}ب", "\"article_section\": \"sport\", \"keywords\": [\"\u{627}\u{653}ب\"]")
        .article("about", "\"article_section\": \"sport\"")
        .file("public/pages/About.json", "{ \"version\": 1, \"headline\": \"x\" }");
    let messages = messages(&test, &test.build());
    let twins = messages
        .lines()
        .filter(|line| line.contains("error[duplicate-address]") && line.contains("by capitals or the form"));
    let twins: Vec<&str> = twins.collect();
    assert_eq!(twins.len(), 3, "{messages}");
    assert!(twins.iter().all(|line| line.matches(".json").count() == 2), "{messages}");
}

#[test]
fn a_redirects_file_that_cannot_be_read_is_named_and_the_rest_is_built() {
    let test = SiteTest::new()
        .file("public/articles/a.json", &article(""))
        .file("public/redirects.json", "{ \"version\": 2 }");
    let report = test.build();
    assert!(report.has_errors() && messages(&test, &report).contains("redirects.json:1:14: error[version-too-new]"));
    assert!(test.built("article/a/index.html").is_some());
}

#[test]
fn an_article_without_slash_at_its_end_is_a_file_of_its_name() {
    let site = SITE.replacen("\"name\": \"أخبار\",\n", "\"name\": \"أخبار\", \"permalink\": \"/news/{slug}\",\n", 1);
    let test = SiteTest::new().file("public/site.json", &site).article("a", "\"article_section\": \"sport\"");
    assert_eq!(messages(&test, &test.build()), "");
    assert!(test.built("news/a.html").unwrap().contains("href=\"https://news.example/news/a\""));
    assert!(test.built("news/a/page.v1.json").is_some() && test.built("section/sport/index.html").is_some());
}

#[test]
fn an_article_or_page_on_an_address_of_the_sites_own_is_named() {
    let site = SITE.replacen("\"name\": \"أخبار\",\n", "\"name\": \"أخبار\", \"permalink\": \"/{slug}/\",\n", 1);
    let test = SiteTest::new()
        .file("public/site.json", &site)
        .article("archive", "\"article_section\": \"sport\"")
        .article("assets", "\"article_section\": \"sport\"")
        .file("public/pages/assets.json", "{ \"version\": 1, \"headline\": \"x\" }");
    let test = test.file("public/assets/a.css", "a {}");
    let report = test.build();
    let messages = messages(&test, &report);
    assert!(report.has_errors() && messages.matches("error[reserved-name]").count() == 4, "{messages}");
    assert!(test.built("assets/index.html").is_none() && test.built("assets/a.css").is_none());
}
