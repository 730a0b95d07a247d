# What the program says. Every message stands in the other languages too, with the same arguments.
# What follows `.help` says what to do. A section for each room of src/.

## Words that others use

chapters = { $count ->
    [one] 1 chapter
   *[other] { $count } chapters
}
did-you-mean = did you mean `{ $near }`?
mended = write: { $line }
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
io-permission-denied = you have no permission
io-already-exists = something of that name exists already
io-storage-full = the disk is full
io-quota-exceeded = the space that you may use is full
io-read-only = nothing can be written on that disk
io-file-too-large = the file is too large for that disk
io-timed-out = it took too long
io-interrupted = it was interrupted
io-not-a-directory = a part of the path is a file, not a folder
io-is-a-directory = it is a folder, not a file
io-directory-not-empty = the folder is not empty
io-invalid-filename = the system does not allow that name
io-invalid-data = what it holds cannot be read
io-unsupported = the system cannot do that there
io-busy = another program is using it
io-crosses-devices = it is on another disk
io-address-in-use = another program uses it already
io-address-not-available = this computer does not have that address
io-network = the network cannot be reached
io-connection-refused = no program answers there
io-out-of-memory = there is not enough memory


## cli

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
search-suggestion = did you mean: { $query }
search-nothing = nothing found

# `serve`
cannot-listen = cannot listen on { $place }: { $reason }
    .help = choose an address of this computer with --host, such as 127.0.0.1
    .port-in-use = choose another port, or leave out --port
    .port-denied = choose a port from 1024 on
preview-ready = { $chapters }, { $lessons }: ready in { $seconds } s
preview-waits = the guide is shown as soon as it is mended
preview-is-open = everyone who can reach this computer can read the guide at { $address }
preview-end = Ctrl-C ends the preview
preview-polls = this system does not report changes of files here: looking for them instead
preview-stays-good = { $what }: { $count ->
    [one] 1 problem
   *[other] { $count } problems
}, the last good version stays
preview-updated = { $what }: { $pages }, { $milliseconds } ms


## serve

preview-stays = You are looking at the last good version.
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


## handbook

handbook-has-not = the handbook has no chapter, rule or heading `{ $topic }`
    .help = `wijkengids handbook --print` lists its chapters
handbook-has-not-but = the handbook has no chapter, rule or heading `{ $topic }`; did you mean `{ $near }`?


## publish

site-as-it-was = the site that was there is as it was
nothing-changed = nothing was changed
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
    .help = nothing was changed; choose another folder with --out, or empty this one

## pdf

pdf-no-such-program = there is no program `{ $program }` to make a PDF with
pdf-no-program = no program that makes a PDF is installed
    .help = { $install }; nothing was changed
pdf-install-on-macos = install WeasyPrint with `brew install weasyprint`, or use Chrome or Edge
pdf-install-on-windows = install WeasyPrint with `pip install weasyprint`, or use Chrome or Edge
pdf-install-on-linux = install WeasyPrint with `pip install weasyprint` or `apt install weasyprint`, or Chromium with `apt install chromium`
pdf-not-served = cannot serve the pages to { $program }: { $reason }
pdf-not-made = { $program } made no PDF
pdf-not-started = cannot start { $program }: { $reason }
pdf-interrupted = interrupted
    .help = nothing was changed
pdf-too-slow = { $program } made no PDF within { $seconds } seconds
    .help = try another program with --pdf-engine, or build without a PDF
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
    .help = write { $signs } before it
heading-doubled = the heading “{ $title }” stands at line { $line } too
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
near-reference = this is no reference
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
    .help = nothing was changed; choose a place with a free number behind it
address-was-alias = { $page } was an old address of “{ $title }”, and is now the page of another chapter
    .help = an address leads to one chapter, so it is no longer in the aliases of the old one
address-goes-to-other = “{ $title }” has moved from { $old } to { $new }, and another chapter takes its old address
    .help = readers who kept that address find the other chapter there
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
new-without-title = a chapter needs a title
    .help = wijkengids new { $number } "Titel"
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
    [one] one place leads there
   *[other] { $count } places lead there
}
    .help = let them lead elsewhere with `wijkengids remove { $name } --redirect-to NUMBER`, change them yourself, or remove the chapter with --anyway and mend them after that
not-removed-with-children = { $chapter } is not removed: { $count ->
    [one] one place leads there or to chapters below it
   *[other] { $count } places lead there or to chapters below it
}
more-places = and { $count } more
has-children = { $chapter } is not removed: below it are { $below }
    .help = remove these too with `wijkengids remove { $name } --with-children`, or move them first
no-longer-used = no chapter uses { $file } any more
    .help = remove the file too, or use it elsewhere

## import


## formats


## new


## init

init-taken = { $path } exists already
    .help = nothing was written; choose another folder: wijkengids init FOLDER


## workspace

chapters-of-guide = the chapters of { $path }
no-guide-here = there is no guide here: { $path } is missing
    .help = go to the folder of a guide, or start one with `wijkengids init`


## editions

printable-edition = the printable edition
site-itself = the site itself
page-taken = the page { $page } is taken by { $by }
    .help = choose another file name or alias
page-renamed = the site has a page { $wanted } of its own, so this one is { $page }
    .of-number = references by its number lead there
    .of-name = references by its name lead there; rename the file for another address
alias-unusable = `{ $alias }` cannot be the address of a page
    .help = an alias is a name in the site's folder, such as 2.5.1 or oude-naam.html, or a path below it, such as oud/naam.html or oud/naam/
artifact-of = { $artifact } of { $chapter }
template-no-chapters = the template print.html has no place for the chapters
    .help = put { $tag } where they go
print-no-chapter = there is no chapter `{ $name }` to print
    .help = name chapters by their numbers, such as "2" or "2.4.8"

