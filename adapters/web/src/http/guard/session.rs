//! Sessions without a list of them: what a cookie holds is signed, and so is the token that goes with it.

use std::net::IpAddr;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use crate::Result;
use crate::room::Playground;

/// The names under which the chat log keeps the key, and the fingerprint of the password.
const KEY: &str = "session-key";
const PASSWORD: &str = "password";

/// Letters of a password: none that look alike.
const LETTERS: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";
/// How many there are in one: 118 bits.
const LETTERS_IN_ONE: usize = 24;

/// Who may come in.
#[derive(Clone)]
pub struct Access {
    key: Vec<u8>,
    /// The cookie's name: browsers keep one jar for all of a machine's ports, and there may be several playgrounds.
    name: String,
    /// The fingerprint of the password, where one is asked for.
    password: Option<String>,
}

impl std::fmt::Debug for Access {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Access").field("password", &self.password.is_some()).finish_non_exhaustive()
    }
}

/// A browser that came before.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::http) struct Session {
    id: String,
    /// Whether it may see the playground.
    pub(in crate::http) inside: bool,
}

impl Access {
    /// Whoever can reach this machine's own address may come in.
    pub async fn from_here(playground: &Playground) -> Result<Self> {
        Ok(Self::new(key(playground).await?, None))
    }

    /// Whoever knows the password may come in. If it was made just now, because there was none or a new one was wished
    /// for, it is given back: the only time that it is known.
    pub async fn with_password(playground: &Playground, renew: bool) -> Result<(Self, Option<String>)> {
        let key = key(playground).await?;
        let kept = playground.log.meta(PASSWORD).await?;
        if let Some(kept) = kept.filter(|_| !renew) {
            return Ok((Self::new(key, Some(kept)), None));
        }
        let letter = |_| char::from(LETTERS[rand::random_range(0..LETTERS.len())]);
        let password: String = (0..LETTERS_IN_ONE).map(letter).collect();
        let fingerprint = hex::encode(Sha256::digest(&password));
        let mut writing = playground.log.write().await?;
        writing.set_meta(PASSWORD, &fingerprint).await?;
        writing.commit().await?;
        Ok((Self::new(key, Some(fingerprint)), Some(password)))
    }

    fn new(key: Vec<u8>, password: Option<String>) -> Self {
        let name = format!("kith-{}", hex::encode(&Sha256::digest(&key)[..4]));
        Self { key, name, password }
    }

    /// The cookie's name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Whether a request names a host that is ours. With a password any name may lead here.
    pub(super) fn is_host(&self, host: &str) -> bool {
        let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
        let name = name.map_or(host, |(name, _)| name);
        let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        let here =
            name.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback());
        self.password.is_some() || here
    }

    /// The session of a cookie, if it is one of ours.
    pub(super) fn session(&self, cookie: &str) -> Option<Session> {
        let (said, signature) = cookie.split_once('.')?;
        self.is_signature("session", said, signature).then(|| {
            let inside = said.starts_with('i') || self.password.is_none();
            Session { id: said.to_owned(), inside }
        })
    }

    /// A session for a browser that comes for the first time.
    pub(super) fn new_session(&self) -> Session {
        let inside = self.password.is_none();
        Session { id: format!("o{:032x}", rand::random::<u128>()), inside }
    }

    /// A session for somebody who knew the password.
    pub(super) fn let_in(&self) -> Session {
        Session { id: format!("i{:032x}", rand::random::<u128>()), inside: true }
    }

    /// The cookie of a session.
    pub(super) fn cookie(&self, session: &Session) -> String {
        let signature = self.sign("session", &session.id);
        format!("{}={}.{signature}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000", self.name, session.id)
    }

    /// The token that a session's pages send along.
    pub(in crate::http) fn token(&self, session: &Session) -> String {
        self.sign("token", &session.id)
    }

    /// Whether a token is this session's.
    pub(super) fn is_token(&self, session: &Session, token: &str) -> bool {
        self.is_signature("token", &session.id, token)
    }

    /// Whether this is the password.
    pub(super) fn is_password(&self, typed: &str) -> bool {
        // Compared by fingerprint, so how long it takes tells nothing about the password itself.
        let fingerprint = hex::encode(Sha256::digest(typed.trim()));
        self.password.as_deref() == Some(fingerprint.as_str())
    }

    /// Whether whoever watches the program may: from this machine, or with the password as HTTP knows it.
    pub(super) fn admits(&self, headers: &HeaderMap) -> bool {
        if self.password.is_none() {
            return true;
        }
        let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let coded = header.and_then(|value| value.strip_prefix("Basic "));
        let plain = coded.and_then(|coded| STANDARD.decode(coded).ok());
        let plain = plain.and_then(|plain| String::from_utf8(plain).ok()).unwrap_or_default();
        plain.split_once(':').is_some_and(|(_, password)| self.is_password(password))
    }

    fn mac(&self, what: &str, said: &str) -> Hmac<Sha256> {
        // With another password, or none, every session is another one.
        let password = self.password.as_deref().unwrap_or_default();
        #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).expect("a key");
        mac.update(format!("{what}:{password}:{said}").as_bytes());
        mac
    }

    fn sign(&self, what: &str, said: &str) -> String {
        hex::encode(self.mac(what, said).finalize().into_bytes())
    }

    fn is_signature(&self, what: &str, said: &str, signature: &str) -> bool {
        hex::decode(signature).is_ok_and(|bytes| self.mac(what, said).verify_slice(&bytes).is_ok())
    }
}

