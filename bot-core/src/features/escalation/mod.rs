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

use std::collections::HashMap;

use crate::chat::{MessageRef, event};
use crate::command::{Command, Form as _};
use crate::context::Context;
use crate::error::Result;
use crate::moment::Span;

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

/// For so long messages in the thread of a private question are known to be private.
const PRIVATE: Span = Span::days(90);

/// Where messages stand that are nobody else's to hear: the threads of private questions.
pub(crate) struct Private(Vec<MessageRef>);

impl Private {
    /// All such threads.
    pub(crate) async fn look(ctx: &mut Context) -> Result<Self> {
        let since = ctx.now - PRIVATE;
        queries::private_threads(&mut ctx.tx, ctx.community.id, since).await.map(Self)
    }

    /// Whether a message stands in one of them: in its own channel, or below the message that it hangs on. A channel in which
    /// such a thread hangs is not one of them.
    pub(crate) fn has(&self, message: &event::Message, is_thread: bool) -> bool {
        self.0.iter().any(|at| {
            at.channel == message.channel && (is_thread || message.thread.as_ref() == Some(&at.message))
        })
    }
}
