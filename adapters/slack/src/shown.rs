//! What is shown in a modal: a form, what is wrong with one, or an answer where no channel is at hand.

use bot_core::chat::{Message, Text};
use bot_core::command::Modal;
use serde_json::{Value, json};

use crate::answer::Line;
use crate::read::asked::Way;
use crate::words::say;
use crate::write::form::{Form, plain};
use crate::write::held::BUTTON;
use crate::write::message::{Piece, draw, one};

/// The most blocks of a modal.
const VIEW: usize = 100;

/// What a form shows while its answer takes longer.
pub(crate) fn waiting() -> Value {
    json!({ "response_action": "update", "view": view("Kith", &[json!({
        "type": "section", "text": { "type": "plain_text", "text": "…" },
    })], None) })
}

fn view(title: &str, blocks: &[Value], close: Option<&str>) -> Value {
    let mut view =
        json!({ "type": "modal", "callback_id": "kith", "title": plain(title, 24), "blocks": blocks });
    if let Some(close) = close {
        view["close"] = plain(close, 24);
    }
    view
}

impl Line<'_> {
    /// Shows an answer in a modal.
    pub(crate) async fn result(&mut self, pieces: &[Piece]) {
        let blocks: Vec<Value> = pieces.iter().flat_map(|piece| piece.blocks.clone()).take(VIEW).collect();
        let view = view("Kith", &blocks, Some(&say!(self.own, "form-close")));
        let shown = if self.back.way == Way::Form {
            if self.ack(json!({ "response_action": "update", "view": view })) {
                return;
            }
            let id = self.back.view.clone().unwrap_or_default();
            self.call("views.update", &json!({ "view_id": id, "view": view })).await
        } else {
            let trigger = self.back.trigger.clone().unwrap_or_default();
            let shown = self.call("views.open", &json!({ "trigger_id": trigger, "view": view })).await;
            self.done();
            shown
        };
        if let Err(fault) = shown {
            tracing::info!(%fault, "an answer cannot be shown in a form");
            for piece in pieces {
                self.quietly(piece).await;
            }
        }
    }

    /// Shows a form, or where none can be shown, a button that does. What is wrong stands beside its field.
    pub(crate) async fn show(&mut self, form: &Form, modal: Option<&Modal>) {
        if self.back.way == Way::Form {
            let errors = modal.and_then(|modal| form.errors(modal, &self.back.fields, self.own));
            let view = form.view(&self.desk.metadata(form).await, self.words, self.own);
            let said = errors.unwrap_or_else(|| json!({ "response_action": "update", "view": view }));
            if self.ack(said) {
                return;
            }
            let id = self.back.view.clone().unwrap_or_default();
            if self.call("views.update", &json!({ "view_id": id, "view": view })).await.is_ok() {
                return;
            }
        } else if let Some(trigger) = self.back.trigger.clone() {
            let view = form.view(&self.desk.metadata(form).await, self.words, self.own);
            match self.call("views.open", &json!({ "trigger_id": trigger, "view": view })).await {
                Ok(_) => return self.done(),
                Err(fault) => tracing::info!(%fault, "a form cannot be shown"),
            }
        }
        self.offer(form).await;
    }

    /// A button that shows a form.
    async fn offer(&mut self, form: &Form) {
        let told = form.told();
        let told = if told.is_empty() { say!(self.own, "form-ready") } else { told };
        let value = self.desk.carried(&form.button(), BUTTON).await;
        let mut pieces = draw(&Message::new(Text::typed(&told)), &self.here, &[]);
        if let Some(last) = pieces.last_mut() {
            let button = one(&say!(self.own, "form-open"), "form", &value);
            last.blocks.push(json!({ "type": "actions", "elements": [button] }));
        }
        self.beside(&pieces).await;
    }
}
