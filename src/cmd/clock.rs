use std::env;

use anyhow::{Context, bail};

use crate::model::Instant;

/// The instant that counts as now: what was typed, else `SOURCE_DATE_EPOCH`, else the clock.
pub fn now(typed: Option<Instant>) -> anyhow::Result<Instant> {
    if let Some(now) = typed {
        return Ok(now);
    }
    match env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => {
            let seconds = text.trim().parse().ok().and_then(Instant::from_unix);
            seconds.with_context(|| format!("SOURCE_DATE_EPOCH is `{text}`, which is no number of seconds since 1970"))
        }
        Err(env::VarError::NotPresent) => clock(),
        Err(env::VarError::NotUnicode(_)) => bail!("SOURCE_DATE_EPOCH is no number of seconds since 1970"),
    }
}

/// The instant that the clock of this machine shows.
pub fn clock() -> anyhow::Result<Instant> {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_secs();
    Instant::from_unix(i64::try_from(seconds)?).context("the clock of this machine shows no year that can be written")
}
