# Wat het programma zegt. Elk bericht staat ook in de andere talen, met dezelfde gegevens.
# Achter `.help` staat wat eraan te doen is. Een paragraaf voor elke kamer van src/.

## Words that others use

chapters = { $count ->
    [one] 1 hoofdstuk
   *[other] { $count } hoofdstukken
}
did-you-mean = bedoelde u `{ $near }`?
mended = schrijf: { $line }
choose-one = kies uit: { $known }
leave-out = haal de regel met `{ $key }` weg
one-text = schrijf één tekst, tussen aanhalingstekens
lessons = { $count ->
    [one] 1 les
   *[other] { $count } lessen
}
pages = { $count ->
    [one] 1 pagina
   *[other] { $count } pagina’s
}
files = { $count ->
    [one] 1 bestand
   *[other] { $count } bestanden
}
links = { $count ->
    [one] 1 link
   *[other] { $count } links
}
errors = { $count ->
    [one] 1 fout
   *[other] { $count } fouten
}
warnings = { $count ->
    [one] 1 waarschuwing
   *[other] { $count } waarschuwingen
}
errors-and-warnings = { $errors }, { $warnings }
there-are = dit zijn ze: { $names }
not-utf8 = { $path } is niet opgeslagen als UTF-8
    .help = sla het bestand opnieuw op, met de codering UTF-8
decimal-mark = ,

# Waarom het systeem iets weigert.
io-not-found = er is geen bestand of map met die naam
io-permission-denied = u hebt er geen rechten voor
io-already-exists = er bestaat al iets met die naam
io-storage-full = de schijf is vol
io-quota-exceeded = de ruimte die u mag gebruiken is vol
io-read-only = op die schijf kan niets worden opgeslagen
io-file-too-large = het bestand is te groot voor die schijf
io-timed-out = het duurde te lang
io-interrupted = het werd onderbroken
io-not-a-directory = een deel van het pad is een bestand en geen map
io-is-a-directory = het is een map en geen bestand
io-directory-not-empty = de map is niet leeg
io-invalid-filename = die naam mag niet van het systeem
io-invalid-data = de inhoud is niet te lezen
io-unsupported = het systeem kan dat daar niet
io-busy = een ander programma is ermee bezig
io-crosses-devices = het staat op een andere schijf
io-address-in-use = een ander programma gebruikt het al
io-address-not-available = deze computer heeft dat adres niet
io-network = het netwerk is niet bereikbaar
io-connection-refused = daar antwoordt geen programma
io-out-of-memory = er is niet genoeg geheugen


## cli

errors-and-strict-warnings = { $errors }, { $warnings }; met --strict tellen waarschuwingen als fouten
change-was-cut-off = een eerdere wijziging van de gids is afgebroken; alles is weer zoals het daarvoor was
build-was-cut-off = een eerdere keer bouwen is afgebroken; { $path } is weer zoals het daarvoor was
browser-not-opened = de browser gaat niet open: { $reason }
output-not-written = de uitvoer kan niet worden geschreven: { $reason }
made = gemaakt: { $path }
would-make = zou worden gemaakt: { $path }
now-run = ga verder met: { $command }
how-to-write = hoe u een gids schrijft: { $command }
rule-is-in-handbook = `wijkengids handbook { $rule }` legt een regel uit, hier { $rule }

# `build`
no-locks = het systeem kan die map niet afsluiten: laat intussen niets anders in { $path } bouwen
files-done = { $done } van { $all } bestanden
built = { $chapters }, { $lessons }: { $pages } in { $files } ({ $size }), { $changed } gewijzigd, { $seconds } s

# `import`
divided = { $path }: de koppen van { $count ->
    [one] 1 niveau
   *[other] { $count } niveaus
} zijn hoofdstukken geworden
divided-many = { $path }: de koppen van { $count ->
    [one] 1 niveau
   *[other] { $count } niveaus
} zijn hoofdstukken geworden; met --split { $fewer } worden het er minder
divided-fewer-or-more = { $path }: de koppen van { $count ->
    [one] 1 niveau
   *[other] { $count } niveaus
} zijn hoofdstukken geworden; met --split { $more } worden het er meer, met --split 1 minder
imported = { $chapters } in { $files }, { $notes }
things-to-look-at = { $count ->
    [one] 1 punt om na te kijken
   *[other] { $count } punten om na te kijken
}
mentions = { $count ->
    [one] 1 vermelding
   *[other] { $count } vermeldingen
}
references-found = verwijzingen: { $links } in het document zelf, { $chapters } van een hoofdstuk of paragraaf, { $exhibits } van een figuur of tabel
references-unplaced = { $count ->
    [one] 1 vermelding van iets wat niet in het document staat, blijft gewone tekst
   *[other] { $count } vermeldingen van iets wat niet in het document staat, blijven gewone tekst
}: { $first }

# `move`, `new` en `remove`
renames = { $count ->
    [one] 1 naam gewijzigd
   *[other] { $count } namen gewijzigd
}
files-rewritten = { $count ->
    [one] 1 bestand bijgewerkt
   *[other] { $count } bestanden bijgewerkt
}
moved = { $renames }, { $rewritten }
not-yet-changed = zo zou het gaan: { $planned }; er is nog niets veranderd
removed = verwijderd: { $chapter }
would-remove = zou worden verwijderd: { $chapter }
page-leads-to = { $page } leidt naar { $target }
page-leads-nowhere = { $page } leidt nergens meer heen
chapters-removed = { $count ->
    [one] 1 hoofdstuk verwijderd
   *[other] { $count } hoofdstukken verwijderd
}
removed-and-rewritten = { $removed }, { $rewritten }

