//! The way out: every event passes here to the sink, and is counted on its way.

use std::collections::HashSet;
use std::ops::ControlFlow;

use bot_core::chat::event::Message;
use bot_core::chat::{AccountId, Event, Happening, MessageRef, Person, Reaction, ServerId};
use bot_core::moment::Moment;

use crate::Step;
use crate::summary::{Broken, Reason, Summary};

/// How much is read between two words on progress, in bytes.
const STRIDE: u64 = 1 << 20;

/// An emoji on a message, and those who chose it.
pub(crate) struct Chosen {
    pub(crate) emoji: String,
    pub(crate) by: Vec<Person>,
    /// How many there are in truth; exports do not always name all.
    pub(crate) count: u64,
}

/// Where a reader puts what it reads.
pub(crate) struct Out<'a> {
    server: ServerId,
    sink: &'a mut dyn FnMut(Step) -> ControlFlow<()>,
    met: HashSet<AccountId>,
    read: u64,
    told: u64,
    pub(crate) summary: Summary,
}

impl<'a> Out<'a> {
    pub(crate) fn new(server: &ServerId, sink: &'a mut dyn FnMut(Step) -> ControlFlow<()>) -> Self {
        let (server, met) = (server.clone(), HashSet::new());
        Self { server, sink, met, read: 0, told: 0, summary: Summary::default() }
    }

    /// One event.
    pub(crate) fn event(&mut self, at: Moment, what: Happening) -> ControlFlow<()> {
        let sum = &mut self.summary;
        match &what {
            Happening::Channel { parent: None, .. } => sum.channels += 1,
            Happening::Joined(_) => sum.joined += 1,
            Happening::Message(_) => {
                sum.messages += 1;
                sum.first = Some(sum.first.map_or(at, |first| first.min(at)));
                sum.last = Some(sum.last.map_or(at, |last| last.max(at)));
            }
            Happening::Reacted(_) => sum.reactions += 1,
            _ => {}
        }
        (self.sink)(Step::Event(Event { server: self.server.clone(), at, what }))
    }

    /// Says that `person` exists, unless that was said before.
    pub(crate) fn meet(&mut self, person: &Person, at: Moment) -> ControlFlow<()> {
        if self.met.contains(&person.account) {
            return ControlFlow::Continue(());
        }
        self.met.insert(person.account.clone());
        self.summary.people += u64::from(!person.bot);
        self.event(at, Happening::Person(person.clone()))
    }

    /// A message and whoever comes with it; then the thread under it, if it opens one; then the reactions to it.
    pub(crate) fn message(
        &mut self,
        at: Moment,
        message: Message,
        opens_thread: bool,
        reactions: Vec<Chosen>,
    ) -> ControlFlow<()> {
        let (on, author) =
            (MessageRef { channel: message.channel.clone(), message: message.id.clone() }, &message.author);
        let author = author.clone();
        self.meet(&author, at)?;
        self.event(at, Happening::Message(message))?;
        if opens_thread {
            self.event(at, Happening::ThreadStarted { root: on.clone(), by: author.clone() })?;
        }
        for Chosen { emoji, by, count } in reactions {
            self.leave_out(Reason::ReactionUnnamed, count.saturating_sub(by.len() as u64));
            for by in by {
                self.meet(&by, at)?;
                if by.bot {
                    self.leave_out(Reason::BotReaction, 1);
                    continue;
                }
                let (on, emoji, author) = (on.clone(), emoji.clone(), Some(author.clone()));
                self.event(at, Happening::Reacted(Reaction { on, by, emoji, author }))?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Counts `n` things that are not handed on.
    pub(crate) fn leave_out(&mut self, reason: Reason, n: u64) {
        if n > 0 {
            *self.summary.left_out.entry(reason).or_default() += n;
        }
    }

    /// Notes a broken place.
    pub(crate) fn broken(&mut self, broken: Broken) {
        self.leave_out(Reason::Unreadable, 1);
        if self.summary.broken.len() < Summary::BROKEN {
            self.summary.broken.push(broken);
        }
    }

    /// Tells how far the reading is, `within` bytes into a file, though not at every step.
    pub(crate) fn progress(&mut self, within: u64) -> ControlFlow<()> {
        let read = self.read + within;
        if read < self.told + STRIDE {
            return ControlFlow::Continue(());
        }
        self.told = read;
        (self.sink)(Step::Read(read))
    }

    /// Everything is read.
    pub(crate) fn finish(&mut self) -> ControlFlow<()> {
        (self.sink)(Step::Read(self.read))
    }

    /// A file of `size` bytes is done with.
    pub(crate) fn done(&mut self, size: u64) -> ControlFlow<()> {
        self.read += size;
        self.progress(0)
    }
}
