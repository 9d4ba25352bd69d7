//! The playground as people use it: Chromium without a screen drives `kith run`.

mod asking_people;
mod axe;
mod badges;
mod chrome;
mod clock;
mod keyboard;
mod kith;
mod markup;
mod messages;
mod phone;
mod staying;
mod thanks;
mod together;
mod window;
