//! What a row becomes: a value, a tuple, or a struct by its columns' names.

use rusqlite::RowIndex;
use rusqlite::types::FromSql;
use sqlx::any::AnyRow;
use sqlx::{Any, Column as _, ColumnIndex, Decode, Row as _, Type};

use crate::error::Result;

/// A row as the database gives it.
#[cfg_attr(
    not(feature = "testing"),
    expect(unreachable_pub, reason = "only tests look at rows from outside")
)]
pub enum Raw<'r> {
    File(&'r rusqlite::Row<'r>),
    Server(&'r AnyRow),
}

impl Raw<'_> {
    /// The value in a column, by its place or its name.
    pub(crate) fn get<T, I>(&self, column: I) -> Result<T>
    where
        T: Column,
        I: RowIndex + ColumnIndex<AnyRow>,
    {
        Ok(match self {
            Self::File(row) => row.get(column)?,
            Self::Server(row) => row.try_get(column)?,
        })
    }

    /// Its columns, by name.
    pub(crate) fn names(&self) -> Vec<String> {
        match self {
            Self::File(row) => row.as_ref().column_names().into_iter().map(str::to_owned).collect(),
            Self::Server(row) => row.columns().iter().map(|column| column.name().to_owned()).collect(),
        }
    }
}

/// What a column may hold: whole numbers, numbers, texts, or nothing.
pub(crate) trait Column: FromSql + for<'r> Decode<'r, Any> + Type<Any> {}

impl<T: FromSql + for<'r> Decode<'r, Any> + Type<Any>> Column for T {}

/// What a row becomes.
#[cfg_attr(
    not(feature = "testing"),
    expect(unreachable_pub, reason = "only tests look at rows from outside")
)]
pub trait Row: Sized {
    /// Reads a row.
    #[doc(hidden)]
    fn read(raw: &Raw<'_>) -> Result<Self>;
}

macro_rules! single {
    ($($one:ty),* $(,)?) => {
        $(impl Row for $one {
            fn read(raw: &Raw<'_>) -> Result<Self> {
                raw.get(0)
            }
        })*
    };
}

single!(Option<String>, Option<i64>, String, f64, i64);

macro_rules! tuples {
    ($($column:ident $place:tt),*) => {
        impl<$($column: Column),*> Row for ($($column,)*) {
            fn read(raw: &Raw<'_>) -> Result<Self> {
                Ok(($(raw.get::<$column, usize>($place)?,)*))
            }
        }
    };
}

tuples!(A 0);
tuples!(A 0, B 1);
tuples!(A 0, B 1, C 2);
tuples!(A 0, B 1, C 2, D 3);
tuples!(A 0, B 1, C 2, D 3, E 4);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12);
tuples!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12, N 13);

/// Declares a struct whose fields are read from the columns of their names.
macro_rules! by_name {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($field_vis:vis $field:ident: $type:ty),* $(,)? }) => {
        $(#[$meta])*
        $vis struct $name {
            $($field_vis $field: $type),*
        }

        impl $crate::store::Row for $name {
            fn read(raw: &$crate::store::Raw<'_>) -> $crate::error::Result<Self> {
                Ok(Self { $($field: raw.get(stringify!($field))?),* })
            }
        }
    };
}

pub(crate) use by_name;
