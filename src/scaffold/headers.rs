//! HTTP headers, for hosts on which they can be configured.

/// The Content-Security-Policy, as in the pages themselves. `frame-ancestors` works in headers only, so hosts add it.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; \
                          base-uri 'none'; form-action 'none'";

/// The `max-age` of Strict-Transport-Security in seconds: a year.
pub const HTTPS_ONLY: &str = "31536000";

/// The Referrer-Policy: other sites do not see which incident a visitor came from.
pub const REFERRER: &str = "same-origin";

/// The Permissions-Policy: pages use none of these features.
pub const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

#[cfg(test)]
mod tests {
    use super::POLICY;

    #[test]
    fn policy_equals_that_of_the_pages() {
        let head = include_str!("../../theme/templates/parts/head.html");
        assert!(head.contains(&format!("content=\"{POLICY}\"")), "head.html has another policy than `{POLICY}`");
    }
}
