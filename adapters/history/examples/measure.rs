//! Reads an export and says what it holds, how long that took and how much memory it needed.

use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

use history::Step;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("Usage: measure PATH")?;
    let start = Instant::now();
    let mut history = history::open(Path::new(&path))?;
    println!("{}: {}, {:?}, {} bytes", history.kind(), history.name(), history.server(), history.size());
    println!("recognised after {:?}", start.elapsed());
    let (mut events, mut last) = (0_u64, 0);
    let summary = history.read(&mut |step| {
        match step {
            Step::Event(_) => events += 1,
            Step::Read(bytes) => last = bytes,
        }
        ControlFlow::Continue(())
    });
    println!("read after {:?}: {events} events, {last} bytes told", start.elapsed());
    println!("{summary:#?}");
    // Linux only; elsewhere there is nothing to say.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default());
    Ok(())
}
