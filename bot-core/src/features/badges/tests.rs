//! Stories of badges.

use super::queries;
use crate::bot::Bot;
use crate::chat::{Happening, Person};
use crate::command::{Answers, Reply};
use crate::host;
use crate::moment::Span;
use crate::testing::{PLATFORM, TestBot};

/// Ana leads, Root is the admin, Sam is staff, and there is a bot.
async fn a_community() -> TestBot {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/help").await;
    bot.joins(&["Ana", "Bo", "Cy", "Sam"]).await;
    let robot = Person { bot: true, ..Person::new("robot", "Robot") };
    let role = |id: &str, name: &str| Happening::Role { id: id.into(), name: name.to_owned() };
    bot.happens([Happening::Joined(robot), role("r1", "Guides"), role("r2", "Elders")]).await;
    bot.asks("Root", "/roles give @ana lead").await;
    bot.asks("Root", "/roles give @sam staff").await;
    bot
}

#[tokio::test]
async fn six_badges_are_there_from_the_start_and_a_lead_gives_one() {
    let mut bot = a_community().await;
    let list = bot.asks("Bo", "/badge list").await;
    assert_eq!(list.lines().count(), 1 + 6 * 2, "{list}");
    assert!(list.contains("• 🧭 Guide: Shows newcomers the way.\nTo earn it: Welcome people"), "{list}");
    let answer =
        bot.answer("Ana", "/badge give @bo guide for walking everybody through the first build").await;
    let Reply::Public(message) = &answer.reply else { panic!("{answer:?}") };
    assert_eq!(
        crate::testing::message_text(message),
        "🏅 @Ana gives @Bo the badge 🧭 Guide\n> for walking everybody through the first build\n\
         <picture badge: The badge 🧭 Guide for Bo>"
    );
    let svg = &message.pictures[0].svg;
    assert!(svg.contains("for Bo") && svg.contains("home, 2 Mar 2026"), "{svg}");
    bot.later(Span::hours(1));
    bot.asks("Ana", "/badge give @bo \"Curious Mind\" for the best question of the week").await;
    assert_eq!(
        bot.asks("Cy", "/badge list @bo").await,
        "says: Bo’s badges:\n• 💡 Curious Mind — from Ana on 2 March: for the best question of the week\n\
         • 🧭 Guide — from Ana on 2 March: for walking everybody through the first build"
    );
    let profile = bot.asks("Cy", "/profile @bo").await;
    assert!(profile.contains("\nBadges: 💡 Curious Mind, 🧭 Guide\n"), "{profile}");
    assert_eq!(bot.asks("Cy", "/badge list @cy").await, "says: Cy has no badges yet.");
    let audit = bot.asks("Root", "/audit @bo").await;
    assert!(audit.contains("Ana gave Bo a badge: Guide"), "{audit}");
}

#[tokio::test]
async fn only_leads_give_and_not_to_everybody() {
    let mut bot = a_community().await;
    for who in ["Root", "Sam", "Bo"] {
        let told = bot.asks(who, "/badge give @cy guide for the tour").await;
        assert!(told.starts_with("refuses: This is for people with the role lead."), "{told}");
    }
    let told = bot.asks("Ana", "/badge give @ana guide for myself").await;
    assert!(told.starts_with("refuses: You cannot give yourself a badge. Another lead can."), "{told}");
    let told = bot.asks("Ana", "/badge give @robot guide for beeping").await;
    assert!(told.starts_with("refuses: @Robot is a bot, and badges are for people.\nYou wrote:\n"), "{told}");
    bot.happens([Happening::Left("cy".into())]).await;
    let told = bot.asks("Ana", "/badge give <@cy> guide for the tour").await;
    assert!(told.starts_with("refuses: @Cy has left."), "{told}");
    bot.asks("Bo", "/privacy optout").await;
    let told = bot.asks("Ana", "/badge give @bo guide for the tour").await;
    assert!(told.starts_with("refuses: @Bo prefers not to be counted"), "{told}");
    bot.asks("Bo", "/privacy optin").await;
    let told = bot.asks("Ana", "/badge give @bo gide for the tour").await;
    assert!(
        told.contains("I do not know a badge called gide here. You can choose from Connector, Curious Mind,"),
        "{told}"
    );
    assert!(bot.asks("Ana", "/badge give @bo guide for the tour").await.starts_with("says to all: "));
    let told = bot.asks("Ana", "/badge give @bo guide for the tour").await;
    assert!(told.starts_with("refuses: @Bo holds 🧭 Guide already."), "{told}");
}

