//! What is due happens, in its order: the example goes on, Kith is told, the clock's jobs run, effects are carried out.

use std::time::Duration;

use bot_core::Bot;
use bot_core::chat::{AccountId, Event, Happening, ServerId, Source};
use bot_core::command::parse_line;
use bot_core::moment::{Moment, Span};

use super::Playground;
use crate::Result;
use crate::log::{Ask, Body, Item, New, Where, Writing, key};

/// So many things are looked at, and told to the core, at once.
const BATCH: i64 = 500;
/// A job that is due at a full hour runs in its first second.
const MOMENT: Span = Span(1_000);
/// What a process took out of the outbox and died with can be taken again after two minutes.
const AGAIN: Span = Span(121_000);
/// How often the clock is looked at while nobody does anything.
const LOOK: Duration = Duration::from_secs(5);
/// How often people and channels are met that somebody imports while the playground is open.
const MEET: u32 = 12;
/// The name under which the log keeps up to which moment everything happened.
const PLAYED: &str = "played";

impl Playground {
    /// Begins, or goes on after a crash.
    pub async fn begin(&self) -> Result<()> {
        self.meet().await?;
        self.catch_up().await
    }

    /// Lets everything happen that is due by now.
    pub(crate) async fn catch_up(&self) -> Result<()> {
        let mut turn = self.turn.lock().await;
        self.all_due(&mut turn, self.now()).await
    }

    /// Lets everything happen that is due by `now`: first what was asked before a crash and has no answer yet.
    pub(super) async fn all_due(&self, played: &mut Option<Moment>, now: Moment) -> Result<()> {
        self.play(played, now).await?;
        for ask in self.log.unanswered().await? {
            let id = ask.id.clone();
            if let Err(failed) = self.finish(ask).await {
                tracing::error!(id, error = %failed, "what was asked is not answered yet");
            }
        }
        self.bot.tick(now).await?;
        self.deliver_at(now).await?;
        self.play(played, now).await
    }

    /// Looks at the clock again and again. It ends with its task.
    pub(crate) async fn keep_playing(&self) {
        let mut looks = 0;
        loop {
            tokio::time::sleep(LOOK).await;
            looks += 1;
            let met = if looks % MEET == 0 { self.meet().await } else { Ok(()) };
            for failed in [met.err(), self.catch_up().await.err()].into_iter().flatten() {
                tracing::error!(error = %failed, "the playground stumbled, and tries again");
            }
        }
    }

    /// Lets what is in the script happen, up to `now`. A digest on the way, or whoever is asked next, comes at its own time:
    /// after what happened before it, and telling of nothing that comes later.
    pub(super) async fn play(&self, played: &mut Option<Moment>, now: Moment) -> Result<()> {
        let back = played.is_none();
        loop {
            let due = self.log.due(now, BATCH).await?;
            let first = due.first().map(|(_, when, _)| *when);
            let since = match *played {
                Some(played) => played,
                None => self.stopped_at(first).await?.unwrap_or(now),
            };
            *played = Some(since);
            let digest = self.next_job(since).await?.map(|digest| digest + MOMENT);
            if let Some(digest) = digest.filter(|digest| *digest <= first.unwrap_or(now)) {
                self.bot.tick(digest).await?;
                self.deliver_then(digest, back).await?;
                *played = Some(digest);
                continue;
            }
            let before = |when: Moment| digest.is_none_or(|digest| when < digest);
            let due: Vec<_> = due.into_iter().take_while(|(_, when, _)| before(*when)).collect();
            let Some((_, last, _)) = due.last() else {
                *played = Some(now);
                return Ok(());
            };
            let last = *last;
            // Up to the first thing that is asked, which may settle when the next digest comes.
            let asked =
                due.iter().find(|(_, _, item)| matches!(item, Item::Asks { .. })).map(|(_, when, _)| *when);
            self.perform(due, back).await?;
            *played = Some(asked.unwrap_or(last).max(since));
        }
    }

    /// Where another process stopped before `first`, which is the first thing that is due: a digest may be due between.
    async fn stopped_at(&self, first: Option<Moment>) -> Result<Option<Moment>> {
        let Some(first) = first else { return Ok(None) };
        let kept = self.log.meta(PLAYED).await?.and_then(|kept| kept.parse().ok()).map(Moment);
        Ok(Some(kept.map_or(first, |kept| kept.min(first))))
    }

    /// Carries out what is due then. A process that has only just come `back` does also what the one before it took out
    /// of the outbox and died with: by the script's clock it would soon be too old to be told.
    async fn deliver_then(&self, when: Moment, back: bool) -> Result<()> {
        self.deliver_at(when).await?;
        if back { self.deliver_at(when + AGAIN).await } else { Ok(()) }
    }

