//! Stories of thanking.

mod allowance;
mod gates;
mod giving;
mod reactions;
mod taking_back;
mod together;
mod wall;
mod where_told;

use crate::testing::TestBot;

/// Seven members; Root is the admin, Lou a lead, Sam staff.
async fn village() -> TestBot {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Lou", "Sam"]).await;
    bot.asks("Root", "/help").await;
    bot.asks("Root", "/roles give @lou lead").await;
    bot.asks("Root", "/roles give @sam staff").await;
    bot
}

/// What stands on the wall, as members see it.
async fn wall(bot: &mut TestBot) -> Vec<String> {
    let wall = bot.asks("Gus", "/wall").await;
    wall.lines().filter(|line| line.starts_with('•')).map(str::to_owned).collect()
}
