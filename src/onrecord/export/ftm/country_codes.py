"""The codes of countries and territories: ISO 3166-1 (alpha-2), and those that FollowTheMoney adds to it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from onrecord.actors.facts.countries import country_named

_CODES = """
ad Andorra; ae United Arab Emirates; af Afghanistan; ag Antigua and Barbuda; al Albania; am Armenia; ao Angola; ar
Argentina; at Austria; au Australia; az Azerbaijan; ba Bosnia and Herzegovina; bb Barbados; bd Bangladesh; be
Belgium; bf Burkina Faso; bg Bulgaria; bh Bahrain; bi Burundi; bj Benin; bm Bermuda; bn Brunei; bo Bolivia; br
Brazil; bs Bahamas; bt Bhutan; bw Botswana; by Belarus; bz Belize; ca Canada; cd Democratic Republic of the Congo;
cf Central African Republic; cg Republic of the Congo; ch Switzerland; ci Ivory Coast; cl Chile; cm Cameroon; cn
China; co Colombia; cr Costa Rica; cu Cuba; cv Cape Verde; cy Cyprus; cz Czech Republic; de Germany; dj Djibouti; dk
Denmark; dm Dominica; do Dominican Republic; dz Algeria; ec Ecuador; ee Estonia; eg Egypt; er Eritrea; es Spain; et
Ethiopia; fi Finland; fj Fiji; fm Micronesia; fo Faroe Islands; fr France; ga Gabon; gb United Kingdom; gb-nir
Northern Ireland; gb-sct Scotland; gb-wls Wales; gd Grenada; ge Georgia; gh Ghana; gi Gibraltar; gl Greenland; gm
Gambia; gn Guinea; gq Equatorial Guinea; gr Greece; gt Guatemala; gw Guinea-Bissau; gy Guyana; hk Hong Kong; hn
Honduras; hr Croatia; ht Haiti; hu Hungary; id Indonesia; ie Ireland; il Israel; in India; iq Iraq; ir Iran; is
Iceland; it Italy; jm Jamaica; jo Jordan; jp Japan; ke Kenya; kg Kyrgyzstan; kh Cambodia; ki Kiribati; km Comoros;
kn Saint Kitts and Nevis; kp North Korea; kr South Korea; kw Kuwait; kz Kazakhstan; la Laos; lb Lebanon; lc Saint
Lucia; li Liechtenstein; lk Sri Lanka; lr Liberia; ls Lesotho; lt Lithuania; lu Luxembourg; lv Latvia; ly Libya; ma
Morocco; mc Monaco; md Moldova; me Montenegro; mg Madagascar; mh Marshall Islands; mk North Macedonia; ml Mali; mm
Myanmar; mn Mongolia; mo Macau; mr Mauritania; mt Malta; mu Mauritius; mv Maldives; mw Malawi; mx Mexico; my
Malaysia; mz Mozambique; na Namibia; nc New Caledonia; ne Niger; ng Nigeria; ni Nicaragua; nl Netherlands; no
Norway; np Nepal; nr Nauru; nz New Zealand; om Oman; pa Panama; pe Peru; pg Papua New Guinea; ph Philippines; pk
Pakistan; pl Poland; pr Puerto Rico; ps Palestine; pt Portugal; pw Palau; py Paraguay; qa Qatar; ro Romania; rs
Serbia; ru Russia; rw Rwanda; sa Saudi Arabia; sb Solomon Islands; sc Seychelles; sd Sudan; se Sweden; sg Singapore;
si Slovenia; sk Slovakia; sl Sierra Leone; sm San Marino; sn Senegal; so Somalia; sr Suriname; ss South Sudan; st
Sao Tome and Principe; sv El Salvador; sy Syria; sz Eswatini; td Chad; tg Togo; th Thailand; tj Tajikistan; tl East
Timor; tm Turkmenistan; tn Tunisia; to Tonga; tr Turkey; tt Trinidad and Tobago; tv Tuvalu; tw Taiwan; tz Tanzania;
ua Ukraine; ug Uganda; us United States; uy Uruguay; uz Uzbekistan; va Vatican; vc Saint Vincent and the Grenadines;
ve Venezuela; vn Vietnam; vu Vanuatu; ws Samoa; xk Kosovo; ye Yemen; za South Africa; zm Zambia; zw Zimbabwe
"""


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    """Return from each code the name by which the country goes here."""
    codes = (entry.strip().partition(" ") for entry in " ".join(_CODES.split()).split(";"))
    return {code: country_named(name) or name for code, _, name in codes}


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    return {name: code for code, name in _names().items()}


def country_code(name: str) -> str | None:
    """Return the code of the country with this name, in small letters."""
    return _codes().get(country_named(name) or name)


def country_of_code(code: str) -> str | None:
    """Return the name of the country with this code."""
    return _names().get(code.lower())
