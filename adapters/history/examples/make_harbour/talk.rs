//! Ten weeks of talk: who opens a conversation where and when, who answers, who thanks, who reacts.

use crate::dice::Dice;
use crate::people::{HELPER, Person, Standing, Tongue};
use crate::questions::{ASK_BACK, QUESTIONS};
use crate::slots;
use crate::words::{self, Lines};

/// A channel: its name, its purpose, and its share of the conversations.
pub(crate) const CHANNELS: &[(&str, &str, u64)] = &[
    ("general", "What concerns everybody", 20),
    ("help", "Ask anything about Harbour", 34),
    ("show-and-tell", "What you made with it", 9),
    ("docs", "Writing it down", 9),
    ("translations", "Every harbour has its own words", 8),
    ("meetups", "Seeing each other", 5),
    ("random", "Everything else that floats", 15),
    ("staff-digest", "Numbers for the people who run the public instance", 0),
];

/// Monday, 2026-09-07, 00:00 UTC in seconds.
pub(crate) const START: i64 = 1_788_739_200;
pub(crate) const DAYS: i64 = 70;

/// Conversations on a day of the week, Monday first.
const BUSY: [i64; 7] = [18, 21, 22, 21, 17, 6, 5];

const DAY: i64 = 86_400;
const MINUTE: i64 = 60;

/// Who wrote a message.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Author {
    Bot,
    Person(usize),
}

/// How a message stands in its channel.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    /// In a thread and in the channel.
    Broadcast,
    /// The note that somebody came.
    Join,
    Plain,
}

pub(crate) struct Post {
    pub(crate) channel: usize,
    /// Seconds since 1970, and below them its own number, so that no two are at the same moment.
    pub(crate) at: (i64, i64),
    pub(crate) author: Author,
    pub(crate) kind: Kind,
    pub(crate) text: String,
    /// The post at the top of its thread, by its place.
    pub(crate) thread: Option<usize>,
    /// Emoji and the people who reacted with it.
    pub(crate) reactions: Vec<(String, Vec<usize>)>,
    pub(crate) file: bool,
    /// When it was edited, in seconds.
    pub(crate) edited: Option<i64>,
}

pub(crate) struct Talk<'a> {
    people: &'a [Person],
    dice: &'a mut Dice,
    posts: Vec<Post>,
    /// Every line that was said, the last one last.
    said: Vec<&'static str>,
}

/// Everything that is said, in no order.
pub(crate) fn talk(people: &[Person], dice: &mut Dice) -> Vec<Post> {
    let mut talk = Talk { people, dice, posts: Vec::new(), said: Vec::new() };
    for day in 0..DAYS {
        talk.arrivals(day);
        talk.automatic(day);
        let spread = talk.dice.within(-3, 3);
        for _ in 0..BUSY[(day % 7) as usize] + spread {
            talk.conversation(day);
        }
    }
    talk.posts
}

