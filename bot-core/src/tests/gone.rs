//! Channels, roles and servers that go: settings fall back, and admins hear of it.

use crate::chat::{Happening, Source};
use crate::moment::Span;
use crate::testing::TestBot;

async fn settled() -> TestBot {
    let mut bot = TestBot::new().await;
    bot.joins(&["Root", "Ana", "Bo", "Quin"]).await;
    bot.writes("Ana", "news", "m1", "hello").await;
    bot.writes("Ana", "thanks", "m2", "hello").await;
    bot.happens([Happening::Role { id: "r1".into(), name: "Regulars".to_owned() }]).await;
    bot.asks("Root", "/roles give @quin admin").await;
    bot.asks("Root", "/settings digest_channel:#news shoutouts:log log_channel:#thanks").await;
    bot
}

async fn setting(bot: &TestBot, key: &str) -> Option<String> {
    let all: Vec<(String, String)> = bot.reads("select key, value from setting").await;
    all.into_iter().find(|(known, _)| known.split('@').next() == Some(key)).map(|(_, value)| value)
}

#[tokio::test]
async fn a_digest_channel_that_is_deleted_is_said_to_every_admin_once() {
    let mut bot = settled().await;
    for _ in 0..2 {
        bot.happens([Happening::ChannelGone("news".into())]).await;
    }
    assert_eq!(setting(&bot, "digest_channel").await.as_deref(), Some("none"));
    let told = bot.delivers().await;
    assert_eq!(told.len(), 2, "{told:?}");
    for who in ["root", "quin"] {
        assert!(
            told.iter().any(|told| told.starts_with(&format!("to @{who}: The channel news"))),
            "{told:?}"
        );
    }
    let audit = bot.asks("Root", "/audit").await;
    assert!(audit.contains("digest_channel: news → none"), "{audit}");
    // Nothing is posted where nothing is, and the channel is no longer offered.
    bot.later(Span::days(8));
    assert!(bot.ticks().await.is_empty());
    assert!(bot.suggests("Root", "settings", "digest_channel", "new").await.is_empty());
    // One of that name may come again.
    bot.happens([Happening::Channel { id: "news".into(), name: "new start".to_owned(), parent: None }]).await;
    assert_eq!(bot.suggests("Root", "settings", "digest_channel", "new").await.len(), 1);
}

#[tokio::test]
async fn without_their_channel_shout_outs_are_for_their_givers_alone() {
    let mut bot = settled().await;
    bot.happens([Happening::ChannelGone("thanks".into())]).await;
    let told = bot.delivers().await;
    assert_eq!(told.len(), 2);
    assert!(told[0].contains("answered to their givers alone, and counted"), "{told:?}");
    assert_eq!(setting(&bot, "shoutouts").await.as_deref(), Some("ephemeral"));
    let told = bot.asks("Ana", "/shoutout @bo for the docs").await;
    assert!(told.starts_with("says: "), "{told}");
    assert!(bot.outbox().is_empty());
}

#[tokio::test]
async fn where_shout_outs_go_elsewhere_nothing_is_said_to_change_for_them() {
    let mut bot = settled().await;
    bot.asks("Root", "/settings shoutouts:public").await;
    bot.happens([Happening::ChannelGone("thanks".into())]).await;
    let told = bot.delivers().await;
    assert!(told[0].contains("everywhere else nothing changes"), "{told:?}");
    assert_eq!(setting(&bot, "shoutouts").await.as_deref(), Some("public"));
}

#[tokio::test]
async fn a_rule_whose_role_is_deleted_lets_nobody_pass_and_says_so() {
    let mut bot = settled().await;
    bot.happens([Happening::Roles { account: "ana".into(), roles: vec!["r1".into()] }]).await;
    bot.asks("Root", "/roles give @bo lead").await;
    bot.asks("Root", "/settings shoutouts:public give_needs:Regulars").await;
    bot.asks("Root", "/badge edit Guide role:Regulars").await;
    assert!(bot.asks("Ana", "/shoutout @bo for the docs").await.starts_with("says to all"));
    bot.happens([Happening::RoleGone("r1".into())]).await;
    let told = bot.delivers().await;
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].contains("Regulars") && told[0].contains("give_needs") && told[0].contains("Guide"),
        "{told:?}"
    );
    bot.later(Span::days(1));
    assert!(bot.asks("Ana", "/shoutout @bo for more docs").await.starts_with("refuses"));
    // The badge brings nothing that is not there.
    assert!(bot.asks("Bo", "/badge give @ana Guide for the way").await.starts_with("says to all"));
    assert!(bot.outbox().is_empty());
}

#[tokio::test]
async fn where_kith_was_taken_off_nothing_is_posted_until_it_comes_back() {
    let mut bot = settled().await;
    bot.asks("Ana", "/shoutout @bo for the docs").await;
    assert_eq!(bot.outbox().len(), 1);
    bot.happens([Happening::ServerGone]).await;
    bot.later(Span::days(8));
    assert!(bot.ticks().await.is_empty(), "neither what waited nor a digest");
    bot.happens([Happening::Server { name: "Home".to_owned() }]).await;
    bot.later(Span::days(7));
    assert!(!bot.ticks().await.is_empty(), "what was settled stays");
}

#[tokio::test]
async fn an_import_takes_nothing_away() {
    let mut bot = settled().await;
    let gone =
        [Happening::ChannelGone("news".into()), Happening::RoleGone("r1".into()), Happening::ServerGone];
    bot.takes_in(Source::Import, gone).await;
    assert!(setting(&bot, "digest_channel").await.is_some_and(|id| id != "none"));
    assert!(bot.delivers().await.is_empty());
}

#[tokio::test]
async fn what_a_server_no_longer_has_is_gone_and_nothing_else() {
    let mut bot = settled().await;
    let named = |id: &str| Happening::Channel { id: id.into(), name: format!("the {id}"), parent: None };
    bot.happens([named("news"), named("thanks")]).await;
    let inventory = |channels: &[&str], roles: &[&str]| Happening::Inventory {
        channels: channels.iter().map(|id| (*id).into()).collect(),
        roles: roles.iter().map(|id| (*id).into()).collect(),
    };
    // A channel that was only written in, and never named, may be of another kind.
    bot.writes("Ana", "elsewhere", "m3", "hello").await;
    bot.happens([inventory(&["news", "thanks"], &["r1"]), inventory(&[], &[])]).await;
    assert!(bot.delivers().await.is_empty());
    bot.happens([inventory(&["thanks"], &["r2"])]).await;
    let told = bot.delivers().await;
    assert!(
        told.iter().all(|told| told.contains("The channel the news, which got the weekly digest")),
        "{told:?}"
    );
    assert_eq!(told.len(), 2);
    let gone: Vec<(String,)> = bot.reads("select platform_id from channel where gone is not null").await;
    assert_eq!(gone, [("news".to_owned(),)]);
    assert!(bot.reads::<(String,)>("select id from platform_role").await.is_empty());
}
