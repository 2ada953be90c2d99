use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::file::FileRecord;
use super::manifest::Manifest;
use super::*;
use crate::diagnostic::Failure;

/// The environment variable with the output folder of [`helper_process_builds_until_killed`].
const ENDLESS: &str = "ALLGREEN_TEST_ENDLESS";

struct Folder {
    parent: TempDir,
    out: PathBuf,
}

impl Folder {
    fn new() -> Self {
        let parent = TempDir::new().unwrap();
        let out = parent.path().join("public");
        Self { parent, out }
    }

    fn write(&self, files: &[(&str, &str)]) -> Result<Written, WriteError> {
        write(&self.out, files)
    }

    /// Returns the content of every file except the manifest, by path.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        collect(&self.out, "", &mut files);
        files.remove(path::MANIFEST);
        files
    }

    /// Asserts that `out` has exactly `files` and a finished manifest, and that no temporary folder is left.
    fn assert_has(&self, files: &[(&str, &str)]) {
        let wanted = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        assert_eq!(self.files(), wanted);
        let folders = fs::read_dir(self.parent.path()).unwrap().map(|entry| entry.unwrap().file_name());
        assert_eq!(folders.collect::<Vec<_>>(), ["public"]);
        assert!(Manifest::read(&self.out).unwrap().unwrap().complete);
    }
}

/// Writes exactly `files` into `out`.
fn write(out: &Path, files: &[(&str, &str)]) -> Result<Written, WriteError> {
    let draft = Draft::begin(out)?;
    for (path, text) in files {
        draft.put((*path).to_owned(), text.as_bytes().to_vec(), u8::from(*path == "index.html"), None);
    }
    draft.finish()
}

fn collect(folder: &Path, name: &str, files: &mut BTreeMap<String, String>) {
    let entries: Vec<_> = fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    if entries.is_empty() {
        files.insert(name.to_owned(), "an empty folder".to_owned());
    }
    for entry in entries {
        let name = format!("{name}{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
}

fn counts(written: usize, unchanged: usize, removed: usize) -> Written {
    Written { written, unchanged, removed }
}

fn set_modified(file: &Path, time: SystemTime) {
    let times = fs::FileTimes::new().set_modified(time);
    fs::File::options().write(true).open(file).unwrap().set_times(times).unwrap();
}

/// Waits until a file that is written now gets a later change time than `file`: file systems round these times.
fn wait_for_later_time(file: &Path) {
    let changed = |path: &Path| fs::metadata(path).map(|found| (found.ctime(), found.ctime_nsec())).unwrap();
    let folder = TempDir::new().unwrap();
    let probe = folder.path().join("probe");
    while {
        fs::write(&probe, "").unwrap();
        changed(&probe) <= changed(file)
    } {}
}

#[test]
fn build_writes_changed_files_and_removes_old_ones() {
    let folder = Folder::new();
    let first = [("index.html", "1"), ("a/b/index.html", "b"), ("a/c/index.html", "c")];
    assert_eq!(folder.write(&first).unwrap(), counts(3, 0, 0));
    folder.assert_has(&first);
    assert_eq!(folder.write(&first).unwrap(), counts(0, 3, 0));
    let second = [("index.html", "2"), ("a/b/index.html", "b"), ("d.html", "d")];
    assert_eq!(folder.write(&second).unwrap(), counts(2, 1, 1));
    folder.assert_has(&second);
    assert_eq!(folder.write(&[]).unwrap(), counts(0, 0, 3));
    folder.assert_has(&[]);
}

#[test]
fn unchanged_files_are_not_touched() {
    let folder = Folder::new();
    folder.write(&[("index.html", "1"), ("a.html", "a")]).unwrap();
    let times = || {
        let modified = |name| fs::metadata(folder.out.join(name)).unwrap().modified().unwrap();
        [modified("a.html"), modified(path::MANIFEST)]
    };
    for name in ["a.html", path::MANIFEST] {
        set_modified(&folder.out.join(name), SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000));
    }
    let before = times();
    folder.write(&[("index.html", "1"), ("a.html", "a")]).unwrap();
    assert_eq!(times(), before);
    folder.write(&[("index.html", "2"), ("a.html", "a")]).unwrap();
    assert_eq!(times()[0], before[0]);
}

#[test]
fn file_is_kept_until_its_content_or_fingerprint_changes() {
    let folder = Folder::new();
    let put = |fingerprint| {
        let draft = Draft::begin(&folder.out).unwrap();
        let kept = draft.keep("a/b.html", fingerprint);
        if !kept {
            draft.put("a/b.html".to_owned(), b"text".to_vec(), 0, Some(fingerprint));
        }
        (kept, draft.finish().unwrap())
    };
    assert_eq!(put(1), (false, counts(1, 0, 0)));
    assert_eq!(put(1), (true, counts(0, 1, 0)));
    folder.assert_has(&[("a/b.html", "text")]);
    assert_eq!(put(2), (false, counts(0, 1, 0)), "another fingerprint");
    assert_eq!(put(2), (true, counts(0, 1, 0)));
    fs::write(folder.out.join("a/b.html"), "TEXT").unwrap();
    set_modified(&folder.out.join("a/b.html"), SystemTime::now() + Duration::from_secs(60));
    assert_eq!(put(2), (false, counts(1, 0, 0)), "another program wrote into it");
    let old = folder.parent.path().join("old.html");
    fs::write(&old, "OLD!").unwrap();
    set_modified(&old, SystemTime::UNIX_EPOCH);
    wait_for_later_time(&folder.out.join(path::MANIFEST));
    fs::rename(&old, folder.out.join("a/b.html")).unwrap();
    assert_eq!(put(2), (false, counts(1, 0, 0)), "an older file with its old modification time replaced it");
    fs::remove_file(folder.out.join("a/b.html")).unwrap();
    assert_eq!(put(2), (false, counts(1, 0, 0)));
    folder.assert_has(&[("a/b.html", "text")]);
}

#[test]
fn temporary_folder_of_another_program_is_kept() {
    let folder = Folder::new();
    let theirs = folder.parent.path().join(".public.allgreen-new/theirs.txt");
    fs::create_dir(theirs.parent().unwrap()).unwrap();
    fs::write(&theirs, "x").unwrap();
    assert!(matches!(folder.write(&[("index.html", "1")]), Err(WriteError::Io { .. })));
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "x");
}

