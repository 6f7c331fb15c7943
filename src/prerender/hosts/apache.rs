//! `.htaccess`, which Apache reads in the site's own folder.

use std::fmt::Write as _;

use super::super::redirects::Leads;
use super::{
    FOR_A_DAY, FOR_A_YEAR, MEDIA, REVALIDATED, Served, TYPES, Written, encoded_path, literally, regex, status,
};

pub(super) fn write(served: &Served<'_>) -> Written {
    Written { within: vec![(".htaccess".to_owned(), config(served).into_bytes())], ..Written::default() }
}

fn config(served: &Served<'_>) -> String {
    let not_found = encoded_path(&served.path("404.html"));
    let base = encoded_path(&served.base);
    let mut text = format!(
        "# Written by `khabar build --host apache`; the next build writes it anew.\n\
         # Needs AllowOverride FileInfo Indexes, mod_rewrite and mod_headers.\n\n\
         DirectoryIndex index.html\nErrorDocument 404 {not_found}\nErrorDocument 410 {not_found}\nFileETag MTime Size\n\n"
    );
    for (ending, kind) in TYPES {
        let _ = writeln!(text, "AddType {kind} .{ending}");
    }
    text += "AddDefaultCharset utf-8\nAddCharset utf-8 .css .js .json .svg .vtt .xml\n\n<IfModule mod_headers.c>\n";
    for (name, value) in &served.headers {
        let _ = writeln!(text, "Header always set {name} \"{value}\"");
    }
    let media = MEDIA.join("|");
    let _ = write!(
        text,
        "Header set Cache-Control \"{REVALIDATED}\"\n\
         <FilesMatch \"\\.(?:{media})$\">\nHeader set Cache-Control \"{FOR_A_DAY}\"\n</FilesMatch>\n\
         <If \"%{{REQUEST_URI}} =~ m#^{hashed}#\">\nHeader set Cache-Control \"{FOR_A_YEAR}\"\n</If>\n",
        hashed = literally(&encoded_path(&served.hashed())),
    );
    if served.has_twins {
        text += "Header append Vary Accept-Encoding\n";
    }
    let _ = write!(text, "</IfModule>\n\nRewriteEngine On\nRewriteBase {base}\n");
    text += "RewriteRule \"(?:^|/)\\.(?!well-known(?:/|$))\" - [R=404,L]\n\n";
    for rule in &served.table.exact {
        let slash = if rule.from.is_file() { "" } else { "/?" };
        rewrite(
            served,
            &mut text,
            &format!("^{}{slash}$", literally(rule.from.bare().trim_start_matches('/'))),
            &rule.leads,
            &[],
        );
    }
    for rule in &served.table.patterns {
        let (regex, names) = regex(rule, "/");
        // In a folder's own file a path has no slash at its start.
        text += "RewriteCond %{REQUEST_FILENAME} !-f\nRewriteCond %{REQUEST_FILENAME}/index.html !-f\n";
        rewrite(served, &mut text, &format!("^{}$", regex.trim_start_matches('/')), &rule.leads, &names);
    }
    if served.is_bare {
        // Beside the document lies a folder of its name, which Apache would send a reader on to.
        let _ = write!(
            text,
            "\n# Articles have no slash at their end.\nDirectorySlash Off\nRewriteOptions AllowNoSlash\n\
             RewriteCond %{{REQUEST_FILENAME}}.html -f\nRewriteRule \"^(.+[^/])$\" \"$1.html\" [L]\n\
             RewriteCond %{{REQUEST_FILENAME}}/index.html -f\nRewriteRule \"^(.+[^/])$\" \"{base}$1/\" [R=301,L]\n\
             RewriteCond %{{REQUEST_FILENAME}} -d\nRewriteCond %{{REQUEST_FILENAME}}index.html !-f\nRewriteRule \"^(.+)/$\" \"{base}$1\" [R=301,L]\n",
            base = base.replace('%', "\\%"),
        );
    }
    text += "\n# A folder without a page is no page either.\n\
             RewriteCond %{REQUEST_FILENAME} -d\nRewriteCond %{REQUEST_FILENAME}/index.html !-f\nRewriteRule \"^\" - [R=404,L]\n";
    if served.has_twins {
        text += "\nRemoveType .gz .br\nAddEncoding br .br\nAddEncoding gzip .gz\n";
        for (name, ending) in [("br", "br"), ("gzip", "gz")] {
            let _ = write!(
                text,
                "RewriteCond %{{HTTP:Accept-Encoding}} \"\\b{name}\\b\"\nRewriteCond %{{REQUEST_FILENAME}}.{ending} -f\nRewriteRule \"^(.+)$\" \"$1.{ending}\" [L,E=no-gzip:1]\n"
            );
        }
    }
    text
}

fn rewrite(served: &Served<'_>, text: &mut String, regex: &str, leads: &Leads, names: &[&str]) {
    let _ = match leads {
        Leads::To(target, _) => {
            let group = |name: &str| names.iter().position(|known| *known == name).map_or(0, |at| at + 1);
            // A percent sign before a digit is a back reference.
            let mark = "\u{1}";
            let to = target.with_names(|name| format!("{mark}{}", group(name))).replace('%', "\\%").replace(mark, "$");
            let base = if target.is_local() {
                encoded_path(served.base.trim_end_matches('/')).replace('%', "\\%")
            } else {
                String::new()
            };
            let escape = if names.is_empty() { ",NE" } else { "" };
            writeln!(text, "RewriteRule \"{regex}\" \"{base}{to}\" [R={},L{escape}]", status(leads))
        }
        Leads::Gone => writeln!(text, "RewriteRule \"{regex}\" - [G]"),
    };
}
