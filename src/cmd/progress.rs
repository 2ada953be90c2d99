use std::io::{IsTerminal, stderr};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::ProgressBar;

/// What takes less time than this needs no progress.
const PATIENCE: Duration = Duration::from_millis(300);

/// Shows on a terminal what long work is at; says nothing elsewhere, nor of short work.
#[derive(Debug)]
pub struct Progress(Option<(Sender<String>, JoinHandle<()>)>);

impl Progress {
    /// Begins to watch the work.
    pub fn start() -> Self {
        Self(stderr().is_terminal().then(|| {
            let (sender, steps) = mpsc::channel::<String>();
            let thread = thread::spawn(move || {
                let mut step = String::new();
                let mut bar: Option<ProgressBar> = None;
                loop {
                    match steps.recv_timeout(PATIENCE) {
                        Ok(next) => step = next,
                        Err(RecvTimeoutError::Timeout) => {
                            bar.get_or_insert_with(ProgressBar::new_spinner).enable_steady_tick(PATIENCE / 3);
                        }
                        Err(RecvTimeoutError::Disconnected) => break,
                    }
                    if let Some(bar) = &bar {
                        bar.set_message(step.clone());
                    }
                }
                if let Some(bar) = bar {
                    bar.finish_and_clear();
                }
            });
            (sender, thread)
        }))
    }

    /// Says what the work is at now.
    pub fn step(&self, what: impl Into<String>) {
        if let Some((sender, _)) = &self.0 {
            // A watcher that is gone has nothing to show any more.
            let _ = sender.send(what.into());
        }
    }
}

impl Drop for Progress {
    /// Clears what was shown, so that what follows stands on a clean line.
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.0.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}
