//! One question to the database: its SQL, its values, and what comes back.

use std::borrow::Cow;

use sqlx::AssertSqlSafe;

use super::row::{Raw, Row};
use super::{Inner, Tx, file};
use crate::error::{Error, Result};

/// A value in a query. Nothing has a type too, because Postgres asks for it.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Integer(Option<i64>),
    Real(Option<f64>),
    Text(Option<String>),
}

macro_rules! becomes {
    ($($from:ty => $variant:ident),* $(,)?) => {
        $(
            impl From<$from> for Value {
                fn from(value: $from) -> Self {
                    Self::$variant(Some(value.into()))
                }
            }

            impl From<Option<$from>> for Value {
                fn from(value: Option<$from>) -> Self {
                    Self::$variant(value.map(Into::into))
                }
            }
        )*
    };
}

becomes!(&String => Text, &str => Text, String => Text, f64 => Real, i64 => Integer);

/// A query that is being put together; `$1` is the first value bound.
#[must_use = "a query asks nothing until it is executed or fetched"]
pub(crate) struct Query<'t> {
    tx: &'t mut Tx,
    sql: Cow<'static, str>,
    values: Vec<Value>,
}

impl<'t> Query<'t> {
    pub(super) fn new(tx: &'t mut Tx, sql: Cow<'static, str>) -> Self {
        Self { tx, sql, values: Vec::new() }
    }

    /// The next value.
    pub(crate) fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Asks; how many rows it changed.
    pub(crate) async fn execute(self) -> Result<u64> {
        match &mut self.tx.inner {
            Inner::File(tx) => {
                let changed = file::execute(tx.connection()?, written(self.sql)?, &self.values)?;
                give_way().await;
                Ok(changed)
            }
            Inner::Server(tx) => Ok(bound(self.sql, self.values).execute(&mut **tx).await?.rows_affected()),
        }
    }

    /// Asks; every row.
    pub(crate) async fn fetch_all<R: Row>(self) -> Result<Vec<R>> {
        match &mut self.tx.inner {
            Inner::File(tx) => {
                let rows = file::fetch(tx.connection()?, written(self.sql)?, &self.values, usize::MAX)?;
                give_way().await;
                Ok(rows)
            }
            Inner::Server(tx) => {
                let rows = bound(self.sql, self.values).fetch_all(&mut **tx).await?;
                rows.iter().map(|row| R::read(&Raw::Server(row))).collect()
            }
        }
    }

    /// Asks; the first row, if there is one.
    pub(crate) async fn fetch_optional<R: Row>(self) -> Result<Option<R>> {
        match &mut self.tx.inner {
            Inner::File(tx) => {
                let row = file::fetch(tx.connection()?, written(self.sql)?, &self.values, 1)?.pop();
                give_way().await;
                Ok(row)
            }
            Inner::Server(tx) => {
                let row = bound(self.sql, self.values).fetch_optional(&mut **tx).await?;
                row.map(|row| R::read(&Raw::Server(&row))).transpose()
            }
        }
    }

    /// Asks; the one row that there must be.
    pub(crate) async fn fetch_one<R: Row>(self) -> Result<R> {
        self.fetch_optional().await?.ok_or_else(|| Error::failed(sqlx::Error::RowNotFound))
    }
}

/// A query as it stands in the program, which is SQLite's dialect.
fn written(sql: Cow<'static, str>) -> Result<&'static str> {
    match sql {
        Cow::Borrowed(sql) => Ok(sql),
        Cow::Owned(sql) => Err(Error::failed(format!("not SQLite's dialect: {sql}"))),
    }
}

/// A file answers at once, so nothing would ever make way for others: many small questions do after a while.
async fn give_way() {
    tokio::task::coop::consume_budget().await;
}

type Bound = sqlx::query::Query<'static, sqlx::Any, sqlx::any::AnyArguments>;

fn bound(sql: Cow<'static, str>, values: Vec<Value>) -> Bound {
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in values {
        query = match value {
            Value::Integer(value) => query.bind(value),
            Value::Real(value) => query.bind(value),
            Value::Text(value) => query.bind(value),
        };
    }
    query
}
