# Wat het programma zegt. Elk bericht staat ook in de andere talen, met dezelfde gegevens.
# Achter `.help` staat wat eraan te doen is. Een paragraaf voor elke kamer van src/.

## Words that others use

chapters = { $count ->
    [one] 1 hoofdstuk
   *[other] { $count } hoofdstukken
}
did-you-mean = bedoelde je `{ $near }`?
mended = schrijf: { $line }
mended-lines = schrijf in plaats van alle regels van `{ $key }`: { $line }
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
    .help = controleer de naam, en of het er nog staat
io-permission-denied = je hebt er geen rechten voor
    .help = vraag de beheerder van deze computer om rechten, of gebruik een andere map
io-already-exists = er bestaat al iets met die naam
    .help = kies een andere naam, of zet ergens anders wat er staat
io-storage-full = de schijf is vol
    .help = verwijder van die schijf wat je niet meer nodig hebt
io-quota-exceeded = de ruimte die je mag gebruiken is vol
    .help = verwijder daar wat je niet meer nodig hebt
io-read-only = op die schijf kan niets worden opgeslagen
    .help = gebruik een map op een andere schijf
io-file-too-large = het bestand is te groot voor die schijf
    .help = gebruik een map op een andere schijf
io-timed-out = het duurde te lang
    .help = probeer het opnieuw
io-interrupted = het werd onderbroken
io-not-a-directory = een deel van het pad is een bestand en geen map
    .help = noem een map, en geen bestand
io-is-a-directory = het is een map en geen bestand
    .help = geef die map een andere naam, of zet haar ergens anders
io-directory-not-empty = de map is niet leeg
    .help = zet ergens anders wat erin staat
io-invalid-filename = die naam mag niet van het systeem
    .help = geef het een andere naam
io-invalid-data = de inhoud is niet te lezen
io-unsupported = het systeem kan dat daar niet
io-busy = een ander programma is ermee bezig
    .help = sluit het programma dat het open heeft
io-crosses-devices = het staat op een andere schijf
io-address-in-use = een ander programma gebruikt het al
io-address-not-available = deze computer heeft dat adres niet
io-network = het netwerk is niet bereikbaar
io-connection-refused = daar antwoordt geen programma
io-out-of-memory = er is niet genoeg geheugen
    .help = sluit programma’s die je nu niet nodig hebt


## cli

usage = zo gaat het:
one-word-too-many = `{ $word }` is een woord te veel
new-needs-number = noem het nummer dat het hoofdstuk krijgt
new-needs-title = noem de titel van het hoofdstuk
new-title-not-utf8 = de titel is geen UTF-8
new-title-words = een titel van meer woorden staat tussen aanhalingstekens, en een map `{ $word }` is er niet
move-nowhere = zeg waar het hoofdstuk heen gaat: het nieuwe nummer, of --insert-before met een nummer
usage-value = bij { $argument } kan geen `{ $value }` staan
usage-no-value = achter { $argument } ontbreekt een waarde
usage-unknown = er is geen optie { $argument }
usage-no-command = er is geen opdracht `{ $command }`
    .help = `wijkengids --help` toont de opdrachten
usage-twice = { $argument } staat er twee keer
usage-conflict = { $argument } en { $other } gaan niet samen
usage-value-surplus = achter { $argument } staat geen waarde
usage-missing = { $what ->
    [from] noem het nummer van het hoofdstuk dat verhuist
    [chapter] noem het hoofdstuk, bij het nummer of bij de naam van de pagina
    [file] noem het bestand of de map
    [query] noem wat je zoekt
   *[other] dit ontbreekt: { $missing }
 }
usage-not-utf8 = een van de woorden is geen UTF-8
not-a-whole-number = `{ $written }` is geen heel getal dat hier past
    .help = schrijf een getal van { $from } tot en met { $to }
editor-empty = er staat geen programma
    .help = noem een programma, zoals --editor code, of schrijf --editor none
editor-quotes = in `{ $command }` wordt een aanhalingsteken niet gesloten
    .help = schrijf het andere aanhalingsteken waar de naam of het pad eindigt
init-title-empty = de titel is leeg
    .help = schrijf achter --title een titel, of laat --title weg
no-lessons = deze gids heeft geen lessen: een les is een kop die op {"{"}.les{"}"} eindigt
errors-and-strict-warnings = { $errors }, { $warnings }; met --strict tellen waarschuwingen als fouten
change-was-cut-off = een eerdere wijziging van de gids is afgebroken; alles is weer zoals het daarvoor was
build-was-cut-off = een eerdere keer bouwen is afgebroken; { $path } is weer zoals het daarvoor was
browser-not-opened = de browser gaat niet open: { $reason }
output-not-written = de uitvoer kan niet worden geschreven: { $reason }
made = gemaakt: { $path }
would-make = zou worden gemaakt: { $path }
now-run = ga verder met: { $command }
how-to-write = hoe je een gids schrijft: { $command }
rule-is-in-handbook = `wijkengids handbook { $rule }` legt een regel uit, hier { $rule }

# `build`
no-locks = het systeem kan die map niet afsluiten: laat intussen niets anders in { $path } bouwen
files-done = { $done } van { $all } bestanden
cards-without-codes = De kaarten hebben geen QR-code, want het adres van de site is niet bekend: zet base-url in book.toml, of gebruik --base-url
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
there-are-none = die zijn hier niet; laat dit weg
search-suggestion = bedoelde je: { $query }
search-nothing = niets gevonden

# `serve`
cannot-listen = de voorvertoning kan niet starten op { $place }: { $reason }
    .help = kies met --host een adres van deze computer, zoals 127.0.0.1
    .port-in-use = kies een andere poort, of laat --port weg
    .port-denied = kies een poort vanaf 1024
preview-ready = { $chapters }, { $lessons }: klaar in { $seconds } s
preview-shows-drafts = { $count ->
    [one] 1 hoofdstuk is een concept: je ziet het hier, lezers niet
   *[other] { $count } hoofdstukken zijn een concept: je ziet ze hier, lezers niet
}
preview-waits = de gids verschijnt zodra de fouten hersteld zijn
preview-is-open = iedereen die deze computer kan bereiken, kan de gids lezen op { $address }
    .to-edit = iedereen die deze computer kan bereiken, kan de gids lezen en veranderen op { $address }
preview-end = met Ctrl-C stopt de voorvertoning
preview-polls = dit systeem meldt hier niet dat bestanden veranderen: daarom wordt er steeds gekeken
preview-stays-good = { $what }: { $count ->
    [one] 1 melding
   *[other] { $count } meldingen
}, de laatste goede versie blijft staan
preview-updated = { $what }: { $pages }, { $milliseconds } ms


## serve

preview-stays = Je ziet de laatste versie die goed was.
preview-empty = De gids verschijnt zodra de fouten hersteld zijn.
preview-close = Sluiten
preview-open = Open in je editor
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
pdf-is-being-made = De PDF wordt gemaakt …
edit = Bewerken
edit-refused = vanaf deze pagina kun je de gids niet bewerken
    .help = laad de pagina opnieuw; is de voorvertoning gestart met `--read-only`, of op een andere computer zonder `--edit`, start haar dan anders
edit-unread = de aanvraag is onleesbaar: { $reason }
edit-kind = de aanvraag is niet van de soort { $kind }
edit-too-large = de tekst is te groot: hoogstens { $megabytes } MB
mend-with = Schrijf { $text }
edit-no-place = de tekst die je wilde veranderen staat niet meer waar hij stond
    .help = laad de pagina opnieuw en probeer het nog eens
edit-front-matter = de regels tussen --- en --- zijn onleesbaar, dus er kan niets bij
    .help = herstel ze eerst: je kunt ook de hele tekst van het hoofdstuk bewerken
edit-field-unread = “{ $field }” is niet zo op te schrijven dat het gelezen wordt zoals je het bedoelt
    .help = bewerk de hele tekst van het hoofdstuk, en schrijf het daar tussen de regels ---
edit-elsewhere = { $path } staat niet in de map met hoofdstukken
    .help = in de browser veranderen alleen hoofdstukken en de afbeeldingen ernaast: verander dit bestand in een ander programma
edit-through-link = naar { $path } leidt een koppeling: { $link }
not-noted-down = dit is gedaan, maar niet ongedaan te maken: { $reason }
save-conflict = het hoofdstuk is op dezelfde plek ook ergens anders veranderd
    .help = kies wat blijft: jouw tekst, de andere, of iets van beide
chapter-is-link = in plaats van dit hoofdstuk staat er een link naar een ander bestand: { $path }
chapter-is-folder = in plaats van dit hoofdstuk staat er een map: { $path }
chapter-is-no-file = in plaats van dit hoofdstuk staat er iets dat geen bestand is: { $path }
chapter-not-there = dit hoofdstuk is er niet
    .help = misschien is het verplaatst of verwijderd: laad de pagina opnieuw
    .instead = zet daar weer een gewoon bestand neer; wat je hier hebt getypt, blijft bewaard
file-is-read-only = { $path } mag je alleen lezen
    .help = het bestand is beveiligd tegen schrijven: geef jezelf het recht om te schrijven, of maak een kopie
nothing-to-undo = er is niets om ongedaan te maken
nothing-to-redo = er is niets om opnieuw te doen
not-undone-changed = { $path } is sindsdien op dezelfde plek veranderd
    .help = verander het met de hand, of haal de oude tekst uit je versiebeheer
    .given-up = deze stap is daarom overgeslagen: { $step }; verander het met de hand, of haal de oude tekst uit je versiebeheer
