#!/usr/bin/env bash
# Uploads a built site to an S3 bucket and invalidates CloudFront: upload.sh SITE BUCKET DISTRIBUTION.
#
# Uploads changed files only, pages before the pages and feeds that link to them, and deletes removed files last, so
# that there are no dead links. The bucket must contain nothing else: other objects in it are deleted.
set -euo pipefail

site=$1 bucket=$2 distribution=$3

# Browsers revalidate each time, and CloudFront after 30 seconds, so an outage is visible within that time.
readonly fresh='max-age=0, s-maxage=30, must-revalidate'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Paths with their MD5 sums, in S3 and here. Leaves out files whose names begin with a dot.
aws s3api list-objects-v2 --bucket "$bucket" --query 'Contents[].[ETag, Key]' --output text |
    sed -n 's/^"\([^"]*\)"\t/\1 /p' | LC_ALL=C sort >"$work/there"
(cd "$site" && find . -type f -not -path '*/.*' -printf '%P\0' | xargs -0 md5sum) |
    sed 's/  / /' | LC_ALL=C sort >"$work/here"

# `paths FILE` prints the paths of a list.
paths() { cut -d ' ' -f 2- "$1" | LC_ALL=C sort; }
LC_ALL=C comm -23 <(paths "$work/there") <(paths "$work/here") >"$work/gone"

# Copies changed files to a separate folder.
LC_ALL=C comm -13 "$work/there" "$work/here" | cut -d ' ' -f 2- >"$work/changed"
mkdir "$work/site"
(cd "$site" && xargs --no-run-if-empty --delimiter '\n' cp --parents --target-directory "$work/site") <"$work/changed"

# `is_left TEST…` succeeds if a file that matches these tests of `find` is still to be uploaded.
is_left() { [ -n "$(find "$work/site" -type f "$@" -print -quit)" ]; }

# `upload OPTION…` uploads the remaining files that match the options, and removes them from the folder.
upload() { aws s3 mv "$work/site" "s3://$bucket" --recursive --only-show-errors --cache-control "$fresh" "$@"; }

# `put PATTERN TYPE` uploads files that match the pattern.
put() {
    if is_left -path "$work/site/$1"; then upload --exclude '*' --include "$1" --content-type "$2"; fi
}

# Assets of pages. For images and other theme files, `aws` derives the content type from the extension.
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
# Feeds and data, after the pages that they link to.
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

# The bucket now contains the whole site, so this only deletes.
if [ -s "$work/gone" ]; then
    aws s3 sync "$site" "s3://$bucket" --delete --size-only --only-show-errors --exclude '.*' --exclude '*/.*'
fi

if [ -s "$work/changed" ] || [ -s "$work/gone" ]; then
    aws cloudfront create-invalidation --distribution-id "$distribution" --paths '/*' >/dev/null
fi
printf 'uploaded %s of %s files\n' "$(wc -l <"$work/changed")" "$(wc -l <"$work/here")"
