//! Rollups against a plain recount of the rows beneath them, and against a model that knows no database.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use super::village;
use crate::chat::{Happening, Source};
use crate::moment::{Day, Moment, Span, Week};
use crate::testing::{TestBot, at, deletion, message, reaction, reply, thread, unreaction};

const DAILY: &str = "select day, member_id, kind, channel_id, n from daily order by 1, 2, 3, 4";
/// What the daily rollup must be, out of the rows that nothing was counted without.
const PLAIN: &str = "
    select day, member, kind, channel, cast(count(*) as bigint) from (
        select m.day as day, m.author as member, m.kind as kind, coalesce(c.parent, c.id) as channel
        from message m join channel c on c.community_id = m.community_id and c.id = m.channel_id
        where m.deleted is null and m.author is not null and m.kind is not null
        union all
        select t.day, t.author, 'thread_started', coalesce(c.parent, c.id)
        from thread t join channel c on c.community_id = t.community_id and c.id = t.channel_id
        where t.removed is null and t.author is not null
        union all
        select r.day, r.author, 'reaction_received', coalesce(c.parent, c.id)
        from reaction r join channel c on c.community_id = r.community_id and c.id = r.channel_id
        where r.removed is null and r.author is not null
        union all
        select s.day, w.member_id, case when s.from_staff is null then 'shoutout_received'
               else 'staff_shoutout_received' end, s.channel_id
        from shoutout s join shoutout_to w on w.community_id = s.community_id and w.shoutout_id = s.id
        where s.taken_back is null
        union all
        select e.closed_day, e.answered_by, 'answer_accepted', coalesce(c.parent, c.id)
        from escalation e join channel c on c.community_id = e.community_id and c.id = e.channel_id
        where e.state = 'resolved' and e.answered_by is not null
        union all
        select c.day, c.member_id, 'contribution_logged', 0 from contribution c
        where c.confirmed is not null and c.withdrawn is null
        union all
        select c.day, w.member_id, 'contribution_logged', 0
        from contribution c join contribution_with w
             on w.community_id = c.community_id and w.contribution_id = c.id
        where c.confirmed is not null and c.withdrawn is null
    ) as counted group by day, member, kind, channel order by 1, 2, 3, 4";
const WEEKLY: &str = "select week, member_id, written from weekly order by 1, 2";

type Row = (i64, i64, String, i64, i64);

/// The rollups are what the rows say. Not after pruning: then the rows are gone and the rollups stay.
pub(crate) async fn check(bot: &TestBot) {
    let daily: Vec<Row> = bot.reads(DAILY).await;
    assert_eq!(daily, bot.reads::<Row>(PLAIN).await, "the daily rollup and a recount");
    let mut written: BTreeMap<(i64, i64), i64> = BTreeMap::new();
    for (day, member, kind, _, n) in &daily {
        if kind == "message" || kind == "reply" {
            *written.entry((Day(*day).week().0, *member)).or_default() += n;
        }
    }
    let written: Vec<_> = written.into_iter().map(|((week, member), n)| (week, member, n)).collect();
    assert_eq!(bot.reads::<(i64, i64, i64)>(WEEKLY).await, written, "the weekly rollup and a recount");
}

const PEOPLE: [&str; 4] = ["Ana", "Bo", "Cy", "Di"];
const CHANNELS: [&str; 3] = ["general", "random", "general-thread"];
const EMOJI: [&str; 2] = ["👏🏽", "tada"];

/// One thing that may happen, to the message with this number. A message's author, channel and day follow from its
/// number, so that copies agree.
#[derive(Clone, Debug)]
enum Step {
    Write(usize),
    Thread(usize),
    React(usize, usize, usize),
    Unreact(usize, usize, usize),
    Delete(usize),
    /// Something that happened before comes once more, late.
    Again(usize),
}

fn steps() -> impl Strategy<Value = Vec<(Step, bool)>> {
    let (id, who, emoji) = (0..8_usize, 0..3_usize, 0..2_usize);
    let step = prop_oneof![
        4 => id.clone().prop_map(Step::Write),
        1 => id.clone().prop_map(Step::Thread),
        4 => (id.clone(), who.clone(), emoji.clone()).prop_map(|(id, who, emoji)| Step::React(id, who, emoji)),
        2 => (id.clone(), who, emoji).prop_map(|(id, who, emoji)| Step::Unreact(id, who, emoji)),
        1 => id.prop_map(Step::Delete),
        3 => (0..1000_usize).prop_map(Step::Again),
    ];
    // The flag ends a batch.
    prop::collection::vec((step, prop::bool::weighted(0.3)), 1..80)
}

fn author(id: usize) -> &'static str {
    PEOPLE[id % PEOPLE.len()]
}

fn channel(id: usize) -> &'static str {
    CHANNELS[id % CHANNELS.len()]
}

fn sent(id: usize) -> Moment {
    at("2026-02-27 22:00") + Span::hours(id as i64 * 7)
}

/// What is known without a database: who wrote what, and which reactions stand since when.
#[derive(Default)]
struct Model {
    written: BTreeSet<usize>,
    deleted: BTreeSet<usize>,
    threads: BTreeSet<usize>,
    /// A reaction's last word, and when it was said.
    reactions: BTreeMap<(usize, usize, usize), (Moment, bool)>,
    stand: BTreeMap<(usize, usize, usize), Moment>,
}