#[test]
fn dropped_or_cleared_draft_leaves_no_files() {
    let folder = Folder::new();
    let mut draft = Draft::begin(&folder.out).unwrap();
    draft.put("a/b.html".to_owned(), b"b".to_vec(), 0, None);
    draft.clear();
    draft.put("c.html".to_owned(), b"c".to_vec(), 0, None);
    drop(draft);
    assert_eq!(fs::read_dir(folder.parent.path()).unwrap().count(), 0);
    let mut draft = Draft::begin(&folder.out).unwrap();
    draft.put("a/b.html".to_owned(), b"b".to_vec(), 0, None);
    draft.clear();
    draft.put("c.html".to_owned(), b"c".to_vec(), 0, None);
    draft.finish().unwrap();
    folder.assert_has(&[("c.html", "c")]);
    let draft = Draft::begin(&folder.out).unwrap();
    draft.put("d.html".to_owned(), b"d".to_vec(), 0, None);
    drop(draft);
    folder.assert_has(&[("c.html", "c")]);
}

#[test]
fn empty_folder_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    fs::create_dir(&folder.out).unwrap();
    fs::set_permissions(&folder.out, fs::Permissions::from_mode(0o750)).unwrap();
    folder.write(&[("index.html", "1")]).unwrap();
    folder.assert_has(&[("index.html", "1")]);
    assert_eq!(fs::metadata(&folder.out).unwrap().permissions().mode() & 0o777, 0o750);
}

#[test]
fn folder_with_foreign_files_is_refused() {
    let folder = Folder::new();
    fs::create_dir(&folder.out).unwrap();
    fs::write(folder.out.join("thesis.txt"), "x").unwrap();
    let failure = Failure::from(folder.write(&[("index.html", "1")]).unwrap_err());
    assert!(failure.message.contains("public`: it is not empty") && failure.hint.is_some(), "{failure:?}");
    assert_eq!(folder.files().len(), 1);
    // A file with the name of the manifest is not always a manifest.
    fs::write(folder.out.join(path::MANIFEST), "mine\n").unwrap();
    assert!(matches!(folder.write(&[]), Err(WriteError::Foreign { .. })));
}

