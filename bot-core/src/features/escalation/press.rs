//! The buttons under a question: taking it, passing it on, answered, solved, not yet, never mind.

use super::climb::{self, Climbed};
use super::fields::{Pressed, Under};
use super::queries::{self, Escalation};
use super::rules::{Act, Actor, State};
use super::settled::{self, COVERED};
use super::{change, draw, mark, thread};
use crate::chat::{Button, ButtonStyle, Message, Text};
use crate::command::{Menu, Reply, Run, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::features::experts;
use crate::text::say;

form! {
    /// Take a question.
    pub(crate) struct Take = "question take", for [], in Menu::Hidden, "" {
        /// Which question?
        question: Pressed,
        /// Under which message?
        under: Option<Under>,
    }
}

form! {
    /// Pass a question on.
    pub(crate) struct NotNow = "question not now", for [], in Menu::Hidden, "" {
        /// Which question?
        question: Pressed,
        /// Under which message?
        under: Option<Under>,
    }
}

form! {
    /// Say that a question is not your area.
    pub(crate) struct NotMine = "question not mine", for [], in Menu::Hidden, "" {
        /// Which question?
        question: Pressed,
        /// Under which message?
        under: Option<Under>,
    }
}

form! {
    /// Say that a question is answered.
    pub(crate) struct Answered = "question answered", for [], in Menu::Hidden, "" {
        /// Which question?
        question: Pressed,
        /// Under which message?
        under: Option<Under>,
    }
}

form! {
    /// Say that your question is solved.
    pub(crate) struct Solved = "question solved", for [], in Menu::Hidden, "" {
        /// Which question?
        question: Pressed,
        /// Under which message?
        under: Option<Under>,
    }
}

form! {
    /// Say that an answer did not help yet.
    pub(crate) struct NotYet = "question not yet", for [], in Menu::Hidden, "" {
        /// Which question?
        question: Pressed,
        /// Under which message?
        under: Option<Under>,
    }
}

form! {
    /// Take a question back.
    pub(crate) struct Withdraw = "question withdraw", for [], in Menu::Hidden, "" {
        /// Which question?
        question: Pressed,
        /// Under which message?
        under: Option<Under>,
    }
}

/// What the message says whose button was pressed, now that it was.
async fn instead(
    ctx: &mut Context,
    one: &mut Escalation,
    under: Under,
    asker: i64,
    words: Text,
) -> Result<Reply> {
    let message = match under {
        Under::Card if one.private => draw::private_card(ctx, one).await?,
        Under::Card => draw::card(ctx, one).await?,
        Under::Channel => draw::in_channel(ctx, one, ctx.platform == one.platform).await?,
        Under::Asking => match settled::post_for(ctx, one, asker).await? {
            Some(post) => settled::asking(ctx, one, post).await?,
            None => Message::new(words),
        },
        Under::Other => Message::new(words),
    };
    Ok(Reply::Update(message))
}

impl Run for Take {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let (Pressed(mut one), under) = (self.question, self.under.unwrap_or(Under::Other));
        let (community, me) = (ctx.community.id, asker.member.id);
        let actor = change::actor(ctx, asker, &one).await?;
        let there = thread::member(ctx, &one, Some(me)).await?;
        if one.private && there.is_none_or(|there| !there.here) {
            let platform = Text::words(one.platform.shown());
            return Err(say!(ctx.words, "question-elsewhere", platform = platform).into());
        }
        change::change(ctx, &mut one, Act::Take, actor).await?;
        queries::replied(&mut ctx.tx, community, one.id, me, "claimed", ctx.now).await?;
        // Half an hour is enough to press a button, and not to answer.
        let ends = climb::ends(ctx, &one).max(ctx.now + climb::LEAST_TO_ANSWER);
        one.due = Some(ends);
        let pressed = match under {
            Under::Asking => settled::post_for(ctx, &one, me).await?,
            Under::Channel => settled::post_in_channel(ctx, &one).await?,
            _ => None,
        };
        let who = experts::named(ctx, &asker.member).await?;
        let until = ctx.words.moment(ends, ctx.community.settings.zone);
        let words = say!(ctx.words, "question-taken-by", who = who, until = until);
        if one.private {
            thread::open_private(ctx, &mut one).await?;
        } else {
            let mut message = Message::new(words.clone());
            message.buttons.extend(draw::owing(ctx, &one, Under::Other));
            thread::say(ctx, &mut one, message).await?;
        }
        settled::spare(ctx, &one, COVERED, pressed).await?;
        if under != Under::Card && !one.private {
            thread::rewrite_card(ctx, &mut one).await?;
        }
        change::save(ctx, &mut one).await?;
        instead(ctx, &mut one, under, me, words).await
    }
}

impl Run for NotNow {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        pass(self.question, self.under, asker, ctx, "not-now").await
    }
}

impl Run for NotMine {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        pass(self.question, self.under, asker, ctx, "not-mine").await
    }
}