# `search`
search-no-such-part = er is geen deel `{ $part }`
search-no-such-theme = er is geen thema `{ $theme }`
search-suggestion = bedoelde u: { $query }
search-nothing = niets gevonden

# `serve`
cannot-listen = de voorvertoning kan niet starten op { $place }: { $reason }
    .help = kies met --host een adres van deze computer, zoals 127.0.0.1
    .port-in-use = kies een andere poort, of laat --port weg
    .port-denied = kies een poort vanaf 1024
preview-ready = { $chapters }, { $lessons }: klaar in { $seconds } s
preview-waits = de gids verschijnt zodra de fouten hersteld zijn
preview-is-open = iedereen die deze computer kan bereiken, kan de gids lezen op { $address }
preview-end = met Ctrl-C stopt de voorvertoning
preview-polls = dit systeem meldt hier niet dat bestanden veranderen: daarom wordt er steeds gekeken
preview-stays-good = { $what }: { $count ->
    [one] 1 melding
   *[other] { $count } meldingen
}, de laatste goede versie blijft staan
preview-updated = { $what }: { $pages }, { $milliseconds } ms


## serve

preview-stays = U ziet de laatste versie die goed was.
preview-close = Sluiten
preview-open = Open in uw editor
preview-changed = Gewijzigd: { $chapter }
preview-gone = Deze pagina is er niet meer.
preview-lost = Geen verbinding met de voorvertoning.
preview-omitted = { $count ->
    [one] En nog 1 melding.
   *[other] En nog { $count } meldingen.
}
preview-refuses = De voorvertoning antwoordt alleen op haar eigen pagina’s.
editor-not-started = de editor start niet: { $reason }
pages-of-guide = de pagina’s van de gids
search-index = de zoekindex


## handbook

handbook-has-not = het handboek heeft geen hoofdstuk, regel of kop `{ $topic }`
    .help = `wijkengids handbook --print` toont de hoofdstukken
handbook-has-not-but = het handboek heeft geen hoofdstuk, regel of kop `{ $topic }`; bedoelde u `{ $near }`?


## publish

site-as-it-was = de site die er stond, is niet veranderd
nothing-changed = er is niets veranderd
choose-out = kies een andere map met --out
foreign-not-utf8 = de naam van { $name } is geen UTF-8
    .help = geef het een andere naam, of zet het ergens anders
foreign-mount = { $name } is een aangekoppelde schijf, en die kan niet blijven als de map eromheen vervangen wordt
    .help = koppel de schijf los, of kies een andere map met --out
foreign-page = { $name } is niet door wijkengids gemaakt
    .help = een pagina van de gids heeft dezelfde naam; zet het bestand ergens anders
out-leads-away = { $name } is een link die de gids uit leidt, naar { $to }
    .help = is dat de bedoeling, zeg dat dan: --out { $to }
out-leads-nowhere = { $name } is een link die nergens heen leidt
    .help = maak de map waar hij heen leidt, of kies een andere met --out
    .remove = haal de link weg
out-disk = een gids kan geen hele schijf vervangen
out-not-replaceable = { $name } is niet te vervangen: { $reason }
out-in-use = er is niets veranderd; sluit de programma’s die bestanden uit deze map open hebben
site-put-back-later = { $reason }; de site die er stond, staat in { $place }, en wijkengids zet hem terug zodra dat kan
site-elsewhere = het bouwen is afgebroken; de vorige site staat in { $place } en hoort op deze plaats
out-is-file = { $name } is een bestand
out-no-folder = { $name } is niet de naam van een map
out-mount = { $name } is een aangekoppelde schijf, en die is niet in zijn geheel te vervangen
    .help = kies een map daarin: --out { $below }
out-busy = er wordt al een gids naar { $name } geschreven
    .help = wacht tot dat klaar is
out-foreign = de map { $name } is niet leeg en niet door wijkengids gemaakt
    .help = er is niets veranderd; kies een andere map met --out, of maak deze leeg

## pdf

pdf-no-such-program = er is geen programma `{ $program }` om een PDF mee te maken
pdf-no-program = er is geen programma geïnstalleerd dat een PDF kan maken
    .help = { $install }; er is niets veranderd
pdf-install-on-macos = installeer WeasyPrint met `brew install weasyprint`, of gebruik Chrome of Edge
pdf-install-on-windows = installeer WeasyPrint met `pip install weasyprint`, of gebruik Chrome of Edge
pdf-install-on-linux = installeer WeasyPrint met `pip install weasyprint` of `apt install weasyprint`, of Chromium met `apt install chromium`
pdf-not-served = { $program } kan de pagina’s niet ophalen: { $reason }
pdf-not-made = { $program } heeft geen PDF gemaakt
pdf-not-started = { $program } start niet: { $reason }
pdf-interrupted = afgebroken
    .help = er is niets veranderd
pdf-too-slow = { $program } had na { $seconds } seconden nog geen PDF gemaakt
    .help = probeer een ander programma met --pdf-engine, of bouw zonder PDF
