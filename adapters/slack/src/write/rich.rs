//! A text in Slack's rich text: every word stands in an element of its own kind, so none of them can become a mention, a
//! link or a mark, whoever typed it.

use bot_core::chat::{Part, Text};
use serde_json::{Value, json};

use super::slash;
use super::text::{is_channel, is_link, is_stamp, is_user, mrkdwn};
use crate::workspace::Workspace;

/// The most characters of one block.
pub(crate) const MOST: usize = 3_000;

/// A text's piece: one block, and the same for notifications.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rich {
    pub(crate) block: Value,
    pub(crate) text: String,
    pub(crate) length: usize,
}

/// An element of a line.
struct Atom {
    element: Value,
    text: String,
    length: usize,
}

/// A line of the text.
struct Line {
    quote: bool,
    atoms: Vec<Atom>,
}

impl Line {
    fn length(&self) -> usize {
        self.atoms.iter().map(|atom| atom.length).sum::<usize>() + 1
    }
}

/// A text in blocks, each within the limit.
pub(crate) fn blocks(text: &Text, here: &Workspace) -> Vec<Rich> {
    let text = &slash::text(text);
    let mut blocks = Vec::new();
    let mut held: Vec<Line> = Vec::new();
    let mut length = 0;
    for line in lines(text, here).into_iter().flat_map(broken) {
        let more = line.length();
        if length + more > MOST && !held.is_empty() {
            blocks.extend(block(std::mem::take(&mut held)));
            length = 0;
        }
        length += more;
        held.push(line);
    }
    blocks.extend(block(held));
    blocks
}

/// The lines of a text.
fn lines(text: &Text, here: &Workspace) -> Vec<Line> {
    let mut lines = vec![Line { quote: false, atoms: Vec::new() }];
    let begin = |lines: &mut Vec<Line>, quote: bool| lines.push(Line { quote, atoms: Vec::new() });
    for part in text.parts() {
        match part {
            Part::Quote(typed) => {
                for line in typed.lines() {
                    begin(&mut lines, true);
                    push(&mut lines, words(line, &Part::Typed(line), here));
                }
                begin(&mut lines, false);
            }
            Part::Typed(typed) | Part::Words(typed) => {
                for (n, line) in typed.split('\n').enumerate() {
                    if n > 0 {
                        begin(&mut lines, false);
                    }
                    let part =
                        if matches!(part, Part::Typed(_)) { Part::Typed(line) } else { Part::Words(line) };
                    push(&mut lines, words(line, &part, here));
                }
            }
            part => push(&mut lines, atom(&part, here)),
        }
    }
    // A quotation ends its line, and the line break behind it would be one too many.
    let mut kept: Vec<Line> = Vec::new();
    for line in lines {
        let after_quote = kept.last().is_some_and(|last| last.quote);
        let empty = line.atoms.is_empty() && !line.quote;
        if empty && (after_quote || kept.is_empty()) {
            continue;
        }
        if line.quote && kept.last().is_some_and(|last| last.atoms.is_empty() && !last.quote) {
            kept.pop();
        }
        kept.push(line);
    }
    while kept.last().is_some_and(|last| last.atoms.is_empty()) {
        kept.pop();
    }
    kept
}

fn push(lines: &mut [Line], atom: Atom) {
    if let Some(line) = lines.last_mut()
        && atom.length > 0
    {
        line.atoms.push(atom);
    }
}

fn words(line: &str, part: &Part<'_>, here: &Workspace) -> Atom {
    Atom {
        element: json!({ "type": "text", "text": line }),
        text: mrkdwn(part, here),
        length: line.chars().count(),
    }
}

