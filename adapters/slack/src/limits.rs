//! Slack's rate limits: a line for each method and workspace, and one for each channel that is written in.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// How many lines are remembered before those that are free again are forgotten.
const MANY: usize = 2_000;

/// When each line is free again.
#[derive(Default)]
pub(crate) struct Limits {
    free: Mutex<HashMap<String, Instant>>,
}

impl Limits {
    /// Waits for a turn in a line, at most so long, and keeps the next one away for `spacing`; otherwise how much longer it
    /// would take.
    pub(crate) async fn turn(&self, line: &str, spacing: Duration, most: Duration) -> Result<(), Duration> {
        let deadline = Instant::now() + most;
        loop {
            let until = {
                let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
                let now = Instant::now();
                match free.get(line).copied().filter(|until| *until > now) {
                    None => {
                        if free.len() > MANY {
                            free.retain(|_, until| *until > now);
                        }
                        if !spacing.is_zero() {
                            free.insert(line.to_owned(), now + spacing);
                        }
                        return Ok(());
                    }
                    Some(until) if until > deadline => return Err(until - now),
                    Some(until) => until,
                }
            };
            tokio::time::sleep_until(until).await;
        }
    }

    /// Slack asks for a pause in a line.
    pub(crate) fn pause(&self, line: &str, pause: Duration) {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let until = Instant::now() + pause;
        let line = free.entry(line.to_owned()).or_insert(until);
        *line = until.max(*line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_line_is_waited_for_and_the_others_are_not() {
        let limits = Limits::default();
        let begin = Instant::now();
        let (long, second) = (Duration::from_secs(9), Duration::from_millis(300));
        limits.turn("T1/chat.postMessage/C1", second, long).await.expect("a turn");
        limits.turn("T1/chat.postMessage/C2", second, long).await.expect("a turn");
        let put_off = limits.turn("T1/chat.postMessage/C1", second, Duration::from_millis(20)).await;
        assert!(put_off.expect_err("put off") > Duration::from_millis(100));
        limits.turn("T1/chat.postMessage/C1", second, long).await.expect("a turn");
        assert!(begin.elapsed() >= second);
    }

    #[tokio::test]
    async fn a_pause_that_slack_asks_for_holds() {
        let limits = Limits::default();
        let begin = Instant::now();
        limits.pause("T1/users.list", Duration::from_millis(300));
        limits.turn("T2/users.list", Duration::ZERO, Duration::ZERO).await.expect("another workspace");
        limits.turn("T1/users.list", Duration::ZERO, Duration::from_secs(9)).await.expect("a turn");
        assert!(begin.elapsed() >= Duration::from_millis(300));
    }
}