#[test]
fn foreign_files_are_kept() {
    let folder = Folder::new();
    folder.write(&[("index.html", "1"), ("a/b.html", "b")]).unwrap();
    fs::write(folder.out.join("a/theirs.txt"), "x").unwrap();
    folder.write(&[("index.html", "1")]).unwrap();
    folder.assert_has(&[("index.html", "1"), ("a/theirs.txt", "x")]);
    let error = folder.write(&[("index.html", "2"), ("a", "a")]).unwrap_err();
    assert!(matches!(error, WriteError::Obstacle { what: "a folder with files", .. }), "{error}");
    let error = folder.write(&[("index.html", "2"), ("a/theirs.txt/x", "a")]).unwrap_err();
    assert!(matches!(error, WriteError::Obstacle { what: "a file", .. }), "{error}");
    let error = folder.write(&[("index.html", "2"), ("a/theirs.txt", "ours")]).unwrap_err();
    assert!(matches!(error, WriteError::Obstacle { what: "a file", .. }), "{error}");
    folder.assert_has(&[("index.html", "1"), ("a/theirs.txt", "x")]);
    assert_eq!(folder.write(&[("index.html", "1"), ("a/theirs.txt", "x")]).unwrap(), counts(0, 2, 0));
}

#[test]
fn file_is_replaced_by_folder_and_folder_by_file() {
    let folder = Folder::new();
    folder.write(&[("a", "a"), ("b/c/d", "d"), ("index.html", "1")]).unwrap();
    let turned = [("a/x/y", "y"), ("b", "b"), ("index.html", "1")];
    assert_eq!(folder.write(&turned).unwrap(), counts(2, 1, 2));
    folder.assert_has(&turned);
    fs::remove_file(folder.out.join("b")).unwrap();
    fs::create_dir_all(folder.out.join("b/empty")).unwrap();
    folder.write(&turned).unwrap();
    folder.assert_has(&turned);
}

#[test]
fn symbolic_links_are_not_followed() {
    let folder = Folder::new();
    let elsewhere = TempDir::new().unwrap();
    let theirs = elsewhere.path().join("theirs.html");
    fs::write(&theirs, "theirs").unwrap();
    folder.write(&[("index.html", "1"), ("a/theirs.html", "a")]).unwrap();
    fs::remove_dir_all(folder.out.join("a")).unwrap();
    symlink(elsewhere.path(), folder.out.join("a")).unwrap();
    let error = folder.write(&[("index.html", "1"), ("a/theirs.html", "a")]).unwrap_err();
    assert!(matches!(error, WriteError::Obstacle { what: "a symbolic link", .. }), "{error}");
    folder.write(&[("index.html", "1")]).unwrap();
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "theirs");

    fs::remove_file(folder.out.join("index.html")).unwrap();
    symlink(&theirs, folder.out.join("index.html")).unwrap();
    symlink(&theirs, folder.out.join(".index.html.allgreen-tmp")).unwrap();
    folder.write(&[("index.html", "theirs")]).unwrap();
    assert!(!fs::symlink_metadata(folder.out.join("index.html")).unwrap().is_symlink());
    folder.write(&[("index.html", "2")]).unwrap();
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "theirs");
}

#[test]
fn tampered_manifest_removes_no_file_outside_folder() {
    let folder = Folder::new();
    folder.write(&[("index.html", "1")]).unwrap();
    let outside = folder.parent.path().join("outside.txt");
    fs::write(&outside, "x").unwrap();
    let file = folder.out.join(path::MANIFEST);
    let manifest = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{manifest}../outside.txt\n{}\na/../../outside.txt\n", outside.display())).unwrap();
    folder.write(&[]).unwrap();
    assert!(outside.exists());
    assert!(folder.files().is_empty());
}

#[test]
fn temporary_files_of_killed_build_are_removed() {
    let folder = Folder::new();
    folder.write(&[("index.html", "1"), ("a/old.html", "a")]).unwrap();
    let files = ["index.html", "a/old.html", "b/new.html"].map(|path| (path.to_owned(), FileRecord::default()));
    Manifest { complete: false, files: files.into() }.write(&folder.out).unwrap();
    fs::create_dir(folder.out.join("b")).unwrap();
    for left in ["b/.new.html.allgreen-tmp", ".index.html.allgreen-tmp", "..allgreen.allgreen-tmp"] {
        fs::write(folder.out.join(left), "torn").unwrap();
    }
    let temporary = folder.parent.path().join(".public.allgreen-new");
    fs::create_dir(&temporary).unwrap();
    fs::write(temporary.join("..allgreen.allgreen-tmp"), "torn").unwrap();
    folder.write(&[("index.html", "1")]).unwrap();
    folder.assert_has(&[("index.html", "1")]);

    fs::remove_dir_all(&folder.out).unwrap();
    fs::create_dir(&folder.out).unwrap();
    fs::write(folder.out.join("..allgreen.allgreen-tmp"), "torn").unwrap();
    folder.write(&[("index.html", "1")]).unwrap();
    folder.assert_has(&[("index.html", "1")]);
}

