//! Discord's ids, which begin with the moment when the thing was made.

use bot_core::moment::Moment;

/// The beginning of Discord's time.
const FIRST: i64 = 1_420_070_400_000;

/// When the thing with this id was made.
pub(crate) fn born(id: u64) -> Moment {
    Moment(FIRST + (id >> 22).cast_signed())
}

/// The lowest id that a thing made at this moment can have.
pub(crate) fn first_at(moment: Moment) -> u64 {
    u64::try_from(moment.0 - FIRST).unwrap_or_default() << 22
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_its_moment_and_a_moment_its_first_id() {
        let id = 175_928_847_299_117_063;
        assert_eq!(born(id), Moment(1_462_015_105_796));
        assert!(first_at(born(id)) <= id && born(first_at(born(id))) == born(id));
        assert_eq!(first_at(Moment(0)), 0);
    }
}
