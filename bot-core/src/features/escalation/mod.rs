//! Escalation: a question climbs, one step after another, until somebody who knows answers it.

mod answers;
mod ask;
mod candidates;
mod change;
mod climb;
mod draw;
mod due;
mod fields;
mod gone;
pub(crate) mod health;
mod mark;
mod open;
mod policy;
mod press;
pub(crate) mod queries;
mod questions;
mod remember;
mod rules;
mod settle;
mod settled;
mod similar;
#[cfg(test)]
mod tests;
mod thread;

use std::collections::{BTreeSet, HashMap};

use crate::chat::{MessageId, MessageRef};
use crate::command::{Command, Form as _};
use crate::context::{Channel, Context};
use crate::error::Result;

pub(crate) use due::{due, fall_due, tidy};
pub(crate) use gone::{all_left, forgotten, left, message_gone, undelivered};
pub(crate) use policy::Policy;
pub(crate) use queries::{next_due, settle_thread, waits_for};
pub(crate) use questions::on_page;

pub(crate) const COMMANDS: &[Command] = &[
    answers::Answers::COMMAND,
    answers::Forget::COMMAND,
    ask::Ask::COMMAND,
    ask::AskAbout::COMMAND,
    ask::AskNow::COMMAND,
    ask::Helped::COMMAND,
    mark::ThisAnswers::COMMAND,
    press::Answered::COMMAND,
    press::NotMine::COMMAND,
    press::NotNow::COMMAND,
    press::NotYet::COMMAND,
    press::Solved::COMMAND,
    press::Take::COMMAND,
    press::Withdraw::COMMAND,
    questions::Questions::COMMAND,
    remember::Remember::COMMAND,
    remember::RememberWith::COMMAND,
    settle::Settle::COMMAND,
];

/// How many open questions each of these members has: those they took, and those they are asked at this moment.
pub(crate) async fn load(ctx: &mut Context, members: &[i64]) -> Result<HashMap<i64, i64>> {
    queries::load(&mut ctx.tx, ctx.community.id, members).await
}

/// Where messages stand that are nobody else's to hear: the threads of private questions, whatever became of those.
pub(crate) struct Private(Vec<MessageRef>);

impl Private {
    /// Those in these channels.
    pub(crate) async fn look(ctx: &mut Context, channels: impl Iterator<Item = &Channel>) -> Result<Self> {
        let channels: BTreeSet<&str> = channels.map(|channel| channel.platform_id.as_str()).collect();
        queries::private_places(&mut ctx.tx, ctx.community.id, &channels).await.map(Self)
    }

    /// Whether a thread is one of them, or stands where all is private: a conversation of two has a channel of its own. A
    /// channel in which such a thread hangs is not private.
    pub(crate) fn has(&self, channel: &Channel, thread: Option<&MessageId>) -> bool {
        let is_whole = channel.counts_in != channel.id;
        let here = |at: &&MessageRef| at.channel == channel.platform_id;
        self.0.iter().filter(here).any(|at| is_whole || thread == Some(&at.message))
    }
}
