//! How the bot is asked: a command is a form, declared once; every surface turns into an [`Invocation`].

mod answers;
pub(crate) mod fields;
pub(crate) mod form;
mod invocation;
mod line;
mod reply;
mod spec;
mod typing;

pub use answers::Answers;
pub use form::Choice;
pub(crate) use form::{Field, Form, Run, form};
pub use invocation::{Invocation, Via};
pub use line::{Line, parse as parse_line};
pub use reply::{Answer, Modal, Outcome, Problem, Reply};
pub use spec::{Command, CommandSpec, FieldSpec, Menu, Role, Widget};
pub use typing::{Typing, typing};
