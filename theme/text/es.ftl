# Las palabras españolas de cada página.

## For the page's script

intl-locale = es
your-time = { $time } en su hora local

## Numbers

percent = { $whole },{ $decimals }{ "\u00a0" }%
percent-whole = { $whole }{ "\u00a0" }%
decimal = { $whole },{ $decimals }
thousands-sign = .

## Durations

less-than-a-minute = menos de un minuto
minutes = { $count ->
    [one] 1 minuto
   *[other] { $count } minutos
}
hours = { $count ->
    [one] 1 hora
   *[other] { $count } horas
}
days = { $count ->
    [one] 1 día
   *[other] { $count } días
}
two-units = { $large } { $small }
short-less-than-a-minute = <{ "\u00a0" }1{ "\u00a0" }min
short-minutes = { $count }{ "\u00a0" }min
short-hours = { $count }{ "\u00a0" }h
short-days = { $count }{ "\u00a0" }d

## Lists: what is listed are names and titles, before which `y` is right even where a word would want `e`

list = { $list }, { $item }
list-last = { $list } y { $item }

## Dates

date = { $day } de { $month } de { $year }
date-medium = { $day } { $short } { $year }
date-day = { $day } de { $month }
date-short = { $day } { $short }
date-month = { $month } de { $year }

## Times

clock = { $hour }:{ $minute }
time = { $date }, { $time } { $zone }
time-without-zone = { $date }, { $time }
time-of-day = { $time } { $zone }
times = { $from } – { $until }
times-of-a-day = { $date }, { $from } – { $until } { $zone }

month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

month-short-1 = ene
month-short-2 = feb
month-short-3 = mar
month-short-4 = abr
month-short-5 = may
month-short-6 = jun
month-short-7 = jul
month-short-8 = ago
month-short-9 = sept
month-short-10 = oct
month-short-11 = nov
month-short-12 = dic

weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo

## The page as a whole

overall-all-operational = Todos los sistemas funcionan
overall-major-system-outage = Interrupción grave del sistema
overall-partial-system-outage = Interrupción parcial del sistema
overall-minor-service-outage = Interrupción menor del servicio
overall-degraded-system-service = Servicio degradado
overall-partially-degraded-service = Servicio parcialmente degradado
overall-under-maintenance = Servicio en mantenimiento

## Components

component-operational = Operativo
component-under-maintenance = En mantenimiento
component-degraded-performance = Rendimiento degradado
component-partial-outage = Interrupción parcial
component-major-outage = Interrupción grave
component-no-data = Sin datos

inline-operational = operativo
inline-under-maintenance = mantenimiento
inline-degraded-performance = rendimiento degradado
inline-partial-outage = interrupción parcial
inline-major-outage = interrupción grave
inline-no-data = sin datos

## Incidents and maintenance

incident-investigating = En investigación
incident-identified = Causa identificada
incident-monitoring = En observación
incident-resolved = Resuelto
incident-postmortem = Análisis posterior

maintenance-scheduled = Programado
maintenance-in-progress = En curso
maintenance-verifying = En verificación
maintenance-completed = Completado
maintenance-canceled = Cancelado

maintenance-is = Mantenimiento · { $status }

impact-none = Sin impacto
impact-minor = Impacto menor
impact-major = Impacto grave
impact-critical = Impacto crítico

## Banner and front page

