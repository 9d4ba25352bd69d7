//! What the bot says, as Markdown. Nothing that a person typed can become markup.

use bot_core::chat::{Message, Part, Text};

/// A message as Markdown; `files` are the file names of its pictures.
pub(crate) fn message(message: &Message, files: &[String]) -> String {
    let mut blocks = vec![text(&message.text)];
    for (picture, file) in message.pictures.iter().zip(files) {
        blocks.push(format!("![{}]({file})", escaped(&picture.alt)));
    }
    blocks.retain(|block| !block.is_empty());
    blocks.join("\n\n")
}

/// A text as Markdown: every line its own paragraph, list items and quotations together.
pub(crate) fn text(text: &Text) -> String {
    let lines = inline(text);
    let mut markdown = String::new();
    let mut before = "";
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (kind, line) = if let Some(item) = line.strip_prefix("• ") {
            ("- ", item)
        } else if let Some(quoted) = line.strip_prefix(QUOTE) {
            ("> ", quoted.trim())
        } else if numbered(line).is_some() {
            ("1.", line)
        } else {
            ("", line)
        };
        if !markdown.is_empty() {
            markdown.push_str(match kind {
                "- " | "1." if before == kind => "\n",
                // A line of its own within the quotation.
                "> " if before == "> " => "\\\n",
                _ => "\n\n",
            });
        }
        if kind != "1." {
            markdown.push_str(kind);
        }
        markdown.push_str(line);
        before = kind;
    }
    markdown
}

/// Begins a quoted line, until lines are put together. People's words are stripped of it.
const QUOTE: char = '\u{e003}';

fn inline(text: &Text) -> String {
    let mut markdown = String::new();
    for part in text.parts() {
        match part {
            // No blank follows the sign, so that it is no heading.
            Part::Channel(_, name) if !name.trim().is_empty() => {
                markdown.push_str(&format!("#{}", escaped(name.trim())));
            }
            Part::Channel(..) => markdown.push_str("\\#"),
            Part::Code(words) => markdown.push_str(&code(words)),
            Part::Link(to, words) => markdown.push_str(&link(to, words)),
            Part::Person(_, name) => markdown.push_str(&format!("@{}", escaped(name))),
            Part::Quote(typed) => {
                let quoted: Vec<String> =
                    typed.lines().map(|line| format!("{QUOTE}{}", escaped(line))).collect();
                markdown.push_str(&quoted.join("\n"));
            }
            Part::Strong(words) => markdown.push_str(&format!("**{}**", escaped(words).trim())),
            Part::Message(_, _, words) | Part::Typed(words) | Part::When(_, words) => {
                markdown.push_str(&escaped(words));
            }
            Part::Words(words) => {
                let lines: Vec<String> = words.split('\n').map(ours).collect();
                markdown.push_str(&lines.join("\n"));
            }
        }
    }
    markdown
}

/// Our own words: a list item stays one, and nothing else is markup.
fn ours(line: &str) -> String {
    let start = line.trim_start();
    if let Some(item) = start.strip_prefix("• ") {
        return format!("• {}", escaped(item));
    }
    match numbered(start) {
        Some((number, item)) => format!("{number}. {}", escaped(item)),
        None => escaped(line),
    }
}

/// The number and the words of an item in a numbered list.
fn numbered(line: &str) -> Option<(&str, &str)> {
    line.split_once(". ").filter(|(n, _)| (1..=2).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Words on one line that mean nothing to Markdown.
fn escaped(words: &str) -> String {
    let mut markdown = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\u{e003}' => {}
            c if c.is_control() => markdown.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '!' | '|' | '~' | '&' => {
                markdown.push('\\');
                markdown.push(c);
            }
            // Means something at the beginning of a line only.
            '#' | '+' | '-' | '=' if markdown.chars().all(|before| " \\#+-=".contains(before)) => {
                markdown.push('\\');
                markdown.push(c);
            }
            // A number at the beginning of a line would be a list; an address would be a link by itself.
            '.' | ')' if markdown.chars().all(|c| c.is_ascii_digit()) && !markdown.is_empty() => {
                markdown.push('\\');
                markdown.push(c);
            }
            '/' if markdown.ends_with(':') => {
                markdown.pop();
                markdown.push_str("\\:/");
            }
            '.' if markdown.to_ascii_lowercase().ends_with("www") => markdown.push_str("\\."),
            '•' if markdown.trim().is_empty() => markdown.push('·'),
            c => markdown.push(c),
        }
    }
    markdown
}

/// Words to type just so: between more backticks than stand in them.
fn code(words: &str) -> String {
    let words: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{words}{space}{fence}")
}

fn link(to: &str, words: &str) -> String {
    let web = to.starts_with("https://") || to.starts_with("http://");
    if !web || to.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\\".contains(c)) {
        return escaped(words);
    }
    format!("[{}](<{to}>)", escaped(words))
}

#[cfg(test)]
mod tests {
    use bot_core::chat::Picture;

    use super::*;

    #[test]
    fn parts_become_markdown() {
        let mut text = Text::strong("Last week");
        text.line(Text::words("• one\n• two\n1. Shout-outs\n2. and more"));
        text.line(Text::join([Text::words("By "), Text::person(&"U1".into(), "Bo_b")], ""));
        text.line(Text::quote("first\nsecond"));
        text.line(Text::join([Text::words("See "), Text::link("https://kith.example/?a=b", "the list")], ""));
        text.line(Text::code("/help"));
        let expected = "**Last week**\n\n- one\n- two\n\n1. Shout-outs\n2. and more\n\nBy @Bo\\_b\n\n> first\\\n> second\n\nSee [the \
                        list](<https://kith.example/?a=b>)\n\n`/help`";
        assert_eq!(super::text(&text), expected);
        let picture = Picture { name: "weeks".to_owned(), svg: String::new(), alt: "Two [weeks]".to_owned() };
        let drawn = message(&Message::new(Text::words("Hi")).picture(picture), &["d-weeks.png".to_owned()]);
        assert_eq!(drawn, "Hi\n\n![Two \\[weeks\\]](d-weeks.png)");
    }

    #[test]
    fn people_cannot_forge_markup() {
        for (typed, expected) in [
            ("# Big", "\\# Big"),
            ("--- a-b", "\\-\\-\\- a-b"),
            ("![x](http://evil.example/x.png)", "\\!\\[x\\](http\\://evil.example/x.png)"),
            ("<img src=x>", "\\<img src=x\\>"),
            ("1. one", "1\\. one"),
            ("• one", "· one"),
            ("one\n\n# two", "one  # two"),
            ("www.evil.example", "www\\.evil.example"),
            ("`a` **b**", "\\`a\\` \\*\\*b\\*\\*"),
        ] {
            assert_eq!(super::text(&Text::typed(typed)), expected);
        }
        assert_eq!(super::text(&Text::quote("a\n> b\n\u{e003}c")), "> a\\\n> \\> b\\\n> c");
        assert_eq!(super::text(&Text::link("javascript:alert(1)", "hi")), "hi");
        assert_eq!(super::text(&Text::code("a`b")), "``a`b``");
    }
}
