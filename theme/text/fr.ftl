# Les mots français de chaque page. Une espace insécable précède les deux-points (U+00A0), une espace
# fine insécable le point-virgule (U+202F).

## For the page's script

intl-locale = fr
your-time = { $time }, votre heure

## Numbers

percent = { $whole },{ $decimals }{ "\u00a0" }%
percent-whole = { $whole }{ "\u00a0" }%
decimal = { $whole },{ $decimals }
thousands-sign = { "\u202f" }

## Durations

less-than-a-minute = moins d’une minute
minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
two-units = { $large } { $small }
short-less-than-a-minute = <{ "\u00a0" }1{ "\u00a0" }min
short-minutes = { $count }{ "\u00a0" }min
short-hours = { $count }{ "\u00a0" }h
short-days = { $count }{ "\u00a0" }j

## Lists

list = { $list }, { $item }
list-last = { $list } et { $item }

## Dates: the first of a month is an ordinal, the other days are not

date = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date-medium = { $day ->
    [1] 1er
   *[other] { $day }
} { $short } { $year }
date-day = { $day ->
    [1] 1er
   *[other] { $day }
} { $month }
date-short = { $day ->
    [1] 1er
   *[other] { $day }
} { $short }
date-month = { $month } { $year }

## Times

clock = { $hour }:{ $minute }
time = { $date }, { $time } { $zone }
time-without-zone = { $date }, { $time }
time-of-day = { $time } { $zone }
times = { $from } – { $until }
times-of-a-day = { $date }, { $from } – { $until } { $zone }

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juil.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.

weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche

## The page as a whole

overall-all-operational = Tous les systèmes sont opérationnels
overall-major-system-outage = Panne majeure du système
overall-partial-system-outage = Panne partielle du système
overall-minor-service-outage = Panne mineure de service
overall-degraded-system-service = Service dégradé
overall-partially-degraded-service = Service partiellement dégradé
overall-under-maintenance = Service en maintenance

## Components

component-operational = Opérationnel
component-under-maintenance = En maintenance
component-degraded-performance = Performances dégradées
component-partial-outage = Panne partielle
component-major-outage = Panne majeure
component-no-data = Aucune donnée

inline-operational = opérationnel
inline-under-maintenance = maintenance
inline-degraded-performance = performances dégradées
inline-partial-outage = panne partielle
inline-major-outage = panne majeure
inline-no-data = aucune donnée

## Incidents and maintenance

incident-investigating = En cours d’analyse
incident-identified = Cause identifiée
incident-monitoring = Sous surveillance
incident-resolved = Résolu
incident-postmortem = Rétrospective

maintenance-scheduled = Prévue
maintenance-in-progress = En cours
maintenance-verifying = En vérification
maintenance-completed = Terminée
maintenance-canceled = Annulée

maintenance-is = Maintenance · { $status }

impact-none = Sans impact
impact-minor = Impact mineur
impact-major = Impact majeur
impact-critical = Impact critique

## Banner and front page

banner-incident = Incident en cours
banner-incident-minor = Incident mineur en cours
banner-incident-major = Incident majeur en cours
banner-incident-critical = Incident critique en cours
banner-possible-problem = Problème possible
possible-problem-text = Nous examinons un éventuel problème.
as-of = État au { $time }
active-incidents = Incidents en cours
earlier-updates = { $count ->
    [one] { $count } message antérieur
   *[other] { $count } messages antérieurs
}
lasting-for = depuis { $duration }
next-update = Prochain message au plus tard{ "\u00a0" }: { $time }
next-update-late = Le prochain message était attendu à { $time }
next-update-late-date = Le prochain message était attendu le { $time }
scheduled-maintenance = Maintenance
more-maintenance = Toutes les maintenances
components = Composants
no-components = Aucun composant pour l’instant
unwell = { $count } sur { $of } { $count ->
    [one] perturbé
   *[other] perturbés
}
days-ago = { $count ->
    [1] Aujourd’hui
   *[other] il y a { $count } jours
}
today = Aujourd’hui
uptime = { $percent } de disponibilité
no-data-yet = Pas encore de données
days-with-trouble = { $count ->
    [one] { $count } jour perturbé
   *[other] { $count } jours perturbés
}
days-with-trouble-in = { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}{ "\u00a0" }: { $trouble ->
    [0] aucun jour perturbé
    [one] { $trouble } jour perturbé
   *[other] { $trouble } jours perturbés
}
strip = { $component }, { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}{ "\u00a0" }: { $trouble ->
    [0] aucun jour perturbé
    [one] { $trouble } jour perturbé
   *[other] { $trouble } jours perturbés
}
square = { $day }{ "\u00a0" }: { $what }
status-lasting = { $status }, { $duration }
statuses = { $list }{ "\u202f" }; { $item }
past-incidents = Incidents passés
quiet-day = Aucun incident le { $day }
quiet-days = Aucun incident du { $from } au { $until }
all-history = Tout l’historique

