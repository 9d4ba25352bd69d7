//! One person by two accounts, from the first code to the day on which they part.

use super::{asked, code, link, members, one_community, said, unlink};
use crate::chat::{Event, Happening, MessageRef, Reaction, ServerId, Source};
use crate::features::contributions::tests::check;
use crate::moment::Span;
use crate::testing::{ELSEWHERE, PLATFORM, TestBot, message, reaction};

/// Ana is on both platforms; Bo and Lea (who leads) on the first, Cy on the other.
async fn harbour() -> TestBot {
    let mut bot = TestBot::new().await;
    one_community(&mut bot).await;
    bot.joins(&["Ana", "Bo", "Lea"]).await;
    bot.asks("Root", "/roles give @lea lead").await;
    bot.goes_to(ELSEWHERE);
    bot.joins(&["Ana", "Cy"]).await;
    bot.goes_to(PLATFORM);
    bot
}

#[tokio::test]
async fn both_see_who_the_other_is_and_both_say_yes() {
    let mut bot = harbour().await;
    bot.writes("Ana", "general", "m1", "hello").await;
    bot.goes_to(ELSEWHERE);
    bot.writes("Ana", "general", "m1", "hello from here").await;
    bot.writes("Ana", "general", "m2", "hello again").await;
    let before = members(&bot).await;
    let (first, second) = asked(&mut bot, "Ana", "Ana", "/link").await;
    assert_eq!(
        said(&second),
        "Is Ana on Test you? Then the two accounts become one person here: one history, one allowance, one set of \
         badges and roles. Thanks between the two are taken back.\n\
         It is the account ana, known here since 2 March, with one message counted.\n\
         Say yes only if that account is your own. Whoever wants a yes for an account that is not yours wants to act in \
         your name.\n[Yes, both are mine]\n[No]"
    );
    assert!(said(&first).starts_with("Is Ana on Other you?"), "{first:?}");
    assert!(said(&first).contains("with 2 messages counted"), "{first:?}");
    let direct = bot.outbox();
    assert_eq!(direct.len(), 1, "{direct:?}");
    assert!(direct[0].starts_with("to @ana: Is Ana on Other you?"), "{direct:?}");
    assert!(direct[0].contains("write /link where you asked for the code, within 10 minutes"), "{direct:?}");
    let told = bot.presses("Ana", "Yes, both are mine", &first).await;
    assert_eq!(told, "says instead: Good. Now the other account says yes too: on Other, by /link.");
    assert_eq!(members(&bot).await, before);
    bot.goes_to(ELSEWHERE);
    let told = bot.presses("Ana", "Yes, both are mine", &second).await;
    assert_eq!(told, "says instead: Done: Ana on Test and you are one person here. /unlink parts you again.");
    assert_eq!(
        bot.outbox(),
        ["to @ana: Done: Ana on Other and you are one person here. /unlink parts you again."]
    );
    assert_eq!(members(&bot).await, before - 1);
    for platform in [PLATFORM, ELSEWHERE] {
        bot.goes_to(platform);
        assert!(bot.asks("Ana", "/me").await.contains("this week: 3 messages\n"));
    }
    check(&bot).await;
    bot.goes_to(PLATFORM);
    let audit = bot.asks("Root", "/audit").await;
    assert!(
        audit.contains("Ana linked two accounts: other + test") || audit.contains("test + other"),
        "{audit}"
    );
    assert!(bot.asks("Ana", "/link").await.contains("Your code is"));
}

#[tokio::test]
async fn history_allowance_roles_badges_and_thanks_are_one_persons() {
    let mut bot = harbour().await;
    bot.asks("Root", "/settings allowance:3 cooldown:0").await;
    bot.asks("Ana", "/shoutout @bo for the docs").await;
    bot.asks("Bo", "/shoutout @ana for asking").await;
    bot.asks("Lea", "/badge give @ana guide for the tour").await;
    bot.goes_to(ELSEWHERE);
    bot.asks("Root", "/roles give @ana lead").await;
    bot.asks("Ana", "/shoutout @cy for the ropes").await;
    let told = bot.answer("Ana", "/contribute a talk").await;
    bot.presses("Cy", "Confirm", &told).await;
    link(&mut bot, "Ana", "Ana").await;
    check(&bot).await;
    bot.goes_to(PLATFORM);
    let me = bot.asks("Ana", "/me").await;
    assert!(me.contains("1 shout-out") && me.contains("Guide"), "{me}");
    // Two were given, by whichever account: one is left.
    let told = bot.asks("Ana", "/shoutout @lea for all of it").await;
    assert!(told.starts_with("says to all: "), "{told}");
    bot.goes_to(ELSEWHERE);
    let told = bot.asks("Ana", "/shoutout @cy for the knots").await;
    assert!(told.starts_with("refuses: ") && told.contains('3'), "{told}");
    // What one account may, the other one may.
    bot.goes_to(PLATFORM);
    let told = bot.asks("Ana", "/badge give @bo guide for the way").await;
    assert!(told.starts_with("says to all: "), "{told}");
    assert!(
        bot.asks("Root", "/roles list").await.contains("lead: @Ana")
            || bot.asks("Root", "/roles list").await.contains("Ana")
    );
}

