//! What holds for the whole house and no single crate can keep.
//!
//! Each wall is a rule over texts, tried on bad samples and then on the repository. A rule returns complaints that say
//! where, what, and what to do.

mod files;
mod hearing;
mod platforms;
mod real_history;
mod reference;
mod slack_app;
mod sources;
mod walls;
