/// Replaces each `{{key}}` of a template by its value.
///
/// Keys in values are not replaced. Unknown keys stay, such as `${{ github.token }}` in a workflow.
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

/// Returns the key of the `{{key}}` at the start of a text.
fn key(text: &str) -> Option<&str> {
    let (key, _) = text.strip_prefix("{{")?.split_once("}}")?;
    key.chars().all(|each| each.is_ascii_lowercase() || each == '_').then_some(key)
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn placeholders_in_values_are_not_replaced_again() {
        let values = [("name", "{{url}}".to_owned()), ("url", "https://a".to_owned())];
        assert_eq!(fill("{{name}} {{url}}", &values), "{{url}} https://a");
        assert_eq!(fill("${{ name }} {{{name}}=x} {{", &values), "${{ name }} {{{url}}=x} {{");
    }
}
