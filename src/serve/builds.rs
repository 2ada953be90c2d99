use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use serde::Serialize;
use tokio::sync::watch::Sender;

use super::Event;
use super::watch::{Change, Watch};

/// How long nothing may happen before a build: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(80);

/// How long a build waits at most while files go on changing.
const PATIENCE: Duration = Duration::from_secs(2);

/// What browsers are told.
#[derive(Clone, Debug, Serialize)]
pub(super) struct State {
    /// Another one after each good build, and in each run of the program.
    pub version: String,
    /// The report of the last build, if it failed.
    pub error: Option<String>,
    #[serde(skip)]
    count: u64,
}

impl Default for State {
    fn default() -> Self {
        Self { version: version(0), error: None, count: 0 }
    }
}

impl State {
    /// Whether no build has come out well yet.
    pub fn is_waiting(&self) -> bool {
        self.count == 0
    }
}

fn version(count: u64) -> String {
    format!("{}-{count}", std::process::id())
}

/// Builds once, then after each change.
pub(super) struct Builds<'a, R, T> {
    rebuild: R,
    publish: Sender<State>,
    tell: &'a T,
}

impl<'a, R, T> Builds<'a, R, T>
where
    R: FnMut() -> Result<String, String>,
    T: Fn(Event),
{
    pub fn new(rebuild: R, publish: Sender<State>, tell: &'a T) -> Self {
        Self { rebuild, publish, tell }
    }

    /// Goes on until it is told to stop.
    pub fn run(mut self, mut watch: Watch, changes: &Receiver<Change>) {
        self.build();
        while settle(changes) {
            watch.cover();
            self.build();
        }
    }

    fn build(&mut self) {
        let built = (self.rebuild)();
        self.publish.send_modify(|state| match &built {
            Ok(_) => {
                state.count += 1;
                state.version = version(state.count);
                state.error = None;
            }
            Err(report) => state.error = Some(report.clone()),
        });
        (self.tell)(match built {
            Ok(summary) => Event::Built(summary),
            Err(report) => Event::Failed(report),
        });
    }
}

/// Waits for a change and then for quiet. Returns whether there was one, and not the order to stop.
fn settle(changes: &Receiver<Change>) -> bool {
    if !matches!(changes.recv(), Ok(Change::Files)) {
        return false;
    }
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        match changes.recv_timeout(QUIET) {
            Ok(Change::Files) => {}
            Ok(Change::Stop) | Err(RecvTimeoutError::Disconnected) => return false,
            Err(RecvTimeoutError::Timeout) => break,
        }
    }
    true
}
