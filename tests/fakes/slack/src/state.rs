//! What the fake remembers: workspaces and who is in them, who asked for what, and what shall go wrong.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::deliver::{Delivery, Pending};
use crate::rush::Rushing;
use crate::socket::Connection;

/// A call that was made.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The method, such as `chat.postMessage`; or a path where it is none, such as `/upload/…`.
    pub method: String,
    /// The workspace whose token came along, if one did.
    pub team: String,
    /// Its arguments, in their types.
    pub args: Value,
    /// How many bytes were sent.
    pub size: usize,
    /// What it was answered: a status.
    pub status: u16,
    /// And a word: `ok`, or Slack's word for what is wrong.
    pub outcome: String,
    /// When.
    pub at: Instant,
}

/// Something that goes wrong.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// Slack answers with this status, and does nothing.
    Status(u16),
    /// Slack refuses with this word, such as `channel_not_found`.
    Refuse(&'static str),
    /// Slack does it, and its answer is lost: the status says otherwise.
    Lost(u16),
    /// Slack takes so long.
    Slow(Duration),
}

/// Trouble with a method, a number of times.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    pub(crate) method: String,
    pub(crate) what: Trouble,
    pub(crate) times: usize,
}

/// How often something may be done.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) most: usize,
    pub(crate) within: Duration,
    /// Whether each channel has its own.
    pub(crate) by_channel: bool,
}

/// How far a limit is used up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Used {
    pub(crate) at: Vec<Instant>,
    /// Until when whoever was told so must wait.
    pub(crate) told: Option<Instant>,
}

/// What kind of channel it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sort {
    /// Everybody may see it.
    Public,
    /// Who was invited sees it.
    Private,
    /// Two speak alone.
    Direct,
    /// A few speak alone.
    Group,
}

/// A message in a channel.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    pub(crate) value: Value,
    pub(crate) metadata: Option<Value>,
    /// Names with who reacted so.
    pub(crate) reactions: Vec<(String, Vec<String>)>,
    /// Whether it is Kith's own.
    pub(crate) own: bool,
}

/// A message that one person sees.
#[derive(Clone, Debug)]
pub(crate) struct Whisper {
    pub(crate) to: String,
    pub(crate) value: Value,
    pub(crate) gone: bool,
}

/// A channel.
#[derive(Clone, Debug)]
pub(crate) struct Channel {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) sort: Sort,
    pub(crate) members: BTreeSet<String>,
    pub(crate) archived: bool,
    pub(crate) shared: bool,
    pub(crate) created: u64,
    pub(crate) messages: Vec<Written>,
    pub(crate) whispers: Vec<Whisper>,
}

/// A workspace.
#[derive(Clone, Debug)]
pub(crate) struct Team {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) domain: String,
    pub(crate) bot_user: String,
    pub(crate) bot: String,
    /// What the app may, as long as it is installed.
    pub(crate) scopes: Option<BTreeSet<String>>,
    pub(crate) users: BTreeMap<String, Value>,
    pub(crate) channels: BTreeMap<String, Channel>,
    /// Groups of users: name, handle, who is in them, whether they are off.
    pub(crate) groups: BTreeMap<String, (String, Vec<String>, bool)>,
    /// The Home tabs, by user.
    pub(crate) homes: BTreeMap<String, String>,
    pub(crate) emoji: BTreeMap<String, String>,
}

/// Who holds a token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Holder {
    App,
    Bot(String),
    /// It was good once.
    Gone,
}

/// Somebody asked Kith for something.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) team: String,
    pub(crate) user: String,
    pub(crate) channel: Option<String>,
    pub(crate) begun: Instant,
    /// How long its acknowledgement took.
    pub(crate) acked: Option<Duration>,
    /// How long the first answer in words took.
    pub(crate) took: Option<Duration>,
    /// Every answer that came, in order, with how it came.
    pub(crate) said: Vec<(String, Value)>,
    /// Whether its trigger was used.
    pub(crate) triggered: bool,
    /// Whether its trigger is of no use any more.
    pub(crate) expired: bool,
    /// How often its URL may still be used; nothing if it has none.
    pub(crate) uses: Option<u8>,
    /// The message on which it was asked, and to whom alone that is shown.
    pub(crate) on: Option<(String, Option<String>)>,
    /// The view from which it was asked.
    pub(crate) view: Option<String>,
}

