//! A history in the order of time, though exports go channel by channel: read several times if it is long, each time for the
//! days whose turn it is, so that memory does not grow with it.

use std::collections::BTreeMap;
use std::ops::{ControlFlow, Range};

use bot_core::chat::{Event, Happening};
use bot_core::moment::Moment;
use history::{History, Step, Summary};

/// So many events are held at once: some hundred megabytes. More only if an hour has more.
pub(crate) const MOST: usize = 200_000;

const HOUR: i64 = 3_600_000;

/// Hands on what `history` holds in the order of time: what lists say of people and channels first, whenever they changed last.
pub(crate) fn read(
    history: &mut History,
    most: usize,
    sink: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Summary {
    let mut events: Vec<Event> = Vec::new();
    let mut hours: BTreeMap<i64, usize> = BTreeMap::new();
    let mut seen = 0_usize;
    let summary = history.read(&mut |step| {
        if let Step::Event(event) = step {
            seen += 1;
            if !is_listed(&event) {
                *hours.entry(hour(event.at)).or_default() += 1;
            }
            match seen <= most {
                true => events.push(event),
                // It is read again anyway.
                false => events = Vec::new(),
            }
        }
        ControlFlow::Continue(())
    });
    if seen <= most {
        // Whoever stops listening knows why.
        let _ = hand_on(events, sink);
        return summary;
    }
    let turns = turns(&hours, most);
    for (n, turn) in turns.iter().enumerate() {
        let mut events: Vec<Event> = Vec::new();
        history.read(&mut |step| {
            if let Step::Event(event) = step
                && if is_listed(&event) { n == 0 } else { turn.contains(&hour(event.at)) }
            {
                events.push(event);
            }
            ControlFlow::Continue(())
        });
        let read = history.size() * (n as u64 + 1) / turns.len() as u64;
        if hand_on(events, sink).is_break() || sink(Step::Read(read)).is_break() {
            break;
        }
    }
    summary
}

fn hour(at: Moment) -> i64 {
    at.0.div_euclid(HOUR)
}

/// Whether a list says it, rather than that it happened.
fn is_listed(event: &Event) -> bool {
    matches!(event.what, Happening::Channel { .. } | Happening::Person(_))
}

/// Puts what happened into the order of time.
pub(crate) fn order(events: &mut [Event]) {
    events.sort_by_key(|event| if is_listed(event) { (0, Moment(i64::MIN)) } else { (1, event.at) });
}

fn hand_on(mut events: Vec<Event>, sink: &mut dyn FnMut(Step) -> ControlFlow<()>) -> ControlFlow<()> {
    order(&mut events);
    events.into_iter().try_for_each(|event| sink(Step::Event(event)))
}

/// The hours of each turn, so that no turn has more than `most` events unless one hour has.
fn turns(hours: &BTreeMap<i64, usize>, most: usize) -> Vec<Range<i64>> {
    let mut turns: Vec<(Range<i64>, usize)> = Vec::new();
    for (hour, events) in hours {
        match turns.last_mut() {
            Some((turn, held)) if *held + events <= most => {
                turn.end = hour + 1;
                *held += events;
            }
            _ => turns.push((*hour..hour + 1, *events)),
        }
    }
    // Whatever only lists say is still said.
    if turns.is_empty() {
        turns.push((0..0, 0));
    }
    turns.into_iter().map(|(turn, _)| turn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANNELS: usize = 4;
    const EACH: usize = 60;

    /// An export of four channels whose messages alternate: one of each channel every twenty minutes.
    fn export() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: String, json: serde_json::Value| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, json.to_string()).unwrap();
        };
        let channel = |n: usize| serde_json::json!({ "id": format!("C{n}"), "name": format!("c{n}") });
        write("channels.json".to_owned(), (0..CHANNELS).map(channel).collect());
        write("users.json".to_owned(), serde_json::json!([{ "id": "U1", "name": "ana" }]));
        for n in 0..CHANNELS {
            let message = |m: usize| {
                let seconds = 1_772_442_000 + m * 1_200 + n * 60;
                let ts = format!("{seconds}.000100");
                serde_json::json!({ "type": "message", "user": "U1", "text": format!("{n} {m}"), "ts": ts })
            };
            write(format!("c{n}/2026-03-02.json"), (0..EACH).map(message).collect());
        }
        folder
    }

    /// What is handed on with at most so many held.
    fn handed_on(most: usize) -> (Vec<Event>, u64) {
        let folder = export();
        let mut history = history::open(folder.path()).unwrap();
        let mut events = Vec::new();
        let summary = read(&mut history, most, &mut |step| {
            // A community that its export does not name is called as the folder is.
            if let Step::Event(event) = step
                && !matches!(event.what, Happening::Server { .. })
            {
                events.push(event);
            }
            ControlFlow::Continue(())
        });
        (events, summary.messages)
    }

    #[test]
    fn however_little_is_held_all_of_it_comes_in_the_order_of_time() {
        let (whole, messages) = handed_on(MOST);
        assert_eq!(messages, (CHANNELS * EACH) as u64);
        let said = whole.iter().filter(|event| matches!(event.what, Happening::Message(_)));
        let times: Vec<Moment> = said.map(|event| event.at).collect();
        assert_eq!(times.len(), CHANNELS * EACH);
        assert!(times.is_sorted());
        // People and channels are known before anything is said.
        let listed = whole.iter().position(|event| !is_listed(event)).unwrap();
        assert!(whole[listed..].iter().all(|event| !is_listed(event)));
        for most in [1, 12, 50, CHANNELS * EACH] {
            let (pieces, messages) = handed_on(most);
            assert_eq!((pieces, messages), (whole.clone(), (CHANNELS * EACH) as u64), "{most} at once");
        }
    }

    #[test]
    fn no_turn_has_more_than_is_held_at_once() {
        let hours: BTreeMap<i64, usize> =
            (0..100).map(|hour| (hour * 3, 1 + (hour as usize * 7) % 20)).collect();
        for most in [20, 33, 100, 10_000] {
            let turns = turns(&hours, most);
            let held = |turn: &Range<i64>| hours.range(turn.clone()).map(|(_, n)| n).sum::<usize>();
            assert!(turns.iter().all(|turn| held(turn) <= most), "{most}");
            assert_eq!(turns.iter().map(held).sum::<usize>(), hours.values().sum::<usize>());
            assert!(turns.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }

    #[test]
    fn who_stops_listening_ends_it() {
        let folder = export();
        let mut history = history::open(folder.path()).unwrap();
        let mut heard = 0;
        read(&mut history, 50, &mut |step| {
            heard += usize::from(matches!(step, Step::Event(_)));
            if heard < 70 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        assert_eq!(heard, 70);
    }
}
