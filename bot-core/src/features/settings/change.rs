//! `/settings`: everything an admin can settle, shown and changed in one form.

use std::collections::BTreeMap;

use chrono::Weekday;

use super::channels::stored_key;
use super::fields::{BadgeRoles, Flag, Language, Mode, Number, OrNone, Values, Zone};
use super::gates::{Gates, PlatformRoles};
use super::{Channels, Emoji, Mapped, NONE, Settings as Settled, queries};
use crate::chat::Text;
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Channel, Context};
use crate::error::Result;
use crate::features::{audit, badges, digest, escalation, learning, members};
use crate::text::{Words, say};

form! {
    /// Show and change how Kith behaves here.
    pub(crate) struct Settings = "settings", for [Admin] {
        /// Time zone, such as Europe/Berlin
        zone: Option<Zone>,
        /// Language that Kith speaks, such as en
        language: Option<Language>,
        /// Channel for the weekly digest, or none
        digest_channel: Option<OrNone<Channel>>,
        /// Day on which the digest comes
        digest_day: Option<Weekday>,
        /// Hour at which it comes, 0 to 23
        digest_hour: Option<Number<0, 23>>,
        /// How many people one member may thank in a day
        allowance: Option<Number<1, 100>>,
        /// Minutes until the same person can be thanked by the same giver again
        cooldown: Option<Number<0, 10_080>>,
        /// Reaction that gives a shout-out, or none
        reaction: Option<OrNone<Emoji>>,
        /// How shout-outs are answered
        shoutouts: Option<Mode>,
        /// Channel for shout-outs in the mode log, or none
        log_channel: Option<OrNone<Channel>>,
        /// Your community's values, with commas between, or none
        values: Option<OrNone<Values>>,
        /// Whether Kith learns who knows what; texts are never kept
        learning: Option<Flag>,
        /// Whether there is a leaderboard
        leaderboard: Option<Flag>,
        /// Whether a thanks in a chat is offered as a shout-out, by a button or a reaction
        offer_thanks: Option<Flag>,
        /// Days for which message references (never texts) are kept
        keep_days: Option<Number<100, 3_650>>,
        /// Roles of which a giver of shout-outs needs one, or none
        give_needs: Option<OrNone<Gates>>,
        /// Roles that may not give shout-outs, or none
        give_blocks: Option<OrNone<Gates>>,
        /// Roles of which a receiver of shout-outs needs one, or none
        receive_needs: Option<OrNone<Gates>>,
        /// Roles that cannot be thanked, or none
        receive_blocks: Option<OrNone<Gates>>,
        /// Roles on this platform whose holders are leads, or none
        lead_roles: Option<OrNone<PlatformRoles>>,
        /// Roles on this platform whose holders are experts, or none
        expert_roles: Option<OrNone<PlatformRoles>>,
        /// Roles on this platform whose holders are staff, or none
        staff_roles: Option<OrNone<PlatformRoles>>,
        /// Whether roles of badges on one ladder stack, or the highest replaces the others
        badge_roles: Option<BadgeRoles>,
    }
}

/// With these it is said whether questions reach anybody: where Kith reports, and who knows.
const SETTING_UP: [&str; 2] = ["digest_channel", "expert_roles"];

fn or_none(stored: Option<String>) -> String {
    stored.filter(|stored| !stored.is_empty()).unwrap_or_else(|| NONE.to_owned())
}

fn stored_gates(OrNone(gates): OrNone<Gates>) -> String {
    or_none(gates.map(|gates| gates.0.iter().map(super::RoleGate::stored).collect::<Vec<_>>().join("\n")))
}

fn stored_roles(OrNone(roles): OrNone<PlatformRoles>) -> String {
    stored_gates(OrNone(roles.map(|roles| Gates(roles.0))))
}

fn on_off(flag: bool) -> String {
    if flag { "on" } else { "off" }.to_owned()
}

