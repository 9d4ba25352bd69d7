//! The example that a new playground begins with: ten weeks of an invented community, of which eight are over.

mod asked;

use std::collections::HashMap;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::Path;

use anyhow::{Context as _, bail};
use bot_core::chat::{AccountId, ChannelId, Event, Happening, RoleId, ServerId};
use bot_core::moment::{Moment, Span, Week};
use chrono::{Days, NaiveDate, NaiveDateTime};
use history::Step;
use web::{Playground, Scene};

/// Ten weeks of an invented community; see `examples/README.md`.
const EXAMPLE: &[u8] = include_bytes!("../../../examples/harbour.zip");
/// What it is called.
pub(crate) const NAME: &str = "Harbour";
/// Its id on the playground.
const SERVER: &str = "harbour";
/// Where its people keep their clocks.
const ZONE: &str = "Europe/Lisbon";
/// Whom an open page speaks as until somebody chooses: a plain member.
const YOU: &str = "svenja";
/// The week of the example that is the one in which we are: eight are over, the next one is still to come.
const NOW: &str = "2026-W45";
/// Roles of the chat server itself.
const ROLES: [(&str, &str); 2] = [("R1", "Navigator"), ("R2", "Shipwright")];

/// Puts the example into a playground that has none; `folder` is where it may be unpacked. Whether it did.
pub(crate) async fn rehearse(playground: &Playground, folder: &Path) -> anyhow::Result<bool> {
    let server = ServerId::new(web::PLATFORM, SERVER);
    if playground.has_example().await? {
        return Ok(false);
    }
    let weeks = weeks_ahead(playground.now())?;
    let events = events(folder, &server, weeks)?;
    let scenes = scenes(events, weeks)?;
    let Some(you) = scenes.1.get(YOU) else { bail!("{YOU} is not in the example") };
    playground.rehearse(&server, NAME, ZONE, you, scenes.0).await?;
    Ok(true)
}

/// How many weeks the example is moved, so that its ninth is the one in which we are.
fn weeks_ahead(now: Moment) -> anyhow::Result<i64> {
    let then = Week::parse(NOW).context("the example's week")?;
    Ok(now.day(chrono_tz::Europe::Lisbon).week().0 - then.0)
}

fn moved(at: Moment, weeks: i64) -> Moment {
    at + Span::days(7 * weeks)
}

/// What happens on the chat server.
fn events(folder: &Path, server: &ServerId, weeks: i64) -> anyhow::Result<Vec<Event>> {
    // Under a name of its own, gone by itself: there may be a file of that name already.
    let mut export = tempfile::Builder::new().prefix("harbour-").suffix(".zip").tempfile_in(folder)?;
    export.write_all(EXAMPLE).context("the example cannot be written")?;
    let mut events = Vec::new();
    history::open(export.path())?.read(&mut |step| {
        if let Step::Event(event) = step
            && !matches!(event.what, Happening::Server { .. })
        {
            events.push(Event { server: server.clone(), at: moved(event.at, weeks), what: event.what });
        }
        ControlFlow::Continue(())
    });
    let first = events.iter().filter(|event| matches!(event.what, Happening::Message(_)));
    let first = first.map(|event| event.at).min().context("the example is empty")?;
    let role = |(id, name): (&str, &str)| {
        let what = Happening::Role { id: RoleId::from(id), name: name.to_owned() };
        Event { server: server.clone(), at: first, what }
    };
    events.extend(ROLES.map(role));
    for event in &mut events {
        // Whoever and whatever is there was there from the beginning.
        if matches!(event.what, Happening::Channel { .. } | Happening::Person(_) | Happening::Role { .. }) {
            event.at = first - Span::minutes(1);
        }
    }
    Ok(events)
}

/// Everything that happens, and who is who.
fn scenes(events: Vec<Event>, weeks: i64) -> anyhow::Result<(Vec<Scene>, HashMap<String, AccountId>)> {
    let (mut channels, mut people) = (HashMap::<String, ChannelId>::new(), HashMap::new());
    for event in &events {
        match &event.what {
            Happening::Channel { id, name, .. } => {
                channels.insert(name.clone(), id.clone());
            }
            Happening::Person(person) => {
                people.insert(person.name.clone().unwrap_or_default(), person.account.clone());
            }
            _ => {}
        }
    }
    let mut scenes: Vec<Scene> = events.into_iter().map(Scene::Event).collect();
    for (channel, time, name, line) in asked::ASKED {
        let at = Moment::from(NaiveDateTime::parse_from_str(time, "%Y-%m-%d %H:%M")?.and_utc());
        let (Some(channel), Some(account)) = (channels.get(channel), people.get(name)) else {
            bail!("#{channel} or @{name} is not in the example");
        };
        scenes.push(Scene::Line {
            at: moved(at, weeks),
            channel: channel.clone(),
            account: account.clone(),
            line: later(line, weeks),
        });
    }
    Ok((scenes, people))
}

/// A line whose days are moved as well.
fn later(line: &str, weeks: i64) -> String {
    let words = line.split(' ').map(|word| {
        let day = word.strip_prefix("when:").and_then(|day| day.parse::<NaiveDate>().ok());
        match day {
            Some(day) => {
                let days = Days::new(weeks.unsigned_abs() * 7);
                let day = if weeks < 0 { day - days } else { day + days };
                format!("when:{day}")
            }
            None => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use bot_core::Bot;
    use bot_core::command::parse_line;
    use chrono::{DateTime, Utc};

    use super::*;

    #[test]
    fn every_line_of_the_example_is_understood() {
        for (channel, time, name, line) in asked::ASKED {
            let read = parse_line(line, Bot::commands().iter().map(|command| command.spec));
            let read = read.unwrap_or_else(|| panic!("#{channel}, {time}, {name}: {line}"));
            assert_eq!(read.left_over, None, "{line}");
            for field in read.spec.fields.iter().filter(|field| field.required) {
                assert!(read.answers.get(field.name).is_some(), "{line}: no {}", field.name);
            }
        }
        assert!(asked::ASKED.windows(2).all(|pair| pair[0].1 < pair[1].1), "in the order of time");
    }

    #[test]
    fn the_ninth_week_is_the_one_in_which_we_are() {
        let now = |time: &str| Moment::from(DateTime::parse_from_rfc3339(time).unwrap().with_timezone(&Utc));
        assert_eq!(weeks_ahead(now("2026-11-05T12:00:00Z")).unwrap(), 0);
        assert_eq!(weeks_ahead(now("2027-01-01T12:00:00Z")).unwrap(), 8);
        assert_eq!(weeks_ahead(now("2026-10-01T12:00:00Z")).unwrap(), -5);
        assert_eq!(later("/contribute a b when:2026-11-14", 8), "/contribute a b when:2027-01-09");
        assert_eq!(later("/contribute a b when:2026-11-14", -1), "/contribute a b when:2026-11-07");
    }
}
