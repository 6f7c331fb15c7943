//! A real nginx with the configuration that was written for it.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use khabar::prerender::Host;

use crate::http::{self, Answer};
use crate::site_test::{SITE, SiteTest, is_left_out, messages};

/// Where Debian puts the module that sends .br files.
const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

struct Nginx {
    child: Child,
    port: u16,
    test: SiteTest,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A built site in a running nginx; none, where a run does without nginx.
fn nginx(test: SiteTest) -> Option<Nginx> {
    let program = ["/usr/sbin/nginx", "/usr/bin/nginx", "/opt/homebrew/bin/nginx"]
        .into_iter()
        .find(|path| Path::new(path).exists());
    let Some(program) = program else {
        assert!(is_left_out("nginx"), "nginx is not installed: see README.md; or set KHABAR_SKIP=nginx");
        return None;
    };
    let report = test.build();
    assert!(!report.has_errors(), "{}", messages(&test, &report));
    let mut site = fs::read_to_string(report.beside.unwrap()).unwrap();
    let has_brotli = Path::new(BROTLI).exists();
    if !has_brotli {
        assert!(
            is_left_out("nginx-brotli"),
            "nginx's Brotli module is not installed: see README.md; or set KHABAR_SKIP=nginx-brotli"
        );
        site = site.replace("brotli_static on;", "");
    }
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let folder = test.path("nginx");
    fs::create_dir_all(&folder).unwrap();
    let inner = folder.display();
    let module = if has_brotli { format!("load_module {BROTLI};") } else { String::new() };
    let config = format!(
        "{module}\nuser root;\ndaemon off;\nmaster_process off;\npid {inner}/pid;\nerror_log {inner}/error.log;\nevents {{}}\nhttp {{\n\
         access_log off;\nclient_body_temp_path {inner}/body;\nproxy_temp_path {inner}/proxy;\nfastcgi_temp_path {inner}/fastcgi;\n\
         uwsgi_temp_path {inner}/uwsgi;\nscgi_temp_path {inner}/scgi;\nserver {{ listen 127.0.0.1:{port};\n{site}\n}}\n}}\n"
    );
    fs::write(folder.join("nginx.conf"), &config).unwrap();
    let child = Command::new(program)
        .arg("-c")
        .arg(folder.join("nginx.conf"))
        .arg("-e")
        .arg(folder.join("error.log"))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut nginx = Nginx { child, port, test };
    let started = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        let has_ended = nginx.child.try_wait().unwrap().is_some();
        if has_ended || started.elapsed() > Duration::from_secs(20) {
            let log = fs::read_to_string(folder.join("error.log")).unwrap_or_default();
            panic!("nginx does not start: {log}\n{config}");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Some(nginx)
}

impl Nginx {
    fn get(&self, path: &str) -> Answer {
        self.ask(path, "")
    }

    fn ask(&self, path: &str, more: &str) -> Answer {
        http::ask(self.port, "GET", "news.example", path, more)
    }

    fn leads(&self, path: &str, status: u16, to: &str) {
        let answer = self.get(path);
        assert_eq!((answer.status, answer.header("Location")), (status, Some(to)), "{path}\n{}", answer.head);
    }
}

const SECURITY: [&str; 4] =
    ["Content-Security-Policy", "Referrer-Policy", "Permissions-Policy", "X-Content-Type-Options"];

fn site(base: &str, permalink: &str) -> SiteTest {
    let site = SITE.replace("https://news.example/", &format!("https://news.example{base}")).replacen(
        "\"name\": \"أخبار\",\n",
        &format!("\"name\": \"أخبار\", \"permalink\": \"{permalink}\",\n"),
        1,
    );
    let contact = "\"publisher\": { \"contact\": { \"email\": \"desk@news.example\" }, ";
    let site = site.replace("\"publisher\": { ", contact);
    SiteTest::new()
        .file("public/site.json", &site)
        .article("خبر", "\"article_section\": \"sport\", \"former_slugs\": [\"خبر-قديم\"]")
        .article("gone", "\"article_section\": \"sport\", \"status\": \"withdrawn\"")
        .file("public/media/a.svg", "<svg/>")
        .file(
            "public/redirects.json",
            r#"{ "version": 1, "redirects": [
                { "from": "/old page/", "to": "/section/sport/" }, { "from": "/old.php", "to": "https://archive.example/$1?a=b", "status": 302 },
                { "from": "/{yyyy}/{mm}/{slug}/", "to": "/section/sport/?from={slug}" }, { "from": "/blog/{rest}", "to": "https://blog.example/{rest}" },
                { "from": "/gone/{slug}/", "status": 410 }
            ] }"#,
        )
        .on(Host::Nginx)
        .compressed(1)
}

