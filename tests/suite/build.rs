//! From a folder of content to a folder of files.

use crate::site_test::{SITE, SiteTest, article, messages};

#[test]
fn every_page_has_its_shell_and_its_data() {
    let test =
        SiteTest::new().article("خبر-أول", "\"article_section\": \"sport\"").file("public/media/a.svg", "<svg/>");
    assert_eq!(messages(&test, &test.build()), "");
    let files = test.built_files();
    assert_eq!(
        files,
        [
            ".khabar-files",
            "404.html",
            "archive/2026/01/index.html",
            "archive/2026/01/page.v1.json",
            "archive/2026/index.html",
            "archive/2026/page.v1.json",
            "archive/index.html",
            "archive/page.v1.json",
            "article/خبر-أول/index.html",
            "article/خبر-أول/page.v1.json",
            "assets/card.3c2d1bc922a39400.jpg",
            "assets/khabar.3ba5b19183d4.js",
            "assets/khabar_bg.336154bf67f7.wasm",
            "atom.xml",
            "feed.json",
            "feed.xml",
            "index.html",
            "media/a.svg",
            "page.v1.json",
            "robots.txt",
            "section/sport/2026/01/index.html",
            "section/sport/2026/01/page.v1.json",
            "section/sport/2026/index.html",
            "section/sport/2026/page.v1.json",
            "section/sport/atom.xml",
            "section/sport/feed.json",
            "section/sport/feed.xml",
            "section/sport/index.html",
            "section/sport/page.v1.json",
            "sitemap-2026-01.xml",
            "sitemap-news.xml",
            "sitemap-pages.xml",
            "sitemap.xml",
        ]
    );
    assert!(test.built("404.html").unwrap().contains("noindex"));
}

#[test]
fn a_document_holds_its_page_and_names_the_apps_files_by_their_bytes() {
    let test = SiteTest::new()
        .article("a", "\"article_section\": \"sport\", \"body\": [\"نص الخبر\"]")
        .file("public/fonts/a.woff2", "font")
        .file("public/fonts/OFL.txt", "licence")
        .file("app/khabar.css", "@font-face { src: url(\"fonts/a.woff2\"); }");
    assert_eq!(messages(&test, &test.build()), "");
    let document = test.built("article/a/index.html").unwrap();
    assert!(document.contains("<p>نص الخبر</p>") && document.contains("data-shape=\""), "{document}");
    assert!(document.contains("<style>@font-face { src: url(\"/assets/a.795ea3efa43d.woff2\"); }"), "{document}");
    assert!(!document.contains("<noscript>"), "with its page there is nothing to be sorry for");
    for name in ["data-script=\"/assets/khabar.", "data-program=\"/assets/khabar_bg."] {
        assert!(document.contains(name), "{name}");
    }
    assert!(test.built("fonts/a.woff2").is_none(), "once is enough");
    assert!(test.built("fonts/OFL.txt").is_some() && test.built("assets/a.795ea3efa43d.woff2").is_some());
    let empty = test.built("404.html").unwrap();
    assert!(!empty.contains("data-shape") && empty.contains("<noscript>") && empty.contains("aria-busy"));
    assert!(empty.contains("<a href=\"/section/sport/\">"), "the sections for readers without script");
}

#[test]
fn nothing_that_is_not_public_is_in_any_file() {
    let pinned = SITE.replacen("\"sections\"", "\"front\": { \"pinned\": [\"later-HIDDEN\"] }, \"sections\"", 1);
    let test = SiteTest::new()
        .file("public/site.json", &pinned)
        .article("public", "\"kicker\": \"SHOWN\"")
        .article("draft", "\"kicker\": \"HIDDEN\", \"status\": \"draft\"")
        .article("withdrawn", "\"kicker\": \"HIDDEN\", \"status\": \"withdrawn\"")
        .article("expired", "\"kicker\": \"HIDDEN\", \"expires\": \"2026-01-15T22:12:24+03:00\"")
        .file(
            "public/articles/later-HIDDEN.json",
            &article("").replace("2026-01-07", "2026-01-16").replace("خبر", "HIDDEN"),
        );
    assert!(!test.build().has_errors());
    let everything: String = test.built_files().iter().filter_map(|file| test.built(file)).collect();
    assert!(everything.contains("SHOWN") && !everything.contains("HIDDEN"));
    let newsroom = test.for_newsroom("/");
    newsroom.build();
    let front = newsroom.built("page.v1.json").unwrap();
    for mark in ["مسحوب · HIDDEN", "انتهى عرضه · HIDDEN", "\"kicker\":\"مجدول\""] {
        assert!(
            front.contains(mark),
            "the newsroom sees all on its own machine, and why others don't: {mark} in {front}"
        );
    }
}

