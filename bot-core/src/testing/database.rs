//! A database of a test's own: a file that goes with it, or a schema on the server that `KITH_TEST_DATABASE` names.

use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};

pub(super) struct Database {
    pub(super) url: String,
    file: Option<std::path::PathBuf>,
}

impl Database {
    pub(super) async fn new() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = format!("kith_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        sqlx::any::install_default_drivers();
        #[expect(clippy::disallowed_methods, reason = "a test asks which engine it runs on")]
        let server = std::env::var("KITH_TEST_DATABASE").ok().filter(|url| url.starts_with("postgres"));
        let Some(server) = server else {
            let file = std::env::temp_dir().join(format!("{name}.db"));
            return Self { url: format!("sqlite:{}?mode=rwc", file.display()), file: Some(file) };
        };
        let mut connection = AnyConnection::connect(&server).await.expect("a Postgres server");
        // A process before this one may have had the same number.
        for sql in [format!("drop schema if exists {name} cascade"), format!("create schema {name}")] {
            sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.expect("a schema");
        }
        let sign = if server.contains('?') { '&' } else { '?' };
        Self { url: format!("{server}{sign}options=-c%20search_path%3D{name}"), file: None }
    }

    /// The effects that wait and were never tried: whoever wants to know can no longer await an answer.
    pub(super) fn waiting(&self) -> Vec<(i64, String)> {
        let ask = async {
            let mut connection = AnyConnection::connect(&self.url).await?;
            let sql = "select id, body from effect where state = 'waiting' and attempts = 0 order by id";
            sqlx::query_as(sql).fetch_all(&mut connection).await
        };
        // On a thread of its own, because this one belongs to the test's runtime.
        std::thread::scope(|scope| {
            let asked = scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                runtime.expect("a runtime").block_on(ask)
            });
            let waiting: sqlx::Result<_> = asked.join().expect("a thread");
            waiting.expect("the effects that wait")
        })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(file) = &self.file {
            for end in ["", "-wal", "-shm"] {
                drop(std::fs::remove_file(format!("{}{end}", file.display())));
            }
        }
    }
}