#[tokio::test]
async fn whoever_opted_out_by_one_account_is_out_by_both() {
    let mut bot = harbour().await;
    bot.goes_to(ELSEWHERE);
    bot.asks("Ana", "/privacy optout").await;
    let (first, _) = asked(&mut bot, "Ana", "Ana", "/link").await;
    assert!(said(&first).contains("One of the two opted out, so nothing new will be counted for either."));
    bot.goes_to(ELSEWHERE);
    let again = bot.answer("Ana", "/link").await;
    bot.presses("Ana", "Yes, both are mine", &again).await;
    bot.goes_to(PLATFORM);
    bot.presses("Ana", "Yes, both are mine", &first).await;
    bot.outbox();
    assert_eq!(bot.writes("Ana", "general", "m1", "hello").await.messages, 0);
    unlink(&mut bot, "Ana").await;
    assert_eq!(bot.writes("Ana", "general", "m2", "hello").await.messages, 0);
}

#[tokio::test]
async fn forgetting_covers_both_and_what_was_forgotten_before_stays_so() {
    let mut bot = harbour().await;
    bot.goes_to(ELSEWHERE);
    bot.writes("Ana", "general", "m1", "hello").await;
    bot.later(Span::hours(1));
    bot.picks("Ana", "privacy forget now", &[]).await;
    bot.later(Span::hours(1));
    link(&mut bot, "Ana", "Ana").await;
    // What one account asked to be forgotten stays so when it is sent again.
    bot.goes_to(ELSEWHERE);
    let late = bot.now - Span::hours(2);
    assert_eq!(
        bot.takes_in_at(Source::Import, [(late, message("Ana", "general", "m1", "hello"))]).await.messages,
        0
    );
    bot.goes_to(PLATFORM);
    bot.writes("Ana", "general", "m2", "hello").await;
    bot.picks("Ana", "privacy forget now", &[]).await;
    for platform in [PLATFORM, ELSEWHERE] {
        bot.goes_to(platform);
        let then = bot.now;
        let again = [(then, message("Ana", "general", "m3", "hello"))];
        assert_eq!(bot.takes_in_at(Source::Import, again).await.messages, 0);
    }
    let left: Vec<(String,)> = bot.reads("select name from account where id = 'ana'").await;
    assert_eq!(left, []);
    bot.outbox();
}

#[tokio::test]
async fn thanks_between_two_accounts_are_taken_back_when_they_turn_out_to_be_one_person() {
    let mut bot = harbour().await;
    bot.asks("Root", "/settings cooldown:0").await;
    bot.asks("Bo", "/shoutout @ana for the docs").await;
    bot.asks("Bo", "/shoutout @ana @lea for the tour").await;
    bot.asks("Lea", "/badge give @ana guide for the way").await;
    let told = bot.answer("Ana", "/contribute a talk").await;
    bot.presses("Bo", "Confirm", &told).await;
    bot.outbox();
    // As if a feature that reaches across platforms had let it be: the giver was the other account.
    bot.changes(
        "update shoutout set giver = (select member_id from account where id = 'ana' and platform = 'other')",
    )
    .await;
    bot.changes("update badge_grant set giver = (select member_id from account where id = 'ana' and platform = 'other')")
        .await;
    bot.changes(
        "update contribution set confirmed_by = (select member_id from account where id = 'ana' and platform = 'other')",
    )
    .await;
    link(&mut bot, "Ana", "Ana").await;
    check(&bot).await;
    let wall = bot.asks("Bo", "/wall").await;
    assert!(!wall.contains("for the docs") && wall.contains("Ana → Lea: for the tour"), "{wall}");
    let me = bot.asks("Ana", "/me").await;
    assert!(!me.contains("shout-out") && !me.contains("Guide") && !me.contains("contribution"), "{me}");
    bot.delivers().await;
    // And from now on nobody can.
    let told = bot.asks("Ana", "/shoutout @ana for being there twice").await;
    assert!(told.starts_with("refuses: "), "{told}");
}

