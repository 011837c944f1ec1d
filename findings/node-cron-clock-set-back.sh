#!/usr/bin/env bash
# node-cron 4 computes the wait for its next tick from the wall clock and from the tick before. When the clock is set back (NTP
# after a wrong start, a virtual machine that was restored, a person), a task of every second waits until the old time comes
# again: an hour for an hour. Nothing is logged. Whoever needs ticks that go on looks at a monotonic clock beside it.
# The clock is set back here by a Date that is an hour behind.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-fund --no-audit node-cron@4.6.0
cat > look.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

let behindMs = 0;
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length > 0) super(...given);
    else super(RealDate.now() - behindMs);
  }
  static now() {
    return RealDate.now() - behindMs;
  }
};
let longestMs = 0;
const realSetTimeout = setTimeout;
globalThis.setTimeout = (work, ms, ...rest) => {
  longestMs = Math.max(longestMs, ms ?? 0);
  return realSetTimeout(work, ms, ...rest);
};
const { default: cron } = await import('node-cron');
const { version } = JSON.parse(readFileSync('node_modules/node-cron/package.json', 'utf8'));

let ticks = 0;
cron.schedule('* * * * * *', () => (ticks += 1));
await pause(3500);
const before = ticks;
[ticks, longestMs, behindMs] = [0, 0, 3600_000];
await pause(4500);
console.log(`node-cron ${version}, a task of every second`);
console.log(`in 3.5 s before: ${before >= 3 ? '3 ticks or more' : `${before} ticks`}`);
// The tick that was due when the clock changed may still come.
console.log(`in 4.5 s after the clock was set back by an hour: ${ticks <= 1 ? 'none, or one' : `${ticks} ticks`}`);
console.log(`it waits about ${Math.round(longestMs / 60_000)} minutes`);
process.exit();
JS
seen=$(node look.mjs)
echo "$seen"
diff <(echo "$seen") - <<'SEEN'
node-cron 4.6.0, a task of every second
in 3.5 s before: 3 ticks or more
in 4.5 s after the clock was set back by an hour: none, or one
it waits about 60 minutes
SEEN
