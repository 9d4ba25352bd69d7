//! Whole stories on Discord: what people do, what Discord is sent, and what they read when they look.

use std::time::Duration;

use fake_discord::payload::role;
use fake_discord::talk::{GARDENER, GENERAL, HELP, SERVER, Said, account};
use fake_discord::{Fake, Trouble};
use serde_json::{Value, json};

use crate::asking::{SHOUTOUTS, thanks};
use crate::asking_people::{WAITING, button};
use crate::house::House;
use crate::{asking, asking_people};

const DEAD: &str = "select count(*) from effect where state = 'dead'";
const KEPT: &str = "select count(*) from message where deleted is null";

/// Somebody asks for something; what they are told.
async fn says(house: &House, who: &str, command: &str, options: &[(&str, Value)]) -> Said {
    house.fake.answer(&house.fake.types(who, command, options)).await
}

/// Somebody looks at something that they alone are shown; what they read.
async fn reads(house: &House, who: &str, command: &str, options: &[(&str, Value)]) -> String {
    let said = says(house, who, command, options).await;
    assert!(said.is_ephemeral(), "{command}: {said:?}");
    said.content().to_owned()
}

/// A house whose admin is Root and whose lead is Lea.
async fn open() -> House {
    let house = asking::open().await;
    says(&house, "Root", "roles give", &[("member", "@Lea".into()), ("role", "lead".into())]).await;
    house
}

/// What Kith wrote to somebody alone so far.
fn direct(house: &House, who: &str) -> String {
    house.fake.contents(&Fake::direct(who)).join("\n")
}

/// What the admin reads of something that could not be done.
async fn bad_news(house: &House) -> String {
    let told = |_: &Fake| Some(direct(house, "Root")).filter(|told| !told.is_empty());
    house.fake.until("a word to the admin", told).await
}

