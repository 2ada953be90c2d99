#!/usr/bin/env bash
# Puts a built site into a bucket of S3, and tells CloudFront: upload.sh SITE BUCKET DISTRIBUTION.
#
# Only what has changed is uploaded, a page before the pages and feeds that link to it, and what is gone goes last, so
# that nobody meets a dead link. The bucket holds the site and nothing else: other objects in it are removed.
set -euo pipefail

site=$1 bucket=$2 distribution=$3

# Browsers ask each time, and CloudFront after half a minute: an outage is seen within that.
readonly fresh='max-age=0, s-maxage=30, must-revalidate'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Paths with the MD5 sums that S3 has of them, and that they have here. Names that begin with a dot stay behind.
aws s3api list-objects-v2 --bucket "$bucket" --query 'Contents[].[ETag, Key]' --output text |
    sed -n 's/^"\([^"]*\)"\t/\1 /p' | LC_ALL=C sort >"$work/there"
(cd "$site" && find . -type f -not -path '*/.*' -printf '%P\0' | xargs -0 md5sum) |
    sed 's/  / /' | LC_ALL=C sort >"$work/here"

# `paths FILE` are those of a list.
paths() { cut -d ' ' -f 2- "$1" | LC_ALL=C sort; }
LC_ALL=C comm -23 <(paths "$work/there") <(paths "$work/here") >"$work/gone"

# What differs is laid aside.
LC_ALL=C comm -13 "$work/there" "$work/here" | cut -d ' ' -f 2- >"$work/changed"
mkdir "$work/site"
(cd "$site" && xargs --no-run-if-empty --delimiter '\n' cp --parents --target-directory "$work/site") <"$work/changed"

# `is_left TEST…` tells whether a file that these tests of `find` fit is left to be uploaded.
is_left() { [ -n "$(find "$work/site" -type f "$@" -print -quit)" ]; }

# `upload OPTION…` uploads what the options let through, and takes it out of what is left.
upload() { aws s3 mv "$work/site" "s3://$bucket" --recursive --only-show-errors --cache-control "$fresh" "$@"; }

# `put PATTERN TYPE` uploads what the pattern fits.
put() {
    if is_left -path "$work/site/$1"; then upload --exclude '*' --include "$1" --content-type "$2"; fi
}

# What pages load. The ending tells what pictures are, and whatever else a theme brings.
put '*.css' 'text/css; charset=utf-8'
put '*.js' 'text/javascript; charset=utf-8'
put '*.svg' 'image/svg+xml; charset=utf-8'
later=() kept=()
for ending in html json rss atom ics csv xml txt; do
    later+=(-not -name "*.$ending") kept+=(--exclude "*.$ending")
done
if is_left "${later[@]}"; then upload "${kept[@]}"; fi
# Incidents and maintenance windows, then the pages that list them.
put 'incidents/*.ics' 'text/calendar; charset=utf-8'
put 'incidents/*.html' 'text/html; charset=utf-8'
put '*/*.html' 'text/html; charset=utf-8'
put '404.html' 'text/html; charset=utf-8'
# What programs read. Whoever learns of an incident from a feed finds its page.
put '*feed.json' 'application/feed+json; charset=utf-8'
put '*.json' 'application/json; charset=utf-8'
put '*.rss' 'application/rss+xml; charset=utf-8'
put '*.atom' 'application/atom+xml; charset=utf-8'
put '*.ics' 'text/calendar; charset=utf-8'
put '*.csv' 'text/csv; charset=utf-8'
put '*.xml' 'application/xml; charset=utf-8'
put '*.txt' 'text/plain; charset=utf-8'
# The front page, which links to everything.
put '*.html' 'text/html; charset=utf-8'

# By now the bucket holds all of the site, so that nothing is left to this but to remove.
if [ -s "$work/gone" ]; then
    aws s3 sync "$site" "s3://$bucket" --delete --size-only --only-show-errors --exclude '.*' --exclude '*/.*'
fi

if [ -s "$work/changed" ] || [ -s "$work/gone" ]; then
    aws cloudfront create-invalidation --distribution-id "$distribution" --paths '/*' >/dev/null
fi
printf 'uploaded %s of %s files\n' "$(wc -l <"$work/changed")" "$(wc -l <"$work/here")"
