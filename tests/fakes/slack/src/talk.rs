//! People who do something: write, react, type commands, press buttons, fill in modals.

use std::time::Instant;

use serde_json::{Map, Value, json};

use crate::deliver::{self, Delivery, Sent};
use crate::look::Shown;
use crate::state::{Asked, Sort, State, Written};
use crate::{APP, Fake, events, mrkdwn, views};

/// The part of a payload about who did it, and where.
fn who(state: &mut State, team: &str, user: &str) -> Value {
    let here = state.team(team);
    let name = here.users[user]["name"].clone();
    let domain = here.domain.clone();
    json!({
        "team": { "id": team, "domain": domain },
        "user": { "id": user, "username": name, "name": name, "team_id": team },
        "api_app_id": APP, "token": "legacy-verification-token", "enterprise": null, "is_enterprise_install": false,
    })
}

fn with(mut value: Value, more: &Value) -> Value {
    for (key, inner) in more.as_object().into_iter().flatten() {
        value[key] = inner.clone();
    }
    value
}

/// An option as a menu sends it.
fn option(element: &Value, wanted: &Value) -> Value {
    if wanted.is_object() {
        return wanted.clone();
    }
    let mut options = Vec::new();
    crate::blocks::each(element, &mut |inner| {
        if inner["value"].is_string() && inner["text"].is_object() {
            options.push(inner);
        }
    });
    let wanted = wanted.as_str().unwrap_or_default();
    let found = options.iter().find(|option| option["value"] == wanted || option["text"]["text"] == wanted);
    match found {
        Some(option) => (*option).clone(),
        None if element["type"].as_str().is_some_and(|kind| kind.ends_with("external_select")) => {
            json!({ "text": { "type": "plain_text", "text": wanted, "emoji": true }, "value": wanted })
        }
        None => panic!("{wanted} is none of {options:?}"),
    }
}

impl Fake {
    /// What an element holds: with an answer, or as it was from the beginning.
    fn held(&self, element: &Value, answer: Option<&Value>) -> Value {
        let kind = element["type"].as_str().unwrap_or_default();
        let list = |value: Option<&Value>| match value {
            Some(Value::Array(items)) => items.clone(),
            Some(one) => vec![one.clone()],
            None => Vec::new(),
        };
        let person =
            |value: &Value| value.as_str().map(|name| Value::from(self.person(name.trim_start_matches('@'))));
        let place = |value: &Value| {
            value.as_str().map(|name| Value::from(self.channel(name.trim_start_matches('#'))))
        };
        let typed = |key: &str| answer.cloned().unwrap_or_else(|| element[key].clone());
        let mut held = json!({ "type": kind });
        match kind {
            "plain_text_input" | "number_input" | "url_text_input" | "email_text_input" => {
                held["value"] = Some(typed("initial_value")).filter(|value| value != "").unwrap_or_default();
            }
            "datepicker" => held["selected_date"] = typed("initial_date"),
            "timepicker" => held["selected_time"] = typed("initial_time"),
            "datetimepicker" => held["selected_date_time"] = typed("initial_date_time"),
            "users_select" => {
                held["selected_user"] =
                    answer.and_then(person).unwrap_or_else(|| element["initial_user"].clone());
            }
            "channels_select" => {
                held["selected_channel"] =
                    answer.and_then(place).unwrap_or_else(|| element["initial_channel"].clone());
            }
            "conversations_select" => {
                let mut initial = element["initial_conversation"].clone();
                // Whoever looks at nothing in particular looks at the first channel.
                if initial.is_null() && element["default_to_current_conversation"] == true {
                    initial = self
                        .inner
                        .with(|state| state.team(&self.here).channels.keys().next().cloned().into());
                }
                // A null empties it.
                held["selected_conversation"] = match answer {
                    Some(Value::Null) => Value::Null,
                    answer => answer.and_then(place).unwrap_or(initial),
                };
            }
            "multi_users_select" => {
                let given = answer.map(|_| list(answer).iter().filter_map(person).collect());
                held["selected_users"] = given.unwrap_or_else(|| list(element.get("initial_users")).into());
            }
            "multi_channels_select" => {
                let given = answer.map(|_| list(answer).iter().filter_map(place).collect());
                held["selected_channels"] =
                    given.unwrap_or_else(|| list(element.get("initial_channels")).into());
            }
            "multi_conversations_select" => {
                let given = answer.map(|_| list(answer).iter().filter_map(place).collect());
                held["selected_conversations"] =
                    given.unwrap_or_else(|| list(element.get("initial_conversations")).into());
            }
            "checkboxes" | "multi_static_select" | "multi_external_select" => {
                let given = answer.map(|_| list(answer).iter().map(|one| option(element, one)).collect());
                held["selected_options"] =
                    given.unwrap_or_else(|| list(element.get("initial_options")).into());
            }
            "static_select" | "external_select" | "radio_buttons" | "overflow" => {
                let given = answer.filter(|answer| !answer.is_null()).map(|answer| option(element, answer));
                held["selected_option"] = given.unwrap_or_else(|| element["initial_option"].clone());
            }
            other => panic!("nobody can fill in {other}"),
        }
        held
    }

