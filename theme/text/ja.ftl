# 各ページの日本語。数と単位のあいだに空白を入れない。

## For the page's script

intl-locale = ja
your-time = お使いの地域では { $time }

## Numbers

percent = { $whole }.{ $decimals }%
percent-whole = { $whole }%
decimal = { $whole }.{ $decimals }
thousands-sign = ,

## Durations

less-than-a-minute = 1分未満
minutes = { $count }分
hours = { $count }時間
days = { $count }日
two-units = { $large }{ $small }
short-less-than-a-minute = 1分未満
short-minutes = { $count }分
short-hours = { $count }時間
short-days = { $count }日

## Lists

list = { $list }、{ $item }
list-last = { $list }、{ $item }

## Dates

date = { $year }年{ $month }{ $day }日
date-medium = { $year }年{ $short }{ $day }日
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

weekday-1 = 月曜日
weekday-2 = 火曜日
weekday-3 = 水曜日
weekday-4 = 木曜日
weekday-5 = 金曜日
weekday-6 = 土曜日
weekday-7 = 日曜日

## The page as a whole

overall-all-operational = すべてのシステムが正常です
overall-major-system-outage = 大規模なシステム障害
overall-partial-system-outage = 一部のシステムで障害
overall-minor-service-outage = 軽微なサービス障害
overall-degraded-system-service = システム全体で性能低下
overall-partially-degraded-service = 一部のサービスで性能低下
overall-under-maintenance = メンテナンス中

## Components

component-operational = 正常
component-under-maintenance = メンテナンス中
component-degraded-performance = 性能低下
component-partial-outage = 一部障害
component-major-outage = 重大な障害
component-no-data = データなし

inline-operational = 正常
inline-under-maintenance = メンテナンス
inline-degraded-performance = 性能低下
inline-partial-outage = 一部障害
inline-major-outage = 重大な障害
inline-no-data = データなし

## Incidents and maintenance

incident-investigating = 調査中
incident-identified = 原因特定
incident-monitoring = 経過観察中
incident-resolved = 解決済み
incident-postmortem = 事後報告

maintenance-scheduled = 予定
maintenance-in-progress = 実施中
maintenance-verifying = 確認中
maintenance-completed = 完了
maintenance-canceled = 中止

maintenance-is = メンテナンス・{ $status }

impact-none = 影響なし
impact-minor = 影響：軽微
impact-major = 影響：大
impact-critical = 影響：重大

## Banner and front page

banner-incident = インシデントに対応中です
banner-incident-minor = 軽微なインシデントに対応中です
banner-incident-major = 大きなインシデントに対応中です
banner-incident-critical = 重大なインシデントに対応中です
banner-possible-problem = 問題の可能性があります
possible-problem-text = 問題が発生している可能性があり、調査中です。
as-of = { $time } 現在
active-incidents = 発生中のインシデント
earlier-updates = 以前の更新{ $count }件
lasting-for = { $duration }経過
next-update = 次の更新予定：{ $time }まで
next-update-late = 次の更新は { $time } の予定でした
next-update-late-date = 次の更新は { $time } の予定でした
scheduled-maintenance = メンテナンス
more-maintenance = すべてのメンテナンス
components = コンポーネント
no-components = コンポーネントはまだありません
unwell = { $of }件中{ $count }件に問題あり
days-ago = { $count ->
    [1] 今日
   *[other] { $count }日前
}
today = 今日
uptime = 稼働率 { $percent }
no-data-yet = データはまだありません
days-with-trouble = 問題のあった日：{ $count }日
days-with-trouble-in = { $days }日間：{ $trouble ->
    [0] 問題のあった日はありません
   *[other] 問題のあった日は{ $trouble }日
}
strip = { $component }、{ $days }日間：{ $trouble ->
    [0] 問題のあった日はありません
   *[other] 問題のあった日は{ $trouble }日
}
square = { $day }：{ $what }
status-lasting = { $status }（{ $duration }）
statuses = { $list }、{ $item }
past-incidents = 過去のインシデント
quiet-day = { $day }：インシデントなし
quiet-days = { $first }から{ $last }まで：インシデントなし
all-history = すべての履歴

## An incident or a window

affected = 対象
updates = 更新
permalink = この更新へのリンク
postmortem = 事後報告
published = { $time } 公開
affected-components = 影響を受けたコンポーネント
since = 開始
planned = 予定
actual = 実績
add-to-calendar = カレンダーに追加
more-in-month = { $month }の履歴

## A component

uptime-heading = 稼働率
downtime = 停止 { $duration }
no-downtime = 停止なし
longest-outage = 最長の障害
component-since = { $time } から
known-since = { $time } から監視
twelve-months = 12か月間
calendar = { $month }：{ $trouble ->
    [0] 問題のあった日はありません
   *[other] 問題のあった日は{ $trouble }日
}
incidents-and-maintenance = インシデントとメンテナンス
nothing-in-a-year = 過去1年間は何もありません
feeds-of = { $component }のフィード

## History and maintenance

history = 履歴
history-of = { $month }の履歴
all-months = すべての月
nothing-yet = まだ何も起きていません
newer = 次の月：{ $month }
older = 前の月：{ $month }
incidents = インシデント{ $count }件
windows = メンテナンス{ $count }件
maintenance = メンテナンス
in-progress = 実施中
upcoming = 今後の予定
past = 過去
nothing-planned = 予定はありません
nothing-past = まだありません

## Uptime by month