## An incident or a window

affected = Concerne
updates = Messages
permalink = Lien vers ce message
postmortem = Rétrospective
published = Publiée le { $time }
affected-components = Composants concernés
since = depuis le
planned = Prévue
actual = Réalisée
add-to-calendar = Ajouter à l’agenda
more-in-month = Suite de l’historique en { $month }

## A component

uptime-heading = Disponibilité
downtime = { $duration } de panne
no-downtime = aucune panne
longest-outage = Plus longue panne
component-since = Depuis le { $time }
known-since = Suivi depuis le { $time }
twelve-months = Douze mois
calendar = { $month }{ "\u00a0" }: { $trouble ->
    [0] aucun jour perturbé
    [one] { $trouble } jour perturbé
   *[other] { $trouble } jours perturbés
}
incidents-and-maintenance = Incidents et maintenances
nothing-in-a-year = Rien depuis un an
feeds-of = Flux de { $component }

## History and maintenance

history = Historique
history-of = Historique{ "\u00a0" }: { $month }
all-months = Tous les mois
nothing-yet = Il ne s’est encore rien passé
newer = Plus récent{ "\u00a0" }: { $month }
older = Plus ancien{ "\u00a0" }: { $month }
incidents = { $count ->
    [one] { $count } incident
   *[other] { $count } incidents
}
windows = { $count ->
    [one] { $count } maintenance
   *[other] { $count } maintenances
}
maintenance = Maintenance
in-progress = En cours
upcoming = À venir
past = Passées
nothing-planned = Rien n’est prévu
nothing-past = Rien jusqu’ici

## Uptime by month

uptime-by-month = La disponibilité mois par mois
uptime-of = Disponibilité{ "\u00a0" }: { $range }
months = { $from } – { $until }
last-twelve-months = Douze derniers mois
ranges = Périodes
from-month = De
until-month = À
in-total = Au total
component = Composant
incidents-heading = Incidents
time-to-resolve = Délai moyen de résolution
month-by-month = Mois par mois
percent-of-known-time = Pourcentage du temps connu sans panne{ "\u00a0" }; – là où rien n’est connu
months-missing = Ces mois n’ont pas pu être chargés
numbers = Des chiffres à emporter
csv-text = Chaque composant et chaque mois dans un tableau, pour les tableurs
months-json-text = Les mêmes chiffres, un fichier par mois

## Subscribe

