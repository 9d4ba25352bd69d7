//! Roles of the platform that make leads, experts and staff; and roles that badges on a ladder bring.

use crate::chat::Happening;
use crate::moment::Span;
use crate::testing::TestBot;

fn has(who: &str, roles: &[&str]) -> Happening {
    Happening::Roles { account: who.into(), roles: roles.iter().map(|role| (*role).into()).collect() }
}

async fn with_roles() -> TestBot {
    let mut bot = TestBot::new().await;
    bot.joins(&["Root", "Ana", "Bo", "Cy"]).await;
    for (id, name) in [("r1", "Captains"), ("r2", "Crew"), ("r3", "Sages")] {
        bot.happens([Happening::Role { id: id.into(), name: name.to_owned() }]).await;
    }
    bot.asks("Root", "/help").await;
    bot
}

async fn holders(bot: &TestBot) -> Vec<(String, String)> {
    bot.reads(
        "select a.id, r.role from member_role r join account a on a.member_id = r.member_id
         where r.role <> 'admin' order by a.id, r.role",
    )
    .await
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(who, role)| ((*who).to_owned(), (*role).to_owned())).collect()
}

#[tokio::test]
async fn who_has_a_role_there_has_one_here_as_long_as_they_have_it() {
    let mut bot = with_roles().await;
    bot.happens([has("ana", &["r1"]), has("bo", &["r1", "r3"])]).await;
    // Those who have it already, too.
    let told = bot.asks("Root", "/settings lead_roles:Captains expert_roles:Sages staff_roles:<@&r2>").await;
    assert!(told.contains("lead_roles: Captains"), "{told}");
    assert_eq!(holders(&bot).await, pairs(&[("ana", "lead"), ("bo", "expert"), ("bo", "lead")]));
    bot.happens([has("ana", &[]), has("cy", &["r3"])]).await;
    assert_eq!(holders(&bot).await, pairs(&[("bo", "expert"), ("bo", "lead"), ("cy", "expert")]));
    // Whoever asks brings their roles along.
    let mut asks = bot.invocation("Ana", "/badge list");
    asks.asker_roles = Some(vec!["r1".into()]);
    bot.invoke(&asks).await;
    assert!(holders(&bot).await.contains(&("ana".to_owned(), "lead".to_owned())));
    // Another mapping, other roles.
    bot.asks("Root", "/settings expert_roles:none").await;
    assert_eq!(holders(&bot).await, pairs(&[("ana", "lead"), ("bo", "lead")]));
}

#[tokio::test]
async fn staff_are_no_leads_and_what_was_given_by_hand_stays() {
    let mut bot = with_roles().await;
    bot.asks("Root", "/roles give @cy expert").await;
    bot.asks("Root", "/settings lead_roles:Captains staff_roles:Crew expert_roles:Sages").await;
    bot.happens([has("ana", &["r1", "r2"]), has("bo", &["r1"]), has("cy", &["r3"])]).await;
    let all = [("ana", "staff"), ("bo", "lead"), ("cy", "expert")];
    assert_eq!(holders(&bot).await, pairs(&all));
    bot.happens([has("ana", &["r1"]), has("cy", &[])]).await;
    assert_eq!(holders(&bot).await, pairs(&[("ana", "lead"), ("bo", "lead"), ("cy", "expert")]));
    let told = bot.asks("Root", "/roles take @bo lead").await;
    assert!(told.starts_with("refuses: @Bo has the role lead by a role on this platform"), "{told}");
    let told = bot.asks("Root", "/roles give @ana lead").await;
    assert!(told.starts_with("says: @Ana had the role lead by a role on this platform. Now"), "{told}");
    let told = bot.asks("Root", "/roles give @ana lead").await;
    assert!(told.starts_with("refuses: @Ana has the role lead already."), "{told}");
    let told = bot.asks("Root", "/settings lead_roles:staff").await;
    assert!(
        told.starts_with("refuses") || told.starts_with("asks"),
        "Kith's own roles make no roles: {told}"
    );
    bot.happens([Happening::RoleGone("r1".into())]).await;
    assert_eq!(holders(&bot).await, pairs(&[("ana", "lead"), ("cy", "expert")]));
    bot.delivers().await;
}

