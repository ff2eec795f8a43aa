"""Words that say what kind of speaker a phrase is, and whether a person is a he or a she."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HE = _words("he him his himself")
SHE = _words("she her hers herself")
THEY = _words("they them their theirs themselves")
IT = _words("it its itself")
FIRST = _words("i me my mine myself we us our ours ourselves")
RELATIVE = _words("who whom whose which that")
OTHER_PRONOUNS = _words(
    "you your yours everyone everybody someone somebody anyone anybody no-one nobody one each both this these those"
    " some many most few several others all none another either neither more"
)

PRONOUNS = HE | SHE | THEY | IT | FIRST | RELATIVE | OTHER_PRONOUNS
PLURAL_PRONOUNS = THEY | _words(
    "we us our ours ourselves you some many most few several others all none both these those everyone everybody"
)

TITLES = _words("mr mrs ms miss mx messrs sir dame lord lady dr prof rev fr sr sister brother imam rabbi hon")
"""Words before a name that are no part of it; those of office are in ROLE_HEADS and OFFICE."""
COURTESY = _words(
    "herr frau fräulein fraulein madame mme mlle monsieur señor señora senor senora senhor senhora signor signora"
    " primarius mag ing landesrat landesrätin landesratin pan pani"
)
"""Words before a name, of other languages, that are no part of it."""
ALSO_NAMES = _words(
    "king queen prince princess pope bishop archbishop dean major judge justice cardinal pastor general sheriff fellow"
    " star coach engineer teacher farmer banker trader lady emir sultan sheikh priest imam rabbi nurse lawyer marshal"
    " surgeon trustee speaker"
)
"""Roles that stand in names too: what precedes a name with such a word is not cut off."""
MALE_WORDS = _words(
    "mr sir lord brother king prince businessman congressman chairman spokesman councilman assemblyman man father son"
    " husband policeman statesman alderman gentleman boy"
)
FEMALE_WORDS = _words(
    "mrs ms miss dame lady sister queen princess businesswoman congresswoman chairwoman spokeswoman councilwoman"
    " assemblywoman woman mother daughter wife widow policewoman actress girl"
)

OFFICE = {
    "sen": "senator",
    "sens": "senator",
    "rep": "representative",
    "reps": "representative",
    "gov": "governor",
    "lt": "lieutenant",
    "gen": "general",
    "col": "colonel",
    "capt": "captain",
    "sgt": "sergeant",
    "maj": "major",
    "adm": "admiral",
    "pres": "president",
    "amb": "ambassador",
    "sec": "secretary",
    "atty": "attorney",
    "prof": "professor",
    "rev": "reverend",
    "dr": "doctor",
    "pm": "prime minister",
}
"""Written-out offices that stand before a name in short."""

STRIPPED_OFFICES = _words(
    "president senator governor mayor minister chancellor premier judge justice general secretary congressman"
    " congresswoman representative candidate ambassador senate house vice prime assemblywoman assemblyman councilwoman"
    " councilman spokeswoman spokesman spokesperson chairwoman chairman sheriff sergeant lieutenant captain colonel"
    " secretary archbishop cardinal"
)
"""Offices that entity recognition takes for a part of the name; a king's, queen's or pope's is."""
ROLE_HEADS = _words(
    "minister president premier chancellor secretary senator representative governor mayor congressman congresswoman"
    " lawmaker legislator deputy mp mep spokesman spokeswoman spokesperson chief head leader chair chairman chairwoman"
    " chairperson director commissioner ambassador envoy general admiral colonel captain lieutenant sergeant major"
    " judge justice prosecutor attorney lawyer counsel speaker whip candidate nominee contender hopeful challenger"
    " incumbent strategist adviser advisor aide pollster economist analyst professor researcher scientist historian"
    " author writer reporter journalist correspondent columnist editor anchor host moderator commentator pundit"
    " producer filmmaker activist organizer founder co-founder cofounder owner ceo executive manager president-elect"
    " king queen prince princess pope bishop archbishop cardinal pastor reverend imam rabbi priest sheriff officer"
    " commander coach trustee councillor councilor councilman councilwoman alderman assemblyman assemblywoman"
    " treasurer comptroller inspector superintendent principal dean fellow lecturer expert consultant doctor physician"
    " surgeon nurse teacher farmer businessman businesswoman entrepreneur investor billionaire mogul tycoon magnate"
    " actor actress singer comedian star running-mate mate surrogate operative delegate envoy negotiator diplomat"
    " mediator hydrologist coordinator administrator chief-of-staff strongman ruler dictator emir sultan sheikh"
    " crown-prince first-lady lady"
    " attendant resident veteran undersecretary vice-president rapporteur whistleblower informant engineer architect"
    " artist poet novelist biographer partner associate colleague scholar academic physicist biologist psychologist"
    " counterpart secretary-general republican democrat sociologist politician parliamentarian congressperson"
    " policymaker watchdog ombudsman regulator broker"
    " banker trader lobbyist unionist organiser trade-unionist caucus-chair statistician demographer epidemiologist"
)
SAME_OFFICE = {
    "congressman": "representative",
    "congresswoman": "representative",
    "congressperson": "representative",
    "pm": "minister",
    "premier": "minister",
    "chairwoman": "chair",
    "chairman": "chair",
    "chairperson": "chair",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "adviser": "advisor",
    "chief": "leader",
    "head": "leader",
    "secretary-general": "leader",
    "nominee": "candidate",
    "contender": "candidate",
    "hopeful": "candidate",
    "attorney": "lawyer",
    "justice": "judge",
}
"""Words for roles that an article changes freely, with the one that stands for them."""
HELD_BY_BODIES = _words(
    "leader owner founder partner producer head chair manager trader broker investor consultant regulator watchdog"
    " contender challenger candidate champion organizer organiser expert associate affiliate star king queen general"
)
"""Roles that a company or a club can have too."""
PORTFOLIOS = _words(
    "prime foreign defence defense finance interior home transport trade justice economy economic energy environment"
    " climate health education agriculture farm farming culture labour labor infrastructure infrastructures digital"
    " industry tourism migration immigration housing development equality water science sport sports fisheries fishery"
    " fishing ocean oceans maritime shipping logistics irrigation forestry mining oil petroleum resources railways"
    " aviation telecommunications technology research innovation employment pensions welfare youth heritage veterans"
    " emergencies commerce planning integration cooperation food works treasury"
)
"""Words that tell one minister from another: a transport minister is not the foreign minister."""
SAME_PORTFOLIO = {
    "defense": "defence",
    "labor": "labour",
    "fishery": "fisheries",
    "fishing": "fisheries",
    "ocean": "oceans",
    "infrastructures": "infrastructure",
    "farm": "agriculture",
    "farming": "agriculture",
    "sport": "sports",
    "economic": "economy",
}
"""Words of a portfolio that mean the same, with the one that stands for them."""
ROLE_MODIFIERS = PORTFOLIOS | _words(
    "prime foreign deputy vice former ex- ex acting interim interior home defense defence finance justice economy"
    " economic energy health education environment climate labor labour trade transport agriculture culture press"
    " general chief senior junior co- national security executive managing communications communication campaign"
    " political policy party opposition majority minority house senate congressional presidential"
    " vice-presidential gubernatorial mayoral republican democratic democrat conservative liberal gop attorney"
    " lieutenant major brigadier retired first crown high state federal assistant associate principal legal medical"
    " news sports police fire army navy air force military supreme district city county top chief financial operating"
    " research program programme programs regional local special permanent european public relations media digital"
    " field finance planning budget treasury tax human rights relations affairs staff council committee union"
    " longtime long-time veteran current then-  then late founding real estate reality tv talk radio show running"
    " secretary speaker"
)
PASSING = _words("new newly-elected outgoing incoming embattled long-serving newly-appointed")
"""Words before a role that say how long it is held."""
UNIQUE_OFFICES = _words(
    "president premier chancellor minister king queen prince princess emperor sultan emir pope archbishop mayor"
    " governor speaker secretary-general leader head chief chair chairman chairwoman chairperson ceo director commander"
    " ambassador ruler dictator treasurer sheriff patriarch president-elect vice-president commissioner chief-of-staff"
    " crown-prince first-lady"
)
"""Offices that only one person holds at a time in what they are of."""
GOVERNMENT_BODIES = _words(
    "ministry parliament government army navy embassy senate congress presidency treasury police consulate cabinet"
    " military duma bundestag knesset"
)
"""Words in the names of bodies of a state."""
UNNAMED_HEADS = _words(
    "unknown anonymous unnamed ally novice newcomer rival"
    " official source diplomat aide insider informant person individual figure lawmaker staffer employee worker witness"
    " bystander neighbor neighbour friend relative supporter critic opponent observer participant attendee voter"
    " resident protester demonstrator soldier fighter victim survivor passenger driver student parent refugee migrant"
    " operative donor member someone man woman boy girl caller user commenter reader listener viewer delegate"
    " bride groom schoolgirl schoolboy skipper grower"
)
"""One unnamed person, the same one each time "the official" returns."""
DOCUMENT_HEADS = _words(
    "banner placard sign poster"
    " poll polls survey surveys report reports study studies letter letters statement statements agreement accord"
    " treaty"
    " deal pact book books film movie documentary article articles story column editorial op-ed essay paper papers"
    " memo memorandum document documents email emails e-mail e-mails message messages tweet tweets post posts website"
    " site page transcript transcripts video videos footage tape recording clip audio photo picture image map chart"
    " slide slides data figures statistics numbers results findings analysis review assessment estimate estimates"
    " average averages bill law legislation act amendment constitution charter convention resolution ruling order"
    " decision opinion verdict lawsuit suit complaint indictment filing filings affidavit brief petition contract"
    " plan proposal platform manifesto speech release dispatch bulletin newsletter journal ad ads advertisement"
    " commercial trailer song play novel biography memoir record records returns budget guidelines guidance rule rules"
    " policy index ranking census communique communiqué declaration note headline caption diary blog podcast broadcast"
    " text texts evidence research science history records publication investigation inquiry audit"
)
UTTERANCES = _words(
    "statement statements letter letters message messages tweet tweets post posts email emails e-mail e-mails memo"
    " release note communique communiqué declaration op-ed speech announcement testimony petition"
)
"""Texts that are somebody's own words: whoever makes them is the speaker."""
GENERIC_BODIES = _words(
    "group union company firm bank party organization organisation bloc alliance agency charity newspaper paper"
    " magazine network outlet broadcaster watchdog think-tank thinktank campaign association federation league"
    " institute foundation club team ngo coalition society corporation pac"
)
"""Nouns by which an article calls an organization that it just named."""
SPEECH_HEADS = _words(
    "account claim claims remarks comments comment words argument arguments testimony view views assertion accusation"
    " allegation allegations missive position insistence contention suggestion response answer answers reply"
    " explanation rhetoric criticism attack attacks warning promise pledge belief opinion opinions stance threat"
)
"""What somebody said: its owner is the speaker ("her account", "Smith's remarks")."""
ORGANIZATION_HEADS = _words(
    "country nation"
    " ministry government administration campaign party company corporation firm bank court tribunal parliament"
    " congress"
    " senate assembly council committee commission agency department office bureau union federation association league"
    " alliance coalition bloc organization organisation institute institution university college school church"
    " foundation fund center centre network newspaper paper magazine outlet broadcaster channel station press agency"
    " police army military navy force embassy consulate cabinet board panel authority service services"
    " club team group ngo charity society think-tank thinktank camp delegation presidency chancellery palace kremlin"
    " bench lobby chain city state county province region district municipality town judiciary legislature house"
    " regime junta militia caucus"
)
GROUP_HEADS = _words(
    "people public media police crowd electorate family couple clergy majority minority percent percentage half third"
    " quarter some many others most few several women men children folks americans opposition left right establishment"
    " labor labour populace audience staff leadership community youth press personnel everyone everybody no-one nobody"
    " anyone number chorus group array handful dozen dozens hundreds thousands millions band set pair duo trio team"
)
PLURAL_LOOKING = _words("news politics congress press business series boss witness us this its his hers las los")

