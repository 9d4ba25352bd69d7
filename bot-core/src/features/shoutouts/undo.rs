//! `/undo`: a giver changes their mind.

use super::rules::UNDO;
use super::{gone, queries};
use crate::chat::Message;
use crate::command::{Reply, Run, Via, Widget, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::text::say;

/// The shout-out whose button was pressed.
pub(crate) struct Pressed(i64);

impl crate::command::Field for Pressed {
    const WIDGET: Widget = Widget::Search;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        answer.parse().map(Self).map_err(|_| say!(ctx.words, "undo-nothing").into())
    }
}

form! {
    /// Take back the shout-out that you gave last, within 15 minutes.
    pub(crate) struct Undo = "undo", for [] {
        /// Which one; your last one if you leave it out
        shoutout: Option<Pressed>,
    }
}

impl Run for Undo {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let pressed = self.shoutout.is_some() && asker.via == Via::Button;
        let given = match self.shoutout {
            Some(Pressed(id)) => queries::by_id(&mut ctx.tx, community, id).await?,
            None => queries::last_by(&mut ctx.tx, community, asker.member.id).await?,
        };
        let Some(given) = given else { return Err(say!(ctx.words, "undo-nothing").into()) };
        if given.giver != Some(asker.member.id) {
            return Err(say!(ctx.words, "undo-not-yours").into());
        }
        if given.taken_back {
            return Err(say!(ctx.words, "undo-already").into());
        }
        if ctx.now > given.given + UNDO {
            let minutes = UNDO.0 / crate::moment::Span::minutes(1).0;
            return Err(say!(ctx.words, "undo-too-late", minutes = minutes).into());
        }
        let words = say!(ctx.words, "undo-done");
        if pressed {
            gone::take_back_here(ctx, &given, asker.member.id).await?;
            return Ok(Reply::Update(Message::new(words)));
        }
        gone::take_back(ctx, &[given], Some(asker.member.id), None).await?;
        Ok(Reply::quiet(words))
    }
}
