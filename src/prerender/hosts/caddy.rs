//! A file to import in a site block of Caddy.

use std::fmt::Write as _;

use super::super::redirects::Leads;
use super::{FOR_A_DAY, FOR_A_YEAR, MEDIA, REVALIDATED, Served, Written, encoded_path, regex, status};

pub(super) fn write(served: &Served<'_>) -> Written {
    Written { beside: Some(("Caddyfile", config(served).into_bytes())), ..Written::default() }
}

fn config(served: &Served<'_>) -> String {
    let root = served.root.display();
    let base = served.base.trim_end_matches('/');
    let mut text = format!(
        "# Written by `khabar build --host caddy`; the next build writes it anew.\n\
         # Import it in the site's block:  news.example {{ import {root}.Caddyfile }}\n\n"
    );
    for (name, value) in &served.headers {
        let _ = writeln!(text, "header {name} \"{value}\"");
    }
    let media: Vec<String> = MEDIA.iter().map(|ending| format!("*.{ending}")).collect();
    let hashed = format!("{}*", served.hashed());
    let _ = write!(
        text,
        "@khabar_hashed path \"{hashed}\"\n\
         @khabar_media {{\n    path {}\n    not path \"{hashed}\"\n}}\n\
         @khabar_rest not path \"{hashed}\" {}\n\
         header @khabar_hashed Cache-Control \"{FOR_A_YEAR}\"\n\
         header @khabar_media Cache-Control \"{FOR_A_DAY}\"\n\
         header @khabar_rest Cache-Control \"{REVALIDATED}\"\n\n",
        media.join(" "),
        media.join(" "),
    );
    // In the order as written, and not in Caddy's own.
    text += "route {\n    @khabar_hidden {\n        path */.*\n        not path */.well-known/*\n    }\n    error @khabar_hidden 404\n";
    if !base.is_empty() {
        let _ = writeln!(text, "    redir \"{base}\" \"{}\" 301", served.location("/"));
    }
    let mut gone: Vec<String> = Vec::new();
    for rule in &served.table.exact {
        for form in served.forms(rule) {
            match &rule.leads {
                Leads::To(target, _) => {
                    let _ = writeln!(
                        text,
                        "    redir \"{form}\" \"{}\" {}",
                        served.location(&target.text),
                        status(&rule.leads)
                    );
                }
                Leads::Gone => gone.push(format!("\"{form}\"")),
            }
        }
    }
    if !gone.is_empty() {
        let _ = writeln!(text, "    @khabar_gone path {}\n    error @khabar_gone 410", gone.join(" "));
    }
    if !base.is_empty() {
        let _ = writeln!(text, "    uri strip_prefix \"{}\"", encoded_path(base));
    }
    for (index, rule) in served.table.patterns.iter().enumerate() {
        let (regex, names) = regex(rule, "/");
        let name = format!("khabar_{index}");
        let _ = writeln!(
            text,
            "    @{name} {{\n        path_regexp {name} \"^{regex}$\"\n        not file {{\n            root \"{root}\"\n            try_files {{path}} {{path}}/index.html\n        }}\n    }}"
        );
        match &rule.leads {
            Leads::To(target, _) => {
                let group = |part: &str| names.iter().position(|known| *known == part).map_or(0, |at| at + 1);
                let to = target.with_names(|part| format!("{{re.{name}.{}}}", group(part)));
                let base = if target.is_local() { encoded_path(base) } else { String::new() };
                let _ = writeln!(text, "    redir @{name} \"{base}{to}\" {}", status(&rule.leads));
            }
            Leads::Gone => {
                let _ = writeln!(text, "    error @{name} 410");
            }
        }
    }
    let _ = writeln!(text, "    root * \"{root}\"");
    if served.is_bare {
        // One within the other: matchers of one set are asked in no order.
        let _ = writeln!(
            text,
            "    @khabar_slash path_regexp khabar_slash ^(.+)/$\n    route @khabar_slash {{\n        @khabar_page file {{re.khabar_slash.1}}.html\n        redir @khabar_page \"{}{{re.khabar_slash.1}}\" 301\n    }}\n    try_files {{path}}.html {{path}}",
            encoded_path(base)
        );
    }
    let precompressed = if served.has_twins { " {\n        precompressed br gzip\n    }" } else { "" };
    if !served.has_twins {
        text += "    encode zstd gzip\n";
    }
    let _ = writeln!(text, "    file_server{precompressed}\n}}\n");
    let _ = write!(text, "handle_errors {{\n    root * \"{root}\"\n    header Cache-Control \"{REVALIDATED}\"\n");
    for (name, value) in &served.headers {
        let _ = writeln!(text, "    header {name} \"{value}\"");
    }
    text += "    rewrite * /404.html\n    file_server\n}\n";
    text
}
