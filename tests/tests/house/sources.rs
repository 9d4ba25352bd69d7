//! The repository as texts, and Rust code as the words that stand in it.

use std::path::Path;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// A text file of the repository.
pub(crate) struct Source {
    /// Its path from the root, with `/` on every machine.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// Whether it is Rust code.
    pub(crate) fn is_code(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// The file's own name.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Whether it stands in a folder of this name, at any depth.
    pub(crate) fn is_in(&self, folder: &str) -> bool {
        self.path.split('/').rev().skip(1).any(|part| part == folder)
    }

    /// Whether it is about testing, as a whole.
    pub(crate) fn is_test(&self) -> bool {
        ["tests.rs", "testing.rs"].contains(&self.name())
            || ["benches", "testing", "tests"].iter().any(|folder| self.is_in(folder))
    }
}

/// Every text file of the repository.
pub(crate) fn repository() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace's folder");
    let mut found = Vec::new();
    collect(root, "", &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 20, "The repository was not found at {}", root.display());
    found
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name in UTF-8");
        let path = format!("{prefix}{name}");
        if entry.file_type().expect("a type").is_dir() {
            // Not ours: what Git, Cargo and a running Kith keep.
            if ![".git", "data", "target"].contains(&path.as_str()) {
                collect(&entry.path(), &format!("{path}/"), found);
            }
        } else if ![".git", "Cargo.lock"].contains(&name.as_str())
            && let Ok(text) = std::fs::read_to_string(entry.path())
        {
            found.push(Source { path, text });
        }
    }
}

/// Fails with all complaints at once.
#[track_caller]
pub(crate) fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// The complaints of `rule` over every file of the repository.
pub(crate) fn everywhere(rule: impl Fn(&Source) -> Vec<String>) -> Vec<String> {
    repository().iter().flat_map(rule).collect()
}

/// An identifier or a literal in Rust code.
pub(crate) struct Word {
    pub(crate) line: usize,
    pub(crate) text: String,
    /// Whether it is a literal.
    pub(crate) literal: bool,
}

/// The words of Rust code, without comments and without what stands under `#[cfg(test)]`.
pub(crate) fn words(source: &Source) -> Vec<Word> {
    let tokens: TokenStream = match source.text.parse() {
        Ok(tokens) => tokens,
        Err(error) => panic!("{}: not Rust: {error}", source.path),
    };
    let mut words = Vec::new();
    gather(tokens, &mut words);
    words
}

fn gather(tokens: TokenStream, words: &mut Vec<Word>) {
    let mut tokens = tokens.into_iter().peekable();
    let mut hash = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(sign) => {
                // An attribute is `#[…]`, or `#![…]` for the file.
                hash = sign.as_char() == '#'
                    || (hash && sign.as_char() == '!' && sign.spacing() == Spacing::Alone);
                continue;
            }
            TokenTree::Group(group) if hash && group.delimiter() == Delimiter::Bracket => {
                let inside = group.stream().to_string().replace(' ', "");
                if inside == "cfg(test)" {
                    // The item that it stands over ends with its braces or a semicolon.
                    for token in tokens.by_ref() {
                        match token {
                            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => break,
                            TokenTree::Punct(sign) if sign.as_char() == ';' => break,
                            _ => {}
                        }
                    }
                } else if !inside.starts_with("doc=") {
                    gather(group.stream(), words);
                }
            }
            TokenTree::Group(group) => gather(group.stream(), words),
            TokenTree::Ident(ident) => {
                words.push(Word { line: ident.span().start().line, text: ident.to_string(), literal: false });
            }
            TokenTree::Literal(literal) => {
                words.push(Word {
                    line: literal.span().start().line,
                    text: literal.to_string(),
                    literal: true,
                });
            }
        }
        hash = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_tests_are_not_words() {
        let code = "//! One.\n/// Two.\n#[derive(Debug)]\nstruct Three; // Four.\n\
            #[cfg(test)]\nmod tests { fn five() {} }\nconst SIX: &str = \"seven\";";
        let words = words(&Source::new("a.rs", code));
        let found: Vec<(usize, &str)> = words.iter().map(|word| (word.line, word.text.as_str())).collect();
        let expected = [
            (3, "derive"),
            (3, "Debug"),
            (4, "struct"),
            (4, "Three"),
            (7, "const"),
            (7, "SIX"),
            (7, "str"),
            (7, "\"seven\""),
        ];
        assert_eq!(found, expected);
    }
}
