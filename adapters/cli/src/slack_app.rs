//! `kith slack`: what Slack wants to know of the app before Kith can come.

use std::io::Write as _;

use anyhow::bail;
use bot_core::Bot;
use bot_core::command::CommandSpec;

use crate::draw::line;

/// Make what Slack wants to know of the app.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Print the app's manifest, to paste into Slack
    #[command(
        after_help = "Without an address it is for Socket Mode, which needs none.\n\nExamples:\n  kith slack manifest\n  kith \
        slack manifest --url https://kith.example.org\n  kith slack manifest --alias shoutout --alias contribute"
    )]
    Manifest {
        /// The public address at which Slack finds Kith, such as `https://kith.example.org`
        #[arg(long, value_name = "ADDRESS")]
        url: Option<String>,
        /// A command that stands by itself besides /kith; may be repeated [default: those that members use most]
        #[arg(long = "alias", value_name = "COMMAND")]
        aliases: Vec<String>,
        /// No command but /kith
        #[arg(long, conflicts_with = "aliases")]
        no_aliases: bool,
    },
}

pub(crate) fn run(args: &Args) -> anyhow::Result<u8> {
    let Command::Manifest { url, aliases, no_aliases } = &args.command;
    if let Some(url) = url
        && !(url.starts_with("https://") && url.len() > "https://".len())
    {
        bail!("Slack comes only to an address that begins with https://, such as https://kith.example.org");
    }
    let named = aliases.iter().map(|alias| stands_alone(alias)).collect::<anyhow::Result<Vec<&str>>>()?;
    let aliases = if named.is_empty() && !no_aliases { &slack::ALIASES[..] } else { &named[..] };
    write!(std::io::stdout(), "{}", slack::manifest(url.as_deref(), aliases))?;
    Ok(0)
}

/// The command that somebody names, if it can stand by itself.
fn stands_alone(typed: &str) -> anyhow::Result<&'static str> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let name = words.join(" ").trim_start_matches('/').to_lowercase();
    let typed = || Bot::commands().iter().map(|command| command.spec).filter(CommandSpec::is_typed);
    let Some(spec) = typed().find(|spec| spec.name == name) else {
        let mut alone: Vec<&str> = typed().map(|spec| spec.name).filter(|name| !name.contains(' ')).collect();
        alone.sort_unstable();
        bail!(
            "There is no command “{}”. These can stand by themselves: {}. All others are asked for by /kith, such as /kith \
             roles give",
            line(&name),
            alone.join(", ")
        );
    };
    if name.contains(' ') {
        bail!(
            "Only a command of one word can stand by itself: Slack takes no blank in its name. /kith {name} works all the same"
        );
    }
    Ok(spec.name)
}
