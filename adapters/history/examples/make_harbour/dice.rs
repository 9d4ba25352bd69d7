//! Chance that falls the same way on every machine: a small generator with a fixed seed.

/// A stream of numbers (SplitMix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, not including, `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.roll() % end.max(1) as u64) as usize
    }

    /// A number from `first` to `last`.
    pub(crate) fn within(&mut self, first: i64, last: i64) -> i64 {
        first + (self.roll() % (last - first + 1) as u64) as i64
    }

    /// Whether something happens that happens `percent` times in a hundred.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `things`.
    pub(crate) fn pick<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }

    /// The place of one of `weights`, the heavier the likelier; nothing if all weigh nothing.
    pub(crate) fn weighted(&mut self, weights: &[u64]) -> Option<usize> {
        let sum: u64 = weights.iter().sum();
        if sum == 0 {
            return None;
        }
        let mut left = self.roll() % sum;
        weights.iter().position(|weight| {
            let hit = left < *weight;
            left = left.saturating_sub(*weight);
            hit
        })
    }

    /// An id such as Slack gives: `kind` and ten letters and digits.
    pub(crate) fn id(&mut self, kind: char) -> String {
        let letters: Vec<char> = ('0'..='9').chain('A'..='Z').collect();
        let mut id = format!("{kind}0");
        id.extend((0..9).map(|_| *self.pick(&letters)));
        id
    }

    /// An id such as a client gives to what it sends.
    pub(crate) fn uuid(&mut self) -> String {
        let (a, b) = (self.roll(), self.roll());
        let (first, second, third) = (a >> 32, a >> 16 & 0xFFFF, a & 0xFFF);
        format!(
            "{first:08x}-{second:04x}-4{third:03x}-{:04x}-{:012x}",
            0x8000 | b >> 50,
            b & 0xFFFF_FFFF_FFFF
        )
    }
}
