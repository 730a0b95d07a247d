//! What browsers and servers are told of the site: what a page may load, and what may be kept.

use crate::config::Config;

/// The Content-Security-Policy of every page, as its `<meta>` element has it. A page loads what
/// the site itself holds and runs nothing that stands in its text.
pub fn content_security_policy(config: &Config) -> String {
    let embed: String = config.site.embed.iter().map(|site| format!(" {site}")).collect();
    let frames = if embed.is_empty() { " 'none'" } else { &embed };
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
         connect-src 'self'; img-src 'self'{embed}; media-src 'self'{embed}; frame-src{frames}; \
         base-uri 'self'; form-action 'self'"
    )
}

/// `_headers`, the file from which many hosts of static sites take what to send along. Names in
/// `assets/` change with what the files hold, so those may be kept for ever.
pub fn headers(config: &Config) -> Vec<u8> {
    // Who may frame a page is heard in a header only.
    let policy = format!("{}; frame-ancestors 'self'", content_security_policy(config));
    format!(
        "/*\n  Content-Security-Policy: {policy}\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n\
         /assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_comes_from_elsewhere_unless_it_is_named() {
        let mut config = Config::default();
        let policy = content_security_policy(&config);
        assert!(!policy.contains("http") && !policy.contains("unsafe"), "{policy}");
        assert!(policy.contains("frame-src 'none'"), "{policy}");
        config.site.embed = vec!["https://player.example.org".into()];
        let policy = content_security_policy(&config);
        assert!(policy.contains("frame-src https://player.example.org;"), "{policy}");
        assert!(policy.contains("img-src 'self' https://player.example.org;"), "{policy}");
        assert!(policy.contains("script-src 'self';"), "{policy}");
    }

    #[test]
    fn headers_say_the_same_as_pages_and_keep_assets() {
        let config = Config::default();
        let headers = String::from_utf8(headers(&config)).unwrap();
        assert!(headers.contains(&content_security_policy(&config)));
        assert!(
            headers.contains("\n/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n")
        );
    }
}