    /// Somebody asks: from now on answers are awaited, by a trigger and, where there is a message or a channel, by a URL.
    fn begins(&self, state: &mut State, user: &str, channel: Option<&str>) -> (String, Value) {
        state.next += 1;
        let key = format!("{}.{}.{:016x}", 1_000_000 + state.next, 2_000_000, rand::random::<u64>());
        let asked = Asked {
            team: self.here.clone(),
            user: user.to_owned(),
            channel: channel.map(ToOwned::to_owned),
            begun: Instant::now(),
            acked: None,
            took: None,
            said: Vec::new(),
            triggered: false,
            expired: false,
            uses: channel.map(|_| 5),
            on: None,
            view: None,
        };
        state.asked.insert(key.clone(), asked);
        state.waiting.push(key.clone());
        let mut handles = json!({ "trigger_id": key });
        if channel.is_some() {
            handles["response_url"] = format!("{}/actions/{}/{key}", state.url, self.here).into();
        }
        (key, handles)
    }

    fn delivers(&self, state: &mut State, kind: Sent, payload: Value, key: &str) -> String {
        let delivery = Delivery::new(state, kind, payload, Some(key.to_owned()));
        deliver::send(state, delivery);
        key.to_owned()
    }

    /// What somebody types, as Slack hands it on in a message.
    fn worded(&self, state: &mut State, text: &str, named: bool) -> String {
        let here = self.here.clone();
        let bot = state.team(&here).bot_user.clone();
        let channels: Vec<(String, String)> =
            state.team(&here).channels.values().map(|one| (one.name.clone(), one.id.clone())).collect();
        let people = std::cell::RefCell::new(state);
        let person = |name: &str| {
            if name.eq_ignore_ascii_case("kith") {
                return Some((bot.clone(), "kith".to_owned()));
            }
            let mut state = people.borrow_mut();
            // Whoever is there under that name, in whatever letters; whoever is not is met now.
            let users = &state.team(&here).users;
            let known = users
                .values()
                .find(|user| user["name"].as_str().is_some_and(|known| known.eq_ignore_ascii_case(name)));
            let known = known.and_then(|user| user["id"].as_str()).map(ToOwned::to_owned);
            let id = known.or_else(|| {
                name.starts_with(char::is_uppercase).then(|| crate::people::meet(&mut state, &here, name))
            })?;
            Some((id, name.to_lowercase()))
        };
        let channel = |name: &str| channels.iter().find(|(known, _)| known == name).map(|(_, id)| id.clone());
        let text = mrkdwn::typed(text, person, channel);
        if named {
            return text;
        }
        // In a message a mention is the bare account.
        let mut bare = String::new();
        let mut rest = text.as_str();
        while let Some(at) = rest.find("<@") {
            let end = rest[at..].find('>').map_or(rest.len(), |end| at + end);
            let inner = &rest[at..end];
            bare.push_str(&rest[..at]);
            bare.push_str(inner.split('|').next().unwrap_or(inner));
            rest = &rest[end..];
        }
        bare + rest
    }

