//! Logo, favicon, accent, links and announcement of a page. None of them can inject markup.

use crate::site::{PAGE, Site};

/// Creates a site with additional keys in `page`. `keys` is indented by two spaces.
fn page(keys: &str) -> Site {
    Site::new().status(&format!("{PAGE}{keys}components:\n  - {{ id: api, name: API }}\n"))
}

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 40\"/>";

/// Runs `check` and returns each problem as `CODE | MESSAGE | HINT`.
fn problems(site: &Site) -> Vec<String> {
    let report: serde_json::Value = serde_json::from_str(&site.check().stdout).unwrap();
    let text = |each: &serde_json::Value, key: &str| each[key].as_str().unwrap_or_default().to_owned();
    let problems = report["diagnostics"].as_array().unwrap().iter();
    problems.map(|each| ["code", "message", "hint"].map(|key| text(each, key)).join(" | ")).collect()
}

#[test]
fn page_shows_announcement_logo_and_links() {
    let keys = "  logo: { light: assets/logo.svg, dark: assets/dark.png }\n  links:\n    header: { Shop: \"https://acme.example/?a=1&b\" }\n    footer:\n      Call us: tel:+4930123\n      Terms: assets/terms.pdf\n  announcement: |\n    We *move*, see [it](a.md).\n\n    - once\n  stale_after: 1h 30m\n";
    let site = page(keys).file("theme/assets/logo.svg", LOGO).file("theme/assets/dark.png", "no png");
    let site = site.incident("a", "---\ntitle: T\n---\n## 2026-11-20 10:00 UTC - Resolved\n");
    assert_eq!(problems(&site), [""; 0]);
    let built = site.build();
    let (front, incident) = (built.page("index.html"), built.page("incidents/a/index.html"));

    for (html, root) in [(&front, "./"), (&incident, "../../")] {
        let source = format!("<source media=\"(prefers-color-scheme: dark)\" srcset=\"{root}assets/dark.png?v=");
        let picture = format!("<img class=\"logo\" src=\"{root}assets/logo.svg?v=");
        assert!(html.contains(&source) && html.contains(&picture), "{html}");
        assert!(html.contains("alt=\"Acme\" width=\"96\" height=\"32\""), "{html}");
        assert!(html.contains("<a href=\"https://acme.example/?a=1&amp;b\">Shop</a>"), "{html}");
        assert!(html.contains("<a href=\"tel:+4930123\">Call us</a>"), "{html}");
        assert!(html.contains(&format!("<a href=\"{root}assets/terms.pdf\">Terms</a>")), "{html}");
        assert!(html.find("Call us").unwrap() < html.find("Terms").unwrap(), "in the order written");
    }
    let announced = "<aside class=\"announcement\" id=\"part:announcement\" aria-label=\"Announcement\">";
    assert!(
        front.contains(announced)
            && front.contains("<p>We <em>move</em>, see <a href=\"./incidents/a/\">it</a>.</p>\n<ul>"),
        "{front}"
    );
    assert!(front.contains("id=\"stale\" class=\"stale\" hidden data-after=\"5400\">"), "{front}");
    assert!(!incident.contains("announcement") && !incident.contains("stale"), "{incident}");
}

#[test]
fn page_without_branding_shows_its_name_only() {
    let front = Site::new().build().page("index.html");
    assert!(front.contains("<a class=\"name\" href=\"./\">Acme</a>"), "{front}");
    assert!(
        front.contains("aria-label=\"Announcement\" hidden></aside>"),
        "the script needs the empty element: {front}"
    );
    assert!(front.contains("data-after=\"93600\""), "the default of `stale_after` is 26 hours: {front}");
    assert!(!front.contains("<ul class=\"links\">"), "{front}");
    let never = page("  stale_after: never\n  announcement: \" \"\n").build().page("index.html");
    assert!(!never.contains("stale") && never.contains("aria-label=\"Announcement\" hidden></aside>"), "{never}");
}

#[test]
fn stylesheet_has_readable_shades_of_accent() {
    let end = ":root{--accent:#6f6f00}\n@media screen and (prefers-color-scheme:dark){:root{--accent:#ffff00}}\n";
    let site = page("  accent: \"#FF0\"\n");
    assert!(
        problems(&site)[0].starts_with("AG120 | the accent `#FF0` has a contrast of only 1.0:1"),
        "{:?}",
        problems(&site)
    );
    assert!(site.build().page("assets/style.css").ends_with(end));
    site.write("theme/assets/style.css", "a{color:var(--accent)}");
    assert_eq!(site.build().page("assets/style.css"), format!("a{{color:var(--accent)}}\n{end}"));
    // The suggested shade is accepted unchanged.
    assert_eq!(problems(&page("  accent: \"#6f6f00\"\n")), [""; 0]);
}

