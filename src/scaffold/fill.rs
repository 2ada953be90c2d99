/// `template` with a value in the place of each `{{key}}`.
///
/// What is filled in is not looked at again, so that a value never fills another. What has the form of no key stays,
/// such as `${{ github.token }}` in a workflow.
pub fn fill(template: &str, values: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find("{{") {
        filled.push_str(&rest[..at]);
        rest = &rest[at..];
        let value = key(rest).and_then(|key| values.iter().find(|(name, _)| *name == key));
        match value {
            Some((name, value)) => {
                filled.push_str(value);
                rest = &rest["{{".len() + name.len() + "}}".len()..];
            }
            None => {
                filled.push('{');
                rest = &rest[1..];
            }
        }
    }
    filled + rest
}

/// The key that stands at the beginning of a text.
fn key(text: &str) -> Option<&str> {
    let (key, _) = text.strip_prefix("{{")?.split_once("}}")?;
    key.chars().all(|each| each.is_ascii_lowercase() || each == '_').then_some(key)
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn only_keys_are_filled_and_each_once() {
        let values = [("name", "{{url}}".to_owned()), ("url", "https://a".to_owned())];
        assert_eq!(fill("{{name}} {{url}}", &values), "{{url}} https://a");
        assert_eq!(fill("${{ name }} {{{name}}=x} {{", &values), "${{ name }} {{{url}}=x} {{");
    }
}
