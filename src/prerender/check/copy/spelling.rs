//! Words that stand twice, and words of the lists of spelling.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::super::rules::{self, Rule};
use super::lists::{
    AFTER_AN, BEFORE_ANNA, BEFORE_INNA, DOTLESS, DOTTED, FUNCTION_WORDS, HAMZA, HAMZA_EGYPT, HAMZA_IRAQ, HAMZA_NOUNS,
    HAMZA_WITH_ARTICLE, TAA, TAA_WITH_ARTICLE,
};
use super::passage::{FOREIGN, Passage, QUOTED, TOKEN, VERSE};
use super::{Mark, Settings};
use crate::arabic::letters::is_letter;

/// Before what a word may stand.
#[derive(Clone, Copy, PartialEq)]
enum Prefixes {
    /// و and ف.
    And,
    /// These, and ب, ك and ل; for words with their article.
    Particles,
    /// All of these, and the article.
    Article,
}

/// A word of the lists.
struct Entry {
    right: &'static str,
    rule: &'static Rule,
    prefixes: Prefixes,
    /// Regions in which it is right.
    except: &'static [&'static str],
}

/// Regions in which a last ي has no dots.
const DOTLESS_REGIONS: &[&str] = &["EG", "SD"];

fn entries() -> &'static HashMap<&'static str, Entry> {
    static ENTRIES: OnceLock<HashMap<&'static str, Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        type List = (&'static [(&'static str, &'static str)], &'static Rule, Prefixes, &'static [&'static str]);
        let lists: [List; 9] = [
            (HAMZA, &rules::HAMZA, Prefixes::And, &[]),
            (HAMZA_NOUNS, &rules::HAMZA, Prefixes::Article, &[]),
            (HAMZA_WITH_ARTICLE, &rules::HAMZA, Prefixes::Particles, &[]),
            (HAMZA_EGYPT, &rules::HAMZA, Prefixes::Article, &["EG"]),
            (HAMZA_IRAQ, &rules::HAMZA, Prefixes::Article, &["IQ"]),
            (TAA_WITH_ARTICLE, &rules::TAA_MARBUTA, Prefixes::Particles, &[]),
            (TAA, &rules::TAA_MARBUTA, Prefixes::And, &[]),
            (DOTLESS, &rules::ALEF_MAQSURA, Prefixes::And, DOTLESS_REGIONS),
            (DOTTED, &rules::ALEF_MAQSURA, Prefixes::And, &[]),
        ];
        let of_list = |(list, rule, prefixes, except): List| {
            list.iter().map(move |(wrong, right)| (*wrong, Entry { right, rule, prefixes, except }))
        };
        lists.into_iter().flat_map(of_list).collect()
    })
}

/// Words of the lists, in the newsroom's own words.
pub(super) fn words(passage: &Passage<'_>, settings: &Settings, marks: &mut Vec<Mark>) {
    let entries = entries();
    let mut bare = String::new();
    for word in passage.words().filter(|word| !passage.has(word.clone(), QUOTED | VERSE | TOKEN | FOREIGN)) {
        bare.clear();
        bare.extend(passage.letters[word.clone()].iter().filter(|c| is_letter(**c)));
        let Some((entry, n_before)) = look_up(&bare, entries) else { continue };
        if entry.except.contains(&settings.region.as_str()) {
            continue;
        }
        let right = spelled(&passage.letters[word.clone()], n_before, entry.right);
        let message = format!("\"{}\" is written \"{right}\"", passage.text(word.clone()));
        marks.push(Mark::new(entry.rule, word, message).fixed(right));
    }
}

/// «ان» where the word before it decides which of «أن» and «إن» it is.
pub(super) fn undotted_an(passage: &Passage<'_>, marks: &mut Vec<Mark>) {
    let words: Vec<Range<usize>> = passage.words().collect();
    let bare =
        |word: &Range<usize>| -> String { passage.letters[word.clone()].iter().filter(|c| is_letter(**c)).collect() };
    let touches = |one: &Range<usize>, other: &Range<usize>| passage.letters[one.end..other.start] == [' '];
    for three in words.windows(3) {
        let [before, word, after] = three else { continue };
        let is_it = word.len() == 2 && passage.letters[word.clone()] == ['ا', 'ن'];
        let is_own = is_it && !passage.has(before.start..after.end, QUOTED | VERSE | TOKEN | FOREIGN);
        if !is_own || !touches(before, word) || !touches(word, after) {
            continue;
        }
        let next = bare(after);
        if next.chars().count() < 3 && !AFTER_AN.contains(&next.as_str()) {
            continue;
        }
        let decides = bare(before);
        let is_of = |list: &[&str]| {
            let rest = decides.strip_prefix(['و', 'ف']).unwrap_or(&decides);
            list.contains(&decides.as_str()) || list.contains(&rest)
        };
        let right = match () {
            () if is_of(BEFORE_INNA) => "إن",
            () if is_of(BEFORE_ANNA) => "أن",
            () => continue,
        };
        let message = format!("after \"{decides}\" stands \"{right}\"");
        marks.push(Mark::new(&rules::HAMZA, word.clone(), message).fixed(right.to_owned()));
    }
}

