//! Parts of HTTP servers that do not depend on what is served.

mod static_files;

pub use static_files::StaticFiles;
