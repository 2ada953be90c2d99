# The English words of every page. Another language is another file beside this one, named by its
# language tag (`de.ftl`, `pt-BR.ftl`); what it leaves out is taken from here.
# `{ $count -> … }` chooses by the language's own plural rules: https://projectfluent.org

## For the page's script

# How browsers tell dates and times as this catalogue does: a tag for JavaScript's `Intl`.
intl-locale = en-GB
# Beside the page's own time; { $time } is a time on the visitor's clock.
your-time = { $time } your time

## What the page says of itself

# The name of the region that `page.announcement` fills.
announcement = Announcement
# Shown by the script once the page is older than `page.stale_after`.
stale-page = This page has not been renewed for a while. What it says may be out of date.

## Numbers

percent = { $whole }.{ $decimals } %
percent-whole = { $whole } %
# In a table of percentages.
decimal = { $whole }.{ $decimals }
thousands-sign = ,

## Durations

less-than-a-minute = less than a minute
minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
two-units = { $large } { $small }
# The same in a table, in units without a plural.
short-less-than-a-minute = <{ "\u00a0" }1{ "\u00a0" }min
short-minutes = { $count }{ "\u00a0" }min
short-hours = { $count }{ "\u00a0" }h
short-days = { $count }{ "\u00a0" }d

## Lists

list = { $list }, { $item }
list-last = { $list } and { $item }

## Dates: { $day } 2, { $month } November, { $short } Nov, { $number } 11, { $year } 2026

date = { $day } { $month } { $year }
date-medium = { $day } { $short } { $year }
date-day = { $day } { $month }
date-short = { $day } { $short }
date-month = { $month } { $year }

## Times: { $hour } 14, { $hour12 } 2, { $half } am or pm, { $minute } 05

clock = { $hour }:{ $minute }
time = { $date }, { $time } { $zone }
time-without-zone = { $date }, { $time }
time-of-day = { $time } { $zone }
times = { $from } – { $until }
times-of-a-day = { $date }, { $from } – { $until } { $zone }

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec

# Weeks begin on Monday.
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

## The page as a whole

overall-all-operational = All Systems Operational
overall-major-system-outage = Major System Outage
overall-partial-system-outage = Partial System Outage
overall-minor-service-outage = Minor Service Outage
overall-degraded-system-service = Degraded System Service
overall-partially-degraded-service = Partially Degraded Service
overall-under-maintenance = Service Under Maintenance

## Components

component-operational = Operational
component-under-maintenance = Under maintenance
component-degraded-performance = Degraded performance
component-partial-outage = Partial outage
component-major-outage = Major outage
component-no-data = No data

# The same words within a sentence.
inline-operational = operational
inline-under-maintenance = maintenance
inline-degraded-performance = degraded performance
inline-partial-outage = partial outage
inline-major-outage = major outage
inline-no-data = no data

## Incidents and maintenance

incident-investigating = Investigating
incident-identified = Identified
incident-monitoring = Monitoring
incident-resolved = Resolved
incident-postmortem = Postmortem

maintenance-scheduled = Scheduled
maintenance-in-progress = In progress
maintenance-verifying = Verifying
maintenance-completed = Completed
maintenance-canceled = Canceled

# A window in a list of incidents: { $status } is one of the words above.
maintenance-is = Maintenance · { $status }

impact-none = No impact
impact-minor = Minor impact
impact-major = Major impact
impact-critical = Critical impact

## Banner and front page

banner-incident = Incident in progress
banner-incident-minor = Minor incident in progress
banner-incident-major = Major incident in progress
banner-incident-critical = Critical incident in progress
as-of = As of { $time }
active-incidents = Active incidents
earlier-updates = { $count ->
    [one] 1 earlier update
   *[other] { $count } earlier updates
}
lasting-for = for { $duration }
# While an incident is open: { $time } is a time of day, or a date and a time where it is on another day than the
# newest update. The other two say the same once that time has passed without a word.
next-update = Next update by { $time }
next-update-late = The next update was due at { $time }
next-update-late-date = The next update was due on { $time }
scheduled-maintenance = Maintenance
more-maintenance = All maintenance
components = Components
no-components = No components yet
unwell = { $count } of { $of } not operational
days-ago = { $count ->
    [one] Today
   *[other] { $count } days ago
}
today = Today
uptime = { $percent } uptime
no-data-yet = No data yet
days-with-trouble = { $count ->
    [one] 1 day with trouble
   *[other] { $count } days with trouble
}
# The name of all squares of a component, and of one of them.
strip = { $component }, { $days ->
    [one] 1 day
   *[other] { $days } days
}: { $trouble ->
    [0] no day with trouble
    [one] 1 day with trouble
   *[other] { $trouble } days with trouble
}
square = { $day }: { $what }
status-lasting = { $status }, { $duration }
statuses = { $list }; { $item }
past-incidents = Past incidents
quiet-day = No incidents on { $day }
# { $from } has a year only where it is another than that of { $until }. For languages that say the year first,
# { $first } always has one, and { $last } only where it is another.
quiet-days = No incidents from { $from } to { $until }
all-history = All history

## An incident or a window

affected = Affected
updates = Updates
permalink = Link to this update
postmortem = Postmortem
published = Published { $time }
affected-components = Affected components
since = since
planned = Planned
actual = Took place
add-to-calendar = Add to calendar
more-in-month = More in { $month }

## A component

uptime-heading = Uptime
downtime = { $duration } down
no-downtime = no downtime
longest-outage = Longest outage
component-since = Since { $time }
known-since = Watched since { $time }
twelve-months = Twelve months
calendar = { $month }: { $trouble ->
    [0] no day with trouble
    [one] 1 day with trouble
   *[other] { $trouble } days with trouble
}
incidents-and-maintenance = Incidents and maintenance
nothing-in-a-year = Nothing in the past year
feeds-of = Feeds of { $component }

