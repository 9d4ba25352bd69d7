//! Whatever was asked, offered, answered and learned on two servers: in one community nothing of it is lost, nothing is there
//! twice, and nothing points at what is not there.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use super::one_community;
use crate::chat::{MessageRef, Platform};
use crate::features::contributions::tests::check;
use crate::features::learning::fingerprint;
use crate::moment::Span;
use crate::outbox::Delivery;
use crate::testing::{ELSEWHERE, PLATFORM, TestBot, message};

const PEOPLE: [&str; 4] = ["Ana", "Bo", "Eva", "Fay"];
const TOPICS: [&str; 5] = ["Tides", "Docs", "Ropes", "Sails", "Tide tables"];
const LINES: [&str; 4] = [
    "how do I calibrate the tide gauge of the harbour?",
    "the gauge needs a new battery",
    "which rope holds the mainsail in a storm?",
    "the harbour master keeps the tables",
];

/// One thing that happens on one of the servers; everything by its place in the lists above.
#[derive(Clone, Debug)]
enum Step {
    Add(usize),
    /// Somebody asks, and this becomes of it.
    Ask(usize, usize, Fate),
    Invite(usize, usize),
    Merge(usize, usize),
    Offer(usize, usize),
    Retire(usize),
    Say(usize, usize),
}

#[derive(Clone, Copy, Debug)]
enum Fate {
    /// It waits.
    Open,
    /// Whoever is asked says that it is not theirs.
    NotTheirs,
    /// It is answered, and others may find it.
    Remembered,
}

fn steps() -> impl Strategy<Value = Vec<(bool, Step)>> {
    let (who, topic) = (0..PEOPLE.len(), 0..TOPICS.len());
    let fate = prop_oneof![Just(Fate::Open), Just(Fate::NotTheirs), Just(Fate::Remembered)];
    let step = prop_oneof![
        4 => topic.clone().prop_map(Step::Add),
        2 => (topic.clone(), topic.clone()).prop_map(|(one, other)| Step::Merge(one, other)),
        1 => topic.clone().prop_map(Step::Retire),
        3 => (who.clone(), topic.clone()).prop_map(|(who, topic)| Step::Offer(who, topic)),
        1 => (who.clone(), topic.clone()).prop_map(|(who, topic)| Step::Invite(who, topic)),
        4 => (who.clone(), topic, fate).prop_map(|(who, topic, fate)| Step::Ask(who, topic, fate)),
        4 => (who, 0..LINES.len()).prop_map(|(who, line)| Step::Say(who, line)),
    ];
    prop::collection::vec((any::<bool>(), step), 20..60)
}

/// Plays steps on the platform at hand or the other one; refusals are a part of life.
async fn play(bot: &mut TestBot, steps: &[(bool, Step)]) {
    for (n, (elsewhere, step)) in steps.iter().enumerate() {
        bot.goes_to(if *elsewhere { ELSEWHERE } else { PLATFORM });
        bot.later(Span::hours(3));
        match step {
            Step::Add(topic) => drop(bot.asks("Lea", &format!("/topic add {}", TOPICS[*topic])).await),
            Step::Merge(topic, into) => {
                let answers = [("topic", TOPICS[*topic]), ("into", TOPICS[*into])];
                bot.picks("Lea", "topic merge", &answers).await;
            }
            Step::Retire(topic) => {
                bot.picks("Lea", "topic retire", &[("topic", TOPICS[*topic])]).await;
            }
            Step::Offer(who, topic) => {
                bot.picks(PEOPLE[*who], "expert offer", &[("topics", TOPICS[*topic])]).await;
            }
            Step::Invite(who, topic) => {
                let whom = format!("@{}", PEOPLE[*who].to_lowercase());
                bot.picks("Lea", "expert invite", &[("member", &whom), ("topics", TOPICS[*topic])]).await;
            }
            Step::Ask(who, topic, fate) => ask(bot, PEOPLE[*who], TOPICS[*topic], *fate).await,
            Step::Say(who, line) => {
                bot.happens([message(PEOPLE[*who], "general", &format!("m{n}"), LINES[*line])]).await;
            }
        }
        deliver(bot).await;
    }
    bot.goes_to(PLATFORM);
}

