//! `kith digest`: a week of a community, on the terminal or as a file with its pictures.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use bot_core::chat::Message;
use bot_core::moment::{Moment, Week};
use bot_core::{Bot, CommunityName, DigestPages};
use chrono::Utc;

use crate::database::Database;
use crate::draw::{self, Pen, line};
use crate::{community, markdown};

/// Read the digest of a week, on the terminal or as Markdown with pictures.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  kith digest\n  kith digest --community Harbour --week 2026-W46 --out digests"
)]
pub(crate) struct Args {
    /// Whose digest; needed where there are several communities
    #[arg(long, value_name = "NAME")]
    community: Option<String>,
    /// Which week, such as 2016-W41 [default: the last full one that has history]
    #[arg(long, value_name = "WEEK", value_parser = week)]
    week: Option<Week>,
    /// Write digest-WEEK.md and its pictures into this folder
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

fn week(typed: &str) -> Result<Week, String> {
    Week::parse(typed).ok_or_else(|| "a week is written like 2016-W41".to_owned())
}

pub(crate) async fn run(args: &Args, database: &Database) -> anyhow::Result<u8> {
    let bot = database.open_existing().await?;
    let community = community::choose(&bot, args.community.as_deref()).await?;
    let week = match args.week {
        Some(week) => week,
        None => last_full_week(&bot, &community).await?,
    };
    let pages = pages(&bot, &community, week).await?;
    let out = &mut std::io::stdout();
    match &args.out {
        Some(folder) => {
            for file in write(folder, week, &pages)? {
                writeln!(out, "{}", file.display())?;
            }
        }
        None => writeln!(out, "{}", drawn(&pages)?)?,
    }
    Ok(0)
}

/// The last full week that has history.
pub(crate) async fn last_full_week(bot: &Bot, community: &CommunityName) -> anyhow::Result<Week> {
    match bot.checkup(Moment::from(Utc::now()), community).await?.full_week {
        Some(week) => Ok(week),
        None => bail!("{} has no history yet, so there is nothing to tell.", line(&community.name)),
    }
}

/// The digest of a week.
pub(crate) async fn pages(bot: &Bot, community: &CommunityName, week: Week) -> anyhow::Result<DigestPages> {
    match bot.digest(Moment::from(Utc::now()), community, week).await? {
        Some(pages) => Ok(pages),
        None => bail!("There is no digest of {} for {}.", week.iso(), line(&community.name)),
    }
}

/// A digest for the terminal.
pub(crate) fn drawn(pages: &DigestPages) -> anyhow::Result<String> {
    let pen = Pen::new();
    let messages = std::iter::once(&pages.summary).chain(&pages.details);
    let drawn: Vec<String> =
        messages.map(|message| pen.message(message, None)).collect::<anyhow::Result<_>>()?;
    Ok(drawn.join("\n\n"))
}

/// Writes a digest into a folder, as Markdown and PNG; the files, the Markdown first.
pub(crate) fn write(folder: &Path, week: Week, pages: &DigestPages) -> anyhow::Result<Vec<PathBuf>> {
    write_messages(folder, week, std::iter::once(&pages.summary).chain(&pages.details))
}

fn write_messages<'a>(
    folder: &Path,
    week: Week,
    messages: impl Iterator<Item = &'a Message>,
) -> anyhow::Result<Vec<PathBuf>> {
    let name = format!("digest-{}", week.iso());
    let mut text = Vec::new();
    let mut files = vec![folder.join(format!("{name}.md"))];
    for message in messages {
        let mut pictures = Vec::new();
        for picture in &message.pictures {
            let file = draw::write_picture(folder, &format!("{name}-"), picture)?;
            files.push(folder.join(&file));
            pictures.push(file);
        }
        text.push(markdown::message(message, &pictures));
    }
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&files[0], text.join("\n\n") + "\n"))
        .with_context(|| format!("{} cannot be written", files[0].display()))?;
    Ok(files)
}

#[cfg(test)]
mod tests {
    use bot_core::chat::{Picture, Text};

    use super::*;

    #[test]
    fn a_digest_becomes_a_file_with_pictures_beside_it() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><rect width='9' height='9'/></svg>";
        let picture = Picture { name: "weeks".to_owned(), svg: svg.to_owned(), alt: "Ten weeks".to_owned() };
        let summary = Message::new(Text::words("A calm week.")).picture(picture);
        let messages = [summary, Message::new(Text::typed("# no heading"))];
        let folder = tempfile::tempdir().unwrap();
        let files = write_messages(folder.path(), Week::parse("2016-W41").unwrap(), messages.iter()).unwrap();
        let text = std::fs::read_to_string(&files[0]).unwrap();
        assert_eq!(text, "A calm week.\n\n![Ten weeks](digest-2016-W41-weeks.png)\n\n\\# no heading\n");
        assert!(std::fs::read(&files[1]).unwrap().starts_with(b"\x89PNG"));
    }
}
