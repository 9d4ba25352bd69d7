//! Who looks and who acts: whatever is asked for begins with it.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use bot_core::chat::AccountId;
use serde::Deserialize;

use super::problem::{Path, Query};
use super::{App, Problem};
use crate::page::View;
use crate::words::say;

/// Who somebody says they are; on a playground that is enough.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Me {
    #[serde(rename = "as")]
    me: Option<String>,
}

impl Me {
    /// Their account.
    pub(super) fn account(&self) -> Option<AccountId> {
        self.me.clone().map(AccountId)
    }
}

/// The community that an address names.
#[derive(Deserialize)]
struct Named {
    community: i64,
}

/// A community as somebody sees it.
pub(super) async fn view(app: &App, community: i64, me: &Me) -> Result<View, Problem> {
    let view = View::load(&app.playground, community, me.account().as_ref()).await?;
    view.ok_or_else(Problem::not_found)
}

/// A community as whoever asks sees it.
pub(super) struct Looking(pub(super) View);

impl FromRequestParts<App> for Looking {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Path(named) = Path::<Named>::from_request_parts(parts, app).await?;
        let Query(me) = Query::<Me>::from_request_parts(parts, app).await?;
        view(app, named.community, &me).await.map(Self)
    }
}

/// The same for whoever does something: who left, or is a bot, does nothing here.
pub(super) struct Acting(pub(super) View);

impl FromRequestParts<App> for Acting {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Looking(view) = Looking::from_request_parts(parts, app).await?;
        if view.me.gone || view.me.bot {
            return Err(Problem::new(StatusCode::FORBIDDEN, say!(view.words, "not-here")));
        }
        Ok(Self(view))
    }
}
