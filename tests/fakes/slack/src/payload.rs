//! What Slack's things look like in JSON.

use std::time::Duration;

use serde_json::{Value, json};

use crate::state::{Upload, Written};

/// A user of a workspace.
pub fn user(team: &str, id: &str, name: &str) -> Value {
    json!({
        "id": id, "team_id": team, "name": name.to_lowercase().replace(' ', "."), "deleted": false, "color": "9f69e7",
        "real_name": name, "tz": "Europe/Berlin", "tz_label": "Central European Time", "tz_offset": 3600,
        "is_admin": false, "is_owner": false, "is_primary_owner": false, "is_restricted": false,
        "is_ultra_restricted": false, "is_bot": false, "is_app_user": false, "updated": 1_700_000_000,
        "is_email_confirmed": true, "who_can_share_contact_card": "EVERYONE", "locale": "en-GB",
        "profile": {
            "title": "", "phone": "", "skype": "", "real_name": name, "real_name_normalized": name, "display_name": name,
            "display_name_normalized": name, "status_text": "", "status_emoji": "", "avatar_hash": "g0", "team": team,
        },
    })
}

/// A message as the Web API hands it out again.
pub(crate) fn kept(message: &Written, metadata: bool) -> Value {
    let mut value = message.value.clone();
    if !message.reactions.is_empty() {
        let reactions = message.reactions.iter().filter(|(_, users)| !users.is_empty());
        let reactions: Vec<Value> = reactions
            .map(|(name, users)| json!({ "name": name, "users": users, "count": users.len() }))
            .collect();
        value["reactions"] = reactions.into();
    }
    if let Some(given) = message.metadata.as_ref().filter(|_| metadata) {
        value["metadata"] = given.clone();
    }
    value
}

/// A file.
pub(crate) fn file(id: &str, file: &Upload, processing: Duration) -> Value {
    // What is still worked on has no type yet.
    let ready = file.complete.is_some_and(|at| at.elapsed() >= processing);
    let extension = if ready { file.name.rsplit('.').next().unwrap_or_default() } else { "" };
    let kind = if extension.is_empty() { String::new() } else { format!("image/{extension}") };
    json!({
        "id": id, "name": file.name, "title": file.name, "mimetype": kind, "filetype": extension, "size": file.length,
        "mode": "hosted", "is_external": false, "is_public": !file.channels.is_empty(), "channels": file.channels,
        "alt_txt": file.alt, "file_access": "visible",
        "url_private": format!("https://files.slack.com/files-pri/{id}/{}", file.name),
        "permalink": format!("https://harbour.slack.com/files/{id}"),
    })
}

/// A group of users.
pub(crate) fn group(team: &str, id: &str, group: &(String, Vec<String>, bool), users: bool) -> Value {
    let (name, members, off) = group;
    let mut value = json!({
        "id": id, "team_id": team, "is_usergroup": true, "is_subteam": true, "name": name, "description": "",
        "handle": name.to_lowercase(), "is_external": false, "date_create": 1, "date_update": 1,
        "date_delete": i32::from(*off), "auto_type": null, "auto_provision": false, "enterprise_subteam_id": "",
        "created_by": "USLACKBOT0", "updated_by": "USLACKBOT0", "deleted_by": null,
        "prefs": { "channels": [], "groups": [] }, "user_count": members.len(), "channel_count": 0,
    });
    if users {
        value["users"] = members.clone().into();
    }
    value
}
