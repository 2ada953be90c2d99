use clap::ValueEnum;

/// A host that a page can be published on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Host {
    /// GitHub Pages, from a workflow
    #[default]
    Github,
    /// GitLab Pages, from a pipeline
    Gitlab,
    /// Cloudflare Pages, from a workflow on GitHub
    Cloudflare,
    /// Netlify, from a workflow on GitHub
    Netlify,
    /// S3 with CloudFront, from a workflow on GitHub
    S3,
    /// Your own server with nginx
    Nginx,
    /// Your own server with Caddy
    Caddy,
}

impl Host {
    /// Returns the name of the host's page under `docs/hosts/` and of its folder under `scaffold/hosts/`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Cloudflare => "cloudflare",
            Self::Netlify => "netlify",
            Self::S3 => "s3",
            Self::Nginx => "nginx",
            Self::Caddy => "caddy",
        }
    }

    /// Returns the name of the host for readers, such as `GitHub Pages`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Github => "GitHub Pages",
            Self::Gitlab => "GitLab Pages",
            Self::Cloudflare => "Cloudflare Pages",
            Self::Netlify => "Netlify",
            Self::S3 => "S3 with CloudFront",
            Self::Nginx => "nginx",
            Self::Caddy => "Caddy",
        }
    }

    /// Returns whether workflows on GitHub check and publish the page.
    pub fn is_published_by_github(self) -> bool {
        matches!(self, Self::Github | Self::Cloudflare | Self::Netlify | Self::S3)
    }

    /// Returns whether the files for this host only work for a page at the root of a domain, over HTTPS on port 443.
    pub fn asks_for_a_domain(self) -> bool {
        matches!(self, Self::S3 | Self::Nginx | Self::Caddy)
    }

    /// Returns the path of the file that publishes the page.
    pub fn publisher(self) -> &'static str {
        match self {
            Self::Github | Self::Cloudflare | Self::Netlify | Self::S3 => ".github/workflows/publish.yml",
            Self::Gitlab => ".gitlab-ci.yml",
            Self::Nginx | Self::Caddy => "server/allgreen-publish.timer",
        }
    }

    /// Returns the URL of the documentation for this host.
    pub fn guide(self) -> String {
        let page = match self {
            Self::Github => "publishing".to_owned(),
            _ => format!("hosts/{}", self.id()),
        };
        format!("{}/blob/main/docs/{page}.md", super::PROJECT)
    }
}
