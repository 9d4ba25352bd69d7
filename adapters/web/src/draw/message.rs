//! One message: who, when, what, and what can be done with it.

use bot_core::chat::{AccountId, Button, ButtonStyle};
use bot_core::command::Role;
use chrono::{Datelike as _, Timelike as _};
use maud::{Markup, html};

use super::{address, face, kith_face, piece, said, text};
use crate::log::{Body, FileRef, Message, Reaction};
use crate::page::View;
use crate::words::say;

/// Names under a reaction before the rest is only counted.
const NAMES: usize = 10;

/// A message as `view.me` sees it.
pub(crate) fn message(message: &Message, view: &View) -> Markup {
    let local = message.when.utc().with_timezone(&view.zone);
    let time = format!("{:02}:{:02}", local.hour(), local.minute());
    let day = day(local.date_naive(), view);
    let quiet = message.is_for_one();
    let direct = message.at.channel.as_str().starts_with('@');
    let author = author(message, view);
    html! {
        article.message.quiet[quiet && !direct].deleted[message.deleted].kith[message.author.is_none()]
            data-n=(message.n) data-author=[message.author.as_ref().map(AccountId::as_str)]
            data-at=(message.when.0) data-day=(day) data-asked[message.asked.is_some()]
            aria-label=(say!(view.words, "message-by", who = author.clone(), time = time.clone())) tabindex="-1" {
            @match &message.author {
                Some(account) => button class="who" type="button" data-member=(account)
                    aria-label=(say!(view.words, "profile-of", who = author.clone())) {
                    (face(account.as_str(), &author))
                },
                None => span class="who" { (kith_face()) },
            }
            div class="content" {
                @if let Some(asked) = &message.asked {
                    p class="asked" {
                        (asked_by(view.name_of(&asked.by), &asked.command, view))
                    }
                }
                header {
                    @match &message.author {
                        Some(account) => {
                            button class="author" type="button" data-member=(account) tabindex="-1" { (author) }
                            (marks(account, view))
                        },
                        None => { strong class="author" { (author) } span class="mark app" { (say!(view.words, "app")) } },
                    }
                    time datetime=(message.when.utc().format("%Y-%m-%dT%H:%M:%SZ")) title=(day) { (time) }
                    @if message.edited && !message.deleted { small { (say!(view.words, "edited")) } }
                }
                (content(message, view))
                @if quiet && !direct && !message.deleted {
                    p class="only" {
                        (say!(view.words, "only-you")) " · "
                        button type="button" class="link" data-dismiss { (say!(view.words, "dismiss")) }
                    }
                }
            }
            @if !message.deleted && !quiet { (tools(message, view)) }
        }
    }
}

/// The name over a message.
fn author(message: &Message, view: &View) -> String {
    match &message.author {
        Some(account) => view.name_of(account),
        None => say!(view.words, "kith"),
    }
}

/// Who asked for what: a command as it is typed or stands in a menu; of a button, only that it was pressed.
fn asked_by(who: String, name: &str, view: &View) -> String {
    let known = bot_core::Bot::commands().iter().find(|command| command.spec.name == name);
    let command = match known {
        Some(command) if command.spec.is_typed() => format!("/{name}"),
        Some(command) => match command.spec.menu_label(view.words.core) {
            label if label.is_empty() => return say!(view.words, "pressed-by", who = who),
            label => format!("“{label}”"),
        },
        // Somebody typed what is none.
        None => format!("/{name}"),
    };
    say!(view.words, "asked-by", who = who, command = command)
}

/// The roles that everybody shall see beside a name.
pub(crate) fn marks(account: &AccountId, view: &View) -> Markup {
    let roles = view.glance.roles_of(account);
    let shown = [Role::Lead, Role::Expert, Role::Staff].into_iter().filter(|role| roles.contains(role));
    html! {
        @for role in shown { span class={ "mark " (role.name()) } { (view.role(role)) } }
        @if view.people.get(account).is_some_and(|person| person.bot) {
            span class="mark app" { (say!(view.words, "app")) }
        }
    }
}

