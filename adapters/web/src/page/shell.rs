//! The page around the messages: channels, the box for writing, the thread beside them, who one is, and the clock.

use bot_core::CommunityName;
use bot_core::chat::{ChannelId, MessageId};
use maud::{DOCTYPE, Markup, html};

use super::View;
use crate::draw::{address, face, kith_face, message};
use crate::log::{Message, PAGE};
use crate::words::{Words, say};

/// What stands on the page.
pub(crate) struct Shown<'a> {
    pub(crate) communities: &'a [CommunityName],
    pub(crate) channel: &'a ChannelId,
    pub(crate) messages: &'a [Message],
    /// The open thread.
    pub(crate) thread: Option<(&'a MessageId, &'a [Message])>,
    /// Whether these are older messages, and others follow them.
    pub(crate) older: bool,
    /// The token that changes must carry.
    pub(crate) token: &'a str,
    /// The newest change that is on the page.
    pub(crate) newest: i64,
    /// How far the clock is ahead of the real time, in milliseconds.
    pub(crate) ahead: i64,
    /// Whether the community was brought in from elsewhere.
    pub(crate) imported: bool,
    /// Whether it is the example.
    pub(crate) example: bool,
}

/// The whole page.
pub(crate) fn page(shown: &Shown<'_>, view: &View) -> Markup {
    let words = view.words;
    let direct = shown.channel.as_str().starts_with('@');
    let name = match view.channel_name(shown.channel.as_str()) {
        Some(name) => format!("#{name}"),
        None if direct => say!(words, "kith"),
        None => format!("#{}", shown.channel),
    };
    let head = html! {
        title { (name) " · " (view.glance.name) " · Kith" }
        script type="module" src="/assets/app.js" {}
    };
    let body = html! {
        body.threaded[shown.thread.is_some()] data-token=(shown.token) data-community=(view.community) data-channel=(shown.channel)
            data-thread=[shown.thread.map(|(id, _)| id.as_str())] data-me=(view.me.account) data-newest=(shown.newest)
            data-unreachable=(say!(words, "unreachable")) data-unread=(say!(words, "unread")) {
            a class="skip" href="#write" { (say!(words, "skip")) }
            (side(shown, view))
            main {
                header class="top" {
                    button type="button" class="burger" data-side aria-expanded="false" aria-controls="side"
                        aria-label=(say!(words, "channels")) { "☰" }
                    h1 { (name) }
                    button type="button" class="clock" data-clock aria-haspopup="menu" title=(say!(words, "clock")) {
                        span aria-hidden="true" { "🕘 " }
                        time data-ahead=(shown.ahead) data-zone=(view.zone.name()) {}
                        span class="hidden" { (say!(words, "clock")) }
                    }
                }
                div class="log" role="log" aria-label=(say!(words, "messages-in", channel = name.clone())) tabindex="0" data-older[shown.older] {
                    (beginning(shown, &name, view))
                    @for one in shown.messages { (message(one, view)) }
                }
                @if shown.older {
                    p class="now" { a href=(address(view.community, shown.channel, &view.me.account, None)) { (say!(words, "to-now")) } }
                }
                @if direct {
                    p class="hint box" id="write" { (say!(words, "direct-hint")) }
                } @else if view.me.gone {
                    p class="hint box" id="write" { (say!(words, "gone-hint")) }
                } @else {
                    (write("write", &name, None, view))
                }
            }
            @if let Some((top, messages)) = shown.thread { (thread(top, messages, &name, shown.channel, view)) }
            div class="toasts" role="status" aria-live="polite" {}
        }
    };
    whole(words, &head, &body)
}

/// A document.
fn whole(words: Words, head: &Markup, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(words.language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content";
                meta name="color-scheme" content="light dark";
                link rel="icon" href="/assets/kith.svg" type="image/svg+xml";
                link rel="stylesheet" href="/assets/kith.css";
                (head)
            }
            (body)
        }
    }
}

/// The channels, and who one is.
fn side(shown: &Shown<'_>, view: &View) -> Markup {
    let words = view.words;
    let to = |id: &ChannelId| address(view.community, id, &view.me.account, None);
    let direct = crate::room::direct_channel(&view.me.account);
    html! {
        nav id="side" class="side" aria-label=(say!(words, "channels")) {
            header {
                (kith_face())
                @if shown.communities.len() > 1 {
                    select data-communities aria-label=(say!(words, "communities")) {
                        @for one in shown.communities {
                            option value=(format!("/c/{}", one.id)) selected[one.id == view.community] { (one.name) }
                        }
                    }
                } @else { strong { (view.glance.name) } }
            }
            div class="places" {
                h2 { (say!(words, "channels")) }
                ul {
                    @for (id, name) in &view.channels {
                        li { a href=(to(id)) data-place=(id) aria-current=[(id == shown.channel).then_some("page")] { "# " (name) } }
                    }
                }
                h2 { (say!(words, "direct")) }
                ul {
                    li { a href=(to(&direct)) data-place=(direct) aria-current=[(direct == *shown.channel).then_some("page")] { "Kith" } }
                }
                @if shown.example { (tries(words)) }
            }
            footer {
                button type="button" class="me" data-people aria-haspopup="dialog" {
                    (face(view.me.account.as_str(), &view.me.name))
                    span {
                        small { (say!(words, "you-are")) } br;
                        strong { (view.me.name) }
                        @for role in view.roles() { " " span class={ "mark " (role.name()) } { (view.role(role)) } }
                    }
                    span aria-hidden="true" { "⇅" }
                }
            }
        }
        (switch(shown, view))
    }
}

