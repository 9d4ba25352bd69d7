//! Stories of the digest.

mod recount;
mod visitors;

use crate::chat::{Happening, Source};
use crate::moment::{Moment, Span};
use crate::testing::{TestBot, at, message, reply};

/// Harbour: for five weeks before Monday 2 March 2026, Ana and Bo write every week; Cy stops, Di begins.
async fn harbour() -> TestBot {
    let mut bot = TestBot::new().await;
    let today = bot.now;
    bot.happens([Happening::Server { name: "Harbour".to_owned() }]).await;
    for (week, monday) in
        ["2026-01-26 10:00", "2026-02-02 10:00", "2026-02-09 10:00", "2026-02-16 10:00", "2026-02-23 10:00"]
            .into_iter()
            .enumerate()
    {
        bot.now = at(monday);
        for n in 0..8 {
            writes(&mut bot, "Ana", week * 100 + n, "the tide is high again").await;
        }
        writes(&mut bot, "Bo", week * 100 + 20, "indeed it is").await;
        if week < 4 {
            writes(&mut bot, "Cy", week * 100 + 30, "I brought my boat").await;
        } else {
            writes(&mut bot, "Di", week * 100 + 40, "hello, how do I get a berth here?").await;
        }
        bot.later(Span::hours(3));
    }
    bot.now = today;
    bot.happens([Happening::Channel { id: "staff".into(), name: "staff-digest".to_owned(), parent: None }])
        .await;
    bot.asks("Root", "/help").await;
    bot
}

async fn writes(bot: &mut TestBot, who: &str, n: usize, text: &str) {
    bot.later(Span::minutes(1));
    bot.writes(who, "quay", &format!("m{n}"), text).await;
}

#[tokio::test]
async fn staff_read_who_took_part_before_anybody_else() {
    let mut bot = harbour().await;
    let preview = bot.asks("Root", "/digest preview").await;
    for line in [
        "Harbour · 23 February – 1 March 2026",
        "👥 3 people took part (3 the week before) and wrote 10 messages (10).",
        "🌱 1 newcomer (0), nobody came back (0), 1 went quiet (0).",
        "🎉 No shout-outs (0 the week before).",
        "❓ 1 of 1 questions has no answer, as far as Kith can see.",
        "1. Find somebody to answer the open question, in #quay.",
        "2. Greet the newcomers: Di.",
        "• Went quiet (1): Cy",
        "• #quay: 10 messages by 3 people",
    ] {
        assert!(preview.contains(line), "{line}\n\n{preview}");
    }
    assert!(preview.contains("<picture weeks: 3 people took part, 3 the week before."), "{preview}");
    assert!(!preview.contains("Gini"), "three people are no distribution: {preview}");
    let refused = bot.asks("Ana", "/digest preview").await;
    assert!(refused.starts_with("refuses: This is for people with the role staff or admin."), "{refused}");
}

#[tokio::test]
async fn an_answer_in_the_thread_closes_a_question() {
    let mut bot = harbour().await;
    bot.now = at("2026-02-28 10:00");
    bot.happens([reply("Ana", "quay", "r1", "m440")]).await;
    bot.now = at("2026-03-02 10:00");
    let preview = bot.asks("Root", "/digest preview").await;
    assert!(preview.contains("❓ The one question got an answer, as far as Kith can see."), "{preview}");
}

#[tokio::test]
async fn it_comes_on_monday_at_nine_once_with_its_details_below() {
    let mut bot = harbour().await;
    let told = bot.asks("Root", "/settings zone:Europe/Berlin digest_channel:#staff-digest").await;
    assert!(told.contains("The next digest comes on 9 March, 09:00 CET."), "{told}");
    bot.now = at("2026-03-08 12:00");
    writes(&mut bot, "Ana", 900, "a last one").await;
    for n in 901..912 {
        writes(&mut bot, ["Bo", "Cy", "Di"][n % 3], n, "and some more").await;
    }
    bot.now = at("2026-03-09 07:59");
    assert!(bot.ticks().await.is_empty());
    bot.now = at("2026-03-09 08:00");
    let posted = bot.ticks().await;
    assert!(posted[0].starts_with("in #staff: Harbour · 2 March – 8 March 2026"), "{posted:?}");
    assert!(posted[0].contains("The details are in the thread."), "{posted:?}");
    assert!(posted[1..].iter().all(|page| page.starts_with("in #posted under ")), "{posted:?}");
    assert!(posted.len() > 2, "{posted:?}");
    assert!(bot.ticks().await.is_empty());
    bot.later(Span::days(1));
    assert!(bot.ticks().await.is_empty());
    bot.later(Span::days(6));
    assert_eq!(bot.ticks().await.len(), 1, "a quiet week is one short message");
}