    /// Lets things happen one after the other; what the core is told goes in as few batches as can be.
    async fn perform(&self, due: Vec<(i64, Moment, Item)>, back: bool) -> Result<()> {
        let (mut events, mut items) = (Vec::new(), Vec::new());
        for (n, when, item) in due {
            match item {
                Item::Happens(event) => events.push((true, event)),
                Item::Tells(event) => events.push((false, event)),
                Item::Asks { server, channel, account, line } => {
                    self.tell(std::mem::take(&mut events), &std::mem::take(&mut items)).await?;
                    let at = Where { server: key(&server), channel, thread: None };
                    self.ask_line(n, when, server, at, account, &line).await?;
                    self.deliver_then(when, back).await?;
                    // The digest's day may be another one now.
                    return self.tell(Vec::new(), &[(n, when)]).await;
                }
            }
            items.push((n, when));
        }
        self.tell(events, &items).await
    }

    /// When the next digest of any community comes after `after`, or something is due about a question.
    async fn next_job(&self, after: Moment) -> Result<Option<Moment>> {
        let mut next = self.bot.next_question(after).await?;
        for (_, server) in self.communities().await? {
            let glance = self.bot.glance(after, &server).await?;
            let digest = glance.and_then(|glance| glance.next_digest);
            next = [next, digest].into_iter().flatten().min();
        }
        Ok(next)
    }

    /// Things happen on the chat server, the core is told of them, and they are ticked off the script.
    async fn tell(&self, events: Vec<(bool, Event)>, items: &[(i64, Moment)]) -> Result<()> {
        let mut writing = self.log.write().await?;
        for (_, event) in events.iter().filter(|(happens, _)| *happens) {
            happen(&mut writing, event).await?;
        }
        writing.commit().await?;
        let events: Vec<Event> = events.into_iter().map(|(_, event)| event).collect();
        if let Some(last) = events.last() {
            // By their own clock: what was to happen last Monday happened then.
            self.bot.ingest(last.at, Source::Live, &events).await?;
            self.metrics.events(events.len() as u64);
        }
        let mut writing = self.log.write().await?;
        let done: Vec<i64> = items.iter().map(|(n, _)| *n).collect();
        writing.done(&done).await?;
        if let Some((_, last)) = items.last() {
            writing.set_meta(PLAYED, &last.0.to_string()).await?;
        }
        writing.commit().await
    }

    /// Somebody of the example asks Kith something.
    async fn ask_line(
        &self,
        n: i64,
        when: Moment,
        server: ServerId,
        at: Where,
        asker: AccountId,
        line: &str,
    ) -> Result<()> {
        let Some(read) = parse_line(line, Bot::commands().iter().map(|command| command.spec)) else {
            tracing::error!(line, "the example asks for what is not there");
            return Ok(());
        };
        let ask = Ask {
            id: format!("script-{n}"),
            server,
            at,
            asker,
            command: read.spec.name.to_owned(),
            answers: read.answers,
            pressed: None,
            when,
        };
        self.ask_now(ask).await?;
        Ok(())
    }
}

/// Something happens on the chat server that nobody did on the page.
async fn happen(writing: &mut Writing, event: &Event) -> Result<()> {
    let server = key(&event.server);
    match &event.what {
        Happening::Channel { id, name, .. } => writing.add_channel(&server, id, name).await,
        Happening::Joined(person) | Happening::Person(person) => writing.meet(&server, person).await,
        Happening::Left(account) => writing.set_gone(&server, account, Some(event.at)).await,
        Happening::Message(said) => {
            writing.meet(&server, &said.author).await?;
            let at = Where { server, channel: said.channel.clone(), thread: said.thread.clone() };
            let body = Body::Said(said.text.clone().unwrap_or_default());
            let author = Some(said.author.account.clone());
            let id = Some(said.id.clone());
            writing.add(New { id, author, ..New::kith(at, body, event.at) }).await?;
            Ok(())
        }
        Happening::Reacted(reaction) => {
            let emoji = crate::draw::emoji(&reaction.emoji);
            let n = writing.number(&server, &reaction.on.channel, &reaction.on.message).await?;
            if let Some(n) = n {
                writing.react(n, &emoji, &reaction.by.account, true, event.at).await?;
            }
            Ok(())
        }
        Happening::Role { id, name } => writing.add_role(&server, id, name).await,
        // Nothing of the like is in the example.
        Happening::Deleted(_)
        | Happening::Roles { .. }
        | Happening::Server { .. }
        | Happening::ThreadStarted { .. }
        | Happening::Unreacted { .. }
        | Happening::Visitor { .. }
        | Happening::Everybody(_)
        | Happening::ChannelGone(_)
        | Happening::Inventory { .. }
        | Happening::RoleGone(_)
        | Happening::ServerGone => Ok(()),
    }
}
