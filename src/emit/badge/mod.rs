//! `badges/`: the status and the uptime of a component, a group or the whole page, as SVG and for shields.io.

mod drawing;
mod endpoint;
mod width;

use rayon::prelude::*;

use super::{EmitError, File, Stage, json};
use crate::model::Language;
use crate::view::{Badges, Label, ViewContext};
use drawing::{Shape, draw};
use endpoint::Endpoint;

/// Returns the files of every badge: `ID.svg`, `ID.square.svg` and `ID.json` for the status, and `ID.uptime.svg`,
/// `ID.uptime.square.svg` and `ID.uptime.json` for the uptime.
///
/// # Errors
/// Never: the values can be serialized as JSON.
pub fn files(context: &ViewContext<'_>) -> Result<Vec<File>, EmitError> {
    let (snapshot, site) = (context.snapshot, context.snapshot.site);
    let days = site.window_days;
    let uptimes: Vec<_> = (0..site.components.len()).into_par_iter().map(|each| snapshot.uptime(each, days)).collect();
    let all = Badges::all(&uptimes, context);
    let language = Language(&site.page.language);
    let files: Vec<_> = all.par_iter().map(|badges| of(badges, language)).collect::<Result<_, _>>()?;
    Ok(files.into_iter().flatten().collect())
}

fn of(badges: &Badges, language: Language<'_>) -> Result<[File; 6], EmitError> {
    let Badges { id, name, status, uptime } = badges;
    let svg = |end: &str, label: &Label, shape| File {
        path: format!("badges/{id}{end}.svg"),
        bytes: draw(name, label, shape, language).into_bytes(),
        stage: Stage::Data,
    };
    let endpoint =
        |end: &str, label: &Label| json::file(&format!("badges/{id}{end}.json"), &Endpoint::new(name, label));
    Ok([
        svg("", status, Shape::Flat),
        svg(".square", status, Shape::Square),
        endpoint("", status)?,
        svg(".uptime", uptime, Shape::Flat),
        svg(".uptime.square", uptime, Shape::Square),
        endpoint(".uptime", uptime)?,
    ])
}
