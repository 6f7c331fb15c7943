//! What becomes of pictures: the right one in every size, whatever file the newsroom delivers and whatever happened to
//! what an earlier build kept.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use image::{DynamicImage, Rgb, RgbImage};
use jpeg_encoder::{ColorType, Encoder};
use khabar::prerender::Report;

use crate::site_test::{SiteTest, article};

const RED: [u8; 3] = [200, 30, 30];
const BLUE: [u8; 3] = [30, 30, 200];

/// Red at the left, blue at the right.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| Rgb(if x < width / 2 { RED } else { BLUE }))
}

/// A block of Exif: how the picture is to be turned, whose it is, and where it was taken.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x03\0".to_vec();
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    tiff.extend([0x98, 0x82, 2, 0, 12, 0, 0, 0, 50, 0, 0, 0]);
    tiff.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 62, 0, 0, 0]);
    tiff.extend([0; 4]);
    tiff.extend(b"WHOSE-IT-IS\0");
    tiff.extend(b"WHERE-IT-WAS-TAKEN");
    tiff
}

fn jpeg(picture: &RgbImage, exif: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    if !exif.is_empty() {
        encoder.add_exif_metadata(exif).unwrap();
    }
    let [width, height] = [picture.width(), picture.height()].map(|side| u16::try_from(side).unwrap());
    encoder.encode(picture.as_raw(), width, height, ColorType::Rgb).unwrap();
    bytes
}

fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A site with one story, led by a picture, that keeps what it makes in a folder of its own.
fn site(name: &str, bytes: &[u8]) -> SiteTest {
    site_with(name, bytes, "")
}

fn site_with(name: &str, bytes: &[u8], fields: &str) -> SiteTest {
    let test = SiteTest::new().keeping_pictures();
    let lead = format!(
        "\"lead_image\": {{ \"url\": \"/media/{name}\", \"width\": 60, \"height\": 40, \"alt\": \"صورة\"{fields} }}"
    );
    let test = test.file("public/articles/a.json", &article(&lead)).file("public/media/README.md", "");
    fs::write(test.path("public/media").join(name), bytes).unwrap();
    test
}

/// The files that a build made, by their names without the hash.
fn made(test: &SiteTest) -> BTreeMap<String, Vec<u8>> {
    let is_made =
        |path: &String| path.starts_with("assets/") && [".webp", ".avif", ".jpg"].iter().any(|end| path.ends_with(end));
    let paths: Vec<String> = test.built_files().into_iter().filter(is_made).collect();
    let name = |path: &String| path.split_once('.').unwrap().1.to_owned();
    paths.iter().map(|path| (name(path), fs::read(test.path("dist").join(path)).unwrap())).collect()
}

fn pixel(bytes: &[u8], x: f32, y: f32) -> [u8; 3] {
    let picture = image::load_from_memory(bytes).unwrap().to_rgb8();
    let at = |part: f32, all: u32| (part * (all - 1) as f32) as u32;
    picture.get_pixel(at(x, picture.width()), at(y, picture.height())).0
}

fn is_near(colour: [u8; 3], other: [u8; 3]) -> bool {
    colour.iter().zip(other).all(|(one, other)| one.abs_diff(other) < 25)
}