#[test]
fn an_article_that_cannot_be_read_is_named_with_line_and_path_and_the_rest_is_built() {
    let test = SiteTest::new()
        .article("good", "")
        .file("public/articles/truncated.json", "{\n  \"version\": 1,\n  \"id\": ")
        .file("public/articles/html.json", "<!doctype html>")
        .file("public/articles/surrogate.json", &article("\"kicker\": \"\\ud800\""))
        .file("public/articles/newer.json", &article("").replace("\"version\": 1", "\"version\": 2"))
        .file("public/articles/typed.json", &article("\"keywords\": \"كلمة\""))
        .file("public/articles/deep.json", &article(&format!("\"body\": {}{}", "[".repeat(1_000), "]".repeat(1_000))))
        .file("public/articles/bad name.json", &article(""));
    let report = test.build();
    let messages = messages(&test, &report);
    for expected in [
        "public/articles/truncated.json:3:9: error[syntax]: $.id: the text ends too early",
        "public/articles/html.json:1:1: error[syntax]: $: a value is expected here",
        "error[syntax]: $.kicker: half of a surrogate pair stands alone",
        "error[version-too-new]: $.version: version 2 is newer than 1, the newest that this program reads",
        "error[type]: $.keywords: a list is expected here, not text",
        "error[syntax]: $.body[0]",
        "public/articles/bad name.json: error[slug]: its name is no slug",
    ] {
        assert!(messages.contains(expected), "{expected}\nis not in\n{messages}");
    }
    assert_eq!(report.n_articles, 1);
    assert!(test.built("article/good/page.v1.json").is_some());
}

#[test]
fn one_run_reports_every_mistake_of_a_file() {
    let test = SiteTest::new().file(
        "public/articles/a.json",
        r#"{ "version": 1, "id": 7, "headlin": "x", "date_published": "2026-01-07", "lead_image": { "url": "data:x" } }"#,
    );
    let report = test.build();
    let paths: Vec<&str> = report.findings.iter().map(|finding| finding.path.as_str()).collect();
    for path in ["$.id", "$.headlin", "$.date_published", "$.lead_image.url", "$.lead_image", "$"] {
        assert!(paths.contains(&path), "{path} is not among {paths:?}");
    }
}

#[test]
fn a_mistake_in_site_json_is_named_and_touches_nothing() {
    let test = SiteTest::new().article("a", "");
    test.build();
    let before = test.built_files();
    for (from, to, expected) in [
        ("\"Asia/Kuwait\"", "\"Asia/Kuwayt\"", "error[time-zone]: $.editions.ar.time_zone"),
        ("\"publisher\"", "\"publischer\"", "error[unknown-field]: $.publischer"),
        ("https://news.example/", "/news/", "error[base-url]: $.base_url"),
        ("\"default_edition\": \"ar\"", "\"default_edition\": \"fr\"", "there is no edition \"fr\""),
        (
            "\"name\": \"أخبار\",\n",
            "\"name\": \"أخبار\", \"permalink\": \"/{yyyy}/\",\n",
            "error[site]: $.editions.ar.permalink",
        ),
        ("\"publisher\"", "\"accent\": \"red\", \"publisher\"", "error[colour]: $.accent"),
        ("{", "", "error[syntax]: $"),
    ] {
        let test_with = SITE.replacen(from, to, 1);
        assert_ne!(test_with, SITE, "{from}");
        std::fs::write(test.path("public/site.json"), test_with).unwrap();
        let report = test.build();
        let messages = messages(&test, &report);
        assert!(messages.starts_with("public/site.json:") && messages.contains(expected), "{expected}\n{messages}");
        assert_eq!(test.built_files(), before);
    }
}

