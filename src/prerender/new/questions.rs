//! What a new site has to know: from an option, or asked on a terminal.

use std::io::{BufRead, Write};

/// Who answers. Without a terminal nobody does, and what is missing is named at once.
pub(super) struct Questions<R, W> {
    terminal: Option<(R, W)>,
    missing: Vec<&'static str>,
    notes: Vec<String>,
}

impl<R: BufRead, W: Write> Questions<R, W> {
    pub(super) fn new(terminal: Option<(R, W)>) -> Self {
        Self { terminal, missing: Vec::new(), notes: Vec::new() }
    }

    /// What an option says, or else somebody on the terminal, or else the usual. A wrong option ends it; a wrong answer
    /// is asked for again. `None` after what is missing was noted.
    pub(super) fn ask(
        &mut self,
        option: &'static str,
        question: &str,
        usual: Option<&str>,
        given: Option<&str>,
        check: impl Fn(&str) -> Result<String, String>,
    ) -> Result<Option<String>, String> {
        if let Some(given) = given {
            return check(given).map(Some).map_err(|message| format!("--{option}: {message}"));
        }
        let Some((answers, out)) = &mut self.terminal else {
            if usual.is_none() {
                self.missing.push(option);
            }
            return usual.map(check).transpose();
        };
        loop {
            let offer = usual.map_or_else(String::new, |usual| format!(" [{usual}]"));
            let failed = |error: std::io::Error| format!("the terminal does not answer: {error}");
            write!(out, "{question}{offer}: ").and_then(|()| out.flush()).map_err(failed)?;
            let mut answer = String::new();
            if answers.read_line(&mut answer).map_err(failed)? == 0 {
                return Err("nothing was made: the questions were not answered".to_owned());
            }
            let answer = match (answer.trim(), usual) {
                ("", Some(usual)) => usual,
                (answer, _) => answer,
            };
            match check(answer) {
                Ok(answer) => return Ok(Some(answer)),
                Err(message) => writeln!(out, "  {message}").map_err(failed)?,
            }
        }
    }

    /// Why something has to be asked.
    pub(super) fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    /// What could not be asked, in the words of the command line.
    pub(super) fn missing(&self) -> Option<String> {
        let options: Vec<String> = self.missing.iter().map(|option| format!("--{option}")).collect();
        (!options.is_empty()).then(|| {
            format!(
                "there is no terminal to ask on; say {}{}",
                options.join(" and "),
                self.notes.iter().map(|note| format!("; {note}")).collect::<String>()
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn not_empty(text: &str) -> Result<String, String> {
        if text.is_empty() { Err("empty".to_owned()) } else { Ok(text.to_owned()) }
    }

    #[test]
    fn an_option_is_not_asked_for_and_a_wrong_answer_is_asked_for_again() {
        let mut out = Vec::new();
        let mut questions = Questions::new(Some((&b"\nx\n\n"[..], &mut out)));
        assert_eq!(questions.ask("a", "A", None, Some("given"), not_empty), Ok(Some("given".to_owned())));
        assert_eq!(questions.ask("b", "B", None, None, not_empty), Ok(Some("x".to_owned())));
        assert_eq!(questions.ask("c", "C", Some("usual"), None, not_empty), Ok(Some("usual".to_owned())));
        assert!(questions.ask("d", "D", None, None, not_empty).is_err(), "the terminal was closed");
        assert_eq!(String::from_utf8(out).unwrap(), "B:   empty\nB: C [usual]: D: ");
    }

    #[test]
    fn without_a_terminal_what_has_no_usual_answer_is_named() {
        let mut questions = Questions::<&[u8], Vec<u8>>::new(None);
        assert_eq!(questions.ask("a", "A", Some("usual"), None, not_empty), Ok(Some("usual".to_owned())));
        assert_eq!(questions.ask("name", "B", None, None, not_empty), Ok(None));
        assert_eq!(questions.ask("address", "C", None, None, not_empty), Ok(None));
        assert!(questions.missing().unwrap().ends_with("say --name and --address"));
        assert!(questions.ask("a", "A", None, Some(""), not_empty).unwrap_err().starts_with("--a: "));
    }
}
