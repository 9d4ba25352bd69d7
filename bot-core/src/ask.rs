//! One invocation, from its name to its answer, in one transaction.

use crate::bot::Bot;
use crate::chat::{Effect, Message, Person, Text, printable};
use crate::command::{Answer, Command, CommandSpec, Invocation, Outcome, Reply, Role, Via, Widget};
use crate::context::{Asker, Channel, Context};
use crate::error::{Error, Result};
use crate::features::members::{self, queries as people};
use crate::features::{self, help, privacy};
use crate::moment::Moment;
use crate::text::{Words, say};
use crate::{answered, host, named};

/// A person who typed more than this gets a kind answer instead of a full database.
const LONGEST_ANSWER: usize = 4_000;

/// The command with this name.
pub(crate) fn command(name: &str) -> Option<&'static Command> {
    features::commands().iter().find(|command| command.spec.name == name)
}

/// Answers an invocation. A refusal is an answer too, and nothing of what led to it is kept.
pub(crate) async fn ask(bot: &Bot, now: Moment, invocation: &Invocation) -> Result<Answer> {
    let mut ctx = host::enter(bot, now, &invocation.server).await?;
    if let Some(reply) = answered::claim(&mut ctx.tx, ctx.community.id, &invocation.id, now).await? {
        return Ok(Answer { reply, outcome: Outcome::Done, effects: Vec::new() });
    }
    match run(&mut ctx, invocation).await.and_then(|reply| heard(reply, invocation)) {
        // Nothing was done yet, so there is nothing to keep.
        Ok(Reply::Modal(modal)) => {
            Ok(Answer { reply: Reply::Modal(modal), outcome: Outcome::Asked, effects: Vec::new() })
        }
        Ok(reply) => {
            let community = ctx.community.id;
            if reply.message().is_none_or(|message| message.files.is_empty()) {
                let kept = ctx.kept.take();
                let kept = kept.as_ref().unwrap_or(&reply);
                answered::keep(&mut ctx.tx, community, &invocation.id, kept, ctx.answer, now).await?;
            } else {
                // What hands out a file only reads: asked again, it reads again, and no copy of the file lies about.
                answered::release(&mut ctx.tx, community, &invocation.id).await?;
            }
            let effects = std::mem::take(&mut ctx.sent);
            ctx.tx.commit().await?;
            Ok(Answer { reply, outcome: Outcome::Done, effects })
        }
        Err(Error::Refused(mut words)) => {
            words.line(hand_back(&mut ctx, invocation).await?);
            Ok(Answer { reply: Reply::quiet(words), outcome: Outcome::Refused, effects: Vec::new() })
        }
        Err(failed) => Err(failed),
    }
}

/// What everybody is to see needs a place where the bot can speak.
fn heard(reply: Reply, invocation: &Invocation) -> Result<Reply> {
    match (&reply, &invocation.unheard) {
        (Reply::Public(_), Some(why)) => Err(why.clone().into()),
        _ => Ok(reply),
    }
}

/// Whether the asker may use a command: suggestions show what the command could reach.
pub(crate) async fn may_look(ctx: &mut Context, invocation: &Invocation, spec: &CommandSpec) -> Result<bool> {
    if spec.roles.is_empty() {
        return Ok(true);
    }
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    let account = invocation.account();
    let roles = match people::by_account(&mut ctx.tx, community, &platform, account).await? {
        Some(member) => people::roles_of(&mut ctx.tx, community, member.id).await?,
        None => Vec::new(),
    };
    // Whoever becomes the first admin by asking is offered what an admin is.
    let first = invocation.may_manage != Some(false) && spec.admits(&[Role::Admin]);
    Ok(spec.admits(&roles) || first && !people::has_admin(&mut ctx.tx, community).await?)
}

async fn run(ctx: &mut Context, invocation: &Invocation) -> Result<Reply> {
    if invocation.answers.iter().any(|(_, answer)| answer.chars().count() > LONGEST_ANSWER) {
        let most = LONGEST_ANSWER as i64;
        return Err(say!(ctx.words, "answer-too-long", most = most).into());
    }
    let mut asker = asker(ctx, invocation).await?;
    if asker.member.bot {
        return Err(say!(ctx.words, "bots-do-not-ask").into());
    }
    // Nobody becomes admin by leaving, nor where others run the server.
    let leaves = invocation.command == privacy::FORGET_NOW;
    let welcome = if leaves || invocation.may_manage == Some(false) {
        None
    } else {
        members::first_admin(&mut asker, ctx).await?
    };
    let Some(command) = command(&invocation.command) else {
        return Err(help::unknown(ctx, &invocation.command));
    };
    let spec = &command.spec;
    if !spec.admits(&asker.roles) {
        return Err(members::not_allowed(spec.roles, ctx).await?);
    }
    let mut reply = (command.run)(&invocation.answers, &asker, ctx).await?;
    match (welcome, &mut reply) {
        (Some(mut welcome), Reply::Ephemeral(message)) => {
            welcome.line(std::mem::take(&mut message.text));
            message.text = welcome;
        }
        // It is for the asker's eyes only, whatever the others see.
        (Some(welcome), Reply::Public(_) | Reply::Update(_)) => {
            let to = invocation.account().clone();
            ctx.send(&Effect::Direct { to, message: Message::new(welcome) }).await?;
        }
        (None, _) | (_, Reply::Modal(_)) => {}
    }
    Ok(reply)
}

