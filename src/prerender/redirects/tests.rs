use super::*;
use proptest::prelude::*;

fn to(text: &str) -> Leads {
    Leads::To(Target { text: text.to_owned() }, true)
}

fn rule(from: &str, leads: Leads) -> Rule {
    Rule { from: Path::new(from).unwrap(), leads }
}

fn end(rules: &[Rule], from: usize) -> End {
    Chains::new(rules).end(from, |path| path == "/article/page/")
}

#[test]
fn a_chain_becomes_one_step_and_a_loop_is_named() {
    let rules = [
        rule("/a/", to("/b")),
        rule("/b/", Leads::To(Target { text: "/2020/01/c/".to_owned() }, false)),
        rule("/{yyyy}/{mm}/{slug}/", to("/article/{slug}/")),
        rule("/x/", to("/%79/")),
        rule("/y/", to("/x")),
        rule("/gone/", Leads::Gone),
        rule("/old/", to("/gone/")),
        rule("/article/{slug}/", to("/2020/01/{slug}/")),
    ];
    let Leads::To(target, _) = to("/article/c/") else { unreachable!() };
    assert_eq!(end(&rules[..7], 0), End::At(Leads::To(target, false)), "for good only where each step is");
    assert_eq!(end(&rules, 3), End::Loop(vec![3, 4, 3]));
    assert_eq!(end(&rules, 6), End::At(Leads::Gone));
    assert_eq!(end(&rules, 2), End::Loop(vec![2, 7, 2]), "a pattern that comes back to itself");
    let page = [rule("/p/", to("/article/page/")), rule("/article/{slug}/", to("/elsewhere/"))];
    assert_eq!(end(&page, 0), End::At(to("/article/page/")), "a page wins over a pattern");
}

#[test]
fn a_pattern_becomes_a_rule_for_each_article_that_had_such_an_address() {
    let article =
        |slug: &str| Permalink { slug: Slug::new(slug), year: Some(2026), month: Some(1), ..Permalink::default() };
    let table = Table { articles: vec![article("a"), article("خبر")], ..Table::default() };
    let froms = |pattern: &Rule, pages: &[&str]| -> Vec<String> {
        table.expanded(pattern, pages).iter().map(|rule| rule.from.written()).collect()
    };
    let dated = rule("/{yyyy}/{mm}/{slug}/", to("/article/{slug}/"));
    assert_eq!(froms(&dated, &[]), ["/2026/01/a/", "/2026/01/خبر/"]);
    assert_eq!(table.expanded(&dated, &[])[1].leads, to("/article/خبر/"));
    assert!(froms(&rule("/{section}/{slug}/", to("/article/{slug}/")), &[]).is_empty(), "none of them has a section");
    let rest = rule("/blog/{rest}", to("/article/{rest}"));
    assert_eq!(froms(&rest, &["/article/a/", "/about/"]), ["/blog/a/"]);
}

#[test]
fn what_can_be_no_rule_says_why() {
    for from in [
        "a/",
        "/",
        "/a?p=1",
        "/a//b/",
        "/../a/",
        "/{rest}",
        "/{rest}/a/",
        "/{name}/",
        "/{slug}/{slug}/",
        "/%zz/",
        "/a{slug}/",
    ] {
        assert!(Path::new(from).is_err(), "{from}");
    }
    let from = Path::new("/{yyyy}/{slug}/").unwrap();
    for to in ["a", "//x.example/", "javascript:x", "/{id}/", "/a b/", "/a\nb"] {
        assert!(Target::new(to, &from).is_err(), "{to:?}");
    }
    assert!(Target::new("https://old.example/{slug}?y={yyyy}", &from).is_ok());
}

proptest! {
    #[test]
    fn no_text_panics(from in "[/{}a-z%?\\PC]{0,30}", to in "[/{}a-z:%\\PC]{0,30}") {
        if let Ok(from) = Path::new(&from) {
            let _ = Target::new(&to, &from).map(|target| target.with_names(str::to_owned));
            prop_assert!(!from.bare().ends_with('/'));
        }
    }

    #[test]
    fn a_path_matches_itself(path in "(/[a-zا-ي0-9-]{1,9}){1,4}/?") {
        let read = Path::new(&path).unwrap();
        prop_assert_eq!(read.written(), path.clone());
        prop_assert!(read.matches(&path).is_some());
        prop_assert_eq!(Path::new(&encoded(&path)).unwrap(), read);
    }
}
