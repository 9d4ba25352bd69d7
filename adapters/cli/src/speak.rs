//! One person at the terminal: what they type becomes an invocation, what the bot answers becomes text.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Context as _;
use bot_core::Bot;
use bot_core::chat::{
    AccountId, Button, Effect, Message, MessageRef, Person, Place, Platform, ServerId, ThreadAt,
};
use bot_core::command::{
    Answer, Answers, CommandSpec, Invocation, Line, Menu, Modal, Outcome, Reply, Via, parse_line,
};
use bot_core::moment::Moment;
use bot_core::{Delivery, Due};
use chrono::Utc;

use crate::draw::{Pen, file_name, indented, line};

/// The platform of a community that lives at the terminal alone.
pub(crate) const PLATFORM: &str = "terminal";

/// Where somebody speaks, and as whom.
pub(crate) struct Speaker {
    pub(crate) bot: Bot,
    pub(crate) server: ServerId,
    pub(crate) channel: String,
    /// What that channel is called.
    pub(crate) place: String,
    pub(crate) person: Person,
    /// Where pictures and files of replies go.
    pub(crate) folder: Option<PathBuf>,
    /// The beginning of the line that would ask again, up to what is asked.
    pub(crate) again: String,
}

/// What came of a line.
pub(crate) struct Spoken {
    pub(crate) outcome: Outcome,
    /// The buttons under the reply.
    pub(crate) buttons: Vec<Button>,
}

impl Speaker {
    /// Asks what was typed.
    pub(crate) async fn ask(&self, typed: &str, id: &str) -> anyhow::Result<Spoken> {
        let specs = Bot::commands().iter().map(|command| command.spec);
        let (command, answers) = match parse_line(typed, specs) {
            Some(Line { spec, left_over: Some(left), .. }) => return left_over(&spec, &left),
            Some(read) => (read.spec.name.to_owned(), read.answers),
            // The bot knows which command is most like it.
            None => {
                let name = typed.trim().trim_start_matches('/').split_whitespace().next().unwrap_or_default();
                (name.to_owned(), Answers::default())
            }
        };
        self.invoke(&command, answers, Via::Command, id).await
    }

    /// Presses the button that a line stands for; see [`press_line`].
    pub(crate) async fn press(&self, pressed: &str, id: &str) -> anyhow::Result<Spoken> {
        let typed = |spec: CommandSpec| CommandSpec { menu: (Menu::Typed, ""), ..spec };
        let specs = Bot::commands().iter().map(|command| typed(command.spec));
        let (command, answers) = match parse_line(pressed, specs) {
            Some(Line { spec, left_over: Some(left), .. }) => return left_over(&spec, &left),
            Some(read) => (read.spec.name.to_owned(), read.answers),
            None => (pressed.trim().trim_start_matches('/').to_owned(), Answers::default()),
        };
        self.invoke(&command, answers, Via::Button, id).await
    }

    /// Presses a button of an earlier reply.
    pub(crate) async fn press_button(&self, button: &Button, id: &str) -> anyhow::Result<Spoken> {
        self.invoke(&button.command, button.answers.clone(), Via::Button, id).await
    }

    async fn invoke(&self, command: &str, answers: Answers, via: Via, id: &str) -> anyhow::Result<Spoken> {
        let person = self.person.clone();
        let mut invocation =
            Invocation::new(id, self.server.clone(), &self.channel, person, command, answers);
        invocation.via = via;
        let answer = self.bot.invoke(Moment::from(Utc::now()), &invocation).await;
        let buttons = self.show(&answer)?;
        self.show_outbox(&answer.effects).await?;
        Ok(Spoken { outcome: answer.outcome, buttons })
    }