not-undone-gone = { $path } is er niet meer
step-replace = { $kind ->
    [paragraph] Alinea veranderd
    [heading] Kop veranderd
    [list] Lijst veranderd
    [quote] Citaat veranderd
    [box] Kader veranderd
    [example] Voorbeeld veranderd
    [table] Tabel veranderd
    [figure] Figuur veranderd
    [code] Code veranderd
    [footnote] Voetnoot veranderd
   *[other] Tekst veranderd
} in { $chapter }
step-insert = Tekst toegevoegd in { $chapter }
step-remove = { $kind ->
    [paragraph] Alinea verwijderd
    [heading] Kop verwijderd
    [list] Lijst verwijderd
    [quote] Citaat verwijderd
    [box] Kader verwijderd
    [example] Voorbeeld verwijderd
    [table] Tabel verwijderd
    [figure] Figuur verwijderd
    [code] Code verwijderd
    [footnote] Voetnoot verwijderd
   *[other] Tekst verwijderd
} uit { $chapter }
step-move = { $kind ->
    [paragraph] Alinea verplaatst
    [heading] Kop verplaatst
    [list] Lijst verplaatst
    [quote] Citaat verplaatst
    [box] Kader verplaatst
    [example] Voorbeeld verplaatst
    [table] Tabel verplaatst
    [figure] Figuur verplaatst
    [code] Code verplaatst
    [footnote] Voetnoot verplaatst
   *[other] Tekst verplaatst
} in { $chapter }
step-join = Alinea’s samengevoegd in { $chapter }
step-fields = Gegevens van { $chapter } veranderd
step-file = Hele tekst van { $chapter } veranderd
field-title = Titel
field-summary = Samenvatting
field-goals = Leerdoelen
field-authors = Auteurs
field-date = Gepubliceerd op
field-updated = Bijgewerkt op
field-themes = Thema’s
field-draft = Concept
field-lang = Taal
edit-save = Opslaan
edit-saved = Opgeslagen
edit-emptied = Dit blok is leeg. Het verdwijnt zodra je verdergaat.
edit-cancel = Annuleren
edit-close = Sluiten
edit-apply = Doorvoeren
edit-discard = Sluiten zonder op te slaan? Wat je hebt veranderd, gaat verloren.
edit-blocks = Blokken van dit hoofdstuk
edit-block = Blok
edit-marks = Opmaak
edit-edit-block = Bewerk { $what }
edit-edit-title = Bewerk (Enter) · Alt-↑/↓ verplaatst · Delete verwijdert
edit-add = Voeg iets toe
edit-add-after = Voeg iets toe na { $what }
edit-add-first = Voeg iets toe aan het begin
edit-field = { $what } bewerken
edit-new-field = Nieuw: { $what }
edit-field-keys = Ctrl-Enter slaat op, Escape laat het zoals het was.
edit-write-here = Schrijf hier …
edit-no-chapter = Deze pagina wordt gemaakt van wat in de hoofdstukken staat: bewerk die.
edit-bold = Vet
edit-italic = Cursief
edit-refer = Verwijzing of link
edit-list = Lijst
edit-footnote = Voetnoot
edit-move-up = Verplaats omhoog
edit-move-down = Verplaats omlaag
edit-moved-up = Omhoog verplaatst
edit-moved-down = Omlaag verplaatst
edit-moved-not = Verder kan niet
edit-remove = Verwijder dit blok
edit-removed = Verwijderd
edit-done = Klaar
edit-undo = Maak ongedaan
edit-undo-short = Ongedaan
edit-redo = Doe opnieuw
edit-redo-short = Opnieuw
edit-undone = Ongedaan gemaakt: { $what }
edit-redone = Opnieuw gedaan: { $what }
edit-dropped = Het is zoals het was.
edit-bring-back = Haal mijn tekst terug
edit-page-waits = { $what }. De pagina is er zodra de fouten in de gids zijn opgelost.
edit-fields = Titel en gegevens
edit-fields-short = Gegevens
edit-whole = Hele hoofdstuk als tekst
edit-whole-short = Tekst
edit-tree = Hoofdstukken
edit-not-saved-yet = Nog niet opgeslagen
edit-held = Even wachten: wat je typt, komt op zijn plaats zodra de voorvertoning antwoordt.
edit-not-written = Wat je typte, kon niet worden geschreven waar je klikte.
edit-unsaved = De voorvertoning is niet bereikbaar. Wat je schrijft, blijft in deze browser tot het kan worden opgeslagen.
edit-lost = De voorvertoning is niet bereikbaar.
edit-left = Hier staat nog tekst die niet is opgeslagen ({ $time }).
edit-left-homeless = Er is nog tekst die niet is opgeslagen, uit een hoofdstuk dat er niet meer is ({ $time }). Hier verder schrijven?
edit-go-on = Schrijf verder
edit-let-go = Gooi weg
edit-conflict = Deze tekst is ook ergens anders gewijzigd
edit-conflict-why = Kies welke tekst blijft, of maak er samen één van.
edit-conflict-removed = Deze tekst is ergens anders verwijderd
edit-conflict-removed-why = Jij schreef eraan verder. Kies of jouw tekst terugkomt op zijn plaats.
edit-conflict-elsewhere = Jij schreef eraan verder, en hij staat nu in { $chapter }. Kies wat er met jouw tekst gebeurt.
edit-change-there = Wijzig hem daar
edit-put-back = Zet mijn tekst terug
edit-leave-out = Laat hem weg
edit-mine = Jouw tekst
edit-theirs = De tekst in het bestand
edit-keep-mine = Houd mijn tekst
edit-keep-theirs = Neem die uit het bestand
edit-together = Samen
edit-together-hint = Waar beide versies dezelfde woorden hebben veranderd, staan ze allebei tussen haken: eerst die van jou.
edit-write-together = Maak er samen één van
edit-save-together = Sla deze tekst op
edit-kind-paragraph = alinea
edit-kind-heading = kop
edit-kind-lesson = les
edit-kind-list = lijst
edit-kind-numbers = genummerde lijst
edit-kind-quote = citaat
edit-kind-box = kader
edit-kind-example = voorbeeld
edit-kind-table = tabel
edit-kind-figure = figuur
edit-kind-code = code
edit-kind-html = HTML
edit-kind-rule = scheidslijn
edit-kind-footnote = voetnoot
edit-kind-definitions = begrippenlijst
edit-kind-other = blok
edit-is-lesson = Dit is een les
edit-heading-level = Niveau
edit-heading-of-level = Kop {$level}
edit-heading-keeps = Een alinea kan niet hebben wat deze kop heeft: { $what }
edit-heading-plain = Toch een alinea ervan maken
edit-box-kind = Soort
edit-code-language = Taal
edit-code-language-hint = python, bash, json
edit-lesson-themes = Thema’s
edit-lesson-themes-hint = zorg, veiligheid
edit-table-new = Nieuwe tabel
edit-table-edit = Tabel
edit-table-columns = Kolommen
edit-table-rows = Rijen
edit-table-size = { $columns } × { $rows }, met een rij koppen erboven
edit-table-make = Tabel maken
edit-table-done = Klaar
edit-table-row = Rij
edit-table-column = Kolom
edit-table-undo = Ongedaan maken
edit-table-add-row = Rij toevoegen
edit-table-add-column = Kolom toevoegen
edit-table-head = Kop van kolom { $column }
edit-table-head-hint = Kop
edit-table-cell = Rij { $row }, { $column }
edit-table-keys = Met Tab ga je naar de volgende cel; aan het eind komt er een rij bij. Met Shift-Enter begin je in een cel een nieuwe regel.
edit-table-row-above = Rij erboven
edit-table-row-below = Rij eronder
edit-table-row-up = Omhoog
edit-table-row-down = Omlaag
edit-table-row-remove = Rij verwijderen
edit-table-column-before = Kolom ervoor
edit-table-column-after = Kolom erna
edit-table-column-left = Naar links
edit-table-column-right = Naar rechts
edit-table-column-remove = Kolom verwijderen
edit-table-left = Tekst links
edit-table-center = Tekst in het midden
edit-table-right = Tekst rechts
edit-table-caption = Bijschrift
edit-table-caption-hint = Wat de tabel laat zien. Ze krijgt vanzelf een nummer, zodat je ernaar kunt verwijzen.
edit-reference-title = Verwijzen naar …
edit-reference-search = Nummer of woorden
edit-reference-found = Waar je naar kunt verwijzen
edit-reference-none = Niets gevonden. Probeer andere woorden.
edit-reference-keys = Kies met ↑ en ↓, en druk op Enter.
edit-reference-chapter = hoofdstuk
edit-reference-lesson = les
edit-reference-figure = figuur
edit-reference-table = tabel
edit-reference-anchor = kop
edit-figure-new = Nieuwe figuur
edit-figure-edit = Figuur
edit-figure-choose = Kies een afbeelding
edit-figure-another = Kies een andere afbeelding
edit-figure-drop = Of sleep een afbeelding hierheen, of plak er een.
edit-figure-alt = Wat is er te zien?
edit-figure-alt-hint = Zeg in één zin wat de afbeelding vertelt. Dit wordt voorgelezen aan wie haar niet kan zien.
edit-figure-decorative = Alleen versiering: ze vertelt niets
edit-figure-caption = Bijschrift
edit-figure-caption-hint = Staat onder de afbeelding. Met een bijschrift krijgt ze een nummer.
edit-figure-place = Figuur plaatsen
edit-figure-done = Klaar
edit-figure-missing = Kies eerst een afbeelding.
edit-figure-alt-missing = Zeg wat er te zien is, of dat het alleen versiering is.
edit-figure-no-image = Dit bestand is geen afbeelding.
edit-chapter-title = Over “{ $title }”
edit-chapter-summary-hint = In een paar zinnen: staat boven de tekst, en in lijsten en zoekresultaten.
edit-chapter-goals-hint = Wat weet de lezer na het lezen? Eén per regel.
edit-chapter-themes-hint = Eén per regel. Elke les van het hoofdstuk krijgt ze.
edit-chapter-authors-hint = Eén per regel.
edit-chapter-list-hint = Eén per regel.
edit-chapter-lang-hint = Alleen als die anders is dan die van de gids, zoals en.
edit-chapter-draft-hint = Een concept wordt niet gepubliceerd. Hier blijf je het zien.
edit-chapter-updated-hint = Wanneer het hoofdstuk het laatst is gewijzigd.
edit-is-draft = Concept
edit-apply-anyway = Toch doen
edit-plan-title = Wat er verandert
edit-plan-nothing = Verder verandert er niets.
edit-plan-leads-to = Het oude adres leidt naar { $chapter }
edit-plan-new = nieuw
edit-plan-gone = wordt verwijderd
edit-plan-file = 1 bestand
edit-plan-files = { $count } bestanden
edit-tree-title = Hoofdstukken
edit-tree-filter = Zoek een hoofdstuk
edit-tree-more = Er zijn meer hoofdstukken dan hier passen. Zoek om de andere te vinden.
edit-tree-draft = concept
edit-tree-drag = Sleep naar een andere plaats
edit-tree-open = Ga erheen
edit-tree-new = Nieuw hoofdstuk
edit-tree-new-after = Nieuw hoofdstuk erna
edit-tree-new-below = Nieuw hoofdstuk eronder
edit-tree-new-part = Nieuw deel aan het eind
edit-tree-retitle = Titel wijzigen
edit-tree-retitle-of = Een andere titel voor “{ $chapter }”
edit-tree-renumber = Nummer wijzigen
edit-tree-renumber-of = Een ander nummer voor “{ $chapter }”
edit-tree-insert = Verplaatsen vóór …
edit-tree-insert-of = “{ $chapter }” verplaatsen
edit-tree-make-draft = Concept maken
edit-tree-make-draft-of = Van “{ $chapter }” een concept maken
edit-tree-draft-hint = Een concept wordt niet gepubliceerd. Hier blijf je het zien, en kun je eraan verder schrijven.
edit-tree-publish = Geen concept meer
edit-tree-publish-of = “{ $chapter }” is geen concept meer
edit-tree-publish-hint = Vanaf nu wordt het met de gids gepubliceerd.
edit-tree-remove = Verwijderen
edit-tree-remove-of = “{ $chapter }” verwijderen
edit-tree-with-children = Ook de { $count } eronder
edit-tree-redirect-field = Wie het oude adres bezoekt, komt bij
edit-tree-redirect-none = niets: het adres verdwijnt
edit-tree-with-pictures = Ook de afbeeldingen die nergens anders staan ({ $count })
edit-tree-anyway = Toch verwijderen, al wordt ernaar verwezen
edit-tree-title-field = Titel
edit-tree-number-field = Nummer
edit-tree-number-hint = Het nummer is de plaats en het adres. Wat dat nummer nu heeft, schuift op.
edit-tree-before-field = Zet het vóór
edit-tree-make = Hoofdstuk maken

# What is stored, pasted and moved in the browser.
store-no-chapter = er is geen hoofdstuk { $path }
store-too-large = { $name } is { $size } MB, en een afbeelding mag hooguit { $most } MB zijn
    .help = maak het bestand kleiner, of kies een ander
store-no-image = { $name } is niet als afbeelding te tonen: { $reason }
    .help = kies een afbeelding in het formaat PNG, JPEG, GIF, WebP, AVIF of SVG
paste-images-gone = { $count ->
    [one] Eén afbeelding kon niet mee: sleep haar hierheen, of kies het bestand.
   *[other] { $count } afbeeldingen konden niet mee: sleep ze hierheen, of kies de bestanden.
}
paste-images-elsewhere = { $count ->
    [one] Eén afbeelding blijft op een andere site staan.
   *[other] { $count } afbeeldingen blijven op een andere site staan.
}
image-too-heavy = de afbeelding is groter dan { $most } MB
structure-no-number = “{ $number }” is geen nummer voor een hoofdstuk: { $reason }
    .help = schrijf het als 2.4.8, of als A.1 in een bijlage
structure-untitled = geef het hoofdstuk een titel
structure-number-taken = kies een ander nummer; het eerste vrije nummer is { $free }
structure-has-children = kies ervoor de hoofdstukken eronder ook te verwijderen, of verplaats die eerst
structure-referred-to = kies het hoofdstuk waar deze links voortaan heen leiden, of verwijder het toch en herstel daarna de links
structure-breaks = Er { $count ->
    [one] leidt 1 link
   *[other] leiden { $count } links
} naar wat je verwijdert, in { $chapters }. Zolang die er staan, kan de gids niet worden gepubliceerd.
    .draft = Er { $count ->
        [one] leidt 1 link
       *[other] leiden { $count } links
    } naar dit hoofdstuk, in { $chapters }. Zolang het een concept is, kan de gids daardoor niet worden gepubliceerd. Laat die links eerst ergens anders heen leiden.
