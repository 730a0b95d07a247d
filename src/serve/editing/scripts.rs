//! The scripts with which a browser edits: modules that the script of the preview loads.

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "src/serve/client/"]
#[include = "editing/*.js"]
struct Files;

/// The module of a name, such as `main.js`.
pub fn module(name: &str) -> Option<Vec<u8>> {
    Files::get(&format!("editing/{name}")).map(|file| file.data.into_owned())
}
