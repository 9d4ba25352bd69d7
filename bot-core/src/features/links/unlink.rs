//! `/unlink`, and the button below it: the account that asks is a person of its own again.

use super::{link, people, queries};
use crate::chat::{Button, ButtonStyle, Message, Text};
use crate::command::{Answers, Menu, Reply, Run, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::text::say;

form! {
    /// Part this account from your others. You are asked once more before it is done.
    pub(crate) struct Unlink = "unlink", for [] {}
}

form! {
    /// Part them.
    pub(crate) struct UnlinkNow = "unlink now", for [], in Menu::Hidden, "" {}
}

impl Run for Unlink {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let (community, me) = (ctx.community.id, link::side(asker, ctx));
        let accounts = queries::accounts(&mut ctx.tx, community, me.member).await?;
        let others: Vec<Text> = accounts
            .iter()
            .filter(|account| account.platform != me.platform)
            .map(|account| {
                let platform = Text::words(account.platform.shown());
                say!(ctx.words, "link-account", who = Text::typed(&account.name), platform = platform)
            })
            .collect();
        if others.is_empty() {
            let how = Text::code(link::command(queries::What::Persons));
            return Err(say!(ctx.words, "unlink-only-one", how = how).into());
        }
        let platform = Text::words(me.platform.shown());
        let text = say!(ctx.words, "unlink-ask", platform = platform, others = ctx.words.list(others));
        let unlink = Button {
            label: say!(ctx.words, "button-unlink").to_string(),
            style: ButtonStyle::Danger,
            command: "unlink now".to_owned(),
            answers: Answers::default(),
        };
        Ok(Reply::Ephemeral(Message::new(text).button(unlink)))
    }
}

impl Run for UnlinkNow {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        people::become_two(ctx, asker.member.id).await?;
        Ok(Reply::Update(Message::new(say!(ctx.words, "unlink-done"))))
    }
}
