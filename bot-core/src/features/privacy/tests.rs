//! Stories of privacy; and what `docs/privacy.md` says, held against the database.

use std::collections::BTreeMap;

use serde_json::Value;

use super::queries::schema;
use crate::chat::{Happening, MessageRef, Source};
use crate::command::{Answer, Answers, Reply};
use crate::moment::Span;
use crate::testing::{TestBot, message, reaction, reply};

/// What `docs/privacy.md` says: by table, its columns and whether it is about a person.
fn documented() -> BTreeMap<String, (Vec<String>, String)> {
    let page = include_str!("../../../../docs/privacy.md");
    let (_, list) = page.split_once("## Table by table").expect("the list of tables");
    let mut tables = BTreeMap::new();
    for row in list.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [table, columns, about, why, how_long] = cells[..] else { panic!("five cells: {row}") };
        assert!(!why.is_empty() && !how_long.is_empty(), "say why and how long: {row}");
        let name = |cell: &str| cell.trim_matches('`').to_owned();
        let mut columns: Vec<String> = columns.split(' ').map(name).collect();
        columns.sort();
        tables.insert(name(table), (columns, about.to_owned()));
    }
    tables
}

pub(crate) async fn schema_of(bot: &TestBot) -> BTreeMap<String, Vec<String>> {
    let mut tx = bot.bot.store.read().await.expect("a transaction");
    schema::tables(&mut tx, bot.bot.engine()).await
}

/// Every row of every table, as text.
pub(crate) async fn everything(bot: &TestBot) -> BTreeMap<String, Vec<String>> {
    let tables = schema_of(bot).await;
    let mut tx = bot.bot.store.read().await.expect("a transaction");
    let mut rows = BTreeMap::new();
    for (table, columns) in tables {
        rows.insert(table.clone(), schema::dump(&mut tx, &table, &columns).await);
    }
    rows
}

#[tokio::test]
async fn the_page_names_every_table_and_column() {
    let bot = TestBot::new().await;
    let mut kept = schema_of(&bot).await;
    kept.values_mut().for_each(|columns| columns.sort());
    let said: BTreeMap<String, Vec<String>> =
        documented().into_iter().map(|(table, (columns, _))| (table, columns)).collect();
    for (table, columns) in &kept {
        assert_eq!(said.get(table), Some(columns), "docs/privacy.md on `{table}`");
    }
    let more: Vec<&String> = said.keys().filter(|table| !kept.contains_key(*table)).collect();
    assert!(more.is_empty(), "docs/privacy.md tells of tables that are not there: {more:?}");
}

/// A community in which Zebulon did everything that can be done.
async fn zebulon_did_everything() -> TestBot {
    let mut bot = TestBot::new().await;
    zebulon_does_everything(&mut bot).await;
    bot
}

