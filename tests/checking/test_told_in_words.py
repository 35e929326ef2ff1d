"""What words tie together, however its fields were read: each with the right figure and a wrong one."""

import pytest

from tachograph.core.claim import Verdict
from tachograph.pipeline.articles import check_texts

DOUBTS = (Verdict.CONTRADICTED, Verdict.IMPLAUSIBLE)


def messages(text: str) -> list[str]:
    (checked,) = check_texts([f"Published on October 6, 2025.\n\n{text}"])
    return [f.message for f in checked.findings if f.verdict in DOUBTS]


@pytest.mark.parametrize(
    ("text", "right", "wrong", "said"),
    [
        # percentages and what lies between them
        ("Hybrids made up {} of all cars sold, {} more than the 40.9% of the year before.", ("47.9%", "seven points"), ("47.9%", "seven percent"), "told as a rate"),
        ("The gross margin was {}, {} above the 15.2% of the spring.", ("18.4%", "3.2 percentage points"), ("18.4%", "3.2%"), "told as a rate"),
        ("9月新能源渗透率为{},比上年同期的52.3%高{}。", ("57.8%", "5.5个百分点"), ("57.8%", "5.5%"), "told as a rate"),
        ("毛利率由15.2%升至{},提高{}。", ("18.4%", "3.2个百分点"), ("18.4%", "3.2%"), "told as a rate"),
        # the direction of a change beside its base
        ("Voltaris sold 237,540 vans and {} lorries, {} from 305,938.", ("237,381", "down 22.4%"), ("237,381", "up 22.4%"), "-22.41%, not +22.4%"),
        # two rates exchanged
        ("Voltaris sold 116,007 cars, up {} from 46,533 a year ago and {} from 103,181 in the spring.", ("149.3%", "12.4%"), ("12.4%", "149.3%"), "not 12.4%"),
        # one amount that follows from the others in two ways
        ("Customers at home took 38,206 of the February cars. For the first two months together, sales of the plant stand at {} vehicles. Domestic sales came to {}; exports, at 71,037, exceeded domestic deliveries by 14,346 cars.", ("127,728", "56,691"), ("127,728", "38,206"), "56,691, not 38,206"),
        ("9月前五家运营商：沃岚3.64万台、澜岳2.91万台、星棱2.15万台、云渡1.20万台、穹桩1.76万台，合计{}，占{}。", ("11.66万台", "65%"), ("10.46万台", "65%"), "= 116,600, not 10.46万台"),
        # the figure of before behind a rate, or before it
        ("9月沃岚销售31,204辆，同比下降8.3%（去年9月34,028辆），环比下降{}（8月{}）。", ("3.7%", "32,403辆"), ("8.3%", "32,403辆"), "-3.7%, not 8.3%"),
        ("9月沃岚轿车销售{}，去年同期16,010辆，降{}。", ("11,445辆", "28.5%"), ("11,445辆", "39.9%"), "11,445 / 16,010 - 1 = -28.51%"),
        # more cars than anybody sells
        ("Over the half-year SAIC's own brands took {} of the volume with {}, a fifth more than before.", ("63.5%", "1.304 million vehicles"), ("63.5%", "1.304 billion vehicles"), "outside what is possible"),
        ("9月前{}车企合计销售{}。", ("十家", "128.6万辆"), ("十家", "128.6亿辆"), "outside what is possible"),
        # a part of all
        ("In September Voltaris sold {} cars, and hybrids made up {} of them.", ("61,204", "48.2%"), ("61,204", "128.7%"), "no part is more than 100%"),
        ("9月沃岚销售{}辆,混动车型占比{}。", ("61204", "48.2%"), ("61204", "128.7%"), "no part is more than 100%"),
        # who is ahead of whom
        ("Among the heavy ones XC ({}) beat Sanborn ({}) to the first place.", ("3,600", "3,200"), ("3,200", "3,600"), "3,200 is less than 3,600, though “beat” says more"),
        ("Over the year Chengdu registered {} cars, well ahead of Wuhan's {}.", ("253,000", "214,000"), ("25,300", "214,000"), "25,300 cars is less than 214,000, though “ahead of” says more"),
        ("9月沃岚交付{}辆，略低于澜岳的{}辆。", ("31,204", "32,418"), ("32,418", "31,204"), "32,418辆 is more than 31,204辆, though “低于” says less"),
        # what is still needed
        ("Voltaris aims to sell 4.6 million cars in 2025. From January to September it sold {}, so it still needs {} from October to December.", ("4.182 million", "418,000"), ("4.182 million", "41,800"), "= 418,000, not 41,800"),
    ],
)  # fmt: skip
def test_what_words_tie_together(text: str, right: tuple[str, str], wrong: tuple[str, str], said: str) -> None:
    assert messages(text.format(*right)) == []
    assert any(said in message for message in messages(text.format(*wrong)))


