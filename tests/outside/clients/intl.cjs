// Formats dates as the page's script does in a browser. Takes a JSON list of [locale, kind, time, zone] and prints a
// JSON list of texts.
const DAY = { day: "numeric", month: "short", year: "numeric" };
const CLOCK = { hour: "2-digit", minute: "2-digit" };
const KINDS = {
  date: { ...DAY, month: "long" },
  month: { month: "long", year: "numeric" },
  time: { ...DAY, ...CLOCK },
  clock: CLOCK,
};

const asked = JSON.parse(process.argv[2]);
const texts = asked.map(([locale, kind, time, timeZone]) =>
  new Intl.DateTimeFormat(locale, { ...KINDS[kind], timeZone }).format(new Date(time)),
);
console.log(JSON.stringify(texts));
