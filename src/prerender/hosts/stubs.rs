//! Hosts that know no redirects: a page at each old address that leads on at once, and names the new address to
//! search engines.

use html_escape::{encode_double_quoted_attribute as attribute, encode_text as text};

use super::super::redirects::Leads;
use super::{Host, Served, Written};

pub(super) fn write(served: &Served<'_>) -> Written {
    let mut written = Written::default();
    if served.host == Host::GithubPages {
        // Else files whose names begin with an underscore are left out.
        written.within.push((".nojekyll".to_owned(), Vec::new()));
    }
    written.within.extend(stubs(served));
    written
}

/// The pages that lead on. What is gone has none: such a host can only answer that nothing is there.
pub(super) fn stubs(served: &Served<'_>) -> Vec<(String, Vec<u8>)> {
    let patterns: Vec<_> = served.table.patterns.iter().collect();
    let stub = |rule: &super::Rule| {
        let Leads::To(target, _) = &rule.leads else { return None };
        let path = rule.from.bare();
        let inner = path.trim_start_matches('/');
        let file = match inner {
            // A page under another ending would be read as something else.
            inner if inner.ends_with(".html") => inner.to_owned(),
            inner => format!("{inner}/index.html"),
        };
        Some((file, stub_page(served, &served.location(&target.text)).into_bytes()))
    };
    served.whole_paths(&patterns).iter().filter_map(stub).collect()
}

fn stub_page(served: &Served<'_>, to: &str) -> String {
    let href = attribute(to);
    format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<meta charset=\"utf-8\">\n<title>{shown}</title>\n\
         <link rel=\"canonical\" href=\"{href}\">\n<meta http-equiv=\"refresh\" content=\"0; url={href}\">\n\
         <p dir=\"ltr\"><a href=\"{href}\">{shown}</a></p>\n</html>\n",
        served.language,
        served.direction,
        shown = text(to),
    )
}