impl Talk<'_> {
    fn say(&mut self, channel: usize, at: i64, author: Author, text: String, thread: Option<usize>) -> usize {
        let at = (at, self.dice.within(0, 9) * 100_000 + self.posts.len() as i64 * 7 % 100_000);
        let edited = (author != Author::Bot && self.dice.chance(4)).then(|| at.0 + self.dice.within(20, 900));
        let (kind, reactions, file) = (Kind::Plain, Vec::new(), false);
        self.posts.push(Post { channel, at, author, kind, text, thread, reactions, file, edited });
        self.posts.len() - 1
    }

    /// One of `lines`: of those that were not said for the longest, any.
    fn words(&mut self, lines: Lines, whom: &str) -> String {
        let line = self.fresh(lines.to_vec());
        slots::fill(self.dice, line, whom)
    }

    fn fresh(&mut self, mut lines: Vec<&'static str>) -> &'static str {
        lines.sort_by_key(|line| self.said.iter().rposition(|said| said == line));
        lines.truncate(lines.len().div_ceil(2));
        let line = *self.dice.pick(&lines);
        self.said.push(line);
        line
    }

    /// Newcomers: the note, their first words, and who welcomes them.
    fn arrivals(&mut self, day: i64) {
        for new in 0..self.people.len() {
            if self.people[new].joins != day {
                continue;
            }
            let at = self.moment(day, new);
            let text = format!("<@{}> has joined the channel", self.people[new].id);
            let note = self.say(0, at, Author::Person(new), text, None);
            self.posts[note].kind = Kind::Join;
            self.posts[note].edited = None;
            if self.dice.chance(25) {
                continue;
            }
            let text = self.words(words::HELLO, "");
            let soon = at + self.dice.within(90, 2_000);
            let hello = self.say(0, soon, Author::Person(new), text, None);
            let mut at = self.posts[hello].at.0;
            let whom = format!("<@{}>", self.people[new].id);
            for _ in 0..self.dice.within(0, 3) {
                at += self.dice.within(2, 90) * MINUTE;
                let Some(host) = self.somebody(day, &[new], None, false) else { return };
                let text = self.words(words::WELCOME, &whom);
                self.say(0, at, Author::Person(host), text, Some(hello));
            }
            self.react(day, hello, 70);
        }
    }

    /// What the bot posts by itself.
    fn automatic(&mut self, day: i64) {
        let channel = match day % 7 {
            0 => 7,
            2 => 3,
            3 if day % 2 == 0 => 0,
            _ => return,
        };
        let text = self.words(words::automatic(CHANNELS[channel].0), "");
        let post = self.say(channel, START + day * DAY + 9 * 3_600, Author::Bot, text, None);
        let staff: Vec<usize> =
            (0..self.people.len()).filter(|n| self.people[*n].standing == Standing::Staff).collect();
        if channel == 7 && self.dice.chance(60) {
            let by = *self.dice.pick(&staff);
            let at = self.moment(day, by).max(self.posts[post].at.0 + 5 * MINUTE);
            self.say(channel, at, Author::Person(by), "Thanks. The open reports are mine".into(), Some(post));
        }
    }

    fn conversation(&mut self, day: i64) {
        let shares: Vec<u64> = CHANNELS.iter().map(|(_, _, share)| *share).collect();
        let Some(channel) = self.dice.weighted(&shares) else { return };
        let name = CHANNELS[channel].0;
        // Who helps most asks least.
        let shy =
            if name == "help" { self.people.iter().position(|person| person.handle == HELPER) } else { None };
        let Some(opener) = self.somebody(day, shy.as_slice(), None, false) else { return };
        let tongue = if self.dice.chance(35) { self.people[opener].tongue } else { Tongue::English };
        let (asked, answers) = if name == "help" && tongue == Tongue::English {
            *self.dice.pick(QUESTIONS)
        } else {
            (words::opening(name, tongue), &[][..])
        };
        let text = self.words(asked, "");
        let at = self.moment(day, opener);
        let root = self.say(channel, at, Author::Person(opener), text, None);
        self.posts[root].file = self.dice.chance(match name {
            "show-and-tell" => 55,
            "help" => 8,
            _ => 2,
        });
        self.react(day, root, if name == "show-and-tell" { 75 } else { 30 });
        self.replies(day, root, opener, tongue, answers);
    }

    fn replies(&mut self, day: i64, root: usize, opener: usize, tongue: Tongue, answers: Lines) {
        let (channel, mut at) = (self.posts[root].channel, self.posts[root].at.0);
        let name = CHANNELS[channel].0;
        let help = name == "help";
        if self.dice.chance(if help { 16 } else { 35 }) {
            return;
        }
        // Some talk on in the channel instead of a thread.
        let thread = if self.dice.chance(if name == "random" { 50 } else { 12 }) { None } else { Some(root) };
        let (mut first, mut said) = (None, Vec::new());
        let mut last = opener;
        for _ in 0..self.dice.within(1, 3) + self.dice.within(0, 2) {
            let Some(by) = self.somebody(day, &[opener, last], Some(tongue), help) else { return };
            at += self.dice.within(1, 25) * self.dice.within(1, 7) * MINUTE;
            let spoken = if self.people[by].tongue == tongue { tongue } else { Tongue::English };
            let lines = match answers {
                [] if help && spoken == Tongue::English => ASK_BACK,
                [] => words::reply(name, spoken),
                _ if first.is_some() && self.dice.chance(30) => ASK_BACK,
                _ => answers,
            };
            // Nobody says what was said already.
            let new: Vec<&'static str> = lines.iter().filter(|line| !said.contains(*line)).copied().collect();
            if new.is_empty() {
                break;
            }
            let line = self.fresh(new);
            said.push(line);
            let text = slots::fill(self.dice, line, "");
            let post = self.say(channel, at, Author::Person(by), text, thread);
            if thread.is_some() && self.dice.chance(2) {
                self.posts[post].kind = Kind::Broadcast;
            }
            let liked = if self.people[by].handle == HELPER { 4 } else { 18 };
            self.react(day, post, liked);
            first.get_or_insert(by);
            last = by;
        }
        let Some(helper) = first.filter(|_| help) else { return };
        let grateful = if self.people[helper].handle == HELPER { 9 } else { 62 };
        if self.dice.chance(grateful) {
            let whom = format!("<@{}>", self.people[helper].id);
            let text = self.words(words::thanks(tongue), &whom);
            at += self.dice.within(3, 200) * MINUTE;
            self.say(channel, at, Author::Person(opener), text, thread);
        }
    }

    /// Somebody but `not`, who rather answers in their own tongue; the helper is first when there is something to help.
    fn somebody(&mut self, day: i64, not: &[usize], tongue: Option<Tongue>, help: bool) -> Option<usize> {
        let weight = |(n, person): (usize, &Person)| {
            if not.contains(&n) {
                return 0;
            }
            let kin = tongue.is_some_and(|tongue| tongue != Tongue::English && tongue == person.tongue);
            let keen = help && person.handle == HELPER;
            person.weight(day) * if kin { 6 } else { 1 } * if keen { 5 } else { 1 }
        };
        let weights: Vec<u64> = self.people.iter().enumerate().map(weight).collect();
        self.dice.weighted(&weights)
    }

    /// A moment of `day` at which `person` may be writing: mostly at work or in the evening.
    fn moment(&mut self, day: i64, person: usize) -> i64 {
        const HOURS: [u64; 24] =
            [1, 0, 0, 0, 0, 0, 1, 3, 8, 14, 16, 14, 9, 11, 14, 14, 12, 9, 6, 6, 7, 7, 5, 2];
        let hour = self.dice.weighted(&HOURS).unwrap_or(12) as i64;
        START + day * DAY + (hour - self.people[person].zone.2) * 3_600 + self.dice.within(0, 3_599)
    }

    /// Lets people react to a post, which happens `percent` times in a hundred.
    fn react(&mut self, day: i64, post: usize, percent: usize) {
        const EMOJI: [&str; 11] =
            ["+1", "+1", "+1", "clap", "eyes", "heart", "joy", "ocean", "pray", "raised_hands", "tada"];
        const TONED: [&str; 4] = ["+1", "clap", "pray", "raised_hands"];
        if !self.dice.chance(percent) {
            return;
        }
        for _ in 0..self.dice.within(1, 5) {
            let Some(by) = self.somebody(day, &[], None, false) else { return };
            if self.posts[post].author == Author::Person(by) {
                continue;
            }
            let mut emoji = (*self.dice.pick(&EMOJI)).to_owned();
            if TONED.contains(&emoji.as_str()) && self.people[by].tone > 0 {
                emoji.push_str(&format!("::skin-tone-{}", self.people[by].tone));
            }
            let reactions = &mut self.posts[post].reactions;
            match reactions.iter_mut().find(|(name, _)| *name == emoji) {
                Some((_, people)) if people.contains(&by) => {}
                Some((_, people)) => people.push(by),
                None => reactions.push((emoji, vec![by])),
            }
        }
    }
}