QUANTITIES = _words(
    "roster slew range series"
    " group majority minority number chorus array handful dozens hundreds thousands millions percent % some many most"
    " few several all members couple pair lot rest half third quarter bunch host string"
)
ORGANIZATION_NAME_WORDS = _words(
    "department committee commission council association institute university college party bank court ministry"
    " agency bureau union federation league foundation fund center centre network times post news journal herald"
    " tribune press inc inc. corp corp. ltd ltd. llc co group service board office house senate congress parliament"
    " society church police army force authority organization organisation coalition alliance caucus school company"
    " international campaign administration government magazine television radio media hospital team club project"
    " movement act convention"
)

COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "pair": 2, "duo": 2, "couple": 2, "trio": 3}
"""Words that say how many."""
JUDGING_ROLES = _words(
    "spokesperson reporter journalist correspondent columnist editor anchor host moderator commentator pundit analyst"
    " professor strategist pollster advisor aide manager author writer expert economist historian scholar judge"
)
"""Roles of those who speak about candidates and are none."""

KIN = _words(
    "wife husband spouse son daughter father mother brother sister cousin niece nephew uncle aunt widow widower"
    " grandson granddaughter grandfather grandmother stepson stepdaughter ex-wife ex-husband fiancee fiance partner"
)
OBJECT_VERBS = _words(
    "told asked urged accused called warned thanked praised blamed criticized criticised attacked met joined endorsed"
    " backed named invited hired quoted mocked defeated beat replaced succeeded supported opposed challenged pressed"
    " telling asking urging accusing calling warning thanking praising blaming criticizing attacking backing endorsing"
    " supporting opposing challenging tells asks urges accuses calls"
)
"""Verbs after which a name is whom somebody speaks to or of."""
PLURAL_VERBS = _words(
    "say have are were believe think argue want support oppose agree see hope fear know call insist warn claim are do"
)
"""Verbs whose form tells that several do it."""
PARTISANS = _words("democrat republican conservative liberal socialist")
PARTY_WORDS = {
    "gop": "republican",
    "republican": "republican",
    "democratic": "democrat",
    "democrat": "democrat",
    "libertarian": "libertarian",
    "green": "green",
    "labour": "labour",
    "conservative": "conservative",
    "tory": "conservative",
    "socialist": "socialist",
}
"""Words that say of which party a candidate or leader is, with the one that stands for them."""
EPITHETS = _words(
    " businessman businesswoman billionaire millionaire mogul tycoon magnate entrepreneur veteran politician star"
    " native"
    " candidate nominee contender hopeful incumbent challenger democrat republican conservative liberal socialist"
    " lawyer author writer man woman father mother grandfather grandmother"
)
"""Nouns by which an article calls a person it just spoke of: what he is, not an office that others hold."""

