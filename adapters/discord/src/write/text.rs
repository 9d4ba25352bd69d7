//! A text in Discord's Markdown: our words as they are, people's words with nothing in them that means something.

use bot_core::chat::{Part, Text};

/// The most that one message holds. Discord counts characters; counted in UTF-16 units, a text is never too long.
pub(crate) const MOST: usize = 2_000;

/// A text, drawn for readers on this server.
pub(crate) fn markdown(text: &Text, guild: &str) -> String {
    let mut drawn = String::new();
    for part in text.parts() {
        match part {
            Part::Channel(id, _) if is_id(id) => drawn.push_str(&format!("<#{id}>")),
            Part::Channel(_, name) => drawn.push_str(&format!("#{}", plain(name, false))),
            Part::Code(code) => drawn.push_str(&format!("`{}`", one_line(&code.replace('`', "ˋ")))),
            Part::Link(to, words) => drawn.push_str(&link(to, words)),
            Part::Message(channel, message, words) if is_id(channel) && is_id(message) => {
                let to = format!("https://discord.com/channels/{guild}/{channel}/{message}");
                drawn.push_str(&format!("[{}](<{to}>)", plain(words, false)));
            }
            Part::Message(_, _, words) => drawn.push_str(&plain(words, false)),
            Part::Person(id, _) if is_id(id) => drawn.push_str(&format!("<@{id}>")),
            Part::Person(_, name) => drawn.push_str(&format!("@{}", plain(name, false))),
            Part::Quote(typed) => {
                if !drawn.is_empty() && !drawn.ends_with('\n') {
                    drawn.push('\n');
                }
                let lines: Vec<String> =
                    typed.lines().map(|line| format!("> {}", plain(line, true))).collect();
                drawn.push_str(&lines.join("\n"));
            }
            Part::Strong(words) => drawn.push_str(&format!("**{}**", plain(words, false))),
            Part::Typed(typed) => {
                let start = drawn.is_empty() || drawn.ends_with('\n');
                drawn.push_str(&plain(typed, start));
            }
            Part::When(moment, _) => drawn.push_str(&format!("<t:{}:f>", moment.0.div_euclid(1000))),
            Part::Words(words) => drawn.push_str(words),
        }
    }
    drawn
}

/// The accounts whom a text mentions, each once: these are rung, and nobody else.
pub(crate) fn mentioned(text: &Text) -> Vec<&str> {
    let mut people = Vec::new();
    for part in text.parts() {
        if let Part::Person(id, _) = part
            && is_id(id)
            && !people.contains(&id)
        {
            people.push(id);
        }
    }
    people
}

/// Whether this is an id of Discord's, and not an account that only another platform knows.
pub(crate) fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= 20 && id.bytes().all(|byte| byte.is_ascii_digit()) && !id.starts_with('0')
}

fn one_line(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn link(to: &str, words: &str) -> String {
    // What is no web address would be drawn as it stands.
    if !is_link(to) {
        return plain(words, false);
    }
    if to == words { format!("<{to}>") } else { format!("[{}](<{to}>)", plain(words, false)) }
}

fn is_link(word: &str) -> bool {
    let rest = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty()) && !word.contains(['<', '>', '\\', '`', ' ', '\n', '\t'])
}

/// What a person typed, so that it looks as they typed it. `start` says whether it begins a line.
fn plain(typed: &str, start: bool) -> String {
    let mut drawn = String::with_capacity(typed.len() + 8);
    for (n, line) in typed.split('\n').enumerate() {
        if n > 0 {
            drawn.push('\n');
        }
        let mut rest = line;
        if start || n > 0 {
            rest = line_start(line, &mut drawn);
        }
        for (m, word) in rest.split(' ').enumerate() {
            if m > 0 {
                drawn.push(' ');
            }
            // An address with a sign before it would lead elsewhere; between angle brackets it stays itself.
            if is_link(word) { drawn.push_str(&format!("<{word}>")) } else { escape(word, &mut drawn) }
        }
    }
    drawn
}

