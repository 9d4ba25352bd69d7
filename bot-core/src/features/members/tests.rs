//! Stories of people: who settles, who has which role, names, comings and goings.

use crate::bot::Bot;
use crate::chat::{Event, Happening, Person, Source};
use crate::moment::Span;
use crate::testing::{TestBot, at};

const WELCOME: &str = "Nobody was admin here yet and you asked first, so you are the admin now. Start with /settings, and make leads \
                       with /roles give.";

#[tokio::test]
async fn the_first_person_who_asks_becomes_the_admin_and_is_told() {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana", "Bo"]).await;
    let told = bot.asks("Bo", "/wall").await;
    assert!(told.starts_with(&format!("says: {WELCOME}\nNo shout-outs")), "{told}");
    assert!(!bot.asks("Ana", "/wall").await.contains(WELCOME));
    assert!(!bot.asks("Bo", "/wall").await.contains(WELCOME));
    assert_eq!(bot.asks("Ana", "/roles list").await, "says: Who has which role:\n• admin: @Bo");
    let audit = bot.asks("Bo", "/audit").await;
    assert!(audit.ends_with("Kith gave Bo a role: admin"), "{audit}");
}

#[tokio::test]
async fn the_first_person_is_told_quietly_when_everybody_sees_the_answer() {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana", "Bo"]).await;
    // A form is not an answer yet.
    assert_eq!(
        bot.asks("Ana", "/shoutout @bo").await,
        "asks: /shoutout [(\"to\", \"@bo\")]\nreason: missing"
    );
    let told = bot.asks("Ana", "/shoutout @bo for the docs").await;
    assert_eq!(told, "says to all: 🎉 @Ana thanks @Bo\n> for the docs\n[Undo]");
    assert_eq!(bot.outbox(), [format!("to @ana: {WELCOME}")]);
    assert_eq!(bot.asks("Bo", "/roles list").await, "says: Who has which role:\n• admin: @Ana");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_come_first_one_is_the_admin_and_there_is_one_community() {
    many_come_first(false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_come_first_one_is_the_admin_also_where_events_came_before() {
    many_come_first(true).await;
}

async fn many_come_first(heard_of: bool) {
    let mut bot = TestBot::new().await;
    let other = Bot::open(bot.url()).await.expect("the same database");
    if heard_of {
        bot.joins(&["Ana", "Bo", "Cy", "Di", "Ed", "Flo"]).await;
    }
    let asked: Vec<_> =
        ["Ana", "Bo", "Cy", "Di", "Ed", "Flo"].iter().map(|who| bot.invocation(who, "/help")).collect();
    let now = bot.now;
    let mut tasks = tokio::task::JoinSet::new();
    for (n, invocation) in asked.into_iter().enumerate() {
        let replica = if n % 2 == 0 { bot.bot.clone() } else { other.clone() };
        tasks.spawn(async move { replica.invoke(now, &invocation).await });
    }
    let told = tasks.join_all().await;
    let welcomed = told.iter().filter(|answer| bot.shown(answer).contains(WELCOME)).count();
    assert_eq!(welcomed, 1);
    assert_eq!(bot.bot.communities().await.expect("communities").len(), 1);
    let members: Vec<(i64, i64)> =
        bot.reads("select (select count(*) from member), (select count(*) from account)").await;
    assert_eq!(members, [(6, 6)]);
    other.close().await;
}

async fn with_admin() -> TestBot {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana", "Bo", "Cy"]).await;
    bot.asks("Root", "/help").await;
    bot
}

#[tokio::test]
async fn admins_give_and_take_roles_and_everybody_sees_who_has_them() {
    let mut bot = with_admin().await;
    assert_eq!(bot.asks("Root", "/roles give @ana lead").await, "says: @Ana now has the role lead.");
    assert_eq!(bot.asks("Root", "/roles give @ana experts").await, "says: @Ana now has the role expert.");
    assert_eq!(bot.asks("Root", "/roles give @bo expert").await, "says: @Bo now has the role expert.");
    assert_eq!(bot.asks("Root", "/roles give @cy staff").await, "says: @Cy now has the role staff.");
    assert_eq!(
        bot.asks("Bo", "/roles list").await,
        "says: Who has which role:\n• admin: @Root\n• expert: @Ana and @Bo\n• lead: @Ana\n• staff: @Cy"
    );
    let twice = bot.asks("Root", "/roles give @ana lead").await;
    assert!(twice.starts_with("refuses: @Ana has the role lead already."), "{twice}");
    assert_eq!(bot.asks("Root", "/roles take @ana lead").await, "says: @Ana no longer has the role lead.");
    let twice = bot.asks("Root", "/roles take @ana lead").await;
    assert!(twice.starts_with("refuses: @Ana does not have the role lead."), "{twice}");
    let audit = bot.asks("Root", "/audit @ana").await;
    let lines: Vec<&str> = audit.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            "• 2 March, 10:00 UTC — Root took a role from Ana: lead",
            "• 2 March, 10:00 UTC — Root gave Ana a role: expert",
            "• 2 March, 10:00 UTC — Root gave Ana a role: lead"
        ]
    );
}

#[tokio::test]
async fn only_admins_may() {
    let mut bot = with_admin().await;
    for line in ["/roles give @ana lead", "/roles take @ana lead", "/settings", "/channel #general", "/audit"]
    {
        let told = bot.asks("Ana", line).await;
        assert!(told.starts_with("refuses: This is for people with the role "), "{line}: {told}");
        assert!(told.contains("admin. /roles list shows whom to ask."), "{line}: {told}");
    }
    assert_eq!(bot.asks("Ana", "/roles list").await, "says: Who has which role:\n• admin: @Root");
}

#[tokio::test]
async fn nobody_is_lead_and_staff_at_once() {
    let mut bot = with_admin().await;
    bot.asks("Root", "/roles give @ana lead").await;
    bot.asks("Root", "/roles give @bo staff").await;
    let why = "nobody is lead and staff at once, so that recognition stays with the members. Please take the other role \
               away first.";
    let told = bot.asks("Root", "/roles give @ana staff").await;
    assert!(told.starts_with(&format!("refuses: @Ana cannot be staff: {why}")), "{told}");
    let told = bot.asks("Root", "/roles give @bo lead").await;
    assert!(told.starts_with(&format!("refuses: @Bo cannot be lead: {why}")), "{told}");
    bot.asks("Root", "/roles take @bo staff").await;
    assert_eq!(bot.asks("Root", "/roles give @bo lead").await, "says: @Bo now has the role lead.");
}

#[tokio::test]
async fn the_last_admin_stays() {
    let mut bot = with_admin().await;
    let told = bot.asks("Root", "/roles take @root admin").await;
    assert!(
        told.starts_with("refuses: This is the only admin. Please make somebody else an admin first."),
        "{told}"
    );
    assert!(bot.asks("Root", "/roles list").await.contains("admin: @Root"));
    bot.asks("Root", "/roles give @ana admin").await;
    assert_eq!(bot.asks("Ana", "/roles take @root admin").await, "says: @Root no longer has the role admin.");
    assert!(bot.asks("Root", "/settings").await.starts_with("refuses"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_admins_who_take_the_role_from_each_other_at_once_leave_one() {
    let mut bot = with_admin().await;
    let other = Bot::open(bot.url()).await.expect("the same database");
    for _ in 0..30 {
        // Whoever was left makes the other one admin again.
        bot.asks("Root", "/roles give @ana admin").await;
        bot.asks("Ana", "/roles give @root admin").await;
        let one = bot.invocation("Root", "/roles take @ana admin");
        let two = bot.invocation("Ana", "/roles take @root admin");
        tokio::join!(bot.bot.invoke(bot.now, &one), other.invoke(bot.now, &two));
        let admins: Vec<(i64,)> = bot.reads("select count(*) from member_role where role = 'admin'").await;
        assert_eq!(admins, [(1,)]);
    }
    other.close().await;
}

#[tokio::test]
async fn roles_are_for_people_and_have_names() {
    let mut bot = with_admin().await;
    bot.happens([Happening::Joined(Person { bot: true, ..TestBot::person("Robot") })]).await;
    let told = bot.asks("Root", "/roles give @robot lead").await;
    assert!(told.starts_with("refuses: @Robot is a bot, and roles are for people."), "{told}");
    for role in ["member", "king"] {
        let told = bot.asks("Root", &format!("/roles give @ana {role}")).await;
        let why =
            format!("role: I do not know the role {role}. Kith’s own are lead, expert, staff and admin.");
        assert!(told.ends_with(&why), "{told}");
    }
}

#[tokio::test]
async fn names_change_and_people_are_found_by_the_new_one() {
    let mut bot = with_admin().await;
    bot.happens([Happening::Person(Person::new("ana", "Ana María"))]).await;
    assert_eq!(
        bot.asks("Bo", "/profile @\"ana maría\"").await,
        "says: Ana María\nNo shout-outs in the last 8 weeks yet."
    );
    let told = bot.asks("Bo", "/profile @ana").await;
    assert!(told.contains("Did you mean @Ana María?"), "{told}");
    // A platform that says no name takes none away.
    bot.happens([Happening::Person(Person { name: None, ..Person::new("ana", "") })]).await;
    bot.happens([Happening::Person(Person::new("ana", "  "))]).await;
    assert!(bot.asks("Bo", "/profile <@ana>").await.starts_with("says: Ana María\n"));
    // Nor can a name bring in what no database keeps.
    bot.happens([Happening::Person(Person::new("ana", "A\u{0}n\u{7}a\u{E000}"))]).await;
    assert!(bot.asks("Bo", "/profile @ana").await.starts_with("says: Ana\n"));
}

#[tokio::test]
async fn whoever_is_not_among_all_who_are_here_left_unless_they_came_since() {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana", "Bo", "Cy"]).await;
    let asked = bot.now;
    bot.later(Span::minutes(1));
    bot.joins(&["Dee"]).await;
    let all = Event { server: bot.server.clone(), at: asked, what: Happening::Everybody(vec!["ana".into()]) };
    let here = async |bot: &TestBot| -> Vec<(String,)> {
        bot.reads("select id from account where departed is null order by id").await
    };
    bot.bot.ingest(bot.now, Source::Import, std::slice::from_ref(&all)).await.expect("history");
    assert_eq!(here(&bot).await.len(), 4, "history tells nothing of who is here now");
    bot.bot.ingest(bot.now, Source::Live, &[all]).await.expect("who is here");
    assert_eq!(here(&bot).await, [("ana".to_owned(),), ("dee".to_owned(),)]);
    bot.happens([Happening::Everybody(vec!["ana".into(), "bo".into(), "dee".into()])]).await;
    assert_eq!(here(&bot).await.len(), 3);
}

#[tokio::test]
async fn who_left_is_gone_until_they_come_back() {
    let mut bot = with_admin().await;
    let (left, back) = (at("2026-03-02 11:00"), at("2026-03-02 12:00"));
    let profile = |gone: bool| {
        format!("says: Ana\n{}No shout-outs in the last 8 weeks yet.", if gone { "Has left.\n" } else { "" })
    };
    bot.now = left;
    bot.happens([Happening::Left("ana".into())]).await;
    assert_eq!(bot.asks("Bo", "/profile @ana").await, profile(true));
    bot.now = back;
    bot.happens([Happening::Joined(TestBot::person("Ana"))]).await;
    assert_eq!(bot.asks("Bo", "/profile @ana").await, profile(false));
    // Late copies of both change nothing.
    bot.now = left;
    bot.happens([Happening::Left("ana".into())]).await;
    bot.now = back + Span::hours(1);
    assert_eq!(bot.asks("Bo", "/profile @ana").await, profile(false));
    bot.happens([Happening::Left("ana".into())]).await;
    bot.now = back;
    bot.happens([Happening::Joined(TestBot::person("Ana"))]).await;
    bot.now = back + Span::hours(2);
    assert_eq!(bot.asks("Bo", "/profile @ana").await, profile(true));
}

#[tokio::test]
async fn whoever_asks_is_here_again() {
    let mut bot = with_admin().await;
    bot.happens([Happening::Left("ana".into())]).await;
    bot.later(Span::days(1));
    bot.asks("Ana", "/wall").await;
    assert!(bot.asks("Bo", "/shoutout @ana for coming back").await.starts_with("says to all"));
}

#[tokio::test]
async fn a_stranger_who_names_themself_is_one_member() {
    let mut bot = with_admin().await;
    let mut invocation = bot.invocation("Zoe", "/profile <@zoe>");
    invocation.people = vec![TestBot::person("Zoe"), TestBot::person("Yan")];
    let answer = bot.invoke(&invocation).await;
    assert!(bot.shown(&answer).starts_with("says: Zoe\n"));
    let members: Vec<(i64, i64)> =
        bot.reads("select (select count(*) from member), (select count(*) from account)").await;
    assert_eq!(members, [(6, 6)]);
}

#[tokio::test]
async fn two_servers_are_two_communities_with_people_and_settings_of_their_own() {
    let mut bot = with_admin().await;
    bot.asks("Root", "/settings allowance:1").await;
    bot.server = crate::chat::ServerId::new(crate::testing::PLATFORM, "away");
    bot.happens([Happening::Server { name: "Away".to_owned() }]).await;
    let told = bot.asks("Ana", "/profile @bo").await;
    assert!(told.contains("I do not know anybody called @bo here."), "{told}");
    assert!(bot.asks("Ana", "/settings").await.contains("allowance: 5"));
    let names: Vec<String> = bot
        .bot
        .communities()
        .await
        .expect("communities")
        .into_iter()
        .map(|community| community.name)
        .collect();
    assert_eq!(names, ["Away", "home"]);
}

#[tokio::test]
async fn a_name_is_one_line_and_not_endless() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/help").await;
    let name = format!("Eve\n• Root thanks Eve {}", "x".repeat(10_000));
    bot.happens([Happening::Joined(Person::new("eve", &name))]).await;
    let shown = bot.asks("Root", "/profile <@eve>").await;
    assert!(shown.starts_with("says: Eve • Root thanks Eve xx"), "{shown}");
    assert!(shown.len() < 300, "{shown}");
}

#[tokio::test]
async fn whoever_may_not_manage_the_server_does_not_become_the_first_admin() {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ann", "Bo"]).await;
    let mut invocation = bot.invocation("Bo", "/help");
    invocation.may_manage = Some(false);
    let answer = bot.invoke(&invocation).await;
    assert!(!bot.shown(&answer).contains("you are the admin"));
    let mut invocation = bot.invocation("Ann", "/help");
    invocation.may_manage = Some(true);
    let answer = bot.invoke(&invocation).await;
    assert!(bot.shown(&answer).contains("you are the admin"));
}

#[tokio::test]
async fn whoever_becomes_the_first_admin_by_asking_is_offered_what_an_admin_is() {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ann", "Bo"]).await;
    let offered = async |bot: &mut TestBot, who: &str, may_manage: bool| {
        let mut invocation = bot.invocation(who, "/settings");
        invocation.may_manage = Some(may_manage);
        bot.bot.suggest(bot.now, &invocation, "zone", "berl").await.expect("suggestions").len()
    };
    assert_eq!(offered(&mut bot, "Ann", true).await, 1);
    assert_eq!(offered(&mut bot, "Bo", false).await, 0);
    let mut invocation = bot.invocation("Bo", "/settings");
    invocation.may_manage = Some(false);
    let answer = bot.invoke(&invocation).await;
    let told = bot.shown(&answer);
    assert!(told.contains("nobody is admin here yet. Whoever may manage this place and asks me"), "{told}");
    bot.asks("Ann", "/help").await;
    assert_eq!(offered(&mut bot, "Bo", true).await, 0, "somebody is admin by now");
    let told = bot.asks("Bo", "/settings").await;
    assert!(
        told.contains("This is for people with the role admin. /roles list shows whom to ask."),
        "{told}"
    );
}