    fn in_channel(&self, who: &str, channel: &str) -> (String, String) {
        let (user, channel) = (self.person(who), self.channel(channel));
        self.inner.with(|state| {
            let there = state.channel(&self.here, &channel).expect("a channel that is there");
            // Whoever speaks somewhere is there; that they came is told only by `joins`. Nobody comes where few are alone.
            let alone = matches!(there.sort, Sort::Direct | Sort::Group);
            assert!(!alone || there.members.contains(&user), "{who} is not in {}", there.id);
            there.members.insert(user.clone());
        });
        (user, channel)
    }

    /// Somebody types a slash command, such as `/kith`, with what follows it; people as `@name`.
    pub fn types(&self, who: &str, channel: &str, command: &str, text: &str) -> String {
        let (user, channel) = self.in_channel(who, channel);
        self.inner.with(|state| {
            let here = state.team(&self.here);
            assert!(here.scopes.as_ref().is_some_and(|scopes| scopes.contains("commands")), "there are no commands here");
            let (domain, name) = (here.domain.clone(), here.users[&user]["name"].clone());
            let channel_name = here.channels[&channel].name.clone();
            let text = self.worded(state, text, true);
            let (key, handles) = self.begins(state, &user, Some(&channel));
            let payload = json!({
                "token": "legacy-verification-token", "team_id": self.here, "team_domain": domain, "channel_id": channel,
                "channel_name": channel_name, "user_id": user, "user_name": name, "command": command, "text": text,
                "api_app_id": APP, "is_enterprise_install": "false",
            });
            self.delivers(state, Sent::Command, with(payload, &handles), &key)
        })
    }

    /// Somebody picks a shortcut, from anywhere.
    pub fn picks_shortcut(&self, who: &str, callback: &str) -> String {
        let user = self.person(who);
        self.inner.with(|state| {
            let (key, handles) = self.begins(state, &user, None);
            let at = state.ts();
            let payload = json!({ "type": "shortcut", "callback_id": callback, "action_ts": at });
            let payload = with(with(self::who(state, &self.here, &user), &payload), &handles);
            self.delivers(state, Sent::Interactive, payload, &key)
        })
    }

    /// Somebody picks a shortcut on a message's menu.
    pub fn picks_on_message(&self, who: &str, callback: &str, on: &Shown) -> String {
        let (user, channel) = self.in_channel(who, &on.channel);
        self.inner.with(|state| {
            let (key, handles) = self.begins(state, &user, Some(&channel));
            let at = state.ts();
            let name = state.team(&self.here).channels[&channel].name.clone();
            let payload = json!({
                "type": "message_action", "callback_id": callback, "action_ts": at, "message_ts": on.ts,
                "channel": { "id": channel, "name": name }, "message": on.data,
            });
            let payload = with(with(self::who(state, &self.here, &user), &payload), &handles);
            self.delivers(state, Sent::Interactive, payload, &key)
        })
    }

    /// Somebody presses a button of a message that they see: by its label, its id or its value.
    pub fn presses(&self, who: &str, on: &Shown, button: &str) -> String {
        self.acts(who, on, button, None)
    }

    /// Somebody picks something in a menu of a message that they see.
    pub fn picks(&self, who: &str, on: &Shown, menu: &str, value: &Value) -> String {
        self.acts(who, on, menu, Some(value))
    }