#[tokio::test]
async fn a_contribution_counts_once_somebody_else_confirms_it() {
    let mut house = open().await;
    let told = says(&house, "Ana", "contribute", &[("what", "a talk on tides".into())]).await;
    assert!(!told.is_ephemeral() && told.content().contains("> a talk on tides"), "{told:?}");
    let (label, confirm) = told.buttons().remove(0);
    assert_eq!(label, "Confirm");
    let refused = house.fake.answer(&house.fake.presses("Ana", &confirm)).await;
    assert!(refused.is_ephemeral() && refused.content().contains("somebody else has to"), "{refused:?}");
    let me = reads(&house, "Ana", "me", &[]).await;
    assert!(me.contains("this week: nothing counted"), "{me}");

    let confirmed = house.fake.answer(&house.fake.presses("Bo", &confirm)).await;
    assert_eq!((confirmed.how.as_str(), &confirmed.data["components"]), ("first 7", &json!([])));
    let by = format!("✅ Confirmed by <@{}>.", account("Bo"));
    assert!(confirmed.content().contains("a talk on tides") && confirmed.content().contains(&by));
    let again = house.fake.answer(&house.fake.presses("Cy", &confirm)).await;
    assert!(again.is_ephemeral() && again.content().contains("confirmed already"), "{again:?}");
    for (who, command, options) in [("Ana", "me", vec![]), ("Cy", "profile", vec![("member", "@Ana".into())])]
    {
        let read = reads(&house, who, command, &options).await;
        assert!(read.contains("1 contribution elsewhere"), "{command}: {read}");
    }
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_lead_retracts_a_shoutout_where_it_stands() {
    let mut house = open().await;
    says(&house, "Ana", "shoutout", &thanks("Bo", "for nothing at all")).await;
    let post = house.fake.messages(GENERAL).pop().expect("it stands in the channel");
    assert!(post["content"].as_str().is_some_and(|words| words.contains("for nothing at all")), "{post}");
    let wall = reads(&house, "Lea", "wall", &[]).await;
    let code = wall.rsplit_once("(code `").expect("a code").1.trim_end_matches("`)").to_owned();
    let why = "they asked me to";
    let told =
        reads(&house, "Lea", "retract", &[("shoutout", code.as_str().into()), ("why", why.into())]).await;
    assert!(told.contains(&code) && told.contains("is taken back"), "{told}");
    house.comes_to(WAITING, 0).await;
    let edits = house.fake.requested("PATCH", &format!("/channels/{GENERAL}/messages/"));
    assert_eq!(edits.len(), 1, "{edits:?}");
    assert!(edits[0].path.ends_with(post["id"].as_str().expect("an id")), "{edits:?}");
    assert_eq!(edits[0].body["components"], json!([]), "nothing is left to undo");
    assert_eq!(house.fake.contents(GENERAL), ["This shout-out was taken back."]);
    assert!(reads(&house, "Bo", "wall", &[]).await.contains("No shout-outs in the last seven days."));
    assert!(reads(&house, "Root", "audit", &[]).await.contains(why));
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_reaction_thanks_without_a_word_until_it_is_taken_away() {
    let mut house = open().await;
    says(&house, "Root", "settings", &[("reaction", "👏".into())]).await;
    let written = house.fake.writes("Bo", GENERAL, "the docs are ready");
    house.fake.reacts("Ana", &written, "👍", true);
    house.fake.reacts("Ana", &written, "👏", true);
    house.comes_to(SHOUTOUTS, 1).await;
    let wall = reads(&house, "Cy", "wall", &[]).await;
    assert!(wall.ends_with("Ana → Bo: with a reaction"), "{wall}");
    assert!(reads(&house, "Bo", "me", &[]).await.contains("1 shout-out received"));

    house.fake.reacts("Ana", &written, "👏", false);
    house.comes_to(SHOUTOUTS, 0).await;
    assert!(reads(&house, "Cy", "wall", &[]).await.contains("No shout-outs in the last seven days."));
    assert!(!reads(&house, "Bo", "me", &[]).await.contains("shout-out received"));
    assert_eq!(house.fake.contents(GENERAL), ["the docs are ready"], "nobody is told aloud");
    house.stop().await.expect("it stops");
}

/// A role above the one that is there.
const HELMSMAN: &str = "800000000000000022";

/// How Bo's roles were changed so far, in order, and what Discord answered.
fn changed(house: &House) -> Vec<String> {
    let mut asked = house.fake.requests();
    asked.retain(|one| one.path.contains(&format!("/guilds/{SERVER}/members/{}/roles/", account("Bo"))));
    let role = |path: &str| if path.ends_with(HELMSMAN) { "Helmsman" } else { "Gardener" };
    asked.iter().map(|one| format!("{} {}: {}", one.method, role(&one.path), one.status)).collect()
}

#[tokio::test]
async fn a_higher_step_takes_the_lower_ones_role_and_a_refused_role_is_told_to_the_admin() {
    let mut house = open().await;
    let helmsman = json!({ "guild_id": SERVER, "role": role(HELMSMAN, "Helmsman", 2) });
    house.fake.dispatch("GUILD_ROLE_CREATE", &helmsman);
    house.comes_to("select count(*) from platform_role", 3).await;
    reads(&house, "Root", "settings", &[("badge_roles", "replace".into())]).await;
    for (name, role, step) in [("Hand", GARDENER, 1), ("Mate", HELMSMAN, 2)] {
        let badge = [
            ("name", json!(name)),
            ("emoji", json!("⚓")),
            ("colour", json!("#1b5e8c")),
            ("meaning", json!("Sails")),
            ("criteria", json!("Sail")),
            ("role", json!(format!("<@&{role}>"))),
            ("ladder", json!("Ship")),
            ("step", json!(step)),
        ];
        let told = reads(&house, "Root", "badge define", &badge).await;
        assert!(told.contains(&format!("{name} is in the catalogue")), "{told}");
    }
    let bo = |badge: &str| [("member", json!("@Bo")), ("badge", json!(badge))];
    for badge in ["Hand", "Mate"] {
        let options = [&bo(badge)[..], &[("citation", "for the rope".into())]].concat();
        let told = says(&house, "Lea", "badge give", &options).await;
        assert!(!told.is_ephemeral() && told.content().contains(badge), "{told:?}");
        house.comes_to(WAITING, 0).await;
    }
    assert_eq!(changed(&house), ["PUT Gardener: 204", "PUT Helmsman: 204", "DELETE Gardener: 204"]);

    // Without the higher step the lower one counts again; but now Discord does not let Kith give its role.
    house.fake.trouble("PUT", "/roles/", 1, Trouble::Refuse(403, 50_013));
    let options = [&bo("Mate")[..], &[("why", "a mistake".into())]].concat();
    let told = reads(&house, "Lea", "badge revoke", &options).await;
    assert!(told.contains("no longer holds"), "{told}");
    house.comes_to(DEAD, 1).await;
    house
        .comes_to("select count(*) from effect where state = 'waiting' and body like '%RevokeRole%'", 0)
        .await;
    assert_eq!(changed(&house)[3..], ["PUT Gardener: 403", "DELETE Helmsman: 204"]);
    let told = bad_news(&house).await;
    let what = format!("Kith could not change a role of <@{}>: ", account("Bo"));
    assert!(told.starts_with(&what) && told.contains("Manage Roles"), "{told}");
    house.comes_to(WAITING, 0).await;
    house.stop().await.expect("it stops");
}

/// A week goes by for the digest alone: whenever it was due, it was due a week before.
const A_WEEK_EARLIER: &str = "update schedule set due = due - 604800000 where job = 'digest'";

#[tokio::test]
async fn the_clock_posts_a_week_once_with_its_pictures_and_its_thread() {
    let mut house = asking::open().await;
    for n in 0..60_u64 {
        let id = house.fake.id_ago(Duration::from_secs(n * 6 * 3_600));
        let message = house.fake.wrote_at(&format!("Member{}", n % 12), GENERAL, &id, "hello there");
        house.fake.dispatch("MESSAGE_CREATE", &message);
    }
    house.comes_to("select count(*) from message", 60).await;
    let told = reads(&house, "Root", "settings", &[("digest_channel", format!("<#{HELP}>").into())]).await;
    assert!(told.contains("The next digest comes on"), "{told}");
    let tick = async || house.kith.bot.tick(chrono::Utc::now().into()).await.expect("a tick");
    tick().await;
    house.comes_to(WAITING, 0).await;
    assert_eq!(house.fake.contents(HELP), Vec::<String>::new(), "not before it is due");

    house.kith.changes(A_WEEK_EARLIER).await;
    tick().await;
    let post = house.fake.until("the digest", |fake| fake.messages(HELP).pop()).await;
    house.comes_to(WAITING, 0).await;
    let words = post["content"].as_str().expect("words");
    assert!(words.contains("Harbour · ") && words.contains("12 people took part"), "{words}");
    assert!(words.contains("The details are in the thread."), "{words}");
    let sent = house.fake.requested("POST", &format!("/channels/{HELP}/messages"));
    let pictures: Vec<&str> = sent[0].files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(pictures, ["weeks.png", "breadth.png"]);
    for picture in sent[0].body["attachments"].as_array().expect("pictures") {
        let words = picture["description"].as_str().expect("what it shows");
        assert!(words.contains("12 people"), "{words}");
    }
    let thread = post["id"].as_str().expect("an id");
    let details = house.fake.contents(thread);
    assert!(details.iter().any(|page| page.contains("#general") || page.contains(GENERAL)), "{details:?}");

    // Neither the next tick nor one that still takes it to be due posts that week again.
    tick().await;
    house.kith.changes(A_WEEK_EARLIER).await;
    tick().await;
    house.comes_to(WAITING, 0).await;
    assert_eq!(house.fake.contents(HELP).len(), 1);
    assert_eq!(house.fake.contents(thread), details);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn what_is_written_in_a_channel_that_is_left_out_does_not_count() {
    let mut house = open().await;
    let help = || ("channel", json!(format!("<#{HELP}>")));
    let told = reads(&house, "Root", "channel", &[help(), ("counts", false.into())]).await;
    assert!(told.contains(&format!("In <#{HELP}>: what is written counts: off")), "{told}");
    let left_out = house.fake.writes("Ana", HELP, "this does not count");
    let counted = house.fake.writes("Ana", GENERAL, "this does");
    house.comes_to(KEPT, 1).await;
    assert!(reads(&house, "Ana", "me", &[]).await.contains("this week: 1 message\n"));
    for (message, says) in
        [(&left_out, format!("<#{HELP}> is left out")), (&counted, "counted as a message".to_owned())]
    {
        let picked = house.fake.picks_on_message("Ana", "Did this count?", message);
        let told = house.fake.answer(&picked).await;
        assert!(told.is_ephemeral() && told.content().contains(&says), "{told:?}");
    }

    reads(&house, "Root", "channel", &[help(), ("counts", true.into())]).await;
    house.fake.writes("Ana", HELP, "and now it counts here as well");
    house.comes_to(KEPT, 2).await;
    assert!(reads(&house, "Ana", "me", &[]).await.contains("this week: 2 messages\n"));
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn an_expert_is_invited_accepts_pauses_is_paid_and_retires() {
    let mut house = open().await;
    reads(&house, "Root", "topic add", &[("name", "Gulls".into())]).await;
    let bo = account("Bo");
    let whom = [("member", json!("@Bo")), ("topics", json!("gulls"))];
    let told = reads(&house, "Lea", "expert invite", &whom).await;
    assert_eq!(told, format!("<@{bo}> is asked in this channel."));
    house.comes_to(WAITING, 0).await;
    let asks = house.fake.messages(GENERAL).pop().expect("an invitation");
    assert!(asks["content"].as_str().is_some_and(|words| words.starts_with(&format!("<@{bo}>, would you"))));
    let gladly = button(&house, GENERAL, "Gladly");
    let refused = house.fake.answer(&house.fake.presses("Ana", &gladly)).await;
    assert!(refused.is_ephemeral() && refused.content().contains("for somebody else"), "{refused:?}");
    let accepted = house.fake.answer(&house.fake.presses("Bo", &gladly)).await;
    assert_eq!((accepted.how.as_str(), &accepted.data["components"]), ("first 7", &json!([])));
    assert!(accepted.content().contains("answers questions about Gulls"), "{accepted:?}");
    house.comes_to(WAITING, 0).await;
    assert!(direct(&house, "Bo").starts_with("Thank you! You may be asked about Gulls now."));
    let list = async || reads(&house, "Ana", "expert list", &[]).await;
    assert!(list().await.ends_with("• Bo (expert): Gulls — may be asked now"));

    reads(&house, "Bo", "expert pause", &[]).await;
    assert!(list().await.ends_with("• Bo (expert): Gulls — is having a pause"));
    let paid = [("member", json!("@Bo")), ("amount", json!("200 EUR")), ("what", json!("a workshop"))];
    let told = reads(&house, "Root", "honorarium record", &paid).await;
    assert_eq!(told, format!("Written down: 200 EUR for <@{bo}>. Everybody can see it."));
    let paid = reads(&house, "Ana", "honorarium list", &[]).await;
    assert!(paid.ends_with(": 200 EUR to Bo, for a workshop"), "{paid}");
    assert!(list().await.contains("• Bo (expert, compensated): Gulls"));

    let told = reads(&house, "Bo", "expert retire", &[]).await;
    assert!(told.starts_with("You are asked no more."), "{told}");
    assert!(list().await.starts_with("Nobody offered to be asked yet."));
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn who_takes_no_direct_message_holds_up_no_private_question() {
    let mut house = asking_people::open().await;
    house.fake.trouble("POST", "/channels/9", 1, Trouble::Refuse(403, 50_007));
    let question = "may I feed the gulls in secret?";
    let told = reads(&house, "Ana", "ask", &[("question", question.into()), ("private", true.into())]).await;
    assert!(!told.contains(question), "{told}");
    house.comes_to(DEAD, 1).await;
    house.kith.bot.tick(chrono::Utc::now().into()).await.expect("a tick");
    house.comes_to(WAITING, 0).await;
    let (asked, refused) = if direct(&house, "Eve").is_empty() { ("Fay", "Eve") } else { ("Eve", "Fay") };
    assert!(direct(&house, asked).starts_with("🔒 Somebody asks something in private."));
    assert_eq!(direct(&house, refused), "");
    let told = bad_news(&house).await;
    let what = format!("could not write to <@{}>: that person does not take direct", account(refused));
    assert!(told.contains(&what) && !told.contains("secret"), "{told}");

    let take = button(&house, &Fake::direct(asked), "I’ll take it");
    house.fake.answer(&house.fake.presses(asked, &take)).await;
    house.comes_to(WAITING, 0).await;
    let opened = house.fake.opened();
    let thread = opened[0]["id"].as_str().expect("an id");
    let mut two = [account("Ana"), account(asked)];
    two.sort();
    assert_eq!((opened.len(), house.fake.called(thread)), (1, two.to_vec()));
    assert!(house.fake.contents(thread)[0].contains(question));
    house.stop().await.expect("it stops");
}
