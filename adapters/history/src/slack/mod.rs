//! Slack's own workspace export: lists of people and channels, and a folder for each channel with a file for each day.

mod blocks;
mod lists;
mod message;

use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;
use std::path::Path;

use bot_core::chat::{AccountId, Happening, ServerId};
use bot_core::moment::Moment;

use crate::Unreadable;
use crate::files::Files;
use crate::json::{self, Json};
use crate::out::Out;
use crate::summary::{Broken, Reason};
use lists::{Channel, Lists};
use message::Raw;

/// What is known of an export before its messages are read.
#[derive(Debug)]
pub(crate) struct Export {
    pub(crate) server: ServerId,
    pub(crate) name: String,
    lists: Lists,
    /// The channels, each with its days in order, as entries of the files.
    days: Vec<(Channel, Vec<usize>)>,
    direct: u64,
    unlisted: u64,
}

impl Export {
    /// An export has a `channels.json`, perhaps within one folder more, as some tools pack it.
    pub(crate) fn recognise(files: &mut Files, path: &Path) -> Result<Option<Self>, Unreadable> {
        let mut roots: Vec<String> = Vec::new();
        for entry in files.entries.iter().filter(|_| !files.alone()) {
            let root = entry.name.strip_suffix("channels.json").filter(|root| root.matches('/').count() <= 1);
            roots.extend(root.filter(|root| root.is_empty() || root.ends_with('/')).map(str::to_owned));
        }
        // The shallowest counts: a channel may well be called `channels.json`.
        roots.sort_by_key(|root| root.matches('/').count());
        let Some(root) = roots.first().cloned() else { return Ok(None) };
        if let (false, Some(other)) = (root.is_empty(), roots.get(1)) {
            let (one, other) = (root.trim_matches('/').to_owned(), other.trim_matches('/').to_owned());
            return Err(Unreadable::Several { path: path.to_owned(), one, other });
        }
        let lists = Lists::read(files, &root);
        let name = name(path);
        let id = lists.team.clone().unwrap_or_else(|| format!("export-{}", lists.anchor().unwrap_or(&name)));
        let (mut days, mut direct, mut unlisted) = (Vec::new(), 0, 0);
        for (folder, entries) in folders(files, &root) {
            match lists
                .channels
                .iter()
                .find(|channel| channel.name == folder || channel.id.as_str() == folder)
            {
                Some(channel) => days.push((channel.clone(), entries)),
                None if lists.is_direct(&folder) => direct += 1,
                None => unlisted += 1,
            }
        }
        Ok(Some(Self { server: ServerId::new("slack", &id), name, lists, days, direct, unlisted }))
    }

    pub(crate) fn size(&self, files: &Files) -> u64 {
        self.days.iter().flat_map(|(_, days)| days).map(|&day| files.entries[day].size).sum()
    }

    pub(crate) fn read(&self, files: &mut Files, out: &mut Out<'_>) -> ControlFlow<()> {
        for broken in &self.lists.broken {
            out.broken(broken.clone());
        }
        out.leave_out(Reason::Direct, self.direct);
        out.leave_out(Reason::UnlistedChannel, self.unlisted);
        let begun = self.lists.channels.iter().map(|channel| channel.created).min().unwrap_or(Moment(0));
        out.event(begun, Happening::Server { name: self.name.clone() })?;
        for Channel { id, name, created, .. } in &self.lists.channels {
            out.event(*created, Happening::Channel { id: id.clone(), name: name.clone(), parent: None })?;
        }
        for user in self.lists.users.values() {
            out.meet(&user.person, user.at.unwrap_or(begun))?;
        }
        for (channel, days) in &self.days {
            for &day in days {
                self.day(channel, day, files, out)?;
            }
        }
        // Last, because their messages are older than their leaving. When that was the export does not say; their
        // account was changed for the last time then.
        for user in self.lists.users.values().filter(|user| user.left) {
            out.event(user.at.unwrap_or(begun), Happening::Left(user.person.account.clone()))?;
        }
        ControlFlow::Continue(())
    }

    fn day(&self, channel: &Channel, day: usize, files: &mut Files, out: &mut Out<'_>) -> ControlFlow<()> {
        let (name, size) = (files.entries[day].name.clone(), files.entries[day].size);
        match files.read(day) {
            Err(error) => out.broken(Broken::file(&name, &error.to_string())),
            Ok(reader) => {
                let mut seen = HashSet::new();
                let mut json = Json::new(reader);
                json::each::<_, Raw>(&mut json, &name, &mut |element| {
                    out.progress(element.bytes)?;
                    match element.is {
                        Ok(raw) => raw.tell(element.raw, channel, &self.lists, &mut seen, out),
                        Err(broken) => {
                            out.broken(broken);
                            ControlFlow::Continue(())
                        }
                    }
                })?;
                if let Err(fault) = json.end() {
                    out.broken(fault.at(&name, json.place()));
                }
            }
        }
        out.done(size)
    }
}

/// The folders below `root`, each with its days in order.
fn folders(files: &Files, root: &str) -> BTreeMap<String, Vec<usize>> {
    let mut folders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, entry) in files.entries.iter().enumerate() {
        let Some((folder, _)) = entry.name.strip_prefix(root).and_then(|name| name.split_once('/')) else {
            continue;
        };
        folders.entry(folder.to_owned()).or_default().push(n);
    }
    folders
}

/// `Acme Slack export Jan 1 2026 - Feb 1 2026.zip`, as Slack names it, is about Acme.
fn name(path: &Path) -> String {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let name = if full.is_dir() { full.file_name() } else { full.file_stem() };
    let name = name.unwrap_or_default().to_string_lossy().into_owned();
    let lower = name.to_ascii_lowercase();
    let end = lower.find("slack export").or_else(|| lower.find("slack-export")).unwrap_or(name.len());
    let short = name[..end].trim_matches([' ', '-', '_']);
    if short.is_empty() { name } else { short.to_owned() }
}

/// Slack's own voice, which every workspace has and no list names.
fn is_slackbot(account: &AccountId) -> bool {
    account.as_str() == "USLACKBOT"
}
