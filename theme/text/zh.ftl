# 各页面的简体中文。繁体中文（zh-Hant、zh-TW、zh-HK）不使用本文件。

## For the page's script

intl-locale = zh-Hans-CN
your-time = 您的时间 { $time }

## Numbers

percent = { $whole }.{ $decimals }%
percent-whole = { $whole }%
decimal = { $whole }.{ $decimals }
thousands-sign = ,

## Durations

less-than-a-minute = 不到1分钟
minutes = { $count }分钟
hours = { $count }小时
days = { $count }天
two-units = { $large }{ $small }
short-less-than-a-minute = 不到1分钟
short-minutes = { $count }分钟
short-hours = { $count }小时
short-days = { $count }天

## Lists

list = { $list }、{ $item }
list-last = { $list }和{ $item }

## Dates

date = { $year }年{ $month }{ $day }日
date-medium = { $year }年{ $month }{ $day }日
date-day = { $month }{ $day }日
date-short = { $short }{ $day }日
date-month = { $year }年{ $month }

## Times

clock = { $hour }:{ $minute }
time = { $date } { $time } { $zone }
time-without-zone = { $date } { $time }
time-of-day = { $time } { $zone }
times = { $from } – { $until }
times-of-a-day = { $date } { $from } – { $until } { $zone }

month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月

month-short-1 = 1月
month-short-2 = 2月
month-short-3 = 3月
month-short-4 = 4月
month-short-5 = 5月
month-short-6 = 6月
month-short-7 = 7月
month-short-8 = 8月
month-short-9 = 9月
month-short-10 = 10月
month-short-11 = 11月
month-short-12 = 12月

weekday-1 = 星期一
weekday-2 = 星期二
weekday-3 = 星期三
weekday-4 = 星期四
weekday-5 = 星期五
weekday-6 = 星期六
weekday-7 = 星期日

## The page as a whole

overall-all-operational = 所有系统运行正常
overall-major-system-outage = 系统严重中断
overall-partial-system-outage = 部分系统中断
overall-minor-service-outage = 轻微服务中断
overall-degraded-system-service = 系统性能下降
overall-partially-degraded-service = 部分服务性能下降
overall-under-maintenance = 服务维护中

## Components

component-operational = 正常
component-under-maintenance = 维护中
component-degraded-performance = 性能下降
component-partial-outage = 部分中断
component-major-outage = 严重中断
component-no-data = 无数据

inline-operational = 正常
inline-under-maintenance = 维护
inline-degraded-performance = 性能下降
inline-partial-outage = 部分中断
inline-major-outage = 严重中断
inline-no-data = 无数据

## Incidents and maintenance

incident-investigating = 调查中
incident-identified = 已查明原因
incident-monitoring = 观察中
incident-resolved = 已解决
incident-postmortem = 事后分析

maintenance-scheduled = 已计划
maintenance-in-progress = 进行中
maintenance-verifying = 验证中
maintenance-completed = 已完成
maintenance-canceled = 已取消

maintenance-is = 维护 · { $status }

impact-none = 无影响
impact-minor = 轻微影响
impact-major = 较大影响
impact-critical = 严重影响

## Banner and front page

banner-incident = 有事件正在处理
banner-incident-minor = 有轻微事件正在处理
banner-incident-major = 有较大事件正在处理
banner-incident-critical = 有严重事件正在处理
banner-possible-problem = 可能存在问题
possible-problem-text = 正在排查可能存在的问题。
as-of = 截至 { $time }
active-incidents = 当前事件
earlier-updates = { $count }条较早的更新
lasting-for = 已持续{ $duration }
next-update = 下次更新不晚于 { $time }
next-update-late = 下次更新原定于 { $time }
next-update-late-date = 下次更新原定于 { $time }
scheduled-maintenance = 维护
more-maintenance = 全部维护
components = 组件
no-components = 暂无组件
unwell = { $of }个中有{ $count }个异常
days-ago = { $count ->
    [1] 今天
   *[other] { $count }天前
}
today = 今天
uptime = 可用率 { $percent }
no-data-yet = 暂无数据
days-with-trouble = { $count }天有异常
days-with-trouble-in = { $days }天：{ $trouble ->
    [0] 均无异常
   *[other] { $trouble }天有异常
}
strip = { $component }，{ $days }天：{ $trouble ->
    [0] 均无异常
   *[other] { $trouble }天有异常
}
square = { $day }：{ $what }
status-lasting = { $status }，{ $duration }
statuses = { $list }；{ $item }
past-incidents = 过往事件
quiet-day = { $day }无事件
quiet-days = { $first }至{ $last }无事件
all-history = 全部历史

## An incident or a window

affected = 影响范围
updates = 更新
permalink = 此更新的链接
postmortem = 事后分析
published = 发布于 { $time }
affected-components = 受影响的组件
since = 始于
planned = 计划时间
actual = 实际时间
add-to-calendar = 添加到日历
more-in-month = { $month }的更多记录

## A component

uptime-heading = 可用率
downtime = 中断{ $duration }
no-downtime = 无中断
longest-outage = 最长中断
component-since = 始于 { $time }
known-since = 自 { $time } 起监测
twelve-months = 十二个月
calendar = { $month }：{ $trouble ->
    [0] 均无异常
   *[other] { $trouble }天有异常
}
incidents-and-maintenance = 事件与维护
nothing-in-a-year = 过去一年无记录
feeds-of = { $component }的订阅源

