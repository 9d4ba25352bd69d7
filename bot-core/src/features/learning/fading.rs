//! Sums that fade: what lies back one half-life counts half as much, without anything having to be done meanwhile.

use crate::moment::Moment;

/// 2024-01-01: what happens then adds just one.
const LANDMARK: i64 = 1_704_067_200_000;
const DAY: f64 = 86_400_000.0;
/// Beyond this, numbers end; no moment that people write at comes near it.
const FURTHEST: f64 = 1_000.0;

/// How much one thing at this moment adds to a sum with this half-life, in days.
pub(crate) fn adds(at: Moment, half_life: f64) -> f64 {
    let age = (at.0 - LANDMARK) as f64 / DAY / half_life;
    age.clamp(-FURTHEST, FURTHEST).exp2()
}

/// What a sum is worth now: a thing that happens now counts as one.
pub(crate) fn now_worth(sum: f64, now: Moment, half_life: f64) -> f64 {
    sum / adds(now, half_life)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::Span;

    #[test]
    fn half_is_left_after_a_half_life() {
        let then = Moment(1_477_334_694_000);
        let sum = adds(then, 30.0) + adds(then, 30.0);
        assert!((now_worth(sum, then, 30.0) - 2.0).abs() < 1e-9);
        assert!((now_worth(sum, then + Span::days(30), 30.0) - 1.0).abs() < 1e-9);
        assert!(adds(Moment(i64::MAX), 7.0).is_finite());
        assert!(adds(Moment(i64::MIN / 2), 7.0) > 0.0);
    }
}
