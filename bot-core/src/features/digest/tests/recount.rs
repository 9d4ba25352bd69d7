//! Every figure of a digest, counted again from the raw events by plain loops.

use std::collections::{BTreeMap, BTreeSet};

use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};

use super::super::evenness::evenness;
use crate::DigestPages;
use crate::chat::event::Message as Written;
use crate::chat::{Event, Happening, MessageId, MessageRef, Source};
use crate::moment::{Moment, Span, Week};
use crate::testing::{TestBot, at};

const PEOPLE: [&str; 24] = [
    "Ana", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal", "Ida", "Jo", "Kim", "Lea", "Mo", "Nia", "Oz", "Pia",
    "Quin", "Rob", "Sue", "Tom", "Una", "Vic", "Wes", "Xia",
];
const CHANNELS: [&str; 4] = ["quay", "help", "docs", "random"];
const QUESTION: &str = "does anybody know where the tide tables are kept?";
const WEEKS: i64 = 12;

/// A message as the test remembers it.
#[derive(Clone)]
struct Wrote {
    id: String,
    channel: &'static str,
    author: &'static str,
    at: Moment,
    thread: Option<String>,
    to: Option<&'static str>,
    asks: bool,
    deleted: bool,
}

/// A shout-out as the test remembers it.
struct Thanked {
    to: Vec<&'static str>,
    at: Moment,
    staff: bool,
}

/// Twelve weeks in which some write much and some little, some come late and some stop early.
fn history(random: &mut StdRng, start: Moment) -> Vec<Wrote> {
    let mut wrote: Vec<Wrote> = Vec::new();
    for n in 0..1_500 {
        let who = random.random_range(0..PEOPLE.len()).min(random.random_range(0..PEOPLE.len()));
        let (from, to) = [(0, WEEKS), (who as i64 % 9, WEEKS), (0, WEEKS - who as i64 % 5), (6, 8)][who % 4];
        let at = start + Span::minutes(random.random_range(from * 7 * 1440..to * 7 * 1440));
        let channel = CHANNELS[random.random_range(0..CHANNELS.len())];
        let earlier: Vec<&Wrote> =
            wrote.iter().filter(|other| other.channel == channel && other.thread.is_none()).collect();
        let root = earlier.choose(random).filter(|_| n % 4 == 0);
        let (thread, at) = match root {
            Some(root) => (Some(root.id.clone()), root.at + Span::minutes(random.random_range(1..600))),
            None => (None, at),
        };
        let to = (n % 7 == 0).then(|| PEOPLE[random.random_range(0..PEOPLE.len())]);
        wrote.push(Wrote {
            id: format!("m{n}"),
            channel,
            author: PEOPLE[who],
            at,
            thread,
            to,
            asks: n % 3 == 0,
            deleted: n % 31 == 0,
        });
    }
    wrote
}

fn event(bot: &TestBot, wrote: &Wrote) -> Event {
    let what = Happening::Message(Written {
        channel: wrote.channel.into(),
        id: wrote.id.as_str().into(),
        author: TestBot::person(wrote.author),
        thread: wrote.thread.as_deref().map(MessageId::from),
        answers: None,
        to: wrote.to.map(|to| TestBot::person(to).account),
        text: Some(if wrote.asks { QUESTION } else { "just saying" }.to_owned()),
    });
    Event { server: bot.server.clone(), at: wrote.at, what }
}

/// People give shout-outs all along, staff among them.
async fn thank(bot: &mut TestBot, random: &mut StdRng, start: Moment) -> Vec<Thanked> {
    let mut thanked = Vec::new();
    for n in 0..60 {
        bot.now = start + Span::minutes(n * WEEKS * 7 * 1440 / 60);
        let giver = PEOPLE[random.random_range(0..PEOPLE.len())];
        let to: BTreeSet<&str> =
            (0..random.random_range(1..4)).map(|_| PEOPLE[random.random_range(0..PEOPLE.len())]).collect();
        let to: Vec<&'static str> = to.into_iter().filter(|to| *to != giver).collect();
        if to.is_empty() {
            continue;
        }
        let line = format!("/shoutout @{} for help number {n}", to.join(" @"));
        let answer = bot.answer(giver, &line).await;
        assert_eq!(answer.outcome, crate::command::Outcome::Done, "{line}: {answer:?}");
        if n % 9 == 0 {
            bot.asks(giver, "/undo").await;
        } else {
            thanked.push(Thanked { to, at: bot.now, staff: giver == "Ana" });
        }
    }
    thanked
}

/// The question that each line of a channel belongs to, by the place of the line that opened it.
fn opened(lines: &[&Wrote]) -> Vec<Option<usize>> {
    let mut fresh = vec![false; lines.len()];
    let mut questions: Vec<Option<usize>> = vec![None; lines.len()];
    for (n, line) in lines.iter().enumerate() {
        let spoke = lines[..n].iter().any(|b| b.author == line.author && b.at >= line.at - Span::hours(1));
        if !spoke {
            fresh[n] = true;
        } else if lines[n - 1].author == line.author && lines[n - 1].at >= line.at - Span::minutes(5) {
            (fresh[n], questions[n]) = (fresh[n - 1], questions[n - 1]);
        }
        let to_all = line.to.is_none_or(|to| to == line.author);
        if line.asks && to_all && fresh[n] && questions[n].is_none() {
            questions[n] = Some(n);
        }
    }
    questions
}

