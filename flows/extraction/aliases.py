"""How English texts name what the tables hold: demonyms, capitals, offices, calibres. Data, by code.

A code that the tables no longer hold is passed over; a new row is found by its own name until a line is added here.
"""

from __future__ import annotations

ACTORS: dict[str, tuple[str, ...]] = {
    "ru": ("Russia", "Russian", "Russians", "Moscow", "Kremlin", "Russian Federation"),
    "kp": ("North Korea", "North Korean", "North Koreans", "Pyongyang", "DPRK", "N. Korea"),
    "ir": ("Iran", "Iranian", "Iranians", "Tehran", "Teheran"),
    "by": ("Belarus", "Belarusian", "Minsk"),
    "eg": ("Egypt", "Egyptian", "Cairo"),
    "ua": ("Ukraine", "Ukrainian", "Ukrainians", "Kyiv", "Kiev"),
    "eu": ("European Union", "EU", "Brussels", "E.U.", "the bloc", "EU member states", "EU members"),
    "de": ("Germany", "German", "Berlin"),
    "fr": ("France", "French", "Paris"),
    "cz": ("Czechia", "Czech Republic", "Czech", "Prague"),
    "dk": ("Denmark", "Danish", "Copenhagen"),
    "ee": ("Estonia", "Estonian", "Tallinn"),
    "lt": ("Lithuania", "Lithuanian", "Vilnius"),
    "gr": ("Greece", "Greek", "Athens"),
    "bg": ("Bulgaria", "Bulgarian", "Sofia"),
    "at": ("Austria", "Austrian", "Vienna"),
    "us": ("United States", "US", "U.S.", "USA", "American", "Americans", "Washington"),
    "gb": ("United Kingdom", "UK", "U.K.", "Britain", "British", "London"),
    "no": ("Norway", "Norwegian", "Oslo"),
    "kr": ("South Korea", "South Korean", "South Koreans", "Seoul", "Republic of Korea", "ROK", "S. Korea"),
    "rs": ("Serbia", "Serbian", "Belgrade"),
    "pk": ("Pakistan", "Pakistani", "Islamabad"),
    "in": ("India", "Indian", "New Delhi"),
    "nato": ("NATO", "Nato", "the Alliance"),
    "cz-initiative": (
        "Czech ammunition initiative", "Czech initiative", "Czech-led initiative", "Czech-led ammunition initiative",
        "ammunition initiative",
    ),
    "rheinmetall": ("Rheinmetall",),
    "coalition": ("Ukraine's partners", "partners of Ukraine", "Kyiv's partners", "Ukraine's allies", "Kyiv's allies"),
    "europe": ("Europe", "European", "Europeans", "European countries", "European allies"),
    "west": ("the West", "Western countries", "Western allies"),
}  # fmt: skip

ELSEWHERE: dict[str, tuple[str, ...]] = {
    "ru": (
        "росси", "росія", "росії", "росію", "росій", "рф", "москв", "кремл", "russland", "russisch", "russie", "russe",
        "rusia", "ruso", "rusa", "russia", "rosj", "rosyj", "rusk", "venemaa", "orosz", "rússia", "russo", "nga",
        "러시아", "ロシア", "俄",
    ),
    "kp": (
        "северн коре", "северокоре", "кндр", "пхеньян", "північн коре", "північнокоре", "nordkore", "corée du nord",
        "nord-coréen", "corea del nor", "norcore", "nordcore", "kore północn", "północnokorea", "severn kore",
        "severokorej", "coreia do norte", "norte-core", "korea utara", "triều tiên", "põhja-kore", "észak-kore",
        "pjöngjang", "phenian", "북한", "北朝鮮", "朝鲜",
    ),
    "ir": ("иран", "іран", "irán", "이란", "イラン"),
    "by": ("белорус", "беларус", "білорус", "weißrussland", "biélorus", "bielorrus", "białoru", "bělorusk"),
    "ua": (
        "украин", "україн", "киев", "києв", "київ", "ucrani", "ucraina", "ucraín", "ucraniano", "ukrajin", "ukrán",
        "kiew", "kijów", "kijow", "kyjev", "우크라이나", "ウクライナ",
    ),
    "eu": (
        "евросоюз", "ес", "європейськ союз", "євросоюз", "єс", "europäisch union", "union européenne",
        "unión europea", "união europe", "unione europea", "ue", "uni europejsk", "evropsk uni", "유럽연합",
    ),
    "us": (
        "сша", "соединенн", "американ", "вашингтон", "вашинґтон", "vereinigt staat", "états-unis", "estados unidos",
        "stati uniti", "stan zjednoczon", "spojen stát", "eeuu", "미국", "米国",
    ),
    "de": ("германи", "німеччин", "немецк", "німецьк", "deutsch", "allemagne", "alemania", "germania", "niem", "němec"),
    "fr": ("франци", "франці", "frankreich", "französisch", "francia", "francj"),
    "cz": ("чехи", "чешск", "чехі", "чеськ", "tschechi", "tchéqu", "checa", "cechia", "česk", "czesk"),
    "gb": ("британи", "британі", "великобритани", "großbritannien", "royaume-uni", "reino unido", "regno unito"),
    "kr": (
        "южн коре", "южнокоре", "сеул", "південн коре", "південнокоре", "südkore", "corée du sud", "corea del s",
        "sudcore", "surcore", "kore południow", "jižn kore", "coreia do sul", "한국", "韓国",
    ),
    "nato": ("нато", "otan", "나토"),
    "pk": ("пакистан",),
    "in": ("индия", "индии", "індія", "індії", "indien"),
    "rs": ("серби", "сербі", "serbien"),
    "ee": ("эстони", "естоні", "estland", "eesti"),
    "lt": ("литв", "litauen"),
    "dk": ("дания", "дании", "данія", "данії", "dänemark", "danmark"),
    "no": ("норвеги", "норвегі", "norwegen", "norge", "norvège"),
    "gr": ("греци", "греці", "griechenland"),
    "bg": ("болгари", "болгарі", "bulgarien"),
    "rheinmetall": ("рейнметал",),
    "europe": ("европ", "європ"),
    "west": ("запад", "захід", "заход"),
}  # fmt: skip
"""How names of a party begin in other languages, word by word: to find it in a document, never to read one."""

