//! Stories that go through the whole house.

mod answered;
mod failing;
mod forgetting;
mod gone;
mod mapping;
mod outbox;
mod plans;
mod replied;
mod schedule;
