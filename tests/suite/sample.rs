//! The sample newsroom in `public/`, which shows the seed's page.

use std::collections::BTreeSet;

use crate::site_test::{SiteTest, messages, root};

fn built() -> SiteTest {
    let test = SiteTest::new();
    let report = test.build_from(&root().join("public"));
    assert!(!report.has_errors(), "{}", messages(&test, &report));
    test
}

/// Words as a reader would copy them.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text += before;
        rest = after.split_once('>').map_or("", |(_, rest)| rest);
    }
    (text + rest).replace("&amp;", "&").replace("&quot;", "\"")
}

#[test]
fn every_line_of_the_seed_is_on_its_page_in_order() {
    let test = built();
    let page = words(&test.page("article/paris-summit-ukraine-guarantees/"));
    let seed = std::fs::read_to_string(root().join("tests/fixtures/seed-lines.txt")).unwrap();
    let mut from = 0;
    // The date header, the nameplate and the footer are the frame's; the browser flows read them.
    let lines = seed.lines().filter(|line| !line.trim().is_empty()).skip_while(|line| !line.contains("بــرعاية"));
    let mut n_lines = 0;
    for line in lines.take_while(|line| !line.starts_with("حقوق")) {
        let at =
            page[from..].find(line.trim()).unwrap_or_else(|| panic!("{line}\nis not after byte {from} of\n{page}"));
        from += at + line.trim().len();
        n_lines += 1;
    }
    assert_eq!(n_lines, 12);
}

#[test]
fn every_picture_and_file_that_the_samples_name_is_there() {
    let test = built();
    let files = test.built_files();
    let mut named = BTreeSet::new();
    for file in files.iter().filter(|file| file.ends_with(".json") || file.ends_with("index.html")) {
        let text = test.built(file).unwrap();
        named.extend(text.split('"').filter(|text| text.starts_with("/media/")).map(str::to_owned));
    }
    assert!(named.len() > 10);
    let missing: Vec<&String> = named.iter().filter(|path| !files.contains(&path[1..].to_owned())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_samples_follow_their_schema() {
    let schemas = khabar::prerender::schema::schemas();
    let validator = |name: &str| {
        let (_, schema) = schemas.iter().find(|(file, _)| *file == name).unwrap();
        jsonschema::validator_for(schema).unwrap()
    };
    let check = |path: &std::path::Path, validator: &jsonschema::Validator| {
        let value: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path)).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
    };
    check(&root().join("public/site.json"), &validator("site.schema.json"));
    let articles = validator("article.schema.json");
    let mut n_articles = 0;
    for entry in std::fs::read_dir(root().join("public/articles")).unwrap() {
        check(&entry.unwrap().path(), &articles);
        n_articles += 1;
    }
    let pages = validator("page.schema.json");
    for entry in std::fs::read_dir(root().join("public/pages")).unwrap() {
        check(&entry.unwrap().path(), &pages);
    }
    assert!(n_articles > 30, "a real day's paper beside the seed's article");
}

/// Every text in a JSON value that is long enough to be nobody else's.
fn long_texts(value: &serde_json::Value, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) if text.chars().count() > 24 && text.contains(' ') => texts.push(text.clone()),
        serde_json::Value::Array(values) => values.iter().for_each(|value| long_texts(value, texts)),
        serde_json::Value::Object(members) => members.values().for_each(|value| long_texts(value, texts)),
        _ => {}
    }
}

#[test]
fn nothing_of_an_article_that_is_not_public_is_in_the_site() {
    let test = built();
    let is_text = |file: &str| [".html", ".json", ".xml", ".txt"].iter().any(|end| file.ends_with(end));
    let files = test.built_files();
    let texts_of_site: Vec<(&String, String)> =
        files.iter().filter(|file| is_text(file)).map(|file| (file, test.built(file).unwrap())).collect();
    let (mut shown, mut hidden) = (Vec::new(), Vec::new());
    let folders = ["public/articles", "public/pages", "drafts"].map(|folder| root().join(folder));
    for file in folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap().flatten()) {
        let slug = file.file_name().into_string().unwrap().replace(".json", "");
        let mut texts = Vec::new();
        long_texts(&serde_json::from_slice(&std::fs::read(file.path()).unwrap()).unwrap(), &mut texts);
        match files.iter().any(|built| built.ends_with(&format!("{slug}/page.v1.json"))) {
            true => shown.extend(texts),
            false => hidden.push((slug, texts)),
        }
    }
    for (slug, texts) in &hidden {
        assert!(files.iter().all(|file| !file.contains(slug)), "a file is named {slug}");
        // Two articles may have one picture, with the same words for it.
        let own = texts
            .iter()
            .filter(|text| !shown.iter().any(|shown: &String| shown.contains(text.as_str())))
            .map(String::as_str);
        for text in own.chain([slug.as_str()]) {
            for (file, site) in &texts_of_site {
                assert!(!site.contains(text), "{file} has «{text}» of {slug}, which is not public");
            }
        }
    }
    assert!(hidden.len() > 2, "the samples hold a draft, a scheduled and an expired article");
}
