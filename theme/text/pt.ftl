# As palavras portuguesas de cada página. Servem o Brasil e Portugal: onde as duas normas usam palavras
# diferentes, está aqui uma que ambas entendem.

## For the page's script

intl-locale = pt-BR
your-time = { $time } no seu horário

## Numbers

percent = { $whole },{ $decimals }%
percent-whole = { $whole }%
decimal = { $whole },{ $decimals }
thousands-sign = .

## Durations

less-than-a-minute = menos de um minuto
minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
hours = { $count ->
    [one] { $count } hora
   *[other] { $count } horas
}
days = { $count ->
    [one] { $count } dia
   *[other] { $count } dias
}
two-units = { $large } e { $small }
short-less-than-a-minute = <{ "\u00a0" }1{ "\u00a0" }min
short-minutes = { $count }{ "\u00a0" }min
short-hours = { $count }{ "\u00a0" }h
short-days = { $count }{ "\u00a0" }d

## Lists

list = { $list }, { $item }
list-last = { $list } e { $item }

## Dates

date = { $day } de { $month } de { $year }
date-medium = { $day } de { $short } de { $year }
date-day = { $day } de { $month }
date-short = { $day } de { $short }
date-month = { $month } de { $year }

## Times

clock = { $hour }:{ $minute }
time = { $date }, { $time } { $zone }
time-without-zone = { $date }, { $time }
time-of-day = { $time } { $zone }
times = { $from } – { $until }
times-of-a-day = { $date }, { $from } – { $until } { $zone }

month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro

month-short-1 = jan.
month-short-2 = fev.
month-short-3 = mar.
month-short-4 = abr.
month-short-5 = mai.
month-short-6 = jun.
month-short-7 = jul.
month-short-8 = ago.
month-short-9 = set.
month-short-10 = out.
month-short-11 = nov.
month-short-12 = dez.

weekday-1 = segunda-feira
weekday-2 = terça-feira
weekday-3 = quarta-feira
weekday-4 = quinta-feira
weekday-5 = sexta-feira
weekday-6 = sábado
weekday-7 = domingo

## The page as a whole

overall-all-operational = Todos os sistemas em funcionamento
overall-major-system-outage = Interrupção grave do sistema
overall-partial-system-outage = Interrupção parcial do sistema
overall-minor-service-outage = Interrupção menor do serviço
overall-degraded-system-service = Serviço degradado
overall-partially-degraded-service = Serviço parcialmente degradado
overall-under-maintenance = Serviço em manutenção

## Components

component-operational = Operacional
component-under-maintenance = Em manutenção
component-degraded-performance = Desempenho degradado
component-partial-outage = Interrupção parcial
component-major-outage = Interrupção grave
component-no-data = Sem dados

inline-operational = operacional
inline-under-maintenance = manutenção
inline-degraded-performance = desempenho degradado
inline-partial-outage = interrupção parcial
inline-major-outage = interrupção grave
inline-no-data = sem dados

## Incidents and maintenance

incident-investigating = Em investigação
incident-identified = Causa identificada
incident-monitoring = Em observação
incident-resolved = Resolvido
incident-postmortem = Análise posterior

maintenance-scheduled = Programada
maintenance-in-progress = Em andamento
maintenance-verifying = Em verificação
maintenance-completed = Concluída
maintenance-canceled = Cancelada

maintenance-is = Manutenção · { $status }

impact-none = Sem impacto
impact-minor = Impacto menor
impact-major = Impacto grave
impact-critical = Impacto crítico

## Banner and front page

