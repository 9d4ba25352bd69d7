//! The methods of the Web API that Kith may call: who may, in which form, with which arguments.

use serde_json::Value;

/// Who may call a method.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Who {
    /// Whoever holds the token of the app.
    App,
    /// Whoever holds the token of a workspace's bot.
    Bot,
    /// Anybody who knows the app's secret.
    Client,
}

/// What an argument is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// The id of a bot.
    Bot,
    /// The id of a channel.
    Channel,
    /// A flag.
    Flag,
    /// A list or an object.
    Json,
    /// A whole number.
    Number,
    /// A channel, or a person to whom to speak alone.
    Place,
    /// Words.
    Text,
    /// The moment of a message.
    Ts,
    /// The id of a user.
    User,
}

/// A method.
pub(crate) struct Method {
    pub(crate) name: &'static str,
    pub(crate) who: Who,
    /// Whether it takes JSON; if not, a form alone.
    pub(crate) json: bool,
    /// The scope that it always needs, if one.
    pub(crate) scope: &'static str,
    /// Its arguments: what they are, and whether they can be left out.
    pub(crate) args: &'static [(&'static str, Kind, bool)],
}

use Kind::{Bot, Channel, Flag, Json, Number, Place, Text, Ts, User};

const NEEDED: bool = true;
const FREE: bool = false;

const fn method(
    name: &'static str,
    who: Who,
    json: bool,
    scope: &'static str,
    args: &'static [(&'static str, Kind, bool)],
) -> Method {
    Method { name, who, json, scope, args }
}

