//! A question as people see it: the card at the top of its thread, and the posts that ask somebody.

use super::fields::Under;
use super::queries::{Asked, Escalation};
use super::rules::State;
use super::thread;
use crate::chat::{Button, ButtonStyle, Message, MessageRef, Text};
use crate::context::{Context, Member};
use crate::error::Result;
use crate::features::experts;
use crate::features::topics::queries as topics;
use crate::text::say;

/// The longest name of a thread.
const LONGEST_NAME: usize = 80;

/// What a button under a question asks for.
pub(super) fn button(one: &Escalation, label: impl Into<Text>, command: &str, under: Under) -> Button {
    let mut button = Button::new(label.into().to_string(), command, "question", &one.id.to_string());
    button.answers.set("under", under.name());
    button
}

/// The name of a question's topic, if it has one.
pub(super) async fn topic(ctx: &mut Context, one: &Escalation) -> Result<Text> {
    let Some(id) = one.topic else { return Ok(Text::default()) };
    let community = ctx.community.id;
    let all = topics::all(&mut ctx.tx, community).await?;
    Ok(all.iter().find(|topic| topic.id == id).map(|topic| Text::typed(&topic.name)).unwrap_or_default())
}

/// The name of its thread: the beginning of the question, which stands there anyway.
pub(super) fn thread_name(ctx: &Context, one: &Escalation) -> String {
    if one.private || one.question.is_empty() {
        return say!(ctx.words, "question-thread").to_string();
    }
    let line = crate::chat::one_line(&one.question);
    let mut name: String = line.chars().take(LONGEST_NAME).collect();
    if name.len() < line.len() {
        name.push('…');
    }
    name
}

/// What a question is about: its topic, and that it is urgent.
pub(super) async fn about(ctx: &mut Context, one: &Escalation) -> Result<Text> {
    let topic = topic(ctx, one).await?;
    let mut about = Text::default();
    if !topic.is_empty() {
        about.line(say!(ctx.words, "question-topic", topic = topic));
    }
    if one.urgent {
        about.line(say!(ctx.words, "question-urgent"));
    }
    Ok(about)
}

/// The card at the top of a thread that everybody may read.
pub(super) async fn card(ctx: &mut Context, one: &Escalation) -> Result<Message> {
    let asker = thread::member(ctx, one, one.asker).await?;
    let who = asker.as_ref().map_or_else(|| say!(ctx.words, "former-member"), Member::mention);
    let behalf = thread::member(ctx, one, one.behalf).await?;
    let mut text = match behalf {
        Some(other) => say!(ctx.words, "question-card-behalf", who = who, other = other.mention()),
        None => say!(ctx.words, "question-card", who = who),
    };
    if !one.question.is_empty() {
        text.line(Text::quote(&one.question));
    }
    text.line(about(ctx, one).await?);
    text.line(stands(ctx, one).await?);
    let mut message = Message::new(text);
    if one.state.is_closed() {
        return Ok(message);
    }
    if one.state == State::Open {
        let take = say!(ctx.words, "button-take");
        message = message.button(button(one, take, "question take", Under::Card).style(ButtonStyle::Primary));
    }
    Ok(message
        .button(button(one, say!(ctx.words, "button-solved"), "question solved", Under::Card))
        .button(button(one, say!(ctx.words, "button-withdraw"), "question withdraw", Under::Card)))
}

/// The card of a private question, for the asker and the one who took it.
pub(super) async fn private_card(ctx: &mut Context, one: &Escalation) -> Result<Message> {
    let asker = thread::member(ctx, one, one.asker).await?;
    let who = asker.as_ref().map_or_else(|| say!(ctx.words, "former-member"), Member::mention);
    let expert = match thread::member(ctx, one, one.claimed_by).await? {
        Some(expert) => experts::named(ctx, &expert).await?,
        None => say!(ctx.words, "somebody"),
    };
    let mut text = say!(ctx.words, "question-card-private", who = who, expert = expert);
    if !one.question.is_empty() && !one.state.is_closed() {
        text.line(Text::quote(&one.question));
    }
    text.line(about(ctx, one).await?);
    if one.state != State::Claimed {
        text.line(stands(ctx, one).await?);
    }
    let mut message = Message::new(text);
    if one.state == State::Claimed {
        for one in owing(ctx, one, Under::Card) {
            message = message.button(one);
        }
    }
    if !one.state.is_closed() {
        message = message
            .button(button(one, say!(ctx.words, "button-solved"), "question solved", Under::Card))
            .button(button(one, say!(ctx.words, "button-withdraw"), "question withdraw", Under::Card));
    }
    Ok(message)
}

