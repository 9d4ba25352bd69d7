//! Nothing is lost: not by a reload, not by a crash; and what was brought in is there.

use fantoccini::key::Key;

use super::kith::Kith;
use crate::room::Room;

#[tokio::test]
async fn a_reload_loses_nothing() {
    let kith = Kith::new().await;
    let svenja = kith.opens("svenja").await;
    svenja.types("/me").await;
    svenja.sees("Only you can see this").await;
    svenja.writes("half a thought").await;
    svenja.clicks("What Kith can do").await;
    svenja.chooses("/contribute").await;
    svenja.fills("What did you do?", "Mended a net").await;
    svenja.reloads().await;
    svenja.reads("What did you do?", "Mended a net").await;
    svenja.sees("Only you can see this").await;
    svenja.clicks("Send").await;
    svenja.sees_at("svenja contributed", "Mended a net").await;
    svenja.reads("Write in", "half a thought").await;
    svenja.presses(Key::Escape).await;
    svenja.reloads().await;
    svenja.waits_for("!document.querySelector('dialog[open]')").await;
    svenja.reads("Write in", "half a thought").await;
}

#[tokio::test]
async fn whoever_leaves_a_form_finds_their_line_again() {
    let kith = Kith::new().await;
    let svenja = kith.opens("svenja").await;
    let line = "/shoutout @nobody-of-that-name for a long and heartfelt reason";
    svenja.types(line).await;
    svenja.waits_for("document.querySelector('dialog[open] form')").await;
    svenja.presses(Key::Escape).await;
    svenja.waits_for("!document.querySelector('dialog[open]')").await;
    svenja.reads("Write in", line).await;
}

#[tokio::test]
async fn whoever_comes_back_to_a_page_hears_what_is_new_there() {
    let kith = Kith::new().await;
    let (svenja, bia) = (kith.opens("svenja").await, kith.opens("bia").await);
    let goes = |how: &str| format!("dispatchEvent(new PageTransitionEvent('{how}', {{ persisted: true }}))");
    // A browser has six connections to one server: a page that it keeps for whoever comes back may hold none of them.
    svenja.script(&goes("pagehide"), Vec::new()).await.expect("it goes");
    bia.types("here is some news").await;
    bia.sees("here is some news").await;
    svenja.does_not_see("here is some news").await;
    svenja.script(&goes("pageshow"), Vec::new()).await.expect("it comes back");
    svenja.sees("here is some news").await;
}

#[tokio::test]
async fn the_process_is_killed_and_the_page_comes_back_by_itself() {
    let mut kith = Kith::new().await;
    let (svenja, bia) = (kith.opens("svenja").await, kith.opens("bia").await);
    svenja.types("/shoutout @asha for the calm before").await;
    svenja.types("Before the storm").await;
    bia.sees("Before the storm").await;
    kith.is_killed();
    for window in [&svenja, &bia] {
        window.waits_for("!document.body.hasAttribute('data-live')").await;
    }
    svenja.writes("In the storm").await;
    svenja.presses(Key::Enter).await;
    svenja.sees("Kith could not be reached. What you wrote is still here").await;
    svenja.takes("unreachable").await;
    kith.rises();
    svenja.is_live().await;
    bia.is_live().await;
    svenja.reads("Write in", "In the storm").await;
    svenja.find("#write").await.expect("a box").click().await.expect("a box");
    svenja.presses(Key::Enter).await;
    bia.sees("In the storm").await;
    bia.types("After the storm").await;
    svenja.sees("After the storm").await;
    svenja.reloads().await;
    for words in ["svenja thanks @asha", "Before the storm", "In the storm", "After the storm"] {
        svenja.sees(words).await;
    }
    svenja.waits_for("[...document.querySelectorAll('.message')].filter((one) => one.innerText.includes('In the storm')).length === 1")
        .await;
}

#[tokio::test]
async fn a_community_that_was_brought_in_opens_in_the_same_page() {
    let room = Room::with_history();
    let kith = Kith::in_room(room).await;
    let window = kith.opens_as_anybody().await;
    window.is_live().await;
    window.sees("# general").await;
    window.sees("This is the beginning of #general").await;
    window.sees("not what people wrote").await;
    window.waits_for("!document.querySelector('.message')").await;
    window.is_open_to_all("imported").await;
    window.clicks("You are").await;
    for name in ["Ann", "Bo", "=Cy"] {
        window.sees(name).await;
    }
    window.clicks_in(".found", "Bo").await;
    window.waits_for("document.querySelector('.me strong')?.textContent === 'Bo'").await;
    window.is_live().await;
    window.types("/shoutout @Ann for the question").await;
    window.sees_at("Bo thanks @Ann", "for the question").await;
}

#[tokio::test]
async fn in_german_after_an_admin_chose_it() {
    let kith = Kith::new().await;
    let hana = kith.opens("hana").await;
    hana.types("/settings language:de").await;
    hana.sees("Erledigt.").await;
    hana.reloads().await;
    hana.waits_for("document.documentElement.lang === 'de'").await;
    hana.is_open_to_all("german").await;
}