    fn show(&self, answer: &Answer) -> anyhow::Result<Vec<Button>> {
        let out = &mut std::io::stdout();
        let pen = Pen::new();
        let name = line(self.person.name.as_deref().unwrap_or(self.person.account.as_str()));
        let (to, message) = match &answer.reply {
            Reply::Public(message) => (format!("to everybody in #{}", line(&self.place)), message),
            Reply::Ephemeral(message) => (format!("to {name} alone"), message),
            Reply::Update(message) => ("in place of the message with the button".to_owned(), message),
            Reply::Modal(modal) => {
                writeln!(out, "{}", self.form(modal))?;
                return Ok(Vec::new());
            }
        };
        writeln!(out, "{}", pen.strong(&format!("Kith, {to}:")))?;
        writeln!(out, "{}", indented(&pen.message(message, self.folder.as_deref())?))?;
        self.hand_out(message)?;
        for (n, button) in message.buttons.iter().enumerate() {
            writeln!(out, "  [{}] {}", n + 1, line(&button.label))?;
            writeln!(out, "      {} --button {}", self.again, quoted(&press_line(button)))?;
        }
        Ok(message.buttons.clone())
    }

    /// Writes the files of a reply into the folder, or where we are.
    fn hand_out(&self, message: &Message) -> anyhow::Result<()> {
        let out = &mut std::io::stdout();
        for file in &message.files {
            let folder = self.folder.clone().unwrap_or_else(|| PathBuf::from("."));
            let path = unused(&folder.join(file_name(&file.name)));
            std::fs::create_dir_all(&folder)
                .and_then(|()| std::fs::write(&path, &file.body))
                .with_context(|| format!("{} cannot be written", path.display()))?;
            writeln!(out, "  [file: {}]", path.display())?;
        }
        Ok(())
    }

    /// A form with what is missing or wrong, and how to answer it in one line.
    fn form(&self, modal: &Modal) -> String {
        let pen = Pen::new();
        let command = Bot::commands().iter().find(|command| command.spec.name == modal.command);
        let Some(spec) = command.map(|command| command.spec) else { return line(&modal.command) };
        let mut form = format!("{}\n", pen.strong(&format!("/{} needs a little more:", spec.name)));
        for field in spec.fields {
            let problem = modal.problems.iter().find(|problem| problem.field == field.name);
            let answer = modal.answers.get(field.name);
            let (sign, note) = match (problem, answer) {
                (Some(problem), _) if !problem.words.is_empty() => ("✗", pen.text(&problem.words)),
                (Some(_), _) => ("✗", "missing".to_owned()),
                (None, Some(answer)) => ("✓", line(answer)),
                (None, None) => continue,
            };
            let words = format!("{} {}: {}\n    {note}", sign, field.name, field.about);
            form.push_str(&indented(&words));
            form.push('\n');
        }
        let mut again = format!("/{}", spec.name);
        for field in spec.fields {
            let wrong = modal.problems.iter().any(|problem| problem.field == field.name);
            match modal.answers.get(field.name).filter(|_| !wrong) {
                Some(answer) => again.push_str(&format!(" {}:{}", field.name, answer.replace('\n', " "))),
                None if field.required || wrong => again.push_str(&format!(" {}:…", field.name)),
                None => {}
            }
        }
        let button = if spec.is_typed() { "" } else { "--button " };
        form.push_str(&format!("All in one line: {} {button}{}", self.again, quoted(&line(&again))));
        form
    }

    /// Prints what went into the outbox. In a community of the terminal's own, it is thereby carried out.
    async fn show_outbox(&self, ids: &[i64]) -> anyhow::Result<()> {
        if ids.is_empty() {
            return Ok(());
        }
        let out = &mut std::io::stdout();
        let pen = Pen::new();
        for waiting in self.bot.effects(ids).await? {
            let platform = line(waiting.platform.as_str());
            writeln!(out, "{}", pen.strong(&format!("Into the outbox, for {platform}:")))?;
            if let Some(effect) = &waiting.effect {
                writeln!(out, "{}", indented(&drawn(effect, pen, self.folder.as_deref())?))?;
            }
        }
        self.deliver().await
    }

    async fn deliver(&self) -> anyhow::Result<()> {
        let platform = Platform::from(PLATFORM);
        if self.server.platform != platform {
            return Ok(());
        }
        let now = Moment::from(Utc::now());
        for Due { id, effect, .. } in self.bot.due(now, &platform, 100).await? {
            let at = match &effect {
                Effect::Post { to: Place::Channel(channel) | Place::ThreadOf { channel, .. }, .. } => {
                    Some(channel)
                }
                Effect::Post { to: Place::Thread(root), .. } => Some(&root.channel),
                _ => None,
            };
            let at = at.map(|channel| MessageRef::new(channel.as_str(), &id.to_string()));
            self.bot.delivered(now, id, &Delivery::Done(at)).await?;
        }
        Ok(())
    }
}