#[tokio::test]
async fn parting_gives_back_to_each_account_what_it_did() {
    let mut bot = harbour().await;
    bot.asks("Root", "/settings cooldown:0").await;
    bot.writes("Ana", "general", "m1", "hello").await;
    bot.asks("Lea", "/badge give @ana guide for the tour").await;
    bot.asks("Root", "/roles give @ana expert").await;
    bot.asks("Bo", "/shoutout @ana for the docs").await;
    bot.later(Span::days(1));
    bot.goes_to(ELSEWHERE);
    bot.writes("Ana", "general", "m1", "hello").await;
    bot.asks("Root", "/roles give @ana lead").await;
    bot.asks("Root", "/roles give @cy lead").await;
    bot.asks("Cy", "/badge give @ana guide for the way").await;
    bot.asks("Cy", "/badge give @ana writer for the notes").await;
    link(&mut bot, "Ana", "Ana").await;
    // Together for a while.
    bot.later(Span::days(1));
    bot.writes("Ana", "general", "m2", "hello").await;
    bot.asks("Ana", "/shoutout @bo for the help").await;
    bot.goes_to(ELSEWHERE);
    bot.writes("Ana", "general", "m2", "hello").await;
    bot.writes("Ana", "general", "m3", "hello").await;
    bot.asks("Cy", "/shoutout @ana for the song").await;
    let badges = bot.asks("Cy", "/badge list @ana").await;
    assert_eq!(badges.matches("Guide").count(), 1, "{badges}");
    let sure = bot.asks("Ana", "/unlink").await;
    assert!(
        sure.starts_with(
            "says: Your account on Other becomes a person of its own again, apart from Ana on Test."
        ),
        "{sure}"
    );
    assert!(unlink(&mut bot, "Ana").await.contains("is a person of its own again"));
    check(&bot).await;
    let me = bot.asks("Ana", "/me").await;
    assert!(me.contains("this week: 3 messages, 1 shout-out received\n"), "{me}");
    let badges = bot.asks("Cy", "/badge list @ana").await;
    assert!(
        badges.contains("for the way") && badges.contains("Writer") && !badges.contains("tour"),
        "{badges}"
    );
    let roles = "select a.platform, r.role from member_role r join account a on a.member_id = r.member_id
                 where a.id = 'ana' order by 1, 2";
    let here = |platform: &str, role: &str| (platform.to_owned(), role.to_owned());
    assert_eq!(bot.reads::<(String, String)>(roles).await, [here("other", "lead"), here("test", "expert")]);
    bot.goes_to(PLATFORM);
    let me = bot.asks("Ana", "/me").await;
    assert!(me.contains("this week: 2 messages, 1 shout-out received\n"), "{me}");
    let badges = bot.asks("Bo", "/badge list @ana").await;
    assert!(badges.contains("for the tour") && !badges.contains("Writer"), "{badges}");
    let told = bot.asks("Ana", "/unlink").await;
    assert!(told.starts_with("refuses: This is your only account here"), "{told}");
    // Known since when it was known before.
    let arrived: Vec<(i64,)> = bot
        .reads("select m.arrived from member m join account a on a.member_id = m.id where a.id = 'ana' order by 1")
        .await;
    assert!(arrived.len() == 2, "{arrived:?}");
    let used: Vec<(i64,)> = bot.reads("select used from account where used is not null").await;
    assert_eq!(used, []);
}

#[tokio::test]
async fn a_badges_role_comes_to_both_accounts_and_leaves_with_the_badge() {
    let mut bot = harbour().await;
    let role = Happening::Role { id: "r1".into(), name: "Guides".to_owned() };
    bot.happens([role]).await;
    bot.asks("Root", "/badge edit guide role:guides").await;
    bot.goes_to(ELSEWHERE);
    bot.asks("Root", "/roles give @cy lead").await;
    bot.asks("Cy", "/badge give @ana guide for the way").await;
    bot.outbox();
    let (first, second) = asked(&mut bot, "Ana", "Ana", "/link").await;
    bot.presses("Ana", "Yes, both are mine", &first).await;
    bot.goes_to(ELSEWHERE);
    bot.outbox();
    bot.presses("Ana", "Yes, both are mine", &second).await;
    let sent = bot.outbox();
    assert!(sent.contains(&"give @ana the role r1".to_owned()), "{sent:?}");
    let sure = bot.answer("Ana", "/unlink").await;
    bot.presses("Ana", "Part them", &sure).await;
    assert_eq!(bot.outbox(), ["take the role r1 from @ana"]);
}

