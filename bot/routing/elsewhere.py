"""Sentences that are for nobody at an IT desk: what a history lacks, since nobody files them."""

from __future__ import annotations

from typing import Final

SAID_ELSEWHERE: Final = tuple(
    line.strip()
    for line in """
    what will the weather be like in Lisbon this weekend
    who won the match last night
    happy birthday Laura, have a wonderful day
    anyone up for lunch at the noodle place around noon?
    thanks so much everyone, the party was brilliant
    how many ounces are there in a pound
    the fridge on our floor smells terrible again
    is there any milk left in the kitchen
    I will be out sick tomorrow, please cover for me
    how many holidays do I still have this year
    can you recommend a good dentist near the station
    what time does the museum close on Sundays
    tell me something funny about penguins
    who is taking the dog for a walk
    my train is late, start without me
    how do you say good morning in Korean
    we need a catchier slogan for the brochure
    please proofread this paragraph before Friday
    could somebody draw a logo with a bear and a mountain
    the taxi receipt from Vienna, who pays that
    when is payday this month
    congratulations on the new baby
    the plants by the window need water
    does anybody have an umbrella I could borrow
    what is the capital of Mongolia
    how long do I boil an egg
    play some quiet music
    remind me to call my mother at six
    how much is forty euros in Swiss francs
    is it safe to drink the tap water there
    what should I wear to the summer party
    please book me a table for four at eight
    are we allowed to bring kids on Thursday
    I lost my scarf, has anyone seen it
    the meeting was moved to three, see you there
    where can I park near the venue
    do you believe in ghosts
    how old are you
    what does serendipity mean
    roll two dice for me
    who makes the best pizza in town
    my back hurts, can I get another chair
    the heating is much too warm on the second floor
    the lift is stuck between two floors again
    a cleaner should come by, somebody spilled coffee
    what are the side effects of aspirin
    how far is it to the airport
    add eggs and bread to my shopping list
    are there any vegan places nearby
    I would like to change my health insurance
    wish me luck for tomorrow
    great job on the keynote, loved it
    is the canteen open on Friday
    the agency wants to know if we like the blue or the green one
    which photographer did we hire last autumn
    can the copywriter make this shorter
    what is our position on the new competitor
    I need a translator for an interview in Polish
    how do I file my travel expenses
    who decides about a pay rise
    wie wird das Wetter am Wochenende
    hat jemand Lust auf Mittagessen um zwölf
    herzlichen Glückwunsch zum Geburtstag
    ich bin heute krank und bleibe zu Hause
    wie viele Urlaubstage habe ich noch
    die Blumen im Flur müssen gegossen werden
    wer hat meine Tasse gesehen
    danke euch allen, das war ein toller Abend
    quel temps fera-t-il demain à Lyon
    qui vient déjeuner à midi
    joyeux anniversaire Claire
    je suis malade aujourd'hui, à demain
    combien de jours de congé me reste-t-il
    il n'y a plus de café dans la cuisine
    merci à tous, c'était une belle soirée
    qué tiempo hará mañana en Sevilla
    quién viene a comer a las dos
    feliz cumpleaños, que lo pases muy bien
    hoy estoy enfermo y no voy a ir
    cuántos días de vacaciones me quedan
    se ha acabado el café de la cocina
    gracias a todos, fue una noche estupenda
    como vai estar o tempo amanhã no Porto
    quem vem almoçar ao meio-dia
    parabéns pelo aniversário
    hoje estou doente e fico em casa
    quantos dias de férias ainda tenho
    acabou o leite na cozinha
    obrigado a todos, foi uma noite linda
    """.strip().splitlines()
)
