use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Command, Stdio};

/// The largest file that is read out of a commit: as large as one of the work tree may be.
const LARGEST: u64 = 8 << 20;

/// What files held at commits, read through one run of git however many there are.
#[derive(Debug)]
pub struct Blobs {
    git: Child,
    answers: BufReader<ChildStdout>,
}

impl Blobs {
    /// Reads through `git cat-file --batch`.
    pub(super) fn read_by(mut git: Command) -> io::Result<Self> {
        let mut git = git.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let answers = git.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Self { git, answers: BufReader::new(answers) })
    }

    /// What the file at `path` held at a commit; none if it was not there or is larger than any that is read.
    ///
    /// # Errors
    /// When git ends before it has answered.
    pub fn show(&mut self, commit: &str, path: &str) -> io::Result<Option<Vec<u8>>> {
        let questions = self.git.stdin.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        writeln!(questions, "{commit}:./{path}")?;
        questions.flush()?;
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        if !head.ends_with('\n') {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        // `HASH blob SIZE` comes before what the file held; anything else is the whole answer.
        let mut fields = head.split_whitespace().skip(1);
        let (kind, size) = (fields.next(), fields.next().and_then(|size| size.parse::<u64>().ok()));
        let Some(size) = size else { return Ok(None) };
        // A newline ends the answer.
        let mut answer = self.answers.by_ref().take(size + 1);
        if kind != Some("blob") || size > LARGEST {
            io::copy(&mut answer, &mut io::sink())?;
            return Ok(None);
        }
        let mut bytes = Vec::new();
        answer.read_to_end(&mut bytes)?;
        if bytes.pop() != Some(b'\n') {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(Some(bytes))
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        // Waiting closes the questions first, at which git ends.
        let _ = self.git.wait();
    }
}