async fn ask(bot: &mut TestBot, who: &str, topic: &str, fate: Fate) {
    let question = format!("what about {topic} at night?");
    bot.picks(who, "ask", &[("question", &question), ("topic", topic)]).await;
    deliver(bot).await;
    let open: Vec<(String, String, String)> = bot
        .reads(
            "select cast(e.id as text), e.platform, m.name from escalation e
             join asked k on k.community_id = e.community_id and k.escalation_id = e.id and k.reply is null
             join member m on m.community_id = e.community_id and m.id = k.member_id
             where e.state = 'open' order by e.id desc",
        )
        .await;
    let here = bot.server.platform.as_str().to_owned();
    let Some((id, _, asked)) = open.into_iter().find(|(_, platform, _)| *platform == here) else { return };
    let on = [("question", id.as_str())];
    match fate {
        Fate::Open => {}
        Fate::NotTheirs => drop(bot.picks(&asked, "question not mine", &on).await),
        Fate::Remembered => {
            for (who, command) in [
                (asked.as_str(), "question take"),
                (asked.as_str(), "question answered"),
                (who, "question solved"),
                (who, "question remember"),
            ] {
                bot.picks(who, command, &on).await;
                deliver(bot).await;
            }
        }
    }
}

/// What is posted stands somewhere.
async fn deliver(bot: &mut TestBot) {
    bot.outbox();
    let platform = Platform::from(bot.server.platform.as_str());
    for due in bot.bot.due(bot.now, &platform, 100).await.expect("what is due") {
        let at = MessageRef::new("general", &format!("p{}", due.id));
        bot.bot.delivered(bot.now, due.id, &Delivery::Done(Some(at))).await.expect("a delivery");
    }
}

/// The name of the topic that a name leads to, in one community.
type Leads = BTreeMap<String, String>;

async fn leads(bot: &TestBot) -> BTreeMap<i64, Leads> {
    let rows: Vec<(i64, String, String)> = bot
        .reads(
            "select t.community_id, t.name_key, coalesce(i.name_key, t.name_key) from topic t
             left join topic i on i.community_id = t.community_id and i.id = t.merged",
        )
        .await;
    let mut leads: BTreeMap<i64, Leads> = BTreeMap::new();
    for (community, name, into) in rows {
        leads.entry(community).or_default().insert(name, into);
    }
    leads
}

/// What names a topic, by the topic's name.
async fn named(bot: &TestBot) -> Vec<(String, String)> {
    bot.reads(
        "select 'expert ' || a.platform || ' ' || a.id, t.name_key from expert_topic k
         join account a on a.community_id = k.community_id and a.member_id = k.member_id
         join topic t on t.community_id = k.community_id and t.id = k.topic_id
         union all
         select 'question ' || e.id, t.name_key from escalation e
         join topic t on t.community_id = e.community_id and t.id = e.topic_id
         union all
         select 'remembered ' || e.id, t.name_key from remembered e
         join topic t on t.community_id = e.community_id and t.id = e.topic_id
         union all
         select 'not theirs ' || a.platform || ' ' || a.id || ' ' || k.channel_id, t.name_key from not_area k
         join account a on a.community_id = k.community_id and a.member_id = k.member_id
         join topic t on t.community_id = k.community_id and t.id = k.topic_id
         union all
         select 'invited ' || a.platform || ' ' || a.id, t.name_key from expert_invite k
         join account a on a.community_id = k.community_id and a.member_id = k.member_id
         join topic t on t.community_id = k.community_id and ' ' || k.topics || ' ' like '% ' || t.id || ' %'
         order by 1, 2",
    )
    .await
}

/// How much there is of everything, whatever community it is in.
async fn sums(bot: &TestBot) -> Vec<(String, i64)> {
    bot.reads(
        "select 'experts', cast(count(*) as bigint) from expert
         union all select 'invited', count(*) from expert_invite
         union all select 'questions that climb', count(*) from escalation
         union all select 'asked', count(*) from asked
         union all select 'changes', count(*) from transition
         union all select 'not theirs', cast(coalesce(sum(n), 0) as bigint) from not_area
         union all select 'remembered', count(*) from remembered
         union all select 'terms of remembered', count(*) from remembered_term
         union all select 'questions', count(*) from question
         union all select 'answers', count(*) from answer
         union all select 'lessons', count(*) from lesson
         union all select 'written', cast(round(cast(coalesce(sum(wrote30), 0) as numeric), 3) * 1000 as bigint)
                   from evidence
         union all select 'replied', cast(round(cast(coalesce(sum(n120), 0) as numeric), 3) * 1000 as bigint)
                   from helped
         union all select 'hours', cast(round(cast(coalesce(sum(n30), 0) as numeric), 3) * 1000 as bigint)
                   from awake
         union all select 'all messages', cast(round(cast(coalesce(sum(n120), 0) as numeric), 3) * 1000 as bigint)
                   from term where term = 0
         union all select 'words used', cast(round(cast(coalesce(sum(n120), 0) as numeric), 3) * 1000 as bigint)
                   from term where word is not null
         union all select 'words used by people',
                   cast(round(cast(coalesce(sum(u.n60), 0) as numeric), 3) * 1000 as bigint)
                   from term_member u join term t on t.community_id = u.community_id and t.term = u.term
                   where t.word is not null
         union all select 'words of questions', count(*) from term_question q
                   join term t on t.community_id = q.community_id and t.term = q.term where t.word is not null
         order by 1",
    )
    .await
}

