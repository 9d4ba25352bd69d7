//! What somebody is who answers: a peer, an expert, a guest or staff. It always shows which, and whether they are paid.

use super::queries;
use crate::chat::Text;
use crate::command::Role;
use crate::context::{Context, Member};
use crate::error::Result;
use crate::features::members::queries as people;
use crate::text::say;

/// What somebody is who answers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Standing {
    /// A member who offered to be asked.
    Expert,
    /// Known for what they know, no regular.
    Guest,
    /// Any other member.
    Peer,
    /// The organisation's employee.
    Staff,
}

impl Standing {
    /// Its name in the database and in the words.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Expert => "expert",
            Self::Guest => "guest",
            Self::Peer => "peer",
            Self::Staff => "staff",
        }
    }
}

/// What a member is, and whether they were ever paid for it.
pub(crate) async fn standing_of(ctx: &mut Context, member: i64) -> Result<(Standing, bool)> {
    let community = ctx.community.id;
    let roles = people::roles_of(&mut ctx.tx, community, member).await?;
    let expert = queries::expert(&mut ctx.tx, community, member).await?.filter(|expert| !expert.retired);
    let paid = queries::is_paid(&mut ctx.tx, community, member).await?;
    let standing = match expert {
        _ if roles.contains(&Role::Staff) => Standing::Staff,
        Some(expert) if expert.guest => Standing::Guest,
        Some(_) => Standing::Expert,
        None if roles.contains(&Role::Expert) => Standing::Expert,
        None => Standing::Peer,
    };
    Ok((standing, paid))
}

/// Somebody with what they are, such as `@bo (guest, compensated)`.
pub(crate) async fn named(ctx: &mut Context, member: &Member) -> Result<Text> {
    let (standing, paid) = standing_of(ctx, member.id).await?;
    Ok(with_standing(ctx, member.mention(), standing, paid))
}

/// A name with what its bearer is.
pub(super) fn with_standing(ctx: &Context, who: Text, standing: Standing, paid: bool) -> Text {
    let paid = if paid { "yes" } else { "no" };
    say!(ctx.words, "expert-named", who = who, standing = standing.name(), paid = paid)
}
