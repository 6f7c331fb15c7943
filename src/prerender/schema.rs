//! JSON Schemas of the content contract, from the same declarations that its readers come from.

use std::io;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::edition::{HistoryFile, RedirectsFile, SiteFile};
use crate::model::{Article, StaticPage};
use crate::source::reader::{Read, RecordShape, Shape};

/// The schemas by the names of their files.
pub fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        ("site.schema.json", schema("Khabar: site.json", &SiteFile::shape())),
        ("article.schema.json", schema("Khabar: an article", &Article::shape())),
        ("page.schema.json", schema("Khabar: a static page", &StaticPage::shape())),
        ("redirects.schema.json", schema("Khabar: redirects.json", &RedirectsFile::shape())),
        ("history.schema.json", schema("Khabar: what a site has published", &HistoryFile::shape())),
    ]
}

/// The text of a schema's file.
pub fn to_text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

/// Writes the schemas into a folder.
pub fn write(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for (name, schema) in schemas() {
        std::fs::write(folder.join(name), to_text(&schema))?;
    }
    Ok(())
}

fn schema(title: &str, root: &Shape) -> Value {
    let mut definitions = Map::new();
    let reference = form(root, &mut definitions);
    definitions.sort_keys();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "$ref": reference["$ref"],
        "$defs": definitions,
    })
}

fn form(shape: &Shape, definitions: &mut Map<String, Value>) -> Value {
    match shape {
        Shape::Text { pattern, doc } => {
            let mut form = json!({ "type": "string" });
            if !doc.is_empty() {
                form["description"] = json!(doc);
            }
            if let Some(pattern) = pattern {
                form["pattern"] = json!(pattern);
            }
            form
        }
        Shape::Integer(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Shape::Fraction => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
        Shape::Boolean => json!({ "type": "boolean" }),
        Shape::Words(words) => json!({ "enum": words }),
        Shape::List(item) => json!({ "type": "array", "items": form(item, definitions) }),
        Shape::Pair(item) => {
            json!({ "type": "array", "items": form(item, definitions), "minItems": 2, "maxItems": 2 })
        }
        Shape::Map(value) => {
            json!({ "type": "object", "additionalProperties": form(value, definitions) })
        }
        Shape::AnyOf(forms) => {
            let forms: Vec<Value> = forms.iter().map(|shape| form(shape, definitions)).collect();
            json!({ "anyOf": forms })
        }
        Shape::Named(name, shape) => reference(name, definitions, |definitions| form(&shape(), definitions)),
        Shape::Record(record) => {
            let record = record();
            // A type that is a block as well as a field has both forms.
            reference(record.name, definitions, |definitions| object(&record, definitions))
        }
    }
}

/// Points at a definition, which is made once.
fn reference(
    name: &str,
    definitions: &mut Map<String, Value>,
    make: impl FnOnce(&mut Map<String, Value>) -> Value,
) -> Value {
    if !definitions.contains_key(name) {
        definitions.insert(name.to_owned(), Value::Null);
        let definition = make(definitions);
        definitions.insert(name.to_owned(), definition);
    }
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn object(record: &RecordShape, definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    let mut required: Vec<&str> = Vec::new();
    if record.is_versioned {
        properties.insert(
            "$schema".to_owned(),
            json!({ "type": "string", "description": "Where editors find this schema." }),
        );
        properties
            .insert("version".to_owned(), json!({ "const": 1, "description": "The version of the content contract." }));
        required.push("version");
    }
    if let Some(tag) = record.tag {
        properties.insert("type".to_owned(), json!({ "const": tag }));
        // A correction is a block and a field of the article as well; there it needs no type.
        if tag != "correction" {
            required.push("type");
        }
    }
    for field in &record.fields {
        let mut form = form(&field.shape, definitions);
        form["description"] = json!(field.doc);
        properties.insert(field.name.to_owned(), form);
        if field.is_required {
            required.push(field.name);
        }
    }
    json!({
        "type": "object",
        "description": record.doc,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}
