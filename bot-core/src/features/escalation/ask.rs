//! `/ask`, and "Ask an expert" on a message's menu: first what was answered before, then people.

use super::fields::Id;
use super::queries::{self, Draft};
use super::{open, similar};
use crate::chat::{Button, ButtonStyle, Message, Text};
use crate::command::fields::Long;
use crate::command::{Menu, Reply, Run, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::features::contributions::queries::{self as messages, At};
use crate::features::members;
use crate::features::settings::Flag;
use crate::features::shoutouts::OnMessage;
use crate::features::topics::{self, Topic};
use crate::text::say;

/// Fewer letters than this are no question.
const SHORTEST: usize = 8;

form! {
    /// Ask people who know. First you see what was answered before.
    pub(crate) struct Ask = "ask", for [] {
        /// What would you like to know?
        question: Long<1_000>,
        /// What is it about? Kith finds out if you leave it out
        topic: Option<Topic>,
        /// Can it not wait?
        urgent: Option<Flag>,
        /// Only for you and the one who answers?
        private: Option<Flag>,
    }
}

form! {
    /// Ask people who know about this message.
    pub(crate) struct AskAbout = "ask about", for [], in Menu::Message("on"), "Ask an expert" {
        /// The message
        on: OnMessage,
        /// What is it about? Kith finds out if you leave it out
        topic: Option<Topic>,
    }
}

form! {
    /// Ask people after all.
    pub(crate) struct AskNow = "ask now", for [], in Menu::Hidden, "" {
        /// Which draft?
        draft: Id,
    }
}

form! {
    /// Say that an earlier answer helped.
    pub(crate) struct Helped = "ask helped", for [], in Menu::Hidden, "" {
        /// Which draft?
        draft: Id,
        /// Which answer?
        answer: Option<Id>,
    }
}

fn is_on(flag: Option<Flag>) -> bool {
    flag.is_some_and(|flag| flag.0)
}

impl Run for Ask {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let question = self.question.0.trim().to_owned();
        if question.chars().count() < SHORTEST {
            return Err(say!(ctx.words, "ask-too-short").into());
        }
        let draft = Draft {
            topic: self.topic.map(|topic| topic.id),
            question,
            urgent: is_on(self.urgent),
            private: is_on(self.private),
            channel: asker.channel.counts_in,
            message: None,
            author: None,
        };
        consider(asker, ctx, draft).await
    }
}

impl Run for AskAbout {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let on = self.on;
        let Some(author) = on.author.clone().filter(|author| !author.bot && !author.departed) else {
            return Err(say!(ctx.words, "ask-about-nobody").into());
        };
        let at = At { channel: on.channel.id, id: on.at.message.as_str().to_owned() };
        if messages::seen(&mut ctx.tx, community, &at).await?.is_some_and(|seen| seen.deleted) {
            return Err(say!(ctx.words, "unknown-message").into());
        }
        let other = author.id != asker.member.id;
        if other && author.opted_out {
            return Err(say!(ctx.words, "ask-about-opted-out", who = author.mention()).into());
        }
        members::keep_here(ctx, std::slice::from_ref(&author)).await?;
        let text = asker.about.as_deref().map(|text| text.trim().chars().take(1_000).collect());
        let draft = Draft {
            topic: self.topic.map(|topic| topic.id),
            question: text.unwrap_or_default(),
            urgent: false,
            private: false,
            channel: on.channel.id,
            message: Some(at.id),
            author: other.then_some(author.id),
        };
        consider(asker, ctx, draft).await
    }
}

/// Shows what was answered before, if anything is like it; otherwise asks people at once.
async fn consider(asker: &Asker, ctx: &mut Context, mut draft: Draft) -> Result<Reply> {
    open::heard(asker, &draft)?;
    let community = ctx.community.id;
    if draft.topic.is_none() {
        let found = topics::named_in(ctx, &draft.question, &asker.channel.name).await?;
        draft.topic = found.map(|topic| topic.id);
    }
    let found = similar::look(ctx, asker, &draft).await?;
    if found.is_empty() {
        return open::open(ctx, asker, draft).await.map(Reply::quiet);
    }
    let id = ctx.id();
    queries::keep_draft(&mut ctx.tx, community, id, asker.member.id, &draft, ctx.now).await?;
    let mut text = say!(ctx.words, "ask-similar");
    let mut message = Message::default();
    let several = found.len() > 1;
    for (n, one) in (1_i64..).zip(found) {
        text.line(say!(ctx.words, "ask-similar-line", n = n, what = one.words));
        let label = if several {
            say!(ctx.words, "button-helped-n", n = n)
        } else {
            say!(ctx.words, "button-helped")
        };
        let mut helped = Button::new(label.to_string(), "ask helped", "draft", &id.to_string());
        if let Some(answer) = one.remembered {
            helped.answers.set("answer", answer.to_string());
        }
        message.buttons.push(helped);
    }
    message.text = text;
    let ask = say!(ctx.words, "button-ask-people").to_string();
    let ask = Button::new(ask, "ask now", "draft", &id.to_string()).style(ButtonStyle::Primary);
    Ok(Reply::Ephemeral(message.button(ask)))
}

impl Run for AskNow {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let draft = queries::take_draft(&mut ctx.tx, community, self.draft.0, asker.member.id).await?;
        let Some(draft) = draft else {
            return Err(say!(ctx.words, "ask-draft-gone", how = Text::code("/ask")).into());
        };
        open::open(ctx, asker, draft).await.map(|words| Reply::Update(Message::new(words)))
    }
}

impl Run for Helped {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let draft = queries::take_draft(&mut ctx.tx, community, self.draft.0, asker.member.id).await?;
        if draft.is_none() {
            return Err(say!(ctx.words, "ask-draft-gone", how = Text::code("/ask")).into());
        }
        if let Some(answer) = self.answer {
            queries::helped(&mut ctx.tx, community, answer.0).await?;
        }
        Ok(Reply::Update(Message::new(say!(ctx.words, "ask-helped"))))
    }
}
