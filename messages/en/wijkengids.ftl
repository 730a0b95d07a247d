# What the program says. Every message is in the other languages too, with the same arguments.
# What follows `.help` says what to do. A section for each room of src/.

## Words that others use

chapters = { $count ->
    [one] 1 chapter
   *[other] { $count } chapters
}
did-you-mean = did you mean `{ $near }`?
mended = write: { $line }
mended-lines = write in place of all lines of `{ $key }`: { $line }
choose-one = choose one of: { $known }
leave-out = remove the line with `{ $key }`
one-text = write one text, between quotation marks
lessons = { $count ->
    [one] 1 lesson
   *[other] { $count } lessons
}
pages = { $count ->
    [one] 1 page
   *[other] { $count } pages
}
files = { $count ->
    [one] 1 file
   *[other] { $count } files
}
links = { $count ->
    [one] 1 link
   *[other] { $count } links
}
errors = { $count ->
    [one] 1 error
   *[other] { $count } errors
}
warnings = { $count ->
    [one] 1 warning
   *[other] { $count } warnings
}
errors-and-warnings = { $errors }, { $warnings }
there-are = there are: { $names }
not-utf8 = { $path } is not UTF-8
    .help = save it again as UTF-8
decimal-mark = .

# Why the system refuses something.
io-not-found = there is no such file or folder
    .help = check its name, and whether it is still there
io-permission-denied = you have no permission
    .help = ask who manages this computer for permission, or use another folder
io-already-exists = something of that name exists already
    .help = choose another name, or move away what is there
io-storage-full = the disk is full
    .help = remove what you no longer need from that disk
io-quota-exceeded = the space that you may use is full
    .help = remove what you no longer need there
io-read-only = nothing can be written on that disk
    .help = use a folder on another disk
io-file-too-large = the file is too large for that disk
    .help = use a folder on another disk
io-timed-out = it took too long
    .help = try it again
io-interrupted = it was interrupted
io-not-a-directory = a part of the path is a file, not a folder
    .help = name a folder, not a file
io-is-a-directory = it is a folder, not a file
    .help = rename that folder, or move it away
io-directory-not-empty = the folder is not empty
    .help = move away what is in it
io-invalid-filename = the system does not allow that name
    .help = give it another name
io-invalid-data = what it holds cannot be read
io-unsupported = the system cannot do that there
io-busy = another program is using it
    .help = close the program that has it open
io-crosses-devices = it is on another disk
io-address-in-use = another program uses it already
io-address-not-available = this computer does not have that address
io-network = the network cannot be reached
io-connection-refused = no program answers there
io-out-of-memory = there is not enough memory
    .help = close programs that you do not need now


## cli

usage = usage:
one-word-too-many = `{ $word }` is one word too many
new-needs-number = say which number the chapter gets
new-needs-title = say what the chapter is called
new-title-not-utf8 = the title is not UTF-8
new-title-words = a title of several words goes between quotation marks, and there is no folder `{ $word }`
move-nowhere = say where the chapter goes: its new number, or --insert-before with a number
usage-value = { $argument } does not take `{ $value }`
usage-no-value = { $argument } needs a value
usage-unknown = there is no option { $argument }
usage-no-command = there is no command `{ $command }`
    .help = `wijkengids --help` lists the commands
usage-twice = { $argument } is there twice
usage-conflict = { $argument } and { $other } do not go together
usage-value-surplus = { $argument } takes no value
usage-missing = { $what ->
    [from] say which chapter moves, by its number
    [chapter] say which chapter, by its number or the name of its page
    [file] say which file or folder
    [query] say what to look for
   *[other] this is missing: { $missing }
 }
usage-not-utf8 = one of the words is not UTF-8
not-a-whole-number = `{ $written }` is not a whole number that fits here
    .help = write a number from { $from } to { $to }
editor-empty = no program is named
    .help = name a program, such as --editor code, or write --editor none
editor-quotes = in `{ $command }` a quotation mark is not closed
    .help = write the other quotation mark where the name or the path ends
init-title-empty = the title is empty
    .help = write a title behind --title, or leave --title out
no-lessons = this guide has no lessons: a lesson is a heading that ends in {"{"}.les{"}"}
errors-and-strict-warnings = { $errors }, { $warnings }, which count as errors with --strict
change-was-cut-off = an earlier change of the guide was cut off; it is as it was before it
build-was-cut-off = an earlier build was cut off; { $path } is as it was before it
browser-not-opened = the browser cannot be opened: { $reason }
output-not-written = cannot write to standard output: { $reason }
made = made { $path }
would-make = would make { $path }
now-run = now run: { $command }
how-to-write = how to write a guide: { $command }
rule-is-in-handbook = `wijkengids handbook { $rule }` tells more about a rule, here { $rule }

# `build`
no-locks = the system has no locks there: let no other build write to { $path }
files-done = { $done }/{ $all } files
cards-without-codes = The cards have no QR codes, since the address of the site is not known: set base-url in book.toml, or use --base-url
built = { $chapters }, { $lessons }: { $pages } in { $files } ({ $size }), { $changed } changed, { $seconds } s

# `import`
divided = { $path }: { $count ->
    [one] 1 level
   *[other] { $count } levels
} of headings became chapters
divided-many = { $path }: { $count ->
    [one] 1 level
   *[other] { $count } levels
} of headings became chapters; --split { $fewer } makes fewer
divided-fewer-or-more = { $path }: { $count ->
    [one] 1 level
   *[other] { $count } levels
} of headings became chapters; --split { $more } makes more chapters, --split 1 fewer
imported = { $chapters } in { $files }, { $notes }
things-to-look-at = { $count ->
    [one] 1 thing to look at
   *[other] { $count } things to look at
}
mentions = { $count ->
    [one] 1 mention
   *[other] { $count } mentions
}
references-found = references: { $links } of the document, { $chapters } of a chapter or section, { $exhibits } of a figure or table
references-unplaced = { $count ->
    [one] 1 mention of what the document does not have stays text
   *[other] { $count } mentions of what the document does not have stay text
}: { $first }

# `move`, `new` and `remove`
renames = { $count ->
    [one] 1 rename
   *[other] { $count } renames
}
files-rewritten = { $count ->
    [one] 1 file rewritten
   *[other] { $count } files rewritten
}
moved = { $renames }, { $rewritten }
not-yet-changed = { $planned }; nothing is changed yet
removed = removed { $chapter }
would-remove = would remove { $chapter }
page-leads-to = { $page } leads to { $target }
page-leads-nowhere = { $page } leads nowhere
chapters-removed = { $count ->
    [one] 1 chapter removed
   *[other] { $count } chapters removed
}
removed-and-rewritten = { $removed }, { $rewritten }

# `search`
search-no-such-part = there is no part `{ $part }`
search-no-such-theme = there is no theme `{ $theme }`
there-are-none = there are none here; leave this out
search-suggestion = did you mean: { $query }
search-nothing = nothing found

# `serve`
cannot-listen = cannot listen on { $place }: { $reason }
    .help = choose an address of this computer with --host, such as 127.0.0.1
    .port-in-use = choose another port, or leave out --port
    .port-denied = choose a port from 1024 on
preview-ready = { $chapters }, { $lessons }: ready in { $seconds } s
preview-shows-drafts = { $count ->
    [one] 1 chapter is a draft: you see it here, readers do not
   *[other] { $count } chapters are drafts: you see them here, readers do not
}
preview-waits = the guide is shown as soon as it is mended
preview-is-open = everyone who can reach this computer can read the guide at { $address }
    .to-edit = everyone who can reach this computer can read and change the guide at { $address }
preview-end = Ctrl-C ends the preview
preview-polls = this system does not report changes of files here: looking for them instead
preview-stays-good = { $what }: { $count ->
    [one] 1 problem
   *[other] { $count } problems
}, the last good version stays
preview-updated = { $what }: { $pages }, { $milliseconds } ms


## serve

preview-stays = You are looking at the last good version.
preview-empty = The guide appears once the errors are mended.
preview-close = Close
preview-open = Open in your editor
preview-changed = Changed: { $chapter }
preview-gone = This page is no longer there.
preview-lost = The preview cannot be reached.
preview-omitted = And { $count } more.
preview-refuses = The preview answers only to itself.
editor-not-started = the editor cannot be started: { $reason }
pages-of-guide = the pages of the guide
search-index = the search index
pdf-is-being-made = The PDF is being made …
edit = Edit
edit-refused = the guide cannot be edited from this page
    .help = reload the page; if the preview was started with `--read-only`, or on another computer without `--edit`, start it anew
edit-unread = the request cannot be read: { $reason }
edit-kind = the request is not of the kind { $kind }
edit-too-large = the text is too large: at most { $megabytes } MB
mend-with = Write { $text }
edit-no-place = the text that was to be changed is not where it was
    .help = reload the page and try again
edit-front-matter = the lines between --- and --- cannot be read, so nothing can be added to them
    .help = mend them first: the whole text of the chapter can be edited too
edit-field-unread = “{ $field }” cannot be written so that it is read as you mean it
    .help = edit the whole text of the chapter, and write it there between the lines ---
edit-elsewhere = { $path } is not in the folder of chapters
    .help = in the browser only chapters change, and the images beside them: change this file in another editor
edit-through-link = { $path } is reached through a link: { $link }
not-noted-down = this is done, but cannot be undone: { $reason }
save-conflict = the chapter was changed elsewhere in the same place
    .help = choose what stays: your text, the other one, or something of both
chapter-is-link = instead of this chapter there is a link to another file: { $path }
chapter-is-folder = instead of this chapter there is a folder: { $path }
chapter-is-no-file = instead of this chapter there is something that is no file: { $path }
chapter-not-there = there is no such chapter
    .help = it may have been moved or removed: reload the page
    .instead = put a plain file there again; what you have typed here is kept
file-is-read-only = { $path } may only be read
    .help = the file or its owner says that nobody may change it: give yourself the permission to write, or copy it
nothing-to-undo = there is nothing to undo
nothing-to-redo = there is nothing to make again
not-undone-changed = { $path } was changed since, in the same place
    .help = change it by hand, or take the older text from your version control
    .given-up = so this step was skipped: { $step }; change it by hand, or take the older text from your version control
