use super::Catalogue;
use crate::model::Language;

impl Catalogue {
    /// `a`, `a and b`, `a, b and c`.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        let Some((last, earlier)) = items.split_last() else { return String::new() };
        let joined = earlier
            .iter()
            .map(|item| self.kept_apart(item.as_ref()))
            .reduce(|list, item| self.join("list", list, item));
        let last = self.kept_apart(last.as_ref());
        match joined {
            Some(others) => self.join("list-last", others, last),
            None => last,
        }
    }

    fn join(&self, key: &str, list: String, item: String) -> String {
        self.say_with(key, &[("list", list.into()), ("item", item.into())])
    }

    /// An item between Unicode's isolation marks where the language runs from right to left: most items are names
    /// that people wrote, often in Latin letters, and two of them would else change places.
    fn kept_apart(&self, item: &str) -> String {
        if Language(self.language()).is_right_to_left() { format!("\u{2068}{item}\u{2069}") } else { item.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_like_a_sentence() {
        let english = Catalogue::english().unwrap();
        assert_eq!(english.list::<&str>(&[]), "");
        assert_eq!(english.list(&["a"]), "a");
        assert_eq!(english.list(&["a", "b"]), "a and b");
        assert_eq!(english.list(&["a", "b", "c", "d"]), "a, b, c and d");
    }

    #[test]
    fn names_keep_their_places_where_letters_run_from_right_to_left() {
        let hebrew = Catalogue::load("he", &[("he.ftl", "list-last = { $list } ו-{ $item }\n")]).unwrap();
        assert_eq!(hebrew.list(&["API", "DNS"]), "\u{2068}API\u{2069} ו-\u{2068}DNS\u{2069}");
    }
}