/// What a newcomer might try first.
fn tries(words: Words) -> Markup {
    html! {
        details class="tries" open {
            summary { (say!(words, "try")) }
            ol {
                li { (say!(words, "try-shoutout")) }
                li { (say!(words, "try-menu")) }
                li { (say!(words, "try-window")) }
                li { (say!(words, "try-clock")) }
            }
        }
    }
}

/// Choosing who one is.
fn switch(shown: &Shown<'_>, view: &View) -> Markup {
    let words = view.words;
    html! {
        dialog class="form switch" aria-labelledby="switch-title" {
            header {
                h2 id="switch-title" { (say!(words, "switch")) }
                button type="button" class="close" data-close aria-label=(say!(words, "close")) { "✕" }
            }
            p class="about" { (say!(words, "switch-about")) }
            input type="search" data-find aria-label=(say!(words, "find-somebody")) placeholder=(say!(words, "find-somebody")) autocomplete="off";
            div class="found" tabindex="-1" {}
            form data-join novalidate {
                label for="join-name" { (say!(words, "somebody-new")) }
                div class="row" {
                    input id="join-name" name="name" type="text" autocomplete="off" placeholder=(say!(words, "their-name"));
                    button class="primary" { (say!(words, "come-in")) }
                }
            }
            input type="hidden" name="channel" value=(shown.channel);
        }
    }
}

/// What stands above the first message.
fn beginning(shown: &Shown<'_>, name: &str, view: &View) -> Markup {
    let words = view.words;
    let direct = shown.channel.as_str().starts_with('@');
    let more = shown.messages.len() as i64 >= PAGE;
    html! {
        @if more {
            button type="button" class="plain earlier" data-earlier { (say!(words, "earlier")) }
        } @else {
            div class="beginning" {
                @if direct {
                    p { (say!(words, "direct-beginning")) }
                } @else {
                    h2 { (say!(words, "beginning", channel = name)) }
                    @if shown.imported { p { (say!(words, "imported")) } }
                }
            }
        }
    }
}

/// The open thread.
fn thread(top: &MessageId, messages: &[Message], name: &str, channel: &ChannelId, view: &View) -> Markup {
    let words = view.words;
    html! {
        aside class="thread" aria-label=(say!(words, "thread")) {
            header class="top" {
                h2 { (say!(words, "thread")) " " small { (name) } }
                a class="close" href=(address(view.community, channel, &view.me.account, None))
                    aria-label=(say!(words, "close")) { "✕" }
            }
            div class="log" role="log" aria-label=(say!(words, "messages-in-thread")) tabindex="0" {
                @if messages.len() as i64 >= PAGE {
                    button type="button" class="plain earlier" data-earlier { (say!(words, "earlier")) }
                }
                @for one in messages { (message(one, view)) }
            }
            @if !channel.as_str().starts_with('@') && !view.me.gone {
                (write("write-thread", name, Some(top), view))
            }
        }
    }
}

/// The box for writing.
fn write(id: &str, place: &str, thread: Option<&MessageId>, view: &View) -> Markup {
    let words = view.words;
    let list = format!("{id}-options");
    let (label, hint) = match thread {
        Some(_) => (say!(words, "write-thread"), say!(words, "write-thread")),
        None => (say!(words, "write-in", place = place), say!(words, "write-in-hint", place = place)),
    };
    html! {
        form class="box" data-write {
            @if let Some(thread) = thread { input type="hidden" name="thread" value=(thread); }
            ul class="options" id=(list) role="listbox" aria-label=(say!(words, "suggestions")) hidden {}
            div class="line" {
                button type="button" data-commands aria-haspopup="menu" title=(say!(words, "commands"))
                    aria-label=(say!(words, "commands")) { "/" }
                textarea id=(id) name="text" rows="1" role="combobox" aria-expanded="false" aria-autocomplete="list"
                    aria-controls=(list) aria-label=(label) placeholder=(hint) autocomplete="off" {}
                label class="attach" title=(say!(words, "attach")) {
                    span aria-hidden="true" { "📎" }
                    span class="hidden" { (say!(words, "attach")) }
                    input type="file" name="file" multiple;
                }
                button class="primary" { (say!(words, "send")) }
            }
            p class="files" aria-live="polite" {}
        }
    }
}

/// The page of a playground without a community.
pub(crate) fn nothing_here(words: Words) -> Markup {
    let head = html! { title { "Kith" } };
    let body = html! {
        body class="alone" {
            main {
                (kith_face())
                h1 { (say!(words, "nothing")) }
                p { (say!(words, "nothing-do")) }
                pre { code { "kith import my-slack-export.zip" } }
            }
        }
    };
    whole(words, &head, &body)
}

/// The page that asks for the password.
pub(crate) fn login(words: Words, token: &str, wrong: bool) -> Markup {
    let head = html! { title { "Kith" } };
    let body = html! {
        body class="alone" {
            main {
                (kith_face())
                h1 { (say!(words, "password-title")) }
                form method="post" action="/login" {
                    input type="hidden" name="token" value=(token);
                    label for="password" { (say!(words, "password")) }
                    input id="password" name="password" type="password" autocomplete="current-password" autofocus
                        aria-invalid=(wrong) aria-describedby="password-hint";
                    p id="password-hint" class="hint" {
                        @if wrong { span class="error" role="alert" { (say!(words, "password-wrong")) } }
                        @else { (say!(words, "password-hint")) }
                    }
                    button class="primary" { (say!(words, "come-in")) }
                }
            }
        }
    };
    whole(words, &head, &body)
}