pdf-program-lost = { $program } is niet meer te bereiken: { $reason }
pdf-failed = het maken van een PDF met { $program } is mislukt, met foutcode { $code }
pdf-program-ended = { $program } kon geen PDF maken: het systeem heeft het programma gestopt
pdf-unsafe-program = { $program } zou elk bestand van deze computer in de PDF kunnen tonen
    .help = installeer een nieuwere WeasyPrint met `pip install weasyprint`, of gebruik Chromium


## check

number-gap = { $number } volgt op { $last }: { $missing } ontbreekt
    .help = maak het hoofdstuk met `wijkengids new { $missing } TITEL`, of sluit het gat met `wijkengids move { $number } { $missing }`
number-gap-first = { $number } is hier het eerste nummer: { $missing } ontbreekt
heading-level = een kop van niveau { $level } volgt op een kop van niveau { $above }
    .help = schrijf er { $signs } voor
heading-doubled = de kop “{ $title }” staat ook op regel { $line }
    .help = geef een van de twee een andere tekst, zodat lezers ze uit elkaar houden
heading-long = deze kop heeft { $length } tekens, meer dan { $limit }
title-long = deze titel heeft { $length } tekens, meer dan { $limit }
    .help = zeg het korter, of zet `title-length` hoger, onder [check] in book.toml
image-without-alt = deze afbeelding heeft geen alternatieve tekst
    .help = schrijf tussen de rechte haken wat er te zien is; een afbeelding die alleen versiering is, schrijft u als <img src="…" alt="">
image-unused = geen hoofdstuk toont deze afbeelding
    .help = toon de afbeelding ergens, of verwijder het bestand; het wordt niet gepubliceerd
table-without-header = deze tabel heeft geen kopregel
    .help = zet de namen van de kolommen in de eerste rij: een voorleesprogramma noemt ze bij elke cel
link-without-text = deze link heeft geen tekst
    .help = schrijf tussen de rechte haken waar de link heen leidt
link-vague = “{ $said }” zegt niet waar deze link heen leidt
    .help = noem wat daar staat: wie een voorleesprogramma gebruikt, hoort de links een voor een
near-reference = dit is geen verwijzing
lesson-empty = les { $number } heeft geen tekst
    .help = schrijf onder de kop wat er te leren is, of haal `.les` weg
lesson-theme-unknown = de gids heeft geen thema “{ $theme }”
    .help = zet het bij `themes` onder [lessons] in book.toml, of kies een van de thema’s die daar staan
todo = “{ $mark }” zegt dat hier nog iets moet gebeuren
    .help = doe het, of bewaar de aantekening buiten de tekst
long-sentence = deze zin heeft { $words } woorden, meer dan { $limit }
    .help = maak er twee zinnen van, of zet `sentence-length` hoger, onder [check] in book.toml

# Links naar andere sites.
dead-link = { $url } bestaat niet
    .help = zoek het op in een browser, en link naar waar het nu staat
dead-link-status = { $url } antwoordt met foutcode { $status }
dead-link-slow = { $url } antwoordt niet op tijd
dead-link-no-site = { $url } leidt naar een site die niet bestaat
dead-link-circle = { $url } stuurt steeds weer door naar een ander adres
dead-link-insecure = { $url } heeft geen veilige verbinding: { $reason }
dead-link-unreachable = { $url } is niet te bereiken: { $reason }

## moving

move-under-way = een wijziging van deze gids is afgebroken, of is nog bezig
    .help = wacht tot die klaar is; is de wijziging afgebroken, dan maakt `wijkengids check` haar ongedaan
move-there-already = { $number } staat daar al
    .help = er is niets veranderd; kies een andere plaats
move-below-itself = { $number } kan niet onder zichzelf komen, op { $target }
    .help = kies een nummer dat niet onder { $number } valt
move-to-taken = nummer { $number } is al in gebruik
    .help = maak er plaats met: wijkengids move { $from } --insert-before { $number }
    .free = het eerste vrije nummer is { $free }; of maak er plaats met: wijkengids move { $from } --insert-before { $number }
move-before-none =
    .help = het nummer is vrij: wijkengids move { $from } { $number }
no-number-after = na { $number } komt geen nummer meer, dus het kan niet opschuiven
    .help = er is niets veranderd; kies een plaats met een vrij nummer erachter
address-was-alias = { $page } was een oud adres van “{ $title }”, en is nu de pagina van een ander hoofdstuk
    .help = een adres leidt naar één hoofdstuk, en staat daarom niet meer bij de `aliases` van het oude
address-goes-to-other = “{ $title }” is verplaatst van { $old } naar { $new }, en een ander hoofdstuk krijgt het oude adres
    .help = lezers die dat adres bewaard hebben, vinden daar het andere hoofdstuk
text-speaks-of = in de tekst staat { $number }
    .moved = is “{ $title }” bedoeld, schrijf dan { $new }
    .removed = is “{ $title }” bedoeld, pas de zin dan aan: dat hoofdstuk is verwijderd
would-break = dit kan niet zonder dat er iets stukgaat
    .help = er is niets veranderd; herstel wat hieronder staat, of verander de bestanden zelf
would-be-lost = “{ $title }” zou verdwijnen
would-be-renumbered = “{ $title }” zou een ander nummer krijgen
would-have-other-links = “{ $title }” zou andere links krijgen
would-share-name = twee bestanden zouden { $path } heten
    .help = geef een van de twee eerst een andere naam
would-lead-elsewhere = deze link zou ergens anders heen leiden

