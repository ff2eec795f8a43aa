"""Past participles, for sentences in the passive."""

from __future__ import annotations

from onrecord.statements.rules.inflection import verb_forms

_PARTICIPLES = dict(
    pair.split(":")
    for pair in """
    be:been beat:beaten become:become begin:begun bind:bound bite:bitten blow:blown break:broken breed:bred
    bring:brought build:built buy:bought cast:cast catch:caught choose:chosen come:come cost:cost cut:cut deal:dealt
    dig:dug do:done draw:drawn drink:drunk drive:driven eat:eaten fall:fallen feed:fed feel:felt fight:fought find:found
    fly:flown forbid:forbidden forget:forgotten forgive:forgiven freeze:frozen get:got give:given go:gone grow:grown
    hang:hung have:had hear:heard hide:hidden hit:hit hold:held hurt:hurt keep:kept know:known lay:laid lead:led
    leave:left lend:lent let:let lie:lain light:lit lose:lost make:made mean:meant meet:met pay:paid put:put
    quit:quit read:read rebuild:rebuilt ride:ridden ring:rung rise:risen run:run say:said see:seen seek:sought sell:sold
    send:sent set:set sew:sewn shake:shaken shoot:shot show:shown shrink:shrunk shut:shut sing:sung sink:sunk sit:sat
    speak:spoken spend:spent split:split spread:spread stand:stood steal:stolen stick:stuck strike:struck swear:sworn
    sweep:swept swim:swum take:taken teach:taught tear:torn tell:told think:thought throw:thrown understand:understood
    undo:undone uphold:upheld wake:woken wear:worn weave:woven win:won wind:wound withdraw:withdrawn withhold:withheld
    write:written rewrite:rewritten overturn:overturned bet:bet bid:bid cap:capped ban:banned scrap:scrapped
    drop:dropped stop:stopped commit:committed permit:permitted trim:trimmed ship:shipped curb:curbed bar:barred
    drag:dragged plug:plugged strip:stripped swap:swapped top:topped transfer:transferred refer:referred defer:deferred
    rob:robbed jam:jammed tap:tapped wrap:wrapped equip:equipped map:mapped step:stepped rid:rid plan:planned
    pin:pinned pit:pitted cancel:cancelled control:controlled patrol:patrolled compel:compelled expel:expelled
    repel:repelled enrol:enrolled fulfil:fulfilled submit:submitted admit:admitted omit:omitted rig:rigged tag:tagged
    """.split()
)
"""Participles that are not formed by rule."""


def participle(verb: str) -> str:
    """Return the past participle of a verb."""
    return _PARTICIPLES.get(verb) or verb_forms(verb)[-2]
