//! The talk as the files of a Slack workspace export.

use std::collections::BTreeMap;

use chrono::DateTime;
use serde_json::{Value, json};

use crate::dice::Dice;
use crate::people::{Person, Standing};
use crate::talk::{Author, CHANNELS, DAYS, Kind, Post, START};

const TEAM: &str = "T0HARBOUR00";
const BOT: &str = "B0HARBOUR01";
const BOT_USER: &str = "U0HARBOUR01";

/// The files of the export by their paths.
pub(crate) fn files(people: &[Person], posts: &[Post], dice: &mut Dice) -> BTreeMap<String, Value> {
    // People's replies may fall outside the weeks that were exported.
    let exported = START..START + DAYS * 86_400;
    let kept = |post: &Post| {
        exported.contains(&post.at.0) && post.thread.is_none_or(|root| exported.contains(&posts[root].at.0))
    };
    let mut replies: BTreeMap<usize, Vec<&Post>> = BTreeMap::new();
    for post in posts.iter().filter(|post| kept(post)) {
        if let Some(root) = post.thread {
            replies.entry(root).or_default().push(post);
        }
    }
    for thread in replies.values_mut() {
        thread.sort_by_key(|post| post.at);
    }

    let mut days: BTreeMap<String, Vec<(&Post, Value)>> = BTreeMap::new();
    for (place, post) in posts.iter().enumerate().filter(|(_, post)| kept(post)) {
        let below = replies.get(&place).map_or(&[][..], Vec::as_slice);
        let message = message(people, posts, post, below, dice);
        let date = DateTime::from_timestamp(post.at.0, 0).unwrap_or_default().format("%F");
        days.entry(format!("{}/{date}.json", CHANNELS[post.channel].0)).or_default().push((post, message));
    }
    let mut files = BTreeMap::new();
    for (path, mut messages) in days {
        messages.sort_by_key(|(post, _)| post.at);
        files.insert(path, messages.into_iter().map(|(_, message)| message).collect());
    }
    files.insert("channels.json".into(), channels(people, dice));
    files.insert("users.json".into(), people.iter().map(user).chain([bot_user()]).collect());
    files
}

fn ts(post: &Post) -> String {
    format!("{}.{:06}", post.at.0, post.at.1)
}

fn user_id(people: &[Person], author: Author) -> &str {
    match author {
        Author::Bot => BOT_USER,
        Author::Person(n) => &people[n].id,
    }
}

fn message(people: &[Person], posts: &[Post], post: &Post, replies: &[&Post], dice: &mut Dice) -> Value {
    let mut message = json!({
        "type": "message",
        "user": user_id(people, post.author),
        "text": post.text,
        "ts": ts(post),
        "team": TEAM,
    });
    match post.author {
        Author::Bot => {
            message["subtype"] = "bot_message".into();
            message["bot_id"] = BOT.into();
            message["bot_profile"] =
                json!({ "id": BOT, "name": "Harbour Master", "team_id": TEAM, "deleted": false });
        }
        Author::Person(n) if post.kind != Kind::Join => {
            message["client_msg_id"] = dice.uuid().into();
            message["user_team"] = TEAM.into();
            message["source_team"] = TEAM.into();
            message["user_profile"] = user_profile(&people[n]);
        }
        Author::Person(_) => {}
    }
    match post.kind {
        Kind::Broadcast => message["subtype"] = "thread_broadcast".into(),
        Kind::Join => message["subtype"] = "channel_join".into(),
        Kind::Plain => {}
    }
    if post.kind != Kind::Join {
        message["blocks"] = blocks(&post.text, dice);
    }
    if let Some(root) = post.thread {
        message["thread_ts"] = ts(&posts[root]).into();
        message["parent_user_id"] = user_id(people, posts[root].author).into();
    }
    if let Some(last) = replies.last() {
        let mut who: Vec<&str> = Vec::new();
        for reply in replies {
            let id = user_id(people, reply.author);
            if !who.contains(&id) {
                who.push(id);
            }
        }
        let list =
            replies.iter().map(|reply| json!({ "user": user_id(people, reply.author), "ts": ts(reply) }));
        message["thread_ts"] = ts(post).into();
        message["reply_count"] = replies.len().into();
        message["reply_users_count"] = who.len().into();
        message["latest_reply"] = ts(last).into();
        message["reply_users"] = who.into();
        message["replies"] = list.collect();
        message["is_locked"] = false.into();
        message["subscribed"] = false.into();
    }
    if let Some(at) = post.edited {
        message["edited"] = json!({ "user": user_id(people, post.author), "ts": format!("{at}.000000") });
    }
    if !post.reactions.is_empty() {
        let reaction = |(name, by): &(String, Vec<usize>)| {
            let users: Vec<&str> = by.iter().map(|n| people[*n].id.as_str()).collect();
            json!({ "name": name, "users": users, "count": by.len() })
        };
        message["reactions"] = post.reactions.iter().map(reaction).collect();
    }
    if post.file {
        let id = dice.id('F');
        message["files"] = json!([{
            "id": id,
            "created": post.at.0 - 20,
            "timestamp": post.at.0 - 20,
            "name": "harbour.png",
            "title": "harbour.png",
            "mimetype": "image/png",
            "filetype": "png",
            "pretty_type": "PNG",
            "user": user_id(people, post.author),
            "size": dice.within(20_000, 900_000),
            "mode": "hosted",
            "is_external": false,
            "url_private": format!("https://files.harbour.example/{TEAM}-{id}/harbour.png"),
        }]);
        message["upload"] = false.into();
    }
    message
}

