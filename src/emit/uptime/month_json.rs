use rayon::prelude::*;
use serde::Serialize;

use super::days_json::serialize_seconds;
#[cfg(test)]
use crate::emit::openapi::values;
use crate::emit::{EmitError, File, json};
use crate::model::{ComponentStatus, IncidentCount, MonthRecord, Outage, Report, Seconds, Site, Snapshot, Weights};

/// The content of `api/uptime/YYYY-MM.json`. It has no build time, so that the file of a past month does not change.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(rename = "Month", description = "The uptime and incidents of all components in one calendar month.")
)]
pub struct MonthJson<'a> {
    /// The month, in the time zone of the page.
    #[cfg_attr(test, schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}$"), extend("examples" = ["2026-11"])))]
    month: String,
    /// The time zone of the page, as an IANA name. Months start at midnight in this zone.
    #[cfg_attr(test, schemars(with = "values::Zone"))]
    timezone: &'static str,
    /// The start of the month.
    #[cfg_attr(test, schemars(with = "values::Time"))]
    from: String,
    /// The end of the month: the start of the next month or, for the current month, the time of the build.
    #[cfg_attr(test, schemars(with = "values::Time"))]
    until: String,
    /// The weight of each status: the fraction of its time that counts as downtime.
    weights: WeightsJson,
    /// The incidents of all components. An incident that affects several components is counted once.
    overall: IncidentCountJson,
    /// All components, in the order of the page. Groups are not listed.
    components: Vec<ComponentMonthJson<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        rename = "Weights",
        description = "The weight of each status: the fraction of its time that counts as downtime."
    )
)]
struct WeightsJson {
    /// The weight of `degraded_performance`.
    #[cfg_attr(test, schemars(range(min = 0, max = 1)))]
    degraded_performance: f64,
    /// The weight of `partial_outage`.
    #[cfg_attr(test, schemars(range(min = 0, max = 1)))]
    partial_outage: f64,
    /// The weight of `major_outage`.
    #[cfg_attr(test, schemars(range(min = 0, max = 1)))]
    major_outage: f64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(rename = "ComponentMonth", description = "The uptime and incidents of one component in a month.")
)]
struct ComponentMonthJson<'a> {
    /// The ID of the component.
    #[cfg_attr(test, schemars(with = "values::Id"))]
    id: &'a str,
    /// The display name of the component.
    #[cfg_attr(test, schemars(extend("examples" = ["API"])))]
    name: &'a str,
    /// The number of seconds with a known status.
    known_seconds: u64,
    /// The number of seconds in each status. Seconds without a known status are `no_data`. Zeros are omitted.
    #[serde(serialize_with = "serialize_seconds")]
    #[cfg_attr(test, schemars(with = "values::Seconds"))]
    seconds: Seconds,
    /// The downtime in seconds: the seconds of each status, multiplied by its weight.
    #[cfg_attr(test, schemars(range(min = 0)))]
    downtime_seconds: f64,
    /// The uptime as a fraction from 0 to 1, not rounded: `1 - downtime_seconds / known_seconds`. Null without data.
    #[cfg_attr(test, schemars(range(min = 0, max = 1)))]
    uptime: Option<f64>,
    #[serde(flatten)]
    incidents: IncidentCountJson,
    /// The longest outage that started in the month. Null without outages.
    longest_outage: Option<LongestOutageJson>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        rename = "IncidentCount",
        description = "The number of incidents that started in a month, and their durations."
    )
)]
struct IncidentCountJson {
    /// The number of incidents that started in the month, without maintenance.
    incidents: u64,
    /// The number of incidents that started in the month and are resolved now.
    resolved_incidents: u64,
    /// The total duration of the resolved incidents in seconds, from start to resolution.
    seconds_to_resolve: u64,
    /// The mean duration of the resolved incidents in seconds, rounded down. Null if none is resolved.
    mean_seconds_to_resolve: Option<u64>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        rename = "Outage",
        description = "A period in which the status of a component counted as downtime without interruption."
    )
)]
struct LongestOutageJson {
    /// The start of the outage.
    #[cfg_attr(test, schemars(with = "values::Time"))]
    from: String,
    /// The end of the outage. Null while it continues.
    #[cfg_attr(test, schemars(with = "Option<values::Time>"))]
    until: Option<String>,
    /// The duration in seconds. While the outage continues, up to the time of the build.
    seconds: u64,
}

/// Returns `api/uptime/YYYY-MM.json` for the month at `index` in the report.
pub fn file(index: usize, report: &Report, snapshot: &Snapshot<'_>) -> Result<File, EmitError> {
    let (site, month) = (snapshot.site, &report.months[index]);
    let components = 0..site.components.len();
    let document = MonthJson {
        month: month.month.to_string(),
        timezone: site.page.zone.name(),
        from: month.starts.rfc3339(),
        until: month.ends.rfc3339(),
        weights: WeightsJson::from(&site.weights),
        overall: IncidentCountJson::from(report.incidents_over(index..index + 1)),
        components: components
            .into_par_iter()
            .map(|component| ComponentMonthJson::new(site, component, &report.component(component)[index]))
            .collect(),
    };
    json::file(&format!("api/uptime/{}.json", month.month), &document)
}

impl<'a> ComponentMonthJson<'a> {
    fn new(site: &'a Site, index: usize, record: &MonthRecord) -> Self {
        Self {
            id: &site.components[index].id,
            name: &site.components[index].name,
            known_seconds: record.uptime.seconds.known(),
            seconds: record.uptime.seconds,
            downtime_seconds: record.uptime.downtime_seconds(),
            uptime: record.uptime.ratio(),
            incidents: IncidentCountJson::from(record.incidents),
            longest_outage: record.longest_outage.map(LongestOutageJson::from),
        }
    }
}

impl From<&Weights> for WeightsJson {
    fn from(weights: &Weights) -> Self {
        let weight = |status| f64::from(weights.of(status)) / f64::from(Weights::ONE);
        Self {
            degraded_performance: weight(ComponentStatus::DegradedPerformance),
            partial_outage: weight(ComponentStatus::PartialOutage),
            major_outage: weight(ComponentStatus::MajorOutage),
        }
    }
}

impl From<IncidentCount> for IncidentCountJson {
    fn from(count: IncidentCount) -> Self {
        Self {
            incidents: count.begun,
            resolved_incidents: count.resolved,
            seconds_to_resolve: count.seconds_to_resolve,
            mean_seconds_to_resolve: count.mean_seconds_to_resolve(),
        }
    }
}

impl From<Outage> for LongestOutageJson {
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
    fn month_json_has_weights_figures_and_time_range() {
        let site = site();
        let snapshot = Snapshot::take(&site, now());
        let report = Report::of(&snapshot);
        assert_eq!(report.months.len(), 1);
        let file = file(0, &report, &snapshot).unwrap();
        assert_eq!(file.path, "api/uptime/2026-11.json");
        let month: Value = serde_json::from_slice(&file.bytes).unwrap();
        assert_eq!([&month["from"], &month["until"]], ["2026-10-31T23:00:00Z", "2026-11-22T12:00:00Z"]);
        assert_eq!(
            month["weights"],
            json!({ "degraded_performance": 0.0, "partial_outage": 0.3, "major_outage": 1.0 })
        );
        // The open incident has no time to resolve.
        assert_eq!(
            month["overall"],
            json!({
                "incidents": 2, "resolved_incidents": 1, "seconds_to_resolve": 4200, "mean_seconds_to_resolve": 4200,
            })
        );
        let mut api = month["components"][1].clone();
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
        assert_eq!(month["components"][2]["uptime"], Value::Null);
    }
}
