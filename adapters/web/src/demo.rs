//! The example community that a new playground begins with: what was to happen up to now happened, the rest still will.

use bot_core::chat::{AccountId, ChannelId, Event, ServerId};
use bot_core::moment::Moment;

use crate::log::Item;
use crate::room::Playground;
use crate::{PLATFORM, Result};

/// One thing that happens in the example.
#[derive(Clone, Debug)]
pub enum Scene {
    /// On the chat server.
    Event(Event),
    /// Somebody asks Kith something.
    Line {
        /// When.
        at: Moment,
        /// In which channel.
        channel: ChannelId,
        /// Who.
        account: AccountId,
        /// The line that they type.
        line: String,
    },
}

impl Scene {
    fn at(&self) -> Moment {
        match self {
            Self::Event(event) => event.at,
            Self::Line { at, .. } => *at,
        }
    }
}

/// The name under which the log keeps that there is an example.
const EXAMPLE: &str = "example";

impl Playground {
    /// Whether there is no community yet but, maybe, one that an example was about to be put into.
    pub async fn is_new(&self) -> Result<bool> {
        let all = self.communities().await?;
        Ok(all.iter().all(|(_, server)| server.platform.as_str() == PLATFORM) && !self.has_example().await?)
    }

    /// Whether an example was put into this playground before.
    pub async fn has_example(&self) -> Result<bool> {
        Ok(self.log.meta(EXAMPLE).await?.is_some())
    }

    /// Puts an example into the playground: a server whose scenes happen when the clock gets to them. `you` is who an
    /// open page speaks as until somebody chooses.
    pub async fn rehearse(
        &self,
        server: &ServerId,
        name: &str,
        zone: &str,
        you: &AccountId,
        mut scenes: Vec<Scene>,
    ) -> Result<()> {
        scenes.sort_by_key(Scene::at);
        let begin = scenes.first().map_or_else(|| self.now(), Scene::at);
        self.bot.found(begin, server, name, Some(zone)).await?;
        let mut writing = self.log.write().await?;
        for scene in scenes {
            let at = scene.at();
            let item = match scene {
                Scene::Event(event) => Item::Happens(event),
                Scene::Line { channel, account, line, .. } => {
                    Item::Asks { server: server.clone(), channel, account, line }
                }
            };
            writing.plan(at, &item).await?;
        }
        writing.set_meta(EXAMPLE, you.as_str()).await?;
        writing.commit().await
    }

    /// Whom a page speaks as in the example until somebody chooses.
    pub(crate) async fn you(&self) -> Result<Option<AccountId>> {
        Ok(self.log.meta(EXAMPLE).await?.map(AccountId))
    }
}