fn escape(word: &str, drawn: &mut String) {
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        // Readers see a name or a picture where they would read an id, and nobody is rung whom the message does not name.
        if let Some(shown) = mention(rest).or_else(|| emoji(rest)) {
            drawn.push_str(shown);
            rest = &rest[shown.len()..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if matches!(c, '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '>' | '[' | ']') {
            drawn.push('\\');
        }
        drawn.push(c);
        // Nobody is rung by it, but it would look as if.
        if c == '@' && ["everyone", "here"].iter().any(|all| rest.starts_with(all)) {
            drawn.push('\u{200b}');
        }
    }
}

/// The mention of a person, a role or a channel that a text begins with.
fn mention(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('<')?;
    let inside = &inside[..inside.find('>')?];
    let id = ["@&", "@!", "@", "#"].iter().find_map(|sign| inside.strip_prefix(sign))?;
    is_id(id).then(|| &text[..inside.len() + 2])
}

/// A server's own emoji that a text begins with, such as `<:kith:41771983423143937>`.
fn emoji(text: &str) -> Option<&str> {
    const NAME: std::ops::RangeInclusive<usize> = 2..=32;
    const SNOWFLAKE: usize = 17;
    let inside = text.strip_prefix('<')?;
    let inside = &inside[..inside.find('>')?];
    let (name, id) = inside.strip_prefix("a:").or_else(|| inside.strip_prefix(':'))?.split_once(':')?;
    let is_name =
        NAME.contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (is_name && is_id(id) && id.len() >= SNOWFLAKE).then(|| &text[..inside.len() + 2])
}

/// Takes away what makes a heading, a list or small print at the beginning of a line; the rest of the line.
fn line_start<'a>(line: &'a str, drawn: &mut String) -> &'a str {
    let rest = line.trim_start_matches(' ');
    drawn.push_str(&line[..line.len() - rest.len()]);
    if let Some(after) = rest.strip_prefix(['#', '-', '+']) {
        drawn.push('\\');
        drawn.push_str(&rest[..rest.len() - after.len()]);
        return after;
    }
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if after.len() < rest.len() && after.starts_with(['.', ')']) {
        drawn.push_str(&rest[..rest.len() - after.len()]);
        drawn.push('\\');
        drawn.push_str(&after[..1]);
        return &after[1..];
    }
    rest
}

/// What a piece may gain at its beginning.
const GAINED: usize = 4;

/// A drawn text in pieces that a message holds each: between lines, or between words, or wherever it must be.
pub(crate) fn pieces(text: &str, most: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut held = 0;
    for line in text.split_inclusive('\n') {
        for (n, bit) in bits(line, most - GAINED).into_iter().enumerate() {
            let more = length(bit);
            if held + more > most - GAINED && !piece.is_empty() {
                pieces.push(std::mem::take(&mut piece));
                held = 0;
            }
            if n > 0 && piece.is_empty() {
                goes_on(line, bit, &mut piece);
            } else {
                piece.push_str(bit);
            }
            held += more;
        }
    }
    pieces.push(piece);
    let pieces = pieces.iter().map(|piece| piece.trim_matches('\n').to_owned());
    pieces.filter(|piece| !piece.trim().is_empty()).collect()
}

/// A line goes on at the beginning of a piece: a quote stays one, and what meant nothing amid the line means nothing now.
fn goes_on(line: &str, bit: &str, piece: &mut String) {
    if line.starts_with("> ") {
        piece.push_str("> ");
    }
    if bit.trim_start_matches(' ').starts_with('>') {
        piece.push('\\');
        piece.push_str(bit.trim_start_matches(' '));
        return;
    }
    let rest = line_start(bit, piece);
    piece.push_str(rest);
}

/// A line by itself, its words if it is too long, and a word in parts if that is too long as well.
fn bits(line: &str, most: usize) -> Vec<&str> {
    if length(line) <= most {
        return vec![line];
    }
    let mut bits = Vec::new();
    for word in line.split_inclusive(' ') {
        let mut rest = word;
        while length(rest) > most {
            let mut held = 0;
            let end = rest.char_indices().find(|(_, c)| {
                held += c.len_utf16();
                held > most
            });
            let mut end = end.map_or(rest.len(), |(at, _)| at);
            // A sign stays with the backslash before it.
            if rest[..end].ends_with('\\') && end > 1 {
                end -= 1;
            }
            bits.push(&rest[..end]);
            rest = &rest[end..];
        }
        bits.push(rest);
    }
    bits
}

/// How long Discord takes a text to be, at most.
pub(crate) fn length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}