/// A view that somebody sees.
#[derive(Clone, Debug)]
pub(crate) struct View {
    pub(crate) team: String,
    pub(crate) user: String,
    pub(crate) value: Value,
}

/// A file on its way.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    pub(crate) team: String,
    pub(crate) name: String,
    pub(crate) length: usize,
    pub(crate) alt: Option<String>,
    pub(crate) bytes: Option<Vec<u8>>,
    /// Since when it is a file.
    pub(crate) complete: Option<Instant>,
    pub(crate) channels: Vec<String>,
}

/// How the fake behaves.
#[derive(Clone, Debug)]
pub(crate) struct Ways {
    /// How long an acknowledgement may take.
    pub(crate) patience: Duration,
    /// How long a trigger is good.
    pub(crate) triggers: Duration,
    /// How long a response URL is good.
    pub(crate) urls: Duration,
    /// How often an event is tried.
    pub(crate) tries: u32,
    /// How long after a failure it is tried again, the first, the second, and every other time.
    pub(crate) pauses: [Duration; 3],
    /// How long a file is worked on before blocks may show it.
    pub(crate) processing: Duration,
    /// How often it asks for a sign of life.
    pub(crate) pings: Duration,
    /// Whether lines are dead: nothing is read from them, and no sign of life comes.
    pub(crate) deaf: bool,
    /// The paths to which it delivers: commands, events, interactivity, options.
    pub(crate) paths: [String; 4],
    /// Whether two events in a row change places.
    pub(crate) shuffles: bool,
    /// Whether every event is delivered twice.
    pub(crate) doubles: bool,
    /// Whether Socket Mode is on.
    pub(crate) sockets: bool,
}

impl Default for Ways {
    fn default() -> Self {
        let path = |last: &str| format!("/slack/{last}");
        Self {
            patience: Duration::from_secs(3),
            triggers: Duration::from_secs(3),
            urls: Duration::from_secs(1_800),
            tries: 4,
            pauses: [Duration::from_millis(20), Duration::from_millis(300), Duration::from_secs(1)],
            processing: Duration::ZERO,
            pings: Duration::from_secs(10),
            deaf: false,
            paths: [path("commands"), path("events"), path("interactive"), path("options")],
            shuffles: false,
            doubles: false,
            sockets: true,
        }
    }
}

/// Everything.
pub(crate) struct State {
    pub(crate) requests: Vec<Recorded>,
    pub(crate) complaints: Vec<String>,
    /// What came too late, or never.
    pub(crate) late: Vec<String>,
    pub(crate) planned: Vec<Planned>,
    pub(crate) rules: BTreeMap<String, Rule>,
    pub(crate) used: HashMap<String, Used>,
    pub(crate) teams: BTreeMap<String, Team>,
    pub(crate) tokens: HashMap<String, Holder>,
    pub(crate) asked: HashMap<String, Asked>,
    /// Who waits for an answer, oldest first: for posts that answer somebody.
    pub(crate) waiting: Vec<String>,
    pub(crate) views: HashMap<String, View>,
    /// The views that somebody sees, the top one last; by workspace and user.
    pub(crate) open: HashMap<(String, String), Vec<String>>,
    pub(crate) uploads: BTreeMap<String, Upload>,
    pub(crate) tickets: BTreeSet<String>,
    pub(crate) codes: HashMap<String, Code>,
    /// The workspace and the person for whom the app is installed next.
    pub(crate) installing: (String, String),
    /// Whether the app is installed in a whole organisation.
    pub(crate) everywhere: bool,
    pub(crate) connections: Vec<Connection>,
    pub(crate) turn: usize,
    pub(crate) opened: usize,
    pub(crate) unacked: HashMap<String, Pending>,
    pub(crate) acked: usize,
    /// Envelopes that were acknowledged, for noticing a second time.
    pub(crate) done: BTreeSet<String>,
    /// What is to be delivered and has no line.
    pub(crate) queue: Vec<Delivery>,
    /// Everything that was ever delivered, for doing so again.
    pub(crate) delivered: Vec<Delivery>,
    /// Held back, to change places with the next.
    pub(crate) held: Option<Delivery>,
    /// Where deliveries go, if not into sockets.
    pub(crate) base: Option<String>,
    pub(crate) post: mpsc::UnboundedSender<Delivery>,
    pub(crate) ways: Ways,
    pub(crate) url: String,
    pub(crate) next: u64,
    pub(crate) last_ts: u64,
    /// The envelopes that are only timed, if they are.
    pub(crate) rushing: Option<Rushing>,
}

