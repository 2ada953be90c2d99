use super::Severity;

/// The effect of a diagnostic on a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The file does not count until it is fixed, and a build without `--keep-going` stops.
    Stops,
    /// The wrong part does not count; the build continues and reports it.
    LeavesOut,
    /// The build continues by the rules.
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
            /// Every code, in order.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The id, such as `AG102`.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }

            /// A summary in one line.
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$name => $summary,)+ }
            }

            /// The severity, except in drafts and with `--strict`.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// The effect on a build, except in drafts.
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
    LinkOutside = "AG004", Error, Stops, "a symbolic link leaves the repository";
    NoStatusFile = "AG005", Error, Stops, "there is no `status.yaml`";
    TooMany = "AG006", Error, LeavesOut, "a file has more problems than are listed";

    YamlSyntax = "AG101", Error, Stops, "the YAML cannot be read";
    UnknownKey = "AG102", Error, Stops, "a key is unknown";
    DuplicateKey = "AG103", Error, Stops, "a key stands twice";
    WrongType = "AG104", Error, Stops, "a value has the wrong type";
    MissingKey = "AG105", Error, Stops, "a required key is missing";
    YamlTooBig = "AG106", Error, Stops, "the YAML is too deep or grows too large";
    UnknownStatus = "AG107", Error, Stops, "a component status is unknown";
    UnknownZone = "AG108", Error, Stops, "a time zone is unknown";
    BadUrl = "AG109", Error, Stops, "an address is ill-formed";
    UrlWithPath = "AG110", Warning, Nothing, "the page's address has a path";
    DuplicateId = "AG111", Error, Stops, "an id stands twice";
    BadId = "AG112", Error, Stops, "an id is ill-formed";
    BadNumber = "AG113", Error, Stops, "a number is out of range";
    BadDate = "AG114", Error, Stops, "a date is ill-formed";
    Unexplained = "AG115", Warning, Nothing, "a component is not well and no incident says why";
    UnknownLanguage = "AG116", Warning, Nothing, "a language has no catalog";
    TooOld = "AG117", Error, Stops, "the files need a newer version of the program";
    BadLength = "AG118", Error, Stops, "a length of time is ill-formed";
    BadColour = "AG119", Error, LeavesOut, "a colour is ill-formed";
    PaleAccent = "AG120", Warning, Nothing, "the accent is too pale for a light page";
    BadPicture = "AG121", Error, LeavesOut, "a logo or favicon cannot be used";
    BadLink = "AG122", Error, LeavesOut, "a link of every page cannot be used";
    BadStaleAfter = "AG123", Error, LeavesOut, "`stale_after` is no length of time";
    TakenId = "AG124", Warning, Nothing, "a component has the id of the whole page's badges";

    NoFrontMatter = "AG201", Error, Stops, "an incident has no front matter";
    NoUpdate = "AG202", Error, Stops, "an incident has no update";
    NotAnUpdate = "AG203", Error, Stops, "a dated heading is no update";
    UnknownWord = "AG204", Error, Stops, "a status word is unknown here";
    BadTime = "AG205", Error, Stops, "a time is ill-formed or does not exist";
    TextBeforeUpdate = "AG206", Error, Stops, "text stands before an incident's first update";
    EndsBeforeStarts = "AG207", Error, Stops, "a window ends before it starts";
    BracesInWindow = "AG208", Error, Stops, "a window's update carries statuses";
    BadBraces = "AG209", Error, Stops, "the statuses of an update are ill-formed";
    UnknownImpact = "AG210", Error, Stops, "an impact is unknown";
    UnknownComponent = "AG211", Error, LeavesOut, "an open incident names an unknown component";
    RetiredComponent = "AG212", Warning, Nothing, "a past incident names an unknown component";
    DatedHeading = "AG213", Warning, Nothing, "a heading or a line looks like an update and is none";
    UpdateAfterEnd = "AG214", Warning, Nothing, "an update comes after its window's end";
    StartedLate = "AG215", Warning, Nothing, "an incident starts after its first update";
    EarlyPostmortem = "AG216", Warning, Nothing, "a postmortem of what was never resolved";
    UpdateAhead = "AG217", Error, LeavesOut, "an update lies in the future";
    QuietIncident = "AG218", Warning, Nothing, "an incident has been open for a day without a word";
    Overlap = "AG219", Warning, Nothing, "two windows of one component overlap";
    DeadLink = "AG220", Warning, Nothing, "a link goes nowhere";

    IllFormedLine = "AG301", Error, LeavesOut, "a line of the log is ill-formed";
    TornLine = "AG302", Error, LeavesOut, "the last line of the log is torn";
    UnknownInLog = "AG303", Warning, Nothing, "the log names an unknown component";
    LineAhead = "AG304", Warning, Nothing, "a line of the log lies in the future";
    LineRemoved = "AG305", Error, Nothing, "a line of the log was removed";

    BadTheme = "AG401", Error, Stops, "a file of the theme cannot be used";
    UnusedThemeFile = "AG402", Warning, Nothing, "a file of the theme is used by no page";
    UnknownMessage = "AG403", Warning, Nothing, "a catalog has a message that no page says";
    UnknownVariable = "AG404", Error, Nothing, "a message has a variable that nothing fills";
    MissingAsset = "AG405", Warning, Nothing, "a template names an asset that does not exist";
}

impl Code {
    /// Parses an id, in any case.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id))
    }
}
