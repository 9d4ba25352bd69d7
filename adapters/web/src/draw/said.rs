//! What people wrote, as HTML: mentions, links, code and emoji drawn, everything else as it was typed.

use bot_core::chat::AccountId;
use maud::{Markup, html};

use super::address;
use crate::page::View;

/// A piece of what somebody wrote.
#[derive(Debug, Eq, PartialEq)]
enum Piece<'a> {
    Bold(&'a str),
    Channel(&'a str),
    Code(&'a str),
    Emoji(&'static str),
    Link(&'a str, &'a str),
    Person(&'a str),
    Text(&'a str),
}

/// Draws what somebody wrote.
pub(super) fn said(text: &str, view: &View) -> Markup {
    html! { @for piece in pieces(text) { (draw(&piece, view)) } }
}

fn draw(piece: &Piece<'_>, view: &View) -> Markup {
    match *piece {
        Piece::Bold(words) => html! { strong { (words) } },
        Piece::Channel(id) => match view.channel_name(id) {
            Some(name) => html! {
                a class="mention" href=(address(view.community, &id.into(), &view.me.account, None)) { "#" (name) }
            },
            None => html! { "#" (id) },
        },
        Piece::Code(code) => html! { code { (code) } },
        Piece::Emoji(emoji) => html! { (emoji) },
        Piece::Link(to, words) => html! {
            a href=(to) target="_blank" rel="noopener noreferrer nofollow" { (words) }
        },
        Piece::Person(account) => html! {
            button class="mention" type="button" data-member=(account) {
                "@" (view.name_of(&AccountId::from(account)))
            }
        },
        Piece::Text(text) => html! { (text) },
    }
}

/// A text in parts, and whether each is spoken: in code, links and mentions letters are only letters. Together they are
/// all of it.
pub(crate) fn spoken(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let spoken = |piece: &Piece<'_>| matches!(piece, Piece::Text(_) | Piece::Bold(_));
    spans(text).into_iter().map(move |(raw, piece)| (raw, spoken(&piece)))
}

/// The pieces of a text, in order.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    spans(text).into_iter().map(|(_, piece)| piece)
}

/// The pieces of a text, each with what stands there for it. Together they are all of it.
fn spans(text: &str) -> Vec<(&str, Piece<'_>)> {
    let mut pieces = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while let Some(c) = text[at..].chars().next() {
        let opens = !text[..at].ends_with(char::is_alphanumeric);
        let found = match c {
            '<' => marked(&text[at..]),
            '`' => code(&text[at..]),
            '*' if opens => bold(&text[at..]),
            ':' if opens => named_emoji(&text[at..]),
            'h' if opens => link(&text[at..]),
            _ => None,
        };
        match found {
            Some((piece, length)) => {
                if plain < at {
                    pieces.push((&text[plain..at], Piece::Text(&text[plain..at])));
                }
                pieces.push((&text[at..at + length], piece));
                at += length;
                plain = at;
            }
            None => at += c.len_utf8(),
        }
    }
    if plain < text.len() {
        pieces.push((&text[plain..], Piece::Text(&text[plain..])));
    }
    pieces
}

/// `<@account>`, `<#channel|name>` or `<https://…|words>`, as an imported history may write them.
fn marked(text: &str) -> Option<(Piece<'_>, usize)> {
    let end = text.find('>')?;
    let inside = &text[1..end];
    let (target, words) = inside.split_once('|').unwrap_or((inside, inside));
    let piece = if let Some(account) = target.strip_prefix('@').filter(|account| !account.is_empty()) {
        Piece::Person(account.trim_start_matches('!'))
    } else if let Some(channel) = target.strip_prefix('#').filter(|channel| !channel.is_empty()) {
        Piece::Channel(channel)
    } else if is_link(target) && !target.contains(char::is_whitespace) {
        Piece::Link(target, words)
    } else {
        return None;
    };
    Some((piece, end + 1))
}

/// Code between one or three grave accents.
fn code(text: &str) -> Option<(Piece<'_>, usize)> {
    let fence = if text.starts_with("```") { "```" } else { "`" };
    let inside = &text[fence.len()..];
    let end = inside.find(fence).filter(|end| *end > 0)?;
    if fence.len() == 1 && inside[..end].contains('\n') {
        return None;
    }
    Some((Piece::Code(inside[..end].trim_matches('\n')), fence.len() * 2 + end))
}

/// `*words*` on one line.
fn bold(text: &str) -> Option<(Piece<'_>, usize)> {
    let inside = text.trim_start_matches("**");
    let sign = if text.len() > inside.len() { "**" } else { "*" };
    let inside = &text[sign.len()..];
    let end = inside.find(sign)?;
    let words = &inside[..end];
    let whole = !words.is_empty() && !words.contains('\n') && words.trim() == words;
    let closes = !inside[end + sign.len()..].starts_with(char::is_alphanumeric);
    (whole && closes).then_some((Piece::Bold(words), sign.len() * 2 + end))
}

/// `:tada:`.
fn named_emoji(text: &str) -> Option<(Piece<'_>, usize)> {
    let end = text[1..].find(':')?;
    let name = &text[1..=end];
    emojis::get_by_shortcode(name).map(|emoji| (Piece::Emoji(emoji.as_str()), end + 2))
}

fn is_link(text: &str) -> bool {
    ["https://", "http://"].iter().any(|start| text.len() > start.len() && text.starts_with(start))
}

/// A web address, without the punctuation after it.
fn link(text: &str) -> Option<(Piece<'_>, usize)> {
    if !is_link(text) {
        return None;
    }
    let end = text.find(|c: char| c.is_whitespace() || "<>\"".contains(c)).unwrap_or(text.len());
    let mut to = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*']);
    // A bracket that was opened before the link is closed after it.
    while to.ends_with(')') && to.matches(')').count() > to.matches('(').count() {
        to = to[..to.len() - 1].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*']);
    }
    is_link(to).then_some((Piece::Link(to, to), to.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_is_drawn_and_the_rest_is_text() {
        use Piece::{Bold, Channel, Code, Emoji, Link, Person, Text};
        for (text, expected) in [
            ("hi <@U1|bo>!", vec![Text("hi "), Person("U1"), Text("!")]),
            ("<#C1|help> <b>", vec![Channel("C1"), Text(" <b>")]),
            (
                "see https://kith.example/a?b=c, ok",
                vec![
                    Text("see "),
                    Link("https://kith.example/a?b=c", "https://kith.example/a?b=c"),
                    Text(", ok"),
                ],
            ),
            (
                "(https://kith.example/a_(b)).",
                vec![Text("("), Link("https://kith.example/a_(b)", "https://kith.example/a_(b)"), Text(").")],
            ),
            ("<https://kith.example|here>", vec![Link("https://kith.example", "here")]),
            ("<javascript:alert(1)|here>", vec![Text("<javascript:alert(1)|here>")]),
            ("a `b*c*` *d* 2*3*4", vec![Text("a "), Code("b*c*"), Text(" "), Bold("d"), Text(" 2*3*4")]),
            ("```\nx = 1\n```", vec![Code("x = 1")]),
            ("` and `` and *", vec![Code(" and "), Text("` and *")]),
            (":tada: 10:30:00 :no_such:", vec![Emoji("🎉"), Text(" 10:30:00 :no_such:")]),
            ("**d**", vec![Bold("d")]),
            ("日本語 *重要*。", vec![Text("日本語 "), Bold("重要"), Text("。")]),
        ] {
            assert_eq!(pieces(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn nothing_is_markup() {
        let drawn = said("<script>alert(1)</script> <img src=x> &amp; *<i>*", &View::example()).into_string();
        let expected =
            "&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x&gt; &amp;amp; <strong>&lt;i&gt;</strong>";
        assert_eq!(drawn, expected);
    }

    #[test]
    fn whoever_is_not_known_is_shown_by_account() {
        let drawn = said("<@U1> <@U9>", &View::example()).into_string();
        assert!(drawn.contains(">@Ann</button>") && drawn.contains(">@U9</button>"), "{drawn}");
    }
}
