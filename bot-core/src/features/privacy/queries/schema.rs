//! The database as it is, for the tests: its tables and columns, and where a person stands in them.

use std::collections::BTreeMap;

use sqlx::AssertSqlSafe;

use crate::store::{Engine, Tx};

/// Every table of Kith's with its columns, both in alphabetical order.
pub(crate) async fn tables(tx: &mut Tx, engine: Engine) -> BTreeMap<String, Vec<String>> {
    let sql = match engine {
        Engine::Postgres => {
            "select cast(table_name as text), cast(column_name as text) from information_schema.columns
             where table_schema = current_schema() order by 1, 2"
        }
        Engine::Sqlite => {
            "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c
             where m.type = 'table' order by 1, 2"
        }
    };
    let found: Vec<(String, String)> = sqlx::query_as(sql).fetch_all().await.expect("the schema");
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column) in found.into_iter().filter(|(table, _)| !table.starts_with("_sqlx")) {
        tables.entry(table).or_default().push(column);
    }
    tables
}

/// Every row of a table, its columns side by side as text.
pub(crate) async fn dump(tx: &mut Tx, table: &str, columns: &[String]) -> Vec<String> {
    let cells: Vec<String> =
        columns.iter().map(|column| format!("coalesce(cast({column} as text), '')")).collect();
    let sql = format!("select '|' || {} || '|' from {table} order by 1", cells.join(" || '|' || "));
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all().await.expect("rows")
}
