//! Pages by themselves: no community yet, an address that leads nowhere, the question for the password.

use maud::{DOCTYPE, Markup, html};

use crate::draw::kith_face;
use crate::words::{Words, say};

/// A document.
pub(super) fn whole(words: Words, head: &Markup, body: &Markup) -> Markup {
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

/// The page at an address that leads nowhere.
pub(crate) fn lost(words: Words) -> Markup {
    let head = html! { title { "Kith" } };
    let body = html! {
        body class="alone" {
            main {
                (kith_face())
                h1 { (say!(words, "not-found")) }
                p { a href="/" { (say!(words, "go-back")) } }
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
