//! Names that somebody types in a message become mentions, where just one person can be meant.

use std::collections::HashMap;

use bot_core::chat::AccountId;

use super::View;
use crate::draw;

/// More people than this are not mentioned in one message.
const MOST: usize = 50;
/// Names are no longer than this, in characters.
const LONGEST: usize = 100;

impl View {
    /// `text` with every `@name` of somebody who is here made a mention, `<@account>`. The longest name that fits is meant;
    /// a name that several people have means nobody. In code and links names are only letters.
    pub(crate) fn mention(&self, text: &str) -> String {
        if !text.contains('@') {
            return text.to_owned();
        }
        let mut names: HashMap<String, Option<&AccountId>> = HashMap::new();
        for person in self.people.values() {
            let others = names.entry(person.name.to_lowercase());
            others.and_modify(|one| *one = None).or_insert(Some(&person.account));
        }
        let mut left = MOST;
        let pieces = draw::spoken(text);
        pieces
            .map(
                |(piece, spoken)| if spoken { mentioned(piece, &names, &mut left) } else { piece.to_owned() },
            )
            .collect()
    }
}

fn mentioned(text: &str, names: &HashMap<String, Option<&AccountId>>, left: &mut usize) -> String {
    let mut mentioned = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let (before, from) = rest.split_at(at);
        mentioned.push_str(before);
        let begins_word = *left > 0 && !before.ends_with(|c: char| c.is_alphanumeric() || c == '<');
        match begins_word.then(|| somebody(&from[1..], names)).flatten() {
            Some((account, length)) => {
                mentioned.push_str(&format!("<@{account}>"));
                rest = &from[1 + length..];
                *left -= 1;
            }
            None => {
                mentioned.push('@');
                rest = &from[1..];
            }
        }
    }
    mentioned.push_str(rest);
    mentioned
}

/// Whose name stands at the beginning of `text`, and how many bytes it has there.
fn somebody<'a>(
    text: &str,
    names: &HashMap<String, Option<&'a AccountId>>,
) -> Option<(&'a AccountId, usize)> {
    let known = |name: &str| names.get(&name.to_lowercase()).copied().flatten();
    let quote = text.chars().next().filter(|c| ['"', '“', '„'].contains(c));
    if let Some(quote) = quote {
        let inside = &text[quote.len_utf8()..];
        let end = inside.find(['"', '”', '“'])?;
        let closing = inside[end..].chars().next().map_or(0, char::len_utf8);
        return Some((known(&inside[..end])?, quote.len_utf8() + end + closing));
    }
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
    let mut ends: Vec<usize> = ends.collect();
    ends.reverse();
    let whole = |end: &usize| !text[*end..].starts_with(char::is_alphanumeric);
    ends.into_iter().filter(whole).find_map(|end| Some((known(&text[..end])?, end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_mentions_and_the_longest_is_meant() {
        let view = View::example();
        for (typed, expected) in [
            ("@bo, @ANN and @quiet viper!", "<@U2>, <@U1> and <@U3>!"),
            ("@\"Quiet Viper\" @“quiet viper” a@bo.example @bob @", "<@U3> <@U3> a@bo.example @bob @"),
            ("<@U2> stays, @é too", "<@U2> stays, @é too"),
            ("`@bo` https://kith.example/@bo *@bo*", "`@bo` https://kith.example/@bo *<@U2>*"),
            ("nobody at all", "nobody at all"),
        ] {
            assert_eq!(view.mention(typed), expected);
        }
    }

    #[test]
    fn a_message_mentions_only_so_many() {
        let mentioned = View::example().mention(&"@bo ".repeat(1_000));
        assert_eq!(mentioned.matches("<@U2>").count(), MOST);
        assert_eq!(mentioned.matches("@bo").count(), 1_000 - MOST);
    }
}
