//! `/questions`: what waits for an answer, oldest first, for leads and experts.

use super::draw;
use super::fields::Under;
use super::queries::{self, Escalation};
use super::rules::State;
use super::thread;
use crate::chat::{ButtonStyle, Message, MessageRef, Text, one_line};
use crate::command::{Field, Reply, Run, Widget, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::features::learning::queries::questions as asked;
use crate::features::members::queries as people;
use crate::moment::Span;
use crate::text::say;

/// So many are shown of each kind.
const MOST: usize = 10;
/// So far back are questions in channels shown.
const BACK: Span = Span::days(14);
/// A question is left to the channel for so long before it counts as unanswered.
const PATIENCE: Span = Span::hours(1);
/// So much of a question is shown.
const SHOWN: usize = 90;

/// Which questions.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Which {
    /// Those that nobody answered in channels.
    Channels,
    /// Those that the asker of the list asked, took, or is asked.
    Mine,
    /// Those that climb.
    Open,
}

const WHICH: &[&str] = &["open", "mine", "channels"];

impl Field for Which {
    const WIDGET: Widget = Widget::Choice(WHICH);

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        match answer.to_lowercase().as_str() {
            "open" => Ok(Self::Open),
            "mine" => Ok(Self::Mine),
            "channels" => Ok(Self::Channels),
            _ => {
                let known = WHICH.iter().map(|word| Text::code(word)).collect();
                let known = ctx.words.either(known);
                Err(say!(ctx.words, "not-one-of", typed = Text::typed(answer), known = known).into())
            }
        }
    }
}

form! {
    /// Show what waits for an answer, oldest first.
    pub(crate) struct Questions = "questions", for [Lead, Expert, Staff, Admin] {
        /// Which ones? All of them if you leave it out
        which: Option<Which>,
    }
}

impl Run for Questions {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let mut text = Text::default();
        let wanted = |which| self.which.is_none_or(|one| one == which);
        if wanted(Which::Mine) {
            text.line(climbing(ctx, asker, true).await?);
        }
        if wanted(Which::Open) {
            text.line(climbing(ctx, asker, false).await?);
        }
        if wanted(Which::Channels) {
            text.line(in_channels(ctx).await?);
        }
        Ok(Reply::quiet(if text.is_empty() { say!(ctx.words, "questions-none") } else { text }))
    }
}

/// Questions that climb; one's own, or everybody's.
async fn climbing(ctx: &mut Context, asker: &Asker, mine: bool) -> Result<Text> {
    let community = ctx.community.id;
    let mut found = queries::open(&mut ctx.tx, community, asker.member.id, mine, 100).await?;
    if !mine {
        // What is one's own stands above.
        let me = Some(asker.member.id);
        found.retain(|one| one.asker != me && one.claimed_by != me);
    }
    let mut lines = Text::default();
    for one in found.iter_mut().take(MOST) {
        lines.line(line(ctx, one, asker.member.id).await?);
    }
    if lines.is_empty() {
        return Ok(lines);
    }
    let more = found.len().saturating_sub(MOST);
    if more > 0 {
        lines.line(say!(ctx.words, "details-questions-more", n = more));
    }
    let title = if mine { say!(ctx.words, "questions-mine") } else { say!(ctx.words, "questions-open") };
    Ok(Text::join([Text::strong(&title.to_string()), lines], "\n"))
}

/// So many questions stand on somebody's page.
const ON_A_PAGE: usize = 5;

