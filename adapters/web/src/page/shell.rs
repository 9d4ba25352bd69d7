//! The page around the messages: channels, the box for writing, the thread beside them, who one is, and the clock.

use bot_core::CommunityName;
use bot_core::chat::{ChannelId, MessageId};
use maud::{Markup, html};

use super::View;
use super::alone::whole;
use crate::draw::{address, face, kith_face, message};
use crate::log::Page;
use crate::words::{Words, say};

/// What stands on the page.
pub(crate) struct Shown<'a> {
    pub(crate) communities: &'a [CommunityName],
    pub(crate) channel: &'a ChannelId,
    pub(crate) messages: &'a Page,
    /// The open thread.
    pub(crate) thread: Option<(&'a MessageId, &'a Page)>,
    /// The message that was asked for, by its number.
    pub(crate) found: Option<i64>,
    /// Whether these are older messages, and others follow them.
    pub(crate) older: bool,
    /// The token that changes must carry.
    pub(crate) token: &'a str,
    /// The newest change that is on the page.
    pub(crate) newest: i64,
    /// The number of the last message that was written anywhere.
    pub(crate) last: i64,
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
    let name = view.called(shown.channel);
    let head = html! {
        title { (name) " · " (view.glance.name) " · Kith" }
        script type="module" src="/assets/app.js" {}
    };
    let body = html! {
        body.threaded[shown.thread.is_some()] data-token=(shown.token) data-community=(view.community) data-channel=(shown.channel)
            data-thread=[shown.thread.map(|(id, _)| id.as_str())] data-me=(view.me.account) data-newest=(shown.newest) data-last=(shown.last)
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
                div class="log" role="log" aria-label=(say!(words, "messages-in", channel = name.clone())) tabindex="0"
                    data-older[shown.older] data-found=[shown.found] {
                    (messages(shown.messages, &beginning(shown.channel, shown.imported, view), view))
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
            @if let Some((top, page)) = shown.thread { (thread(top, page, &name, shown, view)) }
            div class="toasts" role="status" aria-live="polite" {}
        }
    };
    whole(words, &head, &body)
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
                li { (say!(words, "try-ask")) }
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

/// Messages under what leads to those before them, or under what stands at the beginning of all.
pub(crate) fn messages(page: &Page, beginning: &Markup, view: &View) -> Markup {
    html! {
        @if page.more {
            button type="button" class="plain earlier" data-earlier { (say!(view.words, "earlier")) }
        } @else {
            (beginning)
        }
        @for one in &page.messages { (message(one, view)) }
    }
}

/// What stands above the first message of a channel.
pub(crate) fn beginning(channel: &ChannelId, imported: bool, view: &View) -> Markup {
    let words = view.words;
    html! {
        div class="beginning" {
            @if channel.as_str().starts_with('@') {
                p { (say!(words, "direct-beginning")) }
            } @else {
                h2 { (say!(words, "beginning", channel = view.called(channel))) }
                @if imported { p { (say!(words, "imported")) } }
            }
        }
    }
}

/// The open thread.
fn thread(top: &MessageId, page: &Page, name: &str, shown: &Shown<'_>, view: &View) -> Markup {
    let (words, channel) = (view.words, shown.channel);
    html! {
        aside class="thread" aria-label=(say!(words, "thread")) {
            header class="top" {
                h2 { (say!(words, "thread")) " " small { (name) } }
                a class="close" href=(address(view.community, channel, &view.me.account, None))
                    aria-label=(say!(words, "close")) { "✕" }
            }
            div class="log" role="log" aria-label=(say!(words, "messages-in-thread")) tabindex="0" data-found=[shown.found] {
                (messages(page, &html! {}, view))
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
            ul class="options" id=(list) role="listbox" aria-label=(say!(words, "suggestions")) tabindex="0" hidden {}
            div class="line" {
                button type="button" data-commands aria-haspopup="menu" title=(say!(words, "commands"))
                    aria-label=(say!(words, "commands")) { "/" }
                textarea id=(id) name="text" rows="1" aria-autocomplete="list"
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
