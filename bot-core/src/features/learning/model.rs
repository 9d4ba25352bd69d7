//! What Kith goes by: a weight for each signal. It begins with the same weight for the signals that matter everywhere, and
//! moves from there as far as a community's own answered questions carry it: the chance that each candidate is the one who
//! answers (a conditional logit), with a pull back to where it began. Little history, little movement.

use super::minimise::minimise;
use super::signals::{
    ABOUT, ANSWERED_HERE, DECLARED, HELPED, HERE_NOW, NAMED, REPLIED_HERE, SIGNALS, SIMILAR, Signals,
    THERE_NOW, WROTE_HERE, scaled,
};

/// The weights: of each signal's size, then of its size beside the others'.
pub(crate) const WEIGHTS: usize = 2 * SIGNALS;
/// What each signal that matters everywhere weighs before anything is learned.
const EQUAL: f64 = 0.7;
/// Whoever offered to help with it goes before others of like evidence.
const OFFER: f64 = 2.0;
/// Whoever the question names goes before nearly everybody.
const NAME: f64 = 6.0;
/// How many products are summed at once: a part of [`WEIGHTS`] without a rest.
const LANES: usize = 4;
const _: () = assert!(WEIGHTS.is_multiple_of(LANES));
/// How strongly learning is pulled back to the beginning.
const PULL: f64 = 20.0;
/// So many answered questions are the least to learn from.
pub(crate) const FEWEST_LESSONS: usize = 20;

/// What Kith goes by.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Model {
    weights: Vec<f64>,
}

/// A question with what spoke for each candidate, and whether they answered it.
pub(crate) struct Lesson {
    pub(crate) signals: Vec<Signals>,
    pub(crate) answered: Vec<bool>,
}

impl Default for Model {
    /// An even blend.
    fn default() -> Self {
        let mut weights = vec![0.0; WEIGHTS];
        let here = [ANSWERED_HERE, REPLIED_HERE, WROTE_HERE].into_iter().flat_map(|first| first..first + 3);
        for signal in here.chain([HELPED, HERE_NOW, THERE_NOW, SIMILAR, ABOUT]) {
            weights[SIGNALS + signal] = EQUAL;
        }
        // Three half-lives of writing say little more than one.
        weights[SIGNALS + WROTE_HERE + 1] = 0.0;
        weights[SIGNALS + WROTE_HERE + 2] = 0.0;
        weights[SIGNALS + DECLARED] = OFFER;
        weights[SIGNALS + NAMED] = NAME;
        Self { weights }
    }
}

impl Model {
    /// How likely each candidate is the one who answers; only good for comparing.
    pub(crate) fn scores(&self, signals: &[Signals]) -> Vec<f64> {
        scaled(signals).iter().map(|one| dot(one, &self.weights)).collect()
    }

    /// Learns from a community's own past. The same lessons make the same model.
    pub(crate) fn learn(lessons: &[Lesson]) -> Self {
        let begin = Self::default().weights;
        let lessons: Vec<(Vec<[f64; WEIGHTS]>, &[bool])> = lessons
            .iter()
            .filter(|lesson| lesson.answered.contains(&true) && lesson.answered.contains(&false))
            .map(|lesson| (scaled(&lesson.signals), lesson.answered.as_slice()))
            .collect();
        let weights = minimise(begin.clone(), |weights, slope| {
            slope.fill(0.0);
            let mut loss = 0.0;
            for (candidates, answered) in &lessons {
                loss += surprise(candidates, answered, weights, slope);
            }
            for ((weight, begin), slope) in weights.iter().zip(&begin).zip(slope) {
                loss += PULL * (weight - begin).powi(2) / 2.0;
                *slope += PULL * (weight - begin);
            }
            loss
        });
        Self { weights }
    }

    /// The model as it is kept.
    pub(crate) fn written(&self) -> String {
        self.weights.iter().map(|weight| format!("{weight:.5}")).collect::<Vec<_>>().join(",")
    }