MUNITIONS: dict[str, tuple[str, ...]] = {
    "munition": ("rounds of ammunition", "ammunition rounds", "ammunition", "munitions", "round", "rounds"),
    "large-calibre-round": ("large-calibre rounds", "large-caliber rounds", "large-calibre ammunition"),
    "artillery-round": (
        "artillery shells", "artillery shell", "artillery rounds", "artillery round", "artillery ammunition", "shells",
        "shell", "rounds of artillery ammunition", "artillery munitions", "artillery projectiles",
    ),
    "artillery-round-155mm-guided": ("Excalibur rounds", "guided 155 mm shells", "guided 155 mm rounds"),
    "artillery-round-soviet-calibre": (
        "Soviet-calibre shells", "Soviet-caliber shells", "Soviet-calibre rounds", "Soviet-standard shells",
        "Soviet-calibre artillery rounds",
    ),
    "mortar-round": ("mortar rounds", "mortar shells", "mortar bombs"),
    "rocket": ("artillery rockets", "rockets", "rocket"),
    "rocket-122mm": ("122 mm rockets", "Grad rockets", "122 mm Grad rockets", "122 mm multiple rocket launcher rounds"),
    "small-arms-round": ("small-arms rounds", "bullets", "cartridges", "small-arms ammunition"),
    "missile": ("missile", "missiles"),
    "ballistic-missile": (
        "short-range ballistic missiles", "short-range ballistic missile", "ballistic missiles", "ballistic missile",
        "KN-23 missiles", "KN-23", "KN-24", "SRBMs", "SRBM",
    ),
    "gun-170mm": ("170 mm self-propelled guns", "Koksan guns", "170 mm guns", "170 mm self-propelled artillery"),
    "mlrs-240mm": ("240 mm rocket launchers", "240 mm multiple rocket launchers", "240 mm launchers"),
    "gun": ("howitzers", "howitzer", "long-range guns", "artillery guns", "artillery pieces", "guns"),
    "tank": ("tanks", "tank"),
    "aircraft": ("aircraft", "warplanes", "fighter jets"),
    "satellite-technology": ("satellite technology", "spy-satellite technology", "spy satellites"),
    "air-defence-system": ("air-defence systems", "air defence systems", "air defense systems"),
    "propelling-charge-155mm": ("propelling charges", "155 mm propelling charges"),
    "container": (
        "containers", "container", "shipping containers", "cargo containers", "containers of munitions",
        "containers of ammunition", "containers of weapons", "containers of military equipment",
        "munitions containers", "ammunition containers", "arms containers", "weapons containers",
        "containers of munitions and munitions-related materiel", "containers of arms", "containers of shells",
    ),
    "voyage": ("voyages", "voyage", "port calls", "shipments by sea", "ship voyages", "sailings", "trips by ship"),
    "railcar": ("rail cars", "rail car", "railcars", "railcar", "freight cars", "railway wagons", "wagons"),
    "ammunition-tonne": (
        "tonnes of ammunition", "tons of ammunition", "tonnes of munitions", "tons of munitions",
        "metric tons of ammunition", "tonnes of explosives", "tons of explosives", "tonnes of shells",
    ),
    "petroleum": ("barrels of oil", "tonnes of petroleum products", "tonnes of refined petroleum"),
}  # fmt: skip

CALIBRES: dict[str, tuple[str, ...]] = {
    "artillery-round-155mm": ("155 mm",),
    "artillery-round-152mm": ("152 mm",),
    "artillery-round-122mm": ("122 mm",),
    "artillery-round-105mm": ("105 mm",),
}
CALIBRE_NOUNS = (
    "", "shell", "shells", "round", "rounds", "artillery shell", "artillery shells", "artillery round",
    "artillery rounds", "artillery ammunition", "ammunition", "howitzer rounds", "howitzer shells", "projectiles",
    "calibre shells", "caliber shells", "calibre rounds", "artillery", "artillery projectiles", "rounds of ammunition",
)  # fmt: skip

