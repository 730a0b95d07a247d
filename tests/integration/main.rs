//! Tests that run the program as an editor does.

mod support;

mod accessibility;
mod commands;
mod faults;
mod golden;
mod images;
mod own_guide;
#[cfg(unix)]
mod pdf;
mod preview;
mod publishing;
mod serve;
mod single_page;
mod themes;