not-undone-gone = { $path } is not there any more
step-replace = { $kind ->
    [paragraph] Paragraph changed
    [heading] Heading changed
    [list] List changed
    [quote] Quotation changed
    [box] Box changed
    [example] Example changed
    [table] Table changed
    [figure] Figure changed
    [code] Code changed
    [footnote] Footnote changed
   *[other] Text changed
} in { $chapter }
step-insert = Text added in { $chapter }
step-remove = { $kind ->
    [paragraph] Paragraph removed
    [heading] Heading removed
    [list] List removed
    [quote] Quotation removed
    [box] Box removed
    [example] Example removed
    [table] Table removed
    [figure] Figure removed
    [code] Code removed
    [footnote] Footnote removed
   *[other] Text removed
} from { $chapter }
step-move = { $kind ->
    [paragraph] Paragraph moved
    [heading] Heading moved
    [list] List moved
    [quote] Quotation moved
    [box] Box moved
    [example] Example moved
    [table] Table moved
    [figure] Figure moved
    [code] Code moved
    [footnote] Footnote moved
   *[other] Text moved
} in { $chapter }
step-join = Paragraphs joined in { $chapter }
step-fields = Details of { $chapter } changed
step-file = Whole text of { $chapter } changed
field-title = Title
field-summary = Summary
field-goals = Learning goals
field-authors = Authors
field-date = Published on
field-updated = Updated on
field-themes = Themes
field-draft = Draft
field-lang = Language
edit-save = Save
edit-saved = Saved
edit-emptied = This block is empty. It goes away once you leave it.
edit-cancel = Cancel
edit-close = Close
edit-apply = Apply
edit-discard = Leave without saving? What you changed is lost.
edit-blocks = Blocks of this chapter
edit-block = Block
edit-marks = Mark-up
edit-edit-block = Edit { $what }
edit-edit-title = Edit (Enter) · Alt-↑/↓ moves · Delete removes
edit-add = Add something
edit-add-after = Add something after { $what }
edit-add-first = Add something at the start
edit-field = Editing: { $what }
edit-new-field = New: { $what }
edit-field-keys = Ctrl-Enter saves, Escape leaves it as it was.
edit-write-here = Write here …
edit-no-chapter = This page is made of what the chapters say: edit those.
edit-bold = Bold
edit-italic = Italic
edit-refer = Reference or link
edit-list = List
edit-footnote = Footnote
edit-move-up = Move up
edit-move-down = Move down
edit-moved-up = Moved up
edit-moved-down = Moved down
edit-moved-not = It cannot move further
edit-remove = Remove this block
edit-removed = Removed
edit-done = Done
edit-undo = Undo
edit-undo-short = Undo
edit-redo = Redo
edit-redo-short = Redo
edit-undone = Undone: { $what }
edit-redone = Done again: { $what }
edit-dropped = It is as it was.
edit-bring-back = Bring my text back
edit-page-waits = { $what }. Its page is there once the errors in the guide are mended.
edit-fields = Title and details
edit-fields-short = Details
edit-whole = Whole chapter as text
edit-whole-short = Text
edit-tree = Chapters
edit-not-saved-yet = Not saved yet
edit-held = One moment: what you type comes in its place once the preview answers.
edit-not-written = What you typed could not be written where you clicked.
edit-unsaved = The preview cannot be reached. What you write stays in this browser until it can be saved.
edit-lost = The preview cannot be reached.
edit-left = There is text here that was not saved ({ $time }).
edit-left-homeless = There is text that was not saved, of a chapter that is no more ({ $time }). Go on with it here?
edit-go-on = Go on writing
edit-let-go = Throw away
edit-conflict = This text was changed elsewhere too
edit-conflict-why = Choose which text stays, or make one of both.
edit-conflict-removed = This text was removed elsewhere
edit-conflict-removed-why = You wrote on in it. Choose whether your text comes back in its place.
edit-conflict-elsewhere = You wrote on in it, and it is in { $chapter } now. Choose what becomes of your text.
edit-change-there = Change it there
edit-put-back = Put my text back
edit-leave-out = Leave it out
edit-mine = Your text
edit-theirs = The text in the file
edit-keep-mine = Keep my text
edit-keep-theirs = Take that of the file
edit-together = Together
edit-together-hint = Where both versions changed the same words, both stand between brackets: yours first.
edit-write-together = Make one of both
edit-save-together = Save this text
edit-kind-paragraph = paragraph
edit-kind-heading = heading
edit-kind-lesson = lesson
edit-kind-list = list
edit-kind-numbers = numbered list
edit-kind-quote = quote
edit-kind-box = box
edit-kind-example = example
edit-kind-table = table
edit-kind-figure = figure
edit-kind-code = code
edit-kind-html = HTML
edit-kind-rule = rule
edit-kind-footnote = footnote
edit-kind-definitions = definitions
edit-kind-other = block
edit-is-lesson = This is a lesson
edit-heading-level = Level
edit-heading-of-level = Heading {$level}
edit-heading-keeps = A paragraph cannot have what this heading has: { $what }
edit-heading-plain = Make it a paragraph anyway
edit-box-kind = Kind
edit-code-language = Language
edit-code-language-hint = python, bash, json
edit-lesson-themes = Themes
edit-lesson-themes-hint = care, safety
edit-table-new = New table
edit-table-edit = Table
edit-table-columns = Columns
edit-table-rows = Rows
edit-table-size = { $columns } × { $rows }, with a row of headings above
edit-table-make = Make table
edit-table-done = Done
edit-table-row = Row
edit-table-column = Column
edit-table-undo = Undo
edit-table-add-row = Add row
edit-table-add-column = Add column
edit-table-head = Heading of column { $column }
edit-table-head-hint = Heading
edit-table-cell = Row { $row }, { $column }
edit-table-keys = Tab goes to the next cell, and at the end adds a row. Shift-Enter starts a new line in a cell.
edit-table-row-above = Row above
edit-table-row-below = Row below
edit-table-row-up = Move up
edit-table-row-down = Move down
edit-table-row-remove = Delete row
edit-table-column-before = Column before
edit-table-column-after = Column after
edit-table-column-left = Move left
edit-table-column-right = Move right
edit-table-column-remove = Delete column
edit-table-left = Text on the left
edit-table-center = Text in the middle
edit-table-right = Text on the right
edit-table-caption = Caption
edit-table-caption-hint = What the table shows. It gets a number by itself, so that you can refer to it.
edit-reference-title = Refer to …
edit-reference-search = Number or words
edit-reference-found = What you can refer to
edit-reference-none = Nothing found. Try other words.
edit-reference-keys = Choose with ↑ and ↓, and press Enter.
edit-reference-chapter = chapter
edit-reference-lesson = lesson
edit-reference-figure = figure
edit-reference-table = table
edit-reference-anchor = heading
edit-figure-new = New figure
edit-figure-edit = Figure
edit-figure-choose = Choose an image
edit-figure-another = Choose another image
edit-figure-drop = Or drag an image here, or paste one.
edit-figure-alt = What is there to see?
edit-figure-alt-hint = Say in a sentence what the image tells. This is read to people who cannot see it.
edit-figure-decorative = Decoration only: it tells nothing
edit-figure-caption = Caption
edit-figure-caption-hint = Stands below the image. With a caption it gets a number.
edit-figure-place = Place figure
edit-figure-done = Done
edit-figure-missing = Choose an image first.
edit-figure-alt-missing = Say what there is to see, or that it is decoration only.
edit-figure-no-image = This file is no image.
edit-chapter-title = About “{ $title }”
edit-chapter-summary-hint = In a few sentences: it stands above the text, and in lists and search results.
edit-chapter-goals-hint = What does the reader know afterwards? One a line.
edit-chapter-themes-hint = One a line. Each lesson of the chapter gets them.
edit-chapter-authors-hint = One a line.
edit-chapter-list-hint = One a line.
edit-chapter-lang-hint = Only if it differs from that of the guide, such as en.
edit-chapter-draft-hint = A draft is not published. You go on seeing it here.
edit-chapter-updated-hint = When the chapter was last changed.
edit-is-draft = Draft
edit-apply-anyway = Do it anyway
edit-plan-title = What changes
edit-plan-nothing = Nothing else changes.
edit-plan-leads-to = The old address leads to { $chapter }
edit-plan-new = new
edit-plan-gone = will be removed
edit-plan-file = 1 file
edit-plan-files = { $count } files
edit-tree-title = Chapters
edit-tree-filter = Find a chapter
edit-tree-more = There are more chapters than fit here. Search to find the others.
edit-tree-draft = draft
edit-tree-drag = Drag to another place
edit-tree-open = Go there
edit-tree-new = New chapter
edit-tree-new-after = New chapter after it
edit-tree-new-below = New chapter below it
edit-tree-new-part = New part at the end
edit-tree-retitle = Change title
edit-tree-retitle-of = Another title for “{ $chapter }”
edit-tree-renumber = Change number
edit-tree-renumber-of = Another number for “{ $chapter }”
edit-tree-insert = Move before …
edit-tree-insert-of = Move “{ $chapter }”
edit-tree-make-draft = Make draft
edit-tree-make-draft-of = Make “{ $chapter }” a draft
edit-tree-draft-hint = A draft is not published. You go on seeing it here, and can write on.
edit-tree-publish = No longer a draft
edit-tree-publish-of = “{ $chapter }” is no longer a draft
edit-tree-publish-hint = It is published with the guide from now on.
edit-tree-remove = Delete
edit-tree-remove-of = Delete “{ $chapter }”
edit-tree-with-children = Also the { $count } below it
edit-tree-redirect-field = Who visits the old address goes to
edit-tree-redirect-none = nowhere: the address disappears
edit-tree-with-pictures = Also the pictures that nothing else uses ({ $count })
edit-tree-anyway = Delete it although others refer to it
edit-tree-title-field = Title
edit-tree-number-field = Number
edit-tree-number-hint = The number is its place and its address. What has it now makes way.
edit-tree-before-field = Place it before
edit-tree-make = Make chapter

# What is stored, pasted and moved in the browser.
store-no-chapter = there is no chapter { $path }
store-too-large = { $name } is { $size } MB, and an image may be at most { $most } MB
    .help = make it smaller, or choose another
store-no-image = { $name } cannot be shown as an image: { $reason }
    .help = choose an image in the format PNG, JPEG, GIF, WebP, AVIF or SVG
paste-images-gone = { $count ->
    [one] One image could not be taken along: drop it here, or choose its file.
   *[other] { $count } images could not be taken along: drop them here, or choose their files.
}
paste-images-elsewhere = { $count ->
    [one] One image stays on another site.
   *[other] { $count } images stay on another site.
}
image-too-heavy = the image is larger than { $most } MB
structure-no-number = “{ $number }” is not a number for a chapter: { $reason }
    .help = write it as 2.4.8, or as A.1 in an appendix
structure-untitled = give the chapter a title
structure-number-taken = choose another number; the first free one is { $free }
structure-has-children = choose to remove the chapters below it too, or move them first
structure-referred-to = choose the chapter to which these links lead from now on, or remove it anyway and mend the links after that
structure-breaks = { $count ->
    [one] 1 link leads
   *[other] { $count } links lead
} to what you remove, in { $chapters }. As long as they are there, the guide cannot be published.
    .draft = { $count ->
        [one] 1 link leads
       *[other] { $count } links lead
    } to this chapter, in { $chapters }. As long as it is a draft, that keeps the guide from being published. Let those links lead elsewhere first.
step-new = New chapter “{ $title }”
step-renumber = { $old } moved to { $new }
step-remove-chapter = Chapter “{ $title }” removed
step-title = Title changed to “{ $title }”
step-draft-on = “{ $title }” made a draft
step-draft-off = “{ $title }” made a draft no longer
step-images = { $count ->
    [one] Image stored
   *[other] { $count } images stored
}
box-plain = Box
box-quotation = Quotation
edit-paste-too-much = This is too much to paste at once. Paste it in parts, or make chapters of it with wijkengids import. What was there is still there.
paste-escaped = Signs such as * and # are plain signs here. Paste with Ctrl-Shift-V to have them as Markdown.
paste-links-gone = { $count ->
    [one] One link led to a place that readers cannot reach; its text is kept.
   *[other] { $count } links led to places that readers cannot reach; their texts are kept.
}


## handbook

handbook-has-not = the handbook has no chapter, rule or heading `{ $topic }`
    .help = `wijkengids handbook --print` lists its chapters
handbook-has-not-but = the handbook has no chapter, rule or heading `{ $topic }`; did you mean `{ $near }`?


## publish

site-as-it-was = the site that was there is as it was
nothing-changed = nothing was changed
nothing-changed-and = nothing was changed; { $help }
choose-out = choose another folder with --out
foreign-not-utf8 = { $name } has a name that is not UTF-8
    .help = rename it, or move it away
foreign-mount = { $name } is a mount point, which cannot stay when the folder around it is replaced
    .help = unmount it, or choose another folder with --out
