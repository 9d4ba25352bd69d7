//! Roles that givers and receivers need, and roles that block them.

use super::{village, wall};
use crate::chat::Happening;
use crate::testing::{TestBot, reaction};

async fn with_regulars() -> TestBot {
    let mut bot = village().await;
    let regulars = Happening::Role { id: "r1".into(), name: "Regulars".to_owned() };
    let ana = Happening::Roles { account: "ana".into(), roles: vec!["r1".into()] };
    bot.happens([regulars, ana]).await;
    bot
}

const MAY_NOT: &str =
    "refuses: Shout-outs are given by people with certain roles here. An admin can tell you which.";

#[tokio::test]
async fn givers_need_one_of_the_roles() {
    let mut bot = with_regulars().await;
    let told = bot.asks("Root", "/settings give_needs:\"Regulars, lead\"").await;
    assert_eq!(told, "says: Done. Now it is:\n• give_needs: Regulars, lead");
    assert!(bot.asks("Ana", "/shoutout @bo for the docs").await.starts_with("says to all"));
    assert!(bot.asks("Lou", "/shoutout @bo for the docs").await.starts_with("says to all"));
    let told = bot.asks("Bo", "/shoutout @cy for the docs").await;
    assert_eq!(told, format!("{MAY_NOT}\nYou wrote:\n> /shoutout to:@cy reason:for the docs"));
    // The platform's roles change, and with them who may.
    bot.happens([Happening::Roles { account: "ana".into(), roles: Vec::new() }]).await;
    assert!(bot.asks("Ana", "/shoutout @cy for the docs").await.starts_with(MAY_NOT));
}

#[tokio::test]
async fn the_roles_that_come_with_asking_are_the_ones_that_hold() {
    let mut bot = with_regulars().await;
    bot.asks("Root", "/settings give_needs:<@&r1>").await;
    let mut invocation = bot.invocation("Bo", "/shoutout @cy for the docs");
    invocation.asker_roles = Some(vec!["r1".into()]);
    let answer = bot.invoke(&invocation).await;
    assert!(bot.shown(&answer).starts_with("says to all"));
    let mut invocation = bot.invocation("Bo", "/shoutout @di for the docs");
    invocation.asker_roles = Some(Vec::new());
    let answer = bot.invoke(&invocation).await;
    assert!(bot.shown(&answer).starts_with(MAY_NOT));
}

#[tokio::test]
async fn some_roles_may_not_give() {
    let mut bot = with_regulars().await;
    bot.asks("Root", "/settings give_blocks:\"Regulars staff\" reaction:👏").await;
    assert!(bot.asks("Ana", "/shoutout @bo for the docs").await.starts_with(MAY_NOT));
    assert!(bot.asks("Sam", "/shoutout @bo for the docs").await.starts_with(MAY_NOT));
    assert!(bot.asks("Bo", "/shoutout @ana for the docs").await.starts_with("says to all"));
    // Not by a reaction either, and silently.
    bot.writes("Bo", "general", "m1", "done").await;
    bot.happens([reaction("Sam", "👏", "general", "m1", "Bo")]).await;
    assert_eq!(wall(&mut bot).await.len(), 1);
}

#[tokio::test]
async fn receivers_need_a_role_or_must_not_have_one() {
    let mut bot = with_regulars().await;
    bot.asks("Root", "/settings receive_needs:regulars").await;
    let told = bot.asks("Bo", "/shoutout @ana @cy for the docs").await;
    assert!(told.contains("@Cy cannot get shout-outs here, by a rule of this community."), "{told}");
    assert_eq!(bot.outbox(), ["in #general: 🎉 @Bo thanks @Ana\n> for the docs\n[Undo]"]);
    bot.asks("Root", "/settings receive_needs:none receive_blocks:staff").await;
    let told = bot.asks("Bo", "/shoutout @sam for the docs").await;
    assert!(
        told.starts_with("refuses: @Sam cannot get shout-outs here, by a rule of this community."),
        "{told}"
    );
    assert!(bot.asks("Bo", "/shoutout @cy for the docs").await.starts_with("says to all"));
}
