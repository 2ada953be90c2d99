use std::path::Path;

use anyhow::{Context, bail};

use super::access::access;
use crate::cli::{Answering, Pushing, Repository};
use crate::repo::{Checkout, Lock, Pushed};

/// The way of a change to where others see it, if it is to go there.
#[derive(Debug)]
pub struct Road<'a> {
    source: &'a Path,
    checkout: Option<Checkout>,
}

impl<'a> Road<'a> {
    /// Looks, before anything is changed, whether there is somewhere to push to.
    pub fn out(pushing: Pushing, repository: &'a Repository, answering: Answering) -> anyhow::Result<Self> {
        let source = repository.source.as_path();
        if !pushing.push || answering.dry_run {
            return Ok(Self { source, checkout: None });
        }
        let checkout = Checkout::current(source, access())?;
        if !checkout.has_remote() {
            bail!("could not push: there is no remote repository `origin`\nhint: add one, or leave out `--push`");
        }
        Ok(Self { source, checkout: Some(checkout) })
    }

    /// Commits those of the files that have changed and pushes them. Returns the commit, or none where nothing was
    /// to be pushed.
    pub fn push(&self, paths: &[String], message: &str) -> anyhow::Result<Option<String>> {
        let Some(checkout) = &self.checkout else { return Ok(None) };
        let _turn = Lock::on(self.source).with_context(|| format!("could not lock `{}`", self.source.display()))?;
        match checkout.land(paths, message)? {
            Pushed::Landed => Ok(Some(checkout.head()?)),
            Pushed::Behind => bail!("{}: others push faster\nhint: `git push` once they are done", could_not(checkout)),
            Pushed::Refused(reason) | Pushed::Failed(reason) => bail!(
                "{}: {reason}\nhint: the change is committed here; where the branch takes no push, push it to another \
                 (`git push origin HEAD:refs/heads/NAME`) and open a pull request",
                could_not(checkout)
            ),
        }
    }
}

fn could_not(checkout: &Checkout) -> String {
    format!("could not push branch `{}`", checkout.branch())
}
