//! The names that chat platforms give to things: opaque text to the core.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! platform_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The platform's own spelling.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

platform_id! {
    /// One person's account on one platform.
    AccountId,
    /// A place where messages stand: a channel, or a thread where the platform makes threads channels.
    ChannelId,
    /// A message, unique within its channel.
    MessageId,
    /// A chat platform by its short name, such as `slack`.
    Platform,
    /// A role or user group on the platform.
    RoleId,
}

impl Platform {
    /// Its name as people read it.
    pub(crate) fn shown(&self) -> String {
        let mut letters = self.0.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }
}

/// A chat server: the thing an organisation opened on a platform and invited people to.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct ServerId {
    /// The platform that it is on.
    pub platform: Platform,
    /// The platform's own id of it.
    pub id: String,
}

impl ServerId {
    /// The server `id` on `platform`.
    pub fn new(platform: &str, id: &str) -> Self {
        Self { platform: platform.into(), id: id.to_owned() }
    }
}

/// A message somewhere on a platform.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct MessageRef {
    /// Where it stands.
    pub channel: ChannelId,
    /// Which one it is.
    pub message: MessageId,
}

impl MessageRef {
    /// Message `message` in `channel`.
    pub fn new(channel: &str, message: &str) -> Self {
        Self { channel: channel.into(), message: message.into() }
    }
}

/// Someone as a platform describes them at the moment they do something.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub struct Person {
    /// Their account.
    pub account: AccountId,
    /// The name that other members see, where the platform said it.
    pub name: Option<String>,
    /// Whether this is a bot or a webhook: those never count.
    pub bot: bool,
}

impl Person {
    /// A human with this account and name.
    pub fn new(account: &str, name: &str) -> Self {
        Self { account: account.into(), name: Some(name.to_owned()), bot: false }
    }
}