/// All of them, by name.
pub(crate) const METHODS: &[Method] = &[
    method("api.test", Who::Client, true, "", &[("foo", Text, FREE), ("error", Text, FREE)]),
    method("apps.connections.open", Who::App, true, "connections:write", &[]),
    method(
        "apps.uninstall",
        Who::Bot,
        false,
        "",
        &[("client_id", Text, NEEDED), ("client_secret", Text, NEEDED)],
    ),
    method("auth.revoke", Who::Bot, false, "", &[("test", Flag, FREE)]),
    method("auth.test", Who::Bot, true, "", &[]),
    method("bots.info", Who::Bot, false, "users:read", &[("bot", Bot, FREE), ("team_id", Text, FREE)]),
    method("chat.delete", Who::Bot, true, "chat:write", &[("channel", Channel, NEEDED), ("ts", Ts, NEEDED)]),
    method(
        "chat.getPermalink",
        Who::Bot,
        false,
        "",
        &[("channel", Channel, NEEDED), ("message_ts", Ts, NEEDED)],
    ),
    method(
        "chat.postEphemeral",
        Who::Bot,
        true,
        "chat:write",
        &[
            ("channel", Channel, NEEDED),
            ("user", User, NEEDED),
            ("text", Text, FREE),
            ("blocks", Json, FREE),
            ("thread_ts", Ts, FREE),
            ("link_names", Flag, FREE),
            ("mrkdwn", Flag, FREE),
            ("parse", Text, FREE),
        ],
    ),
    method(
        "chat.postMessage",
        Who::Bot,
        true,
        "chat:write",
        &[
            ("channel", Place, NEEDED),
            ("text", Text, FREE),
            ("blocks", Json, FREE),
            ("thread_ts", Ts, FREE),
            ("reply_broadcast", Flag, FREE),
            ("metadata", Json, FREE),
            ("unfurl_links", Flag, FREE),
            ("unfurl_media", Flag, FREE),
            ("link_names", Flag, FREE),
            ("mrkdwn", Flag, FREE),
            ("parse", Text, FREE),
        ],
    ),
    method(
        "chat.update",
        Who::Bot,
        true,
        "chat:write",
        &[
            ("channel", Channel, NEEDED),
            ("ts", Ts, NEEDED),
            ("text", Text, FREE),
            ("blocks", Json, FREE),
            ("metadata", Json, FREE),
            ("file_ids", Json, FREE),
            ("link_names", Flag, FREE),
            ("parse", Text, FREE),
            ("reply_broadcast", Flag, FREE),
        ],
    ),
    method(
        "conversations.history",
        Who::Bot,
        false,
        "",
        &[
            ("channel", Channel, NEEDED),
            ("cursor", Text, FREE),
            ("include_all_metadata", Flag, FREE),
            ("inclusive", Flag, FREE),
            ("latest", Text, FREE),
            ("limit", Number, FREE),
            ("oldest", Text, FREE),
        ],
    ),
    method(
        "conversations.info",
        Who::Bot,
        false,
        "",
        &[("channel", Channel, NEEDED), ("include_locale", Flag, FREE), ("include_num_members", Flag, FREE)],
    ),
    method("conversations.join", Who::Bot, true, "channels:join", &[("channel", Channel, NEEDED)]),
    method(
        "conversations.list",
        Who::Bot,
        false,
        "",
        &[
            ("cursor", Text, FREE),
            ("exclude_archived", Flag, FREE),
            ("limit", Number, FREE),
            ("team_id", Text, FREE),
            ("types", Text, FREE),
        ],
    ),
    method(
        "conversations.members",
        Who::Bot,
        false,
        "",
        &[("channel", Channel, NEEDED), ("cursor", Text, FREE), ("limit", Number, FREE)],
    ),
    method(
        "conversations.open",
        Who::Bot,
        true,
        "",
        &[
            ("channel", Channel, FREE),
            ("users", Text, FREE),
            ("return_im", Flag, FREE),
            ("prevent_creation", Flag, FREE),
        ],
    ),
    method(
        "conversations.replies",
        Who::Bot,
        false,
        "",
        &[
            ("channel", Channel, NEEDED),
            ("ts", Ts, NEEDED),
            ("cursor", Text, FREE),
            ("include_all_metadata", Flag, FREE),
            ("inclusive", Flag, FREE),
            ("latest", Text, FREE),
            ("limit", Number, FREE),
            ("oldest", Text, FREE),
        ],
    ),
    method("emoji.list", Who::Bot, false, "emoji:read", &[("include_categories", Flag, FREE)]),
    method(
        "files.completeUploadExternal",
        Who::Bot,
        true,
        "files:write",
        &[
            ("files", Json, NEEDED),
            ("channel_id", Channel, FREE),
            ("channels", Text, FREE),
            ("initial_comment", Text, FREE),
            ("thread_ts", Ts, FREE),
            ("blocks", Json, FREE),
        ],
    ),
    method("files.delete", Who::Bot, true, "files:write", &[("file", Text, NEEDED)]),
    method(
        "files.getUploadURLExternal",
        Who::Bot,
        false,
        "files:write",
        &[
            ("filename", Text, NEEDED),
            ("length", Number, NEEDED),
            ("alt_txt", Text, FREE),
            ("snippet_type", Text, FREE),
        ],
    ),
    method("files.info", Who::Bot, false, "files:read", &[("file", Text, NEEDED)]),
    method(
        "oauth.v2.access",
        Who::Client,
        false,
        "",
        &[
            ("client_id", Text, FREE),
            ("client_secret", Text, FREE),
            ("code", Text, NEEDED),
            ("grant_type", Text, FREE),
            ("redirect_uri", Text, FREE),
        ],
    ),
    method(
        "reactions.add",
        Who::Bot,
        true,
        "reactions:write",
        &[("channel", Channel, NEEDED), ("name", Text, NEEDED), ("timestamp", Ts, NEEDED)],
    ),
    method(
        "reactions.get",
        Who::Bot,
        false,
        "reactions:read",
        &[("channel", Channel, NEEDED), ("timestamp", Ts, NEEDED), ("full", Flag, FREE)],
    ),
    method(
        "reactions.remove",
        Who::Bot,
        true,
        "reactions:write",
        &[("channel", Channel, NEEDED), ("name", Text, NEEDED), ("timestamp", Ts, NEEDED)],
    ),
    method("team.info", Who::Bot, false, "team:read", &[("team", Text, FREE)]),
    method(
        "usergroups.disable",
        Who::Bot,
        true,
        "usergroups:write",
        &[("usergroup", Text, NEEDED), ("include_count", Flag, FREE), ("team_id", Text, FREE)],
    ),
    method(
        "usergroups.enable",
        Who::Bot,
        true,
        "usergroups:write",
        &[("usergroup", Text, NEEDED), ("include_count", Flag, FREE), ("team_id", Text, FREE)],
    ),
    method(
        "usergroups.list",
        Who::Bot,
        false,
        "usergroups:read",
        &[
            ("include_count", Flag, FREE),
            ("include_disabled", Flag, FREE),
            ("include_users", Flag, FREE),
            ("team_id", Text, FREE),
        ],
    ),
    method(
        "usergroups.users.list",
        Who::Bot,
        false,
        "usergroups:read",
        &[("usergroup", Text, NEEDED), ("include_disabled", Flag, FREE), ("team_id", Text, FREE)],
    ),
    method(
        "usergroups.users.update",
        Who::Bot,
        true,
        "usergroups:write",
        &[
            ("usergroup", Text, NEEDED),
            ("users", Text, NEEDED),
            ("include_count", Flag, FREE),
            ("team_id", Text, FREE),
        ],
    ),
    method(
        "users.conversations",
        Who::Bot,
        false,
        "",
        &[
            ("cursor", Text, FREE),
            ("exclude_archived", Flag, FREE),
            ("limit", Number, FREE),
            ("team_id", Text, FREE),
            ("types", Text, FREE),
            ("user", User, FREE),
        ],
    ),
    method(
        "users.info",
        Who::Bot,
        false,
        "users:read",
        &[("user", User, NEEDED), ("include_locale", Flag, FREE)],
    ),
    method(
        "users.list",
        Who::Bot,
        false,
        "users:read",
        &[
            ("cursor", Text, FREE),
            ("include_locale", Flag, FREE),
            ("limit", Number, FREE),
            ("team_id", Text, FREE),
        ],
    ),
    method(
        "views.open",
        Who::Bot,
        true,
        "",
        &[("trigger_id", Text, FREE), ("interactivity_pointer", Text, FREE), ("view", Json, NEEDED)],
    ),
    method(
        "views.publish",
        Who::Bot,
        true,
        "",
        &[("user_id", User, NEEDED), ("view", Json, NEEDED), ("hash", Text, FREE)],
    ),
    method(
        "views.push",
        Who::Bot,
        true,
        "",
        &[("trigger_id", Text, FREE), ("interactivity_pointer", Text, FREE), ("view", Json, NEEDED)],
    ),
    method(
        "views.update",
        Who::Bot,
        true,
        "",
        &[("view", Json, NEEDED), ("view_id", Text, FREE), ("external_id", Text, FREE), ("hash", Text, FREE)],
    ),
];