banner-incident = Incidente em andamento
banner-incident-minor = Incidente menor em andamento
banner-incident-major = Incidente grave em andamento
banner-incident-critical = Incidente crítico em andamento
banner-possible-problem = Possível problema
possible-problem-text = Estamos verificando um possível problema.
as-of = Situação em { $time }
active-incidents = Incidentes em andamento
earlier-updates = { $count ->
    [one] { $count } atualização anterior
   *[other] { $count } atualizações anteriores
}
lasting-for = há { $duration }
next-update = Próxima atualização até { $time }
next-update-late = A próxima atualização estava prevista para { $time }
next-update-late-date = A próxima atualização estava prevista para { $time }
scheduled-maintenance = Manutenção
more-maintenance = Todas as manutenções
components = Componentes
no-components = Ainda não há componentes
unwell = { $count } de { $of } com problemas
days-ago = { $count ->
    [1] Hoje
   *[other] há { $count } dias
}
today = Hoje
uptime = { $percent } de disponibilidade
no-data-yet = Ainda sem dados
days-with-trouble = { $count ->
    [one] { $count } dia com problemas
   *[other] { $count } dias com problemas
}
days-with-trouble-in = { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}: { $trouble ->
    [0] nenhum dia com problemas
    [one] { $trouble } dia com problemas
   *[other] { $trouble } dias com problemas
}
strip = { $component }, { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}: { $trouble ->
    [0] nenhum dia com problemas
    [one] { $trouble } dia com problemas
   *[other] { $trouble } dias com problemas
}
square = { $day }: { $what }
status-lasting = { $status }, { $duration }
statuses = { $list }; { $item }
past-incidents = Incidentes anteriores
quiet-day = Nenhum incidente em { $day }
quiet-days = Nenhum incidente de { $from } a { $until }
all-history = Todo o histórico

## An incident or a window

affected = Afeta
updates = Atualizações
permalink = Link para esta atualização
postmortem = Análise posterior
published = Publicada em { $time }
affected-components = Componentes afetados
since = desde
planned = Prevista
actual = Realizada
add-to-calendar = Adicionar à agenda
more-in-month = Mais em { $month }

## A component

uptime-heading = Disponibilidade
downtime = { $duration } de interrupção
no-downtime = sem interrupções
longest-outage = Interrupção mais longa
component-since = Desde { $time }
known-since = Acompanhado desde { $time }
twelve-months = Doze meses
calendar = { $month }: { $trouble ->
    [0] nenhum dia com problemas
    [one] { $trouble } dia com problemas
   *[other] { $trouble } dias com problemas
}
incidents-and-maintenance = Incidentes e manutenção
nothing-in-a-year = Nada no último ano
feeds-of = Feeds de { $component }

## History and maintenance

history = Histórico
history-of = Histórico de { $month }
all-months = Todos os meses
nothing-yet = Nada aconteceu até agora
newer = Mais recente: { $month }
older = Anterior: { $month }
incidents = { $count ->
    [one] { $count } incidente
   *[other] { $count } incidentes
}
windows = { $count ->
    [one] { $count } manutenção
   *[other] { $count } manutenções
}
maintenance = Manutenção
in-progress = Em andamento
upcoming = Próximas
past = Anteriores
nothing-planned = Nada previsto
nothing-past = Nada até agora

## Uptime by month

uptime-by-month = Disponibilidade mês a mês
uptime-of = Disponibilidade { $range }
months = { $from } – { $until }
last-twelve-months = Últimos doze meses
ranges = Períodos
from-month = De
until-month = Até
in-total = No total
component = Componente
incidents-heading = Incidentes
time-to-resolve = Tempo médio de resolução
month-by-month = Mês a mês
percent-of-known-time = Porcentagem do tempo conhecido sem interrupções; – onde nada se sabe
months-missing = Não foi possível carregar estes meses
numbers = Números para levar
csv-text = Todos os componentes e meses numa tabela, para planilhas
months-json-text = Os mesmos números, um arquivo por mês

## Subscribe

