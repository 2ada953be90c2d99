# The English words of every page. Another language is another file beside this one, named by its
# language tag (`de.ftl`, `pt-BR.ftl`); what it leaves out is taken from here.
# `{ $count -> … }` chooses by the language's own plural rules: https://projectfluent.org

## Numbers

percent = { $whole }.{ $decimals } %
percent-whole = { $whole } %
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

impact-none = No impact
impact-minor = Minor impact
impact-major = Major impact
impact-critical = Critical impact

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