#[test]
fn unsafe_and_conflicting_paths_are_refused() {
    let folder = Folder::new();
    for wrong in ["../x", "/x", "a//b", ""] {
        assert!(matches!(folder.write(&[(wrong, "")]), Err(WriteError::Path { .. })), "{wrong}");
    }
    assert!(matches!(folder.write(&[("a", ""), ("a", "")]), Err(WriteError::Twice { .. })));
    assert!(matches!(folder.write(&[("a", ""), ("a/b", "")]), Err(WriteError::Twice { .. })));
    assert!(!folder.out.exists());
}

#[test]
fn io_error_names_the_path() {
    let folder = Folder::new();
    let file = folder.parent.path().join("file");
    fs::write(&file, "").unwrap();
    let message = write(&file.join("public"), &[]).unwrap_err().to_string();
    assert!(message.contains("/file"), "{message}");
    let message = write(&file, &[]).unwrap_err().to_string();
    assert!(message.starts_with("could not read the folder `") && message.ends_with("/file`"), "{message}");
}

#[test]
fn read_only_folder_is_reported() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    folder.write(&[("index.html", "1")]).unwrap();
    let set_mode = |mode| fs::set_permissions(&folder.out, fs::Permissions::from_mode(mode)).unwrap();
    set_mode(0o555);
    // The superuser may write everywhere.
    if fs::write(folder.out.join("probe"), "").is_err() {
        let message = folder.write(&[("index.html", "2")]).unwrap_err().to_string();
        assert!(message.starts_with("could not write `") && message.contains("ermission denied"), "{message}");
    }
    set_mode(0o755);
}

#[test]
fn builds_into_one_folder_wait_for_each_other() {
    let folder = Folder::new();
    let texts: Vec<String> = (0..8).map(|n| n.to_string()).collect();
    std::thread::scope(|scope| {
        for text in &texts {
            scope.spawn(|| folder.write(&[("index.html", text), ("a/b.html", text)]).unwrap());
        }
    });
    let files = folder.files();
    assert_eq!(files["index.html"], files["a/b.html"]);
    assert_eq!(files.len(), 2);
}

/// Returns the content of a file of the build `round`, long enough that many builds are killed while they write it.
fn long(round: usize, index: usize) -> String {
    format!("{round}/{index} ").repeat(20_000) + "whole"
}

fn round(out: &Path, round: usize) {
    let paths: Vec<_> =
        (0..12).map(|index| format!("{}/{}.html", (index + round) % 5, index * (1 + round % 3))).collect();
    let texts: Vec<_> = (0..12).map(|index| long(round, index)).collect();
    let files: Vec<_> = paths.iter().zip(&texts).map(|(path, text)| (path.as_str(), text.as_str())).collect();
    write(out, &files).unwrap();
}

/// Tests nothing itself: [`killed_build_leaves_no_half_written_file`] runs this in a process and kills the process.
#[test]
fn helper_process_builds_until_killed() {
    let Ok(out) = std::env::var(ENDLESS) else { return };
    for n in 0.. {
        round(Path::new(&out), n);
        if n % 7 == 6 {
            fs::remove_dir_all(&out).unwrap();
        }
    }
}

#[test]
fn killed_build_leaves_no_half_written_file() {
    let folder = Folder::new();
    for n in 0..25 {
        let mut builds = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "write::tests::helper_process_builds_until_killed"])
            .env(ENDLESS, &folder.out)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(40 + n * 7));
        builds.kill().unwrap();
        builds.wait().unwrap();
        if folder.out.exists() {
            let mut files = folder.files();
            // A process that is killed before its first build ends leaves the files of the previous round.
            let is_old = |text: &str| text == "1" || text == "an empty folder";
            files.retain(|path, text| !path.starts_with('.') && !path.contains("/.") && !is_old(text));
            assert!(files.values().all(|text| text.ends_with("whole")));
        }
        if folder.out.exists()
            && fs::read_dir(&folder.out).unwrap().count() > 0
            && !folder.out.join(path::MANIFEST).exists()
        {
            // The process was killed while it removed the folder.
            fs::remove_dir_all(&folder.out).unwrap();
        }
        folder.write(&[("index.html", "1")]).unwrap();
        folder.assert_has(&[("index.html", "1")]);
    }
}
