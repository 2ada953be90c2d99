# الكلمات العربية لكل صفحة. الأرقام لاتينية (0–9) لأنها الشائعة في صفحات الويب، وهي نفسها في JSON وفي السجلات.
# Digits are Latin, as on much of the Arabic web and as in JSON and logs. Where a text that people wrote stands in
# a message, or a time of many parts, U+2068 and U+2069 keep its direction to itself; U+200E keeps the sign of a
# percentage behind it.

## For the page's script

intl-locale = ar-u-hc-h23-nu-latn
your-time = { $time } بتوقيتك

## Numbers

percent = { $whole }.{ $decimals }{ "\u200e" }%{ "\u200e" }
percent-whole = { $whole }{ "\u200e" }%{ "\u200e" }
decimal = { $whole }.{ $decimals }
thousands-sign = ,

## Durations

less-than-a-minute = أقل من دقيقة
minutes = { $count ->
    [zero] { $count } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
hours = { $count ->
    [zero] { $count } ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $count } ساعات
    [many] { $count } ساعة
   *[other] { $count } ساعة
}
days = { $count ->
    [zero] { $count } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
two-units = { $large } و{ $small }
short-less-than-a-minute = أقل من دقيقة
short-minutes = { $count }{ "\u00a0" }د
short-hours = { $count }{ "\u00a0" }س
short-days = { $count }{ "\u00a0" }ي

## Lists

list = { $list }، { $item }
list-last = { $list } و{ $item }

## Dates

date = { $day } { $month } { $year }
date-medium = { $day } { $short } { $year }
date-day = { $day } { $month }
date-short = { $day } { $short }
date-month = { $month } { $year }

## Times

clock = { $hour }:{ $minute }
time = { $date }، { $time } { $zone }
time-without-zone = { $date }، { $time }
time-of-day = { $time } { $zone }
times = { "\u2068" }{ $from }{ "\u2069" } – { "\u2068" }{ $until }{ "\u2069" }
times-of-a-day = { $date }، { $from } – { $until } { $zone }

month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر

month-short-1 = يناير
month-short-2 = فبراير
month-short-3 = مارس
month-short-4 = أبريل
month-short-5 = مايو
month-short-6 = يونيو
month-short-7 = يوليو
month-short-8 = أغسطس
month-short-9 = سبتمبر
month-short-10 = أكتوبر
month-short-11 = نوفمبر
month-short-12 = ديسمبر

weekday-1 = الاثنين
weekday-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-4 = الخميس
weekday-5 = الجمعة
weekday-6 = السبت
weekday-7 = الأحد

## The page as a whole

overall-all-operational = جميع الأنظمة تعمل
overall-major-system-outage = انقطاع كبير في النظام
overall-partial-system-outage = انقطاع جزئي في النظام
overall-minor-service-outage = انقطاع محدود في الخدمة
overall-degraded-system-service = تراجع في أداء النظام
overall-partially-degraded-service = تراجع جزئي في أداء الخدمة
overall-under-maintenance = الخدمة قيد الصيانة

## Components

component-operational = يعمل
component-under-maintenance = قيد الصيانة
component-degraded-performance = أداء متراجع
component-partial-outage = انقطاع جزئي
component-major-outage = انقطاع كبير
component-no-data = لا توجد بيانات

inline-operational = يعمل
inline-under-maintenance = صيانة
inline-degraded-performance = أداء متراجع
inline-partial-outage = انقطاع جزئي
inline-major-outage = انقطاع كبير
inline-no-data = لا توجد بيانات

## Incidents and maintenance

incident-investigating = قيد التحقيق
incident-identified = حُدّد السبب
incident-monitoring = قيد المراقبة
incident-resolved = تم الحل
incident-postmortem = تحليل لاحق

maintenance-scheduled = مجدولة
maintenance-in-progress = جارية
maintenance-verifying = قيد التحقق
maintenance-completed = مكتملة
maintenance-canceled = ملغاة

maintenance-is = صيانة · { $status }

impact-none = بلا تأثير
impact-minor = تأثير محدود
impact-major = تأثير كبير
impact-critical = تأثير حرج

## Banner and front page

banner-incident = حادث جارٍ
banner-incident-minor = حادث محدود جارٍ
banner-incident-major = حادث كبير جارٍ
banner-incident-critical = حادث حرج جارٍ
banner-possible-problem = مشكلة محتملة
possible-problem-text = نتحقق من مشكلة محتملة.
as-of = الحالة في { $time }
active-incidents = الحوادث الجارية
earlier-updates = { $count ->
    [zero] لا تحديثات سابقة
    [one] تحديث سابق واحد
    [two] تحديثان سابقان
    [few] { $count } تحديثات سابقة
    [many] { $count } تحديثًا سابقًا
   *[other] { $count } تحديث سابق
}
lasting-for = المدة حتى الآن: { $duration }
next-update = التحديث القادم بحلول { $time }
next-update-late = كان التحديث القادم متوقعًا في { $time }
next-update-late-date = كان التحديث القادم متوقعًا في { $time }
scheduled-maintenance = الصيانة
more-maintenance = كل أعمال الصيانة
components = المكوّنات
no-components = لا توجد مكوّنات بعد
unwell = { $count } من { $of } بها مشكلات
days-ago = { $count ->
    [zero] اليوم
    [one] اليوم
    [two] قبل يومين
    [few] قبل { $count } أيام
    [many] قبل { $count } يومًا
   *[other] قبل { $count } يوم
}
today = اليوم
uptime = { $percent } توفّر
no-data-yet = لا توجد بيانات بعد
days-with-trouble = { $count ->
    [zero] لا أيام بها مشكلات
    [one] يوم واحد به مشكلات
    [two] يومان بهما مشكلات
    [few] { $count } أيام بها مشكلات
    [many] { $count } يومًا به مشكلات
   *[other] { $count } يوم به مشكلات
}
days-with-trouble-in = { $days ->
    [zero] { $days } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}: { $trouble ->
    [zero] لا أيام بها مشكلات
    [one] يوم واحد به مشكلات
    [two] يومان بهما مشكلات
    [few] { $trouble } أيام بها مشكلات
    [many] { $trouble } يومًا به مشكلات
   *[other] { $trouble } يوم به مشكلات
}
strip = { "\u2068" }{ $component }{ "\u2069" }، { $days ->
    [zero] { $days } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}: { $trouble ->
    [zero] لا أيام بها مشكلات
    [one] يوم واحد به مشكلات
    [two] يومان بهما مشكلات
    [few] { $trouble } أيام بها مشكلات
    [many] { $trouble } يومًا به مشكلات
   *[other] { $trouble } يوم به مشكلات
}
square = { $day }: { $what }
status-lasting = { $status }، { $duration }
statuses = { $list }؛ { $item }
past-incidents = الحوادث السابقة
quiet-day = لا حوادث في { $day }
quiet-days = لا حوادث من { $from } إلى { $until }
all-history = السجل الكامل

## An incident or a window

affected = المتأثر
updates = التحديثات
permalink = رابط هذا التحديث
postmortem = تحليل لاحق
published = نُشر في { $time }
affected-components = المكوّنات المتأثرة
since = منذ
planned = الموعد المخطط
actual = الموعد الفعلي
add-to-calendar = إضافة إلى التقويم
more-in-month = المزيد في { $month }

## A component

uptime-heading = التوفّر
downtime = مدة الانقطاع: { $duration }
no-downtime = بلا انقطاع
longest-outage = أطول انقطاع
component-since = منذ { $time }
known-since = تحت المتابعة منذ { $time }
twelve-months = اثنا عشر شهرًا
calendar = { $month }: { $trouble ->
    [zero] لا أيام بها مشكلات
    [one] يوم واحد به مشكلات
    [two] يومان بهما مشكلات
    [few] { $trouble } أيام بها مشكلات
    [many] { $trouble } يومًا به مشكلات
   *[other] { $trouble } يوم به مشكلات
}
incidents-and-maintenance = الحوادث والصيانة
nothing-in-a-year = لا شيء خلال العام الماضي
feeds-of = خلاصات { "\u2068" }{ $component }{ "\u2069" }

## History and maintenance

history = السجل
history-of = سجل { $month }
all-months = كل الأشهر
nothing-yet = لم يحدث شيء بعد
newer = الأحدث: { $month }
older = الأقدم: { $month }
incidents = { $count ->
    [zero] لا حوادث
    [one] حادث واحد
    [two] حادثان
    [few] { $count } حوادث
    [many] { $count } حادثًا
   *[other] { $count } حادث
}
windows = { $count ->
    [zero] لا أعمال صيانة
    [one] صيانة واحدة
    [two] عمليتا صيانة
    [few] { $count } عمليات صيانة
    [many] { $count } عملية صيانة
   *[other] { $count } عملية صيانة
}
maintenance = الصيانة
in-progress = جارية الآن
upcoming = قادمة
past = سابقة
nothing-planned = لا شيء مخطط
nothing-past = لا شيء حتى الآن

## Uptime by month

uptime-by-month = التوفّر شهرًا بشهر
uptime-of = التوفّر: { $range }
months = { $from } – { $until }
last-twelve-months = آخر اثني عشر شهرًا
ranges = الفترات
from-month = من
until-month = إلى
in-total = الإجمالي
component = المكوّن
incidents-heading = الحوادث
time-to-resolve = متوسط وقت الحل
month-by-month = شهرًا بشهر
percent-of-known-time = النسبة المئوية من الوقت المعروف بلا انقطاع؛ – حيث لا توجد بيانات
months-missing = تعذّر تحميل هذه الأشهر
numbers = أرقام للتنزيل
csv-text = كل المكوّنات والأشهر في جدول، لبرامج الجداول
months-json-text = الأرقام نفسها، ملف لكل شهر

## Subscribe

subscribe = متابعة
subscribe-lead = كل تحديث فور نشره، بالشكل الذي يناسبك. بلا حساب وبلا ترك أي عنوان.
feed-readers = قارئات الخلاصات
feed-readers-text = ألصق أحد هذه العناوين في قارئ خلاصات. كل تحديث لحادث أو صيانة هو مدخل واحد.
rss-text = يفهمه كل قارئ
atom-text = المداخل نفسها، مع أوقات التغيير الدقيقة
json-feed-text = المداخل نفسها، للبرامج والقارئات الأحدث
copy = نسخ
copied = تم النسخ
calendar-link = التقويم
calendar-text = الصيانة المخططة إلى جانب مواعيدك. يحدّث التقويم نفسه بنفسه ولا يشغل وقت أحد.
calendar-address-text = للتقاويم على الويب مثل تقويم Google: أضف تقويمًا عن طريق عنوانه
calendar-app = على هذا الجهاز
calendar-subscribe = الاشتراك في تطبيق التقويم
calendar-app-text = يفتح تقويم Apple أو Outlook أو Thunderbird أو أي تطبيق تحفظ فيه تقويمك هنا
chat = المحادثة
chat-text = كل تحديث رسالة في القناة التي تختارها، بعد دقائق من نشره.
slack-text = اكتب هذا في القناة، ويتولى تطبيق RSS في Slack الباقي
other-chats = تطبيقات محادثة أخرى
other-chats-text = أعطِ عنوان خلاصة RSS لما يتابع به تطبيقك الخلاصات.
one-component = مكوّن واحد فقط
one-component-text = الخلاصات نفسها والتقويم نفسه، مقتصرة على ما يخص مكوّنًا واحدًا.
own-site = على موقعك
own-site-text = أخبر زوّار موقعك بما تعطّل ما دام معطّلًا. ألصق أحد هذين السطرين.
notice-script-text = تنبيه يظهر ما دام هناك حادث جارٍ أو صيانة قريبة، ولا شيء ما دام كل شيء يعمل
notice-frame-text = الحالة الآن في إطار، بلا برنامج نصي
notice-frame-see = عرض
programs = البرامج
programs-text = البيانات نفسها بصيغة JSON، ويمكن قراءتها من أي موقع. عناوين api/v2 وحقولها هي نفسها في Statuspage، فتعمل هنا الأدوات المصنوعة لها.
api-summary-text = كل شيء دفعة واحدة: المكوّنات والحوادث الجارية والصيانة القادمة
api-status-text = الحالة العامة وحدها
api-incidents-text = الحوادث، الأحدث أولًا
api-maintenances-text = الصيانة السابقة والمخططة
api-uptime-text = توفّر كل مكوّن، يومًا بيوم
api-document-text = كيف تقرأ البرامج كل ذلك، في مستند OpenAPI

## The notice on other sites

notice-label = حالة { $page }
notice-hide = إخفاء هذا التنبيه
badges = شارات
badges-lead = صور صغيرة تبيّن الحالة الحالية، لملف README أو موسوعة أو موقعك.
all-badges = كل الشارات
badges-forms = أشكال أخرى
badges-forms-text = يمكن أن ينتهي كل عنوان بشكل آخر.
badge-square-text = بزوايا قائمة
badge-json-text = لموقع shields.io الذي يرسم شارات بأنماط أخرى
badges-one = مكوّن أو مجموعة

## Around every page

skip = انتقل إلى المحتوى
home = الحالة الآن
support = المساعدة
main-navigation = القائمة الرئيسية
site-navigation = الموقع
links = روابط
api = API
announcement = إعلان
stale-page = لم تُجدَّد هذه الصفحة منذ مدة، وقد لا يكون ما فيها محدّثًا.
made-with = صُنعت باستخدام
made-at = أُنشئت الصفحة في { $time }
made-from = من الإيداع { $commit }
not-found = الصفحة غير موجودة
not-found-text = لا يوجد شيء في هذا العنوان. ربما كان الرابط قديمًا أو مكتوبًا خطأً.
back-home = عرض الحالة الآن

## Titles and descriptions, for search engines and chats that unfurl links

page-title = { "\u2068" }{ $title }{ "\u2069" } – { "\u2068" }{ $page }{ "\u2069" }
about = الحالة المباشرة: { "\u2068" }{ $page }{ "\u2069" }
about-incidents = الجاري: { $incidents }
about-event = { $status }. { "\u2068" }{ $text }{ "\u2069" }
about-window = { $status }، { $times }. { "\u2068" }{ $text }{ "\u2069" }
about-component = { "\u2068" }{ $component }{ "\u2069" }: { $status }. التوفّر والحوادث خلال العام الماضي.
about-history = حوادث { "\u2068" }{ $page }{ "\u2069" } وصيانتها، شهرًا بشهر
about-maintenance = صيانة { "\u2068" }{ $page }{ "\u2069" }: المخططة والجارية والسابقة
about-subscribe = خلاصات وواجهة API بكل تحديث من { "\u2068" }{ $page }{ "\u2069" }
about-uptime = توفّر { "\u2068" }{ $page }{ "\u2069" } وانقطاعاته ووقت الحل، شهرًا بشهر
about-badges = شارات بالحالة الحالية لـ{ "\u2068" }{ $page }{ "\u2069" }

## Feeds

feed-wall = { $day } { $short }، { $time }
feed-time = { $time } { $zone }
feed-times = { $from } – { $until } { $zone }
feed-scheduled = صيانة مجدولة: { $times }
feed-update = تحديث
feed-title = { "\u2068" }{ $page }{ "\u2069" } – سجل الحوادث
feed-title-component = { "\u2068" }{ $page }{ "\u2069" } – { "\u2068" }{ $component }{ "\u2069" } – سجل الحوادث
feed-description = الحوادث والصيانة المخططة: { "\u2068" }{ $page }{ "\u2069" }.
feed-description-component = الحوادث والصيانة المخططة: { "\u2068" }{ $component }{ "\u2069" }.

## Calendars

calendar-canceled = ملغاة: { "\u2068" }{ $title }{ "\u2069" }
calendar-affected = المتأثر: { $components }
calendar-title = { "\u2068" }{ $page }{ "\u2069" }: الصيانة
calendar-title-component = { "\u2068" }{ $page }{ "\u2069" }: صيانة { "\u2068" }{ $component }{ "\u2069" }
