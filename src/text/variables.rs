use std::collections::BTreeSet;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::Catalog;

// A message may use any of these variables and need not use all of them.
const DATE_VARIABLES: &[&str] = &["day", "month", "short", "number", "year"];
const CLOCK_VARIABLES: &[&str] = &["hour", "hour12", "half", "minute"];
const QUIET_DAYS_VARIABLES: &[&str] = &["from", "until", "first", "last"];

impl Catalog {
    /// Returns the variables in the message `key` of this catalog or of a fallback, or `None` if no catalog has it.
    pub fn variables(&self, key: &str) -> Option<BTreeSet<&str>> {
        let Some(message) = self.bundle.get_message(key) else {
            return self.fallback.as_ref().and_then(|fallback| fallback.variables(key));
        };
        let mut found = BTreeSet::new();
        let patterns = message.value().into_iter().chain(message.attributes().map(|attribute| attribute.value()));
        patterns.for_each(|pattern| in_pattern(pattern, &mut found));
        Some(found)
    }

    /// Returns the variables that translations of the message `key` may use, or `None` if there is no such message.
    /// Call it on the English catalog.
    pub fn offered(&self, key: &str) -> Option<BTreeSet<&str>> {
        let own = self.variables(key)?;
        let more = match key {
            "date" | "date-medium" | "date-day" | "date-short" | "date-month" => DATE_VARIABLES,
            "clock" => CLOCK_VARIABLES,
            "quiet-days" => QUIET_DAYS_VARIABLES,
            _ => &[],
        };
        Some(own.into_iter().chain(more.iter().copied()).collect())
    }
}

fn in_pattern<'a>(pattern: &Pattern<&'a str>, found: &mut BTreeSet<&'a str>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression<'a>(expression: &Expression<&'a str>, found: &mut BTreeSet<&'a str>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            for variant in variants {
                in_pattern(&variant.value, found);
            }
        }
    }
}

fn in_inline<'a>(inline: &InlineExpression<&'a str>, found: &mut BTreeSet<&'a str>) {
    match inline {
        InlineExpression::VariableReference { id } => drop(found.insert(id.name)),
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        InlineExpression::FunctionReference { arguments, .. } => {
            for each in &arguments.positional {
                in_inline(each, found);
            }
        }
        _ => {}
    }
}
