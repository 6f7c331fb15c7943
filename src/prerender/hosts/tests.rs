use super::facts::{Counted, excesses, of};
use super::*;

#[test]
fn a_limit_is_named_with_its_count_and_what_to_do() {
    let mut files = Files::default();
    for index in 0..20_001 {
        files.add(format!("{index}.html"), Vec::new());
    }
    let messages =
        excesses(&of(Host::Cloudflare), &files, &[(Counted::Redirects, 2_001), (Counted::PatternRedirects, 100)]);
    assert_eq!(messages.len(), 2, "{messages:#?}");
    assert!(messages[0].contains("20001 files") && messages[0].contains("at most 20000"), "{messages:#?}");
    assert!(messages[1].contains("2001 redirects") && messages[1].contains("Bulk Redirects"), "{messages:#?}");
    assert!(excesses(&of(Host::Nginx), &files, &[]).is_empty());
}

#[test]
fn the_policy_of_the_header_is_that_of_the_document() {
    let mut files = Files::default();
    let document = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#x27;none&#x27;; a &amp; b\">";
    files.add("404.html".to_owned(), document.as_bytes().to_vec());
    assert_eq!(headers(&policy(&files))[0].1, "default-src 'none'; a & b; frame-ancestors 'self'");
}
