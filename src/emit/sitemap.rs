use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::xml::legal;
use super::{EmitError, File, Stage};
use crate::view::address;

const PATH: &str = "sitemap.xml";

/// The maximum number of addresses in a sitemap.
///
/// Source: <https://www.sitemaps.org/protocol.html>.
const MAX_ADDRESSES: usize = 50_000;

/// Returns `sitemap.xml` with the address of every page in `paths`.
pub fn file(paths: &[String], base_url: &str) -> Result<File, EmitError> {
    // Other HTML, such as `404.html` and the page for frames, is not for search engines.
    let pages = paths.iter().filter_map(|path| path.strip_suffix("index.html"));
    let is_listed = |page: &&str| page.is_empty() || (page.ends_with('/') && *page != address::EMBED);
    let mut pages: Vec<_> = pages.filter(is_listed).collect();
    pages.sort_unstable();
    pages.truncate(MAX_ADDRESSES);
    let bytes = write(&pages, base_url).map_err(|error| EmitError::new(PATH, &error))?;
    Ok(File { path: PATH.to_owned(), bytes, stage: Stage::Data })
}

fn write(pages: &[&str], base_url: &str) -> std::io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let set = writer.create_element("urlset").with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
    set.write_inner_content(|writer| {
        for page in pages {
            let address = format!("{base_url}/{page}");
            writer.create_element("url").write_inner_content(|writer| {
                writer.create_element("loc").write_text_content(BytesText::new(&legal(&address)))?;
                Ok(())
            })?;
        }
        Ok(())
    })?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sitemap_does_not_list_error_page_embed_page_or_feeds() {
        let paths =
            ["index.html", "404.html", "embed/index.html", "incidents/a/index.html", "feed.json", "notindex.html"];
        let sitemap = file(&paths.map(str::to_owned), "https://a.example/x&y").unwrap();
        assert_eq!(
            String::from_utf8(sitemap.bytes).unwrap(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
             <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\
             <url><loc>https://a.example/x&amp;y/</loc></url>\
             <url><loc>https://a.example/x&amp;y/incidents/a/</loc></url></urlset>\n"
        );
    }
}
