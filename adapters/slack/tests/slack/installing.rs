//! Many workspaces: each installs Kith by a browser, its token is sealed in the database, and goes when Kith is sent away.

use bot_core::chat::ServerId;
use fake_slack::{Browser, CLIENT_ID, CLIENT_SECRET, Fake, SIGNING_SECRET, Trouble};
use slack::{Install, Keys, Secret, Settings, Slack};
use tokio::net::TcpListener;

use crate::house::{House, settings};

const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const OTHER: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const NOTES: &str = "select count(*) from note where key like 'install:%'";

/// A Kith at a public address that anybody may install.
struct Public {
    house: House,
    base: String,
}

impl Public {
    async fn open() -> Self {
        let mut public = Self { house: House::empty().await, base: String::new() };
        public.begin(KEY).await;
        public
    }

    /// Lets Kith begin at an address of its own, with this key.
    async fn begin(&mut self, key: &str) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        self.base = format!("http://{}", listener.local_addr().expect("an address"));
        let install = Install {
            client_id: CLIENT_ID.to_owned(),
            client_secret: Secret::new(CLIENT_SECRET),
            keys: Keys::read(key).expect("a key"),
            public_url: self.base.clone(),
        };
        let settings = Settings {
            bot_token: Secret::default(),
            app_token: None,
            signing_secret: Some(Secret::new(SIGNING_SECRET)),
            install: Some(install),
            ..settings(&self.house.fake)
        };
        let slack = Slack::new(self.house.kith.bot.clone(), settings);
        let routes = slack.router().expect("pages");
        tokio::spawn(async move { axum::serve(listener, routes).await });
        self.house.run(slack);
        self.house.fake.delivers_to(Some(&self.base));
    }

    /// Somebody installs Kith in a workspace, all the way.
    async fn install(&self, there: &Fake, who: &str) -> String {
        let mut browser = Browser::default();
        let begin = browser.opens(&format!("{}/slack/install", self.base)).await;
        assert_eq!(begin.status, 200, "{begin:?}");
        let agreed = there.agrees(who, &begin.link().expect("a way to Slack")).expect("agreed");
        let looked = there.called("usergroups.list").len();
        let done = browser.opens(&agreed).await;
        assert_eq!(done.status, 200, "{done:?}");
        let around = |fake: &Fake| (fake.called("usergroups.list").len() > looked).then_some(());
        there.until("Kith looked around", around).await;
        there.joins(&there.bot(), "general");
        there.settled().await;
        done.body
    }

    async fn stop(&mut self) {
        self.house.stop().await.expect("it stops");
    }
}

async fn asks(there: &Fake, who: &str, line: &str) -> fake_slack::Said {
    let asked = there.types(who, "general", "/kith", line);
    there.answer(&asked).await
}

#[tokio::test]
async fn two_workspaces_install_kith_and_each_is_by_itself() {
    let mut public = Public::open().await;
    let (meadow, forest) = (
        public.house.fake.has_team("T0MEADOW01", "Meadow"),
        public.house.fake.has_team("T0FOREST01", "Forest"),
    );
    for (there, name) in [(&meadow, "Meadow"), (&forest, "Forest")] {
        there.is_owner("Ann");
        let page = public.install(there, "Ann").await;
        assert!(page.contains(&format!("Kith is in {name}")), "{page}");
        asks(there, "Ann", "help").await;
        let said = asks(there, "Ann", "shoutout @Bo for the docs").await;
        assert_eq!(said.how, "post", "{said:?}");
        there.settled().await;
        assert_eq!(there.posts("general").len(), 1);
    }
    assert_eq!(public.house.count("select count(*) from community").await, 2);
    for (there, name) in [(&meadow, "Meadow"), (&forest, "Forest")] {
        let here = ServerId::new("slack", there.team());
        let now = public.house.kith.now;
        let glance = public.house.kith.bot.glance(now, &here).await.expect("a look").expect("a community");
        assert_eq!(glance.name, name);
    }
    public.stop().await;
}

