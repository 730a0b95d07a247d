//! Tests that run the program as an editor does.

mod support;
mod taking_back;

mod accessibility;
mod architecture;
mod assisting;
#[cfg(feature = "typeset")]
mod cards;
mod chapters_json;
mod check;
mod commands;
#[cfg(unix)]
mod crashes;
mod downloads;
mod drafts;
mod editing;
mod epub;
mod faults;
mod golden;
mod handbook;
mod history;
mod images;
mod import;
mod mistakes;
mod moving;
mod names;
mod near_misses;
mod new;
mod own_guide;
#[cfg(all(unix, feature = "typeset"))]
mod own_templates;
mod panics;
#[cfg(unix)]
mod pdf;
mod preview;
mod properties;
mod publishing;
mod rebuilding;
mod removing;
mod reproducible;
mod serve;
mod single_page;
mod sound_output;
mod themes;
#[cfg(unix)]
mod untrusted_files;
mod untrusted_guide;