## History and maintenance

history = History
history-of = History of { $month }
all-months = All months
nothing-yet = Nothing has happened yet
newer = Newer: { $month }
older = Older: { $month }
incidents = { $count ->
    [one] 1 incident
   *[other] { $count } incidents
}
windows = { $count ->
    [one] 1 maintenance
   *[other] { $count } maintenance windows
}
maintenance = Maintenance
in-progress = In progress
upcoming = Upcoming
past = Past
nothing-planned = Nothing is planned
nothing-past = Nothing so far

## Uptime by month

uptime-by-month = Uptime, month by month
uptime-of = Uptime { $range }
# From a month to a later one.
months = { $from } – { $until }
last-twelve-months = Last twelve months
# The name of the list of ranges, and of the fields for choosing one.
ranges = Ranges
from-month = From
until-month = To
in-total = In total
component = Component
incidents-heading = Incidents
time-to-resolve = Mean time to resolve
month-by-month = Month by month
percent-of-known-time = Percent of the known time without downtime; – where nothing is known
months-missing = These months could not be loaded
numbers = Take the numbers away
csv-text = Every component and month as a table, for spreadsheets
months-json-text = The same numbers, one file a month

## Subscribe

subscribe = Subscribe
subscribe-lead = Every update, as it is published, in the form that suits you. No account, no e-mail address to leave.
feed-readers = Feed readers
feed-readers-text = Paste one of these into a feed reader. Each update of an incident or a maintenance window is one entry.
rss-text = Understood by every reader
atom-text = The same entries, with exact times of change
json-feed-text = The same entries, for programs and newer readers
# A button beside an address, before and after it was pressed.
copy = Copy
copied = Copied
# Planned maintenance as a calendar, here and at the foot of every page.
calendar-link = Calendar
calendar-text = Planned maintenance beside your own appointments. The calendar keeps itself up to date and takes up nobody’s time.
calendar-address-text = For calendars on the web, such as Google Calendar: add a calendar by its address
calendar-app = On this device
calendar-subscribe = Subscribe in the calendar app
calendar-app-text = Opens Apple Calendar, Outlook, Thunderbird or whatever keeps your calendar here
chat = Chat
chat-text = Each update as a message in a channel of your choice, a few minutes after it is published.
slack-text = Write this in the channel; Slack's own RSS app does the rest
other-chats = Other chats
other-chats-text = Give the address of the RSS feed to whatever your chat has for following feeds.
one-component = One component only
one-component-text = The same feeds and the same calendar, with only what concerns one component.
# Lines to paste into a site of the reader's own; the last is a link to what the second line shows.
own-site = On your own site
own-site-text = Tell the visitors of your own site what is wrong, for as long as it is. Paste one of these lines.
notice-script-text = A notice that shows while an incident is open or maintenance is due, and nothing while all is well
notice-frame-text = The current status in a frame, without a script
notice-frame-see = See it
programs = Programs
programs-text = The same data as JSON, readable from any site. The addresses and fields of api/v2 are those of Statuspage, so that tools made for it work here.
api-summary-text = Everything at once: components, open incidents, maintenance ahead
api-status-text = The one answer
api-incidents-text = Incidents, newest first
api-maintenances-text = Maintenance, past and planned
api-uptime-text = Uptime of every component, day by day
api-document-text = How programs read all of it, as an OpenAPI document

## The notice on other sites

# What the notice is called as a whole, and what its button does.
notice-label = Status of { $page }
notice-hide = Hide this notice
badges = Badges
badges-lead = Small pictures that say the current state, for a README, a wiki or a site of your own.
all-badges = All badges
badges-forms = Other forms
badges-forms-text = Each address can end in another way.
badge-square-text = With square corners
badge-json-text = For shields.io, which draws badges in other styles
badges-one = One component or group

## Around every page

skip = Skip to content
home = Current status
support = Get help
main-navigation = Main
site-navigation = Site
# A list of the site's own links, such as to a privacy policy.
links = Links
api = API
made-with = Made with
made-at = Page made { $time }
made-from = from commit { $commit }
not-found = Page not found
not-found-text = There is nothing at this address. The link may be old, or mistyped.
back-home = See the current status

## Titles and descriptions, for search engines and chats that unfurl links

page-title = { $title } – { $page }
about = Live status of { $page }
about-incidents = Active: { $incidents }
about-event = { $status }. { $text }
about-window = { $status }, { $times }. { $text }
about-component = { $component }: { $status }. Uptime and incidents of the past year.
about-history = Incidents and maintenance of { $page }, month by month
about-maintenance = Planned, current and past maintenance of { $page }
about-subscribe = Feeds and an API with every update of { $page }
about-uptime = Uptime, outages and time to resolve of { $page }, month by month
about-badges = Badges with the current state of { $page }

## Feeds, in the shape that programs know from Statuspage

feed-wall = { $short } { $day }, { $time }
feed-time = { $time } { $zone }
feed-times = { $from } - { $until } { $zone }
feed-scheduled = THIS IS A SCHEDULED EVENT { $times }
# An update that says the same status as the one before it.
feed-update = Update
feed-title = { $page } - Incident History
feed-title-component = { $page } - { $component } - Incident History
feed-description = Incidents and planned maintenance of { $page }.
feed-description-component = Incidents and planned maintenance of { $component }.

## Calendars

# A window in a calendar that shows no states.
calendar-canceled = Canceled: { $title }
calendar-affected = Affects { $components }
calendar-title = { $page }: maintenance
calendar-title-component = { $page }: maintenance of { $component }
