use rayon::prelude::*;
use serde::Serialize;

use super::days_json::serialize_seconds;
#[cfg(test)]
use crate::emit::openapi::values;
use crate::emit::{EmitError, File, json};
use crate::model::{ComponentStatus, IncidentCount, MonthRecord, Outage, Report, Seconds, Site, Snapshot, Weights};

/// The file of a month. It has no build time, so that the file of a past month does not change.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Month", description = "The numbers of all components in one calendar month."))]
pub struct Document<'a> {
    /// The month, in the page's zone.
    #[cfg_attr(test, schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}$"), extend("examples" = ["2026-11"])))]
    month: String,
    /// The zone in which months begin and end.
    #[cfg_attr(test, schemars(with = "values::Zone"))]
    timezone: &'static str,
    /// The first instant of the month.
    #[cfg_attr(test, schemars(with = "values::Time"))]
    from: String,
    /// The first instant of the next month; in the current month, when the numbers were true.
    #[cfg_attr(test, schemars(with = "values::Time"))]
    until: String,
    /// What a second of each status counts as downtime.
    weights: Weighed,
    /// The incidents of the whole page, each once.
    overall: Count,
    /// In the order of the page, without groups.
    components: Vec<Component<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Weights", description = "What a second of each status counts as downtime."))]
struct Weighed {
    /// That of `degraded_performance`.
    #[cfg_attr(test, schemars(range(min = 0, max = 1)))]
    degraded_performance: f64,
    /// That of `partial_outage`.
    #[cfg_attr(test, schemars(range(min = 0, max = 1)))]
    partial_outage: f64,
    /// That of `major_outage`.
    #[cfg_attr(test, schemars(range(min = 0, max = 1)))]
    major_outage: f64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "ComponentMonth", description = "The numbers of one component in a month."))]
struct Component<'a> {
    /// The component's id.
    #[cfg_attr(test, schemars(with = "values::Id"))]
    id: &'a str,
    /// What visitors call it.
    #[cfg_attr(test, schemars(extend("examples" = ["API"])))]
    name: &'a str,
    /// Of how many seconds of the month anything is known.
    known_seconds: u64,
    /// The seconds of each status, zeros left out, and as `no_data` those of which nothing is known.
    #[serde(serialize_with = "serialize_seconds")]
    #[cfg_attr(test, schemars(with = "values::Seconds"))]
    seconds: Seconds,
    /// The known seconds, each counted with the weight of its status.
    #[cfg_attr(test, schemars(range(min = 0)))]
    downtime_seconds: f64,
    /// The share of the known seconds that was not downtime, not rounded; null where nothing is known.
    #[cfg_attr(test, schemars(range(min = 0, max = 1)))]
    uptime: Option<f64>,
    #[serde(flatten)]
    incidents: Count,
    /// The longest outage that began in the month; null without one.
    longest_outage: Option<LongestOutage>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "IncidentCount", description = "The incidents that began in a month."))]
struct Count {
    /// How many began in the month, maintenance apart.
    incidents: u64,
    /// How many of them are resolved.
    resolved_incidents: u64,
    /// How many seconds these took from their start to the end, together.
    seconds_to_resolve: u64,
    /// The mean of that, cut off; null where none is resolved.
    mean_seconds_to_resolve: Option<u64>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        rename = "Outage",
        description = "A time without a break in which the status of a component counted as downtime."
    )
)]
struct LongestOutage {
    /// When it began.
    #[cfg_attr(test, schemars(with = "values::Time"))]
    from: String,
    /// When it was over; null while it goes on.
    #[cfg_attr(test, schemars(with = "Option<values::Time>"))]
    until: Option<String>,
    /// How long it lasted; while it goes on, up to when the numbers were true.
    seconds: u64,
}

