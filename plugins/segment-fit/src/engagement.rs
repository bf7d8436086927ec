//! Which segment meets the offer most often: users are those who interact, whether or not they pay.

use schemars::JsonSchema;
use serde::Serialize;

use crate::study::Study;

/// How engaged a segment is.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Rank<'a> {
    /// The id of the segment.
    pub segment: &'a str,
    /// How often one member meets the offer in a year, most likely.
    pub per_year: f64,
    /// How many members there are, most likely; null when not stated.
    pub size: Option<f64>,
    /// Both multiplied: all meetings in a year; null when the size is not stated.
    pub index: Option<f64>,
}

/// Ranks the segments whose engagement is stated: by all their meetings, and after those, by the meetings of one member, where the size is not known.
pub fn rank<'a>(study: &Study<'a>) -> Vec<Rank<'a>> {
    let mut ranks: Vec<Rank<'a>> = study
        .segments
        .iter()
        .filter_map(|segment| {
            let per_year = segment.meetings?.likely;
            let size = segment.size.map(|size| size.likely);
            Some(Rank { segment: segment.item.id(), per_year, size, index: size.map(|size| size * per_year) })
        })
        .collect();
    // None comes before every number, so the reversed order puts it last. Equal ranks keep the order of the document.
    ranks.sort_by(|one, other| {
        let order = other.index.is_some().cmp(&one.index.is_some());
        let by_index = other.index.unwrap_or_default().total_cmp(&one.index.unwrap_or_default());
        order.then(by_index).then(other.per_year.total_cmp(&one.per_year))
    });
    ranks
}
