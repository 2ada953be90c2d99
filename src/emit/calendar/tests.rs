use std::collections::BTreeMap;

use proptest::prelude::*;

use super::files;
use crate::emit::fixture::{BASE_URL, at, now, site};
use crate::emit::{Edition, File};
use crate::model::{Instant, Site, Snapshot, Url};
use crate::text::Catalog;

fn calendars_of(site: &Site, now: Instant, revised: &BTreeMap<String, Instant>) -> Vec<File> {
    let base_url = Url::parse(BASE_URL).unwrap();
    let edition = Edition { base_url: &base_url, commit: None, revised };
    files(&Snapshot::take(site, now), &Catalog::english().unwrap(), edition).unwrap()
}

fn calendars(now: Instant) -> BTreeMap<String, String> {
    let files = calendars_of(&site(), now, &BTreeMap::new());
    files.into_iter().map(|file| (file.path, String::from_utf8(file.bytes).unwrap())).collect()
}

/// The lines of a calendar, unfolded.
fn lines(calendar: &str) -> Vec<String> {
    calendar.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

/// The values of a property in a calendar, in order.
fn values(calendar: &str, name: &str) -> Vec<String> {
    lines(calendar).iter().filter_map(|line| line.strip_prefix(name)?.strip_prefix(':').map(str::to_owned)).collect()
}

#[test]
fn calendars_match_snapshots() {
    let calendars = calendars(now());
    let paths: Vec<_> = calendars.keys().map(String::as_str).collect();
    let wanted = [
        "components/api/history.ics",
        "components/payments/history.ics",
        "components/website/history.ics",
        "history.ics",
        "incidents/at-work/window.ics",
        "incidents/coming/window.ics",
    ];
    assert_eq!(paths, wanted, "only a window that is not over has its own file");
    insta::assert_snapshot!("page", calendars["history.ics"].replace('\r', ""));
    insta::assert_snapshot!("window", calendars["incidents/coming/window.ics"].replace('\r', ""));
    let payments = &calendars["components/payments/history.ics"];
    assert_eq!(values(payments, "X-WR-CALNAME"), ["Acme & <Co>: maintenance of Payments"]);
    assert_eq!(values(payments, "UID"), values(&calendars["history.ics"], "UID"));
    assert_eq!(values(&calendars["components/api/history.ics"], "UID"), [""; 0]);
}

#[test]
fn calendar_lists_window_until_a_year_after_its_end() {
    let listed = |now: &str| values(&calendars(at(now))["history.ics"], "UID").len();
    assert_eq!(listed("2027-11-22T01:59:59Z"), 4);
    assert_eq!(listed("2027-11-22T02:00:00Z"), 3);
    assert_eq!(listed("2029-01-01T00:00:00Z"), 0);
}

#[test]
fn calendars_of_unchanged_windows_have_equal_bytes() {
    assert_eq!(calendars(now()), calendars(now().plus(600)));
    let (before, after) = (calendars(now()), calendars(at("2026-12-03T00:00:00Z")));
    assert_eq!(before["history.ics"], after["history.ics"], "the end of a window changes nothing");
}

#[test]
fn sequence_is_commit_time_or_update_time_whichever_is_later() {
    let revised = [("done", "2026-11-21T03:00:05Z"), ("called-off", "2026-11-18T09:00:00Z")];
    let revised = revised.map(|(id, time)| (id.to_owned(), at(time))).into();
    let files = calendars_of(&site(), now(), &revised);
    let page = files.iter().find(|file| file.path == "history.ics").unwrap();
    let page = str::from_utf8(&page.bytes).unwrap();
    let seconds = |text: &str| (at(text).unix() - at("2020-01-01T00:00:00Z").unix()).to_string();
    let wanted =
        [seconds("2026-11-21T03:00:05Z"), seconds("2026-11-22T11:05:00Z"), seconds("2026-11-19T09:00:00Z"), "0".into()];
    assert_eq!(values(page, "SEQUENCE"), wanted);
    assert_eq!(values(page, "LAST-MODIFIED")[0], "20261121T030005Z");
    assert_eq!(values(page, "DTSTAMP")[3], "20200101T000000Z", "without commits and updates");
}

#[test]
fn calendar_texts_are_escaped() {
    let mut site = site();
    site.page.name = "Acme;\u{85}a,\u{2028}b\r\nX-EVIL:1".to_owned();
    site.components[2].name = "Pay,ments;\n\u{0}\\".to_owned();
    site.windows[2].title = "Move\nBEGIN:VEVENT\rX-EVIL:1, \"a\"; b\u{7}\u{b}c".to_owned();
    site.windows[2].text = "One, two;\nthree\\n\n\n- four&#13;&#10;X-EVIL:1\n\n```\nfive\nsix\n```".to_owned();
    let files = calendars_of(&site, now(), &BTreeMap::new());
    let text = |path: &str| {
        let file = files.iter().find(|file| file.path == path).unwrap();
        str::from_utf8(&file.bytes).unwrap().to_owned()
    };
    let window = text("incidents/coming/window.ics");
    assert_eq!(values(&window, "SUMMARY"), ["Move BEGIN:VEVENT X-EVIL:1\\, \"a\"\\; b c"]);
    assert_eq!(values(&window, "CATEGORIES"), ["Pay\\,ments\\; \\\\"]);
    let expected = "One\\, two\\; three\\\\n\\nfour\\nX-EVIL:1\\nfive\\nsix\\n\\nAffects Pay\\,ments\\; \\\\\\n\\n\
                https://status.acme.example/incidents/coming/";
    assert_eq!(values(&window, "DESCRIPTION"), [expected]);
    let name = "Acme\\; a\\, b X-EVIL:1: maintenance";
    assert_eq!(values(&text("history.ics"), "X-WR-CALNAME"), [name]);
    assert_eq!(values(&text("history.ics"), "NAME;VALUE=TEXT"), [name]);
}

#[test]
fn long_calendar_texts_are_truncated() {
    let mut site = site();
    site.windows[2].title = "long ".repeat(100_000);
    site.windows[2].text = "維持 ".repeat(100_000);
    site.components = vec![site.components[2].clone(); 300];
    site.log = vec![site.log[2].clone(); 300];
    site.groups.clear();
    site.incidents.clear();
    site.windows.iter_mut().for_each(|window| window.affects = (0..300).collect());
    let files = calendars_of(&site, now(), &BTreeMap::new());
    assert!(files.iter().all(|file| file.bytes.len() < 25_000));
    let window = files.iter().find(|file| file.path == "incidents/coming/window.ics").unwrap();
    let window = str::from_utf8(&window.bytes).unwrap();
    assert!(values(window, "SUMMARY")[0].ends_with("long…"));
    assert!(values(window, "DESCRIPTION")[0].contains("Payments and …"), "{window}");
}

proptest! {
    #[test]
    fn calendars_are_valid_with_any_text(title in ".*", name in ".*", text in "(.|\n|\r){0,300}") {
        let mut site = site();
        site.page.name.clone_from(&name);
        site.components[2].name = name;
        site.windows.iter_mut().for_each(|window| window.title.clone_from(&title));
        site.windows[2].text = text;
        for file in calendars_of(&site, now(), &BTreeMap::new()) {
            let calendar = str::from_utf8(&file.bytes).unwrap();
            prop_assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
            prop_assert!(!calendar.replace("\r\n", "").contains(char::is_control));
            for line in lines(calendar) {
                prop_assert!(line.split_once([':', ';']).is_some_and(|(name, _)| {
                    name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-')
                }), "{}", line);
            }
        }
    }
}
