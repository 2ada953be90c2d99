use proptest::prelude::*;

use super::{Base, to_html, to_html_at, to_text};

fn html(text: &str) -> String {
    to_html(text, "")
}

/// Returns the name and the attributes of every start tag in `html`. Panics if a tag or a quoted value has no end.
fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(from) = rest.find('<') {
        rest = &rest[from + 1..];
        let until = rest.find('>').expect("end of tag");
        let (tag, after) = (&rest[..until], &rest[until + 1..]);
        rest = after;
        if tag.starts_with('/') {
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        tags.push((name.to_owned(), read_attributes(attributes)));
    }
    tags
}

fn read_attributes(mut text: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    while !text.is_empty() {
        let end = text.find([' ', '=']).unwrap_or(text.len());
        let name = text[..end].to_owned();
        text = &text[end..];
        let mut value = String::new();
        if let Some(quoted) = text.strip_prefix("=\"") {
            let end = quoted.find('"').expect("end of value");
            quoted[..end].clone_into(&mut value);
            text = &quoted[end + 1..];
        }
        attributes.push((name, value));
        text = text.strip_prefix(' ').unwrap_or(text);
    }
    attributes
}

/// Panics if `html` has a tag, an attribute or an address that texts must not have.
fn assert_harmless(html: &str) {
    const TAGS: &[&str] = &[
        "p",
        "h3",
        "h4",
        "h5",
        "h6",
        "a",
        "img",
        "em",
        "strong",
        "del",
        "code",
        "pre",
        "ul",
        "ol",
        "li",
        "blockquote",
        "br",
        "hr",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ];
    const ATTRIBUTES: &[&str] =
        &["href", "src", "alt", "title", "rel", "class", "start", "type", "checked", "disabled"];
    for (name, attributes) in tags(html) {
        assert!(TAGS.contains(&name.as_str()), "<{name}> in {html}");
        for (attribute, value) in attributes {
            assert!(ATTRIBUTES.contains(&attribute.as_str()), "{attribute} of <{name}> in {html}");
            if attribute == "href" || attribute == "src" {
                let scheme = value.split(['/', '?', '#']).next().and_then(|start| start.split_once(':'));
                let scheme = scheme.map(|(scheme, _)| scheme.to_lowercase());
                assert!(
                    scheme.as_deref().is_none_or(|scheme| ["http", "https", "mailto", "tel"].contains(&scheme)),
                    "{value} in {html}"
                );
                let remote = scheme.is_some() || value.starts_with("//");
                assert!(!(name == "img" && remote), "{value} in {html}");
            }
        }
    }
    assert!(!html.contains(|character: char| character.is_control() && character != '\n' && character != '\t'));
}

#[test]
fn common_markup_is_rendered() {
    assert_eq!(
        html("We *see* **high** ~~low~~ `errors`.\nOn  \nall."),
        "<p>We <em>see</em> <strong>high</strong> <del>low</del> <code>errors</code>.\nOn<br>\nall.</p>\n"
    );
    assert_eq!(html("- [x] a\n- [ ] b"), "<ul>\n<li>\u{2611} a</li>\n<li>\u{2610} b</li>\n</ul>\n");
    assert_eq!(html("a\n\n---\n\nb"), "<p>a</p>\n\n<hr>\n<p>b</p>\n");
}

#[test]
fn table_cells_are_aligned_by_class() {
    let table = html("| a | b | c |\n| :-- | --: | --- |\n| 1 | 2 | 3 |\n");
    assert!(
        table.contains(
            "<thead><tr><th class=\"align-left\">a</th><th class=\"align-right\">b</th><th>c</th></tr></thead>"
        )
    );
    assert!(table.contains("<tr><td class=\"align-left\">1</td><td class=\"align-right\">2</td><td>3</td></tr>"));
    assert!(!table.contains("style"));
}

#[test]
fn headings_start_at_h3_without_gaps() {
    let of = |text| tags(&html(text)).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(of("# a\n## b\n### c\n## d\n# e"), ["h3", "h4", "h5", "h4", "h3"]);
    assert_eq!(of("### a\n###### b\n### c"), ["h3", "h4", "h3"]);
    assert_eq!(of("# a\n## b\n### c\n#### d\n##### e\n###### f"), ["h3", "h4", "h5", "h6", "h6", "h6"]);
}

