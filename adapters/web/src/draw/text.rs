//! Kith's texts as HTML: our words, people's words kept apart, mentions, links; lines, lists and quotations.

use bot_core::chat::{Part, Text};
use maud::{Markup, html};

use super::{address, address_of};
use crate::page::View;

/// A line of a text, as far as it is drawn.
enum Line {
    /// A line of words.
    Plain(Vec<Markup>),
    /// An item of a list.
    Item(Vec<Markup>),
    /// An item of a numbered list, with its number.
    Numbered(u32, Vec<Markup>),
    /// A quotation, which may have several lines.
    Quote(Markup),
}

/// A text with its parts drawn.
pub(crate) fn text(text: &Text, view: &View) -> Markup {
    let lines = lines(text, view);
    let mut rest = lines.as_slice();
    let mut blocks = Vec::new();
    while let Some(first) = rest.first() {
        let alike = |line: &Line| std::mem::discriminant(line) == std::mem::discriminant(first);
        let end = rest.iter().position(|line| !alike(line)).unwrap_or(rest.len());
        let (same, others) = rest.split_at(end);
        blocks.push(block(same));
        rest = others;
    }
    html! { @for block in &blocks { (block) } }
}

/// The same on one line, for where only that fits.
pub(crate) fn inline(text: &Text, view: &View) -> Markup {
    html! { @for part in text.parts() { (self::part(&part, view)) } }
}

/// Lines of one kind that stand together.
fn block(lines: &[Line]) -> Markup {
    let item = |line: &Line| match line {
        Line::Item(words) => html! { li { @for piece in words { (piece) } } },
        Line::Numbered(n, words) => html! { li value=(n) { @for piece in words { (piece) } } },
        Line::Plain(words) => html! { p { @for piece in words { (piece) } } },
        Line::Quote(quote) => html! { (quote) },
    };
    let items: Vec<Markup> = lines.iter().map(item).collect();
    let items = html! { @for item in &items { (item) } };
    match lines.first() {
        Some(Line::Item(_)) => html! { ul { (items) } },
        Some(Line::Numbered(..)) => html! { ol { (items) } },
        _ => items,
    }
}

fn lines(text: &Text, view: &View) -> Vec<Line> {
    let mut lines = Vec::new();
    // The line that is being drawn; nothing after a quotation, which ends its line by itself.
    let mut line: Option<Line> = None;
    for part in text.parts() {
        match part {
            Part::Quote(_) => {
                lines.extend(line.take());
                lines.push(Line::Quote(self::part(&part, view)));
            }
            Part::Words(words) => {
                for (n, words) in words.split('\n').enumerate() {
                    if n > 0 {
                        lines.extend(line.take());
                    }
                    match &mut line {
                        Some(line) => line.push(html! { (words) }),
                        None if words.is_empty() => {}
                        None => line = Some(begun(words)),
                    }
                }
            }
            other => {
                line.get_or_insert(Line::Plain(Vec::new())).push(self::part(&other, view));
            }
        }
    }
    lines.extend(line);
    lines
}

/// A line that begins with these words of ours, which say what kind it is.
fn begun(words: &str) -> Line {
    if let Some(item) = words.strip_prefix("• ") {
        return Line::Item(vec![html! { (item) }]);
    }
    let numbered = words.split_once(". ").and_then(|(n, item)| Some((n.parse().ok()?, item)));
    match numbered {
        Some((n, item)) if n < 100 => Line::Numbered(n, vec![html! { (item) }]),
        _ => Line::Plain(vec![html! { (words) }]),
    }
}

impl Line {
    fn push(&mut self, piece: Markup) {
        match self {
            Self::Plain(words) | Self::Item(words) | Self::Numbered(_, words) => words.push(piece),
            Self::Quote(_) => {}
        }
    }
}

fn part(part: &Part<'_>, view: &View) -> Markup {
    match *part {
        Part::Channel(id, name) => html! {
            a class="mention" href=(address(view.community, &id.into(), &view.me.account, None)) { "#" (name) }
        },
        Part::Code(words) => html! { code { (words) } },
        Part::Link(to, words) if to.starts_with("https://") || to.starts_with("http://") => html! {
            a href=(to) target="_blank" rel="noopener noreferrer nofollow" { (words) }
        },
        Part::Message(channel, message, words) => html! {
            a href=(address_of(view.community, channel, message, &view.me.account)) { (words) }
        },
        Part::Person(account, name) => html! {
            button class="mention" type="button" data-member=(account) { "@" (name) }
        },
        Part::Quote(typed) => html! { blockquote { (typed) } },
        Part::Strong(words) => html! { strong { (words) } },
        Part::When(moment, words) => html! {
            time datetime=(moment.utc().format("%Y-%m-%dT%H:%M:%SZ")) { (words) }
        },
        Part::Link(_, words) | Part::Typed(words) | Part::Words(words) => html! { (words) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_become_html_and_people_cannot_forge_any() {
        let view = View::example();
        let mut all =
            Text::join([Text::words("By "), Text::person(&"U1".into(), "<script>"), Text::words(" in ")], "");
        all.line(Text::quote("a <b>\n& \"more\""));
        all.line(Text::link("javascript:alert(1)", "here"));
        all.line(Text::link("https://kith.example/?a=b&c", "list"));
        all.line(Text::typed("</div><img src=x onerror=alert(1)>"));
        let drawn = text(&all, &view).into_string();
        assert_eq!(
            drawn,
            "<p>By <button class=\"mention\" type=\"button\" data-member=\"U1\">@&lt;script&gt;</button> in </p>\
             <blockquote>a &lt;b&gt;\n&amp; &quot;more&quot;</blockquote><p>here</p>\
             <p><a href=\"https://kith.example/?a=b&amp;c\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">list</a></p>\
             <p>&lt;/div&gt;&lt;img src=x onerror=alert(1)&gt;</p>"
        );
    }

    #[test]
    fn lines_that_stand_together_are_a_list() {
        let mut all = Text::strong("Last week");
        all.line(Text::words("• one\n• two"));
        all.line(Text::words("1. First\n3. Third"));
        // What a person typed begins no list.
        all.line(Text::typed("• three"));
        let drawn = text(&all, &View::example()).into_string();
        assert_eq!(
            drawn,
            "<p><strong>Last week</strong></p><ul><li>one</li><li>two</li></ul>\
             <ol><li value=\"1\">First</li><li value=\"3\">Third</li></ol><p>• three</p>"
        );
    }

    #[test]
    fn channels_messages_and_moments_lead_somewhere() {
        let view = View::example();
        let all = Text::join(
            [
                Text::channel(&"C1".into(), "general"),
                Text::message(&bot_core::chat::MessageRef::new("C1", "5.6"), "this"),
                Text::when(bot_core::moment::Moment(0), "then"),
                Text::code("/help"),
                Text::strong("!"),
            ],
            " ",
        );
        let drawn = inline(&all, &view).into_string();
        assert_eq!(
            drawn,
            "<a class=\"mention\" href=\"/c/7/C1?as=U1\">#general</a> <a href=\"/c/7/C1?as=U1&amp;at=5.6\">this</a> \
             <time datetime=\"1970-01-01T00:00:00Z\">then</time> <code>/help</code> <strong>!</strong>"
        );
    }
}
