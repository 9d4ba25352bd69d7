//! Badges: recognition that leads give, in their own words.

use crate::chat::Text;
use crate::command::Command;
use crate::context::Context;
use crate::error::Result;

pub(crate) const COMMANDS: &[Command] = &[];

/// The badges that a member holds, on one line; nothing if none.
pub(crate) async fn held(_ctx: &mut Context, _member: i64) -> Result<Text> {
    Ok(Text::default())
}

pub(crate) mod queries {
    //! What is asked about badges.
    use crate::error::Result;
    use crate::moment::Day;
    use crate::store::Tx;
    pub(crate) struct Granted {
        pub(crate) badge: String,
        pub(crate) emoji: String,
        pub(crate) member: i64,
        pub(crate) citation: String,
    }
    pub(crate) async fn granted_between(_tx: &mut Tx, _c: i64, _a: Day, _b: Day) -> Result<Vec<Granted>> {
        Ok(Vec::new())
    }
}
