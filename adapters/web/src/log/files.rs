//! Pictures and files under messages, in the log itself: no path leads anywhere else.

use bot_core::chat::AccountId;

use super::{Log, Writing};
use crate::Result;

/// A picture or a file to keep.
#[derive(Clone, Debug)]
pub(crate) struct NewFile {
    pub(crate) name: String,
    /// Its media type, as its contents say.
    pub(crate) kind: String,
    /// What a picture shows.
    pub(crate) alt: String,
    pub(crate) bytes: Vec<u8>,
}

/// A picture or a file, without its contents.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct FileRef {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) alt: String,
    /// How long it is, in bytes.
    pub(crate) size: i64,
    /// How wide a picture is, in pixels.
    pub(crate) width: Option<i64>,
    /// How high.
    pub(crate) height: Option<i64>,
}

impl FileRef {
    /// Whether a browser shows it as a picture.
    pub(crate) fn is_picture(&self) -> bool {
        self.kind.starts_with("image/")
    }
}

impl Log {
    /// The files of messages; `ids` is a JSON array of their numbers.
    pub(super) async fn files_of(&self, ids: &str) -> Result<Vec<(i64, FileRef)>> {
        type Row = (i64, String, String, String, String, i64, Option<i64>, Option<i64>);
        let rows: Vec<Row> = sqlx::query_as(
            "select message, id, name, kind, alt, length(bytes), width, height from file
             where message in (select value from json_each($1)) order by message, rowid",
        )
        .bind(ids)
        .fetch_all(&self.pool)
        .await?;
        let read = |(n, id, name, kind, alt, size, width, height): Row| {
            (n, FileRef { id, name, kind, alt, size, width, height })
        };
        Ok(rows.into_iter().map(read).collect())
    }

    /// A file by its id: which it is, its contents, and who alone may have it.
    pub(crate) async fn file(&self, id: &str) -> Result<Option<(FileRef, Option<AccountId>, Vec<u8>)>> {
        type Row = (String, String, String, Option<String>, Vec<u8>);
        let row: Option<Row> = sqlx::query_as(
            "select f.name, f.kind, f.alt, m.only_for, f.bytes from file f join message m on m.n = f.message
             where f.id = $1",
        )
        .bind(id)
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map(|(name, kind, alt, only_for, bytes)| {
            let size = bytes.len() as i64;
            let file = FileRef { id: id.to_owned(), name, kind, alt, size, width: None, height: None };
            (file, only_for.map(AccountId), bytes)
        }))
    }
}

impl Writing {
    /// How many bytes all files together have.
    pub(crate) async fn stored(&mut self) -> Result<i64> {
        let sum = sqlx::query_scalar("select coalesce(sum(length(bytes)), 0) from file");
        Ok(sum.fetch_one(&mut *self.tx).await?)
    }

    pub(super) async fn add_file(&mut self, message: i64, file: NewFile) -> Result<()> {
        let size = file.kind.starts_with("image/").then(|| imagesize::blob_size(&file.bytes).ok()).flatten();
        let side = |side: usize| i64::try_from(side).ok();
        sqlx::query(
            "insert into file (id, message, name, kind, alt, bytes, width, height)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(format!("{:032x}", rand::random::<u128>()))
        .bind(message)
        .bind(file.name)
        .bind(file.kind)
        .bind(file.alt)
        .bind(file.bytes)
        .bind(size.and_then(|size| side(size.width)))
        .bind(size.and_then(|size| side(size.height)))
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }
}
