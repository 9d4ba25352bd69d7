//! Two communities become one: what holds, what goes over, and where digests and logs go.

use super::{asked, code, link, one_community, said};
use crate::chat::Happening;
use crate::command::Outcome;
use crate::features::contributions::tests::check;
use crate::moment::{Span, Week};
use crate::testing::{ELSEWHERE, PLATFORM, TestBot, at, message};

/// Two servers with a history each; the first one has more people.
async fn two() -> TestBot {
    let mut bot = TestBot::new().await;
    bot.goes_to(ELSEWHERE);
    bot.now = at("2026-02-24 10:00");
    bot.asks("Olga", "/help").await;
    bot.happens([Happening::Server { name: "Quay".to_owned() }]).await;
    for n in 0..4 {
        bot.writes(["Cy", "Ana"][n % 2], "random", &format!("o{n}"), "hello").await;
    }
    bot.asks("Olga", "/roles give @cy lead").await;
    bot.asks("Olga", "/settings language:de digest_channel:#random allowance:9").await;
    bot.asks("Olga", "/badge define Lotse 🧭 #1b5e8c \"zeigt den Weg\" \"weiß, wo es langgeht\"").await;
    bot.asks("Cy", "/badge give @ana Lotse für den Weg").await;
    bot.goes_to(PLATFORM);
    bot.asks("Root", "/help").await;
    bot.happens([Happening::Server { name: "Harbour".to_owned() }]).await;
    bot.joins(&["Ana", "Bo", "Di", "Ed"]).await;
    for n in 0..6 {
        bot.writes(["Ana", "Bo", "Di"][n % 3], "general", &format!("m{n}"), "hello").await;
    }
    bot.asks("Root", "/settings zone:Europe/Berlin digest_channel:#general").await;
    bot.asks("Root", "/roles give @bo lead").await;
    bot.asks("Bo", "/badge give @ana guide for the way").await;
    bot.asks("Bo", "/shoutout @di for the docs").await;
    bot.outbox();
    bot.now = at("2026-03-02 10:00");
    bot
}

#[tokio::test]
async fn admins_of_both_see_what_would_hold_and_both_say_yes() {
    let mut bot = two().await;
    let (first, second) = asked(&mut bot, "Root", "Olga", "/community link").await;
    let asks = said(&second);
    assert!(
        asks.contains("Harbour (Test, 5 Personen)") && asks.contains("Quay (Other, 3 Personen)"),
        "{asks}"
    );
    let asks = said(&first);
    assert!(
        asks.starts_with(
            "Do Quay (Other, 3 people) and Harbour (Test, 5 people) become one community? On the other side, Olga \
             (account olga) is the one who asks.\nHarbour (Test) takes Quay (Other) in, with all that was counted there"
        ),
        "{asks}"
    );
    assert!(bot.outbox()[0].starts_with("to @root: "));
    // Somebody else's yes, or one by somebody who is no admin, is none.
    bot.asks("Root", "/roles give @di admin").await;
    let told = bot.presses("Di", "Yes, make them one", &first).await;
    assert!(told.starts_with("refuses: This is no longer open."), "{told}");
    bot.presses("Root", "Yes, make them one", &first).await;
    bot.goes_to(ELSEWHERE);
    bot.later(Span::minutes(1));
    let told = bot.presses("Olga", "Ja, vereinen", &second).await;
    assert!(told.starts_with("says instead: Done: this is one community now, Harbour."), "{told}");
    assert!(bot.outbox()[0].starts_with("to @root: Done: this is one community now, Harbour."));
    check(&bot).await;
    assert_eq!(bot.bot.communities().await.expect("communities").len(), 1);
    // The settings of the larger one hold, but for where the digest goes on each side.
    let told = bot.asks("Olga", "/settings").await;
    assert!(told.contains("language: en") && told.contains("allowance: 5"), "{told}");
    assert!(told.contains("digest_channel: #random, #general (Test)"), "{told}");
    let catalogue = bot.asks("Olga", "/badge list").await;
    assert!(catalogue.contains("Lotse") && catalogue.contains("Guide"), "{catalogue}");
    assert!(bot.asks("Olga", "/badge list @ana").await.contains("Lotse"));
    let wall = bot.asks("Olga", "/wall").await;
    assert!(wall.contains("Bo → Di: for the docs"), "{wall}");
    assert!(bot.asks("Olga", "/audit").await.contains("Olga and Root made two communities one: Quay"));
    let roles = bot.asks("Olga", "/roles list").await;
    assert!(roles.contains("admin: Root, Di and @Olga") || roles.contains("@Olga"), "{roles}");
    assert!(!roles.contains("@Root"), "who is elsewhere cannot be mentioned here: {roles}");
    // What comes next counts there too.
    assert_eq!(bot.writes("Cy", "random", "o9", "hello").await.messages, 1);
    assert_eq!(bot.writes("Cy", "random", "o0", "hello").await.messages, 0, "it was counted before");
    check(&bot).await;
    let told = bot.asks("Olga", "/community link").await;
    let code = super::code_in(&told);
    bot.goes_to(PLATFORM);
    let told = bot.asks("Root", &format!("/community link {code}")).await;
    assert!(told.starts_with("refuses: These are one community already."), "{told}");
}

