//! The web server: which address leads where, how many may come at once, and how it ends.

mod files;
mod guard;
mod health;
mod live;
mod look;
mod open;
mod operator;
mod press;
mod problem;
mod who;
mod write;
mod written;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::Result;
use crate::room::Playground;

pub use guard::Access;
pub use operator::operator;
use problem::Problem;

/// So many connections are served at once; more wait for their turn.
const MOST_CONNECTIONS: usize = 512;
/// So many pages listen for news at once.
const MOST_STREAMS: usize = 200;
/// Who has not said what they want by then is let go.
const HEADERS: Duration = Duration::from_secs(10);
/// An answer that takes longer is given up; what was begun is done all the same.
const ANSWER: Duration = Duration::from_secs(60);
/// How long requests that are under way have when it ends.
const GOODBYE: Duration = Duration::from_secs(5);
/// The longest form that is read, in bytes.
const LONGEST_FORM: usize = 128 * 1024;
/// The longest message with its files that is read, in bytes.
const LONGEST_MESSAGE: usize = 10 * 1024 * 1024;
/// So many messages are received at once: their files are in memory until they are kept.
const MOST_MESSAGES: usize = 8;

/// What every handler works with.
#[derive(Clone)]
struct App {
    playground: Playground,
    access: Arc<Access>,
    streams: Arc<Semaphore>,
    /// Places for messages that are being received.
    messages: Arc<Semaphore>,
    /// Becomes true when it ends.
    ends: watch::Receiver<bool>,
}

fn router(app: App) -> Router {
    let longest = DefaultBodyLimit::max(LONGEST_MESSAGE);
    Router::new()
        .route("/", get(look::front))
        .route("/assets/{name}", get(files::asset))
        .route("/c/{community}", get(look::first_channel))
        .route("/c/{community}/{channel}", get(look::page))
        .route("/c/{community}/{channel}/earlier", get(look::earlier))
        .route("/clock", post(press::clock))
        .route("/do/ask/{community}", post(write::ask))
        .route("/do/delete/{community}", post(press::delete))
        .route("/do/edit/{community}", post(press::edit))
        .route("/do/gone/{community}", post(press::gone))
        .route("/do/join/{community}", post(press::join))
        .route("/do/press/{community}", post(write::press))
        .route("/do/react/{community}", post(press::react))
        .route("/do/say/{community}", post(write::say).layer(longest))
        .route("/file/{id}/{name}", get(files::file))
        .route("/healthz", get(health::healthz))
        .route("/live/{community}", get(live::live))
        .route("/login", get(guard::ask_password).post(guard::log_in))
        .route("/metrics", get(health::metrics))
        .route("/open/clock/{community}", get(open::clock))
        .route("/open/commands/{community}", get(open::commands))
        .route("/open/edit/{community}", get(open::edit))
        .route("/open/form/{community}", get(open::form))
        .route("/open/line/{community}", get(open::line))
        .route("/open/member/{community}", get(open::member))
        .route("/open/message/{community}", get(open::message))
        .route("/open/people/{community}", get(open::people))
        .route("/open/picker/{community}", get(open::picker))
        .route("/open/suggest/{community}", get(open::suggest))
        .fallback(problem::nowhere)
        .layer(from_fn_with_state(app.clone(), guard::guard))
        .layer(DefaultBodyLimit::max(LONGEST_FORM))
        .with_state(app)
}

/// Serves the playground until `ends` becomes true, and lets its clock run.
pub async fn serve(
    playground: Playground,
    access: Access,
    listener: TcpListener,
    ends: watch::Receiver<bool>,
) -> Result<()> {
    let playing = tokio::spawn({
        let playground = playground.clone();
        async move { playground.keep_playing().await }
    });
    let app = App {
        playground,
        access: Arc::new(access),
        streams: Arc::new(Semaphore::new(MOST_STREAMS)),
        messages: Arc::new(Semaphore::new(MOST_MESSAGES)),
        ends: ends.clone(),
    };
    serve_router(router(app), listener, ends).await;
    playing.abort();
    Ok(())
}

/// Serves these addresses until `ends` becomes true, and lets what is under way come to its end.
pub async fn serve_router(router: Router, listener: TcpListener, mut ends: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let graceful = GracefulShutdown::new();
    while !*ends.borrow() {
        let place = tokio::select! {
            _ = ends.changed() => break,
            place = Arc::clone(&places).acquire_owned() => place,
        };
        let Ok(place) = place else { break };
        tokio::select! {
            _ = ends.changed() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => answer(stream, router.clone(), place, &graceful),
                // Somebody hung up before we answered, or there are too many open files at this moment.
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            },
        }
    }
    tokio::time::timeout(GOODBYE, graceful.shutdown()).await.ok();
}

/// Answers one connection, in a task of its own.
fn answer(stream: TcpStream, router: Router, place: OwnedSemaphorePermit, graceful: &GracefulShutdown) {
    // News are small and shall not wait for each other.
    stream.set_nodelay(true).ok();
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection broke");
        }
        drop(place);
    });
}

/// Does something to its end, whether or not somebody still waits for it: who closes the page has asked all the same.
async fn to_the_end<T: Send + 'static>(
    what: impl Future<Output = Result<T>> + Send + 'static,
) -> Result<T, Problem> {
    match tokio::spawn(what).await {
        Ok(done) => Ok(done?),
        Err(failed) => Err(Problem::broken(&failed)),
    }
}
