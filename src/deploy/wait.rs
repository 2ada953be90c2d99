use std::thread;
use std::time::{Duration, Instant};

/// Asks again and again, with longer pauses each time, at most for so long.
#[derive(Debug)]
pub(super) struct Wait {
    until: Instant,
    pause: Duration,
}

impl Wait {
    const FIRST: Duration = Duration::from_millis(250);
    const LONGEST: Duration = Duration::from_secs(5);

    pub fn at_most(patience: Duration) -> Self {
        Self { until: Instant::now() + patience, pause: Self::FIRST }
    }

    /// Waits a little. Returns whether there is time to ask once more.
    pub fn pause(&mut self) -> bool {
        let left = self.until.saturating_duration_since(Instant::now());
        thread::sleep(self.pause.min(left));
        self.pause = (self.pause * 3 / 2).min(Self::LONGEST);
        !left.is_zero()
    }
}