/// The same where others were before.
pub(crate) async fn zebulon_does_everything(bot: &mut TestBot) {
    bot.joins(&["Zebulon", "Ana", "Bo", "Lea"]).await;
    bot.asks("Root", "/help").await;
    for line in ["/roles give @zebulon lead", "/roles give @zebulon admin", "/roles give @lea lead"] {
        bot.asks("Root", line).await;
    }
    bot.asks("Root", "/settings learning:on").await;
    let role = Happening::Role { id: "r1".into(), name: "Guides".to_owned() };
    bot.happens([role, Happening::Roles { account: "zebulon".into(), roles: vec!["r1".into()] }]).await;
    bot.happens([
        message("Zebulon", "general", "z1", "how do I start the peer?"),
        message("Ana", "general", "a1", "hello everybody"),
        Happening::ThreadStarted { root: MessageRef::new("general", "z1"), by: TestBot::person("Zebulon") },
        reply("Ana", "general", "a2", "z1"),
        reaction("Zebulon", "👍", "general", "a1", "Ana"),
        reaction("Zebulon", "🏆", "general", "a1", "Ana"),
        reaction("Bo", "👍", "general", "z1", "Zebulon"),
    ])
    .await;
    let Happening::Message(mut answer) = message("Ana", "general", "a3", "like this") else { unreachable!() };
    answer.to = Some("zebulon".into());
    bot.happens([Happening::Message(answer)]).await;
    bot.later(Span::minutes(1));
    bot.happens([message("Bo", "general", "b1", "does anybody know where the tide tables are?")]).await;
    bot.later(Span::minutes(1));
    bot.happens([message("Zebulon", "general", "z2", "on the quay, <@bo>")]).await;
    bot.asks("Root", "/settings log_channel:#general shoutouts:log").await;
    for (who, line) in [
        ("Zebulon", "/shoutout @bo for the docs, with @Ana"),
        ("Ana", "/shoutout @zebulon for everything"),
        ("Bo", "/shoutout @zebulon @ana for pairing, says Zebulon"),
        ("Lea", "/shoutout @bo for helping Zebulon and <@zebulon> out"),
        ("Zebulon", "/contribute a talk link:https://example.org/zebulon"),
        ("Zebulon", "/contribute what:\"a book, by Zebulon\" with:@bo"),
        ("Ana", "/contribute what:\"a song\" with:@zebulon"),
        ("Lea", "/badge give @zebulon guide for Zebulon’s tour"),
        ("Lea", "/badge give @zebulon writer for the notes"),
        ("Zebulon", "/badge give @ana guide for the tour with Zebulon"),
        ("Zebulon", "/badge give @bo guide for the tour"),
        ("Zebulon", "/badge revoke @bo guide Zebulon was wrong"),
        ("Root", "/badge revoke @zebulon writer Zebulon asked for it"),
    ] {
        let answer = bot.answer(who, line).await;
        assert_eq!(answer.outcome, crate::command::Outcome::Done, "{line}: {answer:?}");
    }
    let told = bot.answer("Bo", "/contribute a poem").await;
    bot.presses("Zebulon", "Confirm", &told).await;
    bot.asks("Zebulon", "/me").await;
    let wrong = bot.answer("Ana", "/shoutout @lea for nothing").await;
    let Reply::Ephemeral(_) = &wrong.reply else { panic!("{wrong:?}") };
    let wall = bot.asks("Zebulon", "/wall").await;
    let code =
        wall.lines().find(|line| line.contains("for nothing")).and_then(|line| line.split(' ').next_back());
    let code = code.expect("a code").trim_end_matches(')');
    bot.asks("Zebulon", &format!("/retract {code} a joke")).await;
    bot.asks("Root", "/badge edit guide role:guides").await;
    bot.asks("Zebulon", "/link").await;
    zebulon_knows_things(bot).await;
    bot.outbox();
}

/// Somebody asks people, whatever was answered before.
async fn asks_people(bot: &mut TestBot, who: &str, line: &str) {
    let answer = bot.answer(who, line).await;
    let mut told = bot.shown(&answer);
    if told.contains("[Ask people]") {
        told = bot.presses(who, "Ask people", &answer).await;
    }
    assert!(told.contains("Your question has a thread now."), "{told}");
}

/// Zebulon is an expert, was paid, asked, was asked, answered, and is about to ask something.
async fn zebulon_knows_things(bot: &mut TestBot) {
    for (who, line) in [
        ("Lea", "/topic add Tides"),
        ("Zebulon", "/expert offer tides"),
        ("Bo", "/expert offer tides"),
        ("Root", "/honorarium record @zebulon \"5 EUR\" tea with Zebulon"),
        ("Lea", "/expert invite @zebulon tides"),
        ("Root", "/escalation policy steps:\"experts 1d\" hours:0-24"),
    ] {
        let answer = bot.answer(who, line).await;
        assert_eq!(answer.outcome, crate::command::Outcome::Done, "{line}: {answer:?}");
    }
    asks_people(bot, "Ana", "/ask where are the tides, Zebulon?").await;
    let asked: Vec<(i64, i64)> = bot.reads("select id, card from escalation").await;
    let (id, card) = (asked[0].0.to_string(), asked[0].1);
    let at = crate::outbox::Delivery::Done(Some(MessageRef::new("t9", "card")));
    bot.bot.delivered(bot.now, card, &at).await.expect("a card that was posted");
    for (who, command) in [
        ("Zebulon", "question not mine"),
        ("Zebulon", "question take"),
        ("Zebulon", "question answered"),
        ("Ana", "question solved"),
    ] {
        let told = bot.picks(who, command, &[("question", &id)]).await;
        assert!(told.starts_with("says instead"), "{command}: {told}");
    }
    let words = [("question", id.as_str()), ("answer", "ask Zebulon, who knows")];
    let told = bot.picks("Ana", "question remember with", &words).await;
    assert!(told.starts_with("says: It can be found"), "{told}");
    let told = bot.asks("Zebulon", "/ask where are the tides for Zebulon?").await;
    assert!(told.contains("This was answered here before."), "{told}");
    asks_people(bot, "Zebulon", "/ask may dogs come aboard at night?").await;
    let told = bot.picks("Zebulon", "ask about", &[("on", "general/a1/ana")]).await;
    assert!(told.starts_with("says: Asked, and its author"), "{told}");
}

