use super::*;
use proptest::prelude::*;

fn site(base: &str, permalink: &str) -> Addresses {
    Addresses::new(base, pattern(permalink).unwrap(), Prefixes::default())
}

fn pattern(text: &str) -> Result<Pattern, PatternError> {
    Pattern::new(text, &Prefixes::default())
}

fn article(slug: &str) -> Address {
    Address::Article(Permalink { slug: Slug::new(slug), ..Permalink::default() })
}

fn section(slug: &str) -> Collection {
    Collection::Section(Slug::new(slug).unwrap())
}

#[test]
fn lists_have_times_and_the_first_part_of_a_month_has_one_address() {
    let site = site("/", "/article/{slug}/");
    let period = |year, month, part| Some(Period { year, month, part });
    for (path, collection, when) in [
        ("/archive/", Collection::All, None),
        ("/archive/2026/", Collection::All, period(2026, None, 1)),
        ("/section/sport/2026/01/", section("sport"), period(2026, Some(1), 1)),
        ("/tag/نفط/2025/12/3/", Collection::Tag(Slug::new("نفط").unwrap()), period(2025, Some(12), 3)),
        ("/author/hind/0999/", Collection::Author(Slug::new("hind").unwrap()), period(999, None, 1)),
    ] {
        assert_eq!(site.parse(path), Address::List(collection.clone(), when), "{path}");
        assert_eq!(site.path(&Address::List(collection, when)).as_deref(), Some(path));
    }
    for path in [
        "/archive/2026/1/",
        "/archive/2026/13/",
        "/archive/26/",
        "/archive/2026/01/1/",
        "/archive/2026/01/02/",
        "/archive/2026/01/2/3/",
        "/section/sport/x/",
        "/tag/",
        "/author/",
    ] {
        assert_eq!(site.parse(path), Address::Unknown, "{path}");
    }
}

#[test]
fn a_single_name_is_a_static_page_unless_it_is_reserved_or_the_permalink_takes_it() {
    let page = |slug: &str| Address::Page(Slug::new(slug).unwrap());
    assert_eq!(site("/", "/article/{slug}/").parse("/about/"), page("about"));
    assert_eq!(site("/", "/article/{slug}/").path(&page("about")).as_deref(), Some("/about/"));
    assert_eq!(site("/", "/{slug}/").parse("/about/"), article("about"));
    assert_eq!(site("/", "/article/{slug}/").parse("/archive/"), Address::List(Collection::All, None));
}

#[test]
fn no_page_and_no_permalink_takes_a_first_segment_of_the_site_s_own() {
    // Does not compile with a kind of list that is not among those below.
    let is_known = |collection: &Collection| match collection {
        Collection::All | Collection::Section(_) | Collection::Tag(_) | Collection::Author(_) => true,
    };
    let slug = Slug::new("a").unwrap();
    let lists =
        [Collection::All, Collection::Section(slug.clone()), Collection::Tag(slug.clone()), Collection::Author(slug)];
    assert!(lists.iter().all(is_known));
    let site = site("/", "/article/{slug}/");
    for list in lists {
        let path = site.path(&Address::List(list, None)).unwrap();
        let first = path.split('/').nth(1).unwrap();
        let page = Slug::new(first).unwrap();
        assert_eq!(site.page(&page), None, "{first}");
        assert_ne!(site.parse(&format!("/{first}/")), Address::Page(page), "{first}");
        assert_eq!(pattern(&format!("/{first}/{{slug}}/")), Err(PatternError::Reserved), "{first}");
    }
}

#[test]
fn lists_begin_as_the_site_says() {
    let prefixes = Prefixes::new(["archive", "category", "وسم", "writers"].into_iter().filter_map(Slug::new).collect());
    let permalink = Pattern::new("/{slug}/", &prefixes).unwrap();
    assert_eq!(Pattern::new("/category/{slug}/", &prefixes), Err(PatternError::Reserved));
    let site = Addresses::new("/", permalink, prefixes);
    let slug = |text| Slug::new(text).unwrap();
    for (path, list) in [
        ("/archive/", Collection::All),
        ("/category/sport/", section("sport")),
        ("/وسم/نفط/", Collection::Tag(slug("نفط"))),
        ("/writers/hind/", Collection::Author(slug("hind"))),
    ] {
        assert_eq!(site.parse(path), Address::List(list.clone(), None));
        assert_eq!(site.path(&Address::List(list, None)).as_deref(), Some(path));
    }
    assert_eq!(site.parse("/section/sport/"), Address::Unknown);
    assert_eq!(site.parse("/category/"), Address::Unknown);
    assert_eq!(site.page(&slug("writers")), None);
    assert_eq!(site.parse("/section/"), article("section"));
}

#[test]
fn the_default_pattern_knows_front_section_and_article() {
    let site = site("/", "/article/{slug}/");
    assert_eq!(site.parse("/"), Address::Front);
    assert_eq!(site.parse("/index.html"), Address::Front);
    assert_eq!(site.parse("/section/politics/"), Address::List(section("politics"), None));
    for path in ["/article/paris/", "/article/paris", "/article/paris/index.html"] {
        assert_eq!(site.parse(path), article("paris"));
    }
    for path in ["/article/a/b/", "/section/", "/index.htm", "/xindex.html"] {
        assert_eq!(site.parse(path), Address::Unknown, "{path}");
    }
}

#[test]
fn arabic_slugs_are_known_raw_and_encoded_in_either_case() {
    let site = site("/", "/article/{slug}/");
    for path in
        ["/article/خبر/", "/article/%D8%AE%D8%A8%D8%B1/", "/article/%d8%ae%d8%a8%d8%b1", "/article/%d8%AE%D8%a8ر/"]
    {
        assert_eq!(site.parse(path), article("خبر"), "{path}");
    }
}