## History and maintenance

history = 历史
history-of = { $month }历史
all-months = 全部月份
nothing-yet = 暂无记录
newer = 较新：{ $month }
older = 较早：{ $month }
incidents = { $count }个事件
windows = { $count }次维护
maintenance = 维护
in-progress = 进行中
upcoming = 即将进行
past = 过往
nothing-planned = 暂无计划
nothing-past = 暂无记录

## Uptime by month

uptime-by-month = 逐月可用率
uptime-of = { $range }可用率
months = { $from } – { $until }
last-twelve-months = 最近十二个月
ranges = 时间范围
from-month = 从
until-month = 到
in-total = 总计
component = 组件
incidents-heading = 事件
time-to-resolve = 平均解决时间
month-by-month = 逐月
percent-of-known-time = 已知时间中未中断的百分比；– 表示无数据
months-missing = 无法加载这些月份
numbers = 下载数据
csv-text = 所有组件和月份的表格，供电子表格使用
months-json-text = 相同的数据，每月一个文件

## Subscribe

subscribe = 订阅
subscribe-lead = 每条更新一经发布，即以您方便的形式送达。无需账号，也无需留下地址。
feed-readers = 订阅阅读器
feed-readers-text = 将以下任一地址粘贴到订阅阅读器中。事件或维护的每条更新为一个条目。
rss-text = 所有阅读器均支持
atom-text = 相同的条目，带有准确的修改时间
json-feed-text = 相同的条目，适合程序和较新的阅读器
copy = 复制
copied = 已复制
calendar-link = 日历
calendar-text = 计划内维护与您自己的日程并列显示。日历会自动更新，不会占用任何人的时间。
calendar-address-text = 适用于 Google 日历等网页日历：通过网址添加日历
calendar-app = 在此设备上
calendar-subscribe = 在日历应用中订阅
calendar-app-text = 打开 Apple 日历、Outlook、Thunderbird 或您在此使用的日历应用
chat = 聊天工具
chat-text = 每条更新在发布几分钟后，作为消息发送到您选择的频道。
slack-text = 在频道中输入此命令，其余由 Slack 的 RSS 应用完成
other-chats = 其他聊天工具
other-chats-text = 将 RSS 订阅源的地址填入聊天工具的订阅功能。
one-component = 仅一个组件
one-component-text = 相同的订阅源和日历，仅包含与某个组件有关的内容。
own-site = 在您自己的网站上
own-site-text = 在故障期间告知您网站的访问者。请粘贴以下任一行。
notice-script-text = 有未解决的事件或临近维护时显示通知，一切正常时不显示任何内容
notice-frame-text = 以框架显示当前状态，无需脚本
notice-frame-see = 查看
programs = 程序
programs-text = 相同的数据，以 JSON 提供，任何网站均可读取。api/v2 的地址和字段与 Statuspage 相同，为其编写的工具可直接使用。
api-summary-text = 全部内容：组件、未解决的事件、即将进行的维护
api-status-text = 仅整体状态
api-incidents-text = 事件，最新的在前
api-maintenances-text = 过往和计划中的维护
api-uptime-text = 每个组件每天的可用率
api-document-text = 程序如何读取全部内容（OpenAPI 文档）

## The notice on other sites

notice-label = { $page } 的状态
notice-hide = 隐藏此通知
badges = 徽章
badges-lead = 显示当前状态的小图片，可用于 README、Wiki 或您自己的网站。
all-badges = 所有徽章
badges-forms = 其他形式
badges-forms-text = 每个地址的结尾可以这样替换。
badge-square-text = 直角样式
badge-json-text = 供 shields.io 使用，可绘制其他样式的徽章
badges-one = 单个组件或组

## Around every page

skip = 跳到正文
home = 当前状态
support = 获取帮助
main-navigation = 主导航
site-navigation = 网站
links = 链接
api = API
announcement = 公告
stale-page = 本页面已有一段时间未更新，内容可能已过时。
made-with = 生成工具
made-at = 页面生成于 { $time }
made-from = （提交 { $commit }）
not-found = 找不到页面
not-found-text = 此地址没有内容。链接可能已过期，或输入有误。
back-home = 查看当前状态

## Titles and descriptions, for search engines and chats that unfurl links

page-title = { $title } – { $page }
about = { $page }的实时状态
about-incidents = 当前事件：{ $incidents }
about-event = { $status }。{ $text }
about-window = { $status }，{ $times }。{ $text }
about-component = { $component }：{ $status }。过去一年的可用率和事件。
about-history = { $page }每月的事件与维护
about-maintenance = { $page }计划中、进行中和过往的维护
about-subscribe = { $page }所有更新的订阅源和 API
about-uptime = { $page }逐月的可用率、中断和解决时间
about-badges = 显示{ $page }当前状态的徽章

## Feeds

feed-wall = { $short }{ $day }日 { $time }
feed-time = { $time } { $zone }
feed-times = { $from } – { $until } { $zone }
feed-scheduled = 计划内维护：{ $times }
feed-update = 更新
feed-title = { $page } - 事件历史
feed-title-component = { $page } - { $component } - 事件历史
feed-description = { $page }的事件和计划内维护。
feed-description-component = { $component }的事件和计划内维护。

## Calendars

calendar-canceled = 已取消：{ $title }
calendar-affected = 影响范围：{ $components }
calendar-title = { $page }：维护
calendar-title-component = { $page }：{ $component }的维护