foreign-page = { $name } was not made by wijkengids
    .help = a page of the guide has the same name; move the file out of the way
out-leads-away = { $name } is a link that leads out of the guide, to { $to }
    .help = if that is meant, say so: --out { $to }
out-leads-nowhere = { $name } is a link that leads nowhere
    .help = make the folder it leads to, or choose another with --out
    .remove = remove it
out-disk = a guide cannot replace a whole disk
out-not-replaceable = { $name } cannot be replaced: { $reason }
out-in-use = nothing was changed; close the programs that have files of this folder open
site-put-back-later = { $reason }; the site that was there is in { $place } and is put back by the next start of wijkengids that can
site-elsewhere = a build was cut off; the site of before is in { $place } and belongs in this place
out-is-file = { $name } is a file
out-no-folder = { $name } is not the name of a folder
out-mount = { $name } is a mount point, which cannot be replaced as a whole
    .help = choose a folder in it: --out { $below }
out-busy = another build is writing to { $name }
    .help = wait until it is done
out-foreign = the folder { $name } is not empty and was not made by wijkengids
    .help = nothing was changed; choose a new or empty folder with --out, such as --out public

## pdf

pdf-no-such-program = there is no program `{ $program }` to make a PDF with
    .help = leave out --pdf-engine, which needs nothing else; or { $install }
pdf-no-program = no program that makes a PDF is installed
    .help = { $install }; nothing was changed
pdf-install-on-macos = install WeasyPrint with `brew install weasyprint`, or use Chrome or Edge
pdf-install-on-windows = install WeasyPrint with `pip install weasyprint`, or use Chrome or Edge
pdf-install-on-linux = install WeasyPrint with `pip install weasyprint` or `apt install weasyprint`, or Chromium with `apt install chromium`
pdf-no-typesetter = this wijkengids was built without the typesetter that makes PDFs
    .help = use WeasyPrint or a browser with --pdf-engine, or build wijkengids with the feature `typeset`
pdf-parts-unmade = only the whole guide is made a PDF: { $program } makes none of each part
    .help = leave out --pdf-engine, or `parts` in book.toml
pdf-other-engine = try another program with --pdf-engine, or build without a PDF
pdf-not-served = cannot serve the pages to { $program }: { $reason }
pdf-not-made = { $program } made no PDF
pdf-not-started = cannot start { $program }: { $reason }
pdf-interrupted = interrupted
    .help = nothing was changed
pdf-too-slow = { $program } made no PDF within { $seconds } seconds
pdf-program-lost = { $program } is lost: { $reason }
pdf-failed = { $program } could not make a PDF: exit status { $code }
pdf-program-ended = { $program } could not make a PDF: the system ended it
pdf-unsafe-program = { $program } could show any file of this machine in the PDF
    .help = install a newer WeasyPrint, with `pip install weasyprint`, or use Chromium


## check

number-gap = { $number } follows { $last }: { $missing } is missing
    .help = write the chapter with `wijkengids new { $missing } TITLE`, or close the gap with `wijkengids move { $number } { $missing }`
number-gap-first = { $number } is the first here: { $missing } is missing
heading-level = a heading of level { $level } follows one of level { $above }
    .help = begin it with { $signs }
heading-doubled = the heading “{ $title }” is at line { $line } too
    .help = give one of the two another text, so that readers can tell them apart
heading-long = this heading has { $length } characters, more than { $limit }
title-long = this title has { $length } characters, more than { $limit }
    .help = say it shorter, or set `title-length` below [check] in book.toml
image-without-alt = this image has no alternative text
    .help = say between the square brackets what there is to see; an image that only decorates is written as <img src="…" alt="">
image-unused = no chapter shows this image
    .help = show it, or remove the file; it is not published
table-without-header = this table has no header
    .help = name the columns in its first row: a screen reader says them with every cell
link-without-text = this link has no text
    .help = write between the square brackets where it leads
link-vague = “{ $said }” does not say where this link leads
    .help = name what is there: who uses a screen reader hears the links one by one
near-reference = this is not a reference
lesson-empty = lesson { $number } has no text
    .help = write below the heading what there is to learn, or take `.les` away
lesson-theme-unknown = the guide has no theme “{ $theme }”
    .help = add it to `themes` below [lessons] in book.toml, or choose one of those
todo = “{ $mark }” marks something that is still to be done
    .help = do it, or keep the note outside the text
long-sentence = this sentence has { $words } words, more than { $limit }
    .help = divide it in two, or set `sentence-length` below [check] in book.toml

# Links to other sites.
dead-link = { $url } does not exist
    .help = look it up in a browser, and link to where it is now
dead-link-status = { $url } answers with status { $status }
dead-link-slow = { $url } does not answer in time
dead-link-no-site = { $url } leads to a site that does not exist
dead-link-circle = { $url } sends on and on to other addresses
dead-link-insecure = { $url } has no secure connection: { $reason }
dead-link-unreachable = { $url } cannot be reached: { $reason }

## moving

move-under-way = a move of this guide was cut off, or is being made
    .help = wait until it is made; if it was cut off, `wijkengids check` undoes it
move-there-already = { $number } is there already
    .help = nothing was changed; choose another place
move-below-itself = { $number } cannot go below itself, to { $target }
    .help = choose a number that is not below { $number }
move-to-taken = { $number } is taken
    .help = make room with: wijkengids move { $from } --insert-before { $number }
    .free = the next free number is { $free }; or make room with: wijkengids move { $from } --insert-before { $number }
move-before-none =
    .help = the number is free: wijkengids move { $from } { $number }
no-number-after = there is no number after { $number } to move it to
    .help = nothing was changed; choose a place with a free number after it
address-was-alias = { $page } was an old address of “{ $title }”, and is now the page of another chapter
    .help = an address leads to one chapter, so it is no longer in the aliases of the old one
address-goes-to-other = “{ $title }” has moved from { $old } to { $new }, and another chapter takes its old address
    .help = readers who kept that address find the other chapter there
addresses-go-to-others = { $count } chapters, from { $first } to { $last }, have moved, and other chapters take their old addresses
text-speaks-of = the text speaks of { $number }
    .moved = if it means “{ $title }”, that is now { $new }
    .removed = if it means “{ $title }”, that chapter is removed
would-break = this cannot be done without breaking something
    .help = nothing was changed; mend what is listed below, or change the files by hand
would-be-lost = “{ $title }” would be lost
would-be-renumbered = “{ $title }” would get another number
would-have-other-links = “{ $title }” would have other links
would-share-name = two files would be called { $path }
    .help = give one of the two another name first
would-lead-elsewhere = this link would lead elsewhere

# Making a change, and undoing it.
no-journal = { $path } is not the journal of a move
no-journal-of-files = { $folder } has files that no journal of a move tells of
    .help = put what is missing from the guide back from { $folder }, then remove that folder
    .unchanged = nothing was changed; put what is missing from the guide back from { $folder }, then remove that folder
changed-since-cut-off = a move was cut off, and the guide was changed since then
not-undone =
    .help = the move could not be undone: { $reason }; what is missing from the guide is in { $folder }, and the next start of wijkengids that can puts it back
changed-meanwhile = { $path } has changed meanwhile
    .help = nothing was changed; give the command once more
guide-changed-meanwhile = the guide was changed meanwhile
exists-already = { $path } exists already
    .help = nothing was changed; give it another name, or remove it

# A new chapter.
new-number-first = the number comes before the title
new-without-title = a chapter needs a title
    .help = write the title behind it: wijkengids new { $number } "Title"
new-exists = { $path } exists already
    .help = nothing was written; give the chapter another number or title
new-number-taken = { $number } is taken by “{ $title }”, { $path }
    .help = to put a chapter before { $number }: wijkengids new --insert-before { $number } TITLE
    .free = the next free number is { $free }; to put a chapter before { $number }: wijkengids new --insert-before { $number } TITLE
new-before-none =
    .help = the number is free: wijkengids new { $number } TITLE

# Removing a chapter.
no-chapter-to-remove =
    .help = name a chapter by its number, or by the name of its page if it has none
home-not-removed = a guide always has a home page
    .help = to remove its text, remove content/index.md
heir-removed = an address cannot lead to a chapter that is removed too
    .help = choose another chapter with --redirect-to
heir-is-home = the home page cannot take over addresses
    .help = choose another chapter
heir-without-text = { $name } cannot take over addresses: it has no text
    .help = choose a chapter that has a file of its own
leads-to-removed = this leads to { $chapter }
    .help = let it lead elsewhere, or remove it
not-removed = { $chapter } is not removed: { $count ->
    [one] one link leads there
   *[other] { $count } links lead there
}
    .help = let every link lead elsewhere with `wijkengids remove { $name } --redirect-to NUMBER`, change the texts yourself, or remove the chapter with --anyway and mend the links after that
not-removed-with-children = { $chapter } is not removed: { $count ->
    [one] one link leads there or to chapters below it
   *[other] { $count } links lead there or to chapters below it
}
more-places = and { $count } more
has-children = { $chapter } is not removed: below it are { $below }
    .help = remove these too with `wijkengids remove { $name } --with-children`, or move them first
no-longer-used = no chapter uses { $file } any more
    .help = remove the file too, or use it elsewhere

## import

# What cannot be imported.
import-impossible = { $path } cannot be imported
    .help = import plain text (.txt), a page (.html), a Word document (.docx), a folder of these, or the folder of an mdBook or MkDocs site
    .text = open it in Word or LibreOffice and save it as a Word document (.docx)
    .pdf = copy its text into a file that ends in .txt, or import what the PDF was made of
    .slides = copy its text into a Word document (.docx), or save its slides as pictures
    .sheet = copy its tables into a Word document (.docx)
    .markdown = a chapter in Markdown goes into content/ as it is
import-other-name = { $path } is { $kind ->
    [word] a Word document
    [opendocument] a LibreOffice document
    [older] a document of an older kind
    [pdf] a PDF
    [page] a page of HTML
    [picture] an image
   *[archive] a ZIP file
 }, whatever its name says
    .help = name it { $name }, and import that
import-lock-file = { $path } has no text: Word keeps such a file beside a document that is open
    .help = close the document in Word, and import the document itself
import-left-out = { $path } is left out
import-unreadable = { $path } cannot be read: { $reason }
    .help = open it in Word and save it as .docx
import-no-book = there is nothing to import in { $folder }: no texts, and no book with a SUMMARY.md
    .help = name a folder of texts (.txt, .html, .docx), of an mdBook or a MkDocs site, or files
import-book-empty = the book has no chapters
    .help = write them into this list, each as a link: - [Title](file.md)
import-site-empty = the site has no pages
    .help = they are looked for in { $folder }
import-outside = { $reason }, and import reads only what is in the folder it is given
import-pages-outside = the pages are in { $folder }, which is not read: { $reason }
    .help = copy them into the folder that you import, and name that place here
import-settings-deep = the settings cannot be read: this is nested too deeply
    .help = remove what is not needed here
import-settings-unreadable = the settings cannot be read from here on
    .help = settings are written as `key: value`, one to a line; the mistake may be on the line above
    .toml = settings are written as `key = value`, one to a line, with text between quotation marks
import-named-in-summary = the table of contents names it
import-named-in-navigation = the navigation names it
import-number-taken = { $number } is taken by “{ $title }”
    .help = the next free number is { $free }
    .move = move that chapter first: wijkengids move
    .under = put the whole document below a number of its own: --under { $free }
import-two-texts = two texts would both be { $path }
    .help = give one of the two another title or number
    .under = import them one after the other, each below a number of its own, such as --under 1 and --under 2
