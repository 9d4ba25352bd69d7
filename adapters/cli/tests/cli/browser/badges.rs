//! Badges: given by leads, never by staff, with a card to look at.

use super::kith::Kith;

#[tokio::test]
async fn a_badge_by_a_lead_comes_with_a_card_and_staff_give_none() {
    let kith = Kith::new().await;
    let window = kith.opens("tomte").await;
    window.types("/badge give @bia Connector Knows who needs whom").await;
    window.sees_at("tomte gives @bia the badge", "Knows who needs whom").await;
    window.sees_pictures("tomte gives @bia the badge", 1).await;
    window.is_open_to_all("badge").await;

    window.becomes("oskar").await;
    window.types("/badge give @asha Guide Always there").await;
    window.sees("This is for people with the role").await;
    window.does_not_see("oskar gives").await;
}
