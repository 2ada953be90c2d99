use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::thread;

use super::git_command::{GitCommand, GitError};
use super::tree::ReadError;

/// A git object to read: its hash or `COMMIT:PATH`, and its maximum size in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Blob<'a> {
    pub id: &'a str,
    pub limit: u64,
}

/// Returns the contents of git objects, in the same order, with one run of `git cat-file`.
pub(super) fn read_blobs(root: &Path, blobs: &[Blob<'_>]) -> Result<Vec<Result<Vec<u8>, ReadError>>, GitError> {
    let mut git = GitCommand::new(root, &["cat-file", "--batch", "--buffer"]).spawn()?;
    let (stdin, stdout) = (git.stdin.take(), git.stdout.take());
    let contents = thread::scope(|scope| {
        // Git responds while it still reads requests: writing all of them first would deadlock on full pipes.
        scope.spawn(|| stdin.map(|stdin| write_requests(stdin, blobs)));
        let mut stdout = stdout.map(BufReader::new);
        let next =
            |blob: &Blob<'_>| stdout.as_mut().ok_or(ReadError::Lost).and_then(|from| read_response(from, blob.limit));
        blobs.iter().map(next).collect()
    });
    git.wait().map_err(GitError::NoProgram)?;
    Ok(contents)
}

fn write_requests(mut stdin: impl Write, blobs: &[Blob<'_>]) {
    let all = blobs.iter().flat_map(|blob| [blob.id, "\n"]).collect::<String>();
    // If git exits early, responses are missing, and reading them fails.
    let _ = stdin.write_all(all.as_bytes());
}

/// Reads one response of `git cat-file`: `HASH blob SIZE`, then that many bytes and a newline; or `HASH missing`.
fn read_response(stdout: &mut impl BufRead, limit: u64) -> Result<Vec<u8>, ReadError> {
    let mut head = String::new();
    stdout.read_line(&mut head)?;
    let size: u64 =
        head.trim_end().split_once(" blob ").and_then(|(_, size)| size.parse().ok()).ok_or(ReadError::Lost)?;
    let mut rest = stdout.take(size + 1);
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
    fn git_responses_are_split_by_their_sizes() {
        let mut stdout = &b"aa blob 3\na\nb\nbb missing\ncc blob 9\ntoo large\ndd blob 0\n\nee blob 4\ncut"[..];
        assert_eq!(read_response(&mut stdout, 8).unwrap(), b"a\nb");
        assert!(matches!(read_response(&mut stdout, 8), Err(ReadError::Lost)));
        assert!(matches!(read_response(&mut stdout, 8), Err(ReadError::TooLarge { size: 9, limit: 8 })));
        assert_eq!(read_response(&mut stdout, 8).unwrap(), b"");
        assert!(matches!(read_response(&mut stdout, 8), Err(ReadError::Lost)));
        assert!(matches!(read_response(&mut stdout, 8), Err(ReadError::Lost)), "git has exited");
    }
}