/// A code that an installation gave.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub(crate) team: String,
    pub(crate) user: String,
    pub(crate) scopes: BTreeSet<String>,
    pub(crate) redirect: String,
    pub(crate) used: bool,
}

/// Microseconds since 1970.
pub(crate) fn now() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_micros()).unwrap_or_default()
}

/// The moment of a message, as Slack writes it.
pub(crate) fn ts_of(micros: u64) -> String {
    format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000)
}

impl State {
    pub(crate) fn new(url: String, post: mpsc::UnboundedSender<Delivery>) -> Self {
        Self {
            requests: Vec::new(),
            complaints: Vec::new(),
            late: Vec::new(),
            planned: Vec::new(),
            rules: BTreeMap::new(),
            used: HashMap::new(),
            teams: BTreeMap::new(),
            tokens: HashMap::new(),
            asked: HashMap::new(),
            waiting: Vec::new(),
            views: HashMap::new(),
            open: HashMap::new(),
            uploads: BTreeMap::new(),
            tickets: BTreeSet::new(),
            codes: HashMap::new(),
            installing: Default::default(),
            everywhere: false,
            connections: Vec::new(),
            turn: 0,
            opened: 0,
            unacked: HashMap::new(),
            acked: 0,
            done: BTreeSet::new(),
            queue: Vec::new(),
            delivered: Vec::new(),
            held: None,
            base: None,
            post,
            ways: Ways::default(),
            url,
            next: 0,
            last_ts: 0,
            rushing: None,
        }
    }

    /// A new id that begins so.
    pub(crate) fn id(&mut self, first: &str) -> String {
        self.next += 1;
        format!("{first}0{:09}", self.next)
    }

    /// A moment that no other message has.
    pub(crate) fn ts(&mut self) -> String {
        self.last_ts = now().max(self.last_ts + 1);
        ts_of(self.last_ts)
    }

    pub(crate) fn complain(&mut self, what: impl Into<String>) {
        self.complaints.push(what.into());
    }

    pub(crate) fn team(&mut self, id: &str) -> &mut Team {
        self.teams.get_mut(id).expect("a workspace that is there")
    }

    /// A channel, of whichever workspace.
    pub(crate) fn channel(&mut self, team: &str, id: &str) -> Option<&mut Channel> {
        self.teams.get_mut(team)?.channels.get_mut(id)
    }

    /// The trouble that was planned for a call, if some was.
    pub(crate) fn trouble(&mut self, method: &str) -> Option<Trouble> {
        let planned = self
            .planned
            .iter_mut()
            .find(|one| one.times > 0 && (one.method == method || one.method == "*"))?;
        planned.times -= 1;
        Some(planned.what.clone())
    }

    /// Takes a call off its limits: how long to wait, if it must, and whether it was told so before.
    pub(crate) fn limited(&mut self, method: &str, team: &str, channel: &str) -> (Option<Duration>, bool) {
        let Some(rule) = self.rules.get(method).cloned() else { return (None, false) };
        let by = if rule.by_channel { channel } else { "" };
        let used = self.used.entry(format!("{method} {team} {by}")).or_default();
        let now = Instant::now();
        let ignored = used.told.is_some_and(|until| now + Duration::from_millis(2) < until);
        used.at.retain(|at| now.duration_since(*at) < rule.within);
        if used.at.len() < rule.most {
            used.at.push(now);
            used.told = None;
            return (None, ignored);
        }
        let free = used.at.first().map_or(rule.within, |first| rule.within - now.duration_since(*first));
        // Slack speaks of whole seconds.
        let wait = Duration::from_secs(free.as_secs() + u64::from(free.subsec_nanos() > 0));
        used.told.get_or_insert(now + wait);
        (Some(wait), ignored)
    }

