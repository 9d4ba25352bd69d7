//! Hearing a batch: who asked, who answered, and, where a community allows it, what is learned from that.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::conversation::{How, Open, Room, Said};
use super::hears::asks;
use super::lessons;
use super::mentions::mentions;
use super::queries::hearing::{self, NewAnswer, NewQuestion, Place};
use super::rooms;
use super::tally::Tally;
use super::terms::{Term, terms};
use super::thanks;
use crate::chat::{AccountId, Source, event};
use crate::context::{Channel, Context};
use crate::error::Result;
use crate::features::contributions::Known;
use crate::moment::Moment;

/// A message of a batch that counts, with what is known about it.
pub(crate) struct Heard<'a> {
    pub(crate) at: Moment,
    pub(crate) message: &'a event::Message,
    pub(crate) channel: &'a Channel,
    pub(crate) author: i64,
    /// Whom it addresses.
    pub(crate) addressed: Option<i64>,
    /// Whether it was never taken in before.
    pub(crate) new: bool,
}

impl<'a> Heard<'a> {
    fn place(&self) -> Place<'a> {
        Place { channel: self.channel.id, id: self.message.id.as_str() }
    }

    /// The message at the top of its thread, if it stands below it.
    pub(crate) fn root(&self) -> Option<&'a str> {
        self.message
            .thread
            .as_ref()
            .filter(|root| **root != self.message.id)
            .map(crate::chat::MessageId::as_str)
    }

    /// Whether it is a post that opens a thread with a channel of its own, as in a forum.
    pub(crate) fn is_post(&self) -> bool {
        self.channel.counts_in != self.channel.id
            && self.message.id.as_str() == self.channel.platform_id.as_str()
    }

    /// Whether its words ask everybody something.
    fn asks(&self) -> bool {
        self.root().is_none() && self.message.text.as_deref().is_some_and(asks)
    }

    /// Whom it names or replies to, besides its author.
    fn names(&self, known: &Known) -> Vec<i64> {
        let text = self.message.text.as_deref().unwrap_or_default();
        let mut names: Vec<i64> =
            mentions(text).filter_map(|id| known.counted(&AccountId::from(id))).collect();
        names.extend(self.addressed);
        names.sort_unstable();
        names.dedup();
        names.retain(|name| *name != self.author);
        names
    }
}

/// Hears a batch of messages; `known` has whom it names. Whatever its order, it is heard in time's.
pub(crate) async fn hear(
    ctx: &mut Context,
    source: Source,
    known: &Known,
    mut batch: Vec<Heard<'_>>,
) -> Result<()> {
    batch.sort_by(|a, b| (a.at, &a.message.id).cmp(&(b.at, &b.message.id)));
    let learns = ctx.community.settings.learning;
    if !learns {
        batch.retain(|heard| heard.new);
    }
    if batch.is_empty() {
        return Ok(());
    }
    // Looked at once, as it takes longer than all else about most messages.
    let asking: Vec<bool> = batch.iter().map(Heard::asks).collect();
    let mut rooms = rooms::load(ctx, &batch, &asking).await?;
    let mut learned: HashSet<(i64, String)> = HashSet::new();
    if learns {
        let places: Vec<Place<'_>> = batch.iter().map(Heard::place).collect();
        let now = ctx.now;
        learned =
            hearing::mark_learned(&mut ctx.tx, ctx.community.id, &places, now).await?.into_iter().collect();
    }
    let mut tally = Tally::default();
    let mut latest = None;
    for (heard, asks) in batch.iter().zip(asking) {
        let learn = learned.contains(&(heard.channel.id, heard.message.id.as_str().to_owned()));
        if heard.new || learn {
            let names = heard.names(known);
            if source == Source::Live && heard.new {
                thanks::offer(ctx, heard, &names).await?;
            }
            let (tally, rooms, latest) = (&mut tally, &mut rooms, &mut latest);
            let mut one = One { ctx, tally, rooms, latest, heard, asks, names, learn };
            one.hear().await?;
        }
    }
    tally.write(&mut ctx.tx, ctx.community.id).await
}

/// A question that a message answers.
struct Answered {
    question: i64,
    asker: i64,
    /// Whether its author answers this question for the first time.
    first: bool,
    how: How,
}

/// One message on its way.
struct One<'c, 'a, 'b> {
    ctx: &'c mut Context,
    tally: &'c mut Tally<'a>,
    rooms: &'c mut BTreeMap<i64, Room>,
    /// When the last question was asked that was learned from, once that is known.
    latest: &'c mut Option<Moment>,
    heard: &'b Heard<'a>,
    asks: bool,
    names: Vec<i64>,
    learn: bool,
}

