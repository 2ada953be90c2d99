#![expect(clippy::disallowed_methods, reason = "polling ends at a point in time")]

use std::time::{Duration, Instant};

use backon::{BackoffBuilder, BlockingRetryable, ExponentialBuilder};

const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Calls `ask` until it returns `Some`, with growing pauses. Returns `None` if that takes longer than `timeout`.
pub(super) fn poll<T>(timeout: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let until = Instant::now() + timeout;
    let growing = ExponentialBuilder::new()
        .with_min_delay(FIRST_PAUSE)
        .with_factor(1.5)
        .with_max_delay(LONGEST_PAUSE)
        .without_max_times();
    // The last pause is cut short, so that the last call is made when the timeout expires.
    let pauses = growing.build().map_while(move |pause| {
        let left = until.saturating_duration_since(Instant::now());
        (!left.is_zero()).then(|| pause.min(left))
    });
    (|| ask().ok_or(())).retry(pauses).call().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn poll_repeats_call_until_answer_or_timeout() {
        let mut calls = 0;
        let mut ask = |wanted| {
            calls = 0;
            let answer = poll(Duration::from_millis(300), || {
                calls += 1;
                (calls == wanted).then_some("answer")
            });
            (answer, calls)
        };
        assert_eq!(ask(1), (Some("answer"), 1));
        assert_eq!(ask(2), (Some("answer"), 2));
        assert_eq!(ask(9), (None, 3), "after 250 and 300 ms");
    }
}