fn atom(part: &Part<'_>, here: &Workspace) -> Atom {
    let styled =
        |words: &str, style: &str| json!({ "type": "text", "text": words, "style": { style: true } });
    let said = |words: String| json!({ "type": "text", "text": words });
    let link = |to: &str, words: &str| json!({ "type": "link", "url": to, "text": words });
    let element = match part {
        Part::Channel(id, _) if is_channel(id) => json!({ "type": "channel", "channel_id": id }),
        Part::Channel(_, name) => said(format!("#{name}")),
        Part::Code(code) => styled(code, "code"),
        Part::Link(to, words) if is_link(to) => link(to, words),
        Part::Message(channel, message, words) if is_channel(channel) && is_stamp(message) => {
            link(&here.link(channel, message), words)
        }
        Part::Person(id, _) if is_user(id) => json!({ "type": "user", "user_id": id }),
        Part::Person(_, name) => said(format!("@{name}")),
        Part::Strong(words) => styled(words, "bold"),
        Part::When(moment, words) => json!({
            "type": "date", "timestamp": moment.0.div_euclid(1000), "format": "{date_short_pretty} {time}",
            "fallback": words,
        }),
        Part::Link(_, words)
        | Part::Message(_, _, words)
        | Part::Quote(words)
        | Part::Typed(words)
        | Part::Words(words) => said((*words).to_owned()),
    };
    let text = mrkdwn(part, here);
    let shown = element["text"].as_str().map_or(20, |words| words.chars().count());
    let length = if shown == 0 { 0 } else { shown + element["url"].as_str().map_or(0, str::len) };
    Atom { element, text, length }
}

/// A line that is too long for any block, in lines that are not: between elements, or between words, or wherever it must be.
fn broken(line: Line) -> Vec<Line> {
    if line.length() <= MOST {
        return vec![line];
    }
    let quote = line.quote;
    let mut lines = vec![Line { quote, atoms: Vec::new() }];
    for atom in line.atoms {
        for bit in bits(atom) {
            let full = lines.last().is_some_and(|last| last.length() + bit.length > MOST);
            if full {
                lines.push(Line { quote, atoms: Vec::new() });
            }
            push(&mut lines, bit);
        }
    }
    lines
}

fn bits(atom: Atom) -> Vec<Atom> {
    let most = MOST - 1;
    let Some(words) = atom.element["text"].as_str().filter(|_| atom.length > most).map(ToOwned::to_owned)
    else {
        return vec![atom];
    };
    let mut bits = Vec::new();
    let mut rest = words.as_str();
    while !rest.is_empty() {
        let end = rest.char_indices().nth(most).map_or(rest.len(), |(at, _)| at);
        let blank = rest[..end].rfind(' ').map(|at| at + 1);
        let end = if end == rest.len() { end } else { blank.filter(|at| *at > end / 2).unwrap_or(end) };
        let mut element = atom.element.clone();
        element["text"] = rest[..end].into();
        let text = super::text::plain(&rest[..end]);
        bits.push(Atom { element, text, length: rest[..end].chars().count() });
        rest = &rest[end..];
    }
    bits
}

/// Lines as one block; nothing if nothing stands in them.
fn block(lines: Vec<Line>) -> Option<Rich> {
    if lines.iter().all(|line| line.atoms.is_empty()) {
        return None;
    }
    let length = lines.iter().map(Line::length).sum();
    let mut sections: Vec<(bool, Vec<Value>)> = Vec::new();
    let mut text = String::new();
    for (n, line) in lines.into_iter().enumerate() {
        if n > 0 {
            text.push('\n');
        }
        if line.quote {
            text.push('>');
        }
        match sections.last_mut() {
            Some((quote, elements)) if *quote == line.quote => {
                said(elements, json!({ "type": "text", "text": "\n" }));
            }
            _ => sections.push((line.quote, Vec::new())),
        }
        for atom in line.atoms {
            text.push_str(&atom.text);
            if let Some((_, elements)) = sections.last_mut() {
                said(elements, atom.element);
            }
        }
    }
    let sections: Vec<Value> = sections
        .into_iter()
        .filter(|(_, elements)| !elements.is_empty())
        .map(|(quote, elements)| {
            let kind = if quote { "rich_text_quote" } else { "rich_text_section" };
            json!({ "type": kind, "elements": elements })
        })
        .collect();
    Some(Rich { block: json!({ "type": "rich_text", "elements": sections }), text, length })
}

/// One more element; plain words join the plain words before them.
fn said(elements: &mut Vec<Value>, element: Value) {
    let is_plain = |element: &Value| element["type"] == "text" && element.get("style").is_none();
    if let (Some(last), true) = (elements.last_mut(), is_plain(&element))
        && is_plain(last)
    {
        let both = format!(
            "{}{}",
            last["text"].as_str().unwrap_or_default(),
            element["text"].as_str().unwrap_or_default()
        );
        last["text"] = both.into();
        return;
    }
    elements.push(element);
}
