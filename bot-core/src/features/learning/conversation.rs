//! Who asks and who answers in a channel, told from the order of what is said: pure, and the same for a batch and one by one.

use std::collections::{BTreeSet, HashMap, VecDeque};

use crate::moment::{Moment, Span};

/// Whoever was silent for so long opens something new.
const SILENCE: Span = Span::hours(1);
/// Lines of one person that follow each other so closely are one thought.
const BREATH: Span = Span::minutes(5);
/// Who names the asker within this time answers.
const NAMED_WITHIN: Span = Span::days(1);
/// Who speaks next within this time answers, without naming anybody.
const NEXT_WITHIN: Span = Span::minutes(15);
/// What was said so many lines ago is as good as over, so that a busy channel costs no more than a quiet one.
const LINES: usize = 250;
/// How many lines must be known to go on: where the oldest that still count belong, those before them tell.
pub(crate) const LINES_BEFORE: usize = 2 * LINES;
/// How many of a channel's last questions can still be answered by naming who asked.
pub(crate) const QUESTIONS_BEFORE: usize = 250;
/// So far before a batch a conversation must be known to go on with it.
pub(crate) const BEFORE: Span = Span::hours(2);
/// So far before a batch questions must be known.
pub(crate) const OPEN_BEFORE: Span = NAMED_WITHIN;

/// How a message answers a question.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum How {
    /// It replies to it, or names the asker.
    Named,
    /// It comes next in the channel.
    Next,
    /// It stands in the thread under it.
    Thread,
}

impl How {
    /// Its name in the database.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Next => "next",
            Self::Thread => "thread",
        }
    }
}

/// Something that was said, as far as it matters here.
#[derive(Clone, Debug)]
pub(crate) struct Said<'a> {
    pub(crate) at: Moment,
    pub(crate) author: i64,
    /// The message at the top of its thread, if it stands in one.
    pub(crate) thread: Option<&'a str>,
    /// Whom it names or replies to, besides its author.
    pub(crate) names: &'a [i64],
    /// Whether it speaks to one person rather than to all.
    pub(crate) to_one: bool,
    /// Whether its words ask something.
    pub(crate) asks: bool,
    /// Whether it is a post that opens a thread of its own.
    pub(crate) post: bool,
}

/// A question that may still be answered.
#[derive(Clone, Debug)]
pub(crate) struct Open {
    pub(crate) id: i64,
    pub(crate) message: String,
    pub(crate) asker: i64,
    pub(crate) asked: Moment,
    /// When the asker last added something to it.
    pub(crate) last: Moment,
    /// Whether nobody else has said anything since.
    pub(crate) waits: bool,
    /// Those whose answer counted already.
    pub(crate) credited: BTreeSet<i64>,
}

/// What a message turned out to be.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Turn {
    /// The questions that it answers, by their place in [`Room::open`].
    pub(crate) answers: Vec<(usize, How)>,
    /// Whether it opens a question.
    pub(crate) opens: bool,
    /// The question to which its asker adds something.
    pub(crate) adds_to: Option<usize>,
}

/// A line that was said in the channel itself.
#[derive(Clone, Copy, Debug)]
struct Line {
    at: Moment,
    author: i64,
    /// Whether it belongs to what its author began after a silence.
    fresh: bool,
    /// The question that it belongs to.
    question: Option<usize>,
}

/// A channel, as far as what is said next depends on it.
#[derive(Debug, Default)]
pub(crate) struct Room {
    lines: VecDeque<Line>,
    /// Questions, oldest first.
    open: Vec<Open>,
    /// Where each of them stands, by its message.
    places: HashMap<String, usize>,
    /// For none of the first so many does anybody wait any more.
    over: usize,
}

impl Room {
    /// Recalls a question that was asked before, oldest first.
    pub(crate) fn recall_question(&mut self, open: Open) {
        self.places.insert(open.message.clone(), self.open.len());
        self.open.push(open);
    }