PREPOSITIONS = _words(
    "of for to by from with at in on about against into over under after before between among during including near"
    " inside outside through without within as like per via behind beside besides despite toward towards across"
)
CLAUSE_WORDS = _words(
    "who whom whose which that when where while and or but if because now then also speaking writing citing asked"
    " representing including said says saying has had is was were are who’s formerly previously"
    " here there familiar close"
    " supporting backing opposing aware involved briefed present able likely responsible based loyal opposed"
    " himself herself"
    " themselves itself quoted according"
)
WHEN_WORDS = _words(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight earlier later recently"
)
ARTICLES = _words("the a an")
POSSESSIVES = _words("his her its their my our your")
NAME_PARTICLES = _words("de del della di da do dos der den la le van von zu bin ibn al el of")
DETERMINERS = _words(
    "the a an this that these those his her its their my our your one another some any each every no many several few"
    " most all both other such certain two three four five six seven eight nine ten more various"
)
NUMBERS = _words(
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety"
)
INDEFINITE = NUMBERS | _words(
    "a an one another some any each every no many several few most all other such certain more various"
)


# fmt: off
_US_STATES = {
    "Alabama": "Ala AL", "Alaska": "AK", "Arizona": "Ariz AZ", "Arkansas": "Ark AR", "California": "Calif CA",
    "Colorado": "Colo CO", "Connecticut": "Conn CT", "Delaware": "Del DE", "Florida": "Fla FL", "Georgia": "Ga GA",
    "Hawaii": "HI", "Idaho": "ID", "Illinois": "Ill IL", "Indiana": "Ind IN", "Iowa": "IA", "Kansas": "Kan Kans KS",
    "Kentucky": "Ky KY", "Louisiana": "La LA", "Maine": "ME", "Maryland": "Md MD", "Massachusetts": "Mass MA",
    "Michigan": "Mich MI", "Minnesota": "Minn MN", "Mississippi": "Miss MS", "Missouri": "Mo MO",
    "Montana": "Mont MT", "Nebraska": "Neb NE", "Nevada": "Nev NV", "New Hampshire": "N.H NH",
    "New Jersey": "N.J NJ", "New Mexico": "N.M NM", "New York": "N.Y NY", "North Carolina": "N.C NC",
    "North Dakota": "N.D ND", "Ohio": "OH", "Oklahoma": "Okla OK", "Oregon": "Ore OR", "Pennsylvania": "Pa Penn PA",
    "Rhode Island": "R.I RI", "South Carolina": "S.C SC", "South Dakota": "S.D SD", "Tennessee": "Tenn TN",
    "Texas": "Tex TX", "Utah": "UT", "Vermont": "Vt VT", "Virginia": "Va VA", "Washington": "Wash WA",
    "West Virginia": "W.Va WV", "Wisconsin": "Wis Wisc WI", "Wyoming": "Wyo WY",
}
# fmt: on


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Return common given names with "m", "f", or nothing where men and women bear it alike."""
    lines = files("onrecord.actors").joinpath("given_names.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {name: gender.removeprefix("u") for gender, names in rows for name in names.split()}


@lru_cache(maxsize=1)
def us_states() -> dict[str, str]:
    """Return the states of the United States by what newspapers write in "(D-Calif.)", in lower case."""
    return {form.casefold(): state for state, forms in _US_STATES.items() for form in (state, *forms.split())}
