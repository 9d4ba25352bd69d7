//! Stories of counting.

mod counting;
mod did_this_count;
mod elsewhere;
mod pruning;
mod recount;
mod shown;
mod taking_back;

use crate::testing::TestBot;

pub(crate) use recount::check;

/// Four people who were here before.
async fn village() -> TestBot {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana", "Bo", "Cy", "Di"]).await;
    bot.asks("Root", "/help").await;
    bot
}

/// Every row of the daily rollup, such as `Ana: 2 message in general on 2026-03-02`, after a check that all rollups are
/// what the rows beneath them say.
async fn rollup(bot: &TestBot) -> Vec<String> {
    recount::check(bot).await;
    let rows: Vec<(String, i64, String, String, i64)> = bot
        .reads(
            "select m.name, d.n, d.kind, coalesce(c.name, '-'), d.day from daily d
             join account m on m.community_id = d.community_id and m.member_id = d.member_id
             left join channel c on c.community_id = d.community_id and c.id = d.channel_id
             order by m.name, d.day, d.kind, c.name",
        )
        .await;
    let line = |(name, n, kind, channel, day): (String, i64, String, String, i64)| {
        format!("{name}: {n} {kind} in {channel} on {}", crate::moment::Day(day).date())
    };
    rows.into_iter().map(line).collect()
}
