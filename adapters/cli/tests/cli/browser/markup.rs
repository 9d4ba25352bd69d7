//! Whatever people are called and write is text, wherever it stands.

use fantoccini::key::Key;

use super::kith::Kith;
use super::window::Window;

const NAME: &str = "<script>alert(1)</script>";
const WORDS: &str = "<img src=x onerror=alert(2)> & <b>\"bold\"</b> 'yes'";

/// Nothing that was typed is a part of the page.
async fn nothing_became_markup(window: &Window) {
    assert!(window.client.get_alert_text().await.is_err(), "an alert");
    window
        .waits_for("!document.querySelector('body script, .message b, dialog b, .menu b, img[onerror]')")
        .await;
}

#[tokio::test]
async fn a_member_called_script_with_a_reason_full_of_markup() {
    let kith = Kith::new().await;
    let window = kith.opens("svenja").await;
    window.clicks("You are").await;
    window.fills("Find somebody", WORDS).await;
    window.sees(&format!("Nobody here is called “{WORDS}”.")).await;
    window.fills("Or come in as somebody new", NAME).await;
    window.clicks("Come in").await;
    window.waits_for("document.querySelector('.me strong').textContent.includes('alert(1)')").await;
    window.is_live().await;
    nothing_became_markup(&window).await;

    window.types(WORDS).await;
    window.sees_at(WORDS, NAME).await;
    window.types(&format!("/shoutout @bia for {WORDS}")).await;
    window.sees_at(&format!("{NAME} thanks @bia"), WORDS).await;
    window.clicks_at(WORDS, "React").await;
    window.chooses("👍").await;
    window.waits_for("document.querySelector('.reactions button[title*=script]')").await;
    window.clicks_at(WORDS, "React").await;
    window.presses(Key::Escape).await;
    nothing_became_markup(&window).await;

    window.becomes("svenja").await;
    window.clicks(&format!("About {NAME}")).await;
    window.sees(&format!("Be {NAME} in another window")).await;
    window.takes("markup-member").await;
    window.chooses("Give a shout-out").await;
    window.fills("What did they do?", WORDS).await;
    nothing_became_markup(&window).await;
    window.clicks("Send").await;
    window.sees_at(&format!("svenja thanks @{NAME}"), WORDS).await;
    window.writes("Ahoy @<scr").await;
    window
        .waits_for(&format!(
            "document.querySelector('#write-options [role=option] span')?.textContent === '{NAME}'"
        ))
        .await;
    window.presses(Key::Enter).await;
    window.keys("!").await;
    window.presses(Key::Enter).await;
    window.sees(&format!("Ahoy @{NAME}")).await;
    window.takes("markup").await;
    nothing_became_markup(&window).await;
    window.reloads().await;
    window.sees_at(&format!("svenja thanks @{NAME}"), WORDS).await;
    nothing_became_markup(&window).await;
}
