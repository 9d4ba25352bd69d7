//! Questions that climb, on every platform.

use super::discord::OnDiscord;
use super::slack::OnSlack;
use super::stage::Stage;

/// Lets a story happen on every platform.
macro_rules! everywhere {
    ($($story:ident),* $(,)?) => {
        $(mod $story {
            use super::{OnDiscord, OnSlack};

            #[tokio::test]
            async fn on_discord() {
                super::$story(OnDiscord::open().await).await;
            }

            #[tokio::test]
            async fn on_slack() {
                super::$story(OnSlack::open(false).await).await;
            }

            #[tokio::test]
            async fn on_slack_in_public() {
                super::$story(OnSlack::open(true).await).await;
            }
        })*
    };
}

everywhere! {
    a_message_is_asked_about_on_anothers_behalf,
    a_private_question_is_read_by_two,
    an_earlier_answer_helps,
    an_expert_leaves_while_they_owe_an_answer,
    of_two_who_take_it_at_once_one_has_it,
    the_first_one_passes_and_the_second_one_answers,
    the_question_goes_with_its_message,
}

const QUESTION: &str = "what do gulls eat at night?";

/// Eve and Fay know about gulls, and are asked one after the other.
async fn open(stage: &impl Stage) {
    for (who, command, answers) in [
        ("Root", "help", vec![]),
        ("Root", "topic add", vec![("name", "Gulls")]),
        ("Root", "escalation policy", vec![("steps", "expert 4h, expert 4h"), ("hours", "0-24")]),
        ("Eve", "expert offer", vec![("topics", "gulls")]),
        ("Fay", "expert offer", vec![("topics", "gulls")]),
    ] {
        let told = stage.asks(who, command, &answers).await;
        assert!(!told.contains("You wrote"), "{command}: {told}");
    }
    stage.settled().await;
}

/// Somebody asks; who is asked first, and who would be next.
async fn asked(stage: &impl Stage) -> (&'static str, &'static str) {
    let told = stage.asks("Ana", "ask", &[("question", QUESTION)]).await;
    assert!(told.contains("Your question has a thread now."), "{told}");
    stage.settled().await;
    stage.must_see("Bo", "@Ana asks:");
    stage.must_see("Bo", QUESTION);
    if told.contains("Asked first: Eve") { ("Eve", "Fay") } else { ("Fay", "Eve") }
}

async fn is(stage: &impl Stage, state: &str) {
    let rows: Vec<(String,)> = stage.kith().reads("select state from escalation").await;
    assert_eq!(rows, [(state.to_owned(),)]);
}

async fn over(mut stage: impl Stage) {
    stage.is_all_done().await;
    stage.stops().await;
}

async fn the_first_one_passes_and_the_second_one_answers(stage: impl Stage) {
    open(&stage).await;
    let (first, second) = asked(&stage).await;
    let told = stage.presses(first, "Not now").await;
    assert!(told.contains(&format!("@{first} (expert): not now")), "{told}");
    stage.must_see(second, &format!("@{second} (expert) offered to help with this"));
    let told = stage.presses(first, "Not now").await;
    assert!(told.contains("That is for others to say"), "{told}");
    let told = stage.presses(second, "I’ll take it").await;
    assert!(told.contains(&format!("@{second} (expert): takes it")), "{told}");
    is(&stage, "claimed").await;
    stage.answers(second, "takes it, and has time", "whatever they find").await;
    let told = stage.presses(second, "It is answered").await;
    assert!(told.contains("answered."), "{told}");
    stage.must_see("Ana", "Did that solve it?");
    let told = stage.presses("Ana", "Not yet").await;
    assert!(told.contains("Not solved yet"), "{told}");
    is(&stage, "open").await;
    // Nobody else is left, so the asker hears it honestly; whoever knows may take it all the same.
    stage.must_see("Ana", "nobody is left to ask at the moment");
    stage.presses("Bo", "I’ll take it").await;
    stage.answers("Bo", "takes it, and has time", "mostly chips").await;
    stage.presses("Bo", "It is answered").await;
    let told = stage.presses("Ana", "Solved").await;
    assert!(told.contains("✅ Solved, thanks to @Bo"), "{told}");
    is(&stage, "resolved").await;
    let told = stage.asks("Bo", "me", &[]).await;
    assert!(told.contains("1 accepted answer"), "{told}");
    over(stage).await;
}

