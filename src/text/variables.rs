use std::collections::BTreeSet;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::Catalogue;

/// What some messages are told with, of which each language takes what it needs.
const OF_DATES: &[&str] = &["day", "month", "short", "number", "year"];
const OF_CLOCKS: &[&str] = &["hour", "hour12", "half", "minute"];
const OF_QUIET_DAYS: &[&str] = &["from", "until", "first", "last"];

impl Catalogue {
    /// The variables that the message of that name has in this language or, where it has no such message, in the one
    /// that it falls back to. None where no catalogue has it.
    pub fn variables(&self, key: &str) -> Option<BTreeSet<&str>> {
        let Some(message) = self.bundle.get_message(key) else {
            return self.fallback.as_ref().and_then(|fallback| fallback.variables(key));
        };
        let mut found = BTreeSet::new();
        let patterns = message.value().into_iter().chain(message.attributes().map(|attribute| attribute.value()));
        patterns.for_each(|pattern| of_pattern(pattern, &mut found));
        Some(found)
    }

    /// The variables that a message of that name can have in any language, if this catalogue is the built-in one.
    pub fn offered(&self, key: &str) -> Option<BTreeSet<&str>> {
        let own = self.variables(key)?;
        let more = match key {
            "date" | "date-medium" | "date-day" | "date-short" | "date-month" => OF_DATES,
            "clock" => OF_CLOCKS,
            "quiet-days" => OF_QUIET_DAYS,
            _ => &[],
        };
        Some(own.into_iter().chain(more.iter().copied()).collect())
    }
}

fn of_pattern<'a>(pattern: &Pattern<&'a str>, found: &mut BTreeSet<&'a str>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, found);
        }
    }
}

fn of_expression<'a>(expression: &Expression<&'a str>, found: &mut BTreeSet<&'a str>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, found),
        Expression::Select { selector, variants } => {
            of_inline(selector, found);
            for variant in variants {
                of_pattern(&variant.value, found);
            }
        }
    }
}

fn of_inline<'a>(inline: &InlineExpression<&'a str>, found: &mut BTreeSet<&'a str>) {
    match inline {
        InlineExpression::VariableReference { id } => drop(found.insert(id.name)),
        InlineExpression::Placeable { expression } => of_expression(expression, found),
        InlineExpression::FunctionReference { arguments, .. } => {
            for each in &arguments.positional {
                of_inline(each, found);
            }
        }
        _ => {}
    }
}
