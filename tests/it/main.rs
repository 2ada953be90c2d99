//! Everything that is tested from outside of the library, in one binary.

mod build;
mod properties;
mod rooms;
mod rules;
mod site;
mod vectors;
