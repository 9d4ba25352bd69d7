//! What each method of the Web API does.

use std::time::Instant;

use serde_json::{Value, json};

use crate::answers;
use crate::payload;
use crate::state::{Channel, Holder, Sort, State, Trouble, Upload, Written};
use crate::{APP, CLIENT_ID, CLIENT_SECRET, views};

/// Slack's word for what is wrong, and what else it says.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) error: String,
    pub(crate) more: Value,
}

/// What a call comes to.
pub(crate) type Outcome = Result<Value, Refusal>;

/// A refusal with this word.
pub(crate) fn refuse(error: &str) -> Refusal {
    Refusal { error: error.to_owned(), more: json!({}) }
}

/// A call whose arguments are read.
pub(crate) struct Call<'a> {
    pub(crate) method: &'a str,
    /// The workspace; empty for the app itself.
    pub(crate) team: &'a str,
    pub(crate) args: &'a Value,
    pub(crate) token: Option<&'a str>,
    /// What came by Basic authorization.
    pub(crate) basic: Option<(String, String)>,
}

impl Call<'_> {
    pub(crate) fn text(&self, key: &str) -> &str {
        self.args[key].as_str().unwrap_or_default()
    }

    fn flag(&self, key: &str) -> bool {
        self.args[key] == true
    }
}

/// Refuses what needs a scope that the app does not have.
pub(crate) fn scope(state: &State, team: &str, needed: &str) -> Result<(), Refusal> {
    let granted = state.teams.get(team).and_then(|team| team.scopes.clone()).unwrap_or_default();
    if needed.is_empty() || granted.contains(needed) {
        return Ok(());
    }
    let provided: Vec<String> = granted.into_iter().collect();
    Err(Refusal {
        error: "missing_scope".to_owned(),
        more: json!({ "needed": needed, "provided": provided.join(",") }),
    })
}

/// A channel that the bot may know of, with the scope `<kind>:<suffix>`.
fn seen<'a>(state: &'a mut State, team: &str, id: &str, suffix: &str) -> Result<&'a mut Channel, Refusal> {
    let here = state.teams.get(team).ok_or_else(|| refuse("invalid_auth"))?;
    let channel = here.channels.get(id).ok_or_else(|| refuse("channel_not_found"))?;
    let hidden = channel.sort != Sort::Public && !channel.members.contains(&here.bot_user);
    if hidden {
        return Err(refuse("channel_not_found"));
    }
    if !suffix.is_empty() {
        scope(state, team, &format!("{}:{suffix}", channel.family()))?;
    }
    Ok(state.channel(team, id).expect("it was there"))
}

/// The same, with the bot in it.
fn joined<'a>(state: &'a mut State, team: &str, id: &str, suffix: &str) -> Result<&'a mut Channel, Refusal> {
    let bot = state.team(team).bot_user.clone();
    let channel = seen(state, team, id, suffix)?;
    if !channel.members.contains(&bot) {
        return Err(refuse("not_in_channel"));
    }
    Ok(channel)
}