banner-incident = Incidente en curso
banner-incident-minor = Incidente menor en curso
banner-incident-major = Incidente grave en curso
banner-incident-critical = Incidente crítico en curso
banner-possible-problem = Posible problema
possible-problem-text = Estamos revisando un posible problema.
as-of = Estado a { $time }
active-incidents = Incidentes activos
earlier-updates = { $count ->
    [one] 1 actualización anterior
   *[other] { $count } actualizaciones anteriores
}
lasting-for = desde hace { $duration }
next-update = Próxima actualización, como tarde: { $time }
next-update-late = La próxima actualización estaba prevista para las { $time }
next-update-late-date = La próxima actualización estaba prevista para el { $time }
scheduled-maintenance = Mantenimiento
more-maintenance = Todo el mantenimiento
components = Componentes
no-components = Aún no hay componentes
unwell = { $count } de { $of } con problemas
days-ago = { $count ->
    [one] Hoy
   *[other] hace { $count } días
}
today = Hoy
uptime = { $percent } de disponibilidad
no-data-yet = Aún no hay datos
days-with-trouble = { $count ->
    [one] 1 día con problemas
   *[other] { $count } días con problemas
}
days-with-trouble-in = { $days ->
    [one] 1 día
   *[other] { $days } días
}: { $trouble ->
    [0] ningún día con problemas
    [one] 1 día con problemas
   *[other] { $trouble } días con problemas
}
strip = { $component }, { $days ->
    [one] 1 día
   *[other] { $days } días
}: { $trouble ->
    [0] ningún día con problemas
    [one] 1 día con problemas
   *[other] { $trouble } días con problemas
}
square = { $day }: { $what }
status-lasting = { $status }, { $duration }
statuses = { $list }; { $item }
past-incidents = Incidentes anteriores
quiet-day = Sin incidentes el { $day }
quiet-days = Sin incidentes del { $from } al { $until }
all-history = Todo el historial

## An incident or a window

affected = Afecta a
updates = Actualizaciones
permalink = Enlace a esta actualización
postmortem = Análisis posterior
published = Publicado el { $time }
affected-components = Componentes afectados
since = desde el
planned = Previsto
actual = Realizado
add-to-calendar = Añadir al calendario
more-in-month = Más en { $month }

## A component

uptime-heading = Disponibilidad
downtime = { $duration } de interrupción
no-downtime = sin interrupciones
longest-outage = Interrupción más larga
component-since = Desde el { $time }
known-since = En seguimiento desde el { $time }
twelve-months = Doce meses
calendar = { $month }: { $trouble ->
    [0] ningún día con problemas
    [one] 1 día con problemas
   *[other] { $trouble } días con problemas
}
incidents-and-maintenance = Incidentes y mantenimiento
nothing-in-a-year = Nada en el último año
feeds-of = Canales de { $component }

## History and maintenance

history = Historial
history-of = Historial de { $month }
all-months = Todos los meses
nothing-yet = Aún no ha ocurrido nada
newer = Más reciente: { $month }
older = Anterior: { $month }
incidents = { $count ->
    [one] 1 incidente
   *[other] { $count } incidentes
}
windows = { $count ->
    [one] 1 mantenimiento
   *[other] { $count } mantenimientos
}
maintenance = Mantenimiento
in-progress = En curso
upcoming = Próximamente
past = Anteriores
nothing-planned = No hay nada previsto
nothing-past = Nada hasta ahora

## Uptime by month

uptime-by-month = Disponibilidad mes a mes
uptime-of = Disponibilidad { $range }
months = { $from } – { $until }
last-twelve-months = Últimos doce meses
ranges = Periodos
from-month = Desde
until-month = Hasta
in-total = En total
component = Componente
incidents-heading = Incidentes
time-to-resolve = Tiempo medio de resolución
month-by-month = Mes a mes
percent-of-known-time = Porcentaje del tiempo conocido sin interrupciones; – donde no se sabe nada
months-missing = No se pudieron cargar estos meses
numbers = Cifras para llevar
csv-text = Todos los componentes y meses en una tabla, para hojas de cálculo
months-json-text = Las mismas cifras, un archivo por mes

## Subscribe