def test_a_growth_is_confirmed_by_a_growth_and_no_fall_of_its_size():
    text = "September: cars this year, cars last year, change\n1 Voltaris 15,210 / 15,000 / +1.4%\n2 Orlanta 14,120 / 14,330 / -1.5%\n"
    (checked,) = check_texts([f"Published on October 6, 2025.\n\n{text}"])
    found = [f.message for f in checked.findings if f.rule == "growth" and f.verdict is Verdict.CONFIRMED]
    assert any(m.startswith("15,210 / 15,000 - 1 = +1.4%") for m in found)
    assert any(m.startswith("14,120 / 14,330 - 1 = -1.47%") for m in found)


REGIONS = [("Russia", "9,860", "20.3%"), ("Brazil", "14,275", "29.4%"), ("Iraq", "8,940", "18.4%"), ("Laos", "7,315", "15.0%"), ("Spain", "8,230", "16.9%")]  # fmt: skip


@pytest.mark.parametrize(
    ("part", "wrong", "said"),
    [("", "8,490", "48,170, not 48,620"), ("Part", "8,490", "not"), ("Part", "9,420", "49,100, not 48,620")],
)
def test_a_total_and_the_shares_of_it_tell_a_wrong_cell(part: str, wrong: str, said: str) -> None:
    """Where the row of totals is left open the percentages do."""
    head = f"| Place | Cars |{' Part |' if part else ''}\n|---|---:|{'---:|' if part else ''}\n"
    rows = [
        f"| {name} | {wrong if cars == '8,940' else cars} |{f' {share} |' if part else ''}"
        for name, cars, share in REGIONS
    ]
    found = messages(
        "Deliveries of NIO in May 2026, cars\n\n"
        + head
        + "\n".join([*rows, f"| Total | 48,620 |{' 100% |' if part else ''}"])
        + "\n"
    )
    assert any(said in message for message in found)


@pytest.mark.parametrize(("stated", "said"), [("14.8%", "8,940 / 48,620 = 18.39%, not 14.8%"), ("19.1%", "")])
def test_a_share_of_the_total_is_contradicted_where_a_slip_explains_it(stated: str, said: str) -> None:
    rows = [f"| {name} | {cars} | {stated if share == '18.4%' else share} |" for name, cars, share in REGIONS]
    found = messages("\n".join(["| Place | Cars | Part |\n|---|---:|---:|", *rows, "| Total | 48,620 | 100% |"]) + "\n")
    assert any(said in message for message in found) if said else found == []


@pytest.mark.parametrize(
    "text",
    [
        "Voltaris delivered 31,204 cars, ahead of last month's 32,418.",
        "Voltaris delivered 31,204 cars, ahead of its target of 32,418.",
        "9月沃岚交付31,204辆，超过去年同期的32,418辆。",
    ],
)
def test_ahead_of_another_time_or_an_aim_is_no_rank(text: str) -> None:
    assert not any("as is told" in message for message in messages(text))


def test_parts_of_one_total_are_not_held_against_another() -> None:
    text = (
        "Voltaris sold 480,186 cars in September. Vans accounted for 474,921 of the total; lorries made up the "
        "remaining 5,265. It follows that the rest, {} vehicles, found buyers in Italy."
    )
    assert messages(text.format("348,251")) == []
