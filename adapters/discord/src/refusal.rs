//! What becomes of what Discord does not do: later, or never, in plain words for whoever runs the server.

use bot_core::Delivery;
use bot_core::chat::{Effect, Text};
use bot_core::moment::Moment;
use rand::RngExt as _;

use crate::http::Fault;
use crate::permits;
use crate::words::{Own, say};
use crate::write::text::markdown;

/// The longest wait after something failed, in seconds.
const LONGEST: f64 = 3_600.0;

/// The code of what is refused here and never asked of Discord.
const OURS: i64 = -1;
/// Discord's code where a permission is missing.
const PERMISSION: i64 = 50_013;

/// No server of the community is on Discord any more.
pub(crate) fn no_server() -> Fault {
    let words = "the community has no server on Discord any more".to_owned();
    Fault::Refused { status: 404, code: OURS, words }
}

/// What should be an id of Discord's is none.
pub(crate) fn no_id(id: &str) -> Fault {
    Fault::Refused { status: 400, code: OURS, words: format!("“{id}” is no id of Discord's") }
}

/// Where no thread can be for few alone.
pub(crate) fn no_private_thread() -> Fault {
    let words = "a forum has no private threads. Choose a text channel for them".to_owned();
    Fault::Refused { status: 400, code: OURS, words }
}

/// Why, and what would help, in English and with Discord's code: so it is kept.
pub(crate) fn plainly(fault: &Fault) -> String {
    let Fault::Refused { code, words, .. } = fault else { return fault.to_string() };
    if *code == OURS {
        return words.clone();
    }
    let own = Own::of("en");
    let why = by_code(*code, own).unwrap_or_else(|| say!(own, "refused-otherwise", words = words.as_str()));
    format!("{why} (code {code})")
}

/// The same as it was kept, in other words: for whoever reads it in another language, and knowing what was to be done.
pub(crate) fn retold(problem: &str, effect: Option<&Effect>, own: Own) -> String {
    let passing = ["Discord was not reached", "Discord is in trouble", "Discord refuses (401"];
    if problem == bot_core::WAITED || passing.iter().any(|trouble| problem.starts_with(trouble)) {
        return say!(own, "refused-in-time");
    }
    let code = problem.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (code ")).map(|(_, code)| code);
    let code: Option<i64> = code.and_then(|code| code.parse().ok());
    if let (Some(PERMISSION), Some(effect)) = (code, effect) {
        return match permits::needed_for(effect, own) {
            Some(lacks) => say!(own, "refused-lacks", lacks = lacks),
            None => say!(own, "refused-role"),
        };
    }
    match code.and_then(|code| Some((by_code(code, own)?, code))) {
        Some((why, code)) => format!("{why} (code {code})"),
        None => markdown(&Text::typed(problem), ""),
    }
}

fn by_code(code: i64, own: Own) -> Option<String> {
    Some(match code {
        10_003 => say!(own, "refused-channel-gone"),
        10_004 => say!(own, "refused-not-there"),
        10_007 => say!(own, "refused-member-left"),
        10_008 => say!(own, "refused-message-gone"),
        10_011 => say!(own, "refused-role-gone"),
        10_013 => say!(own, "refused-account-gone"),
        50_001 => say!(own, "refused-unseen"),
        50_007 => say!(own, "refused-no-direct"),
        PERMISSION => say!(own, "refused-permission"),
        50_083 => say!(own, "refused-thread-closed"),
        _ => return None,
    })
}

/// What becomes of an effect that was not carried out.
pub(crate) fn judged(fault: &Fault, attempts: i64, now: Moment) -> Delivery {
    let in_ms = |seconds: f64| Moment(now.0.saturating_add((seconds * 1_000.0) as i64));
    let jitter = rand::rng().random_range(0.5..1.5);
    match fault {
        Fault::Limited(pause) => Delivery::Paused(in_ms(pause.as_secs_f64() + jitter)),
        // The token is wrong, not the effect.
        Fault::Refused { status: 401, .. } => Delivery::Later(fault.to_string(), Some(in_ms(300.0 * jitter))),
        Fault::Refused { .. } => Delivery::Refused(plainly(fault)),
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
        let paused = judged(&Fault::Limited(Duration::from_secs(9)), 0, now);
        assert!(matches!(paused, Delivery::Paused(until) if until.0 > now.0 + 9_000), "{paused:?}");
        let refused = |status| Fault::Refused { status, code: 0, words: "no".to_owned() };
        assert_eq!(wait(&refused(403), 0), None);
        assert!(wait(&refused(401), 0).is_some());
    }

    #[test]
    fn what_was_kept_is_told_in_the_readers_language() {
        let fault = Fault::Refused { status: 403, code: 50_007, words: "Cannot send".to_owned() };
        assert!(retold(&plainly(&fault), None, Own::of("de")).contains("Direktnachrichten"));
        let fault = Fault::Refused { status: 400, code: 1, words: "Some *thing*".to_owned() };
        assert!(retold(&plainly(&fault), None, Own::of("de")).contains("Some \\*thing\\*"));
        assert!(retold(&Fault::Trouble(503).to_string(), None, Own::of("de")).contains("Tage"));
        assert_eq!(retold(bot_core::WAITED, None, Own::of("en")), say!(Own::of("en"), "refused-in-time"));
    }
}
