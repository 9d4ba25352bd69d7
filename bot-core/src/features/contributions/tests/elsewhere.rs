//! Work done elsewhere.

use super::{rollup, village};
use crate::chat::{Happening, Person};
use crate::command::Answer;
use crate::testing::TestBot;

async fn told(bot: &mut TestBot) -> Answer {
    bot.answer("Ana", "/contribute gave a talk link:https://example.org/talk when:2026-02-27 with:@bo").await
}

#[tokio::test]
async fn work_is_told_in_public_and_counts_for_all_once_another_member_confirms_it() {
    let mut bot = village().await;
    let answer = told(&mut bot).await;
    assert_eq!(
        bot.shown(&answer),
        "says to all: @Ana contributed with @Bo on 27 February:\n> gave a talk\nhttps://example.org/talk\nIt counts \
         once another member or a lead confirms it.\n[Confirm]"
    );
    assert!(rollup(&bot).await.is_empty());
    assert_eq!(
        bot.presses("Cy", "Confirm", &answer).await,
        "says instead: @Ana contributed with @Bo on 27 February:\n> gave a talk\nhttps://example.org/talk\n✅ Confirmed \
         by @Cy."
    );
    let counted =
        ["Ana: 1 contribution_logged in - on 2026-02-27", "Bo: 1 contribution_logged in - on 2026-02-27"];
    assert_eq!(rollup(&bot).await, counted);
    // Only once.
    let again = "refuses: It is confirmed already. Thank you!";
    assert_eq!(bot.presses("Di", "Confirm", &answer).await, again);
    assert_eq!(rollup(&bot).await, counted);
    let audit = bot.asks("Root", "/audit @ana").await;
    assert!(audit.contains("Cy confirmed a contribution by Ana: gave a talk"), "{audit}");
}

#[tokio::test]
async fn neither_its_doers_nor_staff_nor_bots_confirm_it_but_leads_do() {
    let mut bot = village().await;
    bot.asks("Root", "/roles give @cy staff").await;
    bot.asks("Root", "/roles give @di lead").await;
    let answer = told(&mut bot).await;
    let not_yourself = "refuses: You were part of it, so somebody else has to confirm it.";
    assert_eq!(bot.presses("Ana", "Confirm", &answer).await, not_yourself);
    assert_eq!(bot.presses("Bo", "Confirm", &answer).await, not_yourself);
    assert_eq!(
        bot.presses("Cy", "Confirm", &answer).await,
        "refuses: Members confirm each other’s contributions; staff do not."
    );
    assert!(rollup(&bot).await.is_empty());
    assert!(bot.presses("Di", "Confirm", &answer).await.ends_with("✅ Confirmed by @Di."));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_who_confirm_at_once_count_it_once() {
    let mut bot = village().await;
    let answer = told(&mut bot).await;
    let crate::command::Reply::Public(message) = &answer.reply else { panic!("{answer:?}") };
    let pressed = message.buttons[0].answers.clone();
    let one = bot.invoking("Cy", "confirm", pressed.clone());
    let two = bot.invoking("Di", "confirm", pressed);
    let other = crate::Bot::open(bot.url()).await.expect("the same database");
    tokio::join!(bot.bot.invoke(bot.now, &one), other.invoke(bot.now, &two));
    assert_eq!(rollup(&bot).await.len(), 2);
    other.close().await;
}

#[tokio::test]
async fn the_day_lies_within_the_last_year() {
    let mut bot = village().await;
    let when = "refuses: Please pick a day within the last year, not after today.";
    assert!(bot.asks("Ana", "/contribute a talk when:2026-03-03").await.starts_with(when));
    assert!(bot.asks("Ana", "/contribute a talk when:2025-02-28").await.starts_with(when));
    let told = bot.asks("Ana", "/contribute a talk when:2025-03-01").await;
    assert!(told.starts_with("says to all: @Ana contributed on 1 March:"), "{told}");
    let told = bot.asks("Ana", "/contribute a talk when:yesterday").await;
    assert!(told.starts_with("says to all: @Ana contributed on 1 March:"), "{told}");
    let told = bot.asks("Ana", "/contribute a talk").await;
    assert!(told.starts_with("says to all: @Ana contributed on 2 March:"), "{told}");
    let told = bot.asks("Ana", "/contribute a talk when:soon link:example.org").await;
    assert!(
        told.ends_with(
            "link: example.org does not look like a web address. Please start it with https://\nwhen: I could not read \
             soon as a day. Please write it like 2026-03-02, or “today” or “yesterday”."
        ),
        "{told}"
    );
}

#[tokio::test]
async fn who_cannot_be_counted_is_not_part_of_it() {
    let mut bot = village().await;
    let robot = Person { bot: true, ..TestBot::person("Robot") };
    bot.happens([Happening::Joined(robot), Happening::Left("di".into())]).await;
    bot.changes(
        "update member set opted_out = 1 where id in (select member_id from account where name = 'Cy')",
    )
    .await;
    for who in ["Robot", "Di", "Cy"] {
        let told = bot.asks("Ana", &format!("/contribute a talk with:@{who}")).await;
        let why = format!(
            "refuses: @{who} cannot be counted: a bot, somebody who left, or somebody who prefers not to be."
        );
        assert!(told.starts_with(&why), "{told}");
    }
    let told = bot.asks("Cy", "/contribute a talk").await;
    let out = "refuses: You opted out of being counted. /privacy optin changes that.\nYou wrote:\n> /contribute what:a talk";
    assert_eq!(told, out);
}

#[tokio::test]
async fn who_opted_out_before_it_was_confirmed_is_not_counted_by_it() {
    let mut bot = village().await;
    let answer = told(&mut bot).await;
    bot.changes(
        "update member set opted_out = 1 where id in (select member_id from account where name = 'Bo')",
    )
    .await;
    assert!(bot.presses("Cy", "Confirm", &answer).await.starts_with("says instead: @Ana contributed on"));
    assert_eq!(rollup(&bot).await, ["Ana: 1 contribution_logged in - on 2026-02-27"]);
    let answer = told_by_ana_alone(&mut bot).await;
    bot.changes(
        "update member set opted_out = 1 where id in (select member_id from account where name = 'Ana')",
    )
    .await;
    assert_eq!(
        bot.presses("Cy", "Confirm", &answer).await,
        "refuses: That contribution is not there any more."
    );
}

async fn told_by_ana_alone(bot: &mut TestBot) -> Answer {
    bot.answer("Ana", "/contribute wrote the minutes").await
}