    /// Reads a model; nothing if it was written for other signals.
    pub(crate) fn read(written: &str) -> Option<Self> {
        let weights: Vec<f64> = written.split(',').map_while(|weight| weight.parse().ok()).collect();
        (weights.len() == WEIGHTS && weights.iter().all(|weight| weight.is_finite()))
            .then_some(Self { weights })
    }
}

/// Summed in four lanes, which a processor adds at once; always in the same order.
fn dot(one: &[f64; WEIGHTS], weights: &[f64]) -> f64 {
    let weights: &[f64; WEIGHTS] = weights.try_into().unwrap_or(&[0.0; WEIGHTS]);
    let mut lanes = [0.0; LANES];
    for block in 0..WEIGHTS / LANES {
        let first = block * LANES;
        lanes[0] += one[first] * weights[first];
        lanes[1] += one[first + 1] * weights[first + 1];
        lanes[2] += one[first + 2] * weights[first + 2];
        lanes[3] += one[first + 3] * weights[first + 3];
    }
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
}

/// How surprising who answered is, if these are the weights; adds how that changes with each weight.
fn surprise(candidates: &[[f64; WEIGHTS]], answered: &[bool], weights: &[f64], slope: &mut [f64]) -> f64 {
    let scores: Vec<f64> = candidates.iter().map(|one| dot(one, weights)).collect();
    let highest = scores.iter().copied().fold(f64::MIN, f64::max);
    let all: f64 = scores.iter().map(|score| (score - highest).exp()).sum();
    let share = 1.0 / answered.iter().filter(|answered| **answered).count().max(1) as f64;
    let mut loss = 0.0;
    for ((one, score), answered) in candidates.iter().zip(&scores).zip(answered) {
        let chance = (score - highest).exp() / all;
        let wanted = if *answered { share } else { 0.0 };
        loss -= wanted * (score - highest - all.ln());
        for (slope, signal) in slope.iter_mut().zip(one) {
            *slope += (chance - wanted) * signal;
        }
    }
    loss
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Questions that whoever wrote least here answers.
    fn odd_lessons(many: usize) -> Vec<Lesson> {
        let lesson = |n: usize| {
            let mut signals = vec![[0.0; SIGNALS]; 3];
            for (place, one) in signals.iter_mut().enumerate() {
                one[WROTE_HERE] = ((place + n) % 3) as f64 * 5.0;
                one[REPLIED_HERE] = 1.0;
            }
            let answered = (0..3).map(|place| (place + n).is_multiple_of(3)).collect();
            Lesson { signals, answered }
        };
        (0..many).map(lesson).collect()
    }

    #[test]
    fn it_learns_what_a_community_does_and_the_same_twice() {
        let lessons = odd_lessons(200);
        let model = Model::learn(&lessons);
        assert_eq!(model, Model::learn(&lessons));
        let scores = model.scores(&lessons[0].signals);
        assert!(scores[0] > scores[1] && scores[1] > scores[2], "{scores:?}");
    }

    #[test]
    fn without_lessons_it_stays_the_even_blend_and_with_few_near_it() {
        assert_eq!(Model::learn(&[]), Model::default());
        let few = Model::learn(&odd_lessons(3));
        let moved: f64 = few.weights.iter().zip(Model::default().weights).map(|(a, b)| (a - b).abs()).sum();
        assert!(moved < 1.0, "{moved}");
    }

    #[test]
    fn a_model_is_read_back_and_another_ones_is_not() {
        let model = Model::learn(&odd_lessons(50));
        let back = Model::read(&model.written()).expect("a model");
        assert!(back.weights.iter().zip(&model.weights).all(|(a, b)| (a - b).abs() < 1e-4));
        assert_eq!(Model::read("1,2,3"), None);
        assert_eq!(Model::read(&vec!["NaN"; WEIGHTS].join(",")), None);
    }
}