async fn joined() -> TestBot {
    let mut bot = two().await;
    let (first, second) = asked(&mut bot, "Root", "Olga", "/community link").await;
    bot.presses("Root", "Yes, make them one", &first).await;
    bot.goes_to(ELSEWHERE);
    bot.presses("Olga", "Ja, vereinen", &second).await;
    bot.goes_to(PLATFORM);
    bot.outbox();
    bot
}

#[tokio::test]
async fn one_digest_goes_to_each_side_and_counts_a_linked_person_once() {
    let mut bot = joined().await;
    let week = Week::parse("2026-W09").expect("a week");
    let community = bot.bot.communities().await.expect("communities").remove(0);
    let pages = bot.bot.digest(bot.now, &community, week).await.expect("a look").expect("a digest");
    assert_eq!((pages.figures.weeks.last().map(|sums| (sums.active, sums.written))), Some((5, 10)));
    link(&mut bot, "Ana", "Ana").await;
    check(&bot).await;
    let pages = bot.bot.digest(bot.now, &community, week).await.expect("a look").expect("a digest");
    assert_eq!((pages.figures.weeks.last().map(|sums| (sums.active, sums.written))), Some((4, 10)));
    bot.now = at("2026-03-09 09:00");
    for n in 0..12 {
        bot.takes_in_at(
            crate::chat::Source::Live,
            [(
                at("2026-03-04 10:00"),
                message(["Ana", "Bo", "Di"][n % 3], "general", &format!("w{n}"), "hello"),
            )],
        )
        .await;
    }
    let posted = bot.ticks().await;
    let here = posted.iter().find(|post| post.starts_with("in #general: ")).expect("a digest here");
    let there = posted.iter().find(|post| post.starts_with("(other) in #random: ")).expect("a digest there");
    assert!(here.contains("Harbour") && there.contains("Harbour"), "{posted:?}");
    let details = |sign: &str| {
        let pages = posted
            .iter()
            .filter(|post| post.starts_with(sign) && post.contains("below") || post.contains("under"));
        pages.cloned().collect::<Vec<_>>().join("\n")
    };
    let there = details("(other)");
    assert!(there.contains("#general (Test)"), "a channel elsewhere is only named: {there}");
    assert!(bot.ticks().await.is_empty());
}