step-new = Nieuw hoofdstuk “{ $title }”
step-renumber = { $old } verplaatst naar { $new }
step-remove-chapter = Hoofdstuk “{ $title }” verwijderd
step-title = Titel veranderd in “{ $title }”
step-draft-on = “{ $title }” tot concept gemaakt
step-draft-off = “{ $title }” van het concept af gehaald
step-images = { $count ->
    [one] Afbeelding bewaard
   *[other] { $count } afbeeldingen bewaard
}
box-plain = Kader
box-quotation = Citaat
edit-paste-too-much = Dit is te veel om in één keer te plakken. Plak het in delen, of maak er hoofdstukken van met wijkengids import. Wat er stond, is er nog.
paste-escaped = Tekens als * en # staan er als gewone tekens. Plak je met Ctrl-Shift-V, dan zijn ze Markdown.
paste-links-gone = { $count ->
    [one] Eén link leidde naar een plaats waar lezers niet bij kunnen; de tekst is gebleven.
   *[other] { $count } links leidden naar plaatsen waar lezers niet bij kunnen; de teksten zijn gebleven.
}


## handbook

handbook-has-not = het handboek heeft geen hoofdstuk, regel of kop `{ $topic }`
    .help = `wijkengids handbook --print` toont de hoofdstukken
handbook-has-not-but = het handboek heeft geen hoofdstuk, regel of kop `{ $topic }`; bedoelde je `{ $near }`?


## publish

site-as-it-was = de site die er stond, is niet veranderd
nothing-changed = er is niets veranderd
nothing-changed-and = er is niets veranderd; { $help }
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
    .help = er is niets veranderd; kies een nieuwe of lege map met --out, zoals --out public

## pdf

pdf-no-such-program = er is geen programma `{ $program }` om een PDF mee te maken
    .help = laat --pdf-engine weg, dan is er niets anders nodig; of { $install }
pdf-no-program = er is geen programma geïnstalleerd dat een PDF kan maken
    .help = { $install }; er is niets veranderd
pdf-install-on-macos = installeer WeasyPrint met `brew install weasyprint`, of gebruik Chrome of Edge
pdf-install-on-windows = installeer WeasyPrint met `pip install weasyprint`, of gebruik Chrome of Edge
pdf-install-on-linux = installeer WeasyPrint met `pip install weasyprint` of `apt install weasyprint`, of Chromium met `apt install chromium`
pdf-no-typesetter = in deze wijkengids zit geen zetprogramma dat PDF’s maakt
    .help = gebruik WeasyPrint of een browser met --pdf-engine, of bouw wijkengids met de feature `typeset`
pdf-parts-unmade = alleen van de hele gids is een PDF gemaakt: { $program } maakt er geen van elk deel
    .help = laat --pdf-engine weg, of `parts` in book.toml
pdf-other-engine = probeer een ander programma met --pdf-engine, of bouw zonder PDF
pdf-not-served = { $program } kan de pagina’s niet ophalen: { $reason }
pdf-not-made = { $program } heeft geen PDF gemaakt
pdf-not-started = { $program } start niet: { $reason }
pdf-interrupted = afgebroken
    .help = er is niets veranderd
pdf-too-slow = { $program } had na { $seconds } seconden nog geen PDF gemaakt
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
    .help = begin deze kop met { $signs }
heading-doubled = de kop “{ $title }” staat ook op regel { $line }
    .help = geef een van de twee een andere tekst, zodat lezers ze uit elkaar houden
heading-long = deze kop heeft { $length } tekens, meer dan { $limit }
title-long = deze titel heeft { $length } tekens, meer dan { $limit }
    .help = zeg het korter, of zet `title-length` hoger, onder [check] in book.toml
image-without-alt = deze afbeelding heeft geen alternatieve tekst
    .help = schrijf tussen de rechte haken wat er te zien is; een afbeelding die alleen versiering is, schrijf je als <img src="…" alt="">
image-unused = geen hoofdstuk toont deze afbeelding
    .help = toon de afbeelding ergens, of verwijder het bestand; het wordt niet gepubliceerd
table-without-header = deze tabel heeft geen kopregel
    .help = zet de namen van de kolommen in de eerste rij: een voorleesprogramma noemt ze bij elke cel
link-without-text = deze link heeft geen tekst
    .help = schrijf tussen de rechte haken waar de link heen leidt
link-vague = “{ $said }” zegt niet waar deze link heen leidt
    .help = noem wat daar staat: wie een voorleesprogramma gebruikt, hoort de links een voor een
near-reference = dit lijkt een verwijzing, maar is er geen
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
addresses-go-to-others = { $count } hoofdstukken, van { $first } tot en met { $last }, zijn verplaatst, en andere hoofdstukken krijgen hun oude adressen
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
new-number-first = het nummer komt vóór de titel
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
    .help = laat elke link ergens anders heen leiden met `wijkengids remove { $name } --redirect-to NUMMER`, verander zelf de teksten, of verwijder het hoofdstuk met --anyway en herstel de links daarna
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

# Wat niet kan worden geïmporteerd.
import-impossible = { $path } kan niet worden geïmporteerd
    .help = importeer gewone tekst (.txt), een pagina (.html), een Worddocument (.docx), een map daarmee, of de map van een site van mdBook of MkDocs
    .text = open het in Word of LibreOffice en bewaar het als Worddocument (.docx)
    .pdf = kopieer de tekst naar een bestand dat op .txt eindigt, of importeer het document waarvan de PDF is gemaakt
    .slides = kopieer de tekst naar een Worddocument (.docx), of bewaar de dia’s als afbeeldingen
    .sheet = kopieer de tabellen naar een Worddocument (.docx)
    .markdown = een hoofdstuk in Markdown kan zo in de map content/
import-other-name = { $path } is { $kind ->
    [word] een Worddocument
    [opendocument] een document van LibreOffice
    [older] een document van een oudere soort
    [pdf] een PDF
    [page] een pagina in HTML
    [picture] een afbeelding
   *[archive] een ZIP-bestand
 }, wat de naam ook zegt
    .help = noem het { $name }, en importeer dat
import-lock-file = in { $path } staat geen tekst: Word bewaart zo'n bestand naast een document dat open is
    .help = sluit het document in Word, en importeer het document zelf
import-left-out = { $path } is overgeslagen
import-unreadable = { $path } is niet te lezen: { $reason }
    .help = open het in Word en bewaar het als .docx
import-no-book = in { $folder } is niets om te importeren: geen teksten, en geen boek met een SUMMARY.md
    .help = noem een map met teksten (.txt, .html, .docx), de map van een site van mdBook of MkDocs, of bestanden
import-book-empty = het boek heeft geen hoofdstukken
    .help = schrijf ze in deze lijst, elk als een link: - [Titel](bestand.md)
import-site-empty = de site heeft geen pagina’s
    .help = zet ze in { $folder }: daar wordt gezocht
import-outside = { $reason }, en importeren leest alleen wat in de opgegeven map staat
import-pages-outside = de pagina’s staan in { $folder }, en die map wordt niet gelezen: { $reason }
    .help = kopieer ze naar de map die je importeert, en noem hier die plaats
import-settings-deep = de instellingen zijn niet te lezen: hier staat te veel in elkaar
    .help = haal weg wat hier niet nodig is
import-settings-unreadable = de instellingen zijn vanaf hier niet te lezen
    .help = schrijf instellingen als `sleutel: waarde`, één per regel; de fout kan ook een regel hoger staan
    .toml = schrijf instellingen als `sleutel = waarde`, één per regel, met tekst tussen aanhalingstekens
import-named-in-summary = het staat in de inhoudsopgave; haal het daar weg, of zorg dat het te lezen is
import-named-in-navigation = het staat in het menu van de site; haal het daar weg, of zorg dat het te lezen is
import-number-taken = { $number } is al van “{ $title }”
    .help = het eerste nummer dat vrij is: { $free }
    .move = geef eerst dat hoofdstuk een ander nummer: wijkengids move
    .under = zet het hele document onder een eigen nummer: --under { $free }
import-two-texts = twee teksten zouden allebei { $path } worden
    .help = geef een van de twee een andere titel of een ander nummer
    .under = neem ze na elkaar over, elk onder een eigen nummer, zoals met --under 1 en --under 2
import-exists = { $path } bestaat al
    .help = er is niets geschreven; zet dat bestand ergens anders, of importeer met --into naar een andere map
import-in-the-way = { $path } staat het importeren in de weg
    .help = haal het weg
import-running = er wordt al iets in { $folder } geïmporteerd
    .help = wacht tot dat klaar is
import-files-left = een deel van de geschreven bestanden staat er nog; de volgende keer importeren in deze gids ruimt ze op

# Wat een redacteur moet nakijken.
grouped = { $count } keer, voor het eerst hier: { $message }
    .help = { $help }; kijk naar { $places }
    .lines = kijk naar { $places }
    .places = de regels { $lines }
    .chapter = { $chapter } (regel { $lines })
import-in-chapter = het staat in { $chapter }
    .help = { $help }; het staat in { $chapter }
import-broken-off = een eerdere keer importeren is afgebroken: { $count ->
    [one] het bestand dat toen is geschreven, is eerst weggehaald
   *[other] de { $count } bestanden die toen zijn geschreven, zijn eerst weggehaald
}
import-title-guessed = er is geen regel met een titel gevonden; het is nu “{ $title }”
    .help = schrijf de titel die het moet hebben
import-no-number = er is geen nummer gevonden: dit wordt een hoofdstuk zonder nummer
    .help = hoort er een nummer bij, zet dat dan voor de naam van het bestand
import-number-behind = “{ $title }” is hier { $number }, achter de andere
    .help = verplaats het als het ergens anders hoort: wijkengids move
import-title-left-out = de titel van het document, “{ $title }”, is weggelaten: de hoofdstukken staan onder { $number }, en dat heeft al een titel
import-no-text = in { $path } staat geen tekst: het hoofdstuk is leeg
    .help = kijk of het wel het goede bestand is
import-name-taken = { $name }.html is een pagina die elke gids heeft, of die een andere tekst al heeft: dit hoofdstuk heet { $free }
    .help = geef het een andere titel, als je wilt
import-no-file = { $path } is overgeslagen: het is geen bestand, of het verwijst naar iets anders dan een bestand in de map die wordt geïmporteerd
    .help = zet het bestand zelf op die plaats
import-link-dead = de link naar { $address } is tekst geworden: die leidt naar iets wat hier niet is
    .help = link naar de plaats die bedoeld is
import-link-scheme = de link naar { $address } is tekst geworden: die leidt niet naar een pagina, mailadres of telefoonnummer
    .help = link naar de plaats die bedoeld is
import-appendix-letter = in de tekst staat “{ $said }”, en dat is hier bijlage { $letter }: de link klopt, de woorden zijn die van het document
    .help = schrijf daar de letter van de bijlage
import-page-number = een site heeft geen paginanummers: een verwijzing naar een bladzijde toont nu de titel, of is weggelaten achter een andere verwijzing
    .help = kijk of de zin goed loopt
import-image-missing = er is geen afbeelding { $image }; de omschrijving staat op haar plaats
    .help = zet de afbeelding naast het hoofdstuk, en noem haar daar
import-image-left-out = de afbeelding { $image } is weggelaten: { $reason }; de omschrijving staat op haar plaats
    .help = zet de afbeelding naast het hoofdstuk, en noem haar daar
import-image-unaddressed = een afbeelding zonder adres is weggelaten; de omschrijving is gebleven
    .help = zet de afbeelding naast het hoofdstuk, en noem haar daar
import-no-language = “{ $language }” is geen taal en is weggelaten
    .help = kies een taal in book.toml
import-language = de vormgeving heeft geen woorden in de taal “{ $language }”: vertaal ze in { $path }

# Boeken en sites.
import-addresses-lost = oude adressen die niet meer verder leiden, omdat andere pagina’s die naam hebben of geen pagina die kan hebben ({ $count }): { $first }
    .help = laat de server die de gids publiceert ze doorverwijzen
import-addresses-unused = { $count ->
    [one] 1 adres dat geen link gebruikt, is weggelaten
   *[other] { $count } adressen die geen link gebruikt, zijn weggelaten
}
import-redirect-lost = { $from } kan niet meer doorverwijzen naar { $to }: dat kan alleen van hele pagina’s naar pagina’s van de gids
    .help = laat de server die de gids publiceert doorverwijzen
