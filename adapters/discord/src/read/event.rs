//! What happened on a server: a dispatch of the gateway into the core's events.

use std::collections::HashSet;

use bot_core::chat::{Event, Happening, MessageRef, Person, Reaction as Reacted, RoleId, ServerId};
use bot_core::moment::Moment;
use serde::de::DeserializeOwned;
use serenity::all::{
    GuildId, GuildMemberUpdateEvent, Member, Message, MessageDeleteBulkEvent, MessageDeleteEvent,
    MessageUpdateEvent, Reaction, ReactionRemoveAllEvent, ReactionType, User, UserId,
};

use super::message::{edit, message};
use super::place::{Away, Guild, Named, Room};
use super::{person, server};

/// Which channels are threads: a message does not say so of its own.
pub(crate) type Threads = HashSet<u64>;

/// What a dispatch says happened. Nothing if it is of a kind that Kith does not follow, or of no server.
pub(crate) fn events(
    kind: &str,
    json: &str,
    threads: &mut Threads,
    now: Moment,
) -> Result<Vec<Event>, serde_json::Error> {
    let at = |server: ServerId, what: Happening| vec![Event { server, at: now, what }];
    Ok(match kind {
        "MESSAGE_CREATE" => message(&parse::<Message>(json)?, None, threads),
        "MESSAGE_UPDATE" => edit(&parse::<MessageUpdateEvent>(json)?, threads),
        "MESSAGE_DELETE" => {
            let gone: MessageDeleteEvent = parse(json)?;
            deleted(gone.guild_id, gone.channel_id.get(), [gone.message_id.get()], now)
        }
        "MESSAGE_DELETE_BULK" => {
            let gone: MessageDeleteBulkEvent = parse(json)?;
            deleted(gone.guild_id, gone.channel_id.get(), gone.ids.iter().map(|id| id.get()), now)
        }
        "MESSAGE_REACTION_ADD" => reaction(&parse::<Reaction>(json)?, now),
        "MESSAGE_REACTION_REMOVE" => {
            let gone: Reaction = parse(json)?;
            unreacted(gone.guild_id, at_message(&gone), gone.user_id, Some(&gone.emoji), now)
        }
        "MESSAGE_REACTION_REMOVE_ALL" => {
            let gone: ReactionRemoveAllEvent = parse(json)?;
            let on = MessageRef::new(&gone.channel_id.to_string(), &gone.message_id.to_string());
            unreacted(gone.guild_id, on, None, None, now)
        }
        "MESSAGE_REACTION_REMOVE_EMOJI" => {
            let gone: EmojiGone = parse(json)?;
            let on = MessageRef::new(&gone.channel_id, &gone.message_id);
            unreacted(gone.guild_id, on, None, Some(&gone.emoji), now)
        }
        "GUILD_CREATE" => guild(&parse::<Guild>(json)?, threads, now),
        "GUILD_UPDATE" => {
            let guild: Named = parse(json)?;
            at(server(guild.id), Happening::Server { name: guild.name })
        }
        "CHANNEL_CREATE" | "CHANNEL_UPDATE" | "THREAD_CREATE" | "THREAD_UPDATE" => {
            let room: Room = parse(json)?;
            let here = room.guild_id.clone();
            here.zip(room.event(threads)).map_or_else(Vec::new, |(here, what)| at(server(here), what))
        }
        "THREAD_LIST_SYNC" => {
            let sync: ThreadsHere = parse(json)?;
            let what = sync.threads.iter().filter_map(|thread| thread.event(threads));
            what.map(|what| Event { server: server(&sync.guild_id), at: now, what }).collect()
        }
        "CHANNEL_DELETE" | "THREAD_DELETE" => {
            let Gone { id, guild_id } = parse(json)?;
            guild_id
                .map_or_else(Vec::new, |here| at(server(here), Happening::ChannelGone(id.as_str().into())))
        }
        "GUILD_ROLE_DELETE" => {
            let RoleGone { guild_id, role_id } = parse(json)?;
            at(server(guild_id), Happening::RoleGone(role_id.as_str().into()))
        }
        // One that is only unavailable comes back by itself.
        "GUILD_DELETE" => {
            let gone: Away = parse(json)?;
            if gone.unavailable { Vec::new() } else { at(server(gone.id), Happening::ServerGone) }
        }
        "GUILD_MEMBERS_CHUNK" => {
            let chunk: Chunk = parse(json)?;
            let here = server(chunk.guild_id);
            let what = chunk.members.iter().flat_map(|member| {
                let who = person(
                    &member.user.id.to_string(),
                    member.nick.as_deref(),
                    member.user.global_name.as_deref(),
                    &member.user.name,
                    member.user.bot,
                );
                let roles = Happening::Roles {
                    account: who.account.clone(),
                    roles: member.roles.iter().map(|role| role.as_str().into()).collect(),
                };
                [Happening::Person(who), roles]
            });
            what.map(|what| Event { server: here.clone(), at: now, what }).collect()
        }
        "GUILD_ROLE_CREATE" | "GUILD_ROLE_UPDATE" => {
            let OfGuild { guild_id, role } = parse(json)?;
            at(server(guild_id.to_string()), role.event())
        }
        "GUILD_MEMBER_ADD" => {
            let joined: Member = parse(json)?;
            let here = server(joined.guild_id.to_string());
            let who = member(&joined);
            let roles = roles(&who, &joined.roles);
            let what = [Happening::Joined(who), roles];
            what.into_iter().map(|what| Event { server: here.clone(), at: now, what }).collect()
        }
        "GUILD_MEMBER_UPDATE" => {
            let changed: GuildMemberUpdateEvent = parse(json)?;
            let who = user(&changed.user, changed.nick.as_deref());
            let roles = roles(&who, &changed.roles);
            let what = [Happening::Person(who), roles];
            let here = server(changed.guild_id.to_string());
            what.into_iter().map(|what| Event { server: here.clone(), at: now, what }).collect()
        }
        "GUILD_MEMBER_REMOVE" => {
            let gone: MemberGone = parse(json)?;
            at(server(gone.guild_id.to_string()), Happening::Left(gone.user.id.to_string().as_str().into()))
        }
        _ => Vec::new(),
    })
}

