//! What pages may load, and what browsers may cache.

use crate::config::Config;

/// The Content-Security-Policy in the `<meta>` element of every page. A page loads only files of
/// the site, and runs no inline script.
pub fn content_security_policy(config: &Config) -> String {
    let embed: String = config.site.embed.iter().map(|site| format!(" {site}")).collect();
    let frames = if embed.is_empty() { " 'none'" } else { &embed };
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
         connect-src 'self'; img-src 'self'{embed}; media-src 'self'{embed}; frame-src{frames}; \
         base-uri 'self'; form-action 'self'"
    )
}

/// The same policy for an HTTP header, which can also restrict framing.
pub fn header_policy(config: &Config) -> String {
    format!("{}; frame-ancestors 'self'", content_security_policy(config))
}

/// `_headers`, which many static hosts read for the headers to send. Names in `assets/` change with
/// the content of the files, so these can be cached for ever.
pub fn headers(config: &Config) -> Vec<u8> {
    let policy = header_policy(config);
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
    fn nothing_is_loaded_from_sites_that_are_not_listed() {
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
    fn headers_repeat_the_policy_and_cache_assets() {
        let config = Config::default();
        let headers = String::from_utf8(headers(&config)).unwrap();
        assert!(headers.contains(&content_security_policy(&config)));
        assert!(
            headers.contains("\n/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n")
        );
    }
}
