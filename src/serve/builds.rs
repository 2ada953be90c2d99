use std::sync::mpsc::Receiver;

use serde::Serialize;
use tokio::sync::watch::Sender;

use super::Event;
use super::watch::{Signal, Watch};

/// The result of the builds so far, as it is sent to browsers.
#[derive(Clone, Debug, Serialize)]
pub(super) struct BuildState {
    /// The ID of the last successful build. Different runs of the program use different IDs.
    pub version: String,
    /// The report of the last build, if it failed.
    pub error: Option<String>,
    /// The number of successful builds in this run.
    #[serde(skip)]
    count: u64,
}

impl Default for BuildState {
    fn default() -> Self {
        Self { version: version(0), error: None, count: 0 }
    }
}

impl BuildState {
    /// Returns whether no build has succeeded yet.
    pub fn is_waiting(&self) -> bool {
        self.count == 0
    }
}

fn version(count: u64) -> String {
    format!("{}-{count}", std::process::id())
}

/// Builds the site once, and again after each change of its files.
pub(super) struct Builds<'a, R, T> {
    rebuild: R,
    state: Sender<BuildState>,
    report: &'a T,
}

impl<'a, R, T> Builds<'a, R, T>
where
    R: FnMut() -> Result<String, String>,
    T: Fn(Event),
{
    pub fn new(rebuild: R, state: Sender<BuildState>, report: &'a T) -> Self {
        Self { rebuild, state, report }
    }

    /// Builds the site, and again after each change until [`Signal::Stop`] arrives.
    pub fn run(mut self, mut watch: Watch, signals: &Receiver<Signal>) {
        self.build();
        while is_changed(signals) {
            watch.add_new_folders();
            self.build();
        }
    }

    fn build(&mut self) {
        let built = (self.rebuild)();
        self.state.send_modify(|state| match &built {
            Ok(_) => {
                state.count += 1;
                state.version = version(state.count);
                state.error = None;
            }
            Err(report) => state.error = Some(report.clone()),
        });
        (self.report)(match built {
            Ok(summary) => Event::Built(summary),
            Err(report) => Event::Failed(report),
        });
    }
}

/// Waits for a signal. Returns `true` if files changed, and `false` if the builds must stop.
fn is_changed(signals: &Receiver<Signal>) -> bool {
    let first = signals.recv();
    // One build covers all changes until now.
    first == Ok(Signal::Changed) && signals.try_iter().all(|signal| signal == Signal::Changed)
}
