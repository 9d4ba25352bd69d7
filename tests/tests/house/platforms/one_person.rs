//! One community on both platforms, in one process and one database; and one person there by two accounts.

use std::sync::Arc;
use std::time::Duration;

use bot_core::moment::Moment;
use bot_core::testing::TestBot;
use fake_discord::talk::GENERAL;

use super::discord::OnDiscord;
use super::slack::OnSlack;
use super::stage::Stage;

const SHOUTOUTS: &str = "select count(*) from shoutout where taken_back is null";

/// A community on Discord and Slack, in which Root is one person already.
struct Town {
    discord: OnDiscord,
    slack: OnSlack,
}

impl Town {
    async fn open() -> Self {
        let kith = Arc::new(TestBot::new().await);
        let discord = OnDiscord::open_with(Arc::clone(&kith)).await;
        let slack = OnSlack::open_with(kith, false).await;
        let town = Self { discord, slack };
        town.discord.asks("Root", "help", &[]).await;
        town.slack.asks("Root", "help", &[]).await;
        town.become_one("Root", "community link", "Yes, make them one").await;
        assert_eq!(town.discord.count("select count(*) from community").await, 1);
        town.links("Root").await;
        town
    }

    /// Somebody says on both sides that their accounts are theirs.
    async fn links(&self, who: &str) {
        self.become_one(who, "link", "Yes, both are mine").await;
    }

    async fn become_one(&self, who: &str, command: &str, yes: &str) {
        let told = self.discord.asks(who, command, &[]).await;
        let code = code(&told).unwrap_or_else(|| panic!("no code in {told}"));
        let told = self.slack.asks(who, command, &[("code", &code)]).await;
        assert!(told.contains(yes), "{told}");
        self.slack.presses(who, yes).await;
        self.discord.asks(who, command, &[]).await;
        let told = self.discord.presses(who, yes).await;
        assert!(told.contains("Done"), "{told}");
        self.settled().await;
    }

    async fn settled(&self) {
        self.discord.settled().await;
        self.slack.settled().await;
    }

    async fn over(mut self) {
        self.discord.is_all_done().await;
        self.discord.stops().await;
        self.slack.stops().await;
    }
}

/// The code among these words, such as `abcd-2345`.
fn code(told: &str) -> Option<String> {
    let words = told.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let is_code = |word: &&str| {
        word.len() == 9 && word.chars().filter(|c| *c == '-').count() == 1 && word.as_bytes()[4] == b'-'
    };
    words.into_iter().find(is_code).map(ToOwned::to_owned)
}

#[tokio::test]
async fn who_gives_on_one_side_sees_it_on_the_other_and_has_one_allowance() {
    let town = Town::open().await;
    town.links("Bo").await;
    town.links("Ana").await;
    town.discord.asks("Root", "settings", &[("allowance", "2")]).await;
    town.discord.asks("Ana", "shoutout", &[("to", "@Bo"), ("reason", "for the docs")]).await;
    town.settled().await;
    let told = town.slack.asks("Bo", "me", &[]).await;
    assert!(told.contains("1 shout-out"), "{told}");
    let told = town.slack.asks("Cy", "wall", &[]).await;
    assert!(told.contains("for the docs"), "one wall: {told}");
    let told = town.slack.asks("Ana", "shoutout", &[("to", "@Cy"), ("reason", "for the tests")]).await;
    assert!(told.contains("for the tests"), "{told}");
    let told = town.discord.asks("Ana", "shoutout", &[("to", "@Cy"), ("reason", "for the talk")]).await;
    assert!(told.contains("for the talk"), "it is handed back: {told}");
    town.settled().await;
    assert_eq!(town.slack.count(SHOUTOUTS).await, 2, "the allowance is one: {told}");
    // What was given on one side is taken back on the other.
    let told = town.discord.asks("Ana", "undo", &[]).await;
    town.settled().await;
    assert_eq!(town.slack.count(SHOUTOUTS).await, 1, "{told}");
    assert!(!town.slack.does_see("Cy", "for the tests"), "{:?}", town.slack.sees("Cy"));
    town.over().await;
}

