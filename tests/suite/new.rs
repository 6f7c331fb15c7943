//! `khabar new`, by the real program: what it makes checks and builds as it is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use khabar::model::Instant;
use khabar::prerender::{Audience, Host, Options, Report, build, check};

use crate::site_test::SiteTest;

const NOW: &str = "2026-01-15T22:12:24+03:00";
const ANSWERS: [&str; 6] = ["--name", "صدى الخليج", "--region", "KW", "--address", "https://sada.example"];

fn khabar(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
    command.current_dir(folder).env_remove("KHABAR_CONTENT").arg("new").args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn now() -> Instant {
    Instant::parse(NOW).unwrap()
}

fn checked(folder: &Path) -> String {
    let lines: Vec<String> = check(&folder.join("public"), now()).findings.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// The same of articles that nobody has written yet.
fn checked_before_writing(folder: &Path) -> String {
    let said = checked(folder);
    said.lines().filter(|line| !line.contains("[empty-article]")).collect::<Vec<_>>().join("\n")
}

fn built(test: &SiteTest, folder: &Path) -> Report {
    build(&Options {
        content: folder.join("public"),
        app: test.path("app"),
        out: folder.join("dist"),
        now: now(),
        audience: Audience::Readers,
        host: Host::Any,
        compress: None,
        keep_assets: 7,
        is_watched: false,
        history: None,
        makes_pictures: false,
        cache: Some(crate::site_test::root().join("target/cache")),
    })
}

/// A new site in a folder of its own, made at [`NOW`].
fn site(test: &SiteTest, more: &[&str]) -> PathBuf {
    let arguments = [&["site", "paper", "--now", NOW], ANSWERS.as_slice(), more].concat();
    let output = khabar(&test.path(""), &arguments);
    assert!(output.status.success(), "{}", said(&output));
    test.path("paper")
}

/// A new article in it; gives its file, which the command names.
fn article(folder: &Path, arguments: &[&str]) -> (PathBuf, serde_json::Value) {
    let output = khabar(folder, &[&["article", "--now", NOW], arguments].concat());
    assert!(output.status.success(), "{}", said(&output));
    let file = folder.join(String::from_utf8(output.stdout).unwrap().trim_end());
    let json = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    (file, json)
}

#[test]
fn a_new_site_checks_without_a_finding_and_builds() {
    let french = ["--language", "fr"];
    for more in [&[][..], &["--empty"], &["--language", "en"], &french, &["--language", "fr", "--empty"]] {
        let test = SiteTest::new();
        let folder = site(&test, more);
        assert_eq!(checked(&folder), "", "{more:?}");
        let report = built(&test, &folder);
        assert!(!report.has_errors() && report.findings.is_empty(), "{more:?}: {:?}", report.findings);
        assert_eq!(report.n_articles, if more.contains(&"--empty") { 0 } else { 4 });
        let settings: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(folder.join("public/site.json")).unwrap()).unwrap();
        let edition = &settings["editions"][settings["default_edition"].as_str().unwrap()];
        assert_eq!((&edition["time_zone"], &edition["region"]), (&"Asia/Kuwait".into(), &"KW".into()));
        assert!(folder.join("schemas/article.schema.json").is_file() && folder.join("drafts").is_dir());
    }
}

#[test]
fn a_new_site_never_touches_what_is_there_and_says_what_it_lacks() {
    let test = SiteTest::new().file("full/note.txt", "mine").file("file", "");
    let run = |arguments: &[&str]| {
        let output = khabar(&test.path(""), arguments);
        assert!(!output.status.success());
        said(&output)
    };
    assert!(run(&[&["site", "full"], ANSWERS.as_slice()].concat()).contains("is not empty"));
    assert_eq!(fs::read_dir(test.path("full")).unwrap().count(), 1);
    assert!(run(&[&["site", "file"], ANSWERS.as_slice()].concat()).contains("is a file"));
    assert!(run(&["site", "new"]).contains("say --name and --region and --address"));
    let wrong = [
        ("--region", "Kuwait", "country's code"),
        ("--region", "XX", "the time zone is known as well: AE, "),
        ("--address", "ftp://x/", "whole address"),
        ("--language", "arabic_", "language tag"),
        ("--time-zone", "Kuwait/City", "IANA"),
        ("--name", "\u{202e}", "has a name"),
    ];
    for (option, value, message) in wrong {
        let mut arguments = vec!["site", "new", option, value];
        for pair in ANSWERS.chunks(2).filter(|pair| pair[0] != option) {
            arguments.extend(pair);
        }
        assert!(run(&arguments).contains(message), "{option}");
    }
    let said = run(&["site", "new", "--name", "ا", "--region", "US", "--address", "https://a.example"]);
    assert!(said.contains("say --time-zone; US has several"), "{said}");
    assert!(!test.path("new").exists());
}

#[test]
fn a_new_site_that_cannot_be_made_whole_leaves_nothing() {
    let test = SiteTest::new();
    fs::create_dir_all(test.path("room/there")).unwrap();
    // No file may be larger than a few kilobytes, which the fonts are.
    let run = |folder: &str, trap: &str| {
        let mut command = Command::new("sh");
        let script = format!("{trap} ulimit -f 8; exec \"$@\"");
        command.current_dir(test.path("room")).args([
            "-c",
            &script,
            "sh",
            env!("CARGO_BIN_EXE_khabar"),
            "new",
            "site",
            folder,
        ]);
        command.args(ANSWERS).output().unwrap()
    };
    let left = |folder: &str| {
        let entries =
            fs::read_dir(test.path(folder)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        entries.filter(|name| name != "there").collect::<Vec<_>>()
    };
    for folder in ["paper", "deep/er/paper", "there"] {
        let output = run(folder, "trap '' XFSZ;");
        assert!(!output.status.success() && said(&output).contains("can't be written"), "{}", said(&output));
        assert!(said(&output).contains(&format!("{folder}/public/")), "{}", said(&output));
        assert_eq!(left("room"), [""; 0], "{folder}");
        assert_eq!(left("room/there"), [""; 0], "{folder}");
    }
    // The system ends this one, which then can't clean up; nobody is in the way of the next.
    for folder in ["paper", "there"] {
        assert_eq!(run(folder, "").status.code(), None);
        let output = khabar(&test.path("room"), &[&["site", folder, "--now", NOW], ANSWERS.as_slice()].concat());
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(checked(&test.path("room").join(folder)), "");
        let names = left(&format!("room/{folder}"));
        assert!(names.iter().all(|name| !name.starts_with(".khabar")), "{names:?}");
    }
}

#[test]
fn a_site_in_a_language_without_words_says_that_its_samples_are_english() {
    let test = SiteTest::new();
    let folder = site(&test, &["--language", "fr"]);
    for file in ["articles/city-library-open-until-ten.json", "pages/about.json"] {
        let text = fs::read_to_string(folder.join("public").join(file)).unwrap();
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap()["language"], "en", "{file}");
    }
    built(&test, &folder);
    let page = test.path("paper/dist/article/city-library-open-until-ten/index.html");
    assert!(fs::read_to_string(page).unwrap().contains("<article class=\"article\" lang=\"en\""));
    let settings = fs::read_to_string(folder.join("public/site.json")).unwrap();
    assert!(!settings.contains("All rights reserved"), "{settings}");
}

#[test]
fn the_lines_that_a_new_site_prints_can_be_run_as_they_are() {
    let test = SiteTest::new();
    let name = "ورق 'الأخبار' $1";
    let output = khabar(&test.path(""), &[&["site", name, "--now", NOW], ANSWERS.as_slice()].concat());
    let told = said(&output);
    assert!(output.status.success() && told.contains("with 4 sample articles"), "{told}");
    let lines = |starts: &str| {
        let rest = told.lines().skip_while(|line| !line.trim_start().starts_with(starts));
        let mut block: Vec<&str> = Vec::new();
        for line in rest {
            block.push(line);
            if !line.ends_with('\\') {
                break;
            }
        }
        block.join("\n")
    };
    let program = env!("CARGO_BIN_EXE_khabar");
    let script =
        ["cd", &format!("{program} new"), &format!("{program} check"), "rm", &format!("{program} check")].map(lines);
    let output = Command::new("sh").current_dir(test.path("")).args(["-e", "-c", &script.join("\n")]).output().unwrap();
    assert!(output.status.success(), "{script:?}\n{}", said(&output));
    let left: Vec<_> = fs::read_dir(test.path(name).join("public/articles")).unwrap().collect();
    assert_eq!(left.len(), 1, "the samples are gone, and the article of its own is there");
    let build = ["cd", &format!("{program} build")].map(lines).join("\n");
    let app = |folder: &str| {
        let mut command = Command::new("sh");
        command.current_dir(test.path("")).env("KHABAR_APP", folder).args(["-e", "-c", &build]).output().unwrap()
    };
    assert!(app(test.path("app").to_str().unwrap()).status.success());
    let other = |app: &str| {
        let _ = fs::remove_dir_all(test.path("other"));
        let mut command = Command::new(program);
        command.current_dir(test.path("")).env("KHABAR_APP", app).args(["new", "site", "other", "--empty"]);
        said(&command.args(ANSWERS).output().unwrap())
    };
    assert!(other("nowhere").contains("KHABAR_APP names nowhere, and no built app is there"), "{}", other("nowhere"));
    let whole = format!("export KHABAR_APP={}\n", test.path("app").display());
    assert!(other("app").contains(&whole), "{}", other("app"));
    assert!(!other(test.path("app").to_str().unwrap()).contains("KHABAR_APP"), "it is set already");
}

#[test]
fn a_new_article_checks_as_it_is_and_is_published_at_its_date() {
    let test = SiteTest::new();
    let folder = site(&test, &[]);
    let (file, json) = article(&folder, &["كـأس «الخليج»: أمطارٌ", "--section", "sport", "--author", "layla-nasser"]);
    assert_eq!(file, folder.join("public/articles/كأس-الخليج-أمطار.json"));
    assert_eq!(json["headline"], "كـأس «الخليج»: أمطارٌ", "the headline stays as it was typed");
    assert_eq!(json["date_published"], "2026-01-15T22:12:24+03:00");
    assert_eq!(json["id"], "20260115-221224");
    assert_eq!(json["authors"][0]["name"], "ليلى ناصر", "an author is known from other articles");
    assert_eq!(
        checked(&folder).lines().filter(|line| !line.contains("tatweel") && !line.contains("empty-article")).count(),
        0,
        "{}",
        checked(&folder)
    );
    assert!(folder.join(file.parent().unwrap()).join(json["$schema"].as_str().unwrap()).is_file());
    assert_eq!(built(&test, &folder).n_articles, 5);
}

#[test]
fn a_name_or_an_identifier_that_is_taken_gets_a_number() {
    let test = SiteTest::new();
    let folder = site(&test, &[]);
    let stem = |(file, _): &(PathBuf, serde_json::Value)| file.file_stem().unwrap().to_str().unwrap().to_owned();
    let first = article(&folder, &["خبر"]);
    let second = article(&folder, &["خبر!", "--draft"]);
    let third = article(&folder, &["خَبَر"]);
    assert_eq!([&first, &second, &third].map(stem), ["خبر", "خبر-2", "خبر-3"]);
    assert_eq!([&first, &second, &third].map(|(_, json)| json["id"].as_str().unwrap().len()), [15, 17, 17]);
    assert_eq!(second.0.parent().unwrap(), folder.join("drafts"), "a draft lies outside of what is published");
    assert_eq!(second.1["status"], "draft");
    fs::write(&first.0, r#"{ "version": 1, "former_slugs": ["اسم-قديم"] }"#).unwrap();
    assert_eq!(stem(&article(&folder, &["اسم قديم"])), "اسم-قديم-2", "an old name still leads to its article");
    let output = khabar(&folder, &["article", "آخر", "--slug", "خبر-3"]);
    assert!(!output.status.success() && said(&output).contains("this slug already"));
}

#[test]
fn a_headline_that_is_hard_becomes_one_clean_line_and_a_short_name() {
    let test = SiteTest::new();
    let folder = site(&test, &[]);
    let long = "كلمة أخرى ".repeat(200);
    let cases = [
        ("خبر\nمن سطرين", "خبر من سطرين", "خبر-من-سطرين"),
        ("\u{202e}انقلاب\u{202c}", "انقلاب", "انقلاب"),
        ("../../etc/passwd", "../../etc/passwd", "etc-passwd"),
        ("\"اقتباس\" \\ خلف", "\"اقتباس\" \\ خلف", "اقتباس-خلف"),
        ("؟!", "؟!", "20260115-221224-5"),
        (&long, long.trim_end(), ""),
    ];
    for (given, headline, name) in cases {
        let (file, json) = article(&folder, &[given]);
        assert_eq!(json["headline"], headline);
        let stem = file.file_stem().unwrap().to_str().unwrap();
        assert!(if name.is_empty() { stem.chars().count() <= 80 } else { stem == name }, "{stem}");
        assert_eq!(file.parent().unwrap(), folder.join("public/articles"));
    }
    assert!(check(&folder.join("public"), now()).n_of(khabar::source::Level::Error) == 0, "{}", checked(&folder));
    let output = khabar(&folder, &["article", " \u{200f}\n"]);
    assert!(!output.status.success() && said(&output).contains("a headline has letters"));
}

#[test]
fn the_site_says_whether_slugs_are_latin_and_what_an_address_needs() {
    let test = SiteTest::new();
    let folder = site(&test, &[]);
    let settings = fs::read_to_string(folder.join("public/site.json")).unwrap();
    let settings = settings.replace("\"as_written\"", "\"latin\"").replace("/article/{slug}/", "/{section}/{slug}/");
    fs::write(folder.join("public/site.json"), settings).unwrap();
    let output = khabar(&folder, &["article", "قمة باريس"]);
    assert!(said(&output).contains("say --section, one of local, economy, sport, culture"), "{}", said(&output));
    let output = khabar(&folder, &["article", "قمة باريس", "--section", "sports"]);
    assert!(said(&output).contains("there is no section \"sports\""), "{}", said(&output));
    let (file, _) = article(&folder, &["قمة باريس", "--section", "sport"]);
    assert!(file.ends_with("qma-baris.json"));
    assert_eq!(checked_before_writing(&folder), "");
    fs::write(folder.join("public/site.json"), "{").unwrap();
    let output = khabar(&folder, &["article", "خبر"]);
    assert!(!output.status.success() && said(&output).contains("site.json:1:2"), "{}", said(&output));
}

#[test]
fn no_article_gets_an_address_of_the_sites_own() {
    let test = SiteTest::new();
    let folder = site(&test, &[]);
    let settings = fs::read_to_string(folder.join("public/site.json")).unwrap();
    let with = |permalink: &str| {
        fs::write(folder.join("public/site.json"), settings.replace("/article/{slug}/", permalink)).unwrap();
    };
    with("/{slug}/");
    for (headline, name) in [("Section", "section-2.json"), ("assets", "assets-2.json"), ("About", "about-2.json")] {
        let (file, _) = article(&folder, &[headline]);
        assert!(file.to_str().unwrap().to_lowercase().ends_with(name), "{}", file.display());
    }
    assert_eq!(checked_before_writing(&folder), "");
    let output = khabar(&folder, &["article", "خبر", "--slug", "archive"]);
    assert!(!output.status.success() && said(&output).contains("is one of the site's own"), "{}", said(&output));
    with("/{section}/{slug}/");
    let sections = fs::read_to_string(folder.join("public/site.json")).unwrap().replace("\"sport\"", "\"tag\"");
    fs::write(folder.join("public/site.json"), sections).unwrap();
    let output = khabar(&folder, &["article", "خبر", "--section", "tag"]);
    assert!(!output.status.success() && said(&output).contains("whatever its name"), "{}", said(&output));
}

#[test]
fn an_author_has_a_name_and_a_draft_lies_outside_of_the_content() {
    let test = SiteTest::new();
    let folder = site(&test, &[]);
    for author in ["", " ", "\u{200f}"] {
        let output = khabar(&folder, &["article", "خبر", "--author", author]);
        assert!(!output.status.success() && said(&output).contains("an author has a name"), "{}", said(&output));
    }
    for content in [".", "./", "../public", "../public/."] {
        let draft = ["article", "خبر", "--draft", "--content", content];
        assert!(khabar(&folder.join("public"), &draft).status.success());
    }
    assert_eq!(fs::read_dir(folder.join("drafts")).unwrap().count(), 4);
    assert!(!folder.join("public/drafts").exists());
}

#[test]
fn the_editor_that_is_set_opens_the_new_file_with_its_own_options() {
    let test = SiteTest::new();
    let folder = site(&test, &[]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
    command.current_dir(&folder).args(["new", "article", "خبر", "--edit"]);
    let output = command.env("VISUAL", "sed -i s/خبر/محرَّر/").output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    assert!(fs::read_to_string(folder.join("public/articles/خبر.json")).unwrap().contains("محرَّر"));
    let output = command.env_remove("VISUAL").env_remove("EDITOR").output().unwrap();
    assert!(!output.status.success() && said(&output).contains("set VISUAL or EDITOR"));
    assert_eq!(fs::read_dir(folder.join("public/articles")).unwrap().count(), 5, "nothing was written");
}