#[tokio::test]
async fn each_side_has_its_own_log_channel() {
    let mut bot = joined().await;
    bot.asks("Root", "/settings shoutouts:log log_channel:#general cooldown:0").await;
    bot.goes_to(ELSEWHERE);
    bot.asks("Cy", "/shoutout @ana for the ropes").await;
    let sent = bot.outbox();
    assert_eq!(sent.len(), 1);
    // There is none here yet, so it goes to the other side, where nobody here can be mentioned.
    assert!(sent[0].starts_with("in #general: ") && sent[0].contains("Cy thanks Ana"), "{sent:?}");
    assert!(!sent[0].contains('@'), "{sent:?}");
    bot.asks("Olga", "/settings log_channel:#random").await;
    bot.asks("Cy", "/shoutout @ana for the knots").await;
    let sent = bot.outbox();
    assert!(sent[0].starts_with("(other) in #random: ") && sent[0].contains("@Cy"), "{sent:?}");
    bot.goes_to(PLATFORM);
    bot.asks("Bo", "/shoutout @di for the sails").await;
    assert!(bot.outbox()[0].starts_with("in #general: "));
    let told = bot.asks("Root", "/settings log_channel:none").await;
    assert_eq!(
        told,
        "says: Done. Now it is:\n• log_channel: #random (Other)\nThe next digest comes on 9 March, 09:00 CET."
    );
}

#[tokio::test]
async fn whoever_was_forgotten_stays_forgotten_in_the_larger_community() {
    let mut bot = two().await;
    bot.goes_to(ELSEWHERE);
    bot.picks("Ana", "privacy forget now", &[]).await;
    let (first, second) = asked(&mut bot, "Root", "Olga", "/community link").await;
    bot.presses("Root", "Yes, make them one", &first).await;
    bot.goes_to(ELSEWHERE);
    bot.later(Span::minutes(1));
    bot.presses("Olga", "Ja, vereinen", &second).await;
    let late = [(at("2026-02-24 10:00"), message("Ana", "random", "o1", "hello"))];
    assert_eq!(bot.takes_in_at(crate::chat::Source::Import, late).await.messages, 0);
    let known: Vec<(String,)> =
        bot.reads("select name from account where platform = 'other' and id = 'ana'").await;
    assert_eq!(known, []);
    bot.outbox();
}

#[tokio::test]
async fn two_servers_of_one_platform_stay_two_communities() {
    let mut bot = two().await;
    let code = code(&mut bot, "Root", "/community link").await;
    bot.server.id = "second".to_owned();
    bot.asks("Zoe", "/help").await;
    let told = bot.answer("Zoe", &format!("/community link {code}")).await;
    assert_eq!(told.outcome, Outcome::Refused);
    assert!(
        said(&told).starts_with("Both communities are on Test, and a community has one server a platform.")
    );
    let told = bot.asks("Bob", &format!("/community link {code}")).await;
    assert!(told.starts_with("refuses: This is for people with the role admin."), "{told}");
    bot.outbox();
}

#[tokio::test]
async fn an_admin_who_is_none_any_more_cannot_say_yes() {
    let mut bot = two().await;
    let (first, second) = asked(&mut bot, "Root", "Olga", "/community link").await;
    bot.presses("Root", "Yes, make them one", &first).await;
    bot.asks("Root", "/roles give @di admin").await;
    bot.asks("Di", "/roles take @root admin").await;
    bot.goes_to(ELSEWHERE);
    let told = bot.presses("Olga", "Ja, vereinen", &second).await;
    assert!(told.starts_with("refuses: Root ist dort nicht mehr Admin"), "{told}");
    assert_eq!(bot.bot.communities().await.expect("communities").len(), 2);
    bot.outbox();
}

#[tokio::test]
async fn an_admin_hears_of_what_is_gone_on_the_platform_where_they_are() {
    let mut bot = TestBot::new().await;
    one_community(&mut bot).await;
    bot.goes_to(ELSEWHERE);
    bot.joins(&["Olga"]).await;
    bot.asks("Root", "/roles give @olga admin").await;
    bot.writes("Root", "quay", "m1", "hello").await;
    bot.asks("Root", "/settings log_channel:#quay").await;
    bot.goes_to(PLATFORM);
    bot.writes("Root", "news", "m1", "hello").await;
    bot.asks("Root", "/settings log_channel:#news").await;
    bot.delivers().await;
    bot.happens([Happening::ChannelGone("news".into())]).await;
    let told: Vec<(String,)> = bot.reads("select platform from effect where body like '%olga%'").await;
    assert_eq!(told, [(ELSEWHERE.to_owned(),)]);
    let told = bot.delivers().await;
    assert!(told[0].contains("comes into the one on another platform now"), "{told:?}");
}
