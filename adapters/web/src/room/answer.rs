//! Somebody asks Kith, and Kith answers: kept before it is asked, answered once, however often it is sent.

use std::time::Instant;

use bot_core::command::{Invocation, Menu, Modal, Outcome, Reply, Via};
use bot_core::{Bot, chat};

use super::Playground;
use super::people::named_in;
use crate::log::{Ask, Asked, Body, Message, New, NewFile, Where, Writing};
use crate::{PLATFORM, Result};

/// What came of asking.
#[derive(Debug)]
pub(crate) enum Answered {
    /// The answer is on the page.
    Said(Outcome),
    /// Kith wants to know more.
    Form(Modal),
}

impl Playground {
    /// Somebody asks, after everything that was done before. When this returns, the answer is kept and stands on the
    /// page, unless it is a form.
    pub(crate) async fn ask(&self, mut ask: Ask) -> Result<Answered> {
        let mut turn = self.turn.lock().await;
        let now = self.now();
        self.play(&mut turn, now).await?;
        ask.when = now;
        let answered = self.ask_now(ask).await?;
        self.deliver_at(now).await?;
        self.play(&mut turn, now).await?;
        Ok(answered)
    }

    /// The same for whoever has the turn.
    pub(super) async fn ask_now(&self, mut ask: Ask) -> Result<Answered> {
        let mut writing = self.log.write().await?;
        // Sent again, it was asked when it was sent first.
        ask.when = writing.ask(&ask).await?;
        writing.commit().await?;
        self.finish(ask).await
    }

    /// Asks the core and writes its answer down.
    pub(super) async fn finish(&self, ask: Ask) -> Result<Answered> {
        let began = Instant::now();
        let invocation = self.invocation(&ask).await?;
        let answer = self.bot.invoke(ask.when, &invocation).await;
        self.metrics.asked(&ask.command, answer.outcome, began.elapsed());
        let (mut message, place) = match answer.reply {
            Reply::Modal(modal) => {
                let mut writing = self.log.write().await?;
                writing.answered(&ask.id).await?;
                writing.commit().await?;
                return Ok(Answered::Form(modal));
            }
            Reply::Ephemeral(message) => (message, Some(true)),
            Reply::Public(message) => (message, Some(false)),
            Reply::Update(message) => (message, None),
        };
        let files = match place {
            Some(_) => taken_out(&mut message),
            // What stands there in pictures stays.
            None => without_files(&mut message),
        };
        let mut writing = self.log.write().await?;
        let posted = match place {
            Some(alone) => Some(post(&mut writing, &ask, message, files, alone).await?),
            None => {
                update(&mut writing, &ask, &message).await?;
                None
            }
        };
        writing.commit().await?;
        if let (Some(false), Some(at)) = (place, &posted) {
            self.bot.replied(ask.when, &ask.server, &ask.id, at).await?;
        }
        // Only now is it over: after a crash before this line all of it is done again, and changes nothing.
        let mut writing = self.log.write().await?;
        writing.answered(&ask.id).await?;
        writing.commit().await?;
        Ok(Answered::Said(answer.outcome))
    }

    async fn invocation(&self, ask: &Ask) -> Result<Invocation> {
        let asker = match self.log.person(&ask.at.server, &ask.asker).await? {
            Some(person) => (&person).into(),
            None => chat::Person { account: ask.asker.clone(), name: None, bot: false },
        };
        let mut invocation = Invocation::new(
            &ask.id,
            ask.server.clone(),
            self.public_channel(&ask.at).await?.as_str(),
            asker,
            &ask.command,
            ask.answers.clone(),
        );
        // The roles of a community that was brought in are those that the core knows from there.
        if ask.server.platform.as_str() == PLATFORM {
            let roles = self.log.roles_of(&ask.at.server, &ask.asker).await?;
            invocation.asker_roles = Some(roles.into_iter().map(|(id, _)| id).collect());
        }
        for (_, answer) in ask.answers.iter() {
            for account in named_in(answer) {
                if let Some(person) = self.log.person(&ask.at.server, &account).await? {
                    invocation.people.push((&person).into());
                }
            }
        }
        invocation.about = self.said_in(ask).await?;
        invocation.via = if ask.pressed.is_some() { Via::Button } else { Via::Command };
        Ok(invocation)
    }