import-exists = { $path } exists already
    .help = nothing was written; move it away, or import into another folder with --into
import-in-the-way = { $path } is in the way of the import
    .help = remove it
import-running = another import into { $folder } is running
    .help = wait until it is done
import-files-left = some of the files that were written are still there; the next import into this guide removes them

# What an editor should look at.
grouped = { $count } times, first here: { $message }
    .help = { $help }; look at { $places }
    .lines = look at { $places }
    .places = lines { $lines }
    .chapter = { $chapter } (line { $lines })
import-in-chapter = it is in { $chapter }
    .help = { $help }; it is in { $chapter }
import-broken-off = an earlier import was broken off: { $count ->
    [one] the file that it had written is
   *[other] the { $count } files that it had written are
} removed first
import-title-guessed = no line with a title was found; “{ $title }” is taken for it
    .help = write the title that it should have
import-no-number = no number was found: this becomes a chapter without one
    .help = if it needs one, put it in front of the name of the file
import-number-behind = “{ $title }” is { $number } here, after the others
    .help = move it if it belongs elsewhere: wijkengids move
import-title-left-out = the title of the document, “{ $title }”, is left out: its chapters are below { $number }, which has a title
import-no-text = there is no text in { $path }: its chapter is empty
    .help = look whether it is the right file
import-name-taken = { $name }.html is a page that every guide has, or that another text has: this chapter is { $free }
    .help = give it another title, if you like
import-no-file = { $path } is left out: it is not a file, or it is a link to something other than a file in the folder that is imported
    .help = put the file itself there
import-link-dead = the link to { $address } is text now: it leads to nothing that is here
    .help = link to where it should lead
import-link-scheme = the link to { $address } is text now: it leads to no page, mail address or telephone number
    .help = link to where it should lead
import-appendix-letter = the text says “{ $said }”, which is appendix { $letter } here: the link is right, its words are those of the document
    .help = write the letter of the appendix there
import-page-number = a site has no page numbers: a reference to a page shows the title instead, or is left out behind another reference
    .help = look whether the sentence reads well
import-image-missing = there is no image { $image }; its text is kept in its place
    .help = put the image beside the chapter, and name it there
import-image-left-out = the image { $image } is left out: { $reason }; its text is kept in its place
    .help = put the image beside the chapter, and name it there
import-image-unaddressed = an image without an address is left out; its text is kept
    .help = put the image beside the chapter, and name it there
import-no-language = “{ $language }” is not a language and is left out
    .help = choose one in book.toml
import-language = the theme has no words in “{ $language }”: translate them in { $path }

# Books and sites.
import-addresses-lost = old addresses that do not lead on, as other pages have those names or no page can ({ $count }): { $first }
    .help = let the server that publishes the guide redirect them
import-addresses-unused = { $count ->
    [one] 1 address that no link uses is left out
   *[other] { $count } addresses that no link uses are left out
}
import-redirect-lost = { $from } can no longer redirect to { $to }: only whole pages lead on, and only to pages of the guide
    .help = let the server that publishes the guide redirect it
import-redirect-gone = { $from } can no longer redirect to { $to }, which is not a page of the guide
    .help = let the server that publishes the guide redirect it
import-place-lost = `{ $written }` names a place that its page does not have: it leads to the page now
    .help = look where it should lead
import-link-lost = the link “{ $address }” leads to nothing in the book: its text is kept
    .help = link to where it should lead
import-image-lost = the image “{ $address }” leads to nothing in the book: its text is kept
    .help = put the image beside the chapter, and name it there
import-title-other = the contents call this “{ $listed }”, the page itself “{ $own }”: the page is followed
    .help = change the title, if the other one is better
import-page-title = the page title “{ $title }” is left out: the chapter's own is used
import-tab = the tab “{ $label }” is below the others: guides have no tabs
    .help = look whether the text reads well so
import-directive = `{ $written }` is not known here and is kept as text
    .help = write what it would show, or remove it
import-endless = `{ $written }` has no end of its own, a line of `{ $end }`, and is kept as text
    .help = write that line where it ends
import-not-included = `{ $written }` cannot be read and is kept as text: { $reason }
    .help = put the text itself there
import-includes-itself = it includes itself
import-includes-much = the chapter includes too much
import-code-hidden = { $count ->
    [one] 1 hidden line of code is left out
   *[other] { $count } hidden lines of code are left out
}
    .help = write them into the code, if readers need them
import-preprocessor = the preprocessor `{ $name }` has no counterpart: what it makes is kept as it was written
    .help = look where the book uses it
import-formulas = formulas are kept as text
    .help = put pictures of them there, or write them in words
import-part = the part “{ $part }” starts here: guides have no parts without a number, so it is kept in `extra:`
    .help = make a chapter of it with the others below it, if it should be seen
import-chapter-unwritten = “{ $title }” is not written yet: it becomes a draft
    .help = write it, or remove it
import-chapter-outside = { $path } is not read, and its chapter is empty: { $reason }
    .help = write it, or copy its text into it
import-chapter-missing = { $path } does not exist: its chapter is empty, as mdBook would make it
    .help = write it, or remove it
import-chapter-forgotten = { $path } is in no table of contents and is left out
    .help = name it there and import the book again, or import it by itself
import-no-chapter = “{ $text }” is not a chapter and is left out
    .help = make a link to a chapter of it, if it is one
import-levels = numbers have at most { $most } levels here: what is deeper is beside what is above it
    .help = look at the order of the chapters
import-front-matter-deep = the front matter is nested too deeply and is text now
    .help = write what of it is needed between lines of three dashes, as `key: value`
import-front-matter = the front matter cannot be read and is text now
    .help = write it between lines of three dashes, as `key: value`, one to a line
import-keys-kept = { $keys } kept below `extra:`
    .help = remove what the theme of the guide does not use
import-snippets = snippets in { $folder } are left out: { $reason }
    .help = copy the folder into the one that you import
import-snippet = `{ $written }` cannot be put in and is kept as text
    .help = put the text itself there
import-page-unlisted = { $path } is not in the navigation: it becomes a chapter without a number, at the end
    .help = give it a number, or remove it
import-page-twice = { $path } is in the navigation twice: the first place is its own
import-page-missing = { $path } does not exist: its chapter is empty. A plugin may have made it, or it may lie elsewhere
    .help = write it, or remove it
import-other-languages = pages in other languages are left out ({ $count }), as a guide has one language
    .help = import each of the other languages into a guide of its own
import-entry-foreign = { $address } leads to another site and is left out of the contents
    .help = link to it in a chapter
import-entry-no-page = `{ $written }` is not a page and is left out
    .help = link to it in a chapter
import-entry-outside = { $path } is left out: { $reason }
    .help = copy it into the folder that you import
import-settings-outside = the settings in { $path } are left out: { $reason }
    .help = copy what is needed of them into this file
import-pattern = this pattern cannot be read and is left out
    .help = remove the pages that it should leave out
import-patterns = these patterns cannot be used: nothing is left out
    .help = remove the pages that they should leave out
import-plugin = the plugin `{ $name }` is not understood: what it makes is missing, or kept as it was written
    .help = look where the site uses it
import-extension = the extension `{ $name }` is not understood: its marks are kept as they were written
    .help = look where the site uses it
import-hooks = what the hooks of the site make is missing, or kept as it was written
    .help = look where the site uses them
import-icon = the icon { $icon } is kept as text
    .help = remove it, or write what it means
import-icons = the icon { $icon } and { $more } more are kept as text
    .help = remove them, or write what they mean
import-abbreviations = what abbreviations mean is in a list at the end of the page
    .help = put the list where it helps most, or write them out
import-folded = this box can be folded in MkDocs; here it is always open
    .help = look whether the text reads well so
import-contents = the table of contents here is left out: every page has one
import-mkdocstrings = documentation that mkdocstrings makes is kept as text
    .help = write what it would show, or remove it
import-attributes = the attributes { $written } are left out: the theme decides how things look
    .help = use a class that your theme knows, if it should look different

## formats

# Why a Word document cannot be read.
word-other = it is not a Word document (.docx)
word-part-broken = { $part } in it is broken
word-part-large = { $part } in it unpacks to more than { $most } MB
word-no-text = it has no text that can be read
word-text-broken = its text is broken
word-attributes-many = more than { $most } things are said of one place in it, as no program does

# Pictures and the like that are lost.
read-picture-kind = browsers cannot show the picture{ $shown } ({ $file })
    .help = save it in Word as PNG, and put it where its text is kept
read-picture-elsewhere = the picture{ $shown } is not in the document, but at { $place }
    .help = put it where its text is kept
read-picture-gone = the picture{ $shown } is missing in the document
    .help = put it where its text is kept
read-chart = the chart{ $shown } cannot be read: its numbers are a table now
    .help = save it in Word as a picture, and put it where its text is kept
read-graphic = the { $what ->
    [chart] chart
    [diagram] diagram
    [drawing] drawing
   *[other] embedded object
 }{ $shown } cannot be read
    .help = save it in Word as a picture, and put it where its text is kept

read-part-elsewhere = another document is put into this one here, and is not read
    .help = open the document in Word and save it again, which makes one of both, or import the other one too

# What was left out.
read-comment = a comment is in the text, where only editors see it: “{ $comment }”
    .help = remove it when it is answered
read-contents = “{ $title }” is left out: the site makes its own contents
read-controls = { $count ->
    [one] 1 control character, which no program shows, is left out; it was here
   *[other] { $count } control characters, which no program shows, are left out; the first is here
}
    .help = look whether a word is broken there
read-deleted = “{ $text }” was deleted with tracked changes and is left out
    .help = type it again, if it should stay
read-form = a <{ $name }> is left out: it does nothing in a guide
    .help = say in the text what it was for
read-appendices = “{ $title }” has no text and is above appendices: it is left out
read-hidden = “{ $text }” is hidden text and is left out
    .help = type it into the text, if readers need it
read-margin = “{ $text }” is above or below every page and is left out
    .help = type it into the text, if readers need it
read-index = an index is left out: a site has no page numbers, but can be searched
    .help = look whether readers miss it
read-margin-picture = a picture above or below every page is left out
    .help = put it into the text, if readers need it
read-note-empty = a footnote has no text: the reference to it is left out
read-note-unreferred = nothing refers to the note “{ $text }”, so that Word does not show it: it is a comment in the text, which no reader sees
    .help = write it where it belongs, or remove it
read-row-deleted = the row “{ $text }” was deleted with tracked changes and is left out
    .help = type it again, if it should stay
read-sign = a sign of the font { $font } is left out: “□” is there instead
    .help = type the sign that belongs there
read-surrounding = a <{ $name }> is left out: “{ $start }…”
    .help = copy from the page what readers need
read-table-of-contents = a table of contents is left out: the site makes its own
read-title-twice = the title is here once more: left out
read-words-outside = { $count ->
    [one] 1 word around the <{ $name }> of the page is left out
   *[other] { $count } words around the <{ $name }> of the page are left out
}: menus and the like
    .help = copy from the page what readers need

# What has become something else.
read-an-image = an image
read-above-title = { $said } is above the title at line { $line }: { $becomes ->
    [banner] taken for the banner, and kept in the front matter
   *[text] kept at the start of the text
}
    .help = move it if it belongs elsewhere, or remove it
read-attributes-many = a tag has more than { $most } attributes: the others are left out
    .help = look at what it shows
read-block-link = a link around whole paragraphs is left out; their text is kept: it led to { $address }
    .help = make a link of a few of its words
read-bold-heading = “{ $text }” is bold and alone: taken for a heading
    .help = remove the number signs in front of it, if it is none
