//! `/topic add`, `merge`, `rename` and `retire`: leads say what can be asked about.

use super::fields::{LONGEST, Topic};
use super::queries;
use crate::chat::Text;
use crate::command::fields::Short;
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Context};
use crate::error::{Error, Result};
use crate::features::audit::{self, Action};
use crate::features::members::fold;
use crate::text::say;

form! {
    /// Add a topic about which people can be asked.
    pub(crate) struct Add = "topic add", for [Lead, Admin] {
        /// What is it called?
        name: Short<LONGEST>,
    }
}

form! {
    /// Make a topic a part of another one. Its name still leads there.
    pub(crate) struct Merge = "topic merge", for [Lead, Admin] {
        /// Which topic?
        topic: Topic,
        /// Of which one does it become a part?
        into: Topic,
    }
}

form! {
    /// Call a topic otherwise.
    pub(crate) struct Rename = "topic rename", for [Lead, Admin] {
        /// Which topic?
        topic: Topic,
        /// Its new name
        name: Short<LONGEST>,
    }
}

form! {
    /// Let nobody be asked about a topic any more. Adding it again brings it back.
    pub(crate) struct Retire = "topic retire", for [Lead, Admin] {
        /// Which topic?
        topic: Topic,
    }
}

/// Somebody may type commas, and they separate topics.
fn check(name: &str, ctx: &Context) -> Result<()> {
    if name.contains([',', '\n']) || fold(name).is_empty() {
        return Err(say!(ctx.words, "topic-odd-name", typed = Text::typed(name)).into());
    }
    Ok(())
}

fn taken(ctx: &Context, name: &str) -> Error {
    say!(ctx.words, "topic-name-taken", name = Text::typed(name)).into()
}

impl Run for Add {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let name = self.name.0;
        check(&name, ctx)?;
        let all = queries::all(&mut ctx.tx, community).await?;
        match all.iter().find(|one| fold(&one.name) == fold(&name)) {
            Some(known) if known.retired && known.merged.is_none() => {
                queries::retire(&mut ctx.tx, community, known.id, None).await?;
            }
            Some(known) => return Err(taken(ctx, &known.name)),
            None => {
                let id = ctx.id();
                if !queries::add(&mut ctx.tx, community, id, &name, ctx.now).await? {
                    return Err(taken(ctx, &name));
                }
            }
        }
        audit::note(ctx, Some(asker.member.id), Action::TopicChanged, None, &format!("+ {name}")).await?;
        let how = Text::code("/expert invite");
        Ok(Reply::quiet(say!(ctx.words, "topic-added", name = Text::typed(&name), how = how)))
    }
}

impl Run for Merge {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let Self { topic, into } = self;
        if topic.id == into.id {
            return Err(say!(ctx.words, "topic-merge-itself", name = topic.named()).into());
        }
        queries::merge(&mut ctx.tx, community, topic.id, into.id).await?;
        let detail = format!("{} → {}", topic.name, into.name);
        audit::note(ctx, Some(asker.member.id), Action::TopicChanged, None, &detail).await?;
        Ok(Reply::quiet(say!(ctx.words, "topic-merged", name = topic.named(), into = into.named())))
    }
}

impl Run for Rename {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let Self { topic, name } = self;
        check(&name.0, ctx)?;
        let all = queries::all(&mut ctx.tx, community).await?;
        let same = |other: &&queries::Kept| other.id != topic.id && fold(&other.name) == fold(&name.0);
        if let Some(other) = all.iter().find(same) {
            return Err(taken(ctx, &other.name));
        }
        queries::rename(&mut ctx.tx, community, topic.id, &name.0).await?;
        let detail = format!("{}: {}", topic.name, name.0);
        audit::note(ctx, Some(asker.member.id), Action::TopicChanged, None, &detail).await?;
        Ok(Reply::quiet(say!(ctx.words, "topic-renamed", was = topic.named(), name = Text::typed(&name.0))))
    }
}

impl Run for Retire {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let (community, now) = (ctx.community.id, ctx.now);
        queries::retire(&mut ctx.tx, community, self.topic.id, Some(now)).await?;
        let detail = format!("− {}", self.topic.name);
        audit::note(ctx, Some(asker.member.id), Action::TopicChanged, None, &detail).await?;
        Ok(Reply::quiet(say!(ctx.words, "topic-retired", name = self.topic.named())))
    }
}