/// A method by its name.
pub(crate) fn find(name: &str) -> Option<&'static Method> {
    METHODS.iter().find(|method| method.name == name)
}

fn is_id(text: &str, first: &str) -> bool {
    text.starts_with(|c| first.contains(c))
        && text.len() > 8
        && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

/// Whether it is the moment of a message, such as `1700000000.000100`.
pub(crate) fn is_ts(text: &str) -> bool {
    text.split_once('.').is_some_and(|(seconds, micros)| {
        seconds.len() == 10
            && micros.len() == 6
            && format!("{seconds}{micros}").bytes().all(|b| b.is_ascii_digit())
    })
}

/// Reads an argument: from a form everything is a string, in JSON everything has its type.
pub(crate) fn read(kind: Kind, value: &Value, form: bool) -> Result<Value, &'static str> {
    let text = value.as_str();
    let fits = |holds: bool, why: &'static str| if holds { Ok(value.clone()) } else { Err(why) };
    match kind {
        Bot => fits(text.is_some_and(|id| is_id(id, "B")), "is no bot"),
        Channel => fits(text.is_some_and(|id| is_id(id, "CDG")), "is no channel"),
        Place => fits(text.is_some_and(|id| is_id(id, "CDGUW")), "is neither a channel nor a person"),
        User => fits(text.is_some_and(|id| is_id(id, "UW")), "is no user"),
        Ts => fits(text.is_some_and(is_ts), "is no moment of a message"),
        Text => fits(text.is_some(), "is no string"),
        Flag => match (form, text, value.as_bool()) {
            (true, Some("true" | "1"), _) | (false, _, Some(true)) => Ok(true.into()),
            (true, Some("false" | "0"), _) | (false, _, Some(false)) => Ok(false.into()),
            _ => Err("is no flag"),
        },
        Number => {
            let number = if form { text.and_then(|text| text.parse::<i64>().ok()) } else { value.as_i64() };
            number.map(Into::into).ok_or("is no number")
        }
        Json => {
            let read = match text {
                Some(text) => serde_json::from_str(text).unwrap_or_default(),
                None => value.clone(),
            };
            if read.is_array() || read.is_object() { Ok(read) } else { Err("is no JSON") }
        }
    }
}
