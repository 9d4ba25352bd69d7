//! The rollups: how much of each kind a member did on a day in a channel, so that no question scans history.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::error::Result;
use crate::moment::Day;
use crate::store::{Tx, rows};

/// What a contribution is.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) enum Kind {
    /// An answer of theirs that helped, as its asker said.
    AnswerAccepted,
    /// Work done elsewhere, confirmed by somebody.
    ContributionLogged,
    /// A message to everybody.
    Message,
    /// Somebody reacted to a message of theirs.
    ReactionReceived,
    /// A message in a thread, or to somebody else.
    Reply,
    /// A member thanked them.
    ShoutoutReceived,
    /// Staff thanked them: summed apart.
    StaffShoutoutReceived,
    /// A message of theirs became a thread.
    ThreadStarted,
}

impl Kind {
    /// All of them, in the order in which people read them.
    pub(crate) const ALL: [Self; 8] = [
        Self::Message,
        Self::Reply,
        Self::ThreadStarted,
        Self::AnswerAccepted,
        Self::ReactionReceived,
        Self::ShoutoutReceived,
        Self::StaffShoutoutReceived,
        Self::ContributionLogged,
    ];

    /// Its name in the database.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::AnswerAccepted => "answer_accepted",
            Self::ContributionLogged => "contribution_logged",
            Self::Message => "message",
            Self::ReactionReceived => "reaction_received",
            Self::Reply => "reply",
            Self::ShoutoutReceived => "shoutout_received",
            Self::StaffShoutoutReceived => "staff_shoutout_received",
            Self::ThreadStarted => "thread_started",
        }
    }

    /// The kind with this name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether somebody wrote something.
    pub(crate) fn is_written(self) -> bool {
        matches!(self, Self::Message | Self::Reply)
    }
}

/// What happened in no channel counts here.
pub(crate) const NO_CHANNEL: i64 = 0;

/// Changes to the rollups, gathered so that a batch writes each row once.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    daily: BTreeMap<(i64, i64, &'static str, i64), i64>,
    weekly: BTreeMap<(i64, i64), i64>,
}

#[derive(Serialize)]
struct DailyRow {
    day: i64,
    member: i64,
    kind: &'static str,
    channel: i64,
    n: i64,
}

#[derive(Serialize)]
struct WeeklyRow {
    week: i64,
    member: i64,
    n: i64,
}

impl Tally {
    /// `n` more (or fewer) of `kind`.
    pub(crate) fn add(&mut self, member: i64, kind: Kind, channel: i64, day: Day, n: i64) {
        *self.daily.entry((day.0, member, kind.name(), channel)).or_default() += n;
        if kind.is_written() {
            *self.weekly.entry((day.week().0, member)).or_default() += n;
        }
    }

    /// Writes the changes, in one order for all writers so that no two wait for each other.
    pub(crate) async fn write(self, tx: &mut Tx, community: i64) -> Result<()> {
        let takes_back = self.daily.values().any(|n| *n < 0);
        let daily: Vec<DailyRow> = self
            .daily
            .into_iter()
            .filter(|(_, n)| *n != 0)
            .map(|((day, member, kind, channel), n)| DailyRow { day, member, kind, channel, n })
            .collect();
        let weekly: Vec<WeeklyRow> = self
            .weekly
            .into_iter()
            .filter(|(_, n)| *n != 0)
            .map(|((week, member), n)| WeeklyRow { week, member, n })
            .collect();
        if !daily.is_empty() {
            super::queries::add_daily(tx, community, &rows(&daily)?, takes_back).await?;
        }
        if !weekly.is_empty() {
            super::queries::add_weekly(tx, community, &rows(&weekly)?, takes_back).await?;
        }
        Ok(())
    }
}
