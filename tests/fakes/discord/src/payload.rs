//! Payloads as Discord sends them, as whole as they are on the wire.

use serde_json::{Value, json};

/// A user.
pub fn user(id: &str, name: &str, bot: bool) -> Value {
    json!({
        "id": id, "username": name.to_lowercase(), "global_name": name, "discriminator": "0", "avatar": null, "bot": bot,
        "public_flags": 0, "avatar_decoration_data": null,
    })
}

/// A member as messages and interactions describe one, with or without the user in it.
pub fn member(who: Option<Value>, nick: Option<&str>, roles: &[&str]) -> Value {
    let mut member = json!({
        "nick": nick, "roles": roles, "joined_at": "2024-05-01T10:00:00.000000+00:00", "premium_since": null, "deaf": false,
        "mute": false, "flags": 0, "pending": false, "avatar": null, "communication_disabled_until": null,
    });
    if let Some(who) = who {
        member["user"] = who;
    }
    member
}

/// A channel or a thread.
pub fn channel(server: &str, id: &str, name: &str, kind: u8, parent: Option<&str>) -> Value {
    let mut channel = json!({
        "id": id, "guild_id": server, "name": name, "type": kind, "position": 0, "permission_overwrites": [],
        "parent_id": parent, "last_message_id": null, "nsfw": false, "flags": 0, "rate_limit_per_user": 0, "topic": null,
    });
    if (10..=12).contains(&kind) {
        channel["owner_id"] = "1".into();
        channel["message_count"] = 0.into();
        channel["member_count"] = 1.into();
        channel["thread_metadata"] = json!({
            "archived": false, "auto_archive_duration": 1440, "archive_timestamp": "2024-05-01T10:00:00.000000+00:00",
            "locked": false, "create_timestamp": "2024-05-01T10:00:00.000000+00:00",
        });
    }
    channel
}

/// A channel as it is told to those who may not see it: that it is there, and where.
pub fn hidden(channel: &Value) -> Value {
    let mut channel = channel.clone();
    channel["name"] = "___hidden___".into();
    channel["flags"] = (1 << 17).into();
    for known in ["topic", "last_message_id"] {
        channel[known] = Value::Null;
    }
    channel
}

/// A role.
pub fn role(id: &str, name: &str, position: u64) -> Value {
    json!({
        "id": id, "name": name, "position": position, "permissions": "104324673", "color": 0, "colors": null, "hoist": false,
        "managed": false, "mentionable": false, "flags": 0, "icon": null, "unicode_emoji": null,
    })
}

/// A server with its channels and roles.
pub fn server(id: &str, name: &str, channels: &[Value], threads: &[Value], roles: &[Value]) -> Value {
    let channels: Vec<Value> = channels
        .iter()
        .map(|channel| {
            // Discord leaves it out where the server is around it.
            let mut channel = channel.clone();
            if let Some(channel) = channel.as_object_mut() {
                channel.remove("guild_id");
            }
            channel
        })
        .collect();
    json!({
        "id": id, "name": name, "icon": null, "splash": null, "discovery_splash": null, "owner_id": "1", "afk_channel_id": null,
        "afk_timeout": 300, "verification_level": 1, "default_message_notifications": 1, "explicit_content_filter": 2,
        "roles": roles, "emojis": [], "features": [], "mfa_level": 0, "application_id": null, "system_channel_id": null,
        "system_channel_flags": 0, "rules_channel_id": null, "vanity_url_code": null, "description": null, "banner": null,
        "premium_tier": 0, "preferred_locale": "en-US", "public_updates_channel_id": null, "nsfw_level": 0, "stickers": [],
        "premium_progress_bar_enabled": false, "joined_at": "2024-05-01T10:00:00.000000+00:00", "large": false,
        "unavailable": false, "member_count": 3, "voice_states": [], "members": [], "channels": channels, "threads": threads,
        "presences": [], "stage_instances": [], "guild_scheduled_events": [], "safety_alerts_channel_id": null,
    })
}

/// When something with this id was made, as Discord writes moments.
fn timestamp(id: &str) -> String {
    let ms = (id.parse::<u64>().unwrap_or_default() >> 22) + 1_420_070_400_000;
    let (days, rest) = (ms / 86_400_000, ms % 86_400_000);
    // Days since 1970 as a date, by Howard Hinnant's method.
    let z = days + 719_468;
    let (era, doe) = (z / 146_097, z % 146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let (day, month) = (doy - (153 * mp + 2) / 5 + 1, if mp < 10 { mp + 3 } else { mp - 9 });
    let year = yoe + era * 400 + u64::from(month <= 2);
    let (hours, minutes, seconds, ms) =
        (rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60, rest % 1_000);
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}.{ms:03}000+00:00")
}

/// A message.
pub fn message(channel: &str, id: &str, author: &Value, content: &str) -> Value {
    json!({
        "id": id, "channel_id": channel, "author": author, "content": content, "timestamp": timestamp(id),
        "edited_timestamp": null, "tts": false, "mention_everyone": false, "mentions": [], "mention_roles": [],
        "attachments": [], "embeds": [], "pinned": false, "type": 0, "flags": 0, "components": [],
    })
}

/// An interaction of this kind.
pub fn interaction(
    kind: u8,
    server: &str,
    channel: &str,
    who: &Value,
    roles: &[&str],
    data: &Value,
) -> Value {
    json!({
        "type": kind, "application_id": crate::APP, "guild_id": server, "channel_id": channel, "data": data,
        "member": member(Some(who.clone()), None, roles), "version": 1, "locale": "en-GB", "guild_locale": "en-US",
        "app_permissions": "562949953601536", "entitlements": [], "authorizing_integration_owners": { "0": server },
        "context": 0, "attachment_size_limit": 10_485_760, "channel": { "id": channel, "type": 0, "name": "general" },
    })
}

#[cfg(test)]
mod tests {
    use super::timestamp;

    #[test]
    fn an_id_tells_its_time() {
        assert_eq!(timestamp("175928847299117063"), "2016-04-30T11:18:25.796000+00:00");
    }
}