/// Rows that point at what is not there, or at a topic that became a part of another one.
async fn dangling(bot: &TestBot) -> Vec<(String, i64)> {
    let mut found: Vec<(String, i64)> = bot
        .reads(
            "select 'topic', cast(count(*) as bigint) from topic k where k.merged is not null and not exists (
                 select 1 from topic t where t.community_id = k.community_id and t.id = k.merged and t.merged is null)
             union all select 'expert_topic', count(*) from expert_topic k where not exists (
                 select 1 from topic t where t.community_id = k.community_id and t.id = k.topic_id and t.merged is null)
             union all select 'escalation', count(*) from escalation k where k.topic_id is not null and not exists (
                 select 1 from topic t where t.community_id = k.community_id and t.id = k.topic_id and t.merged is null)
             union all select 'remembered', count(*) from remembered k where k.topic_id is not null and not exists (
                 select 1 from topic t where t.community_id = k.community_id and t.id = k.topic_id and t.merged is null)
             union all select 'not_area', count(*) from not_area k where k.topic_id <> 0 and not exists (
                 select 1 from topic t where t.community_id = k.community_id and t.id = k.topic_id)
             union all select 'ask_draft', count(*) from ask_draft k where k.topic_id is not null and not exists (
                 select 1 from topic t where t.community_id = k.community_id and t.id = k.topic_id)
             union all select 'asked', count(*) from asked k where not exists (
                 select 1 from escalation e where e.community_id = k.community_id and e.id = k.escalation_id)
             union all select 'answer', count(*) from answer k where not exists (
                 select 1 from question q where q.community_id = k.community_id and q.id = k.question_id)
             union all select 'lesson', count(*) from lesson k where not exists (
                 select 1 from question q where q.community_id = k.community_id and q.id = k.question_id)
             union all select 'term_question', count(*) from term_question k where not exists (
                 select 1 from question q where q.community_id = k.community_id and q.id = k.question_id)
             union all select 'terms', count(*) from question k where coalesce(k.terms, 0) <> (
                 select count(*) from term_question t where t.community_id = k.community_id and t.question_id = k.id)
             union all select 'term_question', count(*) from term_question k where not exists (
                 select 1 from term t where t.community_id = k.community_id and t.term = k.term)
             union all select 'term_member', count(*) from term_member k where not exists (
                 select 1 from term t where t.community_id = k.community_id and t.term = k.term)
             union all select 'remembered_term', count(*) from remembered_term k where not exists (
                 select 1 from remembered q where q.community_id = k.community_id and q.id = k.remembered_id)",
        )
        .await;
    found.retain(|(_, n)| *n > 0);
    found
}

async fn become_one(steps: Vec<(bool, Step)>) -> Result<(), TestCaseError> {
    let mut bot = TestBot::new().await;
    for platform in [ELSEWHERE, PLATFORM] {
        bot.goes_to(platform);
        bot.asks("Root", "/settings learning:on").await;
        bot.joins(&["Ana", "Bo", "Eva", "Fay", "Lea"]).await;
        bot.asks("Root", "/roles give @lea lead").await;
        bot.picks("Root", "escalation policy", &[("steps", "expert 4h"), ("hours", "0-24")]).await;
    }
    play(&mut bot, &steps).await;
    let (sums_before, named_before, leads_before) = (sums(&bot).await, named(&bot).await, leads(&bot).await);
    prop_assert_eq!(dangling(&bot).await, []);
    one_community(&mut bot).await;
    prop_assert_eq!(dangling(&bot).await, []);
    for ((what, is), (_, was)) in sums(&bot).await.into_iter().zip(sums_before) {
        // A word that three people know on one side alone is known on both now; fractions are rounded.
        let fits = if what.starts_with("words used") || what.starts_with("words of questions") {
            is + 1 >= was
        } else {
            (is - was).abs() <= i64::from(is > 1_000_000)
        };
        prop_assert!(fits, "{}: {} was {}", what, is, was);
    }
    let leads = leads(&bot).await;
    prop_assert!(leads.len() <= 1, "{:?}", leads);
    let leads = leads.into_values().next().unwrap_or_default();
    let names = |leads: &Leads| leads.keys().cloned().collect::<BTreeSet<String>>();
    prop_assert_eq!(names(&leads), leads_before.values().flat_map(names).collect::<BTreeSet<String>>());
    // Whatever was about a topic is about the one that its name leads to now.
    let led = |(what, topic): (String, String)| (what, leads.get(&topic).cloned().unwrap_or_default());
    let expected: BTreeSet<(String, String)> = named_before.into_iter().map(led).collect();
    let is: BTreeSet<(String, String)> = named(&bot).await.into_iter().map(led).collect();
    prop_assert_eq!(is, expected);
    let words: Vec<(i64, i64, String)> =
        bot.reads("select community_id, term, word from term where word is not null").await;
    for (community, term, word) in words {
        prop_assert_eq!(term, fingerprint(community, &word), "{} would not be found", word);
    }
    check(&bot).await;
    Ok(())
}

