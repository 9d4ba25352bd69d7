//! Whatever happens on both sides: linked at the end it is as if it had been one person all along, and parted again as if
//! it had been two. The same holds for communities that become one.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use super::{link, one_community, unlink};
use crate::features::contributions::tests::check;
use crate::moment::Span;
use crate::testing::{ELSEWHERE, PLATFORM, TestBot, deletion, message, reaction, reply, thread};

const PEOPLE: [&str; 3] = ["Ana", "Bo", "Cy"];
const WEEKS: i64 = 6;

/// One thing that happens on one of the platforms; `who` and `whom` by their place in [`PEOPLE`].
#[derive(Clone, Debug)]
enum Step {
    Badge { who: usize, badge: usize },
    Contribute { who: usize },
    Delete { n: usize },
    React { who: usize, n: usize },
    Revoke { who: usize },
    Thank { who: usize, whom: usize },
    Thread { n: usize },
    Undo { who: usize },
    Write { n: usize, answers: bool },
}

fn steps() -> impl Strategy<Value = Vec<(bool, i64, Step)>> {
    let (who, n) = (0..PEOPLE.len(), 0..12_usize);
    let step = prop_oneof![
        5 => (n.clone(), any::<bool>()).prop_map(|(n, answers)| Step::Write { n, answers }),
        2 => (who.clone(), n.clone()).prop_map(|(who, n)| Step::React { who, n }),
        1 => n.clone().prop_map(|n| Step::Thread { n }),
        1 => n.prop_map(|n| Step::Delete { n }),
        3 => (who.clone(), who.clone()).prop_map(|(who, whom)| Step::Thank { who, whom }),
        1 => who.clone().prop_map(|who| Step::Undo { who }),
        1 => who.clone().prop_map(|who| Step::Contribute { who }),
        1 => (who.clone(), 0..2_usize).prop_map(|(who, badge)| Step::Badge { who, badge }),
        1 => who.prop_map(|who| Step::Revoke { who }),
    ];
    prop::collection::vec((any::<bool>(), 0..(WEEKS * 7 * 24 / 30), step), 5..40)
}

/// Who wrote the message with this number first decides whose it is, on each platform for itself.
fn author(n: usize) -> &'static str {
    PEOPLE[n % PEOPLE.len()]
}

async fn happens(bot: &mut TestBot, step: &Step) {
    let id = |n: &usize| format!("m{n}");
    match step {
        Step::Write { n, answers: false } => {
            bot.happens([message(author(*n), "general", &id(n), "does anybody know how?")]).await;
        }
        Step::Write { n, answers: true } => {
            bot.happens([reply(author(*n), "random", &id(n), "m0")]).await;
        }
        Step::React { who, n } => {
            bot.happens([reaction(PEOPLE[*who], "👍", "general", &id(n), author(*n))]).await;
        }
        Step::Thread { n } => drop(bot.happens([thread(author(*n), "general", &id(n))]).await),
        Step::Delete { n } => drop(bot.happens([deletion("general", &id(n))]).await),
        Step::Thank { who, whom } => {
            bot.asks(PEOPLE[*who], &format!("/shoutout @{} for the docs", PEOPLE[*whom])).await;
        }
        Step::Undo { who } => drop(bot.asks(PEOPLE[*who], "/undo").await),
        Step::Contribute { who } => {
            let told = bot.answer(PEOPLE[*who], "/contribute a talk").await;
            bot.presses("Lea", "Confirm", &told).await;
        }
        Step::Badge { who, badge } => {
            let badge = ["guide", "writer"][*badge];
            bot.asks("Lea", &format!("/badge give @{} {badge} for the tour", PEOPLE[*who])).await;
        }
        Step::Revoke { who } => {
            bot.asks("Lea", &format!("/badge revoke @{} guide so", PEOPLE[*who])).await;
        }
    }
}

/// Two servers with the same people, in one community or in two.
async fn start(is_one: bool) -> TestBot {
    let mut bot = TestBot::new().await;
    if is_one {
        one_community(&mut bot).await;
    }
    for platform in [ELSEWHERE, PLATFORM] {
        bot.goes_to(platform);
        bot.asks("Root", "/help").await;
        bot.joins(&["Ana", "Bo", "Cy", "Lea"]).await;
        bot.asks("Root", "/roles give @lea lead").await;
        bot.asks("Root", "/settings cooldown:0 allowance:100 reaction:👍").await;
    }
    bot
}

/// Plays a part of the story.
async fn play(bot: &mut TestBot, steps: &[(bool, i64, Step)]) {
    for (elsewhere, hours, step) in steps {
        bot.goes_to(if *elsewhere { ELSEWHERE } else { PLATFORM });
        bot.later(Span::hours(*hours));
        happens(bot, step).await;
    }
    bot.goes_to(PLATFORM);
    bot.outbox();
}