/// The tables in which a row names somebody: by name, by account, or by our id.
pub(crate) async fn tables_naming(bot: &TestBot, name: &str, id: &str) -> Vec<String> {
    let named = |row: &String| row.to_lowercase().contains(name) || row.contains(&format!("|{id}|"));
    let everything = everything(bot).await;
    everything.into_iter().filter(|(_, rows)| rows.iter().any(named)).map(|(table, _)| table).collect()
}

pub(crate) async fn id_of(bot: &TestBot, name: &str) -> String {
    let (tables, rows) = (schema_of(bot).await, everything(bot).await);
    let id = tables["member"].iter().position(|column| column == "id").expect("a column");
    let row = rows["member"].iter().find(|row| row.contains(&format!("|{name}|"))).expect("a member");
    row.split('|').nth(id + 1).expect("an id").to_owned()
}

async fn is_forgotten(bot: &mut TestBot, who: &str) {
    let asked = bot.answer(who, "/privacy forget").await;
    let told = bot.presses(who, "Forget me", &asked).await;
    assert_eq!(told, "says instead: You are forgotten. Thank you for having been here.");
}

#[tokio::test]
async fn forgetting_leaves_no_trace_in_any_table() {
    let mut bot = zebulon_did_everything().await;
    let id = id_of(&bot, "Zebulon").await;
    let about = documented().into_iter().filter(|(_, (_, about))| about.starts_with("yes"));
    let about: Vec<String> = about.map(|(table, _)| table).collect();
    assert_eq!(
        tables_naming(&bot, "zebulon", &id).await,
        about,
        "the story must fill what the page says is personal"
    );
    is_forgotten(&mut bot, "Zebulon").await;
    assert_eq!(tables_naming(&bot, "zebulon", &id).await, Vec::<String>::new());
    assert_eq!(everything(&bot).await["forgotten"].len(), 1);
    let wall = bot.asks("Ana", "/wall").await;
    assert!(wall.contains("• a former member → Bo: for the docs, with @Ana"), "{wall}");
    assert!(wall.contains("• Bo → Ana: for pairing, says a former member"), "{wall}");
    assert!(wall.contains("• Lea → Bo: for helping a former member and a former member out"), "{wall}");
    let badges = bot.asks("Bo", "/badge list @ana").await;
    assert!(
        badges.contains("from a former member on 2 March: for the tour with a former member"),
        "{badges}"
    );
    let audit = bot.asks("Root", "/audit").await;
    assert!(audit.contains("a former member asked to be forgotten"), "{audit}");
    assert!(audit.contains("Root took a badge from a former member"), "{audit}");
    let posted = bot.delivers().await;
    assert!(posted.iter().any(|post| post.contains("a former member thanks @Bo")), "{posted:?}");
    assert!(!format!("{posted:?}").to_lowercase().contains("zebulon"), "{posted:?}");
}

#[tokio::test]
async fn forgetting_changes_nothing_for_anybody_else() {
    let mut bot = zebulon_did_everything().await;
    let id = format!("|{}|", id_of(&bot, "Zebulon").await);
    let before = everything(&bot).await;
    is_forgotten(&mut bot, "Zebulon").await;
    let after = everything(&bot).await;
    for table in ["daily", "weekly", "allowance", "account", "member", "member_role"] {
        let others: Vec<&String> = before[table].iter().filter(|row| !row.contains(&id)).collect();
        assert!(table == "allowance" || !others.is_empty(), "{table}");
        assert_eq!(others, after[table].iter().collect::<Vec<_>>(), "{table}");
    }
}

#[tokio::test]
async fn the_file_shows_everything() {
    let mut bot = zebulon_did_everything().await;
    let answer = bot.answer("Zebulon", "/privacy get").await;
    let file = file(&answer);
    let Value::Object(sections) = &file else { panic!("{file}") };
    for (section, rows) in sections {
        assert!(!matches!(rows, Value::Array(rows) if rows.is_empty()), "nothing in {section}");
    }
    assert_eq!(file["member"][0]["name"], "Zebulon");
    assert_eq!(file["messages"][0]["message"], "z1");
    assert_eq!(file["messages"][0]["sent_at"], "2026-03-02T10:00:00.000Z");
    assert_eq!(file["weekly"][0]["week"], "2026-W10");
    assert_eq!(file["shoutouts_given"][1]["reason"], "for the docs, with @Ana");
    assert_eq!(file["daily"][0]["day"], "2026-03-02");
    assert!(!file.to_string().contains("how do I start"), "what a message says is not kept");
    // The file itself is not kept either, and the same asking gets the same file.
    assert!(!everything(&bot).await["answered"].iter().any(|row| row.contains("kith-my-data")));
    assert_eq!(file["member"], self::file(&bot.answer("Zebulon", "/privacy get").await)["member"]);
}

