//! Events in, a whole batch at a time: each thing is written down once, and what is new is counted.

use std::collections::{BTreeMap, HashMap};

use serde_json::json;

use super::count::Batch;
use super::{queries, take_back};
use crate::chat::{AccountId, ChannelId, Event, Happening, Person, Source, called};
use crate::context::{Channel, Context};
use crate::error::Result;
use crate::features::members::{self, fold, queries as people};
use crate::features::settings::gone;
use crate::features::{escalation, learning, privacy};
use crate::moment::Moment;

/// What became of a batch.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Ingested {
    /// Messages that were new and counted.
    pub messages: u64,
    /// Messages that did not count: known already, by bots, by people who opted out, or in channels left out.
    pub passed_over: u64,
    /// Reactions that were new and counted.
    pub reactions: u64,
}

impl std::ops::AddAssign for Ingested {
    fn add_assign(&mut self, more: Self) {
        self.messages += more.messages;
        self.passed_over += more.passed_over;
        self.reactions += more.reactions;
    }
}

/// The people and channels that a batch speaks of, as the database knows them.
pub(crate) struct Known {
    pub(crate) members: HashMap<String, people::Counted>,
    pub(crate) channels: HashMap<ChannelId, Channel>,
    /// The accounts among them whose owner asked to be forgotten, and when.
    forgotten: HashMap<String, Moment>,
}

impl Known {
    /// The member behind an account, if what they do counts.
    pub(crate) fn counted(&self, account: &AccountId) -> Option<i64> {
        self.members.get(account.as_str()).filter(|member| member.counts).map(|member| member.id)
    }

    /// Whether an account's owner asked to be forgotten after this moment: then it stays forgotten, however it comes.
    pub(crate) fn is_forgotten(&self, account: &AccountId, at: Moment) -> bool {
        self.forgotten.get(account.as_str()).is_some_and(|since| at <= *since)
    }
}

/// Takes in what happened on one server, in order.
pub(crate) async fn ingest(ctx: &mut Context, source: Source, events: &[&Event]) -> Result<Ingested> {
    let known = remember(ctx, events).await?;
    let mut batch = Batch::default();
    let mut ingested = Ingested::default();
    for event in events {
        match &event.what {
            Happening::Message(message) => batch.messages.push((event.at, message)),
            Happening::Reacted(reaction) => batch.reactions.push((event.at, reaction)),
            Happening::ThreadStarted { root, by } => batch.threads.push((event.at, root, by)),
            _ => {
                // What takes something back must see what came before it.
                ingested += std::mem::take(&mut batch).write(ctx, source, &known).await?;
                apply(ctx, source, event, &known).await?;
            }
        }
    }
    ingested += batch.write(ctx, source, &known).await?;
    let changed = events.iter().filter_map(|event| match &event.what {
        Happening::Roles { account, .. } => Some(account.clone()),
        _ => None,
    });
    members::keep_in_step(ctx, &changed.collect::<Vec<_>>()).await?;
    Ok(ingested)
}

/// Everything that is not simply added.
async fn apply(ctx: &mut Context, source: Source, event: &Event, known: &Known) -> Result<()> {
    let (at, what) = (event.at, &event.what);
    let community = ctx.community.id;
    let platform = ctx.platform.clone();
    let tx = &mut ctx.tx;
    match what {
        Happening::Deleted(on) => take_back::message(ctx, on, known).await,
        Happening::Unreacted { on, by, emoji } => {
            take_back::reaction(ctx, at, on, by.as_ref(), emoji.as_deref(), known).await
        }
        Happening::Joined(person) => people::arrive(tx, community, &platform, &person.account, at).await,
        Happening::Left(account) => {
            people::depart(tx, community, &platform, account, at).await?;
            // What they were by their roles there, they are by no account that is gone.
            members::keep_in_step(ctx, std::slice::from_ref(account)).await?;
            escalation::left(ctx, account).await
        }
        // Who was in a history is not who is here now.
        Happening::Everybody(_) if source == Source::Import => Ok(()),
        Happening::Everybody(present) => {
            let mut moved = people::come_back(tx, community, &platform, present, at).await?;
            let gone = people::depart_all_but(tx, community, &platform, present, at).await?;
            moved.extend_from_slice(&gone);
            members::keep_in_step(ctx, &moved).await?;
            escalation::all_left(ctx, &gone).await
        }
        Happening::Role { id, name } => {
            people::name_platform_role(tx, community, &platform, id, &called(name)).await
        }
        Happening::Roles { account, roles } => {
            people::set_platform_roles(tx, community, &platform, account, roles).await
        }
        Happening::Visitor { account, visitor } => {
            people::set_visitor(tx, community, &platform, account, visitor.then_some(at)).await
        }
        Happening::Server { name } => {
            people::set_server_gone(tx, &event.server, None).await?;
            people::name_community(tx, community, &called(name)).await
        }
        // History tells of nothing that goes now.
        Happening::ChannelGone(_)
        | Happening::RoleGone(_)
        | Happening::ServerGone
        | Happening::Inventory { .. }
            if source == Source::Import =>
        {
            Ok(())
        }
        Happening::ChannelGone(channel) => gone::channel(ctx, channel).await,
        Happening::RoleGone(role) => gone::role(ctx, role).await,
        Happening::Inventory { channels, roles } => gone::all_but(ctx, channels, roles).await,
        Happening::ServerGone => {
            people::set_server_gone(tx, &event.server, Some(at)).await?;
            gone::server(ctx).await
        }
        // People and channels were written down before; the others wait in the batch.
        Happening::Channel { .. }
        | Happening::Person(_)
        | Happening::Message(_)
        | Happening::Reacted(_)
        | Happening::ThreadStarted { .. } => Ok(()),
    }
}

