//! Tests that run the program as an editor does.

mod support;

mod commands;
mod faults;
mod golden;
mod own_guide;
mod preview;
mod publishing;
mod serve;
mod themes;
