//! The lowest point of a smooth bowl, by its slopes (limited-memory BFGS): the same steps every time.

use std::collections::VecDeque;

/// At most so many steps.
const STEPS: usize = 60;
/// So many steps are remembered to guess how the bowl is curved.
const REMEMBERED: usize = 8;
/// A step that gains less than this part is the last.
const ENOUGH: f64 = 1e-6;
/// How often a step is halved that led upwards.
const HALVINGS: usize = 20;

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Where `height` is lowest, from `at` on. `height` writes the slope into its second argument.
pub(crate) fn minimise(mut at: Vec<f64>, mut height: impl FnMut(&[f64], &mut [f64]) -> f64) -> Vec<f64> {
    let mut slope = vec![0.0; at.len()];
    let mut now = height(&at, &mut slope);
    let mut steps: VecDeque<(Vec<f64>, Vec<f64>)> = VecDeque::new();
    for _ in 0..STEPS {
        let way = downhill(&slope, &steps);
        let descent = dot(&way, &slope);
        if descent >= 0.0 {
            break;
        }
        // Without a step to go by, one of length one at most.
        let mut length = if steps.is_empty() { 1.0 / dot(&slope, &slope).sqrt().max(1.0) } else { 1.0 };
        let mut found = None;
        for _ in 0..HALVINGS {
            let next: Vec<f64> = at.iter().zip(&way).map(|(at, way)| at + length * way).collect();
            let mut next_slope = vec![0.0; at.len()];
            let next_height = height(&next, &mut next_slope);
            if next_height <= now + 1e-4 * length * descent {
                found = Some((next, next_slope, next_height));
                break;
            }
            length /= 2.0;
        }
        let Some((next, next_slope, next_height)) = found else { break };
        let step: Vec<f64> = next.iter().zip(&at).map(|(next, at)| next - at).collect();
        let turn: Vec<f64> = next_slope.iter().zip(&slope).map(|(next, slope)| next - slope).collect();
        if dot(&step, &turn) > 1e-12 {
            steps.push_back((step, turn));
            if steps.len() > REMEMBERED {
                steps.pop_front();
            }
        }
        let gain = now - next_height;
        (at, slope, now) = (next, next_slope, next_height);
        if gain <= ENOUGH * now.abs().max(1.0) {
            break;
        }
    }
    at
}

/// The way down, by the slope and by how it turned along the last steps.
fn downhill(slope: &[f64], steps: &VecDeque<(Vec<f64>, Vec<f64>)>) -> Vec<f64> {
    let mut way: Vec<f64> = slope.iter().map(|slope| -slope).collect();
    let mut parts = Vec::with_capacity(steps.len());
    for (step, turn) in steps.iter().rev() {
        let part = dot(step, &way) / dot(step, turn);
        way.iter_mut().zip(turn).for_each(|(way, turn)| *way -= part * turn);
        parts.push(part);
    }
    if let Some((step, turn)) = steps.back() {
        let curve = dot(step, turn) / dot(turn, turn);
        way.iter_mut().for_each(|way| *way *= curve);
    }
    for ((step, turn), part) in steps.iter().zip(parts.iter().rev()) {
        let back = dot(turn, &way) / dot(step, turn);
        way.iter_mut().zip(step).for_each(|(way, step)| *way += (part - back) * step);
    }
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_point_of_a_stretched_bowl_is_found() {
        let lowest = minimise(vec![10.0, -7.0, 0.0], |at, slope| {
            let pulls = [1.0, 100.0, 0.01];
            let wanted = [1.0, 2.0, 3.0];
            let mut height = 0.0;
            for n in 0..3 {
                height += pulls[n] * (at[n] - wanted[n]).powi(2) / 2.0;
                slope[n] = pulls[n] * (at[n] - wanted[n]);
            }
            height
        });
        assert!((lowest[0] - 1.0).abs() < 0.01 && (lowest[1] - 2.0).abs() < 0.01, "{lowest:?}");
    }
}
