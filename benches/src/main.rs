//! How fast Kith is on Discord and on Slack, in one run that takes turns between Kith and small reference bots, on fake
//! chat servers that only take the time. What comes out is Markdown.
//!
//! `benches/run` builds all of it and runs it; `benches/run discord`, `slack` or `memory` runs a part.

mod discord;
mod figures;
mod life;
mod memory;
mod reference;
mod slack;

/// How often each is measured, in turn: other work on the machine falls on some of the rounds, and a median passes over it.
const ROUNDS: usize = 7;
/// How many ask at once.
const AT_ONCE: [usize; 2] = [50, 500];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    if arguments.first().is_some_and(|first| first == life::LIFE) {
        return runtime.block_on(life::live(&arguments[1..]));
    }
    let wants = |part: &str| arguments.is_empty() || arguments.iter().any(|one| one == part);
    runtime.block_on(async {
        machine();
        if wants("discord") {
            discord::measure().await;
        }
        if wants("slack") {
            slack::measure().await;
        }
        if wants("memory") {
            memory::measure().await;
        }
    });
}

/// Says where all of it was measured, and what else happened there.
fn machine() {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let info = read("/proc/cpuinfo");
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let load = read("/proc/loadavg");
    let load = load.split(' ').next().unwrap_or_default();
    println!(
        "{cores} cores of {}, a load of {load} before.\n",
        model.map_or("a processor", |(_, model)| model)
    );
}
