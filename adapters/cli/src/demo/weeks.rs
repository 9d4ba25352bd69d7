//! What the people of the example did with Kith in its last weeks, asked through the same door as everything else.

use anyhow::bail;
use bot_core::Bot;
use bot_core::chat::{Person, ServerId};
use bot_core::command::{Invocation, Outcome, parse_line};
use bot_core::moment::Moment;
use chrono::NaiveDateTime;

/// When (UTC), who (account and name), and the line.
const ASKED: [(&str, &str, &str, &str); 18] = [
    (
        "2026-10-19 08:10",
        "U05R3KB789D",
        "hana",
        "/settings digest_channel:#staff-digest values:\"Share early, Be kind, Stay curious\"",
    ),
    ("2026-10-19 08:12", "U05R3KB789D", "hana", "/roles give @tomte lead"),
    ("2026-10-19 08:13", "U05R3KB789D", "hana", "/roles give @wanjiru lead"),
    ("2026-10-19 08:15", "U05R3KB789D", "hana", "/roles give @oskar staff"),
    (
        "2026-10-27 18:22",
        "U0XH7YW6AA0",
        "asha",
        "/shoutout @kenji for the new screenshots in the self-hosting guide",
    ),
    (
        "2026-10-29 12:05",
        "U0S8V2A7TH1",
        "svenja",
        "/shoutout @ingrid for reading my whole log on a Sunday value:Be kind",
    ),
    (
        "2026-11-03 09:41",
        "U007XLDEN2X",
        "yuki",
        "/shoutout @kenji タイムゾーンの設定を教えてくれてありがとう",
    ),
    (
        "2026-11-04 20:13",
        "U0GO269EURA",
        "maren",
        "/shoutout @declan @jo for testing the snap on their own boats value:Share early",
    ),
    ("2026-11-06 16:30", "U0VHY9J909C", "oskar", "/shoutout @asha for the meetup notes"),
    (
        "2026-11-09 19:58",
        "U0DRQ3B83N5",
        "quietwater",
        "/shoutout @tomte for the warmest welcome I ever got in a help channel value:Be kind",
    ),
    (
        "2026-11-10 11:20",
        "U0GO269EURA",
        "maren",
        "/shoutout @kenji for the working proxy config that saved our harbour office two days",
    ),
    (
        "2026-11-11 21:02",
        "U0E7YZEKOVW",
        "tomte",
        "/shoutout @mack @thiago for finding out why the logs were silent",
    ),
    (
        "2026-11-12 10:47",
        "U0U07FYPDZ4",
        "ravi",
        "/shoutout @wanjiru for twelve terms in the glossary, each with a source",
    ),
    (
        "2026-11-13 15:36",
        "U0E7YZEKOVW",
        "tomte",
        "/badge give @kenji \"Problem Solver\" Stays with every broken tide table until it is right, and writes down why",
    ),
    (
        "2026-11-14 09:05",
        "U0ABK9K4BCT",
        "wanjiru",
        "/badge give @yuki Guide Answers every question in Japanese within the hour",
    ),
    (
        "2026-11-14 17:11",
        "U0VHY9J909C",
        "oskar",
        "/shoutout @yuki @bia for keeping the translations together",
    ),
    (
        "2026-11-15 08:30",
        "U0JR1KSA2QI",
        "fynn",
        "/shoutout @yuki for explaining datums to somebody who only has a kayak value:Stay curious",
    ),
    (
        "2026-11-15 20:44",
        "U08BM7RFTND",
        "ingrid",
        "/contribute Showed Harbour to the sailing club in Bergen when:2026-11-14",
    ),
];

/// Lets it happen.
pub(super) async fn happen(bot: &Bot, server: &ServerId) -> anyhow::Result<()> {
    for (n, (time, account, name, line)) in ASKED.iter().enumerate() {
        let now = Moment::from(NaiveDateTime::parse_from_str(time, "%Y-%m-%d %H:%M")?.and_utc());
        let Some(parsed) = parse_line(line, Bot::commands().iter().map(|command| command.spec)) else {
            bail!("The example asks for what is not there: {line}");
        };
        let id = format!("example-{n}");
        let asker = Person::new(account, name);
        let channel = "C07V8P7W462";
        let invocation =
            Invocation::new(&id, server.clone(), channel, asker, parsed.spec.name, parsed.answers);
        let answer = bot.invoke(now, &invocation).await;
        // Refused is what happened before: the example is run as often as one likes.
        if !matches!(answer.outcome, Outcome::Done | Outcome::Refused) {
            bail!("The example was not answered as it should be: {line}");
        }
    }
    Ok(())
}
