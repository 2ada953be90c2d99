# The English texts of all pages. Each other language has a file next to this one, named by its language
# tag (`de.ftl`, `pt-BR.ftl`); a message that it lacks is taken from this file.
# `{ $count -> … }` selects a plural form by the rules of the language: https://projectfluent.org

## For the page's script

# The language tag with which JavaScript's `Intl` formats dates and times as this catalog does.
intl-locale = en-GB
# Shown after a time in the page's time zone; { $time } is the same time in the visitor's.
your-time = { $time } your time

## Notices about the page itself

# The label of the region that shows `page.announcement`.
announcement = Announcement
# The script shows this when the page is older than `page.stale_after`.
stale-page = This page has not been updated for a while and may be out of date.

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
# Short forms for tables, with units that have no plural.
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

# The same statuses within a sentence.
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

# A maintenance window in a list of incidents; { $status } is one of the statuses above.
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
# While a file that may be about an outage cannot be read.
banner-possible-problem = Possible problem
possible-problem-text = We are looking into a possible problem.
as-of = As of { $time }
active-incidents = Active incidents
earlier-updates = { $count ->
    [one] 1 earlier update
   *[other] { $count } earlier updates
}
lasting-for = for { $duration }
# For open incidents. { $time } is a time of day, or a date and a time if that is not on the day of the newest update.
# The other two are shown when that time has passed without an update.
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
# Days on which a component was not operational for some time, planned maintenance apart.
days-with-trouble = { $count ->
    [0] No days with issues
    [one] 1 day with issues
   *[other] { $count } days with issues
}
# The same, of the last { $days } days.
days-with-trouble-in = { $trouble ->
    [0] No issues
    [one] 1 day with issues
   *[other] { $trouble } days with issues
} in the last { $days ->
    [one] day
   *[other] { $days } days
}
# The labels of the row of squares of a component, and of one square.
strip = { $component }: { $trouble ->
    [0] no issues
    [one] 1 day with issues
   *[other] { $trouble } days with issues
} in the last { $days ->
    [one] day
   *[other] { $days } days
}
square = { $day }: { $what }
status-lasting = { $status }, { $duration }
statuses = { $list }; { $item }
past-incidents = Past incidents
quiet-day = No incidents on { $day }
# { $from } has a year only if { $until } is in another one. For languages that put the year first, { $first } always
# has a year, and { $last } only if it differs.
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
actual = Actual
add-to-calendar = Add to calendar
more-in-month = More in { $month }

## A component

uptime-heading = Uptime
downtime = { $duration } of downtime
no-downtime = no downtime
longest-outage = Longest outage
component-since = Since { $time }
known-since = Data since { $time }
twelve-months = Last twelve months
calendar = { $month }: { $trouble ->
    [0] no issues
    [one] 1 day with issues
   *[other] { $trouble } days with issues
}
incidents-and-maintenance = Incidents and maintenance
nothing-in-a-year = No incidents or maintenance in the past year
feeds-of = Feeds for { $component }

## History and maintenance

history = History
history-of = History for { $month }
all-months = All months
nothing-yet = No incidents or maintenance yet
newer = Newer: { $month }
older = Older: { $month }
incidents = { $count ->
    [one] 1 incident
   *[other] { $count } incidents
}
windows = { $count ->
    [one] 1 maintenance window
   *[other] { $count } maintenance windows
}
maintenance = Maintenance
in-progress = In progress
upcoming = Upcoming
past = Past
nothing-planned = No maintenance is planned
nothing-past = No past maintenance

## Uptime by month

uptime-by-month = Uptime by month
uptime-of = Uptime { $range }
# The first and the last month of a range.
months = { $from } – { $until }
last-twelve-months = Last twelve months
# The label of the list of ranges, and of the form that selects one.
ranges = Date range
from-month = From
until-month = To
in-total = Total
component = Component
incidents-heading = Incidents
time-to-resolve = Mean time to resolve
month-by-month = By month
percent-of-known-time = Uptime in percent; – means no data
months-missing = These months could not be loaded
numbers = Download
csv-text = All components and months in one table, for spreadsheets
months-json-text = The same data, one file per month

## Subscribe

