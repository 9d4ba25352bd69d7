//! Remembering an answer, if its asker says so: the next one who asks the same is shown it first.

use super::fields::Pressed;
use super::queries::{self, Escalation, Remembered};
use super::rules::{Obstacle, State};
use super::{change, similar, thread};
use crate::chat::Text;
use crate::command::fields::Long;
use crate::command::{Menu, Reply, Run, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::text::say;

form! {
    /// Let the answer to your question be found by others.
    pub(crate) struct Remember = "question remember", for [], in Menu::Hidden, "" {
        /// Which question?
        question: Pressed,
    }
}

form! {
    /// Let the answer to your question be found by others, in your words.
    pub(crate) struct RememberWith = "question remember with", for [], in Menu::Hidden, "" {
        /// Which question?
        question: Pressed,
        /// What was the answer, in a sentence or two? Everybody here can find it
        answer: Long<800>,
    }
}

impl Run for Remember {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        remember(self.question.0, "", asker, ctx).await
    }
}

impl Run for RememberWith {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        remember(self.question.0, &self.answer.0, asker, ctx).await
    }
}

async fn remember(mut one: Escalation, answer: &str, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
    let community = ctx.community.id;
    if one.asker != Some(asker.member.id) {
        return Err(change::explain(ctx, Obstacle::NotYours));
    }
    if one.state != State::Resolved || one.private || one.question.is_empty() {
        return Err(change::explain(ctx, Obstacle::NotNow));
    }
    if queries::is_remembered(&mut ctx.tx, community, one.id).await? {
        return Err(say!(ctx.words, "remember-already").into());
    }
    let known = thread::known(ctx, &mut one).await?;
    let Some(at) = one.answer.clone().or(known) else {
        return Err(change::explain(ctx, Obstacle::NotNow));
    };
    let remembered = Remembered {
        id: one.id,
        question: one.question.clone(),
        answer: answer.to_owned(),
        topic: one.topic,
        asker: one.asker,
        answerer: one.answered_by,
        platform: one.platform.clone(),
        at,
        made: ctx.now,
        helped: 0,
    };
    let terms = similar::terms(ctx, &format!("{} {answer}", one.question));
    queries::remember(&mut ctx.tx, community, &remembered, &terms).await?;
    // The message that thanks whoever answered stays as it is, for everybody.
    Ok(Reply::quiet(say!(ctx.words, "remembered", how = Text::code("/answers"))))
}
