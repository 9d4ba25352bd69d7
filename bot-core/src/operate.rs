//! The doors for whoever runs Kith: founding a community, finding people, looking things over, handing them out.

use std::ops::ControlFlow;

use crate::bot::{Bot, CommunityName};
use crate::chat::{AccountId, Person, ServerId, called};
use crate::command::Field as _;
use crate::error::Result;
use crate::features::export::{self, Row, Table};
use crate::features::members::{self, queries as people};
use crate::features::settings::{Zone, queries as settings};
use crate::features::{checkup, checkup::Checkup};
use crate::host;
use crate::moment::Moment;
use crate::store::Standing;

impl Bot {
    /// Founds a community for a server that belongs to none, in a zone if one is given, by its IANA name. Whether it
    /// did: a community that is there already stays as it is.
    pub async fn found(
        &self,
        now: Moment,
        server: &ServerId,
        name: &str,
        zone: Option<&str>,
    ) -> Result<bool> {
        let mut tx = self.store.begin().await?;
        if people::community_of(&mut tx, server).await?.is_some() {
            return Ok(false);
        }
        let mut ctx = host::enter_with(tx, self, now, server).await?;
        let community = ctx.community.id;
        people::name_community(&mut ctx.tx, community, &called(name)).await?;
        if let Some(zone) = zone {
            let zone = Zone::read(zone, &mut ctx).await?;
            settings::set(&mut ctx.tx, community, "zone", zone.0.name()).await?;
        }
        ctx.tx.commit().await?;
        Ok(true)
    }

    /// The people on a server who have this account or, if nobody has, this name: more than one if the name is not
    /// unique.
    pub async fn find_people(&self, now: Moment, server: &ServerId, typed: &str) -> Result<Vec<Person>> {
        let Some(mut ctx) = host::visit(self, now, server).await? else { return Ok(Vec::new()) };
        let (community, platform) = (ctx.community.id, ctx.platform.clone());
        let account = AccountId::from(typed);
        let found = match people::by_account(&mut ctx.tx, community, &platform, &account).await? {
            Some(member) => vec![member],
            None => people::by_name(&mut ctx.tx, community, &platform, &members::fold(typed)).await?,
        };
        let person = |member: crate::context::Member| Person {
            account: member.account,
            name: Some(member.name),
            bot: member.bot,
        };
        Ok(found.into_iter().map(person).collect())
    }

    /// The names on a server that are most like what was typed; at most three.
    pub async fn names_like(&self, now: Moment, server: &ServerId, typed: &str) -> Result<Vec<String>> {
        let Some(mut ctx) = host::visit(self, now, server).await? else { return Ok(Vec::new()) };
        members::names_like(typed, &mut ctx).await
    }

    /// How a community is.
    pub async fn checkup(&self, now: Moment, community: &CommunityName) -> Result<Checkup> {
        let mut ctx = host::look_at(self, now, community).await?;
        checkup::look(&mut ctx).await
    }

    /// Hands every row of a table out, oldest first and as of one moment, until `sink` breaks.
    pub async fn export(
        &self,
        community: &CommunityName,
        table: Table,
        sink: &mut (dyn FnMut(Row) -> ControlFlow<()> + Send),
    ) -> Result<()> {
        export::hand_out(&mut self.store.read().await?, community.id, table, sink).await
    }

    /// Brings the tables up to date.
    pub async fn migrate(&self) -> Result<()> {
        self.store.migrate().await
    }

    /// Whether the database is Kith's, and of which age.
    pub async fn standing(&self) -> Result<Standing> {
        self.store.standing().await
    }

    /// What is broken in an SQLite file, in SQLite's words. Postgres looks after itself.
    pub async fn damage(&self) -> Result<Vec<String>> {
        self.store.damage().await
    }
}
