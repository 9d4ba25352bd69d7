//! The process is killed between a step falling due and the mention: nobody is mentioned twice, and no step is skipped.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use bot_core::chat::Platform;
use bot_core::moment::{Moment, Span};
use bot_core::testing::{PLATFORM, TestBot, effect_text};
use bot_core::{Bot, Delivery};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

/// How often it is killed, at least.
const KILLS: usize = 60;
/// Experts of each question, each asked in a step of their own.
const EXPERTS: usize = 12;
/// How long a worker lives at most once it is up.
const LIFE: Duration = Duration::from_millis(40);
/// Where a worker finds its database and its folder.
const URL: &str = "KITH_TEST_WORKER_URL";
const FOLDER: &str = "KITH_TEST_WORKER_FOLDER";

/// A process of its own: it does what the clock says, and posts to a chat server that is a file. Without a database it is
/// not meant.
#[tokio::test]
async fn a_worker_that_the_other_test_kills() {
    let (Ok(url), Ok(folder)) = (std::env::var(URL), std::env::var(FOLDER)) else { return };
    let folder = Path::new(&folder);
    let bot = Bot::look(&url).await.expect("a database");
    fs::write(folder.join("up"), "").expect("a sign");
    loop {
        let clock = fs::read_to_string(folder.join("clock")).expect("a clock");
        let now = Moment(clock.trim().parse().expect("a moment"));
        bot.tick(now).await.expect("a tick");
        for due in bot.due(now, &Platform::from(PLATFORM), 10).await.expect("what is due") {
            let mut server =
                OpenOptions::new().append(true).create(true).open(folder.join("said")).expect("a file");
            // One line, written at once: a chat server has a message or it has not.
            let line = format!("{} {}\n", due.id, effect_text(&due.effect).replace('\n', " "));
            server.write_all(line.as_bytes()).expect("a line");
            bot.delivered(now, due.id, &Delivery::Done(None)).await.expect("a delivery");
        }
    }
}

fn worker(url: &str, folder: &Path) -> Child {
    let up = folder.join("up");
    fs::remove_file(&up).ok();
    let exe = std::env::current_exe().expect("this test");
    let mut command = Command::new(exe);
    command
        .args(["--exact", "climbing::a_worker_that_the_other_test_kills"])
        .env(URL, url)
        .env(FOLDER, folder);
    let child =
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a worker");
    while !up.exists() {
        std::thread::sleep(Duration::from_millis(1));
    }
    child
}

#[tokio::test]
async fn nobody_is_mentioned_twice_and_no_step_is_skipped_whenever_the_process_dies() {
    let mut bot = TestBot::new().await;
    let folder = tempfile::tempdir().expect("a folder");
    let names: Vec<String> = (0..EXPERTS).map(|n| format!("Expert{n:02}")).collect();
    let steps = ["expert 1h"; EXPERTS].join(", ");
    bot.asks("Root", "/topic add Tides").await;
    bot.picks("Root", "escalation policy", &[("steps", steps.as_str()), ("hours", "0-24")]).await;
    for name in &names {
        bot.asks(name, "/expert offer topics:tides limit:20").await;
    }
    let clock = |now: Moment| {
        // Renamed, so that a worker reads the whole of it.
        fs::write(folder.path().join("clock.new"), now.0.to_string()).expect("a clock");
        fs::rename(folder.path().join("clock.new"), folder.path().join("clock")).expect("a clock");
    };
    clock(bot.now);
    let mut random = StdRng::seed_from_u64(23);
    let (mut kills, mut questions) = (0, 0);
    while kills < KILLS {
        bot.asks("Ana", &format!("/ask what about the tides, {questions}?")).await;
        questions += 1;
        // Where the machine or the database is slow, lives become longer until something is done in one.
        let mut longer = 1.0;
        while !everybody_was_asked(&bot).await {
            let mut child = worker(bot.url(), folder.path());
            bot.now = bot.now + Span::minutes(61);
            clock(bot.now);
            std::thread::sleep(LIFE.mul_f64(random.random_range(0.0..longer)));
            child.kill().expect("a kill");
            child.wait().expect("an end");
            kills += 1;
            longer += 0.1;
            assert!(kills < KILLS * 10, "it never comes to an end");
        }
        let open: Vec<(i64,)> = bot.reads("select id from escalation where closed is null").await;
        bot.picks("Ana", "question withdraw", &[("question", &open[0].0.to_string())]).await;
    }
    bot.delivers().await;
    let said = fs::read_to_string(folder.path().join("said")).expect("what was said");
    // A chat server knows what is sent again by its key.
    let messages: BTreeMap<i64, &str> = said
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(id, text)| (id.parse().expect("an id"), text))
        .collect();
    let asked: Vec<(i64, i64, i64)> =
        bot.reads("select escalation_id, step, post from asked order by escalation_id, step").await;
    assert_eq!(asked.len(), questions * EXPERTS, "every expert was asked about every question");
    for (n, (_, step, post)) in asked.iter().enumerate() {
        assert_eq!(*step, (n % EXPERTS) as i64, "no step is skipped, and none goes twice");
        let text =
            messages.get(post).unwrap_or_else(|| panic!("nobody was mentioned in step {step}: {said}"));
        assert_eq!(text.matches("(expert)").count(), 1, "{text}");
        assert!(text.contains("May I ask you?"), "{text}");
    }
    let mentions =
        messages.values().filter(|text| text.contains("May I ask you?") && text.contains("I’ll take it"));
    assert_eq!(mentions.count(), asked.len(), "nobody is mentioned twice");
    println!("{kills} kills, {} mentions, {} sent again", asked.len(), said.lines().count() - messages.len());
}

/// Whether every expert was asked about the open question, and the chat server has it.
async fn everybody_was_asked(bot: &TestBot) -> bool {
    let asked: Vec<(i64,)> = bot
        .reads(
            "select count(*) from escalation e join asked k on k.community_id = e.community_id and k.escalation_id = e.id
             join effect f on f.id = k.post where e.closed is null and f.state = 'delivered'",
        )
        .await;
    asked[0].0 == EXPERTS as i64
}
