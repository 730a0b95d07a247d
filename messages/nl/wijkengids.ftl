# Wat het programma zegt. Elk bericht staat ook in de andere talen, met dezelfde gegevens.
# Achter `.help` staat wat eraan te doen is. Een paragraaf voor elke kamer van src/.

## Words that others use

chapters = { $count ->
    [one] 1 hoofdstuk
   *[other] { $count } hoofdstukken
}
did-you-mean = bedoelde u `{ $near }`?
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


## moving


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


## guide


## attachments


## theme

accent-illegible-on-light = tekst in { $colour } is slecht te lezen op een lichte pagina, die { $page } is
accent-illegible-on-dark = tekst in { $colour } is slecht te lezen op een donkere pagina, die { $page } is
accent-illegible-help = nu wordt { $colour } getoond; schrijf { $key } = "{ $colour }", of kies een andere kleur
built-in-theme = ingebouwde vormgeving
no-such-theme = er is geen vormgeving `{ $name }`
    .help = maak de map { $folder }, of verwijder de sleutel `name`
template-error = fout in een sjabloon: { $reason }
    .help = sjablonen zijn geschreven in Tera; in de README staat wat elk sjabloon mag gebruiken
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


## lessons


## book


## document


## source


## config


## lock

guide-is-being-changed = de hoofdstukken van deze gids worden op dit moment gewijzigd
guide-is-in-use = deze gids wordt op dit moment gebouwd, of de hoofdstukken worden gewijzigd
    .help = er is niets veranderd; wacht tot dat klaar is


## paths

link-leads-outside = een symbolische koppeling in het pad leidt buiten de map
    .help = zet het bestand zelf op de plaats van de koppeling
not-a-file = het is { $what } en geen bestand
    .help = verwijder het, of zet het ergens anders
file-too-large = het is groter dan { $megabytes } MB
    .help = verdeel het in kleinere bestanden
name-not-utf8 = de naam bevat tekens die niet te lezen zijn
    .help = geef het een andere naam
links-in-a-circle = de koppelingen erin leiden in een kring rond
    .help = verwijder een van de koppelingen
a-folder = een map
a-symbolic-link = een symbolische koppeling
a-pipe = een doorgeefkanaal tussen programma’s
a-socket = een verbinding tussen programma’s
a-device = een apparaat
something-else = iets anders
left-by-no-move = iets wat niet van het verplaatsen van hoofdstukken komt
path-leads-outside = het leidt buiten de map waarin het begint
path-is-absolute = het begint bovenaan een schijf
path-has-nul = er staat een teken in dat in geen bestandsnaam mag staan
path-invalid = `{ $path }` is niet te gebruiken als pad: { $reason }


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
