use super::Catalog;
use crate::model::Language;

impl Catalog {
    /// Formats a list: `a`, `a and b`, `a, b and c`.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        let Some((last, earlier)) = items.split_last() else { return String::new() };
        let joined =
            earlier.iter().map(|item| self.isolate(item.as_ref())).reduce(|list, item| self.join("list", list, item));
        let last = self.isolate(last.as_ref());
        match joined {
            Some(others) => self.join("list-last", others, last),
            None => last,
        }
    }

    fn join(&self, key: &str, list: String, item: String) -> String {
        self.format_with(key, &[("list", list.into()), ("item", item.into())])
    }

    /// Wraps an item in Unicode isolation marks if the language is written from right to left. Most items are names in
    /// Latin script, and without the marks two adjacent ones would be shown in reverse order.
    fn isolate(&self, item: &str) -> String {
        if Language(self.language()).is_right_to_left() { format!("\u{2068}{item}\u{2069}") } else { item.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_item_of_an_english_list_follows_the_word_and() {
        let english = Catalog::english().unwrap();
        assert_eq!(english.list::<&str>(&[]), "");
        assert_eq!(english.list(&["a"]), "a");
        assert_eq!(english.list(&["a", "b"]), "a and b");
        assert_eq!(english.list(&["a", "b", "c", "d"]), "a, b, c and d");
    }

    #[test]
    fn items_of_right_to_left_lists_are_in_bidi_isolates() {
        let hebrew = Catalog::load("he", &[("he.ftl", "list-last = { $list } ו-{ $item }\n")]).unwrap();
        assert_eq!(hebrew.list(&["API", "DNS"]), "\u{2068}API\u{2069} ו-\u{2068}DNS\u{2069}");
    }
}