/// Answers a call.
pub(crate) fn call(state: &mut State, call: &Call<'_>) -> Outcome {
    let team = call.team;
    match call.method {
        "api.test" => Ok(json!({ "args": call.args })),
        "apps.connections.open" => connections_open(state),
        "apps.uninstall" => {
            if call.text("client_id") != CLIENT_ID || call.text("client_secret") != CLIENT_SECRET {
                return Err(refuse("bad_client_secret"));
            }
            crate::events::uninstalled(state, team);
            Ok(json!({}))
        }
        "auth.revoke" => {
            if let Some(holder) = call.token.and_then(|token| state.tokens.get_mut(token)) {
                *holder = Holder::Gone;
            }
            Ok(json!({ "revoked": true }))
        }
        "auth.test" => {
            let here = state.team(team);
            Ok(json!({
                "url": format!("https://{}.slack.com/", here.domain), "team": here.name, "user": "kith", "team_id": team,
                "user_id": here.bot_user, "bot_id": here.bot, "is_enterprise_install": false,
            }))
        }
        "bots.info" => {
            let here = state.team(team);
            if call.text("bot") != here.bot {
                return Err(refuse("bot_not_found"));
            }
            let (bot, user) = (here.bot.clone(), here.bot_user.clone());
            Ok(
                json!({ "bot": { "id": bot, "deleted": false, "name": "Kith", "updated": 1, "app_id": APP, "user_id": user } }),
            )
        }
        "chat.delete" => delete(state, call),
        "chat.getPermalink" => {
            let (channel, ts) = (call.text("channel"), call.text("message_ts"));
            if seen(state, team, channel, "")?.message(ts).is_none() {
                return Err(refuse("message_not_found"));
            }
            let domain = state.team(team).domain.clone();
            let link = format!("https://{domain}.slack.com/archives/{channel}/p{}", ts.replace('.', ""));
            Ok(json!({ "channel": channel, "permalink": link }))
        }
        "chat.postEphemeral" => whisper(state, call),
        "chat.postMessage" => post(state, call),
        "chat.update" => update(state, call),
        "conversations.history" => history(state, call),
        "conversations.info" => {
            let bot = state.team(team).bot_user.clone();
            let channel = seen(state, team, call.text("channel"), "read")?;
            Ok(json!({ "channel": channel.json(team, &bot) }))
        }
        "conversations.join" => {
            let bot = state.team(team).bot_user.clone();
            let channel = seen(state, team, call.text("channel"), "")?;
            match (channel.sort, channel.archived) {
                (Sort::Public, false) => {}
                (Sort::Public, true) => return Err(refuse("is_archived")),
                _ => return Err(refuse("method_not_supported_for_channel_type")),
            }
            let shown = channel.json(team, &bot);
            crate::events::joins(state, team, call.text("channel"), &bot);
            Ok(json!({ "channel": shown }))
        }
        "conversations.list" => channels(state, call, None),
        "conversations.members" => {
            let members = seen(state, team, call.text("channel"), "read")?.members.clone();
            let members: Vec<Value> = members.into_iter().map(Value::from).collect();
            paged(state, call, "members", &members)
        }
        "conversations.open" => open(state, call),
        "conversations.replies" => replies(state, call),
        "emoji.list" => Ok(json!({ "emoji": state.team(team).emoji, "cache_ts": "1" })),
        "files.completeUploadExternal" => complete(state, call),
        "files.delete" => match state.uploads.remove(call.text("file")) {
            Some(_) => Ok(json!({})),
            None => Err(refuse("file_not_found")),
        },
        "files.getUploadURLExternal" => upload(state, call),
        "files.info" => {
            let ready = state.ways.processing;
            let id = call.text("file");
            let file = state.uploads.get(id).filter(|file| file.team == team && file.complete.is_some());
            let file = file.ok_or_else(|| refuse("file_not_found"))?;
            Ok(json!({ "file": payload::file(id, file, ready) }))
        }
        "oauth.v2.access" => access(state, call),
        "reactions.add" | "reactions.remove" => react(state, call),
        "reactions.get" => {
            let ts = call.text("timestamp").to_owned();
            let channel = seen(state, team, call.text("channel"), "")?;
            let message = channel.message(&ts).ok_or_else(|| refuse("message_not_found"))?;
            Ok(
                json!({ "type": "message", "channel": call.text("channel"), "message": payload::kept(message, false) }),
            )
        }
        "team.info" => {
            let here = state.team(team);
            let (name, domain) = (here.name.clone(), here.domain.clone());
            Ok(
                json!({ "team": { "id": team, "name": name, "domain": domain, "email_domain": "", "icon": {} } }),
            )
        }
        "usergroups.disable" | "usergroups.enable" => {
            let id = call.text("usergroup").to_owned();
            let group = state.team(team).groups.get_mut(&id).ok_or_else(|| refuse("no_such_subteam"))?;
            group.2 = call.method == "usergroups.disable";
            let shown = payload::group(team, &id, group, true);
            crate::events::group_changed(state, team, &id);
            Ok(json!({ "usergroup": shown }))
        }
        "usergroups.list" => {
            let here = state.team(team);
            let groups = here.groups.iter().filter(|(_, group)| call.flag("include_disabled") || !group.2);
            let groups: Vec<Value> = groups
                .map(|(id, group)| payload::group(team, id, group, call.flag("include_users")))
                .collect();
            Ok(json!({ "usergroups": groups }))
        }
        "usergroups.users.list" => {
            let group = state.team(team).groups.get(call.text("usergroup"));
            Ok(json!({ "users": group.ok_or_else(|| refuse("no_such_subteam"))?.1 }))
        }
        "usergroups.users.update" => group_users(state, call),
        "users.conversations" => {
            let bot = state.team(team).bot_user.clone();
            let user = Some(call.text("user")).filter(|user| !user.is_empty()).map_or(bot, ToOwned::to_owned);
            channels(state, call, Some(&user))
        }
        "users.info" => {
            let user = state.team(team).users.get(call.text("user")).cloned();
            let mut user = user.ok_or_else(|| refuse("user_not_found"))?;
            if !call.flag("include_locale") {
                user.as_object_mut().expect("an object").remove("locale");
            }
            Ok(json!({ "user": user }))
        }
        "users.list" => {
            // Whoever is of another workspace is met, and listed nowhere.
            let users = state.team(team).users.values().filter(|user| user["team_id"] == team);
            let users: Vec<Value> = users.cloned().collect();
            paged(state, call, "members", &users)
        }
        "views.open" => views::open(state, call, false),
        "views.publish" => views::publish(state, call),
        "views.push" => views::open(state, call, true),
        "views.update" => views::update(state, call),
        other => {
            state.complain(format!("{other} is in the table, and does nothing"));
            Err(refuse("unknown_method"))
        }
    }
}

