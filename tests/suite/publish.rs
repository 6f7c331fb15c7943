//! `khabar publish`, by the real program: what it changes, and what it refuses.

use std::fs;
use std::process::{Command, Output, Stdio};

use crate::site_test::{SITE, SiteTest};

const NOW: &str = "2026-01-15T22:12:24+03:00";

/// A draft as an editor leaves it, with its own spaces and order.
const DRAFT: &str = "{\n  \"$schema\": \"../schemas/article.schema.json\",\n  \"version\": 1, \"id\": \"d\",\n  \"status\":  \"draft\",\n  \"headline\": \"خبر \\u0627ليوم\",\n  \"article_section\": \"sport\",\n  \"date_published\": \"2026-01-02T08:00:00+03:00\",\n  \"body\": [ \"نص.\" ]\n}\n";

fn site() -> SiteTest {
    SiteTest::new()
        .file("public/site.json", SITE)
        .file("schemas/article.schema.json", "{}")
        .article("other", "\"id\": \"other\", \"article_section\": \"sport\"")
}

fn publish(test: &SiteTest, file: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
    command.current_dir(test.path("")).env_remove("KHABAR_CONTENT").args(["publish", file, "--now", NOW]);
    command.stdin(Stdio::null()).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// That a draft is refused, and that everything stays as it was.
fn refused(test: &SiteTest, file: &str, why: &str) {
    let before = fs::read_to_string(test.path(file)).unwrap();
    let articles = || {
        let mut names: Vec<_> =
            fs::read_dir(test.path("public/articles")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let names = articles();
    let output = publish(test, file);
    assert!(!output.status.success() && said(&output).contains(why), "{}", said(&output));
    assert_eq!(fs::read_to_string(test.path(file)).unwrap(), before);
    assert_eq!(articles(), names);
}

#[test]
fn a_draft_moves_to_the_articles_and_nothing_of_it_changes_but_status_date_and_schema() {
    for name in ["drafts/new.json", "new.json", "new"] {
        let test = site().file("drafts/new.json", DRAFT);
        let output = publish(&test, name);
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(String::from_utf8_lossy(&output.stdout), "public/articles/new.json\n");
        assert!(!test.path("drafts/new.json").exists());
        let expected = DRAFT
            .replace("../schemas", "../../schemas")
            .replace("\"draft\"", "\"published\"")
            .replace("2026-01-02T08:00:00+03:00", NOW);
        assert_eq!(fs::read_to_string(test.path("public/articles/new.json")).unwrap(), expected);
        assert_eq!(test.build().n_articles, 2);
    }
}

#[test]
fn a_date_to_come_stays_and_a_draft_among_the_articles_stays_where_it_is() {
    let scheduled = DRAFT.replace("2026-01-02", "2026-02-02");
    let test = site().file("public/articles/new.json", &scheduled);
    let output = publish(&test, "new");
    assert!(output.status.success() && said(&output).contains("scheduled"), "{}", said(&output));
    let after = fs::read_to_string(test.path("public/articles/new.json")).unwrap();
    assert_eq!(after, scheduled.replace("\"draft\"", "\"published\""));
    refused(&test, "public/articles/new.json", "is no draft");
    refused(&site().article("w", "\"status\": \"withdrawn\""), "public/articles/w.json", "was withdrawn");
}

#[test]
fn what_the_check_calls_an_error_is_not_published_and_nothing_is_overwritten() {
    let draft = |from: &str, to: &str| site().file("drafts/new.json", &DRAFT.replace(from, to));
    refused(&draft("\"sport\"", "\"spart\""), "drafts/new.json", "did you mean \"sport\"?");
    refused(&draft("\"id\": \"d\"", "\"id\": \"other\""), "drafts/new.json", "is the id of");
    refused(&draft("\"نص.\" ]", "\"نص.\" "), "drafts/new.json", "is no JSON");
    refused(&draft("\"خبر \\u0627ليوم\"", "7"), "drafts/new.json", "new.json:5:15: error[type]");
    refused(&site().file("drafts/other.json", DRAFT), "drafts/other.json", "is there already");
    refused(&site().file("drafts/two words.json", DRAFT), "drafts/two words.json", "no slug");
    let output = publish(&site(), "nothing");
    assert!(!output.status.success() && said(&output).contains("there is no nothing"));
}

#[test]
fn a_warning_is_said_and_does_not_hold_a_draft_back() {
    let test = site().file("drafts/new.json", &DRAFT.replace("\"نص.\"", "\" \""));
    let output = publish(&test, "new");
    assert!(output.status.success() && said(&output).contains("warning[empty-article]"), "{}", said(&output));
}
