//! What people see: messages, whispers, modals, the Home tab; and what Kith answered them.

use std::time::Duration;

use serde_json::Value;
use tokio::time::Instant;

use crate::blocks::each;
use crate::state::{Channel, Recorded, Sort};
use crate::{Fake, mrkdwn, rich};

/// A message as somebody sees it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// In which channel.
    pub channel: String,
    /// Its moment, which is its id there.
    pub ts: String,
    /// To whom alone it is shown.
    pub to: Option<String>,
    /// Its payload.
    pub data: Value,
}

/// One answer that somebody got.
#[derive(Clone, Debug)]
pub struct Said {
    /// How it came: `ack`, `response`, `ephemeral`, `post`, `direct`, `update`, `gone`; `view`, `push`, `errors`, `closed`,
    /// `home`; or `options`.
    pub how: String,
    /// What came: a message, a view, errors by field, or suggestions.
    pub data: Value,
}

/// Everything that a payload says to who reads it.
fn words(value: &Value) -> String {
    let mut all = Vec::new();
    if value["blocks"].as_array().is_none_or(Vec::is_empty) {
        all.extend(value["text"].as_str());
    }
    let mut all: Vec<String> = all.into_iter().map(ToOwned::to_owned).collect();
    for block in value["blocks"].as_array().into_iter().flatten() {
        if block["type"] == "rich_text" {
            all.push(rich::words(block));
        } else {
            each(block, &mut |inner| all.extend(inner["text"].as_str().map(ToOwned::to_owned)));
        }
    }
    all.join("\n")
}

fn buttons(value: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    each(&value["blocks"], &mut |inner| {
        if let (Some("button"), Some(id)) = (inner["type"].as_str(), inner["action_id"].as_str()) {
            found.push((inner["text"]["text"].as_str().unwrap_or_default().to_owned(), id.to_owned()));
        }
    });
    found
}

impl Shown {
    /// A message that somebody sees.
    pub(crate) fn new(channel: &str, to: Option<&str>, data: Value) -> Self {
        let ts = data["ts"].as_str().unwrap_or_default().to_owned();
        Self { channel: channel.to_owned(), ts, to: to.map(ToOwned::to_owned), data }
    }

    /// What it says, block by block; without blocks, its text.
    pub fn words(&self) -> String {
        words(&self.data)
    }

    /// Its text: what a notification says.
    pub fn text(&self) -> &str {
        self.data["text"].as_str().unwrap_or_default()
    }

    /// Its buttons: label and id.
    pub fn buttons(&self) -> Vec<(String, String)> {
        buttons(&self.data)
    }

    /// Whose bells it rings.
    pub fn rings(&self) -> Vec<String> {
        mrkdwn::mentioned(&self.words())
    }
}

impl Said {
    /// What it says, block by block; without blocks, its text.
    pub fn words(&self) -> String {
        words(&self.data)
    }

    /// Its text: what a notification says.
    pub fn text(&self) -> &str {
        self.data["text"].as_str().unwrap_or_default()
    }

    /// Whether the asker alone sees it.
    pub fn is_ephemeral(&self) -> bool {
        self.data["is_ephemeral"] == true || self.how == "direct"
    }

    /// Whether it is a modal.
    pub fn is_view(&self) -> bool {
        matches!(self.how.as_str(), "push" | "view")
    }

    /// Its buttons: label and id.
    pub fn buttons(&self) -> Vec<(String, String)> {
        buttons(&self.data)
    }

    /// The message that it is.
    pub fn shown(&self, to: &str) -> Shown {
        let channel = self.data["channel"].as_str().expect("a message");
        Shown::new(channel, Some(to).filter(|_| self.data["is_ephemeral"] == true), self.data.clone())
    }

    /// The inputs of a modal: the id of the block, and the element.
    pub fn inputs(&self) -> Vec<(String, Value)> {
        let blocks = self.data["blocks"].as_array().into_iter().flatten();
        let inputs = blocks.filter(|block| block["type"] == "input");
        inputs
            .map(|block| {
                (block["block_id"].as_str().unwrap_or_default().to_owned(), block["element"].clone())
            })
            .collect()
    }

