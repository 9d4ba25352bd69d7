//! Large communities for benches: years of rollups, without the messages that would have made them.

use super::TestBot;
use crate::bot::Bot;
use crate::chat::{Event, Happening, ServerId, Source};
use crate::context::Context;
use crate::features::contributions::Kind;
use crate::features::contributions::rollup::Tally;
use crate::features::members::queries as people;
use crate::host;
use crate::moment::{Day, Moment, Week};

/// How large a community is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// How many people there are.
    pub members: i64,
    /// How many weeks of history, the last one being the week before `now`.
    pub weeks: i64,
    /// How many of them write in a week.
    pub active: i64,
    /// How many messages each of those writes in a week.
    pub each: i64,
}

impl Bot {
    /// Furnishes `server` with people and rollups: in each week other people are active, on four days and in four
    /// channels each, some of them much more than others.
    pub async fn furnish(&self, now: Moment, server: &ServerId, size: Size) {
        let event = |what| Event { server: server.clone(), at: now, what };
        let mut events: Vec<Event> = (0..8)
            .map(|n| {
                event(Happening::Channel {
                    id: format!("c{n}").as_str().into(),
                    name: format!("c{n}"),
                    parent: None,
                })
            })
            .collect();
        events.extend((0..size.members).map(|n| event(Happening::Joined(TestBot::person(&format!("p{n}"))))));
        for batch in events.chunks(5_000) {
            self.ingest(now, Source::Import, batch).await.expect("people come");
        }
        let last = now.day(chrono_tz::Tz::UTC).week().back(1);
        for back in 0..size.weeks {
            self.furnish_week(now, server, size, last.back(back)).await;
        }
    }

    async fn furnish_week(&self, now: Moment, server: &ServerId, size: Size, week: Week) {
        let mut ctx = host::enter(self, now, server).await.expect("a community");
        let community = ctx.community.id;
        let platform = server.platform.clone();
        let channels = people::channels(&mut ctx.tx, community, &platform).await.expect("channels");
        let members = all(&mut ctx, "select id from member where community_id = $1 order by id").await;
        let mut tally = Tally::default();
        for n in 0..size.active {
            // A stride coprime to most sizes: everybody is active sometimes, nobody always.
            let member =
                members[usize::try_from((n * 7_919 + week.0 * 104_729) % size.members).expect("an index")];
            for part in 0..4 {
                let channel = channels[usize::try_from((n + part) % 8).expect("an index")].id;
                let day = Day(week.monday().0 + (n + part) % 7);
                let written = 1 + size.each * 8 / (4 * (1 + n % 64)) / 2;
                tally.add(member, if part == 0 { Kind::Message } else { Kind::Reply }, channel, day, written);
            }
        }
        tally.write(&mut ctx.tx, community).await.expect("rollups");
        ctx.tx.commit().await.expect("a commit");
    }

    /// How many messages the rollups of `server` hold.
    pub async fn written(&self, now: Moment, server: &ServerId) -> i64 {
        let mut ctx = host::enter(self, now, server).await.expect("a community");
        let sql = "select cast(coalesce(sum(written), 0) as bigint) from weekly where community_id = $1";
        all(&mut ctx, sql).await[0]
    }
}

async fn all(ctx: &mut Context, sql: &'static str) -> Vec<i64> {
    let community = ctx.community.id;
    sqlx::query_scalar(sql).bind(community).fetch_all().await.expect("an answer")
}