fn connections_open(state: &mut State) -> Outcome {
    if !state.ways.sockets {
        return Err(refuse("socket_mode_not_enabled"));
    }
    if state.connections.len() >= 10 {
        return Err(refuse("too_many_websockets"));
    }
    let ticket = state.id("ticket-");
    let url = format!("{}/link/?ticket={ticket}&app_id={APP}", state.url.replacen("http", "ws", 1));
    state.tickets.insert(ticket);
    Ok(json!({ "url": url }))
}

/// What is wrong with the files that blocks show.
fn missing_file(state: &State, team: &str, blocks: &Value) -> bool {
    let mut missing = false;
    crate::blocks::each(blocks, &mut |value| {
        let Some(id) = value["slack_file"]["id"].as_str() else { return };
        let file = state.uploads.get(id).filter(|file| file.team == team);
        let ready =
            file.and_then(|file| file.complete).is_some_and(|at| at.elapsed() >= state.ways.processing);
        missing |= !ready;
    });
    missing
}

fn checked(state: &mut State, call: &Call<'_>, most: usize) -> Result<Value, Refusal> {
    let wrong = answers::message(state, call.args, most, call.method);
    if let Some(error) = wrong {
        return Err(refuse(&error));
    }
    if missing_file(state, call.team, &call.args["blocks"]) {
        return Err(Refusal {
            error: "invalid_blocks".to_owned(),
            more: json!({ "response_metadata": { "messages": ["[ERROR] invalid slack file"] } }),
        });
    }
    Ok(answers::with_ids(&call.args["blocks"]))
}

fn post(state: &mut State, call: &Call<'_>) -> Outcome {
    let team = call.team;
    let mut id = call.text("channel").to_owned();
    let bot = state.team(team).bot_user.clone();
    if id.starts_with(['U', 'W']) {
        match state.team(team).users.get(&id) {
            Some(user) if user["is_bot"] == true => return Err(refuse("cannot_dm_bot")),
            Some(_) => id = state.direct(team, &id),
            None => return Err(refuse("channel_not_found")),
        }
    }
    let channel = seen(state, team, &id, "")?;
    if channel.archived {
        return Err(refuse("is_archived"));
    }
    if !channel.members.contains(&bot) && scope(state, team, "chat:write.public").is_err() {
        return Err(refuse("not_in_channel"));
    }
    if call.args["unfurl_links"] != false || call.args["unfurl_media"] != false {
        state.complain("chat.postMessage: a message whose links unfurl");
    }
    let blocks = checked(state, call, 40_000)?;
    let metadata = Some(call.args["metadata"].clone()).filter(|metadata| !metadata.is_null());
    let mut message = answers::own(state, team, &id, call.text("text"), &blocks);
    if let Some(thread) = call.args["thread_ts"].as_str() {
        message["thread_ts"] = thread.into();
        if call.flag("reply_broadcast") {
            message["subtype"] = "thread_broadcast".into();
        }
    }
    answers::put(state, team, &id, message.clone(), metadata.clone());
    answers::may_answer(state, team, &id, &message, metadata.as_ref());
    if let Some(metadata) = metadata {
        message["metadata"] = metadata;
    }
    Ok(json!({ "channel": id, "ts": message["ts"], "message": message }))
}

