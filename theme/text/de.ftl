# Die deutschen Wörter jeder Seite, für Deutschland, Österreich und die Schweiz.

## For the page's script

intl-locale = de
your-time = { $time } Ihrer Zeit

## Numbers

percent = { $whole },{ $decimals }{ "\u00a0" }%
percent-whole = { $whole }{ "\u00a0" }%
decimal = { $whole },{ $decimals }
thousands-sign = .

## Durations

less-than-a-minute = weniger als eine Minute
minutes = { $count ->
    [one] 1 Minute
   *[other] { $count } Minuten
}
hours = { $count ->
    [one] 1 Stunde
   *[other] { $count } Stunden
}
days = { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
}
two-units = { $large } { $small }
short-less-than-a-minute = <{ "\u00a0" }1{ "\u00a0" }Min.
short-minutes = { $count }{ "\u00a0" }Min.
short-hours = { $count }{ "\u00a0" }Std.
short-days = { $count }{ "\u00a0" }T.

## Lists

list = { $list }, { $item }
list-last = { $list } und { $item }

## Dates

date = { $day }. { $month } { $year }
date-medium = { $day }. { $short } { $year }
date-day = { $day }. { $month }
date-short = { $day }. { $short }
date-month = { $month } { $year }

## Times

clock = { $hour }:{ $minute }
time = { $date }, { $time } { $zone }
time-without-zone = { $date }, { $time }
time-of-day = { $time } { $zone }
times = { $from } – { $until }
times-of-a-day = { $date }, { $from } – { $until } { $zone }

month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember

month-short-1 = Jan.
month-short-2 = Feb.
month-short-3 = März
month-short-4 = Apr.
month-short-5 = Mai
month-short-6 = Juni
month-short-7 = Juli
month-short-8 = Aug.
month-short-9 = Sept.
month-short-10 = Okt.
month-short-11 = Nov.
month-short-12 = Dez.

weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag

## The page as a whole

overall-all-operational = Alle Systeme in Betrieb
overall-major-system-outage = Schwerer Systemausfall
overall-partial-system-outage = Teilweiser Systemausfall
overall-minor-service-outage = Kleinere Dienststörung
overall-degraded-system-service = Eingeschränkte Systemleistung
overall-partially-degraded-service = Teilweise eingeschränkte Leistung
overall-under-maintenance = Wartungsarbeiten

## Components

component-operational = In Betrieb
component-under-maintenance = In Wartung
component-degraded-performance = Eingeschränkte Leistung
component-partial-outage = Teilausfall
component-major-outage = Schwerer Ausfall
component-no-data = Keine Daten

inline-operational = in Betrieb
inline-under-maintenance = Wartung
inline-degraded-performance = eingeschränkte Leistung
inline-partial-outage = Teilausfall
inline-major-outage = schwerer Ausfall
inline-no-data = keine Daten

## Incidents and maintenance

incident-investigating = Wird untersucht
incident-identified = Ursache gefunden
incident-monitoring = Wird beobachtet
incident-resolved = Behoben
incident-postmortem = Nachbetrachtung

maintenance-scheduled = Geplant
maintenance-in-progress = Läuft
maintenance-verifying = Wird geprüft
maintenance-completed = Abgeschlossen
maintenance-canceled = Abgesagt

maintenance-is = Wartung · { $status }

impact-none = Keine Auswirkung
impact-minor = Geringe Auswirkung
impact-major = Erhebliche Auswirkung
impact-critical = Kritische Auswirkung

## Banner and front page

