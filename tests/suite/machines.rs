//! Programs that others wrote read what a build makes for machines. `scripts/test` installs them; where they are not,
//! these tests fail, unless `KHABAR_SKIP` names `validators`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::site_test::{SITE, SiteTest, is_left_out, messages, root};

const NOW: &str = "2026-01-15T22:12:24+03:00";

/// What a variable names, or what an earlier `scripts/test` left among its tools.
fn installed(variable: &str, path: &str) -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = || Some(folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join(".cache")))?.join("khabar"));
    let inner = |folder: &Path, starts: &str| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut found: Vec<PathBuf> = entries
            .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(starts)))
            .collect();
        found.sort();
        found.pop()
    };
    let tools = || folder("KHABAR_TOOLS").or_else(|| inner(&cache()?, "tools-"));
    folder(variable).or_else(|| Some(inner(&tools()?, "validators-")?.join(path)).filter(|path| path.exists()))
}

fn schema() -> Option<PathBuf> {
    let schema = installed("KHABAR_SITEMAP_XSD", "sitemap.xsd");
    assert!(
        schema.is_some() || is_left_out("sitemap-schema"),
        "the schema of sitemaps is not installed: scripts/test does so where npm is; or set KHABAR_SKIP=sitemap-schema"
    );
    schema
}

/// What the readers say of a built site, and whether it is without fault; none where a run does without them.
fn readers(test: &SiteTest, now: &str) -> Option<(bool, String)> {
    let Some(python) = installed("KHABAR_VALIDATORS", "bin/python") else {
        let message = "the readers of feeds are not installed: scripts/test does so; or set KHABAR_SKIP=validators";
        assert!(is_left_out("validators"), "{message}");
        return None;
    };
    let mut command = Command::new(python);
    command.arg(root().join("tests/validators/machines.py")).arg(test.path("dist")).arg(now).args(schema());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    println!("{said}");
    Some((output.status.success(), said))
}

fn without_fault(test: &SiteTest, now: &str) {
    if let Some((is_right, said)) = readers(test, now) {
        assert!(is_right, "{said}");
    }
}

#[test]
fn the_feeds_and_sitemaps_of_the_sample_paper_are_read_by_others() {
    let test = SiteTest::new();
    let report = test.build_from(&root().join("public"));
    assert!(!report.has_errors(), "{}", messages(&test, &report));
    without_fault(&test, NOW);
}