fn whisper(state: &mut State, call: &Call<'_>) -> Outcome {
    let (team, user) = (call.team, call.text("user").to_owned());
    let channel = joined(state, team, call.text("channel"), "")?;
    if channel.archived {
        return Err(refuse("is_archived"));
    }
    if !channel.members.contains(&user) {
        return Err(refuse("user_not_in_channel"));
    }
    let blocks = checked(state, call, 40_000)?;
    let channel = call.text("channel").to_owned();
    let message = answers::whispered(state, team, &channel, &user, call.text("text"), &blocks);
    let message = match call.args["thread_ts"].as_str() {
        Some(thread) => answers::whispered_below(state, team, &channel, &message, thread),
        None => message,
    };
    answers::may_answer_alone(state, team, &user, "ephemeral", &message);
    Ok(json!({ "message_ts": message["ts"] }))
}

fn update(state: &mut State, call: &Call<'_>) -> Outcome {
    let (team, ts) = (call.team, call.text("ts").to_owned());
    let id = call.text("channel").to_owned();
    let channel = seen(state, team, &id, "")?;
    match channel.message(&ts) {
        None => return Err(refuse("message_not_found")),
        Some(message) if !message.own => return Err(refuse("cant_update_message")),
        Some(_) => {}
    }
    let blocks = checked(state, call, 4_000)?;
    let message = answers::changed(state, team, &id, &ts, &|value| {
        if let Some(text) = call.args["text"].as_str() {
            value["text"] = text.into();
        }
        if !call.args["blocks"].is_null() {
            value["blocks"] = blocks.clone();
        }
    });
    if let Some(metadata) = Some(&call.args["metadata"]).filter(|metadata| !metadata.is_null()) {
        let known = state.channel(team, &id).and_then(|channel| channel.message(&ts)).expect("it was there");
        known.metadata = Some(metadata.clone());
    }
    answers::may_answer_in_place(state, team, &id, &message);
    Ok(json!({ "channel": id, "ts": ts, "text": message["text"], "message": message }))
}

fn delete(state: &mut State, call: &Call<'_>) -> Outcome {
    let (team, ts) = (call.team, call.text("ts").to_owned());
    match seen(state, team, call.text("channel"), "")?.message(&ts) {
        None => return Err(refuse("message_not_found")),
        Some(message) if !message.own => return Err(refuse("cant_delete_message")),
        Some(_) => {}
    }
    crate::events::deleted(state, team, call.text("channel"), &ts);
    Ok(json!({ "channel": call.text("channel"), "ts": ts }))
}

/// How many at once: Slack's usual bounds.
fn limit(state: &mut State, call: &Call<'_>, usual: usize) -> Result<usize, Refusal> {
    match call.args["limit"].as_i64() {
        None => Ok(usual),
        Some(limit @ 1..=999) => Ok(usize::try_from(limit).unwrap_or(usual)),
        Some(limit) => {
            state.complain(format!("{}: a limit of {limit}", call.method));
            Err(refuse("invalid_limit"))
        }
    }
}

fn cursor(call: &Call<'_>) -> Result<Option<String>, Refusal> {
    let given = call.text("cursor");
    if given.is_empty() {
        return Ok(None);
    }
    let bytes = hex::decode(given).map_err(|_| refuse("invalid_cursor"))?;
    let text = String::from_utf8(bytes).map_err(|_| refuse("invalid_cursor"))?;
    Ok(Some(text.strip_prefix("next:").ok_or_else(|| refuse("invalid_cursor"))?.to_owned()))
}

fn next_cursor(at: &str) -> String {
    hex::encode(format!("next:{at}"))
}

