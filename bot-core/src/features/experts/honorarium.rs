//! `/honorarium record` and `/honorarium list`: what experts are paid, in the open.

use super::queries::{self, Honorarium};
use crate::chat::{Text, one_line};
use crate::command::fields::Short;
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Context, Member};
use crate::error::Result;
use crate::features::audit::{self, Action};
use crate::features::members::{self, queries as people};
use crate::moment::Day;
use crate::text::say;

/// So many are shown.
const MOST: i64 = 20;

form! {
    /// Write down what somebody was paid for their answers. Everybody can read it.
    pub(crate) struct Record = "honorarium record", for [Admin] {
        /// Who was paid?
        member: Member,
        /// How much, with the currency, such as 200 EUR
        amount: Short<40>,
        /// What for?
        what: Short<200>,
        /// When? A day such as 2026-11-20; today if you leave it out
        when: Option<Day>,
    }
}

form! {
    /// Show what was paid to whom for answers.
    pub(crate) struct List = "honorarium list", for [] {
        /// Only to this member
        member: Option<Member>,
    }
}

impl Run for Record {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let day = self.when.unwrap_or_else(|| ctx.today());
        if day > ctx.today() {
            return Err(say!(ctx.words, "honorarium-when").into());
        }
        if self.member.bot {
            return Err(say!(ctx.words, "roles-not-for-bots", who = self.member.mention()).into());
        }
        members::keep_here(ctx, std::slice::from_ref(&self.member)).await?;
        let id = ctx.id();
        let new = Honorarium { member: self.member.id, amount: self.amount.0, what: self.what.0, day };
        queries::record(&mut ctx.tx, community, id, &new, asker.member.id, ctx.now).await?;
        audit::note(ctx, Some(asker.member.id), Action::HonorariumRecorded, Some(new.member), &new.amount)
            .await?;
        Ok(Reply::quiet(say!(
            ctx.words,
            "honorarium-recorded",
            who = self.member.mention(),
            amount = Text::typed(&new.amount)
        )))
    }
}

impl Run for List {
    async fn run(self, _asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let (community, platform) = (ctx.community.id, ctx.platform.clone());
        let of = self.member.map(|member| member.id);
        let paid = queries::honoraria(&mut ctx.tx, community, of, MOST).await?;
        if paid.is_empty() {
            return Ok(Reply::quiet(say!(ctx.words, "honoraria-none")));
        }
        let ids: Vec<i64> = paid.iter().map(|one| one.member).collect();
        let members = people::by_ids(&mut ctx.tx, community, &platform, &ids).await?;
        let mut text = say!(ctx.words, "honoraria-title");
        for one in &paid {
            let who = members.iter().find(|member| member.id == one.member);
            let who =
                who.map_or_else(|| say!(ctx.words, "former-member"), |member| Text::typed(&member.name));
            let year = chrono::Datelike::year(&one.day.date()).to_string();
            text.line(say!(
                ctx.words,
                "honoraria-line",
                day = ctx.words.day(one.day),
                year = year,
                who = who,
                amount = Text::typed(&one.amount),
                what = Text::typed(&one_line(&one.what))
            ));
        }
        Ok(Reply::quiet(text))
    }
}
