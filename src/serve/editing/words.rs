//! The words of the editor in the browser.

use serde::Serialize;

use crate::messages::{self, message};

/// What the scripts in the browser say by themselves: the name that a script knows a word by, and
/// the message. Arguments stay in braces, for the script to fill in.
macro_rules! words {
    ($($name:ident: $id:literal $(($($argument:ident),*))?,)*) => {
        /// The words of the editor. A script names the word it needs, and it is added below.
        #[derive(Debug, Clone, Serialize)]
        #[allow(missing_docs, reason = "the messages explain themselves")]
        pub struct Words {
            /// Their language.
            lang: String,
            $($name: String,)*
        }

        impl Default for Words {
            fn default() -> Self {
                Self {
                    lang: messages::language(),
                    $($name: message!($id $($(, $argument = concat!("{", stringify!($argument), "}"))*)?),)*
                }
            }
        }
    };
}

words! {
    edit: "edit",
    save: "edit-save",
    saved: "edit-saved",
    cancel: "edit-cancel",
    close: "edit-close",
    apply: "edit-apply",
    discard: "edit-discard",
    table_new: "edit-table-new",
    table_edit: "edit-table-edit",
    table_columns: "edit-table-columns",
    table_rows: "edit-table-rows",
    table_size: "edit-table-size"(columns, rows),
    table_make: "edit-table-make",
    table_done: "edit-table-done",
    table_row: "edit-table-row",
    table_column: "edit-table-column",
    table_undo: "edit-table-undo",
    table_add_row: "edit-table-add-row",
    table_add_column: "edit-table-add-column",
    table_head: "edit-table-head"(column),
    table_head_hint: "edit-table-head-hint",
    table_cell: "edit-table-cell"(row, column),
    table_keys: "edit-table-keys",
    table_row_above: "edit-table-row-above",
    table_row_below: "edit-table-row-below",
    table_row_up: "edit-table-row-up",
    table_row_down: "edit-table-row-down",
    table_row_remove: "edit-table-row-remove",
    table_column_before: "edit-table-column-before",
    table_column_after: "edit-table-column-after",
    table_column_left: "edit-table-column-left",
    table_column_right: "edit-table-column-right",
    table_column_remove: "edit-table-column-remove",
    table_left: "edit-table-left",
    table_center: "edit-table-center",
    table_right: "edit-table-right",
    table_caption: "edit-table-caption",
    table_caption_hint: "edit-table-caption-hint",
    reference_title: "edit-reference-title",
    reference_search: "edit-reference-search",
    reference_found: "edit-reference-found",
    reference_none: "edit-reference-none",
    reference_keys: "edit-reference-keys",
    reference_chapter: "edit-reference-chapter",
    reference_lesson: "edit-reference-lesson",
    reference_figure: "edit-reference-figure",
    reference_table: "edit-reference-table",
    reference_anchor: "edit-reference-anchor",
    figure_new: "edit-figure-new",
    figure_edit: "edit-figure-edit",
    figure_choose: "edit-figure-choose",
    figure_another: "edit-figure-another",
    figure_drop: "edit-figure-drop",
    figure_alt: "edit-figure-alt",
    figure_alt_hint: "edit-figure-alt-hint",
    figure_decorative: "edit-figure-decorative",
    figure_caption: "edit-figure-caption",
    figure_caption_hint: "edit-figure-caption-hint",
    figure_place: "edit-figure-place",
    figure_done: "edit-figure-done",
    figure_missing: "edit-figure-missing",
    figure_alt_missing: "edit-figure-alt-missing",
    figure_no_image: "edit-figure-no-image",
    chapter_title: "edit-chapter-title"(title),
    chapter_summary_hint: "edit-chapter-summary-hint",
    chapter_goals_hint: "edit-chapter-goals-hint",
    chapter_themes_hint: "edit-chapter-themes-hint",
    chapter_authors_hint: "edit-chapter-authors-hint",
    chapter_list_hint: "edit-chapter-list-hint",
    chapter_lang_hint: "edit-chapter-lang-hint",
    chapter_draft_hint: "edit-chapter-draft-hint",
    chapter_updated_hint: "edit-chapter-updated-hint",
    plan_title: "edit-plan-title",
    plan_nothing: "edit-plan-nothing",
    plan_removed: "edit-plan-removed",
    plan_new: "edit-plan-new",
    plan_file: "edit-plan-file",
    plan_files: "edit-plan-files"(count),
    tree_title: "edit-tree-title",
    tree_filter: "edit-tree-filter",
    tree_draft: "edit-tree-draft",
    tree_drag: "edit-tree-drag",
    tree_open: "edit-tree-open",
    tree_new: "edit-tree-new",
    tree_new_after: "edit-tree-new-after",
    tree_new_below: "edit-tree-new-below",
    tree_new_part: "edit-tree-new-part",
    tree_retitle: "edit-tree-retitle",
    tree_retitle_of: "edit-tree-retitle-of"(chapter),
    tree_renumber: "edit-tree-renumber",
    tree_renumber_of: "edit-tree-renumber-of"(chapter),
    tree_insert: "edit-tree-insert",
    tree_insert_of: "edit-tree-insert-of"(chapter),
    tree_make_draft: "edit-tree-make-draft",
    tree_make_draft_of: "edit-tree-make-draft-of"(chapter),
    tree_draft_hint: "edit-tree-draft-hint",
    tree_publish: "edit-tree-publish",
    tree_publish_of: "edit-tree-publish-of"(chapter),
    tree_publish_hint: "edit-tree-publish-hint",
    tree_remove: "edit-tree-remove",
    tree_remove_of: "edit-tree-remove-of"(chapter),
    tree_with_children: "edit-tree-with-children"(count),
    tree_redirect_field: "edit-tree-redirect-field",
    tree_redirect_none: "edit-tree-redirect-none",
    tree_anyway: "edit-tree-anyway",
    tree_title_field: "edit-tree-title-field",
    tree_number_field: "edit-tree-number-field",
    tree_number_hint: "edit-tree-number-hint",
    tree_before_field: "edit-tree-before-field",
    tree_make: "edit-tree-make",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_left_to_the_script() {
        let words = serde_json::to_value(Words::default()).unwrap();
        assert_eq!(words["table_cell"], "Row {row}, {column}");
    }
}
