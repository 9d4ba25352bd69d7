//! The clock is moved, and what was to come comes.

use super::kith::Kith;

#[tokio::test]
async fn the_next_digest_comes_with_its_pictures_and_its_thread() {
    let kith = Kith::new().await;
    let svenja = kith.opens("svenja").await;
    svenja.goes_to("staff-digest").await;
    let digests =
        "[...document.querySelectorAll('main .message.kith')].filter((one) => one.querySelector('.picture'))";
    let before = svenja.waits_for(&format!("{digests}.length")).await;
    svenja.clicks("The playground’s clock").await;
    svenja.is_open_to_all("clock").await;
    svenja.chooses("To the next digest").await;
    svenja.waits_for(&format!("{digests}.length > {before}")).await;
    svenja.sees_pictures("What you might do next", 3).await;
    svenja.waits_for(&format!("{digests}.at(-1).querySelector('.replies')")).await;
    svenja.takes("digest").await;
    svenja.clicks_at("What you might do next", "replies").await;
    svenja.waits_for("document.querySelector('.thread .message')").await;
    svenja.sees("How this is counted").await;
    svenja.is_open_to_all("digest-thread").await;
}

#[tokio::test]
async fn thanks_that_are_used_up_are_back_the_next_day() {
    let kith = Kith::new().await;
    let window = kith.opens("hana").await;
    window.types("/settings allowance:1").await;
    window.sees("allowance: 1").await;
    window.becomes("svenja").await;
    window.types("/shoutout @bia for the first mile").await;
    window.sees("svenja thanks @bia").await;
    window.types("/shoutout @asha for the second mile").await;
    window.sees("You have thanked 1 person today, which is all for one day here.").await;
    window.does_not_see("svenja thanks @asha").await;
    window.clicks("The playground’s clock").await;
    window.chooses("A day later").await;
    window.waits_for("Number(document.querySelector('time[data-ahead]').dataset.ahead) > 86000000").await;
    window.types("/shoutout @asha for the second mile").await;
    window.sees_at("svenja thanks @asha", "for the second mile").await;
}