fn has(report: &Report, rule: &str) -> bool {
    let mut found = report.findings.iter().filter(|finding| finding.rule == rule);
    found.any(|finding| finding.file.ends_with("media/a.jpg") || finding.message.contains("/media/a.jpg"))
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn a_page_chooses_among_sizes_none_larger_than_the_picture() {
    let test = site("a.jpg", &jpeg(&halves(300, 200), &[]));
    let findings = test.build().findings;
    assert!(findings.iter().all(|finding| !finding.rule.starts_with("picture-as")), "{findings:?}");
    let made = made(&test);
    let names: Vec<&str> = made.keys().map(String::as_str).collect();
    let expected =
        ["160.webp", "200x200.jpg", "240.webp", "266x200.jpg", "300.jpg", "300.webp", "300x168.jpg", "share.jpg"];
    assert_eq!(names, expected);
    let page = test.built("article/a/index.html").unwrap();
    let (_, picture) = page.split_once("<picture>").unwrap();
    let (picture, _) = picture.split_once("</picture>").unwrap();
    for part in [
        "<source type=\"image/webp\" srcset=\"/assets/",
        ".160.webp 160w,/assets/",
        ".300.webp 300w\"",
        " sizes=\"",
        "src=\"/media/a.jpg\" width=\"60\" height=\"40\" alt=\"صورة\" fetchpriority=\"high\"",
        ".300.jpg 300w\"",
        "data-tone=\"#",
    ] {
        assert!(picture.contains(part), "{part} in {picture}");
    }
    assert!(!page.contains("style="), "no style attributes");
    // Readers who come from another page are shown the same.
    let data = test.built("article/a/page.v1.json").unwrap();
    assert!(data.contains("\"pictures\":[\"/media/a.jpg\",\"image/webp\",\"/assets/"), "{data}");
}

#[test]
fn a_newsroom_that_has_the_time_gets_avif() {
    let settings = crate::site_test::SITE.replace("\"version\": 1,", "\"version\": 1, \"picture_format\": \"avif\",");
    let test = site("a.jpg", &jpeg(&halves(300, 200), &[])).file("public/site.json", &settings);
    assert!(!test.build().has_errors());
    let made = made(&test);
    assert!(made.contains_key("300.avif") && !made.contains_key("300.webp"), "{:?}", made.keys());
    let page = test.built("article/a/index.html").unwrap();
    assert!(page.contains("<source type=\"image/avif\" srcset=\"/assets/"));
}

#[test]
fn machines_get_the_lead_in_their_shapes_around_what_matters() {
    let test = site_with("a.jpg", &jpeg(&halves(400, 200), &[]), ", \"focus\": [0, 0.5]");
    test.build();
    let made = made(&test);
    let size = |name: &str| {
        let picture = image::load_from_memory(&made[name]).unwrap();
        (picture.width(), picture.height())
    };
    assert_eq!(size("share.jpg"), (380, 200));
    assert_eq!(size("355x200.jpg"), (355, 200));
    assert_eq!(size("266x200.jpg"), (266, 200));
    assert!(is_near(pixel(&made["200x200.jpg"], 0.95, 0.5), RED), "the square is the part around the focus");
}

#[test]
fn a_second_build_makes_nothing_anew() {
    let test = site("a.jpg", &jpeg(&halves(60, 40), &[]));
    test.build();
    let entries = entries(&test);
    assert_eq!(entries.len(), 1);
    let since = fs::metadata(&entries[0]).unwrap().modified().unwrap();
    let second = test.build();
    assert_eq!((second.n_written, second.n_removed), (0, 0));
    assert_eq!(fs::metadata(&entries[0]).unwrap().modified().unwrap(), since);
}

fn entries(test: &SiteTest) -> Vec<PathBuf> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.path().is_dir() {
                true => walk(&entry.path(), files),
                false => files.push(entry.path()),
            }
        }
    }
    let mut files = Vec::new();
    walk(&test.path("cache/pictures"), &mut files);
    files.sort();
    files
}

#[test]
fn whatever_happens_to_what_was_kept_the_pictures_are_right() {
    let test = site("a.jpg", &jpeg(&halves(60, 40), &[]));
    test.build();
    let right = made(&test);
    let entry = entries(&test).remove(0);
    let whole = fs::read(&entry).unwrap();
    let rebuilt = |what: &str| {
        fs::remove_dir_all(test.path("dist")).unwrap();
        assert!(!test.build().has_errors(), "{what}");
        assert_eq!(made(&test), right, "{what}");
        assert_eq!(fs::read(&entry).unwrap(), whole, "{what}: and it was mended");
    };
    // Any byte can be another one; a generator of Knuth's picks some.
    let mut random = 20_260_115_u64;
    for _ in 0..12 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = (random >> 33) as usize % whole.len();
        let mut altered = whole.clone();
        altered[at] ^= 1 << (random % 8);
        fs::write(&entry, altered).unwrap();
        rebuilt(&format!("byte {at}"));
    }
    for length in [0, 10, 40, whole.len() / 2, whole.len() - 1] {
        fs::write(&entry, &whole[..length]).unwrap();
        rebuilt(&format!("{length} bytes"));
    }
    fs::write(&entry, [whole.as_slice(), b"more"].concat()).unwrap();
    rebuilt("more bytes");
    fs::remove_dir_all(test.path("cache")).unwrap();
    rebuilt("deleted");
}

