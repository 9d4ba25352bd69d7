//! `/leaderboard`: off until an admin turns it on.

use super::queries;
use crate::chat::Text;
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::features::members;
use crate::text::say;

/// How many days it looks back.
const DAYS: i64 = 28;
/// How many people it names.
const MOST: i64 = 10;

form! {
    /// Show who contributed most in the last four weeks, where an admin turned this on.
    pub(crate) struct Leaderboard = "leaderboard", for [] {}
}

impl Run for Leaderboard {
    async fn run(self, _asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        if !ctx.community.settings.leaderboard {
            let how = Text::code("/settings leaderboard:on");
            return Err(say!(ctx.words, "leaderboard-off", how = how).into());
        }
        let community = ctx.community.id;
        let platform = ctx.platform.clone();
        let first = crate::moment::Day(ctx.today().0 - DAYS + 1);
        let most = queries::most(&mut ctx.tx, community, first, MOST).await?;
        if most.is_empty() {
            return Ok(Reply::quiet(say!(ctx.words, "leaderboard-empty")));
        }
        let ids: Vec<i64> = most.iter().map(|(member, _)| *member).collect();
        let people = members::queries::by_ids(&mut ctx.tx, community, &platform, &ids).await?;
        let mut text = say!(ctx.words, "leaderboard-title");
        for (place, (id, points)) in (1..).zip(most) {
            let (place, points): (i64, i64) = (place, points);
            let name = people.iter().find(|member| member.id == id).map(|member| Text::typed(&member.name));
            let name = name.unwrap_or_default();
            text.line(say!(ctx.words, "leaderboard-line", place = place, name = name, points = points));
        }
        text.line(say!(ctx.words, "leaderboard-how"));
        Ok(Reply::quiet(text))
    }
}