uptime-by-month = 月ごとの稼働率
uptime-of = { $range }の稼働率
months = { $from } – { $until }
last-twelve-months = 直近12か月
ranges = 期間
from-month = 開始月
until-month = 終了月
in-total = 合計
component = コンポーネント
incidents-heading = インシデント
time-to-resolve = 平均解決時間
month-by-month = 月ごと
percent-of-known-time = 記録のある時間のうち停止していなかった割合（%）。– は記録なし
months-missing = これらの月を読み込めませんでした
numbers = 数値のダウンロード
csv-text = 全コンポーネントと全月の表（表計算ソフト向け）
months-json-text = 同じ数値を月ごとのファイルで

## Subscribe

subscribe = 購読する
subscribe-lead = 更新が公開され次第、お好みの形式で受け取れます。アカウントも連絡先も必要ありません。
feed-readers = フィードリーダー
feed-readers-text = 次のいずれかをフィードリーダーに貼り付けてください。インシデントやメンテナンスの更新1件が1項目になります。
rss-text = すべてのリーダーで使えます
atom-text = 同じ項目に、正確な変更時刻が付きます
json-feed-text = 同じ項目を、プログラムや新しいリーダー向けに
copy = コピー
copied = コピーしました
calendar-link = カレンダー
calendar-text = 予定されたメンテナンスを、ご自身の予定と並べて確認できます。カレンダーは自動で更新され、予定をふさぐことはありません。
calendar-address-text = Google カレンダーなどのウェブ上のカレンダーでは、URL でカレンダーを追加してください
calendar-app = この端末で
calendar-subscribe = カレンダーアプリで購読する
calendar-app-text = Apple カレンダー、Outlook、Thunderbird など、お使いのカレンダーが開きます
chat = チャット
chat-text = 公開から数分以内に、更新をお好みのチャンネルにメッセージで届けます。
slack-text = チャンネルに入力すると、Slack の RSS アプリが以後の更新を届けます
other-chats = その他のチャット
other-chats-text = お使いのチャットのフィード購読機能に、RSS フィードのアドレスを指定してください。
one-component = 1つのコンポーネントのみ
one-component-text = 同じフィードとカレンダーを、1つのコンポーネントに関するものに絞って提供します。
own-site = 自社サイトに表示
own-site-text = 障害が続いている間、自社サイトの訪問者にお知らせできます。次のいずれかの行を貼り付けてください。
notice-script-text = インシデントの発生中やメンテナンスの予定・実施中に通知を表示し、正常なときは何も表示しません
notice-frame-text = 現在の状況をフレームで表示（スクリプト不要）
notice-frame-see = 表示する
programs = プログラム
programs-text = 同じデータを JSON で、どのサイトからでも読み取れます。api/v2 のアドレスと項目は Statuspage と同じなので、Statuspage 向けのツールがそのまま使えます。
api-summary-text = まとめて：コンポーネント、発生中のインシデント、今後のメンテナンス
api-status-text = 全体の状態だけ
api-incidents-text = インシデント（新しい順）
api-maintenances-text = 過去と予定のメンテナンス
api-uptime-text = 各コンポーネントの日ごとの稼働率
api-document-text = プログラムからの読み取り方をまとめた OpenAPI 文書

## The notice on other sites

notice-label = { $page } の稼働状況
notice-hide = この通知を閉じる
badges = バッジ
badges-lead = 現在の状態を示す小さな画像です。README や Wiki、ご自身のサイトに貼れます。
all-badges = すべてのバッジ
badges-forms = ほかの形式
badges-forms-text = アドレスの末尾を次のように変えられます。
badge-square-text = 角が四角いもの
badge-json-text = 別の様式のバッジを描く shields.io 用
badges-one = コンポーネントやグループごと

## Around every page

skip = 本文へ移動
home = 現在の状況
support = サポート
main-navigation = メイン
site-navigation = サイト
links = リンク
api = API
announcement = お知らせ
stale-page = このページはしばらく更新されていません。内容が古くなっている可能性があります。
made-with = 作成ツール
made-at = ページ作成：{ $time }
made-from = （コミット { $commit }）
not-found = ページが見つかりません
not-found-text = このアドレスには何もありません。リンクが古いか、入力に誤りがある可能性があります。
back-home = 現在の状況を見る

## Titles and descriptions, for search engines and chats that unfurl links

page-title = { $title } – { $page }
about = { $page }の現在の稼働状況
about-incidents = 発生中：{ $incidents }
about-event = { $status }。{ $text }
about-window = { $status }、{ $times }。{ $text }
about-component = { $component }：{ $status }。過去1年間の稼働率とインシデント。
about-history = { $page }の月ごとのインシデントとメンテナンス
about-maintenance = { $page }のメンテナンス（予定・実施中・過去）
about-subscribe = { $page }のすべての更新を届けるフィードと API
about-uptime = { $page }の月ごとの稼働率、障害、解決時間
about-badges = { $page }の現在の状態を示すバッジ

## Feeds

feed-wall = { $short }{ $day }日 { $time }
feed-time = { $time } { $zone }
feed-times = { $from } – { $until } { $zone }
feed-scheduled = 予定されたメンテナンス：{ $times }
feed-update = 更新
feed-title = { $page } - インシデント履歴
feed-title-component = { $page } - { $component } - インシデント履歴
feed-description = { $page }のインシデントと予定されたメンテナンス。
feed-description-component = { $component }のインシデントと予定されたメンテナンス。

## Calendars

calendar-canceled = 中止：{ $title }
calendar-affected = 対象：{ $components }
calendar-title = { $page }：メンテナンス
calendar-title-component = { $page }：{ $component }のメンテナンス
