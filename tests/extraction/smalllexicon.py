"""A few unit words, for tests of the grammar of figures that need no pack."""

from tachograph.core.pack import Unit
from tachograph.extraction.numbers.lexicon import UnitLexicon

_ROWS = (
    ("vehicle", "count", ("car", "vehicles", "units", "EV", "NEVs", "sales", "deliveries", "handovers"), ("辆", "台")),
    ("store", "count", ("stores", "retail stores"), ("门店", "家门店")),
    ("maker", "count", ("carmakers", "start-ups"), ("家",)),
    ("brand", "count", ("brands",), ("品牌", "个品牌")),
    ("model", "count", ("models",), ("款车型", "款")),
    ("station", "count", ("station", "swap stations"), ("座", "换电站")),
    ("city", "count", ("cities",), ("城市", "个城市")),
    ("person", "count", ("people", "workers", "users"), ("人", "名")),
    ("dealer", "count", ("dealerships",), ()),
    ("percent", "ratio", ("percent",), ()),
    ("times", "ratio", ("times",), ("倍",)),
    ("year", "time", ("years",), ("年",)),
    ("quarter", "time", ("quarters",), ("个季度",)),
    ("month", "time", ("months",), ("个月",)),
    ("week", "time", ("weeks",), ("周",)),
    ("day", "time", ("days",), ("天",)),
    ("minute", "time", ("minutes",), ("分钟",)),
)
_SYMBOLS = (
    ("CNY", "money", ("yuan", "rmb", "cny"), ("元", "人民币"), ("¥",)),
    ("USD", "money", ("dollars", "usd"), ("美元",), ("$", "US$")),
    ("EUR", "money", ("euros", "eur"), (), ("€",)),
    ("HKD", "money", ("hkd",), ("港元",), ("HK$",)),
    ("kWh", "energy", (), (), ("kWh",)),
    ("km", "length", ("kilometers",), ("公里",), ("km",)),
    ("V", "voltage", ("volts",), (), ("V",)),
)
LEXICON = UnitLexicon(
    [
        *(
            Unit(
                key, dimension, {"en": en, "zh": zh}, segments={"EV": "nev", "NEVs": "nev"} if key == "vehicle" else {}
            )
            for key, dimension, en, zh in _ROWS
        ),
        *(Unit(key, dimension, {"en": en, "zh": zh}, symbols) for key, dimension, en, zh, symbols in _SYMBOLS),
    ]
)