import-redirect-gone = { $from } kan niet meer doorverwijzen naar { $to }, want dat is geen pagina van de gids
    .help = laat de server die de gids publiceert doorverwijzen
import-place-lost = `{ $written }` noemt een plaats die niet op de pagina staat: de link leidt nu naar de pagina
    .help = kijk waar de link heen moet leiden
import-link-lost = de link “{ $address }” leidt naar niets in het boek: de tekst is gebleven
    .help = link naar de plaats die bedoeld is
import-image-lost = de afbeelding “{ $address }” is er niet in het boek: de omschrijving is gebleven
    .help = zet de afbeelding naast het hoofdstuk, en noem haar daar
import-title-other = in de inhoudsopgave heet dit “{ $listed }”, op de pagina zelf “{ $own }”: het is de titel van de pagina geworden
    .help = verander de titel, als de andere beter is
import-page-title = de paginatitel “{ $title }” is weggelaten: de titel van het hoofdstuk wordt gebruikt
import-tab = het tabblad “{ $label }” staat onder de andere: gidsen hebben geen tabbladen
    .help = kijk of de tekst zo goed te lezen is
import-directive = `{ $written }` is hier niet bekend en is als tekst gebleven
    .help = schrijf wat er zou staan, of haal het weg
import-endless = `{ $written }` heeft geen eigen einde, een regel met `{ $end }`, en is als tekst gebleven
    .help = schrijf die regel waar het eindigt
import-not-included = `{ $written }` is niet te lezen en is als tekst gebleven: { $reason }
    .help = zet de tekst zelf op die plaats
import-includes-itself = het voegt zichzelf in
import-includes-much = het hoofdstuk voegt te veel in
import-code-hidden = { $count ->
    [one] 1 verborgen regel code is weggelaten
   *[other] { $count } verborgen regels code zijn weggelaten
}
    .help = schrijf ze in de code, als lezers ze nodig hebben
import-preprocessor = het hulpprogramma `{ $name }` van het boek werkt hier niet: wat het maakt, staat er zoals het was geschreven
    .help = kijk waar het boek dit gebruikt
import-formulas = formules zijn als tekst gebleven
    .help = zet er afbeeldingen van neer, of schrijf ze in woorden
import-part = hier begint het deel “{ $part }”: gidsen hebben geen delen zonder nummer, en daarom staat het onder `extra:`
    .help = maak er een hoofdstuk van met de andere eronder, als lezers het moeten zien
import-chapter-unwritten = “{ $title }” is nog niet geschreven: het wordt een concept
    .help = schrijf het, of haal het weg
import-chapter-outside = { $path } wordt niet gelezen, en het hoofdstuk is leeg: { $reason }
    .help = schrijf het, of kopieer de tekst erin
import-chapter-missing = { $path } bestaat niet: het hoofdstuk is leeg, zoals mdBook het ook zou maken
    .help = schrijf het, of haal het weg
import-chapter-forgotten = { $path } staat niet in de inhoudsopgave en is overgeslagen
    .help = zet het erin en importeer het boek opnieuw, of importeer dit bestand apart
import-no-chapter = “{ $text }” is geen hoofdstuk en is weggelaten
    .help = maak er een link naar een hoofdstuk van, als het er een is
import-levels = nummers hebben hier hoogstens { $most } niveaus: wat dieper lag, staat nu naast wat erboven lag
    .help = kijk of de hoofdstukken op de goede plaats staan
import-front-matter-deep = in de kopgegevens staat te veel in elkaar; ze zijn tekst geworden
    .help = schrijf wat ervan nodig is tussen regels van drie streepjes, als `sleutel: waarde`
import-front-matter = de kopgegevens zijn niet te lezen en zijn tekst geworden
    .help = schrijf ze tussen regels van drie streepjes, als `sleutel: waarde`, één per regel
import-keys-kept = { $keys } bewaard onder `extra:`
    .help = haal weg wat de vormgeving van de gids niet gebruikt
import-snippets = de tekstfragmenten in { $folder } zijn weggelaten: { $reason }
    .help = kopieer die map naar de map die je importeert
import-snippet = `{ $written }` kan niet worden ingevoegd en is als tekst gebleven
    .help = zet de tekst zelf op die plaats
import-page-unlisted = { $path } staat niet in het menu van de site: het wordt een hoofdstuk zonder nummer, achteraan
    .help = geef het een nummer, of haal het weg
import-page-twice = { $path } staat twee keer in het menu van de site: de eerste plaats is de zijne geworden
import-page-missing = { $path } bestaat niet: het hoofdstuk is leeg. Misschien maakte een plug-in het, of staat het ergens anders
    .help = schrijf het, of haal het weg
import-other-languages = pagina’s in andere talen zijn overgeslagen ({ $count }): een gids heeft één taal
    .help = importeer elke andere taal in een eigen gids
import-entry-foreign = { $address } leidt naar een andere site en staat niet in de inhoudsopgave
    .help = link ernaar in een hoofdstuk
import-entry-no-page = `{ $written }` is geen pagina en is weggelaten
    .help = link ernaar in een hoofdstuk
import-entry-outside = { $path } is overgeslagen: { $reason }
    .help = kopieer het naar de map die je importeert
import-settings-outside = de instellingen in { $path } zijn overgeslagen: { $reason }
    .help = kopieer wat ervan nodig is naar dit bestand
import-pattern = dit patroon is niet te lezen en is weggelaten
    .help = haal de pagina’s weg die het moest overslaan
import-patterns = deze patronen zijn niet te gebruiken: er is niets overgeslagen
    .help = haal de pagina’s weg die ze moesten overslaan
import-plugin = de plug-in `{ $name }` werkt hier niet: wat die maakt ontbreekt, of staat er zoals het was geschreven
    .help = kijk waar de site die gebruikt
import-extension = de uitbreiding `{ $name }` werkt hier niet: de tekens ervan staan er zoals ze waren geschreven
    .help = kijk waar de site die gebruikt
import-hooks = wat de eigen scripts (hooks) van de site maken ontbreekt, of staat er zoals het was geschreven
    .help = kijk waar de site ze gebruikt
import-icon = het pictogram { $icon } is als tekst gebleven
    .help = haal het weg, of schrijf wat het betekent
import-icons = het pictogram { $icon } en nog { $more } zijn als tekst gebleven
    .help = haal ze weg, of schrijf wat ze betekenen
import-abbreviations = wat afkortingen betekenen, staat in een lijst onderaan de pagina
    .help = zet de lijst waar die het meest helpt, of schrijf de afkortingen uit
import-folded = dit kader kan in MkDocs worden dichtgevouwen; hier staat het altijd open
    .help = kijk of de tekst zo goed te lezen is
import-contents = de inhoudsopgave hier is weggelaten: elke pagina heeft er al een
import-mkdocstrings = documentatie die mkdocstrings maakt, is als tekst gebleven
    .help = schrijf wat er zou staan, of haal het weg
import-attributes = de kenmerken { $written } zijn weggelaten: de vormgeving bepaalt hoe alles eruitziet
    .help = gebruik een klasse die je vormgeving kent, als het er anders uit moet zien

## formats

# Waarom een Worddocument niet te lezen is.
word-other = het is geen Worddocument (.docx)
word-part-broken = { $part } erin is beschadigd
word-part-large = { $part } erin is uitgepakt groter dan { $most } MB
word-no-text = er staat geen tekst in die te lezen is
word-text-broken = de tekst erin is beschadigd
word-attributes-many = op één plaats staan er meer dan { $most } eigenschappen in, en dat doet geen enkel programma

# Afbeeldingen en dergelijke die verloren gaan.
read-picture-kind = browsers kunnen de afbeelding{ $shown } niet tonen ({ $file })
    .help = bewaar de afbeelding in Word als PNG, en zet die waar nu de omschrijving staat
read-picture-elsewhere = de afbeelding{ $shown } zit niet in het document, maar staat op { $place }
    .help = zet de afbeelding waar nu de omschrijving staat
read-picture-gone = de afbeelding{ $shown } ontbreekt in het document
    .help = zet de afbeelding waar nu de omschrijving staat
read-chart = de grafiek{ $shown } is niet te lezen: de getallen staan nu in een tabel
    .help = bewaar de grafiek in Word als afbeelding, en zet die waar nu de omschrijving staat
read-graphic = { $what ->
    [chart] de grafiek
    [diagram] het diagram
    [drawing] de tekening
   *[other] het ingesloten object
 }{ $shown } is niet te lezen
    .help = bewaar dit in Word als afbeelding, en zet die waar nu de omschrijving staat

read-part-elsewhere = hier is een ander document ingevoegd, en dat is niet gelezen
    .help = open het document in Word en bewaar het opnieuw, dan wordt het één geheel, of importeer het andere document ook

# Wat is weggelaten.
read-comment = een opmerking uit Word staat in de tekst, waar alleen redacteuren die zien: “{ $comment }”
    .help = haal de opmerking weg als die is afgehandeld
read-contents = “{ $title }” is weggelaten: de site maakt zelf een inhoudsopgave
read-controls = { $count ->
    [one] 1 stuurteken, dat geen enkel programma toont, is weggelaten; het stond hier
   *[other] { $count } stuurtekens, die geen enkel programma toont, zijn weggelaten; het eerste stond hier
}
    .help = kijk of er een woord door is gebroken
read-deleted = “{ $text }” is in Word verwijderd terwijl wijzigingen werden bijgehouden, en is weggelaten
    .help = typ het opnieuw, als het moet blijven
read-form = een <{ $name }> is weggelaten: dat doet niets in een gids
    .help = zeg in de tekst waar het voor was
read-appendices = “{ $title }” heeft geen tekst en staat boven bijlagen, en is daarom weggelaten
read-hidden = “{ $text }” is verborgen tekst en is weggelaten
    .help = typ het in de tekst, als lezers het moeten zien
read-margin = “{ $text }” staat boven of onder elke bladzijde en is weggelaten
    .help = typ het in de tekst, als lezers het moeten zien
read-index = een register is weggelaten: een site heeft geen bladzijden, maar wel een zoekveld
    .help = kijk of lezers het missen
read-margin-picture = een afbeelding boven of onder elke bladzijde is weggelaten
    .help = zet die in de tekst, als lezers haar nodig hebben
read-note-empty = een voetnoot heeft geen tekst: de verwijzing ernaar is weggelaten
read-note-unreferred = niets verwijst naar de noot “{ $text }”, en daarom toont Word haar niet: ze is een opmerking in de tekst, die geen lezer ziet
    .help = schrijf haar waar ze hoort, of haal haar weg
read-row-deleted = de rij “{ $text }” is in Word verwijderd terwijl wijzigingen werden bijgehouden, en is weggelaten
    .help = typ de rij opnieuw, als die moet blijven
read-sign = een teken uit het lettertype { $font } is weggelaten: er staat nu “□”
    .help = typ daar het goede teken
read-surrounding = een <{ $name }> is weggelaten: “{ $start }…”
    .help = neem van de pagina over wat lezers nodig hebben
read-table-of-contents = een inhoudsopgave is weggelaten: de site maakt die zelf
read-title-twice = de titel stond hier nog een keer, en is weggelaten
read-words-outside = { $count ->
    [one] 1 woord buiten de <{ $name }> van de pagina is weggelaten
   *[other] { $count } woorden buiten de <{ $name }> van de pagina zijn weggelaten
}: menu’s en dergelijke
    .help = neem van de pagina over wat lezers nodig hebben

# Wat iets anders is geworden.
read-an-image = een afbeelding
read-above-title = { $said } staat boven de titel op regel { $line }: { $becomes ->
    [banner] dat is voor de banner gehouden, en staat in de kopgegevens
   *[text] dat staat nu aan het begin van de tekst
}
    .help = zet het ergens anders als het daar hoort, of haal het weg
read-attributes-many = een element heeft meer dan { $most } kenmerken: de andere zijn weggelaten
    .help = kijk of er iets aan ontbreekt
read-block-link = een link om hele alinea’s is weggelaten, de tekst is gebleven: de link leidde naar { $address }
    .help = maak een link van een paar woorden eruit
