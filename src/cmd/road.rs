use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};

use super::access::access;
use crate::cli::{Answering, Pushing, Repository};
use crate::repo::{Checkout, Pushed};

/// How often somebody else may be faster.
const MOST: u32 = 8;

/// The way of a change to where others see it, if it is to go there.
#[derive(Debug)]
pub struct Road<'a> {
    source: &'a Path,
    checkout: Option<Checkout>,
}

/// What a change is, once it is made: its files, and what its commit says.
#[derive(Debug)]
pub struct Load {
    pub paths: Vec<String>,
    pub message: String,
}

/// Where a change has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrived {
    /// On this machine, as was asked for.
    Here,
    /// At the remote repository.
    There { commit: String, branch: String },
    /// In a commit on this machine, for this reason.
    Halfway { branch: String, reason: String },
}

impl<'a> Road<'a> {
    /// Looks, before anything is changed, whether there is somewhere to push to.
    pub fn out(pushing: Pushing, repository: &'a Repository, answering: Answering) -> anyhow::Result<Self> {
        let source = repository.source.as_path();
        if !pushing.push {
            return Ok(Self { source, checkout: None });
        }
        let checkout = Checkout::current(source, access())?;
        if !checkout.has_remote() {
            bail!("could not push: there is no remote repository `origin`\nhint: add one, or leave out `--push`");
        }
        Ok(Self { source, checkout: (!answering.dry_run).then_some(checkout) })
    }

    /// Refuses to go on where a file of the change has changes already that nobody has committed: they would be
    /// pushed under a wrong name.
    pub fn is_clear_for(&self, path: &str) -> anyhow::Result<()> {
        let Some(checkout) = &self.checkout else { return Ok(()) };
        if checkout.uncommitted()?.iter().any(|each| each == path) {
            bail!(
                "could not push `{path}`: it has other changes that are not committed\nhint: commit them first, or leave out `--push`"
            );
        }
        Ok(())
    }

    /// Refuses to go on where a file would never be pushed because git ignores it.
    pub fn takes(&self, path: &str) -> anyhow::Result<()> {
        if self.checkout.as_ref().is_some_and(|checkout| checkout.ignores(path)) {
            bail!(
                "could not push `{path}`: git ignores it here, as where the log has a branch of its own\n\
                 hint: leave out `--record` and `--override`; publishing records what `status.yaml` says"
            );
        }
        Ok(())
    }

    /// Makes a change on top of the newest commit, commits it and pushes it. Whenever somebody else was faster it
    /// is taken back and made again on what they pushed. Without a load there is nothing to push.
    pub fn travel<T>(
        &self,
        mut change: impl FnMut() -> anyhow::Result<(T, Option<Load>)>,
    ) -> anyhow::Result<(T, Arrived)> {
        let Some(checkout) = &self.checkout else { return Ok((change()?.0, Arrived::Here)) };
        for attempt in 1.. {
            checkout.catch_up()?;
            let before = checkout.head()?;
            let (made, load) = change()?;
            let Some(load) = load else { return Ok((made, Arrived::Here)) };
            let commit = checkout.commit(&load.paths, &load.message);
            let commit = commit.context("the change is written, but not committed and not pushed")?;
            let Some(commit) = commit else { return Ok((made, Arrived::Here)) };
            let branch = checkout.branch().to_owned();
            match checkout.push(&commit, &branch)? {
                Pushed::Landed => return Ok((made, Arrived::There { commit, branch })),
                Pushed::Behind if attempt < MOST => checkout.take_back_to(&before)?,
                Pushed::Behind => {
                    return Ok((made, Arrived::Halfway { branch, reason: "others push faster".to_owned() }));
                }
                Pushed::Refused(reason) | Pushed::Failed(reason) => {
                    return Ok((made, Arrived::Halfway { branch, reason }));
                }
            }
        }
        bail!("could not push from {}", self.source.display())
    }
}

impl Arrived {
    /// The commit that the remote repository has, and its branch.
    pub fn pushed(&self) -> Option<(&str, &str)> {
        match self {
            Self::There { commit, branch } => Some((commit, branch)),
            _ => None,
        }
    }

    /// Says on stderr what is left to do, if anything is. Returns whether all is done.
    pub fn is_done(&self) -> anyhow::Result<bool> {
        let Self::Halfway { branch, reason } = self else { return Ok(true) };
        let mut terminal = anstream::stderr();
        writeln!(terminal, "error: the change is committed here, but branch `{branch}` could not be pushed: {reason}")?;
        writeln!(
            terminal,
            "hint: do not repeat the command; `git push` sends what is committed, and where the branch takes no push, \
             `git push origin HEAD:refs/heads/NAME` sends it to another for a pull request"
        )?;
        Ok(false)
    }
}