#[test]
fn the_site_is_served_with_its_headers_redirects_and_twins() {
    let Some(nginx) = nginx(site("/", "/article/{slug}/")) else { return };
    checks(&nginx, "");
}

#[test]
fn under_a_sub_path_all_of_it_holds() {
    let Some(nginx) = nginx(site("/news/", "/article/{slug}/")) else { return };
    checks(&nginx, "/news");
    nginx.leads("/news", 301, "/news/");
    assert_eq!(nginx.get("/article/%D8%AE%D8%A8%D8%B1/").status, 404);
}

#[test]
fn a_sub_path_in_arabic_holds_as_well() {
    for base in ["/أخبار", "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"] {
        let Some(nginx) = nginx(site(&format!("{base}/"), "/article/{slug}/")) else { return };
        let base = "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1";
        checks(&nginx, base);
        assert_eq!(nginx.get("/أخبار/article/خبر/").status, 200);
    }
}

fn checks(nginx: &Nginx, base: &str) {
    let article = "/article/%D8%AE%D8%A8%D8%B1/";
    for path in
        ["/", "/section/sport/", article, "/article/%d8%ae%d8%a8%d8%b1/", "/article/خبر/", "/article/خبر/page.v1.json"]
    {
        let answer = nginx.get(&format!("{base}{path}"));
        assert_eq!(answer.status, 200, "{path}\n{}", answer.head);
        assert_eq!(answer.header("Cache-Control"), Some("no-cache"), "{path}");
        assert!(SECURITY.iter().all(|name| answer.header(name).is_some()), "{path}\n{}", answer.head);
        assert!(answer.header("ETag").is_some());
    }
    // Feed readers and crawlers ask often: what is the same is not sent again.
    for (path, media_type) in [
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/section/sport/atom.xml", "application/xml; charset=utf-8"),
        ("/feed.json", "application/json; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/sitemap-news.xml", "application/xml; charset=utf-8"),
    ] {
        let path = format!("{base}{path}");
        let answer = nginx.get(&path);
        assert_eq!((answer.status, answer.header("Content-Type")), (200, Some(media_type)), "{path}\n{}", answer.head);
        assert_eq!(answer.header("Cache-Control"), Some("no-cache"), "{path}");
        let known = format!("If-None-Match: {}\r\n", answer.header("ETag").unwrap());
        assert_eq!(nginx.ask(&path, &known).status, 304, "{path}");
    }
    if base.is_empty() {
        assert_eq!(nginx.get("/robots.txt").header("Content-Type"), Some("text/plain; charset=utf-8"));
        assert_eq!(nginx.get("/.well-known/security.txt").status, 200);
    }
    let page = nginx.get(&format!("{base}{article}"));
    assert_eq!(page.header("Content-Type"), Some("text/html; charset=utf-8"));
    let policy = page.header("Content-Security-Policy").unwrap();
    let document = String::from_utf8_lossy(&page.body).into_owned();
    let (_, own) = document.split_once("Content-Security-Policy\" content=\"").unwrap();
    let own = own.split_once('"').unwrap().0.replace("&#x27;", "'");
    assert_eq!(policy, format!("{own}; frame-ancestors 'self'"));
    let revalidated =
        nginx.ask(&format!("{base}{article}"), &format!("If-None-Match: {}\r\n", page.header("ETag").unwrap()));
    assert_eq!(revalidated.status, 304);

    let hashed =
        nginx.test.built_files().into_iter().find(|file| file.starts_with("assets/") && file.ends_with(".wasm"));
    let hashed = nginx.get(&format!("{base}/{}", hashed.unwrap()));
    assert_eq!(hashed.header("Content-Type"), Some("application/wasm"));
    assert_eq!(hashed.header("Cache-Control"), Some("public, max-age=31536000, immutable"));
    assert!(
        nginx.get(&format!("{base}/media/a.svg")).header("Cache-Control").unwrap().starts_with("public, max-age=86400")
    );

    for path in [
        "/nothing/",
        "/article/",
        "/media/none.svg",
        "/assets/none.js",
        "/.khabar-files",
        "/media",
        "/article/none",
        "/404.html",
    ] {
        let answer = nginx.get(&format!("{base}{path}"));
        let is_slash_first = answer.status == 301 && answer.header("Location") == Some(&format!("{base}{path}/"));
        let answer = if is_slash_first { nginx.get(&format!("{base}{path}/")) } else { answer };
        assert_eq!(answer.status, 404, "{path}\n{}", answer.head);
        assert_eq!(answer.header("Cache-Control"), Some("no-cache"), "{path}: not for a year");
        assert!(String::from_utf8_lossy(&answer.body).contains("noindex"), "{path}");
    }
    for path in ["/article/gone/", "/article/gone", "/gone/x/"] {
        let answer = nginx.get(&format!("{base}{path}"));
        assert_eq!(answer.status, 410, "{path}\n{}", answer.head);
        assert!(String::from_utf8_lossy(&answer.body).contains("noindex"), "{path}");
        assert!(answer.header("Content-Security-Policy").is_some());
    }

    let to = format!("{base}{article}");
    for from in [
        "/article/خبر-قديم/",
        "/article/%D8%AE%D8%A8%D8%B1-%D9%82%D8%AF%D9%8A%D9%85/",
        "/article/%d8%ae%d8%a8%d8%b1-%d9%82%d8%af%d9%8a%d9%85",
    ] {
        nginx.leads(&format!("{base}{from}"), 301, &to);
    }
    nginx.leads(&format!("{base}{}", article.trim_end_matches('/')), 301, &to);
    nginx.leads(&format!("{base}/old%20page"), 301, &format!("{base}/section/sport/"));
    nginx.leads(&format!("{base}/old.php"), 302, "https://archive.example/%241?a=b");
    nginx.leads(
        &format!("{base}/2019/03/%D8%AE%D8%A8%D8%B1/"),
        301,
        &format!("{base}/section/sport/?from=%D8%AE%D8%A8%D8%B1"),
    );
    nginx.leads(&format!("{base}/blog/a/b/"), 301, "https://blog.example/a/b/");
    assert_eq!(nginx.get(&format!("{base}/2019/3/x/")).status, 404, "a month has two digits");

    for (accepted, encoding) in [("gzip", "gzip"), ("br, gzip", if Path::new(BROTLI).exists() { "br" } else { "gzip" })]
    {
        let answer = nginx.ask(&format!("{base}{article}"), &format!("Accept-Encoding: {accepted}\r\n"));
        assert_eq!(answer.header("Content-Encoding"), Some(encoding), "{}", answer.head);
        assert_eq!(answer.header("Vary"), Some("Accept-Encoding"));
        assert!(answer.body.len() < page.body.len());
    }
    assert!(page.header("Content-Encoding").is_none());
}

#[test]
fn articles_without_slash_at_their_end_have_one_address() {
    for base in ["", "/news"] {
        let Some(nginx) = nginx(site(&format!("{base}/"), "/{slug}")) else { return };
        let article = format!("{base}/%D8%AE%D8%A8%D8%B1");
        for path in [article.clone(), format!("{base}/خبر"), format!("{base}/%d8%ae%d8%a8%d8%b1")] {
            let answer = nginx.get(&path);
            assert_eq!(
                (answer.status, answer.header("Content-Type")),
                (200, Some("text/html; charset=utf-8")),
                "{path}\n{}",
                answer.head
            );
        }
        nginx.leads(&format!("{article}/"), 301, &article);
        assert_eq!(nginx.get(&format!("{article}/page.v1.json")).status, 200);
        assert_eq!(nginx.get(&format!("{base}/section/sport/")).status, 200);
        assert_eq!(nginx.get(&format!("{base}/none")).status, 404);
        nginx.leads(&format!("{base}/blog/a"), 301, "https://blog.example/a");
    }
}
