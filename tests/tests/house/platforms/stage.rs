//! A chat server as those see it who are on it: they ask, press what they see, write, and leave.

use bot_core::testing::TestBot;

/// Who lives there. Root runs the server.
pub(super) const PEOPLE: [&str; 7] = ["Ana", "Bo", "Cy", "Eve", "Fay", "Lea", "Root"];

/// A chat server with Kith on it.
pub(super) trait Stage {
    /// Something that somebody wrote.
    type Written;

    /// Kith itself.
    fn kith(&self) -> &TestBot;

    /// Somebody asks for a command in #general; what they are told, or what everybody is.
    async fn asks(&self, who: &str, command: &str, answers: &[(&str, &str)]) -> String;

    /// Somebody presses the newest button with this label that they see; what they are told, or what stands there now.
    async fn presses(&self, who: &str, label: &str) -> String;

    /// Somebody writes in #general.
    async fn writes(&self, who: &str, text: &str) -> Self::Written;

    /// Somebody writes in the thread of the newest post of Kith's with these words that they see.
    async fn answers(&self, who: &str, words: &str, text: &str);

    /// Somebody picks "Ask an expert" on a message's menu; what they are told.
    async fn asks_about(&self, who: &str, written: &Self::Written) -> String;

    /// Whoever wrote it takes it away.
    async fn deletes(&self, written: &Self::Written);

    /// Somebody is there no more.
    async fn leaves(&self, who: &str);

    /// What somebody sees of Kith's, oldest first: with names in place of accounts.
    fn sees(&self, who: &str) -> Vec<String>;

    /// Everything that happened is heard, and everything that Kith wants done is done.
    async fn settled(&self);

    /// Kith stops.
    async fn stops(&mut self);

    /// One number out of the database.
    async fn count(&self, sql: &'static str) -> i64 {
        self.kith().reads::<(i64,)>(sql).await[0].0
    }

    /// Waits until a query says so.
    async fn comes_to(&self, sql: &'static str, expected: i64) {
        let mut found = -1;
        for _ in 0..400 {
            found = self.count(sql).await;
            if found == expected {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        panic!("{sql} came to {found}, not to {expected}");
    }

    /// Nothing waits, and nothing was refused for good.
    async fn is_all_done(&self) {
        self.comes_to("select count(*) from effect where state = 'waiting'", 0).await;
        let dead: Vec<(String,)> =
            self.kith().reads("select coalesce(problem, '?') from effect where state = 'dead'").await;
        assert!(dead.is_empty(), "{dead:?}");
    }

    /// Whether somebody sees these words.
    fn does_see(&self, who: &str, words: &str) -> bool {
        self.sees(who).iter().any(|text| text.contains(words))
    }

    /// Somebody sees these words.
    #[track_caller]
    fn must_see(&self, who: &str, words: &str) {
        assert!(self.does_see(who, words), "{who} sees no “{words}” in {:#?}", self.sees(who));
    }
}

/// A text with names in place of accounts.
pub(super) fn named(text: &str, account: impl Fn(&str) -> String) -> String {
    PEOPLE
        .iter()
        .fold(text.to_owned(), |text, who| text.replace(&format!("<@{}>", account(who)), &format!("@{who}")))
}
