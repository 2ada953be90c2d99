use std::ops::Range;

use ahash::AHashMap;

use super::words::one_line;
use super::{CheckContext, CheckedEvent, CheckedFile, address, words};
use crate::diagnostic::{Code, Diagnostic, Problems, nearest};
use crate::model::{
    Component, ComponentIndex, ComponentLog, ComponentStatus, Group, Language, Page, Site, UpdateEvery, Url, Weights,
    Zone,
};
use crate::source::{RawPage, RawStatus, RawUptime, SourceText, Spanned};

/// The valid parts of `status.yaml`.
pub struct Settings {
    page: Option<Page>,
    pub zone: Zone,
    window_days: u32,
    weights: Weights,
    update_every: UpdateEvery,
    pub components: Vec<Component>,
    pub groups: Vec<Group>,
    /// The index of each component, and the byte range of its id, by id.
    pub places: AHashMap<String, (ComponentIndex, Range<usize>)>,
    /// The byte range of the status of each component, or of its id if it has no status.
    pub status_places: Vec<Range<usize>>,
    /// Whether `status.yaml` was parsed. If not, names of components cannot be checked.
    pub names_known: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            page: None,
            zone: Zone::UTC,
            window_days: 90,
            weights: Weights::default(),
            update_every: UpdateEvery::default(),
            components: Vec::new(),
            groups: Vec::new(),
            places: AHashMap::new(),
            status_places: Vec::new(),
            names_known: false,
        }
    }
}

impl Settings {
    pub fn component(&self, id: &str) -> Option<ComponentIndex> {
        self.places.get(id).map(|(component, _)| *component)
    }

    /// Creates a site from the settings, events and log, or returns `None` if the key `page` is invalid.
    pub fn into_site(self, events: Vec<CheckedFile>, log: Vec<ComponentLog>, hides_outage: bool) -> Option<Site> {
        let mut site = Site {
            page: self.page?,
            window_days: self.window_days,
            weights: self.weights,
            update_every: self.update_every,
            components: self.components,
            groups: self.groups,
            incidents: Vec::new(),
            windows: Vec::new(),
            log,
            has_possible_problem: hides_outage,
        };
        for file in events {
            match file.event {
                CheckedEvent::Incident(incident) => site.incidents.push(incident),
                CheckedEvent::Maintenance(window) => site.windows.push(window),
                CheckedEvent::Draft => {}
            }
        }
        site.incidents.sort_by(|a, b| a.id.cmp(&b.id));
        site.windows.sort_by(|a, b| a.id.cmp(&b.id));
        Some(site)
    }
}

/// Checks `status.yaml`. Returns the valid parts, or `None` if nothing can be parsed, and the diagnostics.
pub fn check(source: &SourceText, context: &CheckContext<'_>) -> (Option<Settings>, Vec<Diagnostic>) {
    let (raw, found) = RawStatus::read(source);
    let mut problems = Problems::of(&source.path);
    problems.extend(found);
    let Some(raw) = raw else { return (None, problems.into_vec()) };
    let mut checker = StatusChecker { source, problems, context };
    let zone = raw.page.timezone.as_ref().map_or(Zone::UTC, |name| checker.zone(name));
    let page = checker.page(&raw.page, zone);
    let (window_days, weights) = checker.uptime(&raw.uptime);
    let update_every =
        raw.incidents.update_every.as_ref().and_then(|text| checker.keep(words::update_every(source, text)));
    if let Some(version) = &raw.min_version {
        checker.min_version(version);
    }
    let mut settings = Settings {
        zone,
        page,
        window_days,
        weights,
        update_every: update_every.unwrap_or_default(),
        names_known: true,
        ..Settings::default()
    };
    checker.components(&raw.components, &mut settings);
    (Some(settings), checker.problems.into_vec())
}

/// Checks `status.yaml` and collects the diagnostics.
pub struct StatusChecker<'a> {
    pub source: &'a SourceText,
    pub problems: Problems,
    pub context: &'a CheckContext<'a>,
}