fn paged(state: &mut State, call: &Call<'_>, name: &str, all: &[Value]) -> Outcome {
    let most = limit(state, call, 100)?;
    let from = match cursor(call)? {
        Some(at) => at.parse::<usize>().map_err(|_| refuse("invalid_cursor"))?,
        None => 0,
    };
    let page: Vec<&Value> = all.iter().skip(from).take(most).collect();
    let end = from + page.len();
    let next = if end < all.len() { next_cursor(&end.to_string()) } else { String::new() };
    Ok(json!({ name: page, "response_metadata": { "next_cursor": next } }))
}

fn channels(state: &mut State, call: &Call<'_>, of: Option<&str>) -> Outcome {
    let team = call.team;
    let types = Some(call.text("types")).filter(|types| !types.is_empty()).unwrap_or("public_channel");
    let mut sorts = Vec::new();
    for one in types.split(',') {
        let (sort, family) = match one.trim() {
            "im" => (Sort::Direct, "im"),
            "mpim" => (Sort::Group, "mpim"),
            "private_channel" => (Sort::Private, "groups"),
            "public_channel" => (Sort::Public, "channels"),
            _ => return Err(refuse("invalid_types")),
        };
        scope(state, team, &format!("{family}:read"))?;
        sorts.push(sort);
    }
    let here = state.team(team);
    let bot = here.bot_user.clone();
    let all = here.channels.values().filter(|channel| {
        sorts.contains(&channel.sort)
            && (channel.sort == Sort::Public || channel.members.contains(&bot))
            && of.is_none_or(|user| channel.members.contains(user))
            && !(call.flag("exclude_archived") && channel.archived)
    });
    let all: Vec<Value> = all.map(|channel| channel.json(team, &bot)).collect();
    paged(state, call, "channels", &all)
}

fn open(state: &mut State, call: &Call<'_>) -> Outcome {
    let team = call.team;
    let users: Vec<&str> = call.text("users").split(',').filter(|user| !user.is_empty()).collect();
    let user = match users[..] {
        [user] => user,
        [] => {
            state.complain("conversations.open: with nobody");
            return Err(refuse("users_list_not_supplied"));
        }
        _ => return open_for_few(state, team, &users),
    };
    scope(state, team, "im:write")?;
    match state.team(team).users.get(user) {
        None => return Err(refuse("user_not_found")),
        Some(known) if known["deleted"] == true => return Err(refuse("user_disabled")),
        Some(_) => {}
    }
    let id = state.direct(team, user);
    Ok(json!({ "no_op": true, "already_open": true, "channel": { "id": id } }))
}

/// A conversation of a few: the same for the same people.
fn open_for_few(state: &mut State, team: &str, users: &[&str]) -> Outcome {
    scope(state, team, "mpim:write")?;
    if users.len() > 8 {
        return Err(refuse("too_many_users"));
    }
    for user in users {
        match state.team(team).users.get(*user) {
            None => return Err(refuse("users_not_found")),
            Some(known) if known["deleted"] == true => return Err(refuse("user_disabled")),
            Some(_) => {}
        }
    }
    let id = state.few(team, users);
    Ok(json!({ "channel": { "id": id } }))
}

/// A moment among messages; Slack takes any number of seconds.
fn seconds(text: &str) -> f64 {
    text.parse().unwrap_or_default()
}

fn window(call: &Call<'_>) -> impl Fn(&str) -> bool {
    let bound = |key: &str| Some(call.text(key)).filter(|text| !text.is_empty()).map(seconds);
    let (oldest, latest, inclusive) = (bound("oldest"), bound("latest"), call.flag("inclusive"));
    move |ts| {
        let at = seconds(ts);
        let after = oldest.is_none_or(|oldest| at > oldest || (inclusive && at >= oldest));
        after && latest.is_none_or(|latest| at < latest || (inclusive && at <= latest))
    }
}

fn history(state: &mut State, call: &Call<'_>) -> Outcome {
    let team = call.team;
    let most = limit(state, call, 100)?;
    let before = cursor(call)?;
    let within = window(call);
    let metadata = call.flag("include_all_metadata");
    let channel = joined(state, team, call.text("channel"), "history")?;
    let top = |message: &&Written| {
        let value = &message.value;
        let in_thread = !value["thread_ts"].is_null() && value["thread_ts"] != value["ts"];
        !in_thread || value["subtype"] == "thread_broadcast"
    };
    let found = channel.messages.iter().filter(top).filter(|message| {
        let ts = message.value["ts"].as_str().unwrap_or_default();
        within(ts) && before.as_deref().is_none_or(|before| ts < before)
    });
    let mut found: Vec<Value> = found.map(|message| payload::kept(message, metadata)).collect();
    found.sort_by(|one, other| other["ts"].as_str().cmp(&one["ts"].as_str()));
    let more = found.len() > most;
    found.truncate(most);
    let mut answer = json!({ "messages": found, "has_more": more, "pin_count": 0 });
    if let Some(last) = found.last().filter(|_| more) {
        let next = next_cursor(last["ts"].as_str().unwrap_or_default());
        answer["response_metadata"] = json!({ "next_cursor": next });
    }
    Ok(answer)
}

