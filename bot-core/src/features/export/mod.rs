//! Everything that a community did, handed out row by row, for other tools to read.

mod queries;
#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

use serde_json::Value;

use crate::error::Result;
use crate::store::Tx;

/// How many rows are read at once: however long a history is, no more are in memory.
const PAGE: i64 = 1_000;

/// What can be handed out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Table {
    /// Who holds or held which badge.
    Badges,
    /// How much of each kind a member did on a day in a channel.
    Contributions,
    /// Work done elsewhere, as its doer told it.
    Logged,
    /// Questions that climbed; private ones without their words and without who asked.
    Questions,
    /// Who thanked whom for what.
    Shoutouts,
}

/// One value for each of the table's columns: text, a whole number, true or false, a list of texts, or nothing.
pub type Row = Vec<Value>;

impl Table {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Badges, Self::Contributions, Self::Logged, Self::Questions, Self::Shoutouts];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Badges => "badges",
            Self::Contributions => "contributions",
            Self::Logged => "logged",
            Self::Questions => "questions",
            Self::Shoutouts => "shoutouts",
        }
    }

    /// Its columns. Days are `2026-11-20` in the community's zone, moments are RFC 3339 in UTC, accounts are
    /// `platform:id`.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Badges => &[
                "id",
                "badge",
                "emoji",
                "member",
                "account",
                "giver",
                "giver_account",
                "citation",
                "day",
                "granted",
                "revoked",
                "why",
            ],
            Self::Contributions => &["day", "member", "account", "kind", "channel", "n"],
            Self::Logged => &[
                "id",
                "day",
                "member",
                "account",
                "what",
                "link",
                "with",
                "logged",
                "confirmed",
                "confirmed_by",
                "withdrawn",
            ],
            Self::Questions => &[
                "id",
                "day",
                "opened",
                "asker",
                "asker_account",
                "question",
                "topic",
                "channel",
                "urgent",
                "private",
                "state",
                "first_answer",
                "answered_by",
                "answered_by_account",
                "standing",
                "nobody",
                "closed",
            ],
            Self::Shoutouts => &[
                "id",
                "day",
                "given",
                "giver",
                "giver_account",
                "to",
                "to_accounts",
                "reason",
                "value",
                "from_staff",
                "channel",
                "emoji",
                "taken_back",
                "why",
            ],
        }
    }
}

/// Hands out every row of a table, oldest first, until `sink` breaks.
pub(crate) async fn hand_out(
    tx: &mut Tx,
    community: i64,
    table: Table,
    sink: &mut (dyn FnMut(Row) -> ControlFlow<()> + Send),
) -> Result<()> {
    let mut after = queries::After::default();
    loop {
        let rows = match table {
            Table::Badges => queries::badges(tx, community, &mut after, PAGE).await?,
            Table::Contributions => queries::contributions(tx, community, &mut after, PAGE).await?,
            Table::Logged => queries::logged(tx, community, &mut after, PAGE).await?,
            Table::Questions => queries::questions(tx, community, &mut after, PAGE).await?,
            Table::Shoutouts => queries::shoutouts(tx, community, &mut after, PAGE).await?,
        };
        let last = rows.len() < usize::try_from(PAGE).unwrap_or_default();
        for row in rows {
            if sink(row).is_break() {
                return Ok(());
            }
        }
        if last {
            return Ok(());
        }
    }
}
