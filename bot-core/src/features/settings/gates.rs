//! The roles that rules and mappings name: Kith's own, and the platform's.

use std::collections::BTreeMap;

use crate::chat::{Platform, RoleId, Text};
use crate::command::{Field, Role, Widget};
use crate::context::Context;
use crate::error::Result;
use crate::features::members::{self, RoleGate, fold, split_people};
use crate::text::say;

/// Roles that a rule asks for: Kith's own or the platform's.
#[derive(Clone, Debug)]
pub(crate) struct Gates(pub(crate) Vec<RoleGate>);

impl Field for Gates {
    const WIDGET: Widget = Widget::Text(500);

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let community = ctx.community.id;
        let platform = ctx.platform.clone();
        let roles = members::queries::platform_role_names(&mut ctx.tx, community, &platform).await?;
        let mut gates = Vec::new();
        for typed in split_people(answer) {
            let key = fold(&typed);
            let id = typed.strip_prefix("<@&").and_then(|rest| rest.strip_suffix('>'));
            let found = roles.iter().find(|(role, name)| Some(role.as_str()) == id || fold(name) == key);
            let gate = match (Role::parse(&key), found) {
                (Some(role), _) => RoleGate::Kith(role),
                (None, Some((role, name))) => RoleGate::Platform(role.clone(), name.clone()),
                (None, None) => {
                    return Err(say!(ctx.words, "unknown-role", name = Text::typed(&typed)).into());
                }
            };
            gates.push(gate);
        }
        Ok(Self(gates))
    }
}

/// Roles that make somebody something here, for each platform by themselves: a community on two has roles on both.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Mapped(BTreeMap<String, Vec<RoleGate>>);

impl Mapped {
    /// All of them, by the name of their platform.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &RoleGate)> {
        self.0.iter().flat_map(|(platform, gates)| gates.iter().map(move |gate| (platform.as_str(), gate)))
    }

    /// Those of a platform.
    pub(crate) fn on(&self, platform: &Platform) -> impl Iterator<Item = &RoleId> {
        self.0.get(platform.as_str()).into_iter().flatten().filter_map(|gate| match gate {
            RoleGate::Platform(id, _) => Some(id),
            RoleGate::Kith(_) => None,
        })
    }

    /// Sets those of a platform.
    pub(super) fn set(&mut self, platform: &str, gates: Vec<RoleGate>) {
        self.0.insert(platform.to_owned(), gates);
    }
}

/// What platforms call the role that everybody has: it would make everybody staff.
const EVERYBODY: [&str; 1] = ["everyone"];

/// Roles of the platform alone.
#[derive(Clone, Debug)]
pub(crate) struct PlatformRoles(pub(crate) Vec<RoleGate>);

impl Field for PlatformRoles {
    const WIDGET: Widget = Widget::Text(500);

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let Gates(gates) = Gates::read(answer, ctx).await?;
        if let Some(own) = gates.iter().find(|gate| matches!(gate, RoleGate::Kith(_))) {
            return Err(say!(ctx.words, "unknown-platform-role", typed = Text::typed(own.name())).into());
        }
        if gates.iter().any(|gate| EVERYBODY.contains(&fold(gate.name()).as_str())) {
            return Err(say!(ctx.words, "everybodys-role").into());
        }
        Ok(Self(gates))
    }
}
