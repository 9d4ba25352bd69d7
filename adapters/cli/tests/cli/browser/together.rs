//! Two windows are two people, who see what is meant for them, as it happens.

use super::kith::Kith;

#[tokio::test]
async fn what_only_one_may_see_no_other_sees() {
    let kith = Kith::new().await;
    let (svenja, bia) = (kith.opens("svenja").await, kith.opens("bia").await);
    svenja.types("/me").await;
    svenja.sees("Only you can see this").await;
    svenja.sees("svenja used /me").await;
    svenja.types("/shoutout @asha for the good wind").await;
    bia.sees("svenja thanks @asha").await;
    svenja.types("Good morning, harbour").await;
    bia.sees("Good morning, harbour").await;
    bia.does_not_see("svenja used /me").await;
    bia.does_not_see("Only you can see this").await;
    // Nor after a reload.
    bia.reloads().await;
    bia.sees("Good morning, harbour").await;
    bia.does_not_see("svenja used /me").await;
    svenja.clicks_at("Only you can see this", "Dismiss").await;
    svenja.loses("Only you can see this").await;
}

#[tokio::test]
async fn a_contribution_is_confirmed_by_somebody_else() {
    let kith = Kith::new().await;
    let (svenja, bia) = (kith.opens("svenja").await, kith.opens("bia").await);
    svenja.types("/contribute Painted the pilot boat").await;
    svenja.clicks_at("Painted the pilot boat", "Confirm").await;
    svenja.sees("You were part of it, so somebody else has to confirm it.").await;
    bia.sees_at("Painted the pilot boat", "svenja contributed").await;
    bia.clicks_at("Painted the pilot boat", "Confirm").await;
    bia.sees_at("Painted the pilot boat", "onfirmed by @bia").await;
    svenja.sees_at("Painted the pilot boat", "onfirmed by @bia").await;
    svenja.is_open_to_all("confirmed").await;
}

#[tokio::test]
async fn settings_are_changed_by_an_admin_and_by_nobody_else() {
    let kith = Kith::new().await;
    let window = kith.opens("hana").await;
    window.types("/settings allowance:3 leaderboard:on").await;
    window.sees("Done. Now it is:").await;
    window.sees("allowance: 3").await;
    window.takes("settings").await;
    window.becomes("svenja").await;
    window.types("/settings allowance:9").await;
    window.sees("This is for people with the role").await;
    window.becomes("hana").await;
    window.types("/settings").await;
    window.sees_at("How Kith behaves here", "allowance: 3").await;
}
