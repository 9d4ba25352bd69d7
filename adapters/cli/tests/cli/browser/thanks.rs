//! All the ways to thank somebody, and to take it back.

use fantoccini::key::Key;

use super::kith::Kith;
use super::window::Window;

const QUESTION: &str = "When is high water in Lisbon?";

#[tokio::test]
async fn a_shout_out_by_slash_command_with_a_name_picked_by_keyboard() {
    let kith = Kith::new().await;
    let svenja = kith.opens("svenja").await;
    svenja.writes("/sho").await;
    svenja.sees("Thank one to five people").await;
    svenja.presses(Key::Tab).await;
    svenja.keys("@bi").await;
    svenja
        .waits_for(
            "document.querySelector('#write-options [aria-selected=true] span')?.textContent === 'bia'",
        )
        .await;
    svenja.presses(Key::Enter).await;
    svenja.keys("for the map of the harbour").await;
    svenja.presses(Key::Enter).await;
    svenja.sees("svenja thanks @bia").await;
    svenja.sees("for the map of the harbour").await;
    svenja.sees("svenja used /shoutout").await;
    svenja.takes("shout-out").await;
}

/// A window of svenja's, after bia wrote something.
async fn after_bia_wrote(kith: &Kith) -> Window {
    let window = kith.opens("bia").await;
    window.types(QUESTION).await;
    window.becomes("svenja").await;
    window.sees(QUESTION).await;
    window
}

#[tokio::test]
async fn a_shout_out_by_the_menu_of_a_member() {
    let kith = Kith::new().await;
    let svenja = after_bia_wrote(&kith).await;
    svenja.clicks_at(QUESTION, "bia").await;
    svenja.sees("Be bia in another window").await;
    svenja.is_open_to_all("member-menu").await;
    svenja.chooses("Give a shout-out").await;
    svenja.reads("Who helped?", "@bia").await;
    svenja.fills("What did they do?", "kept the log book").await;
    svenja.clicks("Send").await;
    svenja.sees_at("svenja thanks @bia", "kept the log book").await;
}

#[tokio::test]
async fn a_shout_out_by_the_menu_of_a_message_and_by_a_reaction() {
    let kith = Kith::new().await;
    let svenja = after_bia_wrote(&kith).await;
    svenja.clicks_at(QUESTION, "More").await;
    svenja.chooses("Shout out the author").await;
    svenja.fills("What was good about it?", "asked what all of us wondered").await;
    svenja.is_open_to_all("message-form").await;
    svenja.clicks("Send").await;
    svenja.sees_at("svenja thanks @bia", "asked what all of us wondered").await;
    svenja.sees_at("svenja thanks @bia", "For this message").await;
    svenja.sees_at("svenja thanks @bia", "svenja used “Shout out the author”").await;

    svenja.becomes("asha").await;
    svenja.clicks_at(QUESTION, "React").await;
    svenja.is_open_to_all("emoji").await;
    svenja.chooses("🏆").await;
    svenja.sees_at(QUESTION, "🏆 1").await;
    svenja.clicks_at(QUESTION, "More").await;
    svenja.is_open_to_all("message-menu").await;
    svenja.chooses("Did this count?").await;
    svenja.sees("2 shout-outs").await;
    svenja.sees("Only you can see this").await;
}

#[tokio::test]
async fn a_shout_out_by_form_with_an_error_beside_its_field() {
    let kith = Kith::new().await;
    let svenja = kith.opens("svenja").await;
    svenja.clicks("What Kith can do").await;
    svenja.chooses("/shoutout").await;
    svenja.fills("Who helped?", "@nobody-of-that-name").await;
    svenja.fills("What did they do?", "carried the anchor").await;
    svenja.clicks("Send").await;
    svenja.waits_for("document.querySelector('#hint-to .error')").await;
    svenja.waits_for("document.activeElement.id === 'field-to'").await;
    svenja.reads("What did they do?", "carried the anchor").await;
    svenja.takes("form-error").await;
    svenja.fills("Who helped?", "@bia").await;
    svenja.clicks("Send").await;
    svenja.sees_at("svenja thanks @bia", "carried the anchor").await;
    svenja.waits_for("!document.querySelector('dialog[open]')").await;
}

#[tokio::test]
async fn what_is_refused_is_handed_back() {
    let kith = Kith::new().await;
    let svenja = kith.opens("svenja").await;
    svenja.types("/shoutout @svenja for being me").await;
    svenja.sees("You cannot thank yourself.").await;
    svenja.reads("Write in", "/shoutout @svenja for being me").await;
    svenja.is_open_to_all("refused").await;
    svenja.types("/shoutout @bia for being bia").await;
    svenja.sees("svenja thanks @bia").await;
    svenja.reads("Write in", "").await;
}

#[tokio::test]
async fn a_shout_out_is_taken_back_by_button_and_by_line() {
    let kith = Kith::new().await;
    let svenja = kith.opens("svenja").await;
    svenja.types("/shoutout @bia for the first buoy").await;
    svenja.clicks_at("for the first buoy", "Undo").await;
    svenja.sees("Taken back.").await;
    svenja.loses("for the first buoy").await;

    svenja.types("/shoutout @bia for the second buoy").await;
    svenja.sees("for the second buoy").await;
    svenja.types("/undo").await;
    svenja.sees("This shout-out was taken back.").await;
    svenja.loses("for the second buoy").await;
    svenja.takes("undone").await;
}
