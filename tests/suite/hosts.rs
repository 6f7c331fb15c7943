//! What is written for each host.

use std::fs;

use khabar::prerender::Host;
use khabar::prerender::compress::compress;

use crate::site_test::{SITE, SiteTest, messages};

fn site(host: Host) -> SiteTest {
    SiteTest::new()
        .article("خبر", "\"article_section\": \"sport\"")
        .article("gone", "\"article_section\": \"sport\", \"status\": \"withdrawn\"")
        .file("public/media/a.svg", "<svg/>")
        .file(
            "public/redirects.json",
            r#"{ "version": 1, "redirects": [
                { "from": "/قديم/", "to": "/article/خبر/" }, { "from": "/{yyyy}/{mm}/{slug}/", "to": "/article/{slug}/" },
                { "from": "/news/{slug}/", "to": "/article/{slug}/" }, { "from": "/blog/{rest}", "to": "/article/{rest}", "status": 302 }
            ] }"#,
        )
        .on(host)
}

fn built(test: &SiteTest) {
    let report = test.build();
    assert_eq!(messages(test, &report), "");
}

#[test]
fn cloudflare_gets_whole_paths_where_a_placeholder_would_take_a_page() {
    let test = site(Host::Cloudflare);
    built(&test);
    let lines = test.built("_redirects").unwrap();
    let old = "/%D9%82%D8%AF%D9%8A%D9%85";
    for line in [
        format!("{old}/ /article/%D8%AE%D8%A8%D8%B1/ 301"),
        format!("{} /article/%D8%AE%D8%A8%D8%B1/ 301", old.to_lowercase()),
        "/news/:slug/ /article/:slug/ 301".to_owned(),
        "/2026/01/%D8%AE%D8%A8%D8%B1/ /article/%D8%AE%D8%A8%D8%B1/ 301".to_owned(),
        "/blog/* /article/:splat 302".to_owned(),
    ] {
        assert!(lines.lines().any(|found| found == line), "{line}\nis not in\n{lines}");
    }
    assert!(!lines.contains("410") && !lines.contains(":yyyy"), "{lines}");
    let headers = test.built("_headers").unwrap();
    assert!(headers.contains("/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"), "{headers}");
    assert!(headers.contains("/media/*\n") && headers.contains("frame-ancestors 'self'"), "{headers}");
}

#[test]
fn a_host_that_cannot_serve_the_site_says_so_before_anything_is_written() {
    let test = site(Host::Netlify).file("public/site.json", &SITE.replace("news.example/", "news.example/sub/"));
    let report = test.build();
    assert!(messages(&test, &report).contains("error[host]: Netlify serves a site at the root of its host only"));
    assert!(test.built_files().is_empty());
    let test = site(Host::GithubPages).compressed(1);
    assert!(messages(&test, &test.build()).contains("leave --compress out") && test.built_files().is_empty());
    let entries: Vec<String> = (0..2_001).map(|n| format!(r#"{{ "from": "/old/{n}/", "to": "/" }}"#)).collect();
    let text = format!(r#"{{ "version": 1, "redirects": [{}] }}"#, entries.join(","));
    let test = SiteTest::new().file("public/redirects.json", &text).on(Host::Cloudflare);
    let report = test.build();
    let messages = messages(&test, &report);
    assert!(
        messages.contains("the site has 2001 redirects of whole paths, and Cloudflare Pages takes at most 2000"),
        "{messages}"
    );
    assert!(test.built_files().is_empty());
}

#[test]
fn a_host_without_redirects_gets_pages_that_lead_on() {
    let test = site(Host::GithubPages);
    built(&test);
    assert!(test.built(".nojekyll").is_some());
    for page in ["قديم", "2026/01/خبر", "news/خبر", "blog/خبر"] {
        let stub = test.built(&format!("{page}/index.html")).unwrap();
        assert!(stub.contains("url=/article/%D8%AE%D8%A8%D8%B1/"), "{page}: {stub}");
    }
    assert!(test.built("article/gone/index.html").is_none());
}

#[test]
fn s3_gets_routing_rules_where_they_can_say_it_and_objects_elsewhere() {
    let test = site(Host::S3);
    let report = test.build();
    let settings = fs::read_to_string(report.beside.unwrap()).unwrap();
    let settings: serde_json::Value = serde_json::from_str(&settings).unwrap();
    assert_eq!(settings["website"]["RoutingRules"].as_array().unwrap().len(), 1);
    assert_eq!(settings["website"]["RoutingRules"][0]["Condition"]["KeyPrefixEquals"], "blog/");
    let keys: Vec<&str> =
        settings["redirects"].as_array().unwrap().iter().map(|object| object["key"].as_str().unwrap()).collect();
    assert_eq!(keys, ["قديم/index.html", "2026/01/خبر/index.html", "news/خبر/index.html"]);
}

#[test]
fn twins_are_kept_by_content_and_never_outlive_it() {
    let test = SiteTest::new().article("a", "\"article_section\": \"sport\"").on(Host::Nginx).compressed(1);
    let report = test.build();
    let first = report.compressed.unwrap();
    assert!(first.n_written > 4 && first.brotli_bytes < first.bytes, "{first:?}");
    assert!(test.built("index.html.br").is_none() && test.path("dist/index.html.br").exists(), "is no text");
    assert!(!test.path("dist/khabar_bg.wasm.gz").exists(), "what does not shrink has no twin");
    let modified = |file: &str| fs::metadata(test.path("dist").join(file)).unwrap().modified().unwrap();
    let before = modified("index.html.br");
    let second = test.build().compressed.unwrap();
    assert_eq!((second.n_written, second.n_unchanged), (0, first.n_written));
    assert_eq!(modified("index.html.br"), before);
    // A build without compression takes the twins of what it changes away.
    let test = test.article("a", "\"article_section\": \"sport\", \"standfirst\": \"x\"").uncompressed();
    test.build();
    assert!(!test.path("dist/article/a/index.html.gz").exists());
    let again = compress(&test.path("dist"), 1).unwrap();
    assert!(again.n_written > 0 && test.path("dist/article/a/index.html.gz").exists());
    fs::remove_file(test.path("public/articles/a.json")).unwrap();
    let gone = r#"{ "version": 1, "redirects": [{ "from": "/article/a/", "status": 410 }] }"#;
    fs::write(test.path("public/redirects.json"), gone).unwrap();
    test.build();
    assert!(!test.path("dist/article").exists());
}
