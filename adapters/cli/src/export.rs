//! `kith export`: what a community did, as CSV and JSON, row by row.

use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use bot_core::{Bot, CommunityName, Row, Table};
use clap::ValueEnum;
use serde::Serializer as _;
use serde::ser::SerializeMap as _;
use serde_json::Value;

use crate::community;
use crate::database::Database;

/// Hand out contributions, shout-outs and badges as CSV and JSON.
#[derive(clap::Args)]
#[command(
    after_help = "Days are in the community's zone, moments in UTC, accounts are PLATFORM:ID. In CSV, a cell that \
    a spreadsheet would take for a formula has a ' before it.\n\nExamples:\n  kith export --out export\n  kith export \
    shoutouts --format json | jq .\n  kith export contributions | head"
)]
pub(crate) struct Args {
    /// What to hand out [default: all with --out, contributions without]
    #[arg(value_enum)]
    table: Option<Wanted>,
    /// Whose; needed where there are several communities
    #[arg(long, value_name = "NAME")]
    community: Option<String>,
    /// In which format [default: both with --out, csv without]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write files such as shoutouts.csv into this folder, instead of to standard output
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Wanted {
    /// Who holds or held which badge, for what
    Badges,
    /// How much of each kind a member did on a day in a channel
    Contributions,
    /// Work done elsewhere, as its doer told it
    Logged,
    /// Questions that climbed; private ones without their words and without who asked
    Questions,
    /// Who thanked whom for what
    Shoutouts,
}

impl From<Wanted> for Table {
    fn from(wanted: Wanted) -> Self {
        match wanted {
            Wanted::Badges => Self::Badges,
            Wanted::Contributions => Self::Contributions,
            Wanted::Logged => Self::Logged,
            Wanted::Questions => Self::Questions,
            Wanted::Shoutouts => Self::Shoutouts,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For spreadsheets
    Csv,
    /// For programs: one array of objects
    Json,
}

impl Format {
    fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

pub(crate) async fn run(args: &Args, database: &Database) -> anyhow::Result<u8> {
    let bot = database.open_existing().await?;
    let community = community::choose(&bot, args.community.as_deref()).await?;
    let Some(folder) = &args.out else {
        let table = args.table.map_or(Table::Contributions, Table::from);
        let mut out = BufWriter::new(std::io::stdout());
        write(&bot, &community, table, args.format.unwrap_or(Format::Csv), &mut out).await?;
        return Ok(0);
    };
    let tables = args.table.map_or_else(|| Table::ALL.to_vec(), |one| vec![one.into()]);
    let formats = args.format.map_or_else(|| vec![Format::Csv, Format::Json], |one| vec![one]);
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    for table in tables {
        for format in &formats {
            let path = folder.join(format!("{}.{}", table.name(), format.name()));
            file(&bot, &community, table, *format, &path).await?;
            writeln!(std::io::stdout(), "{}", path.display())?;
        }
    }
    Ok(0)
}

async fn file(
    bot: &Bot,
    community: &CommunityName,
    table: Table,
    format: Format,
    path: &Path,
) -> anyhow::Result<()> {
    let cannot = || format!("{} cannot be written", path.display());
    let mut out = BufWriter::new(std::fs::File::create(path).with_context(cannot)?);
    write(bot, community, table, format, &mut out).await.with_context(cannot)
}

/// Writes a whole table.
async fn write(
    bot: &Bot,
    community: &CommunityName,
    table: Table,
    format: Format,
    out: &mut (dyn Write + Send),
) -> anyhow::Result<()> {
    let mut rows: Box<dyn Rows + Send + '_> = match format {
        Format::Csv => Box::new(Csv::begin(table, &mut *out)?),
        Format::Json => Box::new(Json { table, out: &mut *out, first: true }),
    };
    let mut written = Ok(());
    let sink = &mut |row: Row| {
        written = rows.row(&row);
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    bot.export(community, table, sink).await?;
    written?;
    rows.end()?;
    drop(rows);
    out.flush()?;
    Ok(())
}

/// A format being written.
trait Rows {
    fn row(&mut self, row: &Row) -> std::io::Result<()>;
    fn end(&mut self) -> std::io::Result<()>;
}

struct Csv<'a>(csv::Writer<&'a mut (dyn Write + Send)>);

impl<'a> Csv<'a> {
    fn begin(table: Table, out: &'a mut (dyn Write + Send)) -> std::io::Result<Self> {
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(table.columns()).map_err(plain)?;
        Ok(Self(csv))
    }
}

impl Rows for Csv<'_> {
    fn row(&mut self, row: &Row) -> std::io::Result<()> {
        self.0.write_record(row.iter().map(cell)).map_err(plain)
    }

    fn end(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

/// The error beneath, so that a reader who has seen enough is still recognised as one.
fn plain(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => std::io::Error::other(format!("{other:?}")),
    }
}

/// A value as a cell. Texts that a spreadsheet would take for a formula get a `'` before them.
fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => return String::new(),
        Value::String(text) => text.clone(),
        Value::Array(texts) => {
            texts.iter().map(|text| text.as_str().unwrap_or_default()).collect::<Vec<_>>().join("; ")
        }
        other => return other.to_string(),
    };
    if text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r']) {
        return format!("'{text}");
    }
    text
}

struct Json<'a> {
    table: Table,
    out: &'a mut (dyn Write + Send),
    first: bool,
}

impl Rows for Json<'_> {
    fn row(&mut self, row: &Row) -> std::io::Result<()> {
        self.out.write_all(if self.first { b"[\n" } else { b",\n" })?;
        self.first = false;
        // Column by column, so that they stand in their order.
        let mut json = serde_json::Serializer::new(&mut *self.out);
        let mut map = json.serialize_map(Some(row.len()))?;
        for (column, value) in self.table.columns().iter().zip(row) {
            map.serialize_entry(column, value)?;
        }
        Ok(map.end()?)
    }

    fn end(&mut self) -> std::io::Result<()> {
        self.out.write_all(if self.first { b"[]\n" } else { b"\n]\n" })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_spreadsheet_sees_no_formula() {
        for text in ["=1+1", "+1", "-1", "@sum", " =1", "\t=1"] {
            assert_eq!(cell(&json!(text)), format!("'{text}"));
        }
        assert_eq!(cell(&json!(-3)), "-3");
        assert_eq!(cell(&json!(["Ann", "=Bo"])), "Ann; =Bo");
        assert_eq!(cell(&json!(["=Ann"])), "'=Ann");
        assert_eq!(cell(&json!(null)), "");
    }
}
