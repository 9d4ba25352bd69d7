//! Whom one can thank, and what for.

use super::{village, wall};
use crate::chat::{Happening, Person};
use crate::testing::TestBot;

#[tokio::test]
async fn one_person_is_thanked_in_public() {
    let mut bot = village().await;
    assert_eq!(
        bot.asks("Ana", "/shoutout @bo for the docs").await,
        "says to all: 🎉 @Ana thanks @Bo\n> for the docs\n[Undo]"
    );
}

#[tokio::test]
async fn five_people_are_thanked_at_once_and_each_only_once() {
    let mut bot = village().await;
    assert_eq!(
        bot.asks("Ana", "/shoutout @bo, @cy @di <@ed> @\"Flo\" @bo for the party").await,
        "says to all: 🎉 @Ana thanks @Bo, @Cy, @Di, @Ed and @Flo\n> for the party\n[Undo]"
    );
    assert_eq!(
        bot.asks("Ana", "/shoutout @gus for all the rest").await,
        "refuses: You have thanked 5 people today, which is all for one day here. You can give again from 3 March, \
         00:00 UTC.\nYou wrote:\n> /shoutout to:@gus reason:for all the rest"
    );
}

#[tokio::test]
async fn six_people_at_once_are_too_many_and_nothing_typed_is_lost() {
    let mut bot = village().await;
    assert_eq!(
        bot.asks("Ana", "/shoutout @bo @cy @di @ed @flo @gus for the party").await,
        "asks: /shoutout [(\"reason\", \"for the party\"), (\"to\", \"@bo @cy @di @ed @flo @gus\")]\nto: Please name \
         at most 5 people at once."
    );
    assert!(wall(&mut bot).await.is_empty());
}

#[tokio::test]
async fn nobody_can_be_named_by_commas_alone() {
    let mut bot = village().await;
    assert_eq!(
        bot.picks("Ana", "shoutout", &[("to", ", ,"), ("reason", "for the docs")]).await,
        "asks: /shoutout [(\"reason\", \"for the docs\"), (\"to\", \", ,\")]\nto: I do not know anybody called , , \
         here. People appear once they have written something or joined."
    );
}

#[tokio::test]
async fn what_is_missing_is_asked_for() {
    let mut bot = village().await;
    assert_eq!(bot.asks("Ana", "/shoutout").await, "asks: /shoutout []\nto: missing\nreason: missing");
    assert_eq!(
        bot.asks("Ana", "/shoutout @bo").await,
        "asks: /shoutout [(\"to\", \"@bo\")]\nreason: missing"
    );
}

#[tokio::test]
async fn oneself_cannot_be_thanked() {
    let mut bot = village().await;
    assert_eq!(
        bot.asks("Ana", "/shoutout @ana for being me").await,
        "refuses: You cannot thank yourself. Somebody else surely will.\nYou wrote:\n> /shoutout to:@ana reason:for \
         being me"
    );
}

#[tokio::test]
async fn a_second_account_is_still_oneself() {
    let mut bot = village().await;
    bot.joins(&["Ana2"]).await;
    bot.changes(
        "update account set member_id = (select member_id from account where id = 'ana') where id = 'ana2'",
    )
    .await;
    let told = bot.asks("Ana", "/shoutout @ana2 for being me").await;
    assert!(told.starts_with("refuses: You cannot thank yourself."), "{told}");
}

#[tokio::test]
async fn bots_and_those_who_left_or_opted_out_are_passed_over_and_the_giver_hears_why() {
    let mut bot = village().await;
    let robot = Person { bot: true, ..TestBot::person("Robot") };
    bot.happens([Happening::Joined(robot), Happening::Left("di".into())]).await;
    bot.changes(
        "update member set opted_out = 1 where id in (select member_id from account where name = 'Ed')",
    )
    .await;
    assert_eq!(
        bot.asks("Ana", "/shoutout @robot for working").await,
        "refuses: @Robot is a bot and does not need thanks.\nYou wrote:\n> /shoutout to:@robot reason:for working"
    );
    assert_eq!(
        bot.asks("Ana", "/shoutout @di for the time here").await,
        "refuses: @Di has left.\nYou wrote:\n> /shoutout to:@di reason:for the time here"
    );
    assert_eq!(
        bot.asks("Ana", "/shoutout @ed for the tests").await,
        "refuses: @Ed prefers not to be counted. Please thank them in person.\nYou wrote:\n> /shoutout to:@ed reason:for the \
         tests"
    );
    assert_eq!(
        bot.asks("Ana", "/shoutout @bo @robot @di @ed for all of it").await,
        "says: Thank you for saying thanks! It is on its way to where everybody sees it.\nYou can thank 4 more people today.\n@Robot is a bot and does not \
         need thanks.\n@Di has left.\n@Ed prefers not to be counted. Please thank them in person.\nYou wrote:\n> for \
         all of it"
    );
    assert_eq!(bot.outbox(), ["in #general: 🎉 @Ana thanks @Bo\n> for all of it\n[Undo]"]);
}