#[test]
fn unquoted_colour_is_reported() {
    let site = page("  accent: #2457c5\n");
    assert_eq!(site.check().problems(), ["AG119 status.yaml:4:11"]);
    assert!(problems(&site)[0].ends_with("put it in quotes: `\"#2457c5\"`"), "{:?}", problems(&site));
    assert_eq!(problems(&page("  accent: # the blue of the shop\n")), [""; 0]);
}

#[test]
fn new_status_changes_favicon_of_front_page_but_not_of_incident_pages() {
    let incident = "---\ntitle: T\n---\n## 2026-11-20 10:00 UTC - Resolved\n";
    let site = Site::new().incident("a", incident);
    let before = site.build();
    let old = before.page("incidents/a/index.html");
    let link = |href: &str| format!("<link rel=\"icon\" type=\"image/svg+xml\" href=\"{href}\" id=\"favicon\">");
    assert!(before.page("index.html").contains(&link("./favicon/operational.svg")));
    assert!(old.contains(&link("../../favicon.svg")), "{old}");
    assert_eq!(before.page("favicon.svg"), before.page("favicon/operational.svg"));

    let site = site.components("  - { id: api, name: API, status: major_outage }\n");
    let after = site.build();
    assert!(after.page("index.html").contains(&link("./favicon/major.svg")));
    assert_eq!(after.page("favicon.svg"), after.page("favicon/major.svg"));
    assert_eq!(after.page("incidents/a/index.html"), old);
    for kind in ["operational", "maintenance", "degraded", "partial", "major", "notice"] {
        assert!(after.has(&format!("favicon/{kind}.svg")), "{kind}");
    }
}

#[test]
fn custom_favicon_is_embedded_without_scripts() {
    let hostile = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert(1)</script></svg>";
    let site = page("  favicon: assets/icon.svg\n").file("theme/assets/icon.svg", hostile);
    let built = site.build();
    for file in ["favicon.svg", "favicon/major.svg"] {
        let svg = built.page(file);
        assert!(svg.contains("<image width=\"20\" height=\"20\" href=\"data:image/svg+xml;base64,PHN2Zy"), "{svg}");
        assert!(!svg.contains("script") && !svg.contains("onload"), "{svg}");
    }
    assert_ne!(built.page("favicon/major.svg"), built.page("favicon/operational.svg"));
}

#[test]
fn invalid_image_path_gets_a_hint() {
    let check = |keys: &str| {
        let site = page(keys).file("theme/assets/logo.svg", LOGO).file("theme/assets/b c.svg", LOGO);
        let mut found = problems(&site.file("theme/assets/large.png", vec![0; 70_000]));
        assert_eq!(found.len(), 1, "{keys}: {found:?}");
        found.remove(0)
    };
    for remote in
        ["https://cdn.example/logo.svg", "//cdn.example/logo.svg", "\"data:image/svg+xml,x\"", "file:///x.svg"]
    {
        let found = check(&format!("  logo: {remote}\n"));
        assert!(
            found.starts_with("AG121 | ") && found.contains("is not a file of this site | put the file under"),
            "{found}"
        );
    }
    assert!(
        check("  logo: assets/lgo.svg\n").ends_with("no file `theme/assets/lgo.svg` | did you mean `assets/logo.svg`?")
    );
    for other in ["/assets/logo.svg", "theme/assets/logo.svg", "/theme/assets/logo.svg"] {
        let found = check(&format!("  logo: {other}\n"));
        assert!(found.ends_with("is not relative to the root of the site | write `assets/logo.svg`"), "{found}");
    }
    assert!(check("  logo: /assets/lgo.svg\n").contains("no file `theme/assets/lgo.svg` | did you mean `assets/logo"));
    assert!(check("  logo: assets/../assets/logo.svg\n").contains("there is no file"));
    assert!(check("  logo: ../status.yaml\n").contains("is not a supported image | use one of: svg, png"));
    assert!(check("  logo: assets/b c.svg\n").contains("characters that are not allowed in a URL | rename the file"));
    assert!(check("  logo: { light: assets/logo.svg, dark: assets/x.svg }\n").contains("no file `theme/assets/x.svg`"));
    assert!(check("  favicon: assets/logo.gif\n").ends_with("use one of: svg, png"));
    assert!(check("  favicon: assets/large.png\n").contains("is too large: 69 KiB | reduce the file to"));
    assert!(check("  logo: { dark: assets/logo.svg }\n").starts_with("AG105 | `logo` has no `light`"));
}