impl StatusChecker<'_> {
    pub fn report(&mut self, code: Code, at: &Spanned<String>, message: String, hint: impl Into<String>) {
        self.problems.push(self.source.problem(code, &at.span, message).hint(hint));
    }

    fn keep<T>(&mut self, value: Result<T, Diagnostic>) -> Option<T> {
        value.map_err(|problem| self.problems.push(problem)).ok()
    }

    /// Reports a `min_version` that is invalid or newer than this program.
    fn min_version(&mut self, text: &Spanned<String>) {
        const OWN: &str = env!("CARGO_PKG_VERSION");
        match (version(&text.value), version(OWN)) {
            (Some(wanted), Some(own)) if wanted > own => {
                let message = format!("`min_version` requires allgreen {} or newer, but this is {OWN}", text.value);
                self.report(
                    Code::TooOld,
                    text,
                    message,
                    "install a newer release, or update the version of the action in the workflows",
                );
            }
            (None, _) => {
                let message = format!("`{}` is not a valid version", text.value);
                self.report(Code::WrongType, text, message, format!("write a version such as `{OWN}`"));
            }
            _ => {}
        }
    }

    fn page(&mut self, raw: &RawPage, zone: Zone) -> Option<Page> {
        let language = raw.language.as_ref().map_or_else(|| "en".to_owned(), |tag| self.language(tag));
        let support_url = raw.support_url.as_ref().map(|url| self.support_url(url));
        let url = raw.url.as_ref().and_then(|url| self.url(url));
        let brand = self.brand(raw);
        let stale_after = raw.stale_after.as_ref().and_then(|text| self.keep(words::stale_after(self.source, text)));
        Some(Page {
            name: one_line(&raw.name.as_ref()?.value),
            url: url?,
            description: raw.description.as_ref().map(|text| one_line(&text.value)).filter(|text| !text.is_empty()),
            zone,
            language,
            support_url,
            brand,
            announcement: raw
                .announcement
                .as_ref()
                .map(|text| text.value.clone())
                .filter(|text| !text.trim().is_empty()),
            stale_after: stale_after.unwrap_or(Page::STALE_AFTER),
        })
    }

    fn zone(&mut self, name: &Spanned<String>) -> Zone {
        Zone::named(&name.value).unwrap_or_else(|| {
            let hint = match nearest(&name.value, Zone::names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "use a name of the IANA time zone database, such as `Europe/Berlin` or `UTC`".to_owned(),
            };
            self.report(Code::UnknownZone, name, format!("unknown time zone `{}`", name.value), hint);
            Zone::UTC
        })
    }

    fn url(&mut self, text: &Spanned<String>) -> Option<Url> {
        let url = match Url::parse(&text.value) {
            Ok(url) => url.without_trailing_slash(),
            Err(error) => {
                let message = format!("the URL `{}` {error}", text.value);
                let hint = "write the URL of the page, such as `https://status.acme.example`";
                self.report(Code::BadUrl, text, message, hint);
                return None;
            }
        };
        if url.has_query_or_fragment() {
            let message = format!("the URL `{}` must not have a query or a fragment", text.value);
            self.report(Code::BadUrl, text, message, "remove the `?` or `#` and everything after it");
        } else if !url.path().is_empty() && !url.host().ends_with(".github.io") {
            // On GitHub Pages, the site of a repository always has a path. Elsewhere, people choose the path.
            let message = format!("the URL has the path `{}`, so some clients of Statuspage do not work", url.path());
            let hint = "publish under a separate domain if you need clients made for Statuspage: some of them look for `/api/v2` \
                        at the root of the host";
            self.report(Code::UrlWithPath, text, message, hint);
        }
        Some(url)
    }

    fn support_url(&mut self, url: &Spanned<String>) -> String {
        if let Some(problem) = address::support_problem(&url.value) {
            let message = format!("the support URL `{}` {problem}", url.value);
            self.report(Code::BadUrl, url, message, "write `https://…`, `mailto:…` or `tel:…`");
        }
        url.value.clone()
    }

    fn language(&mut self, tag: &Spanned<String>) -> String {
        let part = |part: &str| (1..=8).contains(&part.len()) && part.chars().all(|each| each.is_ascii_alphanumeric());
        if !tag.value.split('-').all(part) {
            let message = format!("`{}` is not a valid language tag", tag.value);
            self.report(Code::WrongType, tag, message, "write a tag such as `en` or `pt-BR`");
        } else if !Language(&tag.value).lookup().iter().any(|tag| self.has_catalog(tag)) {
            let message = format!("no catalog for the language `{}`, so the page is in English", tag.value);
            let known = self.context.languages.join(", ");
            let hint = format!("add `theme/text/{}.ftl`, or use one of: {known}", tag.value);
            self.report(Code::UnknownLanguage, tag, message, hint);
        }
        tag.value.clone()
    }

    fn has_catalog(&self, tag: &str) -> bool {
        self.context.languages.iter().any(|language| language.eq_ignore_ascii_case(tag))
    }

    fn uptime(&mut self, raw: &RawUptime) -> (u32, Weights) {
        let window = raw.window_days.as_ref().map_or(90, |text| {
            text.value.parse().ok().filter(|days| (1..=366).contains(days)).unwrap_or_else(|| {
                let message = format!("`{}` is not a valid number of days", text.value);
                self.report(Code::BadNumber, text, message, "write a whole number from 1 to 366");
                90
            })
        });
        let mut weights = Weights::default();
        for (word, weight) in &raw.weights {
            self.weight(&mut weights, word, weight);
        }
        (window, weights)
    }

    fn weight(&mut self, weights: &mut Weights, word: &Spanned<String>, weight: &Spanned<String>) {
        let status = match words::component_status(self.source, word) {
            Ok(status) => status,
            Err(problem) => return self.problems.push(Diagnostic { code: Code::UnknownKey, ..problem }),
        };
        if matches!(status, ComponentStatus::Operational | ComponentStatus::UnderMaintenance) {
            let message = format!("the weight of `{status}` is always 0");
            return self.report(Code::UnknownKey, word, message, "remove the line");
        }
        match billionths(&weight.value) {
            Some(billionths) => weights.set(status, billionths),
            None => {
                let message = format!("`{}` is not a valid weight", weight.value);
                self.report(Code::BadNumber, weight, message, "write a number from 0 to 1 with at most nine decimals");
            }
        }
    }
}

