//! The reader of JSON text.

use super::{Node, Step, Value, path_text};

/// What a text may hold.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How deep values may nest: no newsroom's file comes near it, and no stack overflows from it.
    pub depth: usize,
    /// The largest text that is read, in bytes: about a thousand pages.
    pub bytes: usize,
    too_deep: &'static str,
    too_large: &'static str,
}

impl Limits {
    /// For a file that a publisher wrote.
    pub const CONTENT: Self = Self {
        depth: 64,
        bytes: 8 << 20,
        too_deep: "values nest more than 64 deep",
        too_large: "the file is larger than 8 MiB",
    };

    /// For what builds write down of a site: a line for each address of many years.
    pub const HISTORY: Self = Self { bytes: 256 << 20, too_large: "the file is larger than 256 MiB", ..Self::CONTENT };

    /// For a file that we made of one, which holds it a few levels down.
    pub const DERIVED: Self = Self {
        depth: 72,
        bytes: 10 << 20,
        too_deep: "values nest more than 72 deep",
        too_large: "the file is larger than 10 MiB",
    };
}

/// Why a text is not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Bytes from the start of the text.
    pub at: usize,
    /// The JSON path of the value that was being read.
    pub path: String,
    /// What is wrong.
    pub message: &'static str,
}

/// Reads a whole text. A byte order mark at its start is skipped.
pub fn parse(text: &str, limits: Limits) -> Result<Node, SyntaxError> {
    let mut parser = Parser { text, bytes: text.as_bytes(), at: 0, path: Vec::new(), limits };
    if text.len() > limits.bytes {
        return Err(parser.error(limits.too_large));
    }
    if text.starts_with('\u{feff}') {
        parser.at = '\u{feff}'.len_utf8();
    }
    let node = parser.value()?;
    parser.space();
    match parser.peek() {
        None => Ok(node),
        Some(_) => Err(parser.error("something follows after the end of the value")),
    }
}

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    path: Vec<Step>,
    limits: Limits,
}

impl Parser<'_> {
    fn error(&self, message: &'static str) -> SyntaxError {
        let path = path_text(&self.path);
        SyntaxError { at: self.at, path, message }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// What is still to be read.
    fn ahead(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// What was read since a place; both ends are ASCII, so no letter is cut.
    fn since(&self, from: usize) -> &str {
        self.text.get(from..self.at).unwrap_or_default()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Result<Node, SyntaxError> {
        if self.path.len() > self.limits.depth {
            return Err(self.error(self.limits.too_deep));
        }
        self.space();
        let at = self.at;
        let value = match self.peek() {
            Some(b'{') => self.object()?,
            Some(b'[') => self.list()?,
            Some(b'"') => Value::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            None => return Err(self.error("the text ends too early")),
            Some(_) => return Err(self.error("a value is expected here")),
        };
        Ok(Node { at, end: self.at, value })
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, SyntaxError> {
        if self.ahead().starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(value);
        }
        Err(self.error("a value is expected here"))
    }

    fn object(&mut self) -> Result<Value, SyntaxError> {
        self.at += 1;
        let mut members: Vec<(String, Node)> = Vec::new();
        self.space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Value::Object(members));
        }
        loop {
            self.space();
            if self.peek() != Some(b'"') {
                return Err(self.error("a name in double quotes is expected here"));
            }
            let name_at = self.at;
            let name = self.string()?;
            if members.iter().any(|(other, _)| *other == name) {
                self.at = name_at;
                return Err(self.error("this name stands twice in one object"));
            }
            self.space();
            if self.peek() != Some(b':') {
                return Err(self.error("a colon is expected after the name"));
            }
            self.at += 1;
            self.path.push(Step::Member(name.clone()));
            let node = self.value()?;
            self.path.pop();
            members.push((name, node));
            if self.closes(b'}', "a comma or } is expected here")? {
                return Ok(Value::Object(members));
            }
        }
    }

    fn list(&mut self) -> Result<Value, SyntaxError> {
        self.at += 1;
        let mut items = Vec::new();
        self.space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Value::List(items));
        }
        loop {
            self.path.push(Step::Item(items.len()));
            let node = self.value()?;
            self.path.pop();
            items.push(node);
            if self.closes(b']', "a comma or ] is expected here")? {
                return Ok(Value::List(items));
            }
        }
    }

    fn closes(&mut self, closer: u8, message: &'static str) -> Result<bool, SyntaxError> {
        self.space();
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(false)
            }
            Some(byte) if byte == closer => {
                self.at += 1;
                Ok(true)
            }
            None => Err(self.error("the text ends too early")),
            Some(_) => Err(self.error(message)),
        }
    }

    fn number(&mut self) -> Result<Value, SyntaxError> {
        let from = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        match self.peek() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits(),
            _ => return Err(self.error("a digit is expected here")),
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.some_digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.some_digits()?;
        }
        Ok(Value::Number(self.since(from).to_owned()))
    }

    fn digits(&mut self) {
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
    }

    fn some_digits(&mut self) -> Result<(), SyntaxError> {
        let from = self.at;
        self.digits();
        if self.at == from { Err(self.error("a digit is expected here")) } else { Ok(()) }
    }

    fn string(&mut self) -> Result<String, SyntaxError> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let from = self.at;
            while !matches!(self.peek(), None | Some(b'"' | b'\\' | 0..=0x1f)) {
                self.at += 1;
            }
            text.push_str(self.since(from));
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                None => return Err(self.error("the text ends too early")),
                Some(_) => {
                    return Err(self.error("a line break or control character must be escaped in text, as \\n"));
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, SyntaxError> {
        self.at += 1;
        let escaped = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.error("this escape is not JSON's")),
        };
        self.at += 1;
        Ok(escaped)
    }

    fn unicode_escape(&mut self) -> Result<char, SyntaxError> {
        let from = self.at;
        let first = self.four_digits()?;
        let code = match first {
            0xd800..=0xdbff if self.ahead().starts_with(b"\\u") => {
                self.at += 1;
                let second = self.four_digits()?;
                match second {
                    0xdc00..=0xdfff => 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00),
                    _ => first,
                }
            }
            _ => first,
        };
        char::from_u32(code).ok_or_else(|| {
            self.at = from;
            self.error("half of a surrogate pair stands alone")
        })
    }

    /// Reads the `u` and four hexadecimal digits.
    fn four_digits(&mut self) -> Result<u32, SyntaxError> {
        self.at += 1;
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            code = code * 16 + digit.ok_or_else(|| self.error("four hexadecimal digits are expected here"))?;
            self.at += 1;
        }
        Ok(code)
    }
}

