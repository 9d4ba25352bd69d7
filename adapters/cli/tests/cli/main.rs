//! The program as people run it: what it is given, what it prints, and the exit status.

mod asking;
mod bringing_in;
mod browser;
mod climbing;
mod crash;
mod operating;
mod playground;
mod room;
mod working;
