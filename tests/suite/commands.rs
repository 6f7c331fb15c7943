//! What commands say where they can't do their work, by the real program: one message, with what to do.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::site_test::SiteTest;

fn khabar(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
    command.current_dir(folder).env_remove("KHABAR_CONTENT").env_remove("KHABAR_APP").args(arguments).output().unwrap()
}

fn errors(output: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    let lines = text.lines().filter(|line| line.contains("error["));
    lines.map(str::to_owned).collect()
}

#[test]
fn a_command_in_another_folder_says_so_once_and_where_to_go() {
    let test = SiteTest::new().file("elsewhere/note.txt", "").file("half/public/articles/a.json", "{");
    let commands: [&[&str]; 5] = [
        &["build"],
        &["check", "--format", "plain"],
        &["serve", "--watch"],
        &["new", "article", "خبر"],
        &["card", "خبر"],
    ];
    for folder in ["elsewhere", "half"] {
        for command in commands {
            let output = khabar(&test.path(folder), command);
            let errors = errors(&output);
            assert!(!output.status.success() && errors.len() == 1, "{command:?}: {errors:?}");
            let is_said = |words: &str| errors[0].contains(words);
            assert!(is_said("site.json") && is_said("go to the paper's folder") && is_said("--content"), "{errors:?}");
        }
    }
    assert_eq!(fs::read_dir(test.path("elsewhere")).unwrap().count(), 1, "nothing was written");
    let format = ["check", "--format", "json", "--content", "none"];
    let json = khabar(&test.path("elsewhere"), &format).stdout;
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&json).unwrap().as_array().unwrap().len(), 1);
}

#[test]
fn in_a_papers_own_folder_no_message_sends_to_scripts_that_are_not_there() {
    let test = SiteTest::new();
    for command in [&["build", "--app", "none"][..], &["serve"]] {
        let errors = errors(&khabar(&test.path(""), command)).join("\n");
        assert!(!errors.is_empty() && !errors.contains(": scripts/build"), "{command:?}: {errors}");
    }
    let errors = errors(&khabar(&test.path(""), &["build", "--app", "none"]));
    assert!(errors[0].contains("run scripts/build once in the checkout of Khabar") && errors[0].contains("KHABAR_APP"));
}

#[test]
fn a_full_folder_is_refused_in_one_sentence() {
    let test = SiteTest::new().file("full/note.txt", "mine");
    let errors = errors(&khabar(&test.path(""), &["build", "--app", "app", "--out", "full"]));
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].matches("--out").count(), 1, "{errors:?}");
    assert_eq!(fs::read_dir(test.path("full")).unwrap().count(), 1);
    let errors = self::errors(&khabar(&test.path(""), &["build", "--app", "app", "--out", "."]));
    assert!(errors.len() == 1 && errors[0].contains("error[out]"), "{errors:?}");
}

#[test]
fn no_control_reaches_a_terminal() {
    let test = SiteTest::new().article("a", r#""kicker": "أ\u0007ب", "b\u001b[31m": 1"#);
    fs::write(test.path("public/سطر\nآخر.txt"), "").unwrap();
    for format in ["plain", "human"] {
        let output = khabar(&test.path(""), &["check", "--format", format]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("control-character") && text.contains("سطر\\nآخر.txt"), "{text}");
        assert!(!text.contains(['\u{7}', '\u{1b}']), "{text:?}");
        assert!(!text.contains("card-letter"), "nobody misses a control on a card: {text}");
    }
}

#[test]
fn a_card_without_words_is_refused_in_a_sentence() {
    let test = SiteTest::new();
    for headline in ["", " ", "\u{202e}"] {
        let errors = errors(&khabar(&test.path(""), &["card", headline]));
        assert!(errors.len() == 1 && errors[0].contains("headline"), "{headline:?}: {errors:?}");
        assert!(!test.path("card.jpg").exists());
    }
}