#[tokio::test]
async fn a_name_that_nobody_has_brings_the_names_that_are_near() {
    let mut bot = village().await;
    let many: Vec<String> = (0..40).map(|n| format!("Ma{n:02}")).collect();
    bot.joins(&many.iter().map(String::as_str).collect::<Vec<_>>()).await;
    bot.joins(&["Martha"]).await;
    let told = bot.asks("Ana", "/shoutout @marthe for the docs").await;
    assert!(told.ends_with("to: I do not know anybody called @marthe here. Did you mean @Martha?"), "{told}");
    let told = bot.asks("Ana", "/shoutout @zoe for the docs").await;
    assert!(
        told.ends_with(
            "to: I do not know anybody called @zoe here. People appear once they have written something or joined."
        ),
        "{told}"
    );
}

#[tokio::test]
async fn of_several_people_with_one_name_one_is_picked_by_mention() {
    let mut bot = village().await;
    let twin = |account: &str| Happening::Joined(Person::new(account, "Kim"));
    bot.happens([twin("kim1"), twin("kim2")]).await;
    let told = bot.asks("Ana", "/shoutout @kim for the docs").await;
    assert!(
        told.ends_with(
            "to: Several people are called @kim. Please pick them from the list, or mention them."
        ),
        "{told}"
    );
    let told = bot.asks("Ana", "/shoutout <@kim2> for the docs").await;
    assert_eq!(told, "says to all: 🎉 @Ana thanks @Kim\n> for the docs\n[Undo]");
    // Once one of them is gone, the name means the other.
    bot.happens([Happening::Left("kim2".into())]).await;
    let told = bot.asks("Bo", "/shoutout @kim for the docs").await;
    assert_eq!(told, "says to all: 🎉 @Bo thanks @Kim\n> for the docs\n[Undo]");
}

#[tokio::test]
async fn names_are_suggested_by_their_beginning() {
    let mut bot = village().await;
    bot.happens([Happening::Left("flo".into())]).await;
    bot.joins(&["Bob", "Flora"]).await;
    let both = [("Bo".to_owned(), "<@bo>".to_owned()), ("Bob".to_owned(), "<@bob>".to_owned())];
    assert_eq!(bot.suggests("Ana", "shoutout", "to", "@B").await, both);
    // Nobody who left.
    assert_eq!(
        bot.suggests("Ana", "shoutout", "to", "flo").await,
        [("Flora".to_owned(), "<@flora>".to_owned())]
    );
}

#[tokio::test]
async fn a_value_is_one_of_the_communitys_own() {
    let mut bot = village().await;
    let told = bot.asks("Ana", "/shoutout @bo for the docs value:Kindness").await;
    assert!(
        told.ends_with(
            "value: This community has no list of values yet, so Kindness cannot be picked. Please leave it out."
        ),
        "{told}"
    );
    bot.asks("Root", "/settings values:\"Be kind, Share early\"").await;
    let told = bot.asks("Ana", "/shoutout @bo for the docs value:Courage").await;
    assert!(told.ends_with("value: I do not know Courage here. It can be Be kind or Share early."), "{told}");
    let told = bot.asks("Ana", "/shoutout @bo for the docs value:\"be KIND\"").await;
    assert_eq!(told, "says to all: 🎉 @Ana thanks @Bo\n> for the docs\nIt shows: Be kind\n[Undo]");
    let suggested = bot.suggests("Ana", "shoutout", "value", "shar").await;
    assert_eq!(suggested, [("Share early".to_owned(), "Share early".to_owned())]);
    assert_eq!(bot.suggests("Ana", "shoutout author", "value", "").await.len(), 2);
}

