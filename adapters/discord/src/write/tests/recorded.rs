//! What Kith sends to Discord, one of each kind: `fixtures/written.json`, which `KITH_BLESS=1` writes again. The values are
//! the core's, the doors are the real ones, and the fake Discord holds every body against Discord's own description.

use std::sync::Arc;

use bot_core::chat::{
    Button, ButtonStyle, Effect, File, Happening, Message, MessageRef, Picture, Place, ServerId, Text,
    ThreadAt,
};
use bot_core::command::{Answers, FieldSpec, Modal, Problem, Widget};
use bot_core::moment::Moment;
use bot_core::testing::TestBot;
use bot_core::{Delivery, Due};
use courier::{Carrier as _, Told};
use fake_discord::talk::{GENERAL, HELP, SERVER, account, person};
use fake_discord::{Fake, payload};
use serde_json::{Map, Value, json};
use tokio::sync::Notify;

use super::super::form::{Form, spec};
use crate::answer::{Channel, Way};
use crate::deliver::Deliverer;
use crate::desk::Desk;
use crate::gateway::Pending;
use crate::http::Http;
use crate::read::asked::Raw;
use crate::token::Token;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/written.json");
/// A channel of posts, each of which is a thread.
const FORUM: &str = "800000000000000012";
/// What somebody wrote, and where that stands.
const QUESTION: &str = "How do I moor a boat in a storm?";
const WRITTEN: &str = "1400000000000000001";

/// A Discord that writes down what it is sent.
struct Recorder {
    fake: Fake,
    kith: TestBot,
    desk: Arc<Desk>,
    deliverer: Deliverer,
    posts: i64,
    seen: usize,
    recorded: Map<String, Value>,
}

/// Where a request goes, without what is another in each run.
fn to(method: &str, path: &str) -> String {
    let pieces: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let path = match pieces[..] {
        ["interactions", _, _, "callback"] => "/interactions/ID/TOKEN/callback".to_owned(),
        ["webhooks", app, _] => format!("/webhooks/{app}/TOKEN"),
        ["channels", channel, "messages"] if ![GENERAL, HELP, WRITTEN].contains(&channel) => {
            "/channels/THREAD/messages".to_owned()
        }
        _ => path.to_owned(),
    };
    format!("{method} {path}")
}

impl Recorder {
    async fn new() -> Self {
        let mut kith = TestBot::new().await;
        kith.server = ServerId::new("discord", SERVER);
        kith.happens([Happening::Server { name: "Harbour".to_owned() }]).await;
        let fake = Fake::start().await;
        let rooms = [(GENERAL, "general", 0), (HELP, "help", 0), (FORUM, "showcase", 15)];
        let rooms = rooms.map(|(id, name, kind)| payload::channel(SERVER, id, name, kind, None));
        fake.has_server(payload::server(SERVER, "Harbour", &rooms, &[], &[]));
        fake.wrote_at("ann", GENERAL, WRITTEN, QUESTION);
        let http = Arc::new(Http::new(fake.url(), Token::new(fake_discord::TOKEN)));
        let outbox = Arc::new(Notify::new());
        let bot = kith.bot.clone();
        let watch = bot_core::Watch::default();
        let desk = Arc::new(Desk::new(bot.clone(), Arc::clone(&http), outbox, watch));
        let deliverer = Deliverer { bot, http, desk: Arc::clone(&desk), told: Told::default() };
        Self { fake, kith, desk, deliverer, posts: 40, seen: 0, recorded: Map::new() }
    }

    /// Somebody asks: a command, a press, the beginning of an answer, or a form that they sent.
    fn asked(&self, kind: u8, data: &Value) -> Value {
        let id = self.fake.interacts("ann", kind, data);
        let mut asked = payload::interaction(kind, SERVER, GENERAL, &person("ann"), &[], data);
        asked["token"] = format!("interaction-token-{id}").into();
        asked["id"] = id.into();
        asked
    }

