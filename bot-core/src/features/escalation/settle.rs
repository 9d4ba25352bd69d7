//! `/escalation policy`: whom questions reach, one step after another; shown to all, changed by leads and admins.

use super::health;
use super::policy::{MOST_STEPS, Policy, parse_steps};
use crate::chat::Text;
use crate::command::{Field, Reply, Role, Run, Widget, form};
use crate::context::{Asker, Channel, Context};
use crate::error::Result;
use crate::features::audit::{self, Action};
use crate::features::experts::Hours;
use crate::features::members::not_allowed;
use crate::features::settings::{NONE, OrNone, queries as settings, stored_key};
use crate::text::say;

/// The steps of a policy.
pub(crate) struct Steps(Vec<super::policy::Step>);

impl Field for Steps {
    const WIDGET: Widget = Widget::LongText(500);

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        parse_steps(answer).map(Self).ok_or_else(|| {
            let example = Text::code(&Policy::default().steps_text());
            let typed = Text::typed(answer);
            say!(ctx.words, "not-steps", typed = typed, most = MOST_STEPS, example = example).into()
        })
    }
}

form! {
    /// Show or change whom a question reaches, one step after another.
    pub(crate) struct Settle = "escalation policy", for [] {
        /// The steps, such as peers 3 30m always, expert 4h, experts 1d, channel 1d
        steps: Option<Steps>,
        /// Business hours, such as mon-fri 9-18
        hours: Option<Hours>,
        /// The channel of those who look after questions, or none
        channel: Option<OrNone<Channel>>,
    }
}

impl Run for Settle {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let changes = self.steps.is_some() || self.hours.is_some() || self.channel.is_some();
        if changes && !asker.is(Role::Lead) && !asker.is(Role::Admin) {
            return Err(not_allowed(&[Role::Lead, Role::Admin], ctx).await?);
        }
        let community = ctx.community.id;
        if self.steps.is_some() || self.hours.is_some() {
            let was = ctx.community.settings.escalation.clone();
            let policy = Policy {
                steps: self.steps.map_or(was.steps, |steps| steps.0),
                hours: self.hours.unwrap_or(was.hours),
            };
            settings::set(&mut ctx.tx, community, "escalation", &policy.stored()).await?;
            ctx.community.settings.escalation = policy;
        }
        if let Some(OrNone(channel)) = self.channel {
            let stored = channel.as_ref().map_or_else(|| NONE.to_owned(), |channel| channel.id.to_string());
            let key = stored_key("questions_channel", &ctx.platform);
            settings::set(&mut ctx.tx, community, &key, &stored).await?;
            ctx.community.settings.set(&key, &stored);
        }
        let mut text = if changes {
            let detail = ctx.community.settings.escalation.steps_text();
            audit::note(ctx, Some(asker.member.id), Action::PolicyChanged, None, &detail).await?;
            say!(ctx.words, "policy-changed")
        } else {
            say!(ctx.words, "policy-title")
        };
        text.line(shown(ctx).await?);
        Ok(Reply::quiet(text))
    }
}

/// The policy as people read it.
async fn shown(ctx: &mut Context) -> Result<Text> {
    let policy = ctx.community.settings.escalation.clone();
    let mut text = Text::default();
    for (n, step) in (1_i64..).zip(&policy.steps) {
        text.line(say!(ctx.words, "policy-line", n = n, step = Text::code(&step.to_string())));
    }
    let (hours, zone) = (Text::code(&policy.hours.to_string()), ctx.community.settings.zone.name());
    text.line(say!(ctx.words, "policy-hours", hours = hours, zone = Text::code(zone)));
    let channels = ctx.community.settings.questions_channel.clone().known(ctx).await?;
    text.line(if channels.is_empty() {
        say!(ctx.words, "policy-no-channel", how = Text::code("/escalation policy channel:#your-channel"))
    } else {
        let channels = channels.iter().map(|channel| channel.mention_on(&ctx.platform));
        say!(ctx.words, "policy-channel", channel = Text::join(channels, ", "))
    });
    text.line(health::warning(ctx).await?);
    Ok(text)
}
