//! A database with which Kith lived on a chat server: it opens no playground, where anybody would speak as its members.

use crate::room::Room;
use crate::working::{begins, ends, fails, runs_with};

type Variables<'a> = [(&'a str, &'a str)];

/// Lives on a chat server until it heard somebody there.
async fn lives(room: &Room, variables: &Variables<'_>, hears: impl Future<Output = ()>) {
    let mut kith = runs_with(room, variables);
    assert!(begins(&mut kith).contains("Kith goes to work on "));
    hears.await;
    ends(&mut kith);
}

async fn hears_on_discord(fake: &fake_discord::Fake) {
    fake.is_connected(1).await;
    let asked = fake.types("Ana", "help", &[]);
    fake.answer(&asked).await;
}

async fn hears_on_slack(fake: &fake_slack::Fake) {
    fake.is_connected(1).await;
    let asked = fake.types("Ana", "general", "/kith", "help");
    fake.answer(&asked).await;
}

/// What is said of a database on which Kith lived on these places, in every way into the playground and by `kith doctor`.
#[track_caller]
fn refuses(room: &Room, database: (&str, &str), places: &str, tokens: &str) {
    let alone = room.kith_with(&[], &[database, ("KITH_LISTEN", "127.0.0.1:0")], "");
    assert_eq!((alone.status, alone.out.as_str()), (1, ""), "{}", alone.err);
    for said in [alone.err, fails(runs_with(room, &[database]))] {
        assert!(said.starts_with(&format!("kith: Kith lives on {places} with the database ")), "{said}");
        assert!(
            said.contains(&format!("To go on there, set {tokens}. To play, name another database")),
            "{said}"
        );
        assert!(said.ends_with("such as: kith run --database playground.db\n"), "{said}");
    }
    let told = room.kith_with(&["doctor"], &[database], "").well();
    told.says(&format!(
        "! Kith lives on {places} with this database, and neither Discord nor Slack is set up here\n"
    ));
    told.says(&format!("    `kith run` needs {tokens} to go on there. To play, name another database"));
    assert!(!told.out.contains("opens the playground"), "{}", told.out);
}

const SLACK: &str = "KITH_SLACK_BOT_TOKEN (or, where workspaces install Kith, KITH_SLACK_CLIENT_ID)";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_lived_on_a_chat_server_opens_no_playground() {
    let room = Room::new();
    let url = room.any_database().await;
    let database = ("KITH_DATABASE", url.as_str());
    let slack = fake_slack::Fake::start().await;
    let api = slack.api_url();
    let on_slack = [
        database,
        ("KITH_SLACK_API_URL", api.as_str()),
        ("KITH_SLACK_APP_TOKEN", fake_slack::APP_TOKEN),
        ("KITH_SLACK_BOT_TOKEN", fake_slack::BOT_TOKEN),
    ];
    lives(&room, &on_slack, hears_on_slack(&slack)).await;
    refuses(&room, database, "Slack", SLACK);
    let discord = fake_discord::Fake::start().await;
    let on_discord =
        [database, ("KITH_DISCORD_API_URL", discord.url()), ("KITH_DISCORD_TOKEN", fake_discord::TOKEN)];
    lives(&room, &on_discord, hears_on_discord(&discord)).await;
    refuses(&room, database, "Discord and Slack", &format!("KITH_DISCORD_TOKEN and {SLACK}"));
    // On the chat server it goes on.
    lives(&room, &on_discord, hears_on_discord(&discord)).await;
}
