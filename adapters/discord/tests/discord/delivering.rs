//! The outbox: once, in time, within the limits, and said plainly where it cannot be.

use std::time::{Duration, Instant};

use bot_core::chat::{Effect, Place};
use fake_discord::Trouble;
use fake_discord::talk::{GARDENER, GENERAL, HELP, SERVER, account};
use serde_json::{Value, json};

use crate::house::House;

/// A house in which shout-outs are posted in #help.
async fn with_log() -> House {
    let house = House::open().await;
    house.comes_to("select count(*) from channel", 2).await;
    let options = [("shoutouts", json!("log")), ("log_channel", json!(format!("<#{HELP}>")))];
    let asked = house.fake.types("Root", "settings", &options);
    let told = house.fake.answer(&asked).await;
    assert!(told.content().contains(&format!("<#{HELP}>")), "{told:?}");
    house
}

async fn thanks(house: &House, reason: &str) {
    let asked = house.fake.types("Ana", "shoutout", &[("to", "@Bo".into()), ("reason", reason.into())]);
    assert!(house.fake.answer(&asked).await.is_ephemeral());
}

fn posts(house: &House) -> Vec<Value> {
    house.fake.messages(HELP)
}

const LEFT: &str = "select count(*) from effect where state <> 'delivered'";

#[tokio::test]
async fn a_post_is_posted_once_and_rings_whom_it_means() {
    let mut house = with_log().await;
    thanks(&house, "for the docs").await;
    let post = house.fake.until("a post", |fake| fake.messages(HELP).pop()).await;
    assert_eq!(post["allowed_mentions"]["parse"], json!([]));
    assert_eq!(post["allowed_mentions"]["users"].as_array().expect("people").len(), 2);
    house.comes_to(LEFT, 0).await;
    // Taken back by a line, it says so where it stands; its button changes it in its own answer.
    let undone = house.fake.types("Ana", "undo", &[]);
    house.fake.answer(&undone).await;
    house.fake.until("an edit", |fake| fake.requested("PATCH", HELP).pop()).await;
    house.comes_to(LEFT, 0).await;
    house.stop().await.expect("it stops");
    assert_eq!(posts(&house).len(), 1);
}

