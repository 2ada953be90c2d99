use super::Severity;

/// The effect of a diagnostic on a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The file cannot be used until it is fixed. A build without `--keep-going` stops.
    Stops,
    /// The invalid part is left out; the build continues and reports it.
    LeavesOut,
    /// The build continues and leaves nothing out.
    Nothing,
}

/// Declares the codes with their ids, summaries, severities and effects.
macro_rules! codes {
    ($($name:ident = $id:literal, $severity:ident, $effect:ident, $summary:literal;)+) => {
        /// The kind of a diagnostic. Its id is stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $summary] $name,)+
        }

        impl Code {
            /// All codes, in the order of their ids.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Returns the id, such as `AG102`.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }

            /// Returns a summary in one line.
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$name => $summary,)+ }
            }

            /// Returns the default severity, before `draft: true` in a file lowers it or `--strict` raises it.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// Returns the default effect on a build, before `draft: true` in a file removes it.
            pub const fn effect(self) -> Effect {
                match self { $(Self::$name => Effect::$effect,)+ }
            }
        }
    };
}

codes! {
    Unreadable = "AG001", Error, Stops, "a file cannot be read";
    NotText = "AG002", Error, Stops, "a file is not UTF-8 text";
    TooLarge = "AG003", Error, Stops, "a file is too large";
    LinkOutside = "AG004", Error, Stops, "a symbolic link leads out of the repository";
    NoStatusFile = "AG005", Error, Stops, "there is no `status.yaml`";
    TooMany = "AG006", Error, LeavesOut, "a file has more problems than are listed";
    MergeConflict = "AG007", Error, Stops, "a file has a merge conflict";

    YamlSyntax = "AG101", Error, Stops, "the YAML is invalid";
    UnknownKey = "AG102", Error, Stops, "a key is unknown";
    DuplicateKey = "AG103", Error, Stops, "a key appears twice";
    WrongType = "AG104", Error, Stops, "a value has the wrong type";
    MissingKey = "AG105", Error, Stops, "a required key is missing";
    YamlTooBig = "AG106", Error, Stops, "the YAML is nested too deeply or expands to too many values";
    UnknownStatus = "AG107", Error, Stops, "a component status is unknown";
    UnknownZone = "AG108", Error, Stops, "a time zone is unknown";
    BadUrl = "AG109", Error, Stops, "a URL is invalid";
    UrlWithPath = "AG110", Warning, Nothing, "the URL of the page has a path";
    DuplicateId = "AG111", Error, Stops, "an id is used twice";
    BadId = "AG112", Error, Stops, "an id is invalid";
    BadNumber = "AG113", Error, Stops, "a number is out of range";
    BadDate = "AG114", Error, Stops, "a date is invalid";
    Unexplained = "AG115", Warning, Nothing, "a component is not operational and no incident explains it";
    UnknownLanguage = "AG116", Warning, Nothing, "a language has no catalog";
    TooOld = "AG117", Error, Stops, "the files need a newer version of the program";
    BadLength = "AG118", Error, Stops, "a duration is invalid";
    BadColour = "AG119", Error, LeavesOut, "a colour is invalid";
    PaleAccent = "AG120", Warning, Nothing, "the contrast of the accent colour is too low";
    BadPicture = "AG121", Error, LeavesOut, "a logo or favicon cannot be used";
    BadLink = "AG122", Error, LeavesOut, "a link in the header or footer is invalid";
    BadStaleAfter = "AG123", Error, LeavesOut, "`stale_after` is not a valid duration";
    TakenId = "AG124", Warning, Nothing, "the id of a component is reserved for the badges of the overall status";
    OutdatedForm = "AG126", Warning, Nothing, "the form for incidents offers other components than the page has";

    NoFrontMatter = "AG201", Error, Stops, "an incident has no front matter";
    NoUpdate = "AG202", Error, Stops, "an incident has no update";
    NotAnUpdate = "AG203", Error, Stops, "a heading with a time is not a valid update";
    UnknownWord = "AG204", Error, Stops, "the status of an update is invalid";
    BadTime = "AG205", Error, Stops, "a time is invalid or does not exist";
    TextBeforeUpdate = "AG206", Error, Stops, "text comes before the first update of an incident";
    EndsBeforeStarts = "AG207", Error, Stops, "a maintenance window ends before it starts";
    BracesInWindow = "AG208", Error, Stops, "an update of a maintenance window sets statuses";
    BadBraces = "AG209", Error, Stops, "the statuses in a heading are invalid";
    UnknownImpact = "AG210", Error, Stops, "an impact is unknown";
    UnknownComponent = "AG211", Error, LeavesOut, "an open incident or coming window names an unknown component";
    RetiredComponent = "AG212", Warning, Nothing, "a past incident or window names an unknown component";
    DatedHeading = "AG213", Warning, Nothing, "a heading or line looks like an update but is not one";
    UpdateAfterEnd = "AG214", Warning, Nothing, "an update comes after the end of its maintenance window";
    StartedLate = "AG215", Warning, Nothing, "`started` is later than the first update";
    EarlyPostmortem = "AG216", Warning, Nothing, "a postmortem comes before the incident is resolved";
    UpdateAhead = "AG217", Error, LeavesOut, "an update is in the future";
    QuietIncident = "AG218", Warning, Nothing, "an open incident has had no update for a day";
    Overlap = "AG219", Warning, Nothing, "two maintenance windows of one component overlap";
    DeadLink = "AG220", Warning, Nothing, "a link is broken";
    MissedUpdate = "AG221", Error, Stops, "a line of an open incident is meant as an update but is not one";
    OpenBlock = "AG222", Error, Stops, "a code block or comment that hides updates is never closed";
    UnquotedTitle = "AG223", Warning, Nothing, "a title needs quotes";
    Misnamed = "AG224", Warning, Nothing, "a file or its folder has an unusual name";

    IllFormedLine = "AG301", Error, LeavesOut, "a line of the log is invalid";
    TornLine = "AG302", Error, LeavesOut, "the last line of the log is incomplete";
    UnknownInLog = "AG303", Warning, Nothing, "the log names an unknown component";
    LineAhead = "AG304", Warning, Nothing, "a line of the log is in the future";
    LineRemoved = "AG305", Error, Nothing, "a line of the log was removed";

    BadTheme = "AG401", Error, Stops, "a file of the theme has an error";
    UnusedThemeFile = "AG402", Warning, Nothing, "a file of the theme is not used";
    UnknownMessage = "AG403", Warning, Nothing, "a message of a catalog is not used";
    UnknownVariable = "AG404", Error, Nothing, "a message uses an unknown variable";
    MissingAsset = "AG405", Warning, Nothing, "a template names an asset that does not exist";
}

impl Code {
    /// Parses an id such as `AG102`, in upper or lower case.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id))
    }
}
