//! `khabar serve --watch`, by real saves and real requests to the real program. How soon a save shows is no test's matter:
//! each of these waits until it does.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::http::{self, Answer};
use crate::site_test::{SITE, SiteTest, article};

struct Watching {
    child: Child,
    port: u16,
    test: SiteTest,
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn watch_with(test: SiteTest, more: &[&str]) -> Watching {
    let mut child = Command::new(env!("CARGO_BIN_EXE_khabar"))
        .args(["serve", "--watch", "--port", "0", "--now", "2026-01-15T22:12:24+03:00", "--app"])
        .arg(test.path("app"))
        .arg("--content")
        .arg(test.path("public"))
        .args(more)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.split_once("http://127.0.0.1:").unwrap().1.split_once('/').unwrap().0.parse().unwrap();
    Watching { child, port, test }
}

fn watch(test: SiteTest) -> Watching {
    watch_with(test, &[])
}

impl Watching {
    fn get(&self, path: &str) -> Answer {
        http::ask(self.port, "GET", "127.0.0.1", path, "")
    }

    /// What the check says on a page.
    fn notes(&self, path: &str) -> String {
        self.get(&format!("/_khabar/page?path={path}")).text()
    }

    fn save(&self, path: &str, text: &str) {
        let target = self.test.path(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, text).unwrap();
    }

