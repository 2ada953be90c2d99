use std::ops::Range;
use std::rc::Rc;

use super::yaml::{Fields, Node, Reader, parse};
use super::{SourceText, Spanned};
use crate::diagnostic::Diagnostic;

type Text = Option<Spanned<String>>;

/// `status.yaml` as it was written.
#[derive(Debug, Default)]
pub struct RawStatus {
    /// The oldest version of the program that these files need.
    pub min_version: Text,
    pub page: RawPage,
    pub uptime: RawUptime,
    pub incidents: RawIncidents,
    pub components: Vec<RawComponent>,
}

#[derive(Debug, Default)]
pub struct RawPage {
    pub name: Text,
    pub url: Text,
    pub description: Text,
    pub timezone: Text,
    pub language: Text,
    pub support_url: Text,
}

#[derive(Debug, Default)]
pub struct RawUptime {
    pub window_days: Text,
    /// By the word of a status.
    pub weights: Vec<(Spanned<String>, Spanned<String>)>,
}

/// What holds of all incidents.
#[derive(Debug, Default)]
pub struct RawIncidents {
    pub update_every: Text,
}

#[derive(Debug)]
pub struct RawComponent {
    /// The whole entry.
    pub span: Range<usize>,
    pub id: Text,
    pub name: Text,
    pub group: Text,
    pub description: Text,
    pub status: Text,
    pub since: Text,
    /// Whether the entry has only keys that are known, with values of the right types.
    pub is_right: bool,
}

/// Keys at the top that other parts of the program read.
const RESERVED: &[&str] = &["automation", "probes", "notify"];
/// Keys of `page` that other parts of the program read.
const RESERVED_IN_PAGE: &[&str] = &["logo", "favicon", "accent", "links", "announcement", "stale_after"];

impl RawStatus {
    /// Reads `status.yaml`: what could be read, and what was wrong with the rest. None where nothing
    /// could be read at all.
    pub fn read(source: &SourceText) -> (Option<Self>, Vec<Diagnostic>) {
        let mut reader = Reader::new(source);
        let root = match parse(source, 0..source.text.len()) {
            Ok(root) => root,
            Err(problem) => return (None, vec![problem]),
        };
        let status = reader.fields(&root, "`status.yaml`").map(|fields| Self::from_fields(&mut reader, fields));
        (status, reader.problems.into_vec())
    }

    fn from_fields(reader: &mut Reader<'_>, mut fields: Fields) -> Self {
        let page = RawPage::read(reader, &mut fields);
        let min_version = fields.text(reader, "min_version");
        let incidents = fields.take("incidents").and_then(|node| RawIncidents::read(reader, &node)).unwrap_or_default();
        let uptime = fields.take("uptime").and_then(|node| RawUptime::read(reader, &node)).unwrap_or_default();
        let components = fields.take("components").map(|node| read_components(reader, &node)).unwrap_or_default();
        fields.finish(reader, &["page", "uptime", "components", "incidents", "min_version"], RESERVED);
        Self { min_version, page, uptime, incidents, components }
    }
}

impl RawPage {
    fn read(reader: &mut Reader<'_>, top: &mut Fields) -> Self {
        let Some(node) = top.take("page") else {
            top.missing(reader, "page", "page:\n  name: …\n  url: https://…");
            return Self::default();
        };
        let Some(mut fields) = reader.fields(&node, "`page`") else { return Self::default() };
        let page = Self {
            name: fields.required_text(reader, "name"),
            url: fields.required_text(reader, "url"),
            description: fields.text(reader, "description"),
            timezone: fields.text(reader, "timezone"),
            language: fields.text(reader, "language"),
            support_url: fields.text(reader, "support_url"),
        };
        let known = ["name", "url", "description", "timezone", "language", "support_url"];
        fields.finish(reader, &known, RESERVED_IN_PAGE);
        page
    }
}

impl RawUptime {
    fn read(reader: &mut Reader<'_>, node: &Node) -> Option<Self> {
        let mut fields = reader.fields(node, "`uptime`")?;
        let window_days = fields.text(reader, "window_days");
        let mut weights = Vec::new();
        if let Some(map) = fields.take("weights").and_then(|node| reader.fields(&node, "`weights`")) {
            for (status, weight) in map.all().filter(|(status, _)| !status.value.starts_with("x-")) {
                let what = format!("the weight of `{}`", status.value);
                weights.extend(reader.text(weight, &what).map(|weight| (status, weight)));
            }
        }
        fields.finish(reader, &["window_days", "weights"], &[]);
        Some(Self { window_days, weights })
    }
}

impl RawIncidents {
    fn read(reader: &mut Reader<'_>, node: &Node) -> Option<Self> {
        let mut fields = reader.fields(node, "`incidents`")?;
        let update_every = fields.text(reader, "update_every");
        fields.finish(reader, &["update_every"], &[]);
        Some(Self { update_every })
    }
}

fn read_components(reader: &mut Reader<'_>, node: &Node) -> Vec<RawComponent> {
    let nodes: Vec<Rc<Node>> = reader.list(node, "`components`").to_vec();
    nodes.iter().filter_map(|node| RawComponent::read(reader, node)).collect()
}

impl RawComponent {
    fn read(reader: &mut Reader<'_>, node: &Node) -> Option<Self> {
        let before = reader.problems.count();
        let mut fields = reader.fields(node, "a component")?;
        let component = Self {
            span: node.span.clone(),
            id: fields.required_text(reader, "id"),
            name: fields.required_text(reader, "name"),
            group: fields.text(reader, "group"),
            description: fields.text(reader, "description"),
            status: fields.text(reader, "status"),
            since: fields.text(reader, "since"),
            is_right: false,
        };
        fields.finish(reader, &["id", "name", "group", "description", "status", "since"], &[]);
        Some(Self { is_right: reader.problems.count() == before, ..component })
    }
}
