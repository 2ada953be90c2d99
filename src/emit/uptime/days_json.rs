use rayon::prelude::*;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

#[cfg(test)]
use crate::emit::openapi::values;
use crate::emit::{EmitError, File, json};
use crate::model::{ComponentIndex, ComponentStatus, DayRecord, Event, Seconds, Snapshot};

/// The status of a day without data and of time without a known status.
const NO_DATA: &str = "no_data";

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Uptime", description = "The uptime of all components, by day."))]
pub struct UptimeJson<'a> {
    /// The time of the build. The last day ends at this time.
    #[cfg_attr(test, schemars(with = "values::Time"))]
    generated_at: String,
    /// The time zone of the page, as an IANA name. Days start at midnight in this zone.
    #[cfg_attr(test, schemars(with = "values::Zone"))]
    timezone: &'static str,
    /// The number of days, including today.
    #[cfg_attr(test, schemars(range(min = 1, max = 366)))]
    window_days: u32,
    /// All components, in the order of the page. Groups are not listed.
    components: Vec<ComponentUptimeJson<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "ComponentUptime", description = "The uptime of one component."))]
struct ComponentUptimeJson<'a> {
    /// The ID of the component.
    #[cfg_attr(test, schemars(with = "values::Id"))]
    id: &'a str,
    /// The display name of the component.
    #[cfg_attr(test, schemars(extend("examples" = ["API"])))]
    name: &'a str,
    /// The current status.
    #[cfg_attr(test, schemars(with = "values::ComponentStatus"))]
    status: &'static str,
    /// The number of seconds with a known status.
    known_seconds: u64,
    /// The downtime in seconds: the seconds of each status, multiplied by its weight.
    #[cfg_attr(test, schemars(range(min = 0)))]
    downtime_seconds: f64,
    /// The uptime as a fraction from 0 to 1, not rounded: `1 - downtime_seconds / known_seconds`. Null without data.
    #[cfg_attr(test, schemars(range(min = 0, max = 1), extend("examples" = [0.999_468_497_827_436_4])))]
    uptime: Option<f64>,
    /// The days, oldest first.
    days: Vec<DayJson<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "DayUptime", description = "A day of a component."))]
struct DayJson<'a> {
    /// The date in the time zone of the page.
    #[cfg_attr(test, schemars(with = "values::Date"))]
    date: String,
    /// The worst status that lasted at least one second, or `no_data`.
    #[cfg_attr(test, schemars(with = "values::DayStatus"))]
    status: &'static str,
    /// The number of seconds in each status. Seconds without a known status are `no_data`. Zeros are omitted. The sum
    /// is the length of the day, which is not always 86,400 seconds; for today, it is the time since midnight.
    #[serde(serialize_with = "serialize_seconds")]
    #[cfg_attr(test, schemars(with = "values::Seconds"))]
    seconds: Seconds,
    /// The IDs of the incidents and maintenance windows that gave the component a status other than `operational` on
    /// this day, sorted by start.
    incidents: Vec<&'a str>,
}

/// Returns `api/uptime.json`.
pub fn file(snapshot: &Snapshot<'_>) -> Result<File, EmitError> {
    let site = snapshot.site;
    let components = (0..site.components.len()).into_par_iter().map(|index| component(snapshot, index)).collect();
    let document = UptimeJson {
        generated_at: snapshot.now.rfc3339(),
        timezone: site.page.zone.name(),
        window_days: site.window_days,
        components,
    };
    json::file("api/uptime.json", &document)
}

fn component<'a>(snapshot: &Snapshot<'a>, index: ComponentIndex) -> ComponentUptimeJson<'a> {
    let site = snapshot.site;
    let uptime = snapshot.uptime(index, site.window_days);
    let causes = snapshot.causes(index, site.window_days);
    ComponentUptimeJson {
        id: &site.components[index].id,
        name: &site.components[index].name,
        status: snapshot.histories[index].status.word(),
        known_seconds: uptime.seconds.known(),
        downtime_seconds: uptime.downtime_seconds(),
        uptime: uptime.ratio(),
        days: uptime.days.into_iter().zip(causes).map(|(record, causes)| day(&record, &causes)).collect(),
    }
}

fn day<'a>(record: &DayRecord, causes: &[Event<'a>]) -> DayJson<'a> {
    DayJson {
        date: record.date.to_string(),
        status: record.status().map_or(NO_DATA, ComponentStatus::word),
        seconds: record.seconds,
        incidents: causes.iter().map(|event| event.id()).collect(),
    }
}

/// Serializes the seconds of each status. Leaves out statuses with zero seconds.
pub(super) fn serialize_seconds<S: Serializer>(seconds: &Seconds, serializer: S) -> Result<S::Ok, S::Error> {
    let statuses = ComponentStatus::ALL.into_iter().map(|status| (status.word(), seconds.of(status)));
    let mut map = serializer.serialize_map(None)?;
    for (word, seconds) in statuses.chain([(NO_DATA, seconds.no_data())]) {
        if seconds > 0 {
            map.serialize_entry(word, &seconds)?;
        }
    }
    map.end()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::emit::fixture::{now, site};

    #[test]
    fn uptime_json_has_documented_format() {
        let site = site();
        let file = file(&Snapshot::take(&site, now())).unwrap();
        let json: Value = serde_json::from_slice(&file.bytes).unwrap();
        assert_eq!(json["generated_at"], "2026-11-22T12:00:00Z");
        assert_eq!(json["timezone"], "Europe/Berlin");
        let api = &json["components"][1];
        // The major outage from 09:50 to 10:20.
        assert_eq!(api["downtime_seconds"], json!(1800.0));
        assert_eq!(api["known_seconds"], json!(86_400 + 13 * 3600));
        assert_eq!(
            api["days"][0],
            json!({
                "date": "2026-11-20", "status": "no_data", "seconds": { "no_data": 86_400 }, "incidents": [],
            })
        );
        assert_eq!(
            api["days"][1],
            json!({
                "date": "2026-11-21", "status": "major_outage",
                "seconds": { "operational": 82_200, "degraded_performance": 2400, "major_outage": 1800 },
                "incidents": ["api-down"],
            })
        );
        let payments = &json["components"][2];
        assert_eq!((&payments["uptime"], &payments["known_seconds"]), (&Value::Null, &json!(0)));
        let text = String::from_utf8(file.bytes).unwrap();
        assert!(text.contains("\"downtime_seconds\":0.0"), "{text}");
    }
}
