//! Who answers for the paper, as it stands at the end of each static page.
//!
//! It is written into the data of these pages as blocks, so that no other page carries it and the app needs nothing to
//! show it.

use serde_json::{Value, json};

use crate::edition::Publisher;
use crate::model::Language;

/// The publisher's data as blocks; none, where `site.json` says no more than a name.
pub(super) fn imprint(publisher: &Publisher, language: &Language) -> Vec<Value> {
    let is_arabic = language.primary() == "ar";
    let item = |arabic: &str, english: &str, value: Value| {
        let label = if is_arabic { arabic } else { english };
        json!([{ "type": "strong", "text": format!("{label}: ") }, value])
    };
    // Addresses and numbers are read from left to right in both scripts.
    let number = |text: &str| json!({ "type": "bdi", "text": text, "direction": "ltr" });
    let link = |href: String, text: &str| json!({ "type": "link", "href": href, "text": [number(text)] });
    let Publisher { legal_name, responsible_editor, licence_number, contact, .. } = publisher;
    let contact = contact.as_ref();
    let email = contact.and_then(|contact| contact.email.as_deref());
    let phone = contact.and_then(|contact| contact.phone.as_deref());
    let address = contact.and_then(|contact| contact.address.as_deref());
    let items = [
        legal_name.as_deref().map(|name| item("الاسم القانوني", "Legal name", json!(name))),
        responsible_editor.as_deref().map(|name| item("رئيس التحرير المسؤول", "Responsible editor", json!(name))),
        licence_number.as_deref().map(|text| item("رقم الترخيص", "Licence number", number(text))),
        address.map(|text| item("العنوان", "Address", json!(text))),
        phone.map(|text| item("الهاتف", "Telephone", link(format!("tel:{}", dialled(text)), text))),
        email.map(|text| item("البريد الإلكتروني", "E-mail", link(format!("mailto:{text}"), text))),
    ];
    let items: Vec<Value> = items.into_iter().flatten().collect();
    if items.is_empty() {
        return Vec::new();
    }
    let title = if is_arabic { "الناشر" } else { "Publisher" };
    vec![json!({ "type": "heading", "level": 2, "text": title }), json!({ "type": "list", "items": items })]
}

/// What a telephone dials of a number as it is printed.
fn dialled(phone: &str) -> String {
    let digit = |c: char| match c {
        '+' => Some('+'),
        '٠'..='٩' => char::from_digit(u32::from(c) - u32::from('٠'), 10),
        c => c.is_ascii_digit().then_some(c),
    };
    phone.chars().filter_map(digit).collect()
}
