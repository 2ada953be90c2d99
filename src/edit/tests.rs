use super::set_status;
use crate::diagnostic::{Failure, FailureKind};

/// Sets the status of `api` to `major_outage` in `components`, the YAML list under `components:`. Returns the new list.
fn edited(components: &str) -> Result<String, Failure> {
    let edited = set_status(format!("components:\n{components}").as_bytes(), "api", "major_outage")?;
    Ok(String::from_utf8(edited.bytes).unwrap().replacen("components:\n", "", 1))
}

fn assert_edit(before: &str, after: &str) {
    assert_eq!(edited(before).unwrap_or_else(|error| panic!("{before}: {error}")), after, "{before}");
}

#[test]
fn status_is_replaced_in_every_yaml_style() {
    for (before, after) in [
        ("- id: api\n  status: operational  # well\n", "- id: api\n  status: major_outage  # well\n"),
        ("- status: operational\n  id: api", "- status: major_outage\n  id: api"),
        ("- { id: api, status: operational }\n", "- { id: api, status: major_outage }\n"),
        ("- {\"id\":\"api\",\"status\":\"operational\"}", "- {\"id\":\"api\",\"status\":\"major_outage\"}"),
        ("- id: api\n  'status' : 'operational'\n", "- id: api\n  'status' : 'major_outage'\n"),
        ("- id: api\n  status: &s operational\n", "- id: api\n  status: &s major_outage\n"),
        ("- id: api\n  status: !!str \"operational\"\n", "- id: api\n  status: !!str \"major_outage\"\n"),
        ("- id: api\n  status:\n    # well\n    operational\n", "- id: api\n  status:\n    # well\n    major_outage\n"),
        ("- ? id\n  : api\n  ? status\n  : operational\n", "- ? id\n  : api\n  ? status\n  : major_outage\n"),
        (
            "- id: api\n  status: >- # x\n    operational\n\n  x-y: 1\n",
            "- id: api\n  status: >- # x\n    major_outage\n\n  x-y: 1\n",
        ),
        ("- id: api\n  status: |-\n    partial_outage", "- id: api\n  status: |-\n    major_outage"),
        ("- id: api\n  status: |\n    partial_outage\n", "- id: api\n  status: major_outage\n"),
        ("- id: api\n  status: partial\n    outage # x\n", "- id: api\n  status: major_outage # x\n"),
        ("- id: api\n  status: \"partial\n    outage\"\n", "- id: api\n  status: \"major_outage\"\n"),
        ("- &e\n  id: api\n  status: ~\n", "- &e\n  id: api\n  status: major_outage\n"),
    ] {
        assert_edit(before, after);
    }
}

#[test]
fn empty_status_is_filled() {
    for (before, after) in [
        ("- id: api\n  status:\n  x-y: 1\n", "- id: api\n  status: major_outage\n  x-y: 1\n"),
        ("- id: api\n  status:", "- id: api\n  status: major_outage"),
        ("- id: api\n  status:   # well\n", "- id: api\n  status: major_outage   # well\n"),
        ("- id: api\n  status: &s\n", "- id: api\n  status: &s major_outage\n"),
        ("- { id: api, status: , x-y: 1 }\n", "- { id: api, status: major_outage , x-y: 1 }\n"),
        ("- { id: api, status }\n", "- { id: api, status: major_outage }\n"),
        ("- { status, id: api }\n", "- { status: major_outage, id: api }\n"),
    ] {
        assert_edit(before, after);
    }
}

#[test]
fn missing_status_is_added_after_the_name() {
    for (before, after) in [
        (
            "  - id: api\n    name: API # x\n    group: G\n",
            "  - id: api\n    name: API # x\n    status: major_outage\n    group: G\n",
        ),
        ("- name: API\n  id: api", "- name: API\n  status: major_outage\n  id: api"),
        ("-   id: api\n- id: web\n", "-   id: api\n    status: major_outage\n- id: web\n"),
        ("-\n  id: api\n", "-\n  id: api\n  status: major_outage\n"),
        (
            "- id: api\n  name: >\n    A\n    B\n\n- id: web\n",
            "- id: api\n  name: >\n    A\n    B\n  status: major_outage\n\n- id: web\n",
        ),
        ("- { id: api, name: \"A, B\" }\n", "- { id: api, name: \"A, B\", status: major_outage }\n"),
        ("- {\"id\":\"api\"}\n", "- {\"id\":\"api\", \"status\": \"major_outage\"}\n"),
        ("- &e {\n    id: api, # x\n  }\n", "- &e {\n    id: api, status: major_outage, # x\n  }\n"),
        (
            "- name: &n A\n  id: &i api\n- id: web\n  name: *n\n",
            "- name: &n A\n  status: major_outage\n  id: &i api\n- id: web\n  name: *n\n",
        ),
    ] {
        assert_edit(before, after);
    }
}

#[test]
fn alias_is_replaced_and_its_anchor_stays() {
    let base = "- &base { id: web, status: &s partial_outage }\n";
    for (before, after) in [
        ("- id: api\n  status: *s # x\n", "- id: api\n  status: major_outage # x\n"),
        ("- { id: api, status: *s }\n", "- { id: api, status: major_outage }\n"),
        ("- <<: *base\n  id: api\n", "- <<: *base\n  id: api\n  status: major_outage\n"),
        ("- { <<: *base, id: api }\n", "- { <<: *base, id: api, status: major_outage }\n"),
    ] {
        assert_edit(&format!("{base}{before}"), &format!("{base}{after}"));
    }
}

#[test]
fn setting_a_status_is_rejected_if_it_would_change_other_values() {
    for before in [
        "- id: api\n  status: &s operational\n- id: web\n  status: *s\n",
        "- &api\n  id: api\n- <<: *api\n  id: web\n",
        "- &api { id: api }\n- *api\n",
    ] {
        let error = edited(before).unwrap_err();
        assert!(error.hint.unwrap().contains("in line 2 "), "{before}");
    }
}

#[test]
fn status_that_is_a_list_is_rejected() {
    assert!(edited("- id: api\n  status: [operational]\n").unwrap_err().hint.unwrap().contains("in line 2 "));
}

#[test]
fn setting_the_current_status_changes_no_byte() {
    let bytes = "components:\r\n- id: api\r\n- id: web\r\n  status: major_outage".as_bytes();
    assert_eq!(set_status(bytes, "api", "operational").unwrap().bytes, bytes);
    let web = set_status(bytes, "web", "major_outage").unwrap();
    assert_eq!((web.bytes.as_slice(), web.before.as_str(), web.line), (bytes, "major_outage", 3));
}

#[test]
fn set_status_returns_line_of_the_status() {
    let bytes = b"components:\n- id: api\n  name: API\n- id: web\n  status: operational\n";
    let edited = |id| set_status(bytes, id, "major_outage").unwrap();
    assert_eq!((edited("api").line, edited("web").line), (4, 5));
    assert_eq!(edited("api").before, "operational");
}

#[test]
fn misspelt_component_gets_suggestion() {
    let error = set_status(b"components: [{ id: payments }]", "payment", "major_outage").unwrap_err();
    assert_eq!(error.hint.unwrap(), "did you mean `payments`?");
    let error = set_status(b"components: [{ id: payments }, { id: web }]", "nope", "major_outage").unwrap_err();
    assert_eq!(error.hint.unwrap(), "the components are payments, web");
    assert_eq!(set_status(b"components: [", "api", "x").unwrap_err().diagnostics.len(), 1);
    assert_eq!(set_status(b"", "api", "x").unwrap_err().kind, FailureKind::NotFound);
}
