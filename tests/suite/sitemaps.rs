//! What search engines and crawlers get, and when the site must change by itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::site_test::{SITE, SiteTest, messages, root};

fn built(test: SiteTest) -> SiteTest {
    let report = test.build();
    assert!(!report.has_errors(), "{}", messages(&test, &report));
    test
}

fn site(fields: &str) -> String {
    SITE.replacen("\"version\": 1,", &format!("\"version\": 1, {fields},"), 1)
}

fn addresses(sitemap: &str) -> Vec<&str> {
    sitemap.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()).collect()
}

fn sitemaps(test: &SiteTest) -> BTreeMap<String, String> {
    let files = test.built_files().into_iter().filter(|file| file.starts_with("sitemap"));
    files.map(|file| (file.clone(), test.built(&file).unwrap())).collect()
}

#[test]
fn articles_stand_by_month_with_their_pictures_and_the_dates_of_their_words() {
    let picture = r#"{ "url": "/media/a&b.svg", "width": 4, "height": 2, "alt": "" }"#;
    let fields = format!(
        r#""lead_image": {picture}, "date_modified": "2026-01-08T10:00:00+03:00", "body": [{{ "type": "figure", "image": {picture} }},
        {{ "type": "gallery", "items": [{{ "url": "/media/c.svg", "width": 4, "height": 2, "alt": "" }}] }}]"#
    );
    let test = SiteTest::new()
        .article("خبر", &fields)
        .article(
            "new-year",
            "\"date_published\": \"2025-12-31T21:30:00Z\", \"authors\": [{ \"name\": \"س\", \"slug\": \"s\" }]",
        )
        .article("old", "\"date_published\": \"2025-12-31T20:30:00Z\", \"article_section\": \"sport\"")
        .file("public/media/a&b.svg", "<svg/>")
        .file("public/media/c.svg", "<svg/>")
        .file("public/pages/about.json", "{ \"version\": 1, \"headline\": \"من نحن\" }");
    let test = built(test);
    let sitemaps = sitemaps(&test);
    let names: Vec<&str> = sitemaps.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["sitemap-2025-12.xml", "sitemap-2026-01.xml", "sitemap-news.xml", "sitemap-pages.xml", "sitemap.xml"]
    );
    let january = &sitemaps["sitemap-2026-01.xml"];
    let article = "https://news.example/article/%D8%AE%D8%A8%D8%B1/";
    assert_eq!(
        addresses(january),
        ["https://news.example/article/new-year/", article],
        "oldest first, in the newsroom's zone"
    );
    assert!(
        january.contains(&format!(
            "<url><loc>{article}</loc><lastmod>2026-01-08T10:00:00+03:00</lastmod>\
         <image:image><image:loc>https://news.example/media/a&amp;b.svg</image:loc></image:image>\
         <image:image><image:loc>https://news.example/media/c.svg</image:loc></image:image></url>"
        )),
        "{january}"
    );
    let index = &sitemaps["sitemap.xml"];
    assert!(index.contains("sitemap-2025-12.xml</loc><lastmod>2025-12-31T23:30:00+03:00</lastmod>"), "{index}");
    let pages = ["/", "/section/sport/", "/author/s/", "/about/"].map(|path| format!("https://news.example{path}"));
    assert_eq!(addresses(&sitemaps["sitemap-pages.xml"]), pages);
}

#[test]
fn an_old_file_never_changes_when_news_arrives() {
    let test = built(SiteTest::new().article("old", "\"date_published\": \"2025-11-01T10:00:00Z\"").article("one", ""));
    let before = sitemaps(&test);
    let test = built(test.article("two", "\"date_published\": \"2026-01-09T10:00:00Z\"").at("2026-02-20T00:00:00Z"));
    let after = sitemaps(&test);
    assert_eq!(after["sitemap-2025-11.xml"], before["sitemap-2025-11.xml"]);
    let one = addresses(&before["sitemap-2026-01.xml"]);
    assert_eq!(addresses(&after["sitemap-2026-01.xml"])[..1], one[..], "what is new stands at the end");
}

/// The addresses of a news sitemap that are news.
fn news(test: &SiteTest) -> Vec<String> {
    let sitemap = test.built("sitemap-news.xml").unwrap();
    let urls = sitemap.split("<url>").skip(1).filter(|url| url.contains("<news:news>"));
    urls.map(|url| addresses(url)[0].rsplit('/').nth(1).unwrap().to_owned()).collect()
}

