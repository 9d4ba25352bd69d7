//! Kith on a fake Discord, end to end: through the real library, on a real database.

mod arriving;
mod asking;
mod asking_people;
mod delivering;
mod elsewhere;
mod everything;
mod experts;
mod fits;
mod house;
mod killing;
mod listening;
mod sessions;
mod settling;
mod stories;
mod threading;
