//! Large memories for benches: what years of talk taught, without the talk.

use crate::bot::Bot;
use crate::chat::ServerId;
use crate::features::learning::{NewAnswer, NewQuestion, Tally, terms};
use crate::features::members::queries as people;
use crate::host;
use crate::moment::{Moment, Span};

/// So many rows of each kind are written in one transaction: in their order, since the same rows as they come would each be
/// looked for in another corner of a large file.
const ROWS: usize = 20_000;
/// How many words the community has; few of them are used much.
const WORDS: i64 = 50_000;
/// How many words a message has.
const LENGTH: i64 = 8;
/// One message in so many asks something, and the next one answers.
const ASKS: i64 = 40;
/// Over so many days it was said.
const DAYS: i64 = 365;

/// A number below `most` that is small far more often than not, the same for the same `n`.
fn skewed(n: i64, most: i64) -> i64 {
    let spread = n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let part =
        f64::from(u32::try_from(spread.unsigned_abs() >> 33).unwrap_or_default()) / f64::from(u32::MAX >> 2);
    #[expect(clippy::cast_possible_truncation, reason = "a part of `most`")]
    let place = (part.fract().powi(4) * most as f64) as i64;
    place.clamp(0, most - 1)
}

impl Bot {
    /// Lets a furnished community have learned from so many messages: everybody wrote, a few of them much.
    pub async fn furnish_learned(&self, now: Moment, server: &ServerId, messages: i64) {
        self.let_learn(now, server).await.expect("a setting");
        let mut ctx = host::enter(self, now, server).await.expect("a community");
        let (community, platform) = (ctx.community.id, server.platform.clone());
        let channels = people::channels(&mut ctx.tx, community, &platform).await.expect("channels");
        let sql = "select id from member where community_id = $1 order by id";
        let members: Vec<i64> = ctx.tx.query(sql).bind(community).fetch_all().await.expect("members");
        ctx.tx.commit().await.expect("a commit");
        let vocabulary: Vec<(i64, String)> =
            (0..WORDS).flat_map(|word| terms(community, &format!("w{word}"))).collect();
        let member = |n: i64| {
            // The first million goes round, so that there is something about everybody.
            let place = if n % 2 == 0 { n % members.len() as i64 } else { skewed(n, members.len() as i64) };
            members[usize::try_from(place).expect("a place")]
        };
        let mut tally = Tally::default();
        for n in 0..messages {
            let at = now - Span(Span::days(DAYS).0 / messages * (messages - n));
            let channel =
                channels[usize::try_from(skewed(n * 7, channels.len() as i64)).expect("a place")].id;
            let word = |w: i64| usize::try_from(skewed(n * LENGTH + w, WORDS)).expect("a place");
            let words: Vec<(i64, String)> = (0..LENGTH).map(|w| vocabulary[word(w)].clone()).collect();
            let (author, asker) = (member(n), member(n - 1));
            if n % ASKS == 0 {
                let message = format!("q{n}");
                let (id, day, asked) = (n + 1, at.day(chrono_tz::Tz::UTC).0, at.0);
                tally.questions.push(NewQuestion {
                    id,
                    channel,
                    message,
                    counts_in: channel,
                    asker: author,
                    day,
                    asked,
                });
                tally.had(id, at, &words);
                tally.asked(at, channel, author);
            }
            if n % ASKS == 1 {
                let (question, how) = (n, "named");
                tally.answers.push(NewAnswer {
                    question,
                    channel,
                    message: "a",
                    member: author,
                    at: at.0,
                    how,
                });
                tally.answered(at, channel, author);
            }
            let to: &[i64] = if n % 3 == 1 && asker != author { &[asker] } else { &[] };
            tally.wrote(at, channel, author, to);
            tally.used(at, author, &words);
        }
        while let Some(mut part) = tally.first(ROWS) {
            let mut ctx = host::enter(self, now, server).await.expect("a community");
            part.write(&mut ctx.tx, community).await.expect("what was learned");
            ctx.tx.commit().await.expect("a commit");
        }
    }
}
