//! The question whether it is so, which both sides are asked, and its two buttons.

use super::queries::{self, Link, Side, What};
use super::{communities, link, people};
use crate::chat::{Button, ButtonStyle, Effect, Message, Text};
use crate::command::{Field, Menu, Reply, Role, Run, Widget, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::features::members;
use crate::text::say;

/// The link whose button was pressed.
pub(crate) struct Asked(i64);

impl Field for Asked {
    const WIDGET: Widget = Widget::Search;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        answer.parse().map(Self).map_err(|_| gone(ctx, What::Persons))
    }
}

form! {
    /// Say that both are yours.
    pub(crate) struct Confirm = "link confirm", for [], in Menu::Hidden, "" {
        /// Which link?
        link: Asked,
    }
}

form! {
    /// Say that the other one is not yours.
    pub(crate) struct Refuse = "link refuse", for [], in Menu::Hidden, "" {
        /// Which link?
        link: Asked,
    }
}

fn gone(ctx: &Context, what: What) -> crate::Error {
    say!(ctx.words, "link-gone", how = Text::code(link::command(what))).into()
}

/// What would become one with what, for the eyes of one side.
pub(super) async fn about(ctx: &mut Context, link: &Link, me: &Side) -> Result<Text> {
    let other = if link.first == *me { link.other.clone() } else { Some(link.first.clone()) };
    let Some(other) = other else { return Err(gone(ctx, link.what)) };
    match link.what {
        What::Communities => communities::about(ctx, &other, me, link.kept).await,
        What::Persons => people::about(ctx, &other, me).await,
    }
}

/// The same with the two buttons.
pub(super) async fn question(ctx: &mut Context, link: &Link, me: &Side) -> Result<Message> {
    let text = about(ctx, link, me).await?;
    let yes = match link.what {
        What::Communities => say!(ctx.words, "button-community-link-yes"),
        What::Persons => say!(ctx.words, "button-link-yes"),
    };
    let no = say!(ctx.words, "button-link-no").to_string();
    let id = link.id.to_string();
    Ok(Message::new(text)
        .button(Button::new(yes.to_string(), "link confirm", "link", &id).style(ButtonStyle::Primary))
        .button(Button::new(no, "link refuse", "link", &id)))
}

/// The link that the asker may answer, and whether they asked for its code.
async fn mine(ctx: &mut Context, asker: &Asker, id: i64) -> Result<(Link, bool)> {
    let me = link::side(asker, ctx);
    let found = queries::by_id(&mut ctx.tx, id, ctx.now).await?;
    let found = found.filter(|link| link.first == me || link.other.as_ref() == Some(&me));
    let Some(link) = found else { return Err(gone(ctx, What::Persons)) };
    if link.what == What::Communities && !asker.is(Role::Admin) {
        return Err(members::not_allowed(&[Role::Admin], ctx).await?);
    }
    let is_first = link.first == me;
    Ok((link, is_first))
}

impl Run for Confirm {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let (link, is_first) = mine(ctx, asker, self.link.0).await?;
        let other = if is_first { link.other.clone() } else { Some(link.first.clone()) };
        let said = queries::say_yes(&mut ctx.tx, link.id, is_first, ctx.now).await?;
        let (Some(both), Some(other)) = (said, other) else { return Err(gone(ctx, link.what)) };
        if !both {
            let how = Text::code(link::command(link.what));
            let platform = Text::words(other.platform.shown());
            return Ok(Reply::Update(Message::new(say!(
                ctx.words,
                "link-waits",
                platform = platform,
                how = how
            ))));
        }
        queries::close(&mut ctx.tx, link.id).await?;
        let me = link::side(asker, ctx);
        if link.what == What::Communities {
            let told = communities::become_one(ctx, &me, &other, link.kept).await?;
            return Ok(Reply::Update(Message::new(told)));
        }
        let (told, there) = people::become_one(ctx, &me, &other).await?;
        let effect = Effect::Direct { to: other.account.clone(), message: Message::new(there) };
        ctx.send_to(&other.platform, &effect, None).await?;
        Ok(Reply::Update(Message::new(told)))
    }
}

impl Run for Refuse {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let (link, _) = mine(ctx, asker, self.link.0).await?;
        queries::close(&mut ctx.tx, link.id).await?;
        Ok(Reply::Update(Message::new(say!(ctx.words, "link-refused"))))
    }
}
