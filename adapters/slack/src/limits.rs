//! Slack's rate limits: a line for each method and workspace, and one for each channel that is written in.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
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
    /// Waits until a line is free, at most so long; otherwise how much longer it would take.
    pub(crate) async fn free(&self, line: &str, most: Duration) -> Result<(), Duration> {
        let deadline = Instant::now() + most;
        loop {
            let until = self.lines().get(line).copied().filter(|until| *until > Instant::now());
            match until {
                None => return Ok(()),
                Some(until) if until > deadline => return Err(until - Instant::now()),
                Some(until) => tokio::time::sleep_until(until).await,
            }
        }
    }

    /// Waits for a turn in a line of those who go one after another, first come, first served, at most so long; otherwise how
    /// much longer it would take.
    pub(crate) async fn turn(&self, line: &str, spacing: Duration, most: Duration) -> Result<(), Duration> {
        let now = Instant::now();
        let mine = {
            let mut lines = self.lines();
            if lines.len() > MANY {
                lines.retain(|_, until| *until > now);
            }
            let mine = lines.get(line).copied().unwrap_or(now).max(now);
            if mine > now + most {
                return Err(mine - now);
            }
            lines.insert(line.to_owned(), mine + spacing);
            mine
        };
        tokio::time::sleep_until(mine).await;
        Ok(())
    }

    fn lines(&self) -> MutexGuard<'_, HashMap<String, Instant>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Slack asks for a pause in a line.
    pub(crate) fn pause(&self, line: &str, pause: Duration) {
        let until = Instant::now() + pause;
        let mut lines = self.lines();
        let line = lines.entry(line.to_owned()).or_insert(until);
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
        limits.free("T2/users.list", Duration::ZERO).await.expect("another workspace");
        limits.free("T1/users.list", Duration::from_secs(9)).await.expect("a turn");
        assert!(begin.elapsed() >= Duration::from_millis(300));
    }
}
