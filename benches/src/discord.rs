//! Discord: `/shoutout` beside the reference bots, and a flood of messages.

use std::time::{Duration, Instant};

use fake_discord::Fake;
use fake_discord::payload::{interaction, member, message};
use fake_discord::rush::{ID, TOKEN};
use fake_discord::talk::{GENERAL, HELP, SERVER, account, person};
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedReceiver;

use crate::figures::{Round, Rounds, table};
use crate::life::{Life, Servers, Who};
use crate::{AT_ONCE, ROUNDS};

/// How many ask in one round.
const ASKED: usize = 4_000;
/// How many ask before, to warm up; and how many in all, each of them once.
const WARM: usize = 500;
const CROWD: usize = WARM + ASKED * ROUNDS * AT_ONCE.len();

/// A fake with a bot on it.
pub(crate) struct House {
    who: Who,
    pub(crate) fake: Fake,
    pub(crate) life: Life,
    answers: UnboundedReceiver<Duration>,
    asked: usize,
}

impl House {
    async fn open(who: Who) -> Self {
        let fake = Fake::start().await;
        let servers = Servers { discord: Some(fake.url().to_owned()), ..Servers::default() };
        let life = Life::begin(who, &servers);
        fake.is_connected(1).await;
        life.rests().await;
        let answers = fake.rush();
        let house = Self { who, fake, life, answers, asked: 0 };
        if who == Who::Kith {
            house.meet().await;
        }
        house
    }

    /// Everybody who is going to ask joins, so that Kith knows them as it knows a community.
    async fn meet(&self) {
        for n in 0..CROWD {
            let mut joined = member(Some(person(&format!("Giver{n}"))), None, &[]);
            joined["guild_id"] = SERVER.into();
            self.fake.tells("GUILD_MEMBER_ADD", &joined.to_string());
        }
        wait(&self.life, "select count(*) from member", CROWD).await;
        self.life.rests().await;
    }

    /// So many people thank somebody, so many at once.
    async fn round(&mut self, all: usize, at_once: usize) -> Round {
        let asked: Vec<String> = (self.asked..self.asked + all).map(shoutout).collect();
        self.asked += all;
        let work = self.life.worked();
        let (begun, mut waited) = (Instant::now(), Vec::with_capacity(all));
        let mut asked = asked.iter();
        asked.by_ref().take(at_once).for_each(|one| self.fake.asks(one));
        while waited.len() < all {
            let answer = tokio::time::timeout(Duration::from_secs(30), self.answers.recv()).await;
            waited.push(answer.expect("an answer in time").expect("a fake"));
            if let Some(next) = asked.next() {
                self.fake.asks(next);
            }
        }
        let whole = begun.elapsed();
        self.life.rests().await;
        Round::new(waited, whole, self.life.worked() - work)
    }
}

/// `/shoutout @Bo for the docs` by the `n`th giver.
fn shoutout(n: usize) -> String {
    let to = account("Bo");
    let resolved = json!({ "users": { &to: person("Bo") }, "members": { &to: member(None, None, &[]) } });
    let options = json!([
        { "name": "to", "type": 6, "value": to },
        { "name": "reason", "type": 3, "value": "for the docs" },
    ]);
    let data = json!({ "id": "1", "name": "shoutout", "type": 1, "options": options, "resolved": resolved });
    let mut asked = interaction(2, SERVER, GENERAL, &person(&format!("Giver{n}")), &[], &data);
    asked["id"] = ID.into();
    asked["token"] = format!("{TOKEN}{ID}").into();
    asked.to_string()
}

fn name(who: Who) -> &'static str {
    match who {
        Who::Kith => "Kith",
        Who::Constant => "bare serenity",
        Who::Inserting => "serenity and a row",
    }
}

/// Measures and writes down.
pub(crate) async fn measure() {
    println!("### Discord: `/shoutout`\n");
    let mut houses = Vec::new();
    for who in Who::ALL {
        let mut house = House::open(who).await;
        house.round(WARM, 20).await;
        houses.push(house);
    }
    let mut all = Vec::new();
    for at_once in AT_ONCE {
        let rounds = |house: &House| Rounds { who: house.who, at_once, rounds: Vec::new() };
        let mut these: Vec<Rounds> = houses.iter().map(rounds).collect();
        for _ in 0..ROUNDS {
            for (house, rounds) in houses.iter_mut().zip(&mut these) {
                rounds.rounds.push(house.round(ASKED, at_once).await);
            }
        }
        all.extend(these);
    }
    table(&all, &name);
    let kith = houses.pop().expect("Kith is the last one");
    let kept = kith.life.count("select count(*) from shoutout");
    println!("Kith was asked for {} shout-outs and kept {kept}.\n", kith.asked);
    drop(houses);
    flood(&kith).await;
}

/// Messages as fast as the line takes them.
async fn flood(house: &House) {
    const MANY: usize = 100_000;
    println!("### Discord: a flood of {MANY} messages\n");
    let writers: Vec<Value> = (0..500).map(|n| person(&format!("Writer{n}"))).collect();
    let messages: Vec<String> = (0..MANY)
        .map(|n| {
            let channel = if n % 2 == 0 { GENERAL } else { HELP };
            let text = "hello there, how is the harbour today?";
            let mut written = message(channel, &house.fake.id(), &writers[n % writers.len()], text);
            written["guild_id"] = SERVER.into();
            written["member"] = member(None, None, &[]);
            written.to_string()
        })
        .collect();
    let (before, worked) = (house.life.memory(), house.life.worked());
    let begun = Instant::now();
    for some in messages.chunks(500) {
        some.iter().for_each(|message| house.fake.tells("MESSAGE_CREATE", message));
        tokio::task::yield_now().await;
    }
    wait(&house.life, "select count(*) from message", MANY).await;
    let whole = begun.elapsed();
    let work = (house.life.worked() - worked).as_micros() / MANY as u128;
    let rate = MANY as f64 / whole.as_secs_f64();
    // Who was told of last was written down last, in each channel by itself.
    let in_order = house.life.count(
        "select count(*) = 0 from (select rowid r, lag(rowid) over (partition by channel_id order by id) before from message)
         where before > r",
    );
    let counted = house.life.count("select sum(n) from daily where kind = 'message'");
    println!(
        "- kept and counted in {:.1} s: {rate:.0} a second; {work} µs of Kith's work each",
        whole.as_secs_f64()
    );
    println!("- counted in the rollups: {counted}; in order in each channel: {}", in_order == 1);
    println!("- memory before {} MiB, at most {} MiB\n", before.0, house.life.memory().1);
}

/// Waits until Kith keeps so many of something.
pub(crate) async fn wait(life: &Life, count: &str, many: usize) {
    let begun = Instant::now();
    while life.count(count) < i64::try_from(many).expect("a number") {
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(begun.elapsed() < Duration::from_secs(300), "only {} of {many}: {count}", life.count(count));
    }
}