#[tokio::test]
async fn after_downtime_the_last_one_comes_late_and_says_so() {
    let mut bot = harbour().await;
    bot.asks("Root", "/settings digest_channel:#staff-digest").await;
    bot.now = at("2026-03-18 15:00");
    let posted = bot.ticks().await;
    assert_eq!(posted.len(), 1, "{posted:?}");
    assert!(posted[0].contains("9 March – 15 March 2026\nA quiet week: nobody wrote."), "{posted:?}");
    assert!(posted[0].contains("(This digest was due on 16 March, 09:00 UTC; Kith was not running then.)"));
    assert!(bot.ticks().await.is_empty());
}

#[tokio::test]
async fn many_processes_post_one_digest() {
    let mut bot = harbour().await;
    bot.asks("Root", "/settings digest_channel:#staff-digest").await;
    bot.now = at("2026-03-09 09:00");
    let others = [crate::Bot::open(bot.url()).await, crate::Bot::open(bot.url()).await];
    let mut ticks = Vec::new();
    for other in others.into_iter().chain([Ok(bot.bot.clone())]) {
        let (other, now) = (other.expect("a second process"), bot.now);
        ticks.push(async move { other.tick(now).await });
    }
    let (c, b, a) = (ticks.pop(), ticks.pop(), ticks.pop());
    let (a, b, c) = tokio::join!(a.expect("one"), b.expect("two"), c.expect("three"));
    for ran in [a, b, c] {
        ran.expect("a tick");
    }
    assert_eq!(bot.delivers().await.len(), 1);
}

#[tokio::test]
async fn an_empty_community_gets_none() {
    let mut bot = TestBot::new().await;
    assert_eq!(
        bot.asks("Root", "/digest preview").await,
        "says: Nobody was admin here yet and you asked first, so you are the admin now. Start with /settings, and make leads with \
         /roles give.\nThere is nothing to tell yet: nobody has written anything that Kith has seen."
    );
    bot.happens([Happening::Channel { id: "c".into(), name: "staff".to_owned(), parent: None }]).await;
    bot.asks("Root", "/settings digest_channel:#staff").await;
    bot.later(Span::days(7));
    assert!(bot.ticks().await.is_empty());
}

#[tokio::test]
async fn sent_by_hand_it_is_not_sent_again_by_the_clock() {
    let mut bot = harbour().await;
    let refused = bot.asks("Root", "/digest send").await;
    assert!(refused.contains("Please choose a channel for the digest first"), "{refused}");
    bot.asks("Root", "/settings digest_channel:#staff-digest").await;
    bot.now = at("2026-03-09 08:00");
    assert_eq!(bot.asks("Root", "/digest send").await, "says: The digest is on its way to #staff-digest.");
    assert_eq!(bot.delivers().await.len(), 1);
    bot.now = at("2026-03-09 09:00");
    assert!(bot.ticks().await.is_empty());
    let log = bot.asks("Root", "/audit").await;
    let again = bot.asks("Root", "/digest send").await;
    assert!(again.contains("The digest of 2026-W10 went out already. It is in #staff-digest."), "{again}");
    let early = bot.asks("Root", "/digest send week:2026-W11").await;
    assert!(early.contains("That week is not over yet."), "{early}");
    assert!(log.contains("Root sent the digest: 2026-W10"), "{log}");
}

#[tokio::test]
async fn thanks_are_quoted_and_names_ring_no_bell() {
    let mut bot = harbour().await;
    bot.now = at("2026-02-24 10:00");
    bot.asks("Ana", "/shoutout @bo @cy for <!channel> the \"long\" night watch").await;
    bot.asks("Bo", "/shoutout @ana tea").await;
    bot.now = at("2026-03-02 10:00");
    let preview = bot.answer("Root", "/digest preview").await;
    let crate::command::Reply::Ephemeral(message) = &preview.reply else { panic!("{preview:?}") };
    let text = message.text.to_string();
    assert!(
        text.contains("🎉 2 shout-outs (0 the week before) thanked 3 people, 3 for the first time."),
        "{text}"
    );
    assert!(text.contains("Ana thanked Bo and Cy:\n> for <!channel> the \"long\" night watch"), "{text}");
    let mentioned = message.text.parts().any(|part| matches!(part, crate::chat::Part::Person(..)));
    assert!(!mentioned, "{text}");
}

#[tokio::test]
async fn imported_history_has_a_digest_too() {
    let mut bot = TestBot::new().await;
    bot.now = at("2016-10-12 10:00");
    let old = (0..12).map(|n| message("Ana", "quay", &format!("m{n}"), "ahoy")).collect::<Vec<_>>();
    bot.takes_in(Source::Import, old).await;
    bot.now = Moment(at("2026-03-02 10:00").0);
    bot.asks("Root", "/help").await;
    let preview = bot.asks("Root", "/digest preview week:2016-w41").await;
    assert!(preview.contains("10 October – 16 October 2016"), "{preview}");
    let wrong = bot.asks("Root", "/digest preview week:41").await;
    assert!(wrong.contains("I could not read 41 as a week. Please write it like 2026-W09."), "{wrong}");
}