read-box = a table of one cell is a box now
    .help = remove the lines with ::: around it, if it is none
read-deep = elements are nested more than { $most } deep: what is deeper is plain text now
    .help = look at the lists and tables there
read-details = a <details> is opened: its text is in the page
    .help = put a heading above it, if it needs one
read-divided-word = “{ $first }” and “{ $second }” are one word now
    .help = look at its hyphen
read-embedded = a <{ $name }> is kept as a link
    .help = look how to show it
read-encoding = this file is not UTF-8 but { $encoding }
    .help = look at its accents
read-formula = a formula is text now: “{ $text }”
    .help = look whether it can be read, or put a picture of it there
read-frame = a text frame is a box after its paragraph
    .help = look where it belongs
read-layout-table = a table that lays out the page is taken apart: its cells follow each other
    .help = look at their order
read-lessons = the introduction announces { $count ->
    [one] 1 lesson and 1 heading follows: it
   *[other] { $count } lessons and { $count } headings follow: each
} is marked as a lesson
    .help = if they are none, remove .les, or import the text again with --no-lessons
read-lessons-other = the introduction announces { $promised ->
    [one] 1 lesson
   *[other] { $promised } lessons
}, but { $count ->
    [one] 1 heading follows
   *[other] { $count } headings follow
}: none is marked as a lesson
    .help = write .les behind those that are, or import the text again with --lessons, which marks all
read-lone-heading = “{ $text }” is alone, without a full stop: taken for a heading
    .help = remove the number signs in front of it, if it is none
read-no-number-free = no number is free for “{ $title }”: it has none
    .help = give its file a number, if it needs one
read-number-twice = { $said } is twice in the document: “{ $title }” is { $free } here, the next that is free
    .help = move it if it belongs elsewhere: wijkengids move
read-number-below = { $said } stands below { $parent } in the document: “{ $title }” is { $free } here
    .help = move it if it belongs elsewhere: wijkengids move
read-caption-bare = the caption “{ $text }” has no words, so that its number is shown twice: the guide counts too
    .help = write what is to be seen, instead of the number
read-table-headless = this table has no header: its first row is taken for one
    .help = write the names of the columns above it, if that is wrong
read-tags-deep = elements are nested more than { $most } deep: the tags of those that are deeper are left out, and their text is kept
    .help = look at the lists and tables there
read-text-deep = the text is nested too deep: what is deeper is plain text now
    .help = look at the lists and tables there
read-undivided = no heading is marked as one, so that nothing could be divided: the text is one chapter
    .help = give the headings a heading style, and import that again
read-unnumbered = “{ $title }” has no number and is between numbered chapters: it is a section of the one before it
    .help = if it is a chapter, give it a number in the document and import that again

## new


## init

init-taken = { $path } exists already
    .help = nothing was written; choose another folder: wijkengids init FOLDER


## workspace

chapters-of-guide = the chapters of { $path }
no-guide-here = there is no guide here: { $path } is missing
    .help = go to the folder of a guide, or start one with `wijkengids init`
    .alike = name { $found } book.toml
    .above = the guide is one folder up: go to { $folder }, or name that folder after the command


## editions

printable-edition = the printable edition
site-itself = the site itself
page-taken = the page { $page } is taken by { $by }
    .help = choose another file name or alias
page-renamed = the site has a page { $wanted } of its own, so this one is { $page }
    .of-number = references by its number lead there
    .of-name = references by its name lead there; rename the file for another address
alias-unusable = `{ $alias }` cannot be the address of a page
    .help = an alias is a name in the site's folder, such as 2.5.1 or old-name.html, or a path below it, such as old/name.html or old/name/
artifact-of = { $artifact } of { $chapter }
template-no-chapters = the template print.html has no place for the chapters
    .help = put { $tag } where they go
print-no-chapter = there is no chapter `{ $name }` to print
    .help = name chapters by their numbers, such as "2" or "2.4.8"
links-lost-in-print = { $count ->
        [one] a link leads
       *[other] { $count } links lead
    } to what only the site has; in the PDF and the e-book that is plain text, since the address of the site is unknown
    .help = set base-url below [site] in book.toml
epub-no-image = the e-book cannot contain the image { $image }
    .help = it links to the image, if its address is known, and has its alternative text; use JPEG, PNG, GIF, SVG or WebP, in a file of the guide
epub-no-element = the e-book cannot contain <{ $name }>
    .linked = it links to what is shown here, if that has an address, with the title as text
    .control = the text in it is kept; what readers would fill in or press is not
book-left-out = the book leaves out { $element }, which paper cannot show
    .help = give what it shows as text, a table or an image as well
book-image-format = the book cannot show the image "{ $path }", and has its alternative text instead
    .help = save it as PNG, JPEG or SVG
cards-no-lessons = there are no cards, since there are no lessons to make them of
    .help = give a heading the class `les`, see `wijkengids handbook 3.4`; if `include` chooses chapters, choose some with lessons
cards-no-typesetter = there are no cards, since this wijkengids was built without the typesetter that makes them
    .help = build wijkengids with the feature `typeset`, or leave out `cards`
card-too-small = a card has no room for all of “{ $text }”, which is cut off there
    .help = make it shorter

typeset-book = the PDF
typeset-no-thread = the system gives no thread to typeset the PDF in: { $reason }
typeset-too-slow = the PDF was not typeset within { $seconds } seconds
    .help = look for a loop without an end in the templates of the theme that end in .typ, or use another program with --pdf-engine
typeset-too-large = to typeset the PDF took more than { $megabytes } MB of memory
    .help = look for a text, a list or pages that go on growing in this template or in those that it imports, or use another program with --pdf-engine
typeset-no-process = the system does not let the templates of the guide run in a process of their own: { $reason }
    .help = start wijkengids again; without templates of its own that end in .typ, the guide needs none
typeset-broke-off = what typesets the PDF broke off ({ $reason })
    .help = look in this template and in those that it imports for what goes on without an end; if the system has no memory left, close other programs
typst-error = Typst cannot typeset this. It says: “{ $said }”
    .help = see `wijkengids handbook 7.3` for what a template such as book.typ can do
typeset-own-template = look in { $path }, or in what it uses, for a loop without an end, or for a text, a list or pages that keep growing; or use another program with --pdf-engine
typst-nested = this is nested deeper than Typst can typeset, or it calls itself
    .help = nest fewer blocks, and look for a function or a show rule that calls itself
typst-no-plugins = plugins cannot be used here
typst-calls-no-function = this calls { $found }, which is no function
typst-other-kind = this must be `{ $wanted }`, and it is `{ $found }`
typst-unclosed = this bracket is not closed
typst-no-import = the other template does not define this
typst-no-key = there is no `{ $key }` here
typst-no-item = this list has fewer items than are asked for here
typst-gives-up = the template itself stops: { $why }
typst-not-so = what the template asserts here does not hold
typst-drops-label = `{ $function }` in { $path } does not show the `id` or the `caption` that it is given, to which something leads; that leads to where it begins now
    .help = let the function show all that it is given, as that of the built-in theme does
typst-empty = { $path } is empty, so it sets no book
    .help = remove it, or start from a copy of the one in the built-in theme
typst-no-function = `{ $name }` is defined nowhere
    .help = a template of a guide must define all that handbook 7.3 lists: start from a copy of that of the built-in theme
typst-no-argument = the function does not take the argument `{ $name }`
    .help = a template of an earlier version may lack it: compare it with the one in the built-in theme
typst-lacks-functions = { $path } does not define { $functions }, so { $count ->
        [one] that of the built-in theme is used
       *[other] those of the built-in theme are used
    }
    .help = it may be of an earlier version: see handbook 7.3 for what it must define, and start from a copy of the one in the built-in theme
typst-lacks-arguments = `{ $function }` in { $path } does not take the { $count ->
        [one] argument
       *[other] arguments
    } { $arguments }, so that what { $count ->
        [one] it says
       *[other] they say
    } is not in the PDF
    .help = it may be of an earlier version: compare it with the one in the built-in theme, or let the function take `..rest` if it needs no more
typst-endless = this calls itself, or goes round, without an end
    .help = look for a function, a show rule or a loop that never stops
typst-too-deep = this is nested deeper than Typst can set
    .help = nest fewer tables, lists, quotations or boxes in each other
typst-not-a-function = `{ $function }` in { $path } is no function
typst-takes-less = `{ $function }` in { $path } does not take all that it is given
typst-takes-more = `{ $function }` in { $path } asks for `{ $name }`, which it is not given
typst-must-take = it is called as { $taken }: let the function take that, as in the built-in theme
typst-blank = `{ $function }` shows nothing of the text that it is given
    .help = let it end with the text, which is its last argument, or start from a copy of the template in the built-in theme
    .named = let it show what it is given, such as the title, or start from a copy of the template in the built-in theme
typst-no-label = nothing in the PDF has the label { $name }, and this refers to it
    .help = each function of book.typ must show what it is given, with the `id` or the `caption` that belongs to it: start from a copy of the one in the built-in theme
typst-overflow = this template is nested too deep, or what it makes is
    .help = look for very many brackets, operators or calls in a row, and for a loop that puts all it has into something else
typst-no-clock = a template does not know what day it is, so that the same text gives the same PDF
    .help = use guide.date, the latest date of a chapter
typst-no-typeface = there is no typeface { $name }
    .help = put it into the folder assets of the theme, or install it
typst-block-in-line = this is not in the PDF: a block cannot stand within a line
    .help = in book.typ use a box there, or put it on lines of its own
typst-unsettled = the pages did not settle, so that a page number in the book may be wrong
    .help = in book.typ, what a page shows may depend on page numbers only where that moves no text
typeset-still-busy = an earlier version of the book is still being typeset, which has no end
    .help = look for a loop without an end in the templates of the theme that end in .typ, and start the preview again
typst-warning = Typst says of this: “{ $said }”
pdf-breaks-standard = { $standard } does not allow this. Typst says: “{ $said }”
    .help = change it, or choose another pdf-standard in book.toml
pdf-no-alt = { $standard } asks for an alternative text for every image, and this has none
    .help = give it one; in a template, make an image that says nothing an artifact: pdf.artifact(image(…))
pdf-unfit-character = { $standard } does not allow the character { $character }, which has no form of its own
    .help = remove it; it may have come along from another program
pdf-unreadable-letters = { $standard } does not allow letters that cannot be copied or read aloud
    .help = choose another typeface for this text
pdf-undated = { $standard } asks for a date, and no chapter has one
    .help = give a chapter a `date`, or set `updated = "git"` under [site] in book.toml
typst-no-file = a template sees only the files of its theme and of the book
    .help = put the file in the folder assets of the theme
typst-no-packages = packages are not available
pdf-claims-nothing = the PDF is tagged for screen readers, but does not claim to be { $standard }
    .help = it will, when the warnings above are dealt with
pdf-untagged = the PDF is not fit for screen readers, so it is no { $standard }: Typst cannot tell the order of this chapter
    .help = a footnote in a title or in a box is the likely cause: put it in the running text
pdf-off-page = “{ $text }” does not fit on its page and runs off the paper
    .help = make it shorter, or divide it over paragraphs or pages
pdf-lines-off-page = { $count ->
        [one] one more line here does not fit on its page and runs off the paper
       *[other] { $count } more lines here do not fit on their pages and run off the paper
    }
pdf-picture-off-page = this picture does not fit on its page and runs off the paper
    .help = make it smaller, or give it a place outside tables and boxes
pdf-no-glyph = no typeface has the { $count ->
        [one] character
       *[other] characters
    } { $characters }, so the PDF shows a box instead
    .help = install a typeface that has it, or put one into the folder assets of the theme
