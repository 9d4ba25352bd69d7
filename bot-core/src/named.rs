//! Mentions in what people typed, by the names that people read, where it is handed back: nobody knows an id. What is kept
//! keeps them as they are: by them somebody is found who has another name by now. Channels stay ids, whose names may be
//! for few.

use crate::chat::{AccountId, Person, RoleId, one_line};
use crate::context::Context;
use crate::error::Result;
use crate::features::members::{mentioned, queries as people};

/// No mention is longer.
const LONGEST: usize = 80;
/// Each is a question to the database, and a long text may hold hundreds.
const MOST: usize = 25;

/// What somebody typed, with everybody and every role that is mentioned in it by name. What is not known stays as it is.
pub(crate) async fn by_name(ctx: &mut Context, described: &[Person], typed: &str) -> Result<String> {
    if !typed.contains("<@") {
        return Ok(typed.to_owned());
    }
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    let roles = people::platform_role_names(&mut ctx.tx, community, &platform).await?;
    let (mut named, mut rest, mut looked) = (String::with_capacity(typed.len()), typed, 0);
    while let Some(at) = rest.find("<@") {
        named.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find('>').map(|end| end + 1).filter(|end| *end <= LONGEST && looked < MOST);
        looked += 1;
        let name = match end {
            Some(end) => name(ctx, described, &roles, &rest[..end]).await?,
            None => None,
        };
        let (name, end) = name.zip(end).unwrap_or_else(|| ("<@".to_owned(), 2));
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
    roles: &[(RoleId, String)],
    mention: &str,
) -> Result<Option<String>> {
    if let Some(id) = mentioned(mention, "@&") {
        let role = roles.iter().find(|(role, _)| role.as_str() == id);
        return Ok(role.map(|(_, name)| at(name)));
    }
    let Some(id) = mentioned(mention, "@") else { return Ok(None) };
    let described = described.iter().find(|person| person.account.as_str() == id);
    if let Some(name) = described.and_then(|person| person.name.as_deref()) {
        return Ok(Some(at(name)));
    }
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    let known = people::by_account(&mut ctx.tx, community, &platform, &AccountId::from(id)).await?;
    Ok(known.filter(|member| member.name != id).map(|member| at(&member.name)))
}

fn at(name: &str) -> String {
    format!("@{}", one_line(name))
}