/// The entry of a word, and how many letters stand before what the entry has.
fn look_up<'a>(word: &str, entries: &'a HashMap<&'static str, Entry>) -> Option<(&'a Entry, usize)> {
    if let Some(entry) = entries.get(word) {
        return Some((entry, 0));
    }
    let find = |rest: &str, n_before: usize, allowed: &[Prefixes]| {
        entries.get(rest).filter(|entry| allowed.contains(&entry.prefixes)).map(|entry| (entry, n_before))
    };
    let after = |text: &'_ str, prefixes: &[char]| text.strip_prefix(prefixes).map(str::to_owned);
    let and = after(word, &['و', 'ف']);
    let n_and = usize::from(and.is_some());
    for (rest, n_before) in and.iter().map(|rest| (rest.as_str(), 1)).chain([(word, 0)]) {
        if n_before > 0
            && let Some(found) = find(rest, n_before, &[Prefixes::And, Prefixes::Particles, Prefixes::Article])
        {
            return Some(found);
        }
        if let Some(rest) = rest.strip_prefix("ال")
            && let Some(found) = find(rest, n_before + 2, &[Prefixes::Article])
        {
            return Some(found);
        }
        if let Some(rest) = after(rest, &['ب', 'ك', 'ل']) {
            let with_article = rest.strip_prefix("ال").and_then(|rest| find(rest, n_before + 3, &[Prefixes::Article]));
            let found = find(&rest, n_before + 1, &[Prefixes::Particles, Prefixes::Article]).or(with_article);
            if found.is_some() {
                return found;
            }
        }
    }
    let _ = n_and;
    None
}

/// The word with its letters after the first ones replaced, its marks and strokes kept.
fn spelled(word: &[char], n_before: usize, right: &str) -> String {
    let mut right = right.chars();
    let mut n_letters = 0;
    let letter = |c: &char| {
        if !is_letter(*c) {
            return *c;
        }
        n_letters += 1;
        if n_letters > n_before { right.next().unwrap_or(*c) } else { *c }
    };
    word.iter().map(letter).collect()
}

/// Function words that stand twice. «رويدًا رويدًا» and its like are none, and «مَن» before «مِن» is right.
pub(super) fn doubled_words(passage: &Passage<'_>, settings: &Settings, marks: &mut Vec<Mark>) {
    let mut last: Option<Range<usize>> = None;
    for word in passage.words() {
        let before = last.replace(word.clone());
        let Some(before) = before.filter(|before| passage.letters[before.clone()] == passage.letters[word.clone()])
        else {
            continue;
        };
        let between = &passage.letters[before.end..word.start];
        let is_spaced = !between.is_empty() && between.iter().all(|c| matches!(c, ' ' | '\u{a0}'));
        let both = before.start..word.end;
        if !is_spaced || passage.has(both.clone(), QUOTED | VERSE | TOKEN | FOREIGN) {
            continue;
        }
        let text = passage.text(word.clone());
        if FUNCTION_WORDS.contains(&text.as_str()) && !is_meant(passage, settings, &text, &both) {
            let message = format!("\"{text}\" stands twice");
            let mut mark = Mark::new(&rules::DOUBLED_WORD, both, message);
            mark.mend = Some("take one of them out, unless both are meant".to_owned());
            marks.push(mark);
        }
    }
}

fn is_meant(passage: &Passage<'_>, settings: &Settings, word: &str, both: &Range<usize>) -> bool {
    let rest = &passage.letters[both.end..];
    let next: String = rest.iter().skip_while(|c| **c == ' ').take_while(|c| is_letter(**c)).collect();
    match word {
        // Of whom a sentence asks: «من من اللاعبين سيغيب؟».
        "من" => {
            both.start == 0 || next.starts_with("ال") || matches!(next.as_str(), "هم" | "هؤلاء" | "بين" | "بينهم" | "كم")
        }
        // The second is a name without dots.
        "على" => DOTLESS_REGIONS.contains(&settings.region.as_str()),
        _ => false,
    }
}