#[tokio::test]
async fn who_is_lead_by_hand_stays_lead_and_the_log_says_what_a_mapping_changed() {
    let mut bot = with_roles().await;
    bot.asks("Root", "/roles give @ana lead").await;
    bot.asks("Root", "/settings lead_roles:Captains staff_roles:Crew").await;
    bot.happens([has("ana", &["r2"]), has("bo", &["r1", "r2"]), has("cy", &["r1"])]).await;
    let all = [("ana", "lead"), ("bo", "staff"), ("cy", "lead")];
    assert_eq!(holders(&bot).await, pairs(&all));
    bot.happens([has("ana", &[]), has("bo", &["r1", "r2"]), has("cy", &[])]).await;
    assert_eq!(holders(&bot).await, pairs(&all[..2]));
    let log: Vec<(String, String)> = bot
        .reads(
            "select e.action, a.id from audit e join account a on a.member_id = e.subject
             where e.actor is null and e.detail in ('lead', 'staff') order by 1, 2",
        )
        .await;
    assert_eq!(log, pairs(&[("role-given", "bo"), ("role-given", "cy"), ("role-taken", "cy")]));
}

#[tokio::test]
async fn what_comes_by_a_mapping_leaves_and_comes_back_with_the_person() {
    let mut bot = with_roles().await;
    bot.asks("Root", "/settings lead_roles:Captains").await;
    bot.happens([has("ana", &["r1"]), has("bo", &["r1"])]).await;
    let both = [("ana", "lead"), ("bo", "lead")];
    bot.later(Span::hours(1));
    bot.happens([Happening::Left("ana".into())]).await;
    assert_eq!(holders(&bot).await, pairs(&both[1..]));
    bot.later(Span::hours(1));
    let told = bot.asks("Ana", "/badge retire guide").await;
    assert!(told.starts_with("says: "), "the first that who returns asks: {told}");
    assert_eq!(holders(&bot).await, pairs(&both));
    for (here, leads) in [(&["root"][..], &[][..]), (&["root", "ana", "bo"], &both)] {
        bot.later(Span::hours(1));
        bot.happens([Happening::Everybody(here.iter().map(|who| (*who).into()).collect())]).await;
        assert_eq!(holders(&bot).await, pairs(leads));
    }
}

#[tokio::test]
async fn badges_on_a_ladder_stack_their_roles_or_replace_them() {
    let mut bot = with_roles().await;
    bot.asks("Root", "/roles give @cy lead").await;
    for (name, role, step) in [("Hand", "Crew", 1), ("Mate", "Captains", 2)] {
        let line = format!(
            "/badge define {name} emoji:⚓ colour:#1b5e8c meaning:Sails criteria:Sail role:{role} ladder:Ship step:{step}"
        );
        let told = bot.asks("Root", &line).await;
        assert!(told.starts_with("says"), "{told}");
    }
    bot.asks("Root", "/settings badge_roles:replace").await;
    bot.asks("Cy", "/badge give @ana Hand for the rope").await;
    assert_eq!(bot.outbox(), ["give @ana the role r2"]);
    bot.asks("Cy", "/badge give @ana Mate for the helm").await;
    assert_eq!(bot.outbox(), ["give @ana the role r1", "take the role r2 from @ana"]);
    // The lower step comes back when the higher one goes.
    bot.asks("Cy", "/badge revoke @ana Mate a mistake").await;
    assert_eq!(bot.outbox(), ["give @ana the role r2", "take the role r1 from @ana"]);
    bot.asks("Cy", "/badge give @ana Mate for the helm").await;
    bot.outbox();
    bot.asks("Root", "/settings badge_roles:stack").await;
    assert_eq!(bot.outbox(), ["give @ana the role r2"]);
    bot.asks("Cy", "/badge edit Hand ladder:none").await;
    assert!(bot.outbox().is_empty());
    // It stands in for the higher one, too, when that one's role is deleted; nobody can take what is not there.
    bot.asks("Cy", "/badge edit Hand ladder:Ship").await;
    bot.asks("Root", "/settings badge_roles:replace").await;
    assert_eq!(bot.outbox(), ["take the role r2 from @ana"]);
    bot.delivers().await;
    bot.happens([Happening::RoleGone("r1".into())]).await;
    let sent = bot.delivers().await;
    assert!(sent.contains(&"give @ana the role r2".to_owned()), "{sent:?}");
    assert!(!sent.iter().any(|sent| sent.starts_with("take")), "{sent:?}");
}
