//! A file to include in a server block of nginx.

use std::fmt::Write as _;

use super::super::redirects::Leads;
use super::{FOR_A_DAY, FOR_A_YEAR, MEDIA, REVALIDATED, Served, TYPES, Written, literally, regex, status};

pub(super) fn write(served: &Served<'_>) -> Written {
    Written { beside: Some(("nginx.conf", config(served).into_bytes())), ..Written::default() }
}

fn config(served: &Served<'_>) -> String {
    let base = served.base.as_str();
    let root = served.root.display();
    let not_found = quoted(&served.path("404.html"));
    // Two sites in one server block have names of their own.
    let tag: String = base.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let (missing, variable) = (format!("@khabar{tag}missing"), format!("$khabar{tag}root"));
    let mut text = format!(
        "# Written by `khabar build --host nginx`; the next build writes it anew.\n\
         # Include it in the server block of the site:  include {root}.nginx.conf;\n\n\
         # Where the site lies. Where it is copied to another machine, set this line to its place there.\n\
         set {variable} \"{root}\";\n\n"
    );
    if served.is_bare {
        // Not within the location: with an alias nginx can't look for a file and go on to it.
        let base = literally(base);
        let _ = writeln!(
            text,
            "# Articles have no slash at their end.\nif ($uri ~ \"^{base}(?<khabar{tag}page>[^.]*[^./])$\") {{ }}\n\
             if (-f {variable}/$khabar{tag}page.html) {{ rewrite ^ \"{}$khabar{tag}page.html\" last; }}\n",
            served.base
        );
    }
    if base != "/" {
        let bare = base.trim_end_matches('/');
        let _ = writeln!(
            text,
            "location = {} {{ absolute_redirect off; return 301 \"{}\"; }}\n",
            quoted(bare),
            served.location("/")
        );
    }
    let _ = writeln!(text, "location ^~ {} {{", quoted(base));
    let lies = if base == "/" { format!("root {variable};") } else { format!("alias {variable}/;") };
    let _ = write!(
        text,
        "    {lies}\n    index index.html;\n    absolute_redirect off;\n    charset utf-8;\n    charset_types text/css text/plain text/javascript text/vtt application/json application/xml image/svg+xml;\n"
    );
    text += "    default_type application/octet-stream;\n    types {\n";
    for (ending, kind) in TYPES {
        let _ = writeln!(text, "        {kind} {ending};");
    }
    text += "    }\n\n";
    text += &headers(served, REVALIDATED, "    ");
    text += "\n";
    if served.has_twins {
        text += "    # Needs the module ngx_brotli (Debian and Ubuntu: libnginx-mod-http-brotli-static); without it, take this line out.\n\
                 \x20   brotli_static on;\n    gzip_static on;\n    gzip_vary on;\n\n";
    } else {
        text += "    gzip on;\n    gzip_vary on;\n    gzip_types text/css text/plain text/javascript text/vtt application/json application/xml application/wasm image/svg+xml;\n\n";
    }
    // A folder without a page is no page either.
    let has_fallback = served.is_bare || !served.table.patterns.is_empty();
    if has_fallback {
        let _ = writeln!(text, "    recursive_error_pages on;\n    error_page 403 404 = {missing};");
    } else {
        let _ = writeln!(text, "    error_page 403 =404 {not_found};\n    error_page 404 {not_found};");
    }
    let _ = writeln!(text, "    error_page 410 {not_found};\n    location = {not_found} {{ internal; }}\n");
    let _ = writeln!(text, "    location ~ \"/\\.(?!well-known/)\" {{ return 404; }}\n");
    let _ = writeln!(
        text,
        "    location ^~ {} {{\n{}    }}\n",
        quoted(&served.hashed()),
        headers(served, FOR_A_YEAR, "        ")
    );
    let media = MEDIA.join("|");
    let _ = writeln!(text, "    location ~ \"\\.(?:{media})$\" {{\n{}    }}", headers(served, FOR_A_DAY, "        "));
    for rule in &served.table.exact {
        for form in served.forms(rule) {
            let answer = match &rule.leads {
                Leads::To(target, _) => format!("{} \"{}\"", status(&rule.leads), served.location(&target.text)),
                Leads::Gone => "410".to_owned(),
            };
            let _ = writeln!(text, "    location = {} {{ return {answer}; }}", quoted(&form));
        }
    }
    text += "}\n";
    if has_fallback {
        let _ = writeln!(
            text,
            "\n# Asked where the site has neither page nor file.\nlocation {missing} {{\n    absolute_redirect off;\n    recursive_error_pages on;\n    error_page 404 410 {not_found};"
        );
        if served.is_bare {
            let base = literally(base);
            let _ = writeln!(
                text,
                "    if ($uri ~ \"^{base}(?<khabar{tag}folder>.+)/$\") {{ }}\n    if (-f {variable}/$khabar{tag}folder.html) {{ rewrite ^(.+)/$ $1 permanent; }}"
            );
        }
        for rule in &served.table.patterns {
            let (regex, names) = regex(rule, base);
            match &rule.leads {
                Leads::To(target, is_permanent) => {
                    let group = |name: &str| names.iter().position(|known| *known == name).map_or(0, |at| at + 1);
                    let to = target.with_names(|name| format!("${}", group(name)));
                    let to = if target.is_local() {
                        format!("{}{}", super::encoded_path(base.trim_end_matches('/')), to)
                    } else {
                        to
                    };
                    let flag = if *is_permanent { "permanent" } else { "redirect" };
                    let _ = writeln!(text, "    rewrite \"^{regex}$\" \"{to}\" {flag};");
                }
                Leads::Gone => {
                    let _ = writeln!(text, "    if ($uri ~ \"^{regex}$\") {{ return 410; }}");
                }
            }
        }
        text += "    return 404;\n}\n";
    }
    text
}

fn headers(served: &Served<'_>, cache: &str, indent: &str) -> String {
    let line = |(name, value): (&str, &str)| format!("{indent}add_header {name} \"{value}\" always;\n");
    let own = served.headers.iter().map(|(name, value)| line((name, value)));
    own.collect::<String>() + &line(("Cache-Control", cache))
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
