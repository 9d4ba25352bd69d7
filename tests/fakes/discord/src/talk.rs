//! What tests do on the fake: people write, react and ask; lines break; and what came of it.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::gateway::{Out, shard_of};
use crate::payload::{channel, interaction, member, message, role, server, user};
use crate::state::{Interaction, now, snowflake};
use crate::{Fake, payload};

/// The server that is there from the beginning.
pub const SERVER: &str = "800000000000000001";
/// Its first channel.
pub const GENERAL: &str = "800000000000000010";
/// Its second one.
pub const HELP: &str = "800000000000000011";
/// A role in it.
pub const GARDENER: &str = "800000000000000021";

pub(crate) fn usual() -> Value {
    let channels = [
        channel(SERVER, "800000000000000009", "Rooms", 4, None),
        channel(SERVER, GENERAL, "general", 0, None),
        channel(SERVER, HELP, "help", 0, None),
    ];
    server(SERVER, "Harbour", &channels, &[], &[role(SERVER, "@everyone", 0), role(GARDENER, "Gardener", 1)])
}

/// One answer to an interaction.
#[derive(Clone, Debug)]
pub struct Said {
    /// `first` with the kind of the answer, `original` where that was replaced, or `after`.
    pub how: String,
    /// Its payload.
    pub data: Value,
}

impl Said {
    /// What it says.
    pub fn content(&self) -> &str {
        self.data["content"].as_str().unwrap_or_default()
    }

    /// Whether the asker alone sees it.
    pub fn is_ephemeral(&self) -> bool {
        self.data["flags"].as_u64().is_some_and(|flags| flags & 64 > 0)
    }

    /// The ids of its buttons and menus, with their labels.
    pub fn buttons(&self) -> Vec<(String, String)> {
        let text = |part: &Value, key: &str| part[key].as_str().unwrap_or_default().to_owned();
        let rows = self.data["components"].as_array().into_iter().flatten();
        let parts = rows.filter_map(|row| row["components"].as_array()).flatten();
        parts.map(|part| (text(part, "label"), text(part, "custom_id"))).collect()
    }
}

/// The account of somebody called so: the same number for the same name.
pub fn account(name: &str) -> String {
    let sum = name.bytes().fold(7_u64, |sum, byte| (sum * 31 + u64::from(byte)) % 900_000_000);
    (810_000_000_000_000_000 + sum).to_string()
}

/// Somebody called so.
pub fn person(name: &str) -> Value {
    user(&account(name), name, false)
}

impl Fake {
    /// Changes how the gateway is, before anybody comes.
    pub fn shards(&self, shards: u64, at_once: u64) {
        self.inner.with(|state| (state.gateway.shards, state.gateway.at_once) = (shards, at_once));
    }

    /// How often a sign of life is wanted.
    pub fn heartbeat(&self, every: Duration) {
        self.inner.with(|state| state.gateway.heartbeat = every);
    }

    /// The bot is granted none of the intents that need a grant.
    pub fn grants_nothing(&self) {
        self.inner.with(|state| state.grants_nothing = true);
    }

    /// Whether heartbeats are left unanswered.
    pub fn deaf(&self, deaf: bool) {
        self.inner.with(|state| state.gateway.deaf = deaf);
    }

    /// Whether sessions can be resumed.
    pub fn resumable(&self, resumable: bool) {
        self.inner.with(|state| state.gateway.resumable = resumable);
    }

    /// Refuses whoever introduces themselves next, with this code.
    pub fn refuse(&self, code: u16) {
        self.inner.with(|state| state.gateway.refuse.push(code));
    }

    /// Refuses whoever resumes next, with this code: their session is lost.
    pub fn refuse_to_resume(&self, code: u16) {
        self.inner.with(|state| state.gateway.refuse_to_resume = Some(code));
    }

    /// Names another address to resume at.
    pub fn resume_at(&self, url: &str) {
        self.inner.with(|state| state.gateway.resume_url = Some(url.to_owned()));
    }

    /// Puts another server there, or another state of one.
    pub fn has_server(&self, server: Value) {
        self.inner.with(|state| {
            state.gateway.servers.retain(|known| known["id"] != server["id"]);
            state.gateway.servers.push(server);
        });
    }

