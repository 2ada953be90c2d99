use serde::{Serialize, Serializer};

use super::time::Time;
#[cfg(test)]
use crate::emit::openapi::values;
use crate::model::{Overall, Snapshot};

/// The status page.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Page"))]
pub(super) struct StatuspagePage<'a> {
    /// The ID of the page, 12 lowercase letters and digits. It depends only on `page.url` in `status.yaml`.
    pub id: PageId,
    /// The name of the page.
    #[cfg_attr(test, schemars(extend("examples" = ["Acme"])))]
    name: &'a str,
    /// The URL of the page.
    #[cfg_attr(test, schemars(with = "values::Address"))]
    url: &'a str,
    /// The time zone of the page, as an IANA name. Days start at midnight in this zone.
    #[cfg_attr(test, schemars(with = "values::Zone"))]
    time_zone: &'static str,
    /// The newest time of any update or status change on the page. It is not the time of the build.
    updated_at: Time,
}

impl<'a> StatuspagePage<'a> {
    pub fn new(snapshot: &Snapshot<'a>, base_url: &'a str) -> Self {
        let page = &snapshot.site.page;
        Self {
            id: PageId::of(page.url.as_str()),
            name: &page.name,
            url: base_url,
            time_zone: page.zone.name(),
            updated_at: Time(snapshot.newest()),
        }
    }
}

/// The overall status.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Status {
    /// The severity of the overall status.
    #[cfg_attr(test, schemars(with = "values::Indicator"))]
    indicator: &'static str,
    /// The overall status as text. Always in English, with the texts of Statuspage.
    #[cfg_attr(test, schemars(with = "values::Description"))]
    description: &'static str,
}

impl Status {
    pub fn of(overall: Overall) -> Self {
        Self { indicator: overall.indicator().word(), description: overall.description() }
    }
}

/// The ID of a page: 12 lowercase letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(inline, with = "values::PageId"))]
pub(super) struct PageId([u8; 12]);

impl PageId {
    /// Returns the last 12 base-36 digits of the 64-bit FNV-1a hash of `url`, in reverse order.
    ///
    /// Source of the hash: <http://www.isthe.com/chongo/tech/comp/fnv/>.
    fn of(url: &str) -> Self {
        const OFFSET_BASIS: u64 = 0xCBF2_9CE4_8422_2325;
        const PRIME: u64 = 0x0100_0000_01B3;
        const DIGITS: [u8; 36] = *b"0123456789abcdefghijklmnopqrstuvwxyz";
        let mut hash = url.bytes().fold(OFFSET_BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
        Self(std::array::from_fn(|_| {
            let digit = DIGITS[(hash % 36) as usize];
            hash /= 36;
            digit
        }))
    }

    fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl Serialize for PageId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::PageId;

    #[test]
    fn page_id_is_stable() {
        assert_eq!(PageId::of("https://status.acme.example").as_str(), "84vf4ytsi7xv");
        assert_ne!(PageId::of("https://status.acme.example"), PageId::of("https://status.acme.example/a"));
        for url in ["", "https://a.example", "ü"] {
            let id = PageId::of(url);
            assert!(id.as_str().bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()), "{id:?}");
            assert_eq!(id.as_str().len(), 12);
        }
    }
}
