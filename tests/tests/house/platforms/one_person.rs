//! One person on both platforms, in one process and one database.
