use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::thread;

use super::program::{GitError, Program};
use super::tree::ReadError;

/// A file as git keeps it: its hash, and the most bytes of it that are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Blob<'a> {
    pub id: &'a str,
    pub limit: u64,
}

/// What git holds of each of these, in their order, from one run of the program.
pub(super) fn read(root: &Path, blobs: &[Blob<'_>]) -> Result<Vec<Result<Vec<u8>, ReadError>>, GitError> {
    let mut git = Program::new(root, &["cat-file", "--batch", "--buffer"]).start()?;
    let (questions, answers) = (git.stdin.take(), git.stdout.take());
    let found = thread::scope(|scope| {
        // Git answers while it is asked: whoever asked for everything first would wait for ever.
        scope.spawn(|| questions.map(|questions| ask(questions, blobs)));
        let mut answers = answers.map(BufReader::new);
        let next = |blob: &Blob<'_>| answers.as_mut().ok_or(ReadError::Lost).and_then(|from| answer(from, blob.limit));
        blobs.iter().map(next).collect()
    });
    git.wait().map_err(GitError::NoProgram)?;
    Ok(found)
}

fn ask(mut questions: impl Write, blobs: &[Blob<'_>]) {
    let all = blobs.iter().flat_map(|blob| [blob.id, "\n"]).collect::<String>();
    // A git that ends early leaves answers out, which is seen there.
    let _ = questions.write_all(all.as_bytes());
}

/// One answer: `HASH blob SIZE`, then so many bytes and a newline; or `HASH missing`.
fn answer(answers: &mut impl BufRead, limit: u64) -> Result<Vec<u8>, ReadError> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let size: u64 =
        head.trim_end().split_once(" blob ").and_then(|(_, size)| size.parse().ok()).ok_or(ReadError::Lost)?;
    let mut rest = answers.take(size + 1);
    if size > limit {
        io::copy(&mut rest, &mut io::sink())?;
        return Err(ReadError::TooLarge { size, limit });
    }
    let mut bytes = Vec::new();
    rest.read_to_end(&mut bytes)?;
    if bytes.pop() == Some(b'\n') && bytes.len() as u64 == size { Ok(bytes) } else { Err(ReadError::Lost) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_ends_where_it_says() {
        let mut answers = &b"aa blob 3\na\nb\nbb missing\ncc blob 9\ntoo large\ndd blob 0\n\nee blob 4\ncut"[..];
        assert_eq!(answer(&mut answers, 8).unwrap(), b"a\nb");
        assert!(matches!(answer(&mut answers, 8), Err(ReadError::Lost)));
        assert!(matches!(answer(&mut answers, 8), Err(ReadError::TooLarge { size: 9, limit: 8 })));
        assert_eq!(answer(&mut answers, 8).unwrap(), b"");
        assert!(matches!(answer(&mut answers, 8), Err(ReadError::Lost)));
        assert!(matches!(answer(&mut answers, 8), Err(ReadError::Lost)), "git has ended");
    }
}