#[tokio::test]
async fn a_token_lies_in_the_database_sealed_and_is_there_again_after_a_restart() {
    let mut public = Public::open().await;
    let meadow = public.house.fake.has_team("T0MEADOW01", "Meadow");
    meadow.is_owner("Ann");
    public.install(&meadow, "Ann").await;
    let notes: Vec<(String, String)> = public.house.kith.reads("select key, body from note").await;
    let kept = notes.iter().find(|(key, _)| key == "install:T0MEADOW01;").expect("a note").1.clone();
    assert!(kept.contains("Meadow"), "{kept}");
    for (key, body) in &notes {
        let bare =
            ["xoxb", &hex("xoxb"), CLIENT_SECRET, SIGNING_SECRET].iter().any(|secret| body.contains(secret));
        assert!(!bare, "{key}: {body}");
    }
    public.stop().await;

    // The key was replaced; the old one stands behind it.
    public.begin(&format!("{OTHER},{KEY}")).await;
    meadow.settled().await;
    let said = asks(&meadow, "Ann", "me").await;
    assert!(said.is_ephemeral(), "{said:?}");
    public.stop().await;

    // Without the key that sealed it, the token is nobody's.
    public.begin(OTHER).await;
    let asked = meadow.types("Ann", "general", "/kith", "me");
    meadow
        .until("it is refused", |fake| fake.late().iter().find(|late| late.contains("/kith")).cloned())
        .await;
    assert!(meadow.answers(&asked).is_empty());
    public.stop().await;
    assert_eq!(public.house.count(NOTES).await, 1, "nothing is thrown away for want of a key");
}

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn sent_away_kith_forgets_the_token_and_keeps_the_others() {
    let mut public = Public::open().await;
    let (meadow, forest) = (
        public.house.fake.has_team("T0MEADOW01", "Meadow"),
        public.house.fake.has_team("T0FOREST01", "Forest"),
    );
    for there in [&meadow, &forest] {
        there.is_owner("Ann");
        public.install(there, "Ann").await;
    }
    assert_eq!(public.house.count(NOTES).await, 2);
    meadow.uninstalls();
    public.house.comes_to(NOTES, 1).await;
    meadow.settled().await;
    let said = asks(&forest, "Ann", "me").await;
    assert!(said.is_ephemeral(), "{said:?}");

    // It may come back, and the news that it had gone, told once more, is old by then.
    public.install(&meadow, "Ann").await;
    public.house.comes_to(NOTES, 2).await;
    meadow.delivers_again("app_uninstalled");
    meadow.delivers_again("tokens_revoked");
    meadow.settled().await;
    assert!(asks(&meadow, "Ann", "me").await.is_ephemeral());
    assert_eq!(public.house.count(NOTES).await, 2);
    public.stop().await;

    // Sent away while nobody was there to hear it.
    public.house.fake.delivers_to(None);
    meadow.uninstalls();
    public.begin(KEY).await;
    public.house.comes_to(NOTES, 1).await;
    public.stop().await;
}

#[tokio::test]
async fn nobody_installs_anything_by_somebody_elses_click() {
    let mut public = Public::open().await;
    let meadow = public.house.fake.has_team("T0MEADOW01", "Meadow");
    let install = format!("{}/slack/install", public.base);
    // A thief agrees for a workspace of their own, and lets somebody else click on the way back.
    let mut thief = Browser::default();
    let way = thief.opens(&install).await.link().expect("a way");
    let back = meadow.agrees("Thief", &way).expect("agreed");
    let mut victim = Browser::default();
    let refused = victim.opens(&back).await;
    assert_eq!(refused.status, 400, "without a cookie: {refused:?}");
    victim.opens(&install).await;
    let refused = victim.opens(&back).await;
    assert_eq!(refused.status, 400, "with another cookie: {refused:?}");
    // Made up, cut off, or of another way.
    for query in [
        "",
        "?code=code-0000000001",
        "?code=code-0000000001&state=",
        "?code=code-0000000001&state=00ff",
        "?state=%00",
    ] {
        let refused = victim.opens(&format!("{}/slack/oauth{query}", public.base)).await;
        assert_eq!(refused.status, 400, "{query}: {refused:?}");
    }
    assert!(public.house.fake.called("oauth.v2.access").is_empty(), "Slack was not even asked");
    // The thief's own click works once.
    let done = thief.opens(&back).await;
    assert_eq!(done.status, 200, "{done:?}");
    let again = thief.opens(&back).await;
    assert_eq!(again.status, 400, "{again:?}");
    assert!(thief.cookies().is_empty(), "the state is spent");
    assert_eq!(public.house.count(NOTES).await, 1);
    meadow.settled().await;
    public.stop().await;
}

