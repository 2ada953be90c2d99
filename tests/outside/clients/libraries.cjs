// Reads every endpoint of a site with two client libraries, and prints the results as JSON.
const { createRequire } = require("node:module");
const path = require("node:path");
const load = createRequire(path.join(process.env.NODE_MODULES, "x"));

const base = process.argv[2];

async function statuspageIo() {
  const { Statuspage } = load("statuspage.io");
  const client = new Statuspage("any");
  client.setApiUrl(base);
  const { api } = client;
  return {
    summary: await api.getSummary(),
    status: await api.getStatus(),
    components: await api.getComponents(),
    incidents: await api.incidents.getAll(),
    unresolved: await api.incidents.getUnresolved(),
    maintenances: await api.scheduledMaintenances.getAll(),
    active: await api.scheduledMaintenances.getActive(),
    upcoming: await api.scheduledMaintenances.getUpcoming(),
  };
}

async function statuspageJs() {
  const { Statuspage } = load("statuspage.js");
  const client = new Statuspage("any");
  client.axios.defaults.baseURL = `${base}/api/v2`;
  return {
    summary: await client.summary(),
    status: await client.status(),
    components: await client.components(),
    incidents: await client.allIncidents(),
    unresolved: await client.unresolvedIncidents(),
    maintenances: await client.allScheduledMaintenances(),
    active: await client.activeScheduledMaintenances(),
    upcoming: await client.upcomingScheduledMaintenances(),
  };
}

// This client converts every text that looks like a time into a Date. Returns the
// paths of the dates, because JSON would convert them back into text.
function dates(value, at = "", found = []) {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new Error(`${at} is no date`);
    found.push(at);
  } else if (value && typeof value === "object") {
    for (const [key, inner] of Object.entries(value)) dates(inner, at ? `${at}.${key}` : key, found);
  }
  return found;
}

(async () => {
  const second = await statuspageJs();
  console.log(
    JSON.stringify({ "statuspage.io": await statuspageIo(), "statuspage.js": second, dates: dates(second.summary) }),
  );
})();
