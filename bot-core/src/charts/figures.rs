//! Numbers as they stand in a picture: short enough for a bar, alike in every language.

/// A count in at most five characters: `9840`, `12.3k`, `123k`, `1.23M`.
pub(super) fn count(n: u64) -> String {
    // Rounding can carry a number into the next unit: 999,950 is 1M and not 1000k.
    match n {
        0..10_000 => n.to_string(),
        10_000..999_500 => scaled(n, 1_000, "k"),
        999_500..999_500_000 => scaled(n, 1_000_000, "M"),
        _ => scaled(n, 1_000_000_000, "G"),
    }
}

/// `n` in `unit`s with three digits that mean something; zeros at the end mean nothing.
#[expect(clippy::cast_precision_loss, reason = "three digits are kept of it")]
fn scaled(n: u64, unit: u64, letter: &str) -> String {
    let value = n as f64 / unit as f64;
    let decimals = match value {
        v if v < 9.995 => 2,
        v if v < 99.95 => 1,
        _ => 0,
    };
    let digits = format!("{value:.decimals$}");
    let digits = if decimals > 0 { digits.trim_end_matches('0').trim_end_matches('.') } else { &digits };
    format!("{digits}{letter}")
}

/// A share from 0 to 1 as a whole percentage; what is out of range counts as the nearest end.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0}%", part(share) * 100.0)
}

/// `share` brought into 0 to 1; what is no number is 0.
pub(super) fn part(share: f64) -> f64 {
    if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) }
}

/// `some` of `all` as a share from 0 to 1; none of nothing is 0.
#[expect(clippy::cast_precision_loss, reason = "it becomes a length in pixels")]
pub(super) fn share(some: u64, all: u64) -> f64 {
    if all == 0 { 0.0 } else { part(some as f64 / all as f64) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_stay_short() {
        let written = |n| count(n);
        assert_eq!(written(0), "0");
        assert_eq!(written(9_999), "9999");
        assert_eq!(written(12_345), "12.3k");
        assert_eq!(written(20_000), "20k");
        assert_eq!(written(99_949), "99.9k");
        assert_eq!(written(99_950), "100k");
        assert_eq!(written(999_499), "999k");
        assert_eq!(written(999_500), "1M");
        assert_eq!(written(1_234_567), "1.23M");
        assert_eq!(written(999_499_999), "999M");
        assert_eq!(written(999_500_000), "1G");
    }

    #[test]
    fn shares_stay_in_range() {
        assert_eq!(percent(0.625), "62%");
        assert_eq!(percent(f64::NAN), "0%");
        assert_eq!(percent(7.0), "100%");
        assert!(share(3, 0).abs() < f64::EPSILON);
        assert!((share(9, 3) - 1.0).abs() < f64::EPSILON);
    }
}