/// Whether a line that stands answers the question: it names its author within a day, or comes next within a quarter.
fn answered(lines: &[&Wrote], questions: &[Option<usize>], place: usize) -> bool {
    let asker = lines[place].author;
    let (mut last, mut waits) = (lines[place].at, true);
    for (n, line) in lines.iter().enumerate().skip(place + 1) {
        let to = line.to.filter(|to| *to != line.author);
        if line.author == asker {
            if questions[n] == Some(n) {
                // From here on, who names the asker means this one.
                return false;
            }
            if questions[n] == Some(place) {
                last = line.at;
            }
            continue;
        }
        let named = to == Some(asker) && line.at <= lines[place].at + Span::days(1);
        let next = waits && to.is_none() && questions[n] != Some(n) && line.at <= last + Span::minutes(15);
        if (named || next) && !line.deleted {
            return true;
        }
        waits = false;
    }
    false
}

/// What a plain recount says of a week.
struct Recount<'a> {
    wrote: &'a [Wrote],
    thanked: &'a [Thanked],
    zone: chrono_tz::Tz,
}

impl Recount<'_> {
    fn week(&self, at: Moment) -> Week {
        at.day(self.zone).week()
    }

    fn standing(&self) -> impl Iterator<Item = &Wrote> {
        self.wrote.iter().filter(|wrote| !wrote.deleted)
    }

    /// How much each wrote in a week.
    fn each(&self, week: Week) -> BTreeMap<&str, i64> {
        let mut each = BTreeMap::new();
        for wrote in self.standing().filter(|wrote| self.week(wrote.at) == week) {
            *each.entry(wrote.author).or_insert(0) += 1;
        }
        each
    }

    fn wrote_in(&self, who: &str, weeks: impl Fn(i64) -> bool) -> i64 {
        let in_weeks: BTreeSet<Week> = self
            .standing()
            .filter(|wrote| wrote.author == who)
            .map(|wrote| self.week(wrote.at))
            .filter(|week| weeks(week.0))
            .collect();
        in_weeks.len() as i64
    }

    fn newcomers(&self, week: Week) -> i64 {
        self.each(week).keys().filter(|who| self.wrote_in(who, |other| other < week.0) == 0).count() as i64
    }

    fn returning(&self, week: Week) -> i64 {
        let silent = |who: &str| self.wrote_in(who, |other| (week.0 - 4..week.0).contains(&other)) == 0;
        let before = |who: &str| self.wrote_in(who, |other| other < week.0 - 4) > 0;
        self.each(week).keys().filter(|who| silent(who) && before(who)).count() as i64
    }

    fn quiet(&self, week: Week) -> i64 {
        let now = self.each(week);
        let often = |who: &str| self.wrote_in(who, |other| (week.0 - 4..week.0).contains(&other)) >= 2;
        PEOPLE.iter().filter(|who| !now.contains_key(**who) && often(who)).count() as i64
    }

    /// Questions that opened a conversation, and those of them that nobody answered. Who had spoken before counts also if
    /// they took it back later.
    fn questions(&self, week: Week) -> (i64, i64) {
        let (mut asked, mut open) = (0, 0);
        for channel in CHANNELS {
            let mut all: Vec<&Wrote> = self.wrote.iter().filter(|wrote| wrote.channel == channel).collect();
            all.sort_by_key(|wrote| (wrote.at, &wrote.id));
            let lines: Vec<&Wrote> = all.iter().filter(|wrote| wrote.thread.is_none()).copied().collect();
            let questions = opened(&lines);
            let of_week = |n: &&usize| self.week(lines[**n].at) == week && !lines[**n].deleted;
            let places: BTreeSet<usize> = questions.iter().flatten().copied().collect();
            for place in places.iter().filter(of_week) {
                let question = lines[*place];
                let in_thread = all.iter().any(|reply| {
                    !reply.deleted
                        && reply.author != question.author
                        && reply.thread.as_ref() == Some(&question.id)
                });
                asked += 1;
                open += i64::from(!in_thread && !answered(&lines, &questions, *place));
            }
        }
        (asked, open)
    }

    fn thanks(&self, week: Week) -> (i64, i64, i64, i64) {
        let here = |thanked: &&Thanked| self.week(thanked.at) == week;
        let by_members = || self.thanked.iter().filter(|thanked| !thanked.staff);
        let now: BTreeSet<&str> = by_members().filter(here).flat_map(|thanked| thanked.to.clone()).collect();
        let before: BTreeSet<&str> =
            by_members().filter(|one| self.week(one.at) < week).flat_map(|one| one.to.clone()).collect();
        let given = by_members().filter(here).count() as i64;
        let staff = self.thanked.iter().filter(|thanked| thanked.staff).filter(here).count() as i64;
        (given, now.len() as i64, now.difference(&before).count() as i64, staff)
    }

    fn channels(&self, week: Week) -> BTreeMap<&str, (i64, i64)> {
        let mut channels: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for wrote in self.standing().filter(|wrote| self.week(wrote.at) == week) {
            channels.entry(wrote.channel).or_default().push(wrote.author);
        }
        let people = |all: &Vec<&str>| all.iter().collect::<BTreeSet<_>>().len() as i64;
        channels.into_iter().map(|(channel, all)| (channel, (all.len() as i64, people(&all)))).collect()
    }

    fn check(&self, pages: &DigestPages, week: Week) {
        let figures = &pages.figures;
        for sums in &figures.weeks {
            let each = self.each(sums.week);
            assert_eq!(
                (sums.active, sums.written),
                (each.len() as i64, each.values().sum()),
                "{:?}",
                sums.week
            );
            let histogram: Vec<(i64, i64)> = each.values().map(|n| (*n, 1)).collect();
            assert_eq!(sums.evenness, evenness(&histogram));
        }
        for (part, week) in [(&figures.part, week), (&figures.part_before, week.back(1))] {
            let counted = (self.newcomers(week), self.returning(week), self.quiet(week));
            assert_eq!((part.newcomers, part.returning, part.quiet), counted, "{week:?}");
        }
        for (thanks, week) in [(&figures.thanks, week), (&figures.thanks_before, week.back(1))] {
            let shown = (thanks.given, thanks.thanked, thanks.first_time, thanks.from_staff);
            assert_eq!(shown, self.thanks(week), "{week:?}");
        }
        assert_eq!((figures.asked, figures.unanswered), self.questions(week), "{week:?}");
        let channels: Vec<(i64, i64)> = figures.channels.iter().map(|(_, n, people)| (*n, *people)).collect();
        let mut counted: Vec<(i64, i64)> = self.channels(week).into_values().collect();
        counted.sort_by_key(|(n, people)| (-n, -people));
        let mut shown = channels;
        shown.sort_by_key(|(n, people)| (-n, -people));
        assert_eq!(shown, counted);
        for (_, written) in &figures.unthanked {
            assert!(*written >= 20);
        }
        assert_eq!(figures.unthanked.len(), self.unthanked(week).min(3));
    }

    fn unthanked(&self, week: Week) -> usize {
        let lately = |at: Moment, weeks: i64| (week.0 - weeks + 1..=week.0).contains(&self.week(at).0);
        let much = |who: &str| {
            self.standing().filter(|wrote| wrote.author == who && lately(wrote.at, 4)).count() >= 20
        };
        // A digest about last week knows of thanks given since: they count too.
        let since = |at: Moment| self.week(at).0 > week.0 - 8;
        let thanked =
            |who: &str| self.thanked.iter().any(|thanked| thanked.to.contains(&who) && since(thanked.at));
        PEOPLE.iter().filter(|who| **who != "Ana" && much(who) && !thanked(who)).count()
    }
}

