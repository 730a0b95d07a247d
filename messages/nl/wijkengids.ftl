# Wat het programma zegt. Elk bericht staat ook in de andere talen, met dezelfde gegevens.
# Achter `.help` staat wat eraan te doen is. Een paragraaf voor elke kamer van src/.

## Words that others use

chapters = { $count ->
    [one] 1 hoofdstuk
   *[other] { $count } hoofdstukken
}
did-you-mean = bedoelde u `{ $near }`?

## cli


## serve


## handbook


## publish


## pdf


## check


## moving


## import


## formats


## new


## init


## workspace


## editions


## guide


## attachments


## theme


## search


## lessons


## book


## document


## source


## config


## exemption


## lock


## paths


## panics


## diagnostic


## rule


## suggestion


## span


## number