/// How a question stands, in a line.
pub(super) async fn stands(ctx: &mut Context, one: &Escalation) -> Result<Text> {
    let who = match one.state {
        State::Answered | State::Resolved => one.answered_by,
        _ => one.claimed_by,
    };
    let who = match thread::member(ctx, one, who).await? {
        Some(member) => experts::named(ctx, &member).await?,
        None => Text::default(),
    };
    let by = if who.is_empty() { "nobody" } else { "somebody" };
    Ok(say!(ctx.words, "question-stands", state = one.state.name(), who = who, by = by))
}

/// The buttons of whoever owes an answer.
pub(super) fn owing(ctx: &Context, one: &Escalation, under: Under) -> [Button; 2] {
    [
        button(one, say!(ctx.words, "button-answered"), "question answered", under)
            .style(ButtonStyle::Primary),
        button(one, say!(ctx.words, "button-give-back"), "question not now", under),
    ]
}

/// A post that asks people: who, why, and what they can say to it.
pub(super) async fn asking(
    ctx: &mut Context,
    one: &Escalation,
    people: &[(Member, Asked)],
) -> Result<Message> {
    let waiting = people.iter().any(|(_, asked)| asked.reply.is_none()) && one.state == State::Open;
    let mut text = if one.private {
        let mut text = say!(ctx.words, "asking-private");
        text.line(about(ctx, one).await?);
        text
    } else {
        say!(ctx.words, "asking", n = people.len())
    };
    for (member, asked) in people {
        let who = experts::named(ctx, member).await?;
        let reason = Text::words(asked.reason.clone());
        text.line(match asked.reply.as_deref() {
            None if reason.is_empty() => say!(ctx.words, "asking-line-bare", who = who),
            None => say!(ctx.words, "asking-line", who = who, reason = reason),
            Some(reply) => say!(ctx.words, "asking-line-said", who = who, reply = reply),
        });
    }
    let message = Message::new(text);
    if !waiting {
        return Ok(message);
    }
    let take = say!(ctx.words, "button-take");
    Ok(message
        .button(button(one, take, "question take", Under::Asking).style(ButtonStyle::Primary))
        .button(button(one, say!(ctx.words, "button-not-now"), "question not now", Under::Asking))
        .button(button(one, say!(ctx.words, "button-not-mine"), "question not mine", Under::Asking)))
}

/// The post in the channel of those who look after questions.
pub(super) async fn in_channel(ctx: &mut Context, one: &Escalation, here: bool) -> Result<Message> {
    let asker = thread::member(ctx, one, one.asker).await?;
    let who = asker.map_or_else(|| say!(ctx.words, "former-member"), |asker| Text::typed(&asker.name));
    let mut text = if one.private {
        say!(ctx.words, "channel-private")
    } else {
        say!(ctx.words, "channel-question", who = who)
    };
    if !one.private {
        text.line(Text::quote(&one.question));
        if let Some(link) = link(ctx, one).filter(|_| here) {
            text.line(link);
        }
    }
    text.line(about(ctx, one).await?);
    if one.state != State::Open {
        text.line(stands(ctx, one).await?);
        return Ok(Message::new(text));
    }
    if one.nobody.is_some() {
        text.line(say!(ctx.words, "channel-nobody"));
    }
    let take = say!(ctx.words, "button-take");
    let take = button(one, take, "question take", Under::Channel).style(ButtonStyle::Primary);
    Ok(Message::new(text).button(take))
}

/// The words that lead to a question's thread, if it is known where that is.
pub(super) fn link(ctx: &Context, one: &Escalation) -> Option<Text> {
    let here = say!(ctx.words, "question-here").to_string();
    one.thread.as_ref().map(|at: &MessageRef| Text::message(at, &here))
}

/// The post that asks the asker whether the answer helped.
pub(super) async fn did_it_help(ctx: &mut Context, one: &Escalation) -> Result<Message> {
    let asker = thread::member(ctx, one, one.asker).await?;
    let asker = asker.as_ref().map_or_else(Text::default, Member::mention);
    let who = match thread::member(ctx, one, one.answered_by).await? {
        Some(member) => experts::named(ctx, &member).await?,
        None => say!(ctx.words, "former-member"),
    };
    let mut text = say!(ctx.words, "did-it-help", asker = asker, who = who);
    if let Some(at) = &one.answer {
        let words = say!(ctx.words, "the-answer").to_string();
        text.line(Text::message(at, &words));
    }
    let solved = say!(ctx.words, "button-solved");
    Ok(Message::new(text)
        .button(button(one, solved, "question solved", Under::Other).style(ButtonStyle::Primary))
        .button(button(one, say!(ctx.words, "button-not-yet"), "question not yet", Under::Other)))
}
