//! What happens in a workspace, and what Kith is told of it: as much as its scopes and its channels let it hear.

use serde_json::{Value, json};

use crate::APP;
use crate::deliver::{self, Delivery, Sent};
use crate::state::{Channel, Holder, Sort, State, Written, now};

/// Tells of an event of a workspace, if the app is installed there and may hear of it.
pub(crate) fn tell(state: &mut State, team: &str, needed: &str, event: &Value) {
    let here = state.team(team);
    let Some(scopes) = here.scopes.as_ref() else { return };
    if !needed.is_empty() && !scopes.contains(needed) {
        return;
    }
    tell_always(state, team, event);
}

fn tell_always(state: &mut State, team: &str, event: &Value) {
    let bot = state.team(team).bot_user.clone();
    let id = state.id("Ev");
    let shared = event["channel"]
        .as_str()
        .and_then(|id| state.teams[team].channels.get(id))
        .is_some_and(|one| one.shared);
    let payload = json!({
        "token": "legacy-verification-token", "team_id": team, "context_team_id": team, "context_enterprise_id": null,
        "api_app_id": APP, "event": event, "type": "event_callback", "event_id": id, "event_time": now() / 1_000_000,
        "authorizations": [{
            "enterprise_id": null, "team_id": team, "user_id": bot, "is_bot": true, "is_enterprise_install": false,
        }],
        "is_ext_shared_channel": shared, "event_context": format!("4-{id}"),
    });
    let delivery = Delivery::new(state, Sent::Event, payload, None);
    deliver::send(state, delivery);
}

/// Tells of something in a channel, if the bot is in it and may read it.
pub(crate) fn tell_in(state: &mut State, team: &str, channel: &str, mut event: Value) {
    let bot = state.team(team).bot_user.clone();
    let Some(there) = state.channel(team, channel) else { return };
    if !there.members.contains(&bot) {
        return;
    }
    let needed = format!("{}:history", there.family());
    event["channel"] = channel.into();
    event["channel_type"] = there.kind().into();
    tell(state, team, &needed, &event);
}

/// A reply says whose thread it is in, and the top of the thread counts it.
pub(crate) fn threaded(state: &mut State, team: &str, channel: &str, message: &mut Value) {
    let (Some(root), ts) = (message["thread_ts"].as_str().map(ToOwned::to_owned), message["ts"].clone())
    else {
        return;
    };
    let Some(top) = state.channel(team, channel).and_then(|there| there.message(&root)) else { return };
    let top = &mut top.value;
    if top["ts"] == ts {
        return;
    }
    message["parent_user_id"] = top["user"].clone();
    top["thread_ts"] = root.into();
    top["reply_count"] = (top["reply_count"].as_u64().unwrap_or_default() + 1).into();
    top["latest_reply"] = ts;
}

/// A new message in a channel.
pub(crate) fn told(state: &mut State, team: &str, channel: &str, message: Value) {
    let mut event = message;
    event["event_ts"] = event["ts"].clone();
    // What a thread is about comes along when a reply goes out to everybody.
    if event["subtype"] == "thread_broadcast" {
        let root = event["thread_ts"].as_str().unwrap_or_default().to_owned();
        let root = state
            .channel(team, channel)
            .and_then(|there| there.message(&root))
            .map(|root| root.value.clone());
        event["root"] = root.unwrap_or_default();
    }
    tell_in(state, team, channel, event);
}

/// A message that was edited.
pub(crate) fn edited(state: &mut State, team: &str, channel: &str, before: &Value, after: &Value, at: &str) {
    let event = json!({
        "type": "message", "subtype": "message_changed", "hidden": true, "message": after, "previous_message": before,
        "ts": at, "event_ts": at,
    });
    tell_in(state, team, channel, event);
}

/// A message goes: one with replies leaves a mark, any other leaves nothing.
pub(crate) fn deleted(state: &mut State, team: &str, channel: &str, ts: &str) {
    let at = state.ts();
    let there = state.channel(team, channel).expect("a channel that is there");
    let replies = there.messages.iter().any(|one| one.value["thread_ts"] == ts && one.value["ts"] != ts);
    let Some(message) = there.message(ts) else { return };
    let before = message.value.clone();
    if replies {
        message.value["subtype"] = "tombstone".into();
        message.value["text"] = "This message was deleted.".into();
        message.value["user"] = "USLACKBOT".into();
        message.value["hidden"] = true.into();
        let after = message.value.clone();
        return edited(state, team, channel, &before, &after, &at);
    }
    there.messages.retain(|message| message.value["ts"] != ts);
    let event = json!({
        "type": "message", "subtype": "message_deleted", "hidden": true, "deleted_ts": ts, "previous_message": before,
        "ts": at, "event_ts": at,
    });
    tell_in(state, team, channel, event);
}

