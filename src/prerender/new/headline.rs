//! What becomes of a headline that was typed or pasted: one clean line, and the slug of its file.

use unicode_normalization::UnicodeNormalization;

use crate::edition::Slugs;
use crate::model::Slug;

/// A slug longer than this says nothing more, and many programs show no more of a name.
const MOST_LETTERS: usize = 80;

/// Room for a number behind it.
const MOST_BYTES: usize = Slug::MOST_BYTES - 8;

/// A headline in one line: what was pasted with line breaks or tabs gets spaces for them. Controls of direction go: pages
/// isolate what runs the other way themselves, and one that nobody sees would turn a line around. The joiners of words
/// stay. The second tells whether something that is seen by nobody was taken out. `None` where nothing would be seen.
pub(super) fn cleaned(text: &str) -> Option<(String, bool)> {
    let is_dropped = |c: &char| {
        matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
            || c.is_control() && !c.is_whitespace()
    };
    let kept: String = text.chars().filter(|c| !is_dropped(c)).collect();
    let is_changed = kept.len() != text.len();
    let words: Vec<&str> =
        kept.split(|c: char| c.is_whitespace() && c != '\u{a0}').filter(|word| !word.is_empty()).collect();
    let line = words.join(" ");
    (!line.chars().all(crate::model::is_invisible)).then_some((line, is_changed))
}

/// The slug of a headline, cut where a word ends; `None` where no letter is left.
pub(super) fn slug(headline: &str, slugs: Slugs) -> Option<Slug> {
    let plain: String = headline.nfc().filter(|c| !is_vowel_mark(*c)).collect();
    let plain = match slugs {
        Slugs::AsWritten => plain,
        Slugs::Latin => latin(&plain),
    };
    let mut words = String::new();
    for word in
        plain.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '\u{640}' | '\u{200c}') && !is_joined(c))
    {
        if word.is_empty() {
            continue;
        }
        let longer = if words.is_empty() { word.to_owned() } else { format!("{words} {word}") };
        if longer.chars().count() > MOST_LETTERS || longer.len() > MOST_BYTES {
            if words.is_empty() {
                words = beginning(word);
            }
            break;
        }
        words = longer;
    }
    Slug::of_words(&words)
}

/// As much of a word as a slug has room for.
fn beginning(word: &str) -> String {
    let mut beginning = String::new();
    for c in word.chars().take(MOST_LETTERS) {
        if beginning.len() + c.len_utf8() > MOST_BYTES {
            break;
        }
        beginning.push(c);
    }
    beginning
}

/// Vowel signs and what stands above a letter for reading aloud: nobody types them into an address.
fn is_vowel_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{652}' | '\u{656}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}')
}

/// Marks that belong to a letter of another script, as far as slugs take them.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{653}'..='\u{655}')
}

/// Latin letters for Arabic ones, one by one: who reads both scripts knows the words again, and no dictionary is asked
/// for vowels that nobody wrote. و and ي are vowels between consonants. Latin letters lose their marks; letters of other
/// scripts are left out.
fn latin(text: &str) -> String {
    let letters: Vec<char> = text.chars().filter(|c| *c != '\u{640}').collect();
    let mut latin = String::new();
    let mut is_after_consonant = false;
    for (index, c) in letters.iter().enumerate() {
        let after = letters.get(index + 1).copied();
        if let Some(piece) = consonant(*c) {
            latin.push_str(piece);
            is_after_consonant = !is_vowel(*c);
        } else if let Some((consonant, vowel)) = half_vowel(*c) {
            let may_be_vowel = is_after_consonant && !is_after_article(&letters, index);
            let is_vowel_here = may_be_vowel && !after.is_some_and(is_vowel);
            latin.push_str(if is_vowel_here { vowel } else { consonant });
            is_after_consonant = !is_vowel_here;
        } else if let Some(digit) = digit(*c) {
            latin.push(digit);
        } else if c.is_ascii_alphanumeric() || *c == '_' {
            latin.push(*c);
        } else {
            let plain: String = std::iter::once(*c).nfd().filter(char::is_ascii_alphanumeric).collect();
            is_after_consonant &= !plain.is_empty();
            latin.push_str(if plain.is_empty() { " " } else { &plain });
        }
    }
    latin
}