/// Returns `api/uptime/YYYY-MM.json` of the month with this index in the report.
pub fn file(nth: usize, report: &Report, snapshot: &Snapshot<'_>) -> Result<File, EmitError> {
    let (site, month) = (snapshot.site, &report.months[nth]);
    let components = 0..site.components.len();
    let document = Document {
        month: month.month.to_string(),
        timezone: site.page.zone.name(),
        from: month.starts.rfc3339(),
        until: month.ends.rfc3339(),
        weights: Weighed::from(&site.weights),
        overall: Count::from(report.incidents_over(nth..nth + 1)),
        components: components
            .into_par_iter()
            .map(|index| Component::new(site, index, &report.component(index)[nth]))
            .collect(),
    };
    json::file(&format!("api/uptime/{}.json", month.month), &document)
}

impl<'a> Component<'a> {
    fn new(site: &'a Site, index: usize, record: &MonthRecord) -> Self {
        Self {
            id: &site.components[index].id,
            name: &site.components[index].name,
            known_seconds: record.uptime.seconds.known(),
            seconds: record.uptime.seconds,
            downtime_seconds: record.uptime.downtime_seconds(),
            uptime: record.uptime.ratio(),
            incidents: Count::from(record.incidents),
            longest_outage: record.longest_outage.map(LongestOutage::from),
        }
    }
}

impl From<&Weights> for Weighed {
    fn from(weights: &Weights) -> Self {
        let weight = |status| f64::from(weights.of(status)) / f64::from(Weights::ONE);
        Self {
            degraded_performance: weight(ComponentStatus::DegradedPerformance),
            partial_outage: weight(ComponentStatus::PartialOutage),
            major_outage: weight(ComponentStatus::MajorOutage),
        }
    }
}

impl From<IncidentCount> for Count {
    fn from(count: IncidentCount) -> Self {
        Self {
            incidents: count.begun,
            resolved_incidents: count.resolved,
            seconds_to_resolve: count.seconds_to_resolve,
            mean_seconds_to_resolve: count.mean_seconds_to_resolve(),
        }
    }
}

impl From<Outage> for LongestOutage {
    fn from(outage: Outage) -> Self {
        Self {
            from: outage.from.rfc3339(),
            until: outage.until.map(crate::model::Instant::rfc3339),
            seconds: outage.seconds,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::emit::fixture::{now, site};

    #[test]
    fn month_has_range_weights_and_figures() {
        let site = site();
        let snapshot = Snapshot::take(&site, now());
        let report = Report::of(&snapshot);
        assert_eq!(report.months.len(), 1);
        let file = file(0, &report, &snapshot).unwrap();
        assert_eq!(file.path, "api/uptime/2026-11.json");
        let told: Value = serde_json::from_slice(&file.bytes).unwrap();
        assert_eq!([&told["from"], &told["until"]], ["2026-10-31T23:00:00Z", "2026-11-22T12:00:00Z"]);
        assert_eq!(told["weights"], json!({ "degraded_performance": 0.0, "partial_outage": 0.3, "major_outage": 1.0 }));
        // The one that is open has no time to resolve.
        assert_eq!(
            told["overall"],
            json!({
                "incidents": 2, "resolved_incidents": 1, "seconds_to_resolve": 4200, "mean_seconds_to_resolve": 4200,
            })
        );
        let mut api = told["components"][1].clone();
        let uptime = api["uptime"].take().as_f64().unwrap();
        assert!((uptime - (1.0 - 1800.0 / 133_200.0)).abs() < 1e-9, "{uptime}");
        assert_eq!(
            api,
            json!({
                "id": "api", "name": "API", "known_seconds": 133_200,
                "seconds": {
                    "operational": 129_000, "degraded_performance": 2400, "major_outage": 1800, "no_data": 1_728_000,
                },
                "downtime_seconds": 1800.0, "uptime": null,
                "incidents": 1, "resolved_incidents": 1, "seconds_to_resolve": 4200, "mean_seconds_to_resolve": 4200,
                "longest_outage": {
                    "from": "2026-11-21T09:50:00Z", "until": "2026-11-21T10:20:00Z", "seconds": 1800,
                },
            })
        );
        assert_eq!(told["components"][2]["uptime"], Value::Null);
    }
}
