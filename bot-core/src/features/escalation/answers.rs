//! `/answers`: answers that were remembered, found by words or by topic.

use super::fields::Known;
use super::queries;
use super::similar;
use crate::chat::Text;
use crate::command::fields::Short;
use crate::command::{Reply, Role, Run, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::features::audit::{self, Action};
use crate::features::topics::Topic;
use crate::ids::short;
use crate::text::say;

/// So many are shown.
const MOST: usize = 5;
/// Whoever searches sees what shares a little.
const ALIKE: f64 = 0.15;

form! {
    /// Find answers that were given here before.
    pub(crate) struct Answers = "answers", for [] {
        /// What are you looking for? The newest ones if you leave it out
        search: Option<Short<200>>,
        /// Only about this topic
        topic: Option<Topic>,
    }
}

form! {
    /// Let an answer be remembered no longer: your own, or any as a lead or an admin.
    pub(crate) struct Forget = "answer forget", for [] {
        /// Which one? Its code is at the end of its line
        answer: Known,
    }
}

impl Run for Answers {
    async fn run(self, _asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let topic = self.topic.map(|topic| topic.id);
        let mut found = match &self.search {
            Some(search) => similar::remembered(ctx, &search.0, ALIKE, MOST * 4).await?,
            None => queries::latest(&mut ctx.tx, community, topic, MOST as i64).await?,
        };
        found.retain(|one| topic.is_none() || one.topic == topic);
        if found.is_empty() {
            return Ok(Reply::quiet(say!(ctx.words, "answers-none", how = Text::code("/ask"))));
        }
        let mut text = say!(ctx.words, "answers-title");
        for one in found.iter().take(MOST) {
            let what = similar::line(ctx, one).await?;
            let code = Text::code(&short(one.id));
            text.line(say!(ctx.words, "answers-line", what = what, n = one.helped, code = code));
        }
        Ok(Reply::quiet(text))
    }
}

impl Run for Forget {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let found = queries::remembered(&mut ctx.tx, community, &[self.answer.0]).await?.pop();
        let Some(one) = found else { return Err(say!(ctx.words, "question-gone").into()) };
        let me = Some(asker.member.id);
        let is_own = one.asker == me || one.answerer == me;
        if !is_own && !asker.is(Role::Lead) && !asker.is(Role::Admin) {
            return Err(say!(ctx.words, "answer-not-yours").into());
        }
        queries::forget_answer(&mut ctx.tx, community, one.id).await?;
        if !is_own {
            audit::note(ctx, me, Action::AnswerForgotten, one.answerer, &short(one.id)).await?;
        }
        Ok(Reply::quiet(say!(ctx.words, "answer-forgotten")))
    }
}
