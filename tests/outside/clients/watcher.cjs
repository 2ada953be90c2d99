// Watches a site for updates of incidents: prints `ready` when it has started, and then each update that it reports.
const { createRequire } = require("node:module");
const path = require("node:path");
const load = createRequire(path.join(process.env.NODE_MODULES, "x"));
const { Statuspage, StatuspageUpdates } = load("statuspage.js");

const base = process.argv[2];

// The watcher creates its own client and sends a request at once, so the URL is set in the class.
const ask = Statuspage.prototype._makeRequest;
Statuspage.prototype._makeRequest = function (endpoint) {
  this.axios.defaults.baseURL = `${base}/api/v2`;
  return ask.call(this, endpoint);
};

const watcher = new StatuspageUpdates("any", 100);
let rounds = 0;
watcher.on("incident_update", (incident) => {
  console.log(JSON.stringify({ incident: incident.id, ...incident.incident_updates[0] }));
});
watcher.on("run", () => {
  if (++rounds === 3) console.log("ready");
});
watcher.start();
