//! Themes of a site: custom templates, catalogs and assets, valid and invalid.

use crate::site::Site;

#[test]
fn custom_template_replaces_built_in_one() {
    let site = Site::new().file("theme/templates/404.html", "<!doctype html><title>{{ site.name }}</title>Gone.\n");
    let built = site.build();
    assert_eq!(built.page("404.html"), "<!doctype html><title>Acme</title>Gone.\n");
    assert!(built.page("index.html").contains("<h1"), "other templates are built in");
}

#[test]
fn theme_of_site_replaces_messages_and_adds_assets() {
    let site = Site::new()
        .file("theme/text/en.ftl", "overall-all-operational = Everything works\n")
        .file("theme/assets/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let built = site.build();
    assert!(built.page("index.html").contains("Everything works"), "{}", built.page("index.html"));
    assert_eq!(built.json("api/v2/status.json")["status"]["description"], "All Systems Operational");
    assert!(built.has("assets/logo.svg"));
}

#[test]
fn template_syntax_error_is_reported_with_line() {
    let site = Site::new().file("theme/templates/404.html", "<p>\n{{ site.name \n");
    let ran = site.check().code(1);
    assert!(ran.problems()[0].starts_with("AG401 theme/templates/404.html:"), "{:?}", ran.problems());
    assert!(!site.path("public").exists());
}

#[test]
fn undefined_template_variable_is_reported_with_line_and_column() {
    let site = Site::new().file("theme/templates/404.html", "<p>\n{{ nowhere.at.all }}\n");
    assert_eq!(site.check().code(1).problems(), ["AG401 theme/templates/404.html:2:4"]);
    site.run(&["build"]).code(1);
    assert!(!site.path("public").exists());
}

#[test]
fn invalid_theme_does_not_stop_publishing() {
    for wrong in ["{{ nowhere.at.all }}", "{{ site.name"] {
        let site = Site::new().file("theme/templates/404.html", wrong);
        let ran = site.run(&["build", "--keep-going"]).code(3);
        assert!(ran.stderr.contains("theme/templates/404.html: has errors and is left out"), "{}", ran.stderr);
        assert!(site.built().page("404.html").contains("<h1"));
    }
}

#[test]
fn catalog_error_is_reported_with_line() {
    let site = Site::new().file("theme/text/de.ftl", "today = Heute\nno message\n");
    let ran = site.check().code(1);
    assert!(ran.problems()[0].starts_with("AG401 theme/text/de.ftl:2:"), "{:?}", ran.problems());
}

#[test]
fn invalid_template_uses_its_last_valid_version() {
    let site = Site::new().file("theme/templates/404.html", "<title>Ours</title>\n");
    site.commit("2026-11-22T10:00:00Z");
    site.write("theme/templates/404.html", "<title>{{ oops</title>\n");
    let ran = site.run(&["build", "--keep-going"]).code(3);
    assert!(ran.stderr.contains("theme/templates/404.html: has errors, so the version of commit"), "{}", ran.stderr);
    assert_eq!(site.built().page("404.html"), "<title>Ours</title>\n");
}

#[test]
fn template_errors_in_blocks_that_no_page_renders_are_reported() {
    let cases = [
        ("incident.html", "<p>\n{{ oops }}", "2:4"),
        ("window.html", "{% if canceled %}{{ oops }}{% endif %}", "1:21"),
        ("parts/next-update.html", "{% if next_update.late %}{{ next_update.oops }}{% endif %}", "1:41"),
        ("component.html", "{% if since %}{{ oops }}{% endif %}", "1:18"),
        ("index.html", "{% for incident in incidents %}{{ incident.oops }}{% endfor %}", "1:44"),
        ("incident.html", "{% if postmortem %}{{ postmortem.oops }}{% endif %}", "1:34"),
        ("parts/header.html", "{% if site.logo %}{{ site.oops }}{% endif %}", "1:27"),
    ];
    for (template, text, place) in cases {
        let site = Site::new().file(&format!("theme/templates/{template}"), text);
        assert_eq!(site.check().code(1).problems(), [format!("AG401 theme/templates/{template}:{place}")], "{text}");
        site.run(&["build"]).code(1);
        // With `--keep-going`, an error in a branch that no page reaches does not matter.
        site.run(&["build", "--keep-going"]).code(0);
    }
}

#[test]
fn recursive_template_component_does_not_affect_other_files() {
    let own = "{% component ours() %}\n{{ <ours /> }}\n{% endcomponent ours %}{{ <ours /> }}";
    let site = Site::new()
        .file("theme/templates/404.html", own)
        .file("theme/templates/subscribe.html", "Ours.\n")
        .file("theme/text/en.ftl", "subscribe = Follow us\n");
    assert_eq!(site.check().code(1).problems(), ["AG401 theme/templates/404.html"]);
    let ran = site.run(&["build", "--keep-going"]).code(3);
    assert!(ran.stderr.contains("theme/templates/404.html: has errors and is left out"), "{}", ran.stderr);
    assert_eq!(site.built().page("subscribe/index.html"), "Ours.\n");
    assert!(site.built().page("index.html").contains("Follow us"));
}

/// Checks a theme with one file. Returns code and location of each problem, and message and hint of the first.
fn check_file(path: &str, text: &str) -> (Vec<String>, String, String) {
    let ran = Site::new().file(path, text).check();
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let first = &report["diagnostics"][0];
    let text = |key: &str| first[key].as_str().unwrap_or_default().to_owned();
    (ran.problems(), text("message"), text("hint"))
}

#[test]
fn template_error_has_location_message_and_hint() {
    let page = "theme/templates/404.html";
    let cases = [
        ("<p>\n{% include \"parts/fotoer.html\" %}", "2:12", "unknown template `parts/fotoer.html`", ""),
        ("{% extends \"bse.html\" %}", "1:12", "unknown template `bse.html`", ""),
        ("<p>\n{{ head.titel }}", "2:9", "field `titel` is not defined", ""),
        ("<p>\n{{ sight.name }}", "2:4", "variable `sight` is not defined", ""),
        ("<p>\n{{ site.name | uper }}", "2:16", "unknown filter `uper`", ""),
        ("<p>\n{{ site.name | round }}", "2:4", "invalid type", ""),
        ("<p>\n{{ tt(key=\"home\") }}", "2:4", "unknown function `tt`", ""),
        ("<p>\n {{ t(key=\"subscrib\") }}", "2:5", "no message is called `subscrib`", ""),
        ("<p>\n{{ head.titel | safe }}", "2:17", "this value is not defined", ""),
        ("<p>\n{{ t(key=\"as-of\") }}", "2:4", "the message `as-of` needs the argument `time`", ""),
        (
            "<p>\n{{ t(key=\"as-of\", tim=1, time=2) }}",
            "2:4",
            "no argument `tim` belongs to the message `as-of`; it has: `time`",
            "",
        ),
        ("<p>\n{{ t(key=\"as-of\", time=oops) }}", "2:4", "the argument `time` of message `as-of`", ""),
        ("<p>\n {{ t() }}", "2:5", "missing keyword argument `key`", ""),
        ("<p>\n {{ <statu label={head} /> }}", "2:5", "unknown component `statu`", ""),
        ("<p>\n {{ <status lable={head} /> }}", "2:5", "unknown argument(s) `lable`", ""),
        ("<p>\n {{ <status /> }}", "2:5", "argument `label` missing", ""),
        ("<p>\n {{ <moment moment={head} /> }}", "2:5", "field `iso` is not defined", "pass all variables that"),
        ("<p>\n {% include \"parts/update.html\" %}", "2:13", "variable `update`", "pass all variables that"),
        ("{% extends \"base.html\" %}\n{% block man %}{% endblock man %}", "2:10", "block `man`", ""),
    ];
    for (text, place, message, hint) in cases {
        let (problems, found_message, found_hint) = check_file(page, text);
        assert_eq!(problems, [format!("AG401 {page}:{place}")], "{text}: {found_message}");
        assert!(
            found_message.starts_with(message) && found_hint.contains(hint),
            "{text}: {found_message}: {found_hint}"
        );
    }
}

#[test]
fn theme_error_is_reported_in_the_file_that_causes_it() {
    let bits = "{% component status(label, id=\"\") %}{% endcomponent status %}";
    let cases = [
        ("theme/templates/base.html", "<p>", "block `main` is not defined"),
        ("theme/templates/parts/bits.html", bits, "unknown component `copy`"),
        ("theme/templates/parts/more.html", bits, "component `status` is defined in both"),
        ("theme/templates/parts/footer.html", "{% include \"base.html\" %}", "the template includes or extends itself"),
    ];
    for (path, text, message) in cases {
        let (problems, found_message, _) = check_file(path, text);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].starts_with(&format!("AG401 {path}")), "{problems:?}: {found_message}");
        assert!(found_message.starts_with(message), "{found_message}");
    }
}

