//! Sealed with a key that stands in no database: tokens of workspaces, each good for its own workspace alone.

use std::fmt;

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};

/// How many bytes a key has.
const KEY: usize = 32;
/// How many bytes make each sealing different.
const NONCE: usize = 24;

/// The keys: the first seals, all of them open what they sealed. Neither `Debug` nor any error shows them.
#[derive(Clone)]
pub struct Keys(Vec<XChaCha20Poly1305>);

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keys {
    /// Keys as they are written in the settings: 64 hexadecimal digits each, the newest first, with commas between them.
    /// Nothing if they are not written so.
    pub fn read(written: &str) -> Option<Self> {
        let key = |digits: &str| {
            let bytes: [u8; KEY] = hex::decode(digits.trim()).ok()?.try_into().ok()?;
            // Nobody's key is all the same digit; somebody tried the setting out.
            let made_up = bytes.iter().all(|byte| *byte == bytes[0]);
            (!made_up).then(|| XChaCha20Poly1305::new(&bytes.into()))
        };
        written.split(',').map(key).collect::<Option<Vec<_>>>().map(Self)
    }

    /// Seals words for a purpose; only for the same one do they come out again.
    pub(crate) fn seal(&self, purpose: &str, words: &str) -> Option<String> {
        let nonce: [u8; NONCE] = rand::random();
        let payload = Payload { msg: words.as_bytes(), aad: purpose.as_bytes() };
        let sealed = self.0.first()?.encrypt(&XNonce::from(nonce), payload).ok()?;
        Some(hex::encode([&nonce[..], &sealed].concat()))
    }

    /// Opens what was sealed for a purpose. Nothing if it was sealed for another, by another key, or changed.
    pub(crate) fn open(&self, purpose: &str, sealed: &str) -> Option<String> {
        let bytes = hex::decode(sealed).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        let opened = self.0.iter().find_map(|key| {
            let payload = Payload { msg: sealed, aad: purpose.as_bytes() };
            key.decrypt(&XNonce::from(nonce), payload).ok()
        });
        String::from_utf8(opened?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    const TWO: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

    fn keys(written: &str) -> Keys {
        Keys::read(written).expect("keys")
    }

    #[test]
    fn what_is_sealed_opens_for_its_purpose_and_no_other() {
        let keys = keys(ONE);
        let sealed = keys.seal("T1", "a-token").expect("sealed");
        assert!(!sealed.contains("a-token") && !sealed.contains(&hex::encode("a-token")));
        assert_ne!(keys.seal("T1", "a-token"), Some(sealed.clone()), "no two sealings are the same");
        assert_eq!(keys.open("T1", &sealed).as_deref(), Some("a-token"));
        assert_eq!(keys.open("T2", &sealed), None);
        for at in [0, 10, 60, sealed.len() - 1] {
            let mut spoilt = sealed.clone().into_bytes();
            spoilt[at] = if spoilt[at] == b'0' { b'1' } else { b'0' };
            assert_eq!(keys.open("T1", &String::from_utf8(spoilt).expect("digits")), None, "{at}");
        }
        for nonsense in ["", "00", "no digits", &sealed[..20], &sealed[..60]] {
            assert_eq!(keys.open("T1", nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn a_key_can_be_replaced_by_another() {
        let sealed = keys(ONE).seal("T1", "a-token").expect("sealed");
        assert_eq!(keys(TWO).open("T1", &sealed), None);
        let both = keys(&format!("{TWO}, {ONE}"));
        assert_eq!(both.open("T1", &sealed).as_deref(), Some("a-token"));
        let new = both.seal("T1", "a-token").expect("sealed");
        assert_eq!(keys(TWO).open("T1", &new).as_deref(), Some("a-token"));
    }

    #[test]
    fn a_key_is_as_long_as_it_must_be_and_shown_nowhere() {
        let same = "ab".repeat(32);
        for wrong in [
            "",
            "short",
            &ONE[..62],
            &format!("{ONE}00"),
            &format!("{ONE},"),
            &format!("{}zz", &ONE[..62]),
            &same,
        ] {
            assert!(Keys::read(wrong).is_none(), "{wrong}");
        }
        assert_eq!(format!("{:?}", keys(ONE)), "Keys(…)");
    }
}