#[test]
fn what_was_kept_of_one_picture_is_never_taken_for_another() {
    let test = site("a.jpg", &jpeg(&halves(60, 40), &[]));
    test.build();
    let first = entries(&test).remove(0);
    let other = site("a.jpg", &jpeg(&halves(40, 60), &[]));
    other.build();
    let right = made(&other);
    let second = entries(&other).remove(0);
    fs::copy(first, second).unwrap();
    fs::remove_dir_all(other.path("dist")).unwrap();
    other.build();
    assert_eq!(made(&other), right);
}

#[test]
fn a_folder_that_cannot_be_written_costs_time_and_nothing_else() {
    let test = site("a.jpg", &jpeg(&halves(60, 40), &[])).file("cache", "a file is in the way");
    let report = test.build();
    assert!(report.findings.iter().any(|finding| finding.rule == "picture-cache"));
    assert!(made(&test).contains_key("60.webp"));
}

#[test]
fn the_same_picture_gives_the_same_bytes_anywhere() {
    let sites = [0, 1].map(|_| site("a.jpg", &jpeg(&halves(90, 60), &[])));
    sites.iter().for_each(|test| drop(test.build()));
    assert_eq!(made(&sites[0]), made(&sites[1]));
}

#[test]
fn a_picture_stands_upright_and_says_nothing_of_where_it_was_taken() {
    // Held with the right side up: its left half, red, is the top.
    let test = site("a.jpg", &jpeg(&halves(60, 40), &exif(6)));
    test.build();
    let made = made(&test);
    assert!(is_near(pixel(&made["40.jpg"], 0.5, 0.1), RED) && is_near(pixel(&made["40.jpg"], 0.5, 0.9), BLUE));
    // Nor does the file that the newsroom delivered, which is still turned as before.
    let delivered = fs::read(test.path("dist/media/a.jpg")).unwrap();
    assert!(
        contains(&delivered, "Exif") && pixel(&delivered, 0.1, 0.5) == pixel(&jpeg(&halves(60, 40), &[]), 0.1, 0.5)
    );
    for file in made.values().chain([&delivered]) {
        assert!(!contains(file, "WHERE-IT-WAS-TAKEN") && !contains(file, "WHOSE-IT-IS"));
    }
}

#[test]
fn whose_a_picture_is_its_files_say_where_the_site_wishes_it() {
    let settings = crate::site_test::SITE.replace("\"version\": 1,", "\"version\": 1, \"keep_picture_credit\": true,");
    let test = site("a.jpg", &jpeg(&halves(60, 40), &exif(1))).file("public/site.json", &settings);
    test.build();
    let delivered = fs::read(test.path("dist/media/a.jpg")).unwrap();
    for (name, file) in made(&test).iter().chain([(&"media/a.jpg".to_owned(), &delivered)]) {
        assert!(contains(file, "WHOSE-IT-IS") && !contains(file, "WHERE-IT-WAS-TAKEN"), "{name}");
        assert!(is_near(pixel(file, 0.1, 0.5), RED), "{name} is still a picture");
    }
}

#[test]
fn inks_become_the_colours_of_a_screen() {
    let inks = [255_u8, 0, 0, 0].repeat(60 * 40);
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 95).encode(&inks, 60, 40, ColorType::Cmyk).unwrap();
    let test = site("a.jpg", &bytes);
    test.build();
    let [red, green, blue] = pixel(&made(&test)["60.jpg"], 0.5, 0.5);
    assert!(red < 40 && green > 200 && blue > 200, "cyan, not {red} {green} {blue}");
}

