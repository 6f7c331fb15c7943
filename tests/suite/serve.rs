//! `khabar serve`, by real requests to the real program.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::http::{self, Answer};
use crate::site_test::{SITE, SiteTest, messages};

struct Serving {
    child: Child,
    port: u16,
    test: SiteTest,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(test: SiteTest) -> Serving {
    let report = test.build();
    assert!(!report.has_errors(), "{}", messages(&test, &report));
    let mut child = Command::new(env!("CARGO_BIN_EXE_khabar"))
        .args(["serve", "--port", "0"])
        .arg(test.path("dist"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.split_once("http://127.0.0.1:").unwrap().1.split_once('/').unwrap().0.parse().unwrap();
    Serving { child, port, test }
}

impl Serving {
    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let fields: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        http::ask(self.port, method, "127.0.0.1", path, &fields)
    }

    fn raw(&self, request: &str) -> Answer {
        http::raw(self.port, request)
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }
}

#[test]
fn each_kind_of_file_has_its_type_and_is_kept_as_long_as_it_may_be() {
    let serving = serve(SiteTest::new().article("خبر", "").file("public/media/a.svg", "<svg/>"));
    let page = serving.get("/article/%D8%AE%D8%A8%D8%B1/");
    assert_eq!((page.status, page.value("content-type")), (200, "text/html; charset=utf-8"));
    assert_eq!(page.value("cache-control"), "no-cache");
    assert!(page.value("content-security-policy").contains("frame-ancestors 'self'"), "{}", page.head);
    assert_eq!(page.text(), serving.test.built("article/خبر/index.html").unwrap());
    assert_eq!(serving.get("/article/خبر/").status, 200, "as it is written");
    let files = serving.test.built_files();
    let program = files.iter().find(|file| file.ends_with(".wasm")).unwrap();
    let program = serving.get(&format!("/{program}"));
    assert_eq!(program.value("content-type"), "application/wasm");
    assert_eq!(program.value("cache-control"), "public, max-age=31536000, immutable");
    let picture = serving.get("/media/a.svg");
    assert_eq!(picture.value("content-type"), "image/svg+xml");
    assert!(picture.value("cache-control").starts_with("public, max-age=86400"));
    assert_eq!(serving.get("/page.v1.json").value("content-type"), "application/json");
    let slash = serving.get("/article/%D8%AE%D8%A8%D8%B1?a=b");
    assert_eq!((slash.status, slash.value("location")), (307, "/article/%D8%AE%D8%A8%D8%B1/?a=b"));
}

#[test]
fn what_is_not_there_is_the_404_page_and_nothing_outside_is_there() {
    let serving = serve(SiteTest::new().article("a", "").file("secret.txt", "SECRET"));
    fs::write(serving.test.path("dist/.htaccess"), "SECRET").unwrap();
    let missing = serving.get("/article/none/");
    assert_eq!((missing.status, missing.value("cache-control")), (404, "no-cache"));
    assert_eq!(missing.text(), serving.test.built("404.html").unwrap());
    let known = serving.ask("GET", "/none/", &[("If-None-Match", "*"), ("Range", "bytes=0-3")]);
    assert!(known.status == 404 && known.body.len() > 100, "{}", known.head);
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/article/%2e%2e/%2e%2e/secret.txt",
        "/..%5csecret.txt",
        "//127.0.0.1/..",
        "//article",
        "/.khabar-files",
        "/.htaccess",
        "/index.html/",
        "/%252e%252e/secret.txt",
    ] {
        let answer = serving.get(path);
        assert!(answer.status == 404, "{path}: {}", answer.head);
        assert!(!answer.text().contains("SECRET"), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_folder_is_not_followed() {
    use std::os::unix::fs::symlink;
    let serving = serve(SiteTest::new().article("a", "").file("secret.txt", "SECRET").file("out/index.html", "SECRET"));
    let dist = serving.test.path("dist");
    symlink("../secret.txt", dist.join("secret.txt")).unwrap();
    symlink("../out", dist.join("out")).unwrap();
    symlink("nowhere", dist.join("nowhere.txt")).unwrap();
    symlink("index.html", dist.join("front.html")).unwrap();
    symlink("../../../secret.txt", dist.join("article/a/index.html.gz")).unwrap();
    for path in ["/secret.txt", "/out/", "/out", "/out/index.html", "/nowhere.txt", "/article/a/"] {
        let answer = serving.ask("GET", path, &[("Accept-Encoding", "gzip")]);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("SECRET"), "{path}");
    }
    assert_eq!(serving.get("/front.html").status, 200, "within the folder it is");
}

#[test]
fn a_request_that_is_wrongly_written_is_refused_and_the_next_one_answered() {
    let serving = serve(SiteTest::new());
    for path in ["/%zz/", "/%ff/", "/%", "/a%00b", "/%D8"] {
        assert_eq!(serving.get(path).status, 400, "{path}");
    }
    assert_eq!(serving.raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").status, 400, "no host");
    assert_eq!(serving.raw("GET\r\n\r\n").status, 400);
    let long = format!("/{}", "a".repeat(5_000));
    assert_eq!(serving.get(&long).status, 404);
    let post = serving.ask("POST", "/", &[("Content-Length", "0")]);
    assert_eq!((post.status, post.value("allow")), (405, "GET,HEAD"));
    assert_eq!(serving.get("/").status, 200);
}

#[test]
fn who_has_the_file_is_told_so() {
    let serving = serve(SiteTest::new());
    let first = serving.get("/");
    let (tag, date) = (first.value("etag"), first.value("last-modified"));
    assert!(tag.starts_with('"') && date.ends_with("GMT"), "{}", first.head);
    let status = |headers: &[(&str, &str)]| serving.ask("GET", "/", headers).status;
    assert_eq!(status(&[("If-None-Match", tag)]), 304);
    assert_eq!(status(&[("If-None-Match", &format!("\"other\", W/{tag}"))]), 304, "compared weakly");
    assert_eq!(status(&[("If-None-Match", "*")]), 304);
    assert_eq!(status(&[("If-None-Match", "\"other\"")]), 200);
    assert_eq!(status(&[("If-Modified-Since", date)]), 304);
    assert_eq!(status(&[("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")]), 200);
    assert_eq!(status(&[("If-Modified-Since", "yesterday")]), 200, "no date is no condition");
    assert_eq!(status(&[("If-Modified-Since", date), ("If-None-Match", "\"other\"")]), 200, "the tag decides");
    assert_eq!(status(&[("If-Match", "\"other\"")]), 412);
    assert_eq!(status(&[("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")]), 412);
    let known = serving.ask("GET", "/", &[("If-None-Match", tag)]);
    assert!(known.body.is_empty() && known.value("etag") == tag && known.value("cache-control") == "no-cache");
    assert_eq!(known.value("vary"), "accept-encoding");
    let page = serving.test.built("index.html").unwrap();
    fs::remove_file(serving.test.path("dist/index.html")).unwrap();
    fs::write(serving.test.path("dist/index.html"), page + " ").unwrap();
    assert_eq!(status(&[("If-None-Match", tag)]), 200, "it changed");
}

#[test]
fn a_part_of_a_file_can_be_had() {
    let serving = serve(SiteTest::new().file("public/media/a.mp4", "0123456789"));
    let part = |headers: &[(&str, &str)]| {
        let answer = serving.ask("GET", "/media/a.mp4", headers);
        let body = String::from_utf8(answer.body.clone()).unwrap();
        (answer.status, answer.value("content-range").to_owned(), body)
    };
    let whole = (200, String::new(), "0123456789".to_owned());
    assert_eq!(part(&[("Range", "bytes=2-4")]), (206, "bytes 2-4/10".to_owned(), "234".to_owned()));
    assert_eq!(part(&[("Range", "bytes=7-")]), (206, "bytes 7-9/10".to_owned(), "789".to_owned()));
    assert_eq!(part(&[("Range", "bytes=-2")]), (206, "bytes 8-9/10".to_owned(), "89".to_owned()));
    assert_eq!(part(&[("Range", "bytes=8-99")]), (206, "bytes 8-9/10".to_owned(), "89".to_owned()));
    assert_eq!(part(&[("Range", "bytes=10-")]), (416, "bytes */10".to_owned(), String::new()));
    for ignored in ["pages=1-2", "bytes=4-2", "bytes=a-b", "bytes", "bytes=0-1,3-4", "bytes=-"] {
        assert_eq!(part(&[("Range", ignored)]), whole, "{ignored}");
    }
    let tag = serving.get("/media/a.mp4").value("etag").to_owned();
    assert_eq!(part(&[("Range", "bytes=0-1"), ("If-Range", &tag)]).0, 206);
    assert_eq!(part(&[("Range", "bytes=0-1"), ("If-Range", "\"older\"")]), whole, "a part of another file is no use");
    assert_eq!(part(&[("Range", "bytes=0-1"), ("If-None-Match", &tag)]).0, 304, "conditions come first");
}

#[test]
fn the_head_of_an_answer_is_the_same_without_its_body() {
    let serving = serve(SiteTest::new());
    for (path, headers) in [("/", vec![]), ("/none/", vec![]), ("/", vec![("Range", "bytes=0-3")])] {
        let (get, head) = (serving.ask("GET", path, &[]), serving.ask("HEAD", path, &headers));
        assert!(head.body.is_empty() && head.status == get.status, "{path}");
        for name in ["content-length", "content-type", "etag", "cache-control"] {
            assert_eq!(head.value(name), get.value(name), "{path} {name}");
        }
    }
}

#[test]
fn compressed_twins_are_sent_to_those_who_take_them() {
    let serving = serve(SiteTest::new().article("a", "").compressed(1));
    let ask = |encodings: &str| serving.ask("GET", "/article/a/", &[("Accept-Encoding", encodings)]);
    let twin =
        |ending: &str| fs::read(serving.test.path("dist/article/a").join(format!("index.html.{ending}"))).unwrap();
    let plain = serving.get("/article/a/");
    for (encodings, name, bytes) in [
        ("gzip, deflate, br, zstd", "br", twin("br")),
        ("gzip", "gzip", twin("gz")),
        ("br;q=0, gzip;q=0.5", "gzip", twin("gz")),
        ("zstd", "", plain.body.clone()),
        ("br;q=0", "", plain.body.clone()),
    ] {
        let answer = ask(encodings);
        assert_eq!((answer.status, answer.value("content-encoding")), (200, name), "{encodings}");
        assert_eq!(
            (answer.value("vary"), answer.value("content-type")),
            ("accept-encoding", "text/html; charset=utf-8")
        );
        assert!(answer.body == bytes, "{encodings}");
    }
    let tag = ask("br").value("etag").to_owned();
    assert_ne!(tag, plain.value("etag"), "one tag for each form");
    let missing = serving.ask("GET", "/none/", &[("Accept-Encoding", "br")]);
    assert_eq!((missing.status, missing.value("content-encoding")), (404, "br"));
}

#[test]
fn under_a_sub_path_only_that_is_there() {
    let site = SITE.replace("https://news.example/", "https://news.example/أخبار/اليوم/");
    let serving = serve(SiteTest::new().file("public/site.json", &site).article("a", ""));
    let base = "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/%D8%A7%D9%84%D9%8A%D9%88%D9%85";
    assert_eq!(serving.get(&format!("{base}/")).status, 200);
    assert_eq!(serving.get("/أخبار/اليوم/article/a/").status, 200);
    assert_eq!(serving.get(&format!("{base}/article/a")).value("location"), format!("{base}/article/a/"));
    for path in ["/", "/article/a/", "/index.html"] {
        assert_eq!(serving.get(path).status, 404, "{path}");
    }
}

#[test]
fn an_address_without_slash_is_a_page_where_the_site_says_so() {
    let site = SITE.replacen("\"name\": \"أخبار\",\n", "\"name\": \"أخبار\", \"permalink\": \"/news/{slug}\",\n", 1);
    let serving = serve(SiteTest::new().file("public/site.json", &site).article("a", ""));
    assert_eq!(serving.get("/news/a").status, 200);
    assert_eq!(serving.get("/news/a/page.v1.json").status, 200);
}

#[test]
fn what_cannot_be_served_is_said() {
    let test = SiteTest::new();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_khabar"))
            .arg("serve")
            .args(arguments)
            .arg(test.path("dist"))
            .output()
            .unwrap();
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(run(&[]).contains("build the site first: khabar build"));
    test.build();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    assert!(run(&["--port", &port]).contains("name another one with --port"));
}