read-bold-heading = “{ $text }” is vet en staat alleen, en is daarom een kop geworden
    .help = haal de hekjes ervoor weg, als het geen kop is
read-box = een tabel met één cel is een kader geworden
    .help = haal de regels met ::: eromheen weg, als het geen kader is
read-deep = er staan meer dan { $most } onderdelen in elkaar: wat dieper staat is gewone tekst geworden
    .help = kijk naar de lijsten en tabellen daar
read-details = een uitklaptekst (<details>) is opengevouwen: de tekst staat gewoon op de pagina
    .help = zet er een kop boven, als dat nodig is
read-divided-word = “{ $first }” en “{ $second }” zijn één woord geworden
    .help = kijk of het streepje moet blijven
read-embedded = een <{ $name }> is een link geworden
    .help = kijk hoe je het wilt laten zien
read-encoding = dit bestand heeft niet de codering UTF-8, maar { $encoding }
    .help = kijk of de accenten goed zijn
read-formula = een formule is tekst geworden: “{ $text }”
    .help = kijk of die te lezen is, of zet er een afbeelding van de formule neer
read-frame = een tekstvak is een kader geworden, onder de alinea waar het bij stond
    .help = kijk waar het hoort
read-layout-table = een tabel die voor de opmaak van de pagina was, is uit elkaar gehaald: de cellen staan onder elkaar
    .help = kijk of de volgorde goed is
read-lessons = de inleiding kondigt { $count ->
    [one] 1 les aan en er volgt 1 kop: die is een les geworden
   *[other] { $count } lessen aan en er volgen { $count } koppen: elke kop is een les geworden
}
    .help = zijn het geen lessen, haal dan .les weg, of importeer de tekst opnieuw met --no-lessons
read-lessons-other = de inleiding kondigt { $promised ->
    [one] 1 les
   *[other] { $promised } lessen
} aan, maar { $count ->
    [one] er volgt 1 kop
   *[other] er volgen { $count } koppen
}: geen kop is een les geworden
    .help = zet .les achter de koppen die lessen zijn, of importeer de tekst opnieuw met --lessons, dan worden het er allemaal
read-lone-heading = “{ $text }” staat alleen en heeft geen punt, en is daarom een kop geworden
    .help = haal de hekjes ervoor weg, als het geen kop is
read-no-number-free = er is geen nummer meer vrij voor “{ $title }”: het heeft er geen
    .help = geef het bestand een nummer, als dat nodig is
read-number-twice = { $said } komt twee keer voor in het document: “{ $title }” is hier { $free }, het eerste nummer dat vrij is
    .help = verplaats het als het ergens anders hoort: wijkengids move
read-number-below = { $said } staat in het document onder { $parent }: “{ $title }” is hier { $free }
    .help = verplaats het als het ergens anders hoort: wijkengids move
read-caption-bare = het bijschrift “{ $text }” heeft geen woorden, zodat het nummer er twee keer staat: de gids telt zelf ook
    .help = schrijf wat er te zien is, in plaats van het nummer
read-table-headless = deze tabel heeft geen rij met de namen van de kolommen: de eerste rij is daarvoor gebruikt
    .help = schrijf de namen van de kolommen erboven, als dat niet klopt
read-tags-deep = er staan meer dan { $most } elementen in elkaar: die dieper staan zijn weggelaten, hun tekst is gebleven
    .help = kijk naar de lijsten en tabellen daar
read-text-deep = de onderdelen van de tekst staan te diep in elkaar: wat dieper staat is gewone tekst geworden
    .help = kijk naar de lijsten en tabellen daar
read-undivided = nergens is een kop als kop opgemaakt, dus viel er niets te splitsen: de tekst is één hoofdstuk geworden
    .help = geef de koppen de stijl van een kop, en importeer het dan opnieuw
read-unnumbered = “{ $title }” heeft geen nummer en staat tussen genummerde hoofdstukken: het is een kop in het hoofdstuk ervoor
    .help = is het een hoofdstuk, geef het dan in het document een nummer en importeer het opnieuw

## new


## init

init-taken = { $path } bestaat al
    .help = er is niets geschreven; kies een andere map: wijkengids init MAP


## workspace

chapters-of-guide = de hoofdstukken van { $path }
no-guide-here = hier is geen gids: { $path } ontbreekt
    .help = ga naar de map van een gids, of begin er een met `wijkengids init`
    .alike = geef { $found } de naam book.toml
    .above = de gids staat één map hoger: ga naar { $folder }, of noem die map achter de opdracht


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
links-lost-in-print = { $count ->
        [one] een link leidt
       *[other] { $count } links leiden
    } naar iets dat alleen op de site staat; in de pdf en het e-book is dat gewone tekst, want het adres van de site is niet bekend
    .help = zet base-url onder [site] in book.toml
epub-no-image = de afbeelding { $image } past niet in een e-book
    .help = in het e-book staat de alternatieve tekst, met een link als het adres bekend is; gebruik JPEG, PNG, GIF, SVG of WebP, in een bestand van de gids
epub-no-element = <{ $name }> kan niet in een e-book
    .linked = in het e-book staat een link naar wat hier te zien is, als dat een adres heeft, met de titel als tekst
    .control = de tekst erin blijft staan; wat lezers invullen of aanklikken valt weg
book-left-out = { $element } komt niet in het boek, want papier kan het niet tonen
    .help = zet wat het laat zien er ook als tekst, tabel of afbeelding bij
book-image-format = het boek kan de afbeelding "{ $path }" niet tonen en heeft in plaats daarvan de alternatieve tekst
    .help = bewaar de afbeelding als PNG, JPEG of SVG
cards-no-lessons = er zijn geen kaarten, want er zijn geen lessen om kaarten van te maken
    .help = geef een kop de klasse `les`, zie `wijkengids handbook 3.4`; kies je met `include` hoofdstukken, kies er dan met lessen
cards-no-typesetter = er zijn geen kaarten, want deze wijkengids is gebouwd zonder de zetter die ze maakt
    .help = bouw wijkengids met de feature `typeset`, of laat `cards` weg
card-too-small = op een kaart past niet alles van “{ $text }”; de tekst is daar afgebroken
    .help = maak de tekst korter

typeset-book = de PDF
typeset-no-thread = het systeem geeft geen ruimte om de PDF te zetten: { $reason }
typeset-too-slow = de PDF was na { $seconds } seconden nog niet gezet
    .help = zoek in de sjablonen van de vormgeving die eindigen op .typ naar een lus zonder einde, of gebruik een ander programma met --pdf-engine
typeset-too-large = het zetten van de PDF kostte meer dan { $megabytes } MB geheugen
    .help = zoek in dit sjabloon, of in die het gebruikt, naar een tekst, een lijst of pagina’s die blijven groeien, of gebruik een ander programma met --pdf-engine
typeset-no-process = het systeem laat de sjablonen van de gids niet los van wijkengids draaien: { $reason }
    .help = start wijkengids opnieuw; zonder eigen sjablonen die op .typ eindigen heeft de gids dat niet nodig
typeset-broke-off = het zetten van de PDF brak af ({ $reason })
    .help = zoek in dit sjabloon, of in die het gebruikt, naar iets dat niet ophoudt; sluit andere programma’s als het geheugen vol is
typst-error = Typst kan dit niet zetten. Het meldt (in het Engels): “{ $said }”
    .help = lees met `wijkengids handbook 7.3` wat een sjabloon als book.typ kan
typeset-own-template = zoek in { $path }, of in wat het gebruikt, naar een lus zonder einde, of naar een tekst, een lijst of pagina’s die blijven groeien; of gebruik een ander programma met --pdf-engine
typst-nested = dit zit dieper in elkaar dan Typst kan zetten, of het roept zichzelf aan
    .help = zet minder blokken in elkaar, en zoek een functie of een regel met show die zichzelf aanroept
typst-no-plugins = plug-ins kunnen hier niet worden gebruikt
typst-calls-no-function = hier wordt { $found } aangeroepen, en dat is geen functie
typst-other-kind = hier hoort `{ $wanted }` te staan, en er staat `{ $found }`
typst-unclosed = dit haakje wordt niet gesloten
typst-no-import = het andere sjabloon maakt dit niet
typst-no-key = hier is geen `{ $key }`
typst-no-item = deze lijst heeft minder onderdelen dan hier wordt gevraagd
typst-gives-up = het sjabloon stopt zelf: { $why }
typst-not-so = wat het sjabloon hier met assert eist, klopt niet
typst-drops-label = `{ $function }` in { $path } laat de `id` of de `caption` niet zien die het krijgt, en daar wordt naar verwezen; zo’n verwijzing leidt nu naar waar het begint
    .help = laat de functie alles zien wat ze krijgt, zoals in de ingebouwde vormgeving
typst-empty = { $path } is leeg, dus er is geen boek van te zetten
    .help = verwijder het, of begin met een kopie van dat van de ingebouwde vormgeving
typst-no-function = `{ $name }` is nergens gemaakt
    .help = een eigen sjabloon moet alles maken wat in handboek 7.3 staat: begin met een kopie van dat van de ingebouwde vormgeving
typst-no-argument = de functie kent het argument `{ $name }` niet
    .help = misschien is het sjabloon van een eerdere versie: vergelijk het met dat van de ingebouwde vormgeving
typst-lacks-functions = { $path } maakt { $functions } niet; daarvoor { $count ->
        [one] geldt die
       *[other] gelden die
    } van de ingebouwde vormgeving
    .help = misschien is het sjabloon van een eerdere versie: lees in handboek 7.3 wat het moet maken, en begin met een kopie van dat van de ingebouwde vormgeving
typst-lacks-arguments = `{ $function }` in { $path } kent { $count ->
        [one] het argument { $arguments } niet; wat dat zegt, staat niet in de PDF
       *[other] de argumenten { $arguments } niet; wat die zeggen, staat niet in de PDF
    }
    .help = misschien is het sjabloon van een eerdere versie: vergelijk het met dat van de ingebouwde vormgeving, of laat de functie `..rest` aannemen als ze niet meer nodig heeft
typst-endless = dit roept zichzelf aan of draait rond, en houdt niet op
    .help = zoek een functie, een regel met show of een lus zonder einde
typst-too-deep = dit zit dieper in elkaar dan Typst kan zetten
    .help = zet minder tabellen, lijsten, citaten of kaders in elkaar
typst-not-a-function = `{ $function }` in { $path } is geen functie
typst-takes-less = `{ $function }` in { $path } neemt niet alles aan wat het krijgt
typst-takes-more = `{ $function }` in { $path } vraagt om `{ $name }`, en krijgt dat niet
typst-must-take = het wordt aangeroepen als { $taken }: laat de functie dat aannemen, zoals in de ingebouwde vormgeving
typst-blank = `{ $function }` laat niets zien van de tekst die het krijgt
    .help = laat het eindigen met de tekst, zijn laatste argument, of begin met een kopie van het sjabloon in de ingebouwde vormgeving
    .named = laat het zien wat het krijgt, zoals de titel, of begin met een kopie van het sjabloon in de ingebouwde vormgeving
typst-no-label = niets in de PDF heeft het label { $name }, en hier wordt ernaar verwezen
    .help = elke functie van book.typ moet laten zien wat ze krijgt, met de `id` of de `caption` die erbij hoort: begin met een kopie van dat van de ingebouwde vormgeving
typst-overflow = dit sjabloon zit te diep in elkaar, of wat het maakt
    .help = zoek naar heel veel haakjes, bewerkingen of aanroepen achter elkaar, en naar een lus die alles wat ze heeft weer in iets anders zet
typst-no-clock = een sjabloon weet niet welke dag het is, zodat dezelfde tekst dezelfde PDF geeft
    .help = gebruik guide.date, de nieuwste datum van een hoofdstuk
typst-no-typeface = er is geen lettertype { $name }
    .help = zet het in de map assets van de vormgeving, of installeer het
typst-block-in-line = dit staat niet in de PDF: een blok past niet in een regel
    .help = gebruik in book.typ daar een box, of geef het een regel voor zichzelf
typst-unsettled = de pagina’s kwamen niet tot rust, dus een paginanummer in het boek kan onjuist zijn
    .help = laat in book.typ alleen van paginanummers afhangen wat geen tekst verschuift