subscribe = Subscribe
subscribe-lead = Get every update as soon as it is published. No account or e-mail address is needed.
feed-readers = Feed readers
feed-readers-text = Paste one of these URLs into your feed reader. Each update of an incident or maintenance window is one entry.
rss-text = Works in every feed reader
atom-text = The same entries, with the exact time of each change
json-feed-text = The same entries as JSON, for programs and newer readers
# A button next to a URL, before and after a click.
copy = Copy
copied = Copied
# The calendar of planned maintenance, here and in the footer of every page.
calendar-link = Calendar
calendar-text = Planned maintenance in your own calendar. Events update automatically and do not show you as busy.
calendar-address-text = For web calendars such as Google Calendar: add a calendar from this URL
calendar-app = On this device
calendar-subscribe = Subscribe in your calendar app
calendar-app-text = Opens Apple Calendar, Outlook, Thunderbird or your other calendar app
chat = Chat
chat-text = Get each update as a message in a channel, a few minutes after it is published.
slack-text = Send this command in the channel; it uses Slack's RSS app
other-chats = Other chat tools
other-chats-text = Add the RSS feed in your chat tool's RSS integration.
one-component = One component only
one-component-text = The same feeds and calendar, limited to one component.
# Lines of HTML for the reader's own website; the last text is a link to what the second line shows.
own-site = On your own site
own-site-text = Show current incidents on your own website: paste one of these lines into its HTML.
notice-script-text = A notice that appears only during an incident or around maintenance
notice-frame-text = The current status in a frame, without JavaScript
notice-frame-see = Preview
programs = API
programs-text = The same data as JSON, readable from any website. The URLs and fields under api/v2 match those of Statuspage, so tools made for Statuspage work here.
api-summary-text = Everything in one file: components, open incidents, upcoming maintenance
api-status-text = The overall status
api-incidents-text = Incidents, newest first
api-maintenances-text = Past and planned maintenance
api-uptime-text = Uptime of every component, by day
api-document-text = The description of all these files in OpenAPI format

## The notice on other sites

# The label of the notice, and that of its button.
notice-label = Status of { $page }
notice-hide = Hide this notice
badges = Badges
badges-lead = Small images that show the current status, for a README, a wiki or your own website.
all-badges = All badges
badges-forms = Other formats
badges-forms-text = Replace .svg at the end of the URL.
badge-square-text = With square corners
badge-json-text = For shields.io, which offers badges in other styles
badges-one = One component or group

## Around every page

skip = Skip to content
home = Current status
support = Get help
main-navigation = Main
site-navigation = Site
# The label of the list of the site's own links, such as to a privacy policy.
links = Links
api = API
made-with = Made with
made-at = Generated { $time }
made-from = from commit { $commit }
not-found = Page not found
not-found-text = There is no page at this address. The link may be outdated or mistyped.
back-home = See the current status

## Titles and descriptions for search engines and link previews

page-title = { $title } – { $page }
about = Live status of { $page }
about-incidents = Active: { $incidents }
about-event = { $status }. { $text }
about-window = { $status }, { $times }. { $text }
about-component = { $component }: { $status }. Uptime and incidents of the past year.
about-history = Incidents and maintenance of { $page } by month
about-maintenance = Planned, current and past maintenance of { $page }
about-subscribe = Feeds, calendar and API for every update of { $page }
about-uptime = Uptime, outages and time to resolve of { $page } by month
about-badges = Badges with the current status of { $page }

## Feeds, in the format of Statuspage

feed-wall = { $short } { $day }, { $time }
feed-time = { $time } { $zone }
feed-times = { $from } - { $until } { $zone }
feed-scheduled = THIS IS A SCHEDULED EVENT { $times }
# An update with the same status as the one before it.
feed-update = Update
feed-title = { $page } - Incident History
feed-title-component = { $page } - { $component } - Incident History
feed-description = Incidents and planned maintenance of { $page }.
feed-description-component = Incidents and planned maintenance of { $component }.

## Calendars

# A canceled window, for calendar apps that do not show the status of an event.
calendar-canceled = Canceled: { $title }
calendar-affected = Affects { $components }
calendar-title = { $page }: maintenance
calendar-title-component = { $page }: maintenance of { $component }