    /// Takes the bot off a server that it is on, without a word.
    pub fn has_no_server(&self, id: &str) {
        self.inner.with(|state| state.gateway.servers.retain(|known| known["id"] != id));
    }

    /// Lets these people with their roles be on the usual server already.
    pub fn are_there(&self, people: &[(&str, &[&str])]) {
        let all = people.iter().map(|(name, roles)| member(Some(person(name)), None, roles)).collect();
        self.inner.with(|state| state.gateway.members.insert(SERVER.to_owned(), all));
    }

    /// Gives a member a role on the usual server, such as the bot.
    pub fn has(&self, who: &str, role: &str) {
        let key = (SERVER.to_owned(), who.to_owned(), role.to_owned());
        self.inner.with(|state| state.roles.insert(key));
    }

    /// Breaks every line without a word.
    pub fn break_lines(&self) {
        self.to_all(|| Out::Break);
    }

    /// Closes every line with this code.
    pub fn close(&self, code: u16) {
        self.to_all(|| Out::Close(code));
    }

    /// Ends every session with this close code: none of them can be resumed.
    pub fn end_sessions(&self, code: u16) {
        self.close(code);
        self.inner.with(|state| state.gateway.sessions.clear());
    }

    /// Tells every session that it is invalid. One that is not resumable is lost.
    pub fn invalidate(&self, resumable: bool) {
        self.frame(&json!({ "op": 9, "d": resumable }));
        if !resumable {
            self.inner.with(|state| state.gateway.sessions.clear());
        }
    }

    /// Sends a frame that is no dispatch, such as op 7.
    pub fn frame(&self, frame: &Value) {
        self.to_all(|| Out::Frame(frame.to_string()));
    }

    fn to_all(&self, what: impl Fn() -> Out) {
        self.inner.with(|state| {
            for session in state.gateway.sessions.values() {
                session.line.iter().for_each(|line| drop(line.send(what())));
            }
        });
    }

    /// The frames with this op that came, and when.
    pub fn heard(&self, op: u64) -> Vec<(Instant, Value)> {
        let heard = self.inner.with(|state| state.gateway.heard.clone());
        heard.into_iter().filter(|(_, frame)| frame["op"] == op).collect()
    }

    /// How many lines there were so far.
    pub fn connections(&self) -> usize {
        self.inner.with(|state| state.gateway.connections)
    }

    /// How many sessions have a line now.
    pub fn connected(&self) -> usize {
        self.inner.with(|state| state.gateway.sessions.values().filter(|one| one.line.is_some()).count())
    }

    /// Waits until so many shards have a line.
    pub async fn is_connected(&self, shards: usize) {
        self.until("shards are connected", |fake| (fake.connected() == shards).then_some(())).await;
    }

    /// Something happened on a server: told to its shard, now or when it resumes.
    pub fn dispatch(&self, kind: &str, data: &Value) {
        let server = data["guild_id"].as_str().or(data["id"].as_str()).unwrap_or(SERVER).to_owned();
        self.inner.with(|state| {
            let shard = shard_of(&server, state.gateway.shards);
            for session in state.gateway.sessions.values_mut().filter(|session| session.shard == shard) {
                session.dispatch(kind, data);
            }
        });
    }

    /// Tells the last dispatch of a kind once more, as after a reconnect.
    pub fn dispatch_again(&self, kind: &str) {
        self.inner.with(|state| {
            for session in state.gateway.sessions.values_mut() {
                let last =
                    session.log.iter().rev().find(|(_, frame)| frame.contains(&format!("\"t\":\"{kind}\"")));
                let Some((_, frame)) = last.cloned() else { continue };
                let frame: Value = serde_json::from_str(&frame).unwrap_or_default();
                session.dispatch(kind, &frame["d"]);
            }
        });
    }

    /// A new id.
    pub fn id(&self) -> String {
        self.inner.with(crate::state::State::id)
    }

    /// Somebody writes; the message.
    pub fn writes(&self, who: &str, channel: &str, text: &str) -> Value {
        let message = self.wrote(who, channel, text);
        self.dispatch("MESSAGE_CREATE", &message);
        message
    }

    /// Somebody writes, and nobody is told: only the channel's history has it.
    pub fn wrote(&self, who: &str, channel: &str, text: &str) -> Value {
        let id = self.id();
        self.wrote_at(who, channel, &id, text)
    }

