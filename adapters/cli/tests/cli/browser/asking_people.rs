//! A question on the playground: asked, routed, answered, solved and thanked for, by clicking.

use super::kith::Kith;
use super::window::Window;

const QUESTION: &str = "How do I run Harbour behind a reverse proxy?";

/// Whoever was asked first, as the asker reads it.
async fn asked_first(window: &Window) -> String {
    let found = window
        .waits_for("document.querySelector('main').innerText.match(/Asked first: ([^,.]+?)(?:,| and |\\.\\n|\\.$)/m)?.[1]")
        .await;
    found.as_str().expect("a name").to_owned()
}

#[tokio::test]
async fn a_question_is_routed_answered_and_thanked_for() {
    let kith = Kith::new().await;
    let window = kith.opens("svenja").await;
    window.goes_to("help").await;
    window.types(&format!("/ask {QUESTION}")).await;
    // Others asked the like before, and may be enough.
    window.sees("This was answered here before. Does one of these help?").await;
    window.is_open_to_all("answered-before").await;
    window.clicks("Ask people").await;
    window.sees("Your question has a thread now.").await;
    window.sees_at("svenja asks:", QUESTION).await;
    let helper = asked_first(&window).await;
    window.takes("asked").await;

    // Whoever is asked takes it, and answers in the thread.
    window.becomes(&helper).await;
    window.goes_to("help").await;
    window.clicks_at("svenja asks:", "repl").await;
    window.sees("May I ask").await;
    window.is_open_to_all("being-asked").await;
    window.clicks_in(".thread", "I’ll take it").await;
    window.sees("takes it, and has time until").await;
    window.fills("Reply in this thread", "Set its address in the proxy, and reload.").await;
    window.clicks_in(".thread .box", "Send").await;
    window.clicks_in(".thread", "It is answered").await;
    window.sees("Did that solve it?").await;
    window.takes("answered").await;

    // Whoever asked says that it helped, and thanks.
    window.becomes("svenja").await;
    window.goes_to("help").await;
    window.clicks_at("svenja asks:", "repl").await;
    window.sees("Did that solve it?").await;
    window.clicks_in(".thread", "Solved").await;
    window.sees("Solved, thanks to").await;
    window.takes("solved").await;
    window.clicks_in(".thread", "Thank ").await;
    window.reads("Who helped?", &format!("@{helper}")).await;
    window.fills("What did they do?", "had the proxy running in a minute").await;
    window.clicks("Send").await;
    window.sees("svenja thanks").await;
    window.sees("had the proxy running in a minute").await;
}
