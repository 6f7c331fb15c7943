//! Letters that are stretched, or written as the shapes that they take.

use unicode_normalization::UnicodeNormalization;

use super::super::rules;
use super::Mark;
use super::passage::{FOREIGN, Passage, TOKEN, VERSE};
use crate::arabic::letters::{is_letter, is_mark, is_presentation_form};

const TATWEEL: char = '\u{640}';

/// Tatweel between two joined letters of a word. It carries some marks (مَـٰلِكِ), and at the end of a word it
/// stands for something: هـ, الـ BBC, بـ 50.
pub(super) fn tatweel(passage: &Passage<'_>, marks: &mut Vec<Mark>) {
    if !passage.letters.contains(&TATWEEL) {
        return;
    }
    for word in passage.words().filter(|word| !passage.has(word.clone(), VERSE | TOKEN | FOREIGN)) {
        let letters = &passage.letters[word.clone()];
        let mut clean = String::new();
        let mut index = 0;
        while let Some(letter) = letters.get(index) {
            if *letter != TATWEEL {
                clean.push(*letter);
                index += 1;
                continue;
            }
            let length = letters[index..].iter().take_while(|c| **c == TATWEEL).count();
            // A short vowel after it is that of the letter before; other marks stand on the stroke itself.
            let vowels = letters[index + length..].iter().take_while(|c| matches!(c, '\u{64b}'..='\u{652}')).count();
            let is_between = index > 0 && letters.get(index + length + vowels).is_some_and(|c| is_letter(*c));
            if !is_between {
                clean.extend(std::iter::repeat_n(TATWEEL, length));
            }
            index += length;
        }
        if clean.chars().count() < letters.len() {
            let message =
                format!("\"{}\" is stretched with tatweel, so that nobody finds it", passage.text(word.clone()));
            let mark = Mark::new(&rules::TATWEEL, word, message);
            // لـالقبس is للقبس, which is another spelling.
            let is_spelling = letters.iter().take(2).eq(['ل', TATWEEL].iter()) && clean.starts_with("لال");
            marks.push(if is_spelling { mark } else { mark.fixed(clean) });
        }
    }
}

/// Letters written as the form that they take at a place in their word.
pub(super) fn letter_forms(passage: &Passage<'_>, marks: &mut Vec<Mark>) {
    let mut from = 0;
    while let Some(length) = passage.letters[from..].iter().position(|c| is_presentation_form(*c)) {
        let start = from + length;
        let is_form = |c: &&char| is_presentation_form(**c);
        let end = start + passage.letters[start..].iter().take_while(is_form).count();
        from = end;
        let written = passage.text(start..end);
        let plain: String = written.nfkc().collect();
        let message = format!("\"{written}\" is made of the shapes of letters, not of letters");
        let mark = Mark::new(&rules::LETTER_FORM, start..end, message);
        // The form of a mark by itself becomes a space and the mark.
        let is_plain = plain.chars().all(|c| is_letter(c) && !is_presentation_form(c) || is_mark(c));
        marks.push(if is_plain { mark.fixed(plain) } else { mark });
    }
}
