//! What becomes of a site while it is written: killed, twice at once, with a fault in a page, with no room.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::site_test::{SiteTest, messages};

/// The real program on a test's site.
fn program(test: &SiteTest, out: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
    command.arg("build").args(["--now", "2026-01-15T22:12:24+03:00", "--compress=1"]);
    for (name, folder) in [("--content", "public"), ("--app", "app"), ("--out", out)] {
        command.arg(name).arg(test.path(folder));
    }
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(test: &SiteTest, out: &str) -> Output {
    let output = program(test, out).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

/// Every file below a folder, hidden ones too, and every folder.
fn everything(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, root: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            match path.is_dir() {
                true => {
                    found.insert(format!("{name}/"), Vec::new());
                    walk(&path, root, found);
                }
                false => drop(found.insert(name, fs::read(&path).unwrap())),
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

/// What a reader comes to from the front is there and whole, with its app and its data.
fn assert_it_works(files: &BTreeMap<String, Vec<u8>>) {
    let mut seen = BTreeSet::new();
    let mut next = vec!["index.html".to_owned()];
    while let Some(name) = next.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        let text = std::str::from_utf8(&files[&name]).unwrap();
        assert!(text.trim_end().ends_with("</html>"), "{name} is not whole");
        for attribute in ["data-script=\"/", "data-program=\"/", "<a href=\"/"] {
            for piece in text.split(attribute).skip(1) {
                let path = piece.split(['"', '#', '?']).next().unwrap();
                let is_page = path.is_empty() || path.ends_with('/');
                let file = if is_page { format!("{path}index.html") } else { path.to_owned() };
                assert!(files.contains_key(&file), "{name} leads to {file}, which is not there");
                next.extend(Some(file).filter(|_| is_page));
            }
        }
        let folder = name.trim_end_matches("index.html");
        assert!(files.contains_key(&format!("{folder}page.v1.json")), "{name} has no data");
    }
    assert!(seen.len() > 30, "{}", seen.len());
}

fn newsroom() -> SiteTest {
    (0..24).fold(SiteTest::new().file("public/media/a.svg", "<svg/>"), |test, n| {
        let day = n % 14 + 1;
        let date = format!("\"article_section\": \"sport\", \"keywords\": [\"موضوع {}\"]", n % 5);
        let article = crate::site_test::article(&format!("\"id\": \"n{n}\", {date}"));
        test.file(&format!("public/articles/n{n}.json"), &article.replace("2026-01-07", &format!("2026-01-{day:02}")))
    })
}

/// The same newsroom a day later: another app, and articles that went, came and changed.
fn next_day(mut test: SiteTest) -> SiteTest {
    let gone = r#"{ "version": 1, "redirects": [{ "from": "/article/{slug}/", "status": 410 }] }"#;
    fs::write(test.path("public/redirects.json"), gone).unwrap();
    for n in 0..10 {
        fs::remove_file(test.path(&format!("public/articles/n{n}.json"))).unwrap();
    }
    for n in 40..48 {
        test = test.article(&format!("n{n}"), "\"article_section\": \"sport\"");
    }
    test.article("n20", "\"standfirst\": \"جديد\"").file("app/khabar_bg.wasm", "another wasm")
}

#[test]
fn a_build_that_is_killed_leaves_a_working_site_and_the_next_one_finishes_it() {
    let test = newsroom();
    run(&test, "dist");
    let old = everything(&test.path("dist"));
    assert_it_works(&old);
    let test = next_day(test);
    let copy = |from: &str, to: &str| {
        let _ = fs::remove_dir_all(test.path(to));
        assert!(Command::new("cp").arg("-a").arg(test.path(from)).arg(test.path(to)).status().unwrap().success());
    };
    copy("dist", "whole");
    let started = Instant::now();
    run(&test, "whole");
    let time = started.elapsed();
    let whole = everything(&test.path("whole"));
    assert!(whole.keys().all(|name| !name.starts_with(".khabar-stage")));
    let n_kills = if std::env::var_os("KHABAR_FULL").is_some() { 200 } else { 5 };
    let mut n_midway = 0;
    for kill in 1..=n_kills {
        copy("dist", "killed");
        let mut child = program(&test, "killed").spawn().unwrap();
        std::thread::sleep(Duration::from_secs_f64(time.as_secs_f64() * f64::from(kill) / f64::from(n_kills)));
        let _ = child.kill();
        child.wait().unwrap();
        let killed = everything(&test.path("killed"));
        assert_it_works(&killed);
        n_midway += usize::from(killed != old && killed != whole);
        run(&test, "killed");
        assert!(everything(&test.path("killed")) == whole, "after kill {kill} of {n_kills}");
    }
    println!("{n_midway} of {n_kills} kills came midway");
}

#[test]
fn what_an_unfinished_build_wrote_is_ours_even_when_the_content_went_on() {
    let test = SiteTest::new().article("a", "").article("b", "");
    test.build();
    // As after a kill between the journal and the first page.
    let list = test.built(".khabar-files").unwrap();
    fs::write(test.path("dist/.khabar-files"), format!("{list}article/c/index.html\narticle/c/page.v1.json\n../x\n"))
        .unwrap();
    fs::create_dir_all(test.path("dist/article/c")).unwrap();
    fs::write(test.path("dist/article/c/page.v1.json"), "half a site").unwrap();
    fs::create_dir_all(test.path("dist/.khabar-stage")).unwrap();
    fs::write(test.path("dist/.khabar-stage/7"), "half a page").unwrap();
    fs::write(test.path("x"), "not ours").unwrap();
    let report = test.build();
    assert_eq!((report.has_errors(), report.n_removed), (false, 1));
    assert!(!test.path("dist/article/c").exists() && !test.path("dist/.khabar-stage").exists());
    assert!(test.path("x").exists() && test.built(".khabar-files").unwrap() == list);
}

#[test]
fn of_two_builds_on_one_folder_the_second_says_so_and_stops() {
    let test = SiteTest::new().article("a", "");
    test.build();
    let before = test.built_files();
    let first = fs::File::open(test.path("dist")).unwrap();
    first.try_lock().unwrap();
    let test = test.article("b", "");
    let report = test.build();
    assert!(messages(&test, &report).contains("dist: error[out]: another khabar works on it at this moment"));
    assert_eq!((report.n_written, test.built_files()), (0, before));
    assert!(khabar::prerender::compress::compress(&test.path("dist"), 1).is_err());
    drop(first);
    assert!(!test.build().has_errors());
}

#[test]
fn an_article_that_cannot_be_drawn_is_named_and_left_out_and_its_old_page_stays() {
    let test = SiteTest::new().article("a", "").article("b", "\"article_section\": \"sport\"");
    run(&test, "dist");
    let test = test.article("b", "\"article_section\": \"sport\", \"standfirst\": \"غيره\"").article("c", "");
    let before = test.built("article/b/index.html").unwrap();
    let faulty =
        |path: &str, more: &[&str]| program(&test, "dist").env("KHABAR_FAULT_AT", path).args(more).output().unwrap();
    let output = faulty("/article/b/", &[]);
    let messages = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(messages.contains("articles/b.json: error[render]: can't be drawn, and is left out"), "{messages}");
    assert!(messages.contains("a planted fault (src/prerender/derive.rs:"), "{messages}");
    assert_eq!(messages.matches("error[").count(), 1, "{messages}");
    assert_eq!(test.built("article/b/index.html").unwrap(), before);
    assert!(!test.built("index.html").unwrap().contains("/article/b/"), "no list leads to it");
    assert!(test.built("article/c/index.html").is_some(), "the rest is there");
    assert_eq!(faulty("/article/b/", &["--keep-going"]).status.code(), Some(0));
    let output = faulty("/archive/", &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("/archive/: error[render]"));
    let closing = String::from_utf8(run(&test, "dist").stdout).unwrap();
    for expected in ["articles ", "lists ", "page data", "largest page: ", "time: "] {
        assert!(closing.contains(expected), "{expected} is not in\n{closing}");
    }
    assert!(test.built("index.html").unwrap().contains("/article/b/"));
}

#[test]
fn keep_going_does_not_hide_that_there_is_no_site() {
    let test = SiteTest::new().file("public/site.json", "{");
    assert_eq!(program(&test, "dist").arg("--keep-going").output().unwrap().status.code(), Some(1));
}

#[test]
fn files_of_the_app_of_an_earlier_build_stay_for_some_days() {
    let assets = |test: &SiteTest| test.built_files().iter().filter(|name| name.ends_with(".wasm")).count();
    let test = SiteTest::new().article("a", "");
    test.build();
    let test = test.file("app/khabar_bg.wasm", "new");
    test.build();
    assert_eq!(assets(&test), 2, "pages that are open somewhere still ask for it");
    assert!(test.built(".khabar-files").unwrap().contains(".wasm\t2026-01-15T19:12:24Z\n"));
    let list = test.built(".khabar-files");
    let test = test.at("2026-01-22T22:12:23+03:00").file("public/articles/b.json", "{");
    assert!(test.build().has_errors());
    assert_eq!((assets(&test), test.built(".khabar-files")), (2, list), "counted from the first build without it");
    fs::remove_file(test.path("public/articles/b.json")).unwrap();
    let test = test.at("2026-01-22T22:12:24+03:00");
    assert_eq!((test.build().n_removed, assets(&test)), (1, 1));
    let test = test.file("app/khabar_bg.wasm", "newer").keeping_assets(0);
    test.build();
    assert_eq!(assets(&test), 1);
}

#[test]
fn what_cannot_be_written_is_named_and_the_old_site_stays() {
    let test = SiteTest::new().article("a", "");
    test.build();
    let before = everything(&test.path("dist"));
    // No room in the stage.
    fs::write(test.path("dist/.khabar-stage"), "").unwrap();
    let test = test.article("b", "").article("a", "\"standfirst\": \"x\"");
    let report = test.build();
    let named = messages(&test, &report);
    assert!(named.contains("error[write]: can't be written: ") && named.contains("the disk is not full"), "{named}");
    assert!(!report.is_written);
    fs::remove_file(test.path("dist/.khabar-stage")).unwrap();
    assert!(everything(&test.path("dist")) == before);
    // Something of somebody else's where a page goes.
    fs::create_dir_all(test.path("dist/article/b/index.html/mine")).unwrap();
    let report = test.build();
    let named = messages(&test, &report);
    assert!(named.contains("dist/article/b/index.html: error[write]: can't be written: "), "{named}");
    fs::remove_dir_all(test.path("dist/article/b/index.html")).unwrap();
    assert!(!test.build().has_errors() && test.built("article/b/index.html").is_some());
}

#[test]
fn a_file_takes_the_place_of_a_folder_of_ours_and_the_other_way_round() {
    let test = SiteTest::new().file("public/a/b.txt", "1").file("public/c", "2");
    test.build();
    fs::remove_dir_all(test.path("public/a")).unwrap();
    fs::remove_file(test.path("public/c")).unwrap();
    let test = test.file("public/a", "3").file("public/c/d.txt", "4");
    let report = test.build();
    assert!(!report.has_errors(), "{}", messages(&test, &report));
    assert_eq!((test.built("a"), test.built("c/d.txt")), (Some("3".to_owned()), Some("4".to_owned())));
    assert_eq!(test.build().n_written, 0);
}
