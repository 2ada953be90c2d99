//! The values of the HTTP headers that hosts send, if they can be configured.

/// The Content-Security-Policy. Pages also have it in a `<meta>` element.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; \
                          base-uri 'none'; form-action 'none'";

/// The `max-age` of Strict-Transport-Security: a year in seconds.
pub const HTTPS_ONLY: &str = "31536000";

/// The Referrer-Policy: other sites do not learn which incident a visitor came from.
pub const REFERRER: &str = "same-origin";

/// The Permissions-Policy: no page uses these features.
pub const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

#[cfg(test)]
mod tests {
    use super::POLICY;

    #[test]
    fn content_security_policy_header_equals_meta_element_of_pages() {
        let head = include_str!("../../theme/templates/parts/head.html");
        assert!(head.contains(&format!("content=\"{POLICY}\"")), "head.html has another policy than `{POLICY}`");
    }
}
