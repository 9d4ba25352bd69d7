//! The audit log: who did what with power, for everybody concerned to see.

mod queries;
mod show;
#[cfg(test)]
mod tests;

use crate::command::{Command, Form as _};
use crate::context::Context;
use crate::error::Result;

pub(crate) const COMMANDS: &[Command] = &[show::Audit::COMMAND];

/// Who stands in the log in place of somebody who asked to be forgotten: no member has this id.
pub(crate) const FORMER: i64 = 0;

/// What was done with power.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Action {
    AccountsLinked,
    AccountsUnlinked,
    AnswerForgotten,
    BadgeDefined,
    BadgeEdited,
    BadgeGiven,
    BadgeRetired,
    BadgeRevoked,
    ChannelSettled,
    CommunitiesLinked,
    ContributionConfirmed,
    DigestSent,
    ExpertBegan,
    ExpertDeclined,
    ExpertEnded,
    Forgotten,
    HonorariumRecorded,
    PolicyChanged,
    RoleGiven,
    RoleTaken,
    SettingChanged,
    ShoutoutRetracted,
    TopicChanged,
}

impl Action {
    /// Its name in the database.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::AccountsLinked => "accounts-linked",
            Self::AccountsUnlinked => "accounts-unlinked",
            Self::AnswerForgotten => "answer-forgotten",
            Self::BadgeDefined => "badge-defined",
            Self::BadgeEdited => "badge-edited",
            Self::BadgeGiven => "badge-given",
            Self::BadgeRetired => "badge-retired",
            Self::BadgeRevoked => "badge-revoked",
            Self::ChannelSettled => "channel-settled",
            Self::CommunitiesLinked => "communities-linked",
            Self::ContributionConfirmed => "contribution-confirmed",
            Self::DigestSent => "digest-sent",
            Self::ExpertBegan => "expert-began",
            Self::ExpertDeclined => "expert-declined",
            Self::ExpertEnded => "expert-ended",
            Self::Forgotten => "forgotten",
            Self::HonorariumRecorded => "honorarium-recorded",
            Self::PolicyChanged => "policy-changed",
            Self::RoleGiven => "role-given",
            Self::RoleTaken => "role-taken",
            Self::SettingChanged => "setting-changed",
            Self::ShoutoutRetracted => "shoutout-retracted",
            Self::TopicChanged => "topic-changed",
        }
    }
}

/// Writes down that `actor` (Kith itself if `None`) did something, to `subject` if it concerns a member.
pub(crate) async fn note(
    ctx: &mut Context,
    actor: Option<i64>,
    action: Action,
    subject: Option<i64>,
    detail: &str,
) -> Result<()> {
    let (id, community) = (ctx.id(), ctx.community.id);
    // The clock's work is on no platform.
    let platform = Some(ctx.platform.as_str()).filter(|platform| !platform.is_empty());
    let action = action.name();
    queries::note(&mut ctx.tx, community, id, ctx.now, actor, action, subject, detail, platform).await
}
