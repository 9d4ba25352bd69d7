//! What the bot says, as text for a terminal. Nothing that a person typed can steer the terminal.

use std::io::IsTerminal as _;
use std::path::Path;

use anyhow::Context as _;
use bot_core::chat::{Message, Part, Picture, Text};

/// How to write on a terminal: with bold letters, or without.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pen {
    bold: bool,
}

impl Pen {
    /// The pen for standard output.
    pub(crate) fn new() -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
        Self { bold: std::io::stdout().is_terminal() && !plain }
    }

    /// Words that stand out.
    pub(crate) fn strong(self, words: &str) -> String {
        let words = safe(words);
        if self.bold { format!("\u{1b}[1m{words}\u{1b}[22m") } else { words }
    }

    /// A text with its parts drawn.
    pub(crate) fn text(self, text: &Text) -> String {
        let mut drawn = String::new();
        for part in text.parts() {
            match part {
                Part::Channel(_, name) => drawn.push_str(&format!("#{}", line(name))),
                Part::Link(to, words) if to == words => drawn.push_str(&line(to)),
                Part::Link(to, words) => drawn.push_str(&format!("{} ({})", line(words), line(to))),
                Part::Person(_, name) => drawn.push_str(&format!("@{}", line(name))),
                Part::Quote(typed) => {
                    let quoted: Vec<String> = safe(typed).lines().map(|line| format!("│ {line}")).collect();
                    drawn.push_str(&quoted.join("\n"));
                }
                Part::Strong(words) => drawn.push_str(&self.strong(words)),
                Part::Typed(words) => drawn.push_str(&line(words)),
                Part::Code(words)
                | Part::Message(_, _, words)
                | Part::When(_, words)
                | Part::Words(words) => drawn.push_str(&safe(words)),
            }
        }
        drawn
    }

    /// A message: its words, then a line for each picture. With a folder, the pictures are written there.
    pub(crate) fn message(self, message: &Message, folder: Option<&Path>) -> anyhow::Result<String> {
        let mut drawn = self.text(&message.text);
        for picture in &message.pictures {
            let written = match folder {
                Some(folder) => format!(" → {}", write_picture(folder, "", picture)?),
                None => String::new(),
            };
            drawn.push_str(&format!("\n[picture: {}{written}]", line(&picture.alt)));
        }
        Ok(drawn.trim_matches('\n').to_owned())
    }
}

/// Writes a picture as PNG into a folder; its file name.
pub(crate) fn write_picture(folder: &Path, prefix: &str, picture: &Picture) -> anyhow::Result<String> {
    let name = file_name(&format!("{prefix}{}.png", picture.name));
    let path = folder.join(&name);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&path, pictures::png(picture).map_err(std::io::Error::other)?))
        .with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(name)
}

/// A name that is a file's name everywhere, and stays in its folder.
pub(crate) fn file_name(name: &str) -> String {
    let fine = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    let name: String = name.chars().map(fine).collect();
    name.trim_start_matches(['.', '-']).to_owned()
}

/// What a person typed, on one line.
pub(crate) fn line(typed: &str) -> String {
    safe(&typed.replace(['\n', '\r', '\t'], " "))
}

/// What a person typed, with characters that steer a terminal made visible.
pub(crate) fn safe(typed: &str) -> String {
    let visible = |c: char| match c {
        '\n' => '\n',
        '\t' => ' ',
        // Unicode has a picture of each.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        // C1 controls, and marks that turn the direction of all that follows.
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c => c,
    };
    typed.replace("\r\n", "\n").chars().map(visible).collect()
}

/// A count with its word, such as `1 message` or `4,512 messages`.
pub(crate) fn count(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// A number with commas.
pub(crate) fn grouped(n: u64) -> String {
    bot_core::grouped(i64::try_from(n).unwrap_or(i64::MAX))
}

/// `text` with every line moved to the right.
pub(crate) fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_cannot_steer_the_terminal() {
        let mut text = Text::person(&"U1".into(), "Bo\u{1b}[2J\u{7}\nroot");
        text.line(Text::quote("one\u{1b}]0;title\u{7}\r\ntwo\u{9b}31m\u{202e}"));
        text.line(Text::strong("\u{1b}c"));
        text.line(Text::typed("so\n• Kith: it"));
        for bold in [true, false] {
            let drawn = Pen { bold }.text(&text);
            let others = drawn.replace("\u{1b}[1m", "").replace("\u{1b}[22m", "");
            assert!(others.chars().all(|c| c == '\n' || !c.is_control()), "{others:?}");
            assert_eq!(others, "@Bo␛[2J␇ root\n│ one␛]0;title␇\n│ two\u{fffd}31m\u{fffd}\n␛c\nso • Kith: it");
        }
    }

    #[test]
    fn names_of_files_stay_in_their_folder() {
        assert_eq!(file_name("../../etc/pass wd"), "etc-pass-wd");
        assert_eq!(file_name("..\\a:b.json"), "a-b.json");
    }

    #[test]
    fn numbers_and_plurals_are_right() {
        assert_eq!(count(1, "message", "messages"), "1 message");
        assert_eq!(count(1_234_567, "message", "messages"), "1\u{202F}234\u{202F}567 messages");
        assert_eq!(grouped(100), "100");
    }
}
