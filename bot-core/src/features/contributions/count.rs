//! Counting what is new: messages, the threads they start, the reactions they receive.

use std::collections::HashSet;
use std::collections::hash_map::{Entry, HashMap};

use super::ingest::{Ingested, Known};
use super::queries::{self, At, NewMessage, NewReaction, NewThread};
use super::rollup::Tally;
use super::{Kind, rules};
use crate::chat::{MessageId, MessageRef, Person, Reaction, Source, event};
use crate::context::{Channel, Context};
use crate::error::Result;
use crate::features::settings::Emoji;
use crate::features::{escalation, learning, shoutouts};
use crate::moment::Moment;

/// Things that are added, in any order: a message is written before what refers to it.
#[derive(Default)]
pub(crate) struct Batch<'a> {
    pub(crate) messages: Vec<(Moment, &'a event::Message)>,
    pub(crate) threads: Vec<(Moment, &'a MessageRef, &'a Person)>,
    pub(crate) reactions: Vec<(Moment, &'a Reaction)>,
}

impl Batch<'_> {
    /// Writes all of it down, and counts what was new.
    pub(crate) async fn write(self, ctx: &mut Context, source: Source, known: &Known) -> Result<Ingested> {
        let mut tally = Tally::default();
        let messages = self.write_messages(ctx, source, known, &mut tally).await?;
        self.write_threads(ctx, known, &mut tally).await?;
        let reactions = self.write_reactions(ctx, source, known, &mut tally).await?;
        tally.write(&mut ctx.tx, ctx.community.id).await?;
        let passed_over = self.messages.len() as u64 - messages;
        Ok(Ingested { messages, passed_over, reactions })
    }

    async fn write_messages(
        &self,
        ctx: &mut Context,
        source: Source,
        known: &Known,
        tally: &mut Tally,
    ) -> Result<u64> {
        let zone = ctx.community.settings.zone;
        let answered = self.answered(ctx, known).await?;
        let mut new: HashMap<(i64, &str), (NewMessage<'_>, Kind, i64)> = HashMap::new();
        let mut heard: Vec<learning::Heard<'_>> = Vec::new();
        for (at, message) in &self.messages {
            let Some((author, channel)) = counts(known, *at, &message.author, &message.channel) else {
                continue;
            };
            let addressed = match (&message.to, &message.answers) {
                (Some(to), _) => known.members.get(to.as_str()).map(|member| member.id),
                (None, Some(id)) => answered.get(&place(channel, id)).copied(),
                (None, None) => None,
            };
            let thread = message.thread.as_ref().filter(|root| **root != message.id);
            let kind = rules::kind(author, thread.is_some(), addressed);
            let day = at.day(zone);
            let row = NewMessage {
                channel: channel.id,
                id: message.id.as_str(),
                author,
                kind: kind.name(),
                thread: thread.map(MessageId::as_str),
                addressed,
                wordless: message.text.is_none().then_some(at.0),
                day: day.0,
                sent: at.0,
            };
            if let Entry::Vacant(free) = new.entry((channel.id, message.id.as_str())) {
                free.insert((row, kind, channel.counts_in));
                heard.push(learning::Heard { at: *at, message, channel, author, addressed, new: false });
            }
        }
        if new.is_empty() {
            return Ok(0);
        }
        let mut rows: Vec<&NewMessage<'_>> = new.values().map(|(row, ..)| row).collect();
        rows.sort_by_key(|row| (row.channel, row.id));
        let community = ctx.community.id;
        let imported = source == Source::Import;
        let added = queries::add_messages(&mut ctx.tx, community, &rows, ctx.now, imported).await?;
        for (channel, id) in &added {
            if let Some((row, kind, counts_in)) = new.get(&(*channel, id.as_str())) {
                tally.add(row.author, *kind, *counts_in, crate::moment::Day(row.day), 1);
            }
        }
        let added: HashSet<(i64, String)> = added.into_iter().collect();
        for one in &mut heard {
            one.new = added.contains(&(one.channel.id, one.message.id.as_str().to_owned()));
        }
        let private = escalation::Private::look(ctx, heard.iter().map(|one| one.channel)).await?;
        heard.retain(|one| !private.has(one.channel, one.message.thread.as_ref()));
        learning::hear(ctx, source, known, heard).await?;
        Ok(added.len() as u64)
    }

    /// Who wrote the messages that others reply to: those of this batch, and those that were stored before.
    async fn answered(&self, ctx: &mut Context, known: &Known) -> Result<HashMap<At, i64>> {
        let mut wanted: HashSet<At> = HashSet::new();
        for (_, message) in &self.messages {
            if let (None, Some(id), Some(channel)) =
                (&message.to, &message.answers, known.channels.get(&message.channel))
            {
                wanted.insert(place(channel, id));
            }
        }
        if wanted.is_empty() {
            return Ok(HashMap::new());
        }
        let stored: Vec<At> = wanted.iter().cloned().collect();
        let mut authors: HashMap<At, i64> =
            queries::authors(&mut ctx.tx, ctx.community.id, &stored).await?.into_iter().collect();
        for (at, message) in &self.messages {
            if let Some((author, channel)) = counts(known, *at, &message.author, &message.channel) {
                let at = place(channel, &message.id);
                if wanted.contains(&at) {
                    authors.insert(at, author);
                }
            }
        }
        Ok(authors)
    }

    async fn write_threads(&self, ctx: &mut Context, known: &Known, tally: &mut Tally) -> Result<()> {
        let zone = ctx.community.settings.zone;
        let mut new: HashMap<(i64, &str), (NewThread<'_>, i64)> = HashMap::new();
        for (at, root, by) in &self.threads {
            let Some((author, channel)) = counts(known, *at, by, &root.channel) else { continue };
            let id = root.message.as_str();
            let row = NewThread { channel: channel.id, root: id, author, day: at.day(zone).0 };
            new.entry((channel.id, id)).or_insert((row, channel.counts_in));
        }
        if new.is_empty() {
            return Ok(());
        }
        let mut rows: Vec<&NewThread<'_>> = new.values().map(|(row, _)| row).collect();
        rows.sort_by_key(|row| (row.channel, row.root));
        for (channel, root) in queries::add_threads(&mut ctx.tx, ctx.community.id, &rows).await? {
            if let Some((row, counts_in)) = new.get(&(channel, root.as_str())) {
                tally.add(row.author, Kind::ThreadStarted, *counts_in, crate::moment::Day(row.day), 1);
            }
        }
        let started = self.threads.iter().filter_map(|(_, root, _)| {
            known.channels.get(&root.channel).map(|channel| (channel, &root.message))
        });
        let started: Vec<_> =
            started.filter(|(channel, root)| new.contains_key(&(channel.id, root.as_str()))).collect();
        let private = escalation::Private::look(ctx, started.iter().map(|(channel, _)| *channel)).await?;
        let told = started.into_iter().filter(|(channel, root)| !private.has(channel, Some(root)));
        let told: Vec<_> = told.map(|(channel, root)| (channel, root.as_str())).collect();
        learning::thread_started(ctx, &told).await
    }

    async fn write_reactions(
        &self,
        ctx: &mut Context,
        source: Source,
        known: &Known,
        tally: &mut Tally,
    ) -> Result<u64> {
        let zone = ctx.community.settings.zone;
        let authors = self.reacted_to(ctx, known).await?;
        let folded: Vec<Emoji> =
            self.reactions.iter().map(|(_, reaction)| Emoji::fold(&reaction.emoji)).collect();
        let mut waiting: Vec<(NewReaction<'_>, i64, &Reaction)> = Vec::new();
        for ((at, reaction), emoji) in self.reactions.iter().zip(&folded) {
            let Some((member, channel)) = counts(known, *at, &reaction.by, &reaction.on.channel) else {
                continue;
            };
            let Some(author) = authors.get(&place(channel, &reaction.on.message)).copied() else { continue };
            if author == member {
                continue;
            }
            let row = NewReaction {
                channel: channel.id,
                message: reaction.on.message.as_str(),
                emoji: emoji.as_str(),
                member,
                author,
                day: at.day(zone).0,
                at: at.0,
            };
            waiting.push((row, channel.counts_in, reaction));
        }
        let mut counted = 0;
        while !waiting.is_empty() {
            // A late copy may stand before a newer one like it: that one has its turn when the copy did not count.
            let mut turn: HashMap<Key<'_>, (NewReaction<'_>, i64, &Reaction)> = HashMap::new();
            let mut later = Vec::new();
            for one in waiting {
                match turn.entry(key(&one.0)) {
                    Entry::Vacant(free) => drop(free.insert(one)),
                    Entry::Occupied(first) if first.get().0.at == one.0.at => {}
                    Entry::Occupied(_) => later.push(one),
                }
            }
            let mut rows: Vec<&NewReaction<'_>> = turn.values().map(|(row, ..)| row).collect();
            rows.sort_by_key(|row| key(row));
            let added = queries::add_reactions(&mut ctx.tx, ctx.community.id, &rows).await?;
            for (channel, message, emoji, member) in &added {
                let Some((row, counts_in, reaction)) = turn.get(&(*channel, message, emoji, *member)) else {
                    continue;
                };
                tally.add(row.author, Kind::ReactionReceived, *counts_in, crate::moment::Day(row.day), 1);
                if source == Source::Live {
                    shoutouts::by_reaction(ctx, row.member, row.author, row.channel, reaction).await?;
                }
            }
            counted += added.len() as u64;
            waiting = later;
        }
        Ok(counted)
    }

    /// Who wrote the messages that were reacted to: whom the platform named, or else who is known to have.
    async fn reacted_to(&self, ctx: &mut Context, known: &Known) -> Result<HashMap<At, i64>> {
        let mut authors = HashMap::new();
        let mut unnamed = HashSet::new();
        for (when, reaction) in &self.reactions {
            let Some(channel) = known.channels.get(&reaction.on.channel) else { continue };
            let at = place(channel, &reaction.on.message);
            match &reaction.author {
                Some(author) => {
                    let forgotten = known.is_forgotten(&author.account, *when);
                    if let Some(author) = known.counted(&author.account).filter(|_| !forgotten) {
                        authors.insert(at, author);
                    }
                }
                None => drop(unnamed.insert(at)),
            }
        }
        let unnamed: Vec<At> = unnamed.into_iter().collect();
        if !unnamed.is_empty() {
            authors.extend(queries::authors(&mut ctx.tx, ctx.community.id, &unnamed).await?);
        }
        Ok(authors)
    }
}

/// What makes a reaction one and the same.
type Key<'a> = (i64, &'a str, &'a str, i64);

fn key<'a>(row: &NewReaction<'a>) -> Key<'a> {
    (row.channel, row.message, row.emoji, row.member)
}

/// The member and the channel, if what this person does there counts.
fn counts<'k>(
    known: &'k Known,
    at: Moment,
    who: &Person,
    channel: &crate::chat::ChannelId,
) -> Option<(i64, &'k Channel)> {
    let channel = known.channels.get(channel).filter(|channel| !channel.left_out)?;
    let member = known.counted(&who.account).filter(|_| !who.bot && !known.is_forgotten(&who.account, at))?;
    Some((member, channel))
}

fn place(channel: &Channel, message: &MessageId) -> At {
    At { channel: channel.id, id: message.as_str().to_owned() }
}
