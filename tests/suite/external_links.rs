//! `khabar check --links`, by the real program, with a server on this machine for the other sites.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::site_test::{SITE, SiteTest};

/// Answers 404 at `/dead`, 403 at `/closed`, and 200 elsewhere; gives where it is, and what it was asked for.
fn other_site() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    thread::spawn(move || {
        for mut stream in listener.incoming().map(Result::unwrap) {
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let first = lines.next().unwrap().unwrap();
            lines.map_while(Result::ok).take_while(|line| !line.is_empty()).for_each(drop);
            let path = first.split(' ').nth(1).unwrap().to_owned();
            let status = match path.as_str() {
                "/dead" => "404 Not Found",
                "/closed" => "403 Forbidden",
                _ => "200 OK",
            };
            log.lock().unwrap().push(path);
            write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
        }
    });
    (address, asked)
}

fn checked(test: &SiteTest, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
    command.args(["check", "--now", "2026-01-15T22:12:24+03:00", "--content"]).arg(test.path("public"));
    command.args(arguments).stdin(Stdio::null()).output().unwrap()
}

/// Links of all kinds to another site: two lead nowhere, one is closed, one stands twice.
fn site(address: &str) -> SiteTest {
    let link = |path: &str| format!("{{ \"type\": \"link\", \"href\": \"{address}{path}\", \"text\": \"هنا\" }}");
    let body = format!(
        "[{{ \"type\": \"paragraph\", \"text\": [{}, \" \", {}, \" \", {}] }},\n\"سطر.\"]",
        link("/dead"),
        link("/closed"),
        link("/there#part")
    );
    let site = SITE.replace("\"default_edition\"", "\"checks\": { \"http-link\": \"off\" }, \"default_edition\"");
    let withdrawn = format!(
        "\"id\": \"w\", \"status\": \"withdrawn\", \"body\": [{{ \"type\": \"paragraph\", \"text\": [{}] }}]",
        link("/old")
    );
    SiteTest::new()
        .file("public/site.json", &site)
        .article("a", &format!("\"article_section\": \"sport\",\n\"body\": {body}"))
        .article("b", &format!("\"id\": \"b\", \"alternative_headline\": \"ب\",\n\"translations\": [{{ \"language\": \"en\", \"link\": \"{address}/dead\" }}]"))
        .article("w", &withdrawn)
}

#[test]
fn a_dead_link_is_named_wherever_it_stands_and_what_cannot_be_known_is_a_hint() {
    let (address, asked) = other_site();
    let test = site(&address);
    let output = checked(&test, &["--links", "--links-in-private", "--format", "json", "--strict"]);
    let findings: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let said: Vec<String> = findings
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            let file = finding["file"].as_str().unwrap().rsplit('/').next().unwrap();
            format!(
                "{file}:{} {} {} {}",
                finding["line"],
                finding["level"].as_str().unwrap(),
                finding["rule"].as_str().unwrap(),
                finding["path"].as_str().unwrap()
            )
        })
        .collect();
    let expected = [
        "a.json:2 warning external-link $.body[0].text[0].href",
        "a.json:2 hint external-link-unknown $.body[0].text[2].href",
        "b.json:2 warning external-link $.translations[0].link",
    ];
    assert_eq!(said, expected);
    assert!(findings[0]["message"].as_str().unwrap().contains("answers 404"));
    assert!(!output.status.success(), "warnings count under --strict");
    let mut asked = asked.lock().unwrap().clone();
    asked.sort();
    asked.dedup();
    assert_eq!(asked, ["/closed", "/dead", "/robots.txt", "/there"], "nobody reads the withdrawn article");
}

#[test]
fn without_the_flag_nobody_is_asked_and_private_networks_never_are() {
    let (address, asked) = other_site();
    let test = site(&address);
    let output = checked(&test, &["--strict"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let output = checked(&test, &["--links", "--format", "plain"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.matches("warning[external-link]").count(), 4, "{text}");
    assert!(text.contains("private network") && output.status.success(), "warnings end well");
    assert_eq!(*asked.lock().unwrap(), Vec::<String>::new());
}

#[test]
fn the_site_and_an_article_may_silence_what_is_said_of_other_sites() {
    let (address, _) = other_site();
    let link = format!("{{ \"type\": \"link\", \"href\": \"{address}/dead\", \"text\": \"هنا\" }}");
    let body = format!("\"article_section\": \"sport\", \"body\": [{{ \"type\": \"paragraph\", \"text\": [{link}] }}]");
    let silence = r#""silenced": [{ "rule": "external-link", "reason": "شاهد" }],"#;
    let test = SiteTest::new().article("a", &format!("{silence} {body}"));
    for arguments in [&["--strict"][..], &["--strict", "--links", "--links-in-private"]] {
        let output = checked(&test, arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
    let site = SITE.replace(
        "\"default_edition\"",
        "\"checks\": { \"http-link\": \"off\", \"external-link\": \"error\" }, \"default_edition\"",
    );
    let test = SiteTest::new().file("public/site.json", &site).article("a", &body);
    assert!(!checked(&test, &["--links", "--links-in-private"]).status.success());
}