#[test]
fn invalid_branding_does_not_stop_publishing() {
    let keys = "  logo: assets/none.svg\n  favicon: assets/none.png\n  accent: no colour\n";
    let site = page("");
    site.commit("2026-11-22T10:00:00Z");
    // A commit with such mistakes may also report an outage, which must be published.
    let links = "  links: { header: { Shop: www.acme.example }, footer: { \"\": history/, Past: history/ } }\n";
    let now = format!(
        "{PAGE}{keys}{links}  stale_after: 26\ncomponents:\n  - {{ id: api, name: API, status: major_outage }}\n"
    );
    site.write("status.yaml", now);
    for arguments in [&["build"][..], &["build", "--keep-going"]] {
        let ran = site.run(arguments).code(3);
        for code in ["AG119", "AG121", "AG122", "AG123"] {
            assert!(ran.stderr.contains(code), "{code}: {}", ran.stderr);
        }
        let front = site.built().page("index.html");
        assert!(front.contains("Major System Outage") && front.contains(">Past</a>"), "{front}");
        assert!(!front.contains("www.acme.example") && front.contains("data-after=\"93600\""), "{front}");
    }
    let front = site.built().page("index.html");
    assert!(front.contains("<a class=\"name\" href=\"./\">Acme</a>") && site.built().has("favicon.svg"), "{front}");
}

#[test]
fn logo_is_published_when_a_template_fails() {
    let site = page("  logo: assets/logo.svg\n  favicon: assets/logo.svg\n").file("theme/assets/logo.svg", LOGO);
    let site = site.file("theme/templates/404.html", "{{ nowhere.at.all }}");
    site.run(&["build", "--keep-going"]).code(3);
    assert!(site.built().page("index.html").contains("<img class=\"logo\""));
}

#[test]
fn invalid_links_are_refused() {
    let wrong =
        ["javascript:alert(1)", "data:text/html,x", "//evil.example", "/rooted", "../out", "https://a\\\"b", ""];
    for address in wrong {
        let site = page(&format!("  links: {{ footer: {{ Name: \"{address}\" }} }}\n"));
        assert_eq!(site.check().code(1).problems(), ["AG122 status.yaml:4:28"], "{address}");
    }
    let unnamed = page("  links: { header: { \" \": history/ } }\n");
    assert_eq!(unnamed.check().code(1).problems(), ["AG122 status.yaml:4:22"]);
    let typo = page("  links: { heder: { A: history/ } }\n");
    assert!(problems(&typo)[0].ends_with("did you mean `header`?"), "{:?}", problems(&typo));
}

#[test]
fn branding_is_escaped() {
    let keys = "  links: { header: { '\"><script>alert(1)</script>': \"https://a.example/'x'\" } }\n  announcement: \"<img src=x onerror=alert(1)> [x](javascript:alert(1)) ![y](https://evil.example/y.png)\"\n";
    let front = page(keys).build().page("index.html");
    for wrong in ["<script>", "<img", "javascript:", "src=\"https", "onerror=\"", "'x'"] {
        assert!(!front.contains(wrong), "{wrong}: {front}");
    }
}

#[test]
fn diff_shows_branding_changes() {
    let site = page("  accent: \"#123\"\n  links: { footer: { A: history/ } }\n");
    site.commit("2026-11-22T10:00:00Z");
    let now = page(
        "  announcement: |\n    We\n    move.\n  logo: assets/logo.svg\n  links: { footer: { A: history/, B: \"tel:1\" } }\n",
    );
    site.write("status.yaml", std::fs::read_to_string(now.path("status.yaml")).unwrap());
    site.write("theme/assets/logo.svg", LOGO);
    let output = site.run(&["diff", "HEAD"]).stdout;
    for line in [
        "logo: none → assets/logo.svg",
        "accent: #112233 → none",
        "footer links: A <history/> → A <history/>, B <tel:1>",
        "announcement: none → We move.",
    ] {
        assert!(output.contains(line), "{line}: {output}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&site.run(&["diff", "HEAD", "--format", "json"]).stdout).unwrap();
    assert_eq!(json["page"]["announcement"]["to"], "We\nmove.\n");
    assert_eq!(json["page"]["footer"]["to"][1]["href"], "tel:1");
    assert_eq!(json["page"]["logo"]["to"]["light"], "assets/logo.svg");
}