subscribe = Suscribirse
subscribe-lead = Cada actualización en cuanto se publica, en la forma que prefiera. Sin cuenta y sin dejar ninguna dirección.
feed-readers = Lectores de canales
feed-readers-text = Pegue una de estas direcciones en un lector de canales. Cada actualización de un incidente o de un mantenimiento es una entrada.
rss-text = Lo entienden todos los lectores
atom-text = Las mismas entradas, con la hora exacta de los cambios
json-feed-text = Las mismas entradas, para programas y lectores recientes
copy = Copiar
copied = Copiado
calendar-link = Calendario
calendar-text = El mantenimiento previsto junto a sus propias citas. El calendario se mantiene al día solo y no ocupa el tiempo de nadie.
calendar-address-text = Para calendarios web como Google Calendar: añada un calendario por su dirección
calendar-app = En este dispositivo
calendar-subscribe = Suscribirse en la aplicación de calendario
calendar-app-text = Abre Calendario de Apple, Outlook, Thunderbird o la aplicación que lleve aquí su calendario
chat = Mensajería
chat-text = Cada actualización como mensaje en el canal que elija, pocos minutos después de publicarse.
slack-text = Escriba esto en el canal; la aplicación RSS de Slack hace el resto
other-chats = Otros servicios de mensajería
other-chats-text = Indique la dirección del canal RSS en la función con la que su servicio de mensajería sigue canales.
one-component = Un solo componente
one-component-text = Los mismos canales y el mismo calendario, solo con lo que afecta a un componente.
own-site = En su propio sitio
own-site-text = Informe a los visitantes de su sitio de lo que falla mientras dure. Pegue una de estas líneas.
notice-script-text = Un aviso mientras haya un incidente abierto o un mantenimiento próximo, y nada mientras todo funcione
notice-frame-text = El estado actual en un marco, sin script
notice-frame-see = Verlo
programs = Programas
programs-text = Los mismos datos en JSON, legibles desde cualquier sitio. Las direcciones y los campos de api/v2 son los de Statuspage, de modo que las herramientas hechas para él funcionan aquí.
api-summary-text = Todo a la vez: componentes, incidentes abiertos, próximo mantenimiento
api-status-text = La respuesta, sin más
api-incidents-text = Incidentes, del más reciente al más antiguo
api-maintenances-text = Mantenimiento, anterior y previsto
api-uptime-text = Disponibilidad de cada componente, día a día
api-document-text = Cómo leen los programas todo esto, como documento OpenAPI

## The notice on other sites

notice-label = Estado de { $page }
notice-hide = Ocultar este aviso
badges = Insignias
badges-lead = Pequeñas imágenes con el estado actual, para un README, una wiki o su propio sitio.
all-badges = Todas las insignias
badges-forms = Otras formas
badges-forms-text = Cada dirección puede terminar de otra manera.
badge-square-text = Con esquinas rectas
badge-json-text = Para shields.io, que dibuja insignias en otros estilos
badges-one = Un componente o grupo

## Around every page

skip = Ir al contenido
home = Estado actual
support = Obtener ayuda
main-navigation = Menú principal
site-navigation = Sitio
links = Enlaces
api = API
announcement = Aviso
stale-page = Esta página lleva un tiempo sin renovarse. Lo que dice puede no estar al día.
made-with = Hecho con
made-at = Página generada el { $time }
made-from = a partir del commit { $commit }
not-found = Página no encontrada
not-found-text = No hay nada en esta dirección. Puede que el enlace sea antiguo o esté mal escrito.
back-home = Ver el estado actual

## Titles and descriptions, for search engines and chats that unfurl links

page-title = { $title } – { $page }
about = Estado de { $page } en directo
about-incidents = Activos: { $incidents }
about-event = { $status }. { $text }
about-window = { $status }, { $times }. { $text }
about-component = { $component }: { $status }. Disponibilidad e incidentes del último año.
about-history = Incidentes y mantenimiento de { $page }, mes a mes
about-maintenance = Mantenimiento previsto, en curso y anterior de { $page }
about-subscribe = Canales y una API con cada actualización de { $page }
about-uptime = Disponibilidad, interrupciones y tiempo de resolución de { $page }, mes a mes
about-badges = Insignias con el estado actual de { $page }

## Feeds

feed-wall = { $day } { $short }, { $time }
feed-time = { $time } { $zone }
feed-times = { $from } – { $until } { $zone }
feed-scheduled = MANTENIMIENTO PROGRAMADO: { $times }
feed-update = Actualización
feed-title = { $page } – Historial de incidentes
feed-title-component = { $page } – { $component } – Historial de incidentes
feed-description = Incidentes y mantenimiento programado de { $page }.
feed-description-component = Incidentes y mantenimiento programado de { $component }.

## Calendars

calendar-canceled = Cancelado: { $title }
calendar-affected = Afecta a { $components }
calendar-title = { $page }: mantenimiento
calendar-title-component = { $page }: mantenimiento de { $component }