    fn acts(&self, who: &str, on: &Shown, what: &str, value: Option<&Value>) -> String {
        let (user, channel) = self.in_channel(who, &on.channel);
        if let Some(to) = &on.to {
            assert_eq!(*to, user, "{who} does not see that");
        }
        let now = self.again(on).expect("the message is gone");
        let action = self.action(&now.data["blocks"], what, value);
        self.inner.with(|state| {
            let (key, handles) = self.begins(state, &user, Some(&channel));
            let asked = state.asked.get_mut(&key).expect("just asked");
            asked.on = Some((on.ts.clone(), on.to.clone()));
            let name = state.team(&self.here).channels[&channel].name.clone();
            let at = state.ts();
            let mut payload = json!({
                "type": "block_actions", "channel": { "id": channel, "name": name },
                "container": {
                    "type": "message", "message_ts": on.ts, "channel_id": channel, "is_ephemeral": on.to.is_some(),
                },
                "state": { "values": {} }, "actions": [with(action, &json!({ "action_ts": at }))],
            });
            // What one person alone sees does not come along.
            if on.to.is_none() {
                payload["message"] = now.data.clone();
            }
            let payload = with(with(self::who(state, &self.here, &user), &payload), &handles);
            self.delivers(state, Sent::Interactive, payload, &key)
        })
    }

    /// Somebody presses a button or picks something in a view that they see.
    pub fn acts_in(&self, who: &str, view: &Value, what: &str, value: Option<&Value>) -> String {
        let user = self.person(who);
        let action = self.action(&view["blocks"], what, value);
        self.inner.with(|state| {
            let id = view["id"].as_str().expect("a view").to_owned();
            let kept = state.views[&id].clone();
            assert_eq!(kept.user, user, "{who} does not see that");
            let (key, handles) = self.begins(state, &user, None);
            state.asked.get_mut(&key).expect("just asked").view = Some(id.clone());
            let at = state.ts();
            let payload = json!({
                "type": "block_actions", "container": { "type": "view", "view_id": id }, "view": kept.value,
                "actions": [with(action, &json!({ "action_ts": at }))],
            });
            let payload = with(with(self::who(state, &self.here, &user), &payload), &handles);
            self.delivers(state, Sent::Interactive, payload, &key)
        })
    }

    fn action(&self, blocks: &Value, what: &str, value: Option<&Value>) -> Value {
        let (block, element) = find(blocks, what).unwrap_or_else(|| panic!("there is no {what} in {blocks}"));
        let mut action =
            json!({ "action_id": element["action_id"], "block_id": block, "type": element["type"] });
        if element["type"] == "button" {
            for key in ["text", "value", "style"].iter().filter(|key| !element[**key].is_null()) {
                action[*key] = element[*key].clone();
            }
            return action;
        }
        if !element["placeholder"].is_null() {
            action["placeholder"] = element["placeholder"].clone();
        }
        with(action, &self.held(&element, value))
    }

