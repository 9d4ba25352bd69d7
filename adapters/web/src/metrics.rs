//! What a running Kith tells about itself, for Prometheus to read.

use std::sync::Mutex;
use std::time::Duration;

use bot_core::command::Outcome;
use bot_core::moment::Moment;
use bot_core::{Backlog, Delivery, Sight};
use prometheus_client::encoding::{EncodeLabelSet, text::encode};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// From a millisecond to ten seconds.
const BUCKETS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.0, 10.0];

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Asked {
    /// Only names that are in the table: nobody can make up new ones.
    command: String,
    outcome: &'static str,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Outgoing {
    result: &'static str,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct On {
    platform: String,
}

/// The counters.
#[derive(Debug)]
pub struct Metrics {
    registry: Mutex<Registry>,
    commands: Family<Asked, Histogram, fn() -> Histogram>,
    events: Counter,
    effects: Family<Outgoing, Counter>,
    waiting: Family<On, Gauge>,
    lag: Family<On, Gauge>,
    streams: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("kith");
        let commands = Family::new_with_constructor((|| Histogram::new(BUCKETS)) as fn() -> Histogram);
        let (events, effects) = (Counter::default(), Family::default());
        let (waiting, lag, streams) = (Family::default(), Family::default(), Gauge::default());
        let about = "Time from asking for a command to its answer, by outcome";
        registry.register_with_unit("command", about, Unit::Seconds, commands.clone());
        registry.register("events", "Events taken in", events.clone());
        registry.register("effects", "Effects carried out, refused or put off", effects.clone());
        registry.register("effects_waiting", "Effects that are due and not done yet", waiting.clone());
        let about = "For how long the oldest effect has been due";
        registry.register_with_unit("effects_lag", about, Unit::Seconds, lag.clone());
        registry.register("streams_open", "Pages that listen for news", streams.clone());
        Self { registry: Mutex::new(registry), commands, events, effects, waiting, lag, streams }
    }
}

impl Metrics {
    /// Counts something that an adapter did.
    pub fn see(&self, sight: Sight<'_>) {
        match sight {
            Sight::Asked { command, outcome, took } => self.asked(command, outcome, took),
            Sight::Delivered(delivery) => self.delivered(delivery),
            Sight::Events(n) => self.events(n),
        }
    }

    /// A command was asked for and answered.
    pub(crate) fn asked(&self, command: &str, outcome: Outcome, took: Duration) {
        let known = bot_core::Bot::commands().iter().any(|known| known.spec.name == command);
        let command = if known { command } else { "unknown" }.to_owned();
        let outcome = match outcome {
            Outcome::Asked => "asked",
            Outcome::Done => "done",
            Outcome::Failed => "failed",
            Outcome::Refused => "refused",
        };
        self.commands.get_or_create(&Asked { command, outcome }).observe(took.as_secs_f64());
    }

    /// So many events were taken in.
    pub(crate) fn events(&self, n: u64) {
        self.events.inc_by(n);
    }

    /// An effect was carried out, or was not.
    pub(crate) fn delivered(&self, delivery: &Delivery) {
        let result = match delivery {
            Delivery::Done(_) => "delivered",
            Delivery::Later(..) | Delivery::Paused(_) => "later",
            Delivery::Refused(_) => "failed",
        };
        self.effects.get_or_create(&Outgoing { result }).inc();
    }

    /// A page listens, until what is given back is dropped.
    pub(crate) fn stream(&self) -> OpenStream {
        self.streams.inc();
        OpenStream(self.streams.clone())
    }

    /// Everything, in Prometheus' words. `backlogs` is what waits on each platform now.
    pub(crate) fn told(&self, now: Moment, backlogs: &[(String, Backlog)]) -> String {
        for (platform, backlog) in backlogs {
            let on = On { platform: platform.clone() };
            self.waiting.get_or_create(&on).set(backlog.waiting);
            let lag = backlog.oldest.map_or(0, |oldest| (now.0 - oldest.0).max(0) / 1000);
            self.lag.get_or_create(&on).set(lag);
        }
        let mut told = String::new();
        let registry = self.registry.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        // Writing into a string cannot fail.
        encode(&mut told, &registry).ok();
        told
    }
}

/// A page that listens.
#[derive(Debug)]
pub(crate) struct OpenStream(Gauge);

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.0.dec();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_told() {
        let metrics = Metrics::default();
        metrics.asked("help", Outcome::Done, Duration::from_millis(3));
        metrics.asked("no\"such", Outcome::Refused, Duration::from_millis(3));
        metrics.events(7);
        metrics.delivered(&Delivery::Refused("no".to_owned()));
        let open = metrics.stream();
        let backlog = Backlog { waiting: 2, oldest: Some(Moment(1_000)) };
        let told = metrics.told(Moment(6_000), &[("playground".to_owned(), backlog)]);
        for line in [
            "kith_command_seconds_count{command=\"help\",outcome=\"done\"} 1",
            "kith_command_seconds_count{command=\"unknown\",outcome=\"refused\"} 1",
            "kith_events_total 7",
            "kith_effects_total{result=\"failed\"} 1",
            "kith_effects_waiting{platform=\"playground\"} 2",
            "kith_effects_lag_seconds{platform=\"playground\"} 5",
            "kith_streams_open 1",
        ] {
            assert!(told.lines().any(|told| told == line), "{line} is not in\n{told}");
        }
        drop(open);
        assert!(metrics.told(Moment(0), &[]).contains("kith_streams_open 0"));
    }
}