/// The key of this playground, made when it is first needed.
async fn key(playground: &Playground) -> Result<Vec<u8>> {
    if let Some(key) = playground.log.meta(KEY).await?.and_then(|key| hex::decode(key).ok()) {
        return Ok(key);
    }
    let key: [u8; 32] = rand::random();
    let mut writing = playground.log.write().await?;
    writing.set_meta(KEY, &hex::encode(key)).await?;
    writing.commit().await?;
    Ok(key.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access(password: Option<&str>) -> Access {
        Access::new(vec![7; 32], password.map(|password| hex::encode(Sha256::digest(password))))
    }

    fn value(cookie: &str) -> &str {
        cookie.split_once('=').and_then(|(_, rest)| rest.split(';').next()).expect("a cookie")
    }

    #[test]
    fn a_session_is_known_again_and_cannot_be_made_up() {
        let access = access(None);
        let session = access.new_session();
        let cookie = access.cookie(&session);
        assert_eq!(access.session(value(&cookie)), Some(session.clone()));
        assert!(access.is_token(&session, &access.token(&session)));
        assert!(!access.is_token(&access.new_session(), &access.token(&session)));
        let forged = value(&cookie).replacen('o', "i", 1);
        assert_eq!(access.session(&forged), None);
        for odd in ["", ".", "x", "o1.zz", "o1.é", "o1.00"] {
            assert_eq!(access.session(odd), None, "{odd}");
        }
    }

    #[test]
    fn with_a_password_only_who_knew_it_is_inside() {
        let guarded = access(Some("secret"));
        assert!(
            !guarded.new_session().inside
                && guarded.is_password(" secret ")
                && !guarded.is_password("Secret")
        );
        assert!(guarded.session(value(&guarded.cookie(&guarded.let_in()))).expect("a session").inside);
        // A session from before the password was asked for, or under another one, is none.
        for other in [access(None), access(Some("other"))] {
            assert_eq!(guarded.session(value(&other.cookie(&other.let_in()))), None);
        }
    }

    #[test]
    fn only_our_own_names_lead_here() {
        let access = access(None);
        for host in ["127.0.0.1:8080", "127.0.0.2", "LOCALHOST", "localhost:9", "[::1]:8080"] {
            assert!(access.is_host(host), "{host}");
        }
        for host in
            ["", "evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost:x", "10.0.0.1"]
        {
            assert!(!access.is_host(host), "{host}");
        }
    }
}