OFFICES: dict[str, tuple[str, tuple[str, ...]]] = {
    "kr-mnd": ("kr", ("military", "Joint Chiefs of Staff", "joint chiefs of staff")),
    "kr-nis": ("kr", ("spy agency", "intelligence service", "intelligence agency", "National Intelligence Service")),
    "us-government": ("us", ("administration", "officials at the United Nations")),
    "us-dod": ("us", ("army",)),
    "ua-hur": (
        "ua",
        ("military intelligence", "Defence Intelligence", "intelligence chief", "military intelligence chief"),
    ),
    "ua-general-staff": ("ua", ("General Staff", "commander-in-chief", "army chief", "armed forces")),
    "ua-president": ("ua", ("president", "President")),
    "ua-mfa": ("ua", ("foreign minister", "foreign ministry")),
    "ua-prosecutor": ("ua", ("prosecutor general",)),
    "ru-government": ("ru", ("president", "government", "defence ministry", "defense ministry", "foreign ministry")),
    "kp-government": ("kp", ("government", "foreign ministry", "state media", "defence ministry", "leader")),
    "cz-government": ("cz", ("government", "prime minister", "defence minister", "foreign minister")),
    "cz-president": ("cz", ("president", "President")),
    "de-government": ("de", ("government", "defence minister", "defence ministry", "defense minister", "chancellor")),
    "fr-government": ("fr", ("government", "defence minister", "defence ministry")),
    "gb-mod": ("gb", ("defence ministry", "defence secretary", "Ministry of Defence", "defence intelligence")),
    "no-government": ("no", ("government", "prime minister", "defence minister")),
    "dk-government": ("dk", ("defence ministry", "government", "defence minister")),
    "lt-government": ("lt", ("government", "defence minister")),
    "ee-government": ("ee", ("government", "defence minister")),
    "ee-intelligence": ("ee", ("military intelligence", "foreign intelligence service", "intelligence")),
}
DEFENCE = {"kr-mnd": "kr", "ua-mod": "ua"}
DEFENCE_OFFICES = tuple(
    f"{spelling} {office}"
    for spelling in ("defence", "defense", "Defence", "Defense")
    for office in ("ministry", "minister", "Ministry", "Minister", "chief")
)

CLAIMANTS: dict[str, tuple[str, ...]] = {
    "kr-mnd": ("Shin Won-sik", "Joint Chiefs of Staff in Seoul", "Ministry of National Defence"),
    "kr-nis": ("National Intelligence Service", "NIS"),
    "kr-bok": ("Bank of Korea", "South Korea's central bank"),
    "kida": ("Korea Institute for Defense Analyses", "KIDA"),
    "us-government": ("White House", "State Department", "John Kirby", "Linda Thomas-Greenfield", "Matthew Miller"),
    "us-dod": ("Pentagon", "Defense Department", "US Army", "Lloyd Austin"),
    "us-eucom": ("US European Command", "Cavoli"),
    "us-unnamed": ("US officials", "a US official", "American officials", "U.S. officials"),
    "western-official": ("a Western official", "Western official", "Western officials"),
    "msmt": ("Multilateral Sanctions Monitoring Team", "MSMT"),
    "nato": (
        "NATO secretary general",
        "Jens Stoltenberg",
        "Stoltenberg",
        "Mark Rutte",
        "NATO officials",
        "a NATO official",
    ),
    "eu-hr": ("Josep Borrell", "Borrell", "Kaja Kallas", "Kallas", "EU High Representative", "EU's top diplomat"),
    "eu-commission": ("European Commission", "Thierry Breton", "Breton"),
    "eu-council": ("Council of the EU",),
    "ua-hur": ("HUR", "GUR", "Kyrylo Budanov", "Budanov", "Vadym Skibitskyi", "Skibitskyi"),
    "ua-general-staff": ("Oleksandr Syrskyi", "Syrskyi", "Valerii Zaluzhnyi", "Zaluzhnyi"),
    "ua-president": ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "Zelensky", "Zelenskyy", "Zelenskiy"),
    "ua-mod": ("Rustem Umerov", "Umerov", "Ivan Havryliuk", "Oleksii Reznikov"),
    "ua-mfa": ("Dmytro Kuleba", "Kuleba"),
    "ru-government": ("Dmitry Peskov", "Peskov", "Vladimir Putin", "Putin"),
    "kp-government": ("KCNA",),
    "cz-government": ("Petr Fiala", "Fiala", "Jana Cernochova", "Jana Černochová"),
    "cz-president": ("Petr Pavel",),
    "csis": ("CSIS", "Beyond Parallel"),
    "rusi": ("RUSI", "Royal United Services Institute"),
    "osc": ("Open Source Centre",),
    "reuters": ("Reuters",),
    "associated-press": ("Associated Press",),
    "bain": ("Bain & Company", "Bain"),
}