# Een wijziging uitvoeren, en ongedaan maken.
no-journal = { $path } is niet het logboek van een wijziging
no-journal-of-files = in { $folder } staan bestanden waar geen logboek iets over zegt
    .help = zet wat er in de gids ontbreekt terug uit { $folder }, en verwijder die map daarna
    .unchanged = er is niets veranderd; zet wat er in de gids ontbreekt terug uit { $folder }, en verwijder die map daarna
changed-since-cut-off = een wijziging is afgebroken, en daarna is de gids veranderd
not-undone =
    .help = de wijziging kon niet ongedaan worden gemaakt: { $reason }; wat er in de gids ontbreekt, staat in { $folder }, en wijkengids zet het terug zodra dat kan
changed-meanwhile = { $path } is intussen veranderd
    .help = er is niets veranderd; geef de opdracht nog een keer
guide-changed-meanwhile = de gids is intussen veranderd
exists-already = { $path } bestaat al
    .help = er is niets veranderd; geef het een andere naam, of verwijder het

# Een nieuw hoofdstuk.
new-without-title = een hoofdstuk heeft een titel nodig
    .help = schrijf de titel erachter: wijkengids new { $number } "Titel"
new-exists = { $path } bestaat al
    .help = er is niets geschreven; geef het hoofdstuk een ander nummer of een andere titel
new-number-taken = { $number } is al het nummer van “{ $title }”, { $path }
    .help = zet een hoofdstuk vóór { $number } met: wijkengids new --insert-before { $number } TITEL
    .free = het eerste vrije nummer is { $free }; zet een hoofdstuk vóór { $number } met: wijkengids new --insert-before { $number } TITEL
new-before-none =
    .help = het nummer is vrij: wijkengids new { $number } TITEL

# Een hoofdstuk verwijderen.
no-chapter-to-remove =
    .help = noem een hoofdstuk bij zijn nummer, of bij de naam van zijn pagina als het geen nummer heeft
home-not-removed = een gids heeft altijd een startpagina
    .help = verwijder content/index.md als de tekst weg moet
heir-removed = een adres kan niet leiden naar een hoofdstuk dat zelf ook wordt verwijderd
    .help = kies een ander hoofdstuk bij --redirect-to
heir-is-home = de startpagina kan geen adressen overnemen
    .help = kies een ander hoofdstuk
heir-without-text = { $name } kan geen adressen overnemen: het heeft geen tekst
    .help = kies een hoofdstuk dat een eigen bestand heeft
leads-to-removed = deze link leidt naar { $chapter }
    .help = laat de link ergens anders heen leiden, of haal hem weg
not-removed = { $chapter } is niet verwijderd: { $count ->
    [one] er leidt nog 1 link heen
   *[other] er leiden nog { $count } links heen
}
    .help = laat ze ergens anders heen leiden met `wijkengids remove { $name } --redirect-to NUMMER`, verander ze zelf, of verwijder het hoofdstuk met --anyway en herstel ze daarna
not-removed-with-children = { $chapter } is niet verwijderd: { $count ->
    [one] er leidt nog 1 link heen, of naar een hoofdstuk eronder
   *[other] er leiden nog { $count } links heen, of naar hoofdstukken eronder
}
more-places = en nog { $count }
has-children = { $chapter } is niet verwijderd: eronder staan { $below }
    .help = verwijder die ook, met `wijkengids remove { $name } --with-children`, of verplaats ze eerst
no-longer-used = geen hoofdstuk gebruikt { $file } nog
    .help = verwijder ook dat bestand, of gebruik het ergens anders

## import


## formats


## new


## init

init-taken = { $path } bestaat al
    .help = er is niets geschreven; kies een andere map: wijkengids init MAP


## workspace

chapters-of-guide = de hoofdstukken van { $path }
no-guide-here = hier is geen gids: { $path } ontbreekt
    .help = ga naar de map van een gids, of begin er een met `wijkengids init`


## editions

printable-edition = de afdrukversie
site-itself = de site zelf
page-taken = de pagina { $page } is al van { $by }
    .help = kies een andere bestandsnaam of een ander oud adres
page-renamed = de site heeft zelf een pagina { $wanted }, daarom heet deze { $page }
    .of-number = verwijzingen met het nummer leiden daarheen; geef het hoofdstuk een ander nummer als dat niet goed is
    .of-name = verwijzingen met de naam leiden daarheen; geef het bestand een andere naam voor een ander adres
alias-unusable = `{ $alias }` kan niet het adres van een pagina zijn
    .help = een oud adres is een naam in de map van de site, zoals 2.5.1 of oude-naam.html, of een pad daaronder, zoals oud/naam.html of oud/naam/
artifact-of = { $artifact } van { $chapter }
template-no-chapters = het sjabloon print.html heeft geen plaats voor de hoofdstukken
    .help = zet { $tag } waar ze horen
print-no-chapter = er is geen hoofdstuk `{ $name }` om af te drukken
    .help = noem hoofdstukken bij hun nummer, zoals "2" of "2.4.8"

## guide


## attachments