#[test]
fn a_sub_path_is_part_of_every_address() {
    let site = site("/news/أخبار/", "/article/{slug}/");
    assert_eq!(site.parse("/news/أخبار/"), Address::Front);
    assert_eq!(site.parse("/news/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"), Address::Front);
    assert_eq!(site.parse("/news/%d8%a3%d8%ae%d8%a8%d8%a7%d8%b1/article/x/"), article("x"));
    assert_eq!(site.parse("/article/x/"), Address::Unknown);
}

#[test]
fn hostile_paths_are_unknown() {
    let site = site("/", "/article/{slug}/");
    for path in [
        "/article/../../x",
        "/article/%2e%2e/x",
        "/article/a%2fb/",
        "/article/%00/",
        "/article/%",
        "/article/%E0%A4%A/",
        "/article/%ff/",
        "/article/%ED%A0%80/",
        "//evil/",
        "/article//x/",
        "/article/a\\b/",
        "",
        "article",
        "/article/a b/",
    ] {
        assert_eq!(site.parse(path), Address::Unknown, "{path}");
    }
    assert_eq!(site.parse(&format!("/article/{}/", "a".repeat(5_000))), Address::Unknown);
}

#[test]
fn a_pattern_that_cannot_work_says_why() {
    assert_eq!(pattern("article/{slug}"), Err(PatternError::NoSlash));
    assert_eq!(pattern("/{yyyy}/{mm}/"), Err(PatternError::NoIdentity));
    assert_eq!(pattern("/section/{slug}/"), Err(PatternError::Reserved));
    assert_eq!(pattern("/a/{post_id}/"), Err(PatternError::UnknownPart("{post_id}".to_owned())));
    assert_eq!(pattern("/a/../{slug}/"), Err(PatternError::UnknownPart("..".to_owned())));
}

fn patterns() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "/article/{slug}/",
        "/article/{slug}",
        "/{slug}/",
        "/{slug}",
        "/{id}/",
        "/{id}",
        "/{section}/{slug}/",
        "/{section}/{slug}",
        "/{yyyy}/{mm}/{slug}/",
        "/{yyyy}/{mm}/{slug}",
        "/{yyyy}/{mm}/{dd}/{slug}/",
        "/{yyyy}/{mm}/{dd}/{slug}",
    ])
}

/// The address with every letter outside ASCII, or every letter at all, as an escape.
fn escaped(path: &str, is_all: bool, is_small: bool) -> String {
    let escape = |b: u8| if is_small { format!("%{b:02x}") } else { format!("%{b:02X}") };
    let is_kept = |b: u8| b == b'/' || b.is_ascii() && !is_all;
    path.bytes().map(|b| if is_kept(b) { char::from(b).to_string() } else { escape(b) }).collect()
}

proptest! {
    #[test]
    fn an_address_survives_its_path_and_a_path_its_address(
        pattern in patterns(), base in prop::sample::select(vec!["/", "/sub/", "/أخبار/"]),
        slug in "[a-zا-ي0-9][a-zا-ي0-9-]{0,20}", year in 1_u16..=9999, month in 1_u8..=12, day in 1_u8..=31,
        is_all in any::<bool>(), is_small in any::<bool>(),
    ) {
        let site = site(base, pattern);
        prop_assume!(!USUAL.contains(&slug.as_str()));
        let has = |part: &str| pattern.contains(part);
        let permalink = Permalink {
            slug: Slug::new(&slug).filter(|_| has("{slug}")),
            id: Slug::new(&slug).filter(|_| has("{id}")),
            section: Slug::new("sport").filter(|_| has("{section}")),
            year: has("{yyyy}").then_some(year),
            month: has("{mm}").then_some(month),
            day: has("{dd}").then_some(day),
        };
        let address = Address::Article(permalink);
        let path = site.path(&address).unwrap();
        prop_assert_eq!(path.ends_with('/'), pattern.ends_with('/'));
        let full = format!("{base}{}", &path[1..]);
        let bare = full.trim_end_matches('/');
        // However a browser or an old link writes it, it is one address with one path.
        for form in [full.clone(), escaped(&full, is_all, is_small), bare.to_owned(), format!("{bare}/"), format!("{bare}/index.html")] {
            prop_assert_eq!(site.parse(&form), address.clone(), "{}", form);
            prop_assert_eq!(site.path(&site.parse(&form)), Some(path.clone()), "{}", form);
        }
    }

    #[test]
    fn a_list_survives_its_path(
        slug in "[a-zا-ي0-9][a-zا-ي0-9-]{0,20}", kind in 0..4, year in 1_u16..=9999, month in prop::option::of(1_u8..=12), part in 1_u16..=9999,
    ) {
        let slug = Slug::new(&slug).unwrap();
        let collection = match kind {
            0 => Collection::All,
            1 => Collection::Section(slug),
            2 => Collection::Tag(slug),
            _ => Collection::Author(slug),
        };
        let part = if month.is_some() { part } else { 1 };
        for period in [None, Some(Period { year, month, part })] {
            let address = Address::List(collection.clone(), period);
            for pattern in ["/{slug}/", "/{section}/{slug}/", "/{yyyy}/{mm}/{slug}"] {
                let site = site("/", pattern);
                let path = site.path(&address).unwrap();
                prop_assert_eq!(site.parse(&path), address.clone());
            }
        }
    }

    #[test]
    fn no_path_panics(path in "[/%a-fA-F0-9.\\PC]{0,60}") {
        let _ = site("/", "/{slug}/").parse(&path);
    }
}
