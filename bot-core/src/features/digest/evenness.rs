//! How evenly people take part: pure figures out of "so many people wrote so much".

/// How evenly a week's messages are spread over those who wrote.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evenness {
    /// How many people, the most active first, wrote half of the messages.
    pub half: i64,
    /// The Gini coefficient: 0 if all wrote the same, towards 1 if one wrote everything.
    pub gini: f64,
    /// The share of the messages that the most active tenth of the people wrote, 0 to 1.
    pub top_tenth: f64,
}

/// Fewer people than this are no distribution.
pub(crate) const FEWEST: i64 = 10;

/// By how much the Gini coefficient moves from week to week in any community: a smaller change means nothing.
pub(crate) const NOISE: f64 = 0.08;

/// Figures out of a histogram: pairs of messages and people who wrote just so many.
#[expect(clippy::cast_precision_loss, reason = "counts of people and messages are far below 2^52")]
pub(crate) fn evenness(histogram: &[(i64, i64)]) -> Option<Evenness> {
    let mut histogram = histogram.to_vec();
    histogram.sort_unstable();
    let people: i64 = histogram.iter().map(|(_, people)| people).sum();
    let written: i64 = histogram.iter().map(|(written, people)| written * people).sum();
    if people < FEWEST || written == 0 {
        return None;
    }
    // Gini = (2 · Σ rank · messages) / (people · all messages) − (people + 1) / people, ranks from the least active;
    // those who wrote equally much share the sum of their ranks.
    let mut rank = 0;
    let mut ranked = 0.0;
    for (written, people) in &histogram {
        let first = rank + 1;
        rank += people;
        ranked += (first + rank) as f64 / 2.0 * *people as f64 * *written as f64;
    }
    let n = people as f64;
    let gini = 2.0 * ranked / (n * written as f64) - (n + 1.0) / n;
    let tenth = (people + 9) / 10;
    Some(Evenness {
        half: people_who_wrote(&histogram, (written + 1) / 2),
        gini,
        top_tenth: written_by_top(&histogram, tenth) as f64 / written as f64,
    })
}

/// How many of the most active wrote `share` messages or more together.
fn people_who_wrote(histogram: &[(i64, i64)], share: i64) -> i64 {
    let (mut people, mut rest) = (0, share);
    for (written, these) in histogram.iter().rev() {
        let needed = (rest + written - 1) / written;
        if needed <= *these {
            return people + needed;
        }
        people += these;
        rest -= written * these;
    }
    people
}

/// How much the `top` most active wrote together.
fn written_by_top(histogram: &[(i64, i64)], top: i64) -> i64 {
    let (mut sum, mut left) = (0, top);
    for (written, these) in histogram.iter().rev() {
        let taken = left.min(*these);
        sum += taken * written;
        left -= taken;
    }
    sum
}

#[cfg(test)]
mod unit {
    use proptest::prelude::*;

    use super::*;

    /// The same by the definitions, person by person.
    fn plainly(mut each: Vec<i64>) -> (i64, f64, f64) {
        each.sort_unstable();
        let n = each.len() as f64;
        let sum: i64 = each.iter().sum();
        let apart: i64 = each.iter().flat_map(|a| each.iter().map(move |b| (a - b).abs())).sum();
        let gini = apart as f64 / (2.0 * n * sum as f64);
        each.reverse();
        let (mut half, mut reached) = (0, 0);
        while reached * 2 < sum {
            reached += each[half];
            half += 1;
        }
        let tenth: i64 = each.iter().take(each.len().div_ceil(10)).sum();
        (half as i64, gini, tenth as f64 / sum as f64)
    }

    proptest! {
        #[test]
        fn figures_equal_their_definitions(each in proptest::collection::vec(1_i64..40, 10..80)) {
            let mut histogram = std::collections::BTreeMap::new();
            for written in &each {
                *histogram.entry(*written).or_insert(0) += 1;
            }
            let found = evenness(&histogram.into_iter().collect::<Vec<_>>()).expect("enough people");
            let (half, gini, top_tenth) = plainly(each);
            prop_assert_eq!(found.half, half);
            prop_assert!((found.gini - gini).abs() < 1e-9);
            prop_assert!((found.top_tenth - top_tenth).abs() < 1e-9);
        }
    }

    #[test]
    fn a_handful_is_no_distribution() {
        assert_eq!(evenness(&[(3, 9)]), None);
        assert_eq!(evenness(&[]), None);
    }
}
