use std::io::{IsTerminal, stderr};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::ProgressBar;

/// The time after which the spinner appears.
const DELAY: Duration = Duration::from_millis(300);

/// A spinner on the terminal with the current step. It is not shown for short work, or if stderr is no terminal.
#[derive(Debug)]
pub struct Progress(Option<(Sender<String>, JoinHandle<()>)>);

impl Progress {
    /// Starts the thread that shows the spinner.
    pub fn start() -> Self {
        Self(stderr().is_terminal().then(|| {
            let (sender, steps) = mpsc::channel::<String>();
            let thread = thread::spawn(move || {
                let mut step = String::new();
                let mut bar: Option<ProgressBar> = None;
                loop {
                    match steps.recv_timeout(DELAY) {
                        Ok(next) => step = next,
                        Err(RecvTimeoutError::Timeout) => {
                            bar.get_or_insert_with(ProgressBar::new_spinner).enable_steady_tick(DELAY / 3);
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

    /// Sets the current step.
    pub fn step(&self, what: impl Into<String>) {
        if let Some((sender, _)) = &self.0 {
            // The thread ends only when `self` is dropped.
            let _ = sender.send(what.into());
        }
    }
}

impl Drop for Progress {
    /// Removes the spinner.
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.0.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}
