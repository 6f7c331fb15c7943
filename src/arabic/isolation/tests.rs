use super::*;
use proptest::prelude::*;

/// The text with its runs between ⟦ and ⟧, and ¦ where a mark is put.
fn marked(text: &str, is_rtl: bool) -> String {
    let mut marked = String::new();
    let mut from = 0;
    for Run { start, end } in runs(text, is_rtl) {
        marked += &text[from..start];
        marked += &if start == end { "¦".to_owned() } else { format!("⟦{}⟧", &text[start..end]) };
        from = end;
    }
    marked + &text[from..]
}

fn assert_all(is_rtl: bool, cases: &[&str]) {
    for expected in cases {
        let text: String = expected.chars().filter(|c| !matches!(c, '⟦' | '⟧' | '¦')).collect();
        assert_eq!(&marked(&text, is_rtl), expected);
    }
}

#[test]
fn names_are_isolated_with_what_stands_between_their_words() {
    assert_all(
        true,
        &[
            "قال ⟦Apple⟧ إن",
            "⟦Johnson & Johnson⟧ تعلن",
            "هاتف ⟦iPhone 15 Pro⟧ الجديد",
            "هاتف ⟦iPhone 15⟧ الجديد",
            "شركة ⟦U.S. Steel Co.⟧ تبيع",
            "لغة ⟦C++⟧ و⟦C#⟧ و⟦.NET⟧",
            "منصة ⟦Disney+⟧، ومنصة ⟦Apple TV+⟧.",
            "طائرة ⟦F-16⟧ وطائرة ⟦A380⟧",
            "هيئة الـ⟦BBC⟧ وقناة الـ ⟦CNN⟧ ولـ⟦BBC⟧",
            "شركة ⟦AT&T⟧ ومتجر ⟦H&M⟧ ومؤشر ⟦S&P 500⟧",
            "مطعم ⟦McDonald's⟧ وممثل يدعى ⟦Peter O’Toole⟧",
            "فرقة ⟦Guns N' Roses⟧ وموسيقى ⟦rock 'n' roll⟧",
            "الرئيس ⟦George W. Bush⟧ والسيد ⟦Mr. Bean⟧ و⟦J.K. Rowling⟧",
            "متجر ⟦7-Eleven⟧ وشركة ⟦3M⟧ وفيلم ⟦20th Century Fox⟧",
            "غاز ⟦CO₂⟧ والماء ⟦H₂O⟧ ومساحة ⟦km²⟧",
            "نظام ⟦iOS 17.2.1⟧ ثم ⟦Windows 11⟧.",
            "دالة ⟦f(x)⟧ وشركة ⟦Apple⟧ (⟦AAPL⟧)",
            "أبل (⟦Apple⟧) وغوغل (⟦Google⟧).",
            "⟦Zürich⟧ و⟦São Paulo⟧ و⟦Москва⟧ و⟦東京⟧",
            "الجيل ⟦5G⟧ وشاشة ⟦4K⟧",
            "كود ⟦Ap\u{200b}ple\u{feff}⟧ هنا",
            "لغة ⟦C++\u{200e}⟧ هنا",
        ],
    );
}

#[test]
fn what_ends_the_sentence_is_the_sentences() {
    assert_all(
        true,
        &[
            "فازت ⟦Apple⟧.",
            "من ⟦Apple⟧، ثم ⟦Google⟧؛ ثم ⟦Meta⟧؟",
            "هل هي ⟦Apple⟧? نعم!",
            "اشترتها ⟦Apple⟧. ⟦Google⟧ تنفي",
            "قالت «⟦Financial Times⟧» و«⟦BBC⟧».",
            "قال: «⟦Yes, we can!⟧»، ثم",
            "لعبة «⟦Call of Duty: Black Ops 6⟧»",
            "قال \"⟦Are you OK?⟧\" ثم \"نعم\" ⟦BBC⟧ \"لا\"",
            "«خبر ⟦Apple⟧، و⟦Google⟧»",
            "⟦Bloomberg⟧: ⟦Apple⟧ تشتري",
            "⟦Apple⟧, ⟦Google⟧ و⟦Meta⟧...",
            "⟦Apple⟧ / ⟦Google⟧ و⟦A/B⟧",
            "⟦BBC⟧/رويترز",
            "فيتامين ⟦C⟧. ثم",
            "انتهى.⟦Apple⟧",
        ],
    );
}

#[test]
fn addresses_handles_telephones_and_iso_dates_are_isolated_whole() {
    assert_all(
        true,
        &[
            "انظر ⟦https://news.example/a/?q=1&p=2#top⟧.",
            "انظر (⟦https://ar.example/wiki/الكويت_(مدينة)⟧)، ثم",
            "موقع ⟦www.example.com/⟧ وموقع ⟦example.com/x/⟧ و⟦khabar.example⟧.",
            "إلى ⟦desk@news.example⟧، أو ⟦mailto:a.b@c.example⟧",
            "⟦@khabar_kw⟧ غرّد بوسم ⟦#Kuwait⟧ و⟦#Kuwait_2035⟧ و#الكويت عن ⟦@_x⟧",
            "سهم ⟦$AAPL⟧ بسعر ⟦$50⟧",
            "اتصل على ⟦+965 2222 3333⟧.",
            "هاتف ⟦(+965) 2222 3333⟧ أو (⟦+965 2222 3333⟧) أو ⟦2222 3333⟧ أو ⟦00965 2222 3333⟧",
            "هاتف ⟦+96522223333⟧ و⟦055 123 4567⟧ و⟦055-1234567⟧ و⟦1-800-555-0199⟧ و⟦(020) 7946 0958⟧",
            "يوم ⟦2026-01-15⟧ و⟦2026-01-15T10:30:00+03:00⟧ و2026/01/15 و15-01-2026 و05-01-2026",
            "من ⟦2026-01-15⟧ – ⟦2026-01-20⟧",
        ],
    );
}

