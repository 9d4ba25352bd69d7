//! A browser's window with somebody in front of it: what they see, click and type.

use std::fmt::Display;
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use super::kith::screenshots;
use super::{axe, chrome};

/// How long anything may take on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often one looks.
const LOOK: Duration = Duration::from_millis(40);

/// What the scripts below have in common.
const COMMON: &str = r#"
const plain = (text) => text.replace(/[\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim();
const open = () => document.querySelector("[popover]:popover-open") ?? [...document.querySelectorAll("dialog[open]")].at(-1) ?? document;
const message = (said) => [...document.querySelectorAll(".message")].filter((one) => plain(one.innerText).includes(said)).at(-1);
const place = (within, said) => said ? message(said) : within ? document.querySelector(within) : open();
"#;

/// Finds what can be clicked by what it is called: exactly so, or else from its beginning, or else in it; the last one.
const CLICKABLE: &str = r#"
const [within, said, name] = arguments;
const called = (one) => plain(one.getAttribute("aria-label") ?? one.innerText);
const all = [...(place(within, said)?.querySelectorAll("a, button, summary, [role=menuitem], [role=option]") ?? [])];
const seen = all.filter((one) => one.checkVisibility() && one.getClientRects().length);
return [(it) => it === name, (it) => it.startsWith(name), (it) => it.includes(name)]
  .map((is) => seen.filter((one) => is(called(one))).at(-1))
  .find(Boolean) ?? null;
"#;

/// Finds a field by its label.
const FIELD: &str = r#"
const name = arguments[0];
const called = (one) => plain(one.getAttribute("aria-label") ?? one.labels?.[0]?.innerText ?? document.getElementById(one.getAttribute("aria-labelledby"))?.innerText ?? "");
return [...open().querySelectorAll("input:not([type=hidden]), textarea, select")].filter((one) => called(one).startsWith(name)).at(-1) ?? null;
"#;

pub(super) struct Window {
    pub(super) client: Client,
    who: String,
}

impl Window {
    pub(super) fn new(client: Client, who: &str) -> Self {
        Self { client, who: who.to_owned() }
    }

    // What is seen.

    /// Runs a script, which may use what [`COMMON`] has.
    pub(super) async fn script(&self, script: &str, arguments: Vec<Value>) -> Result<Value, String> {
        let script = format!("{COMMON}{script}");
        self.client.execute(&script, arguments).await.map_err(|error| error.to_string())
    }

    /// Waits until an expression is true, and gives what it is.
    pub(super) async fn waits_for(&self, expression: &str) -> Value {
        let script = format!("return ({expression}) || null");
        let look = async || match self.script(&script, Vec::new()).await? {
            Value::Null => Err(format!("never came true: {expression}")),
            value => Ok(value),
        };
        self.until(look).await
    }

    /// The text on the page, as it is seen.
    pub(super) async fn text(&self) -> String {
        let text = self.script("return plain(document.body.innerText)", Vec::new()).await.expect("a page");
        text.as_str().expect("a text").to_owned()
    }

    pub(super) async fn sees(&self, text: &str) {
        self.waits_for(&format!("plain(document.body.innerText).includes({})", json!(text))).await;
    }

    /// Waits until something is no longer seen.
    pub(super) async fn loses(&self, text: &str) {
        self.waits_for(&format!("!plain(document.body.innerText).includes({})", json!(text))).await;
    }

    /// Sees two things in one message.
    pub(super) async fn sees_at(&self, said: &str, text: &str) {
        let (said, text) = (json!(said), json!(text));
        self.waits_for(&format!("plain(message({said})?.innerText ?? '').includes({text})")).await;
    }

    /// Whoever waited for something else that came later can say that this did not come.
    pub(super) async fn does_not_see(&self, text: &str) {
        let seen = self.text().await;
        assert!(!seen.contains(text), "{} sees “{text}” in:\n{seen}", self.who);
    }

    /// Sees so many pictures in a message, each of which has arrived.
    pub(super) async fn sees_pictures(&self, said: &str, many: usize) {
        let pictures = format!("[...(message({})?.querySelectorAll('.picture img') ?? [])]", json!(said));
        // A picture that is further down is loaded when one comes there.
        let all = "all.forEach((one) => one.loading = 'eager') || all.every((one) => one.complete && one.naturalWidth > 0)";
        self.waits_for(&format!("((all) => all.length === {many} && ({all}))({pictures})")).await;
    }

    // What is done.

    /// Clicks what is called so: in what is open in front of the page, or else on the page.
    pub(super) async fn clicks(&self, name: &str) {
        self.click(json!([null, null, name])).await;
    }

    /// Clicks what is called so in a part of the page.
    pub(super) async fn clicks_in(&self, part: &str, name: &str) {
        self.click(json!([part, null, name])).await;
    }

    /// Chooses from the menu that opens.
    pub(super) async fn chooses(&self, name: &str) {
        self.clicks_in(":popover-open", name).await;
    }

    /// Clicks what is called so on the last message that says something.
    pub(super) async fn clicks_at(&self, said: &str, name: &str) {
        self.click(json!([null, said, name])).await;
    }

    async fn click(&self, named: Value) {
        let act =
            async || self.element(CLICKABLE, &named).await?.click().await.map_err(|error| error.to_string());
        self.until(act).await;
    }

    async fn element(&self, script: &str, named: &Value) -> Result<Element, String> {
        let Value::Array(arguments) = named.clone() else { unreachable!() };
        let found = self.script(script, arguments).await?;
        let id = found.as_object().and_then(|found| found.values().next()?.as_str());
        let id = id.ok_or_else(|| format!("nothing is called so: {named}"))?;
        Ok(Element::from_element_id(self.client.clone(), id.to_owned().into()))
    }

    /// The field with a label.
    pub(super) async fn field(&self, label: &str) -> Element {
        self.until(async || self.element(FIELD, &json!([label])).await).await
    }

    /// Waits until something stands in a field.
    pub(super) async fn reads(&self, label: &str, value: &str) {
        let look = async || {
            let field = self.element(FIELD, &json!([label])).await?;
            let found = field.prop("value").await.map_err(|error| error.to_string())?.unwrap_or_default();
            if found == value {
                Ok(())
            } else {
                Err(format!("in “{label}” stands “{found}”, not “{value}”"))
            }
        };
        self.until(look).await;
    }

    /// Fills a field in anew.
    pub(super) async fn fills(&self, label: &str, text: &str) {
        let act = async || {
            let field = self.element(FIELD, &json!([label])).await?;
            field.clear().await.map_err(|error| error.to_string())?;
            field.send_keys(text).await.map_err(|error| error.to_string())
        };
        self.until(act).await;
    }

    /// Writes a message or a line in the channel, and sends it.
    pub(super) async fn types(&self, text: &str) {
        self.writes(text).await;
        // The suggestions for what stands there now have come, or there are none: Enter means what it will mean.
        self.presses(Key::Escape).await;
        self.presses(Key::Enter).await;
        // It is gone, or selected because it was refused, or a form asks for more.
        self.waits_for("!write.value || write.selectionEnd - write.selectionStart > 1 || document.querySelector('dialog[open]')")
            .await;
    }

    /// Writes in the box, without sending.
    pub(super) async fn writes(&self, text: &str) {
        let field = self.until(async || self.find("#write").await).await;
        self.until(async || field.click().await.map_err(|error| error.to_string())).await;
        field.clear().await.expect("a box");
        field.send_keys(text).await.expect("a box");
    }

    pub(super) async fn find(&self, css: &str) -> Result<Element, String> {
        self.client.find(Locator::Css(css)).await.map_err(|error| error.to_string())
    }

    /// Presses a key, wherever the focus is.
    pub(super) async fn presses(&self, key: Key) {
        self.keys(&char::from(key).to_string()).await;
    }

    /// Types where the focus is.
    pub(super) async fn keys(&self, keys: &str) {
        // What has the focus may be replaced by news in this moment; nothing is typed then.
        let act = async || self.client.active_element().await?.send_keys(keys).await;
        self.until(act).await;
    }

    /// Becomes somebody else, unless that is who they are.
    pub(super) async fn becomes(&self, name: &str) {
        let me = self.waits_for("document.querySelector('.me strong')?.textContent").await;
        if me == json!(name) {
            self.is_live().await;
            return;
        }
        self.clicks("You are").await;
        self.fills("Find somebody", name).await;
        self.waits_for("document.querySelectorAll('.found a').length === 1").await;
        self.clicks_in(".found", name).await;
        self.waits_for(&format!("document.querySelector('.me strong')?.textContent === {}", json!(name)))
            .await;
        self.is_live().await;
    }

    /// Waits until news come in.
    pub(super) async fn is_live(&self) {
        self.waits_for("document.body.hasAttribute('data-live')").await;
    }

    /// Goes to a channel.
    pub(super) async fn goes_to(&self, channel: &str) {
        self.clicks_in(".places", &format!("# {channel}")).await;
        self.waits_for(&format!(
            "document.querySelector('h1').textContent === {}",
            json!(format!("#{channel}"))
        ))
        .await;
        self.is_live().await;
    }

    pub(super) async fn reloads(&self) {
        self.client.refresh().await.expect("a page");
        self.is_live().await;
    }

    /// Does something again and again until it works.
    pub(super) async fn until<T, E: Display>(&self, mut act: impl AsyncFnMut() -> Result<T, E>) -> T {
        let begin = Instant::now();
        loop {
            let why = match act().await {
                Ok(done) => return done,
                Err(why) => why,
            };
            if begin.elapsed() > PATIENCE {
                let test = std::thread::current().name().unwrap_or_default().replace("::", "-");
                self.takes(&format!("failed-{test}-{}", self.who)).await;
                panic!("{}: {why}\non:\n{}", self.who, self.text().await);
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    // What is checked.

    /// Puts a picture of the page into the folder for them.
    pub(super) async fn takes(&self, name: &str) {
        // What moves comes to rest first.
        self.script("document.getAnimations().forEach((one) => one.finish())", Vec::new()).await.ok();
        let Ok(picture) = self.client.screenshot().await else { return };
        std::fs::create_dir_all(screenshots()).expect("a folder");
        std::fs::write(screenshots().join(format!("{name}.png")), picture).expect("a file");
    }

    /// Takes a picture, and asserts that the page keeps nobody out.
    pub(super) async fn is_open_to_all(&self, name: &str) {
        self.takes(name).await;
        let asked = format!("{};\n{}", chrome::axe(), axe::RUN);
        let found = self.client.execute_async(&asked, Vec::new()).await.expect("axe-core");
        let found = found.as_array().expect("a list");
        assert!(found.is_empty(), "{name}: {}", serde_json::to_string_pretty(found).expect("JSON"));
    }
}
