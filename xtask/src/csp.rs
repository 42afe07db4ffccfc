//! The Content-Security-Policy, written into the page itself.
//!
//! A static host sends no headers of ours, so the policy travels in a `meta`
//! element ahead of everything it governs. Trunk's start script is inline
//! and named by its hash; anything else inline is refused by the browser.

use crate::{
    digest::{base64, sha256},
    fault::Fault,
};

const ANCHOR: &str = "<meta charset=utf-8>";
const ANCHOR_QUOTED: &str = "<meta charset=\"utf-8\">";
const OPEN: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
const CLOSE: &str = "\">";

/// The page with its policy put in front.
pub fn guard(page: &str) -> Result<String, Fault> {
    let scripts = inline_scripts(page);
    if scripts.is_empty() {
        return Err(Fault::Page("has no inline start script; did Trunk change how it starts the app?"));
    }
    put(page, &policy(&scripts))
}

/// The page with this policy in front.
pub fn put(page: &str, policy: &str) -> Result<String, Fault> {
    let anchor = [ANCHOR, ANCHOR_QUOTED].into_iter().find(|anchor| page.contains(anchor));
    let anchor = anchor.ok_or(Fault::Page("has no charset to put the security policy after"))?;
    Ok(page.replacen(anchor, &format!("{anchor}{OPEN}{policy}{CLOSE}"), 1))
}

/// The page as it was before it was guarded.
pub fn without_policy(page: &str) -> Result<String, Fault> {
    let (before, rest) = page.split_once(OPEN).ok_or(Fault::Page("has no security policy"))?;
    let (_, after) = rest.split_once(CLOSE).ok_or(Fault::Page("has no end of its security policy"))?;
    Ok(format!("{before}{after}"))
}

fn policy(scripts: &[&str]) -> String {
    let hash = |script: &&str| format!("'sha256-{}'", base64(&sha256(script.as_bytes())));
    let hashes = scripts.iter().map(hash).collect::<Vec<_>>().join(" ");
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {hashes}; style-src 'self'; \
         connect-src 'self'; img-src 'self' data:; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
    )
}

/// What stands between the tags of every script that has no address.
pub fn inline_scripts(page: &str) -> Vec<&str> {
    let starts = page.split("<script").skip(1).filter_map(|rest| rest.split_once('>'));
    starts
        .filter(|(attributes, _)| !attributes.split_whitespace().any(|word| word.starts_with("src=")))
        // A block of data is no script.
        .filter(|(attributes, _)| !attributes.contains("application/"))
        .filter_map(|(_, rest)| rest.split_once("</script>"))
        .map(|(script, _)| script)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{guard, inline_scripts, without_policy};

    #[test]
    fn only_scripts_without_an_address_are_inline() {
        let page = "<script src=\"a.js\" defer></script><script type=module>go()</script>";
        assert_eq!(inline_scripts(page), ["go()"]);
    }

    #[test]
    fn the_policy_names_the_script_and_precedes_it() {
        let page = "<head><meta charset=utf-8><script type=module>go()</script></head>";
        let guarded = guard(page).unwrap();
        // printf 'go()' | openssl dgst -sha256 -binary | base64
        assert!(guarded.contains("'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='"), "{guarded}");
        assert!(guarded.find("http-equiv") < guarded.find("<script"));
        assert_eq!(without_policy(&guarded).unwrap(), page);
    }

    #[test]
    fn a_page_without_start_script_is_refused() {
        assert!(guard("<meta charset=utf-8>").is_err());
    }
}