#[test]
fn a_file_that_is_no_good_is_named_and_everything_else_is_built() {
    let whole = jpeg(&halves(60, 40), &[]);
    // A header that promises 3.6 billion pixels in a few hundred bytes.
    let mut bomb = png(&halves(60, 40).into());
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let cases: [(&str, Vec<u8>, &[&str]); 5] = [
        ("a bomb", bomb, &["picture-as-it-is"]),
        ("cut short", whole[..whole.len() - 20].to_vec(), &["picture-as-it-is"]),
        ("a header alone", whole[..100].to_vec(), &["picture-broken", "picture-as-it-is"]),
        ("nothing", Vec::new(), &["picture-broken", "picture-as-it-is"]),
        ("words", b"this is no picture at all".to_vec(), &["picture-broken", "picture-as-it-is"]),
    ];
    for (what, bytes, rules) in cases {
        let test = site("a.jpg", &bytes);
        let report = test.build();
        assert!(rules.iter().any(|rule| has(&report, rule)), "{what}: {:?}", report.findings);
        assert!(!report.has_errors() && made(&test).is_empty(), "{what}");
        let page = test.built("article/a/index.html").unwrap();
        assert!(page.contains("src=\"/media/a.jpg\"") && !page.contains("<picture>"), "{what}");
    }
}

#[test]
fn what_is_not_read_is_named_by_its_weight() {
    let test = site("a.jpg", &jpeg(&halves(60, 40), &[]));
    // Of 200 MB, most of it holes in the disk.
    let file = fs::File::options().write(true).open(test.path("public/media/a.jpg")).unwrap();
    file.set_len(200 << 20).unwrap();
    drop(file);
    let report = site_report(&test);
    assert!(has(&report, "picture-as-it-is"), "{:?}", report.findings);
}

/// What a check finds: to copy such a file is the build's other work.
fn site_report(test: &SiteTest) -> Report {
    let now = khabar::model::Instant::parse("2026-01-15T22:12:24+03:00").unwrap();
    khabar::prerender::check(&test.path("public"), now)
}

#[test]
fn a_lying_name_and_a_single_pixel_give_the_right_picture() {
    let test = site("a.jpg", &png(&halves(60, 40).into()));
    test.build();
    assert!(is_near(pixel(&made(&test)["60.jpg"], 0.1, 0.5), RED));
    let test = site("a.png", &png(&RgbImage::from_pixel(1, 1, Rgb(BLUE)).into()));
    assert!(!test.build().has_errors());
    assert!(is_near(pixel(&made(&test)["1.jpg"], 0.0, 0.0), BLUE));
}

#[test]
fn what_moves_or_shines_through_stays_as_it_is() {
    let mut moving = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut moving);
    for colour in [RED, BLUE] {
        let frame = RgbImage::from_pixel(20, 20, Rgb(colour));
        encoder.encode(frame.as_raw(), 20, 20, image::ExtendedColorType::Rgb8).unwrap();
    }
    drop(encoder);
    let drawing = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 3 2\"/>".to_vec();
    let through = png(&DynamicImage::ImageRgba8(image::RgbaImage::from_pixel(60, 40, image::Rgba([0, 0, 0, 90]))));
    for (name, bytes) in [("a.gif", moving), ("a.svg", drawing), ("b.png", through)] {
        let test = site(name, &bytes);
        assert!(!test.build().has_errors());
        assert_eq!(fs::read(test.path("dist/media").join(name)).unwrap(), bytes, "{name}");
        assert!(!test.built("article/a/index.html").unwrap().contains("<picture>"), "{name}");
    }
}

#[test]
fn while_developing_no_picture_is_made() {
    let test = site("a.jpg", &jpeg(&halves(60, 40), &[])).for_newsroom("/");
    test.build();
    assert!(made(&test).is_empty() && !test.path("cache/pictures").exists());
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_round_or_out_is_no_picture() {
    let test = site("a.jpg", &jpeg(&halves(60, 40), &[]));
    fs::remove_file(test.path("public/media/a.jpg")).unwrap();
    std::os::unix::fs::symlink("a.jpg", test.path("public/media/a.jpg")).unwrap();
    std::os::unix::fs::symlink(".", test.path("public/media/round")).unwrap();
    let report = test.build();
    assert!(report.findings.iter().any(|finding| finding.rule == "missing-file"));
    assert!(made(&test).is_empty() && test.built("article/a/index.html").is_some());
}
