//! Tests that run the program as an editor does.

mod support;

mod commands;
mod faults;
mod golden;
mod own_guide;
#[cfg(unix)]
mod pdf;
mod publishing;
mod single_page;
mod themes;
