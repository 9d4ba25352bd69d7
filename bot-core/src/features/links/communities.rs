//! Two communities become one.

use super::queries::{self, Seen, Side, What};
use super::{link, people};
use crate::chat::{Message, Text};
use crate::command::Role;
use crate::context::{Community, Context};
use crate::error::{Error, Result};
use crate::features::settings::{Settings, queries as settings};
use crate::features::{audit, digest, learning, members};
use crate::text::{Words, grouped, say};

/// Why the communities of these two cannot be one, or else which of them takes the other in.
pub(super) async fn decide(
    ctx: &mut Context,
    first: &Side,
    me: &Side,
) -> Result<(Option<Text>, Option<i64>)> {
    if first.community == me.community {
        return Ok((Some(say!(ctx.words, "community-link-already")), None));
    }
    let Some((there, here)) = both(ctx, first, me).await? else {
        let how = Text::code(link::command(What::Communities));
        return Ok((Some(say!(ctx.words, "link-gone", how = how)), None));
    };
    let twice = there.servers.iter().find(|one| here.servers.iter().any(|two| one.platform == two.platform));
    if let Some(twice) = twice {
        let platform = Text::words(twice.platform.shown());
        return Ok((Some(say!(ctx.words, "community-link-one-a-platform", platform = platform)), None));
    }
    Ok((None, Some(larger(&there, &here))))
}

/// The one with more people takes the other in; of two alike, the older one.
fn larger(one: &Seen, two: &Seen) -> i64 {
    let rank = |seen: &Seen| (-seen.people, seen.made, seen.id);
    if rank(one) < rank(two) { one.id } else { two.id }
}

async fn both(ctx: &mut Context, other: &Side, me: &Side) -> Result<Option<(Seen, Seen)>> {
    let there = queries::seen(&mut ctx.tx, other.community).await?;
    let here = queries::seen(&mut ctx.tx, me.community).await?;
    Ok(there.zip(here))
}

fn platforms(words: Words, seen: &Seen) -> Text {
    words.list(seen.servers.iter().map(|server| Text::words(server.platform.shown())).collect())
}

/// A community by its name, and where it is: another may have the same name.
fn named(words: Words, seen: &Seen) -> Text {
    say!(words, "community-link-side", name = Text::typed(&seen.name), platforms = platforms(words, seen))
}

/// The same, and how many people are in it.
fn described(words: Words, seen: &Seen) -> Text {
    say!(
        words,
        "community-link-one",
        name = Text::typed(&seen.name),
        platforms = platforms(words, seen),
        n = seen.people,
        shown = grouped(seen.people)
    )
}

/// What would become one, by whom, and what would come of it.
pub(super) async fn about(ctx: &mut Context, other: &Side, me: &Side, kept: Option<i64>) -> Result<Text> {
    let Some((there, here)) = both(ctx, other, me).await? else {
        let how = Text::code(link::command(What::Communities));
        return Err(say!(ctx.words, "link-gone", how = how).into());
    };
    let who = people::name_there(ctx, other).await?;
    let (stays, goes) = if kept == Some(there.id) { (&there, &here) } else { (&here, &there) };
    let mut text = say!(
        ctx.words,
        "community-link-ask",
        there = described(ctx.words, &there),
        here = described(ctx.words, &here),
        who = who,
        account = Text::code(other.account.as_str())
    );
    let (stays, goes) = (named(ctx.words, stays), named(ctx.words, goes));
    text.line(say!(ctx.words, "community-link-ask-what", stays = stays, goes = goes));
    Ok(text)
}

/// Makes the two communities one, and what the asker is told; refused if that is no longer possible.
pub(super) async fn become_one(
    ctx: &mut Context,
    me: &Side,
    other: &Side,
    kept: Option<i64>,
) -> Result<Text> {
    let (one, two) = (me.community.min(other.community), me.community.max(other.community));
    for community in [one, two] {
        queries::alone(&mut ctx.tx, community).await?;
    }
    if let (Some(why), _) = decide(ctx, other, me).await? {
        return Err(Error::Refused(why));
    }
    let roles = members::queries::roles_of(&mut ctx.tx, other.community, other.member).await?;
    if !roles.contains(&Role::Admin) {
        return Err(
            say!(ctx.words, "community-link-no-admin", who = people::name_there(ctx, other).await?).into()
        );
    }
    let kept = kept.unwrap_or(one);
    let gone = if kept == one { two } else { one };
    let names = both(ctx, other, me).await?;
    let taken_in = names.map(|(there, here)| if there.id == gone { there.name } else { here.name });
    queries::bring(&mut ctx.tx, gone, kept).await?;
    enter(ctx, kept).await?;
    members::remap(ctx).await?;
    digest::reschedule(ctx).await?;
    // What the smaller one had learned stays only where the larger one lets Kith learn.
    if ctx.community.settings.learning {
        learning::begin(ctx).await?;
    } else {
        learning::end(ctx).await?;
    }
    let detail = taken_in.unwrap_or_default();
    audit::note(ctx, Some(me.member), audit::Action::CommunitiesLinked, Some(other.member), &detail).await?;
    let name = ctx.community.name.clone();
    let done =
        say!(ctx.words, "community-link-done", name = Text::typed(&name), how = Text::code("/settings"));
    members::write_to(ctx, other.member, Message::new(done.clone())).await?;
    Ok(done)
}

/// From now on, it all happens in this community.
async fn enter(ctx: &mut Context, community: i64) -> Result<()> {
    let name = queries::seen(&mut ctx.tx, community).await?.map(|seen| seen.name).unwrap_or_default();
    let settings = Settings::read(settings::all(&mut ctx.tx, community).await?);
    ctx.words = Words::of(&settings.language);
    ctx.community = Community { id: community, name, settings };
    Ok(())
}