fn content(message: &Message, view: &View) -> Markup {
    if message.deleted {
        return html! { p class="text gone" { (say!(view.words, "deleted")) } };
    }
    html! {
        @match &message.body {
            Body::Said(words) => @if !words.is_empty() { div class="text" { (said::said(words, view)) } },
            Body::Kith(body) => @if !body.text.is_empty() { div class="text told" { (text(&body.text, view)) } },
        }
        @for file in &message.files { (attached(file, view)) }
        @if let Body::Kith(body) = &message.body && !body.buttons.is_empty() {
            div class="buttons" { @for (n, button) in body.buttons.iter().enumerate() { (press(n, button)) } }
        }
        @if !message.reactions.is_empty() {
            div class="reactions" { @for reaction in &message.reactions { (reacted(reaction, view)) } }
        }
        @if message.replies > 0 {
            a class="replies" href=(address(view.community, &message.at.channel, &view.me.account, Some(&message.id))) {
                (say!(view.words, "replies", n = message.replies))
            }
        }
    }
}

fn press(n: usize, button: &Button) -> Markup {
    let style = match button.style {
        ButtonStyle::Danger => "danger",
        ButtonStyle::Plain => "plain",
        ButtonStyle::Primary => "primary",
    };
    html! { button type="button" class=(style) data-press=(n) { (button.label) } }
}

fn reacted(reaction: &Reaction, view: &View) -> Markup {
    let mine = reaction.by.contains(&view.me.account);
    let mut names: Vec<String> = reaction.by.iter().take(NAMES).map(|who| view.name_of(who)).collect();
    if reaction.by.len() > NAMES {
        let more = reaction.by.len() - NAMES;
        names.push(say!(view.words, "and-more", n = more));
    }
    let names = names.join(", ");
    let label = say!(view.words, "reacted", emoji = reaction.emoji.clone(), who = names.clone());
    html! {
        button type="button" data-react=(reaction.emoji) aria-pressed=(mine) title=(names) aria-label=(label) {
            span { (reaction.emoji) } " " (reaction.by.len())
        }
    }
}

/// A picture that is shown, or a file to take.
fn attached(file: &FileRef, view: &View) -> Markup {
    let to = format!("/file/{}/{}?as={}", file.id, piece(&file.name), piece(view.me.account.as_str()));
    let kilobytes = (file.size + 1023) / 1024;
    let alt = if file.alt.is_empty() { &file.name } else { &file.alt };
    html! {
        @if file.is_picture() {
            a class="picture" href=(to) target="_blank" { img src=(to) alt=(alt) width=[file.width] height=[file.height] loading="lazy"; }
        } @else {
            a class="file" href=(to) download=(file.name) {
                span aria-hidden="true" { "📄 " } (file.name) " "
                small { (say!(view.words, "kilobytes", n = kilobytes)) }
            }
        }
    }
}

/// What can be done with a message, at its corner.
fn tools(message: &Message, view: &View) -> Markup {
    html! {
        div class="tools" {
            button type="button" data-pick aria-haspopup="menu" aria-label=(say!(view.words, "react")) title=(say!(view.words, "react")) { "☺" }
            @if message.at.thread.is_none() && !message.at.channel.as_str().starts_with('@') {
                a href=(address(view.community, &message.at.channel, &view.me.account, Some(&message.id)))
                    aria-label=(say!(view.words, "reply")) title=(say!(view.words, "reply")) { "↩" }
            }
            button type="button" data-more aria-haspopup="menu" aria-label=(say!(view.words, "more")) title=(say!(view.words, "more")) { "⋯" }
        }
    }
}

/// A day with its weekday.
pub(crate) fn day(date: chrono::NaiveDate, view: &View) -> String {
    let weekday = date.weekday().number_from_monday();
    say!(
        view.words,
        "day",
        weekday = weekday,
        day = date.day(),
        month = date.month(),
        year = date.year().to_string()
    )
}