    /// Somebody sends a modal: its fields by the id of their block or of their element, or by their label. What is not
    /// answered stays as it was; panics where the form itself would not let them send it.
    pub fn sends(&self, who: &str, view: &Value, answers: &[(&str, Value)]) -> String {
        let user = self.person(who);
        let mut values = Map::new();
        let mut known = Vec::new();
        let mut there = None;
        for block in view["blocks"].as_array().into_iter().flatten().filter(|block| block["type"] == "input")
        {
            let element = &block["element"];
            let names = [&block["block_id"], &element["action_id"], &block["label"]["text"]];
            let answer = answers.iter().find(|(name, _)| names.iter().any(|known| *known == name));
            known.extend(answer.map(|(name, _)| *name));
            let held = self.held(element, answer.map(|(_, answer)| answer));
            refuse_nonsense(block, element, &held);
            let id = element["action_id"].as_str().unwrap_or_default();
            if element["response_url_enabled"] == true {
                let chosen = held.get("selected_conversation").or(held.get("selected_channel"));
                let chosen = chosen.and_then(Value::as_str).expect("a channel").to_owned();
                there = Some((block["block_id"].clone(), element["action_id"].clone(), chosen));
            }
            values.insert(block["block_id"].as_str().unwrap_or_default().to_owned(), json!({ id: held }));
        }
        for (name, _) in answers {
            assert!(known.contains(name), "there is no field {name} in {view}");
        }
        self.inner.with(|state| {
            let id = view["id"].as_str().expect("a view").to_owned();
            let place = (self.here.clone(), user.clone());
            assert!(
                state.open.get(&place).is_some_and(|open| open.contains(&id)),
                "{who} does not see that modal"
            );
            let mut sent = state.views[&id].value.clone();
            sent["state"] = json!({ "values": values });
            // Where a modal asks in which channel it shall be answered, an address for that comes along.
            let (key, mut handles) =
                self.begins(state, &user, there.as_ref().map(|(_, _, channel)| channel.as_str()));
            let url = handles.as_object_mut().expect("an object").remove("response_url");
            let urls = there.into_iter().zip(url).map(|((block, action, channel), url)| {
                json!({ "block_id": block, "action_id": action, "channel_id": channel, "response_url": url })
            });
            let urls: Vec<Value> = urls.collect();
            state.asked.get_mut(&key).expect("just asked").view = Some(id);
            let payload = json!({ "type": "view_submission", "view": sent, "response_urls": urls });
            let payload = with(with(self::who(state, &self.here, &user), &payload), &handles);
            self.delivers(state, Sent::Interactive, payload, &key)
        })
    }

    /// Somebody closes a modal without sending it.
    pub fn dismisses(&self, who: &str, view: &Value) {
        let user = self.person(who);
        self.inner.with(|state| {
            let id = view["id"].as_str().expect("a view").to_owned();
            views::closes(state, &(self.here.clone(), user.clone()), &id);
            let view = state.views[&id].value.clone();
            if view["notify_on_close"] == true {
                let (key, _) = self.begins(state, &user, None);
                let payload = json!({ "type": "view_closed", "view": view, "is_cleared": false });
                let payload = with(self::who(state, &self.here, &user), &payload);
                self.delivers(state, Sent::Interactive, payload, &key);
            }
        });
    }

    /// Somebody types in a menu whose options Kith suggests, in a modal or the Home tab.
    pub fn seeks(&self, who: &str, view: &Value, menu: &str, typed: &str) -> String {
        let user = self.person(who);
        let (block, element) = find(&view["blocks"], menu).unwrap_or_else(|| panic!("there is no {menu}"));
        let least = element["min_query_length"].as_u64().unwrap_or(3);
        assert!(typed.chars().count() as u64 >= least, "Slack asks for suggestions after {least} characters");
        self.inner.with(|state| {
            let id = view["id"].as_str().expect("a view").to_owned();
            let kept = state.views[&id].value.clone();
            let (key, _) = self.begins(state, &user, None);
            let payload = json!({
                "type": "block_suggestion", "action_id": element["action_id"], "block_id": block, "value": typed,
                "container": { "type": "view", "view_id": id }, "view": kept,
            });
            let payload = with(self::who(state, &self.here, &user), &payload);
            self.delivers(state, Sent::Interactive, payload, &key)
        })
    }

    /// Somebody opens Kith's Home tab.
    pub fn opens_home(&self, who: &str) {
        let user = self.person(who);
        self.inner.with(|state| {
            let channel = state.direct(&self.here, &user);
            let at = state.ts();
            let mut event =
                json!({ "type": "app_home_opened", "user": user, "channel": channel, "tab": "home", "event_ts": at });
            if let Some(id) = state.team(&self.here).homes.get(&user).cloned() {
                event["view"] = state.views[&id].value.clone();
            }
            events::tell(state, &self.here, "", &event);
        });
    }

    /// Somebody writes in a channel; people as `@name`.
    pub fn says(&self, who: &str, channel: &str, text: &str) -> Shown {
        self.says_with(who, channel, text, &json!({}))
    }

