use std::env;

use crate::repo::Access;

/// The name and the address under which GitHub shows what its workflows commit.
const ROBOT: (&str, &str) = ("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com");

/// Who commits, and what opens the remote repository, as the environment of a workflow tells.
pub fn access() -> Access {
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let server = set("GITHUB_SERVER_URL").unwrap_or_else(|| "https://github.com".to_owned());
    Access {
        identity: set("GITHUB_ACTIONS").map(|_| (ROBOT.0.to_owned(), ROBOT.1.to_owned())),
        // Elsewhere people have their own ways to a server, and a token for something else may be about.
        token: set("GITHUB_ACTIONS").and_then(|_| set("GITHUB_TOKEN")).map(|token| (server, token)),
    }
}
