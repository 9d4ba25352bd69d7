//! `/link`: a code on one platform, the code typed on the other, and a question to both.

use super::code::{self, GOOD, MOST_WRONG};
use super::queries::{self, Link as Open, Side, What};
use super::{answer, communities, people};
use crate::chat::{Effect, Message, Text};
use crate::command::fields::Short;
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Context};
use crate::error::{Error, Result};
use crate::text::say;

/// Codes are shorter; people paste blanks with them.
const LONGEST: usize = 40;

/// A code, as it is typed.
pub(super) type Typed = Short<LONGEST>;

form! {
    /// Be one person here, by your accounts on two platforms.
    pub(crate) struct Link = "link", for [] {
        /// The code that Kith gave you on the other platform; leave it out to get one
        code: Option<Typed>,
    }
}

impl Run for Link {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        run(asker, ctx, What::Persons, self.code).await
    }
}

/// Gives a code, or uses one.
pub(super) async fn run(asker: &Asker, ctx: &mut Context, what: What, typed: Option<Typed>) -> Result<Reply> {
    let me = side(asker, ctx);
    queries::prune(&mut ctx.tx, ctx.now).await?;
    match typed {
        Some(typed) => use_code(ctx, me, what, &typed.0).await,
        None => give_code(ctx, me, what).await,
    }
}

/// The asker, as one side of a link.
pub(super) fn side(asker: &Asker, ctx: &Context) -> Side {
    Side {
        community: ctx.community.id,
        member: asker.member.id,
        platform: ctx.platform.clone(),
        account: asker.member.account.clone(),
    }
}

async fn give_code(ctx: &mut Context, me: Side, what: What) -> Result<Reply> {
    if let Some(link) = queries::waiting(&mut ctx.tx, what, &me, ctx.now).await? {
        return Ok(Reply::Ephemeral(answer::question(ctx, &link, &me).await?));
    }
    let code = code::new();
    let link = Open { id: ctx.id(), what, first: me, other: None, kept: None };
    queries::open(&mut ctx.tx, &link, &code::fingerprint(&code), ctx.now + GOOD).await?;
    let (minutes, how) = (GOOD.0 / 60_000, how(what, &code));
    let code = Text::strong(&code);
    // The code itself is kept nowhere: whoever is asked for the same again says that it was given.
    ctx.kept = Some(Reply::quiet(say!(ctx.words, "link-code-was-given", how = Text::code(command(what)))));
    Ok(Reply::quiet(match what {
        What::Communities => say!(ctx.words, "community-link-code", code = code, how = how, n = minutes),
        What::Persons => say!(ctx.words, "link-code", code = code, how = how, n = minutes),
    }))
}

/// The command by which codes are given and used.
pub(super) fn command(what: What) -> &'static str {
    match what {
        What::Communities => "/community link",
        What::Persons => "/link",
    }
}

/// How a code is used.
fn how(what: What, code: &str) -> Text {
    // What commands begin with is another thing on another platform.
    Text::code(&format!("{} {code}", command(what).trim_start_matches('/')))
}

async fn use_code(ctx: &mut Context, me: Side, what: What, typed: &str) -> Result<Reply> {
    let minutes = GOOD.0 / 60_000;
    let wrong = queries::wrong_codes(&mut ctx.tx, &me, ctx.now - GOOD).await?;
    if wrong >= MOST_WRONG {
        return Err(say!(ctx.words, "link-too-many", n = minutes).into());
    }
    let Some(link) = queries::by_code(&mut ctx.tx, what, &code::fingerprint(typed), ctx.now).await? else {
        queries::note_wrong(&mut ctx.tx, &me, wrong + 1, ctx.now).await?;
        let (typed, how, left) = (Text::typed(typed), Text::code(command(what)), MOST_WRONG - wrong - 1);
        // Not refused: what is refused leaves no trace, and this one counts.
        return Ok(Reply::quiet(say!(ctx.words, "link-wrong-code", typed = typed, how = how, n = left)));
    };
    let (obstacle, kept) = match what {
        What::Communities => communities::decide(ctx, &link.first, &me).await?,
        What::Persons => (people::obstacle(ctx, &link.first, &me).await?, None),
    };
    if let Some(why) = obstacle {
        return Err(Error::Refused(why));
    }
    if !queries::take(&mut ctx.tx, link.id, &me, kept, ctx.now + GOOD).await? {
        return Err(say!(ctx.words, "link-gone", how = Text::code(command(what))).into());
    }
    queries::note_wrong(&mut ctx.tx, &me, 0, ctx.now).await?;
    let link = Open { other: Some(me.clone()), kept, ..link };
    let how = Text::code(command(what));
    let mut told = answer::about(ctx, &link, &link.first).await?;
    told.line(say!(ctx.words, "link-answer-there", how = how, n = minutes));
    let effect = Effect::Direct { to: link.first.account.clone(), message: Message::new(told) };
    ctx.send_in(link.first.community, &link.first.platform, &effect, None).await?;
    Ok(Reply::Ephemeral(answer::question(ctx, &link, &me).await?))
}