/// The path, or one beside it that no file has: what somebody was handed before is not overwritten.
fn unused(path: &std::path::Path) -> PathBuf {
    let (stem, ending) = (path.file_stem().unwrap_or_default(), path.extension().unwrap_or_default());
    let numbered = |n: u32| {
        let name = format!("{}-{n}.{}", stem.to_string_lossy(), ending.to_string_lossy());
        path.with_file_name(name)
    };
    let others = (2..).map(numbered);
    std::iter::once(path.to_owned()).chain(others).find(|path| !path.exists()).unwrap_or_default()
}

/// What was typed fits no field: said before anything is done.
fn left_over(spec: &CommandSpec, left: &str) -> anyhow::Result<Spoken> {
    let out = &mut std::io::stdout();
    writeln!(out, "“{}” belongs to no field of {}. Nothing was done.", line(left), spec.usage())?;
    Ok(Spoken { outcome: Outcome::Refused, buttons: Vec::new() })
}

/// The line that presses a button, such as `/confirm contribution:123`.
fn press_line(button: &Button) -> String {
    let answers = button.answers.iter().map(|(field, answer)| format!(" {field}:{}", line(answer)));
    format!("/{}{}", button.command, answers.collect::<String>())
}

/// A word as a shell takes it.
pub(crate) fn quoted(word: &str) -> String {
    let fine = |c: char| c.is_ascii_alphanumeric() || "-_./:@=".contains(c);
    if !word.is_empty() && word.chars().all(fine) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

fn drawn(effect: &Effect, pen: Pen, folder: Option<&std::path::Path>) -> anyhow::Result<String> {
    let (what, message) = match effect {
        Effect::CloseThread { thread } => (format!("close the thread {}", place(thread)), None),
        Effect::Direct { to, message } => (format!("to {}", line(to.as_str())), Some(message)),
        Effect::Edit { on, message } => {
            (format!("instead of message {}", line(on.message.as_str())), Some(message))
        }
        Effect::GrantRole { to, role } => (format!("give {to} the role {role}"), None),
        Effect::Post { to, message } => (place(to), Some(message)),
        Effect::React { at, emoji, .. } => {
            (format!("react to message {} in #{} with {emoji}", at.message, at.channel), None)
        }
        Effect::RevokeRole { from, role } => (format!("take the role {role} from {from}"), None),
        Effect::Thread { at, name, message, private, members } => {
            let kind = if *private { "a private thread" } else { "a thread" };
            let under = match at {
                ThreadAt::Channel(_) => String::new(),
                ThreadAt::Message(root) => format!(", under message {}", root.message),
            };
            let with = if members.is_empty() { String::new() } else { format!(", with {}", all(members)) };
            (format!("open {kind}, “{name}”, in #{}{under}{with}", at.channel()), Some(message))
        }
        Effect::ThreadMembers { thread, add, remove } => {
            let changes = [("call", add, "into"), ("take", remove, "out of")];
            let changes = changes.into_iter().filter(|(_, who, _)| !who.is_empty());
            let said = changes
                .map(|(does, who, way)| format!("{does} {} {way} the thread {}", all(who), place(thread)));
            (said.collect::<Vec<_>>().join(", "), None)
        }
    };
    let Some(message) = message else { return Ok(line(&what)) };
    let mut drawn = format!("{}:\n{}", line(&what), indented(&pen.message(message, folder)?));
    for button in &message.buttons {
        drawn.push_str(&format!("\n  [{}]", line(&button.label)));
    }
    Ok(drawn)
}

fn all(accounts: &[AccountId]) -> String {
    accounts.iter().map(AccountId::as_str).collect::<Vec<_>>().join(" and ")
}

fn place(place: &Place) -> String {
    match place {
        Place::Channel(channel) => format!("in #{channel}"),
        Place::Thread(root) => format!("in #{}, under message {}", root.channel, root.message),
        Place::ThreadOf { channel, .. } => format!("in #{channel}, under the message before"),
    }
}