    fn raw(&self, kind: u8) -> Raw {
        serde_json::from_value(self.asked(kind, &json!({ "custom_id": "x" }))).expect("an interaction")
    }

    async fn says(&mut self, name: &str, message: &Message) {
        let raw = self.raw(2);
        Channel::new(&self.desk, &raw, SERVER, Way::Command).say(message).await;
        self.keep(name);
    }

    async fn whispers(&mut self, name: &str, message: &Message) {
        let raw = self.raw(2);
        Channel::new(&self.desk, &raw, SERVER, Way::Command).whisper(message).await;
        self.keep(name);
    }

    async fn shows(&mut self, name: &str, modal: &Modal, way: Way) {
        let raw = self.raw(if way == Way::Form { 5 } else { 2 });
        let form = Form::of(modal, SERVER).expect("a form");
        Channel::new(&self.desk, &raw, SERVER, way).show(&form).await;
        self.keep(name);
    }

    async fn suggests(&mut self, name: &str, data: &Value) {
        let asked = self.asked(4, data);
        let underway = Arc::new(Pending::default()).begin(1);
        Arc::clone(&self.desk).take(asked.to_string(), underway).await;
        self.desk.close().await;
        self.keep(name);
    }

    async fn carries_out(&mut self, name: &str, effect: Effect) {
        let community = self.kith.bot.communities().await.expect("communities")[0].id;
        self.posts += 1;
        let due = Due { id: self.posts, community, effect, attempts: 0, made: Moment(1_790_000_000_000) };
        let done = self.deliverer.carry_out(&due).await;
        assert!(matches!(done, Delivery::Done(Some(_))), "{name}: {done:?}");
        self.keep(name);
    }

    /// Notes every body that was sent since the last time.
    fn keep(&mut self, name: &str) {
        let requests = self.fake.requests();
        let sent = requests[self.seen..].iter().filter(|one| !one.body.is_null());
        let sent: Vec<Value> = sent
            .map(|one| {
                assert!(one.status < 300, "{name}: {} {} is answered {}", one.method, one.path, one.status);
                json!({ "to": to(&one.method, &one.path), "body": one.body })
            })
            .collect();
        assert!(!sent.is_empty(), "{name}: nothing was sent");
        self.seen = requests.len();
        assert!(self.recorded.insert(name.to_owned(), sent.into()).is_none(), "{name} twice");
    }
}

fn answers(pairs: &[(&str, &str)]) -> Answers {
    pairs.iter().map(|(field, answer)| ((*field).to_owned(), (*answer).to_owned())).collect()
}