/// The open questions that concern a member, oldest first, each as it stands on their page; what they are asked has the buttons
/// by which they answer.
pub(crate) async fn on_page(ctx: &mut Context, member: i64) -> Result<Vec<Message>> {
    let community = ctx.community.id;
    let found = queries::open(&mut ctx.tx, community, member, true, ON_A_PAGE as i64).await?;
    let mut shown = Vec::with_capacity(found.len());
    for mut one in found {
        let mut message = Message::new(line(ctx, &mut one, member).await?);
        let asked = queries::asked(&mut ctx.tx, community, one.id).await?;
        let waits = asked.iter().any(|asked| asked.member == member && asked.reply.is_none());
        if one.state == State::Claimed && one.claimed_by == Some(member) {
            message.buttons.extend(draw::owing(ctx, &one, Under::Other));
        } else if one.state == State::Open && waits {
            let take = draw::button(&one, say!(ctx.words, "button-take"), "question take", Under::Other);
            let not_now =
                draw::button(&one, say!(ctx.words, "button-not-now"), "question not now", Under::Other);
            message = message.button(take.style(ButtonStyle::Primary)).button(not_now);
        }
        shown.push(message);
    }
    Ok(shown)
}

/// One question in a line. A private one is told without its words and without who asks, except to those two.
async fn line(ctx: &mut Context, one: &mut Escalation, member: i64) -> Result<Text> {
    let me = Some(member);
    let hidden = one.private && one.asker != me && one.claimed_by != me;
    thread::known(ctx, one).await?;
    let topic = draw::topic(ctx, one).await?;
    let what = if hidden || one.question.is_empty() {
        if topic.is_empty() {
            say!(ctx.words, "questions-untold")
        } else {
            say!(ctx.words, "questions-about", topic = topic)
        }
    } else {
        Text::typed(&one_line(&one.question).chars().take(SHOWN).collect::<String>())
    };
    let who = if hidden { None } else { thread::member(ctx, one, one.asker).await? };
    let who = who.map_or_else(|| say!(ctx.words, "somebody"), |who| Text::typed(&who.name));
    let stands = draw::stands(ctx, one).await?;
    let at = ctx.words.moment(one.opened, ctx.community.settings.zone);
    let link = if hidden || one.platform != ctx.platform { None } else { draw::link(ctx, one) };
    let nobody = if one.nobody.is_some() && one.state == State::Open { "yes" } else { "no" };
    let link = link.unwrap_or_default();
    Ok(say!(
        ctx.words,
        "questions-line",
        at = at,
        who = who,
        what = what,
        stands = stands,
        nobody = nobody,
        link = link
    ))
}

/// Questions that nobody answered in the channels.
async fn in_channels(ctx: &mut Context) -> Result<Text> {
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    let (since, until) = (ctx.now - BACK, ctx.now - PATIENCE);
    let found = asked::open(&mut ctx.tx, community, since, until, 200).await?;
    let mut lines = Text::default();
    let ids: Vec<i64> = found.iter().map(|one| one.asker).collect();
    let members = people::by_ids(&mut ctx.tx, community, &platform, &ids).await?;
    for one in found.iter().take(MOST) {
        let channel = people::channel_by_id(&mut ctx.tx, community, one.channel).await?;
        let Some(channel) = channel else { continue };
        let here = say!(ctx.words, "details-question").to_string();
        let link = if channel.platform == platform {
            Text::message(&MessageRef::new(channel.platform_id.as_str(), &one.message), &here)
        } else {
            Text::words(here)
        };
        let who = members.iter().find(|member| member.id == one.asker);
        let who = who.map_or_else(|| say!(ctx.words, "former-member"), |who| Text::typed(&who.name));
        let at = ctx.words.moment(one.asked, ctx.community.settings.zone);
        let channel = channel.mention();
        lines.line(say!(
            ctx.words,
            "details-question-line",
            link = link,
            who = who,
            channel = channel,
            at = at
        ));
    }
    if lines.is_empty() {
        return Ok(lines);
    }
    let more = found.len().saturating_sub(MOST);
    if more > 0 {
        lines.line(say!(ctx.words, "details-questions-more", n = more));
    }
    let title = say!(ctx.words, "questions-channels");
    Ok(Text::join([Text::strong(&title.to_string()), lines], "\n"))
}
