"""The words by which a sentence says what was done, how surely, by whom it is said and with whom: data, by meaning.

A word that ends with "*" may go on for a few letters. Phrases are parted by ";".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeVar

from flows.extraction.phrases import Phrases

T = TypeVar("T")
Way = Literal["gives", "gets", "goes", "makes", "is"]


@dataclass(frozen=True, slots=True)
class Act:
    """What a verb says happened: a stage of a flow, or an activity of a pace; and what its subject does in it.

    ``way``: the subject gives, gets, is what goes, makes or uses, or only is said of the thing.
    """

    code: str
    way: Way


_ACTS: tuple[tuple[str, Way, str], ...] = (
    (
        "shipped",
        "gives",
        """
        sent; send; sends; sending; shipped; shipping; supply; supplies; supplied; supplying; provide; provides;
        provided; providing; transfer; transfers; transferred; transferring; export; exports; exported; exporting;
        gave; given; gives; dispatch; dispatches; dispatched; transport; transports; transported; moved; carried;
        carry; carries; carrying; donate; donates; donated; donating; sell; sells; sold; selling; support; supports;
        supported; supporting; allocated; allocates; allocate; shipment; shipments; transfer of; надсил*; відправи*;
        надісла*; надава*; поставля*; постави*; постача*; отправи*; geschickt; exportiert;
        보냈*; 보낸; 반출*; 공급*; 제공*;
        이전*; 지원됐*; 지원했*
    """,
    ),
    (
        "delivered",
        "gives",
        """
        delivered; delivering; deliver; delivers; handed; hand; hands; livr*; handed over;
        hands over; hand over; handing over; deliveries;
        delivery; переда*; надала; надали; надасть; надішле; liefer*; geliefert; ausgeliefert; Lieferung; передал*
    """,
    ),
    (
        "delivered",
        "gets",
        """
        received; receive; receives; receiving; got; obtained; отрима*; одержа*; получил*; erhalten; erhält; erhielt
    """,
    ),
    (
        "shipped",
        "goes",
        """
        went; gone; going; left; leaving; travelled; traveled; travelling; loaded; spotted; on their way
    """,
    ),
    (
        "delivered",
        "goes",
        """
        arrived; arrive; arrives; arriving; reached; reach; надійде; надійти; надійшл*; надходити*; прибул*;
        eingetroffen
    """,
    ),
    (
        "contracted",
        "is",
        """
        contracted; contract; contracts; ordered; order; orders; signed; purchase of; procured; vereinbart; bestellt;
        beauftragt; замови*; законтракт*
    """,
    ),
    (
        "contracted",
        "gets",
        """
        bought; buys; buy; buying; purchased; purchase; purchases; імпорт*; imported; import; imports; kauft*
    """,
    ),
    ("funded", "is", "funded; funding; paid for; financed; finances; finanziert"),
    (
        "identified",
        "is",
        """
        identified; located; had found; has found; have found; available on the market; знайш*; gefunden; виявил*
    """,
    ),
    ("requested", "is", "requested; request; asked for; seeks; sought; appealed for"),
    (
        "negotiated",
        "is",
        """
        negotiat*; in talks; talks on; talks about; talks over; bestellt werden; non binding; nonbinding
    """,
    ),
    (
        "pledged",
        "gives",
        """
        pledged; pledge; pledges; pledging; promised; promises; promise; committed; commits; commit; vowed;
        commitments; package; обіця*; пообіця*; zugesagt; versprochen
    """,
    ),
    (
        "produced",
        "makes",
        """
        produce; produces; produced; producing; production; manufacture; manufactures; manufactured; manufacturing;
        make; makes; made; making; output; capacity; fabriqu*; produi*; turn out; turns out;
        turning out; churn out; generate; виробля*;
        вироби*; виробництв*; produzier*; produziert; Produktion; herstell*; hergestellt; gefertigt; fertigen; 생산*
    """,
    ),
    (
        "fired",
        "makes",
        """
        fire; fires; fired; firing; shoot; shoots; shot; expend*; launch; launches; launched; launching; rate of fire;
        burning through; burn through; uses; use; using; used; випуска*; витрача*; вистріл*; verschieß*; verschoss*;
        abgefeuert; feuer*; 발사*
    """,
    ),
    (
        "needed",
        "makes",
        """
        need; needs; needed; needing; require; requires; required; requirement; потребує; потрібно; benötig*; braucht;
        brauchen
    """,
    ),
    (
        "stock",
        "is",
        """
        stockpile; stockpiles; stock; stocks; still had; still has; has left; have left; had left; in reserve; запас*;
        Vorrat
    """,
    ),
    (
        "lost",
        "is",
        """
        lost; destroyed; set ablaze; intercepted; shot down; captured; seized; blown up; exploded; знищ*; збит*;
        zerstört
    """,
    ),
)
_MOODS: tuple[tuple[str, str], ...] = (
    (
        "room",
        """
        could hold; can hold; may hold; might hold; would hold; could contain; can contain; may contain; could carry;
        can carry; could fit; could have held; could accommodate; could store; hold up to; capable of holding; capable
        of carrying; capacity to hold; capacity to carry; capacity to contain;
        room for; enough to hold; if full; if filled; there could be; there may be; could translate to;
        could be equivalent to; likely held; likely contained; potentially held; load capacity;
        적재; 운반할 수; 가정하면; 가정할;
        환산
    """,
    ),
    (
        "coming",
        """
        will; would; shall; plan; plans; planned; planning; intend; intends; intended; aim; aims; aimed; aiming; due
        to; is to; are to; was to; were to; expected; expects; expect; goal; goals; target; targets; targeted; hopes;
        hoped; hope; set to; scheduled; promised; pledged; agreed to; ready to; wants to; wanted to; announced a;
        agreement; agreement to; deal to; includes; include; may deliver; could deliver; may provide; could provide;
        should; may result in; could result in; would result in; provides for the; provide for the; commissioned to;
        raise money for; raised money for; promise to; promises to; pledge to; pledges to; commitment to;
        could receive; may receive; can receive;
        to be delivered; to be supplied; to be sent; will include; another batch; має; мають; мав; мали; планує;
        планують; розраховує; очікує*; намір; ціль; soll; sollen; solle; sollten; plant; geplant; planen; wird;
        werden; künftig; 계획; 예정
    """,
    ),
    (
        "able",
        """
        can; could; able to; capable of; capacity; capacities; unable to; cannot; able; зможе; зможуть; може; можуть;
        könnte; könnten; kann; können; Kapazität; 수 있
    """,
    ),
    (
        "unsure",
        """
        could have; may have; might have; reportedly; probably; likely; presumably; allegedly; potentially; believe;
        believes; believed; estimate; estimates; estimated; assess; assesses; assessed; suspect; suspects; suspected;
        thought to; appears to; ймовірно; оціню*; schätz*; vermutlich; 추정*; 평가*
    """,
    ),
    (
        "percent",
        """
        target; goal; pledge; promised; promise; economy; GDP; output; commitment; цілі; мети; Ziel; обіцян*
    """,
    ),
    ("denied", "denied; denies; deny; denying; refuted; refutes; dismissed; заперечи*; bestritt; bestreitet; 부인했*"),
    ("fewer", "halved; fallen by; fell by; dropped by; declined by; decreased by; down by; cut by"),
    ("another", "another; more; further; additional; extra"),
)
_SAYS = """
    said; says; say; saying; told; tells; estimate; estimates; estimated; assess; assesses; assessed; reported;
    reports; claimed; claims; added; adds; adding; announced; announces; believes; believe; believed; warned; warns;
    confirmed; confirms; stated; states; counted; counts; calculated; calculates; detected; wrote; writes; priced;
    noted; notes; admitted; acknowledged; disclosed; revealed; insists; insisted; recorded; spotted; clarified;
    recalled; hoped; named; put; puts; reckons; speaks of; spoke of; thinks; expects; shows; sees; saw; outlined;
    found; заяви*; повідоми*; сказа*; зазначи*; розпові*; уточни*; нагада*; наголоси*; додав; додала; sagte; teilte;
    erklärte; berichtet*; gab bekannt; betonte; mitteilte;
    밝혔*; 말했*; 평가했*; 추정했*; 주장했*; 전했*; 추산했*; 분석했*; 판단했*
