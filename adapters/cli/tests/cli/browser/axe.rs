//! The page keeps nobody out, in any of its states: axe-core looks at each.

use fantoccini::key::Key;

use super::chrome::Looks;
use super::kith::Kith;

/// Runs axe-core, which stands before it; what it finds that is serious.
pub(super) const RUN: &str = r#"
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ["violations"] }).then((found) => done(found.violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => ({ id: one.id, help: one.help, nodes: one.nodes.slice(0, 5).map((node) => [node.html.slice(0, 300), node.failureSummary]) }))),
  (error) => done([String(error)]));
"#;

#[tokio::test]
async fn a_channel_and_what_opens_on_it() {
    let kith = Kith::new().await;
    let svenja = kith.opens("svenja").await;
    svenja.is_open_to_all("channel-light").await;

    svenja.writes("/").await;
    svenja.sees("Thank one to five people").await;
    svenja.is_open_to_all("commands-suggested").await;
    svenja.writes("/shoutout @bia for ").await;
    svenja.waits_for("document.querySelector('#write-options .tip') && !document.querySelector('#write-options [role=option]')").await;
    svenja.is_open_to_all("nothing-suggested").await;
    svenja.presses(Key::Escape).await;

    svenja.clicks("What Kith can do").await;
    svenja.is_open_to_all("commands-menu").await;
    svenja.chooses("/shoutout").await;
    svenja.fills("Who helped?", "@nobody-of-that-name").await;
    svenja.fills("What did they do?", "carried the anchor").await;
    svenja.clicks("Send").await;
    svenja.sees("I do not know anybody called @nobody-of-that-name here.").await;
    svenja.is_open_to_all("form-with-errors").await;
    svenja.clicks("Cancel").await;

    svenja.clicks("You are").await;
    svenja.sees("Or come in as somebody new").await;
    svenja.sees("hana").await;
    svenja.is_open_to_all("switch").await;
}

#[tokio::test]
async fn a_channel_in_the_dark_and_its_thread() {
    let kith = Kith::new().await;
    let svenja = kith.opens_with("svenja", Looks { dark: true, ..Looks::default() }).await;
    svenja.is_open_to_all("channel-dark").await;
    svenja.clicks_in("main", "2 replies").await;
    svenja.waits_for("document.querySelector('.thread .message')").await;
    svenja.is_live().await;
    svenja.is_open_to_all("thread-dark").await;
    svenja.clicks("The playground’s clock").await;
    svenja.sees("A day later").await;
    svenja.is_open_to_all("clock-dark").await;
    svenja.presses(Key::Escape).await;
    svenja.clicks_in("main", "What Kith can do").await;
    svenja.chooses("/shoutout").await;
    svenja.is_open_to_all("form-dark").await;
}
