//! What was measured, and how it is written down.

use std::time::Duration;

use crate::life::Who;

/// One round: so many asked at once, until so many were answered.
#[derive(Clone, Debug)]
pub(crate) struct Round {
    /// How long each waited, shortest first.
    waited: Vec<Duration>,
    whole: Duration,
    /// What the bot worked.
    work: Duration,
}

impl Round {
    pub(crate) fn new(mut waited: Vec<Duration>, whole: Duration, work: Duration) -> Self {
        waited.sort();
        Self { waited, whole, work }
    }

    /// Answers a second.
    fn rate(&self) -> f64 {
        self.waited.len() as f64 / self.whole.as_secs_f64()
    }

    /// What this share of a hundred waited at most, in milliseconds.
    fn waited(&self, share: usize) -> f64 {
        let at = (self.waited.len() * share / 100).min(self.waited.len() - 1);
        self.waited[at].as_secs_f64() * 1_000.0
    }

    /// Microseconds of a processor for each answer.
    fn work(&self) -> f64 {
        self.work.as_secs_f64() * 1_000_000.0 / self.waited.len() as f64
    }
}

/// All rounds of one bot with so many at once.
#[derive(Clone, Debug)]
pub(crate) struct Rounds {
    pub(crate) who: Who,
    pub(crate) at_once: usize,
    pub(crate) rounds: Vec<Round>,
}

impl Rounds {
    fn middle(&self, of: impl Fn(&Round) -> f64) -> f64 {
        middle(self.rounds.iter().map(of).collect())
    }
}

/// The one in the middle.
pub(crate) fn middle(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// How far apart the highest and the lowest are, in percent of the middle.
fn spread(all: &[f64]) -> f64 {
    let (low, high) =
        all.iter().fold((f64::MAX, f64::MIN), |(low, high), one| (low.min(*one), high.max(*one)));
    (high - low) * 100.0 / middle(all.to_vec())
}

/// Writes down the rounds of all three, with how Kith compares.
pub(crate) fn table(all: &[Rounds], names: &dyn Fn(Who) -> &'static str) {
    println!(
        "| at once | bot | answers a second | median | p99 | work of the bot each | spread of the rounds |"
    );
    println!("|---|---|---|---|---|---|---|");
    for one in all {
        let rates: Vec<f64> = one.rounds.iter().map(Round::rate).collect();
        println!(
            "| {} | {} | {:.0} | {:.1} ms | {:.1} ms | {:.0} µs | {:.0} % |",
            one.at_once,
            names(one.who),
            middle(rates.clone()),
            one.middle(|round| round.waited(50)),
            one.middle(|round| round.waited(99)),
            one.middle(Round::work),
            spread(&rates),
        );
    }
    println!();
    for kith in all.iter().filter(|one| one.who == Who::Kith) {
        for other in all.iter().filter(|one| one.at_once == kith.at_once && one.who != Who::Kith) {
            let pairs = kith.rounds.iter().zip(&other.rounds);
            // Round by round, since what disturbs the machine disturbs neighbours alike.
            let ratio = middle(pairs.map(|(one, other)| one.waited(50) / other.waited(50)).collect());
            println!(
                "- {} at once, Kith's median is {ratio:.2} times that of {}.",
                kith.at_once,
                names(other.who)
            );
        }
    }
    println!();
}