pdf-no-picture = Typst cannot draw { $path }, so the PDF has its alternative text instead
    .help = save it anew as PNG, JPEG or SVG
pdf-linked-picture = the drawing { $path } shows another file, which is not in the PDF
    .help = embed that picture in the drawing, or save the drawing as PNG


## guide


## attachments

path-alike = did you mean { $found }? Capitals count
image-empty = the file is empty
image-damaged = it is damaged, or a part of the file is missing
image-damaged-or-other = it is damaged, or no image in the format { $format }
image-damaged-at = it is damaged at line { $line }
image-in-other-format = it is in the format { $format }, whatever its name says, and browsers cannot show that
image-no-svg = it is not an image in the format SVG
image-nested-deep = its elements are nested more than { $most } deep
image-too-many-pixels = it is { $width } × { $height } pixels, which is too large
image-used-often = its elements use each other so often that no browser draws them in time
image-too-large = it is too large
image-of-other-kind = it is not an image of a kind that browsers show
image-of-rare-kind = it is of a rare kind that cannot be read here
image-no-webp = it cannot be written as WebP: { $reason }
image-no-smaller = cannot show { $path } in a smaller size: { $reason }
    .help = open it in an image editor and save it again as JPEG or PNG
image-unusable = cannot show { $path }: { $reason }
    .help = open it in an image editor and save it again, or make it smaller
image-unknown-format = browsers cannot show { $path }, which is in the format { $format }
    .drawing = save it as SVG, or as PNG, and name that file
    .photograph = save it as JPEG or PNG, and name that file
file-gone = { $path } is no longer part of the guide
file-active = { $path } could run scripts on the address of the site
    .help = publish it as PDF or in a zip file, or trust all authors: raw_html = "allow" below [markdown] in book.toml
paths-of-settings = paths in book.toml are relative to that file

## theme

accent-illegible-on-light = text in { $colour } cannot be read well on a light page, which is { $page }
accent-illegible-on-dark = text in { $colour } cannot be read well on a dark page, which is { $page }
accent-illegible-help = { $colour } is shown instead; write { $key } = "{ $colour }", or another
built-in-theme = built-in theme
no-such-theme = there is no theme `{ $name }`
    .help = make the folder { $folder }, or remove the key `name`
template-unreadable = the template cannot be read from here on (Tera: { $said })
template-no-tag = Tera has no tag `{ $name }`
template-unclosed = `{ $tag }` is not closed
    .before = write { $end } before line { $line }, where another tag closes
    .beside = write { $end } before the tag on this line that closes another
    .help = write { $end } where it ends
template-end-stray = `{ $name }` closes nothing here
    .help = remove it, or open before it what it closes
template-open = the template ends before { $what ->
    [comment] a note is closed
    [text] a text is closed
    [raw] a raw part is closed
   *[tag] all is closed
 }
    .help = write { $what ->
    [comment] {"#}"} where the note ends
    [text] the other quotation mark where the text ends
    [raw] {"{% endraw %}"} where the part ends
   *[tag] what is missing, such as {"{% endif %}, {% endfor %}, {% endblock %}"} or {"}}"}
 }
template-other-end = this closes `{ $start }` as `{ $end }`
    .help = write `{ $start }` here too, or leave the name out
template-block-twice = the template has the block `{ $name }` twice
    .help = give one of the two another name, or remove it
template-extends = `extends` does not come first, or is there twice
    .help = write it once, on the first line of the template
template-outside = this stands outside the blocks, and would not be shown
    .help = write it between {"{% block … %} and {% endblock %}"}, in a block of the template that this one goes on with
template-reserved = `{ $name }` is a word of Tera itself
    .help = choose another name
template-sign = the template says `{ $sign }`, which means nothing here
template-expected = the template says `{ $found }`, where { $expected ->
    [name] a name
    [text] a text in quotation marks
    [value] a value
   *[sign] `{ $sign }`
 } belongs
template-no-list = the template goes through { $kind ->
    [text] a text
    [number] a number
    [switch] true or false
   *[other] something that is no list
 }, and can only go through a list
template-no-argument = `{ $name }` is missing here
    .help = write it between the parentheses: { $name }=…
template-wrong-kind = this does not work on this kind of value
template-not-filled = the template cannot be filled in here (Tera: { $said })
template-no-value = the template uses `{ $name }`, which is not there
template-no-field = the template uses `.{ $name }`, which is not there
template-empty-value = the template shows a value that is not there
template-unknown = Tera has no { $kind ->
    [filter] filter
    [test] test
    [function] function
   *[component] component
 } `{ $name }`
template-missing = there is no template `{ $name }`
template-no-block = the template that this one extends has no block `{ $name }`
template-circle = the template `{ $name }` leads back to itself: { $chain }
template-help = templates are written in Tera; `wijkengids handbook 7.3` tells what each may use
template-unused = no page is made with the template `{ $name }`
theme-unusable = the theme cannot be used: { $reason }
style-other-site = `{ $address }` is on another site, from which readers fetch nothing
    .help = put the file into the folder assets of the theme, and write its name: url({ $name })
style-no-file = the theme has no file `{ $name }` in its folder assets
    .help = put it there, or write the name of one that is there
style-open = what this brace opens does not end, so what follows may not work
    .help = write {"}"} where it ends
theme-part-unknown = { $path } is not part of a theme, and is not used
    .help = put it into the folder { $folder }
theme-lacks-language = the theme has no words for the language `{ $language }`
    .help = set `language` in [book] to one of { $known }, or translate them in themes/<name>/strings/{ $language }.toml
theme-strings-unreadable = cannot read the strings from here on
    .help = every line is key = "text"
theme-strings-not-read = `{ $name }` is not read
    .help = the strings of a language are in a file like nl.toml
theme-string-unused = nothing uses the string `{ $key }`
    .help = remove it, or use it in a template of the theme


## search


## history

history-unknown = the dates of the last changes are not known: { $reason }
    .install = install git, or remove `updated` from [site] in book.toml
    .keep = keep the guide in a git repository, or remove `updated` from [site] in book.toml
    .commit = commit the guide, or remove `updated` from [site] in book.toml
    .trust = if you trust that user: git config --global --add safe.directory { $folder }
    .write = write `updated` in the chapters instead
history-cut-off = this copy of the repository lacks older commits, so chapters that did not change since have no date
    .help = fetch all commits: git fetch --unshallow, or `fetch-depth: 0` where it is built
git-not-started = { $program } cannot be started: { $reason }
git-too-slow = { $program } took longer than { $seconds } seconds
git-lost = { $program } is lost: { $reason }
git-no-repository = this is not a git repository
git-no-commits = nothing is committed yet
git-other-owner = the repository is of another user of this computer
git-failed = { $program } says: { $said }

## lessons


## book

meant = did you mean { $near }?

# Where references and links lead.
no-chapter = there is no chapter { $number }
    .near = the nearest chapters are: { $chapters }
    .none = the guide has no numbered chapters yet; write a chapter with `wijkengids new`
no-chapter-named = there is no chapter `{ $name }`
    .help = name a chapter by its number, or by its file if it has none
    .address = put the address of a site between angle brackets: <{ $name }>
title-of-many = `{ $name }` is the title of { $count } chapters
    .help = name one of them by its number: { $chapters }
leads-to-draft = this leads to { $chapter }, which is a draft: readers do not get it, and so the guide cannot be published
    .help = let the link lead elsewhere, or make the draft a chapter
draft-left-out = chapter { $name } is a draft and is left out
    .help = finish it and remove `draft: true`, or build with --drafts
no-file = there is no file or chapter `{ $path }`
    .help = paths are relative to this file, and files are below content/
    .of-settings = paths here start in content/
    .slashes = addresses have forward slashes: { $path }
    .elsewhere = there is content/{ $near }; write { $address }
outside-guide = `{ $path }` lies outside the guide
    .help = put the file below content/
no-anchor-in-number = chapter { $number } has no anchor `{ $anchor }`
no-anchor-in-title = `{ $title }` has no anchor `{ $anchor }`
no-anchor =
    .help = anchors are made of headings, or chosen with {"{"}#anchor{"}"} after a heading
    .alike = did you mean one of these: { $anchors }?
    .lessons = its lessons are #{ $first } to #{ $last }
    .only-lesson = its only lesson is #{ $only }
    .no-lessons = it has no lessons; link to the chapter as a whole, or to a heading
unlisted-script = this script does not run: the guide does not list it
    .help =
        if you trust it, list it in book.toml:
        {"["}site]
        scripts = {"["}"content/…"]

# The places of chapters.
lost-title = this title is not shown: the front matter says another
    .help = remove one of the two; a heading in the text starts with ##
folder-misplaced = the folder { $folder } has number { $number }, which does not belong in the folder of { $above }
    .help = rename the folder, or move it to where its number belongs
home-has-not = the home page has no `{ $key }`
    .help = remove the line
text-of-folder-misnumbered = the text of the folder of { $folder } says it is { $number }
    .help = remove the line `number`, or give the folder this number
chapter-misplaced = chapter { $number } does not belong in the folder of { $folder }
    .help = change the number, or move the file to the folder of its number
    .in-full = numbers are written in full: did you mean { $meant }? Else move the file to its own folder
second-home = the home page is { $path }
    .help = join the two files
number-taken = number { $number } is taken by { $by }
    .help = give one of the two another number
name-taken = the page { $page } is taken by { $by }
    .help = rename one of the two files
the-home-page = the home page
folder-of-that-number = a folder of that number

## document

# Boxes.
box-nameless = this box has no name
    .help = name it, as in `::: kader` or `::: tip`
box-unknown = there is no box of the kind `{ $name }`
box-kind-missing = `{ $name }` is read as the kind of box, and not shown
    .help = write the kind before the title: ::: kader { $name } …
box-open = the box `{ $name }` is not closed
    .help = close it with a line of three colons: :::
    .code = close the code of line { $line } first, with a line of { $fence }: it takes the end of the box for code
    .elsewhere = write all of it in the quotation or the list, or none of it: its ::: is at line { $line }
box-end-word = a box is closed without a word
box-end-stray = there is no open box to close here
    .help = remove the line, or open a box with `::: kader`
near-box = this does not open or close a box
    .help = write `::: kader` above it and `:::` below it; see the handbook, 3.3
    .end = a box is closed with three colons: :::
    .indented = write `{ $line }` here and `:::` below its text, which is not indented
near-box-indented = this does not open or close a box: it is indented, and so belongs to the text above it
    .help = begin it at the margin
near-alert = this is not an alert
    .help = write > [!{ $kind }] alone on a line, and > before the lines below it
alert-unknown = there is no alert of the kind `{ $kind }`
    .help = there are NOTE, TIP, IMPORTANT, WARNING and CAUTION
    .near = did you mean [!{ $near }]?