#[tokio::test]
async fn a_reason_has_its_bounds_and_keeps_its_lines() {
    let mut bot = village().await;
    let told = bot.picks("Ana", "shoutout", &[("to", "@bo"), ("reason", &"é".repeat(501))]).await;
    assert!(told.ends_with("reason: Please keep this to 500 characters; it has 501."), "{told}");
    let told = bot.picks("Ana", "shoutout", &[("to", "@bo"), ("reason", &"é".repeat(500))]).await;
    assert!(told.starts_with("says to all"), "{told}");
    let told = bot.picks("Ana", "shoutout", &[("to", "@cy"), ("reason", "one\ntwo")]).await;
    assert_eq!(told, "says to all: 🎉 @Ana thanks @Cy\n> one\n> two\n[Undo]");
}

#[tokio::test]
async fn the_author_of_a_message_is_thanked_from_its_menu() {
    let mut bot = village().await;
    bot.writes("Bo", "general", "m1", "the docs are ready").await;
    assert_eq!(
        bot.picks("Ana", "shoutout author", &[("on", "general/m1/bo")]).await,
        "asks: /shoutout author [(\"on\", \"general/m1/bo\")]\nreason: missing"
    );
    let told = bot.picks("Ana", "shoutout author", &[("on", "general/m1/bo"), ("reason", "so clear")]).await;
    assert_eq!(told, "says to all: 🎉 @Ana thanks @Bo\n> so clear\nFor this message\n[Undo]");
}

#[tokio::test]
async fn a_message_that_is_gone_or_unknown_thanks_nobody() {
    let mut bot = village().await;
    bot.writes("Bo", "general", "m1", "the docs are ready").await;
    bot.happens([crate::testing::deletion("general", "m1")]).await;
    for on in ["general/m1/bo", "general/m2", "nowhere/m1/bo", "m1"] {
        let told = bot.picks("Ana", "shoutout author", &[("on", on), ("reason", "so clear")]).await;
        assert!(told.contains("I could not find that message any more."), "{on}: {told}");
    }
}

#[tokio::test]
async fn staff_are_marked_and_summed_apart() {
    let mut bot = village().await;
    let told = bot.asks("Sam", "/shoutout @bo for the docs").await;
    assert_eq!(told, "says to all: 🎉 @Sam (staff) thanks @Bo\n> for the docs\n[Undo]");
    bot.asks("Ana", "/shoutout @bo for the docs").await;
    assert_eq!(wall(&mut bot).await, ["• Ana → Bo: for the docs", "• Sam (staff) → Bo: for the docs"]);
    let me = bot.asks("Bo", "/me").await;
    assert!(me.contains("this week: 1 shout-out received, 1 shout-out from staff"), "{me}");
}

#[tokio::test]
async fn what_is_handed_back_can_be_read_and_what_is_kept_is_as_it_was_typed() {
    let mut bot = village().await;
    bot.happens([Happening::Role { id: "r7".into(), name: "Gardeners".to_owned() }]).await;
    let reason = "for helping <@!cy>, <@&r7> and <@nobody> in <#general> <3 <b> 2>1";
    assert_eq!(
        bot.asks("Ana", &format!("/shoutout @bo {reason}")).await,
        format!("says to all: 🎉 @Ana thanks @Bo\n> {reason}\n[Undo]")
    );
    let told = bot.asks("Ana", &format!("/shoutout to:<@ana>, <@bo> reason:\"{reason}\"")).await;
    let named = "for helping @Cy, @Gardeners and <@nobody> in <#general> <3 <b> 2>1";
    assert!(told.ends_with(&format!("You wrote:\n> /shoutout to:@Ana, @Bo reason:{named}")), "{told}");
    // Of a menu, what was typed; nobody types which message it was.
    bot.writes("Ana", "general", "m1", "hello").await;
    let told = bot.picks("Ana", "shoutout author", &[("on", "general/m1/ana"), ("reason", "myself")]).await;
    assert!(
        told.ends_with("You cannot thank yourself. Somebody else surely will.\nYou wrote:\n> myself"),
        "{told}"
    );
    let mut elsewhere = bot.invocation("Ana", "/shoutout @ana for me");
    elsewhere.slash = "/kith ";
    let answer = bot.invoke(&elsewhere).await;
    assert!(bot.shown(&answer).ends_with("> /kith shoutout to:@ana reason:for me"));
}
