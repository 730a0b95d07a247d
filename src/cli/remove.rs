//! `wijkengids remove`

use std::path::PathBuf;

use super::{Failed, claim, fail, make, moving as output, say};
use crate::diagnostic;
use crate::messages::message;
use crate::moving::{self, Move, RemoveOptions};

/// Removes a chapter
///
/// Its address leads to the chapter above it from then on. If other chapters refer to it, they are
/// listed and nothing happens, unless --redirect-to names the chapter that takes its place. Either
/// all of it happens or nothing. Pictures stay, and those that nothing uses any more are listed, unless
/// --with-pictures removes these too.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  wijkengids remove 2.4.8 --dry-run                 show what would happen
  wijkengids remove 2.4.8 --redirect-to 2.4.7       references lead to 2.4.7 from now on
  wijkengids remove 2 --with-children               and all chapters below it")]
pub struct Arguments {
    /// The number of the chapter, or the name of its page if it has none
    chapter: String,
    /// The folder of the guide, where its book.toml is
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
    /// Remove the chapters below it too
    #[arg(long)]
    with_children: bool,
    /// Remove the pictures too that nothing else uses
    #[arg(long)]
    with_pictures: bool,
    /// Let references to it, and its address, lead to this chapter
    #[arg(long, value_name = "NUMBER")]
    redirect_to: Option<String>,
    /// Give up its address
    #[arg(long, conflicts_with = "redirect_to")]
    no_redirect: bool,
    /// Remove it although others refer to it; the guide is not built until they are mended
    #[arg(long)]
    anyway: bool,
    /// Only show what would change, as a diff that `git apply` understands
    #[arg(long)]
    dry_run: bool,
}

/// Removes, and reports what changed.
pub fn run(arguments: &Arguments) -> Result<(), Failed> {
    let folder = &arguments.folder;
    let claimed = claim(folder, arguments.dry_run)?;
    let options = RemoveOptions {
        with_children: arguments.with_children,
        redirect_to: arguments.redirect_to.clone(),
        without_redirect: arguments.no_redirect,
        with_pictures: arguments.with_pictures,
        anyway: arguments.anyway,
    };
    let planned = moving::read(folder, None)
        .and_then(|manuscript| moving::plan_removal(&manuscript, &arguments.chapter, &options))
        .map_err(|problems| fail(&problems))?;
    make(claimed.as_ref(), &planned)?;
    report(&planned, arguments.dry_run);
    diagnostic::print(&planned.notes);
    Ok(())
}

fn report(planned: &Move, dry_run: bool) {
    let say_removed = |removed: String| {
        let said = if dry_run {
            message!("would-remove", chapter = removed)
        } else {
            message!("removed", chapter = removed)
        };
        say!("{said}");
    };
    for chapter in &planned.removed {
        let number = chapter.number.as_ref().map(|number| format!("{number} "));
        let file = chapter.path.as_ref().map(|path| format!(", {}", path.in_guide()));
        let (number, file) = (number.unwrap_or_default(), file.unwrap_or_default());
        say_removed(format!("{number}{}{file}", chapter.title));
        let (page, heir) = (chapter.address.0.to_string(), chapter.address.1.as_ref());
        let leads = match heir {
            Some(heir) => message!("page-leads-to", page = page, target = heir.to_string()),
            None => message!("page-leads-nowhere", page = page),
        };
        say!("  {leads}");
    }
    planned.removed_pictures.keys().for_each(|path| say_removed(path.to_string()));
    let rewritten = planned.files.values().filter(|change| change.text.is_some()).count();
    let said = message!(
        "removed-and-rewritten",
        removed = message!("chapters-removed", count = planned.removed.len()),
        rewritten = message!("files-rewritten", count = rewritten)
    );
    output::say_outcome(&said, dry_run);
}