    /// Somebody answers in a thread.
    pub fn replies(&self, who: &str, to: &Shown, text: &str) -> Shown {
        let root = to.data["thread_ts"].as_str().unwrap_or(&to.ts).to_owned();
        self.says_with(who, &to.channel, text, &json!({ "thread_ts": root }))
    }

    /// The same with more in the message: `subtype`, `thread_ts`, `files`.
    pub fn says_with(&self, who: &str, channel: &str, text: &str, more: &Value) -> Shown {
        let written = self.wrote(who, channel, text, more);
        self.tells_of(&written);
        written
    }

    /// Tells Kith of a message that was written before.
    pub fn tells_of(&self, written: &Shown) {
        self.inner.with(|state| {
            events::told(state, &self.here, &written.channel, written.data.clone());
            let bot = state.team(&self.here).bot_user.clone();
            let there = &state.team(&self.here).channels[&written.channel];
            if written.text().contains(&format!("<@{bot}>"))
                && there.kind() != "im"
                && there.members.contains(&bot)
            {
                let mut event = written.data.clone();
                event["type"] = "app_mention".into();
                event["channel"] = written.channel.clone().into();
                event["event_ts"] = event["ts"].clone();
                events::tell(state, &self.here, "app_mentions:read", &event);
            }
        });
    }

    /// Somebody writes, and nobody is told: only the channel's history has it.
    pub fn wrote(&self, who: &str, channel: &str, text: &str, more: &Value) -> Shown {
        let at = self.inner.with(State::ts);
        self.wrote_at(who, channel, &at, text, more)
    }

    /// The same at another moment.
    pub fn wrote_at(&self, who: &str, channel: &str, at: &str, text: &str, more: &Value) -> Shown {
        let (user, channel) = self.in_channel(who, channel);
        self.inner.with(|state| {
            let text = self.worded(state, text, false);
            let known = &state.team(&self.here).users[&user];
            let (team, bot) = (known["team_id"].clone(), known["is_bot"] == true);
            let mut message = json!({
                "type": "message", "user": user, "text": text, "ts": at, "team": team,
                "client_msg_id": format!("{:032x}", rand::random::<u128>()),
                "blocks": [{ "type": "rich_text", "block_id": "said", "elements": [
                    { "type": "rich_text_section", "elements": [{ "type": "text", "text": text }] }] }],
            });
            if team != self.here.as_str() {
                message["user_team"] = team.clone();
                message["source_team"] = team;
            }
            if bot {
                message["bot_id"] = format!("B{}", &user[1..]).into();
                message["subtype"] = "bot_message".into();
            }
            let mut message = with(message, more);
            events::threaded(state, &self.here, &channel, &mut message);
            let there = state.channel(&self.here, &channel).expect("a channel that is there");
            let written =
                Written { value: message.clone(), metadata: None, reactions: Vec::new(), own: false };
            there.messages.push(written);
            there.messages.sort_by(|one, other| one.value["ts"].as_str().cmp(&other.value["ts"].as_str()));
            Shown::new(&channel, None, message)
        })
    }

    /// Somebody writes to Kith alone.
    pub fn says_alone(&self, who: &str, text: &str) -> Shown {
        let user = self.person(who);
        let id = self.inner.with(|state| state.direct(&self.here, &user));
        self.says(who, &id, text)
    }

    /// The moment so many seconds ago, as messages have it; the `n`th of that second.
    pub fn ago(&self, seconds: u64, n: u64) -> String {
        crate::state::ts_of((crate::state::now() / 1_000_000 - seconds) * 1_000_000 + n)
    }