#[test]
fn in_development_a_broken_site_json_gives_a_page_that_says_so() {
    let test = SiteTest::new().file("public/site.json", "{ \"version\": 1, ").for_newsroom("/");
    test.build();
    let page = test.built("index.html").unwrap();
    assert!(
        page.contains("id=\"site-broken\" class=\"no-script\">") && page.contains("site.json:1:17: error[syntax]"),
        "{page}"
    );
    assert!(page.contains("lang=\"ar\"") && page.contains("lang=\"en\""));
}

#[test]
fn in_development_a_broken_article_says_at_its_address_what_is_wrong() {
    let test = SiteTest::new()
        .article("a", "")
        .file("public/articles/b.json", "{ \"version\": 1, ")
        .file("public/pages/about.json", "{ \"version\": 1 }");
    assert!(test.build().has_errors() && test.built("article/b/index.html").is_none());
    let newsroom = test.for_newsroom("/");
    let report = newsroom.build();
    assert_eq!(messages(&newsroom, &report).matches("error[syntax]").count(), 1, "named once");
    let page = newsroom.page("article/b/");
    assert!(page.contains(">articles/b.json</h1>") && page.contains("b.json:1:17: error[syntax]"), "{page}");
    assert!(newsroom.page("about/").contains("pages/about.json:1:1: error["));
}

#[test]
fn a_mistake_in_a_static_page_is_named() {
    let test =
        SiteTest::new().file("public/pages/about.json", "{ \"version\": 1, \"headline\": 7, \"byline\": \"x\" }");
    let messages = messages(&test, &test.build());
    assert!(messages.contains("public/pages/about.json:1:29: error[type]: $.headline"), "{messages}");
    assert!(messages.contains("warning[unknown-field]: $.byline"), "{messages}");
}

#[test]
fn a_build_that_fails_takes_nothing_away() {
    let test = SiteTest::new().article("a", "").article("b", "\"id\": \"b\"");
    test.build();
    let before = test.built_files();
    std::fs::write(test.path("public/articles/b.json"), "{ \"version\": 1, }").unwrap();
    assert!(test.build().has_errors());
    assert_eq!(test.built_files(), before, "a broken article keeps its old page");
    std::fs::rename(test.path("public/articles"), test.path("elsewhere")).unwrap();
    let report = test.build();
    assert_eq!((report.has_errors(), report.n_written), (true, 0), "the lists keep their articles");
    assert_eq!(test.built_files(), before, "a folder that is not there is no empty one");
    std::fs::rename(test.path("elsewhere"), test.path("public/articles")).unwrap();
    std::fs::remove_file(test.path("app/khabar_bg.wasm")).unwrap();
    let report = test.build();
    assert!(messages(&test, &report).contains("build the app first: scripts/build"));
    assert_eq!((test.built_files(), report.n_written), (before, 0));
}

#[test]
fn an_article_outside_its_folder_is_not_copied() {
    let test = SiteTest::new()
        .file("public/artikels/a.json", &article("\"status\": \"draft\""))
        .file("public/data/a.json", "{}");
    let messages = messages(&test, &test.build());
    assert!(messages.contains("public/artikels/a.json: error[misplaced]"), "{messages}");
    assert!(test.built("artikels/a.json").is_none() && test.built("data/a.json").is_some());
}

#[test]
fn an_address_that_lacks_a_part_is_an_error_that_names_it() {
    let site = SITE.replacen("\"name\": \"أخبار\",\n", "\"name\": \"أخبار\", \"permalink\": \"/{id}/\",\n", 1);
    let test = SiteTest::new().file("public/site.json", &site).article("a", "\"id\": \"2026/0001\"");
    let messages = messages(&test, &test.build());
    assert!(messages.contains("error[permalink]: $.id: the site's permalink needs \"id\""), "{messages}");
}

#[test]
fn a_picture_on_another_host_is_named_since_the_policy_blocks_it() {
    let image = r#""lead_image": { "url": "https://cdn.example/a.jpg", "width": 1, "height": 1, "alt": "" }"#;
    let test = SiteTest::new().article("a", image);
    let messages = messages(&test, &test.build());
    assert!(messages.contains("warning[blocked-by-policy]: $.lead_image"), "{messages}");
}

