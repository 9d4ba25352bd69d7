//! A question that is solved teaches who knows; what is private does not.

use super::{Story, assert_has};

const QUESTION: &str = "how do I calibrate the tide gauge of the harbour?";

/// A harbour without experts, where Kith learns.
async fn learning() -> Story {
    let mut story = Story::empty().await;
    story.bot.asks("Root", "/settings learning:on").await;
    story.bot.picks("Root", "escalation policy", &[("steps", "peers 3 1d always"), ("hours", "0-24")]).await;
    story
}

/// Ana asks, Bo answers in the thread, and Ana says that it is solved.
async fn solved(story: &mut Story) {
    story.bot.asks("Ana", &format!("/ask {QUESTION}")).await;
    story.delivers().await;
    let id = story.writes("Bo", "t1", "press it for five seconds").await;
    let told = story.bot.picks("Ana", "question this answers", &[("on", &format!("t1/{id}/bo"))]).await;
    assert!(told.starts_with("says: ✅ Solved, thanks to @Bo."), "{told}");
    story.delivers().await;
}

/// How many answers Bo is known for everywhere, and to how many questions.
async fn known_for(story: &Story) -> (i64, i64) {
    let rows: Vec<(i64, i64)> = story
        .bot
        .reads(
            "select cast((select count(*) from evidence e where e.member_id = m.id and e.channel_id = 0
                     and e.answered120 > 0) as bigint),
                    cast((select count(*) from answer a where a.member_id = m.id) as bigint)
             from member m where m.name = 'Bo'",
        )
        .await;
    rows[0]
}

#[tokio::test]
async fn whoever_answered_is_asked_about_the_like_and_told_why() {
    let mut story = learning().await;
    solved(&mut story).await;
    assert_eq!(known_for(&story).await, (1, 1));
    // A day later nobody needs to be left in peace any more.
    story.bot.later(crate::moment::Span::days(2));
    let told = story.bot.asks("Cy", "/ask can anybody calibrate a tide gauge here?").await;
    assert!(told.ends_with("Asked first: Bo."), "{told}");
    assert_has(&story.delivers().await, "• @Bo answered a similar question in #general in the last 30 days");
}

#[tokio::test]
async fn it_is_counted_once_and_offered_to_others_only_if_the_asker_says_so() {
    let mut story = learning().await;
    solved(&mut story).await;
    let week = story.bot.now.day(chrono_tz::Tz::UTC).week();
    let community = story.bot.bot.communities().await.expect("communities").remove(0);
    let pages = story.bot.bot.digest(story.bot.now, &community, week).await.expect("a look").expect("pages");
    assert_eq!((pages.figures.asked, pages.figures.answers.answered()), (0, 1));
    let told = story.bot.asks("Cy", &format!("/ask {QUESTION}")).await;
    assert!(!told.contains("This was answered here before"), "{told}");
    story.delivers().await;
}

#[tokio::test]
async fn a_question_of_a_channel_is_known_to_be_solved_and_its_answer_teaches_once() {
    let mut story = learning().await;
    let id = story.writes("Ana", "general", QUESTION).await;
    let mut asking = story.bot.invoking("Ana", "ask about", super::nothing());
    asking.answers.set("on", format!("general/{id}/ana"));
    asking.about = Some(QUESTION.to_owned());
    story.bot.invoke(&asking).await;
    story.delivers().await;
    let reply = crate::testing::reply("Bo", "general", "r1", &id);
    story.bot.later(crate::moment::Span::minutes(5));
    story.bot.happens([reply]).await;
    let sums = "select answered120 from evidence where channel_id = 0 and answered120 > 0";
    let heard: Vec<(f64,)> = story.bot.reads(sums).await;
    let told = story.bot.picks("Ana", "question this answers", &[("on", "general/r1/bo")]).await;
    assert!(told.starts_with("says: ✅ Solved, thanks to @Bo."), "{told}");
    assert_eq!(story.bot.reads::<(f64,)>(sums).await, heard, "it was heard, and teaches no second time");
    let rows: Vec<(Option<i64>, Option<i64>)> = story.bot.reads("select solved, climbed from question").await;
    assert_eq!(rows, [(Some(story.bot.now.0), None)]);
    story.delivers().await;
}

#[tokio::test]
async fn whoever_passes_by_after_it_is_solved_did_not_answer_it() {
    let mut story = learning().await;
    story.bot.asks("Ana", &format!("/ask {QUESTION}")).await;
    // By word of mouth, or in a thread: in the channel itself nobody said anything since.
    for (who, label) in [("Bo", "I’ll take it"), ("Bo", "It is answered"), ("Ana", "Solved")] {
        story.presses(who, label).await;
    }
    story.bot.later(crate::moment::Span::minutes(1));
    story.writes("Cy", "t1", "lunch is ready").await;
    let answered: Vec<(String,)> = story
        .bot
        .reads("select m.name from answer a join member m on m.community_id = a.community_id and m.id = a.member_id")
        .await;
    assert_eq!(answered, [("Bo".to_owned(),)]);
}

#[tokio::test]
async fn what_is_asked_in_a_channel_that_is_left_out_teaches_nothing() {
    let mut story = learning().await;
    story.bot.asks("Root", "/channel #general counts:off").await;
    solved(&mut story).await;
    for table in ["question", "answer", "evidence", "helped", "term", "term_question"] {
        let rows: Vec<(i64,)> = story.bot.reads(format!("select count(*) from {table}").leak()).await;
        assert_eq!(rows, [(0,)], "{table}");
    }
}

#[tokio::test]
async fn what_is_private_teaches_nothing() {
    let mut story = Story::harbour().await;
    story.bot.asks("Root", "/settings learning:on").await;
    story.only_experts().await;
    let private = [("question", QUESTION), ("topic", "Tides"), ("private", "yes")];
    story.bot.picks("Ana", "ask", &private).await;
    story.presses("Eva", "I’ll take it").await;
    story.presses("Eva", "It is answered").await;
    story.presses("Ana", "Solved").await;
    for table in ["question", "answer", "term", "term_member", "term_question"] {
        let rows: Vec<(i64,)> = story.bot.reads(format!("select count(*) from {table}").leak()).await;
        assert_eq!(rows, [(0,)], "{table}");
    }
}

#[tokio::test]
async fn where_nothing_is_learned_it_is_only_counted() {
    let mut story = Story::empty().await;
    solved(&mut story).await;
    for table in ["question", "evidence", "term"] {
        let rows: Vec<(i64,)> = story.bot.reads(format!("select count(*) from {table}").leak()).await;
        assert_eq!(rows, [(0,)], "{table}");
    }
    assert!(story.bot.asks("Bo", "/me").await.contains("1 accepted answer"));
}