typeset-still-busy = een eerdere versie van het boek wordt nog steeds gezet, en dat houdt niet op
    .help = zoek in de sjablonen van de vormgeving die eindigen op .typ naar een lus zonder einde, en start de voorvertoning opnieuw
typst-warning = Typst meldt hierover (in het Engels): “{ $said }”
pdf-breaks-standard = { $standard } staat dit niet toe. Typst meldt (in het Engels): “{ $said }”
    .help = verander het, of kies een andere pdf-standard in book.toml
pdf-no-alt = { $standard } vraagt bij elke afbeelding een alternatieve tekst, en die is er hier niet
    .help = geef er een; maak in een sjabloon van een afbeelding die niets vertelt een artifact: pdf.artifact(image(…))
pdf-unfit-character = { $standard } staat het teken { $character } niet toe, dat geen eigen vorm heeft
    .help = haal het weg; misschien kwam het mee uit een ander programma
pdf-unreadable-letters = { $standard } staat geen letters toe die niet te kopiëren of voor te lezen zijn
    .help = kies voor deze tekst een ander lettertype
pdf-undated = { $standard } vraagt om een datum, en geen enkel hoofdstuk heeft er een
    .help = zet bij een hoofdstuk `date`, of zet `updated = "git"` onder [site] in book.toml
typst-no-file = een sjabloon ziet alleen de bestanden van de vormgeving en van het boek
    .help = zet het bestand in de map assets van de vormgeving
typst-no-packages = pakketten kunnen hier niet worden gebruikt
pdf-claims-nothing = de PDF is gemaakt voor schermlezers, maar er staat niet in dat het { $standard } is
    .help = dat staat er wel in als de waarschuwingen hierboven zijn opgelost
pdf-untagged = de PDF is niet geschikt voor schermlezers en is dus geen { $standard }: Typst kan de volgorde van dit hoofdstuk niet vastleggen
    .help = meestal komt dat door een voetnoot in een titel of een kader: zet de noot in de lopende tekst
pdf-off-page = “{ $text }” past niet op de bladzijde en loopt van het papier af
    .help = maak het korter, of verdeel het over alinea’s of bladzijden
pdf-lines-off-page = { $count ->
        [one] hier past nog één regel niet op de bladzijde, en die loopt van het papier af
       *[other] hier passen nog { $count } regels niet op de bladzijde, en die lopen van het papier af
    }
pdf-picture-off-page = deze afbeelding past niet op de bladzijde en loopt van het papier af
    .help = maak haar kleiner, of zet haar buiten tabellen en kaders
pdf-no-glyph = geen enkel lettertype heeft { $count ->
        [one] het teken
       *[other] de tekens
    } { $characters }: in de PDF staat daar een blokje
    .help = installeer een lettertype dat het heeft, of zet zo’n lettertype in de map assets van de vormgeving
pdf-no-picture = Typst kan { $path } niet tekenen: in de PDF staat de alternatieve tekst
    .help = sla haar opnieuw op als PNG, JPEG of SVG
pdf-linked-picture = de tekening { $path } laat een ander bestand zien, en dat staat niet in de PDF
    .help = neem die afbeelding in de tekening zelf op, of sla de tekening op als PNG


## guide


## attachments

path-alike = bedoelde je { $found }? Let op de hoofdletters
image-empty = het bestand is leeg
image-damaged = het is beschadigd, of een deel van het bestand ontbreekt
image-damaged-or-other = het is beschadigd, of geen afbeelding in het formaat { $format }
image-damaged-at = het is beschadigd op regel { $line }
image-in-other-format = het is een { $format }-bestand, wat de naam ook zegt, en dat kunnen browsers niet tonen
image-no-svg = het is geen afbeelding in het formaat SVG
image-nested-deep = de elementen erin staan meer dan { $most } diep in elkaar
image-too-many-pixels = het is { $width } × { $height } pixels, en dat is te groot
image-used-often = de elementen erin gebruiken elkaar zo vaak dat een browser er niet mee klaar komt
image-too-large = het is te groot
image-of-other-kind = het is geen soort afbeelding die browsers tonen
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
template-unreadable = het sjabloon is vanaf hier niet te lezen (Tera: { $said })
template-no-tag = Tera heeft geen tag `{ $name }`
template-unclosed = `{ $tag }` wordt niet gesloten
    .before = schrijf { $end } vóór regel { $line }, waar iets anders wordt gesloten
    .beside = schrijf { $end } vóór wat op deze regel iets anders sluit
    .help = schrijf { $end } waar het eindigt
template-end-stray = `{ $name }` sluit hier niets af
    .help = haal het weg, of open ervoor wat het afsluit
template-open = het sjabloon eindigt voordat { $what ->
    [comment] een opmerking is gesloten
    [text] een tekst is gesloten
    [raw] een onbewerkt deel is gesloten
   *[tag] alles is gesloten
 }
    .help = schrijf { $what ->
    [comment] {"#}"} waar de opmerking eindigt
    [text] het andere aanhalingsteken waar de tekst eindigt
    [raw] {"{% endraw %}"} waar dat deel eindigt
   *[tag] wat ontbreekt, zoals {"{% endif %}, {% endfor %}, {% endblock %}"} of {"}}"}
 }
template-other-end = dit sluit `{ $start }` af als `{ $end }`
    .help = schrijf ook hier `{ $start }`, of laat de naam weg
template-block-twice = het sjabloon heeft het blok `{ $name }` twee keer
    .help = geef een van de twee een andere naam, of haal het weg
template-extends = `extends` staat niet vooraan, of staat er twee keer
    .help = schrijf het één keer, op de eerste regel van het sjabloon
template-outside = dit staat buiten de blokken, en zou niet te zien zijn
    .help = zet het tussen {"{% block … %} en {% endblock %}"}, in een blok van het sjabloon waarop dit verder gaat
template-reserved = `{ $name }` is een woord van Tera zelf
    .help = kies een andere naam
template-sign = in het sjabloon staat `{ $sign }`, en dat betekent hier niets
template-expected = in het sjabloon staat `{ $found }`, en daar hoort { $expected ->
    [name] een naam
    [text] een tekst tussen aanhalingstekens
    [value] een waarde
   *[sign] `{ $sign }`
 } te staan
template-no-list = het sjabloon gaat langs { $kind ->
    [text] een tekst
    [number] een getal
    [switch] true of false
   *[other] iets wat geen lijst is
 }, en dat kan alleen met een lijst
template-no-argument = hier ontbreekt `{ $name }`
    .help = schrijf het tussen de haakjes: { $name }=…
template-wrong-kind = dit kan niet met een waarde van deze soort
template-not-filled = het sjabloon is hier niet in te vullen (Tera: { $said })
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
style-other-site = `{ $address }` staat op een andere site, en lezers halen daar niets op
    .help = zet het bestand in de map assets van de vormgeving, en schrijf de naam ervan: url({ $name })
style-no-file = de vormgeving heeft geen bestand `{ $name }` in de map assets
    .help = zet het daar, of schrijf de naam van een bestand dat er is
style-open = wat deze accolade opent, eindigt niet; wat erna komt, werkt misschien niet
    .help = schrijf {"}"} waar het eindigt
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
    .install = installeer git, of haal `updated` weg onder [site] in book.toml
    .keep = bewaar de gids in een git-repository, of haal `updated` weg onder [site] in book.toml
    .commit = leg de gids vast met een commit, of haal `updated` weg onder [site] in book.toml
    .trust = vertrouw je die gebruiker: git config --global --add safe.directory { $folder }
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

meant = bedoelde je { $near }?

# Waar verwijzingen en links heen leiden.
no-chapter = er is geen hoofdstuk { $number }
    .near = kies een hoofdstuk dat er is, zoals { $chapters }
    .none = de gids heeft nog geen hoofdstukken met een nummer; maak er een met `wijkengids new`
no-chapter-named = er is geen hoofdstuk `{ $name }`
    .help = noem een hoofdstuk bij zijn nummer, of bij zijn bestandsnaam als het geen nummer heeft
    .address = zet het adres van een site tussen punthaken: <{ $name }>
title-of-many = `{ $name }` is de titel van { $count } hoofdstukken
    .help = noem een ervan bij zijn nummer: { $chapters }
leads-to-draft = deze link leidt naar { $chapter }, en dat is een concept: lezers krijgen het niet, en de gids kan zo niet worden gepubliceerd
    .help = laat de link ergens anders heen leiden, of maak van het concept een hoofdstuk
draft-left-out = hoofdstuk { $name } is een concept en doet niet mee
    .help = maak het af en haal `draft: true` weg, of bouw met --drafts
no-file = er is geen bestand of hoofdstuk `{ $path }`
    .help = een pad begint bij de map van dit bestand, en alle bestanden staan in de map content/
    .of-settings = een pad begint hier in de map content/
    .slashes = schrijf gewone schuine strepen: { $path }
    .elsewhere = er is wel content/{ $near }; schrijf { $address }
outside-guide = `{ $path }` ligt buiten de gids
    .help = zet het bestand in de map content/
no-anchor-in-number = hoofdstuk { $number } heeft geen anker `{ $anchor }`
no-anchor-in-title = `{ $title }` heeft geen anker `{ $anchor }`
no-anchor =
    .help = elke kop is een anker: ## Een kop is #een-kop; of kies er zelf een met {"{"}#anker{"}"} achter een kop
    .alike = bedoelde je een van deze: { $anchors }?
    .lessons = de lessen zijn #{ $first } tot en met #{ $last }
    .only-lesson = de enige les is #{ $only }
    .no-lessons = het hoofdstuk heeft geen lessen; link naar het hele hoofdstuk, of naar een kop
unlisted-script = dit script wordt niet uitgevoerd: het staat niet in de lijst van de gids
    .help =
        vertrouw je het, zet het dan in book.toml:
        {"["}site]
        scripts = {"["}"content/…"]

# De plaatsen van hoofdstukken.
lost-title = deze titel is niet te zien: in de kopgegevens staat een andere
    .help = haal een van de twee weg; een kop in de tekst begint met ##
folder-misplaced = de map { $folder } heeft nummer { $number }, en dat hoort niet in de map van { $above }
    .help = geef de map een ander nummer, of zet haar waar dit nummer hoort
home-has-not = bij de startpagina hoort geen `{ $key }`
    .help = haal de regel weg
text-of-folder-misnumbered = de tekst van de map met nummer { $folder } heeft zelf nummer { $number }
    .help = haal de regel `number` weg, of geef de map dit nummer
chapter-misplaced = hoofdstuk { $number } hoort niet in de map van { $folder }
    .help = verander het nummer, of zet het bestand in de map van dat nummer
    .in-full = een nummer wordt voluit geschreven: bedoelde je { $meant }? Zet het bestand anders in zijn eigen map
second-home = de startpagina is al { $path }
    .help = voeg de twee bestanden samen
number-taken = nummer { $number } is al van { $by }
    .help = geef een van de twee een ander nummer
name-taken = de pagina { $page } is al van { $by }
    .help = geef een van de twee bestanden een andere naam
the-home-page = de startpagina
folder-of-that-number = een map met dat nummer

## document

# Kaders.
box-nameless = dit kader heeft geen naam
    .help = geef het er een, zoals in `::: kader` of `::: tip`
box-unknown = er is geen kader van de soort `{ $name }`
box-kind-missing = `{ $name }` wordt gelezen als het soort kader, en niet getoond
    .help = schrijf het soort voor de titel: ::: kader { $name } …
box-open = het kader `{ $name }` wordt niet afgesloten
    .help = sluit het af met een regel van drie dubbele punten: :::
    .code = sluit eerst de code van regel { $line } af, met een regel { $fence }: het einde van het kader hoort nu bij de code
    .elsewhere = schrijf het hele kader in het citaat of de lijst, of helemaal erbuiten: de ::: die het afsluit, staat op regel { $line }
box-end-word = een kader wordt zonder woord afgesloten
box-end-stray = hier staat geen kader open dat kan worden afgesloten
    .help = haal de regel weg, of begin een kader met `::: kader`