#[test]
fn numbers_keep_the_lines_direction() {
    assert_all(
        true,
        &[
            "فاز 2-1 و3–2 و10 - 9 و10–15% و50% و3/4 و10:30 و1,500 و-5° و50$",
            "⟦Real Madrid⟧ ¦3-2 ⟦Barcelona⟧",
            "فاز ⟦PSG⟧ 3 - 2 ⟦BVB⟧ و⟦Real Madrid⟧ 3–2 ⟦Barcelona⟧",
            "نسبة ⟦Apple⟧ 50% و⟦Brent⟧ 80$ و⟦BBC 50⟧ موظفًا",
            "بين 2020-2025 و2024 2025 و2020 – 2025",
            "سعة ⟦50 GB⟧ وسرعة ⟦3.5 GHz⟧ وحرارة ⟦25 °C⟧ و⟦-5 °C⟧ وتردد ⟦50 Hz⟧ و⟦8 GB RAM⟧",
            "سعة 10–15 ⟦GB⟧ ومسافة 10–⟦15km⟧ و⟦80 km/h⟧ الساعة ⟦10:30 am⟧",
            "فيلم 50 ⟦Cent⟧ وفريق 3 ⟦BBC⟧",
            "طراز ⟦Boeing⟧ 737-800",
            "هاتف ⟦iPhone 15⟧: 3 ألوان، و⟦PSG⟧ 3 : 2 ⟦BVB⟧",
            "أرقام ٢٠٢٦-٠١-١٥ و⟦iPhone⟧ ١٥",
        ],
    );
}

#[test]
fn a_score_before_any_arabic_letter_runs_as_after_one() {
    assert_all(
        true,
        &[
            "¦2-1 للكويت",
            "¦50% من الناس 50%",
            "¦-5°",
            "¦10–15%",
            "⟦BBC⟧ (⟦Apple⟧) ¦50%",
            "27 مليونًا، ثم 50%",
            "2026: عام 2-1",
            "\u{061c}2-1",
            "سطر\n¦2-1",
        ],
    );
}

#[test]
fn arabic_is_isolated_in_a_line_that_runs_left_to_right() {
    assert_all(
        false,
        &[
            "The word ⟦خبر⟧ means news.",
            "The daily ⟦القبس⟧, the ⟦كأس العالم 2026⟧ and “⟦أهلًا، وسهلًا!⟧” (⟦الكويت⟧).",
            "It asked «⟦لماذا؟⟧» and ⟦من؟⟧ of ⟦د. محمد⟧",
            "The tag ⟦#كأس_العالم⟧ by @khabar: 2-1, 50%, 2026-01-15, +965 2222 3333",
            "⟦می\u{200c}خواهم⟧ is one word, https://news.example/",
        ],
    );
}

#[test]
fn the_sign_of_a_currency_stays_before_the_number_that_it_stands_before() {
    assert_all(
        true,
        &[
            "ارتفع إلى ⟦$1.47⟧ و⟦€1,500⟧ وبـ⟦£3⟧ وب⟦$3⟧ (⟦¥40⟧).",
            "هبط إلى ⟦$5bn⟧ ثم 80$ ثم $3-4 ثم ⟦US$50⟧",
            "⟦$50⟧ لكل برميل",
            "‏$ وحده",
        ],
    );
}

#[test]
fn what_the_author_directed_stays_as_it_is() {
    assert_all(
        true,
        &[
            "قال \u{2066}Apple (2-1)\u{2069} ثم ⟦Apple⟧",
            "قال \u{202a}C++\u{202c} ثم ⟦C++⟧",
            "لـ\u{200e} 50 و⟦BBC⟧\u{200f} 50",
        ],
    );
}

#[test]
fn a_long_text_of_openers_is_read_in_one_walk() {
    for text in ["a(", "«a", "\"a ", "1-", "a 1 ", "+1 ", "(0", "http://(", "a.", "1 - "] {
        assert!(runs(&text.repeat(100_000), true).len() <= 200_000, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// Such a line of a hundred thousand letters once took minutes.
    #[test]
    fn telephones_are_looked_for_in_no_more_than_their_length(unit in "[0-9]{1,3}[ -]\\(?[0-9]?\\)? ?") {
        let start = std::time::Instant::now();
        let _ = runs(&unit.repeat(20_000), true);
        prop_assert!(start.elapsed().as_secs() < 5, "{unit}");
    }
}

proptest! {
    #[test]
    fn runs_are_whole_characters_in_order_and_end_with_a_word(
        text in "[a-zA-Z0-9خبرً٣ .,:;!?'\"()+@#%$/&_°–«»\u{200b}\u{200e}\u{200f}\u{2066}\u{2069}\u{202e}\n-]{0,60}",
        is_rtl: bool,
    ) {
        let mut from = 0;
        for Run { start, end } in runs(&text, is_rtl) {
            prop_assert!(from <= start && start <= end);
            prop_assert!(text.get(start..end).is_some());
            prop_assert!(!text[start..end].ends_with([' ', '\n']) && !text[start..end].starts_with([' ', '\n']));
            from = end;
        }
    }
    #[test]
    fn no_letter_is_left_in_a_line_that_runs_against_it(text in "[a-z0-9خبر .,:;!?'()+@#%$/&°–«»-]{0,60}") {
        let mut from = 0;
        for Run { start, end } in runs(&text, true) {
            prop_assert!(!text[from..start].contains(|c: char| c.is_ascii_alphabetic()));
            from = end;
        }
        prop_assert!(!text[from..].contains(|c: char| c.is_ascii_alphabetic()));
    }
}
