//! `/community link`: an admin of two servers makes their communities one.

use super::link::{self, Typed};
use super::queries::What;
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Context};
use crate::error::Result;

form! {
    /// Make this community one with the one on another platform.
    pub(crate) struct Community = "community link", for [Admin] {
        /// The code that Kith gave an admin on the other platform; leave it out to get one
        code: Option<Typed>,
    }
}

impl Run for Community {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        link::run(asker, ctx, What::Communities, self.code).await
    }
}
