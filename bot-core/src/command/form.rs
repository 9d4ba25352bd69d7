//! `form!`: a command declared once, as a struct whose doc comments are the words on its form.

use std::future::Future;

use super::{Answers, Command, Modal, Problem, Reply, Widget};
use crate::chat::{Text, printable};
use crate::context::{Asker, Context};
use crate::error::Result;

/// A type that a field of a form can have: it decides the widget, and cannot be wrong once read.
pub(crate) trait Field: Sized + Send {
    /// How it is asked for.
    const WIDGET: Widget;
    /// Whether it must be answered.
    const REQUIRED: bool = true;

    /// Reads an answer, or says kindly what is wrong with it.
    fn read(answer: &str, ctx: &mut Context) -> impl Future<Output = Result<Self>> + Send;

    /// What it is when nobody answered: only optional fields have that.
    fn missing() -> Option<Self> {
        None
    }

    /// What may be meant by the beginning that was typed.
    fn suggest(_typed: &str, _ctx: &mut Context) -> impl Future<Output = Result<Vec<Choice>>> + Send {
        async { Ok(Vec::new()) }
    }
}

impl<T: Field> Field for Option<T> {
    const WIDGET: Widget = T::WIDGET;
    const REQUIRED: bool = false;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        T::read(answer, ctx).await.map(Some)
    }

    fn missing() -> Option<Self> {
        Some(None)
    }

    async fn suggest(typed: &str, ctx: &mut Context) -> Result<Vec<Choice>> {
        T::suggest(typed, ctx).await
    }
}

/// A suggestion: the words people see, and the answer that it stands for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Choice {
    /// What people see.
    pub label: String,
    /// What is answered.
    pub answer: String,
}

/// A struct that `form!` declared.
pub(crate) trait Form: Sized + Send {
    /// Its command, ready for the table.
    const COMMAND: Command;
}

/// What a command does.
pub(crate) trait Run: Form {
    /// Does it for `asker`: reads and writes through `ctx`, and returns what the asker is told.
    fn run(self, asker: &Asker, ctx: &mut Context) -> impl Future<Output = Result<Reply>> + Send;
}

/// Reads one field; a kind refusal becomes a problem beside it.
pub(crate) async fn read_field<T: Field>(
    name: &'static str,
    answers: &Answers,
    problems: &mut Vec<Problem>,
    ctx: &mut Context,
) -> Result<Option<T>> {
    let answer = answers.get(name).map(printable);
    let Some(answer) = answer.as_deref().map(str::trim).filter(|answer| !answer.is_empty()) else {
        let missing = T::missing();
        if missing.is_none() {
            problems.push(Problem { field: name, words: Text::default() });
        }
        return Ok(missing);
    };
    if let Widget::Text(most) | Widget::LongText(most) = T::WIDGET
        && answer.chars().count() > most
    {
        let typed = i64::try_from(answer.chars().count()).unwrap_or(i64::MAX);
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let words = crate::text::say!(ctx.words, "too-long", most = most, typed = typed);
        problems.push(Problem { field: name, words });
        return Ok(None);
    }
    match T::read(answer, ctx).await {
        Ok(value) => Ok(Some(value)),
        Err(crate::Error::Refused(words)) => {
            problems.push(Problem { field: name, words });
            Ok(None)
        }
        Err(failed) => Err(failed),
    }
}

/// The form again, with what was answered and what is wrong with it.
pub(crate) fn ask_again(command: &'static str, answers: &Answers, problems: Vec<Problem>) -> Reply {
    Reply::Modal(Modal { command: command.to_owned(), answers: answers.clone(), problems })
}

/// Declares a form: the struct, its [`CommandSpec`](super::CommandSpec) and its reader, in one place.
///
/// ```text
/// form! {
///     /// Thank one to five people in public.
///     pub(crate) struct Shoutout = "shoutout", for [], in Menu::Member("to") "Give a shout-out" {
///         /// Who helped?
///         to: Members,
///     }
/// }
/// ```
macro_rules! form {
    (
        $(#[doc = $about:expr])+
        $vis:vis struct $name:ident = $command:literal
            , for [$($role:ident),* $(,)?]
            $(, in $menu:expr, $label:literal)? {
            $($(#[doc = $field_about:expr])+ $field:ident: $type:ty,)*
        }
    ) => {
        $(#[doc = $about])+
        $vis struct $name {
            $($(#[doc = $field_about])+ pub(crate) $field: $type,)*
        }

        impl $crate::command::Form for $name {
            const COMMAND: $crate::command::Command = $crate::command::Command {
                spec: $crate::command::CommandSpec {
                    name: $command,
                    about: concat!($($about),+).trim_ascii(),
                    roles: &[$($crate::command::Role::$role),*],
                    menu: $crate::command::form::menu(&[$(($menu, $label))?]),
                    fields: &[$($crate::command::FieldSpec {
                        name: stringify!($field),
                        about: concat!($($field_about),+).trim_ascii(),
                        widget: <$type as $crate::command::Field>::WIDGET,
                        required: <$type as $crate::command::Field>::REQUIRED,
                    }),*],
                },
                run: |answers, asker, ctx| Box::pin(async move {
                    let problems: &mut Vec<$crate::command::Problem> = &mut Vec::new();
                    $(let $field = $crate::command::form::read_field::<$type>(
                        stringify!($field), answers, problems, ctx,
                    ).await?;)*
                    match ($($field,)*) {
                        ($(Some($field),)*) if problems.is_empty() => {
                            $crate::command::Run::run(Self { $($field),* }, asker, ctx).await
                        }
                        _ => Ok($crate::command::form::ask_again($command, answers, problems.split_off(0))),
                    }
                }),
                suggest: |field, typed, ctx| Box::pin(async move {
                    let (field, _typed, _ctx) = (field, typed, ctx);
                    match field {
                        $(stringify!($field) => <$type as $crate::command::Field>::suggest(_typed, _ctx).await,)*
                        _ => Ok(Vec::new()),
                    }
                }),
            };
        }
    };
}
pub(crate) use form;

/// The declared menu, or none.
pub(crate) const fn menu(declared: &[(super::Menu, &'static str)]) -> (super::Menu, &'static str) {
    if declared.is_empty() { (super::Menu::Typed, "") } else { declared[0] }
}
