//! Incident texts as safe HTML.