async fn an_earlier_answer_helps(stage: impl Stage) {
    open(&stage).await;
    let (first, _) = asked(&stage).await;
    stage.presses(first, "I’ll take it").await;
    stage.answers(first, "takes it, and has time", "whatever they find").await;
    stage.presses(first, "It is answered").await;
    stage.presses("Ana", "Solved").await;
    let told = stage.presses("Ana", "Let others find it").await;
    assert!(told.contains("It can be found with"), "{told}");
    let told = stage.asks("Cy", "ask", &[("question", "what does a gull eat at night, gulls?")]).await;
    assert!(told.contains("This was answered here before") && told.contains(QUESTION), "{told}");
    let told = stage.presses("Cy", "This helped").await;
    assert!(told.contains("Glad to hear it!"), "{told}");
    assert_eq!(stage.count("select count(*) from escalation").await, 1);
    over(stage).await;
}

async fn a_private_question_is_read_by_two(stage: impl Stage) {
    const SECRET: &str = "may I feed the gulls in secret?";
    open(&stage).await;
    let told = stage.asks("Ana", "ask", &[("question", SECRET), ("private", "yes")]).await;
    assert!(told.contains("Only you and the one who takes it") && !told.contains(SECRET), "{told}");
    stage.settled().await;
    let (helper, other) =
        if stage.does_see("Eve", "asks something in private") { ("Eve", "Fay") } else { ("Fay", "Eve") };
    let told = stage.presses(helper, "I’ll take it").await;
    assert!(!told.contains(SECRET), "{told}");
    for who in ["Ana", helper] {
        stage.must_see(who, SECRET);
    }
    // Nor does anybody else learn it, not even who runs the server.
    for who in ["Bo", other, "Root"] {
        assert!(
            !stage.does_see(who, SECRET) && !stage.does_see(who, "asks @"),
            "{who}: {:?}",
            stage.sees(who)
        );
    }
    stage.answers(helper, SECRET, "only where nobody sees you").await;
    assert_eq!(stage.count("select count(*) from question").await, 0, "nobody hears what is asked there");
    stage.presses(helper, "It is answered").await;
    stage.must_see("Ana", "Did that solve it?");
    assert!(!stage.does_see("Bo", "Did that solve it?"));
    let told = stage.presses("Ana", "Solved").await;
    assert!(told.contains("✅ Solved") && !told.contains(SECRET), "{told}");
    is(&stage, "resolved").await;
    assert_eq!(stage.count("select count(*) from escalation where question <> ''").await, 0);
    assert!(!stage.does_see("Ana", SECRET), "its card does not say it again: {:?}", stage.sees("Ana"));
    over(stage).await;
}

async fn of_two_who_take_it_at_once_one_has_it(stage: impl Stage) {
    open(&stage).await;
    asked(&stage).await;
    let (one, other) = tokio::join!(stage.presses("Bo", "I’ll take it"), stage.presses("Cy", "I’ll take it"));
    let late = "Somebody else took it a moment ago";
    let (winner, loser) = if one.contains(late) { (other, one) } else { (one, other) };
    assert!(loser.contains(late) && !winner.contains(late), "{winner} / {loser}");
    assert_eq!(stage.count("select count(*) from transition where act = 'take'").await, 1);
    is(&stage, "claimed").await;
    over(stage).await;
}

async fn an_expert_leaves_while_they_owe_an_answer(stage: impl Stage) {
    open(&stage).await;
    let (first, second) = asked(&stage).await;
    stage.presses(first, "I’ll take it").await;
    stage.leaves(first).await;
    is(&stage, "open").await;
    stage.must_see("Ana", &format!("{first} has left, so I ask on."));
    stage.must_see(second, &format!("@{second} (expert) offered to help with this"));
    over(stage).await;
}

async fn the_question_goes_with_its_message(stage: impl Stage) {
    open(&stage).await;
    let written = stage.writes("Ana", QUESTION).await;
    stage.asks_about("Ana", &written).await;
    stage.settled().await;
    stage.must_see("Bo", "May I ask you?");
    stage.deletes(&written).await;
    is(&stage, "withdrawn").await;
    stage.must_see("Bo", "This is no longer asked");
    assert_eq!(stage.count("select count(*) from escalation where question <> ''").await, 0);
    over(stage).await;
}

async fn a_message_is_asked_about_on_anothers_behalf(stage: impl Stage) {
    open(&stage).await;
    let written = stage.writes("Ana", QUESTION).await;
    let told = stage.asks_about("Bo", &written).await;
    assert!(told.contains("its author hears that it was you"), "{told}");
    stage.settled().await;
    stage.must_see("Ana", "@Bo asks for @Ana");
    stage.must_see("Ana", QUESTION);
    // It is Ana's to end.
    let told = stage.presses("Bo", "Solved").await;
    assert!(told.contains("That is for others to say"), "{told}");
    stage.presses("Ana", "Never mind").await;
    is(&stage, "withdrawn").await;
    over(stage).await;
}