subscribe = S’abonner
subscribe-lead = Chaque message dès sa publication, sous la forme qui vous convient. Sans compte et sans adresse à laisser.
feed-readers = Lecteurs de flux
feed-readers-text = Collez l’une de ces adresses dans un lecteur de flux. Chaque message sur un incident ou une maintenance est une entrée.
rss-text = Compris par tous les lecteurs
atom-text = Les mêmes entrées, avec l’heure exacte des modifications
json-feed-text = Les mêmes entrées, pour les programmes et les lecteurs récents
copy = Copier
copied = Copié
calendar-link = Agenda
calendar-text = Les maintenances prévues à côté de vos propres rendez-vous. L’agenda se met à jour tout seul et n’occupe le temps de personne.
calendar-address-text = Pour les agendas en ligne comme Google Agenda{ "\u00a0" }: ajoutez un agenda par son adresse
calendar-app = Sur cet appareil
calendar-subscribe = S’abonner dans l’application d’agenda
calendar-app-text = Ouvre Calendrier d’Apple, Outlook, Thunderbird ou l’application qui tient votre agenda ici
chat = Messagerie
chat-text = Chaque message dans le canal de votre choix, quelques minutes après sa publication.
slack-text = Écrivez ceci dans le canal{ "\u202f" }; l’application RSS de Slack fait le reste
other-chats = Autres messageries
other-chats-text = Donnez l’adresse du flux RSS à l’outil par lequel votre messagerie suit les flux.
one-component = Un seul composant
one-component-text = Les mêmes flux et le même agenda, limités à ce qui concerne un composant.
own-site = Sur votre propre site
own-site-text = Dites aux visiteurs de votre site ce qui ne va pas, tant que cela dure. Collez l’une de ces lignes.
notice-script-text = Un avis tant qu’un incident est en cours ou qu’une maintenance approche, et rien tant que tout va bien
notice-frame-text = L’état actuel dans un cadre, sans script
notice-frame-see = Voir
programs = Programmes
programs-text = Les mêmes données en JSON, lisibles depuis n’importe quel site. Les adresses et les champs de api/v2 sont ceux de Statuspage{ "\u00a0" }: les outils conçus pour lui fonctionnent ici.
api-summary-text = Tout à la fois{ "\u00a0" }: composants, incidents en cours, maintenances à venir
api-status-text = L’essentiel en une réponse
api-incidents-text = Les incidents, du plus récent au plus ancien
api-maintenances-text = Les maintenances, passées et prévues
api-uptime-text = La disponibilité de chaque composant, jour par jour
api-document-text = Comment les programmes lisent tout cela, en document OpenAPI

## The notice on other sites

notice-label = État de { $page }
notice-hide = Masquer cet avis
badges = Badges
badges-lead = De petites images qui indiquent l’état actuel, pour un README, un wiki ou votre propre site.
all-badges = Tous les badges
badges-forms = Autres formes
badges-forms-text = Chaque adresse peut se terminer autrement.
badge-square-text = Avec des coins droits
badge-json-text = Pour shields.io, qui dessine des badges dans d’autres styles
badges-one = Un composant ou un groupe

## Around every page

skip = Aller au contenu
home = État actuel
support = Obtenir de l’aide
main-navigation = Menu principal
site-navigation = Le site
links = Liens
api = API
announcement = Annonce
stale-page = Cette page n’a pas été actualisée depuis un moment. Ce qu’elle dit n’est peut-être plus à jour.
made-with = Réalisée avec
made-at = Page générée le { $time }
made-from = à partir du commit { $commit }
not-found = Page introuvable
not-found-text = Il n’y a rien à cette adresse. Le lien est peut-être ancien ou mal recopié.
back-home = Voir l’état actuel

## Titles and descriptions, for search engines and chats that unfurl links

page-title = { $title } – { $page }
about = L’état de { $page } en direct
about-incidents = En cours{ "\u00a0" }: { $incidents }
about-event = { $status }. { $text }
about-window = { $status }, { $times }. { $text }
about-component = { $component }{ "\u00a0" }: { $status }. Disponibilité et incidents depuis un an.
about-history = Les incidents et les maintenances de { $page }, mois par mois
about-maintenance = Les maintenances prévues, en cours et passées de { $page }
about-subscribe = Des flux et une API avec chaque message de { $page }
about-uptime = Disponibilité, pannes et délais de résolution de { $page }, mois par mois
about-badges = Des badges avec l’état actuel de { $page }

## Feeds

feed-wall = { $day ->
    [1] 1er
   *[other] { $day }
} { $short }, { $time }
feed-time = { $time } { $zone }
feed-times = { $from } – { $until } { $zone }
feed-scheduled = MAINTENANCE PRÉVUE{ "\u00a0" }: { $times }
feed-update = Message
feed-title = { $page } – Historique des incidents
feed-title-component = { $page } – { $component } – Historique des incidents
feed-description = Les incidents et les maintenances prévues de { $page }.
feed-description-component = Les incidents et les maintenances prévues de { $component }.

## Calendars

calendar-canceled = Annulée{ "\u00a0" }: { $title }
calendar-affected = Concerne { $components }
calendar-title = { $page }{ "\u00a0" }: maintenance
calendar-title-component = { $page }{ "\u00a0" }: maintenance de { $component }