/// Somebody who was asked, or who took it, passes it on.
async fn pass(
    question: Pressed,
    under: Option<Under>,
    asker: &Asker,
    ctx: &mut Context,
    reply: &str,
) -> Result<Reply> {
    let (Pressed(mut one), under) = (question, under.unwrap_or(Under::Other));
    let (community, me) = (ctx.community.id, asker.member.id);
    let gives_back = one.state == State::Claimed && one.claimed_by == Some(me);
    let asked = queries::asked(&mut ctx.tx, community, one.id).await?;
    if gives_back {
        let actor = change::actor(ctx, asker, &one).await?;
        change::change(ctx, &mut one, Act::Release, actor).await?;
    } else if one.state != State::Open {
        let obstacle = if one.state.is_closed() {
            super::rules::Obstacle::Closed
        } else {
            super::rules::Obstacle::Taken
        };
        return Err(change::explain(ctx, obstacle));
    } else if asked.iter().all(|asked| asked.member != me || asked.reply.is_some()) {
        return Err(change::explain(ctx, super::rules::Obstacle::NotYours));
    }
    queries::replied(&mut ctx.tx, community, one.id, me, reply, ctx.now).await?;
    if reply == "not-mine" {
        queries::not_area(&mut ctx.tx, community, me, one.topic, one.channel, ctx.now).await?;
    }
    let words = say!(ctx.words, "question-passed", who = asker.member.mention());
    // Before it climbs on, so that what they see is theirs.
    let told = instead(ctx, &mut one, under, me, words.clone()).await?;
    let others_wait = asked.iter().any(|asked| asked.member != me && asked.reply.is_none());
    if gives_back {
        thread::say(ctx, &mut one, Message::new(words)).await?;
        settled::leave_private(ctx, &mut one).await?;
        thread::rewrite_card(ctx, &mut one).await?;
    }
    if gives_back || !others_wait {
        climb::climb(ctx, &mut one).await?;
    }
    change::save(ctx, &mut one).await?;
    Ok(told)
}

impl Run for Answered {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let (Pressed(mut one), under) = (self.question, self.under.unwrap_or(Under::Other));
        let me = asker.member.id;
        let actor = change::actor(ctx, asker, &one).await?;
        let at = mark::last_by(ctx, &mut one, Some(me)).await?;
        change::change(ctx, &mut one, Act::Answer(me), actor).await?;
        one.answer = at.map(|(_, at)| at);
        let pressed = one.card.filter(|_| under == Under::Card);
        mark::ask_whether(ctx, &mut one, pressed).await?;
        change::save(ctx, &mut one).await?;
        let words = say!(ctx.words, "question-answered-by", who = experts::named(ctx, &asker.member).await?);
        instead(ctx, &mut one, under, me, words).await
    }
}

impl Run for Solved {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let (Pressed(mut one), under) = (self.question, self.under.unwrap_or(Under::Other));
        let actor = change::actor(ctx, asker, &one).await?;
        if one.state != State::Answered && !one.state.is_closed() {
            // Whoever wrote last in the thread, or took it, is whom it is owed to.
            let owed = one.claimed_by;
            let last = mark::last_by(ctx, &mut one, owed).await?;
            let who = last.as_ref().map(|(who, _)| *who);
            if let Some(who) = who.filter(|who| Some(*who) != one.asker) {
                change::change(ctx, &mut one, Act::Answer(who), Actor::Kith).await?;
                one.answer = last.map(|(_, at)| at);
            }
        }
        change::change(ctx, &mut one, Act::Solve, actor).await?;
        change::credit(ctx, &one).await?;
        settled::spare(ctx, &one, COVERED, None).await?;
        let message = solved(ctx, &one).await?;
        if under == Under::Card {
            thread::say(ctx, &mut one, message.clone()).await?;
        } else {
            thread::rewrite_card(ctx, &mut one).await?;
        }
        change::save(ctx, &mut one).await?;
        match under {
            Under::Card => instead(ctx, &mut one, under, asker.member.id, Text::default()).await,
            _ => Ok(Reply::Update(message)),
        }
    }
}

/// What the thread says once a question is solved, with what the asker may do now.
pub(super) async fn solved(ctx: &mut Context, one: &Escalation) -> Result<Message> {
    let helper = thread::member(ctx, one, one.answered_by).await?;
    let Some(helper) = helper else { return Ok(Message::new(say!(ctx.words, "question-solved"))) };
    let who = experts::named(ctx, &helper).await?;
    let mut message = Message::new(say!(ctx.words, "question-solved-by", who = who));
    let thanks = say!(ctx.words, "button-thank", name = Text::typed(&helper.name)).to_string();
    let to = format!("<@{}>", helper.account);
    message.buttons.push(Button::new(thanks, "shoutout", "to", &to).style(ButtonStyle::Primary));
    if !one.private && !one.question.is_empty() {
        let remember = say!(ctx.words, "button-remember");
        message.buttons.push(draw::button(one, remember, "question remember", Under::Other));
        let with = say!(ctx.words, "button-remember-with");
        message.buttons.push(draw::button(one, with, "question remember with", Under::Other));
    }
    Ok(message)
}

impl Run for NotYet {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let (Pressed(mut one), under) = (self.question, self.under.unwrap_or(Under::Other));
        let actor = change::actor(ctx, asker, &one).await?;
        change::change(ctx, &mut one, Act::NotYet, actor).await?;
        settled::leave_private(ctx, &mut one).await?;
        let climbed = climb::climb(ctx, &mut one).await?;
        thread::rewrite_card(ctx, &mut one).await?;
        change::save(ctx, &mut one).await?;
        let words = match climbed {
            Climbed::Nobody => say!(ctx.words, "question-not-yet-nobody"),
            _ => say!(ctx.words, "question-not-yet"),
        };
        instead(ctx, &mut one, under, asker.member.id, words).await
    }
}

impl Run for Withdraw {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let (Pressed(mut one), under) = (self.question, self.under.unwrap_or(Under::Other));
        let actor = change::actor(ctx, asker, &one).await?;
        change::change(ctx, &mut one, Act::Withdraw, actor).await?;
        settled::spare(ctx, &one, COVERED, None).await?;
        if under != Under::Card {
            thread::rewrite_card(ctx, &mut one).await?;
        }
        change::save(ctx, &mut one).await?;
        instead(ctx, &mut one, under, asker.member.id, say!(ctx.words, "question-withdrawn")).await
    }
}