    /// What the message says on whose menu something was asked.
    async fn said_in(&self, ask: &Ask) -> Result<Option<String>> {
        let spec = Bot::commands().iter().map(|command| command.spec).find(|spec| spec.name == ask.command);
        let Some(Menu::Message(field)) = spec.map(|spec| spec.menu.0) else { return Ok(None) };
        let mut pieces = ask.answers.get(field).unwrap_or_default().splitn(3, '/');
        let (Some(channel), Some(message)) = (pieces.next(), pieces.next()) else { return Ok(None) };
        let found = self.log.find(&ask.at.server, &channel.into(), &message.into()).await?;
        Ok(found.and_then(|message| match message.body {
            Body::Said(words) => Some(words),
            Body::Kith(_) => None,
        }))
    }

    /// Where something was asked, as the core knows it: what is asked in private is asked in no channel that counts.
    async fn public_channel(&self, at: &Where) -> Result<chat::ChannelId> {
        if !at.channel.as_str().starts_with('@') {
            return Ok(at.channel.clone());
        }
        let channels = self.log.channels(&at.server).await?;
        Ok(channels.into_iter().next().map_or_else(|| at.channel.clone(), |(id, _)| id))
    }

    /// The asking that a pressed button stands for; nothing if there is no such button any more.
    pub(crate) fn pressed(&self, message: &Message, button: usize, ask: Ask) -> Option<Ask> {
        let Body::Kith(body) = &message.body else { return None };
        let button = body.buttons.get(button).filter(|_| !message.deleted)?;
        Some(Ask {
            command: button.command.clone(),
            answers: button.answers.clone(),
            pressed: Some(message.n),
            at: Where { thread: message.at.thread.clone(), ..ask.at },
            ..ask
        })
    }
}

/// The answer becomes a message where it was asked; which one.
async fn post(
    writing: &mut Writing,
    ask: &Ask,
    message: chat::Message,
    files: Vec<NewFile>,
    alone: bool,
) -> Result<chat::MessageRef> {
    // Its own name, the same however often it is answered.
    let id = chat::MessageId(format!("kith-{}", ask.id));
    let new = New {
        id: Some(id.clone()),
        only_for: alone.then(|| ask.asker.clone()),
        asked: Some(Asked { by: ask.asker.clone(), command: ask.command.clone() }),
        ask: Some(ask.id.clone()),
        files,
        ..New::kith(ask.at.clone(), Body::Kith(message), ask.when)
    };
    writing.add(new).await?;
    Ok(chat::MessageRef { channel: ask.at.channel.clone(), message: id })
}

/// The message whose button was pressed says something else now.
async fn update(writing: &mut Writing, ask: &Ask, message: &chat::Message) -> Result<()> {
    match ask.pressed {
        Some(n) => writing.rewrite(n, message).await,
        None => Ok(()),
    }
}

/// A message that changes another one changes its words and buttons.
pub(super) fn without_files(message: &mut chat::Message) -> Vec<NewFile> {
    message.pictures.clear();
    message.files.clear();
    Vec::new()
}

/// The pictures and files of a message, made ready to be kept; the message goes without them.
pub(super) fn taken_out(message: &mut chat::Message) -> Vec<NewFile> {
    let mut files = Vec::new();
    for picture in std::mem::take(&mut message.pictures) {
        match pictures::png(&picture) {
            Ok(bytes) => files.push(NewFile {
                name: format!("{}.png", picture.name),
                kind: "image/png".to_owned(),
                alt: picture.alt,
                bytes,
            }),
            // The words that stand for the picture are better than nothing.
            Err(failed) => {
                tracing::error!(error = %failed, picture = picture.name, "a picture could not be drawn");
                message.text.line(chat::Text::words(picture.alt));
            }
        }
    }
    for file in std::mem::take(&mut message.files) {
        let (alt, kind) = (String::new(), "application/octet-stream".to_owned());
        files.push(NewFile { name: file.name, kind, alt, bytes: file.body.into_bytes() });
    }
    files
}

/// A place in the log for what Kith writes to one person alone.
pub(crate) fn direct(server: String, account: &chat::AccountId) -> Where {
    Where { server, channel: direct_channel(account), thread: None }
}

/// The channel in which Kith and one person speak alone.
pub(crate) fn direct_channel(account: &chat::AccountId) -> chat::ChannelId {
    chat::ChannelId(format!("@{account}"))
}