path-alike = bedoelde u { $found }? Let op de hoofdletters
image-empty = het bestand is leeg
image-damaged = het is beschadigd, of een deel van het bestand ontbreekt
image-damaged-or-other = het is beschadigd, of geen afbeelding in het formaat { $format }
image-damaged-at = het is beschadigd op regel { $line }
image-in-other-format = het is een { $format }-bestand, wat de naam ook zegt, en dat kunnen browsers niet tonen
image-no-svg = het is geen afbeelding in het formaat SVG
image-too-many-pixels = het is { $width } × { $height } pixels, en dat is te groot
image-too-large = het is te groot
image-of-rare-kind = het is van een zeldzame soort die hier niet te lezen is
image-no-webp = er is geen WebP van te maken: { $reason }
image-no-smaller = { $path } is niet kleiner te maken: { $reason }
    .help = open het in een fotoprogramma en bewaar het opnieuw als JPEG of PNG
image-unusable = { $path } is niet te tonen: { $reason }
    .help = open het in een fotoprogramma en bewaar het opnieuw, of maak het kleiner
image-unknown-format = browsers kunnen { $path } niet tonen: het is een { $format }-bestand
    .drawing = bewaar het als SVG of als PNG, en noem dat bestand
    .photograph = bewaar het als JPEG of PNG, en noem dat bestand
file-gone = { $path } hoort niet meer bij de gids
file-active = { $path } kan scripts uitvoeren op het adres van de site
    .help = publiceer het als PDF of in een zip, of vertrouw alle auteurs: raw_html = "allow" onder [markdown] in book.toml
paths-of-settings = een pad in book.toml begint bij de map van dat bestand

## theme

accent-illegible-on-light = tekst in { $colour } is slecht te lezen op een lichte pagina, die { $page } is
accent-illegible-on-dark = tekst in { $colour } is slecht te lezen op een donkere pagina, die { $page } is
accent-illegible-help = nu wordt { $colour } getoond; schrijf { $key } = "{ $colour }", of kies een andere kleur
built-in-theme = ingebouwde vormgeving
no-such-theme = er is geen vormgeving `{ $name }`
    .help = maak de map { $folder }, of verwijder de sleutel `name`
template-unreadable = het sjabloon is vanaf hier niet te lezen: { $said }
template-not-filled = het sjabloon is hier niet in te vullen: { $said }
template-no-value = het sjabloon gebruikt `{ $name }`, en dat is er niet
template-no-field = het sjabloon gebruikt `.{ $name }`, en dat is er niet
template-empty-value = het sjabloon toont hier een waarde die er niet is
template-unknown = Tera heeft geen { $kind ->
    [filter] filter
    [test] test
    [function] functie
   *[component] component
 } `{ $name }`
template-missing = er is geen sjabloon `{ $name }`
template-no-block = het sjabloon waarop dit verder gaat, heeft geen blok `{ $name }`
template-circle = het sjabloon `{ $name }` leidt weer naar zichzelf: { $chain }
template-help = sjablonen zijn geschreven in Tera; `wijkengids handbook 7.3` zegt wat elk sjabloon mag gebruiken
template-unused = geen pagina wordt gemaakt met het sjabloon `{ $name }`
theme-unusable = de vormgeving is niet te gebruiken: { $reason }
theme-part-unknown = { $path } is geen deel van een vormgeving en wordt niet gebruikt
    .help = zet het in de map { $folder }
theme-lacks-language = de vormgeving heeft geen woorden voor de taal `{ $language }`
    .help = kies bij `language` onder [book] een van { $known }, of vertaal de woorden in themes/<naam>/strings/{ $language }.toml
theme-strings-unreadable = de woorden van de vormgeving zijn vanaf hier niet te lezen
    .help = schrijf op elke regel sleutel = "tekst"
theme-strings-not-read = `{ $name }` wordt niet gelezen
    .help = de woorden van een taal staan in een bestand zoals nl.toml
theme-string-unused = niets gebruikt de tekst `{ $key }`
    .help = verwijder deze regel, of gebruik de tekst in een sjabloon van de vormgeving


## search


## history

history-unknown = het is niet bekend wanneer hoofdstukken voor het laatst zijn veranderd: { $reason }
    .install = installeer git van https://git-scm.com, of haal `updated` weg onder [site] in book.toml
    .keep = bewaar de gids in een git-repository, of haal `updated` weg onder [site] in book.toml
    .commit = leg de gids vast met een commit, of haal `updated` weg onder [site] in book.toml
    .trust = vertrouwt u die gebruiker: git config --global --add safe.directory { $folder }
    .write = schrijf `updated` dan zelf in de hoofdstukken
history-cut-off = deze kopie van de repository mist de oudere commits; hoofdstukken die sindsdien niet zijn veranderd, hebben daarom geen datum
    .help = haal alle commits op: git fetch --unshallow, of `fetch-depth: 0` waar de gids wordt gebouwd
git-not-started = { $program } start niet: { $reason }
git-too-slow = { $program } deed er langer dan { $seconds } seconden over
git-lost = { $program } is niet meer te bereiken: { $reason }
git-no-repository = dit is geen git-repository
git-no-commits = er is nog niets vastgelegd
git-other-owner = de repository is van een andere gebruiker van deze computer
git-failed = { $program } zegt: { $said }

## lessons


## book

meant = bedoelde u { $near }?

# Waar verwijzingen en links heen leiden.
no-chapter = er is geen hoofdstuk { $number }
    .near = kies een hoofdstuk dat er is, zoals { $chapters }
    .none = de gids heeft nog geen hoofdstukken met een nummer; maak er een met `wijkengids new`
no-chapter-named = er is geen hoofdstuk `{ $name }`
    .help = noem een hoofdstuk bij zijn nummer, of bij zijn bestandsnaam als het geen nummer heeft