subscribe = Acompanhar
subscribe-lead = Cada atualização assim que é publicada, na forma que preferir. Sem conta e sem deixar nenhum endereço.
feed-readers = Leitores de feeds
feed-readers-text = Cole um destes endereços em um leitor de feeds. Cada atualização de um incidente ou de uma manutenção é uma entrada.
rss-text = Entendido por todos os leitores
atom-text = As mesmas entradas, com a hora exata das alterações
json-feed-text = As mesmas entradas, para programas e leitores mais recentes
copy = Copiar
copied = Copiado
calendar-link = Agenda
calendar-text = A manutenção prevista ao lado dos seus próprios compromissos. A agenda se mantém atualizada sozinha e não ocupa o tempo de ninguém.
calendar-address-text = Para agendas na web, como o Google Agenda: adicione uma agenda pelo endereço
calendar-app = Neste dispositivo
calendar-subscribe = Assinar no aplicativo de agenda
calendar-app-text = Abre o Calendário da Apple, o Outlook, o Thunderbird ou o aplicativo que guarda sua agenda aqui
chat = Chat
chat-text = Cada atualização como mensagem no canal que preferir, poucos minutos depois de publicada.
slack-text = Escreva isto no canal; o aplicativo RSS do Slack faz o resto
other-chats = Outros chats
other-chats-text = Indique o endereço do feed RSS na função com que o seu chat acompanha feeds.
one-component = Apenas um componente
one-component-text = Os mesmos feeds e a mesma agenda, apenas com o que diz respeito a um componente.
own-site = No seu próprio site
own-site-text = Informe aos visitantes do seu site o que não está funcionando, enquanto durar. Cole uma destas linhas.
notice-script-text = Um aviso enquanto houver um incidente aberto ou uma manutenção próxima, e nada enquanto tudo funcionar
notice-frame-text = A situação atual em um quadro, sem script
notice-frame-see = Ver
programs = Programas
programs-text = Os mesmos dados em JSON, legíveis a partir de qualquer site. Os endereços e os campos de api/v2 são os do Statuspage, para que as ferramentas feitas para ele funcionem aqui.
api-summary-text = Tudo de uma vez: componentes, incidentes abertos, próximas manutenções
api-status-text = A resposta, e só ela
api-incidents-text = Incidentes, do mais recente ao mais antigo
api-maintenances-text = Manutenções, anteriores e previstas
api-uptime-text = Disponibilidade de cada componente, dia a dia
api-document-text = Como os programas leem tudo isto, em um documento OpenAPI

## The notice on other sites

notice-label = Situação de { $page }
notice-hide = Ocultar este aviso
badges = Selos
badges-lead = Pequenas imagens com o estado atual, para um README, uma wiki ou o seu próprio site.
all-badges = Todos os selos
badges-forms = Outras formas
badges-forms-text = Cada endereço pode terminar de outra forma.
badge-square-text = Com cantos retos
badge-json-text = Para o shields.io, que desenha selos em outros estilos
badges-one = Um componente ou grupo

## Around every page

skip = Ir para o conteúdo
home = Situação atual
support = Obter ajuda
main-navigation = Menu principal
site-navigation = Site
links = Links
api = API
announcement = Aviso
stale-page = Esta página não é renovada há algum tempo. O que ela diz pode estar desatualizado.
made-with = Feito com
made-at = Página gerada em { $time }
made-from = a partir do commit { $commit }
not-found = Página não encontrada
not-found-text = Não há nada neste endereço. O link pode ser antigo ou estar mal escrito.
back-home = Ver a situação atual

## Titles and descriptions, for search engines and chats that unfurl links

page-title = { $title } – { $page }
about = Situação de { $page } ao vivo
about-incidents = Em andamento: { $incidents }
about-event = { $status }. { $text }
about-window = { $status }, { $times }. { $text }
about-component = { $component }: { $status }. Disponibilidade e incidentes do último ano.
about-history = Incidentes e manutenção de { $page }, mês a mês
about-maintenance = Manutenção prevista, em andamento e anterior de { $page }
about-subscribe = Feeds e uma API com cada atualização de { $page }
about-uptime = Disponibilidade, interrupções e tempo de resolução de { $page }, mês a mês
about-badges = Selos com o estado atual de { $page }

## Feeds

feed-wall = { $day } de { $short }, { $time }
feed-time = { $time } { $zone }
feed-times = { $from } – { $until } { $zone }
feed-scheduled = MANUTENÇÃO PROGRAMADA: { $times }
feed-update = Atualização
feed-title = { $page } – Histórico de incidentes
feed-title-component = { $page } – { $component } – Histórico de incidentes
feed-description = Incidentes e manutenção programada de { $page }.
feed-description-component = Incidentes e manutenção programada de { $component }.

## Calendars

calendar-canceled = Cancelada: { $title }
calendar-affected = Afeta { $components }
calendar-title = { $page }: manutenção
calendar-title-component = { $page }: manutenção de { $component }