"""
_CITES = """
    according to; citing; cited by; with reference to; referring to; estimates by; quoted by; as per; за словами; за
    даними; з посиланням на; повідомляє; nach Angaben; laut; zufolge; told; tells
"""
_LINKS: tuple[tuple[str, str], ...] = (
    ("from", "from; із; з; зі; від; из; от; aus; von; vom; by; supplied by; sent by"),
    (
        "to",
        """
        to; for; towards; toward; into; reached; reach; reaches; reaching; bound for; in support of; до; для; an; an
        die; für; für die; nach; в; у; arrived in; arrive in; arriving in
    """,
    ),
    (
        "under",
        """
        under; through; within; as part of; via; under the; in the framework of; within the framework of; в рамках; у
        межах; в межах; завдяки; за; im Rahmen; bei; participants of
    """,
    ),
    ("than", "than; than the; compared to; compared with; versus; against; over; ніж; als"),
)
_TIMES_AFTER: tuple[tuple[str, str], ...] = (
    (
        "day",
        """
        a day; per day; par jour; each day; every day; daily; na день; на день; щодня; на добу; pro Tag; täglich; 하루
    """,
    ),
    (
        "month",
        """
        a month; per month; par mois; each month; every month; monthly; на місяць; щомісяця; щомісячно; в месяц;
        pro Monat;
        monatlich; im Monat; month; 매달; 한 달
    """,
    ),
    (
        "year",
        """
        a year; per year; par an; each year; every year; annually; yearly; на рік; щороку; щорічно; в год;
        pro Jahr; jährlich;
        im Jahr; 연간; 매년
    """,
    ),
)
_TIMES_BEFORE: tuple[tuple[str, str], ...] = (
    ("day", "daily; 하루"),
    ("month", "monthly; monatliche*"),
    ("year", "annual; yearly; Jahresproduktion; jährliche*; щорічн*"),
)
_BACK: tuple[tuple[str, str], ...] = (
    (
        "any",
        """
        he; she; they; it; its analysts; його слова; за його словами; за її словами; according to him; according to
        her; він; вона; er; the official; the officials; the spokesman; the spokeswoman; the spokesperson; the report;
        the document; the letter; the diplomat; the general; the commander; the politician; the chief; the minister;
        дипломат; міністр; дипломатка; chef
    """,
    ),
    ("government", "the ministry; the government"),
    ("intelligence", "the agency; the service; the spy agency; the intelligence official"),
    (
        "company",
        """
        the company; the group; the manufacturer; the firm; das Unternehmen; der Konzern; компанія
    """,
    ),
    ("multilateral", "the team; the alliance"),
)
_OUTGUNS: tuple[tuple[str, str], ...] = (
    (
        "wins",
        """
        outguns; outgun; outnumbers; outfires; outproduces; outshoots; outpaces; advantage; superiority; fires; is
        firing; are firing; is producing; produces; has an advantage; fired
    """,
    ),
    ("loses", "outgunned; outnumbered; outmatched; outshot; outfired; disadvantage"),
)
_COMPARED: tuple[tuple[str, str], ...] = (
    ("mortar-rounds", "mortar*"),
    ("production", "produc*; manufactur*; output; makes"),
    ("guns", "guns; howitzers; barrels; artillery pieces; tubes"),
    ("stock", "stock*; reserves; depots"),
    ("rounds-fired", "shell; shells; round; rounds; fires; fired; firing; rate of fire; shot"),
    ("firepower", "outgunned; outguns; outgun; firepower; artillery; outnumbered; fire; outnumbers; outfires"),
    ("equipment", "equipment; tanks; vehicles"),
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(pairs: list[tuple[str, T]]) -> Phrases[T]:
    return Phrases([(phrase.strip(), value) for words, value in pairs for phrase in words.split(";") if phrase.strip()])


ACTS = _phrases([(words, Act(code, way)) for code, way, words in _ACTS])
MOODS = _phrases([(words, code) for code, words in _MOODS])
SAYS = _phrases([(_SAYS, "says")])
CITES = _phrases([(_CITES, "cites")])
LINKS = _phrases([(words, code) for code, words in _LINKS])
PER_AFTER = _phrases([(words, code) for code, words in _TIMES_AFTER])
PER_BEFORE = _phrases([(words, code) for code, words in _TIMES_BEFORE])
BACK = _phrases([(words, code) for code, words in _BACK])
OUTGUNS = _phrases([(words, code) for code, words in _OUTGUNS])
COMPARED = _phrases([(words, code) for code, words in _COMPARED])
LED_BACK = {
    "scheme": ("initiative", "scheme", "programme", "ініціатива", "ініціативі", "ініціативи", "initiative"),
    "company": ("company", "manufacturer", "firm", "unternehmen", "konzern", "компанія"),
}
"""Words that stand for the last scheme or company that was named."""
NOT_IN_ENGLISH = frozenset(("plant", "an", "als", "die", "aus", "fast"))
"""Words of another language that are others in English."""
BREAKS = _words(
    """
    a allies als am an and are as at auf bei brigades but by can casings civilians companies contracts could
    countries crowns day days dollars donors each employees euros every factories for from für had has have hour
    hours if im in is jobs km may members men mile miles mit month months nations oder officials on or people per
    percent plants prisoners regions said says ship ships sites soldiers square states than that times to trains
    troops um und vehicles von was week weeks were when which while who will with words workers would year years zu
    """
)
"""Words that part a number from a thing that is named after it."""
LINKING = _words(
    """
    contrast however part too by , for
    a able again agreed aim aims all alleged allegedly alone already also an annual are at be been began begun being
    believed both can continue continues could currently daily due estimated even expected expects fail failed fails
    fall far haben had has hat have hopes in intends is its itself just later likely may meanwhile might miss
    monthly never newly not now of only plan plans presumably probably ready recently reported reportedly said set
    short since so soon started still their then thought to together total turn unable understood used wants was
    were will would yearly вже лише також уже ще
    """
)
"""Words that may stand between a subject and its verb."""