near-box = hiermee begint of eindigt geen kader
    .help = schrijf er `::: kader` boven en `:::` onder; zie het handboek, 3.3
    .end = een kader eindigt met drie dubbele punten: :::
    .indented = schrijf hier `{ $line }`, en `:::` onder de tekst, die niet inspringt
near-box-indented = hiermee begint of eindigt geen kader: de regel springt in, en hoort daarom bij de tekst erboven
    .help = laat de regel vooraan beginnen, zonder spaties
near-alert = dit is geen melding
    .help = schrijf > [!{ $kind }] alleen op een regel, en > voor de regels eronder
alert-unknown = er is geen melding van de soort `{ $kind }`
    .help = kies uit NOTE, TIP, IMPORTANT, WARNING en CAUTION
    .near = bedoelde je [!{ $near }]?
near-indented = { $what ->
    [table] deze tabel
    [box] dit kader
   *[heading] deze kop
 } wordt als code getoond, omdat de regel inspringt
    .help = laat de regel vooraan beginnen, zonder spaties; is het wel code, zet die dan tussen regels met ```

# Koppen, lessen en wat tussen accolades staat.
heading-empty = deze kop heeft geen tekst
    .help = schrijf erachter waar het stuk over gaat, of haal de regel weg
heading-level-one = een enkele # is voor de titel van het hoofdstuk
    .help = begin een kop in het hoofdstuk met ##
heading-signs-spaced = deze hekjes worden getoond: er staat een spatie tussen
heading-front-matter = dit wordt als kop getoond: kopgegevens staan helemaal boven in een bestand
    .help = zet ze vanaf de eerste regel, tussen regels van drie streepjes
heading-dashes = deze regel met streepjes maakt een kop van de tekst erboven
    .help = laat er een regel boven leeg, als je een streep over de pagina bedoelt
near-heading = dit is geen kop
near-heading-joined = dit is geen kop: er staat geen spatie achter de hekjes
near-heading-long = dit is geen kop: er staan meer dan zes hekjes
    .help = schrijf er twee tot zes
near-heading-indented = dit is geen kop: de regel springt in, en hoort daarom bij de tekst erboven
    .help = laat de regel vooraan beginnen, zonder spaties
near-heading-merged = dit is geen kop: de hekjes staan niet aan het begin van de regel
    .help = begin een nieuwe regel, en laat de regel erboven leeg
near-line = dit wordt geen streep over de pagina: een tekstverwerker heeft de streepjes langer gemaakt
    .help = schrijf ---
title-footnote = een titel kan niet naar een voetnoot verwijzen
    .help = verwijs ernaar in de tekst
lesson-title = een hoofdstuk is geen les
    .help = schrijf onder de titel een kop met {"{"}.les{"}"}
lesson-word = `{ $word }` maakt geen les
    .help = bedoelde je {"{"}.{ $lesson }{"}"}?
lesson-class = `.{ $class }` maakt geen les
themes-without-lesson = alleen lessen hebben thema’s
    .help = bedoelde je {"{"}.les themes="…"{"}"}?
attribute-unknown = `{ $key }` betekent niets tussen accolades
    .help = schrijf een klasse als .klasse, een anker als #anker, en thema’s als themes="…"
near-braces = deze accolades worden als tekst getoond
    .size = haal ze weg: de vormgeving bepaalt hoe breed een afbeelding is
    .help = zet ze aan het eind van een kop, of van de regel waarmee een kader begint
    .lesson = zet ze aan het eind van een kop, achter een spatie: ## Titel {"{"}.les{"}"}
anchor-of-theme = ankers die met `wg-` beginnen, zijn van de vormgeving
    .help = kies een andere naam
anchor-unused = het anker `{ $anchor }` wordt niet gebruikt: er staat nog een anker achter
    .help = houd een van de twee
anchor-twice = het anker `{ $anchor }` komt twee keer voor in dit hoofdstuk
    .help = geef een van de twee een andere naam

# Tekst, lijsten en code.
near-bold = deze sterretjes worden als tekst getoond
    .help = zet er binnenin geen spatie, en zet aanhalingstekens erbuiten: "**wijk**"
near-highlight = deze tekens worden als tekst getoond
    .help = schrijf **wijk** voor vet, of *wijk* voor cursief
near-list = dit is geen lijst: de regels worden als één doorlopende tekst getoond
    .help = begin elke regel met een streepje en een spatie: - …, of met een nummer: 1. …
near-item = dit deel van een lijst wordt getoond als vervolg van de tekst erboven
    .help = laat het beginnen waar de andere delen beginnen, met een lege regel boven de lijst
list-counted = dit onderdeel wordt getoond als { $shown }: een lijst telt door vanaf het eerste onderdeel
    .help = schrijf de nummers zoals ze worden getoond; moet `{ $typed }` blijven, laat er dan een regel boven leeg en schrijf `{ $kept }`
near-task = dit is geen taak
    .help = schrijf [ ] voor een taak die nog moet, en [x] voor een die klaar is
near-code = hiermee begint of eindigt geen code
    .help = schrijf drie accenten: ```
foreign-command = dit is een opdracht voor een ander programma, en komt zo op de pagina
    .help = haal de regel weg, of zet er in gewone tekst wat de opdracht zou tonen
    .contents = haal de regel weg: elke pagina heeft al een inhoudsopgave
    .page = haal de regel weg: waar een nieuwe bladzijde begint, bepaalt de vormgeving
    .tab = maak van elk tabblad een kop, met de tekst eronder niet ingesprongen
    .caption = zet het bijschrift van een tabel eronder, achter `Tabel: `, en dat van een afbeelding tussen aanhalingstekens achter haar adres
code-open = dit blok code eindigt niet, en neemt alles mee wat erop volgt
    .help = sluit het af met een regel met { $fence }
code-next = dit blok code eindigt niet voordat het volgende begint, op regel { $line }
    .help = sluit het af met een regel { $fence }
code-words = wat achter deze tekens staat wordt niet getoond: hier wordt alleen de taal van de code gelezen
    .help = schrijf de tekst op een eigen regel, en de code daaronder