title-of-many = `{ $name }` is de titel van { $count } hoofdstukken
    .help = noem een ervan bij zijn nummer: { $chapters }
draft-left-out = hoofdstuk { $name } is een concept en doet niet mee
    .help = maak het af en haal `draft: true` weg, of bouw met --drafts
no-file = er is geen bestand of hoofdstuk `{ $path }`
    .help = een pad begint bij de map van dit bestand, en alle bestanden staan in de map content/
    .slashes = schrijf gewone schuine strepen: { $path }
    .elsewhere = er is wel content/{ $near }; schrijf { $address }
file-of-author = `{ $path }` staat op uw eigen computer
    .help = lezers kunnen het niet openen: zet een kopie van het bestand in de gids, naast het hoofdstuk, en schrijf { $name }
outside-guide = `{ $path }` ligt buiten de gids
    .help = zet het bestand in de map content/
no-anchor-in-number = hoofdstuk { $number } heeft geen anker `{ $anchor }`
no-anchor-in-title = `{ $title }` heeft geen anker `{ $anchor }`
no-anchor =
    .help = elke kop is een anker: ## Een kop is #een-kop; of kies er zelf een met {"{"}#anker{"}"} achter een kop
    .alike = bedoelde u een van deze: { $anchors }?
    .lessons = de lessen zijn #{ $first } tot en met #{ $last }
    .only-lesson = de enige les is #{ $only }
    .no-lessons = het hoofdstuk heeft geen lessen; link naar het hele hoofdstuk, of naar een kop
unlisted-script = dit script wordt niet uitgevoerd: het staat niet in de lijst van de gids
    .help =
        vertrouwt u het, zet het dan in book.toml:
        {"["}site]
        scripts = {"["}"content/…"]

# De plaatsen van hoofdstukken.
lost-title = deze titel is niet te zien: in de kopgegevens staat een andere
    .help = haal een van de twee weg; een kop in de tekst begint met ##
folder-misplaced = de map { $folder } heeft nummer { $number }, en dat hoort niet in de map van { $above }
    .help = geef de map een ander nummer, of zet haar waar dit nummer hoort
home-has-not = de startpagina heeft geen `{ $key }`
    .help = haal de regel weg
text-of-folder-misnumbered = de tekst van de map van { $folder } zegt nummer { $number } te zijn
chapter-misplaced = hoofdstuk { $number } hoort niet in de map van { $folder }
    .help = verander het nummer, of zet het bestand in de map van dat nummer
    .in-full = een nummer wordt voluit geschreven: bedoelde u { $meant }? Zet het bestand anders in zijn eigen map
second-home = de startpagina is al { $path }
    .help = voeg de twee bestanden samen
number-taken = nummer { $number } is al van { $by }
    .help = geef een van de twee een ander nummer
name-taken = de pagina { $page } is al van { $by }
    .help = geef een van de twee bestanden een andere naam
the-home-page = de startpagina
folder-of-that-number = een map met dat nummer

## document


## source

front-matter-unreadable = de kopgegevens zijn niet te lezen
    .help = schrijf kopgegevens als `sleutel: waarde`, één per regel
front-matter-duplicate = `{ $key }` staat er twee keer
    .help = haal een van de twee weg
front-matter-unknown-value = `{ $value }` kan niet achter `{ $key }` staan
front-matter-missing = bij `{ $key }` ontbreekt `{ $missing }`
front-matter-date = `{ $value }` is geen datum
    .help = schrijf een datum als 2026-11-24
front-matter-number = `{ $number }` is geen nummer
front-matter-tab = deze regel begint met een tab, en dat kan niet in kopgegevens
front-matter-open-bracket = aan het eind van deze lijst ontbreekt { $end }
front-matter-indented = deze regel springt in, en hoort daarom bij de regel erboven
front-matter-no-key = deze regel heeft geen sleutel met een dubbele punt erachter
front-matter-wrong-kind = bij `{ $key }` hoort { $needed ->
    [text] één tekst
    [switch] true (ja) of false (nee)
    [list] een lijst
    [picture] een afbeelding met een alternatieve tekst
    [table] een groep sleutels
   *[other] een andere waarde
 }, en hier staat { $found ->
    [text] een tekst
    [number] een getal
    [switch] true of false
    [list] een lijst
    [table] een groep sleutels
   *[other] iets anders
 }
front-matter-table =
    .help = schrijf eronder wat erbij hoort, elke regel met twee spaties ervoor: `{ $key }:`
front-matter-quotes = deze tekst moet tussen aanhalingstekens staan
front-matter-quotes-open = de aanhalingstekens staan niet om de hele tekst
front-matter-backslash = tussen dubbele aanhalingstekens heeft een backslash een eigen betekenis
front-matter-quotes-sign = een tekst die met { $sign } begint, moet tussen aanhalingstekens staan
front-matter-quotes-colon = een tekst met een dubbele punt moet tussen aanhalingstekens staan
front-matter-footnote = kopgegevens kunnen niet naar een voetnoot verwijzen
    .help = verwijs ernaar in de tekst
front-matter-deep = hier staan te veel haken in elkaar
    .help = zet niet meer dan { $most } haken in elkaar
front-matter-no-space = achter de dubbele punt staat geen spatie
front-matter-unknown-key = kopgegevens kennen geen sleutel `{ $key }`
    .help = gegevens voor een eigen vormgeving horen onder `extra:`
