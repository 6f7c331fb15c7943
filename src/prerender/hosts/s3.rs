//! The settings of a bucket that serves a website, and the commands that put it there.

use serde_json::{Value, json};

use super::super::redirects::{Leads, Segment};
use super::facts::Counted;
use super::{FOR_A_DAY, FOR_A_YEAR, HASHED, MEDIA, REVALIDATED, Rule, Served, Written, status, stubs};

pub(super) fn write(served: &Served<'_>) -> Written {
    let key = |path: &str| served.path(path).trim_start_matches('/').to_owned();
    // A rule knows the start of a path only; other patterns become whole paths.
    let (routed, others): (Vec<&Rule>, Vec<&Rule>) = served.table.patterns.iter().partition(|rule| is_start(rule));
    let routing: Vec<Value> = routed.iter().filter_map(|rule| routing_rule(served, rule)).collect();
    let redirects: Vec<Value> = served
        .whole_paths(&others)
        .iter()
        .filter_map(|rule| {
            let Leads::To(target, _) = &rule.leads else { return None };
            let path = rule.from.bare();
            let file = if rule.from.is_file() { path } else { format!("{path}/index.html") };
            Some(json!({ "key": key(&file), "website_redirect_location": served.location(&target.text) }))
        })
        .collect();
    let bare: Vec<Value> = match served.is_bare {
        true => served
            .pages()
            .iter()
            .filter(|page| !page.ends_with('/'))
            .map(|page| json!({ "file": format!("{}.html", &page[1..]), "key": key(page) }))
            .collect(),
        false => Vec::new(),
    };
    let headers: Vec<Value> = served
        .headers
        .iter()
        .map(|(name, value)| json!({ "Header": name, "Value": value, "Override": true }))
        .collect();
    let bucket = format!("s3://BUCKET/{}", key(""));
    let root = served.root.display();
    let media: String = MEDIA.iter().map(|ending| format!(" --include '*.{ending}'")).collect();
    let settings = json!({
        "about": "Written by `khabar build --host s3`; docs/hosting.md says how to use it.",
        "website": {
            "IndexDocument": { "Suffix": "index.html" },
            "ErrorDocument": { "Key": key("404.html") },
            "RoutingRules": routing,
        },
        "commands": [
            format!("aws s3 sync '{root}/{HASHED}' '{bucket}{HASHED}' --cache-control '{FOR_A_YEAR}'"),
            format!("aws s3 sync '{root}' '{bucket}' --exclude '*'{media} --exclude '{HASHED}/*' --cache-control '{FOR_A_DAY}'"),
            format!("aws s3 sync '{root}' '{bucket}' --exclude '.khabar-*' --exclude '{HASHED}/*'{} --cache-control '{REVALIDATED}'", media.replace("--include", "--exclude")),
        ],
        "redirects": redirects,
        "pages_without_slash": bare,
        "response_headers_policy": {
            "Name": "khabar",
            "CustomHeadersConfig": { "Quantity": headers.len(), "Items": headers },
        },
    });
    let mut written =
        Written { beside: Some(("s3.json", format!("{settings:#}\n").into_bytes())), ..Written::default() };
    written.counts.push((Counted::RoutingRules, routing.len() as u64));
    // For readers who come by another way than the website's own address.
    written.within = stubs::stubs(served);
    written
}

/// Whether a pattern is letters and {rest}, and leads to letters and {rest}.
fn is_start(rule: &Rule) -> bool {
    let (rest, before) = rule.from.segments.split_last().map_or((None, &[][..]), |(rest, before)| (Some(rest), before));
    let is_plain = before.iter().all(|segment| matches!(segment, Segment::Text(_)));
    let to_start = matches!(&rule.leads, Leads::To(target, _) if target.text.ends_with("{rest}") && target.text.matches('{').count() == 1);
    rest == Some(&Segment::Rest) && is_plain && to_start
}

fn routing_rule(served: &Served<'_>, rule: &Rule) -> Option<Value> {
    let Leads::To(target, _) = &rule.leads else { return None };
    let prefix = served.path(&rule.from.bare()).replace("{rest}", "");
    let to = target.text.replace("{rest}", "");
    let mut redirect = json!({ "HttpRedirectCode": status(&rule.leads).to_string() });
    match to.split_once("://") {
        Some((protocol, rest)) => {
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            redirect["Protocol"] = json!(protocol);
            redirect["HostName"] = json!(host);
            redirect["ReplaceKeyPrefixWith"] = json!(path);
        }
        None => redirect["ReplaceKeyPrefixWith"] = json!(served.location(&to).trim_start_matches('/')),
    }
    Some(
        json!({ "Condition": { "KeyPrefixEquals": prefix.trim_start_matches('/'), "HttpErrorCodeReturnedEquals": "404" }, "Redirect": redirect }),
    )
}