    /// The conversation of Kith and a few people.
    pub(crate) fn few(&mut self, team: &str, users: &[&str]) -> String {
        let mut all: Vec<String> = users.iter().map(|user| (*user).to_owned()).collect();
        all.push(self.team(team).bot_user.clone());
        let members: BTreeSet<String> = all.into_iter().collect();
        let channels = self.team(team).channels.values();
        let known = channels.filter(|one| one.sort == Sort::Group).find(|one| one.members == members);
        if let Some(known) = known {
            return known.id.clone();
        }
        let names: Vec<String> = members.iter().map(|user| user.to_lowercase()).collect();
        let (id, name) = (self.id("C"), format!("mpdm-{}-1", names.join("--")));
        let channel = Channel { members, ..Channel::new(&id, &name, Sort::Group) };
        self.team(team).channels.insert(id.clone(), channel);
        id
    }

    /// The line on which Kith and somebody speak alone.
    pub(crate) fn direct(&mut self, team: &str, user: &str) -> String {
        let id = format!("D{}", &user[1..]);
        let here = self.team(team);
        let bot = here.bot_user.clone();
        here.channels.entry(id.clone()).or_insert_with(|| Channel {
            members: [bot, user.to_owned()].into(),
            ..Channel::new(&id, "", Sort::Direct)
        });
        id
    }
}

impl Channel {
    pub(crate) fn new(id: &str, name: &str, sort: Sort) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            sort,
            members: BTreeSet::new(),
            archived: false,
            shared: false,
            created: now() / 1_000_000,
            messages: Vec::new(),
            whispers: Vec::new(),
        }
    }

    /// What Slack's scopes call this kind.
    pub(crate) fn family(&self) -> &'static str {
        match self.sort {
            Sort::Direct => "im",
            Sort::Group => "mpim",
            Sort::Private => "groups",
            Sort::Public => "channels",
        }
    }

    /// What an event calls this kind.
    pub(crate) fn kind(&self) -> &'static str {
        match self.sort {
            Sort::Direct => "im",
            Sort::Group => "mpim",
            Sort::Private => "group",
            Sort::Public => "channel",
        }
    }

    pub(crate) fn message(&mut self, ts: &str) -> Option<&mut Written> {
        self.messages.iter_mut().find(|message| message.value["ts"] == ts)
    }

    /// As the Web API shows it to the bot.
    pub(crate) fn json(&self, team: &str, bot: &str) -> Value {
        if self.sort == Sort::Direct {
            let other = self.members.iter().find(|member| *member != bot).cloned().unwrap_or_default();
            return json!({
                "id": self.id, "created": self.created, "is_im": true, "is_archived": false, "is_org_shared": false,
                "user": other, "is_user_deleted": false, "priority": 0, "context_team_id": team,
            });
        }
        json!({
            "id": self.id, "name": self.name, "name_normalized": self.name, "created": self.created, "creator": bot,
            "is_channel": self.sort == Sort::Public, "is_group": self.sort == Sort::Private, "is_im": false,
            "is_mpim": self.sort == Sort::Group, "is_private": self.sort != Sort::Public, "is_archived": self.archived,
            "is_general": self.name == "general", "unlinked": 0, "is_shared": self.shared, "is_ext_shared": self.shared,
            "is_org_shared": false, "is_pending_ext_shared": false, "pending_shared": [], "context_team_id": team,
            "updated": self.created * 1_000, "parent_conversation": null, "is_member": self.members.contains(bot),
            "topic": { "value": "", "creator": "", "last_set": 0 }, "purpose": { "value": "", "creator": "", "last_set": 0 },
            "previous_names": [], "num_members": self.members.len(),
        })
    }
}