/// Somebody reacts to a message, or takes it back.
pub(crate) fn reacts(
    state: &mut State,
    team: &str,
    channel: &str,
    ts: &str,
    user: &str,
    name: &str,
    added: bool,
) {
    let at = state.ts();
    let bot = state.team(team).bot_user.clone();
    let there = state.channel(team, channel).expect("a channel that is there");
    let heard = there.members.contains(&bot);
    let Some(message) = there.message(ts) else { return };
    let author = message.value["user"].clone();
    let known = message.reactions.iter_mut().find(|(known, _)| known == name);
    match (known, added) {
        (Some((_, users)), true) => users.push(user.to_owned()),
        (None, true) => message.reactions.push((name.to_owned(), vec![user.to_owned()])),
        (Some((_, users)), false) => users.retain(|known| known != user),
        (None, false) => {}
    }
    let kind = if added { "reaction_added" } else { "reaction_removed" };
    let mut event = json!({
        "type": kind, "user": user, "reaction": name, "item": { "type": "message", "channel": channel, "ts": ts },
        "event_ts": at,
    });
    if author.is_string() {
        event["item_user"] = author;
    }
    if heard {
        tell(state, team, "reactions:read", &event);
    }
}

/// Somebody joins a channel.
pub(crate) fn joins(state: &mut State, team: &str, channel: &str, user: &str) {
    let at = state.ts();
    let there = state.channel(team, channel).expect("a channel that is there");
    if !there.members.insert(user.to_owned()) {
        return;
    }
    let needed = format!("{}:read", there.family());
    let letter = if there.sort == Sort::Private { "G" } else { "C" };
    let message = json!({
        "type": "message", "subtype": "channel_join", "user": user, "text": format!("<@{user}> has joined the channel"),
        "ts": at,
    });
    there.messages.push(Written {
        value: message.clone(),
        metadata: None,
        reactions: Vec::new(),
        own: false,
    });
    let event = json!({
        "type": "member_joined_channel", "user": user, "channel": channel, "channel_type": letter, "team": team,
        "event_ts": at,
    });
    tell(state, team, &needed, &event);
    told(state, team, channel, message);
}

/// Somebody leaves a channel.
pub(crate) fn leaves(state: &mut State, team: &str, channel: &str, user: &str) {
    let at = state.ts();
    let there = state.channel(team, channel).expect("a channel that is there");
    let needed = format!("{}:read", there.family());
    let letter = if there.sort == Sort::Private { "G" } else { "C" };
    let event = json!({
        "type": "member_left_channel", "user": user, "channel": channel, "channel_type": letter, "team": team,
        "event_ts": at,
    });
    if there.members.remove(user) {
        tell(state, team, &needed, &event);
        if state.team(team).bot_user == user {
            tell(
                state,
                team,
                &needed,
                &json!({ "type": "channel_left", "channel": channel, "actor_id": user, "event_ts": at }),
            );
        }
    }
}

/// A channel that is new, or has another name, or is put away, taken out again, or gone.
pub(crate) fn channel(state: &mut State, team: &str, id: &str, kind: &str) {
    let at = state.ts();
    let there = state.channel(team, id).expect("a channel that is there");
    let (name, created) = (there.name.clone(), there.created);
    let needed = format!("{}:read", there.family());
    let bot = state.team(team).bot_user.clone();
    // A private channel is a group to the Events API.
    let private = state.channel(team, id).is_some_and(|there| there.sort == Sort::Private);
    let named = if private { kind.replace("channel_", "group_") } else { kind.to_owned() };
    let event = match kind {
        "channel_created" | "channel_rename" => json!({
            "type": named, "event_ts": at,
            "channel": { "id": id, "name": name, "name_normalized": name, "created": created, "is_channel": true, "is_mpim": false, "creator": bot },
        }),
        _ => json!({ "type": named, "channel": id, "user": bot, "event_ts": at }),
    };
    tell(state, team, &needed, &event);
}

/// A group of users has others in it.
pub(crate) fn group_changed(state: &mut State, team: &str, id: &str) {
    let at = state.ts();
    let group = state.team(team).groups[id].clone();
    let event = json!({ "type": "subteam_updated", "subteam": crate::payload::group(team, id, &group, true), "event_ts": at });
    tell(state, team, "usergroups:read", &event);
    let members =
        json!({ "type": "subteam_members_changed", "subteam_id": id, "team_id": team, "event_ts": at });
    tell(state, team, "usergroups:read", &members);
}

/// The app is thrown out of a workspace: it is told so, and its tokens are good for nothing.
pub(crate) fn uninstalled(state: &mut State, team: &str) {
    let at = state.ts();
    let bot = state.team(team).bot_user.clone();
    for holder in state.tokens.values_mut() {
        if *holder == Holder::Bot(team.to_owned()) {
            *holder = Holder::Gone;
        }
    }
    state.team(team).scopes = None;
    let revoked =
        json!({ "type": "tokens_revoked", "tokens": { "oauth": [], "bot": [bot] }, "event_ts": at });
    tell_always(state, team, &revoked);
    tell_always(state, team, &json!({ "type": "app_uninstalled", "event_ts": at }));
}

/// A channel that was not there.
pub(crate) fn opens(state: &mut State, team: &str, id: &str, name: &str, sort: Sort) {
    state.team(team).channels.insert(id.to_owned(), Channel::new(id, name, sort));
    if sort == Sort::Public {
        channel(state, team, id, "channel_created");
    }
}
