/// A repository on GitHub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    pub owner: String,
    pub name: String,
}

impl Repository {
    /// Parses `OWNER/NAME`. Returns `None` if GitHub does not allow such a name.
    pub fn named(text: &str) -> Option<Self> {
        let (owner, name) = text.split_once('/')?;
        let is_owner = |each: char| each.is_ascii_alphanumeric() || each == '-';
        let is_name = |each: char| is_owner(each) || each == '_' || each == '.';
        let is_valid = (1..=39).contains(&owner.len())
            && owner.chars().all(is_owner)
            && !owner.starts_with('-')
            && (1..=100).contains(&name.len())
            && name.chars().all(is_name)
            && !name.chars().all(|each| each == '.');
        is_valid.then(|| Self { owner: owner.to_owned(), name: name.to_owned() })
    }

    /// Parses the URL of a git remote. Returns `None` if it is not on GitHub.
    pub fn of_remote(url: &str) -> Option<Self> {
        let url = url.trim();
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let rest = rest.split_once('@').filter(|(user, _)| !user.contains('/')).map_or(rest, |(_, rest)| rest);
        let path = rest.strip_prefix("github.com")?.strip_prefix(['/', ':'])?.trim_end_matches('/');
        Self::named(path.strip_suffix(".git").unwrap_or(path))
    }

    /// Returns the URL of the repository's site on GitHub Pages.
    pub fn pages_url(&self) -> String {
        let host = format!("{}.github.io", self.owner.to_lowercase());
        if self.name.eq_ignore_ascii_case(&host) {
            format!("https://{host}")
        } else {
            format!("https://{host}/{}", self.name)
        }
    }
}

impl std::fmt::Display for Repository {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.owner, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn github_remotes_are_parsed() {
        for right in [
            "https://github.com/acme/status",
            "https://github.com/acme/status.git\n",
            "https://user:token@github.com/acme/status.git",
            "git@github.com:acme/status.git",
            "ssh://git@github.com/acme/status.git",
            "ssh://git@github.com/acme/status/",
        ] {
            assert_eq!(
                Repository::of_remote(right).map(|found| found.to_string()).as_deref(),
                Some("acme/status"),
                "{right}"
            );
        }
        for wrong in [
            "https://gitlab.com/acme/status",
            "https://github.com.example/acme/status",
            "https://notgithub.com/acme/status",
            "https://github.com/acme",
            "https://github.com/acme/status/more",
            "/home/github.com",
            "",
        ] {
            assert_eq!(Repository::of_remote(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn pages_url_has_no_path_for_repository_named_like_host() {
        let url = |text: &str| Repository::named(text).unwrap().pages_url();
        assert_eq!(url("Acme/status"), "https://acme.github.io/status");
        assert_eq!(url("Acme/Acme.github.io"), "https://acme.github.io");
        for wrong in ["acme", "acme/", "/status", "a b/c", "acme/..", "acme/a/b", "-a/b"] {
            assert_eq!(Repository::named(wrong), None, "{wrong}");
        }
    }
}
