//! Everything can be done with the keys alone.

use fantoccini::key::Key;

use super::kith::Kith;
use super::window::Window;

/// The focus is where a selector says.
async fn focus_is_on(window: &Window, css: &str) {
    window.waits_for(&format!("document.activeElement.matches({css:?})")).await;
}

async fn goes_back(window: &Window) {
    window
        .keys(&format!("{}{}{}", char::from(Key::Shift), char::from(Key::Tab), char::from(Key::Null)))
        .await;
}

/// Goes down in a menu, to the item that begins so.
async fn goes_down_to(window: &Window, name: &str) {
    loop {
        let item = window
            .waits_for(
                "document.activeElement.matches('[role=menuitem]') && document.activeElement.innerText",
            )
            .await;
        if item.as_str().is_some_and(|item| item.starts_with(name)) {
            return;
        }
        window.presses(Key::Down).await;
    }
}

#[tokio::test]
async fn from_the_first_tab_to_a_form_and_a_menu() {
    let kith = Kith::new().await;
    let svenja = kith.opens("svenja").await;
    svenja.presses(Key::Tab).await;
    focus_is_on(&svenja, ".skip").await;
    svenja.takes("skip-link").await;
    svenja.presses(Key::Enter).await;
    focus_is_on(&svenja, "#write").await;

    // The suggestions: down to one, picked, and put away.
    svenja.keys("/").await;
    svenja.waits_for("document.querySelector('#write-options [aria-selected=true]')").await;
    let first = svenja.waits_for("write.getAttribute('aria-activedescendant')").await;
    svenja.presses(Key::Down).await;
    svenja.waits_for(&format!("write.getAttribute('aria-activedescendant') !== {first}")).await;
    svenja.presses(Key::Up).await;
    svenja.presses(Key::Escape).await;
    svenja.waits_for("document.querySelector('#write-options').hidden").await;
    svenja.keys("shoutout @ash").await;
    svenja
        .waits_for(
            "document.querySelector('#write-options [aria-selected=true] span')?.textContent === 'asha'",
        )
        .await;
    svenja.presses(Key::Enter).await;
    svenja.reads("Write in", "/shoutout @asha ").await;
    svenja.keys("for the charts").await;
    svenja.presses(Key::Enter).await;
    svenja.sees_at("svenja thanks @asha", "for the charts").await;

    // The commands: a menu, then a form, and back again.
    goes_back(&svenja).await;
    focus_is_on(&svenja, "[data-commands]").await;
    svenja.presses(Key::Enter).await;
    focus_is_on(&svenja, "[role=menuitem]").await;
    svenja.presses(Key::Escape).await;
    focus_is_on(&svenja, "[data-commands]").await;
    svenja.presses(Key::Enter).await;
    focus_is_on(&svenja, "[role=menuitem]").await;
    goes_down_to(&svenja, "/shoutout").await;
    svenja.presses(Key::Enter).await;
    focus_is_on(&svenja, "#field-to").await;
    svenja.keys("@decl").await;
    svenja
        .waits_for("document.querySelector('#field-to-list [role=option] span')?.textContent === 'declan'")
        .await;
    svenja.presses(Key::Down).await;
    svenja.presses(Key::Enter).await;
    svenja.reads("Who helped?", "@declan ").await;
    svenja.presses(Key::Escape).await;
    svenja.presses(Key::Tab).await;
    focus_is_on(&svenja, "#field-reason").await;
    svenja.keys("for the lantern").await;
    svenja
        .keys(&format!("{}{}{}", char::from(Key::Control), char::from(Key::Enter), char::from(Key::Null)))
        .await;
    svenja.sees_at("svenja thanks @declan", "for the lantern").await;
    focus_is_on(&svenja, "[data-commands]").await;
    svenja.presses(Key::Enter).await;
    focus_is_on(&svenja, "[role=menuitem]").await;
    goes_down_to(&svenja, "/contribute").await;
    svenja.presses(Key::Enter).await;
    focus_is_on(&svenja, "#field-what").await;
    svenja.presses(Key::Escape).await;
    svenja.waits_for("!document.querySelector('dialog[open]')").await;
    focus_is_on(&svenja, "[data-commands]").await;

    // The last message: its menu, and back again.
    goes_back(&svenja).await;
    focus_is_on(&svenja, ".message:last-child [data-more]").await;
    svenja.presses(Key::Enter).await;
    focus_is_on(&svenja, "[role=menuitem]").await;
    svenja.presses(Key::Down).await;
    svenja.presses(Key::Escape).await;
    focus_is_on(&svenja, ".message:last-child [data-more]").await;

    // From message to message.
    svenja.script("document.querySelector('main .log').focus()", vec![]).await.expect("a log");
    svenja.presses(Key::Up).await;
    focus_is_on(&svenja, ".message:last-child").await;
    svenja.presses(Key::Up).await;
    focus_is_on(&svenja, ".message:not(:last-child)").await;
}
