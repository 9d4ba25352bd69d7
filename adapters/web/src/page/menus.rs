//! What opens at a click: the menus on messages and members, the emoji, the commands, the clock.

use bot_core::chat::{AccountId, ChannelId, RoleId};
use bot_core::command::{CommandSpec, Menu};
use bot_core::moment::{Moment, Span};
use chrono::Timelike as _;
use maud::{Markup, html};

use super::View;
use crate::draw::{address, face, marks};
use crate::log::{Message, Person};
use crate::words::{Words, say};

/// The emoji that are offered; the first one thanks whoever wrote the message, unless the community settled otherwise.
const EMOJI: [&str; 12] = ["🏆", "👍", "❤️", "🎉", "👏", "🙌", "😂", "👀", "💡", "🙏", "⛵", "✅"];

/// The emoji to put under a message.
pub(crate) fn picker(words: Words) -> Markup {
    html! {
        div role="menu" aria-label=(say!(words, "react")) class="menu emoji" {
            @for emoji in EMOJI {
                button type="button" role="menuitem" data-react=(emoji) aria-label=(emoji) { (emoji) }
            }
        }
    }
}

/// The menu on a message.
pub(crate) fn message_menu(message: &Message, view: &View) -> Markup {
    let own = message.author.as_ref() == Some(&view.me.account);
    let author = message.author.as_ref().map_or("", AccountId::as_str);
    let answer = format!("{}/{}/{author}", message.at.channel, message.id);
    html! {
        div role="menu" aria-label=(say!(view.words, "more")) class="menu" {
            @for spec in view.allowed() {
                @if let Menu::Message(field) = spec.menu.0 {
                    button type="button" role="menuitem" data-command=(spec.name) data-field=(field) data-answer=(answer) {
                        (spec.menu_label(view.words.core))
                    }
                }
            }
            @if own {
                button type="button" role="menuitem" data-edit { (say!(view.words, "edit")) }
                button type="button" role="menuitem" class="danger" data-delete { (say!(view.words, "delete")) }
            }
        }
    }
}

/// Who somebody is, and the menu on them.
pub(crate) fn member(
    person: &Person,
    roles: &[(RoleId, String)],
    channel: &ChannelId,
    view: &View,
) -> Markup {
    let me = person.account == view.me.account;
    let answer = format!("<@{}>", person.account);
    html! {
        div class="menu card" role="menu" aria-label=(person.name) {
            div class="person" role="presentation" {
                (face(person.account.as_str(), &person.name))
                div {
                    strong { (person.name) } " " (marks(&person.account, view))
                    @if !roles.is_empty() {
                        p { @for (_, name) in roles { span class="mark role" { (name) } " " } }
                    }
                    @if person.gone { p class="hint" { (say!(view.words, "gone-long")) } }
                    @if me { p class="hint" { (say!(view.words, "this-is-you")) } }
                }
            }
            @if !person.bot {
                @for spec in view.allowed() {
                    @if let Menu::Member(field) = spec.menu.0 {
                        button type="button" role="menuitem" data-command=(spec.name) data-field=(field) data-answer=(answer) {
                            (spec.menu_label(view.words.core))
                        }
                    }
                }
                @if me {
                    button type="button" role="menuitem" data-gone=(if person.gone { "back" } else { "leave" }) {
                        @if person.gone { (say!(view.words, "come-back")) } @else { (say!(view.words, "leave")) }
                    }
                } @else {
                    a role="menuitem" href=(address(view.community, channel, &person.account, None)) {
                        (say!(view.words, "be", name = person.name.clone()))
                    }
                    a role="menuitem" target="_blank" href=(address(view.community, channel, &person.account, None)) {
                        (say!(view.words, "be-beside", name = person.name.clone()))
                    }
                }
            }
        }
    }
}

/// Every command that whoever looks may use; choosing one opens its form.
pub(crate) fn commands(view: &View) -> Markup {
    html! {
        div role="menu" aria-label=(say!(view.words, "commands")) class="menu commands" {
            @for spec in view.allowed().filter(CommandSpec::is_typed) {
                button type="button" role="menuitem" data-form=(spec.name) {
                    code { "/" (spec.name) } " " small { (spec.about(view.words.core)) }
                }
            }
        }
    }
}

/// The clock: what it shows, and how far it can be moved.
pub(crate) fn clock(now: Moment, view: &View) -> Markup {
    let local = now.utc().with_timezone(&view.zone);
    let day = crate::draw::day(local.date_naive(), view);
    let time = format!("{:02}:{:02}", local.hour(), local.minute());
    let digest = view.glance.next_digest.map(|digest| {
        let local = digest.utc().with_timezone(&view.zone);
        let day = crate::draw::day(local.date_naive(), view);
        (digest + Span(2_000), format!("{day}, {:02}:{:02}", local.hour(), local.minute()))
    });
    html! {
        div role="menu" aria-label=(say!(view.words, "clock")) class="menu" {
            p class="hint" role="presentation" { (say!(view.words, "clock-shows", day = day, time = time, zone = view.zone.name())) }
            button type="button" role="menuitem" data-until=((now + Span::hours(1)).0) { (say!(view.words, "hour-later")) }
            button type="button" role="menuitem" data-until=((now + Span::days(1)).0) { (say!(view.words, "day-later")) }
            button type="button" role="menuitem" data-until=((now + Span::days(7)).0) { (say!(view.words, "week-later")) }
            @match digest {
                Some((until, day)) => button type="button" role="menuitem" class="primary" data-until=(until.0) {
                    (say!(view.words, "to-digest", day = day))
                },
                None => p class="hint" role="presentation" { (say!(view.words, "no-digest")) },
            }
        }
    }
}
