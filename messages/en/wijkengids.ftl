# What the program says. Every message stands in the other languages too, with the same arguments.
# What follows `.help` says what to do. A section for each room of src/.

## Words that others use

chapters = { $count ->
    [one] 1 chapter
   *[other] { $count } chapters
}
did-you-mean = did you mean `{ $near }`?

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