impl Model {
    fn happens(&mut self, step: &Step, when: Moment) {
        match step {
            Step::Write(id) => {
                if !self.deleted.contains(id) {
                    self.written.insert(*id);
                }
            }
            Step::Thread(id) => {
                if !self.deleted.contains(id) {
                    self.threads.insert(*id);
                }
            }
            Step::React(id, who, emoji) => {
                let key = (*id, *who, *emoji);
                let last = self.reactions.get(&key).copied();
                let counts = PEOPLE[*who] != author(*id) && !self.deleted.contains(id);
                if counts && last.is_none_or(|(at, stands)| !stands && when > at) {
                    self.reactions.insert(key, (when, true));
                    self.stand.insert(key, when);
                }
            }
            Step::Unreact(id, who, emoji) => {
                let key = (*id, *who, *emoji);
                match self.reactions.get(&key).copied() {
                    Some((at, true)) if at <= when => {
                        self.reactions.insert(key, (when, false));
                        self.stand.remove(&key);
                    }
                    None => drop(self.reactions.insert(key, (when, false))),
                    Some(_) => {}
                }
            }
            Step::Delete(id) => {
                self.deleted.insert(*id);
                self.written.remove(id);
                self.threads.remove(id);
                for key in self.stand.keys().copied().filter(|key| key.0 == *id).collect::<Vec<_>>() {
                    self.stand.remove(&key);
                    self.reactions.insert(key, (Moment(i64::MAX), false));
                }
            }
            Step::Again(_) => {}
        }
    }

    fn daily(&self) -> BTreeMap<(i64, String, String, String), i64> {
        let mut daily = BTreeMap::new();
        let mut add = |id: usize, when: Moment, kind: &str| {
            let channel = channel(id).trim_end_matches("-thread").to_owned();
            let day = when.day(chrono_tz::Tz::UTC).0;
            *daily.entry((day, author(id).to_owned(), kind.to_owned(), channel)).or_default() += 1;
        };
        for id in &self.written {
            add(*id, sent(*id), if id % 5 == 4 { "reply" } else { "message" });
        }
        self.threads.iter().for_each(|id| add(*id, sent(*id), "thread_started"));
        self.stand.iter().for_each(|((id, ..), at)| add(*id, *at, "reaction_received"));
        daily
    }
}

fn happening(step: &Step) -> Happening {
    match step {
        Step::Write(id) if id % 5 == 4 => reply(author(*id), channel(*id), &id.to_string(), "the-top"),
        Step::Write(id) => message(author(*id), channel(*id), &id.to_string(), "hello"),
        Step::Thread(id) => thread(author(*id), channel(*id), &id.to_string()),
        Step::React(id, who, emoji) => {
            reaction(PEOPLE[*who], EMOJI[*emoji], channel(*id), &id.to_string(), author(*id))
        }
        Step::Unreact(id, who, emoji) => {
            unreaction(PEOPLE[*who], EMOJI[*emoji], channel(*id), &id.to_string())
        }
        Step::Delete(id) => deletion(channel(*id), &id.to_string()),
        Step::Again(_) => unreachable!("a copy is what it copies"),
    }
}

async fn play(bot: &mut TestBot, steps: Vec<(Step, bool)>) -> Result<(), TestCaseError> {
    // A community of its own for each run, beside all the others.
    bot.server.id.push('x');
    // No shout-outs by reaction here: the allowance is another story.
    bot.asks("Root", "/settings reaction:none").await;
    let parent = Happening::Channel {
        id: "general-thread".into(),
        name: "thread".to_owned(),
        parent: Some("general".into()),
    };
    bot.happens([parent]).await;
    let mut model = Model::default();
    let mut history: Vec<(Step, Moment)> = Vec::new();
    let mut batch = Vec::new();
    for (n, (step, ends)) in steps.into_iter().enumerate() {
        let (step, when) = match step {
            Step::Again(n) if history.is_empty() => (Step::Write(n % 8), sent(n % 8)),
            Step::Again(n) => history[n % history.len()].clone(),
            Step::Write(id) | Step::Thread(id) => (step, sent(id)),
            other => (other, at("2026-03-03 12:00") + Span::hours(n as i64 * 5)),
        };
        model.happens(&step, when);
        batch.push((when, happening(&step)));
        history.push((step, when));
        if ends {
            let source = if n % 2 == 0 { Source::Live } else { Source::Import };
            bot.takes_in_at(source, std::mem::take(&mut batch)).await;
        }
    }
    bot.takes_in_at(Source::Live, batch).await;
    check(bot).await;
    let rows: Vec<(i64, String, String, String, i64)> = bot
        .reads(
            "select d.day, m.name, d.kind, c.platform_id, d.n from daily d
             join member m on m.community_id = d.community_id and m.id = d.member_id
             join channel c on c.community_id = d.community_id and c.id = d.channel_id
             where d.community_id = (select max(id) from community)",
        )
        .await;
    let counted: BTreeMap<_, _> =
        rows.into_iter().map(|(day, who, kind, channel, n)| ((day, who, kind, channel), n)).collect();
    prop_assert_eq!(&counted, &model.daily());
    let weeks: BTreeSet<Week> = counted.keys().map(|(day, ..)| Day(*day).week()).collect();
    prop_assert!(weeks.len() < 5, "a few weeks");
    Ok(())
}

#[test]
fn whatever_happens_in_whatever_batches_the_rollups_are_a_recount() {
    let config = Config { cases: 64, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let bot = RefCell::new(runtime.block_on(village()));
    let played = runner.run(&steps(), |steps| runtime.block_on(play(&mut bot.borrow_mut(), steps)));
    played.unwrap_or_else(|broken| panic!("{broken}"));
}
