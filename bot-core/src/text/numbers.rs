//! Figures as people read them.

/// A whole number with thin spaces between its thousands, such as `91 796`.
pub fn grouped(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (left, digit) in (0..digits.len()).rev().zip(digits.chars()) {
        grouped.push(digit);
        if left > 0 && left % 3 == 0 {
            grouped.push('\u{202F}');
        }
    }
    if n < 0 { format!("−{grouped}") } else { grouped }
}

/// A share from 0 to 1 as a whole percentage, without its sign.
#[expect(clippy::cast_possible_truncation, reason = "a share is between 0 and 1")]
pub(crate) fn percent(share: f64) -> i64 {
    (share * 100.0).round() as i64
}

#[cfg(test)]
mod tests {
    #[test]
    fn thousands_stand_apart() {
        assert_eq!(super::grouped(0), "0");
        assert_eq!(super::grouped(999), "999");
        assert_eq!(super::grouped(91_796), "91\u{202F}796");
        assert_eq!(super::grouped(-1_234_567), "−1\u{202F}234\u{202F}567");
    }
}