/// Whether a letter is the first one behind the article ال.
fn is_after_article(letters: &[char], index: usize) -> bool {
    let begins =
        |at: usize| at.checked_sub(1).and_then(|before| letters.get(before)).is_none_or(|c| !c.is_alphabetic());
    index >= 2 && letters.get(index - 2..index) == Some(&['ا', 'ل'][..]) && begins(index - 2)
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'ا' | 'آ' | 'أ' | 'إ' | 'ى' | 'و' | 'ي' | 'ی')
}

fn half_vowel(c: char) -> Option<(&'static str, &'static str)> {
    match c {
        'و' => Some(("w", "u")),
        'ي' | 'ی' => Some(("y", "i")),
        _ => None,
    }
}

fn consonant(c: char) -> Option<&'static str> {
    Some(match c {
        'ا' | 'آ' | 'أ' | 'إ' | 'ٱ' | 'ى' | 'ة' | 'ع' => "a",
        'ء' => "",
        'ؤ' => "u",
        'ئ' => "i",
        'ب' => "b",
        'پ' => "p",
        'ت' | 'ط' => "t",
        'ث' => "th",
        'ج' => "j",
        'چ' => "ch",
        'ح' | 'ه' => "h",
        'خ' => "kh",
        'د' | 'ض' => "d",
        'ذ' => "dh",
        'ر' => "r",
        'ز' | 'ظ' => "z",
        'ژ' => "zh",
        'س' | 'ص' => "s",
        'ش' => "sh",
        'غ' => "gh",
        'ف' => "f",
        'ڤ' => "v",
        'ق' => "q",
        'ك' | 'ک' => "k",
        'گ' => "g",
        'ل' => "l",
        'م' => "m",
        'ن' => "n",
        _ => return None,
    })
}

/// Arabic-Indic and Persian digits.
fn digit(c: char) -> Option<char> {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        _ => return None,
    };
    char::from_digit(u32::from(c) - zero, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(headline: &str, slugs: Slugs) -> String {
        slug(headline, slugs).map(|slug| slug.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_slug_keeps_the_letters_of_the_headline_without_tatweel_and_vowel_signs() {
        for (headline, slug) in [
            ("أمطارٌ متفرّقة مساءَ الجمعة", "أمطار-متفرقة-مساء-الجمعة"),
            ("هذا الموقع بــرعاية", "هذا-الموقع-برعاية"),
            ("«قمة باريس»: ضمانات أمنية؟", "قمة-باريس-ضمانات-أمنية"),
            ("هـ. ج. ويلز في 1,000 صفحة", "ه-ج-ويلز-في-1-000-صفحة"),
            ("Gulf Cup 26", "gulf-cup-26"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("؟!", ""),
        ] {
            assert_eq!(made(headline, Slugs::AsWritten), slug);
        }
    }

    #[test]
    fn a_latin_slug_has_ascii_letters_only() {
        for (headline, slug) in [
            ("قمة باريس تبحث ضمانات أمنية", "qma-baris-tbhth-dmanat-amnia"),
            ("الكويت تُقرّ ميزانية ٢٠٢٦", "alkwit-tqr-mizania-2026"),
            ("وزير يزور الوادي", "wzir-yzur-alwadi"),
            ("Crème brûlée في بيروت", "creme-brulee-fi-birut"),
            ("Москва", ""),
        ] {
            assert_eq!(made(headline, Slugs::Latin), slug);
        }
    }

    #[test]
    fn a_long_headline_has_a_short_slug_that_ends_with_a_word() {
        let long = made(&"كلمة طويلة ".repeat(200), Slugs::AsWritten);
        assert!(long.chars().count() <= MOST_LETTERS && (long.ends_with("كلمة") || long.ends_with("طويلة")), "{long}");
        let one_word = made(&"ن".repeat(2000), Slugs::AsWritten);
        assert_eq!(one_word.chars().count(), MOST_LETTERS);
    }

    #[test]
    fn a_headline_is_one_line_without_controls_of_direction() {
        assert_eq!(cleaned("خبر\n  من\tسطرين ").unwrap(), ("خبر من سطرين".to_owned(), false));
        assert_eq!(cleaned("\u{202e}خبر\u{202c}\u{7}").unwrap(), ("خبر".to_owned(), true));
        assert_eq!(cleaned("می\u{200c}خواهم").unwrap(), ("می\u{200c}خواهم".to_owned(), false));
        for nothing in ["", " \n", "\u{202e}\u{200f}"] {
            assert_eq!(cleaned(nothing), None);
        }
    }
}
