// Parses the calendars at the paths in the arguments with ical.js in strict mode, and prints their events by path.
const fs = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");
const loaded = createRequire(path.join(process.env.NODE_MODULES, "x"))("ical.js");
const ICAL = loaded.default ?? loaded;

ICAL.design.strict = true;

const describe = (component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    description: event.description,
    start: event.startDate.toJSDate().toISOString(),
    end: event.endDate.toJSDate().toISOString(),
    status: component.getFirstPropertyValue("status"),
    categories: component.getAllProperties("categories").flatMap((property) => property.getValues()),
  };
};

const read = (file) => {
  const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(file, "utf8")));
  return [file, calendar.getAllSubcomponents("vevent").map(describe)];
};

console.log(JSON.stringify(Object.fromEntries(process.argv.slice(2).map(read))));
