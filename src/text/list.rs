use super::Catalogue;

impl Catalogue {
    /// `a`, `a and b`, `a, b and c`.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        let Some((last, earlier)) = items.split_last() else { return String::new() };
        let joined =
            earlier.iter().map(|item| item.as_ref().to_owned()).reduce(|list, item| self.join("list", list, &item));
        match joined {
            Some(others) => self.join("list-last", others, last.as_ref()),
            None => last.as_ref().to_owned(),
        }
    }

    fn join(&self, key: &str, list: String, item: &str) -> String {
        self.say_with(key, &[("list", list.into()), ("item", item.into())])
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
}
