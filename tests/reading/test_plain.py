from datetime import date

import pytest

from tachograph.reading.dates import dateline, parse_date, wire_date
from tachograph.reading.plain import read_plain

BODY = "BYD sold 480,186 new energy vehicles in November, 5.25 percent fewer than a year before, the company said.\n"


@pytest.mark.parametrize(
    "line",
    [
        "2025-12-02",
        "2025/12/02",
        "2025.12.2",
        "Published: 2025-12-02",
        "**Published:** 2 December 2025",
        "Date: Dec. 2, 2025",
        "Posted on December 2, 2025 by admin",
        "December 2, 2025",
        "*December 2nd, 2025*",
        "Tuesday, 2 December 2025 at 10:30 a.m. CST",
        "Dec 2, 2025 10:30am ET",
        "2025-12-02T18:30:00+08:00",
        "By Jane Doe | December 2, 2025",
        "By Jane Doe, December 2, 2025",
        "Car Weekly · Dec 2, 2025, 16:30 GMT+8",
        "2 Dec 2025 – Car Weekly",
        "Published Dec. 2, 2025 | Updated Dec. 5, 2025",
        "2025年12月2日",
        "2025 年 12 月 2 日 星期二",
        "发布时间：2025年12月2日 18:30:05",
        "2025-12-02 18:30 来源：汽车周报",
        "作者：张三 2025-12-02",
    ],
)
def test_a_dateline(line):
    assert dateline(line) == date(2025, 12, 2)
    assert read_plain(f"A headline\n\n{line}\n\n{BODY}").published == date(2025, 12, 2)
    assert read_plain(f"{line}\n{BODY}").published == date(2025, 12, 2)


@pytest.mark.parametrize(
    "line",
    [
        "Sales as of December 2, 2025",
        "Data as of: 2025-12-02",
        "Updated: December 2, 2025",
        "更新时间：2025-12-02",
        "截至2025年12月2日",
        "2025年12月2日，比亚迪公布销量",
        "BYD launched the Seal on December 2, 2025",
        "On December 2, 2025 BYD sold 5 cars.",
        "Munich Motor Show, September 5, 2023",
        "Q3 2025 | 2025-12-02",
        "2025-12-02 to 2025-12-08 | 5 cars",
        "December 2025",
        "12/02/2025",
        "2025-13-02",
        "2025-02-30",
        "2025-12-021",
        "8615-2025-12-02",
        "Hello",
        "",
        "2025-12-02 " + "x" * 200,
    ],
)
def test_not_a_dateline(line):
    assert dateline(line) is None
    assert read_plain(f"A headline\n\n{line}\n\n{BODY}").published is None


@pytest.mark.parametrize(
    "opening",
    [
        "SHANGHAI, Dec. 2, 2025 /PRNewswire/ -- ",
        "GUANGZHOU, China, Dec. 02, 2025 (GLOBE NEWSWIRE) -- ",
        "BEIJING, December 2, 2025 — ",
        "Hong Kong, 2 December 2025 – ",
        "Shenzhen, China – December 2, 2025 – ",
    ],
)
def test_a_press_release_opens_with_its_date(opening):
    assert wire_date(opening + BODY) == date(2025, 12, 2)
    assert read_plain(f"A headline\n\n{opening}{BODY}").published == date(2025, 12, 2)


def test_place_and_date_may_have_a_line_of_their_own():
    assert read_plain(f"A headline\n\nSHANGHAI, Dec. 2, 2025\n\n{BODY}").published == date(2025, 12, 2)


@pytest.mark.parametrize(
    "opening",
    [
        "By December 2, 2025 — ",
        "Sales rose until Dec. 2, 2025 - and then ",
        "MUNICH MOTOR SHOW 2025, September 1, 2025 — ",
        "As of December 2, 2025, ",
        "NIO said on December 2, 2025 – ",
        "December 2, 2025, saw ",
    ],
)
def test_a_sentence_with_a_date_is_not_a_press_release(opening):
    assert wire_date(opening + BODY) is None
    assert read_plain(opening + BODY).published is None