    /// Recalls a line that was said before; `question` if it opened one.
    pub(crate) fn recall(&mut self, at: Moment, author: i64, message: &str) {
        let question = self.place_of(message);
        let (fresh, follows) = self.place(at, author);
        if let Some(open) = follows.filter(|_| question.is_none()).and_then(|n| self.open.get_mut(n)) {
            open.last = at;
        }
        let question = question.or(follows);
        self.say(Line { at, author, fresh, question });
    }

    /// Hears what is said next.
    pub(crate) fn hear(&mut self, said: &Said<'_>) -> Turn {
        if let Some(root) = said.thread {
            let place = self.place_of(root).filter(|n| self.open[*n].asker != said.author);
            let answers = place.map(|n| (n, How::Thread));
            return Turn { answers: answers.into_iter().collect(), ..Turn::default() };
        }
        let (fresh, follows) = self.place(said.at, said.author);
        let opens = said.post || said.asks && fresh && follows.is_none() && !said.to_one;
        let mut turn = Turn { answers: self.named(said), opens, adds_to: follows.filter(|_| !opens) };
        if turn.answers.is_empty() && !opens {
            turn.answers.extend(self.next(said).map(|n| (n, How::Next)));
        }
        let question = if opens { None } else { follows };
        if let Some(open) = question.and_then(|n| self.open.get_mut(n)) {
            open.last = said.at;
        }
        self.say(Line { at: said.at, author: said.author, fresh, question });
        turn
    }

    /// The last line opened a question: `open`, unless it is known already. Our id of it, and whether it is new.
    pub(crate) fn opened(&mut self, open: Open) -> (i64, bool) {
        let known = self.place_of(&open.message);
        let place = known.unwrap_or(self.open.len());
        if known.is_none() {
            self.recall_question(open);
        }
        if let Some(line) = self.lines.back_mut() {
            line.question = Some(place);
        }
        (self.open[place].id, known.is_none())
    }

    /// Where the question stands that this message asked.
    pub(crate) fn place_of(&self, message: &str) -> Option<usize> {
        self.places.get(message).copied()
    }

    /// The question at a place.
    pub(crate) fn question(&mut self, place: usize) -> &mut Open {
        &mut self.open[place]
    }

    fn say(&mut self, line: Line) {
        for open in &mut self.open[self.over..] {
            open.waits &= open.asker == line.author || open.asked > line.at;
        }
        self.over += self.open[self.over..].iter().take_while(|open| !open.waits).count();
        let silent = |first: &Line| first.at < line.at - SILENCE;
        while self.lines.len() >= LINES || self.lines.front().is_some_and(silent) {
            self.lines.pop_front();
        }
        self.lines.push_back(line);
    }

    /// Whether a line at this moment belongs to what its author began after a silence, and the question that it follows.
    fn place(&self, at: Moment, author: i64) -> (bool, Option<usize>) {
        let before = self.lines.iter().rev().find(|line| line.author == author && line.at >= at - SILENCE);
        match (before, self.lines.back()) {
            (None, _) => (true, None),
            (Some(_), Some(last)) if last.author == author && last.at >= at - BREATH => {
                (last.fresh, last.question)
            }
            _ => (false, None),
        }
    }

    /// The questions whose askers it names: of each asker the last one.
    fn named(&self, said: &Said<'_>) -> Vec<(usize, How)> {
        if said.names.is_empty() {
            return Vec::new();
        }
        let mut askers = BTreeSet::new();
        let open = self.open.iter().enumerate().rev();
        let named = open.filter(|(_, open)| {
            said.names.contains(&open.asker)
                && open.asker != said.author
                && open.asked >= said.at - NAMED_WITHIN
                && open.asked <= said.at
                && askers.insert(open.asker)
        });
        named.map(|(n, _)| (n, How::Named)).collect()
    }

    /// The question after which it comes next.
    fn next(&self, said: &Said<'_>) -> Option<usize> {
        let waiting = self.open[self.over..].iter().rposition(|open| open.waits && open.asked <= said.at);
        let place = self.over + waiting?;
        let open = &self.open[place];
        let speaks_to_others = !said.names.is_empty();
        (open.asker != said.author && open.last >= said.at - NEXT_WITHIN && !speaks_to_others)
            .then_some(place)
    }
}

#[cfg(test)]
mod tests;