/// Who asks, written down with their names and roles as the platform sent them.
async fn asker(ctx: &mut Context, invocation: &Invocation) -> Result<Asker> {
    let community = ctx.community.id;
    let platform = ctx.platform.clone();
    let mut named: Vec<&Person> = vec![&invocation.asker];
    for person in &invocation.people {
        if named.iter().all(|other| other.account != person.account) {
            named.push(person);
        }
    }
    let seen: Vec<_> = named.into_iter().map(|person| people::Seen::new(person, ctx.id(), ctx.now)).collect();
    let account = invocation.account();
    let (mut member, mut news) = (None, Vec::new());
    for person in &seen {
        match people::alike(&mut ctx.tx, community, &platform, person).await? {
            // Of a person with several accounts it may be parted at this moment: then it is looked at anew.
            Some(known) if known.account == *account && !known.linked => member = Some(known),
            Some(_) => {}
            None => news.push(person),
        }
    }
    // Who asked to be forgotten is met again when they do something themselves, not when others name them.
    let others = news.iter().filter(|person| person.account != account.as_str());
    let others = others.map(|person| person.account.to_owned()).collect();
    let forgotten = privacy::forgotten(ctx, others).await?;
    news.retain(|person| !forgotten.contains_key(person.account));
    people::write_down(&mut ctx.tx, community, &platform, &news).await?;
    if member.is_none() {
        member = people::by_account(&mut ctx.tx, community, &platform, account).await?;
    }
    let mut member = member.ok_or_else(|| Error::failed("an asker who was not written down"))?;
    let returns = std::mem::take(&mut member.departed);
    if returns {
        // Whoever asks is here: the platform did not say that they came back.
        people::arrive(&mut ctx.tx, community, &platform, account, ctx.now).await?;
    }
    if let Some(roles) = &invocation.asker_roles {
        people::set_platform_roles(&mut ctx.tx, community, &platform, account, roles).await?;
    }
    if returns || invocation.asker_roles.is_some() {
        members::keep_in_step(ctx, std::slice::from_ref(account)).await?;
    }
    if member.linked {
        people::use_account(&mut ctx.tx, community, &platform, account, ctx.now).await?;
    }
    let channel = channel(ctx, invocation).await?;
    let platform_roles = match &invocation.asker_roles {
        Some(roles) if !member.linked => roles.clone(),
        _ => people::platform_roles_of(&mut ctx.tx, community, member.id).await?,
    };
    Ok(Asker {
        roles: people::roles_of(&mut ctx.tx, community, member.id).await?,
        platform_roles,
        member,
        channel,
        about: invocation.about.as_deref().map(printable),
        via: invocation.via,
        unheard: invocation.unheard.clone(),
    })
}

async fn channel(ctx: &mut Context, invocation: &Invocation) -> Result<Channel> {
    let community = ctx.community.id;
    let platform = ctx.platform.clone();
    let wanted = &invocation.channel;
    let known = people::channel_by_platform_id(&mut ctx.tx, community, &platform, wanted).await?;
    if let Some(known) = known {
        return Ok(known);
    }
    let seen = people::SeenChannel {
        id: ctx.id(),
        platform_id: wanted.as_str(),
        name: None,
        key: None,
        parent: None,
    };
    people::remember_channels(&mut ctx.tx, community, &platform, &[seen]).await?;
    let known = people::channel_by_platform_id(&mut ctx.tx, community, &platform, wanted).await?;
    known.ok_or_else(|| Error::failed("a channel that was not written down"))
}

/// What the person typed, so that nothing is lost, with people and roles by name; nothing if they only pressed a button.
async fn hand_back(ctx: &mut Context, invocation: &Invocation) -> Result<Text> {
    let typed = typed(invocation);
    Ok(match typed.is_empty() {
        true => Text::default(),
        false => {
            let typed = named::by_name(ctx, &invocation.people, &typed).await?;
            say!(ctx.words, "you-wrote", typed = Text::quote(&typed))
        }
    })
}

/// The same where nothing more can be looked up.
pub(crate) fn hand_back_as_it_is(words: Words, invocation: &Invocation) -> Text {
    let typed = typed(invocation);
    if typed.is_empty() { Text::default() } else { say!(words, "you-wrote", typed = Text::quote(&typed)) }
}

/// The line that would ask for the same, with the answers in the order of the form. Of a menu's command, which nobody can
/// type, what was filled in.
fn typed(invocation: &Invocation) -> String {
    if invocation.via == Via::Button || invocation.answers.iter().next().is_none() {
        return String::new();
    }
    let spec = command(&invocation.command).map(|command| command.spec);
    let fields = spec.map(|spec| spec.fields).unwrap_or_default();
    // Which message it was about stands in no line that people type.
    let picked = |name: &str, answer: &str| {
        let field = fields.iter().find(|field| field.name == name);
        field.is_some_and(|field| field.widget == Widget::Message) && !answer.contains("://")
    };
    let in_order = fields.iter().filter_map(|field| Some((field.name, invocation.answers.get(field.name)?)));
    let unknown =
        invocation.answers.iter().filter(|(name, _)| fields.iter().all(|field| field.name != *name));
    let answers = in_order.chain(unknown).filter(|(name, answer)| !picked(name, answer));
    if spec.is_some_and(|spec| !spec.is_typed()) {
        return answers.map(|(_, answer)| answer).collect::<Vec<_>>().join("\n");
    }
    let mut line = format!("{}{}", invocation.slash, invocation.command);
    answers.for_each(|(name, answer)| line.push_str(&format!(" {name}:{answer}")));
    line
}
