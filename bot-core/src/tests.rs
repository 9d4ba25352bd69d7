//! Stories that go through the whole house.

mod answered;
mod failing;
mod outbox;
mod plans;
mod schedule;