#[test]
fn unused_theme_file_is_reported() {
    let site = Site::new()
        .file("theme/README.md", "Our theme.\n")
        .file("theme/style.css", "")
        .file("theme/templates/indx.html", "")
        .file("theme/templates/parts/help.html", "")
        .file("theme/templates/404.html", "{% include \"parts/help.html\" %}{{ t(key=\"ours\") }}")
        .file("theme/text/en.ftl", "ours = Ours\nsubscrbe = Follow us\n");
    let ran = site.check().code(0);
    let wanted = ["AG402 theme/style.css", "AG402 theme/templates/indx.html", "AG403 theme/text/en.ftl:2:1"];
    assert_eq!(ran.problems(), wanted);
    for hint in ["theme/assets/style.css", "theme/templates/index.html", "subscribe"] {
        assert!(ran.stdout.contains(&format!("did you mean `{hint}`?")), "{hint}: {}", ran.stdout);
    }
}

#[test]
fn invalid_template_does_not_affect_other_templates() {
    let site = Site::new()
        .file("theme/templates/404.html", "{{ nowhere }}")
        .file("theme/templates/window.html", "{{ oops")
        .file("theme/templates/subscribe.html", "Ours.\n");
    let ran = site.run(&["build", "--keep-going"]).code(3);
    for wrong in ["404", "window"] {
        assert!(
            ran.stderr.contains(&format!("theme/templates/{wrong}.html: has errors and is left out")),
            "{}",
            ran.stderr
        );
    }
    assert_eq!(site.built().page("subscribe/index.html"), "Ours.\n");
}
