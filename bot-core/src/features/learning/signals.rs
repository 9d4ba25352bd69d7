//! What may speak for somebody when a question is asked: numbers, the same for every community.

/// How many there are.
pub(crate) const SIGNALS: usize = 30;

/// What speaks for one member, by the names below.
pub(crate) type Signals = [f64; SIGNALS];

/// Answered here, by half-life; then replied and wrote here; then the three everywhere.
pub(crate) const ANSWERED_HERE: usize = 0;
pub(crate) const REPLIED_HERE: usize = 3;
pub(crate) const WROTE_HERE: usize = 6;
pub(crate) const ANSWERED: usize = 9;
pub(crate) const REPLIED: usize = 12;
pub(crate) const WROTE: usize = 15;
/// Replied to the asker, over a week and over months.
pub(crate) const HELPED_WEEK: usize = 18;
pub(crate) const HELPED: usize = 19;
/// Asks here themselves.
pub(crate) const ASKED_HERE: usize = 20;
/// Wrote here just now; answered here just now; wrote anywhere just now.
pub(crate) const HERE_NOW: usize = 21;
pub(crate) const ANSWERED_NOW: usize = 22;
pub(crate) const THERE_NOW: usize = 23;
/// Answered questions like this one.
pub(crate) const SIMILAR: usize = 24;
/// Writes about this.
pub(crate) const ABOUT: usize = 25;
/// Which part of what they write falls into this hour of the day; and how much that is.
pub(crate) const HOUR_PART: usize = 26;
pub(crate) const HOUR: usize = 27;
/// The question names them.
pub(crate) const NAMED: usize = 28;
/// They said that they know this.
pub(crate) const DECLARED: usize = 29;

/// The signals of several members in two forms each: how large a signal is, and how large beside the others'.
pub(crate) fn scaled(signals: &[Signals]) -> Vec<[f64; 2 * SIGNALS]> {
    let mut largest = [0.0_f64; SIGNALS];
    for one in signals {
        for (largest, signal) in largest.iter_mut().zip(one) {
            *largest = largest.max(signal.ln_1p());
        }
    }
    let scale = |one: &Signals| {
        let mut scaled = [0.0; 2 * SIGNALS];
        for (n, signal) in one.iter().enumerate() {
            let size = signal.max(0.0).ln_1p();
            scaled[n] = size;
            scaled[SIGNALS + n] = if largest[n] > 0.0 { size / largest[n] } else { 0.0 };
        }
        scaled
    };
    signals.iter().map(scale).collect()
}

/// Signals as they are kept with a lesson: thousandths of their size, nothing for zero.
pub(crate) fn written(signals: &Signals) -> String {
    let thousandths = signals.map(|signal| (signal.max(0.0).ln_1p() * 1_000.0).round());
    let one = |n: &f64| if *n > 0.0 { format!("{n:.0}") } else { String::new() };
    let mut all = thousandths.iter().map(one).collect::<Vec<_>>().join(",");
    all.truncate(all.trim_end_matches(',').len());
    all
}

/// Reads what [`written`] wrote.
pub(crate) fn read(written: &str) -> Signals {
    let mut signals = [0.0; SIGNALS];
    for (signal, thousandths) in signals.iter_mut().zip(written.split(',')) {
        *signal = thousandths.parse::<f64>().map_or(0.0, |n| (n / 1_000.0).exp_m1());
    }
    signals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mut signals = [0.0; SIGNALS];
        (signals[0], signals[7], signals[20]) = (3.0, 0.25, 100.0);
        let back = read(&written(&signals));
        for (was, is) in signals.iter().zip(back) {
            assert!((was - is).abs() <= 0.001 * (1.0 + was), "{was} {is}");
        }
        assert_eq!(written(&[0.0; SIGNALS]), "");
    }

    #[test]
    fn signals_are_scaled_beside_the_others() {
        let mut two = [[0.0; SIGNALS]; 2];
        two[0][3] = 1.0_f64.exp() - 1.0;
        two[1][3] = 2.0_f64.exp() - 1.0;
        let scaled = scaled(&two);
        assert!((scaled[0][3] - 1.0).abs() < 1e-9);
        assert!((scaled[0][SIGNALS + 3] - 0.5).abs() < 1e-9);
        assert!((scaled[1][SIGNALS + 3] - 1.0).abs() < 1e-9);
        assert!(scaled[0][4].abs() < 1e-9);
    }
}
