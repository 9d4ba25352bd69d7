//! What is done with each thing that Discord tells: it is answered, or handed on in order, and noted.

use std::sync::Arc;

use bot_core::chat::{Event, Happening};

use super::beat::{Beat, Socket};
use super::frame::Ready;
use super::heard::Servers;
use super::shard::{End, MEMBERS, Shard, now};
use super::{Mark, Session};
use crate::ingest::Taken;
use crate::platform;
use crate::read::dumb;
use crate::read::event::{events, parse};
use crate::read::place::Away;

/// How many events are handed on at once.
const PORTION: usize = 64;

/// Which of so many shards hears of a server: by Discord's own rule.
fn shard_of(server: &str, shards: u32) -> Option<u32> {
    let id: u64 = server.parse().ok()?;
    u32::try_from((id >> 22) % u64::from(shards.max(1))).ok()
}

impl Shard {
    pub(super) async fn dispatch(
        &mut self,
        kind: &str,
        body: &str,
        seq: u64,
        socket: &mut Socket,
        beat: &mut Beat,
    ) -> Option<End> {
        if kind == "READY" {
            match parse::<Ready>(body) {
                Ok(ready) => self.ready(ready, body, seq),
                Err(error) => return Some(self.lost(&dumb(&error))),
            }
        } else if let Some(session) = &mut self.session {
            session.seq = seq;
        }
        if kind == "INTERACTION_CREATE" {
            let desk = Arc::clone(&self.out.desk);
            let asked = body.to_owned();
            let underway = self.pending.begin(seq);
            beat.holding(socket, self.seq(), desk.take(asked, underway)).await;
        }
        if kind == "GUILD_CREATE"
            && self.intents & MEMBERS > 0
            && let Ok(server) = parse::<Away>(body)
        {
            self.members.want(&server.id);
        }
        let gap = self.heard.returning(kind, body, now());
        let mut happened = events(kind, body, &mut self.heard.threads, now()).unwrap_or_else(|error| {
            // What it says belongs to people, so only its kind is told.
            tracing::warn!(shard = self.number, kind, error = %dumb(&error), "a dispatch that cannot be read");
            Vec::new()
        });
        match kind {
            "GUILD_MEMBERS_CHUNK" => happened.extend(self.members.heard(body)),
            "READY" => happened.extend(beat.holding(socket, self.seq(), self.taken_off(body)).await),
            _ => {}
        }
        let mark = self.mark()?;
        let out = self.out.events.clone();
        let hand_on = async {
            // What waits is bounded by dispatches, and one of these may speak of a thousand people.
            while happened.len() > PORTION {
                let rest = happened.split_off(PORTION);
                let events = std::mem::replace(&mut happened, rest);
                out.send(Taken { events, ..Taken::default() }).await.ok();
            }
            out.send(Taken { events: happened, mark: Some(mark), ..Taken::default() }).await.ok();
        };
        beat.holding(socket, self.seq(), hand_on).await;
        // The server and its channels are on their way, so what was missed comes after them.
        let inherited = if kind == "RESUMED" { self.heard.resumed() } else { Vec::new() };
        for gap in gap.into_iter().chain(inherited) {
            self.out.gaps.send(gap).ok();
        }
        None
    }

    fn ready(&mut self, ready: Ready, body: &str, seq: u64) {
        let servers = parse::<Servers>(body).map_or(0, |servers| servers.many());
        tracing::info!(shard = self.number, servers, "ready");
        if servers == 0 && self.of == 1 {
            tracing::warn!("the bot is on no server yet: please open the link that `kith doctor` prints");
        }
        // Every shard is told the same.
        self.out.desk.is(ready.user.id);
        let url = ready.resume_gateway_url.unwrap_or_else(|| self.url.clone());
        self.session = Some(Session { id: ready.session_id, url, seq, at: now() });
        self.heard.ready(body);
        self.members.begin_anew();
    }

    /// The servers of this shard that Kith was taken off while it did not listen: a new session names all that are left.
    async fn taken_off(&self, body: &str) -> Vec<Event> {
        let known = self.out.desk.bot.servers(&platform()).await;
        let known = known.inspect_err(|error| tracing::warn!(%error, "the servers cannot be looked up"));
        let (Ok(known), Ok(left)) = (known, parse::<Servers>(body)) else { return Vec::new() };
        let known = known.into_iter().filter(|one| shard_of(&one.id, self.of) == Some(self.number));
        let gone = known.filter(|one| !left.has(&one.id));
        gone.map(|server| Event { server, at: now(), what: Happening::ServerGone }).collect()
    }

    /// How far everything was heard.
    pub(super) fn mark(&mut self) -> Option<Mark> {
        let session = self.session.as_mut()?;
        session.at = now();
        self.heard.until = Some(session.at);
        let shard = format!("{}/{}", self.number, self.of);
        let (pending, owing) = (Arc::clone(&self.pending), Arc::clone(&self.heard.owing));
        Some(Mark { shard, session: session.clone(), pending, owing })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_one_shards() {
        // Discord's own example of an id, 175928847299117063, is 41944705796 without its lowest 22 bits.
        let server = "175928847299117063";
        assert_eq!(
            [1, 2, 3, 16].map(|shards| shard_of(server, shards)),
            [Some(0), Some(0), Some(2), Some(4)]
        );
        assert_eq!(shard_of("home", 2), None);
    }
}
