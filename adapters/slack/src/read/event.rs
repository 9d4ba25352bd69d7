//! What happened in a workspace: a delivery of the Events API into the core's events.

use std::borrow::Cow;

use bot_core::chat::{Event, Happening, MessageRef, Reaction as Reacted, RoleId};
use bot_core::moment::Moment;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

use super::message::{Here, Raw};
use super::user::User;
use super::{emoji, moment};
use crate::people::described;
use crate::rooms::named;

/// A delivery: what happened, and where.
#[derive(Deserialize)]
pub(crate) struct Callback<'a> {
    #[serde(rename = "type", borrow)]
    pub(crate) kind: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(crate) team_id: Cow<'a, str>,
    /// By which workspace's installation it comes, where a channel is shared with another organisation.
    #[serde(borrow, default)]
    pub(crate) context_team_id: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub(crate) event_id: Cow<'a, str>,
    /// What an address is asked to repeat, to show that it listens.
    #[serde(borrow, default)]
    pub(crate) challenge: Cow<'a, str>,
    #[serde(borrow)]
    pub(crate) event: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Kind<'a> {
    #[serde(rename = "type", borrow)]
    kind: Cow<'a, str>,
}

/// What a delivery says.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// What the core is to know.
    pub(crate) events: Vec<Event>,
    /// Accounts that nobody described yet.
    pub(crate) strangers: Vec<String>,
    /// What Kith itself is to do.
    pub(crate) act: Option<Act>,
    /// The conversation of a few people alone in which it happened: it is nobody else's, unless Kith brought them together.
    pub(crate) among_few: Option<String>,
    /// Where a reaction came or went: unlike a message, it does not say whether that is among few.
    pub(crate) reacted_in: Option<String>,
}

/// What Kith does itself when something happened.
#[derive(Debug, PartialEq)]
pub(crate) enum Act {
    /// Kith came into a channel.
    Entered(String),
    /// Nobody lets Kith in any more.
    Gone,
    /// User groups changed.
    Groups,
    /// Somebody looks at Kith's page.
    Home(String),
    /// Kith left a channel, or nobody can write there any more.
    Left(String),
}

#[derive(Deserialize)]
struct Reaction {
    user: String,
    reaction: String,
    item: Item,
    item_user: Option<String>,
    event_ts: Option<String>,
}

#[derive(Deserialize)]
struct Item {
    #[serde(rename = "type")]
    kind: String,
    channel: Option<String>,
    ts: Option<String>,
}

#[derive(Deserialize)]
struct OfUser {
    user: User,
}

#[derive(Deserialize)]
struct Opened {
    user: String,
    tab: Option<String>,
}

#[derive(Deserialize)]
struct Moved {
    user: String,
    channel: String,
}

#[derive(Deserialize)]
struct Channel {
    channel: Value,
}

#[derive(Deserialize)]
struct Group {
    subteam: Named,
}

#[derive(Deserialize)]
struct Named {
    id: String,
    name: String,
}

fn parse<T: DeserializeOwned>(json: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str(json)
}