/// Writes down every person and channel of the batch, and says what is known of them.
async fn remember(ctx: &mut Context, events: &[&Event]) -> Result<Known> {
    let community = ctx.community.id;
    let platform = ctx.platform.clone();
    let mut persons: BTreeMap<&str, &Person> = BTreeMap::new();
    let mut others: Vec<&AccountId> = Vec::new();
    let mut named: Vec<AccountId> = Vec::new();
    let mut channels: BTreeMap<&str, (Option<&str>, Option<&str>)> = BTreeMap::new();
    for event in events {
        match &event.what {
            Happening::Joined(person) | Happening::Person(person) => see(&mut persons, person),
            Happening::Message(message) => {
                see(&mut persons, &message.author);
                others.extend(&message.to);
                named.extend(
                    learning::mentions(message.text.as_deref().unwrap_or_default()).map(AccountId::from),
                );
                channels.entry(message.channel.as_str()).or_default();
            }
            Happening::Reacted(reaction) => {
                see(&mut persons, &reaction.by);
                reaction.author.iter().for_each(|author| see(&mut persons, author));
                channels.entry(reaction.on.channel.as_str()).or_default();
            }
            Happening::ThreadStarted { by, root } => {
                see(&mut persons, by);
                channels.entry(root.channel.as_str()).or_default();
            }
            Happening::Channel { id, name, parent } => {
                if let Some(parent) = parent {
                    channels.entry(parent.as_str()).or_default();
                }
                channels.insert(id.as_str(), (Some(name), parent.as_ref().map(ChannelId::as_str)));
            }
            Happening::Deleted(on) | Happening::Unreacted { on, .. } => {
                channels.entry(on.channel.as_str()).or_default();
                if let Happening::Unreacted { by: Some(by), .. } = &event.what {
                    others.push(by);
                }
            }
            _ => {}
        }
    }
    named.sort();
    named.dedup();
    others.extend(&named);
    let mut accounts: Vec<String> = persons.keys().map(|account| (*account).to_owned()).collect();
    accounts.extend(others.iter().map(|other| other.0.clone()));
    let forgotten = privacy::forgotten(ctx, accounts).await?;
    // Who asked to be forgotten is met again when they do something themselves, not when others name them.
    let met = |person: &&&Person| {
        let since = forgotten.get(person.account.as_str());
        since.is_none_or(|since| events.iter().any(|event| event.at > *since && acts(event, &person.account)))
    };
    let seen: Vec<_> =
        persons.values().filter(met).map(|person| people::Seen::new(person, ctx.id(), ctx.now)).collect();
    if !seen.is_empty() {
        people::remember(&mut ctx.tx, community, &platform, &seen).await?;
    }
    // Parents first: a thread needs the id of the channel that it belongs to.
    for threads in [false, true] {
        let seen: Vec<_> = channels
            .iter()
            .filter(|(_, (_, parent))| parent.is_some() == threads)
            .map(|(id, (name, parent))| {
                let name = name.map(called).filter(|name| !name.is_empty());
                let key = name.as_deref().map(fold);
                people::SeenChannel { id: ctx.id(), platform_id: id, name, key, parent: *parent }
            })
            .collect();
        if threads && !seen.is_empty() {
            for (thread, channel) in people::turned_threads(&mut ctx.tx, community, &platform, &seen).await? {
                queries::move_channel(&mut ctx.tx, community, thread, channel).await?;
            }
        }
        if !seen.is_empty() {
            people::remember_channels(&mut ctx.tx, community, &platform, &seen).await?;
        }
    }
    let mut accounts: Vec<_> = persons.keys().map(|account| json!({ "account": account })).collect();
    accounts.extend(
        others
            .into_iter()
            .filter(|other| !persons.contains_key(other.as_str()))
            .map(|other| json!({ "account": other })),
    );
    let ids: Vec<_> = channels.keys().map(|id| json!({ "id": id })).collect();
    Ok(Known {
        members: people::counted(&mut ctx.tx, community, &platform, &accounts).await?,
        channels: people::channels_among(&mut ctx.tx, community, &platform, &ids).await?,
        forgotten,
    })
}

/// Whether this account's owner did something of their own accord.
fn acts(event: &Event, account: &AccountId) -> bool {
    match &event.what {
        Happening::Joined(person) => person.account == *account,
        Happening::Message(message) => message.author.account == *account,
        Happening::Reacted(reaction) => reaction.by.account == *account,
        _ => false,
    }
}

/// The last description that says a name wins.
fn see<'a>(persons: &mut BTreeMap<&'a str, &'a Person>, person: &'a Person) {
    let seen = persons.entry(person.account.as_str()).or_insert(person);
    if person.name.is_some() {
        *seen = person;
    }
}