/// A form for these fields, each with what is wrong with it.
fn modal(command: &str, given: &[(&str, &str)], problems: &[(&'static str, &str)]) -> Modal {
    let problem = |(field, words): &(&'static str, &str)| Problem { field, words: Text::words(*words) };
    let problems = problems.iter().map(problem).collect();
    Modal { command: command.to_owned(), answers: answers(given), problems }
}

fn mention(name: &str) -> Text {
    let shown = name[..1].to_uppercase() + &name[1..];
    Text::person(&account(name).as_str().into(), &shown)
}

fn joined(parts: &[Text]) -> Text {
    Text::join(parts.iter().cloned(), "")
}

fn shoutout() -> Message {
    let mut text = joined(&[
        Text::words("🎉 "),
        mention("ann"),
        Text::words(" thanks "),
        mention("bo"),
        Text::words(" and "),
        mention("cy"),
    ]);
    text.line(Text::quote("for *all* the ropes, @everyone!\n# and the <knots>"));
    text.line(joined(&[Text::words("It shows: "), Text::typed("kind_ness")]));
    let about = MessageRef::new(GENERAL, WRITTEN);
    text.line(joined(&[Text::words("For "), Text::message(&about, "this message")]));
    Message::new(text).button(Button::new("Undo", "undo", "shoutout", "7"))
}

fn refusal() -> Message {
    let mut text = Text::words("You cannot thank yourself. Somebody else may want to.");
    text.line(Text::words("You wrote:"));
    text.line(Text::quote("/shoutout to:@Ann reason:\"for _my_ docs\nand - more\""));
    Message::new(text)
}

fn picture(name: &str, alt: &str) -> Picture {
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="#1b5e8c"/></svg>"##;
    Picture { name: name.to_owned(), svg: svg.to_owned(), alt: alt.to_owned() }
}

fn digest() -> Message {
    let mut text = Text::strong("The week 2026-W41 in Harbour");
    text.line(joined(&[
        Text::words("• 12 people took part, from "),
        Text::when(Moment(1_790_000_000_000), "then"),
    ]));
    let general = Text::channel(&GENERAL.into(), "general");
    text.line(joined(&[Text::words("• Most was said in "), general]));
    text.line(joined(&[
        Text::words("• More: "),
        Text::link("https://kith.example/digest?w=2026-W41", "all figures"),
    ]));
    let mut digest = Message::new(text)
        .picture(picture("weeks", "Bars: 4, 7, 9 and 12 people in the last four weeks."))
        .picture(picture("who took part?", "12 of 40 people took part."))
        .button(Button::new("Details", "digest preview", "week", "2026-W41").style(ButtonStyle::Primary));
    digest.files.push(File { name: "figures.csv".to_owned(), body: "week,people\n2026-W41,12\n".to_owned() });
    digest
}

fn many_buttons() -> Message {
    let mut message = Message::new(Text::words("Which of these is yours?"));
    for n in 1..=7 {
        message =
            message.button(Button::new(format!("Question {n}"), "question take", "question", &n.to_string()));
    }
    let forget = Button::new("Forget me", "privacy forget now", "sure", "yes").style(ButtonStyle::Danger);
    message.button(forget)
}

/// Longer than a message may be, with a quotation that goes on in the next piece.
fn long() -> Message {
    let mut text = joined(&[mention("bo"), Text::words(" asked, and Kith found a lot:")]);
    text.line(Text::quote(&"Mooring in a storm needs *long* lines, and fenders. ".repeat(60)));
    text.line(joined(&[Text::words("Was that it, "), mention("bo"), Text::words("?")]));
    Message::new(text).button(Button::new("Yes", "question solved", "question", "3"))
}

/// Forms that have every widget between them.
fn forms() -> Vec<Modal> {
    let missing = |command: &str, given: &[(&str, &str)], fields: &[&'static str]| {
        modal(command, given, &fields.iter().map(|field| (*field, "")).collect::<Vec<_>>())
    };
    let bo = format!("<@{}>", account("bo"));
    vec![
        missing("shoutout", &[("to", &bo), ("value", "kindness")], &["to", "reason", "value"]),
        missing("channel", &[("counts", "on")], &["channel", "counts", "shoutouts"]),
        missing("contribute", &[("what", "Talk at the fair")], &["what", "link", "when", "with"]),
        missing("badge define", &[("name", "Guide")], &["name", "emoji", "criteria", "ladder", "step"]),
        missing("badge give", &[], &["member", "badge", "citation"]),
        missing("did this count", &[], &["on"]),
    ]
}

/// The kind of a widget, whatever its limits are.
fn kind(widget: Widget) -> String {
    format!("{widget:?}").chars().take_while(|c| c.is_alphanumeric()).collect()
}

async fn record() -> Recorder {
    let mut recorder = Recorder::new().await;
    recorder.says("a shout-out with its undo button", &shoutout()).await;
    recorder.whispers("a refusal that hands back what was typed", &refusal()).await;
    let general = Place::Channel(GENERAL.into());
    recorder
        .carries_out("a digest with pictures", Effect::Post { to: general.clone(), message: digest() })
        .await;
    for form in forms() {
        recorder.shows(&format!("the form of {}", form.command), &form, Way::Command).await;
    }
    let given = [("link", "kith dot example"), ("what", "Talk"), ("when", "someday"), ("with", "<@U1>")];
    let wrong = [
        ("link", "That is no web address. It begins with https://."),
        ("when", "That is no day. Write one such as 2026-11-20."),
    ];
    let again = modal("contribute", &given, &wrong);
    recorder.shows("a form asked again with problems beside fields", &again, Way::Command).await;
    recorder.shows("the same after a form, where no form can follow", &again, Way::Form).await;
    recorder.whispers("more buttons than a row holds", &many_buttons()).await;
    recorder.says("the pieces of a long answer", &long()).await;
    recorder.carries_out("the pieces of a long post", Effect::Post { to: general, message: long() }).await;
    let zone = json!({
        "id": "3", "name": "settings", "type": 1,
        "options": [{ "name": "zone", "type": 3, "value": "berl", "focused": true }],
    });
    recorder.suggests("suggestions", &zone).await;
    let taken_back = Message::new(Text::words("This shout-out was taken back."));
    let edit = Effect::Edit { on: MessageRef::new(GENERAL, WRITTEN), message: taken_back };
    recorder.carries_out("an edit, with which buttons and pictures go", edit).await;
    let mut first = joined(&[mention("ann"), Text::words(" asks:")]);
    first.line(Text::quote(QUESTION));
    let first = Message::new(first).button(Button::new("Solved", "question solved", "question", "3"));
    for (name, at, private) in [
        (
            "a thread below a message, and the first in it",
            ThreadAt::Message(MessageRef::new(GENERAL, WRITTEN)),
            false,
        ),
        ("a private thread by itself, and the first in it", ThreadAt::Channel(HELP.into()), true),
        ("a post in a forum", ThreadAt::Channel(FORUM.into()), false),
    ] {
        let (title, members) = (QUESTION, vec![account("bo").as_str().into()]);
        let thread = Effect::Thread { at, name: title.to_owned(), message: first.clone(), private, members };
        recorder.carries_out(name, thread).await;
    }
    recorder
}

#[tokio::test]
async fn what_is_sent_is_what_was_recorded() {
    let Recorder { recorded, .. } = record().await;
    let recorded = Value::from(recorded);
    if std::env::var_os("KITH_BLESS").is_some() {
        let written = serde_json::to_string_pretty(&recorded).expect("JSON") + "\n";
        std::fs::write(PATH, written).expect("fixtures/written.json is written");
    }
    let written = std::fs::read_to_string(PATH).unwrap_or_default();
    let written: Map<String, Value> = serde_json::from_str(&written).unwrap_or_default();
    let recorded = recorded.as_object().expect("names");
    for (name, sent) in recorded {
        assert_eq!(
            written.get(name),
            Some(sent),
            "{name}: look at the difference; if people shall see that, KITH_BLESS=1 cargo nextest run recorded"
        );
    }
    assert_eq!(written.len(), recorded.len(), "fixtures/written.json holds what is no longer sent");
}

#[test]
fn every_widget_is_in_a_recorded_form() {
    let fields = |form: &Modal| -> Vec<FieldSpec> {
        let asked = |field: &&FieldSpec| form.problems.iter().any(|problem| problem.field == field.name);
        spec(&form.command).expect("a command").fields.iter().filter(asked).copied().collect()
    };
    let forms = forms();
    assert!(forms.iter().all(|form| fields(form).len() == form.problems.len()), "a field that is gone");
    let drawn: Vec<String> = forms.iter().flat_map(fields).map(|field| kind(field.widget)).collect();
    for command in bot_core::Bot::commands() {
        for field in command.spec.fields {
            let kind = kind(field.widget);
            assert!(drawn.contains(&kind), "{kind}, such as {} of {}", field.name, command.spec.name);
        }
    }
}
