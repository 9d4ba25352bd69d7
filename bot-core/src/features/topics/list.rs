//! `/topic list`: what can be asked about, who knows it, and what else is talked about.

use super::{queries, suggest};
use crate::chat::Text;
use crate::command::{Reply, Role, Run, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::text::say;

form! {
    /// Show the topics about which people can be asked here.
    pub(crate) struct List = "topic list", for [] {}
}

impl Run for List {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let all = queries::all(&mut ctx.tx, community).await?;
        let standing: Vec<_> = all.iter().filter(|one| !one.retired && one.merged.is_none()).collect();
        let mut text = if standing.is_empty() {
            say!(ctx.words, "topics-empty")
        } else {
            say!(ctx.words, "topics-title")
        };
        for one in standing {
            let others =
                all.iter().filter(|other| other.merged == Some(one.id)).map(|other| Text::typed(&other.name));
            let others = ctx.words.list(others.collect());
            let name = Text::typed(&one.name);
            text.line(say!(ctx.words, "topics-line", name = name, n = one.experts));
            if !others.is_empty() {
                text.line(say!(ctx.words, "topics-line-also", names = others));
            }
        }
        if asker.is(Role::Lead) || asker.is(Role::Admin) {
            let ideas = suggest::ideas(ctx, &all).await?;
            let words = suggest::words(ctx, &all, &ideas).await?;
            let list =
                |ideas: &[String]| ctx.words.list(ideas.iter().map(|idea| Text::typed(idea)).collect());
            if !words.is_empty() {
                text.line(say!(ctx.words, "topics-words", words = list(&words)));
            }
            if !ideas.is_empty() {
                text.line(say!(
                    ctx.words,
                    "topics-ideas",
                    ideas = list(&ideas),
                    how = Text::code("/topic add")
                ));
            }
        }
        Ok(Reply::quiet(text))
    }
}