#[test]
fn news_are_those_of_the_last_48_hours_and_none_that_was_paid_for() {
    let sponsors = "\"sponsors\": [{ \"id\": \"s\", \"name\": \"مقهى\", \"label\": \"برعاية\", \"link\": \"https://example.org/\" }]";
    let test = SiteTest::new()
        .file("public/site.json", &site(sponsors))
        .at("2026-01-15T12:00:00Z")
        .article("now", "\"date_published\": \"2026-01-15T12:00:00Z\"")
        .article("edge", "\"date_published\": \"2026-01-13T12:00:01Z\", \"language\": \"en\"")
        .article("over", "\"date_published\": \"2026-01-13T12:00:00Z\", \"date_modified\": \"2026-01-15T11:00:00Z\"")
        .article("paid", "\"date_published\": \"2026-01-15T11:00:00Z\", \"sponsor\": \"s\"");
    let test = built(test);
    assert_eq!(news(&test), ["now", "edge"]);
    let sitemap = test.built("sitemap-news.xml").unwrap();
    assert!(sitemap.contains(
        "<news:news><news:publication><news:name>أخبار</news:name><news:language>ar</news:language></news:publication>\
         <news:publication_date>2026-01-15T15:00:00+03:00</news:publication_date><news:title>خبر</news:title></news:news>"
    ), "{sitemap}");
    assert!(sitemap.contains("<news:language>en</news:language>"));
    let test = built(test.at("2026-01-15T12:00:01Z"));
    assert_eq!(news(&test), ["now"]);
    let test = built(test.at("2026-02-15T12:00:01Z"));
    assert_eq!(news(&test), [""; 0]);
    assert_eq!(addresses(&test.built("sitemap-news.xml").unwrap()), ["https://news.example/"], "the format wants one");
}

#[test]
fn news_are_at_most_a_thousand() {
    // A thousand cards would take a minute.
    let settings = site("\"cards\": { \"articles\": \"none\" }");
    let mut test = SiteTest::new().file("public/site.json", &settings).at("2026-01-15T12:00:00Z");
    for number in 0..1_005 {
        let minute = number % 60;
        let hour = number / 60;
        test = test.article(
            &format!("a{number:04}"),
            &format!("\"date_published\": \"2026-01-14T{hour:02}:{minute:02}:00Z\""),
        );
    }
    let report = test.build();
    let news = news(&test);
    assert_eq!((news.len(), news[0].as_str(), news[999].as_str()), (1_000, "a1004", "a0005"));
    // What is not in it does not leave it.
    let due = fs::read_to_string(test.path("dist.next-due")).unwrap();
    assert_eq!(due, "2026-01-16T03:05:00+03:00\nan article leaves the news sitemap\n");
    assert_eq!(report.next_due.map(|(_, what)| what), Some("an article leaves the news sitemap"));
}

