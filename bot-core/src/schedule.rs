//! What falls due by the clock: once a period, however many processes run, and caught up after downtime.

use crate::bot::{Bot, again};
use crate::chat::Platform;
use crate::context::Context;
use crate::error::Result;
use crate::features::{contributions, digest, escalation, learning, links};
use crate::moment::{Day, Moment, Span};
use crate::store::Tx;
use crate::{answered, host, outbox};

/// A job that a community has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Job {
    /// The weekly digest.
    Digest,
    /// Learning from who answered what.
    Learn,
    /// Forgetting what has been kept long enough.
    Prune,
    /// The badges that a community starts with: never due, done once.
    StarterBadges,
}

impl Job {
    fn name(self) -> &'static str {
        match self {
            Self::Digest => "digest",
            Self::Learn => "learn",
            Self::Prune => "prune",
            Self::StarterBadges => "starter-badges",
        }
    }
}

/// Settles when a community's job is due next, or that it is not.
pub(crate) async fn set(ctx: &mut Context, job: Job, due: Option<Moment>) -> Result<()> {
    let community = ctx.community.id;
    set_in(&mut ctx.tx, community, job, due).await
}

async fn set_in(tx: &mut Tx, community: i64, job: Job, due: Option<Moment>) -> Result<()> {
    let Some(due) = due else {
        tx.query("delete from schedule where community_id = $1 and job = $2")
            .bind(community)
            .bind(job.name())
            .execute()
            .await?;
        return Ok(());
    };
    tx.query(
        "insert into schedule (community_id, job, due) values ($1, $2, $3)
         on conflict (community_id, job) do update set due = excluded.due",
    )
    .bind(community)
    .bind(job.name())
    .bind(due.0)
    .execute()
    .await?;
    Ok(())
}

/// Claims a period of a job; whether nobody had it. The claim and what the job writes are one transaction, so a process
/// that dies in between leaves nothing behind, and a second one waits here and then finds the period done.
pub(crate) async fn claim(ctx: &mut Context, job: Job, period: &str) -> Result<bool> {
    let done = ctx.tx.query(
        "insert into job_done (community_id, job, period, done) values ($1, $2, $3, $4) on conflict do nothing",
    )
    .bind(ctx.community.id)
    .bind(job.name())
    .bind(period)
    .bind(ctx.now.0)
    .execute()
    .await?;
    Ok(done > 0)
}

/// Does everything that is due; how many jobs ran. One that fails holds up no other, and comes again.
pub(crate) async fn tick(bot: &Bot, now: Moment) -> Result<usize> {
    let jobs = due(&mut bot.store.read().await?, now).await?;
    let mut ran = 0;
    let mut failure = Ok(());
    for (community, name, job, due) in jobs {
        match again!(run(bot, now, community, &name, &job, due)) {
            Ok(()) => ran += 1,
            Err(failed) => {
                tracing::error!(community, job, error = %failed, "a job failed");
                failure = Err(failed);
            }
        }
    }
    for (community, name, question, platform) in escalation::due(&mut bot.store.read().await?, now).await? {
        match again!(question_due(bot, now, community, &name, question, &platform)) {
            Ok(()) => ran += 1,
            Err(failed) => {
                tracing::error!(community, question, error = %failed, "what was due about a question failed");
                failure = Err(failed);
            }
        }
    }
    failure.map(|()| ran)
}

async fn question_due(
    bot: &Bot,
    now: Moment,
    community: i64,
    name: &str,
    question: i64,
    platform: &str,
) -> Result<()> {
    let tx = bot.store.begin().await?;
    let mut ctx = host::within(tx, bot, now, community, name.to_owned(), Platform::from(platform)).await?;
    escalation::fall_due(&mut ctx, question).await?;
    ctx.tx.commit().await
}

async fn run(bot: &Bot, now: Moment, community: i64, name: &str, job: &str, due: Moment) -> Result<()> {
    let enter = |tx| host::within(tx, bot, now, community, name.to_owned(), Platform::from(""));
    if job == Job::Digest.name() {
        let prepared = digest::prepare(&mut enter(bot.store.read().await?).await?, due).await?;
        let mut ctx = enter(bot.store.begin().await?).await?;
        digest::fall_due(&mut ctx, prepared).await?;
        return ctx.tx.commit().await;
    }
    let mut ctx = enter(bot.store.begin().await?).await?;
    if job == Job::Learn.name() {
        learning::fall_due(&mut ctx).await?;
    } else {
        tidy(&mut ctx).await?;
    }
    ctx.tx.commit().await
}

async fn due(tx: &mut Tx, now: Moment) -> Result<Vec<(i64, String, String, Moment)>> {
    let found: Vec<(i64, String, String, i64)> = tx
        .query(
            "select c.id, c.name, s.job, s.due from schedule s join community c on c.id = s.community_id
         where s.due <= $1 order by s.due, c.id limit 1000",
        )
        .bind(now.0)
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(|(id, name, job, due)| (id, name, job, Moment(due))).collect())
}

/// Forgets what has been kept long enough, and comes back tomorrow.
async fn tidy(ctx: &mut Context) -> Result<()> {
    let community = ctx.community.id;
    let keep = ctx.community.settings.keep_days;
    let before = Day(ctx.today().0 - keep);
    contributions::prune(&mut ctx.tx, community, before, ctx.now - Span::days(keep)).await?;
    learning::prune(ctx, before).await?;
    answered::prune(&mut ctx.tx, community, ctx.now).await?;
    outbox::prune(&mut ctx.tx, community, ctx.now).await?;
    links::queries::prune(&mut ctx.tx, ctx.now).await?;
    escalation::tidy(ctx).await?;
    set(ctx, Job::Prune, Some(ctx.now + Span::days(1))).await
}
