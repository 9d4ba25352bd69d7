//! The list of tables, held against the database, and against rows in which somebody did everything.

use std::collections::BTreeMap;

use super::{link, one_community};
use crate::chat::Source;
use crate::features::contributions::tests::check;
use crate::features::links::queries::tables::tables;
use crate::features::privacy::tests::{everything, id_of, schema_of, tables_naming, zebulon_does_everything};
use crate::testing::{ELSEWHERE, PLATFORM, TestBot, message};

#[tokio::test]
async fn every_table_of_a_community_is_listed_with_all_its_columns() {
    let bot = TestBot::new().await;
    let mut there = schema_of(&bot).await;
    there.retain(|_, columns| columns.iter().any(|column| column == "community_id"));
    for columns in there.values_mut() {
        columns.retain(|column| column != "community_id");
        columns.sort();
    }
    let listed: BTreeMap<String, Vec<String>> = tables()
        .map(|table| {
            let mut columns: Vec<String> =
                table.columns.split(',').map(|column| column.trim().to_owned()).collect();
            columns.sort();
            (table.name.to_owned(), columns)
        })
        .collect();
    for (table, columns) in &there {
        assert_eq!(
            listed.get(table),
            Some(columns),
            "features/links/queries/tables on `{table}`: list the column, and if it names a member, say how it is joined \
             and parted"
        );
    }
    assert_eq!(listed.len(), there.len(), "a table that is not there is listed");
}

/// The first column of this table's rows that holds `id`, if one does.
fn holds(rows: &BTreeMap<String, Vec<String>>, id: &str) -> Vec<String> {
    let holds = |rows: &Vec<String>| rows.iter().any(|row| row.contains(&format!("|{id}|")));
    rows.iter().filter(|(_, rows)| holds(rows)).map(|(table, _)| table.clone()).collect()
}

/// Whoever adds a column that names a member, or a table, forgets it here only if nobody ever fills it: the story fills
/// all that `docs/privacy.md` calls personal, and a test there says so.
#[tokio::test]
async fn nothing_points_at_who_and_where_somebody_was() {
    let mut bot = TestBot::new().await;
    // The account that was there first keeps its id, and so does the community with more people.
    bot.goes_to(ELSEWHERE);
    for name in ["Old", "Zeb", "P1", "P2", "P3", "P4", "P5", "P6"] {
        bot.writes(name, "general", name, "hello").await;
    }
    bot.goes_to(PLATFORM);
    zebulon_does_everything(&mut bot).await;
    let zebulon = id_of(&bot, "Zebulon").await;
    let communities = bot
        .reads::<(i64, String)>(
            "select c.id, s.platform from community c join server s on s.community_id = c.id",
        )
        .await;
    let gone = communities.iter().find(|(_, platform)| platform == PLATFORM).expect("a community").0;
    one_community(&mut bot).await;
    check(&bot).await;
    assert_eq!(holds(&everything(&bot).await, &gone.to_string()), ["forgotten"; 0]);
    assert!(tables_naming(&bot, "no such name", &zebulon).await.len() > 10);
    link(&mut bot, "Zebulon", "Zeb").await;
    check(&bot).await;
    assert_eq!(tables_naming(&bot, "no such name", &zebulon).await, Vec::<String>::new());
    let late = [(bot.now, message("Zebulon", "general", "z1", "hi"))];
    assert_eq!(bot.takes_in_at(Source::Import, late).await.messages, 0, "it was counted before");
    bot.outbox();
}
