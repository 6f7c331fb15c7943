//! What pages say to search engines and to whoever shows a link to them.

use serde_json::Value;

use crate::site_test::{SITE, SiteTest, article, messages};

fn paper() -> SiteTest {
    let publisher = r#""publisher": { "name": "أخبار", "logo": "/icons/logo.png",
        "contact": { "email": "desk@news.example" }, "policies": { "ethics": "ethics", "corrections": "ethics" } }"#;
    let sponsors = r#""sponsors": [{ "id": "cafe", "name": "مقهى", "label": "برعاية", "link": "https://cafe.example/" }],
        "editions""#;
    let social = r#""social": [{ "network": "x", "link": "https://x.com/akhbar" },
        { "network": "facebook", "link": "https://facebook.com/akhbar" }], "sections""#;
    let site = SITE
        .replace(r#""publisher": { "name": "أخبار" }"#, publisher)
        .replace("\"editions\"", sponsors)
        .replace("\"sections\"", social);
    SiteTest::new()
        .file("public/site.json", &site)
        .file("public/icons/logo.png", "logo")
        .file("public/pages/ethics.json", r#"{ "version": 1, "headline": "ميثاقنا", "body": ["كلمة"] }"#)
}

fn graph(document: &str) -> Vec<Value> {
    let (_, rest) = document.split_once("<script type=\"application/ld+json\">").unwrap();
    let graph: Value = serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap();
    graph["@graph"].as_array().unwrap().clone()
}

fn node(document: &str, kind: &str) -> Value {
    let graph = graph(document);
    graph.iter().find(|node| node["@type"] == kind).unwrap_or_else(|| panic!("no {kind} in {graph:#?}")).clone()
}

/// The content of a `<meta>`, by its name or property.
fn meta(document: &str, name: &str) -> Option<String> {
    let (_, rest) = document.split_once(&format!("=\"{name}\" content=\""))?;
    Some(rest.split_once('"')?.0.to_owned())
}

#[test]
fn an_article_is_told_with_its_dates_authors_section_and_publisher() {
    let fields = r#""article_section": "sport", "standfirst": "سطر", "keywords": ["نفط", "غاز"], "agencies": ["وكالة"],
        "dateline": "باريس", "date_modified": "2026-01-07T08:00:00Z", "body": ["كلمة ثم كلمة", "وأخرى"],
        "authors": [{ "name": "هند\nسالم", "slug": "hind" }, { "name": "علي" }],
        "lead_image": { "url": "/a.jpg", "width": 1600, "height": 900, "alt": "قاعة" },
        "corrections": [{ "date": "2026-01-07T10:00:00+03:00", "text": "كان الرقم 5" }]"#;
    let test = paper().file("public/a.jpg", "picture").article("a", fields);
    test.build();
    let document = test.built("article/a/index.html").unwrap();
    let news = node(&document, "NewsArticle");
    assert_eq!(news["headline"], "خبر");
    assert_eq!(news["datePublished"], "2026-01-07T09:40:00+03:00");
    assert_eq!(news["dateModified"], "2026-01-07T11:00:00+03:00", "in the newsroom's zone");
    assert_eq!(news["author"][0]["name"], "هند سالم");
    assert_eq!(news["author"][0]["url"], "https://news.example/author/hind/");
    assert_eq!(news["author"][1]["url"], Value::Null);
    assert_eq!(news["sourceOrganization"]["name"], "وكالة");
    assert_eq!((&news["articleSection"], &news["dateline"]), (&"رياضة".into(), &"باريس".into()));
    assert_eq!((&news["inLanguage"], &news["wordCount"]), (&"ar-KW".into(), &4.into()));
    assert_eq!(news["isAccessibleForFree"], true);
    assert_eq!(news["correction"]["text"], "كان الرقم 5");
    assert_eq!(news["image"].as_array().unwrap().len(), 1);
    let publisher = node(&document, "NewsMediaOrganization");
    assert_eq!(news["publisher"]["@id"], publisher["@id"]);
    assert_eq!(publisher["logo"], "https://news.example/icons/logo.png");
    assert_eq!(publisher["email"], "desk@news.example");
    assert_eq!(publisher["publishingPrinciples"], "https://news.example/ethics/");
    let crumbs = node(&document, "BreadcrumbList");
    let names: Vec<&str> =
        crumbs["itemListElement"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["الرئيسية", "رياضة", "خبر"]);
    for (name, content) in [
        ("robots", "max-image-preview:large"),
        ("og:type", "article"),
        ("og:title", "خبر"),
        ("og:description", "سطر"),
        ("og:url", "https://news.example/article/a/"),
        ("og:site_name", "أخبار"),
        ("og:locale", "ar_AR"),
        ("og:image:alt", "قاعة"),
        ("twitter:card", "summary_large_image"),
        ("twitter:site", "@akhbar"),
        ("article:published_time", "2026-01-07T09:40:00+03:00"),
        ("article:modified_time", "2026-01-07T11:00:00+03:00"),
        ("article:section", "رياضة"),
        ("article:tag", "نفط"),
        ("article:author", "https://news.example/author/hind/"),
        ("article:publisher", "https://facebook.com/akhbar"),
    ] {
        assert_eq!(meta(&document, name).as_deref(), Some(content), "{name}");
    }
    assert!(meta(&document, "og:image").unwrap().starts_with("https://news.example/"));
}

#[test]
fn an_article_without_a_picture_promises_none_and_one_without_authors_is_the_papers() {
    let test = paper().article("a", "");
    test.build();
    let document = test.built("article/a/index.html").unwrap();
    let news = node(&document, "NewsArticle");
    assert_eq!(news["image"], Value::Null);
    assert_eq!(news["author"]["@id"], "https://news.example/#publisher");
    assert_eq!(news["dateModified"], news["datePublished"]);
}

#[test]
fn the_form_of_journalism_is_told_and_a_paid_article_names_who_paid() {
    for (kind, expected) in [
        ("opinion", "OpinionNewsArticle"),
        ("analysis", "AnalysisNewsArticle"),
        ("explainer", "BackgroundNewsArticle"),
        ("brief", "NewsArticle"),
    ] {
        let test = paper().article("a", &format!("\"kind\": \"{kind}\""));
        test.build();
        node(&test.built("article/a/index.html").unwrap(), expected);
    }
    let test = paper().article("a", r#""kind": "opinion", "sponsor": "cafe""#);
    test.build();
    let paid = node(&test.built("article/a/index.html").unwrap(), "AdvertiserContentArticle");
    assert_eq!((&paid["sponsor"]["name"], &paid["sponsor"]["url"]), (&"مقهى".into(), &"https://cafe.example/".into()));
    let test = paper().article("a", r#""sponsor": "nobody""#);
    test.build();
    node(&test.built("article/a/index.html").unwrap(), "AdvertiserContentArticle");
}

#[test]
fn what_a_sponsor_names_on_the_site_is_told_by_its_whole_address() {
    let test = paper();
    let site = std::fs::read_to_string(test.path("public/site.json"))
        .unwrap()
        .replace("https://cafe.example/", "/ads/عرض خاص/");
    let test = test.file("public/site.json", &site).article("a", r#""sponsor": "cafe""#);
    test.build();
    let url = "https://news.example/ads/%D8%B9%D8%B1%D8%B6%20%D8%AE%D8%A7%D8%B5/";
    let paid = node(&test.built("article/a/index.html").unwrap(), "AdvertiserContentArticle");
    assert_eq!(paid["sponsor"]["url"], url);
    assert!(test.built("feed.xml").unwrap().contains(url));
}

#[test]
fn words_of_the_newsroom_end_neither_the_script_nor_an_attribute() {
    let text = article(r#""standfirst": "a \"b\" </script><script>alert(1)</script> & c""#)
        .replace("\"خبر\"", "\"x </script>\\n<img> \\\"y\\\"\"");
    let test = paper().file("public/articles/a.json", &text);
    test.build();
    let document = test.built("article/a/index.html").unwrap();
    assert_eq!(node(&document, "NewsArticle")["headline"], "x </script> <img> \"y\"");
    assert_eq!(meta(&document, "og:title").unwrap(), "x &lt;/script&gt; &lt;img&gt; &quot;y&quot;");
    assert!(!document.contains("<script>alert"), "{document}");
}

#[test]
fn dates_of_any_century_are_told() {
    for (date, told) in
        [("1961-06-19T00:00:00+03:00", "1961-06-19T00:00:00+03:00"), ("1890-01-01T12:00:00Z", "1890-01-01T")]
    {
        let test = paper().file("public/articles/a.json", &article("").replace("2026-01-07T09:40:00+03:00", date));
        let report = test.build();
        assert!(!report.has_errors(), "{}", messages(&test, &report));
        let news = node(&test.built("article/a/index.html").unwrap(), "NewsArticle");
        assert!(news["datePublished"].as_str().unwrap().starts_with(told), "{news:#?}");
    }
}

#[test]
fn languages_are_told_where_there_are_several_and_the_page_is_among_them() {
    let translations = r#""translations": [{ "language": "en", "link": "/article/b/" },
        { "language": "tr", "link": "/article/later/" },
        { "language": "fr", "link": "https://journal.example/b/" }]"#;
    let test = paper()
        .article("a", translations)
        .article("b", r#""language": "en-GB""#)
        .article("later", r#""language": "tr", "date_published": "2027-01-01T00:00:00Z""#);
    test.build();
    let document = test.built("article/a/index.html").unwrap();
    for (language, url) in [
        ("ar-KW", "https://news.example/article/a/"),
        ("en", "https://news.example/article/b/"),
        ("fr", "https://journal.example/b/"),
    ] {
        let link = format!("<link rel=\"alternate\" hreflang=\"{language}\" href=\"{url}\">");
        assert!(document.contains(&link), "{link}");
    }
    assert!(!document.contains("hreflang=\"tr\""), "it is not there yet");
    let english = test.built("article/b/index.html").unwrap();
    assert!(!english.contains("hreflang=\"en"), "one language needs no list");
    assert_eq!(meta(&english, "og:locale").as_deref(), Some("en_GB"));
    assert_eq!(node(&english, "NewsArticle")["inLanguage"], "en-GB");
}

#[test]
fn each_kind_of_page_says_what_it_is() {
    let author = r#""article_section": "sport", "keywords": ["نفط"], "authors": [{ "name": "هند", "slug": "hind" }]"#;
    let test = paper().article("a", author);
    test.build();
    let document = |path: &str| test.built(&format!("{path}index.html")).unwrap();
    assert_eq!(node(&document(""), "WebSite")["url"], "https://news.example/");
    let publisher = node(&document(""), "NewsMediaOrganization");
    assert_eq!(publisher["correctionsPolicy"], "https://news.example/ethics/");
    assert_eq!(publisher["sameAs"].as_array().unwrap().len(), 2);
    for (path, name) in [("section/sport/", "رياضة"), ("tag/نفط/", "نفط"), ("archive/2026/01/", "الأرشيف: يناير 2026")]
    {
        assert_eq!(node(&document(path), "CollectionPage")["name"], name);
        assert_eq!(meta(&document(path), "og:title").as_deref(), Some(name));
    }
    let profile = node(&document("author/hind/"), "ProfilePage");
    assert_eq!(profile["mainEntity"]["name"], "هند");
    assert_eq!(meta(&document("author/hind/"), "og:type").as_deref(), Some("profile"));
    assert_eq!(node(&document("ethics/"), "WebPage")["name"], "ميثاقنا");
    let missing = test.built("404.html").unwrap();
    assert_eq!(meta(&missing, "robots").as_deref(), Some("noindex"));
    assert!(!missing.contains("ld+json"));
}
