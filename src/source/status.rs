use std::ops::Range;
use std::rc::Rc;

#[cfg(test)]
use super::schema;
use super::yaml::{Fields, Node, Reader, parse};
use super::{OptionalText, RawPage, SourceText, Spanned};
use crate::diagnostic::Diagnostic;

/// A parsed `status.yaml`, not yet checked.
///
/// Editors show the doc comment of a field, here and in nested types, as the description of its key.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        title = "status.yaml",
        description = "The current state: the page, its components and their status.",
        deny_unknown_fields,
        transform = schema::free_keys(RESERVED)
    )
)]
pub struct RawStatus {
    /// The oldest release of allgreen that can read the files of this site; an older one reports an error instead of
    /// publishing a part of the site.
    #[cfg_attr(test, schemars(default, with = "schema::Version"))]
    pub min_version: OptionalText,
    /// The name, address, time zone and appearance of the page.
    pub page: RawPage,
    /// How uptime is computed.
    #[cfg_attr(test, schemars(default))]
    pub uptime: RawUptime,
    /// Settings for all incidents.
    #[cfg_attr(test, schemars(default))]
    pub incidents: RawIncidents,
    /// The components of the service, in the order of the page.
    #[cfg_attr(test, schemars(default))]
    pub components: Vec<RawComponent>,
}

#[derive(Debug, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields, transform = schema::free_keys(&[])))]
pub struct RawUptime {
    /// The number of days that uptime percentages and uptime bars cover, including today: 1 to 366.
    #[cfg_attr(test, schemars(default, with = "schema::WindowDays", extend("default" = 90)))]
    pub window_days: OptionalText,
    /// The share of each second that counts as downtime, by status, from 0 to 1.
    #[cfg_attr(test, schemars(default, with = "schema::Weights"))]
    pub weights: Vec<(Spanned<String>, Spanned<String>)>,
}

/// Settings for all incidents.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields, transform = schema::free_keys(&[])))]
pub struct RawIncidents {
    /// The promised interval between updates of an open incident; `allgreen remind` lists incidents that exceed it.
    #[cfg_attr(test, schemars(default, with = "schema::Length", extend("default" = "30m")))]
    pub update_every: OptionalText,
}

#[derive(Debug)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields, transform = schema::free_keys(&[])))]
pub struct RawComponent {
    /// The byte range of the component in `status.yaml`.
    #[cfg_attr(test, schemars(skip))]
    pub span: Range<usize>,
    /// The key of the component in the log, in incidents and in URLs; never change it.
    #[cfg_attr(test, schemars(with = "schema::Id"))]
    pub id: OptionalText,
    /// The name of the component for visitors.
    #[cfg_attr(test, schemars(with = "schema::Name", extend("examples" = ["Main website"])))]
    pub name: OptionalText,
    /// The heading under which the component is shown; groups are shown in the order of their first component.
    #[cfg_attr(test, schemars(default, with = "schema::Text", extend("examples" = ["Storefront"])))]
    pub group: OptionalText,
    /// A short explanation of the component.
    #[cfg_attr(test, schemars(default, with = "schema::Text", extend("examples" = ["www.acme.example"])))]
    pub description: OptionalText,
    /// The declared status of the component; monitors and open incidents can make it worse.
    #[cfg_attr(test, schemars(default, with = "schema::ComponentStatus", extend("default" = "operational")))]
    pub status: OptionalText,
    /// The first day of the component's history: earlier days have no data. Ignored if the log or an incident is older.
    #[cfg_attr(test, schemars(default, with = "schema::Date"))]
    pub since: OptionalText,
    /// Whether all keys of the component are known and all their values have the right types.
    #[cfg_attr(test, schemars(skip))]
    pub is_right: bool,
}

/// Top-level keys that are reserved for future use and ignored.
const RESERVED: &[&str] = &["automation", "probes", "notify"];

impl RawStatus {
    /// Parses `status.yaml`. Returns the valid parts, or `None` if nothing can be parsed, and the diagnostics.
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
