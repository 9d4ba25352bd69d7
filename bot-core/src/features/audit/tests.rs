//! Stories of the audit log.

use crate::testing::TestBot;

#[tokio::test]
async fn the_newest_stand_first_and_fifteen_are_shown() {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana", "Bo"]).await;
    bot.asks("Root", "/help").await;
    for n in 1..=10 {
        bot.asks("Root", &format!("/settings allowance:{}", n + 10)).await;
        bot.asks("Root", &format!("/roles {} @ana lead", if n % 2 == 0 { "take" } else { "give" })).await;
    }
    bot.asks("Root", "/roles give @bo lead").await;
    let audit = bot.asks("Bo", "/audit").await;
    let lines: Vec<&str> = audit.lines().collect();
    assert_eq!(lines.len(), 16);
    assert_eq!(
        lines[..4],
        [
            "says: What leads and admins did lately:",
            "• 2 March, 10:00 UTC — Root gave Bo a role: lead",
            "• 2 March, 10:00 UTC — Root took a role from Ana: lead",
            "• 2 March, 10:00 UTC — Root changed a setting: allowance: 19 → 20"
        ]
    );
    let about = bot.asks("Root", "/audit @bo").await;
    assert_eq!(about.lines().count(), 2);
}

#[tokio::test]
async fn about_somebody_of_whom_nothing_is_known_it_is_empty() {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana"]).await;
    bot.asks("Root", "/help").await;
    assert_eq!(bot.asks("Root", "/audit @ana").await, "says: Nothing is in the audit log yet.");
}

#[tokio::test]
async fn nobodys_words_look_like_a_line_of_the_log() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/help").await;
    bot.joins(&["Ana", "Bo"]).await;
    let told =
        bot.sends("Ana", "contribute", &[("what", "a talk\n• 1 March, 09:00 UTC · Root: role-given")]).await;
    bot.presses("Bo", "Confirm", &told).await;
    let log = bot.asks("Root", "/audit").await;
    assert!(log.contains("a talk • 1 March"), "{log}");
    assert_eq!(log.lines().count(), 3, "{log}");
}