/// What a delivery says happened. Nothing if it is of a kind that Kith does not follow.
pub(crate) fn told(event: &RawValue, here: Here<'_>) -> Result<Told, serde_json::Error> {
    let json = event.get();
    let kind: Kind<'_> = serde_json::from_str(json)?;
    let only = |events: Vec<Event>| Told { events, ..Told::default() };
    let act = |act: Act| Told { act: Some(act), ..Told::default() };
    Ok(match &*kind.kind {
        "message" => {
            let raw: Raw<'_> = serde_json::from_str(json)?;
            let events = raw.events(None, here);
            let strangers = if events.is_empty() { Vec::new() } else { raw.strangers(here) };
            let among_few = raw.among_few().map(ToOwned::to_owned);
            Told { events, strangers, among_few, ..Told::default() }
        }
        "reaction_added" => reacted(&parse(json)?, here),
        "reaction_removed" => unreacted(&parse(json)?, here),
        "channel_created" | "channel_rename" | "group_rename" => {
            let Channel { channel } = parse(json)?;
            only(named(here.workspace, &channel, here.now).into_iter().collect())
        }
        "channel_archive" | "channel_deleted" | "group_archive" | "group_deleted" | "channel_left"
        | "group_left" => {
            let Channel { channel } = parse(json)?;
            channel.as_str().map_or_else(Told::default, |id| act(Act::Left(id.to_owned())))
        }
        "member_joined_channel" => {
            let Moved { user, channel } = parse(json)?;
            if user == here.workspace.me { act(Act::Entered(channel)) } else { Told::default() }
        }
        "member_left_channel" => {
            let Moved { user, channel } = parse(json)?;
            if user == here.workspace.me { act(Act::Left(channel)) } else { Told::default() }
        }
        "team_join" => {
            let OfUser { user } = parse(json)?;
            let someone = user.someone(&here.workspace.team);
            let mut events = described(here.workspace, &user.id, &someone, here.now);
            here.people.put(&here.workspace.team, &user.id, someone);
            events.push(here.event(here.now, Happening::Joined(here.person(&user.id))));
            only(events)
        }
        "user_change" | "user_profile_changed" => {
            let OfUser { user } = parse(json)?;
            let someone = user.someone(&here.workspace.team);
            let mut events = described(here.workspace, &user.id, &someone, here.now);
            let (back, home) = (!someone.gone, !someone.visitor);
            let before = here.people.put(&here.workspace.team, &user.id, someone);
            if home {
                let what = Happening::Visitor { account: user.id.as_str().into(), visitor: false };
                events.push(here.event(here.now, what));
            }
            if back && before.is_some_and(|before| before.gone) {
                events.push(here.event(here.now, Happening::Joined(here.person(&user.id))));
            }
            only(events)
        }
        "subteam_created" | "subteam_updated" => {
            let Group { subteam } = parse(json)?;
            let what = Happening::Role { id: RoleId(subteam.id), name: subteam.name };
            Told { events: vec![here.event(here.now, what)], act: Some(Act::Groups), ..Told::default() }
        }
        "subteam_members_changed" => act(Act::Groups),
        "app_home_opened" => {
            let Opened { user, tab } = parse(json)?;
            if tab.is_none_or(|tab| tab == "home") { act(Act::Home(user)) } else { Told::default() }
        }
        "app_uninstalled" => act(Act::Gone),
        "tokens_revoked" => {
            let said: Value = parse(json)?;
            let bots = said["tokens"]["bot"].as_array().is_some_and(|bots| !bots.is_empty());
            if bots { act(Act::Gone) } else { Told::default() }
        }
        _ => Told::default(),
    })
}

/// When it happened, as far as Slack says.
fn when(event_ts: Option<&str>, here: Here<'_>) -> Moment {
    event_ts.and_then(moment).unwrap_or(here.now)
}

/// The message that was reacted to, if it was one.
fn on(item: &Item) -> Option<MessageRef> {
    let is_message = item.kind == "message";
    Some(MessageRef::new(item.channel.as_deref().filter(|_| is_message)?, item.ts.as_deref()?))
}

fn reacted(raw: &Reaction, here: Here<'_>) -> Told {
    let Some(on) = on(&raw.item) else { return Told::default() };
    let (by, author) = (here.person(&raw.user), raw.item_user.as_deref().map(|id| here.person(id)));
    let strangers = [Some(&raw.user), raw.item_user.as_ref()].into_iter().flatten();
    let strangers = strangers.filter(|id| here.people.of(&here.workspace.team, id).is_none());
    let strangers = strangers.cloned().collect();
    let what = Happening::Reacted(Reacted { on, by, emoji: emoji::read(&raw.reaction), author });
    let events = vec![here.event(when(raw.event_ts.as_deref(), here), what)];
    Told { events, strangers, reacted_in: raw.item.channel.clone(), ..Told::default() }
}

fn unreacted(raw: &Reaction, here: Here<'_>) -> Told {
    let Some(on) = on(&raw.item) else { return Told::default() };
    let by = Some(raw.user.as_str().into());
    let what = Happening::Unreacted { on, by, emoji: Some(emoji::read(&raw.reaction)) };
    let events = vec![here.event(when(raw.event_ts.as_deref(), here), what)];
    Told { events, reacted_in: raw.item.channel.clone(), ..Told::default() }
}
