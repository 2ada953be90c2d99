//! What every host sends beside the files, where it can be told to.

/// What pages may load: the same as they say themselves. Only a header can say beside it who may frame them.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; \
                          base-uri 'none'; form-action 'none'";

/// For how many seconds browsers come by HTTPS alone: a year.
pub const HTTPS_ONLY: &str = "31536000";

/// No other site learns which incident a visitor came from.
pub const REFERRER: &str = "same-origin";

/// What no page of ours asks for, and nothing that gets into one shall.
pub const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

#[cfg(test)]
mod tests {
    use super::POLICY;

    #[test]
    fn the_policy_is_that_of_the_pages() {
        let head = include_str!("../../theme/templates/parts/head.html");
        assert!(head.contains(&format!("content=\"{POLICY}\"")), "head.html has another policy than `{POLICY}`");
    }
}
