//! The whole product on both platforms: how soon it is there, what it uses idle, and with many members.

use std::time::{Duration, Instant};

use fake_discord::payload::{member, user};
use fake_discord::talk::SERVER;
use tempfile::TempDir;

use crate::discord::wait;
use crate::figures::middle;
use crate::life::{Life, Servers, Who};

/// How many members there are.
const MEMBERS: usize = 500_000;

/// Both fakes.
struct Fakes {
    discord: fake_discord::Fake,
    slack: fake_slack::Fake,
}

impl Fakes {
    async fn start() -> Self {
        Self { discord: fake_discord::Fake::start().await, slack: fake_slack::Fake::start().await }
    }

    /// Kith on both of them, and how long it took until Discord said READY and Slack hello.
    async fn kith(&self, folder: TempDir) -> (Life, f64) {
        let servers =
            Servers { discord: Some(self.discord.url().to_owned()), slack: Some(self.slack.api_url()) };
        let begun = Instant::now();
        let life = Life::begin_in(folder, Who::Kith, &servers);
        self.discord.is_connected(1).await;
        self.slack.is_connected(2).await;
        (life, begun.elapsed().as_secs_f64() * 1_000.0)
    }
}

/// Measures and writes down.
pub(crate) async fn measure() {
    println!("### The whole of it, on Discord and Slack at once\n");
    let mut folder = tempfile::tempdir().expect("a folder");
    let (mut ready, mut idle) = (Vec::new(), 0);
    for _ in 0..6 {
        let fakes = Fakes::start().await;
        let (life, took) = fakes.kith(folder).await;
        life.rests().await;
        ready.push(took);
        idle = life.memory().0;
        folder = life.end();
    }
    let first = ready.remove(0);
    println!("- ready on both after {:.0} ms; {first:.0} ms at the very first start", middle(ready));
    println!("- idle memory: {idle} MiB");
    arrive(folder).await;
}

/// Members arrive through the gateway; then Kith starts again among them.
async fn arrive(folder: TempDir) {
    let fakes = Fakes::start().await;
    let (life, _) = fakes.kith(folder).await;
    let _answers = fakes.discord.rush();
    let begun = Instant::now();
    for n in 0..MEMBERS {
        let id = (820_000_000_000_000_000 + n).to_string();
        let mut arrived = member(Some(user(&id, &format!("Member {n}"), false)), None, &[]);
        arrived["guild_id"] = SERVER.into();
        fakes.discord.tells("GUILD_MEMBER_ADD", &arrived.to_string());
        if n % 500 == 0 {
            tokio::task::yield_now().await;
        }
    }
    wait(&life, "select count(*) from member", MEMBERS).await;
    life.rests().await;
    let (now, most) = life.memory();
    println!(
        "- {MEMBERS} members arrived in {:.1} s: memory {now} MiB, at most {most} MiB",
        begun.elapsed().as_secs_f64()
    );
    // On the same servers, where its session goes on: a new one would have to wait for seconds, by Discord's rules.
    let folder = life.end();
    while fakes.discord.connected() + fakes.slack.connected() > 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let (life, took) = fakes.kith(folder).await;
    life.rests().await;
    println!("- started again among them: ready after {took:.0} ms, memory {} MiB\n", life.memory().0);
}
