//! What an export hands out.

use std::ops::ControlFlow;

use super::{Row, Table};
use crate::testing::{TestBot, message};

async fn handed_out(bot: &TestBot, table: Table) -> Vec<Row> {
    let community = bot.bot.communities().await.expect("communities").remove(0);
    let mut rows = Vec::new();
    let sink = &mut |row| {
        rows.push(row);
        ControlFlow::Continue(())
    };
    bot.bot.export(&community, table, sink).await.expect("an export");
    rows
}

#[tokio::test]
async fn every_table_is_handed_out_with_names() {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ann", "Bo"]).await;
    bot.asks("Ann", "/shoutout @bo for the docs").await;
    bot.asks("Ann", "/contribute what:a talk with:@bo").await;
    for table in Table::ALL {
        for row in handed_out(&bot, table).await {
            assert_eq!(row.len(), table.columns().len(), "{table:?}");
        }
    }
    let shoutouts = handed_out(&bot, Table::Shoutouts).await;
    assert_eq!(shoutouts[0][3], "Ann");
    assert_eq!(shoutouts[0][5], serde_json::json!(["Bo"]));
    assert_eq!(shoutouts[0][6], serde_json::json!(["test:bo"]));
    assert_eq!(handed_out(&bot, Table::Logged).await[0][6], serde_json::json!(["Bo"]));
    assert_eq!(handed_out(&bot, Table::Badges).await, Vec::<Row>::new());
    bot.outbox();
}

#[tokio::test]
async fn pages_meet_without_a_gap_and_without_doubles() {
    let mut bot = TestBot::new().await;
    let messages = (0..2_500).map(|n| message(&format!("P{n:04}"), "general", &n.to_string(), "hello"));
    bot.happens(messages.collect::<Vec<_>>()).await;
    let rows = handed_out(&bot, Table::Contributions).await;
    let mut names: Vec<String> = rows.iter().map(|row| row[1].to_string()).collect();
    names.sort();
    names.dedup();
    assert_eq!((rows.len(), names.len()), (2_500, 2_500));
}