/// Everything that is counted, by account: who has two has it all by each.
async fn figures(bot: &TestBot) -> Vec<String> {
    check(bot).await;
    let rows: Vec<(String,)> = bot
        .reads(
            "select 'daily ' || a.platform || ' ' || a.id || ' ' || d.day || ' ' || d.kind || ' '
                    || coalesce(c.platform || c.platform_id, '-') || ' ' || d.n as line
             from daily d join account a on a.community_id = d.community_id and a.member_id = d.member_id
             left join channel c on c.community_id = d.community_id and c.id = d.channel_id
             union all
             select 'weekly ' || a.platform || ' ' || a.id || ' ' || w.week || ' ' || w.written
             from weekly w join account a on a.community_id = w.community_id and a.member_id = w.member_id
             union all
             select 'allowance ' || a.platform || ' ' || a.id || ' ' || u.day || ' ' || u.used
             from allowance u join account a on a.community_id = u.community_id and a.member_id = u.member_id
             where u.used > 0
             union all
             select 'role ' || a.platform || ' ' || a.id || ' ' || r.role
             from member_role r join account a on a.community_id = r.community_id and a.member_id = r.member_id
             union all
             select 'given ' || a.platform || ' ' || a.id || ' ' || s.day || ' ' || s.reason
             from shoutout s join account a on a.community_id = s.community_id and a.member_id = s.giver
             where s.taken_back is null
             union all
             select 'known ' || a.platform || ' ' || a.id || ' ' || m.arrived
             from member m join account a on a.community_id = m.community_id and a.member_id = m.id
             order by 1",
        )
        .await;
    rows.into_iter().map(|(line,)| line).collect()
}

/// The badges that accounts hold.
async fn badges(bot: &TestBot) -> Vec<(String, String, String)> {
    bot.reads(
        "select a.platform, a.id, b.name from badge_grant g
         join badge b on b.community_id = g.community_id and b.id = g.badge_id
         join account a on a.community_id = g.community_id and a.member_id = g.member_id
         where g.revoked is null order by 1, 2, 3",
    )
    .await
}

/// What the digests of these weeks count; no names, because ids are another bot's.
async fn digests(bot: &TestBot) -> Vec<String> {
    let community = bot.bot.communities().await.expect("communities").remove(0);
    let mut shown = Vec::new();
    for back in 0..WEEKS {
        let week = bot.now.day(chrono_tz::Tz::UTC).week().back(back);
        let Some(pages) = bot.bot.digest(bot.now, &community, week).await.expect("a look") else { continue };
        let figures = pages.figures;
        let part = &figures.part;
        shown.push(format!(
            "{week:?} {:?} {} {} {} {:?} {} {} {:?}",
            figures.weeks,
            part.newcomers,
            part.returning,
            part.quiet,
            figures.thanks,
            figures.asked,
            figures.unanswered,
            figures.channels.iter().map(|(_, n, people)| (n, people)).collect::<Vec<_>>()
        ));
    }
    shown
}

/// Badges apart: who holds one already is not given it again, so they are told by themselves.
fn without_badges(steps: &[(bool, i64, Step)]) -> Vec<(bool, i64, Step)> {
    let is_badge = |step: &Step| matches!(step, Step::Badge { .. } | Step::Revoke { .. });
    steps.iter().filter(|(_, _, step)| !is_badge(step)).cloned().collect()
}

async fn compare(steps: Vec<(bool, i64, Step)>) -> Result<(), TestCaseError> {
    let (before, after) = steps.split_at(steps.len() / 2);
    // Linked in the middle, and parted at the end.
    let mut bot = start(true).await;
    play(&mut bot, before).await;
    link(&mut bot, "Ana", "Ana").await;
    play(&mut bot, &without_badges(after)).await;
    let (linked, told) = (figures(&bot).await, digests(&bot).await);
    unlink(&mut bot, "Ana").await;
    let (parted, apart, held) = (figures(&bot).await, digests(&bot).await, badges(&bot).await);
    drop(bot);
    // One person all along.
    let mut bot = start(true).await;
    link(&mut bot, "Ana", "Ana").await;
    play(&mut bot, before).await;
    play(&mut bot, &without_badges(after)).await;
    prop_assert_eq!(linked, figures(&bot).await);
    prop_assert_eq!(told, digests(&bot).await);
    drop(bot);
    // Two all along.
    let mut bot = start(true).await;
    play(&mut bot, before).await;
    play(&mut bot, &without_badges(after)).await;
    prop_assert_eq!(parted, figures(&bot).await);
    prop_assert_eq!(apart, digests(&bot).await);
    prop_assert_eq!(held, badges(&bot).await);
    Ok(())
}

async fn compare_communities(steps: Vec<(bool, i64, Step)>) -> Result<(), TestCaseError> {
    let (before, after) = steps.split_at(steps.len() / 2);
    let mut bot = start(false).await;
    play(&mut bot, before).await;
    one_community(&mut bot).await;
    play(&mut bot, after).await;
    let (joined, told, held) = (figures(&bot).await, digests(&bot).await, badges(&bot).await);
    drop(bot);
    let mut bot = start(true).await;
    play(&mut bot, &steps).await;
    prop_assert_eq!(joined, figures(&bot).await);
    prop_assert_eq!(told, digests(&bot).await);
    prop_assert_eq!(held, badges(&bot).await);
    Ok(())
}

fn run<F: Future<Output = Result<(), TestCaseError>>>(compare: impl Fn(Vec<(bool, i64, Step)>) -> F) {
    let config = Config { cases: 16, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let played = runner.run(&steps(), |steps| runtime.block_on(compare(steps)));
    played.unwrap_or_else(|broken| panic!("{broken}"));
}

#[test]
fn communities_that_become_one_are_as_if_they_had_been_one() {
    run(compare_communities);
}

#[test]
fn linked_it_is_as_if_it_had_been_one_and_parted_as_if_it_had_been_two() {
    run(compare);
}