/// The rich text that a client makes of `text`: words, and mentions such as `<@U1>`.
fn blocks(text: &str, dice: &mut Dice) -> Value {
    let mut elements: Vec<Value> = Vec::new();
    for part in text.split_inclusive('>') {
        let (words, mention) = part.split_once("<@").unwrap_or((part, ""));
        if !words.is_empty() {
            elements.push(json!({ "type": "text", "text": words }));
        }
        if let Some(user) = mention.strip_suffix('>') {
            elements.push(json!({ "type": "user", "user_id": user }));
        }
    }
    let block = dice.roll() % 100_000;
    json!([{
        "type": "rich_text",
        "block_id": format!("b{block:05}"),
        "elements": [{ "type": "rich_text_section", "elements": elements }],
    }])
}

fn first_name(person: &Person) -> &str {
    person.name.split(' ').next().unwrap_or(person.name)
}

fn user_profile(person: &Person) -> Value {
    json!({
        "avatar_hash": format!("g{}", &person.id[2..].to_lowercase()),
        "image_72": format!("https://avatars.harbour.example/{}_72.png", person.handle),
        "first_name": first_name(person),
        "real_name": person.name,
        "display_name": person.handle,
        "team": TEAM,
        "name": person.handle,
        "is_restricted": person.standing == Standing::Guest,
        "is_ultra_restricted": false,
    })
}

fn user(person: &Person) -> Value {
    let (zone, label, hours) = person.zone;
    let owner = person.standing == Standing::Owner;
    json!({
        "id": person.id,
        "team_id": TEAM,
        "name": person.handle,
        "deleted": false,
        "color": "4b6f8f",
        "real_name": person.name,
        "tz": zone,
        "tz_label": label,
        "tz_offset": hours * 3_600,
        "profile": {
            "title": if person.standing == Standing::Staff { "Harbour Foundation" } else { "" },
            "real_name": person.name,
            "real_name_normalized": person.name,
            "display_name": person.handle,
            "display_name_normalized": person.handle,
            "first_name": first_name(person),
            "team": TEAM,
        },
        "is_admin": owner || person.standing == Standing::Staff,
        "is_owner": owner,
        "is_primary_owner": owner,
        "is_restricted": person.standing == Standing::Guest,
        "is_ultra_restricted": false,
        "is_bot": false,
        "is_app_user": false,
        "updated": START - 86_400 + person.joins.max(0) * 86_400,
    })
}

fn bot_user() -> Value {
    json!({
        "id": BOT_USER,
        "team_id": TEAM,
        "name": "harbour_master",
        "deleted": false,
        "real_name": "Harbour Master",
        "profile": { "real_name": "Harbour Master", "display_name": "", "bot_id": BOT, "team": TEAM },
        "is_bot": true,
        "is_app_user": false,
        "updated": START - 86_400,
    })
}

fn channels(people: &[Person], dice: &mut Dice) -> Value {
    let everybody: Vec<&str> = people.iter().map(|person| person.id.as_str()).chain([BOT_USER]).collect();
    let staff = people.iter().filter(|person| matches!(person.standing, Standing::Owner | Standing::Staff));
    let staff: Vec<&str> = staff.map(|person| person.id.as_str()).chain([BOT_USER]).collect();
    let channel = |(name, purpose, share): &(&str, &str, u64)| {
        json!({
            "id": dice.id('C'),
            "name": name,
            "created": START - 200 * 86_400,
            "creator": people[0].id,
            "is_archived": false,
            "is_general": *name == "general",
            "members": if *share == 0 { &staff } else { &everybody },
            "topic": { "value": "", "creator": "", "last_set": 0 },
            "purpose": { "value": purpose, "creator": people[0].id, "last_set": START - 200 * 86_400 },
        })
    };
    CHANNELS.iter().map(channel).collect()
}
