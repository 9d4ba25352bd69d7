//! Opening a question: it is written down, gets its thread, and begins to climb.

use super::climb::{self, Climbed};
use super::queries::{self, Draft, Escalation};
use super::rules::State;
use super::{change, health, thread};
use crate::chat::Text;
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::text::say;

/// So many questions one member may have open.
const MOST_OPEN: usize = 5;

/// Opens what was drafted; what the asker is told.
pub(super) async fn open(ctx: &mut Context, asker: &Asker, draft: Draft) -> Result<Text> {
    heard(asker, &draft)?;
    let community = ctx.community.id;
    let asks = draft.author.unwrap_or(asker.member.id);
    let mine = queries::open(&mut ctx.tx, community, asks, true, 50).await?;
    let mine: Vec<&Escalation> = mine.iter().filter(|one| one.asker == Some(asks)).collect();
    if let Some(same) = mine.iter().find(|one| one.message.is_some() && one.message == draft.message) {
        let link = super::draw::link(ctx, same).unwrap_or_default();
        return Err(say!(ctx.words, "ask-already", link = link).into());
    }
    if mine.len() >= MOST_OPEN {
        return Err(say!(ctx.words, "ask-too-many", n = MOST_OPEN).into());
    }
    if draft.private && !health::reaches(ctx).await?.in_private() {
        return Err(say!(ctx.words, "ask-private-nobody").into());
    }
    let mut one = Escalation {
        id: ctx.id(),
        asker: Some(asks),
        behalf: draft.author.map(|_| asker.member.id),
        question: draft.question,
        topic: draft.topic,
        urgent: draft.urgent,
        private: draft.private,
        platform: ctx.platform.clone(),
        channel: draft.channel,
        message: draft.message,
        card: None,
        thread: None,
        policy: ctx.community.settings.escalation.clone(),
        state: State::Open,
        step: 0,
        due: None,
        opened: ctx.now,
        day: ctx.today(),
        claimed_by: None,
        claimed: None,
        first_answer: None,
        answered_by: None,
        answered: None,
        standing: None,
        answer: None,
        reminded: None,
        waits: None,
        nobody: None,
        closed: None,
    };
    queries::add(&mut ctx.tx, community, &one).await?;
    let id = ctx.id();
    queries::note(&mut ctx.tx, community, id, one.id, ctx.now, Some(asker.member.id), "ask", "open").await?;
    if !one.private {
        thread::open(ctx, &mut one).await?;
    }
    let climbed = climb::climb(ctx, &mut one).await?;
    change::save(ctx, &mut one).await?;
    Ok(told(ctx, &one, &climbed))
}

/// What everybody may read needs a place where Kith can open a thread.
pub(super) fn heard(asker: &Asker, draft: &Draft) -> Result<()> {
    match &asker.unheard {
        Some(why) if !draft.private => Err(why.clone().into()),
        _ => Ok(()),
    }
}

/// What the asker is told at once.
fn told(ctx: &Context, one: &Escalation, climbed: &Climbed) -> Text {
    let kind = match (one.private, one.behalf) {
        (true, _) => "private",
        (false, Some(_)) => "behalf",
        (false, None) => "open",
    };
    let mut text = say!(ctx.words, "ask-asked", kind = kind);
    text.line(match climbed {
        // Whom a private question reaches is told once somebody takes it.
        Climbed::Asking(people) if one.private => say!(ctx.words, "ask-asking-private", n = people.len()),
        Climbed::Asking(people) => {
            let who = ctx.words.list(people.iter().map(|member| Text::typed(&member.name)).collect());
            say!(ctx.words, "ask-asking", who = who)
        }
        Climbed::Channel => say!(ctx.words, "ask-asking-channel"),
        Climbed::Waiting(at) => {
            say!(ctx.words, "ask-waiting", at = ctx.words.moment(*at, ctx.community.settings.zone))
        }
        Climbed::Nobody => say!(ctx.words, "ask-nobody"),
    });
    text
}