impl Settings {
    /// What was answered, by key, as it is stored.
    fn stored(self) -> Vec<(&'static str, String)> {
        let channel =
            |OrNone(channel): OrNone<Channel>| or_none(channel.map(|channel| channel.id.to_string()));
        let answered = [
            ("zone", self.zone.map(|zone| zone.0.name().to_owned())),
            ("language", self.language.map(|language| language.0)),
            ("digest_channel", self.digest_channel.map(channel)),
            ("digest_day", self.digest_day.map(|day| day.to_string())),
            ("digest_hour", self.digest_hour.map(|hour| hour.0.to_string())),
            ("allowance", self.allowance.map(|n| n.0.to_string())),
            ("cooldown", self.cooldown.map(|n| n.0.to_string())),
            ("reaction", self.reaction.map(|emoji| or_none(emoji.0.map(|emoji| emoji.as_str().to_owned())))),
            ("shoutouts", self.shoutouts.map(|mode| mode.name().to_owned())),
            ("log_channel", self.log_channel.map(channel)),
            ("values", self.values.map(|values| or_none(values.0.map(|values| values.0.join("\n"))))),
            ("learning", self.learning.map(|flag| on_off(flag.0))),
            ("leaderboard", self.leaderboard.map(|flag| on_off(flag.0))),
            ("offer_thanks", self.offer_thanks.map(|flag| on_off(flag.0))),
            ("keep_days", self.keep_days.map(|n| n.0.to_string())),
            ("give_needs", self.give_needs.map(stored_gates)),
            ("give_blocks", self.give_blocks.map(stored_gates)),
            ("receive_needs", self.receive_needs.map(stored_gates)),
            ("receive_blocks", self.receive_blocks.map(stored_gates)),
            ("lead_roles", self.lead_roles.map(stored_roles)),
            ("expert_roles", self.expert_roles.map(stored_roles)),
            ("staff_roles", self.staff_roles.map(stored_roles)),
            ("badge_roles", self.badge_roles.map(|roles| roles.name().to_owned())),
        ];
        answered.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
    }
}

impl Run for Settings {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let mut changes = self.stored();
        if changes.is_empty() {
            return show(say!(ctx.words, "settings-title"), ctx).await;
        }
        let before = ctx.community.settings.clone();
        // Only where it matters: few communities change how the roles of badges add up.
        let ladders = changes.iter().any(|(key, _)| *key == "badge_roles");
        let wanted = if ladders { badges::all_wanted(ctx).await? } else { BTreeMap::new() };
        for (key, value) in &changes {
            let key = stored_key(key, &ctx.platform);
            queries::set(&mut ctx.tx, community, &key, value).await?;
            ctx.community.settings.set(&key, value);
        }
        let shoutouts = ("shoutouts", Mode::Public.name().to_owned());
        if ctx.community.settings.shoutouts == Mode::Log
            && ctx.community.settings.log_channel.is_empty()
            && changes.iter().any(|(key, _)| *key == "log_channel")
            && changes.iter().all(|(key, _)| *key != shoutouts.0)
        {
            // Whoever wants no channel for them any more wants them where they are given.
            queries::set(&mut ctx.tx, community, shoutouts.0, &shoutouts.1).await?;
            ctx.community.settings.set(shoutouts.0, &shoutouts.1);
            changes.push(shoutouts);
        }
        check(&ctx.community.settings, ctx)?;
        // Before anything is shown: what was and what is are told in one language, the new one.
        ctx.words = Words::of(&ctx.community.settings.language);
        let old = shown(&before, ctx).await?;
        let new = shown(&ctx.community.settings.clone(), ctx).await?;
        let mut text = say!(ctx.words, "settings-changed");
        for ((key, was), (_, is)) in old.iter().zip(&new) {
            if was != is {
                audit::note(
                    ctx,
                    Some(asker.member.id),
                    audit::Action::SettingChanged,
                    None,
                    &format!("{key}: {was} → {is}"),
                )
                .await?;
            }
            if changes.iter().any(|(changed, _)| changed == key) {
                let key = Text::code(key);
                text.line(say!(ctx.words, "settings-line", key = key, value = is.clone()));
            }
        }
        digest::reschedule(ctx).await?;
        match (before.learning, ctx.community.settings.learning) {
            (false, true) => {
                learning::begin(ctx).await?;
                text.line(say!(ctx.words, "settings-learning-on"));
            }
            (true, false) => {
                learning::end(ctx).await?;
                text.line(say!(ctx.words, "settings-learning-off"));
            }
            _ => {}
        }
        if changes.iter().any(|(key, _)| ["lead_roles", "expert_roles", "staff_roles"].contains(key)) {
            members::remap(ctx).await?;
        }
        if before.badge_roles != ctx.community.settings.badge_roles {
            badges::settle_all(ctx, wanted).await?;
        }
        let log = changes.iter().any(|(key, value)| *key == "log_channel" && value != NONE);
        if log && matches!(ctx.community.settings.shoutouts, Mode::Public | Mode::Thread) {
            text.line(say!(ctx.words, "settings-log-channel", how = Text::code("/settings shoutouts:log")));
        }
        if let Some(next) = digest::next(ctx) {
            text.line(say!(
                ctx.words,
                "settings-next-digest",
                at = ctx.words.moment(next, ctx.community.settings.zone)
            ));
        }
        // Whoever sets Kith up hears what still lacks; whoever changes a detail later is not told again each time.
        if changes.iter().any(|(key, _)| SETTING_UP.contains(key)) {
            text.line(escalation::health::warning(ctx).await?);
        }
        Ok(Reply::quiet(text))
    }
}

