"""What an English clause measures by its verb or construction, where no noun of the pack names it.

"Lost 624 million yuan" is a loss, "2.9 million went abroad" are exports, "built to turn out 200,000 cars a year" is a
capacity. The rules are of the language and the trade; each speaks of one sort of figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from tachograph.core.claim import Kind
from tachograph.core.pack import Pack
from tachograph.extraction.draft import Draft
from tachograph.extraction.numbers.figures import Form
from tachograph.extraction.scene import Scene, Sentence
from tachograph.extraction.text.caseless import Caseless
from tachograph.extraction.vocabulary import Sort, sells

_LOOSE = (
    r"(?:(?:a|an|the|just|only|about|around|some|nearly|almost|roughly|over|more than|at least|up to|another|its|their|record|mere|total of|net"
    r"|less than|fewer than|as many as|as much as|no more than|a further)\s){0,3}"
)
_BUYS = Caseless(
    rf"\b(?:bought|buys?|purchased|took|takes?|absorbed|absorbs?|imported|imports?|received|receives?|ordered|content with|made do with)\s{_LOOSE}$"
)
_ABROAD = Caseless(r"\b(?:export(?:s|ed)|(?:shipped|sent|sold|went)\b[^;]{0,50}\b(?:abroad|overseas))\b")
_TAKERS = ("buyers", "takers", "customers", "owners", "homes", "buyer", "customer", "owner")
_BOUGHT = re.compile(
    r"\s(?:in [A-Z]\w+\s)?(?:(?:have|has|had|already|now)\s){0,2}(?:put (?:number )?plates|registered|bought|took delivery|received (?:their|its|a)|drove|chose|their keys|(?:a|per|every) month)\b"
)
_FOUND = Caseless(
    r"\b(?:found|finds?|attracted|attracts|won|won over|reached(?: its| the)?|went to|brings? in|brought in|drew|draws)\s(?:(?:about|around|some|nearly|almost|over|only|just|more than|as many as|a further|another|new)\s){0,3}$"
)
_SHORTLY = 1500  # characters
_YEARLY = r"(?:\s[\w-]+){0,3}?,?\s?(?:\b(?:a|per|each|every) year\b|\bannually\b|\byearly\b)"
_CARRIER = r"(?:cars?|vehicles?|units?|autos?|of them|of these|of those|evs|nevs|plug-ins|hybrids|[a-z-]+s)"
_COVERS = Caseless(
    r"\b(?:it|this|that|which|one|campaign|action|first|second|other|smaller|larger|affects?|affected)\b[^.;]{0,60}\b(?:covers?|covered|concern(?:s|ed)|affect(?:s|ed)|involv(?:es|ed)|includ(?:es|ed)|applies to|applied to)\b[^;]{0,160}$"
)
_FILED = Caseless(
    r"\b(?:filing|action|campaign|batch|notice|recall|case|group|lot)s?\s(?:are|is|were|was|comprises?|numbers?|has|had|counts?|contains?|lists?|takes in|takes)\s(?:\w+\s){0,2}$"
)
_OF_ALL = Caseless(r"\bof (?:the|all|its) (?:[a-z]+ )?$", needs="of ")
_LOGGED = re.compile(
    r"\s(?:were|was|have been|had been)\s(?:registered|recorded|counted|filed|announced|ordered|logged|notified)\b"
)
_MUCH = 150_000_000  # so many cars are never counted
_MULTIPLES = ("pe_ratio", "price_to_sales")
_FOR_OTHERS = re.compile(r"\s(?:for|at)\s(?:the\s)?[A-Z]|\s?[.,;)]")
_WIDE = 240
_FAR = 90  # characters of the clause before a figure


class _Sort(Enum):
    THINGS = "things"  # what the pack counts, or a bare number
    ENERGY = "energy"
    MONEY = "money"
    PERCENT = "percent"
    MULTIPLE = "multiple"
    TIME = "time"


@dataclass(frozen=True)
class _Rule:
    """A metric that words before (ending at the figure) or behind it say; both where both are given."""

    metric: str
    sorts: tuple[_Sort, ...]
    lead: Caseless | None = None
    tail: re.Pattern[str] | None = None
    kind: Kind | None = None
    wide: bool = False  # the words before may stand before other figures of the sentence


def _before(pattern: str) -> Caseless:
    return Caseless(rf"\b(?:{pattern}){_LOOSE}$")


def _behind(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# what a company is short of over its costs: a deficit in trade, or what it lacks to an aim, is another thing
_DEFICIT = (
    r"\b(?=[sd])(?<!trade )(?<!budget )(?<!funding )(?<!financing )(?<!fiscal )(?<!account )(?:shortfall|deficit)"
    r"(?:\s(?:of|for|in|at)\s[^.;,\d]{2,30})?\s(?:of|was|is|were|(?:had|has|have|would have) been|stood at|(?:came|amounted|narrowed|widened|shrank|grew|rose|fell|was cut)(?:\s[a-z-]+)? to|reached|hit)\s"
    r"(?:[a-z]+\s){0,3}$"
)
_GOODS = (_Sort.THINGS, _Sort.ENERGY)
_RULES = (
    # money
    _Rule("vehicle_revenue", (_Sort.MONEY,), None, _behind(r"\s(?:\([^()]{3,40}\)\s)?(?:came|comes?|was earned|were earned|stemmed)\sfrom\s(?:selling|sales of|the sale of)\s(?:its |new )?(?:cars|vehicles|autos|evs)\b")),
    _Rule("vehicle_revenue", (_Sort.MONEY,), _before(r"(?:cars|vehicles|(?:car|vehicle|auto) sales)\s(?:alone\s)?(?:brought (?:it |them )?in|generated|contributed|yielded|earned(?: it)?|accounted for)\s")),
    _Rule("cash", (_Sort.MONEY,), None, _behind(r"\s(?:\([^()]{3,40}\)\s)?(?:still |left )?(?:in the (?:bank|till)|in (?:its|their) (?:coffers|war chest)|in (?:cash|hand)|on hand)\b")),
    _Rule("loss", (_Sort.MONEY,), _before(r"(?:los(?:t|e|es|ing)|bled|bleeding|in the red by|losses of)\s"), _behind(r"(?!\s(?:in|of|off|from)\s(?:its\s|their\s)?(?:market|value|stock|share|sales|revenue))")),
    _Rule("profit", (_Sort.MONEY,), _before(r"(?:earn(?:ed|s|ing)?(?: (?:it|them))?|netted|pocketed|in the black by)\s"), _behind(r"(?!\s(?:in|of)\s(?:revenue|sales|income)|\sfrom\s)")),
    _Rule("export_value", (_Sort.MONEY,), Caseless(r"\b(?:value|worth) of (?:[\w'’-]+\s){0,4}(?:exports|shipments|cars shipped|vehicles shipped)[^,;.]*$")),
    _Rule("investment", (_Sort.MONEY,), None, _behind(r"[- ](?:car |battery |ev |assembly |new )?(?:project|plant|factory|complex|venture|gigafactory)\b")),
    _Rule("discount", (_Sort.MONEY,), _before(r"(?:tak(?:es?|ing)|took|knock(?:s|ed|ing)?|lop(?:s|ped|ping)?|shav(?:es?|ed|ing)|cut(?:s|ting)?|slash(?:es|ed|ing)?)\s"), _behind(r"\s(?:\([^()]{3,40}\)\s)?off\s(?!its |their )")),
    _Rule("subsidy", (_Sort.MONEY,), None, _behind(r"\s(?:\([^()]{3,40}\)\s)?(?:in|of|for|worth of)\s(?:(?:state|public|government|federal|regional|local|consumer|direct|further)\s){0,2}(?:aid|subsid(?:y|ies)|grants?|incentives)\b")),
    _Rule("investment", (_Sort.MONEY,), _before(r"budgeted\s|earmarked\s|set aside\s")),
    _Rule("investment", (_Sort.MONEY,), Caseless(r"\b(?:plants?|factor(?:y|ies)|works|sites?|complex|gigafactor(?:y|ies))\b[^.;\d]{0,60}\b(?:after|by|having)\s(?:spending|investing|spent|invested)\s(?:[a-z]+\s){0,3}$")),
    _Rule("adjusted_loss", (_Sort.MONEY,), Caseless(rf"\b(?:without|excluding|stripping out|leaving out|adjusted for|disregarding)\b[^.;]{{0,60}}{_DEFICIT}"), None, Kind.LEVEL),
    _Rule("loss", (_Sort.MONEY,), Caseless(_DEFICIT), _behind(r"(?! (?:less|more|smaller|bigger|lower|higher)\b)"), Kind.LEVEL),
    _Rule("investment", (_Sort.MONEY,), None, _behind(r"(?:\s(?:[A-Z][\w-]*|it|they|we)){0,3}\s(?:has\s|have\s|had\s)?(?:ever\s)?(?:spent|invested|put in)\b")),
    _Rule("earnings_per_share", (_Sort.MONEY,), Caseless(r"\b(?:profits?|earnings|income|eps)\b[^;]{0,160}$"), _behind(r"\s(?:a|per) share\b(?!\s(?:dividend|price))"), None, wide=True),
    _Rule("share_price", (_Sort.MONEY,), Caseless(r"\b(?:close|closing price) (?:of|at) $")),
    _Rule("swap_time", (_Sort.TIME,), None, _behind(r"[- ](?:battery[- ])?swap\b")),
    _Rule("charge_time", (_Sort.TIME,), None, _behind(r"[- ](?:fast[- ]|quick[- ]|full )?(?:charge|charging)\b(?! (?:station|pile|network|point))")),
    _Rule("share_price", (_Sort.MONEY,), Caseless(r"\b(?:last )?(?:close|closing price|share price|price)\s?(?:on|as of|as at|at)\s[^:|;]{3,14}:\s?$")),
    _Rule("rnd_spend", (_Sort.MONEY,), None, _behind(r"\s(?:\([^()]{3,40}\)\s)?on\s(?:its\s|their\s)?(?:research|r&d|developing|development|new technolog)")),
    _Rule("rnd_spend", (_Sort.PERCENT,), _before(r"(?:spen[dt]s?|spending|put|invest(?:s|ed))\s"), _behind(r"\sof\s(?:its\s|their\s)?(?:revenues?|sales|turnover)\s(?:on|in|into)\s(?:its\s)?(?:research|r&d|developing|development)"), Kind.SHARE),
    _Rule("marketing_spend", (_Sort.PERCENT,), _before(r"(?:spen[dt]s?|spending)\s"), _behind(r"\sof\s(?:its\s|their\s)?(?:revenues?|sales|turnover)\son\s(?:its\s)?(?:marketing|advertising|promotion|adverts)"), Kind.SHARE),
    _Rule("marketing_spend", (_Sort.PERCENT,), Caseless(r"\b(?:marketing|advertising)\b[^.;]*\bspen[dt]s?\s(?:[a-z]+\s){0,2}$"), _behind(r"\sof\s(?:its\s|our\s|their\s)?(?:revenues?|sales|turnover)\b"), Kind.SHARE),
    _Rule("admin_spend", (_Sort.MONEY,), None, _behind(r"\s(?:\([^()]{3,40}\)\s)?on\s(?:its\s|their\s)?(?:selling|sales|marketing)(?:,| and| &)\s(?:general\s|and\s)*admin")),
    _Rule("marketing_spend", (_Sort.MONEY,), None, _behind(r"\s(?:\([^()]{3,40}\)\s)?on\s(?:its\s|their\s)?(?:selling|marketing|advertising|promotion|adverts|sales and marketing)")),
    _Rule("dividends", (_Sort.MONEY,), Caseless(r"\b(?:propos\w+|pays?|paying|payout|distribut\w+|recommend\w*)\b[^.;\d]{0,40}$"), _behind(r"\s(?:a|per) share\b")),
    _Rule("ipo_proceeds", (_Sort.MONEY,), Caseless(r"\b(?:float|list(?:ed|ing)?|ipo|offering|share sale|new shares|placement|funding|investors|round)\b(?:[^.;]|\.\d)*\brais(?:e|es|ed|ing)\s(?:[a-z]+\s){0,3}$"), None, None, wide=True),
    _Rule("share_price", (_Sort.MONEY,), Caseless(r"\bat\s$"), _behind(r",?\s(?:they|it|the (?:shares|stock))\s(?:trade|change|sell|are|is)s?\b")),
    # shares
    _Rule("price_to_sales", (_Sort.MULTIPLE,), Caseless(r"\b(?:trad(?:es?|ed|ing)|valued|priced|worth|shares|stock|change hands)\b[^.;]{0,60}$"), _behind(r"(?:\s(?:[A-Z]{0,2}\d{2,4}E?|20\d\d|forward|trailing|this year['’]s|next year['’]s|expected|estimated|projected|forecast))*\s(?:P/S|sales|revenues?)\b"), None, wide=True),
    _Rule("pe_ratio", (_Sort.MULTIPLE,), None, _behind(r"(?:\s(?:[A-Z]{0,2}\d{2,4}E?|20\d\d|forward|trailing|this year['’]s|next year['’]s|expected|estimated|projected|forecast))*\s(?:P/E|PE\b|PER\b|earnings\b|profits?\b)")),
    _Rule("pe_ratio", (_Sort.MULTIPLE,), Caseless(r"\b(?:shares|stock|it|they|which)\s(?:now\s|currently\s|still\s)?(?:change hands|changes hands|trades?|traded|trading|(?:are|is) (?:valued|priced|trading))\s(?:at|on)\s(?:[a-z]+\s){0,2}$"), _behind(r"(?!\s(?:sales|revenue|book|expected sales|estimated sales|net assets))")),
    _Rule("pe_ratio", (_Sort.MULTIPLE,), Caseless(r"\b(?:p/e|times earnings|x earnings|shares|stock|discount to|premium to)\b(?:[^.;]|\.\d)*\b(?:is on|are on|trades? (?:on|at)|trading (?:on|at)|versus|against|to)\s$"), _behind(r"(?!\s(?:sales|revenue|book|as many|as much|the|its|that|what))"), None, wide=True),
    _Rule("share_price", (_Sort.PERCENT,), Caseless(r"\b(?:stock|shares|share|adrs|adss)\b(?:[^.;]|\.\d)*\bworth\s(?:[a-z]+\s){0,2}$"), _behind(r"\s(?:less|more)\b"), Kind.CHANGE, wide=True),
    _Rule("price", (_Sort.PERCENT,), Caseless(r"\b(?:mark(?:ed|ing|s)? down|mark-?downs?|discount(?:ed|ing|s)|price cuts?)\b[^.;]{0,80}\b(?:by|of|was|were|is)\s(?:[a-z]+\s){0,3}$"), None, Kind.CHANGE, wide=True),
    _Rule("profit", (_Sort.TIME,), Caseless(r"\b(?:profitable|in the black|made money|turned a profit)\s(?:in |for )?(?:[a-z]+\s){0,2}$")),
    # plants
    _Rule("capacity", _GOODS, _before(r"(?:(?:built|designed|laid out|equipped|sized|big enough|large enough)\sfor|(?:built|designed|laid out|intended|equipped|meant|big enough|large enough)\sto\s(?:turn out|make|build|assemble|produce|churn out))\s(?:the\s)?")),
    _Rule("capacity", _GOODS, _before(r"\b(?:can|could|able to|capable of)\s(?:now\s|already\s|currently\s|one day\s|eventually\s)?(?:turn out|turning out|make|making|build|building|assembl\w+|produc\w+|churn out)\s"), _behind(_YEARLY)),
    _Rule("capacity", _GOODS, Caseless(r"\b(?:plants?|factor(?:y|ies)|works|lines|sites?)\b[^.;\d]{0,60}\b(?:can|could)\s(?:make|build|produce|turn out|assemble)\s(?:(?:up to|another|about|some|a|over|more than|nearly)\s){0,2}$")),
    _Rule("capacity", (_Sort.ENERGY,), Caseless(r"\b(?:plants?|factor(?:y|ies)|gigafactor(?:y|ies)|sites?|lines?|phases?|complex|base|projects?)(?:,?\s(?:in|at|near|outside)\s(?:[\w'’-]+\s?){1,3}?)?,?\s(?:with|of|for)\s(?:a total of |some |about |around |up to )?$")),
    _Rule("capacity", (_Sort.ENERGY,), None, _behind(r"\s(?:(?:battery|cell|solid-state|lfp|new|first|second|third)\s){0,2}(?:plants?|factor(?:y|ies)|gigafactor(?:y|ies)|projects?|lines?|sites?|complex|phases?|base)\b")),
    _Rule("capacity", (_Sort.ENERGY,), Caseless(r"\b(?:phases?|stages?|plants?|lines?)\b(?:[^.;]|\.\d)*\b(?:first|second|third|next|final|last|other)(?: one)?,?\s(?:with|of)\s$"), None, wide=True),
    _Rule("capacity_utilization", (_Sort.PERCENT,), _before(r"(?:us(?:ed|es|ing)|utili[sz](?:ed|es|ing)|fill(?:ed|s|ing))\s"), _behind(r"\sof\s(?:that|this|it|(?:its|their|the)\s(?:[a-z]+\s)?capacity)\b"), Kind.SHARE),
    _Rule("capacity_utilization", (_Sort.PERCENT,), None, _behind(r"\s(?:full|utilised|utilized|busy)\b"), Kind.LEVEL),
    _Rule("capacity", _GOODS, Caseless(r"\b(?:plants?|factor(?:y|ies)|works|gigafactor(?:y|ies)|assembly lines?|production lines?)\b(?:(?!\b(?:made|built|produced|sold|exported|shipped|turned out|rolled|delivered|assembled|imports?|exports?|plans to export)\b)[^.;]){0,80}$"), _behind(_YEARLY)),
    _Rule("production", _GOODS, _before(rf"\b(?:company|maker|group|brand|it|they|which|who|[A-Z][\w-]+)\s(?:alone\s)?made\s{_LOOSE}"), _behind(r"(?!\s(?:of|from|for)\b|\s(?:[a-z-]+\s){0,3}(?:sales|deliveries|orders|stores|stations|outlets|plants|chargers|swaps)\b)")),
    _Rule("production", _GOODS, Caseless(r"\b(?:plants?|factor(?:y|ies)|works|sites?|lines?)\b(?:[^.;]|\.\d)*\b(?:made|built|produced|assembled|turned out|churned out)\s(?:(?:a|the|only|just|about|some|nearly|almost|over|more than|another)\s){0,2}$"), _behind(r"(?!\sof (?:them|these|those)|\s(?:[a-z-]+\s){0,3}(?:sales|deliveries|orders|stores|stations|outlets|plants|chargers|swaps)\b)"), None, wide=True),
    # goods on their way
    _Rule("exports", _GOODS, None, _behind(rf"(?:\s{_CARRIER})?(?:,\sor\s(?:about\s)?[\d.]+(?:%|\sper\s?cent),)?\s(?:[a-z]+\s)?(?:were |was |have been |had been |being )?(?:(?:went|go|gone|going|headed|shipped|sent|left for|bound for|dispatched)\s(?:abroad|overseas|(?:over|across) the border|out of (?:the country|china)|to (?:foreign|overseas) (?:markets|buyers|countries))|left (?:the country|chinese ports|china|it(?=[,.;]))\b|leaving (?:the country|chinese ports|china)\b)")),
    _Rule("exports", _GOODS, _before(r"(?:ship(?:ped|s|ping)?|sent|sends?|sending|dispatched)\s"), _behind(r"(?:\s[a-z-]+){0,4}?\s(?:abroad|overseas|(?:over|across) the border|to (?:foreign|overseas) (?:markets|buyers|countries))\b")),
    _Rule("exports", _GOODS, Caseless(r"\b(?:shipments|deliveries|sales) (?:abroad|overseas|to foreign (?:markets|countries)) (?:of [a-z ]{3,20} )?(?:amounted to|came to|reached|were|totall?ed|hit|stood at|rose to|fell to|climbed to)\s(?:[a-z]+\s){0,2}$")),
    _Rule("wholesale", _GOODS, None, _behind(rf"(?:\s{_CARRIER})?\s(?:were |have )?(?:left|went|passed|shipped|sent|delivered|handed)\s(?:out of |from )?(?:the |their )?(?:gates?|factor(?:y|ies)|plants?|works)?\s?(?:on |over )?(?:for|to)\s(?:the |their )?(?:dealers|dealerships|showrooms|dealer)\b")),
    _Rule("wholesale", _GOODS, _before(r"(?:shipped|ships?|shipping|sent|delivered|passed on|supplied|sold)\s"), _behind(r"(?:\s[a-z-]+){0,2}\sto\s(?:its\s|the\s|their\s)?(?:dealers|dealerships|showrooms)\b")),
    _Rule("retail_sales", _GOODS, Caseless(r"\b(?:dealers|dealerships|showrooms|retailers)\b(?!['’])(?:(?!\bthat\b|\bwhich\b)[^.;,\d]){0,40}\s(?:sold|sell|shifted|moved|handed over|delivered|retailed)\s(?:[a-z]+\s){0,3}$"), _behind(r"(?!\s(?:[a-z-]+\s){0,2}(?:used|second-hand|stores|outlets))")),
    _Rule("registrations", _GOODS, None, _behind(rf"(?:\s{_CARRIER})?\s(?:got|received|were given|wore|carried|bore)\s(?:their\s|new\s|licen[cs]e\s|number\s)?(?:licen[cs]e |number )?plates\b")),
    _Rule("registrations", _GOODS, _before(r"put\s"), _behind(rf"(?:\s{_CARRIER})?\son(?:to)?\s(?:the\s)?(?:[a-z]+\s)?(?:roads?|streets)\b")),
    _Rule("recalls", _GOODS, Caseless(r"\b(?:recall(?:ed|ing|s)?|call(?:ed|s|ing)? back|took back|taking back|take back)\b(?! (?:that|how|when))[^.;,\d]{0,45}$")),
    _Rule("inventory", _GOODS, Caseless(r"\b(?:stocks?|stockpiles?)\s(?:(?:at|held by|with|on|in) (?:the )?(?:[\w-]+['’]s? )?(?:dealers?|showrooms?|factor(?:y|ies)|makers?|ports?|end|start|beginning|month|year)|levels?|(?:again )?(?:grew|rose|fell|swelled|shrank|climbed|dropped|were|was|stood|came|ended)|of (?:unsold|new|finished|passenger))\b[^.;\d]{0,50}$")),
    _Rule("inventory", _GOODS, Caseless(r"\b(?:dealers?['’]?s?|industry|factory|factories['’]|channel|makers['’]|showrooms?['’]?)\s(?:stocks?|stockpiles?)\b[^.;\d]{0,40}$")),
    _Rule("inventory", _GOODS, None, _behind(r"(?:\s(?:cars|vehicles|units))?\s(?:(?:are|were|sat|sit|stood|stand|remain(?:ed)?|lay|still|currently|now)\s){0,2}(?:unsold|unregistered|in stock|on (?:dealers['’]? |dealer |their |its )?(?:lots?|forecourts?)|gathering dust)\b")),
    # rates
    _Rule("stake", (_Sort.PERCENT,), None, _behind(r"[- ](?:owned|held|controlled) by\b"), Kind.SHARE),
    _Rule("stake", (_Sort.PERCENT,), _before(r"(?:owns?|owned|owning)\s"), _behind(r"\sof\s(?:the\s)?(?:[A-Z]|company|carmaker|firm|venture|joint|its)"), Kind.SHARE),
    _Rule("stake", (_Sort.PERCENT,), _before(r"(?:bought|buys?|buying|acquir\w+|sold|sells?|selling|took|takes?|taking|holds?|held|holding|has|have|had|for|of)\s"), _behind(r"\sof\s(?:the\s|its\s|their\s)?(?:company|carmaker|automaker|venture|joint venture|start-?up|maker|firm|unit|subsidiary|holding)\b(?!['’]s)"), Kind.SHARE),
    _Rule("stake", (_Sort.PERCENT,), Caseless(r"\b(?:(?:paid|pays?|paying|spent|spends?)\b(?:[^.;]|\.\d){0,60}\bfor|buying|bought|buys?|acquir\w+)\s(?:[a-z]+\s){0,2}$"), re.compile(r"\sof\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?(?![\w'’-])(?!\s(?:sales|deliveries|revenue|cars))"), Kind.SHARE, wide=True),
    _Rule("investment", (_Sort.MONEY,), _before(r"(?:paid|pays?|paying|spent|spends?)\s"), _behind(r"\s(?:\([^()]{3,40}\)\s)?for\s(?:a\s|an\s|its\s|the\s)?(?:[\d.]+\s?(?:%|per ?cent)|stake|minority|majority|half|third|quarter)")),
    _Rule("investment", (_Sort.MONEY,), _before(r"(?:put(?:s|ting)? in|(?:is|are|was|were) (?:investing|sinking|ploughing)|sunk|sank|sinks)\s")),
    _Rule("share_price", (_Sort.PERCENT,), None, _behind(r"\s(?:of\s)?(?:upside|downside)\b"), Kind.CHANGE),
    _Rule("capacity_utilization", (_Sort.PERCENT,), Caseless(r"\b(?:plants?|factor(?:y|ies)|lines|capacity|works)\b[^.;]{0,110}\b(?:work(?:ed|s|ing)?|ran|runs?|running|operat(?:ed|es|ing|e)|utilis\w+|utiliz\w+)\sat\s(?:[a-z]+\s){0,3}$"), _behind(r"(?!\s(?:of|more|less|higher|lower)\b)"), Kind.LEVEL, wide=True),
    _Rule("capacity_utilization", (_Sort.PERCENT,), Caseless(r"\b(?:plants?|factor(?:y|ies)|lines|capacity|works|they|it)\b[^.;]{0,110}\b(?:work(?:ed|s|ing)?|ran|runs?|running|operat(?:ed|es|ing|e)|utilis\w+|utiliz\w+)\sat\s(?:[a-z]+\s){0,3}$"), _behind(r"\sof\s(?:that|this|it|(?:its |their |full )?capacity|what (?:they|it))\b"), Kind.SHARE, wide=True),
    _Rule("capacity_utilization", (_Sort.PERCENT,), Caseless(r"\b(?:plants?|factor(?:y|ies)|works|lines?|capacity|remains?)\b[^.;]{0,110}\b(?:were|was|is|are|been)\s(?:used|utilis\w+|utiliz\w+|loaded)\s(?:to|at)\s(?:[a-z]+\s){0,2}$"), None, Kind.SHARE, wide=True),
    _Rule("price", (_Sort.MONEY,), Caseless(r"\b(?:(?:the|an) average\s(?:[\w'’-]+\s){1,3}|(?:each|a|one)\s(?:[\w'’-]+\s){0,2})(?:sold|sells|went|goes|retails?|retailed|fetched|fetches|costs?|changed hands)\s(?:[a-z]+\s){0,2}$"), _behind(r"(?!\s?(?:million|billion|bn|m\b))")),
    _Rule("price", (_Sort.MONEY,), Caseless(r"\b(?:sold|bought|delivered|ordered|went)\b[^.;\d]{0,30}\bat an average (?:price )?of\s(?:about\s|some\s)?$"), _behind(r"(?!\s?(?:million|billion|bn|m\b))")),
    _Rule("price", (_Sort.MONEY,), Caseless(r"\b(?:sell(?:s|ing)?|offer(?:s|ed|ing)?|available|starts?|starting|listed|on sale|retail(?:s|ing)?)\b[^.;\d]{0,40}\b(?:from|for|at)\s(?:just\s|only\s|about\s)?$"), _behind(r"(?!\s?(?:million|billion|bn|m\b))")),
)  # fmt: skip
# Words that one of the rules needs: where a sentence has none of them, none is tried.
_NEEDS = Caseless(
    r"\b(?:brought|generated|contributed|yielded|accounted|los[te]|loses|losing|bled|bleeding|burned|red|black|earn|earned|earns|earning|netted|pocketed|selling|sales? of|bank|till|coffers|cash|hand"
    r"|value|worth|project|plant|plants|factory|factories|complex|venture|gigafactor\w+|budgeted|earmarked|aside|built|designed|laid|intended"
    r"|equipped|sized|meant|planned|enough|can|could|able|capable|works|lines?|abroad|overseas|country|countries|ports|china|markets|buyers|dealers|dealerships"
    r"|showrooms|dealer|plates|recall\w*|back|stocks?|stockpiles?|unsold|unregistered|lots?|forecourts?|dust|owned|held|owns?|owning|controlled"
    r"|off|aid|subsid\w+|grants?|incentives|shortfall|deficit|us(?:ed|es|ing)|utili[sz]\w+|fill\w*|spending|investing|upside|downside|swap|charge|charging|income|eps|capacity|spent|invested|put|close|price|p/e|pe|per|earnings|profits?|change|changes|trades?|traded|trading|valued|priced|stock|shares|adrs"
    r"|mark\w*|discount\w*|profitable|money|worth|sales|research|r&d|selling|marketing|advertising|promotion|bought|buy|buys|buying|acquir\w+|paid|pay|pays|paying|puts|roads?|streets|share|payout|border|full|utilised|utilized|busy|sites?|shipped|ships?|sent|delivered|supplied|sold|putting|rais\w+|made|produced|assembled|turned|churned|sunk|sank|sinks?|sinking|investing|ploughing)\b"
)


def settle_verbs(scene: Scene, sentence: Sentence, drafts: list[Draft], pack: Pack) -> None:
    """Give the figures of a sentence the metric that its verbs and constructions say, and its kind where they say one.

    Figures that have a metric already keep it; only metrics of the pack are given.
    """
    free = [d for d in drafts if d.metric is None and "table" not in d.fixed]
    for draft in free:
        found = draft.figure.noun in _TAKERS and draft.figure.dimension == "count"
        bought = _FOUND.search(scene.text, sentence.span.start, draft.figure.full.start) if found else None
        if bought or (found and _BOUGHT.match(scene.text, draft.figure.full.end)):
            if draft.figure.ordinal and "deliveries" in pack.metrics:
                draft.metric = "deliveries"  # "has reached its 10,000th customer"
                draft.fixed.add("metric")
            draft.unit = pack.main_unit  # "the small one found 43,509 buyers": so many were sold
    if free and "recalls" in pack.metrics:
        _settle_recalls(scene, sentence, free, pack)
        free = [d for d in free if d.metric is None]
    if free and "exports" in pack.metrics:
        _settle_buyers(scene, sentence, free, pack)
        free = [d for d in free if d.metric is None]
    if not free or _NEEDS.search(scene.text, sentence.span.start, sentence.span.end) is None:
        return
    edges = [sentence.span.start, *(d.span.end for d in drafts)]
    valued: str | None = None  # what the last multiple was of
    for draft in free:
        start = max(e for e in edges if e <= draft.span.start)
        rule = _rule_for(scene.text, max(start, draft.span.start - _FAR), draft, sentence, pack)
        if (
            rule is None
            and valued
            and _sort(draft, pack) is _Sort.MULTIPLE
            and _FOR_OTHERS.match(scene.text, draft.span.end)
        ):
            draft.metric = valued
        if rule is not None:
            draft.metric = rule.metric
            valued = rule.metric if rule.metric in _MULTIPLES else valued
            draft.fixed.add("metric")
            draft.kind = rule.kind or draft.kind
            if draft.unit is None and _Sort.MONEY not in rule.sorts:  # an amount's currency is found later
                draft.unit = pack.main_unit


def _settle_buyers(scene: Scene, sentence: Sentence, drafts: list[Draft], pack: Pack) -> None:
    """What a country bought, in a text that has told of exports: "Mexico took 625,200, and Brazil 330,000"."""
    told = _ABROAD.search(scene.text, max(0, sentence.span.start - _SHORTLY), sentence.span.end) is not None
    names = sentence.of_sort(Sort.ENTITY)
    for draft in drafts if told else ():
        places = [m for m in sentence.of_sort(Sort.REGION) if m.span.end <= draft.span.start and m.key[:1].isupper()]
        named = any(m.span.end <= draft.span.start and sells(pack.entities[m.key]) for m in names)
        if _sort(draft, pack) is not _Sort.THINGS or not places or named or places[-1].key == "China":
            continue
        if _BUYS.search(scene.text, places[-1].span.end, draft.figure.full.start):
            draft.metric, draft.unit = "exports", draft.unit or pack.main_unit
            draft.fixed.add("metric")


def _settle_recalls(scene: Scene, sentence: Sentence, drafts: list[Draft], pack: Pack) -> None:
    """Cars called back: behind the word in its sentence, or covered by what a sentence shortly before recalled."""
    before = scene.sentences[max(0, sentence.index - 2) : sentence.index]
    opens = scene.opens_block(sentence) and sentence.index > 0
    near = [s for s in before if s.block == sentence.block or (opens and s.block == before[-1].block)]
    near += [scene.sentences[0]] if near else []  # the headline says what a text is about
    told = any(m.key == "recalls" for s in near for m in s.of_sort(Sort.METRIC))
    said = sentence.of_sort(Sort.METRIC)
    logged = False
    for draft in drafts:
        if told and _LOGGED.match(scene.text, draft.span.end) and draft.unit is None:
            draft.metric, draft.unit, logged = "recalls", "recall", True
            draft.fixed.add("metric")
            continue
        if _sort(draft, pack) is not _Sort.THINGS:
            continue
        built = any(m.key != "recalls" and m.span.start == draft.figure.full.end + 1 for m in said)
        if built and _OF_ALL.search(scene.text, sentence.span.start, draft.figure.full.start):
            continue  # "a third of the 350,000 built until then"
        last = next((m for m in reversed(said) if m.span.end <= draft.span.start), None)
        covered = told and _COVERS.search(scene.text, sentence.span.start, draft.figure.full.start) is not None
        covered = covered or (
            told and _FILED.search(scene.text, sentence.span.start, draft.figure.full.start) is not None
        )
        said_of = None if last is None else last.key
        counted = logged and said_of in (None, "production", "registrations")
        if said_of == "recalls" or counted or (covered and said_of in (None, "production")):
            draft.metric, draft.unit = "recalls", draft.unit or pack.main_unit


def _rule_for(text: str, start: int, draft: Draft, sentence: Sentence, pack: Pack) -> _Rule | None:
    sort = _sort(draft, pack)
    if sort is None:
        return None
    for rule in _RULES:
        if sort not in rule.sorts or rule.metric not in pack.metrics:
            continue
        begin = max(sentence.span.start, draft.span.start - _WIDE) if rule.wide else start
        if rule.lead is not None and rule.lead.search(text, begin, draft.figure.span.start) is None:
            continue
        if rule.tail is not None and rule.tail.match(text, draft.span.end, sentence.span.end) is None:
            continue
        return rule
    return None


def _sort(draft: Draft, pack: Pack) -> _Sort | None:
    figure = draft.figure
    value = draft.low if draft.low is not None else draft.high
    if figure.form is Form.MULTIPLE:
        return _Sort.MULTIPLE if draft.unit == "times" else None
    if figure.dimension == "time":
        return _Sort.TIME
    if figure.form is Form.MONEY or (
        figure.form is Form.NUMBER and draft.unit is None and value is not None and abs(value) >= _MUCH
    ):
        return _Sort.MONEY
    if figure.form in (Form.PERCENT, Form.FRACTION):
        return _Sort.PERCENT
    if figure.form not in (Form.NUMBER, Form.UNIT) or figure.ordinal:
        return None
    if draft.unit == pack.main_unit:
        return _Sort.THINGS
    if draft.unit is None:
        return _Sort.THINGS if value is not None and abs(value) >= Decimal(100) else None
    return _Sort.ENERGY if draft.unit in pack.units and pack.units[draft.unit].dimension == "energy" else None
