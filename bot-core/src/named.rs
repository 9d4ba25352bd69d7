//! Mentions in what people typed, by the names that people read: nobody knows an id.

use std::borrow::Cow;

use crate::chat::{AccountId, ChannelId, Person, one_line};
use crate::command::{Answers, FieldSpec, Invocation, Widget};
use crate::context::Context;
use crate::error::Result;
use crate::features::members::{mentioned, queries as people};

/// No mention is longer.
const LONGEST: usize = 80;
/// Each is a question to the database, and a long text may hold hundreds.
const MOST: usize = 25;

/// The answers, with everything by name that is mentioned in prose.
pub(crate) async fn prose<'a>(
    ctx: &mut Context,
    invocation: &'a Invocation,
    fields: &[FieldSpec],
) -> Result<Cow<'a, Answers>> {
    let mut answers = Cow::Borrowed(&invocation.answers);
    for field in fields.iter().filter(|field| matches!(field.widget, Widget::LongText(_))) {
        let Some(typed) = invocation.answers.get(field.name).filter(|typed| typed.contains('<')) else {
            continue;
        };
        let named = by_name(ctx, &invocation.people, typed).await?;
        if named != typed {
            answers.to_mut().set(field.name, named);
        }
    }
    Ok(answers)
}

/// What somebody typed, with everything that is mentioned in it by name. What is not known stays as it is.
pub(crate) async fn by_name(ctx: &mut Context, described: &[Person], typed: &str) -> Result<String> {
    let (mut named, mut rest, mut looked) = (String::with_capacity(typed.len()), typed, 0);
    while let Some(at) = rest.find('<') {
        named.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find('>').map(|end| end + 1).filter(|end| *end <= LONGEST && looked < MOST);
        let name = match end {
            Some(end) => name(ctx, described, &rest[..end], &mut looked).await?,
            None => None,
        };
        let (name, end) = name.zip(end).unwrap_or_else(|| ("<".to_owned(), 1));
        named.push_str(&name);
        rest = &rest[end..];
    }
    named.push_str(rest);
    Ok(named)
}

/// Who or what a mention means.
async fn name(
    ctx: &mut Context,
    described: &[Person],
    mention: &str,
    looked: &mut usize,
) -> Result<Option<String>> {
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    *looked += 1;
    if let Some(id) = mentioned(mention, "@&") {
        let roles = people::platform_role_names(&mut ctx.tx, community, &platform).await?;
        let role = roles.into_iter().find(|(role, _)| role.as_str() == id);
        return Ok(role.map(|(_, name)| at('@', &name)));
    }
    if let Some(id) = mentioned(mention, "@") {
        let described = described.iter().find(|person| person.account.as_str() == id);
        if let Some(name) = described.and_then(|person| person.name.as_deref()) {
            return Ok(Some(at('@', name)));
        }
        let known = people::by_account(&mut ctx.tx, community, &platform, &AccountId::from(id)).await?;
        return Ok(known.map(|member| at('@', &member.name)));
    }
    let Some(id) = mentioned(mention, "#") else {
        *looked -= 1;
        return Ok(None);
    };
    let known =
        people::channel_by_platform_id(&mut ctx.tx, community, &platform, &ChannelId::from(id)).await?;
    Ok(known.map(|channel| at('#', &channel.name)))
}

/// A name behind its sign.
fn at(sign: char, name: &str) -> String {
    format!("{sign}{}", one_line(name))
}