fn replies(state: &mut State, call: &Call<'_>) -> Outcome {
    let team = call.team;
    let most = limit(state, call, 999)?;
    let after = cursor(call)?;
    let within = window(call);
    let metadata = call.flag("include_all_metadata");
    let root = call.text("ts").to_owned();
    let channel = joined(state, team, call.text("channel"), "history")?;
    if channel.message(&root).is_none() {
        return Err(refuse("thread_not_found"));
    }
    let found = channel.messages.iter().filter(|message| {
        let ts = message.value["ts"].as_str().unwrap_or_default();
        let is_root = ts == root;
        // The root comes along whatever is asked for.
        (is_root || (message.value["thread_ts"] == root.as_str() && within(ts)))
            && after.as_deref().is_none_or(|after| ts > after)
    });
    let mut found: Vec<Value> = found.map(|message| payload::kept(message, metadata)).collect();
    found.sort_by(|one, other| one["ts"].as_str().cmp(&other["ts"].as_str()));
    let more = found.len() > most;
    found.truncate(most);
    let mut answer = json!({ "messages": found, "has_more": more });
    if let Some(last) = found.last().filter(|_| more) {
        let next = next_cursor(last["ts"].as_str().unwrap_or_default());
        answer["response_metadata"] = json!({ "next_cursor": next });
    }
    Ok(answer)
}

fn upload(state: &mut State, call: &Call<'_>) -> Outcome {
    let length =
        call.args["length"].as_i64().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
    if length == 0 {
        state.complain("files.getUploadURLExternal: a file of no bytes");
        return Err(refuse("invalid_arguments"));
    }
    let id = state.id("F");
    let alt = call.args["alt_txt"].as_str().map(ToOwned::to_owned);
    let file = Upload {
        team: call.team.to_owned(),
        name: call.text("filename").to_owned(),
        length,
        alt,
        bytes: None,
        complete: None,
        channels: Vec::new(),
    };
    state.uploads.insert(id.clone(), file);
    Ok(json!({ "upload_url": format!("{}/upload/v1/{id}", state.url), "file_id": id }))
}

fn complete(state: &mut State, call: &Call<'_>) -> Outcome {
    let team = call.team;
    let files: Vec<Value> = call.args["files"].as_array().cloned().unwrap_or_default();
    if files.is_empty() {
        return Err(refuse("invalid_arguments"));
    }
    if let Some(channel) = call.args["channel_id"].as_str() {
        joined(state, team, channel, "")?;
    }
    for file in &files {
        let id = file["id"].as_str().unwrap_or_default();
        let known = state.uploads.get_mut(id).filter(|known| known.team == team);
        let known = known.ok_or_else(|| refuse("file_not_found"))?;
        if known.bytes.is_none() {
            state.complain(format!("files.completeUploadExternal: {id} was not uploaded"));
            return Err(refuse("file_not_found"));
        }
        known.complete.get_or_insert_with(Instant::now);
    }
    let ready = state.ways.processing;
    let ids = files.iter().filter_map(|file| file["id"].as_str());
    let shown: Vec<Value> = ids.map(|id| payload::file(id, &state.uploads[id], ready)).collect();
    if let Some(channel) = call.args["channel_id"].as_str().map(ToOwned::to_owned) {
        for file in &files {
            let id = file["id"].as_str().unwrap_or_default();
            state.uploads.get_mut(id).expect("it was there").channels.push(channel.clone());
        }
        let blocks = answers::with_ids(&call.args["blocks"]);
        let mut message = answers::own(state, team, &channel, call.text("initial_comment"), &blocks);
        message["files"] = shown.clone().into();
        message["subtype"] = "file_share".into();
        if let Some(thread) = call.args["thread_ts"].as_str() {
            message["thread_ts"] = thread.into();
        }
        answers::put(state, team, &channel, message, None);
    }
    Ok(json!({ "files": shown }))
}

