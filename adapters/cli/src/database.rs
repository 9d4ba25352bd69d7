//! Which database: a file or a server, opened with a kind word where that fails, and never shown with its password.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use bot_core::{Bot, Standing};

/// A database by its URL. What is shown of it never holds the password.
#[derive(Clone)]
pub(crate) struct Database {
    url: String,
    file: Option<PathBuf>,
}

impl Database {
    /// The SQLite file at `path`.
    pub(crate) fn at(path: &Path) -> Self {
        Self { url: format!("sqlite:{}?mode=rwc", escaped(path)), file: Some(path.to_owned()) }
    }

    /// Reads what somebody gave: `postgres://…`, `sqlite:…`, or a plain path.
    pub(crate) fn parse(given: &str) -> anyhow::Result<Self> {
        if given.starts_with("postgres://") || given.starts_with("postgresql://") {
            return Ok(Self { url: given.to_owned(), file: None });
        }
        let Some(rest) = given.strip_prefix("sqlite:") else {
            if let Some((scheme, _)) = given.split_once("://") {
                bail!("Kith keeps its data in SQLite or Postgres, and {scheme}:// is neither.");
            }
            return Ok(Self::at(Path::new(given)));
        };
        if rest.contains(":memory:") || rest.contains("mode=memory") {
            bail!("A database in memory would be gone at once. Please name a file.");
        }
        let (path, options) = rest.split_once('?').unwrap_or((rest, ""));
        let file = Some(PathBuf::from(unescaped(path.strip_prefix("//").unwrap_or(path))));
        let url = match options {
            "" => format!("sqlite:{path}?mode=rwc"),
            options if options.contains("mode=") => given.to_owned(),
            options => format!("sqlite:{path}?{options}&mode=rwc"),
        };
        Ok(Self { url, file })
    }

    /// The file, if it is one.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// A name for it that is a file's name everywhere: what a server calls it, without who asks and how.
    pub(crate) fn name(&self) -> String {
        let shown = self.without_password();
        let place = shown.split_once("://").map_or(shown.as_str(), |(_, rest)| rest);
        let place = place.rsplit_once('@').map_or(place, |(_, place)| place);
        place.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(100).collect()
    }

    /// The URL without its password, to hand to another program.
    pub(crate) fn without_password(&self) -> String {
        let Some((scheme, rest)) = self.url.split_once("://") else { return self.url.clone() };
        let (before, options) = rest.split_once('?').unwrap_or((rest, ""));
        let (account, host) = before.rsplit_once('@').unwrap_or(("", before));
        let user = account.split(':').next().unwrap_or_default();
        let at = if user.is_empty() { "" } else { "@" };
        let options: Vec<&str> = options
            .split('&')
            .filter(|option| !option.is_empty() && !option.starts_with("password="))
            .collect();
        let sign = if options.is_empty() { "" } else { "?" };
        format!("{scheme}://{user}{at}{host}{sign}{}", options.join("&"))
    }

    /// `text` with every trace of the password covered.
    pub(crate) fn cover(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in self.passwords() {
            text = text.replace(&secret, "***");
        }
        text
    }

    fn passwords(&self) -> Vec<String> {
        let Some((_, rest)) = self.url.split_once("://").filter(|_| self.file.is_none()) else {
            return Vec::new();
        };
        let (before, options) = rest.split_once('?').unwrap_or((rest, ""));
        let account = before.rsplit_once('@').map_or("", |(account, _)| account);
        let in_account = account.split_once(':').map(|(_, password)| password);
        let in_options = options.split('&').filter_map(|option| option.strip_prefix("password="));
        let written = in_account.into_iter().chain(in_options).filter(|password| !password.is_empty());
        written.flat_map(|password| [password.to_owned(), unescaped(password)]).collect()
    }

    /// Opens it with its tables up to date; makes it if there is none.
    pub(crate) async fn open(&self) -> anyhow::Result<Bot> {
        if let Some(folder) = self.file().and_then(Path::parent).filter(|folder| *folder != Path::new("")) {
            make_private(folder)?;
        }
        self.ready().await
    }

    /// Opens it with its tables up to date; it must be there already.
    pub(crate) async fn open_existing(&self) -> anyhow::Result<Bot> {
        self.must_exist()?;
        self.ready().await
    }

    /// Opens it as it is; it must be there already.
    pub(crate) async fn look(&self) -> anyhow::Result<Bot> {
        self.must_exist()?;
        Bot::look(&self.url).await.with_context(|| format!("The database {self} cannot be opened"))
    }

    fn must_exist(&self) -> anyhow::Result<()> {
        match self.file() {
            Some(file) if !file.exists() => bail!(
                "There is no database at {self} yet. `kith run` makes one by itself, and `kith import PATH` out \
                 of a community's history."
            ),
            _ => Ok(()),
        }
    }

    async fn ready(&self) -> anyhow::Result<Bot> {
        let bot =
            Bot::look(&self.url).await.with_context(|| format!("The database {self} cannot be opened"))?;
        match bot.standing().await? {
            Standing::Ahead => bail!("A newer Kith wrote the database {self}. Please update this one."),
            Standing::Foreign => {
                bail!("The database {self} belongs to something else than Kith, so it is left alone.")
            }
            Standing::Behind(_) | Standing::Empty => bot.migrate().await?,
            Standing::UpToDate => {}
        }
        Ok(bot)
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(file) => write!(f, "{}", file.display()),
            None => f.write_str(&self.without_password()),
        }
    }
}

/// Makes a folder that only its owner can enter: what lies in it is about people.
pub(crate) fn make_private(folder: &Path) -> anyhow::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).with_context(|| format!("The folder {} cannot be made", folder.display()))
}

/// A path as it stands in a URL.
fn escaped(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%25").replace('?', "%3F").replace('#', "%23")
}

/// What stands in a URL, as it is meant.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = (first == b'%').then(|| tail.get(..2)).flatten();
        let byte = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_url_and_stays_a_path() {
        let database = Database::parse("/data/50% off?.db").unwrap();
        assert_eq!(database.url, "sqlite:/data/50%25 off%3F.db?mode=rwc");
        assert_eq!(database.file(), Some(Path::new("/data/50% off?.db")));
        let database = Database::parse("sqlite:///data/k%20ith.db").unwrap();
        assert_eq!(database.url, "sqlite:///data/k%20ith.db?mode=rwc");
        assert_eq!(database.file(), Some(Path::new("/data/k ith.db")));
        assert!(Database::parse("mysql://host/db").is_err());
        assert!(Database::parse("sqlite::memory:").is_err());
    }

    #[test]
    fn a_password_is_never_shown() {
        for url in [
            "postgres://kith:s3%21cret@host:5432/db?sslmode=require",
            "postgres://kith@host/db?password=s3%21cret",
        ] {
            let database = Database::parse(url).unwrap();
            let shown = format!("{database} {database:?} {}", database.without_password());
            assert!(!shown.contains("cret"), "{shown}");
            assert_eq!(database.cover("no s3!cret, no s3%21cret"), "no ***, no ***");
        }
        let database = Database::parse("postgres://kith:x@host/db").unwrap();
        assert_eq!(database.without_password(), "postgres://kith@host/db");
    }
}