    /// The same under an id that tells another time.
    pub fn wrote_at(&self, who: &str, channel: &str, id: &str, text: &str) -> Value {
        let mut written = message(channel, id, &person(who), text);
        self.inner.with(|state| state.messages.entry(channel.to_owned()).or_default().push(written.clone()));
        written["guild_id"] = SERVER.into();
        written["member"] = member(None, None, &[]);
        written
    }

    /// Somebody reacts to a message, or takes it back.
    pub fn reacts(&self, who: &str, on: &Value, emoji: &str, added: bool) {
        let mut reaction = json!({
            "user_id": account(who), "channel_id": on["channel_id"], "message_id": on["id"], "guild_id": SERVER,
            "emoji": { "id": null, "name": emoji }, "burst": false, "type": 0,
        });
        if added {
            reaction["member"] = member(Some(person(who)), None, &[]);
            reaction["message_author_id"] = on["author"]["id"].clone();
        }
        self.dispatch(if added { "MESSAGE_REACTION_ADD" } else { "MESSAGE_REACTION_REMOVE" }, &reaction);
    }

    /// Somebody does something to the bot in #general; the interaction's id.
    pub fn interacts(&self, who: &str, kind: u8, data: &Value) -> String {
        self.interacts_with(who, kind, data, &json!({}))
    }

    /// The same with more around it, such as the message that a button stands on.
    pub fn interacts_with(&self, who: &str, kind: u8, data: &Value, more: &Value) -> String {
        let mut asked = interaction(kind, SERVER, GENERAL, &person(who), &[], data);
        let (late, before) = self.inner.with(|state| (std::mem::take(&mut state.late), state.before.take()));
        let id = if late.is_zero() { self.id() } else { self.id_ago(late) };
        let token = format!("interaction-token-{id}");
        asked["id"] = id.clone().into();
        asked["token"] = token.clone().into();
        for (key, value) in more.as_object().into_iter().flatten() {
            asked[key] = value.clone();
        }
        let mut known = Interaction {
            id: id.clone(),
            token,
            channel: GENERAL.to_owned(),
            begun: Instant::now().checked_sub(late).unwrap_or_else(Instant::now),
            answered: None,
            took: None,
            said: Vec::new(),
            original: None,
            expired: false,
            form: kind == 5,
            on: more.get("message").cloned(),
        };
        if let Some(before) = before {
            let made = self.id();
            known.begin(before, &made, &json!({ "flags": if before == 7 { 0 } else { 64 } }));
        }
        self.inner.with(|state| state.interactions.insert(id.clone(), known));
        self.dispatch("INTERACTION_CREATE", &asked);
        id
    }

    /// The next interaction was on its way for so long.
    pub fn is_late(&self, late: Duration) {
        self.inner.with(|state| state.late = late);
    }

    /// The time for answers to an interaction is over, as after a quarter of an hour.
    pub fn expire(&self, id: &str) {
        self.inner.with(|state| state.interactions.get_mut(id).expect("an interaction").expired = true);
    }

    /// The next interaction has a first answer of this kind already, which the asker alone sees: from a bot that died.
    pub fn was_answered(&self, kind: u64) {
        self.inner.with(|state| state.before = Some(kind));
    }

    /// Somebody types a command; options are names with values, people as `@name`.
    pub fn types(&self, who: &str, command: &str, options: &[(&str, Value)]) -> String {
        let mut resolved = json!({ "users": {}, "members": {} });
        let options: Vec<Value> = options
            .iter()
            .map(|(name, value)| {
                if let Some(other) = value.as_str().and_then(|value| value.strip_prefix('@')) {
                    let id = account(other);
                    resolved["users"][&id] = person(other);
                    resolved["members"][&id] = member(None, None, &[]);
                    return json!({ "name": name, "type": 6, "value": id });
                }
                let kind = match value {
                    Value::Bool(_) => 5,
                    Value::Number(_) => 4,
                    _ => 3,
                };
                json!({ "name": name, "type": kind, "value": value })
            })
            .collect();
        let data = match command.split_once(' ') {
            Some((group, inner)) => {
                let inner = json!({ "name": inner, "type": 1, "options": options });
                json!({ "id": "1", "name": group, "type": 1, "options": [inner], "resolved": resolved })
            }
            None => {
                json!({ "id": "1", "name": command, "type": 1, "options": options, "resolved": resolved })
            }
        };
        self.interacts(who, 2, &data)
    }

