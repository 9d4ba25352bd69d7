//! Kith's texts as HTML: our words, people's words kept apart, mentions, links.

use bot_core::chat::{Part, Text};
use maud::{Markup, html};

use super::{address, address_of};
use crate::page::View;

/// A text with its parts drawn. Line breaks are kept by the page's style.
pub(crate) fn text(text: &Text, view: &View) -> Markup {
    let mut after_quote = false;
    let parts: Vec<Markup> = text
        .parts()
        .map(|part| {
            let drawn = self::part(&part, view, after_quote);
            after_quote = matches!(part, Part::Quote(_));
            drawn
        })
        .collect();
    html! { @for part in &parts { (part) } }
}

fn part(part: &Part<'_>, view: &View, after_quote: bool) -> Markup {
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
        // A quotation ends its line by itself.
        Part::Words(words) if after_quote => html! { (words.strip_prefix('\n').unwrap_or(words)) },
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
            "By <button class=\"mention\" type=\"button\" data-member=\"U1\">@&lt;script&gt;</button> in \n\
             <blockquote>a &lt;b&gt;\n&amp; &quot;more&quot;</blockquote>here\n\
             <a href=\"https://kith.example/?a=b&amp;c\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">list</a>\n\
             &lt;/div&gt;&lt;img src=x onerror=alert(1)&gt;"
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
        let drawn = text(&all, &view).into_string();
        assert_eq!(
            drawn,
            "<a class=\"mention\" href=\"/c/7/C1?as=U1\">#general</a> <a href=\"/c/7/C1?as=U1&amp;at=5.6\">this</a> \
             <time datetime=\"1970-01-01T00:00:00Z\">then</time> <code>/help</code> <strong>!</strong>"
        );
    }
}
