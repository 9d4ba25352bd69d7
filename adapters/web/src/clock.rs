//! The playground's clock: the real time, and as much ahead of it as somebody moved it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bot_core::moment::{Moment, Span};
use chrono::Utc;

/// The clock. All clones are one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clock {
    /// How far it is ahead of the real time, in milliseconds.
    ahead: Arc<AtomicI64>,
}

impl Clock {
    /// A clock so far ahead of the real time.
    pub(crate) fn ahead_by(span: Span) -> Self {
        Self { ahead: Arc::new(AtomicI64::new(span.0)) }
    }

    /// What it shows.
    pub(crate) fn now(&self) -> Moment {
        Moment::from(Utc::now()) + self.ahead()
    }

    /// How far it is ahead of the real time.
    pub(crate) fn ahead(&self) -> Span {
        Span(self.ahead.load(Ordering::Relaxed))
    }

    /// How far ahead it is once it shows `then`; as far as now, if that is over already.
    pub(crate) fn ahead_at(&self, then: Moment) -> Span {
        // Whatever moment a page names: far in the past it is over, and no number wraps round to the future.
        Span(then.0.saturating_sub(Utc::now().timestamp_millis())).max(self.ahead())
    }

    /// Moves it so far ahead of the real time.
    pub(crate) fn set_ahead(&self, ahead: Span) {
        self.ahead.store(ahead.0, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_moved_forward_and_never_back() {
        let clock = Clock::default();
        let later = clock.now() + Span::days(3);
        clock.set_ahead(clock.ahead_at(later));
        assert!(clock.now() >= later);
        for over in [later + Span::days(-2), Moment(i64::MIN)] {
            clock.set_ahead(clock.ahead_at(over));
            assert!(clock.now() >= later && clock.now() < later + Span::days(1));
        }
        let again = Clock::ahead_by(clock.ahead());
        assert!(again.now() >= later);
    }
}
