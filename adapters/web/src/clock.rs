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

    /// Lets it show `then`, unless that is over already.
    pub(crate) fn advance_to(&self, then: Moment) {
        // Whatever moment a page names: far in the past it is over, and no number wraps round to the future.
        let ahead = then.0.saturating_sub(Utc::now().timestamp_millis());
        self.ahead.fetch_max(ahead, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_moved_forward_and_never_back() {
        let clock = Clock::default();
        let later = clock.now() + Span::days(3);
        clock.advance_to(later);
        assert!(clock.now() >= later);
        clock.advance_to(later + Span::days(-2));
        assert!(clock.now() >= later);
        clock.advance_to(Moment(i64::MIN));
        assert!(clock.now() < later + Span::days(1));
        let again = Clock::ahead_by(clock.ahead());
        assert!(again.now() >= later);
    }
}