banner-incident = Es gibt einen Vorfall
banner-incident-minor = Es gibt einen kleineren Vorfall
banner-incident-major = Es gibt einen größeren Vorfall
banner-incident-critical = Es gibt einen kritischen Vorfall
banner-possible-problem = Mögliches Problem
possible-problem-text = Wir gehen einem möglichen Problem nach.
as-of = Stand: { $time }
active-incidents = Aktuelle Vorfälle
earlier-updates = { $count ->
    [one] 1 frühere Meldung
   *[other] { $count } frühere Meldungen
}
lasting-for = bisher { $duration }
next-update = Nächste Meldung bis { $time }
next-update-late = Die nächste Meldung war um { $time } fällig
next-update-late-date = Die nächste Meldung war am { $time } fällig
scheduled-maintenance = Wartung
more-maintenance = Alle Wartungen
components = Komponenten
no-components = Noch keine Komponenten
unwell = { $count } von { $of } beeinträchtigt
days-ago = { $count ->
    [one] Heute
   *[other] vor { $count } Tagen
}
today = Heute
uptime = { $percent } verfügbar
no-data-yet = Noch keine Daten
days-with-trouble = { $count ->
    [one] 1 Tag mit Störungen
   *[other] { $count } Tage mit Störungen
}
days-with-trouble-in = { $days ->
    [one] 1 Tag
   *[other] { $days } Tage
}: { $trouble ->
    [0] kein Tag mit Störungen
    [one] 1 Tag mit Störungen
   *[other] { $trouble } Tage mit Störungen
}
strip = { $component }, { $days ->
    [one] 1 Tag
   *[other] { $days } Tage
}: { $trouble ->
    [0] kein Tag mit Störungen
    [one] 1 Tag mit Störungen
   *[other] { $trouble } Tage mit Störungen
}
square = { $day }: { $what }
status-lasting = { $status }, { $duration }
statuses = { $list }; { $item }
past-incidents = Frühere Vorfälle
quiet-day = Keine Vorfälle am { $day }
quiet-days = Keine Vorfälle vom { $from } bis { $until }
all-history = Gesamter Verlauf

## An incident or a window

affected = Betroffen
updates = Meldungen
permalink = Link zu dieser Meldung
postmortem = Nachbetrachtung
published = Veröffentlicht: { $time }
affected-components = Betroffene Komponenten
since = seit
planned = Geplant
actual = Durchgeführt
add-to-calendar = In den Kalender
more-in-month = Mehr im { $month }

## A component

uptime-heading = Verfügbarkeit
downtime = { $duration } Ausfall
no-downtime = kein Ausfall
longest-outage = Längster Ausfall
component-since = Seit { $time }
known-since = Beobachtet seit { $time }
twelve-months = Zwölf Monate
calendar = { $month }: { $trouble ->
    [0] kein Tag mit Störungen
    [one] 1 Tag mit Störungen
   *[other] { $trouble } Tage mit Störungen
}
incidents-and-maintenance = Vorfälle und Wartung
nothing-in-a-year = Nichts im vergangenen Jahr
feeds-of = Feeds von { $component }

## History and maintenance

history = Verlauf
history-of = Verlauf im { $month }
all-months = Alle Monate
nothing-yet = Bisher ist nichts vorgefallen
newer = Neuer: { $month }
older = Älter: { $month }
incidents = { $count ->
    [one] 1 Vorfall
   *[other] { $count } Vorfälle
}
windows = { $count ->
    [one] 1 Wartung
   *[other] { $count } Wartungen
}
maintenance = Wartung
in-progress = Im Gange
upcoming = Demnächst
past = Vergangen
nothing-planned = Nichts geplant
nothing-past = Bisher nichts

## Uptime by month

uptime-by-month = Verfügbarkeit Monat für Monat
uptime-of = Verfügbarkeit { $range }
months = { $from } – { $until }
last-twelve-months = Letzte zwölf Monate
ranges = Zeiträume
from-month = Von
until-month = Bis
in-total = Insgesamt
component = Komponente
incidents-heading = Vorfälle
time-to-resolve = Mittlere Zeit bis zur Behebung
month-by-month = Monat für Monat
percent-of-known-time = Prozent der bekannten Zeit ohne Ausfall; – wo nichts bekannt ist
months-missing = Diese Monate konnten nicht geladen werden
numbers = Zahlen zum Mitnehmen
csv-text = Jede Komponente und jeder Monat als Tabelle, für Tabellenkalkulationen
months-json-text = Dieselben Zahlen, eine Datei je Monat

## Subscribe