#[tokio::test]
async fn nobody_thanks_their_own_other_account() {
    let town = Town::open().await;
    town.discord.asks("Bo", "shoutout", &[("to", "@Cy"), ("reason", "for the docs")]).await;
    // Bo and the one who is called Cy on Discord turn out to be one.
    let told = town.discord.asks("Cy", "link", &[]).await;
    let code = code(&told).expect("a code");
    town.slack.asks("Bo", "link", &[("code", &code)]).await;
    town.slack.presses("Bo", "Yes, both are mine").await;
    town.discord.asks("Cy", "link", &[]).await;
    town.discord.presses("Cy", "Yes, both are mine").await;
    town.settled().await;
    for (told, who) in [
        (town.slack.asks("Bo", "shoutout", &[("to", "@Bo"), ("reason", "for me")]).await, "Bo"),
        (town.discord.asks("Cy", "shoutout", &[("to", "@Cy"), ("reason", "for me")]).await, "Cy"),
    ] {
        assert!(told.contains("You cannot thank yourself."), "{who}: {told}");
    }
    // The Bo on Discord is somebody else.
    town.discord.asks("Cy", "shoutout", &[("to", "@Bo"), ("reason", "for the docs")]).await;
    town.settled().await;
    assert_eq!(town.slack.count(SHOUTOUTS).await, 2);
    town.over().await;
}

#[tokio::test]
async fn opting_out_and_being_forgotten_hold_on_both_sides() {
    let town = Town::open().await;
    town.links("Bo").await;
    town.discord.writes("Bo", "hello").await;
    town.slack.writes("Bo", "hello").await;
    let counted = "select cast(coalesce(sum(written), 0) as bigint) from weekly where member_id in (
         select member_id from account where name = 'Bo')";
    assert_eq!(town.slack.count(counted).await, 2);
    town.slack.asks("Bo", "privacy optout", &[]).await;
    town.discord.fake.writes("Bo", GENERAL, "hello again");
    town.discord.writes("Ana", "hello").await;
    assert_eq!(town.slack.count(counted).await, 2);
    let told = town.discord.asks("Bo", "me", &[]).await;
    assert!(told.contains("You opted out"), "{told}");
    town.discord.asks("Ana", "shoutout", &[("to", "@Cy"), ("reason", "for the docs")]).await;
    town.slack.asks("Bo", "privacy forget", &[]).await;
    town.slack.presses("Bo", "Forget me").await;
    town.settled().await;
    assert_eq!(town.slack.count("select count(*) from account where name = 'Bo'").await, 0);
    assert_eq!(town.slack.count(counted).await, 0);
    assert_eq!(town.slack.count(SHOUTOUTS).await, 1, "the others keep what is theirs");
    town.over().await;
}

#[tokio::test]
async fn one_digest_stands_on_both_sides_and_names_everybody_once() {
    let town = Town::open().await;
    town.links("Bo").await;
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    let now = Moment(i64::try_from(since.as_millis()).expect("before the end of time"));
    for (n, who) in (0_u64..).zip(["Ana", "Bo", "Cy", "Eve"]) {
        let (there, here) = (&town.discord.fake, &town.slack.fake);
        let ago = Duration::from_secs(7 * 24 * 3_600 - n);
        there.dispatch("MESSAGE_CREATE", &there.wrote_at(who, GENERAL, &there.id_ago(ago), "hello"));
        here.tells_of(&here.wrote_at(
            who,
            "general",
            &here.ago(ago.as_secs(), n),
            "hello",
            &serde_json::json!({}),
        ));
    }
    town.discord.comes_to("select count(*) from message", 8).await;
    town.discord.asks("Root", "settings", &[("digest_channel", "#help")]).await;
    town.slack.asks("Root", "settings", &[("digest_channel", "#help")]).await;
    town.discord.asks("Ana", "shoutout", &[("to", "@Bo"), ("reason", "for the docs")]).await;
    town.slack.asks("Eve", "shoutout", &[("to", "@Bo"), ("reason", "for the tests")]).await;
    let week = now.day(chrono_tz::UTC).week().back(1).iso();
    let told = town.slack.asks("Root", "digest send", &[("week", &week)]).await;
    town.settled().await;
    for (side, sees) in [("Discord", town.discord.sees("Fay")), ("Slack", town.slack.sees("Fay"))] {
        // Eight accounts wrote, and two of them are Bo.
        let digest = sees.iter().find(|text| text.contains("7 people")).cloned();
        let digest = digest.unwrap_or_else(|| panic!("no digest on {side}: {told} {sees:#?}"));
        assert!(!digest.contains("<@"), "it rings nobody: {digest}");
    }
    town.over().await;
}