impl<'a> One<'_, 'a, '_> {
    async fn hear(&mut self) -> Result<()> {
        let heard = self.heard;
        let text = heard.message.text.as_deref();
        let root = heard.root();
        let said = Said {
            at: heard.at,
            author: heard.author,
            thread: root,
            names: &self.names,
            to_one: heard.addressed.is_some_and(|to| to != heard.author),
            asks: self.asks,
            post: heard.is_post(),
        };
        let in_room = self.room();
        let room = self.rooms.entry(in_room).or_default();
        let turn = room.hear(&said);
        let mut answered: Vec<Answered> = Vec::new();
        for (n, how) in &turn.answers {
            let open = room.question(*n);
            let first = open.credited.insert(heard.author);
            answered.push(Answered { question: open.id, asker: open.asker, first, how: *how });
        }
        let adds_to = turn.adds_to.map(|n| room.question(n)).map(|open| (open.id, open.asked));
        let words: Vec<(Term, String)> = match text {
            Some(text) if self.learn => terms(self.ctx.community.id, text),
            _ => Vec::new(),
        };
        if turn.opens {
            self.opens(in_room, &words).await?;
        } else if let Some((question, asked)) = adds_to {
            self.tally.had(question, asked, &words);
        }
        for one in &answered {
            self.tally.answers.push(NewAnswer {
                question: one.question,
                channel: heard.channel.id,
                message: heard.message.id.as_str(),
                member: heard.author,
                at: heard.at.0,
                how: one.how.name(),
            });
        }
        if self.learn {
            self.learn(&answered, &words, turn.opens);
        }
        Ok(())
    }

    /// The room that it is said in. A thread hangs on a channel, or on a post in a channel of its own.
    fn room(&self) -> i64 {
        let (own, above) = (self.heard.channel.id, self.heard.channel.counts_in);
        let Some(root) = self.heard.root() else { return own };
        let is_here = self.rooms.get(&own).is_some_and(|room| room.place_of(root).is_some());
        if is_here { own } else { above }
    }

    /// Whether no later question was learned from. What an import brings in another order than time's tells nothing of what
    /// was known when.
    async fn is_last(&mut self) -> Result<bool> {
        let (community, at) = (self.ctx.community.id, self.heard.at);
        let last = match *self.latest {
            Some(last) => last,
            None => hearing::latest_learned(&mut self.ctx.tx, community).await?,
        };
        *self.latest = Some(last.max(at));
        Ok(last <= at)
    }

    /// It opens a question: written down, and, if it is learned from, with what speaks for whom at this moment.
    async fn opens(&mut self, in_room: i64, words: &[(Term, String)]) -> Result<()> {
        let heard = self.heard;
        let message = heard.message.id.as_str();
        let new = Open {
            id: self.ctx.id(),
            message: message.to_owned(),
            asker: heard.author,
            asked: heard.at,
            last: heard.at,
            waits: true,
            credited: BTreeSet::new(),
        };
        let (id, is_new) = self.rooms.entry(in_room).or_default().opened(new);
        if is_new {
            let day = heard.at.day(self.ctx.community.settings.zone).0;
            self.tally.questions.push(NewQuestion {
                id,
                channel: heard.channel.id,
                message: message.to_owned(),
                counts_in: heard.channel.counts_in,
                asker: heard.author,
                day,
                asked: heard.at.0,
            });
        }
        if self.learn && self.is_last().await? && lessons::wanted(self.ctx, self.heard.at).await? {
            self.tally.write(&mut self.ctx.tx, self.ctx.community.id).await?;
            lessons::note(self.ctx, heard, id, words).await?;
        }
        self.tally.had(id, heard.at, words);
        Ok(())
    }

    fn learn(&mut self, answered: &[Answered], words: &[(Term, String)], opens: bool) {
        let heard = self.heard;
        let (at, channel, author) = (heard.at, heard.channel.counts_in, heard.author);
        // Who answers in a thread writes to whoever asked there.
        let mut to = self.names.clone();
        to.extend(answered.iter().filter(|one| one.how == How::Thread).map(|one| one.asker));
        to.sort_unstable();
        to.dedup();
        self.tally.wrote(at, channel, author, &to);
        for _ in answered.iter().filter(|one| one.first) {
            self.tally.answered(at, channel, author);
        }
        if opens {
            self.tally.asked(at, channel, author);
        }
        self.tally.used(at, author, words);
    }
}
