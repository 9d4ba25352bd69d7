//! A year of life, with arrivals, vacations and changes of clocks: no question is ever stuck, or reaches nobody unseen.

use chrono_tz::Tz;

use super::Story;
use crate::chat::Happening;
use crate::moment::Span;
use crate::testing::{TestBot, at};

/// Numbers that are as good as random and the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

const EXPERTS: [&str; 6] = ["Eva", "Fay", "Gus", "Ida", "Jon", "Kim"];
const ASKERS: [&str; 4] = ["Ana", "Bo", "Cy", "Lea"];
const ZONES: [&str; 3] = ["Europe/Berlin", "America/New_York", "Asia/Tokyo"];

#[tokio::test]
async fn no_question_is_ever_stuck() {
    let mut story = Story::empty().await;
    let mut dice = Dice(2_026);
    story.bot.joins(&EXPERTS).await;
    story.bot.asks("Lea", "/topic add Tides").await;
    story.bot.asks("Root", "/settings zone:Europe/Berlin").await;
    story.bot.asks("Root", "/escalation policy channel:#leads").await;
    let mut asked = 0;
    // Every eleven hours something happens, so that each hour of the day has its turn.
    for turn in 0..(365 * 24 / 11) {
        story.bot.later(Span::hours(11));
        let who = EXPERTS[dice.roll(6) as usize];
        match dice.roll(12) {
            0 | 1 => {
                let zone: Tz = ZONES[dice.roll(3) as usize].parse().expect("a zone");
                let line = format!(
                    "/expert offer topics:tides hours:\"mon-fri 9-17\" zone:{zone} limit:{}",
                    1 + dice.roll(2)
                );
                story.bot.asks(who, &line).await;
            }
            2 => {
                let until = crate::moment::Day(story.bot.now.day(Tz::UTC).0 + 14).date();
                story.bot.asks(who, &format!("/expert pause {until}")).await;
            }
            3 => drop(story.bot.happens([Happening::Left(TestBot::person(who).account)]).await),
            4 => drop(story.bot.happens([Happening::Joined(TestBot::person(who))]).await),
            5 if dice.roll(4) == 0 => drop(story.bot.asks(who, "/expert retire").await),
            6..=8 => {
                let asker = ASKERS[dice.roll(4) as usize];
                let told = story
                    .bot
                    .asks(
                        asker,
                        &format!(
                            "/ask question:\"what about the tides, {turn}?\" urgent:{}",
                            if dice.roll(5) == 0 { "yes" } else { "no" }
                        ),
                    )
                    .await;
                if told.starts_with("says") {
                    asked += 1;
                    assert!(
                        ["Asked first", "Those who look", "Whoever may know is away", "To be honest"]
                            .iter()
                            .any(|words| told.contains(words)),
                        "the asker is told whom it reaches: {told}"
                    );
                }
            }
            _ => {}
        }
        story.until(story.bot.now).await;
        press_something(&mut story, &mut dice).await;
        let stuck: Vec<(i64, String)> = story
            .bot
            .reads(
                "select e.id, t.act || ' → ' || t.state from escalation e join transition t
                     on t.community_id = e.community_id and t.escalation_id = e.id
                 where e.closed is null and e.due is null order by t.id",
            )
            .await;
        assert!(stuck.is_empty(), "nothing will ever happen to {stuck:?}");
        let now = story.bot.now;
        let late: Vec<(i64, i64)> =
            story.bot.reads("select id, due from escalation where closed is null").await;
        let late: Vec<_> = late.into_iter().filter(|(_, due)| *due <= now.0).collect();
        assert!(late.is_empty(), "due and not done: {late:?}");
        let unseen: Vec<(i64,)> = story
            .bot
            .reads(
                "select e.id from escalation e where e.state = 'open' and e.nobody is null
                   and not exists (select 1 from asked k where k.community_id = e.community_id
                                   and k.escalation_id = e.id and k.reply is null)
                   and e.due < e.opened",
            )
            .await;
        assert!(unseen.is_empty(), "{unseen:?}");
    }
    // Then nobody asks any more, and everything comes to an end by itself.
    for _ in 0..60 {
        story.bot.later(Span::days(1));
        story.until(story.bot.now).await;
    }
    let left: Vec<(i64, String, i64, i64, Option<i64>)> =
        story.bot.reads("select id, state, step, due, nobody from escalation where closed is null").await;
    assert!(left.is_empty(), "at {}: {left:?}", story.bot.now.0);
    let ends: Vec<(String, i64)> =
        story.bot.reads("select state, count(*) from escalation group by state order by state").await;
    assert!(asked > 100 && ends.len() >= 3, "{asked} {ends:?}");
    let twice: Vec<(i64,)> = story
        .bot
        .reads(
            "select count(*) from asked group by community_id, escalation_id, member_id having count(*) > 1",
        )
        .await;
    assert!(twice.is_empty());
    assert!(at("2026-03-02 10:00") < story.bot.now);
}

/// Somebody who sees a button may press it.
async fn press_something(story: &mut Story, dice: &mut Dice) {
    let Some(label) = [
        "I’ll take it",
        "Not now",
        "Not my area",
        "It is answered",
        "Solved",
        "Not yet",
        "I cannot after all",
        "Never mind",
    ]
    .get(dice.roll(10) as usize) else {
        return;
    };
    let seen = story
        .stands
        .iter()
        .rev()
        .take(6)
        .any(|(.., message)| message.buttons.iter().any(|one| one.label == *label));
    if seen {
        let who = if ["Solved", "Not yet", "Never mind"].contains(label) {
            ASKERS[dice.roll(4) as usize]
        } else {
            EXPERTS[dice.roll(6) as usize]
        };
        let told = story.presses(who, label).await;
        assert!(!told.starts_with("FAILS"), "{told}");
    }
}