#[cfg(test)]
mod tests {
    use super::parse as parse_within;
    use super::*;
    use crate::source::json::line_and_column;
    use proptest::prelude::*;

    fn parse(text: &str) -> Result<Node, SyntaxError> {
        parse_within(text, Limits::CONTENT)
    }

    /// The tree as serde_json would have it, for comparison.
    fn plain(node: &Node) -> serde_json::Value {
        match &node.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(bool) => (*bool).into(),
            Value::Number(text) => serde_json::from_str(text).unwrap(),
            Value::Text(text) => text.clone().into(),
            Value::List(items) => items.iter().map(plain).collect(),
            Value::Object(members) => members.iter().map(|(name, node)| (name.clone(), plain(node))).collect(),
        }
    }

    fn values() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<i32>().prop_map(|number| (f64::from(number) / 4.0).into()),
            "[\\PCا-ي\"\\\\\n\u{1f600}]{0,12}".prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
                prop::collection::btree_map("[a-zخ\"]{0,5}", inner, 0..5).prop_map(|map| map.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_serde_json_writes_reads_the_same(value in values()) {
            for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
                prop_assert_eq!(plain(&parse(&text).unwrap()), value.clone());
            }
        }

        #[test]
        fn accepts_and_refuses_what_serde_json_does(text in "[\\[\\]{}\",:0-9eE+.truefalsn \\\\u-]{0,24}") {
            let ours = parse(&text);
            match serde_json::from_str::<serde_json::Value>(&text) {
                Ok(value) => if let Ok(node) = ours { prop_assert_eq!(plain(&node), value); },
                // Numbers that no float holds are the one thing that we take and serde_json does not.
                Err(error) => prop_assert!(ours.is_err() || error.to_string().contains("out of range")),
            }
        }
    }

    fn message(text: &str) -> (&'static str, String, (usize, usize)) {
        let error = parse(text).unwrap_err();
        (error.message, error.path, line_and_column(text, error.at))
    }

    #[test]
    fn errors_name_path_line_and_column() {
        let (_, path, place) = message("{\n  \"خبر\": [1, {\"a\": tru}]\n}");
        assert_eq!((path.as_str(), place), ("$.خبر[1].a", (2, 20)));
        assert_eq!(message("{\"a\": \"b").0, "the text ends too early");
        assert_eq!(message("").0, "the text ends too early");
        assert_eq!(message("<!DOCTYPE html>").0, "a value is expected here");
        assert_eq!(message("{\"a\": 1} x").0, "something follows after the end of the value");
        assert_eq!(message("{\"a\": 1, \"a\": 2}").0, "this name stands twice in one object");
        assert_eq!(message("\"a\nb\"").0, "a line break or control character must be escaped in text, as \\n");
    }

    #[test]
    fn half_a_surrogate_pair_is_refused_and_a_whole_one_read() {
        assert_eq!(message("{\"a\": \"\\ud800\"}").0, "half of a surrogate pair stands alone");
        assert_eq!(message("\"\\ud800\\u0041\"").0, "half of a surrogate pair stands alone");
        assert_eq!(parse("\"\\ud83d\\ude00\"").unwrap().as_text(), Some("😀"));
    }

    #[test]
    fn a_thousand_levels_are_refused_with_their_path() {
        let deep = "[".repeat(1_000) + &"]".repeat(1_000);
        let (message, path, _) = message(&deep);
        assert_eq!(message, "values nest more than 64 deep");
        assert_eq!(path, format!("${}", "[0]".repeat(65)));
        assert!(parse(&("[".repeat(64) + &"]".repeat(64))).is_ok());
    }

    #[test]
    fn a_byte_order_mark_is_skipped() {
        assert!(parse("\u{feff}{}").is_ok());
    }
}
