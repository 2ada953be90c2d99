#!/usr/bin/env bash
# Puts a built site into a bucket of S3, and tells CloudFront: upload.sh SITE BUCKET DISTRIBUTION.
#
# Only what has changed is uploaded, a page before the pages that link to it, and what is gone goes last, so that no
# visitor meets a dead link. The bucket holds the site and nothing else: other objects in it are removed.
set -euo pipefail

site=$1 bucket=$2 distribution=$3

# Browsers ask each time, and CloudFront after half a minute: an outage is seen within that.
readonly fresh='max-age=0, s-maxage=30, must-revalidate'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Paths with the MD5 sums that S3 has of them, and that they have here. Names that begin with a dot stay behind.
aws s3api list-objects-v2 --bucket "$bucket" --query 'Contents[].[ETag, Key]' --output text |
    sed -n 's/^"\([0-9a-f]*\)"\t/\1  /p' | LC_ALL=C sort >"$work/there"
(cd "$site" && find . -type f -not -path '*/.*' -printf '%P\0' | xargs -0 md5sum) | LC_ALL=C sort >"$work/here"

# What differs is laid aside.
LC_ALL=C comm -13 "$work/there" "$work/here" | cut -c 35- >"$work/changed"
mkdir "$work/site"
(cd "$site" && xargs --no-run-if-empty --delimiter '\n' cp --parents --target-directory "$work/site") <"$work/changed"

# `put TYPE PATTERN` uploads what the pattern fits, and takes it out of what is left to do.
put() {
    if [ -n "$(find "$work/site" -type f -path "$work/site/$2" -print -quit)" ]; then
        aws s3 mv "$work/site" "s3://$bucket" --recursive --only-show-errors --exclude '*' --include "$2" \
            --content-type "$1" --cache-control "$fresh"
    fi
}

# What pages load and link to.
put 'text/css; charset=utf-8' '*.css'
put 'text/javascript; charset=utf-8' '*.js'
put 'image/svg+xml; charset=utf-8' '*.svg'
put 'application/feed+json; charset=utf-8' '*feed.json'
put 'application/json; charset=utf-8' '*.json'
put 'application/rss+xml; charset=utf-8' '*.rss'
put 'application/atom+xml; charset=utf-8' '*.atom'
put 'text/calendar; charset=utf-8' '*.ics'
put 'text/csv; charset=utf-8' '*.csv'
put 'application/xml; charset=utf-8' '*.xml'
put 'text/plain; charset=utf-8' '*.txt'
# Pictures and whatever else a theme brings: the ending tells what each is.
aws s3 mv "$work/site" "s3://$bucket" --recursive --only-show-errors --exclude '*.html' --cache-control "$fresh"
# Pages, the front page last.
put 'text/html; charset=utf-8' 'incidents/*.html'
put 'text/html; charset=utf-8' '*/*.html'
put 'text/html; charset=utf-8' '*.html'

# By now the bucket holds all of the site, so that nothing is left to this but to remove.
aws s3 sync "$site" "s3://$bucket" --delete --size-only --only-show-errors --exclude '.*' --exclude '*/.*'

if [ -s "$work/changed" ]; then
    aws cloudfront create-invalidation --distribution-id "$distribution" --paths '/*' >/dev/null
fi
printf 'uploaded %s of %s files\n' "$(wc -l <"$work/changed")" "$(wc -l <"$work/here")"