left-backtick = dit accent wordt als tekst getoond: de andere helft ontbreekt
    .help = schrijf `code` tussen twee accenten, of \` voor het teken zelf
left-bracket = dit haakje wordt als tekst getoond: de andere helft ontbreekt
    .help = schrijf [tekst](adres) of {"[[2.4.8]]"}, of zet er een schuine streep naar links voor als je het teken zelf bedoelt
left-asterisk = deze tekens worden als tekst getoond
left-mark = dit wordt als tekst getoond: de andere helft ontbreekt
    .help = zet { $mark } aan beide kanten van de woorden, of zet er een \ voor als het teken zelf bedoeld is
nested-deep = hier staan meer dan { $most } onderdelen in elkaar, zoals lijsten in lijsten
    .help = verdeel de tekst over hoofdstukken of koppen

# Tabellen.
table-ragged = deze rij heeft { $cells } cellen, en de tabel { $columns ->
    [one] 1 kolom
   *[other] { $columns } kolommen
}
    .help = de laatste cellen worden niet getoond: geef de tabel meer kolommen, of schrijf \| voor een streep in de tekst
table-line = deze regel is gelezen als een rij van de tabel
    .help = laat er een regel boven leeg
table-dashes = deze streepjes worden getoond als een rij van de tabel
    .help = een tabel heeft één regel met streepjes, onder de namen van de kolommen: haal deze regel weg, of begin een nieuwe tabel na een lege regel
caption-lost = dit bijschrift hoort bij geen enkele tabel
    .help = zet het meteen boven of onder de tabel
near-caption = dit is geen bijschrift, en komt zo op de pagina
caption-numbered = dit is geen bijschrift: er staat een nummer in
    .help = tabellen worden voor je geteld: schrijf `Tabel: …`
near-table-drawn = dit is geen tabel: tabellen worden niet met + getekend
    .help = schrijf | a | b |, daaronder |---|---|, en daaronder een regel voor elke rij
near-table-tabs = dit is geen tabel: er staan tabs tussen de kolommen
    .help = zet | voor, tussen en achter de cellen van elke rij, en schrijf { $dashes } onder de eerste
near-table-no-dashes = dit is geen tabel: er staan geen streepjes onder de bovenste rij
    .help = schrijf { $dashes } onder deze regel
near-table-no-header = dit is geen tabel: boven de streepjes ontbreekt de rij met de namen van de kolommen
    .help = schrijf de namen van de kolommen op de regel erboven
near-table-long-dashes = dit is geen tabel: een tekstverwerker heeft de streepjes langer gemaakt
    .help = schrijf { $dashes } eronder
near-table-no-gap = dit is geen tabel: de regels horen bij de tekst erboven
    .help = laat er een regel boven leeg
near-table-single = dit is geen tabel: er is maar één rij
    .help = schrijf { $dashes } onder de namen van de kolommen, en daaronder de rijen
near-table-mismatch = dit is geen tabel: de bovenste rij heeft { $header ->
    [one] 1 kolom
   *[other] { $header } kolommen
}, en de streepjes eronder zijn er voor { $columns }
    .help = geef beide evenveel kolommen

# Raad in gewone woorden, over cellen van tabellen en bijschriften.
plain-emphasis = haal deze tekens weg, of zet ze aan beide kanten tegen de woorden: de knoppen Vet en Cursief doen dat voor je
plain-code = haal dit teken weg, of zet het aan beide kanten van de woorden
plain-link = haal dit weg, of kies met de knop voor een verwijzing waar de woorden heen leiden
plain-footnote = haal dit weg, of schrijf de noot eerst in een alinea: bij het schrijven daarvan is er een knop Voetnoot
plain-ragged = een rechte streep in de tekst begint een nieuwe cel, en de laatste cellen worden niet getoond: haal de streep weg, of geef de tabel meer kolommen

# Links en afbeeldingen.
link-empty = deze link leidt nergens heen
    .help = schrijf tussen de haakjes waar de link heen leidt, zoals in [tekst](2.4.8)
link-runs-code = deze link voert code uit, in plaats van ergens heen te leiden
    .help = link naar een hoofdstuk, een bestand of een adres dat met https:// begint
link-no-site = `{ $address }` is niet het adres van een site
    .help = bedoelde je { $near }?
file-of-author = `{ $path }` staat op je eigen computer
    .help = lezers kunnen het niet openen: zet een kopie van het bestand in de gids, naast het hoofdstuk, en schrijf { $name }
link-spaced = dit is geen link: in het adres `{ $address }` staat een spatie
    .help = zet het adres tussen punthaken: (<{ $address }>)
link-undefined = nergens staat waar `{ $name }` heen leidt
    .help = schrijf op een eigen regel: [{ $name }]: https://…
link-unused = het adres van `{ $label }` wordt nergens gebruikt
    .help = link ernaar in de tekst: [{ $label }], of haal de regel weg
link-doubled = `{ $label }` heeft ook op regel { $line } een adres
    .help = geef een van de twee een andere naam, of haal er een weg: alleen de eerste telt
near-link = dit is geen link
    .help = schrijf [tekst](adres), zonder spatie ertussen, of alleen <adres>
    .parenthesis = sluit de link met een eigen haakje, achter dat van het adres: [tekst](https://…_(…))
near-definition = deze regel wordt als tekst getoond, en zegt niets over links
    .help = schrijf er alleen het adres achter: [{ $label }]: https://…
    .gap = laat er een regel boven leeg
near-image = dit is geen afbeelding: er staat een spatie achter het uitroepteken
    .help = schrijf ![ zonder spatie
image-is-document = een document kan niet als afbeelding op een pagina staan
third-party = dit komt van een andere site, en daarom krijgen lezers het niet te zien
    .help =
        bewaar het bestand naast het hoofdstuk, of noem de site in book.toml:
        {"["}site]
        embed = ["https://…"]

# Voetnoten.
footnote-missing = er is geen voetnoot `{ $label }`
    .help = schrijf de noot op een eigen regel: [^{ $label }]: …
footnote-empty = voetnoot `{ $label }` heeft geen tekst
    .help = schrijf de tekst op dezelfde regel: [^{ $label }]: …
footnote-unused = niets verwijst naar voetnoot `{ $label }`
    .help = verwijs ernaar in de tekst met [^{ $label }], of haal de noot weg
footnote-twice = voetnoot `{ $label }` staat ook op regel { $line }
    .help = geef deze een andere naam, of haal deze weg: alleen de eerste wordt getoond
near-footnote = dit is geen voetnoot
    .help = verwijs ernaar als [^naam], zonder spaties, en schrijf de tekst op een eigen regel: [^naam]: …
    .typed = schrijf [^{ $label }]: …, en verwijs ernaar met [^{ $label }]

# HTML.
comment-hides = deze opmerking eindigt niet, en verbergt wat erop volgt
comment-open = deze opmerking eindigt niet
    .help = schrijf `-->` waar de opmerking eindigt
    .near = bedoelde je `-->` waar nu `{ $written }` staat?
comment-end-stray = dit wordt als tekst getoond: hier staat geen opmerking open
    .help = schrijf `<!--` waar de opmerking begint, of → als er een pijl bedoeld is
near-comment = dit is geen opmerking
    .help = bedoelde je `<!--` waar nu `{ $written }` staat?
look-alike = dit wordt als tekst getoond: { $kind ->
    [unseen] er staat een onzichtbaar teken in ({ $code })
    [space] er staat een bijzondere spatie in ({ $code })
   *[sign] `{ $sign }` lijkt alleen op het teken dat bedoeld is
 }
    .help = typ het opnieuw: `{ $written }`
near-markdown = dit wordt getoond zoals het er staat: direct achter HTML wordt Markdown niet gelezen
    .help = laat een regel leeg onder de HTML en boven de regel die haar sluit, of schrijf het in HTML
near-character = dit wordt als tekst getoond: zo'n teken bestaat niet
    .help = schrijf &nbsp; of &euro; met een puntkomma erachter, of het teken zelf
near-tag = dit wordt als tekst getoond: er staat een spatie in
    .help = schrijf <b> en </b> zonder spaties, of &lt; voor het teken zelf
near-tag-quotes = dit wordt als tekst getoond: er staan aanhalingstekens binnen een waarde
    .help = schrijf &quot; voor een aanhalingsteken binnen een waarde
near-tag-unread = dit wordt als tekst getoond: het is niet geschreven zoals HTML dat wil
    .help = schrijf elk kenmerk als naam="waarde", of &lt; voor het teken zelf
frame-untitled = dit venster van een andere pagina (iframe) heeft geen titel
    .help = zeg wat erin te zien is: title="…"
html-attribute = browsers doen hier niets met het kenmerk `{ $name }`
    .help = zet het script in een sjabloon van je vormgeving
html-attributes-many = dit element heeft meer dan { $most } kenmerken
    .help = meer dan een paar zijn er niet nodig; haal de andere weg
html-base = het element `base` zou alle links van de pagina ergens anders heen leiden
    .help = haal het weg, en schrijf hele adressen
html-meta = dit element `meta` zou de hele pagina veranderen, of de lezer ergens anders heen sturen: het valt weg
    .help = haal het weg; een link brengt de lezer ergens anders heen
html-of-page = `{ $name }` is voor een hele pagina, en een hoofdstuk is een deel ervan: zulke tags vallen weg, hun tekst blijft
    .help = haal ze weg; de titel van een hoofdstuk staat in de kopgegevens
html-curly = HTML kent geen gekrulde aanhalingstekens
    .help = zet rechte om de waarde van een kenmerk: naam="…"
html-word = `{ $word }` wordt gelezen als kenmerk, en niet getoond
    .help = schrijf &quot; voor een aanhalingsteken binnen een waarde, en > waar het element begint met zijn tekst
html-declaration = dit wordt als tekst getoond: in HTML begint niets met <? of <!
    .help = schrijf &lt; voor het teken zelf
html-end-stray = { $tag } sluit niets af
    .help = haal het weg, of open het element ervoor
html-outdated = `{ $name }` hoort niet meer bij HTML
    .help = geef een span of div een klasse, en maak die op in assets/house-style.css van je vormgeving
    .abbreviation = schrijf <abbr title="…">
    .moving = schrijf een gewone alinea: niemand kan een tekst lezen die beweegt
    .struck = schrijf ~~tekst~~
    .code = schrijf `tekst`
html-script = browsers doen hier niets met het element `script`
    .help = zet het script in een bestand in assets/ van je vormgeving
html-script-foreign = browsers doen hier niets met scripts van andere sites
html-style = browsers doen hier niets met het element `style`
    .help = zet de stijl in een bestand in assets/ van je vormgeving
html-style-refused = de stijl `{ $style }` valt weg
    .help = geef het element een klasse, en maak die op in assets/house-style.css van je vormgeving
html-tag-open = dit element is niet af: > ontbreekt
    .help = sluit het af met >, of schrijf &lt; voor het teken zelf
html-unclosed = het element `{ $name }` wordt niet afgesloten
    .hides = het element `{ $name }` wordt niet gesloten, en verbergt wat erop volgt
    .help = schrijf </{ $name }> waar het eindigt, of `<{ $name }>` als het gewone tekst is

## source

front-matter-unreadable = de kopgegevens zijn niet te lezen
    .help = schrijf kopgegevens als `sleutel: waarde`, één per regel, en wat in een lijst staat als `- tekst`
front-matter-duplicate = `{ $key }` staat er twee keer
    .help = haal een van de twee weg
front-matter-unknown-value = `{ $value }` kan niet achter `{ $key }` staan
front-matter-missing = bij `{ $key }` ontbreekt `{ $missing }`
front-matter-date = `{ $value }` is geen datum
    .help = schrijf een datum als 2026-11-24
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
front-matter-language = `{ $written }` is geen afkorting van een taal
    .help = schrijf een afkorting, zoals nl, en, fy of en-GB
front-matter-html-comment = deze opmerking wordt als tekst getoond
    .help = haal haar hier weg; in de tekst van het hoofdstuk kan ze wel staan
front-matter-deep = hier staan te veel haken in elkaar
    .help = zet niet meer dan { $most } haken in elkaar
front-matter-no-space = achter de dubbele punt staat geen spatie
front-matter-unknown-key = kopgegevens kennen geen sleutel `{ $key }`
    .help = gegevens voor een eigen vormgeving horen onder `extra:`
front-matter-continued = deze regel hoort bij de tekst van `{ $key }`, en die staat op één regel
front-matter-space = deze regel begint met andere spaties, die van een webpagina of uit een tekstverwerker komen
front-matter-uneven-text = de regels van deze tekst beginnen niet recht onder elkaar
front-matter-space-behind = de spatie na de dubbele punt is van een andere soort, uit een webpagina of een tekstverwerker
front-matter-unknown-below = `{ $key }` heeft geen sleutel `{ $unknown }`
front-matter-uneven = de onderdelen van een lijst staan recht onder elkaar
front-matter-item = een onderdeel van een lijst begint met een streepje en een spatie
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
damaged-character = hier is een teken verloren gegaan: dit teken (U+FFFD) staat voor een teken dat niet te lezen was
    .help = typ het opnieuw, en kijk of er meer zijn in dit bestand
control-character = in deze tekst staat een stuurteken, { $code }
    .help = haal het weg; er komt een spatie voor in de plaats
chapter-not-utf8 = dit bestand is geen UTF-8; { $encoding ->
    [utf-16] het lijkt UTF-16 te zijn
   *[other] het lijkt een oudere codering te hebben, zoals Windows-1252
 }
    .help = bewaar het opnieuw met de codering UTF-8
foreign = dit bestand is { $kind ->
    [word] een Worddocument
    [opendocument] een document van LibreOffice
    [older] een document van een oudere soort
    [pdf] een PDF
    [page] een hele pagina in HTML
    [picture] een afbeelding
   *[archive] een ZIP-bestand
 }, en geen tekst in Markdown
    .import = zet het buiten content/, noem het { $name }, en maak er een hoofdstuk van: wijkengids import { $name }
    .convert = open het in Word of LibreOffice, bewaar het buiten content/ als Worddocument (.docx), en maak daar een hoofdstuk van met `wijkengids import`
    .pdf = importeer het document waarvan de PDF is gemaakt, met `wijkengids import`; moeten lezers hem kunnen downloaden, laat de naam dan op .pdf eindigen en link ernaar
    .picture = geef het de extensie die het had, zoals .png, en toon het in een hoofdstuk
    .help = geef het de extensie die het had; zitten er teksten in, pak ze dan uit en gebruik `wijkengids import`
name-not-utf8 = de naam van { $name } is geen UTF-8
    .help = geef het bestand een andere naam
name-number-fault = { $name } heeft geen nummer: { $fault }
    .help = geef het een andere naam
no-plain-file = { $name } is { $what } en doet niet mee
    .help = zet het bestand zelf op die plaats
no-content = er is geen map { $path }
    .help = `wijkengids init` maakt een gids om mee te beginnen
stray = { $path } wordt niet gelezen: hoofdstukken zijn bestanden die op .md eindigen
    .copy = is het een oudere kopie, zet die dan buiten content/
    .rename = noem het { $name }; moeten lezers het kunnen downloaden, link er dan naar vanuit een hoofdstuk
    .import = maak er een hoofdstuk van met `wijkengids import`, of link ernaar vanuit een hoofdstuk, zodat lezers het kunnen downloaden
near-number = `{ $name }` heeft geen nummer; zo te zien is { $number } bedoeld
    .help = noem het { $name }; hoort er geen nummer bij, schrijf dan `number: false` in de kopgegevens
    .folder = noem de map { $name }
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
    .help = houd een van de twee over, met alles wat erbij hoort
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
config-open-text = deze tekst eindigt niet: dat doen drie aanhalingstekens
config-yaml-list = een lijst staat tussen rechte haken, op de regel van de sleutel
config-open-list = deze lijst eindigt niet
config-list = tussen de teksten van een lijst staat een komma
config-open-table = de accolade aan het eind ontbreekt
config-two-on-a-line = er staan twee sleutels op één regel
config-backslash = tussen dubbele aanhalingstekens heeft een backslash een eigen betekenis
config-inner-quotes = in deze tekst staan zelf aanhalingstekens
config-open-quote = er ontbreekt een aanhalingsteken
config-switch = ja en nee worden hier in het Engels geschreven
config-quotes = een tekst staat tussen aanhalingstekens
config-comma = achter de waarde staat niets meer
config-over-lines = een sleutel en de waarde ervan staan op één regel
config-broken = deze regel van book.toml is niet te lezen
    .help = elke regel is sleutel = "waarde", of een opmerking die met # begint
config-mdbook =
    .src = hoofdstukken staan altijd in de map content/
    .build = de map van het resultaat kies je met `--out`
    .output = wat mdBook in [output.html] heeft, staat hier in [site] en [theme]
    .preprocessor = preprocessors zijn er niet; `wijkengids handbook 3` vertelt wat je hier met Markdown kunt
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
path-of-other-site = `{ $path }` staat op een andere site, en lezers halen daar niets op
    .help = zet het bestand in de map van de gids, en schrijf zijn pad, zoals "beeld/logo.svg"
not-a-path = `{ $path }` kan geen pad zijn: { $reason }
    .help = schrijf een pad binnen de map van de gids, zoals "beeld/logo.svg"

## panics

fault-while-reading = wijkengids liep zelf vast bij het lezen van { $subject }: { $panic }
fault-while-parsing = wijkengids liep zelf vast bij het ontleden van { $subject }: { $panic }
fault-while-binding = wijkengids liep zelf vast bij het samenvoegen van { $subject }: { $panic }
fault-while-checking = wijkengids liep zelf vast bij het controleren van { $subject }: { $panic }
fault-while-making = wijkengids liep zelf vast bij het maken van { $subject }: { $panic }
internal-fault-help = dit is een fout van wijkengids en niet van de gids: meld het alsjeblieft, met het bestand erbij


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
    .help = de naam van een regel staat tussen haakjes achter elke melding
no-such-rule-but = er is geen regel `{ $name }`; bedoelde je `{ $near }`?


## suggestion


## span


## number

not-a-number = `{ $number }` is geen nummer
number-empty = een nummer kan niet leeg zijn
number-not-digits = een nummer heeft cijfers tussen de punten, zoals 2.4.8, of één hoofdletter vooraan, zoals A.1
number-too-large = een deel van het nummer is te groot
number-too-deep = een nummer heeft hoogstens { $levels } niveaus