    /// Somebody picks an entry on somebody's menu.
    pub fn picks_on_member(&self, who: &str, entry: &str, other: &str) -> String {
        let id = account(other);
        let resolved =
            json!({ "users": { &id: person(other) }, "members": { &id: member(None, None, &[]) } });
        self.interacts(
            who,
            2,
            &json!({ "id": "1", "name": entry, "type": 2, "target_id": id, "resolved": resolved }),
        )
    }

    /// Somebody picks an entry on a message's menu.
    pub fn picks_on_message(&self, who: &str, entry: &str, on: &Value) -> String {
        let id = on["id"].as_str().unwrap_or_default();
        let resolved = json!({ "messages": { id: on } });
        self.interacts(
            who,
            2,
            &json!({ "id": "1", "name": entry, "type": 3, "target_id": id, "resolved": resolved }),
        )
    }

    /// Somebody presses a button.
    pub fn presses(&self, who: &str, button: &str) -> String {
        let on = payload::message(GENERAL, &self.id(), &user(crate::BOT, "kith", true), "");
        self.interacts_with(
            who,
            3,
            &json!({ "custom_id": button, "component_type": 2 }),
            &json!({ "message": on }),
        )
    }

    /// Somebody picks in a menu of this kind: 3 words, 8 a channel.
    pub fn picks(&self, who: &str, menu: &str, kind: u8, values: &[&str]) -> String {
        let on = payload::message(GENERAL, &self.id(), &user(crate::BOT, "kith", true), "");
        let data = json!({ "custom_id": menu, "component_type": kind, "values": values });
        self.interacts_with(who, 3, &data, &json!({ "message": on }))
    }

    /// Somebody sends a form that was shown: its answers by name, one or several each.
    pub fn sends(&self, who: &str, form: &Value, answers: &[(&str, Value)]) -> String {
        let parts = form["components"].as_array().into_iter().flatten();
        let components: Vec<Value> = parts
            .map(|part| {
                let name = part["component"]["custom_id"].as_str().unwrap_or_default();
                let kind = &part["component"]["type"];
                let answer =
                    answers.iter().find(|(field, _)| *field == name).map(|(_, answer)| answer.clone());
                let component = match answer {
                    Some(Value::Array(values)) => {
                        json!({ "type": kind, "custom_id": name, "values": values })
                    }
                    answer => json!({ "type": kind, "custom_id": name, "value": answer.unwrap_or_default() }),
                };
                json!({ "type": part["type"], "component": component })
            })
            .collect();
        self.interacts(who, 5, &json!({ "custom_id": form["custom_id"], "components": components }))
    }

    /// Everything that an interaction was answered.
    pub fn answers(&self, id: &str) -> Vec<Said> {
        let said = self.inner.with(|state| state.interactions.get(id).map(|one| one.said.clone()));
        said.unwrap_or_default().into_iter().map(|(how, data)| Said { how, data }).collect()
    }

    /// Waits for an interaction's answer, other than a plea for time.
    pub async fn answer(&self, id: &str) -> Said {
        let answer = |fake: &Self| {
            fake.answers(id).into_iter().find(|said| !matches!(said.how.as_str(), "first 5" | "first 6"))
        };
        self.until("an answer to an interaction", answer).await
    }

    /// How long an interaction waited for an answer other than a plea for time, once it has one.
    pub fn took(&self, id: &str) -> Option<Duration> {
        self.inner.with(|state| state.interactions.get(id).and_then(|one| one.took))
    }

    /// Waits until something changes, or a moment.
    pub async fn changes(&self) {
        let changed = self.inner.changed.notified();
        tokio::time::timeout(Duration::from_millis(2), changed).await.ok();
    }

    /// An id of a moment so long ago.
    pub fn id_ago(&self, ago: Duration) -> String {
        let ms = u64::try_from(ago.as_millis()).unwrap_or_default();
        snowflake(now().saturating_sub(ms), 1).to_string()
    }
}