/// Numbers that are the same everywhere (splitmix64).
fn mixed(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A paper of many articles with whatever the contract takes, and what editors paste by mistake.
fn paper(n_articles: u64) -> SiteTest {
    let site = SITE
        .replacen(
            "\"version\": 1,",
            r#""version": 1, "sponsors": [{ "id": "s", "name": "مقهى «أ&ب»", "label": "برعاية", "link": "https://example.org/?a=1&b=2" }],
            "feeds": { "hub": "https://hub.example/" }, "crawlers": { "ai": "answers" }, "cards": { "articles": "none" },"#,
            1,
        )
        .replace("\"name\": \"رياضة\" }", "\"name\": \"رياضة\\nمحلية\" }, { \"slug\": \"اقتصاد\", \"name\": \"اقتصاد\" }");
    let mut test = SiteTest::new().file("public/site.json", &site).file("public/media/صورة 1.svg", "<svg");
    for number in 0..n_articles {
        let random = mixed(number);
        let pick = |shift: u32, of: u64| (random >> shift) % of;
        let date = match pick(0, 20) {
            0 => format!("{:04}-06-01T10:00:00+03:00", 1 + pick(8, 1969)),
            1..6 => format!("2026-01-{:02}T{:02}:00:00Z", 13 + pick(8, 3), pick(16, 19)),
            _ => format!(
                "20{:02}-{:02}-{:02}T09:{:02}:00-05:00",
                10 + pick(8, 16),
                1 + pick(16, 12),
                1 + pick(24, 28),
                pick(32, 60)
            ),
        };
        let mut fields = vec![
            format!("\"id\": \"2026-{number:04}\""),
            format!("\"date_published\": \"{date}\""),
            format!("\"article_section\": \"{}\"", ["sport", "اقتصاد"][usize::try_from(pick(9, 2)).unwrap()]),
            format!("\"keywords\": [\"موضوع {}\", \"C++ & C#\"]", pick(10, 8)),
            format!(
                "\"authors\": [{{ \"name\": \"كاتب\\n{0}\", \"slug\": \"writer-{0}\" }}, {{ \"name\": \"<b>\" }}]",
                pick(14, 5)
            ),
        ];
        if pick(20, 3) == 0 {
            fields.push(r#""standfirst": "خلاصة ]]> & <script>alert(1)</script>\u0001\ud83d\ude00""#.to_owned());
        }
        if pick(22, 3) == 0 {
            fields.push(r#""lead_image": { "url": "/media/صورة 1.svg", "width": 4, "height": 2, "alt": "أ \"ب\" <", "caption": "تعليق & شرح" }"#.to_owned());
        }
        match pick(26, 10) {
            0 => fields.push("\"sponsor\": \"s\"".to_owned()),
            1 => fields.push("\"language\": \"en\"".to_owned()),
            2 => fields.push(format!("\"feed_guid\": \"https://old.example/?p={number}&x=<\"")),
            3 => fields.push("\"agencies\": [\"كونا\\u0000\"]".to_owned()),
            4 => fields.push("\"date_modified\": \"2026-01-15T10:00:00Z\"".to_owned()),
            _ => {}
        }
        fields.push(
            r##""body": ["فقرة \u0008أولى ]]> & <i>", { "type": "heading", "level": 3, "text": "عنوان" },
            { "type": "paragraph", "text": ["قبل ", { "type": "link", "href": "#part", "text": "جزء" }, { "type": "link", "href": "/section/sport/", "text": "قسم" },
              { "type": "bdi", "text": "a\u202eb", "language": "en" }, { "type": "code", "text": "x < y" }, { "type": "footnote", "id": "n" }] },
            { "type": "table", "rows": [["أ", "ب"], ["1", "2"]], "header_rows": 1 }, { "type": "code", "text": "a\n\u000bb" },
            { "type": "embed", "provider": "X", "url": "https://x.com/a/status/1", "title": "" },
            { "type": "details", "summary": "تفاصيل", "body": ["داخل"] }, { "type": "key_points", "items": ["نقطة"] },
            { "type": "footnotes", "items": [{ "id": "n", "text": "هامش" }] }]"##
                .to_owned(),
        );
        let slug = if number % 2 == 0 { format!("خبر-{number}") } else { format!("story-{number}") };
        test = test.article(&slug, &fields.join(", "));
    }
    test
}

#[test]
fn the_feeds_and_sitemaps_of_a_thousand_articles_are_read_by_others() {
    let test = paper(1_000);
    let report = test.build();
    let messages = messages(&test, &report);
    assert!(report.is_written && messages.contains("[control-character]"), "{messages}");
    assert_eq!(report.n_articles, 1_000, "{messages}");
    without_fault(&test, NOW);
}

#[test]
fn feeds_and_sitemaps_of_the_next_century_are_read_by_others() {
    let now = "2150-01-01T00:00:00+00:00";
    let test = paper(20).article("late", "\"date_published\": \"2149-12-31T10:00:00Z\"").at(now);
    assert!(test.build().is_written);
    without_fault(&test, now);
}

/// A fault, and a word of what the readers have to say about it.
type Fault = (&'static str, fn(&str) -> String, &'static str);

#[test]
fn each_planted_fault_is_seen_by_the_readers() {
    let test = paper(40);
    assert!(test.build().is_written);
    let Some((is_right, said)) = readers(&test, NOW) else { return };
    assert!(is_right, "the paper is without fault before one is planted: {said}");
    let month = test.built_files().into_iter().find(|file| file.starts_with("sitemap-20")).unwrap();
    let faults: [Fault; 14] = [
        ("feed.xml", |text| text.replacen("<title>", "<title>\u{1}", 1), "is no XML"),
        (
            "feed.xml",
            |text| text.replacen("href=\"https://news.example/section/", "href=\"/section/", 1),
            "is no whole address",
        ),
        ("feed.xml", |text| text.replacen("<guid isPermaLink=\"false\">", "<guid>", 1), "take for an address"),
        ("feed.xml", |text| text.replacen(", 15 Jan 2026", ", 16 Jan 2026", 1), "the weekday or the form is wrong"),
        ("feed.xml", |text| text.replacen("length=\"4\"", "length=\"5\"", 1), "has 4 bytes, not 5"),
        ("feed.xml", |text| text.replacen("<div dir=\"rtl\"", "<div class=\"x\" dir=\"rtl\"", 1), "attribute class"),
        ("atom.xml", |text| text.replacen("<updated>2026-", "<updated>26-", 1), "another form"),
        ("atom.xml", |text| text.replacen("<id>urn:uuid:", "<id>", 1), "is no IRI"),
        ("atom.xml", |text| text.replacen("/article/", "/artikel/", 1), "is not in the site"),
        ("feed.json", |text| text.replacen("\"id\":", "\"identity\":", 1), "has no id"),
        ("sitemap-news.xml", |text| text.replace(">2026-01-1", ">2026-01-0"), "old"),
        (
            "sitemap-news.xml",
            |text| text.replacen("<news:language>ar", "<news:language>Arabic", 1),
            "no publication of a language",
        ),
        ("sitemap.xml", |text| text.replacen("<sitemap><loc>", "<sitemap><loc>x", 1), "is not in the site"),
        ("sitemap-pages.xml", |text| text.replacen("<lastmod>2", "<lastmod>two", 1), ""),
    ];
    let plant = |file: &str, plant: fn(&str) -> String, expected: &str| {
        let whole = test.built(file).unwrap();
        let planted = plant(&whole);
        assert_ne!(planted, whole, "{file}: the fault is planted");
        fs::write(test.path("dist").join(file), planted).unwrap();
        let (is_right, said) = readers(&test, NOW).unwrap();
        assert!(!is_right && said.contains(expected), "{file}: {expected}\n{said}");
        fs::write(test.path("dist").join(file), whole).unwrap();
    };
    // Without the schema nobody reads the dates of sitemaps.
    let n_faults = if schema().is_some() { faults.len() } else { faults.len() - 1 };
    for (file, fault, expected) in faults.into_iter().take(n_faults) {
        plant(file, fault, expected);
    }
    plant(
        &month,
        |text| text.replacen("<image:loc>", "<image:loc>x", 1).replacen("<loc>", "<loc>https://elsewhere.example", 1),
        "is not in the site",
    );
}