#[test]
fn raw_html_is_rendered_as_text() {
    assert_eq!(html("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
    assert_eq!(html("a <b onclick=x>b</b>"), "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n");
    assert_eq!(html("<!-- a -->"), "<p>&lt;!-- a --&gt;</p>\n");
    assert_eq!(to_text("a <b>b</b>", ""), "a <b>b</b>");
}

#[test]
fn links_with_forbidden_schemes_are_not_rendered() {
    assert_eq!(
        html("[a](https://b.example/?c&d \"e\\\"f\")"),
        "<p><a href=\"https://b.example/?c&amp;d\" title=\"e&quot;f\" rel=\"nofollow noopener\">a</a></p>\n"
    );
    assert_eq!(html("[a](../b/)"), "<p><a href=\"../b/\">a</a></p>\n");
    assert_eq!(html("<a@b.example>"), "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>\n");
    for hostile in [
        "[a](javascript:alert(1))",
        "[a](<java&#10;script:alert(1)>)",
        "[a](&#1;javascript:alert(1))",
        "[a](javascript&colon;alert(1))",
        "[a](DATA:text/html,x)",
        "[a][b]\n\n[b]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "[*a*](vbscript:x)",
    ] {
        assert!(!html(hostile).contains("<a"), "{hostile}: {}", html(hostile));
    }
}

#[test]
fn external_images_become_links() {
    assert_eq!(html("![a *b*](graph.png \"c\")"), "<p><img src=\"graph.png\" alt=\"a b\" title=\"c\"></p>\n");
    assert_eq!(
        html("![a](https://b.example/c.png)"),
        "<p><a href=\"https://b.example/c.png\" rel=\"nofollow noopener\">a</a></p>\n"
    );
    assert!(html("![](//b.example/c.png)").contains(">//b.example/c.png</a>"));
    assert_eq!(html("![a](data:image/png;base64,AAAA)"), "<p>a</p>\n");
    let nested = html("[![a](https://b.example/c.png)](https://d.example)");
    assert_eq!(nested, "<p><a href=\"https://d.example\" rel=\"nofollow noopener\">a</a></p>\n");
}

#[test]
fn reference_links_use_link_definitions() {
    let definitions = "[status]: https://a.example 'T'\n[js]: javascript:alert(1)\n";
    let link = "<a href=\"https://a.example\" title=\"T\" rel=\"nofollow noopener\">";
    assert_eq!(to_html("[x][STATUS] [status]", definitions), format!("<p>{link}x</a> {link}status</a></p>\n"));
    assert_eq!(to_html("[js] [none]", definitions), "<p>js [none]</p>\n");
    assert_eq!(to_text("[x][status]", definitions), "x");
    // An open code fence must not show the definitions.
    assert_eq!(to_html("```\na", definitions), "<pre><code>a</code></pre>\n");
}

#[test]
fn relative_links_are_resolved_from_base() {
    let base = Base { page: "incidents/a/", root: "https://c.example/" };
    let text = "[x](../b/) ![y](z.png) [w](b.md) [v](//d.example) [u](mailto:e@f.example)";
    let html = to_html_at(text, "", base);
    let addresses: Vec<_> =
        tags(&html).into_iter().filter_map(|(_, attributes)| Some(attributes.first()?.1.clone())).collect();
    let within = ["incidents/b/", "incidents/a/z.png", "incidents/b/"].map(|path| format!("https://c.example/{path}"));
    assert_eq!(addresses[..3], within);
    assert_eq!(addresses[3..], ["//d.example", "mailto:e@f.example"]);
    assert!(to_html(text, "").contains("<a href=\"../b/\">w</a>"));
}

#[test]
fn forbidden_characters_are_dropped() {
    assert_eq!(html("a&#1;b&#x7f;c\u{ffff}d"), "<p>abcd</p>\n");
    assert_eq!(html("``` r&#1;s\n```"), "<pre><code class=\"language-rs\"></code></pre>\n");
}

#[test]
fn markdown_as_plain_text_is_one_line() {
    assert_eq!(
        to_text("# A\n\nb *c*\nd\n\n- e\n- f `g`\n\n![h](i.png)\n\n| j | k |\n|---|---|\n| l | m |\n", ""),
        "A b c d e f g h j k l m"
    );
    assert_eq!(to_text("", ""), "");
}

#[test]
fn html_of_deep_nesting_is_safe() {
    for unit in [">", "[", "![", "*", "- ", "<a ", "`", "|"] {
        assert_harmless(&html(&unit.repeat(5_000)));
    }
}

proptest! {
    #[test]
    fn html_is_always_safe(parts in prop::collection::vec(part(), 0..24)) {
        let text = parts.concat();
        assert_harmless(&to_html(&text, &text));
        prop_assert!(!to_text(&text, &text).contains('\n'));
    }
}

fn part() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "<",
        ">",
        "\"",
        "'",
        "&",
        "[",
        "]",
        "(",
        ")",
        "!",
        "`",
        "*",
        "\n",
        "\n\n",
        "    ",
        "# ",
        "- ",
        "- [x] ",
        "| ",
        "|---|:-:|\n",
        "<script>",
        "</a>",
        "<img src=x onerror=y>",
        "javascript:",
        "data:",
        "//h",
        "\\",
        "&#106;",
        "&colon;",
        "[r]: ",
        "&#0;",
        "&#13;",
        "```",
        "~~",
        "http://x",
        ":",
        "\t",
        "\u{0}",
        "ü",
        "{#id .c}",
        "<!--",
        "]]>",
    ];
    prop_oneof![
        prop::sample::select(PIECES).prop_map(str::to_owned),
        "[a-z ]{0,4}",
        any::<char>().prop_map(String::from)
    ]
}