def test_a_date_below_the_start_of_the_text_is_not_the_date_of_the_page():
    assert read_plain(f"A headline\n{BODY.strip()} {BODY}\n2025-12-02\n").published is None


@pytest.mark.parametrize("rule", ["---\n", "---  \r\n"])
def test_front_matter(rule):
    block = 'title: "November: a record"\ndate: 2025-12-02T10:00:00+08:00\nsource: Car Weekly\ntags: [a, b]\n'
    content = read_plain(f"{rule}{block}---\n\n# Another\n\n2024-01-01\n\n{BODY}", markdown=True)
    assert content.title == "November: a record"
    assert content.published == date(2025, 12, 2)
    assert content.outlet == "Car Weekly"


def test_front_matter_prefers_published():
    assert read_plain(f"---\ndate: 2024-01-01\npublished: 2025-12-02\n---\n{BODY}").published == date(2025, 12, 2)


def test_a_rule_is_not_front_matter():
    assert read_plain(f"---\n{BODY}").title is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# NIO delivers 36,275\n\n", "NIO delivers 36,275"),
        ("\n## NIO delivers 36,275 ##\r\n\r\n", "NIO delivers 36,275"),
        ("NIO delivers 36,275\n===\n\n", "NIO delivers 36,275"),
        ("2025-12-02\n\n# NIO delivers\n\n", "NIO delivers"),
        ("NIO delivers 36,275\n\n", "NIO delivers 36,275"),
    ],
)
def test_title_of_markdown(text, title):
    assert read_plain(text + BODY, markdown=True).title == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"NIO delivers 36,275\n{BODY}", "NIO delivers 36,275"),
        (f"\r\n  蔚来11月交付36,275辆\r\n\r\n{BODY}", "蔚来11月交付36,275辆"),
        (f"Select Language:\n{BODY}", None),
        (f"NIO delivered 36,275.\n{BODY}", None),
        (f"Learn more now!\n{BODY}", None),
        (f"2025-12-02\n{BODY}", None),
        (f"| Maker | Nov |\n{BODY}", None),
        (f"12,345\n{BODY}", None),
        ("NIO delivers 36,275\nLi Auto 33,181", None),
        ("NIO delivers 36,275", None),
        (BODY, None),
        ("", None),
    ],
)
def test_title_of_text(text, title):
    assert read_plain(text).title == title


def test_parse_date_takes_the_first_whole_date():
    assert parse_date("Mon, 01 Dec 2025 10:00:00 GMT; 2024-01-01") == date(2025, 12, 1)
    assert parse_date("no date, 2025-13") is None


def test_a_news_agency_may_open_with_the_date_alone():
    assert wire_date("Dec. 2, 2025 (Newswire) - NIO delivered 36,275 cars.") == date(2025, 12, 2)
    assert wire_date("Dec. 2, 2025 was when NIO delivered 36,275 cars.") is None


CHINESE = "极石汽车上月交付2.1万辆，比上年同月多三成，管理层称订单充足，今年将在更多国家开始销售并扩大产能。\n"


@pytest.mark.parametrize(
    "opening",
    [
        "合肥，2025年12月2日——",
        "重庆,2025年12月2日--",
        "2025年12月2日 ",
        "2025年12月2日电 ",
        "2025年12月2日讯，",
        "2025年12月2日消息，",
        "本报北京2025年12月2日电 ",
        "2025年12月2日，据初步统计，",
        "2025年12月2日，记者从乘联会获悉，",
        "长春2025年12月2日（记者 王某）",
    ],
)
def test_a_chinese_text_opens_with_its_date(opening):
    assert read_plain(f"某车企上月交付创新高\n\n{opening}{CHINESE}").published == date(2025, 12, 2)


@pytest.mark.parametrize(
    "opening",
    [
        "截至2025年12月2日，",
        "2025年12月2日，极石汽车上市。两年之后，",
        "2025年12月2日至今，",
        "本报2025年12月2日B03版一文有误，",
        "自2025年12月2日起，",
        "回到2025年12月2日 ——那天，",
    ],
)
def test_a_chinese_sentence_with_a_date_is_not_its_dateline(opening):
    assert read_plain(f"某车企上月交付创新高\n\n{opening}{CHINESE}").published is None
