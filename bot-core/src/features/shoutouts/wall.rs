//! `/wall`: the week's shout-outs, newest first, nobody ranked.

use super::{draw, queries};
use crate::chat::Text;
use crate::command::{Reply, Role, Run, form};
use crate::context::{Asker, Context, Member};
use crate::error::Result;
use crate::features::members::queries as people;
use crate::ids::short;
use crate::moment::Span;
use crate::text::say;

/// How far back the wall goes.
const WEEK: Span = Span::days(7);
/// How many shout-outs fit on it.
const MOST: i64 = 20;

form! {
    /// Show the shout-outs of the last seven days.
    pub(crate) struct Wall = "wall", for [] {}
}

impl Run for Wall {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let codes = asker.is(Role::Lead) || asker.is(Role::Admin);
        let text = text(ctx, codes).await?;
        Ok(Reply::quiet(text.unwrap_or_else(|| say!(ctx.words, "wall-empty"))))
    }
}

/// The wall; nothing if nobody was thanked. `codes` says whether the shout-outs' codes stand on it.
pub(crate) async fn text(ctx: &mut Context, codes: bool) -> Result<Option<Text>> {
    let community = ctx.community.id;
    let platform = ctx.platform.clone();
    let given = queries::since(&mut ctx.tx, community, ctx.now - WEEK, MOST + 1).await?;
    if given.is_empty() {
        return Ok(None);
    }
    let ids: Vec<i64> = given.iter().map(|one| one.id).collect();
    let thanks = queries::thanks(&mut ctx.tx, community, &ids).await?;
    let mut people: Vec<i64> = thanks.iter().map(|(_, member)| *member).collect();
    people.extend(given.iter().filter_map(|one| one.giver));
    let people = people::by_ids(&mut ctx.tx, community, &platform, &people).await?;
    // Names, not mentions: looking at the wall must not ring anybody's bell.
    let name = |id: i64| {
        let member: Option<&Member> = people.iter().find(|member| member.id == id);
        member.map_or_else(|| say!(ctx.words, "former-member"), |member| Text::typed(&member.name))
    };
    let mut text = say!(ctx.words, "wall-title");
    for one in given.iter().take(usize::try_from(MOST).unwrap_or_default()) {
        let giver = one.giver.map_or_else(|| say!(ctx.words, "former-member"), name);
        let thanked =
            thanks.iter().filter(|(shoutout, _)| *shoutout == one.id).map(|(_, id)| name(*id)).collect();
        let mut line = draw::line(ctx.words, one, giver, thanked);
        if codes {
            let code = say!(ctx.words, "wall-code", code = Text::code(&short(one.id)));
            line = Text::join([line, code], " ");
        }
        text.line(line);
    }
    if given.len() as i64 > MOST {
        text.line(say!(ctx.words, "wall-more"));
    }
    Ok(Some(text))
}