#[tokio::test]
async fn whatever_goes_wrong_nothing_is_installed_and_it_is_said_kindly() {
    let mut public = Public::open().await;
    let meadow = public.house.fake.has_team("T0MEADOW01", "Meadow");
    let install = format!("{}/slack/install", public.base);
    for (trouble, status) in [
        (Some(("oauth.v2.access", Trouble::Refuse("invalid_code"))), 400),
        (Some(("oauth.v2.access", Trouble::Refuse("bad_redirect_uri"))), 502),
        (Some(("oauth.v2.access", Trouble::Status(503))), 502),
        (Some(("auth.test", Trouble::Refuse("invalid_auth"))), 502),
        (None, 200),
    ] {
        let mut browser = Browser::default();
        browser.language = "de-DE,de;q=0.9".to_owned();
        let begin = browser.opens(&install).await;
        assert!(begin.body.contains("lang=\"de\"") && begin.body.contains("Kith für Slack"), "{begin:?}");
        let guard = begin.header("content-security-policy").expect("a guard");
        assert!(guard.contains("default-src 'none'") && guard.contains("frame-ancestors 'none'"), "{guard}");
        let cookie = begin.header("set-cookie").expect("a cookie");
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        assert_eq!(begin.header("cache-control"), Some("no-store"));
        let way = begin.link().expect("a way");
        let back = match &trouble {
            Some((method, trouble)) => {
                public.house.fake.trouble(method, 1, trouble.clone());
                meadow.agrees("Ann", &way).expect("agreed")
            }
            None => meadow.denies(&way),
        };
        let page = browser.opens(&back).await;
        assert_eq!(page.status, status, "{trouble:?}: {page:?}");
        assert!(!page.body.contains("xoxb") && !page.body.contains(CLIENT_SECRET), "{page:?}");
    }
    assert_eq!(public.house.count(NOTES).await, 0);
    public.stop().await;
}

#[tokio::test]
async fn settings_for_installing_show_nothing_secret() {
    let fake = Fake::start().await;
    let install = Install {
        client_id: CLIENT_ID.to_owned(),
        client_secret: Secret::new(CLIENT_SECRET),
        keys: Keys::read(KEY).expect("a key"),
        public_url: "https://kith.example".to_owned(),
    };
    let shown = format!("{:?}", Settings { install: Some(install), ..settings(&fake) });
    assert!(!shown.contains(CLIENT_SECRET) && !shown.contains(&KEY[..16]), "{shown}");
}

#[tokio::test]
async fn a_token_that_is_of_no_use_is_given_back_unless_it_may_be_in_use() {
    let mut public = Public::open().await;
    let meadow = public.house.fake.has_team("T0MEADOW01", "Meadow");
    let install = format!("{}/slack/install", public.base);
    let comes_back = async |public: &Public| {
        let mut browser = Browser::default();
        let way = browser.opens(&install).await.link().expect("a way");
        public.house.kith.changes("alter table note rename to note_away").await;
        let page = browser.opens(&meadow.agrees("Ann", &way).expect("agreed")).await;
        public.house.kith.changes("alter table note_away rename to note").await;
        assert_eq!(page.status, 502, "{page:?}");
    };
    // Where nobody can look, another process may work with the very same.
    comes_back(&public).await;
    assert_eq!(public.house.fake.called("auth.revoke").len(), 0);
    // One that Slack itself does not take is given back.
    public.house.fake.trouble("auth.test", 1, Trouble::Refuse("invalid_auth"));
    let mut browser = Browser::default();
    let way = browser.opens(&install).await.link().expect("a way");
    assert_eq!(browser.opens(&meadow.agrees("Ann", &way).expect("agreed")).await.status, 502);
    assert_eq!(public.house.fake.called("auth.revoke").len(), 1);
    meadow.is_owner("Ann");
    public.install(&meadow, "Ann").await;
    // Slack hands out the same token again: a failure to keep it twice is no reason to lose it.
    comes_back(&public).await;
    assert_eq!(public.house.fake.called("auth.revoke").len(), 1);
    assert!(asks(&meadow, "Ann", "me").await.is_ephemeral());
    public.stop().await;
}

#[tokio::test]
async fn an_installation_in_a_whole_organisation_is_turned_away_and_its_token_given_back() {
    let mut public = Public::open().await;
    let meadow = public.house.fake.has_team("T0MEADOW01", "Meadow");
    meadow.installs_everywhere();
    let mut browser = Browser::default();
    let way = browser.opens(&format!("{}/slack/install", public.base)).await.link().expect("a way");
    let page = browser.opens(&meadow.agrees("Ann", &way).expect("agreed")).await;
    assert_eq!(page.status, 400, "{page:?}");
    assert!(page.body.contains("whole organisation"), "{page:?}");
    assert_eq!(public.house.count(NOTES).await, 0);
    assert_eq!(public.house.fake.called("auth.test").len(), 0);
    assert_eq!(public.house.fake.called("auth.revoke").len(), 1);
    public.stop().await;
}
