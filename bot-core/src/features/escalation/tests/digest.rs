//! What the digest tells of answers and of questions that climbed.

use super::Story;
use crate::testing::at;

#[tokio::test]
async fn the_digest_tells_who_answered_how_fast_and_what_is_left() {
    let mut story = Story::harbour().await;
    story.only_experts().await;
    for n in 0..12 {
        story.writes(["Ana", "Bo", "Cy"][n % 3], "general", "the tide is high again").await;
    }
    // One is answered by an expert within the hour and solved, one is taken and keeps somebody busy.
    story.bot.asks("Ana", "/ask how do I read the tides at night?").await;
    story.presses("Eva", "I’ll take it").await;
    story.bot.now = at("2026-03-02 10:40");
    story.writes("Eva", "t1", "with a lamp").await;
    story.presses("Eva", "It is answered").await;
    story.bot.now = at("2026-03-02 12:00");
    story.presses("Ana", "Solved").await;
    story.bot.asks("Eva", "/expert offer topics:tides limit:1").await;
    story.bot.asks("Bo", "/ask when do the tides turn?").await;
    story.presses("Eva", "I’ll take it").await;
    let digest = story.bot.asks("Root", "/digest preview 2026-W10").await;
    for line in [
        "🙋 Answered first: 0 by peers, 1 by experts, 0 by staff (0% peer-led). Half had a first answer within 40 minutes. \
         Half of those solved were so within 2 hours.",
        "🧗 Questions that climbed: 2 new, 1 solved, 0 closed unsolved, none without anybody left to ask.",
        "Find an expert for Docs: /expert recruit shows who already answers well.",
        "• 2 March, 12:00 UTC — Bo: when do the tides turn? To the thread",
        "• Eva has enough to do (1 question)",
        "• Docs has no expert",
    ] {
        assert!(digest.contains(line), "{line}\n\n{digest}");
    }
    let summary = digest.split("Questions that climb, oldest first").next().expect("a summary");
    assert!(summary.lines().count() < 40, "{summary}");
    // Nobody is left to ask for the next one, and it is named.
    story.bot.now = at("2026-03-03 10:00");
    story.bot.asks("Fay", "/expert retire").await;
    story.bot.asks("Cy", "/ask why are the tides so low?").await;
    let digest = story.bot.asks("Root", "/digest preview 2026-W10").await;
    for line in [
        "🧗 Questions that climbed: 3 new, 1 solved, 0 closed unsolved, 1 without anybody left to ask.",
        "Answer the question for which nobody was left to ask.",
        "Cy: why are the tides so low? — nobody is left to ask",
    ] {
        assert!(digest.contains(line), "{line}\n\n{digest}");
    }
    story.delivers().await;
}