#[tokio::test]
async fn every_figure_equals_a_plain_count_over_the_raw_events() {
    for seed in 0..3 {
        let mut random = StdRng::seed_from_u64(seed);
        let mut bot = TestBot::new().await;
        bot.asks("Root", "/settings zone:Pacific/Auckland cooldown:0 allowance:100").await;
        bot.joins(&PEOPLE).await;
        bot.asks("Root", "/roles give @ana staff").await;
        let start = at("2025-12-07 11:00");
        let wrote = history(&mut random, start);
        let mut events: Vec<Event> = wrote.iter().map(|wrote| event(&bot, wrote)).collect();
        // Some of it is sent twice.
        events.sort_by_key(|event| event.at);
        let again: Vec<Event> = events.iter().step_by(5).cloned().collect();
        events.extend(again);
        let deleted = wrote.iter().filter(|wrote| wrote.deleted);
        events.extend(deleted.map(|wrote| Event {
            server: bot.server.clone(),
            at: wrote.at + Span::minutes(5),
            what: Happening::Deleted(MessageRef::new(wrote.channel, &wrote.id)),
        }));
        for batch in events.chunks(97) {
            bot.bot.ingest(bot.now, Source::Live, batch).await.expect("events are taken in");
        }
        let thanked = thank(&mut bot, &mut random, start).await;
        let zone = chrono_tz::Pacific::Auckland;
        let recount = Recount { wrote: &wrote, thanked: &thanked, zone };
        let community = bot.bot.communities().await.expect("communities").remove(0);
        let first = recount.week(start);
        for n in 1..WEEKS {
            let week = Week(first.0 + n);
            let pages = bot.bot.digest(bot.now, &community, week).await.expect("a digest");
            recount.check(&pages.expect("a digest"), week);
        }
        bot.outbox();
    }
}