#[test]
fn two_articles_on_one_address_are_an_error_that_names_both() {
    let site = SITE.replacen("\"name\": \"أخبار\",\n", "\"name\": \"أخبار\", \"permalink\": \"/{id}/\",\n", 1);
    let test =
        SiteTest::new().file("public/site.json", &site).article("one", "\"id\": \"a\"").article("two", "\"id\": \"a\"");
    let messages = messages(&test, &test.build());
    assert!(messages.contains("articles/two.json: error[duplicate-address]: its address /a/ is that of"), "{messages}");
    assert!(messages.contains("articles/one.json"));
}

#[test]
fn the_second_build_of_unchanged_content_writes_nothing_and_what_is_gone_goes() {
    let test = SiteTest::new().article("a", "").article("b", "\"id\": \"b\"");
    let first = test.build();
    assert_eq!((first.n_written > 0, first.n_unchanged), (true, 0));
    let second = test.build();
    assert_eq!((second.n_written, second.n_unchanged, second.n_removed), (0, first.n_written, 0));
    std::fs::remove_file(test.path("public/articles/b.json")).unwrap();
    let gone = r#"{ "version": 1, "redirects": [{ "from": "/article/b/", "status": 410 }] }"#;
    std::fs::write(test.path("public/redirects.json"), gone).unwrap();
    let third = test.build();
    assert_eq!(third.n_removed, 2);
    assert!(!test.path("dist/article/b").exists() && test.path("dist/article/a").exists());
}

