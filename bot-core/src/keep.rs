//! The doors for an adapter's own notes: what it must know again after a restart, and no feature reads.

use crate::bot::{Bot, again};
use crate::chat::Platform;
use crate::error::Result;
use crate::features::leases::queries as leases;
use crate::features::notes::queries as notes;
use crate::moment::{Moment, Span};

impl Bot {
    /// What an adapter noted under `key`.
    pub async fn note(&self, platform: &Platform, key: &str) -> Result<Option<String>> {
        notes::read(&mut self.store.read().await?, platform, key).await
    }

    /// Everything that an adapter noted under keys that begin with `beginning` (ASCII), with the keys, in their order.
    pub async fn notes(&self, platform: &Platform, beginning: &str) -> Result<Vec<(String, String)>> {
        let end = format!("{beginning}\u{7f}");
        notes::read_all(&mut self.store.read().await?, platform, beginning, &end).await
    }

    /// Notes something, over what was noted under `key` before.
    pub async fn keep_note(&self, now: Moment, platform: &Platform, key: &str, body: &str) -> Result<()> {
        again!(self.write_note(now, platform, key, body))
    }

    async fn write_note(&self, now: Moment, platform: &Platform, key: &str, body: &str) -> Result<()> {
        let mut tx = self.store.begin().await?;
        notes::write(&mut tx, platform, key, body, now).await?;
        tx.commit().await
    }

    /// Forgets the notes whose key begins with `beginning` (ASCII) and that were written before a moment. How many.
    pub async fn forget_notes(&self, platform: &Platform, beginning: &str, before: Moment) -> Result<u64> {
        let mut tx = self.store.begin().await?;
        let end = format!("{beginning}\u{7f}");
        let gone = notes::forget(&mut tx, platform, beginning, &end, before).await?;
        tx.commit().await?;
        Ok(gone)
    }

    /// Takes or renews a lease on something that one process alone may do, for so long; whether it is the holder's.
    pub async fn lease(
        &self,
        now: Moment,
        platform: &Platform,
        name: &str,
        holder: &str,
        span: Span,
    ) -> Result<bool> {
        again!(self.take_lease(now, platform, name, holder, span))
    }

    async fn take_lease(
        &self,
        now: Moment,
        platform: &Platform,
        name: &str,
        holder: &str,
        span: Span,
    ) -> Result<bool> {
        let mut tx = self.store.begin().await?;
        let has = leases::take(&mut tx, platform, name, holder, now, now + span).await?;
        tx.commit().await?;
        Ok(has)
    }

    /// Gives back every lease of a holder.
    pub async fn give_back(&self, platform: &Platform, holder: &str) -> Result<()> {
        let mut tx = self.store.begin().await?;
        leases::give_back(&mut tx, platform, holder).await?;
        tx.commit().await
    }

    /// What is leased now, by whomever.
    pub async fn leased(&self, now: Moment, platform: &Platform) -> Result<Vec<String>> {
        leases::leased(&mut self.store.read().await?, platform, now).await
    }
}

#[cfg(test)]
mod tests {
    use crate::moment::Span;
    use crate::testing::TestBot;

    #[tokio::test]
    async fn notes_are_listed_and_forgotten_by_how_their_keys_begin() {
        let bot = TestBot::new().await;
        let (here, there) = ("here".into(), "there".into());
        let keep =
            async |platform, key, body| bot.bot.keep_note(bot.now, platform, key, body).await.expect("kept");
        for (key, body) in
            [("install:T2;", "two"), ("install:T1;", "one"), ("install:T12;", "twelve"), ("installed", "no")]
        {
            keep(&here, key, body).await;
        }
        keep(&there, "install:T3;", "elsewhere").await;
        let all = async |beginning| {
            let found = bot.bot.notes(&here, beginning).await.expect("notes");
            found.into_iter().map(|(_, body)| body).collect::<Vec<_>>()
        };
        assert_eq!(all("install:").await, ["twelve", "one", "two"]);
        assert_eq!(all("install:T1;").await, ["one"]);
        let later = bot.now + Span::minutes(1);
        assert_eq!(bot.bot.forget_notes(&here, "install:T1;", later).await.expect("forgotten"), 1);
        assert_eq!(all("install:").await, ["twelve", "two"]);
    }
}