front-matter-comment = wat achter # staat, telt als opmerking en valt weg
front-matter-start = kopgegevens beginnen met drie streepjes
    .help = schrijf hier ---
front-matter-end = kopgegevens eindigen met drie streepjes
    .help = schrijf hier ---
front-matter-toml = deze kopgegevens zijn als TOML geschreven
    .help = schrijf ze tussen regels van drie streepjes, als `title: …`, één per regel
front-matter-endless = de kopgegevens die hier beginnen, eindigen niet
    .help = sluit ze af met een regel van drie streepjes: ---
    .above = schrijf --- boven regel { $line }
front-matter-unopened = dit is gelezen als kopgegevens, maar er staat geen regel van drie streepjes boven
    .help = schrijf er --- boven
    .around = schrijf er --- boven en onder
control-character = in deze tekst staat een stuurteken, { $code }
    .help = haal het weg; er komt een spatie voor in de plaats
chapter-not-utf8 = dit bestand is geen UTF-8; { $encoding ->
    [utf-16] het lijkt UTF-16 te zijn
   *[other] het lijkt een oudere codering te hebben, zoals Windows-1252
 }
    .help = bewaar het opnieuw met de codering UTF-8
name-not-utf8 = de naam van { $name } is geen UTF-8
    .help = geef het bestand een andere naam
name-number-fault = { $name } heeft geen nummer: { $fault }
    .help = geef het een andere naam
no-plain-file = { $name } is { $what } en doet niet mee
    .help = zet het bestand zelf op die plaats
no-content = er is geen map { $path }
    .help = `wijkengids init` maakt een gids om mee te beginnen
stray = { $path } wordt niet gelezen: hoofdstukken zijn bestanden die op .md eindigen
    .rename = noem het { $name }; moeten lezers het kunnen downloaden, link er dan naar vanuit een hoofdstuk
    .import = maak er een hoofdstuk van met `wijkengids import`, of link ernaar vanuit een hoofdstuk, zodat lezers het kunnen downloaden
near-number = `{ $name }` heeft geen nummer; zo te zien is { $number } bedoeld
    .help = noem het { $name }; hoort er geen nummer bij, schrijf dan `number: false` in de kopgegevens
near-number-other = `{ $name }` heeft nummer { $read }; zo te zien is { $number } bedoeld
near-index = `{ $name }` is een hoofdstuk op zichzelf, en niet de tekst van de map
    .help = noem het index.md; is het wel een hoofdstuk op zichzelf, schrijf dan `number: false` in de kopgegevens

## config

no-title = de gids heeft geen titel
    .help =
        schrijf in book.toml:
        {"["}book]
        title = "…"
config-unknown-key = book.toml kent hier geen sleutel `{ $key }`
config-elsewhere = `{ $key }` hoort onder [{ $table }]
config-known-keys = hier kan staan: { $known }
config-unknown-value = `{ $value }` kan niet achter `{ $key }` staan
config-missing-key = bij `{ $table }` ontbreekt de sleutel `{ $key }`
config-duplicate = `{ $key }` staat er twee keer
    .help = haal een van de twee weg
config-wrong-kind = bij `{ $key }` hoort { $needed ->
    [text] een tekst
    [number] een getal
    [switch] true (ja) of false (nee)
    [list] een lijst van teksten
    [picture] een afbeelding met een alternatieve tekst
    [table] een groep sleutels
   *[other] een andere waarde
 }, en hier staat { $found ->
    [text] een tekst
    [number] een getal
    [switch] true of false
    [list] een lijst
    [table] een groep sleutels
   *[other] iets anders
 }
config-table = de naam van een groep sleutels staat tussen rechte haken
config-no-equals = tussen de sleutel en de waarde staat geen =
config-key = een sleutel is één woord, met - in plaats van spaties
config-no-value = achter `{ $key }` staat niets
config-curly-quotes = dit zijn niet de rechte aanhalingstekens van het toetsenbord
config-open-list = deze lijst eindigt niet
config-list = tussen de teksten van een lijst staat een komma
config-open-table = de accolade aan het eind ontbreekt
config-two-on-a-line = er staan twee sleutels op één regel
config-backslash = tussen dubbele aanhalingstekens heeft een backslash een eigen betekenis
config-inner-quotes = in deze tekst staan zelf aanhalingstekens
config-open-quote = er ontbreekt een aanhalingsteken
config-switch = ja en nee worden hier in het Engels geschreven
config-quotes = een tekst staat tussen aanhalingstekens
config-broken = deze regel van book.toml is niet te lezen
    .help = elke regel is sleutel = "waarde"
config-mdbook =
    .src = hoofdstukken staan altijd in de map content/
    .build = de map van het resultaat kiest u met `--out`
    .output = wat mdBook in [output.html] heeft, staat hier in [site] en [theme]
    .preprocessor = preprocessors zijn er niet; `wijkengids handbook 3` vertelt wat u hier met Markdown kunt
not-a-site = `{ $url }` is niet het adres van een site
    .help = schrijf het als "https://example.org/gids/"
not-a-host = `{ $origin }` is niet het adres van een server
    .help = schrijf het zonder pad, als "https://player.example.org"
not-an-editor = `{ $address }` is niet het adres van een webpagina met { $path } erin
    .help = schrijf het zo: "https://github.com/NAAM/REPOSITORY/edit/main/{ $path }"
