//! Code told from comments and literals, and words from parts of words.

/// What a text of Rust begins with.
enum Token {
    /// Code of that length.
    Code(usize),
    /// A comment of that length.
    Comment(usize),
    /// A text: the length of what opens it, and of what is inside.
    Text(usize, usize),
}

fn token(rest: &str) -> Token {
    let raw = rest.strip_prefix("br").or(rest.strip_prefix('r')).unwrap_or_default();
    let (hashes, after_hashes) = raw.split_at(raw.len() - raw.trim_start_matches('#').len());
    let length = |end: Option<usize>, closing: usize| end.map_or(rest.len(), |end| end + closing);
    if rest.starts_with("//") {
        Token::Comment(length(rest.find('\n'), 0))
    } else if rest.starts_with("/*") {
        Token::Comment(length(rest.find("*/"), 2))
    } else if after_hashes.starts_with('"') {
        let (open, close) = (rest.len() - after_hashes.len() + 1, format!("\"{hashes}"));
        Token::Text(open, rest[open..].find(&close).unwrap_or(rest.len() - open))
    } else if let Some(inside) = rest.strip_prefix('"') {
        Token::Text(1, unescaped(inside, '"').unwrap_or(inside.len()))
    } else if let Some(inside) = rest.strip_prefix('\'') {
        // A quote after one character, or after an escape, closes it; any other stands before a lifetime.
        match unescaped(inside, '\'') {
            Some(end) if inside.starts_with('\\') || inside[..end].chars().count() == 1 => Token::Text(1, end),
            _ => Token::Code(1),
        }
    } else {
        // A word at once, so that no letter at its end is taken for the beginning of a raw text.
        let word = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        Token::Code(word.max(rest.chars().next().map_or(0, char::len_utf8)))
    }
}

/// Where the first `quote` without a backslash is.
fn unescaped(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    text.find(|c| {
        let found = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        found
    })
}

/// The text with blanks for its comments and the insides of its literals, and each literal with its place.
pub(crate) fn code_and_literals(text: &str) -> (String, Vec<(usize, &str)>) {
    let blank = |text: &str| text.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect::<String>();
    let (mut code, mut literals) = (String::new(), Vec::new());
    while code.len() < text.len() {
        let rest = &text[code.len()..];
        match token(rest) {
            Token::Code(length) => code.push_str(&rest[..length]),
            Token::Comment(length) => code.push_str(&blank(&rest[..length])),
            Token::Text(open, inside) => {
                literals.push((code.len(), &rest[open..open + inside]));
                code.push_str(&rest[..open]);
                code.push_str(&blank(&rest[open..open + inside]));
                // What closes it must not be read as opening the next.
                let close = rest.len().min(open + inside + 1);
                code.push_str(&rest[open + inside..close]);
            }
        }
    }
    (code, literals)
}

pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where `word` stands by itself, not as a part of a longer one.
pub(crate) fn find_word(text: &str, word: &str) -> Option<usize> {
    let apart = |before: Option<char>, edge: Option<char>| !(before.is_some_and(is_word) && edge.is_some_and(is_word));
    let found = |at: &usize| {
        apart(text[..*at].chars().next_back(), word.chars().next())
            && apart(text[at + word.len()..].chars().next(), word.chars().next_back())
    };
    text.match_indices(word).map(|(at, _)| at).find(found)
}

mod samples {
    use super::*;

    #[test]
    fn code_is_told_from_comments_and_literals() {
        let text = r###"a("x\"//", r#"y"z"#, '"', b'\'', &'c d) // crate::e "f"
/* println! */ for"g" 'h'"###;
        let (code, literals) = code_and_literals(text);
        assert_eq!(code.len(), text.len());
        assert_eq!(
            literals.iter().map(|(_, literal)| *literal).collect::<Vec<_>>(),
            ["x\\\"//", "y\"z", "\"", "\\'", "g", "h"]
        );
        let words: Vec<_> = code.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
        assert_eq!(words, ["a", "r", "b", "c", "d", "for"]);
    }

    #[test]
    fn a_word_is_not_found_inside_another() {
        for (text, word, at) in [
            ("eprintln!()", "println!", None),
            ("r2d2_sqlite::X", "r2d2", None),
            ("source_account_id = ?1", "account_id = ?", None),
            ("a.unwrap()", ".unwrap()", Some(1)),
            ("(todo!())", "todo!", Some(1)),
            ("eprintln!(); println!()", "println!", Some(13)),
        ] {
            assert_eq!(find_word(text, word), at, "{text}");
        }
    }
}