#[tokio::test]
async fn what_was_done_and_not_heard_of_is_not_done_twice() {
    let mut house = with_log().await;
    // Where Kith may not look, Discord knows the nonce.
    house.fake.trouble("GET", "/channels/", usize::MAX, Trouble::Refuse(403, 50_001));
    house.fake.trouble("POST", "/channels/", 1, Trouble::Lost(502));
    thanks(&house, "for the docs").await;
    house.comes_to(LEFT, 0).await;
    let asked = house.fake.requested("POST", "/channels/");
    assert_eq!(asked.len(), 2, "{asked:?}");
    assert_eq!(asked[0].body["nonce"], asked[1].body["nonce"]);
    assert_eq!(posts(&house).len(), 1);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn what_was_posted_long_before_the_next_try_is_found_again() {
    let mut house = with_log().await;
    house.fake.trouble("POST", "/channels/", 1, Trouble::Lost(502));
    thanks(&house, "for the docs").await;
    house.fake.until("a post", |fake| (fake.requested("POST", "/channels/").len() == 1).then_some(())).await;
    house.fake.forget_nonces();
    house.comes_to(LEFT, 0).await;
    assert_eq!(posts(&house).len(), 1);
    let known = house.count("select count(*) from effect where message_id is not null").await;
    assert_eq!(known, 1, "and where it stands");
    // The same words from somebody else's effect are another post.
    house.fake.trouble("POST", "/channels/", 1, Trouble::Status(502));
    let message = bot_core::chat::Message::new(bot_core::chat::Text::words(
        posts(&house)[0]["content"].as_str().expect("words"),
    ));
    let effect = Effect::Post { to: Place::Channel(HELP.into()), message };
    house.kith.wants(chrono::Utc::now().into(), &"discord".into(), 7, &effect).await;
    house.comes_to(LEFT, 0).await;
    assert_eq!(posts(&house).len(), 2);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_long_post_goes_on_after_the_piece_that_stands() {
    let mut house = House::open().await;
    house.comes_to("select count(*) from channel", 2).await;
    let words = (0..900).map(|n| format!("word{n} ")).collect::<String>();
    let message = bot_core::chat::Message::new(bot_core::chat::Text::words(words));
    house.fake.trouble("POST", "/channels/", 1, Trouble::Slow(Duration::from_millis(300)));
    let effect = Effect::Post { to: Place::Channel(HELP.into()), message };
    house.kith.wants(chrono::Utc::now().into(), &"discord".into(), 7, &effect).await;
    house.fake.until("a piece", |fake| (fake.messages(HELP).len() == 1).then_some(())).await;
    house.fake.trouble("POST", "/channels/", 1, Trouble::Status(502));
    house
        .fake
        .until("a refusal", |fake| {
            fake.requested("POST", "/channels/").into_iter().find(|one| one.status == 502)
        })
        .await;
    house.fake.forget_nonces();
    house.comes_to(LEFT, 0).await;
    let all = house.fake.contents(HELP).join(" ");
    assert_eq!(all.split_whitespace().count(), 900, "each word once");
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn admins_hear_of_what_died_while_nobody_was_there() {
    let mut house = with_log().await;
    house.stop().await.expect("it stops");
    let long_ago = chrono::Utc::now() - chrono::Duration::days(4);
    let effect = Effect::GrantRole { to: account("Bo").as_str().into(), role: GARDENER.into() };
    house.kith.wants(long_ago.into(), &"discord".into(), 7, &effect).await;
    for life in 0..2 {
        house.begin().await;
        house
            .fake
            .until("a word to the admin", |fake| {
                let told = |one: &&fake_discord::Recorded| {
                    one.body["content"].as_str().is_some_and(|words| words.contains("tried for days"))
                };
                let told = fake.requested("POST", "/channels/9").iter().filter(told).count();
                assert!(told <= 1, "twice");
                (told == 1).then_some(())
            })
            .await;
        house.comes_to("select count(*) from effect where state = 'dead' and told is not null", 1).await;
        house.stop().await.unwrap_or_else(|error| panic!("life {life}: {error}"));
    }
}

#[tokio::test]
async fn trouble_is_waited_out() {
    let mut house = with_log().await;
    house.fake.trouble("POST", "/channels/", 2, Trouble::Status(503));
    thanks(&house, "for the docs").await;
    house.comes_to(LEFT, 0).await;
    assert_eq!(posts(&house).len(), 1);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn limits_are_kept_and_nothing_is_lost() {
    let mut house = with_log().await;
    house.fake.limit("/channels/", 2, Duration::from_millis(400));
    let begun = Instant::now();
    for n in 0..3 {
        let asked = house.fake.types(
            ["Ana", "Cy", "Dee"][n],
            "shoutout",
            &[("to", "@Bo".into()), ("to2", "@Eve".into()), ("reason", "for the docs".into())],
        );
        house.fake.answer(&asked).await;
    }
    house.fake.limit_everything(4, Duration::from_millis(500));
    for who in ["Fay", "Gus", "Hal"] {
        let asked = house.fake.types(who, "shoutout", &[("to", "@Bo".into()), ("reason", "for more".into())]);
        house.fake.answer(&asked).await;
    }
    house.fake.until("six posts", |fake| (fake.messages(HELP).len() == 6).then_some(())).await;
    house.comes_to(LEFT, 0).await;
    assert!(begun.elapsed() >= Duration::from_millis(800));
    house.stop().await.expect("it stops");
    assert_eq!(house.fake.complaints(), Vec::<String>::new(), "no limit was ignored");
}

#[tokio::test]
async fn what_discord_refuses_for_good_is_a_dead_letter_in_plain_words() {
    for (status, code, words) in
        [(403, 50_013, "lacks permission"), (403, 50_001, "cannot see"), (404, 10_003, "is gone")]
    {
        let mut house = with_log().await;
        house.fake.trouble("POST", "/channels/", 1, Trouble::Refuse(status, code));
        thanks(&house, "for the docs").await;
        house.comes_to("select count(*) from effect where state = 'dead'", 1).await;
        let dead = house.kith.bot.dead_effects().await.expect("dead effects").remove(0);
        let problem = dead.problem.expect("why");
        assert!(problem.contains(words) && problem.contains(&code.to_string()), "{problem}");
        // The admin is told, in a line of their own.
        let told = house.fake.until("a word to the admin", |fake| {
            let root = fake
                .requested("POST", "/users/@me/channels")
                .into_iter()
                .find(|one| one.body["recipient_id"] == account("Root"));
            root.and_then(|_| {
                fake.requested("POST", "/channels/9").into_iter().find(|one| one.body["content"].is_string())
            })
        });
        let told = told.await.body["content"].as_str().expect("words").to_owned();
        assert!(told.contains(&format!("could not post in <#{HELP}>")) && told.contains(words), "{told}");
        // And with what was to stand there, so that somebody can say it.
        assert!(told.contains("It was to say:\n> 🎉") && told.contains("> > for the docs"), "{told}");
        // It holds up nothing.
        thanks_again(&house).await;
        house.fake.until("the next post", |fake| fake.messages(HELP).pop()).await;
        house.stop().await.expect("it stops");
    }
}

async fn thanks_again(house: &House) {
    let asked = house.fake.types("Cy", "shoutout", &[("to", "@Bo".into()), ("reason", "again".into())]);
    house.fake.answer(&asked).await;
}

#[tokio::test]
async fn a_thread_is_opened_under_a_message_or_the_one_that_is_there_is_used() {
    let mut house = House::open().await;
    let asked = house.fake.types("Root", "settings", &[("shoutouts", "thread".into())]);
    house.fake.answer(&asked).await;
    let top = house.fake.writes("Bo", GENERAL, "here is how");
    house.comes_to("select count(*) from message", 1).await;
    let id = top["id"].as_str().expect("an id").to_owned();
    for (n, who) in ["Ana", "Cy"].into_iter().enumerate() {
        let picked = house.fake.picks_on_message(who, "Shout out the author", &top);
        let form = house.fake.answer(&picked).await;
        let sent = house.fake.sends(who, &form.data, &[("reason", "for the docs".into())]);
        house.fake.answer(&sent).await;
        house
            .fake
            .until("a post in the thread", |fake| (fake.messages(&id).len() == n + 1).then_some(()))
            .await;
    }
    let opened = house.fake.requested("POST", "/threads");
    assert_eq!(opened.iter().map(|one| one.status).collect::<Vec<_>>(), [201, 400]);
    // Where none can be opened, a reply does.
    house.fake.trouble("POST", "/threads", 1, Trouble::Refuse(403, 50_013));
    let picked = house.fake.picks_on_message("Dee", "Shout out the author", &top);
    let form = house.fake.answer(&picked).await;
    let sent = house.fake.sends("Dee", &form.data, &[("reason", "for the docs".into())]);
    house.fake.answer(&sent).await;
    let reply = house
        .fake
        .until("a reply", |fake| fake.messages(GENERAL).into_iter().find(|one| one["nonce"].is_string()));
    let reply = reply.await;
    assert_eq!(reply["message_reference"]["message_id"], id.as_str());
    assert_eq!(reply["allowed_mentions"]["replied_user"], false);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_badge_brings_its_role_and_takes_it_away_again() {
    let mut house = House::open().await;
    house.comes_to("select count(*) from platform_role", 2).await;
    for (command, options) in
        [("roles give", vec![("member", json!("@Lea")), ("role", json!("lead"))]), ("badge list", vec![])]
    {
        let asked = house.fake.types("Root", command, &options);
        house.fake.answer(&asked).await;
    }
    let badge = [
        ("name", json!("Digger")),
        ("emoji", json!("🌱")),
        ("colour", json!("#1b5e8c")),
        ("meaning", json!("Digs")),
        ("criteria", json!("Dig")),
        ("role", json!(format!("<@&{GARDENER}>"))),
    ];
    let asked = house.fake.types("Root", "badge define", &badge);
    let told = house.fake.answer(&asked).await;
    assert!(told.content().contains("Digger"), "{told:?}");
    let give = [("member", json!("@Bo")), ("badge", json!("Digger")), ("citation", json!("for digging"))];
    let asked = house.fake.types("Lea", "badge give", &give);
    let told = house.fake.answer(&asked).await;
    assert!(told.data["attachments"][0]["description"].is_string(), "a card, and what it shows: {told:?}");
    let bo = account("Bo");
    house.fake.until("the role", |fake| fake.has_role(SERVER, &bo, GARDENER).then_some(())).await;
    let revoke = [("member", json!("@Bo")), ("badge", json!("Digger")), ("why", json!("a mistake"))];
    let asked = house.fake.types("Lea", "badge revoke", &revoke);
    house.fake.answer(&asked).await;
    house.fake.until("no role", |fake| (!fake.has_role(SERVER, &bo, GARDENER)).then_some(())).await;
    house.comes_to(LEFT, 0).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn the_digest_is_posted_with_its_pictures() {
    let mut house = House::open().await;
    house.comes_to("select count(*) from channel", 2).await;
    for n in 0..240_u64 {
        let id = house.fake.id_ago(Duration::from_secs(n * 5_400));
        let message = house.fake.wrote_at(&format!("Member{}", n % 17), GENERAL, &id, "hello there");
        house.fake.dispatch("MESSAGE_CREATE", &message);
    }
    house.comes_to("select count(*) from message", 240).await;
    let asked = house.fake.types("Root", "settings", &[("digest_channel", json!(format!("<#{HELP}>")))]);
    house.fake.answer(&asked).await;
    let asked = house.fake.types("Root", "digest send", &[]);
    house.fake.answer(&asked).await;
    let post = house.fake.until("the digest", |fake| fake.messages(HELP).into_iter().next()).await;
    assert_eq!(post["allowed_mentions"]["users"], json!([]), "it names people and rings nobody");
    house.comes_to(LEFT, 0).await;
    let asked = house.fake.requested("POST", "/channels/");
    let files: Vec<&str> = asked.iter().flat_map(|one| &one.files).map(|(name, _)| name.as_str()).collect();
    assert!(!files.is_empty() && files.iter().all(|name| name.ends_with(".png")), "{files:?}");
    assert!(asked.iter().flat_map(|one| &one.files).all(|(_, size)| *size > 1_000));
    house.stop().await.expect("it stops");
}