#[test]
fn names_with_newlines_stay_one_line_everywhere() {
    let settings = site(
        "\"ad_sellers\": [{ \"domain\": \"google.com\", \"account\": \"pub-1\", \"relationship\": \"direct\", \"authority\": \"f08c47fec0942fa0\" },
          { \"domain\": \"b.example\", \"account\": \"7\", \"relationship\": \"reseller\" }]",
    )
    .replace("\"publisher\": { \"name\": \"أخبار\" }", "\"publisher\": { \"name\": \"أخبار\\nالكويت\", \"contact\": { \"email\": \"desk@news.example\\nExpires: never\" } }");
    let test = built(
        SiteTest::new()
            .file("public/site.json", &settings)
            .at("2026-01-08T00:00:00Z")
            .article("one", "\"keywords\": [\"أ\\nب\"]"),
    );
    assert_eq!(test.built("ads.txt").unwrap(), "google.com, pub-1, DIRECT, f08c47fec0942fa0\nb.example, 7, RESELLER\n");
    assert!(test.built(".well-known/security.txt").is_none(), "what is no e-mail address is no contact");
    assert!(test.built("atom.xml").unwrap().contains("<name>أخبار الكويت</name>"));
    let test = test.file("public/site.json", &settings.replace("\"pub-1\"", "\"pub-1, DIRECT\\nevil.example\""));
    assert!(messages(&test, &test.build()).contains("$.ad_sellers[0].account: "));
}

#[test]
fn robots_txt_names_the_sitemaps_and_the_crawlers_that_the_publisher_refuses() {
    let robots =
        |settings: &str| built(SiteTest::new().file("public/site.json", &site(settings))).built("robots.txt").unwrap();
    let all = robots("\"accent\": \"#8c1c2c\"");
    let sitemaps = "Sitemap: https://news.example/sitemap.xml\nSitemap: https://news.example/sitemap-news.xml\n";
    assert_eq!(all, format!("User-agent: *\nDisallow:\n\n{sitemaps}"));
    let answers = robots("\"crawlers\": { \"ai\": \"answers\" }");
    assert!(answers.contains("\nUser-agent: GPTBot\nDisallow: /\n") && !answers.contains("OAI-SearchBot"), "{answers}");
    let none = robots("\"crawlers\": { \"ai\": \"none\" }");
    assert!(none.contains("\nUser-agent: OAI-SearchBot\nDisallow: /\n"), "{none}");
    assert!(none.contains("# https://platform.openai.com/docs/bots\n") && none.ends_with(sitemaps), "{none}");
}

#[test]
fn a_robots_txt_of_the_publishers_own_is_copied() {
    let test = SiteTest::new().file("public/robots.txt", "User-agent: *\nDisallow: /private/\n");
    let report = test.build();
    assert_eq!(messages(&test, &report).matches("reserved-name").count(), 0);
    assert_eq!(test.built("robots.txt").unwrap(), "User-agent: *\nDisallow: /private/\n");
}

#[test]
fn security_txt_says_where_to_and_expires_by_no_clock() {
    let settings = SITE.replace(
        "\"name\": \"أخبار\" }",
        "\"name\": \"أخبار\", \"contact\": { \"email\": \"desk@news.example\", \"security\": \"/hole/\" } }",
    );
    let test = SiteTest::new()
        .file("public/site.json", &settings)
        .file("public/pages/hole.json", "{ \"version\": 1, \"headline\": \"الثغرات\" }");
    let test = built(test.at("2026-01-15T22:12:24+03:00"));
    let text = test.built(".well-known/security.txt").unwrap();
    let expected = "Contact: https://news.example/hole/\nExpires: 2027-01-01T00:00:00Z\nPreferred-Languages: ar\n\
                    Canonical: https://news.example/.well-known/security.txt\n";
    assert_eq!(text, expected);
    let test = built(test.at("2026-06-30T00:00:00Z"));
    assert_eq!(test.built(".well-known/security.txt").unwrap(), expected);
    let due = fs::read_to_string(test.path("dist.next-due")).unwrap();
    assert_eq!(due, "2026-07-01T03:00:00+03:00\nsecurity.txt gets another date\n");
    let email = settings.replace(", \"security\": \"/hole/\"", "");
    let test = built(test.file("public/site.json", &email));
    assert!(test.built(".well-known/security.txt").unwrap().starts_with("Contact: mailto:desk@news.example\n"));
}

#[test]
fn under_a_sub_path_the_build_says_what_belongs_at_the_root() {
    let settings =
        site("\"crawlers\": { \"ai\": \"none\" }").replace("https://news.example/", "https://example.org/news/");
    let test = SiteTest::new().file("public/site.json", &settings);
    let report = test.build();
    assert!(test.built("robots.txt").is_none());
    let at_root: Vec<(String, String)> = report
        .at_root
        .iter()
        .map(|at_root| (at_root.url.clone(), fs::read_to_string(&at_root.file).unwrap()))
        .collect();
    assert_eq!(at_root.len(), 1);
    assert_eq!(
        (at_root[0].0.as_str(), &report.at_root[0].file),
        ("https://example.org/robots.txt", &test.path("dist.robots.txt"))
    );
    let text = &at_root[0].1;
    assert!(
        text.contains("User-agent: GPTBot\nDisallow: /news/\n")
            && text.contains("Sitemap: https://example.org/news/sitemap.xml\n"),
        "{text}"
    );
}

/// When the site must change next, and why, as a build says.
fn due(test: &SiteTest) -> String {
    let report = test.build();
    assert!(report.is_written, "{}", messages(test, &report));
    fs::read_to_string(test.path("dist.next-due")).unwrap().trim_end().replace('\n', " ")
}

#[test]
fn whatever_changes_by_itself_is_due_at_its_moment() {
    let test =
        SiteTest::new().at("2026-01-15T12:00:00Z").article("old", "\"date_published\": \"2025-01-01T00:00:00Z\"");
    assert!(test.build().next_due.is_none(), "without a foot no line has a year");
    let footed = SITE.replacen("\"sections\"", "\"footer\": { \"copyright\": \"أخبار\" }, \"sections\"", 1);
    let test = test.file("public/site.json", &footed);
    assert_eq!(due(&test), "2027-01-01T00:00:00+03:00 the year of the copyright line turns");
    let creative = "{ \"image\": \"/a.png\", \"width\": 1, \"height\": 1, \"alt\": \"\" }";
    let sponsor = |window: &str| {
        site(&format!(
            "\"sponsors\": [{{ \"id\": \"s\", \"name\": \"س\", \"label\": \"برعاية\", \"link\": \"https://example.org/\", \"creatives\": [{creative}], {window}, \"slots\": [\"top\"] }}]"
        ))
    };
    let window = "\"starts\": \"2026-09-01T00:00:00Z\", \"ends\": \"2026-10-01T00:00:00Z\"";
    let test = test.file("public/site.json", &sponsor(window)).file("public/a.png", "x");
    assert_eq!(due(&test), "2026-09-01T03:00:00+03:00 a sponsor's window opens");
    let test = test.at("2026-09-01T00:00:00Z");
    assert_eq!(due(&test), "2026-10-01T03:00:00+03:00 a sponsor's window closes");
    let test = test
        .at("2026-01-15T12:00:00Z")
        .article("gone", "\"date_published\": \"2025-01-01T00:00:00Z\", \"expires\": \"2026-08-01T00:00:00Z\"");
    assert_eq!(due(&test), "2026-08-01T03:00:00+03:00 an article expires");
    let test = test.article("next", "\"date_published\": \"2026-07-01T00:00:00Z\"");
    assert_eq!(due(&test), "2026-07-01T03:00:00+03:00 a scheduled article appears");
    let test = test.article("draft", "\"date_published\": \"2026-06-01T00:00:00Z\", \"status\": \"draft\"");
    assert_eq!(due(&test), "2026-07-01T03:00:00+03:00 a scheduled article appears");
    let test = test.article("fresh", "\"date_published\": \"2026-01-15T11:00:00Z\"");
    assert_eq!(due(&test), "2026-01-17T14:00:00+03:00 an article leaves the news sitemap");
}

/// A block of code of `docs/publishing.md`, by its language and a word in it.
fn recipe(language: &str, word: &str) -> String {
    let text = fs::read_to_string(root().join("docs/publishing.md")).unwrap();
    let mut blocks = text.split("```").skip(1).step_by(2).filter_map(|block| block.split_once('\n'));
    let found = blocks.find(|(own, block)| *own == language && block.contains(word));
    found.unwrap_or_else(|| panic!("no recipe in {language} with {word}")).1.to_owned()
}

/// A publisher's machine: what is due at 12:00 and at 13:00, `khabar` on the path, and a clock that the test sets.
struct Machine {
    test: SiteTest,
}

impl Machine {
    fn new() -> Self {
        let test = SiteTest::new()
            .article("first", "\"date_published\": \"2025-01-01T00:00:00Z\"")
            .article("noon", "\"date_published\": \"2026-01-15T12:00:00Z\"")
            .article("one", "\"date_published\": \"2026-01-15T13:00:00Z\"");
        fs::create_dir_all(test.path("target")).unwrap();
        fs::rename(test.path("app"), test.path("target/built-app")).unwrap();
        Self { test }
    }

    /// Runs a line of a shell at a time of 15 January 2026.
    fn run(&self, command: &str, time: &str) -> Output {
        let seconds = khabar::model::Instant::parse(&format!("2026-01-15T{time}Z")).unwrap().seconds();
        let program = Path::new(env!("CARGO_BIN_EXE_khabar")).parent().unwrap();
        let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(command).current_dir(self.test.path(""));
        shell
            .env("PATH", path)
            .env("SOURCE_DATE_EPOCH", seconds.to_string())
            .env("GITHUB_OUTPUT", self.test.path("output"));
        shell.output().unwrap()
    }

    fn has(&self, slug: &str) -> bool {
        self.test.built(&format!("article/{slug}/index.html")).is_some()
    }

    /// What a recipe does from the first build on: it builds at the moments that are due, and at no other.
    fn obeys(&self, run: impl Fn(&str)) {
        let file = self.test.path("dist/sitemap-news.xml");
        run("11:00:00");
        assert!(self.has("first") && !self.has("noon"), "the first run builds");
        let news = |slug: &str| fs::read_to_string(&file).unwrap().contains(slug);
        // A change that only a build would mend shows that there was none.
        fs::write(&file, "untouched").unwrap();
        run("11:59:59");
        assert!(news("untouched"), "nothing is due before noon");
        run("12:00:00");
        assert!(self.has("noon") && !self.has("one") && !news("untouched"), "noon is due");
        fs::write(&file, "untouched").unwrap();
        run("12:05:00");
        assert!(news("untouched"));
        run("13:04:00");
        assert!(self.has("one") && !news("untouched"), "what was missed is caught up");
    }
}

#[test]
fn the_line_for_any_timer_builds_when_it_is_due() {
    let machine = Machine::new();
    let line = recipe("sh", "khabar due");
    machine.obeys(|time| drop(machine.run(&line, time)));
    let not_due = machine.run("khabar due", "13:05:00");
    assert_eq!(not_due.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&not_due.stdout).starts_with("khabar: not due before 2026-01-17T15:00:00+03:00: "));
    fs::write(machine.test.path("dist.next-due"), "soon").unwrap();
    assert!(machine.run("khabar due", "13:05:00").status.success(), "what can't be read is mended by a build");
}