#[test]
fn a_folder_that_khabar_did_not_make_is_refused() {
    let test = SiteTest::new().file("dist/thesis.txt", "years of work");
    let report = test.build();
    assert!(messages(&test, &report).contains("error[out]: is not empty, and was not made by khabar"));
    assert_eq!(test.built_files(), ["thesis.txt"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_of_the_folder_itself_is_named_and_not_copied() {
    use std::os::unix::{ffi::OsStrExt, fs::symlink};
    let sport = "\"article_section\": \"sport\"";
    let test =
        SiteTest::new().article("a", sport).file("outside/secret.txt", "SECRET").file("public/files/real.txt", "x");
    symlink("../outside", test.path("public/media")).unwrap();
    symlink("..", test.path("public/files/loop")).unwrap();
    symlink("nowhere", test.path("public/files/nowhere.txt")).unwrap();
    symlink("real.txt", test.path("public/files/other.txt")).unwrap();
    let report = test.build();
    let said = messages(&test, &report);
    for link in ["media", "files/loop", "files/nowhere.txt", "files/other.txt"] {
        assert!(said.contains(&format!("public/{link}: warning[symbolic-link]: is a link")), "{link}\n{said}");
    }
    assert!(!report.has_errors() && report.findings.len() == 4, "{said}");
    let pipe = |path: &str| std::process::Command::new("mkfifo").arg(test.path(path)).status().unwrap();
    for path in ["public/files/pipe.json", "public/articles/pipe.json"] {
        assert!(pipe(path).success());
    }
    std::fs::write(test.path("public/files/a\nb.txt"), "x").unwrap();
    std::fs::write(test.path("public/files").join(std::ffi::OsStr::from_bytes(b"\xff.txt")), "x").unwrap();
    let report = test.build();
    let said = messages(&test, &report);
    for file in ["files/pipe.json: error[read]", "articles/pipe.json: error[read]", "files/a\\nb.txt: error[file-name]"]
    {
        assert!(said.contains(&format!("public/{file}")), "{file}\n{said}");
    }
    assert!(report.is_written && said.matches("error[file-name]").count() == 2, "{said}");
    let files = test.built_files();
    assert!(
        files.contains(&"files/real.txt".to_owned()) && !files.iter().any(|file| file.contains("pipe")),
        "{files:?}"
    );
    let second = test.build();
    assert_eq!((second.n_written, second.n_removed), (0, 0), "the list of the site's files is whole");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let build = || {
        let test = SiteTest::new().article("a", "\"body\": [\"نص\"]").article("b", "\"id\": \"b\"");
        test.build();
        test.built_files().iter().map(|file| (file.clone(), test.built(file))).collect::<Vec<_>>()
    };
    assert_eq!(build(), build());
}

#[test]
fn the_policy_is_strict_and_no_document_has_a_style_attribute() {
    let test = SiteTest::new();
    test.build();
    let document = test.built("index.html").unwrap();
    let (_, policy) = document.split_once("Content-Security-Policy\" content=\"").unwrap();
    let (policy, _) = policy.split_once('"').unwrap();
    assert!(
        policy.contains("require-trusted-types-for 'script'") && policy.matches("'sha256-").count() == 3,
        "{policy}"
    );
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    assert!(!document.contains(" style="));
    let glue = test.built("assets/khabar.3ba5b19183d4.js").unwrap();
    assert!(glue.contains(".innerHTML = inert(getStringFromWasm0(a, b));"));
}

#[test]
fn a_document_carries_the_parts_of_the_sheet_that_its_page_needs() {
    let sheet = "a { b: c }\n/* part: strip archive-links */\n.strip { d: e }\n/* part: table */\n.table { f: g }\n";
    let table = r#""article_section": "sport", "body": [{ "type": "table", "rows": [["1"]] }]"#;
    let test = SiteTest::new().file("app/khabar.css", sheet).article("a", "").article("b", table);
    assert_eq!(messages(&test, &test.build()), "");
    let parts = |path: &str| {
        let document = test.built(path).unwrap();
        ["a { b: c }", ".strip { d: e }", ".table { f: g }"].map(|rule| document.contains(rule))
    };
    assert_eq!(parts("article/a/index.html"), [true, false, false]);
    assert_eq!(parts("article/b/index.html"), [true, false, true]);
    assert_eq!(parts("section/sport/index.html"), [true, true, false]);
    assert_eq!(parts("404.html"), [true, true, true], "any page may come there");
    let document = test.built("article/a/index.html").unwrap();
    let (_, rest) = document.split_once("data-sheet=\"/").unwrap();
    let rest = test.built(rest.split_once('"').unwrap().0).unwrap();
    assert!(rest.contains(".strip") && rest.contains(".table") && !rest.contains("b: c"), "{rest}");
}

#[test]
fn under_a_sub_path_every_address_begins_with_it() {
    let site = SITE.replace("https://news.example/", "https://news.example/sub");
    let test = SiteTest::new().file("public/site.json", &site).article("a", "\"article_section\": \"sport\"");
    test.build();
    let document = test.built("article/a/index.html").unwrap();
    assert!(document.contains("data-base=\"/sub/\"") && document.contains("data-script=\"/sub/assets/khabar."));
    assert!(document.contains("href=\"https://news.example/sub/article/a/\""), "canonical");
    assert!(document.contains("<a href=\"/sub/section/sport/\">"), "the menu");
}

#[test]
fn a_path_with_a_space_is_encoded_wherever_it_is_written() {
    let site = SITE.replace("https://news.example/", "https://news.example/my paper/أخبار/");
    let test = SiteTest::new().file("public/site.json", &site).article("a", "\"article_section\": \"sport\"");
    let report = test.build();
    assert!(!report.has_errors(), "{}", messages(&test, &report));
    let written = |file: &&String| [".html", ".xml", ".txt", "feed.json"].iter().any(|ending| file.ends_with(ending));
    for file in test.built_files().iter().filter(written) {
        let text = test.built(file).unwrap();
        assert!(!text.contains("my paper"), "{file}");
    }
    let document = test.built("article/a/index.html").unwrap();
    assert!(document.contains("rel=\"canonical\" href=\"https://news.example/my%20paper/"), "canonical");
    assert!(document.contains("<a href=\"/my%20paper/أخبار/section/sport/\">"), "the menu");
}

#[test]
fn an_absent_field_is_left_out_and_null_is_explained() {
    let test = SiteTest::new().article("a", "\"lead_image\": null");
    let said = messages(&test, &test.build());
    assert!(said.contains("$.lead_image: an object is expected here, not null; take the field out"), "{said}");
}

#[test]
fn the_copyright_year_is_the_builds_in_the_newsrooms_zone() {
    let test = SiteTest::new().at("2026-12-31T22:00:00Z");
    test.build();
    assert_eq!(test.context().site.year, 2027);
}
