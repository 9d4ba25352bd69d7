//! `kith doctor` for a bot on Discord: who it is, where it is installed, and what each intent is good for.

use fake_discord::{APP, Fake, TOKEN};

use crate::room::{Ran, Room};

/// What `kith doctor` says of a Discord, never the token.
fn doctor(url: &str, token: &str, more: &[(&str, &str)]) -> Ran {
    let mut variables =
        vec![("KITH_DISCORD_API_URL", url), ("KITH_DISCORD_TOKEN", token), ("KITH_LOG", "trace")];
    variables.extend(more);
    let told = Room::new().kith_with(&["doctor"], &variables, "");
    assert!(!told.out.contains(token) && !told.err.contains(token), "{}\n{}", told.out, told.err);
    told
}

/// The lines about an intent.
fn about<'a>(told: &'a Ran, intent: &str) -> Vec<&'a str> {
    let lines = told.out.lines();
    lines.filter(|line| line.contains(&format!("the intent {intent}"))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_says_the_bots_name_and_the_link_that_installs_it() {
    let fake = Fake::start().await;
    let told = doctor(fake.url(), TOKEN, &[]).well();
    told.says("✓ Discord: the bot is called Kith\n");
    told.says(&format!(
        "✓ Discord: to install it on a server, open https://discord.com/oauth2/authorize?client_id={APP}\
         &scope=bot+applications.commands&permissions=378225658944\n"
    ));
    let asked: Vec<String> = fake.requests().into_iter().map(|one| one.path).collect();
    assert_eq!(asked, ["/applications/@me"], "it looks, and does nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_discord_does_not_know_is_wrong() {
    let fake = Fake::start().await;
    let told = doctor(fake.url(), "zzz-secret", &[]);
    assert_eq!(told.status, 1, "{}", told.out);
    told.says("✗ Discord does not accept the bot's token").says("docs/discord.md tells how to get a token.");
    told.says("1 thing is wrong.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_intent_is_told_whether_it_is_wanted_or_not_and_granted_or_not() {
    const BOTH: [(&str, &str); 2] = [("KITH_DISCORD_CONTENT", "true"), ("KITH_DISCORD_MEMBERS", "true")];
    let missing = [
        ("Server Members", "those who leave stay listed", "set KITH_DISCORD_MEMBERS=true"),
        ("Message Content", "/settings offer_thanks never offers", "set KITH_DISCORD_CONTENT=true"),
    ];
    let fake = Fake::start().await;

    let told = doctor(fake.url(), TOKEN, &BOTH).well();
    let members = "✓ Discord: with the intent Server Members, Kith hears who joins, leaves and changes roles";
    assert_eq!(about(&told, "Server Members"), [members]);
    let content = "✓ Discord: with the intent Message Content, Kith sees whether a message asks or thanks";
    assert_eq!(about(&told, "Message Content"), [content]);

    let told = doctor(fake.url(), TOKEN, &[]).well();
    for (intent, lacks, set) in missing {
        let [line] = about(&told, intent)[..] else { panic!("not one line: {}", told.out) };
        assert!(line.starts_with("! Discord grants") && line.contains(lacks), "{line}");
        told.says(&set.replace("set", "Set"));
    }

    fake.grants_nothing();
    let told = doctor(fake.url(), TOKEN, &[]).well();
    for (intent, lacks, set) in missing {
        let [line] = about(&told, intent)[..] else { panic!("not one line: {}", told.out) };
        assert!(line.starts_with("✓ Discord: without") && line.contains(lacks), "{line}");
        assert!(line.contains("developer portal") && line.ends_with(set), "{line}");
    }

    let told = doctor(fake.url(), TOKEN, &BOTH);
    assert_eq!(told.status, 1, "{}", told.out);
    for (intent, _, _) in missing {
        let [line] = about(&told, intent)[..] else { panic!("not one line: {}", told.out) };
        assert!(line.starts_with("✗ Discord does not grant"), "{line}");
    }
    told.says("2 things are wrong.");
}