#[test]
fn the_recipe_for_cron_builds_when_it_is_due() {
    let machine = Machine::new();
    let line = recipe("crontab", "khabar due");
    let mut fields = line.trim().splitn(6, ' ');
    assert_eq!([(); 5].map(|()| fields.next().unwrap()), ["*/5", "*", "*", "*", "*"]);
    let command = fields.next().unwrap();
    assert!(command.contains("/srv/news"));
    let command = command.replace("/srv/news", machine.test.path("").to_str().unwrap());
    machine.obeys(|time| drop(machine.run(&command, time)));
    let quiet = machine.run(&command, "13:05:00");
    assert!(quiet.stdout.is_empty() && quiet.stderr.is_empty(), "cron writes a letter about every word");
}

#[test]
fn the_recipe_for_systemd_builds_when_it_is_due() {
    let machine = Machine::new();
    let (service, timer) = (recipe("ini", "[Service]"), recipe("ini", "[Timer]"));
    let value = |name: &str| {
        let line = service.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
        line.unwrap().replace("/usr/local/bin/khabar", "khabar")
    };
    let (condition, start) = (value("ExecCondition"), value("ExecStart"));
    // systemd.service(5): status 0 goes on, 1 to 254 skips the unit without failing it.
    machine.obeys(|time| match machine.run(&condition, time).status.code() {
        Some(0) => drop(machine.run(&start, time)),
        code => assert_eq!(code, Some(1)),
    });
    if !Path::new("/usr/bin/systemd-analyze").exists() {
        println!("skipped: systemd-analyze is not installed, so the units are not read by systemd itself");
        return;
    }
    let folder = machine.test.path("units");
    fs::create_dir_all(&folder).unwrap();
    let program = env!("CARGO_BIN_EXE_khabar");
    fs::write(
        folder.join("khabar.service"),
        service.replace("/usr/local/bin/khabar", program).replace("User=news\n", ""),
    )
    .unwrap();
    fs::write(folder.join("khabar.timer"), timer).unwrap();
    let verify = Command::new("systemd-analyze").arg("verify").arg(folder.join("khabar.timer")).output().unwrap();
    let said = String::from_utf8_lossy(&verify.stderr).into_owned();
    assert!(!said.contains("khabar."), "{said}");
}

#[test]
fn the_recipe_for_github_actions_builds_when_it_is_due() {
    let machine = Machine::new();
    let workflow = recipe("yaml", "khabar due");
    let step = |name: &str| {
        let (_, rest) = workflow.split_once(&format!("- name: {name}\n")).unwrap();
        let (_, run) = rest.split_once("run: |\n").unwrap();
        let lines = run.lines().take_while(|line| line.starts_with("          "));
        lines.map(|line| format!("{}\n", line.trim_start())).collect::<String>()
    };
    let (ask, build) = (step("Ask whether time asks for a build"), step("Build"));
    assert!(workflow.contains("steps.due.outputs.build == 'yes'") && workflow.contains("path: dist.next-due"));
    let output = machine.test.path("output");
    machine.obeys(|time| {
        let _ = fs::remove_file(&output);
        // GitHub runs each step with `bash -e`: a step that fails ends the job.
        assert!(machine.run(&format!("set -e\n{ask}"), time).status.success());
        if fs::read_to_string(&output).unwrap_or_default().contains("build=yes") {
            machine.run(&build.replace("git ", "true "), time);
        }
    });
}
