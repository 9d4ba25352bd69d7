//! People, channels and roles as fields of a form: found by mention or by name, or kindly not found.

use std::collections::HashSet;

use super::queries;
use crate::chat::{AccountId, ChannelId, RoleId, Text};
use crate::command::{Choice, Field, Role, Widget};
use crate::context::{Channel, Context, Member};
use crate::error::{Error, Result};
use crate::text::say;

/// The most people that one form may name.
const MOST_PEOPLE: usize = 5;
/// How many letters a name is trusted to begin with, at most.
const NEAR_LETTERS: usize = 3;

/// A name as it is compared: case, surrounding blanks and the sign before it do not matter.
pub(crate) fn fold(name: &str) -> String {
    let name = name.trim().trim_start_matches(['@', '#']).trim().trim_matches('"');
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What stands between `<` + `sign` and `>`: the id of something mentioned, without a name behind `|`.
pub(crate) fn mentioned<'a>(typed: &'a str, sign: &str) -> Option<&'a str> {
    let inside = typed.trim().strip_prefix('<')?.strip_suffix('>')?.strip_prefix(sign)?;
    let id = inside.split_once('|').map_or(inside, |(id, _)| id).trim_start_matches('!');
    (!id.is_empty()).then_some(id)
}

/// Splits what names several people: mentions, `@names` and `"long names"`, with or without commas.
pub(crate) fn split_people(typed: &str) -> Vec<String> {
    let mut people = Vec::new();
    let mut rest = typed.trim_start_matches([' ', ',', '\n', '\t']);
    while !rest.is_empty() {
        let end = if rest.starts_with('<') {
            rest.find('>').map(|at| at + 1)
        } else if let Some(quoted) = rest.trim_start_matches('@').strip_prefix('"') {
            quoted.find('"').map(|at| rest.len() - quoted.len() + at + 1)
        } else {
            rest.find([' ', ',', '\n', '\t'])
        };
        let (person, tail) = rest.split_at(end.unwrap_or(rest.len()));
        people.push(person.to_owned());
        rest = tail.trim_start_matches([' ', ',', '\n', '\t']);
    }
    people
}

async fn find_member(typed: &str, ctx: &mut Context) -> Result<Member> {
    let community = ctx.community.id;
    let platform = ctx.platform.clone();
    if let Some(id) = mentioned(typed, "@") {
        let account = AccountId::from(id);
        let mut found = queries::by_account(&mut ctx.tx, community, &platform, &account).await?;
        if found.is_none() {
            found = queries::by_account_elsewhere(&mut ctx.tx, community, &platform, &account).await?;
            found = as_here(ctx, found.into_iter().collect()).await?.pop();
        }
        return found.ok_or_else(|| say!(ctx.words, "unknown-person", name = Text::typed(typed)).into());
    }
    let mut found = queries::by_name(&mut ctx.tx, community, &platform, &fold(typed)).await?;
    if found.is_empty() {
        // Whoever is not here may be on the community's other platform.
        found = queries::by_name_elsewhere(&mut ctx.tx, community, &platform, &fold(typed)).await?;
        found = as_here(ctx, found).await?;
    }
    let here = found.iter().filter(|member| !member.departed).count();
    // Of several, those who left stand back.
    let mut found = found.into_iter().filter(|member| here == 0 || !member.departed);
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => Err(unknown(typed, ctx).await?),
        _ => Err(say!(ctx.words, "several-people", name = Text::typed(typed)).into()),
    }
}

/// Members who were found elsewhere, each once and by their account here if they have one.
async fn as_here(ctx: &mut Context, found: Vec<Member>) -> Result<Vec<Member>> {
    if found.is_empty() {
        return Ok(found);
    }
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    let ids: Vec<i64> = found.iter().map(|member| member.id).collect();
    queries::by_ids(&mut ctx.tx, community, &platform, &ids).await
}

/// Nobody has this name: says so, with the names that are most like it.
async fn unknown(typed: &str, ctx: &mut Context) -> Result<Error> {
    let near = names_like(typed, ctx).await?;
    let near: Vec<Text> = near.iter().map(|name| Text::typed(&format!("@{name}"))).collect();
    let name = Text::typed(typed);
    Ok(if near.is_empty() {
        say!(ctx.words, "unknown-person", name = name).into()
    } else {
        say!(ctx.words, "unknown-person-near", name = name, near = ctx.words.either(near)).into()
    })
}

/// The names that are most like what was typed; at most three.
pub(crate) async fn names_like(typed: &str, ctx: &mut Context) -> Result<Vec<String>> {
    let key = fold(typed);
    let community = ctx.community.id;
    let platform = ctx.platform.clone();
    let mut near: Vec<(f64, String)> = Vec::new();
    // Only so many names are looked at, so those that begin most alike come first.
    for letters in (1..=NEAR_LETTERS).rev() {
        let beginning: String = key.chars().take(letters).collect();
        let like = queries::by_beginning(&mut ctx.tx, community, &platform, &beginning).await?;
        near = like
            .into_iter()
            .map(|member| (strsim::jaro_winkler(&key, &fold(&member.name)), member.name))
            .filter(|(alike, _)| *alike > 0.8)
            .collect();
        if !near.is_empty() {
            break;
        }
    }
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    Ok(near.into_iter().take(3).map(|(_, name)| name).collect())
}