    /// Suggestions: what they say and what they stand for.
    pub fn options(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        each(&self.data, &mut |inner| {
            if let (Some(text), Some(value)) = (inner["text"]["text"].as_str(), inner["value"].as_str()) {
                found.push((text.to_owned(), value.to_owned()));
            }
        });
        found
    }
}

impl Fake {
    /// Every message in a channel, oldest first.
    pub fn messages(&self, channel: &str) -> Vec<Shown> {
        let id = self.channel(channel);
        self.inner.with(|state| {
            let there = state.channel(&self.here, &id).expect("a channel that is there");
            there.messages.iter().map(|message| Shown::new(&id, None, message.value.clone())).collect()
        })
    }

    /// Kith's own messages in a channel, oldest first.
    pub fn posts(&self, channel: &str) -> Vec<Shown> {
        let id = self.channel(channel);
        self.inner.with(|state| {
            let there = state.channel(&self.here, &id).expect("a channel that is there");
            let own = there.messages.iter().filter(|message| message.own);
            own.map(|message| Shown::new(&id, None, message.value.clone())).collect()
        })
    }

    /// The conversations of a few people, each with who is in it besides Kith.
    pub fn among_few(&self) -> Vec<(String, Vec<String>)> {
        self.inner.with(|state| {
            let here = state.team(&self.here);
            let others =
                |one: &Channel| one.members.iter().filter(|user| **user != here.bot_user).cloned().collect();
            let few = here.channels.values().filter(|one| one.sort == Sort::Group);
            few.map(|one| (one.id.clone(), others(one))).collect()
        })
    }

    /// A few people talk among themselves, with Kith there; where.
    pub fn gathers(&self, people: &[&str]) -> String {
        let people: Vec<String> = people.iter().map(|who| self.person(who)).collect();
        let people: Vec<&str> = people.iter().map(String::as_str).collect();
        self.inner.with(|state| state.few(&self.here, &people))
    }

    /// What Kith says to one person alone, in their own line with it.
    pub fn directs(&self, who: &str) -> Vec<Shown> {
        let user = self.person(who);
        let id = self.inner.with(|state| state.direct(&self.here, &user));
        self.posts(&id)
    }

    /// What one person alone sees in channels, oldest first.
    pub fn whispers(&self, who: &str) -> Vec<Shown> {
        let user = self.person(who);
        let mut found = self.inner.with(|state| {
            let channels = state.team(&self.here).channels.values();
            let whispers = channels.flat_map(|there| there.whispers.iter().map(move |one| (there, one)));
            let seen = whispers.filter(|(_, whisper)| whisper.to == user && !whisper.gone);
            seen.map(|(there, one)| Shown::new(&there.id, Some(&user), one.value.clone())).collect::<Vec<_>>()
        });
        found.sort_by(|one, other| one.ts.cmp(&other.ts));
        found
    }

    /// A message as it is now.
    pub fn again(&self, shown: &Shown) -> Option<Shown> {
        self.inner.with(|state| {
            let there = state.channel(&self.here, &shown.channel)?;
            let value = match &shown.to {
                Some(_) => {
                    let mut whispers = there.whispers.iter().filter(|whisper| !whisper.gone);
                    whispers.find(|whisper| whisper.value["ts"] == shown.ts.as_str())?.value.clone()
                }
                None => there.message(&shown.ts)?.value.clone(),
            };
            Some(Shown { data: value, ..shown.clone() })
        })
    }

    /// The reactions to a message: names, and who.
    pub fn reactions(&self, on: &Shown) -> Vec<(String, Vec<String>)> {
        self.inner
            .with(|state| {
                let there = state.channel(&self.here, &on.channel)?;
                Some(
                    there
                        .message(&on.ts)?
                        .reactions
                        .iter()
                        .filter(|(_, users)| !users.is_empty())
                        .cloned()
                        .collect(),
                )
            })
            .unwrap_or_default()
    }

