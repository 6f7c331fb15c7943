//! The JSON Schemas in `schemas/` are those of the declarations in `src/source/contract/`.

use khabar::prerender::schema::{schemas, to_text};

use crate::site_test::root;

#[test]
fn schemas_in_the_repository_are_current() {
    for (name, schema) in schemas() {
        let kept = std::fs::read_to_string(root().join("schemas").join(name)).unwrap_or_default();
        assert!(kept == to_text(&schema), "schemas/{name} is not current: run `cargo run -- schema`");
    }
}

#[test]
fn every_field_says_what_it_means() {
    for (name, schema) in schemas() {
        for (definition, form) in schema["$defs"].as_object().unwrap() {
            for (field, form) in form["properties"].as_object().into_iter().flatten() {
                let documented = form["description"].as_str().is_some_and(|text| !text.is_empty());
                assert!(documented || field == "type", "{name}: {definition}.{field}");
            }
        }
    }
}
