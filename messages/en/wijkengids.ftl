# What the program says. Every message stands in the other languages too, with the same arguments.
# What follows `.help` says what to do. A section for each room of src/.

## Words that others use

chapters = { $count ->
    [one] 1 chapter
   *[other] { $count } chapters
}
did-you-mean = did you mean `{ $near }`?
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


## moving


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


## guide


## attachments


## theme

accent-illegible-on-light = text in { $colour } cannot be read well on a light page, which is { $page }
accent-illegible-on-dark = text in { $colour } cannot be read well on a dark page, which is { $page }
accent-illegible-help = { $colour } is shown instead; write { $key } = "{ $colour }", or another
built-in-theme = built-in theme
no-such-theme = there is no theme `{ $name }`
    .help = make the folder { $folder }, or remove the key `name`
template-error = template error: { $reason }
    .help = templates are written in Tera; the README tells what each page's template may use
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


## lessons


## book


## document


## source


## config


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
name-not-utf8 = its name is not UTF-8
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
path-invalid = `{ $path }` cannot be used as a path: { $reason }


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