#[derive(serde::Deserialize)]
struct OfGuild {
    guild_id: GuildId,
    role: Named,
}

#[derive(serde::Deserialize)]
struct ThreadsHere {
    guild_id: String,
    threads: Vec<Room>,
}

#[derive(serde::Deserialize)]
struct MemberGone {
    guild_id: GuildId,
    user: User,
}

#[derive(serde::Deserialize)]
struct Gone {
    id: String,
    guild_id: Option<String>,
}

#[derive(serde::Deserialize)]
struct RoleGone {
    guild_id: String,
    role_id: String,
}

/// Some of a server's members.
#[derive(serde::Deserialize)]
struct Chunk {
    guild_id: String,
    members: Vec<ChunkMember>,
}

#[derive(serde::Deserialize)]
struct ChunkMember {
    user: User,
    nick: Option<String>,
    #[serde(default)]
    roles: Vec<String>,
}

/// Serenity's own wants a person in it, and nobody clears an emoji in person.
#[derive(serde::Deserialize)]
struct EmojiGone {
    guild_id: Option<GuildId>,
    channel_id: String,
    message_id: String,
    emoji: ReactionType,
}

pub(crate) fn parse<T: DeserializeOwned>(json: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str(json)
}

pub(super) fn user(user: &User, nick: Option<&str>) -> Person {
    person(&user.id.to_string(), nick, user.global_name.as_deref(), &user.name, user.bot)
}

fn member(member: &Member) -> Person {
    user(&member.user, member.nick.as_deref())
}

fn roles(who: &Person, roles: &[serenity::all::RoleId]) -> Happening {
    let roles = roles.iter().map(|role| RoleId(role.to_string())).collect();
    Happening::Roles { account: who.account.clone(), roles }
}

fn deleted(
    guild: Option<GuildId>,
    channel: u64,
    messages: impl IntoIterator<Item = u64>,
    now: Moment,
) -> Vec<Event> {
    let Some(guild) = guild else { return Vec::new() };
    let gone = |id: u64| Happening::Deleted(MessageRef::new(&channel.to_string(), &id.to_string()));
    messages
        .into_iter()
        .map(|id| Event { server: server(guild.to_string()), at: now, what: gone(id) })
        .collect()
}

fn at_message(reaction: &Reaction) -> MessageRef {
    MessageRef::new(&reaction.channel_id.to_string(), &reaction.message_id.to_string())
}

/// As the history's exports name it: the emoji itself, or a server's own emoji by its name.
fn emoji(emoji: &ReactionType) -> String {
    match emoji {
        ReactionType::Custom { id, name, .. } => name.clone().unwrap_or_else(|| id.to_string()),
        ReactionType::Unicode(emoji) => emoji.clone(),
        _ => String::new(),
    }
}

fn reaction(reaction: &Reaction, now: Moment) -> Vec<Event> {
    let (Some(guild), Some(by)) = (reaction.guild_id, reaction.user_id) else { return Vec::new() };
    let by = reaction
        .member
        .as_ref()
        .map_or_else(|| Person { account: by.to_string().as_str().into(), name: None, bot: false }, member);
    // Discord tells who wrote the message, but not whether that is a bot: a bot that Kith knows stays one.
    let author = reaction.message_author_id.map(|id| Person {
        account: id.to_string().as_str().into(),
        name: None,
        bot: false,
    });
    let what =
        Happening::Reacted(Reacted { on: at_message(reaction), by, emoji: emoji(&reaction.emoji), author });
    vec![Event { server: server(guild.to_string()), at: now, what }]
}

fn unreacted(
    guild: Option<GuildId>,
    on: MessageRef,
    by: Option<UserId>,
    which: Option<&ReactionType>,
    now: Moment,
) -> Vec<Event> {
    let Some(guild) = guild else { return Vec::new() };
    let by = by.map(|by| by.to_string().as_str().into());
    let what = Happening::Unreacted { on, by, emoji: which.map(emoji) };
    vec![Event { server: server(guild.to_string()), at: now, what }]
}

fn guild(guild: &Guild, threads: &mut Threads, now: Moment) -> Vec<Event> {
    let mut what = vec![Happening::Server { name: guild.name.clone() }];
    what.extend(guild.roles.iter().map(Named::event));
    what.extend(guild.rooms().filter_map(|room| room.event(threads)));
    what.push(guild.inventory());
    what.into_iter().map(|what| Event { server: server(&guild.id), at: now, what }).collect()
}