    /// The modal that somebody sees, the top one.
    pub fn view(&self, who: &str) -> Option<Value> {
        let place = (self.here.clone(), self.person(who));
        self.inner.with(|state| {
            let id = state.open.get(&place)?.last()?.clone();
            state.views.get(&id).map(|view| view.value.clone())
        })
    }

    /// Somebody's Home tab.
    pub fn home(&self, who: &str) -> Option<Value> {
        let user = self.person(who);
        self.inner.with(|state| {
            let id = state.team(&self.here).homes.get(&user)?.clone();
            state.views.get(&id).map(|view| view.value.clone())
        })
    }

    /// What a view says.
    pub fn words(view: &Value) -> String {
        words(view)
    }

    /// The buttons of a view: label and id.
    pub fn buttons(view: &Value) -> Vec<(String, String)> {
        buttons(view)
    }

    /// Who is in a group of users.
    pub fn group_users(&self, group: &str) -> Vec<String> {
        self.inner.with(|state| state.team(&self.here).groups[group].1.clone())
    }

    /// Everything that somebody was answered.
    pub fn answers(&self, asked: &str) -> Vec<Said> {
        let said = self.inner.with(|state| state.asked.get(asked).map(|asked| asked.said.clone()));
        said.unwrap_or_default().into_iter().map(|(how, data)| Said { how, data }).collect()
    }

    /// Waits for the first answer, other than that a modal closed.
    pub async fn answer(&self, asked: &str) -> Said {
        self.until("an answer", |fake| fake.answers(asked).into_iter().find(|said| said.how != "closed"))
            .await
    }

    /// Waits until a modal that was sent has closed.
    pub async fn is_closed(&self, sent: &str) {
        self.until("a modal closes", |fake| fake.answers(sent).into_iter().find(|said| said.how == "closed"))
            .await;
    }

    /// How long an acknowledgement took, once there is one.
    pub fn acked(&self, asked: &str) -> Option<Duration> {
        self.inner.with(|state| state.asked.get(asked).and_then(|asked| asked.acked))
    }

    /// How long the first answer took, once there is one.
    pub fn took(&self, asked: &str) -> Option<Duration> {
        self.inner.with(|state| state.asked.get(asked).and_then(|asked| asked.took))
    }

    /// What came too late or never: acknowledgements, and what was given up.
    pub fn late(&self) -> Vec<String> {
        self.inner.with(|state| state.late.clone())
    }

    /// The metadata that more than one message carries, in any channel.
    pub fn twice(&self) -> Vec<Value> {
        self.inner.with(|state| {
            let channels = state.teams.values().flat_map(|team| team.channels.values());
            let all: Vec<&Value> =
                channels.flat_map(|there| &there.messages).filter_map(|one| one.metadata.as_ref()).collect();
            let mut texts: Vec<String> = all.iter().map(ToString::to_string).collect();
            texts.sort();
            let twice = texts.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone());
            twice.filter_map(|text| serde_json::from_str(&text).ok()).collect()
        })
    }

    /// Calls of a method so far.
    pub fn called(&self, method: &str) -> Vec<Recorded> {
        let requests = self.requests().into_iter();
        requests.filter(|one| one.method == method).collect()
    }

    /// Waits until everything that was delivered is acknowledged and no call came for a moment.
    pub async fn settled(&self) {
        let look = |fake: &Self| {
            fake.inner.with(|state| {
                let open = state.unacked.values().filter(|pending| !pending.late).count() + state.queue.len();
                (open, state.requests.len() + state.acked)
            })
        };
        let mut last = look(self);
        let mut since = Instant::now();
        while since.elapsed() < Duration::from_millis(60) {
            let now = self
                .until("everything is acknowledged", |fake| Some(look(fake)).filter(|now| now.0 == 0))
                .await;
            if now != last {
                (last, since) = (now, Instant::now());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}
