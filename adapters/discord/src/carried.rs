//! What buttons, menus and forms carry: kept under an id, and found again when they are pressed or sent.

use bot_core::command::{Answers, Invocation};

use crate::answer::Channel;
use crate::desk::{Desk, now};
use crate::read::asked::PICKED;
use crate::setup;
use crate::words::{Own, say};
use crate::write::form::Form;
use crate::write::held::{Held, What};

impl Desk {
    /// The invocation with what its button or form carried. Nothing if it is answered by that alone.
    pub(crate) async fn whole(
        &self,
        mut invocation: Invocation,
        pressed: &str,
        channel: &Channel<'_>,
        own: Own,
    ) -> Option<Invocation> {
        let Some(held) = self.held(pressed).await else {
            channel.tell(&say!(own, "stale")).await;
            return None;
        };
        if let What::Open(fields) = &held.what {
            match Form::again(&held, fields) {
                Some(form) => channel.show(&form).await,
                None => channel.tell(&say!(own, "stale")).await,
            }
            return None;
        }
        let mut answers: Answers = held.answers;
        if let What::Pick(picked) = &held.what {
            // Of a menu that was emptied, nothing comes along.
            answers.set(picked, setup::NONE);
        }
        for (field, answer) in invocation.answers.iter() {
            match &held.what {
                What::Pick(picked) if field == PICKED => answers.set(picked, answer),
                _ => answers.set(field, answer),
            }
        }
        if let What::Pick(picked) = &held.what {
            setup::complete(picked, &mut answers);
        }
        invocation.answers = answers;
        invocation.command = held.command;
        Some(invocation)
    }

    async fn held(&self, id: &str) -> Option<Held> {
        let Some(key) = Held::note_of(id) else { return Held::read(id) };
        Held::read(&self.bot.note(&crate::platform(), &key).await.ok()??)
    }

    /// The id under which something is carried, once that is noted where it must be.
    pub(crate) async fn id(&self, held: &Held) -> String {
        let id = held.id();
        if let (Some(note), Some(key)) = (&id.note, Held::note_of(&id.id))
            && let Err(error) = self.bot.keep_note(now(), &crate::platform(), &key, note).await
        {
            tracing::error!(%error, "what a form carries cannot be noted");
        }
        id.id
    }
}