/// What fits together badly is refused as a whole.
fn check(settings: &Settled, ctx: &Context) -> Result<()> {
    if settings.shoutouts == Mode::Log && settings.log_channel.is_empty() {
        return Err(say!(ctx.words, "settings-log-needs-channel").into());
    }
    Ok(())
}

/// All settings, and how to change one.
async fn show(title: Text, ctx: &mut Context) -> Result<Reply> {
    let settings = ctx.community.settings.clone();
    let mut text = title;
    for (key, value) in shown(&settings, ctx).await? {
        text.line(say!(ctx.words, "settings-line", key = Text::code(key), value = value));
    }
    match digest::next(ctx) {
        Some(next) => {
            text.line(say!(ctx.words, "settings-next-digest", at = ctx.words.moment(next, settings.zone)));
        }
        None => text.line(say!(ctx.words, "settings-no-digest")),
    }
    text.line(escalation::health::warning(ctx).await?);
    text.line(say!(ctx.words, "settings-how"));
    Ok(Reply::quiet(text))
}

/// Every setting by key, as people read it.
async fn shown(settings: &Settled, ctx: &mut Context) -> Result<Vec<(&'static str, Text)>> {
    let none = || Text::words(NONE);
    let digest_channel = channel_names(&settings.digest_channel, ctx).await?;
    let log_channel = channel_names(&settings.log_channel, ctx).await?;
    let names = |names: Vec<&str>| {
        if names.is_empty() { none() } else { Text::join(names.into_iter().map(Text::typed), ", ") }
    };
    let gates = |gates: &[super::RoleGate]| names(gates.iter().map(super::RoleGate::name).collect());
    let mapped = |mapped: &Mapped| names(mapped.all().map(|(_, gate)| gate.name()).collect());
    let values = if settings.values.is_empty() { none() } else { Text::typed(&settings.values.join(", ")) };
    Ok(vec![
        ("zone", Text::words(settings.zone.name())),
        ("language", Text::words(settings.language.clone())),
        ("digest_channel", digest_channel),
        ("digest_day", say!(ctx.words, "weekday", day = settings.digest_day.number_from_monday())),
        ("digest_hour", Text::words(format!("{:02}:00", settings.digest_hour))),
        ("allowance", Text::words(settings.allowance.to_string())),
        ("cooldown", say!(ctx.words, "minutes", n = settings.cooldown)),
        ("reaction", settings.reaction.as_ref().map_or_else(none, |emoji| Text::typed(&emoji.to_string()))),
        ("shoutouts", Text::words(settings.shoutouts.name())),
        ("log_channel", log_channel),
        ("values", values),
        ("learning", Text::words(on_off(settings.learning))),
        ("leaderboard", Text::words(on_off(settings.leaderboard))),
        ("offer_thanks", Text::words(on_off(settings.offer_thanks))),
        ("keep_days", say!(ctx.words, "days", n = settings.keep_days)),
        ("give_needs", gates(&settings.give_needs)),
        ("give_blocks", gates(&settings.give_blocks)),
        ("receive_needs", gates(&settings.receive_needs)),
        ("receive_blocks", gates(&settings.receive_blocks)),
        ("lead_roles", mapped(&settings.lead_roles)),
        ("expert_roles", mapped(&settings.expert_roles)),
        ("staff_roles", mapped(&settings.staff_roles)),
        ("badge_roles", Text::words(settings.badge_roles.name())),
    ])
}

async fn channel_names(channels: &Channels, ctx: &mut Context) -> Result<Text> {
    let known = channels.known(ctx).await?;
    if known.is_empty() {
        return Ok(Text::words(NONE));
    }
    Ok(Text::join(known.iter().map(|channel| channel.mention_on(&ctx.platform)), ", "))
}