#[tokio::test]
async fn what_belongs_to_two_communities_is_explained() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/help").await;
    let code = code(&mut bot, "Ana", "/link").await;
    bot.goes_to(ELSEWHERE);
    bot.asks("Root", "/help").await;
    let told = bot.asks("Ana", &format!("/link {code}")).await;
    assert!(
        told.starts_with(
            "refuses: This code is from home on Test, and for Kith that is another community than home. An admin has to \
             make the two one first, with /community link; then ask for a new code."
        ),
        "{told}"
    );
    bot.outbox();
}

#[tokio::test]
async fn reactions_and_replies_part_by_where_they_stand() {
    let mut bot = harbour().await;
    link(&mut bot, "Ana", "Ana").await;
    bot.writes("Ana", "general", "m1", "hello").await;
    bot.happens([reaction("Bo", "👍", "general", "m1", "Ana"), reaction("Ana", "👍", "general", "m0", "Bo")])
        .await;
    bot.goes_to(ELSEWHERE);
    bot.writes("Ana", "general", "m1", "hello").await;
    let by = TestBot::person("Cy");
    let unnamed =
        Reaction { on: MessageRef::new("general", "m1"), by, emoji: "🎉".to_owned(), author: None };
    let server = ServerId::new(ELSEWHERE, "home");
    let event = Event { server, at: bot.now, what: Happening::Reacted(unnamed) };
    bot.bot.ingest(bot.now, Source::Live, &[event]).await.expect("a reaction");
    unlink(&mut bot, "Ana").await;
    check(&bot).await;
    for platform in [PLATFORM, ELSEWHERE] {
        bot.goes_to(platform);
        let me = bot.asks("Ana", "/me").await;
        assert!(me.contains("this week: 1 message, 1 reaction received\n"), "{me}");
    }
}

#[tokio::test]
async fn what_comes_with_a_role_of_one_platform_is_the_persons_on_both_until_they_part() {
    let mut bot = harbour().await;
    let roles = Happening::Roles { account: "ana".into(), roles: vec!["r1".into()] };
    bot.happens([Happening::Role { id: "r1".into(), name: "Captains".to_owned() }, roles]).await;
    bot.asks("Root", "/settings lead_roles:Captains").await;
    let leads = async |bot: &TestBot| -> Vec<String> {
        bot.reads(
            "select a.platform from member_role r join account a on a.member_id = r.member_id
             where r.role = 'lead' and a.id = 'ana' order by a.platform",
        )
        .await
        .into_iter()
        .map(|(platform,)| platform)
        .collect()
    };
    assert_eq!(leads(&bot).await, [PLATFORM]);
    link(&mut bot, "Ana", "Ana").await;
    let mut both = [PLATFORM, ELSEWHERE];
    both.sort_unstable();
    assert_eq!(leads(&bot).await, both);
    // What the other platform settles for itself leaves this one as it is.
    bot.goes_to(ELSEWHERE);
    bot.asks("Root", "/settings lead_roles:none").await;
    assert_eq!(leads(&bot).await, both);
    unlink(&mut bot, "Ana").await;
    assert_eq!(leads(&bot).await, [PLATFORM]);
    bot.goes_to(PLATFORM);
    bot.asks("Root", "/settings lead_roles:none").await;
    assert_eq!(leads(&bot).await, Vec::<String>::new());
}

#[tokio::test]
async fn on_a_ladder_the_higher_step_of_one_replaces_the_lower_one_of_the_other() {
    let mut bot = harbour().await;
    for (id, name, step) in [("r1", "Hand", 1), ("r2", "Mate", 2)] {
        bot.happens([Happening::Role { id: id.into(), name: name.to_owned() }]).await;
        let line = format!(
            "/badge define {name} emoji:⚓ colour:#1b5e8c meaning:Sails criteria:Sail role:{name} ladder:Ship step:{step}"
        );
        bot.asks("Root", &line).await;
    }
    bot.asks("Root", "/settings badge_roles:replace").await;
    bot.asks("Lea", "/badge give @ana Hand for the rope").await;
    bot.goes_to(ELSEWHERE);
    bot.asks("Root", "/roles give @cy lead").await;
    bot.asks("Cy", "/badge give @ana Mate for the helm").await;
    let (first, second) = asked(&mut bot, "Ana", "Ana", "/link").await;
    bot.presses("Ana", "Yes, both are mine", &first).await;
    bot.goes_to(ELSEWHERE);
    bot.outbox();
    bot.presses("Ana", "Yes, both are mine", &second).await;
    let sent = bot.outbox();
    for wanted in ["take the role r1 from @ana", "give @ana the role r2"] {
        assert!(sent.contains(&wanted.to_owned()), "{wanted} in {sent:?}");
    }
}
