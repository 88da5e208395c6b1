// SPDX-License-Identifier: MIT
//! The part of JSON that vector files use. Text that is not JSON panics with its offset.
use std::str::Chars;

#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    Number(i64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub fn parse(text: &str) -> Json {
        let mut parser = Parser {
            text,
            rest: text.chars(),
        };
        let value = parser.value();
        parser.skip_space();
        if parser.rest.next().is_some() {
            parser.fail("text after the value");
        }
        value
    }

    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => members.iter().find(|(one, _)| one == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// A member that must be there.
    pub fn at(&self, name: &str) -> &Json {
        self.get(name).unwrap_or_else(|| panic!("no {name:?} in {self:?}"))
    }

    pub fn list(&self) -> &[Json] {
        match self {
            Json::List(list) => list,
            other => panic!("no list: {other:?}"),
        }
    }

    pub fn text(&self) -> &str {
        match self {
            Json::Text(text) => text,
            other => panic!("no text: {other:?}"),
        }
    }

    pub fn number(&self) -> i64 {
        match self {
            Json::Number(number) => *number,
            other => panic!("no number: {other:?}"),
        }
    }

    pub fn is_true(&self) -> bool {
        *self == Json::Bool(true)
    }
}

struct Parser<'a> {
    text: &'a str,
    rest: Chars<'a>,
}

impl Parser<'_> {
    fn fail(&self, why: &str) -> ! {
        panic!("{why} at byte {}", self.text.len() - self.rest.as_str().len());
    }

    fn skip_space(&mut self) {
        let rest = self.rest.as_str().trim_start_matches(&[' ', '\t', '\n', '\r'][..]);
        self.rest = rest.chars();
    }

    fn peek(&mut self) -> Option<char> {
        self.skip_space();
        self.rest.clone().next()
    }

    fn take(&mut self, expected: &str) {
        match self.rest.as_str().strip_prefix(expected) {
            Some(rest) => self.rest = rest.chars(),
            None => self.fail(expected),
        }
    }

    fn value(&mut self) -> Json {
        match self.peek() {
            Some('{') => self.object(),
            Some('[') => Json::List(self.items('[', ']', |parser| parser.value())),
            Some('"') => Json::Text(self.string()),
            Some('n') => self.word("null", Json::Null),
            Some('t') => self.word("true", Json::Bool(true)),
            Some('f') => self.word("false", Json::Bool(false)),
            Some(_) => self.number(),
            None => self.fail("the text ends"),
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Json {
        self.take(word);
        value
    }

    fn number(&mut self) -> Json {
        let rest = self.rest.as_str();
        let end = rest
            .find(|letter: char| letter != '-' && !letter.is_ascii_digit())
            .unwrap_or(rest.len());
        match rest[..end].parse() {
            Ok(number) => self.word(&rest[..end], Json::Number(number)),
            Err(_) => self.fail("no value"),
        }
    }

    fn object(&mut self) -> Json {
        Json::Object(self.items('{', '}', |parser| {
            if parser.peek() != Some('"') {
                parser.fail("no name");
            }
            let name = parser.string();
            parser.skip_space();
            parser.take(":");
            (name, parser.value())
        }))
    }

    fn items<T>(&mut self, open: char, close: char, mut item: impl FnMut(&mut Self) -> T) -> Vec<T> {
        self.take(&open.to_string());
        let mut items = Vec::new();
        while self.peek() != Some(close) {
            if !items.is_empty() {
                self.take(",");
            }
            items.push(item(self));
        }
        self.take(&close.to_string());
        items
    }

    fn string(&mut self) -> String {
        self.take("\"");
        let mut string = String::new();
        loop {
            match self.rest.next() {
                Some('"') => return string,
                Some('\\') => string.push(self.escaped()),
                Some(letter) if letter >= ' ' => string.push(letter),
                _ => self.fail("a string that does not end"),
            }
        }
    }

    fn escaped(&mut self) -> char {
        match self.rest.next() {
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('u') => {
                let unit = self.hex4();
                let high = match unit {
                    0xD800..=0xDBFF => unit - 0xD800,
                    _ => return char::from_u32(unit).unwrap_or_else(|| self.fail("a lone surrogate")),
                };
                self.take("\\u");
                let low = self.hex4().wrapping_sub(0xDC00);
                char::from_u32(0x10000 + (high << 10) + low).unwrap_or_else(|| self.fail("a lone surrogate"))
            }
            Some(letter) if "\"\\/".contains(letter) => letter,
            _ => self.fail("an unknown escape"),
        }
    }

    fn hex4(&mut self) -> u32 {
        let rest = self.rest.as_str();
        let digits = rest.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match digits {
            Some(unit) => {
                self.rest = rest[4..].chars();
                unit
            }
            None => self.fail("no hex digits"),
        }
    }
}