near-indented = this { $what ->
    [box] box
    [table] table
   *[heading] heading
 } is shown as code, because it is indented
    .help = begin it at the margin, or write code between lines of ```

# Headings, lessons and what is in braces.
heading-empty = this heading has no text
    .help = write what comes below it, or remove the line
heading-level-one = level 1 is for the title of the chapter
    .help = start headings within a chapter with ##
heading-signs-spaced = these signs are shown: there is a space between them
heading-front-matter = this is shown as a heading: front matter belongs at the top of a file
    .help = move it to the first line, between lines of three dashes
heading-dashes = this line of dashes makes a heading of the text above it
    .help = leave the line above it empty for a line across the page
near-heading = this is not a heading
near-heading-joined = this is not a heading: there is no space after its signs
near-heading-long = this is not a heading: it has more than six signs
    .help = write two to six of them
near-heading-indented = this is not a heading: it is indented, and so belongs to the text above it
    .help = begin it at the margin
near-heading-merged = this is not a heading: it does not begin its line
    .help = begin a new line, and leave the line above it empty
near-line = this draws no line: a word processor has made its dashes longer
    .help = write ---
title-footnote = a title cannot refer to a footnote
    .help = refer to it in the text
lesson-title = a chapter is not a lesson
    .help = write a heading with {"{"}.les{"}"} below the title
lesson-word = `{ $word }` does not make a lesson
    .help = did you mean {"{"}.{ $lesson }{"}"}?
lesson-class = the class `{ $class }` does not make a lesson
themes-without-lesson = only lessons have themes
    .help = did you mean {"{"}.les themes="…"{"}"}?
attribute-unknown = `{ $key }` means nothing in braces
    .help = write a class as .class, an anchor as #anchor, and themes as themes="…"
near-braces = these braces are shown as text
    .size = remove them: the look decides how wide an image is
    .help = write them at the end of a heading, or of the line that opens a box
    .lesson = write them at the end of a heading, after a space: ## Title {"{"}.les{"}"}
anchor-of-theme = anchors with `wg-` are those of the theme
    .help = choose another name
anchor-unused = the anchor `{ $anchor }` is not used: there is one more behind it
    .help = keep one of the two
anchor-twice = the anchor `{ $anchor }` is used twice in this chapter
    .help = give one of the two another name

# Text, lists and code.
near-bold = these asterisks are shown as text
    .help = leave no space within them, and put quotation marks around them: **word**
near-highlight = these signs are shown as text
    .help = write **word** for bold, or *word* for emphasis
near-list = this is not a list: its lines are shown as one text
    .help = begin each with a hyphen and a space: - …, or with a number: 1. …
near-item = this item of a list is shown as part of the text above it
    .help = begin it where the other items begin, and leave an empty line above the list
list-counted = this item is shown as { $shown }: a list counts on from its first item
    .help = write the numbers as they are shown; to keep `{ $typed }`, leave a line empty above it and write `{ $kept }`
near-task = this is not a task
    .help = write [ ] for a task that is open, and [x] for one that is done
near-code = this does not open or close code
    .help = write three backticks: ```
foreign-command = this is a command for another program, and appears on the page as it is
    .help = remove the line, or write in plain text what the command would show
    .contents = remove the line: every page has a table of contents
    .page = remove the line: the theme decides where a new page begins
    .tab = make a heading of each tab, with its text below it, not indented
    .caption = put the caption of a table below it, behind `Table: `, and that of a picture between quotes behind its address
code-open = this block of code does not end, and takes what follows
    .help = close it with a line of { $fence }
code-next = this block of code does not end before the next one, at line { $line }, begins
    .help = close it with a line of { $fence }
code-words = what stands behind these signs is not shown: only the language of the code is read here
    .help = write the text on a line of its own, and the code below it
