//! Slack: the acknowledgement of a durable `/kith shoutout` beside the reference bots, and a flood of messages.

use std::time::{Duration, Instant};

use fake_slack::rush::{ID, envelope, one_of, room};
use fake_slack::{APP, Fake, TEAM};
use serde_json::json;
use tokio::sync::mpsc::UnboundedReceiver;

use crate::discord::wait;
use crate::figures::{Round, Rounds, table};
use crate::life::{Life, Servers, Who};
use crate::{AT_ONCE, ROUNDS};

/// How many ask in one round, each in a channel of their own: Slack lets nobody post twice a second into one.
const ASKED: usize = 4_000;
/// How many ask before, to warm up; and how many people there are: each asks once, and the last one is thanked.
const WARM: usize = 500;
const CROWD: usize = WARM + ASKED * ROUNDS * AT_ONCE.len() + 1;

/// A fake with a bot on it.
struct House {
    who: Who,
    fake: Fake,
    life: Life,
    acknowledged: UnboundedReceiver<Duration>,
    asked: usize,
}

impl House {
    async fn open(who: Who) -> Self {
        let fake = Fake::start().await;
        let acknowledged = fake.rush(CROWD, ASKED);
        let servers = Servers { slack: Some(fake.api_url()), ..Servers::default() };
        let life = Life::begin(who, &servers);
        fake.is_connected(2).await;
        life.rests().await;
        Self { who, fake, life, acknowledged, asked: 0 }
    }

    /// So many people thank somebody, so many at once.
    async fn round(&mut self, all: usize, at_once: usize) -> Round {
        let asked: Vec<String> =
            (self.asked..self.asked + all).map(|n| shoutout(n, self.fake.url())).collect();
        self.asked += all;
        let work = self.life.worked();
        let (begun, mut waited) = (Instant::now(), Vec::with_capacity(all));
        let mut asked = asked.iter();
        asked.by_ref().take(at_once).for_each(|one| self.fake.brings(one));
        while waited.len() < all {
            waited.push(self.acknowledged().await);
            if let Some(next) = asked.next() {
                self.fake.brings(next);
            }
        }
        let whole = begun.elapsed();
        self.life.rests().await;
        Round::new(waited, whole, self.life.worked() - work)
    }

    async fn acknowledged(&mut self) -> Duration {
        let one = tokio::time::timeout(Duration::from_secs(30), self.acknowledged.recv()).await;
        one.expect("an acknowledgement in time").expect("a fake")
    }
}

/// `/kith shoutout @Someone for the docs` by the `n`th giver.
fn shoutout(n: usize, url: &str) -> String {
    let text = format!("shoutout <@{}|someone> for the docs", one_of(CROWD - 1));
    let payload = json!({
        "token": "legacy-verification-token", "team_id": TEAM, "team_domain": "harbour", "channel_id": room(n % ASKED),
        "channel_name": "a-room", "user_id": one_of(n), "user_name": "someone", "command": "/kith", "text": text,
        "api_app_id": APP, "is_enterprise_install": "false", "trigger_id": format!("trigger.{ID}"),
        "response_url": format!("{url}/actions/{TEAM}/{ID}"),
    });
    envelope("slash_commands", &payload)
}

fn name(who: Who) -> &'static str {
    match who {
        Who::Kith => "Kith",
        Who::Constant => "bare slack-morphism",
        Who::Inserting => "slack-morphism and a row",
    }
}

/// Measures and writes down.
pub(crate) async fn measure() {
    println!("### Slack: acknowledgement of `/kith shoutout`\n");
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
    let mut kith = houses.pop().expect("Kith is the last one");
    let kept = kith.life.count("select count(*) from shoutout");
    println!("Kith was asked for {} shout-outs and kept {kept}.\n", kith.asked);
    drop(houses);
    flood(&mut kith).await;
}

/// Messages as fast as the lines take them.
async fn flood(house: &mut House) {
    const MANY: usize = 100_000;
    println!("### Slack: a flood of {MANY} messages over two sockets\n");
    let messages: Vec<String> = (0..MANY).map(message).collect();
    let (before, worked) = (house.life.memory(), house.life.worked());
    let begun = Instant::now();
    for some in messages.chunks(500) {
        some.iter().for_each(|message| house.fake.brings(message));
        tokio::task::yield_now().await;
    }
    for _ in 0..MANY {
        house.acknowledged().await;
    }
    let whole = begun.elapsed();
    wait(&house.life, "select count(*) from message", MANY).await;
    let work = (house.life.worked() - worked).as_micros() / MANY as u128;
    let rate = MANY as f64 / whole.as_secs_f64();
    println!(
        "- acknowledged after their commit in {:.1} s: {rate:.0} a second; {work} µs of Kith's work each",
        whole.as_secs_f64()
    );
    println!("- memory before {} MiB, at most {} MiB\n", before.0, house.life.memory().1);
}

/// The `n`th message.
fn message(n: usize) -> String {
    let ts = format!("{}.{n:06}", now());
    let event = json!({
        "type": "message", "user": one_of(n % 500), "text": "hello there, how is the harbour today?", "ts": ts, "team": TEAM,
        "channel": room(n % 2), "channel_type": "channel", "event_ts": ts, "client_msg_id": format!("{n:032x}"),
    });
    let id = format!("Ev0{n:09}");
    envelope(
        "events_api",
        &json!({
            "token": "legacy-verification-token", "team_id": TEAM, "context_team_id": TEAM, "context_enterprise_id": null,
            "api_app_id": APP, "event": event, "type": "event_callback", "event_id": id, "event_time": now(),
            "authorizations": [{
                "enterprise_id": null, "team_id": TEAM, "user_id": fake_slack::BOT, "is_bot": true,
                "is_enterprise_install": false,
            }],
            "is_ext_shared_channel": false, "event_context": format!("4-{id}"),
        }),
    )
}

/// Seconds since 1970.
fn now() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a clock");
    since.as_secs()
}
