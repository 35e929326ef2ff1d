"""Dated commitments: what is one, what is none, whose it is, and by when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tachograph.core.document import Document
from tachograph.core.promise import PromiseKind
from tachograph.extraction import extract_claims, extract_promises
from tachograph.packs.loader import load_pack

PUBLISHED = date(2026, 2, 1)


def read(text, pack, published=PUBLISHED):
    lang = "zh" if any(c >= "\u3000" for c in text) else "en"
    return extract_promises(Document("x", text, published=published, lang=lang), pack)


def keys(text, pack, published=PUBLISHED):
    return [(p.subject, p.deadline, str(p.kind)) for p in read(text, pack, published)]


PROMISES = [
    ("Nio plans to launch its third brand in the UK in the second quarter.", "NIO", "2026-Q2", "product_launch"),
    ("Li Auto's sedan is scheduled to be unveiled at the show in April.", "Li Auto", "2026-04", "product_launch"),
    ("Sales of the new model begin on 15 March, BYD said.", "BYD", "2026-03-15", "product_launch"),
    ("Xiaomi Auto said it would start deliveries of the YU9 in Q3.", "Xiaomi Auto", "2026-Q3", "start_of_deliveries"),
    ("CATL plans mass production of sodium-ion cells by the end of 2027.", "CATL", "2027", "mass_production"),
    ("Great Wall wants to have its Brazil factory running by 2027.", "Great Wall Motor", "2027", "plant"),
    ("BYD's third plant in Thailand goes into operation in 2028.", "BYD", "2028", "plant"),
    ("Xpeng will enter Brazil in the first quarter of 2027.", "XPeng", "2027-Q1", "market_entry"),
    ("Nio plans 1,000 new swap stations in 2026.", "NIO", "2026", "network"),
    ("Tesla plans to roll out Full Self-Driving in March.", "Tesla", "2026-03", "technology"),
    ("Seres is to list in Hong Kong in the first half of the year.", "Seres", "2026-H1", "finance"),
    ("Xpeng targets break-even in the fourth quarter.", "XPeng", "2026-Q4", "finance"),
    ("Geely will form a joint venture by the end of June.", "Geely", "2026-06", "partnership"),
    ("零跑汽车将在2026年第三季度发布A10。", "Leapmotor", "2026-Q3", "product_launch"),
    ("小鹏汽车预计下半年量产飞行汽车。", "XPeng", "2026-H2", "mass_production"),
    ("奇瑞汽车预计3月在港交所挂牌上市。", "Chery", "2026-03", "finance"),
    ("岚图计划今年在欧洲开设100家门店。", "Voyah", "2026", "network"),
    ("比亚迪匈牙利工厂将推迟到2027年投产。", "BYD", "2027", "plant"),
    ("蔚来计划2028年实现L4级自动驾驶。", "NIO", "2028", "technology"),
    ("广汽埃安去年已进入20个国家，今年目标再进入10个国家。", "GAC Aion", "2026", "market_entry"),
]


@pytest.mark.parametrize(("text", "subject", "deadline", "kind"), PROMISES)
def test_a_promise(text, subject, deadline, kind, pack):
    assert keys(text, pack) == [(subject, deadline, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "BYD launched the Seal 08 in January 2026.",  # it has happened
        "零跑B10已于2026年1月上市。",
        "Leapmotor will not launch a pickup in 2026.",  # denied
        "NIO has no plans to enter the United States before 2030.",
        "蔚来表示不会在2026年推出增程车型。",
        "Chery could enter Canada next year.",  # perhaps
        "A trial would begin next year if the city grants Xpeng the permit.",  # on a condition
        "若审批顺利，极氪有望年内完成私有化。",
        "BYD has scrapped plans to open a plant in Mexico in 2027.",  # called off
        "比亚迪取消了原定2026年在墨西哥建厂的计划。",
        "Citi expects Xpeng to enter Brazil in 2027.",  # others expect it
        "Geely aims to sell 3.45 million vehicles in 2026.",  # a target
        "NIO guided for deliveries of between 87,000 and 91,000 vehicles in the third quarter of 2026.",
        "公司力争2026年全年交付60万辆。",
        "A third model for Europe is to follow soon, Zeekr said.",  # no date
        "长城汽车计划在匈牙利建厂，具体时间未定。",
        "BYD will report first-quarter results on April 28.",  # nothing of the trade's acts
    ],
)
def test_what_is_no_promise(text, pack):
    assert keys(text, pack) == []


def test_several_promises_of_a_sentence_each_have_their_own_time(pack):
    text = "The Leapmotor D19 will go on sale in China on March 29, with first deliveries to begin in April."
    assert keys(text, pack) == [
        ("Leapmotor", "2026-03-29", "product_launch"),
        ("Leapmotor", "2026-04", "start_of_deliveries"),
    ]
    text = "全新旗舰零跑D19将于2026年二季度上市，5月开启交付。"
    assert keys(text, pack) == [
        ("Leapmotor", "2026-Q2", "product_launch"),
        ("Leapmotor", "2026-05", "start_of_deliveries"),
    ]


def test_a_part_of_a_year_named_before_is_of_that_year(pack):
    text = "明年蔚来会推出三款大车，其中ES9二季度上市。"
    assert [k[1] for k in keys(text, pack, date(2025, 12, 8))] == ["2026", "2026-Q2"]


def test_a_bare_part_beside_a_plan_is_the_next_one(pack):
    text = "Nio is planning to launch a third model in the second half."
    assert [k[1] for k in keys(text, pack, date(2026, 1, 8))] == ["2026-H2"]
    assert [k[1] for k in keys(text, pack, date(2026, 8, 8))] == ["2026-H2"]


def test_a_counted_plan_behind_a_dated_aim_is_for_its_time(pack):
    text = "Xpeng aims to double its sales abroad in 2026. The company will focus on five key regions."
    assert keys(text, pack) == [("XPeng", "2026", "market_entry")]
    assert read(text, pack)[0].confidence < 0.9


def test_hearsay_is_marked(pack):
    (promise,) = read("Nio is reportedly planning to launch a third Firefly model in 2027.", pack)
    assert promise.hearsay
    (promise,) = read("Nio is planning to launch a third Firefly model in 2027.", pack)
    assert not promise.hearsay


def test_what_a_promise_holds(pack):
    text = "Sales fell. BYD will open its new plant in Hungary by the end of June, Stella Li said on Friday."
    (promise,) = read(text, pack)
    assert promise.span.of(text) == promise.quote == text[12:]
    assert promise.what_span.of(text) == promise.what == "open its new plant in Hungary"
    assert promise.words == ("will",)
    assert promise.claimant == "Stella Li"
    assert promise.regions == ("Hungary",)
    assert promise.made == "2026-02-01"
    assert (promise.subject_id, promise.kind) == ("byd", PromiseKind.PLANT)


def test_deliveries_without_a_name_are_of_the_model_before(pack):
    launch, deliveries = read("Leapmotor will launch the D19 in March and start deliveries of it in April.", pack)
    assert launch.about == deliveries.about == ("leap_d19",)


def test_a_count_of_all_there_are_to_be_is_kept(pack):
    text = "Li Auto had 2,851 charging stations. It aims to have 4,000 charging stations by the end of the year."
    (promise,) = read(text, pack)
    assert (promise.metric, promise.count) == ("charging_stations", 4000)
    (promise,) = read("Nio plans 1,000 new swap stations in 2026.", pack)
    assert promise.count is None


def test_claims_can_be_given(pack):
    document = Document("x", "Nio plans 1,000 new swap stations in 2026.", published=PUBLISHED)
    assert extract_promises(document, pack, extract_claims(document, pack)) == extract_promises(document, pack)
    assert extract_promises(document, pack, []) == ()


@given(
    st.lists(st.sampled_from([p[0] for p in PROMISES] + ["if ", "，", ", and ", "in 2027 ", "\n", "将", "）", "not "]))
)
def test_offsets_are_exact_whatever_the_text(parts):
    text = " ".join(parts)
    for promise in read(text, load_pack(evidence=False)):
        assert promise.span.of(text) == promise.quote
        assert promise.what_span.of(text) == promise.what
        assert promise.span.contains(promise.what_span)
        assert promise.due.end >= PUBLISHED


def test_without_packs_nothing_is_known_to_be_promised():
    assert read("NIO told suppliers that 20 shops will be opened by 2027.", load_pack((), evidence=False)) == ()
