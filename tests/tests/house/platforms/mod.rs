//! Stories that are one on every platform: written once, and lived through each adapter against its fake chat server.

mod discord;
mod experts;
mod one_person;
mod slack;
mod stage;