fn file(answer: &Answer) -> Value {
    let Reply::Ephemeral(message) = &answer.reply else { panic!("{answer:?}") };
    assert_eq!(message.files[0].name, "kith-my-data.json");
    serde_json::from_str(&message.files[0].body).expect("JSON")
}

#[tokio::test]
async fn what_is_forgotten_does_not_come_back_and_the_person_may() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/help").await;
    let history = [message("Zebulon", "general", "z1", "hi"), message("Ana", "general", "a1", "hi")];
    bot.happens(history.clone()).await;
    let before = bot.now;
    bot.later(Span::hours(1));
    is_forgotten(&mut bot, "Zebulon").await;
    bot.later(Span::hours(1));
    let now = std::mem::replace(&mut bot.now, before);
    for source in [Source::Import, Source::Live] {
        let person = Happening::Person(TestBot::person("Zebulon"));
        let again = bot.takes_in(source, history.clone().into_iter().chain([person])).await;
        assert_eq!((again.messages, again.passed_over), (0, 2));
    }
    bot.now = now;
    // Others who name them do not bring them back.
    bot.happens([reaction("Ana", "👍", "general", "z1", "Zebulon")]).await;
    let mut asking = bot.invocation("Ana", "/shoutout <@zebulon> for old times");
    asking.people = vec![TestBot::person("Zebulon")];
    bot.invoke(&asking).await;
    assert_eq!(tables_naming(&bot, "zebulon", "none").await, Vec::<String>::new());
    // They may come back themselves, as somebody new; what was before stays away.
    assert_eq!(bot.writes("Zebulon", "general", "z2", "hello again").await.messages, 1);
    let now = std::mem::replace(&mut bot.now, before);
    assert_eq!(bot.takes_in(Source::Import, history).await.messages, 0);
    bot.now = now;
    assert!(bot.asks("Zebulon", "/me").await.contains("this week: 1 message\n"));
}

#[tokio::test]
async fn somebody_is_asked_before_they_are_forgotten() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/help").await;
    let answer = bot.answer("Bo", "/privacy forget").await;
    let Reply::Ephemeral(message) = &answer.reply else { panic!("{answer:?}") };
    let told = crate::testing::message_text(message);
    assert!(told.starts_with("This erases you here: ") && told.ends_with("\n[Forget me]"), "{told}");
    assert!(!told.contains("only admin"), "{told}");
    assert_eq!(message.buttons[0].style, crate::chat::ButtonStyle::Danger);
    let told = bot.asks("Root", "/privacy forget").await;
    assert!(told.contains("You are the only admin here. Whoever asks Kith for something next"), "{told}");
    // Pressed twice, by whichever platform: the same answer.
    let mut press = bot.invoking("Bo", "privacy forget now", Answers::default());
    press.via = crate::command::Via::Button;
    let first = bot.invoke(&press).await;
    assert_eq!(bot.invoke(&press).await.reply, first.reply);
    assert_eq!(tables_naming(&bot, "|bo|", "none").await, Vec::<String>::new());
    is_forgotten(&mut bot, "Root").await;
    assert!(bot.asks("Ana", "/help").await.contains("you are the admin now"));
}

#[tokio::test]
async fn somebody_opts_out_and_in_again() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/help").await;
    bot.writes("Bo", "general", "b1", "hi").await;
    assert!(bot.asks("Bo", "/privacy optout").await.starts_with("says: From now on, nothing that you do"));
    assert!(bot.asks("Bo", "/privacy optout").await.starts_with("says: You opted out before"));
    assert_eq!(bot.writes("Bo", "general", "b2", "hi").await.messages, 0);
    let me = bot.asks("Bo", "/me").await;
    assert!(me.contains("this week: 1 message\n") && me.contains("You opted out"), "{me}");
    assert!(bot.asks("Bo", "/privacy optin").await.starts_with("says: Welcome back!"));
    assert!(bot.asks("Bo", "/privacy optin").await.starts_with("says: You are in"));
    assert_eq!(bot.writes("Bo", "general", "b3", "hi").await.messages, 1);
}

#[tokio::test]
async fn somebody_new_who_is_named_twice_is_one_person() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/help").await;
    let mut asking = bot.invocation("Zebulon", "/shoutout <@zebulon> for all that I do");
    asking.people = vec![TestBot::person("Zebulon")];
    bot.invoke(&asking).await;
    let mut asking = bot.invocation("Zebulon", "/help");
    asking.people = vec![TestBot::person("Zebulon")];
    bot.invoke(&asking).await;
    assert_eq!(everything(&bot).await["member"].len(), 2);
}