#[tokio::test]
async fn staff_give_none_even_if_somebody_made_them_lead() {
    let mut bot = a_community().await;
    let mut ctx = host::enter(&bot.bot, bot.now, &bot.server).await.expect("the community");
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    let people = crate::features::members::queries::by_name(&mut ctx.tx, community, &platform, "sam").await;
    let sam = people.expect("people")[0].id;
    let lead = crate::command::Role::Lead;
    crate::features::members::queries::give_role(
        &mut ctx.tx,
        community,
        sam,
        lead,
        &PLATFORM.into(),
        bot.now,
    )
    .await
    .expect("a role");
    ctx.tx.commit().await.expect("a commit");
    let told = bot.asks("Sam", "/badge give @bo guide for the tour").await;
    assert!(told.starts_with("refuses: Badges come from peers"), "{told}");
}

#[tokio::test]
async fn a_badge_is_defined_given_with_its_role_changed_and_revoked() {
    let mut bot = a_community().await;
    let define = "/badge define name:\"First Light\" emoji::sunrise: colour:#ffaa00 meaning:\"Starts things.\" \
                  criteria:\"Start something that lasts.\" role:guides";
    assert!(
        bot.asks("Bo", define).await.starts_with("refuses: This is for people with the role lead or admin.")
    );
    assert_eq!(
        bot.asks("Root", define).await,
        "says: 🌅 First Light is in the catalogue. Leads can give it now."
    );
    let told = bot.asks("Root", &define.replace("First Light", "first  light")).await;
    assert!(told.starts_with("refuses: There is a badge 🌅 First Light already."), "{told}");
    bot.asks("Ana", "/badge give @bo \"First Light\" for the reading group").await;
    assert_eq!(bot.outbox(), ["give @bo the role r1"]);
    let told = bot.asks("Root", "/badge edit \"First Light\" name:Sunrise role:elders").await;
    assert_eq!(told, "says: 🌅 Sunrise is changed, also for everybody who holds it.");
    assert_eq!(bot.outbox(), ["give @bo the role r2", "take the role r1 from @bo"]);
    let told = bot.asks("Ana", "/badge edit sunrise name:Sunrise").await;
    assert!(told.starts_with("refuses: Nothing about 🌅 Sunrise would change."), "{told}");
    let told = bot.asks("Ana", "/badge edit sunrise name:guide").await;
    assert!(told.starts_with("refuses: There is a badge 🧭 Guide already."), "{told}");
    let told = bot.asks("Root", "/badge revoke @bo sunrise it was somebody else").await;
    assert_eq!(told, "says: @Bo no longer holds 🌅 Sunrise. The reason is in the audit log.");
    assert_eq!(bot.outbox(), ["take the role r2 from @bo"]);
    let told = bot.asks("Root", "/badge revoke @bo sunrise it was somebody else").await;
    assert!(told.starts_with("refuses: @Bo does not hold 🌅 Sunrise."), "{told}");
    let audit = bot.asks("Ana", "/audit").await;
    for line in [
        "Root added to the badges: First Light",
        "Root changed a badge: First Light: name: First Light → Sunrise; role: r1 → r2",
        "Root took a badge from Bo: Sunrise: it was somebody else",
        "Kith added to the badges: Connector, Curious Mind, Good Neighbour, Guide, Problem Solver, Writer",
    ] {
        assert!(audit.contains(line), "{line} in {audit}");
    }
    assert!(bot.asks("Ana", "/badge give @bo sunrise for the second time").await.starts_with("says to all"));
    assert_eq!(bot.outbox(), ["give @bo the role r2"]);
}

#[tokio::test]
async fn which_role_a_badge_brings_is_for_admins() {
    let mut bot = a_community().await;
    bot.asks("Root", "/settings lead_roles:guides").await;
    let define = "/badge define Crown emoji:👑 colour:#ffaa00 meaning:m criteria:c role:guides";
    bot.asks("Root", "/badge edit writer role:elders").await;
    for line in [define, "/badge edit guide role:guides", "/badge edit writer role:none"] {
        let told = bot.asks("Ana", line).await;
        assert!(told.starts_with("refuses: Which role of this platform comes with a badge is for"), "{told}");
        assert!(told.contains("You wrote:"), "{told}");
    }
    // As it is, it may be said.
    let told = bot.asks("Ana", "/badge edit writer name:Scribe role:elders").await;
    assert!(told.starts_with("says: "), "{told}");
}

#[tokio::test]
async fn a_step_needs_a_ladder() {
    let mut bot = a_community().await;
    let define = "/badge define Crown emoji:👑 colour:#ffaa00 meaning:m criteria:c step:3";
    for line in [define, "/badge edit guide step:3", "/badge edit guide name:Pilot ladder:none step:3"] {
        let told = bot.asks("Ana", line).await;
        assert!(told.starts_with("refuses: A step is a step of a ladder"), "{told}");
    }
    assert!(bot.asks("Ana", "/badge edit guide ladder:Ways step:3").await.starts_with("says: "));
    assert!(bot.asks("Ana", "/badge edit guide step:4").await.starts_with("says: "));
}