## guide


## attachments

path-alike = did you mean { $found }? Capitals count
image-empty = the file is empty
image-damaged = it is damaged, or a part of the file is missing
image-damaged-or-other = it is damaged, or no image in the format { $format }
image-damaged-at = it is damaged at line { $line }
image-in-other-format = it is in the format { $format }, whatever its name says, and browsers cannot show that
image-no-svg = it is not an image in the format SVG
image-too-many-pixels = it is { $width } × { $height } pixels, which is too large
image-too-large = it is too large
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
template-unreadable = the template cannot be read from here on: { $said }
template-not-filled = the template cannot be filled in here: { $said }
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
theme-part-unknown = { $path } is no part of a theme, and is not used
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
    .install = install git from https://git-scm.com, or remove `updated` from [site] in book.toml
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
title-of-many = `{ $name }` is the title of { $count } chapters
    .help = name one of them by its number: { $chapters }
draft-left-out = chapter { $name } is a draft and is left out
    .help = finish it and remove `draft: true`, or build with --drafts
no-file = there is no file or chapter `{ $path }`
    .help = paths are relative to this file, and files are below content/
    .slashes = addresses have forward slashes: { $path }
    .elsewhere = there is content/{ $near }; write { $address }
file-of-author = `{ $path }` is on your own computer
    .help = readers cannot open it: copy the file into the guide, beside the chapter, and write { $name }
outside-guide = `{ $path }` lies outside the guide
    .help = put the file below content/
no-anchor-in-number = chapter { $number } has no anchor `{ $anchor }`
no-anchor-in-title = `{ $title }` has no anchor `{ $anchor }`
no-anchor =
    .help = anchors are made of headings, or chosen with {"{"}#anchor{"}"} behind a heading
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


## source

front-matter-unreadable = the front matter cannot be read
    .help = front matter is written as `key: value`, one to a line
front-matter-duplicate = `{ $key }` stands twice
    .help = remove one of the two
front-matter-unknown-value = `{ $value }` is not a value of `{ $key }`
front-matter-missing = `{ $key }` needs `{ $missing }`
front-matter-date = `{ $value }` is not a date
    .help = write a date as 2026-11-24
front-matter-number = `{ $number }` is no number
front-matter-tab = this line begins with a tab, which front matter may not have
front-matter-open-bracket = there is no { $end } at the end of this list
front-matter-indented = this line is indented, and so it is read as part of the line above it
front-matter-no-key = this line has no key with a colon behind it
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
front-matter-quotes = this text must stand between quotation marks
front-matter-quotes-open = the quotation marks do not go around the whole text
front-matter-backslash = a backslash has a meaning of its own between double quotation marks
front-matter-quotes-sign = a text that begins with { $sign } must stand between quotation marks
front-matter-quotes-colon = a text with a colon must stand between quotation marks
front-matter-footnote = front matter cannot refer to a footnote
    .help = refer to it in the text
front-matter-deep = this is nested too deeply
    .help = write no more than { $most } brackets within each other
front-matter-no-space = there is no space behind the colon
front-matter-unknown-key = front matter has no key `{ $key }`
    .help = data for a theme of your own goes below `extra:`
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
front-matter-unopened = this is read as front matter, but no line of three dashes stands above it
    .help = write --- above it
    .around = write --- above and below it
control-character = this text holds a control character, { $code }
    .help = remove it; a space is shown in its place
chapter-not-utf8 = this file is not UTF-8; { $encoding ->
    [utf-16] it looks like UTF-16
   *[other] it looks like an older encoding, such as Windows-1252
 }
    .help = save it again in your editor with the encoding UTF-8
name-not-utf8 = the name of { $name } is not UTF-8
    .help = rename the file
name-number-fault = { $name } has no number: { $fault }
    .help = rename it
no-plain-file = { $name } is { $what } and is left out
    .help = put the file itself there
no-content = there is no folder { $path }
    .help = `wijkengids init` makes a guide to start from
stray = { $path } is not read: chapters are files that end in .md
    .rename = name it { $name }; if readers are to download it, link to it from a chapter
    .import = turn it into a chapter with `wijkengids import`, or link to it from a chapter, so that readers can download it
near-number = `{ $name }` has no number; it looks as if { $number } is meant
    .help = name it { $name }; if it needs no number, write `number: false` in the front matter
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
config-duplicate = `{ $key }` stands twice
    .help = remove one of the two
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
config-table = the name of a group of keys stands between square brackets
config-no-equals = there is no = between the key and its value
config-key = a key is one word, with - for spaces
config-no-value = `{ $key }` has no value
config-curly-quotes = these are not the quotation marks of a keyboard
config-open-list = this list does not end
config-list = between the texts of a list stands a comma
config-open-table = there is no closing brace
config-two-on-a-line = two keys stand on one line
config-backslash = a backslash has a meaning of its own between double quotation marks
config-inner-quotes = there are quotation marks within this text
config-open-quote = a quotation mark is missing
config-switch = true and false are English here
config-quotes = a text stands between quotation marks
config-broken = this line of book.toml cannot be read
    .help = every line is key = "value"
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
    .help = write the name of a folder in themes/, such as "eigen"
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
merge-conflict = two versions of this text stand below each other: a merge was not finished
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
    .help = the name of a rule is in brackets behind what it finds
exemption-of-fixed-rule = no guide can be built without it


## rule

no-such-rule = there is no rule `{ $name }`
no-such-rule-but = there is no rule `{ $name }`; did you mean `{ $near }`?


## suggestion


## span


## number

number-empty = a number cannot be empty
number-not-digits = a number has digits between its dots, such as 2.4.8, or one capital first, such as A.1
number-too-large = a component of the number is too large
number-too-deep = a number has at most { $levels } levels
