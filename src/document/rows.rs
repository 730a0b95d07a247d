//! The rows of tables as they were typed.

/// How many cells a line of a table has: a `|` that is not escaped parts them, in code too.
pub(super) fn cells(line: &str) -> usize {
    // The table may be inside a block quote or a list.
    let row = line.trim().trim_start_matches(['>', ' ', '\t']);
    let row = row.replace("\\|", "");
    let row = row.strip_prefix('|').unwrap_or(&row);
    row.strip_suffix('|').unwrap_or(row).matches('|').count() + 1
}
