//! What a terminal takes for a command and never shows: it stands in articles that were copied out of one. Its digits and
//! letters are no words of the article.

/// A text with every command of a terminal blanked, byte for byte; none where there is none.
pub(super) fn blanked(text: &str) -> Option<String> {
    let first = first_command(text)?;
    let mut plain = String::with_capacity(text.len());
    plain.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(letter) = rest.chars().next() {
        let length = command(rest);
        if length == 0 {
            plain.push(letter);
            rest = &rest[letter.len_utf8()..];
        } else {
            plain.extend(std::iter::repeat_n(' ', length));
            rest = &rest[length..];
        }
    }
    Some(plain)
}

/// Where the first command may begin. Looked for by the two bytes that one can begin with: nearly no text has either.
fn first_command(text: &str) -> Option<usize> {
    let begins =
        |at: &usize| text[*at..].chars().next().is_some_and(|letter| letter == ESCAPE || introduced(letter).is_some());
    memchr::memchr2_iter(ESCAPE as u8, UPPER, text.as_bytes()).find(begins)
}

/// The first byte of the letters from U+0080 to U+00BF, the upper controls among them.
const UPPER: u8 = 0xC2;

const ESCAPE: char = '\u{1B}';

/// What a command is made of.
#[derive(Clone, Copy)]
enum Kind {
    /// Parameters, and a letter that ends it.
    Control,
    /// A text up to a mark.
    Text,
    /// Nothing more.
    Single,
}

/// What begins with one letter of the upper controls.
const fn introduced(letter: char) -> Option<Kind> {
    match letter {
        '\u{9B}' => Some(Kind::Control),
        '\u{90}' | '\u{98}' | '\u{9D}'..='\u{9F}' => Some(Kind::Text),
        '\u{80}'..='\u{84}' | '\u{86}'..='\u{9A}' | '\u{9C}' => Some(Kind::Single),
        _ => None,
    }
}

/// How many bytes the command takes that a text begins with; 0 where it begins with none.
fn command(text: &str) -> usize {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return 0 };
    let (kind, head) = match (first, letters.next()) {
        (ESCAPE, Some('[')) => (Kind::Control, 2),
        (ESCAPE, Some('P' | 'X' | ']' | '^' | '_')) => (Kind::Text, 2),
        (ESCAPE, Some(second @ '0'..='~')) => (Kind::Single, 1 + second.len_utf8()),
        // A set of letters is chosen by two more.
        (ESCAPE, Some(' '..='/')) => {
            (Kind::Single, 2 + usize::from(text[2..].starts_with(|last| matches!(last, '0'..='~'))))
        }
        (ESCAPE, _) => (Kind::Single, 1),
        (first, _) => match introduced(first) {
            Some(kind) => (kind, first.len_utf8()),
            None => return 0,
        },
    };
    head + match kind {
        Kind::Control => parameters(&text[head..]),
        Kind::Text => up_to_its_end(&text[head..]),
        Kind::Single => 0,
    }
}

/// The parameters of a command and the letter that ends it.
fn parameters(text: &str) -> usize {
    let length = text.bytes().take_while(|byte| matches!(byte, b' '..=b'?')).count();
    length + usize::from(text[length..].starts_with(|last| matches!(last, '@'..='~')))
}

/// A command's text with its end; nothing where it does not end in its line.
fn up_to_its_end(text: &str) -> usize {
    let line = text.split('\n').next().unwrap_or_default();
    let ends = ["\u{7}", "\u{1B}\\", "\u{9C}"];
    let end = ends.iter().filter_map(|end| Some(line.find(end)? + end.len())).min();
    end.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_blanked_whole_and_nothing_moves() {
        for (before, command, after) in [
            ("a ", "\u{1b}[31m", "b"),
            ("", "\u{1b}[1;38;5;12m", "30 men"),
            ("30", "\u{1b}[0m", "%"),
            ("", "\u{9b}2J", "x"),
            ("", "\u{1b}]0;title 30%\u{7}", "x"),
            ("", "\u{1b}]8;;https://e.org/9\u{1b}\\", "link"),
            ("", "\u{90}1$r\u{9c}", "x"),
            ("", "\u{1b}]", "0;without an end\n30%"),
            ("", "\u{1b}(B", "x"),
            ("", "\u{1b}7", "x"),
            ("x", "\u{1b}", ""),
            ("", "\u{1b}[", "ص"),
        ] {
            let want = format!("{before}{}{after}", " ".repeat(command.len()));
            assert_eq!(blanked(&[before, command, after].concat()), Some(want), "{command:?}");
        }
        assert_eq!(blanked("30 % \u{85} of \t it"), None);
    }
}
