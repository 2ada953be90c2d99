//! A site's own theme: what it replaces, and what happens when it is wrong.

use crate::site::Site;

#[test]
fn a_template_of_the_site_replaces_the_built_in_one() {
    let site = Site::new().file("theme/templates/404.html", "<!doctype html><title>{{ site.name }}</title>Gone.\n");
    let built = site.build();
    assert_eq!(built.page("404.html"), "<!doctype html><title>Acme</title>Gone.\n");
    assert!(built.page("index.html").contains("<h1"), "the others stay");
}

#[test]
fn words_of_the_site_replace_ours_and_its_assets_are_published() {
    let site = Site::new()
        .file("theme/text/en.ftl", "overall-all-operational = Everything works\n")
        .file("theme/assets/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let built = site.build();
    assert!(built.page("index.html").contains("Everything works"), "{}", built.page("index.html"));
    assert_eq!(built.json("api/v2/status.json")["status"]["description"], "All Systems Operational");
    assert!(built.has("assets/logo.svg"));
}

#[test]
fn a_mistake_in_a_template_is_told_at_its_line() {
    let site = Site::new().file("theme/templates/404.html", "<p>\n{{ site.name \n");
    let ran = site.check().code(1);
    assert!(ran.problems()[0].starts_with("AG401 theme/templates/404.html:"), "{:?}", ran.problems());
    assert!(!site.path("public").exists());
}

#[test]
fn a_template_that_fails_on_a_page_is_told_at_its_line() {
    let site = Site::new().file("theme/templates/404.html", "<p>\n{{ nowhere.at.all }}\n");
    assert_eq!(site.check().code(1).problems(), ["AG401 theme/templates/404.html:2:4"]);
    site.run(&["build"]).code(1);
    assert!(!site.path("public").exists());
}

#[test]
fn a_wrong_theme_does_not_take_the_page_down() {
    for wrong in ["{{ nowhere.at.all }}", "{{ site.name"] {
        let site = Site::new().file("theme/templates/404.html", wrong);
        let ran = site.run(&["build", "--keep-going"]).code(3);
        assert!(ran.stderr.contains("theme/templates/404.html: left out"), "{}", ran.stderr);
        assert!(site.built().page("404.html").contains("<h1"));
    }
}

#[test]
fn a_mistake_in_a_catalogue_is_told_at_its_line() {
    let site = Site::new().file("theme/text/de.ftl", "today = Heute\nno message\n");
    let ran = site.check().code(1);
    assert!(ran.problems()[0].starts_with("AG401 theme/text/de.ftl:2:"), "{:?}", ran.problems());
}

#[test]
fn a_template_counts_as_it_was_when_it_was_right() {
    let site = Site::new().file("theme/templates/404.html", "<title>Ours</title>\n");
    site.commit("2026-11-22T10:00:00Z");
    site.write("theme/templates/404.html", "<title>{{ oops</title>\n");
    let ran = site.run(&["build", "--keep-going"]).code(3);
    assert!(ran.stderr.contains("theme/templates/404.html: as it was in commit"), "{}", ran.stderr);
    assert_eq!(site.built().page("404.html"), "<title>Ours</title>\n");
}
