//! The program as people run it: what it is given, what it prints, and the exit status.

mod asking;
mod bringing_in;
mod browser;
mod climbing;
mod configuring;
mod crash;
mod doctor_on_discord;
mod living;
mod one_at_a_time;
mod operating;
mod playground;
mod room;
mod working;
