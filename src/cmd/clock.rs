#![expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]

use std::env;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::diagnostic::{Failure, FailureKind};
use crate::model::Instant;

/// Returns the current time: the value of `--now`, else of `SOURCE_DATE_EPOCH`, else of the clock.
pub fn now(argument: Option<Instant>) -> Result<Instant, Failure> {
    if let Some(now) = argument {
        return Ok(now);
    }
    match env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => {
            let seconds = text.trim().parse().ok().and_then(Instant::from_unix);
            seconds
                .ok_or_else(|| Failure::invalid(format!("SOURCE_DATE_EPOCH is `{text}`, not a Unix time in seconds")))
        }
        Err(env::VarError::NotPresent) => clock(),
        Err(env::VarError::NotUnicode(_)) => Err(Failure::invalid("SOURCE_DATE_EPOCH is not a Unix time in seconds")),
    }
}

/// Returns the current time of the clock of this machine.
pub fn clock() -> Result<Instant, Failure> {
    let seconds = i64::try_from(since_1970().as_secs()).ok();
    let wrong = || Failure::new(FailureKind::Internal, "the clock of this machine shows a year that is out of range");
    seconds.and_then(Instant::from_unix).ok_or_else(wrong)
}

/// Returns the nanoseconds of the current second, which tell two runs in the same second apart.
pub fn nanoseconds() -> u32 {
    since_1970().subsec_nanos()
}

fn since_1970() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
