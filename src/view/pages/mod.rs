//! The pages: one struct for each template that renders a whole page.

mod badges;
mod component;
mod front;
mod history;
mod incident;
mod small;
mod uptime;
mod window;

pub use badges::BadgesPage;
pub use component::ComponentPage;
pub use front::FrontPage;
pub use history::{HistoryPage, Months};
pub use incident::IncidentPage;
pub use small::{EmbedPage, MaintenancePage, NotFoundPage, SubscribePage};
pub use uptime::UptimePage;
pub use window::WindowPage;