    /// Whoever wrote a message says it otherwise.
    pub fn edits(&self, written: &Shown, text: &str) {
        self.inner.with(|state| {
            let at = state.ts();
            let text = self.worded(state, text, false);
            let there = state.channel(&self.here, &written.channel).expect("a channel that is there");
            let message = there.message(&written.ts).expect("a message that is there");
            let before = message.value.clone();
            message.value["text"] = text.into();
            message.value["edited"] = json!({ "user": before["user"], "ts": at });
            let after = message.value.clone();
            events::edited(state, &self.here, &written.channel, &before, &after, &at);
        });
    }

    /// A message goes.
    pub fn deletes(&self, written: &Shown) {
        self.inner.with(|state| events::deleted(state, &self.here, &written.channel, &written.ts));
    }

    /// Somebody reacts to a message, or takes it back; the name as Slack knows it, such as `+1::skin-tone-2`.
    pub fn reacts(&self, who: &str, on: &Shown, name: &str, added: bool) {
        let user = self.person(who);
        self.inner.with(|state| events::reacts(state, &self.here, &on.channel, &on.ts, &user, name, added));
    }

    /// Something happens that has no verb of its own: told as it is.
    pub fn happens(&self, event: &Value) {
        self.inner.with(|state| {
            let at = state.ts();
            let mut event = event.clone();
            event["event_ts"] = at.into();
            events::tell(state, &self.here, "", &event);
        });
    }

    /// Somebody does not agree to an installation: where the browser is led then.
    pub fn denies(&self, address: &str) -> String {
        let back = self.agrees("Nobody", address).expect("an installation that could be agreed to");
        let (home, query) = back.split_once("code=").expect("a code");
        let (_, rest) = query.split_once('&').expect("a state");
        format!("{home}error=access_denied&{rest}")
    }

    /// Somebody agrees to an installation in their browser: where the browser is led then.
    pub fn agrees(&self, who: &str, address: &str) -> Result<String, String> {
        self.installs_next(who);
        self.inner.with(|state| crate::install::agreed(state, address))
    }
}

/// The element that somebody means: by its label, its id or its value; and the id of its block.
fn find(blocks: &Value, what: &str) -> Option<(Value, Value)> {
    let mut all = Vec::new();
    for block in blocks.as_array().into_iter().flatten() {
        let inner = block["elements"].as_array().into_iter().flatten();
        for element in inner.chain([&block["accessory"], &block["element"]]) {
            if element["action_id"].is_string() {
                all.push((block["block_id"].clone(), element.clone(), block["label"]["text"].clone()));
            }
        }
    }
    let means = |(block, element, label): &&(Value, Value, Value)| {
        let names = [&element["text"]["text"], &element["action_id"], &element["value"], label, block];
        names.iter().any(|name| *name == what)
    };
    all.iter().find(means).map(|(block, element, _)| (block.clone(), element.clone()))
}

/// Slack's own client lets nobody send a field that is empty and needed, or too long, or too short.
fn refuse_nonsense(block: &Value, element: &Value, held: &Value) {
    let label = &block["label"]["text"];
    let of = |key: &str| held.get(key).is_some_and(|value| !value.is_null() && *value != json!([]));
    let keys =
        held.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).filter(|key| *key != "type");
    let filled = keys.into_iter().any(of);
    assert!(filled || block["optional"] == true, "{label} needs an answer");
    if let Some(typed) = held["value"].as_str() {
        let length = typed.chars().count() as u64;
        assert!(
            length <= element["max_length"].as_u64().unwrap_or(3_000),
            "{label}: Slack lets nobody type so much"
        );
        assert!(length >= element["min_length"].as_u64().unwrap_or_default(), "{label}: Slack wants more");
        assert!(element["multiline"] == true || !typed.contains('\n'), "{label}: that is one line");
    }
    if let Some(chosen) =
        ["selected_users", "selected_options", "selected_channels", "selected_conversations"]
            .iter()
            .find_map(|key| held[*key].as_array())
    {
        let most = element["max_selected_items"].as_u64().unwrap_or(1_000);
        assert!(chosen.len() as u64 <= most, "{label}: Slack lets nobody choose so many");
    }
}