/// Parses a version such as `1.2.3`. Missing numbers are 0.
fn version(text: &str) -> Option<[u32; 3]> {
    let mut numbers = [0; 3];
    for (at, part) in text.trim().split('.').enumerate() {
        *numbers.get_mut(at)? = part.parse().ok()?;
    }
    Some(numbers)
}

/// Parses a weight from 0 to 1 and returns it in billionths. `None` if it is invalid or has more than nine decimals.
fn billionths(text: &str) -> Option<u32> {
    let number: f64 = text.trim().parse().ok().filter(|number| (0.0..=1.0).contains(number))?;
    // `Display` writes the shortest decimal number, without an exponent.
    let decimal = number.to_string();
    let (whole, fraction) = decimal.split_once('.').unwrap_or((&decimal, ""));
    (fraction.len() <= 9).then(|| format!("{whole}{fraction:0<9}").parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_parsed_exactly_or_rejected() {
        assert_eq!(billionths("0.3"), Some(300_000_000));
        assert_eq!(billionths("3e-1"), Some(300_000_000));
        assert_eq!(billionths(".5"), Some(500_000_000));
        assert_eq!(billionths("1.0"), Some(1_000_000_000));
        for wrong in ["1.1", "-0.1", "nan", "inf", "", "0,3", "0.0000000001"] {
            assert_eq!(billionths(wrong), None, "{wrong}");
        }
    }
}
