//! The button below a contribution: another member or a lead says that it is so, and it counts.

use super::rollup::{NO_CHANNEL, Tally};
use super::{Kind, contribute, queries};
use crate::chat::Message;
use crate::command::{Field, Menu, Reply, Role, Run, Widget, form};
use crate::context::{Asker, Context, Member};
use crate::error::Result;
use crate::features::{audit, members};
use crate::text::say;

/// The contribution whose button was pressed.
pub(crate) struct Pressed(queries::Contribution);

impl Field for Pressed {
    const WIDGET: Widget = Widget::Search;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let community = ctx.community.id;
        let found = match answer.parse() {
            Ok(id) => queries::contribution(&mut ctx.tx, community, id).await?,
            Err(_) => None,
        };
        found.map(Self).ok_or_else(|| say!(ctx.words, "confirm-gone").into())
    }
}

form! {
    /// Confirm somebody's contribution.
    pub(crate) struct Confirm = "confirm", for [], in Menu::Hidden, "" {
        /// Which one?
        contribution: Pressed,
    }
}

impl Run for Confirm {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let Pressed(told) = self.contribution;
        let with = queries::contribution_with(&mut ctx.tx, community, told.id).await?;
        let Some(doer) = told.member else { return Err(say!(ctx.words, "confirm-gone").into()) };
        if told.confirmed {
            return Err(say!(ctx.words, "confirm-already").into());
        }
        if asker.member.id == doer || with.contains(&asker.member.id) {
            return Err(say!(ctx.words, "confirm-not-yourself").into());
        }
        if asker.is(Role::Staff) {
            return Err(say!(ctx.words, "confirm-not-staff").into());
        }
        let platform = ctx.platform.clone();
        let mut ids = with;
        ids.push(doer);
        let people = members::queries::by_ids(&mut ctx.tx, community, &platform, &ids).await?;
        // Whoever asked in the meantime not to be counted is not.
        let (out, people): (Vec<Member>, Vec<Member>) =
            people.into_iter().partition(|member| member.opted_out);
        let (doers, with): (Vec<Member>, Vec<Member>) =
            people.into_iter().partition(|member| member.id == doer);
        if doers.is_empty() {
            return Err(say!(ctx.words, "confirm-gone").into());
        }
        members::keep_here(ctx, &doers).await?;
        members::keep_here(ctx, &with).await?;
        for member in out {
            queries::leave_contribution(&mut ctx.tx, community, told.id, member.id).await?;
        }
        if !queries::confirm(&mut ctx.tx, community, told.id, asker.member.id, ctx.now).await? {
            return Err(say!(ctx.words, "confirm-already").into());
        }
        let mut tally = Tally::default();
        for member in doers.iter().chain(&with) {
            tally.add(member.id, Kind::ContributionLogged, NO_CHANNEL, told.day, 1);
        }
        tally.write(&mut ctx.tx, community).await?;
        let detail = told.what.chars().take(80).collect::<String>();
        audit::note(ctx, Some(asker.member.id), audit::Action::ContributionConfirmed, Some(doer), &detail)
            .await?;
        let who = ctx.words.list(doers.iter().map(Member::mention).collect());
        let mut text = contribute::words(ctx, who, &with, &told.what, told.link.as_deref(), told.day);
        text.line(say!(ctx.words, "confirm-done", who = asker.member.mention()));
        Ok(Reply::Update(Message::new(text)))
    }
}
