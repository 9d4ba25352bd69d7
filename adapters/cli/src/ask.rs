//! `kith ask`: one command, or many, as a member. The terminal is an adapter like the others.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::PathBuf;

use anyhow::bail;
use bot_core::Bot;
use bot_core::chat::{Button, Person, ServerId};
use bot_core::command::Outcome;
use bot_core::moment::Moment;
use chrono::Utc;

use crate::community;
use crate::config::Flags;
use crate::database::Database;
use crate::draw::line;
use crate::speak::{PLATFORM, Speaker, quoted};

/// Where it is asked if nobody says where.
const CHANNEL: &str = "general";

/// Run a command as a member and print the reply and what went into the outbox.
#[derive(clap::Args)]
#[command(
    after_help = "Without a line, lines are read from standard input: a number presses that button of the last \
    reply, `as NAME` speaks as somebody else. On an empty database a community of the terminal's own is made, where \
    whoever speaks is a member.\n\nExit status: 0 if it was done, 1 if it was refused or needs more, 2 if something \
    broke.\n\nExamples:\n  kith ask --as Ann '/shoutout @bo for the docs'\n  kith ask --as Ann /help\n  kith ask --as \
    Bo --button '/confirm contribution:123'\n  kith ask --as Ann < lines.txt"
)]
pub(crate) struct Args {
    /// Who asks: a name or an account
    #[arg(long = "as", value_name = "MEMBER")]
    member: Option<String>,
    /// Which community; needed where there are several
    #[arg(long, value_name = "NAME")]
    community: Option<String>,
    /// On which of the community's platforms, if it is on several
    #[arg(long, value_name = "NAME")]
    platform: Option<String>,
    /// In which channel, by the platform's id or name [default: general, or the first there is]
    #[arg(long, value_name = "NAME")]
    channel: Option<String>,
    /// The id of this asking: the same id again gets the same answer, and nothing is done twice [default: a new one]
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Press a button: the line is what stood beside it
    #[arg(long)]
    button: bool,
    /// Let somebody ask whom nobody knows yet
    #[arg(long)]
    new: bool,
    /// Write the pictures and files of replies into this folder
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// What to ask, such as '/shoutout @bo for the docs'
    line: Vec<String>,
}

pub(crate) async fn run(args: &Args, flags: &Flags, database: &Database) -> anyhow::Result<u8> {
    let bot = database.open().await?;
    let server = server(&bot, args).await?;
    let person = person(&bot, &server, args.member.as_deref(), args.new).await?;
    let (channel, place) = channel(&bot, &server, args.channel.as_deref()).await?;
    let again = again(args, flags, database);
    let mut speaker = Speaker { bot, server, channel, place, person, folder: args.out.clone(), again };
    speaker.again = format!("{} --as {}", speaker.again, named(&speaker.person));
    if args.line.is_empty() {
        let bot = speaker.bot.clone();
        let worst = talk(speaker, args, flags, database).await;
        bot.close().await;
        return worst;
    }
    let typed = args.line.join(" ");
    let id = args.id.clone().unwrap_or_else(new_id);
    let spoken =
        if args.button { speaker.press(&typed, &id).await? } else { speaker.ask(&typed, &id).await? };
    speaker.bot.close().await;
    Ok(status(spoken.outcome))
}

fn status(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Done => 0,
        Outcome::Asked | Outcome::Refused => 1,
        Outcome::Failed => 2,
    }
}

fn new_id() -> String {
    format!("terminal-{:032x}", rand::random::<u128>())
}

/// The channel of this id or name, with both. Where nothing is known of any, there is one of whatever name.
async fn channel(bot: &Bot, server: &ServerId, typed: Option<&str>) -> anyhow::Result<(String, String)> {
    let known = bot.channels(Moment::from(Utc::now()), server).await?;
    let name = typed.unwrap_or(CHANNEL).trim_start_matches('#');
    let by_id = known.iter().find(|(id, _)| id.as_str() == name);
    let found = by_id.or_else(|| known.iter().find(|(_, known)| known.eq_ignore_ascii_case(name)));
    match (found, known.first(), typed) {
        (Some((id, name)), ..) | (None, Some((id, name)), None) => Ok((id.to_string(), name.clone())),
        (None, None, _) => Ok((name.to_owned(), name.to_owned())),
        (None, Some(_), Some(_)) => {
            let known: Vec<String> = known.iter().map(|(_, name)| format!("#{name}")).collect();
            bail!("There is no channel {}. Known are {}.", line(name), line(&known.join(", ")))
        }
    }
}

