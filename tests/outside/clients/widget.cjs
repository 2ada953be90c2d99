// Puts Atlassian's embeddable widget into a page, lets it fetch the site, and prints what it shows as JSON.
const fs = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");
const load = createRequire(path.join(process.env.NODE_MODULES, "x"));
const { JSDOM } = load("jsdom");

const base = process.argv[2];
const code = fs.readFileSync(path.join(process.env.NODE_MODULES, "@statuspage/status-widget/dist/index.js"), "utf8");

async function show(appearance) {
  const { window } = new JSDOM(`<statuspage-widget src="${base}" appearance="${appearance}"></statuspage-widget>`, {
    // The widget is on another site than the one that it requests.
    url: "http://shop.example/",
    runScripts: "dangerously",
    pretendToBeVisual: true,
  });
  const script = window.document.createElement("script");
  script.textContent = code;
  window.document.body.append(script);
  const widget = window.document.querySelector("statuspage-widget");
  for (let tries = 0; tries < 200; tries++) {
    const mark = (widget.shadowRoot || widget).querySelector(".status-indicator");
    // The class is empty until the widget has an answer.
    if (mark && mark.className.trim() !== "status-indicator" && !/undefined|loading/.test(mark.className)) {
      const root = widget.shadowRoot || widget;
      const shown = {
        mark: mark.className.replace("status-indicator", "").trim(),
        text: root.querySelector(".status-container").textContent.replace(/\s+/g, " ").trim(),
        link: root.querySelector("a").href,
      };
      window.close();
      return shown;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the widget never showed a status");
}

(async () => {
  console.log(JSON.stringify({ basic: await show("basic"), badge: await show("badge") }));
})();