subscribe = Abonnieren
subscribe-lead = Jede Meldung, sobald sie erscheint, in der Form, die Ihnen passt. Ohne Konto und ohne E-Mail-Adresse.
feed-readers = Feedreader
feed-readers-text = Fügen Sie eine dieser Adressen in einen Feedreader ein. Jede Meldung zu einem Vorfall oder einer Wartung ist ein Eintrag.
rss-text = Versteht jeder Reader
atom-text = Dieselben Einträge, mit genauen Änderungszeiten
json-feed-text = Dieselben Einträge, für Programme und neuere Reader
copy = Kopieren
copied = Kopiert
calendar-link = Kalender
calendar-text = Geplante Wartung neben Ihren eigenen Terminen. Der Kalender hält sich selbst aktuell und belegt niemandes Zeit.
calendar-address-text = Für Kalender im Web wie Google Kalender: einen Kalender per Adresse hinzufügen
calendar-app = Auf diesem Gerät
calendar-subscribe = In der Kalender-App abonnieren
calendar-app-text = Öffnet Apple Kalender, Outlook, Thunderbird oder was sonst hier Ihren Kalender führt
chat = Chat
chat-text = Jede Meldung als Nachricht in einem Kanal Ihrer Wahl, wenige Minuten nach ihrem Erscheinen.
slack-text = Schreiben Sie dies in den Kanal; den Rest erledigt die RSS-App von Slack
other-chats = Andere Chats
other-chats-text = Geben Sie die Adresse des RSS-Feeds dort ein, wo Ihr Chat Feeds abonniert.
one-component = Nur eine Komponente
one-component-text = Dieselben Feeds und derselbe Kalender, nur mit dem, was eine Komponente betrifft.
own-site = Auf Ihrer eigenen Website
own-site-text = Sagen Sie den Besuchern Ihrer Website, was gestört ist, solange es gestört ist. Fügen Sie eine dieser Zeilen ein.
notice-script-text = Ein Hinweis, solange ein Vorfall offen ist oder eine Wartung ansteht, und nichts, solange alles läuft
notice-frame-text = Der aktuelle Status in einem Rahmen, ohne Skript
notice-frame-see = Ansehen
programs = Programme
programs-text = Dieselben Daten als JSON, lesbar von jeder Website aus. Adressen und Felder von api/v2 sind die von Statuspage, sodass dafür gemachte Werkzeuge auch hier funktionieren.
api-summary-text = Alles auf einmal: Komponenten, offene Vorfälle, anstehende Wartung
api-status-text = Die eine Antwort
api-incidents-text = Vorfälle, neueste zuerst
api-maintenances-text = Wartung, vergangene und geplante
api-uptime-text = Verfügbarkeit jeder Komponente, Tag für Tag
api-document-text = Wie Programme all das lesen, als OpenAPI-Dokument

## The notice on other sites

notice-label = Status von { $page }
notice-hide = Diesen Hinweis ausblenden
badges = Badges
badges-lead = Kleine Bilder, die den aktuellen Stand zeigen: für eine README, ein Wiki oder die eigene Website.
all-badges = Alle Badges
badges-forms = Andere Formen
badges-forms-text = Jede Adresse kann auch anders enden.
badge-square-text = Mit eckigen Rändern
badge-json-text = Für shields.io, das Badges in anderen Stilen zeichnet
badges-one = Eine Komponente oder Gruppe

## Around every page

skip = Zum Inhalt springen
home = Aktueller Status
support = Hilfe
main-navigation = Hauptmenü
site-navigation = Website
links = Links
api = API
announcement = Hinweis
stale-page = Diese Seite wurde seit einer Weile nicht erneuert. Was hier steht, ist vielleicht überholt.
made-with = Erstellt mit
made-at = Seite erstellt: { $time }
made-from = aus Commit { $commit }
not-found = Seite nicht gefunden
not-found-text = Unter dieser Adresse gibt es nichts. Vielleicht ist der Link alt, oder er enthält einen Tippfehler.
back-home = Zum aktuellen Status

## Titles and descriptions, for search engines and chats that unfurl links

page-title = { $title } – { $page }
about = Aktueller Status von { $page }
about-incidents = Aktuell: { $incidents }
about-event = { $status }. { $text }
about-window = { $status }, { $times }. { $text }
about-component = { $component }: { $status }. Verfügbarkeit und Vorfälle des vergangenen Jahres.
about-history = Vorfälle und Wartung von { $page }, Monat für Monat
about-maintenance = Geplante, laufende und vergangene Wartung von { $page }
about-subscribe = Feeds und eine API mit jeder Meldung von { $page }
about-uptime = Verfügbarkeit, Ausfälle und Zeit bis zur Behebung bei { $page }, Monat für Monat
about-badges = Badges mit dem aktuellen Stand von { $page }

## Feeds

feed-wall = { $day }. { $short }, { $time }
feed-time = { $time } { $zone }
feed-times = { $from } – { $until } { $zone }
feed-scheduled = DIES IST EINE GEPLANTE WARTUNG: { $times }
feed-update = Meldung
feed-title = { $page } – Verlauf der Vorfälle
feed-title-component = { $page } – { $component } – Verlauf der Vorfälle
feed-description = Vorfälle und geplante Wartung von { $page }.
feed-description-component = Vorfälle und geplante Wartung von { $component }.

## Calendars

calendar-canceled = Abgesagt: { $title }
calendar-affected = Betroffen: { $components }
calendar-title = { $page }: Wartung
calendar-title-component = { $page }: Wartung von { $component }
