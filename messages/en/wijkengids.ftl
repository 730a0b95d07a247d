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


## cli


## serve


## handbook


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


## check


## moving


## import


## formats


## new


## init


## workspace


## editions

printable-edition = the printable edition
site-itself = the site itself
page-taken = the page { $page } is taken by { $by }
    .help = choose another file name or alias
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


## search


## lessons


## book


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
no-plain-file = { $name } is { $what ->
    [link] a symbolic link
   *[other] { $what }
 } and is left out
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

## exemption


## lock


## paths

not-a-path = `{ $path }` cannot be used as a path: { $reason }
    .help = write a path below the folder of the guide, such as "beeld/logo.svg"

## panics


## diagnostic


## rule


## suggestion


## span


## number