impl Field for Member {
    const WIDGET: Widget = Widget::Member;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let mut people = split_people(answer);
        match (people.pop(), people.is_empty()) {
            (Some(one), true) => find_member(&one, ctx).await,
            // A name with blanks in it, typed without quotation marks.
            _ => find_member(answer, ctx).await,
        }
    }

    async fn suggest(typed: &str, ctx: &mut Context) -> Result<Vec<Choice>> {
        let community = ctx.community.id;
        let platform = ctx.platform.clone();
        let found = queries::by_beginning(&mut ctx.tx, community, &platform, &fold(typed)).await?;
        Ok(found
            .into_iter()
            .map(|member| Choice { answer: format!("<@{}>", member.account), label: member.name })
            .collect())
    }
}

/// Makes sure that nobody forgets these people while something is written down about them; refused if one was just
/// forgotten.
pub(crate) async fn keep_here(ctx: &mut Context, members: &[Member]) -> Result<()> {
    if ctx.tx.writes_alone() {
        return Ok(());
    }
    let ids: Vec<i64> = members.iter().map(|member| member.id).collect();
    let kept = queries::keep_members(&mut ctx.tx, ctx.community.id, &ids).await?;
    if kept == ids.len() {
        return Ok(());
    }
    let names = members.iter().map(|member| Text::typed(&member.name)).collect();
    Err(say!(ctx.words, "unknown-person", name = ctx.words.either(names)).into())
}

/// One to five people, each once.
#[derive(Debug)]
pub(crate) struct Members(pub(crate) Vec<Member>);

impl Field for Members {
    const WIDGET: Widget = Widget::Members(MOST_PEOPLE);

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let mut members: Vec<Member> = Vec::new();
        // A long answer holds hundreds of names, and each is a question to the database.
        let mut people = split_people(answer);
        let mut named = HashSet::new();
        people.retain(|person| named.insert(person.clone()));
        for person in people {
            let member = find_member(&person, ctx).await?;
            if members.iter().all(|other| other.id != member.id) {
                members.push(member);
            }
            if members.len() > MOST_PEOPLE {
                let most = i64::try_from(MOST_PEOPLE).unwrap_or(i64::MAX);
                return Err(say!(ctx.words, "too-many-people", most = most).into());
            }
        }
        if members.is_empty() {
            return Err(say!(ctx.words, "unknown-person", name = Text::typed(answer)).into());
        }
        Ok(Self(members))
    }

    async fn suggest(typed: &str, ctx: &mut Context) -> Result<Vec<Choice>> {
        Member::suggest(typed, ctx).await
    }
}

impl Field for Channel {
    const WIDGET: Widget = Widget::Channel;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let community = ctx.community.id;
        let platform = ctx.platform.clone();
        let found = if let Some(id) = mentioned(answer, "#") {
            queries::channel_by_platform_id(&mut ctx.tx, community, &platform, &ChannelId::from(id)).await?
        } else {
            let key = fold(answer);
            let channels = queries::channels(&mut ctx.tx, community, &platform).await?;
            channels.into_iter().find(|channel| fold(&channel.name) == key)
        };
        found.ok_or_else(|| match mentioned(answer, "#") {
            // Nobody knows it by its id.
            Some(_) => say!(ctx.words, "unknown-channel-mentioned").into(),
            None => say!(ctx.words, "unknown-channel", name = Text::typed(answer)).into(),
        })
    }

    async fn suggest(typed: &str, ctx: &mut Context) -> Result<Vec<Choice>> {
        let community = ctx.community.id;
        let platform = ctx.platform.clone();
        let key = fold(typed);
        let channels = queries::channels(&mut ctx.tx, community, &platform).await?;
        Ok(channels
            .into_iter()
            .filter(|channel| fold(&channel.name).contains(&key))
            .take(25)
            .map(|channel| Choice {
                answer: format!("<#{}>", channel.platform_id),
                label: format!("#{}", channel.name),
            })
            .collect())
    }
}

/// A role that a rule asks for: one of Kith's, or one of the platform's.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum RoleGate {
    /// Kith's own.
    Kith(Role),
    /// The platform's, with its name when the rule was made.
    Platform(RoleId, String),
}

impl RoleGate {
    /// As it is kept in the settings: the platform's roles as `<@&id|name>`.
    pub(crate) fn stored(&self) -> String {
        match self {
            Self::Kith(role) => role.name().to_owned(),
            Self::Platform(id, name) => format!("<@&{id}|{name}>"),
        }
    }

    /// Reads what [`RoleGate::stored`] wrote.
    pub(crate) fn parse(stored: &str) -> Option<Self> {
        if let Some(role) = Role::parse(stored) {
            return Some(Self::Kith(role));
        }
        let inside = stored.strip_prefix("<@&")?.strip_suffix('>')?;
        let (id, name) = inside.split_once('|').unwrap_or((inside, inside));
        Some(Self::Platform(RoleId::from(id), name.to_owned()))
    }

    /// The name that people know it by.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Kith(role) => role.name(),
            Self::Platform(_, name) => name,
        }
    }

    /// Whether somebody with these roles has it.
    pub(crate) fn is_among(&self, kith: &[Role], platform: &[RoleId]) -> bool {
        match self {
            Self::Kith(role) => *role == Role::Member || kith.contains(role),
            Self::Platform(id, _) => platform.contains(id),
        }
    }
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn people_are_split_by_mentions_names_and_quotes() {
        assert_eq!(
            split_people("<@U1|Bo>, @ann @\"Quiet Viper\" \"Old Fox\" cy"),
            ["<@U1|Bo>", "@ann", "@\"Quiet Viper\"", "\"Old Fox\"", "cy"]
        );
        assert_eq!(fold("@\"Quiet  Viper\""), "quiet viper");
        assert_eq!(mentioned("<@!42>", "@"), Some("42"));
        assert_eq!(mentioned("<@U1|Bo>", "@"), Some("U1"));
        assert_eq!(mentioned("@bo", "@"), None);
    }
}
