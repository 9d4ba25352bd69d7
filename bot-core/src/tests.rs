//! Stories that go through the whole house.

mod answered;
mod failing;
mod forgetting;
mod outbox;
mod plans;
mod replied;
mod schedule;