    fn until(&self, what: &str, holds: impl Fn() -> bool) {
        let begun = Instant::now();
        while !holds() {
            assert!(begun.elapsed() < Duration::from_secs(60), "{what}: {}", self.notes("/"));
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn until_it_says(&self, path: &str, text: &str) {
        self.until(text, || self.get(path).text().contains(text));
    }
}

fn named(headline: &str) -> String {
    article(&format!("\"id\": \"{headline}\""))
        .replace("\"headline\": \"خبر\"", &format!("\"headline\": \"{headline}\""))
}

#[test]
fn a_save_shows_however_it_is_made() {
    let watching = watch(SiteTest::new().article("a", ""));
    watching.until_it_says("/article/a/", "خبر");
    watching.save("public/articles/a.json", &named("محفوظ"));
    watching.until_it_says("/article/a/", "محفوظ");
    watching.until_it_says("/", "محفوظ");
    watching.until_it_says("/article/a/page.v1.json", "محفوظ");
    // As vim and others do: the old file goes aside, a new one takes its name.
    watching.save("public/articles/a.json.new", &named("بإعادة تسمية"));
    fs::rename(watching.test.path("public/articles/a.json"), watching.test.path("public/articles/a.json~")).unwrap();
    fs::rename(watching.test.path("public/articles/a.json.new"), watching.test.path("public/articles/a.json")).unwrap();
    watching.until_it_says("/article/a/", "بإعادة تسمية");
    for number in 0..200 {
        watching.save(&format!("public/articles/n{number}.json"), &named(&format!("دفعة {number}")));
    }
    watching.until_it_says("/article/n199/", "دفعة 199");
    watching.until_it_says("/article/n0/", "دفعة 0");
    fs::remove_file(watching.test.path("public/articles/n0.json")).unwrap();
    watching.until("a removed article", || watching.get("/article/n0/").status == 404);
    watching.save("public/media/new/folder/a.svg", "<svg/>");
    watching.until("a new folder", || watching.get("/media/new/folder/a.svg").status == 200);
    watching.save("public/media/new/folder/b.svg", "<svg/>");
    watching.until("a file in a new folder", || watching.get("/media/new/folder/b.svg").status == 200);
    let settings = SITE.replace("\"name\": \"أخبار\",", "\"name\": \"أخبار اليوم\",");
    watching.save("public/site.json", &settings);
    watching.until_it_says("/", "أخبار اليوم");
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_followed() {
    let test = SiteTest::new().file("elsewhere/a.json", &named("وراء الرابط"));
    std::os::unix::fs::symlink(test.path("elsewhere/a.json"), test.path("public/articles/a.json")).unwrap();
    std::os::unix::fs::symlink("loop.json", test.path("public/articles/loop.json")).unwrap();
    let watching = watch(test);
    watching.until_it_says("/article/a/", "وراء الرابط");
    watching.save("elsewhere/a.json", &named("تغيّر هناك"));
    watching.until_it_says("/article/a/", "تغيّر هناك");
    assert!(watching.notes("/").contains("loop.json"), "{}", watching.notes("/"));
}

#[test]
fn a_file_that_breaks_is_named_on_its_page_which_stays_as_it_was() {
    let watching = watch(SiteTest::new().article("a", "").article("b", ""));
    watching.save("public/articles/a.json", "{\n  \"version\": 1,\n  oops\n}");
    watching.until("a note", || watching.notes("/article/a/").contains("a.json:3:3"));
    assert!(watching.get("/article/a/").text().contains("خبر"), "the last good page stays");
    let notes: serde_json::Value = serde_json::from_str(&watching.notes("/article/b/")).unwrap();
    let leads = |note: &serde_json::Value| note["page"] == "/article/a/";
    assert!(notes["here"].as_array().unwrap().is_empty() && notes["elsewhere"].as_array().unwrap().iter().any(leads));
    watching.save("public/articles/new.json", "{");
    watching.until("a page of what never was good", || watching.get("/article/new/").text().contains("new.json"));
    watching.save("public/site.json", "{");
    watching.until("a note of the settings", || watching.notes("/article/b/").contains("site.json:1:2"));
    assert!(watching.get("/article/b/").text().contains("خبر"), "the last good site stays");
    watching.save("public/site.json", SITE);
    watching.save("public/articles/a.json", &article("\"id\": \"a\""));
    watching.until("no more notes", || !watching.notes("/article/a/").contains("a.json"));
}

#[test]
fn a_site_that_is_broken_from_the_beginning_says_so_and_comes_when_it_is_mended() {
    let watching = watch(SiteTest::new().article("a", "").file("public/site.json", "{"));
    let page = watching.get("/article/a/").text();
    assert!(page.contains("site.json:1:2") && page.contains("_khabar/watch.js"), "{page}");
    watching.save("public/site.json", SITE);
    watching.until_it_says("/article/a/", "خبر");
}

#[test]
fn drafts_and_scheduled_articles_are_shown_and_marked_and_a_build_knows_nothing_of_it() {
    let test = SiteTest::new().article("a", "").article("later", "\"id\": \"later\"");
    let later = named("غدًا").replace("2026-01-07", "2026-01-20");
    let test = test.file("public/articles/later.json", &later).file("drafts/mine.json", &named("قيد الكتابة"));
    let report = test.build();
    assert!(!report.has_errors());
    let files = test.built_files();
    let documents: String = files.iter().filter_map(|file| test.built(file)).collect();
    assert!(!documents.contains("_khabar") && !documents.contains("قيد الكتابة") && !documents.contains("غدًا"));
    let before = listed(&test.path(""));
    let watching = watch(test);
    for (path, mark) in [("/article/later/", "مجدول"), ("/article/mine/", "مسودة")] {
        let page = watching.get(path).text();
        assert!(page.contains(mark), "{path}: {page}");
    }
    watching.save("drafts/second.json", &named("مسودة ثانية"));
    watching.until_it_says("/article/second/", "مسودة ثانية");
    fs::remove_file(watching.test.path("drafts/second.json")).unwrap();
    assert_eq!(listed(&watching.test.path("")), before, "nothing is written while it is watched");
}

fn listed(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            match entry.path().is_dir() {
                true => folders.push(entry.path()),
                false => files.push(entry.path().display().to_string()),
            }
        }
    }
    files.sort();
    files
}

#[test]
fn pages_come_under_the_policy_of_the_site_and_to_this_machine_only() {
    let site = SITE.replace("https://news.example/", "https://news.example/news/");
    let watching = watch(
        SiteTest::new().file("public/site.json", &site).article("a", "").file("public/media/a.mp4", "0123456789"),
    );
    let page = watching.get("/news/article/a/");
    let policy = page.value("content-security-policy");
    assert!(policy.contains("script-src 'self'") && policy.contains("require-trusted-types-for 'script'"), "{policy}");
    assert!(page.text().contains("src=\"/news/_khabar/watch.js\""));
    for file in ["watch.js", "watch.css"] {
        assert_eq!(watching.get(&format!("/news/_khabar/{file}")).status, 200);
    }
    assert_eq!(watching.get("/news/article/a").value("location"), "/news/article/a/");
    assert_eq!(watching.get("/news/article/none/").status, 404);
    assert_eq!(watching.get("/article/a/").status, 404);
    assert_eq!(watching.get("/news/../site.json").status, 404);
    let part = http::ask(watching.port, "GET", "localhost", "/news/media/a.mp4", "Range: bytes=2-4\r\n");
    assert_eq!((part.status, part.text().as_str()), (206, "234"));
    assert_eq!(http::ask(watching.port, "GET", "news.example", "/news/", "").status, 403);
    assert_eq!(http::ask(watching.port, "POST", "127.0.0.1", "/news/", "Content-Length: 0\r\n").status, 405);
    assert!(http::ask(watching.port, "HEAD", "127.0.0.1", "/news/", "").body.is_empty());
}

#[test]
fn where_the_system_does_not_tell_of_saves_files_are_looked_at() {
    let watching = watch_with(SiteTest::new().article("a", ""), &["--poll"]);
    watching.save("public/articles/a.json", &named("بالنظر"));
    watching.until_it_says("/article/a/", "بالنظر");
}