#[test]
fn nothing_is_lost_or_doubled_when_communities_become_one() {
    let config = Config { cases: 16, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let played = runner.run(&steps(), |steps| runtime.block_on(become_one(steps)));
    played.unwrap_or_else(|broken| panic!("{broken}"));
}

#[tokio::test]
async fn what_is_in_use_on_one_side_leads_to_nothing_retired_on_the_other() {
    let mut bot = TestBot::new().await;
    for (platform, people) in [(ELSEWHERE, &["Eva", "Lea"][..]), (PLATFORM, &["Ana", "Bo", "Cy", "Lea"])] {
        bot.goes_to(platform);
        bot.asks("Root", "/help").await;
        bot.joins(people).await;
        bot.asks("Root", "/roles give @lea lead").await;
        bot.asks("Lea", "/topic add Ropes").await;
    }
    bot.asks("Lea", "/topic add Sails").await;
    bot.picks("Lea", "topic merge", &[("topic", "Ropes"), ("into", "Sails")]).await;
    bot.picks("Lea", "topic retire", &[("topic", "Sails")]).await;
    bot.goes_to(ELSEWHERE);
    bot.picks("Eva", "expert offer", &[("topics", "Ropes")]).await;
    one_community(&mut bot).await;
    let rows: Vec<(String, Option<i64>)> =
        bot.reads("select t.name, t.retired from expert_topic k join topic t on t.id = k.topic_id").await;
    assert_eq!(rows, [("Sails".to_owned(), None)]);
}

#[tokio::test]
async fn what_the_smaller_one_learned_stays_only_where_the_larger_one_lets_kith_learn() {
    let mut bot = TestBot::new().await;
    bot.goes_to(ELSEWHERE);
    bot.asks("Root", "/settings learning:on").await;
    for (n, who) in ["Ana", "Bo", "Eva"].into_iter().enumerate() {
        bot.happens([message(who, "general", &format!("m{n}"), LINES[0])]).await;
    }
    bot.goes_to(PLATFORM);
    bot.asks("Root", "/help").await;
    bot.joins(&["Ana", "Bo", "Cy", "Eva", "Fay", "Lea"]).await;
    one_community(&mut bot).await;
    for table in ["evidence", "awake", "term", "term_member", "term_question", "lesson"] {
        let rows: Vec<(i64,)> = bot.reads(format!("select count(*) from {table}").leak()).await;
        assert_eq!(rows, [(0,)], "{table}");
    }
}

#[tokio::test]
async fn each_side_has_its_own_channel_of_those_who_look_after_questions() {
    let mut bot = TestBot::new().await;
    one_community(&mut bot).await;
    for platform in [ELSEWHERE, PLATFORM] {
        bot.goes_to(platform);
        bot.joins(&["Ana"]).await;
        bot.writes("Ana", "leads", "m1", "hello").await;
        let policy = [("steps", "channel 1d"), ("hours", "0-24"), ("channel", "#leads")];
        let told = bot.picks("Root", "escalation policy", &policy).await;
        assert!(told.contains("Those who look after questions read #leads"), "{told}");
    }
    for (platform, sign) in [(ELSEWHERE, "(other) in #leads: "), (PLATFORM, "in #leads: ")] {
        bot.goes_to(platform);
        bot.asks("Ana", "/ask how do I read the tides at night?").await;
        let posted = bot.outbox();
        assert!(posted.iter().any(|post| post.starts_with(&format!("{sign}❓"))), "{posted:#?}");
    }
    let told = bot.asks("Root", "/escalation policy").await;
    assert!(told.contains("#leads (Other), #leads") || told.contains("#leads, #leads (Other)"), "{told}");
    bot.asks("Root", "/escalation policy channel:none").await;
    bot.asks("Ana", "/ask how do I read the tides by day?").await;
    let posted = bot.outbox();
    assert!(posted.iter().any(|post| post.starts_with("(other) in #leads: ❓")), "{posted:#?}");
}