/// The server where it is asked: one of the community's, or one of the terminal's own on an empty database.
async fn server(bot: &Bot, args: &Args) -> anyhow::Result<ServerId> {
    let Some(community) = community::find(bot, args.community.as_deref()).await? else {
        let server = ServerId::new(PLATFORM, "home");
        let name = args.community.as_deref().unwrap_or("Terminal");
        bot.found(Moment::from(Utc::now()), &server, name, None).await?;
        return Ok(server);
    };
    let wanted =
        |server: &&ServerId| args.platform.as_ref().is_none_or(|name| server.platform.as_str() == name);
    match community.servers.iter().find(wanted) {
        Some(server) => Ok(server.clone()),
        None => {
            let known: Vec<&str> = community.servers.iter().map(|server| server.platform.as_str()).collect();
            bail!("{} is on {} only.", line(&community.name), line(&known.join(", ")))
        }
    }
}

/// Whoever asks.
async fn person(bot: &Bot, server: &ServerId, typed: Option<&str>, new: bool) -> anyhow::Result<Person> {
    let at_home = server.platform.as_str() == PLATFORM;
    let typed =
        match typed.map(|typed| typed.trim().trim_start_matches('@')).filter(|typed| !typed.is_empty()) {
            Some(typed) => typed.to_owned(),
            None if at_home => "you".to_owned(),
            None => bail!("Who asks? Please say so with --as NAME."),
        };
    let now = Moment::from(Utc::now());
    let mut found = bot.find_people(now, server, &typed).await?;
    match found.len() {
        1 => Ok(found.remove(0)),
        0 if new || at_home => Ok(Person::new(&typed.to_lowercase(), &typed)),
        0 => {
            let near = bot.names_like(now, server, &typed).await?;
            let near: Vec<String> = near.iter().map(|name| line(name)).collect();
            let hint =
                if near.is_empty() { String::new() } else { format!(" Did you mean {}?", near.join(" or ")) };
            bail!("Nobody here is called {}.{hint} With --new, somebody new asks.", line(&typed))
        }
        _ => {
            let accounts: Vec<String> = found.iter().map(|one| line(one.account.as_str())).collect();
            bail!(
                "Several people are called {}. Please name the account: {}.",
                line(&typed),
                accounts.join(" or ")
            )
        }
    }
}

/// How to name a person on a command line.
fn named(person: &Person) -> String {
    quoted(&line(person.name.as_deref().unwrap_or(person.account.as_str())))
}

/// The beginning of the line that asks again, without who asks.
fn again(args: &Args, flags: &Flags, database: &Database) -> String {
    let mut again = format!("kith ask{}", flags.again(database));
    let given = [
        ("--community", args.community.clone()),
        ("--platform", args.platform.clone()),
        ("--channel", args.channel.clone()),
    ];
    for (flag, value) in given {
        if let Some(value) = value {
            again.push_str(&format!(" {flag} {}", quoted(&line(&value))));
        }
    }
    again
}

/// Reads lines and asks each. At a terminal, one talks; otherwise the exit status is the worst of all.
async fn talk(mut speaker: Speaker, args: &Args, flags: &Flags, database: &Database) -> anyhow::Result<u8> {
    let out = &mut std::io::stdout();
    let alive = std::io::stdin().is_terminal() && out.is_terminal();
    if alive {
        writeln!(
            out,
            "Type a command, such as /help. A number presses a button, `as NAME` speaks as somebody else."
        )?;
        writeln!(out, "Ctrl-D ends it.")?;
    }
    let mut worst = 0;
    let mut buttons: Vec<Button> = Vec::new();
    let mut asked = 0_u64;
    loop {
        if alive {
            write!(out, "{}> ", line(speaker.person.name.as_deref().unwrap_or_default()))?;
            out.flush()?;
        }
        let mut typed = String::new();
        if std::io::stdin().lock().read_line(&mut typed)? == 0 {
            return Ok(if alive { 0 } else { worst });
        }
        let typed = typed.trim();
        if typed.is_empty() {
            continue;
        }
        if let Some(name) = typed.strip_prefix("as ") {
            match person(&speaker.bot, &speaker.server, Some(name), args.new).await {
                Ok(person) => {
                    speaker.again = format!("{} --as {}", again(args, flags, database), named(&person));
                    speaker.person = person;
                }
                Err(error) => {
                    writeln!(out, "{error}")?;
                    worst = worst.max(1);
                }
            }
            continue;
        }
        asked += 1;
        let id = args.id.as_ref().map_or_else(new_id, |id| format!("{id}-{asked}"));
        let pressed = typed.parse::<usize>().ok().and_then(|n| buttons.get(n.wrapping_sub(1)));
        let spoken = match pressed {
            Some(button) => speaker.press_button(button, &id).await?,
            None => speaker.ask(typed, &id).await?,
        };
        worst = worst.max(status(spoken.outcome));
        buttons = spoken.buttons;
    }
}
