//! `/privacy forget`, and the button below it: a person is erased, and what they gave to others stays with those.

use super::fingerprint::fingerprint;
use super::queries;
use super::rules::Traces;
use crate::chat::{Button, ButtonStyle, Message};
use crate::command::{Answers, Menu, Reply, Role, Run, form};
use crate::context::{Asker, Context};
use crate::error::{Error, Result};
use crate::features::{audit, escalation, learning, members, notes};
use crate::text::say;

form! {
    /// Have Kith forget you here. You are asked once more before it does.
    pub(crate) struct Forget = "privacy forget", for [] {}
}

form! {
    /// Forget me.
    pub(crate) struct ForgetNow = "privacy forget now", for [], in Menu::Hidden, "" {}
}

impl Run for Forget {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let mut text = say!(ctx.words, "privacy-forget-ask");
        let holders = members::queries::role_holders(&mut ctx.tx, community).await?;
        let mut others = holders.iter().filter(|(_, member)| *member != asker.member.id);
        if asker.is(Role::Admin) && !others.any(|(role, _)| *role == Role::Admin) {
            text.line(say!(ctx.words, "privacy-forget-last-admin"));
        }
        let forget = Button {
            label: say!(ctx.words, "button-forget").to_string(),
            style: ButtonStyle::Danger,
            command: super::FORGET_NOW.to_owned(),
            answers: Answers::default(),
        };
        Ok(Reply::Ephemeral(Message::new(text).button(forget)))
    }
}

impl Run for ForgetNow {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let (community, member) = (ctx.community.id, asker.member.id);
        // Whoever is writing about them finishes first, so that it is erased too.
        members::queries::hold_members(&mut ctx.tx, community, &[member]).await?;
        escalation::forgotten(ctx, member).await?;
        let accounts = queries::accounts(&mut ctx.tx, community, member).await?;
        let prints: Vec<_> = accounts
            .iter()
            .map(|account| serde_json::json!({ "print": fingerprint(community, &account.platform, &account.id) }))
            .collect();
        let former = say!(ctx.words, "former-member").to_string();
        let traces = Traces::new(&accounts, &former);
        queries::remember_to_forget(&mut ctx.tx, community, &prints, ctx.now).await?;
        learning::forget(ctx, member).await?;
        queries::erase(&mut ctx.tx, community, member).await?;
        for words in queries::PEOPLES_WORDS {
            for (id, text) in queries::naming(&mut ctx.tx, community, words, &traces.needles()).await? {
                if let Some(text) = traces.removed_from(&text) {
                    queries::put_instead(&mut ctx.tx, community, words, id, &text).await?;
                }
            }
        }
        tidy_outbox(ctx, &traces).await?;
        // Answers of the last day may name them, and nobody needs their words again: only that they were given.
        let done = Reply::quiet(say!(ctx.words, "answered-forgotten"));
        let done = serde_json::to_string(&done).map_err(Error::failed)?;
        queries::empty_answers(&mut ctx.tx, community, &done).await?;
        // So may forms that nobody has sent yet; whoever is at one fills it in anew.
        notes::queries::forget_forms(&mut ctx.tx).await?;
        audit::note(ctx, Some(audit::FORMER), audit::Action::Forgotten, None, "").await?;
        Ok(Reply::Update(Message::new(say!(ctx.words, "privacy-forgotten"))))
    }
}

/// What waits to be posted names them no more; what was for them alone does not go out.
async fn tidy_outbox(ctx: &mut Context, traces: &Traces<'_>) -> Result<()> {
    let community = ctx.community.id;
    for (id, platform, body) in queries::effects(&mut ctx.tx, community).await? {
        let mut effect: serde_json::Value = serde_json::from_str(&body).map_err(Error::failed)?;
        if traces.is_for_them(&platform, &effect) {
            queries::drop_effect(&mut ctx.tx, community, id).await?;
        } else if traces.uninvite(&platform, &mut effect) | traces.remove_from_effect(&mut effect) {
            queries::rewrite_effect(&mut ctx.tx, community, id, &effect.to_string()).await?;
        }
    }
    Ok(())
}
