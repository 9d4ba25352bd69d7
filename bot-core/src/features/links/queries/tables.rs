//! Every table that belongs to a community: its columns, and which of them name a member. Whoever adds a table or a column
//! adds it below, and tests say so: what is listed moves when accounts or communities become one, or part again.

/// A table with a `community_id`.
pub(crate) struct Table {
    #[cfg(test)]
    pub(crate) name: &'static str,
    /// All its columns but `community_id`.
    #[cfg(test)]
    pub(crate) columns: &'static str,
    /// Takes the rows of community `$1` into community `$2`.
    pub(crate) bring: &'static str,
    /// Lets go of what community `$1` had; nothing where the rows themselves went over.
    pub(crate) leave: Option<&'static str>,
    /// The columns that name a member.
    pub(crate) members: &'static [Named],
}

/// A column that names a member. `$1` is the community, `$2` who it is.
pub(crate) struct Named {
    /// Writes down that it was by the account on platform `$3`, where nothing else tells.
    pub(crate) mark: Option<&'static str>,
    /// What was `$2`'s is `$3`'s.
    pub(crate) join: &'static str,
    /// Lets go of what was `$2`'s, once it is somebody else's; nothing where the rows themselves went over.
    pub(crate) leave: Option<&'static str>,
    /// What `$2` did by the account on platform `$4` is `$3`'s; nothing where it stays, or is counted anew.
    pub(crate) part: Option<&'static str>,
}

/// Rows that go over to the other community as they are: no other table's key holds on to them.
macro_rules! moved {
    ($name:literal, $columns:literal, [$($named:expr),* $(,)?]) => {
        Table {
            #[cfg(test)]
            name: $name,
            #[cfg(test)]
            columns: $columns,
            bring: concat!("update ", $name, " set community_id = $2 where community_id = $1"),
            leave: None,
            members: &[$($named),*],
        }
    };
}

/// Rows that are written anew in the other community, because other tables' keys hold on to them or because some stay
/// behind; `$rest` narrows them, and says what happens if the other community has the like.
macro_rules! copied {
    ($name:literal, $columns:literal, $rest:literal, [$($named:expr),* $(,)?]) => {
        copied!($name, $columns, $columns, $rest, [$($named),*])
    };
    ($name:literal, $columns:literal, $values:expr, $rest:literal, [$($named:expr),* $(,)?]) => {
        Table {
            #[cfg(test)]
            name: $name,
            #[cfg(test)]
            columns: $columns,
            bring: concat!("insert into ", $name, " (community_id, ", $columns, ") select $2, ", $values,
                           " from ", $name, " as t where community_id = $1 ", $rest),
            leave: Some(concat!("delete from ", $name, " where community_id = $1")),
            members: &[$($named),*],
        }
    };
}

/// A column whose rows are simply somebody else's: `by channel` where the row stands in a channel of the account's
/// platform, `by platform` where it says by which account it was, `stays` where it does not part again.
macro_rules! named {
    ($name:literal . $column:literal by channel) => {
        named!(
            $name.$column,
            None,
            Some("channel_id in (select c.id from channel c where c.community_id = $1 and c.platform = $4)")
        )
    };
    ($name:literal . $column:literal by platform) => {
        named!(
            $name.$column,
            Some(concat!(
                "update ",
                $name,
                " set platform = $3 where community_id = $1 and ",
                $column,
                " = $2 and platform is null"
            )),
            Some("platform = $4")
        )
    };
    ($name:literal . $column:literal stays) => {
        Named { part: None, ..named!($name.$column, None, Some("$4 = ''")) }
    };
    ($name:literal . $column:literal, $mark:expr, Some($whose:literal)) => {
        Named {
            mark: $mark,
            join: concat!(
                "update ",
                $name,
                " set ",
                $column,
                " = $3 where community_id = $1 and ",
                $column,
                " = $2"
            ),
            leave: None,
            part: Some(concat!(
                "update ",
                $name,
                " set ",
                $column,
                " = $3 where community_id = $1 and ",
                $column,
                " = $2 and ",
                $whose
            )),
        }
    };
}

/// A column `member_id` in the table's key: `$clash` says what becomes of two rows that are one now.
macro_rules! keyed {
    ($name:literal, $columns:literal, $clash:literal, $mark:expr, $part:expr) => {
        Named {
            mark: $mark,
            join: concat!(
                "insert into ",
                $name,
                " (community_id, member_id, ",
                $columns,
                ") select community_id, $3, ",
                $columns,
                " from ",
                $name,
                " where community_id = $1 and member_id = $2 on conflict ",
                $clash
            ),
            leave: Some(concat!("delete from ", $name, " where community_id = $1 and member_id = $2")),
            part: $part,
        }
    };
}

mod asking;
mod history;
mod house;
mod learned;
mod members;
mod recognition;

/// Every table, parents before those whose keys hold on to them. Whoever adds a feature that keeps something adds a list.
pub(crate) fn tables() -> impl DoubleEndedIterator<Item = &'static Table> {
    [
        house::FIRST,
        members::TABLES,
        history::TABLES,
        recognition::TABLES,
        learned::TABLES,
        asking::TABLES,
        house::LAST,
    ]
    .into_iter()
    .flatten()
}

/// Every column that names a member.
pub(crate) fn named() -> impl DoubleEndedIterator<Item = &'static Named> {
    tables().flat_map(|table| table.members)
}