not-an-address = `{ $address }` is geen adres waar pagina’s naar kunnen linken
    .help = schrijf een adres dat met https:// of http:// begint, of een mailadres
not-a-date = dit is geen datum
    .help = schrijf een datum als "2026-11-24"
not-this-date = `{ $written }` is geen datum
not-of-extension = `{ $path }` eindigt niet op .{ $extension }
    .help = schrijf het pad van een bestand dat op .{ $extension } eindigt
not-a-theme = `{ $name }` kan niet de naam van een vormgeving zijn
    .help = schrijf de naam van een map in themes/, zoals "eigen"
not-a-paper = `{ $paper }` is geen papierformaat
    .help = kies A3, A4, A5, B5, letter of legal, of schrijf breedte en hoogte: "170mm 240mm"
not-a-colour = `{ $colour }` is geen kleur
    .help = schrijf een kleur als #rrggbb, zoals "#a4371f"
fixed-rule = `{ $rule }` is altijd een fout: zonder dat is geen gids te bouwen
    .help = haal de regel weg

## lock

guide-is-being-changed = de hoofdstukken van deze gids worden op dit moment gewijzigd
guide-is-in-use = deze gids wordt op dit moment gebouwd, of de hoofdstukken worden gewijzigd
    .help = er is niets veranderd; wacht tot dat klaar is


## paths

link-leads-outside = een symbolische link in het pad leidt buiten de map
    .help = zet het bestand zelf op de plaats van de link
not-a-file = het is { $what } en geen bestand
    .help = verwijder het, of zet het ergens anders
file-too-large = het is groter dan { $megabytes } MB
    .help = verdeel het in kleinere bestanden
path-not-utf8 = de naam bevat tekens die niet te lezen zijn
    .help = geef het een andere naam
links-in-a-circle = de links erin leiden in een kring rond
    .help = verwijder een van de links
a-folder = een map
a-symbolic-link = een symbolische link
a-pipe = een doorgeefkanaal tussen programma’s
a-socket = een verbinding tussen programma’s
a-device = een apparaat
something-else = iets anders
left-by-no-move = iets wat niet van het verplaatsen van hoofdstukken komt
path-leads-outside = het leidt buiten de map waarin het begint
path-is-absolute = het begint bovenaan een schijf
path-has-nul = er staat een teken in dat in geen bestandsnaam mag staan
not-a-path = `{ $path }` kan geen pad zijn: { $reason }
    .help = schrijf een pad binnen de map van de gids, zoals "beeld/logo.svg"

## panics

fault-while-reading = wijkengids liep zelf vast bij het lezen van { $subject }: { $panic }
fault-while-parsing = wijkengids liep zelf vast bij het ontleden van { $subject }: { $panic }
fault-while-binding = wijkengids liep zelf vast bij het samenvoegen van { $subject }: { $panic }
fault-while-checking = wijkengids liep zelf vast bij het controleren van { $subject }: { $panic }
fault-while-making = wijkengids liep zelf vast bij het maken van { $subject }: { $panic }
internal-fault-help = dit is een fout van wijkengids en niet van de gids: meld het alstublieft, met het bestand erbij


## diagnostic

help-label = hulp:
older-text-is-used = { $problem }; wat eerder is gelezen, wordt gebruikt
merge-conflict = hier staan twee versies van deze tekst onder elkaar: een samenvoeging is niet afgemaakt
    .help = kies uit de regels tot ======= en die van daar tot >>>>>>>, en verwijder deze tekens
repeated = … en nog { $count } keer { $what }
repeated-in-file = … en nog { $count } keer { $what } in { $path }

# Wat met een bestand of map is geprobeerd, en waarom dat mislukte.
cannot-open = { $path } gaat niet open: { $reason }
cannot-read = { $path } is niet te lezen: { $reason }
cannot-write = { $path } kan niet worden opgeslagen: { $reason }
cannot-write-to = in { $path } kan niets worden opgeslagen: { $reason }
cannot-make = { $path } kan niet worden gemaakt: { $reason }
cannot-make-in = in { $path } kan geen map worden gemaakt: { $reason }
cannot-lock = { $path } kan niet worden afgesloten voor andere programma’s: { $reason }
cannot-move = { $path } kan niet worden verplaatst: { $reason }
cannot-replace = { $path } kan niet worden vervangen: { $reason }
cannot-keep = { $path } kan niet worden bewaard: { $reason }
cannot-set-permissions = de rechten van { $path } kunnen niet worden ingesteld: { $reason }
cannot-remove = { $path } kan niet worden verwijderd: { $reason }
cannot-use = { $path } is niet te gebruiken: { $reason }
cannot-recover = { $path } kan niet worden hersteld: { $reason }

# Opmerkingen die een regel uitzetten.
exemption-useless = `{ $name }` kan niet worden uitgezet
    .help = de naam van een regel staat tussen haakjes achter elke melding
exemption-of-fixed-rule = zonder deze regel kan geen gids worden gebouwd


## rule

no-such-rule = er is geen regel `{ $name }`
no-such-rule-but = er is geen regel `{ $name }`; bedoelde u `{ $near }`?


## suggestion


## span


## number

number-empty = een nummer kan niet leeg zijn
number-not-digits = een nummer heeft cijfers tussen de punten, zoals 2.4.8, of één hoofdletter vooraan, zoals A.1
number-too-large = een deel van het nummer is te groot
number-too-deep = een nummer heeft hoogstens { $levels } niveaus
