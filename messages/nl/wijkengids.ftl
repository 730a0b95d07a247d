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


## cli


## serve


## handbook


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


## check


## moving


## import


## formats


## new


## init


## workspace


## editions

printable-edition = de afdrukversie
site-itself = de site zelf
page-taken = de pagina { $page } is al van { $by }
    .help = kies een andere bestandsnaam of een ander oud adres
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


## search


## lessons


## book


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
no-plain-file = { $name } is { $what ->
    [link] een symbolische link
   *[other] { $what }
 } en doet niet mee
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

## exemption


## lock


## paths

not-a-path = `{ $path }` kan geen pad zijn: { $reason }
    .help = schrijf een pad binnen de map van de gids, zoals "beeld/logo.svg"

## panics


## diagnostic


## rule


## suggestion


## span


## number

