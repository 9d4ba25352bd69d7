//! Solved by a remembered answer: it is offered first, and helps.

use super::Story;
use crate::moment::Span;

const QUESTION: &str = "how do I calibrate the tide gauge?";

async fn solved() -> Story {
    let mut story = Story::harbour().await;
    story.only_experts().await;
    story.bot.asks("Ana", &format!("/ask {QUESTION}")).await;
    story.presses("Eva", "I’ll take it").await;
    story.writes("Eva", "t1", "press the red button for five seconds").await;
    story.presses("Eva", "It is answered").await;
    story.presses("Ana", "Solved").await;
    story
}

#[tokio::test]
async fn the_next_one_who_asks_the_same_sees_the_answer_first() {
    let mut story = solved().await;
    assert!(story.bot.asks("Bo", "/answers").await.contains("I found no answer like that."));
    let told = story.presses("Bo", "Let others find it").await;
    assert!(told.contains("That is for others to say"), "{told}");
    let told = story.presses("Ana", "… with a summary").await;
    assert!(told.starts_with("asks: /question remember with"), "{told}");
    let told = story.presses("Ana", "Let others find it").await;
    assert_eq!(
        told,
        "says: It can be found with /answers now, and whoever asks the same sees it first. Thank you!"
    );
    let found = story.bot.asks("Bo", "/answers calibrate gauge").await;
    assert!(found.contains(&format!("• {QUESTION} (answered by Eva)\nTo the answer (code ")), "{found}");
    let asked = story.bot.answer("Bo", "/ask how can I calibrate a tide gauge").await;
    assert_eq!(
        story.bot.shown(&asked),
        format!(
            "says: This was answered here before. Does one of these help?\n1. {QUESTION} (answered by Eva)\nTo the \
             answer\n[This helped]\n[Ask people]"
        )
    );
    assert_eq!(story.bot.presses("Bo", "This helped", &asked).await, "says instead: Glad to hear it!");
    assert!(story.bot.presses("Bo", "Ask people", &asked).await.contains("I no longer have that question."));
    assert!(story.bot.asks("Bo", "/answers").await.contains("(helped once more, code "));
    let asked = story.bot.answer("Cy", "/ask how can I calibrate a tide gauge").await;
    let told = story.bot.presses("Cy", "Ask people", &asked).await;
    assert!(told.starts_with("says instead: Your question has a thread now."), "{told}");
    story.delivers().await;
    let rows: Vec<(i64,)> = story.bot.reads("select count(*) from ask_draft").await;
    assert_eq!(rows[0].0, 0);
}

#[tokio::test]
async fn an_answer_can_be_taken_back_and_goes_with_its_message() {
    let mut story = solved().await;
    story.presses("Ana", "Let others find it").await;
    let list = story.bot.asks("Bo", "/answers").await;
    let code = list.rsplit(' ').next().expect("a code").trim_end_matches(')').to_owned();
    let told = story.bot.asks("Bo", &format!("/answer forget {code}")).await;
    assert!(told.starts_with("refuses: Whoever asked or answered it can take it back, or a lead."), "{told}");
    assert!(
        story.bot.asks("Eva", "/answer forget nonsense").await.contains("I do not know the answer nonsense.")
    );
    assert_eq!(
        story.bot.asks("Eva", &format!("/answer forget {code}")).await,
        "says: It cannot be found any more."
    );
    let mut story = solved().await;
    story.presses("Ana", "Let others find it").await;
    story.bot.happens([crate::testing::deletion("t1", "w1")]).await;
    assert!(story.bot.asks("Bo", "/answers").await.contains("I found no answer like that."));
}

#[tokio::test]
async fn a_message_is_no_earlier_answer_to_itself() {
    let mut story = Story::empty().await;
    story.bot.asks("Root", "/settings learning:on").await;
    let question = "how do I read the tide tables of the outer harbour?";
    story.bot.writes("Ana", "general", "m1", question).await;
    story.bot.later(Span::minutes(1));
    story.bot.happens([crate::testing::reply("Bo", "general", "m2", "m1")]).await;
    for n in 0..8 {
        story.bot.later(Span::hours(2));
        story
            .bot
            .writes("Eva", "general", &format!("x{n}"), "the sun is out and the harbour is lovely today")
            .await;
    }
    // To whoever asks the same it is one.
    let told = story.bot.asks("Di", &format!("/ask {question}")).await;
    assert!(told.contains("This was answered here before"), "{told}");
    let mut ask = story.bot.invocation("Cy", "/ask");
    ask.command = "ask about".to_owned();
    ask.answers.set("on", "general/m1/ana");
    ask.about = Some(question.to_owned());
    let answer = story.bot.invoke(&ask).await;
    let told = story.bot.shown(&answer);
    assert!(!told.contains("This was answered here before"), "{told}");
    story.delivers().await;
}
