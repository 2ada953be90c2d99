/// Returns the candidate that is most similar to a misspelt `word`, if one is similar enough.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// The lowest score of a candidate that is similar enough. A candidate with a single typo always scores more.
    const MIN_SCORE: f64 = 0.78;
    let plain = |text: &str| text.trim().to_lowercase().replace(['-', ' '], "_");
    let word = plain(word);
    let score = |each: &str| {
        let is_typo = strsim::osa_distance(&word, each) <= 1;
        strsim::jaro_winkler(&word, each) + f64::from(u8::from(is_typo))
    };
    let scored = candidates.into_iter().map(|each| (score(&plain(each)), each));
    scored.filter(|(score, _)| *score >= MIN_SCORE).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, each)| each)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn misspelt_word_returns_most_similar_candidate() {
        let statuses = ["operational", "under_maintenance", "degraded_performance", "partial_outage", "major_outage"];
        assert_eq!(nearest("degraded", statuses), Some("degraded_performance"));
        assert_eq!(nearest("Major outage", statuses), Some("major_outage"));
        assert_eq!(nearest("operatoinal", statuses), Some("operational"));
        assert_eq!(nearest("zzz", statuses), None);
        assert_eq!(nearest("wbe", ["api", "web"]), Some("web"));
        assert_eq!(nearest("payment", ["payments", "api"]), Some("payments"));
    }
}