left-backtick = this backtick is shown as text: its other half is missing
    .help = write `code` between two of them, or \` for the sign itself
left-bracket = this bracket is shown as text: its other half is missing
    .help = write [text](address) or {"[[2.4.8]]"}, or a backslash before it for the sign itself
left-asterisk = these signs are shown as text
left-mark = this is shown as text: its other half is missing
    .help = write { $mark } on both sides of the words, or \ before it for the sign itself
nested-deep = more than { $most } elements are nested here
    .help = divide the text into chapters or sections

# Tables.
table-ragged = this row has { $cells } cells, and the table { $columns ->
    [one] 1 column
   *[other] { $columns } columns
}
    .help = the last cells are not shown: give the table more columns, or write \| for a line in a text
table-line = this line is read as a row of the table
    .help = leave the line above it empty
table-dashes = these dashes are shown as a row of the table
    .help = a table has one row of dashes, below the names of its columns: remove this line, or leave a line empty to begin another table
caption-lost = this caption belongs to no table
    .help = put it directly above or below its table
near-caption = this is not a caption, and appears on the page as it is
caption-numbered = this is not a caption: it has a number
    .help = tables are counted for you: write `Tabel: …` or `Table: …`
near-table-drawn = this is not a table: tables are not drawn with +
    .help = write | a | b |, below it |---|---|, and below that a line for each row
near-table-tabs = this is not a table: its columns are parted by tabs
    .help = begin, part and end each row with |, and write { $dashes } below the first
near-table-no-dashes = this is not a table: there are no dashes below its header
    .help = write { $dashes } below this line
near-table-no-header = this is not a table: there is no header above its dashes
    .help = write the names of the columns on the line above
near-table-long-dashes = this is not a table: a word processor has made its dashes longer
    .help = write { $dashes } below it
near-table-no-gap = this is not a table: it belongs to the text above it
    .help = leave the line above it empty
near-table-single = this is not a table: it is a single row
    .help = write { $dashes } below the header, and then the rows
near-table-mismatch = this is not a table: its header has { $header ->
    [one] 1 column
   *[other] { $header } columns
}, and the dashes below it are for { $columns }
    .help = give both as many

# Advice in plain words, about cells of tables and captions.
plain-emphasis = take these signs away, or put them against the words on both sides: the buttons Bold and Italic do so for you
plain-code = take this sign away, or put it on both sides of the words
plain-link = take this away, or choose where the words lead with the button for a reference
plain-footnote = take this away, or write the note in a paragraph first: there is a button Footnote where you write one
plain-ragged = a vertical bar in the text begins a new cell, and the last cells are not shown: take the bar away, or give the table more columns

# Links and images.
link-empty = this link leads nowhere
    .help = write where it leads between the parentheses, as in [text](2.4.8)
link-runs-code = this link runs code instead of leading somewhere
    .help = link to a chapter, a file or an address that starts with https://
link-no-site = `{ $address }` is not the address of a site
    .help = did you mean { $near }?
file-of-author = `{ $path }` is on your own computer
    .help = readers cannot open it: copy the file into the guide, beside the chapter, and write { $name }
link-spaced = this is not a link: the address `{ $address }` has a space
    .help = write it between angle brackets: (<{ $address }>)
link-undefined = nothing says where `{ $name }` leads
    .help = write on a line of its own: [{ $name }]: https://…
link-unused = nothing uses the address of `{ $label }`
    .help = link to it in the text: [{ $label }], or remove the line
link-doubled = `{ $label }` has an address at line { $line } too
    .help = give one of the two another name, or remove it: only the first is used
near-link = this is not a link
    .help = write [text](address), without a space between, or <address> alone
    .parenthesis = close the link with a parenthesis of its own, behind that of the address: [text](https://…_(…))
near-definition = this line is shown as text, and says nothing about links
    .help = write only the address after it: [{ $label }]: https://…
    .gap = leave the line above it empty
near-image = this is not an image: there is a space after its mark
    .help = write ![ without a space
image-is-document = a page cannot show a document as an image
third-party = this comes from another site, so readers do not get to see it
    .help =
        save the file beside the chapter, or name the site in book.toml:
        {"["}site]
        embed = ["https://…"]

# Footnotes.
footnote-missing = there is no footnote `{ $label }`
    .help = write it on a line of its own: [^{ $label }]: …
footnote-empty = footnote `{ $label }` has no text
    .help = write its text on the same line: [^{ $label }]: …
footnote-unused = nothing refers to footnote `{ $label }`
    .help = refer to it in the text with [^{ $label }], or remove it
footnote-twice = footnote `{ $label }` is at line { $line } too
    .help = give it another name, or remove it: only the first is shown
near-footnote = this is not a footnote
    .help = refer to it as [^name], without spaces, and write its text on a line of its own: [^name]: …
    .typed = write [^{ $label }]: …, and refer to it with [^{ $label }]

# HTML.
comment-hides = this comment does not end, and hides what follows
comment-open = this comment does not end
    .help = write `-->` where it ends
    .near = did you mean `-->` for `{ $written }`?
comment-end-stray = this is shown as text: no comment is open here
    .help = write `<!--` where the comment begins, or → for an arrow
near-comment = this is not a comment
    .help = did you mean `<!--` for `{ $written }`?
look-alike = this is shown as text: { $kind ->
    [unseen] there is a character in it that nobody sees ({ $code })
    [space] there is a special space in it ({ $code })
   *[sign] `{ $sign }` only looks like the sign that is meant
 }
    .help = type it again: `{ $written }`
near-markdown = this is shown as typed: Markdown is not read directly after a tag of HTML
    .help = leave a line empty below the tag and above the one that closes it, or write HTML
near-character = this is shown as text: there is no such character
    .help = write &nbsp; or &euro; with a semicolon after it, or the character itself
near-tag = this tag is shown as text: there is a space in it
    .help = write <b> and </b> without spaces, or &lt; for the sign itself
near-tag-quotes = this tag is shown as text: there are quotation marks within a value
    .help = write &quot; for a quotation mark within a value
near-tag-unread = this tag is shown as text: it is not written as HTML is
    .help = write each attribute as name="value", or &lt; for the sign itself
frame-untitled = this frame has no title
    .help = say what it shows: title="…"
html-attribute = browsers ignore the attribute `{ $name }` here
    .help = put the script into a template of your theme
html-attributes-many = this tag has more than { $most } attributes
    .help = an element of a page needs only a few; remove the others
html-base = the element `base` would lead every link of the page elsewhere
    .help = remove it, and write whole addresses
html-meta = this element `meta` would change the whole page, or send the reader elsewhere: it is left out
    .help = remove it; a link takes the reader elsewhere
html-of-page = `{ $name }` is for a whole page, and a chapter is part of one: such tags are left out, and their text stays
    .help = remove them; the title of a chapter goes into its front matter
html-curly = HTML knows no curly quotation marks
    .help = write straight ones around the value of an attribute: name="…"
html-word = `{ $word }` is read as an attribute, and not shown
    .help = write &quot; for a quotation mark within a value, and > where the tag ends
html-declaration = this is shown as text: no element of HTML starts with <? or <!
    .help = write &lt; for the sign itself
html-end-stray = { $tag } closes nothing
    .help = remove it, or open the element before it
html-outdated = `{ $name }` is not part of HTML any more
    .help = give a span or div a class, and style that in assets/house-style.css of your theme
    .abbreviation = write <abbr title="…">
    .moving = write a paragraph: nobody can read a text that moves
    .struck = write ~~text~~
    .code = write `text`
html-script = browsers ignore the element `script` here
    .help = put it into a file in assets/ of your theme
html-script-foreign = browsers ignore scripts of other sites here
html-style = browsers ignore the element `style` here
    .help = put it into a file in assets/ of your theme
html-style-refused = the style `{ $style }` is left out
    .help = give it a class, and style that in assets/house-style.css of your theme
html-tag-open = this tag does not end
    .help = close it with >, or write &lt; for the sign itself
html-unclosed = the element `{ $name }` is not closed
    .hides = the element `{ $name }` is not closed, and hides what follows
    .help = write </{ $name }> where it ends, or `<{ $name }>` for the text

## source

front-matter-unreadable = the front matter cannot be read
    .help = front matter is written as `key: value`, one to a line, and each item of a list as `- text`
front-matter-duplicate = `{ $key }` is there twice
    .help = remove one of the two
front-matter-unknown-value = `{ $value }` is not a value of `{ $key }`
front-matter-missing = `{ $key }` needs `{ $missing }`
front-matter-date = `{ $value }` is not a date
    .help = write a date as 2026-11-24
front-matter-tab = this line begins with a tab, which front matter may not have
front-matter-open-bracket = there is no { $end } at the end of this list
front-matter-indented = this line is indented, and so it is read as part of the line above it
front-matter-no-key = this line has no key followed by a colon
front-matter-wrong-kind = `{ $key }` takes { $needed ->
    [text] one text
    [switch] true or false
    [list] a list
    [picture] an image with its alternative text
    [table] keys of its own
   *[other] another value
 }, and this is { $found ->
    [text] a text
    [number] a number
    [switch] true or false
    [list] a list
    [table] a group of keys
   *[other] something else
 }
front-matter-table =
    .help = write what belongs to it below it, each line with two spaces in front: `{ $key }:`
front-matter-quotes = this text needs quotation marks
front-matter-quotes-open = the quotation marks do not go around the whole text
front-matter-backslash = a backslash has a meaning of its own between double quotation marks
front-matter-quotes-sign = a text that begins with { $sign } needs quotation marks
front-matter-quotes-colon = a text with a colon needs quotation marks
front-matter-footnote = front matter cannot refer to a footnote
    .help = refer to it in the text
front-matter-language = `{ $written }` is not the tag of a language
    .help = write a tag such as nl, en, fy or en-GB
front-matter-html-comment = this comment is shown as text
    .help = remove it here; the text of the chapter may have it
front-matter-deep = this is nested too deeply
    .help = write no more than { $most } brackets within each other
front-matter-no-space = there is no space after the colon
front-matter-unknown-key = front matter has no key `{ $key }`
    .help = data for a theme of your own goes below `extra:`
front-matter-continued = this line is part of the text of `{ $key }`, which goes on one line
front-matter-space = this line begins with spaces of another kind, from a web page or a word processor
front-matter-uneven-text = the lines of this text do not begin straight below each other
front-matter-space-behind = the space after the colon is of another kind, from a web page or a word processor
front-matter-unknown-below = `{ $key }` has no key `{ $unknown }`
front-matter-uneven = the items of a list stand straight below each other
front-matter-item = an item of a list begins with a hyphen and a space
front-matter-comment = what follows # is taken for a comment, and left out
front-matter-start = front matter starts with three dashes
    .help = write --- here
front-matter-end = front matter ends with three dashes
    .help = write --- here
front-matter-toml = this front matter is written as TOML
    .help = write it between lines of three dashes, as `title: …`, one to a line
front-matter-endless = the front matter that starts here does not end
    .help = close it with a line of three dashes: ---
    .above = write --- above line { $line }
front-matter-unopened = this is read as front matter, but there is no line of three dashes above it
    .help = write --- above it
    .around = write --- above and below it
damaged-character = a character is lost here: this sign (U+FFFD) stands for one that could not be read
    .help = type it again, and see whether there are more in this file
control-character = this text holds a control character, { $code }
    .help = remove it; a space is shown in its place
chapter-not-utf8 = this file is not UTF-8; { $encoding ->
    [utf-16] it looks like UTF-16
   *[other] it looks like an older encoding, such as Windows-1252
 }
    .help = save it again in your editor with the encoding UTF-8
foreign = this file is { $kind ->
    [word] a Word document
    [opendocument] a LibreOffice document
    [older] a document of an older kind
    [pdf] a PDF
    [page] a whole page of HTML
    [picture] an image
   *[archive] a ZIP file
 }, not a text in Markdown
    .import = move it out of content/, name it { $name }, and make a chapter of it: wijkengids import { $name }
    .convert = open it in Word or LibreOffice, save it as a Word document (.docx) outside content/, and make a chapter of that with `wijkengids import`
    .pdf = import the document that the PDF was made of, with `wijkengids import`; if readers are to download it, let its name end in .pdf and link to it
    .picture = give it the extension of an image that it had, such as .png, and show it in a chapter
    .help = give it the extension that it had; if it holds texts, take them out and use `wijkengids import`
name-not-utf8 = the name of { $name } is not UTF-8
    .help = rename the file
name-number-fault = { $name } has no number: { $fault }
    .help = rename it
no-plain-file = { $name } is { $what } and is left out
    .help = put the file itself there
no-content = there is no folder { $path }
    .help = `wijkengids init` makes a guide to start from
stray = { $path } is not read: chapters are files that end in .md
    .copy = if it is an older copy, move it out of content/
    .rename = name it { $name }; if readers are to download it, link to it from a chapter
    .import = turn it into a chapter with `wijkengids import`, or link to it from a chapter, so that readers can download it
near-number = `{ $name }` has no number; it looks as if { $number } is meant
    .help = name it { $name }; if it needs no number, write `number: false` in the front matter
    .folder = name the folder { $name }
near-number-other = `{ $name }` has number { $read }; it looks as if { $number } is meant
near-index = `{ $name }` is a chapter of its own, and not the text of its folder
    .help = name it index.md; if it is a chapter of its own, write `number: false` in the front matter

## config

no-title = the guide has no title
    .help =
        write in book.toml:
        {"["}book]
        title = "…"
config-unknown-key = book.toml has no key `{ $key }` here
config-elsewhere = `{ $key }` goes in [{ $table }]
config-known-keys = known here: { $known }
config-unknown-value = `{ $value }` is not a value of `{ $key }`
config-missing-key = `{ $table }` needs the key `{ $key }`
config-duplicate = `{ $key }` is there twice
    .help = keep one of the two, with all that belongs to it
config-wrong-kind = `{ $key }` takes { $needed ->
    [text] a text
    [number] a number
    [switch] true or false
    [list] a list of texts
    [picture] an image with its alternative text
    [table] keys of its own
   *[other] another value
 }, and this is { $found ->
    [text] a text
    [number] a number
    [switch] true or false
    [list] a list
    [table] a group of keys
   *[other] something else
 }
config-table = the name of a group of keys goes between square brackets
config-no-equals = there is no = between the key and its value
config-key = a key is one word, with - for spaces
config-no-value = `{ $key }` has no value
config-curly-quotes = these are not the quotation marks of a keyboard
config-open-text = this text does not end: three quotation marks end it
config-yaml-list = a list goes between square brackets, on the line of its key
config-open-list = this list does not end
config-list = the texts of a list are separated by commas
config-open-table = there is no closing brace
config-two-on-a-line = there are two keys on one line
config-backslash = a backslash has a meaning of its own between double quotation marks
config-inner-quotes = there are quotation marks within this text
config-open-quote = a quotation mark is missing
config-switch = write true or false, in English
config-quotes = a text goes between quotation marks
config-comma = nothing follows the value
config-over-lines = a key and its value go on one line
config-broken = this line of book.toml cannot be read
    .help = every line is key = "value", or a note that starts with #
config-mdbook =
    .src = chapters always live in the folder content/
    .build = the folder of the result is chosen with `--out`
    .output = what mdBook has in [output.html] is in [site] and [theme] here
    .preprocessor = there are no preprocessors; `wijkengids handbook 3` says what Markdown can do here
not-a-site = `{ $url }` is not the address of a site
    .help = write it as "https://example.org/gids/"
not-a-host = `{ $origin }` is not the address of a host
    .help = write it without a path, as "https://player.example.org"
not-an-editor = `{ $address }` is not the address of a web page with { $path }
    .help = write it as "https://github.com/NAME/REPOSITORY/edit/main/{ $path }"
not-an-address = `{ $address }` is not an address that pages can link to
    .help = write an address that starts with https:// or http://, or a mail address
not-a-date = this is not a date
    .help = write a date as "2026-11-24"
not-this-date = `{ $written }` is not a date
not-of-extension = `{ $path }` is not a file that ends in .{ $extension }
    .help = write the path of a file that ends in .{ $extension }
not-a-theme = `{ $name }` is not the name of a theme
    .help = write the name of a folder in themes/, such as "own"
not-a-paper = `{ $paper }` is not a paper size
    .help = choose A3, A4, A5, B5, letter or legal, or write width and height: "170mm 240mm"
not-a-colour = `{ $colour }` is not a colour
    .help = write a colour as #rrggbb, such as "#a4371f"
fixed-rule = `{ $rule }` is always an error: no guide can be built without it
    .help = remove the line

## lock

guide-is-being-changed = the chapters of this guide are being changed
guide-is-in-use = this guide is being built, or its chapters are being changed
    .help = nothing was changed; wait until that is done


## paths

link-leads-outside = a symbolic link on its way leads out of the folder
    .help = put the file itself in the place of the link
not-a-file = it is { $what }, not a file
    .help = remove it, or give it another place
file-too-large = it is larger than { $megabytes } MB
    .help = divide it into smaller ones
path-not-utf8 = its name is not UTF-8
    .help = give it another name
links-in-a-circle = its links lead round in a circle
    .help = remove one of the links
a-folder = a folder
a-symbolic-link = a symbolic link
a-pipe = a pipe
a-socket = a socket
a-device = a device
something-else = something else
left-by-no-move = something that no move has left
path-leads-outside = it leads out of the folder it starts in
path-is-absolute = it starts at the top of a disk
path-has-nul = it has a character that no file name may have
path-of-other-site = `{ $path }` is on another site, from which readers fetch nothing
    .help = put the file into the folder of the guide, and write its path, such as "beeld/logo.svg"
not-a-path = `{ $path }` cannot be used as a path: { $reason }
    .help = write a path below the folder of the guide, such as "beeld/logo.svg"

## panics

fault-while-reading = internal fault while reading { $subject }: { $panic }
fault-while-parsing = internal fault while parsing { $subject }: { $panic }
fault-while-binding = internal fault while binding { $subject }: { $panic }
fault-while-checking = internal fault while checking { $subject }: { $panic }
fault-while-making = internal fault while making { $subject }: { $panic }
internal-fault-help = this is a fault of wijkengids, not of the guide: please report it, with the file


## diagnostic

help-label = help:
older-text-is-used = { $problem }; what was read before is used
merge-conflict = this text is here in two versions: a merge was not finished
    .help = choose from the lines up to ======= and from there to >>>>>>>, and remove these marks
repeated = … and { $count } more of { $what }
repeated-in-file = … and { $count } more of { $what } in { $path }

# What was tried on a file or folder, and why it failed.
cannot-open = cannot open { $path }: { $reason }
cannot-read = cannot read { $path }: { $reason }
cannot-write = cannot write { $path }: { $reason }
cannot-write-to = cannot write to { $path }: { $reason }
cannot-make = cannot make { $path }: { $reason }
cannot-make-in = cannot make a folder in { $path }: { $reason }
cannot-lock = cannot lock { $path }: { $reason }
cannot-move = cannot move { $path }: { $reason }
cannot-replace = cannot replace { $path }: { $reason }
cannot-keep = cannot keep { $path }: { $reason }
cannot-set-permissions = cannot set the permissions of { $path }: { $reason }
cannot-remove = cannot remove { $path }: { $reason }
cannot-use = cannot use { $path }: { $reason }
cannot-recover = cannot recover { $path }: { $reason }

# Comments that switch a rule off.
exemption-useless = `{ $name }` cannot be switched off
    .help = the name of a rule is in brackets after its message
exemption-of-fixed-rule = no guide can be built without it


## rule

no-such-rule = there is no rule `{ $name }`
    .help = the name of a rule stands in brackets behind each message
no-such-rule-but = there is no rule `{ $name }`; did you mean `{ $near }`?


## suggestion


## span


## number

not-a-number = `{ $number }` is not a number
number-empty = a number cannot be empty
number-not-digits = a number has digits between its dots, such as 2.4.8, or one capital first, such as A.1
number-too-large = a component of the number is too large
number-too-deep = a number has at most { $levels } levels
