//! On a phone, 390 pixels wide, everything fits and can be reached.

use fantoccini::key::Key;

use super::chrome::Looks;
use super::kith::Kith;
use super::window::Window;

async fn fits(window: &Window) {
    let width = window.waits_for("document.documentElement.scrollWidth").await;
    let inner = window.waits_for("innerWidth").await;
    assert!(width.as_u64() <= Some(390) && inner.as_u64() == Some(390), "{width} of {inner}");
}

#[tokio::test]
async fn the_side_opens_and_closes_and_a_thread_is_written_in() {
    let kith = Kith::new().await;
    let svenja = kith.opens_with("svenja", Looks { phone: true, ..Looks::default() }).await;
    fits(&svenja).await;
    svenja.is_open_to_all("phone-channel").await;

    let shown = "document.querySelector('#side').checkVisibility({ visibilityProperty: true })";
    svenja.waits_for(&format!("!{shown}")).await;
    svenja.clicks("Channels").await;
    svenja.waits_for(shown).await;
    svenja.is_open_to_all("phone-side").await;
    fits(&svenja).await;
    svenja.presses(Key::Escape).await;
    svenja.waits_for(&format!("!{shown}")).await;
    svenja.clicks("Channels").await;
    svenja.waits_for(shown).await;
    svenja.goes_to("random").await;
    svenja.waits_for(&format!("!{shown}")).await;

    svenja.types("Who comes along to the lighthouse?").await;
    svenja.clicks_at("Who comes along to the lighthouse?", "Reply in a thread").await;
    svenja.waits_for("document.querySelector('.thread .message')").await;
    svenja.is_live().await;
    fits(&svenja).await;
    let field = svenja.field("Reply in this thread").await;
    field.send_keys("I do").await.expect("a box");
    svenja.clicks_in(".thread .box", "Send").await;
    svenja.waits_for("document.querySelectorAll('.thread .message').length === 2").await;
    svenja.reads("Reply in this thread", "").await;
    svenja.is_open_to_all("phone-thread").await;
    svenja.clicks_in(".thread .top", "Close").await;
    svenja.waits_for("!document.querySelector('.thread')").await;
    svenja.sees_at("Who comes along to the lighthouse?", "1 reply").await;

    svenja.clicks("What Kith can do").await;
    svenja.sees("Log work that you did elsewhere.").await;
    svenja.takes("phone-commands").await;
    svenja.chooses("/contribute").await;
    svenja.sees("What did you do?").await;
    fits(&svenja).await;
    svenja.is_open_to_all("phone-form").await;
}
