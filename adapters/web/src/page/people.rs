//! Everybody whom one can be: found by name, leads, experts, staff and admins first.

use bot_core::command::Role;
use maud::{Markup, html};

use super::View;
use crate::draw::{address, face};
use crate::log::Person;
use crate::words::say;

/// So many people are shown before one has to search.
const MOST: usize = 60;

/// The people whose name has `typed` in it, to speak as one of them in `channel`.
pub(crate) fn people(view: &View, channel: &str, typed: &str) -> Markup {
    let key = typed.trim().to_lowercase();
    let mut found: Vec<&Person> = view
        .people
        .values()
        .filter(|person| !person.bot && person.name.to_lowercase().contains(&key))
        .collect();
    found.sort_by_key(|person| (person.gone, rank(person, view), person.name.to_lowercase()));
    let more = found.len().saturating_sub(MOST);
    found.truncate(MOST);
    html! {
        @if found.is_empty() { p class="hint" { (say!(view.words, "nobody-called", name = typed)) } }
        ul class="people" {
            @for person in found { li { (one(person, channel, view)) } }
        }
        @if more > 0 { p class="hint" { (say!(view.words, "more-people", n = more)) } }
    }
}

/// Whoever has a role of Kith's comes first.
fn rank(person: &Person, view: &View) -> u8 {
    let roles = view.glance.roles_of(&person.account);
    let places = [Role::Admin, Role::Lead, Role::Expert, Role::Staff];
    let place = places.iter().position(|role| roles.contains(role)).unwrap_or(places.len());
    u8::try_from(place).unwrap_or(u8::MAX)
}

fn one(person: &Person, channel: &str, view: &View) -> Markup {
    let roles = view.glance.roles_of(&person.account);
    html! {
        a href=(address(view.community, &channel.into(), &person.account, None))
            aria-current=[(person.account == view.me.account).then_some("true")] {
            (face(person.account.as_str(), &person.name))
            span class="name" { (person.name) }
            @for role in &roles { span class={ "mark " (role.name()) } { (view.role(*role)) } }
            @if roles.is_empty() && !person.gone { span class="mark" { (view.role(Role::Member)) } }
            @if person.gone { span class="mark" { (say!(view.words, "gone")) } }
        }
    }
}
