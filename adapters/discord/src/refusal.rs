//! What becomes of what Discord does not do: later, or never, in plain words for whoever runs the server.

use bot_core::Delivery;
use bot_core::moment::Moment;
use rand::RngExt as _;

use crate::http::Fault;
use crate::words::{Own, say};

/// The longest wait after something failed, in seconds.
const LONGEST: f64 = 3_600.0;

/// No server of the community is on Discord any more.
pub(crate) fn no_server() -> Fault {
    let words = "the community has no server on Discord any more".to_owned();
    Fault::Refused { status: 404, code: 0, words }
}

/// What should be an id of Discord's is none.
pub(crate) fn no_id(id: &str) -> Fault {
    Fault::Refused { status: 400, code: 0, words: format!("“{id}” is no id of Discord's") }
}

/// Where no thread can be for few alone.
pub(crate) fn no_private_thread() -> Fault {
    let words = "a forum has no private threads. Choose a text channel for them".to_owned();
    Fault::Refused { status: 400, code: 0, words }
}

/// Why, and what would help.
pub(crate) fn plainly(fault: &Fault, own: Own) -> String {
    let Fault::Refused { code, words, .. } = fault else { return fault.to_string() };
    let why = match code {
        10_003 => say!(own, "refused-channel-gone"),
        10_004 => say!(own, "refused-not-there"),
        10_007 => say!(own, "refused-member-left"),
        10_008 => say!(own, "refused-message-gone"),
        10_011 => say!(own, "refused-role-gone"),
        10_013 => say!(own, "refused-account-gone"),
        50_001 => say!(own, "refused-unseen"),
        50_007 => say!(own, "refused-no-direct"),
        50_013 => say!(own, "refused-permission"),
        50_083 => say!(own, "refused-thread-closed"),
        _ => say!(own, "refused-otherwise", words = words.as_str()),
    };
    format!("{why} (code {code})")
}

/// What becomes of an effect that was not carried out.
pub(crate) fn judged(fault: &Fault, attempts: i64, now: Moment) -> Delivery {
    let in_ms = |seconds: f64| Moment(now.0.saturating_add((seconds * 1_000.0) as i64));
    let jitter = rand::rng().random_range(0.5..1.5);
    match fault {
        Fault::Limited(pause) => {
            Delivery::Later(fault.to_string(), Some(in_ms(pause.as_secs_f64() + jitter)))
        }
        // The token is wrong, not the effect.
        Fault::Refused { status: 401, .. } => Delivery::Later(fault.to_string(), Some(in_ms(300.0 * jitter))),
        Fault::Refused { .. } => Delivery::Refused(plainly(fault, Own::of("en"))),
        Fault::Trouble(_) | Fault::Unreached(_) => {
            let pause = 2_f64.powi(i32::try_from(attempts.clamp(0, 20)).unwrap_or(20)).min(LONGEST);
            Delivery::Later(fault.to_string(), Some(in_ms(pause * jitter)))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn trouble_is_tried_again_later_and_later_and_a_refusal_is_not() {
        let now = Moment(1_000_000);
        let wait = |fault: &Fault, attempts| match judged(fault, attempts, now) {
            Delivery::Later(_, Some(when)) => Some((when.0 - now.0) as f64 / 1_000.0),
            _ => None,
        };
        let trouble = Fault::Trouble(503);
        for attempts in [0, 3, 40] {
            let expected = 2_f64.powi(attempts.min(20)).min(3_600.0);
            let waited = wait(&trouble, i64::from(attempts)).expect("later");
            assert!((expected * 0.49..expected * 1.51).contains(&waited), "{attempts}: {waited}");
        }
        assert!(wait(&Fault::Limited(Duration::from_secs(9)), 0).is_some_and(|waited| waited > 9.0));
        let refused = |status| Fault::Refused { status, code: 0, words: "no".to_owned() };
        assert_eq!(wait(&refused(403), 0), None);
        assert!(wait(&refused(401), 0).is_some());
    }
}