#[tokio::test]
async fn a_role_that_two_badges_bring_stays_with_the_second() {
    let mut bot = a_community().await;
    bot.asks("Root", "/badge edit guide role:guides").await;
    bot.asks("Root", "/badge edit writer role:guides").await;
    bot.asks("Ana", "/badge give @bo guide for the tour").await;
    bot.asks("Ana", "/badge give @bo writer for the tour guide").await;
    bot.outbox();
    bot.asks("Root", "/badge revoke @bo guide a mistake").await;
    assert!(bot.outbox().is_empty());
    bot.asks("Root", "/badge edit writer role:none").await;
    assert_eq!(bot.outbox(), ["take the role r1 from @bo"]);
}

#[tokio::test]
async fn a_retired_badge_stays_with_its_holders_and_never_comes_back_by_itself() {
    let mut bot = a_community().await;
    bot.asks("Ana", "/badge give @bo writer for the notes").await;
    assert_eq!(
        bot.asks("Ana", "/badge retire writer").await,
        "says: ✍️ Writer is retired. Those who hold it keep it."
    );
    assert_eq!(bot.asks("Ana", "/badge edit guide name:Pathfinder").await.lines().count(), 1);
    let told = bot.asks("Ana", "/badge give @cy writer for the notes").await;
    assert!(
        told.contains("✍️ Writer is retired: those who hold it keep it, and nobody new gets it."),
        "{told}"
    );
    assert!(bot.asks("Cy", "/badge list @bo").await.contains("✍️ Writer"));
    let list = bot.asks("Cy", "/badge list").await;
    assert!(!list.contains("Writer") && !list.contains("Guide") && list.contains("Pathfinder"), "{list}");
    let define = "/badge define name:Writer emoji:📝 colour:#123456 meaning:m criteria:c";
    let told = bot.asks("Ana", define).await;
    assert!(told.starts_with("refuses: A retired badge is called ✍️ Writer."), "{told}");
}

#[tokio::test]
async fn what_cannot_be_read_is_handed_back_and_names_are_suggested() {
    let mut bot = a_community().await;
    let told = bot
        .asks("Ana", "/badge define name:X emoji:nothing colour:blue meaning:m criteria:c role:kings")
        .await;
    assert!(told.contains("emoji: nothing is not an emoji"), "{told}");
    assert!(told.contains("colour: I could not read blue as a colour."), "{told}");
    assert!(told.contains("role: I do not know a role called kings on this platform."), "{told}");
    let asking = bot.invoking("Ana", "badge give", Answers::default());
    let choices = bot.bot.suggest(bot.now, &asking, "badge", "gui").await.expect("choices");
    assert_eq!(choices.len(), 1);
    assert_eq!((choices[0].label.as_str(), choices[0].answer.as_str()), ("🧭 Guide", "Guide"));
}

#[tokio::test]
async fn two_at_once_make_the_six_once_and_give_a_badge_once() {
    let mut bot = a_community().await;
    let asking: Vec<_> =
        (0..6).map(|_| bot.invocation("Ana", "/badge give @bo guide for the tour")).collect();
    let (one, now) = (&bot.bot, bot.now);
    let ask = |n: usize| Bot::invoke(one, now, &asking[n]);
    let answers = tokio::join!(ask(0), ask(1), ask(2), ask(3), ask(4), ask(5));
    let answers = [answers.0, answers.1, answers.2, answers.3, answers.4, answers.5];
    let given = answers.iter().filter(|answer| matches!(answer.reply, Reply::Public(_))).count();
    assert_eq!(given, 1, "{answers:#?}");
    assert!(!answers.iter().any(|answer| answer.outcome == crate::command::Outcome::Failed));
    assert_eq!(bot.asks("Bo", "/badge list").await.lines().count(), 1 + 6 * 2);
}

#[tokio::test]
async fn the_digest_can_ask_what_was_given() {
    let mut bot = a_community().await;
    bot.asks("Ana", "/badge give @bo guide for the tour").await;
    bot.asks("Ana", "/badge give @cy writer for the notes").await;
    bot.asks("Ana", "/badge revoke @cy writer a mistake").await;
    let mut ctx = host::enter(&bot.bot, bot.now, &bot.server).await.expect("the community");
    let (community, today) = (ctx.community.id, ctx.today());
    let given = queries::granted_between(&mut ctx.tx, community, today, today).await.expect("badges");
    assert_eq!(given.len(), 1);
    assert_eq!((given[0].badge.as_str(), given[0].citation.as_str()), ("Guide", "for the tour"));
    let tomorrow = crate::moment::Day(today.0 + 1);
    assert!(
        queries::granted_between(&mut ctx.tx, community, tomorrow, tomorrow)
            .await
            .expect("badges")
            .is_empty()
    );
}