fn access(state: &mut State, call: &Call<'_>) -> Outcome {
    let sent = (call.text("client_id").to_owned(), call.text("client_secret").to_owned());
    let (id, secret) = call.basic.clone().unwrap_or(sent);
    if id != CLIENT_ID {
        return Err(refuse("invalid_client_id"));
    }
    if secret != CLIENT_SECRET {
        return Err(refuse("bad_client_secret"));
    }
    let code = state.codes.get_mut(call.text("code")).ok_or_else(|| refuse("invalid_code"))?;
    if code.used {
        return Err(refuse("code_already_used"));
    }
    if !code.redirect.is_empty() && code.redirect != call.text("redirect_uri") {
        return Err(refuse("bad_redirect_uri"));
    }
    code.used = true;
    let code = code.clone();
    let token = state.id("xoxb-fake-of-an-installed-team-that-nobody-may-see-");
    state.tokens.insert(token.clone(), Holder::Bot(code.team.clone()));
    let scopes: Vec<String> = code.scopes.iter().cloned().collect();
    let here = state.team(&code.team);
    here.scopes = Some(code.scopes);
    if state.everywhere {
        return Ok(json!({
            "access_token": token, "token_type": "bot", "scope": scopes.join(","), "bot_user_id": "U0ORGBOT001",
            "app_id": APP, "team": null, "enterprise": { "id": "E0HARBOUR01", "name": "All of it" },
            "is_enterprise_install": true, "authed_user": { "id": code.user },
        }));
    }
    let here = state.team(&code.team);
    Ok(json!({
        "access_token": token, "token_type": "bot", "scope": scopes.join(","), "bot_user_id": here.bot_user, "app_id": APP,
        "team": { "id": here.id, "name": here.name }, "enterprise": null, "is_enterprise_install": false,
        "authed_user": { "id": code.user },
    }))
}

fn react(state: &mut State, call: &Call<'_>) -> Outcome {
    let (team, name, ts) = (call.team, call.text("name").to_owned(), call.text("timestamp").to_owned());
    let bot = state.team(team).bot_user.clone();
    let known = |name: &str| {
        !name.is_empty()
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-+:'".contains(c))
    };
    if !known(&name) || name.starts_with(':') {
        state.complain(format!("{}: {name} is no name of a reaction", call.method));
        return Err(refuse("invalid_name"));
    }
    let channel = joined(state, team, call.text("channel"), "")?;
    let message = channel.message(&ts).ok_or_else(|| refuse("message_not_found"))?;
    let there = message.reactions.iter().any(|(known, by)| *known == name && by.contains(&bot));
    let added = call.method == "reactions.add";
    match (added, there) {
        (true, true) => return Err(refuse("already_reacted")),
        (false, false) => return Err(refuse("no_reaction")),
        _ => {}
    }
    crate::events::reacts(state, team, call.text("channel"), &ts, &bot, &name, added);
    Ok(json!({}))
}

fn group_users(state: &mut State, call: &Call<'_>) -> Outcome {
    let team = call.team;
    let users: Vec<String> =
        call.text("users").split(',').filter(|user| !user.is_empty()).map(ToOwned::to_owned).collect();
    let here = state.team(team);
    if users.is_empty() {
        return Err(refuse("no_users_provided"));
    }
    if users.iter().any(|user| !here.users.contains_key(user)) {
        return Err(refuse("invalid_users"));
    }
    let id = call.text("usergroup");
    let group = here.groups.get_mut(id).ok_or_else(|| refuse("no_such_subteam"))?;
    group.1 = users;
    let shown = payload::group(team, id, group, true);
    crate::events::group_changed(state, team, id);
    Ok(json!({ "usergroup": shown }))
}

/// What planned trouble makes of a call: the answer as it would have been is lost, or never came to be.
pub(crate) fn troubled(trouble: &Trouble) -> Option<Refusal> {
    match trouble {
        Trouble::Refuse(error) => Some(refuse(error)),
        _ => None,
    }
}
