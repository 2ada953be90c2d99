use std::thread;
use std::time::Duration;

/// How often something is tried before it is given up, with a longer pause each time.
#[derive(Debug)]
pub(super) struct Tries {
    made: u32,
    most: u32,
}

impl Default for Tries {
    /// After so many attempts whatever is in the way will not go away by itself.
    fn default() -> Self {
        Self::of(8)
    }
}

impl Tries {
    const FIRST_PAUSE: Duration = Duration::from_millis(200);

    pub const fn of(most: u32) -> Self {
        Self { made: 0, most }
    }

    /// Waits a little. Returns whether there is one more try.
    pub fn again(&mut self) -> bool {
        self.made += 1;
        if self.made >= self.most {
            return false;
        }
        // Two that try at the same time must not go on doing so.
        let spread = std::process::id() % 7 * 20;
        thread::sleep(Self::FIRST_PAUSE * 2_u32.pow(self.made - 1) + Duration::from_millis(spread.into()));
        true
    }
}
