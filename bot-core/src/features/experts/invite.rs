//! `/expert invite`: leads and staff ask somebody to be an expert, who accepts by a button.

use super::offer::{become_expert, told};
use super::queries::{self, Invitation, Offer as Offered};
use crate::chat::{Button, ButtonStyle, Effect, Message, Place, Text};
use crate::command::{Field, Menu, Reply, Run, Widget, form};
use crate::context::{Asker, Context, Member};
use crate::error::Result;
use crate::features::audit::{self, Action};
use crate::features::members;
use crate::features::settings::Flag;
use crate::features::topics::{Topic, Topics, queries as topics};
use crate::text::say;

form! {
    /// Ask somebody to answer questions about topics. They accept or decline by a button.
    pub(crate) struct Invite = "expert invite", for [Lead, Staff, Admin] {
        /// Whom?
        member: Member,
        /// Which topics? With commas between
        topics: Topics,
        /// Are they a guest, known for what they know and no regular here?
        guest: Option<Flag>,
    }
}

form! {
    /// Accept to be an expert.
    pub(crate) struct Accept = "expert accept", for [], in Menu::Hidden, "" {
        /// Which invitation?
        invitation: Pressed,
    }
}

form! {
    /// Decline to be an expert.
    pub(crate) struct Decline = "expert decline", for [], in Menu::Hidden, "" {
        /// Which invitation?
        invitation: Pressed,
    }
}

/// The invitation whose button was pressed.
pub(crate) struct Pressed(Invitation);

impl Field for Pressed {
    const WIDGET: Widget = Widget::Search;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let community = ctx.community.id;
        let found = match answer.parse() {
            Ok(id) => queries::invitation(&mut ctx.tx, community, id).await?,
            Err(_) => None,
        };
        found.map(Self).ok_or_else(|| say!(ctx.words, "expert-invite-gone").into())
    }
}

impl Run for Invite {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let Self { member, topics, guest } = self;
        let who = member.mention();
        if member.bot || member.departed || member.opted_out {
            return Err(say!(ctx.words, "expert-invite-not", who = who).into());
        }
        if member.id == asker.member.id {
            return Err(say!(ctx.words, "expert-invite-yourself", how = Text::code("/expert offer")).into());
        }
        members::keep_here(ctx, std::slice::from_ref(&member)).await?;
        let new = Invitation {
            id: ctx.id(),
            member: member.id,
            inviter: Some(asker.member.id),
            topics: topics.0.iter().map(|topic| topic.id).collect(),
            guest: guest.is_some_and(|guest| guest.0),
        };
        queries::invite(&mut ctx.tx, community, &new, ctx.now).await?;
        let inviter = asker.member.mention();
        let words = say!(
            ctx.words,
            "expert-invitation",
            who = who.clone(),
            inviter = inviter,
            topics = topics.named(ctx)
        );
        let id = new.id.to_string();
        let accept = say!(ctx.words, "button-expert-accept").to_string();
        let decline = say!(ctx.words, "button-expert-decline").to_string();
        let message = Message::new(words)
            .button(Button::new(accept, "expert accept", "invitation", &id).style(ButtonStyle::Primary))
            .button(Button::new(decline, "expert decline", "invitation", &id));
        // In the channel where it was asked: nobody gets a direct message who has not acted first.
        let to = Place::Channel(asker.channel.platform_id.clone());
        ctx.send(&Effect::Post { to, message }).await?;
        Ok(Reply::quiet(say!(ctx.words, "expert-invited", who = who)))
    }
}

/// The topics of an invitation that are still there.
async fn still_there(ctx: &mut Context, ids: &[i64]) -> Result<Topics> {
    let community = ctx.community.id;
    let all = topics::all(&mut ctx.tx, community).await?;
    let mut found: Vec<Topic> = Vec::new();
    for id in ids {
        let one = all.iter().find(|one| one.id == *id);
        let into =
            one.and_then(|one| one.merged).and_then(|into| all.iter().find(|one| one.id == into)).or(one);
        if let Some(one) = into.filter(|one| !one.retired && one.merged.is_none())
            && found.iter().all(|other| other.id != one.id)
        {
            found.push(Topic { id: one.id, name: one.name.clone() });
        }
    }
    Ok(Topics(found))
}

impl Run for Accept {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let Pressed(invitation) = self.invitation;
        if invitation.member != asker.member.id {
            return Err(say!(ctx.words, "expert-invite-not-yours").into());
        }
        if asker.member.opted_out {
            return Err(say!(ctx.words, "expert-opted-out").into());
        }
        let topics = still_there(ctx, &invitation.topics).await?;
        if topics.0.is_empty() || !queries::answered(&mut ctx.tx, community, invitation.id).await? {
            return Err(say!(ctx.words, "expert-invite-gone").into());
        }
        let ids: Vec<i64> = topics.0.iter().map(|topic| topic.id).collect();
        let known = queries::topics_of(&mut ctx.tx, community, asker.member.id).await?;
        let all: Vec<i64> =
            known.into_iter().filter(|id| !ids.contains(id)).chain(ids.iter().copied()).collect();
        let offered = Offered {
            topics: &all,
            zone: None,
            hours: None,
            days_off: None,
            most: None,
            guest: invitation.guest,
        };
        become_expert(ctx, asker.member.id, &offered).await?;
        let how = told(ctx, asker.member.id, &topics).await?;
        let to = asker.member.account.clone();
        ctx.send(&Effect::Direct { to, message: Message::new(how) }).await?;
        let text =
            say!(ctx.words, "expert-accepted", who = asker.member.mention(), topics = topics.named(ctx));
        Ok(Reply::Update(Message::new(text)))
    }
}

impl Run for Decline {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let Pressed(invitation) = self.invitation;
        if invitation.member != asker.member.id {
            return Err(say!(ctx.words, "expert-invite-not-yours").into());
        }
        queries::answered(&mut ctx.tx, community, invitation.id).await?;
        audit::note(ctx, Some(asker.member.id), Action::ExpertDeclined, invitation.inviter, "").await?;
        Ok(Reply::Update(Message::new(say!(ctx.words, "expert-declined", who = asker.member.mention()))))
    }
}
