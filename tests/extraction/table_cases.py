"""Tables of lines or cells between bars, with the fields expected of each cell (see ``table_case``)."""

from __future__ import annotations

from table_case import TableCase

LINED = (
    TableCase(
        "Markdown, accounts with scale and currency in the header, a row of text and a row of a margin",
        "2025-03-11",
        "| Leapmotor accounts | 2023 (bn yuan) | 2024 (bn yuan) | Change |\n|---|---|---|---|\n"
        "| Revenue | 16.75 | 32.16 | 92.1% |\n| Net loss | 4.22 | 2.82 | (33.1%) |\n"
        "| Gross margin | 0.5% | 8.4% | 7.9 pp |\n| Main model | T03 | C10 | |\n",
        """
        16.75 | 16750000000 | CNY | level | Leapmotor | revenue | 2023 | actual | -
        32.16 | 32160000000 | CNY | level | Leapmotor | revenue | 2024 | actual | -
        92.1% | 92.1 | percent | change | Leapmotor | revenue | 2024 | actual | 2023
        4.22 | 4220000000 | CNY | level | Leapmotor | loss | 2023 | actual | -
        2.82 | 2820000000 | CNY | level | Leapmotor | loss | 2024 | actual | -
        33.1% | -33.1 | percent | change | Leapmotor | loss | 2024 | actual | 2023
        0.5% | 0.5 | percent | level | Leapmotor | gross_margin | 2023 | actual | -
        8.4% | 8.4 | percent | level | Leapmotor | gross_margin | 2024 | actual | -
        7.9 pp | 7.9 | percentage_point | change | Leapmotor | gross_margin | 2024 | actual | 2023
        """,
    ),
    TableCase(
        "tabs, ranks before the names, unit in the header, shares",
        "2024-10-08",
        "Battery makers by installations\n"
        "Rank\tMaker\tJan-Aug 2024 (GWh)\tGrowth\tShare (%)\n"
        "1\tCATL\t189.2\t27.2%\t37.1%\n2\tBYD\t83.9\t25.6%\t16.4%\n3\tCALB\t24.9\t42.5%\t4.9%\n",
        """
        1 | 1 | rank | rank | CATL | installations | 2024-01/2024-08 | actual | -
        189.2 | 189.2 | GWh | level | CATL | installations | 2024-01/2024-08 | actual | -
        27.2% | 27.2 | percent | change | CATL | installations | 2024-01/2024-08 | actual | 2023-01/2023-08
        37.1% | 37.1 | percent | share | CATL | market_share | 2024-01/2024-08 | actual | *
        2 | 2 | rank | rank | BYD | installations | 2024-01/2024-08 | actual | -
        83.9 | 83.9 | GWh | level | BYD | installations | 2024-01/2024-08 | actual | -
        25.6% | 25.6 | percent | change | BYD | installations | 2024-01/2024-08 | actual | 2023-01/2023-08
        16.4% | 16.4 | percent | share | BYD | market_share | 2024-01/2024-08 | actual | *
        3 | 3 | rank | rank | CALB | installations | 2024-01/2024-08 | actual | -
        24.9 | 24.9 | GWh | level | CALB | installations | 2024-01/2024-08 | actual | -
        42.5% | 42.5 | percent | change | CALB | installations | 2024-01/2024-08 | actual | 2023-01/2023-08
        4.9% | 4.9 | percent | share | CALB | market_share | 2024-01/2024-08 | actual | *
        """,
    ),
    TableCase(
        "bars on one line, ranks, dashes, marked estimates, an unknown name",
        "2025-12-01",
        "The November deliveries are in. Brand | Rank | Nov | y/y | Oct | Leapmotor | 1 | 70,327 | +75% | 70,289 "
        "| Xiaomi | 2 | 40,000~ | – | 48,654 | Gamma Motion | 3 | 5,120 | -3.5% | 5,006 | A ~ marks an estimate.",
        """
        1 | 1 | rank | rank | Leapmotor | deliveries | 2025-11 | actual | -
        70,327 | 70327 | vehicle | level | Leapmotor | deliveries | 2025-11 | actual | -
        +75% | 75 | percent | change | Leapmotor | deliveries | 2025-11 | actual | 2024-11
        70,289 | 70289 | vehicle | level | Leapmotor | deliveries | 2025-10 | actual | -
        2 | 2 | rank | rank | Xiaomi Auto | deliveries | 2025-11 | actual | -
        40,000 | 40000 | vehicle | level | Xiaomi Auto | deliveries | 2025-11 | estimate | -
        48,654 | 48654 | vehicle | level | Xiaomi Auto | deliveries | 2025-10 | actual | -
        3 | 3 | rank | rank | Gamma Motion | deliveries | 2025-11 | actual | -
        5,120 | 5120 | vehicle | level | Gamma Motion | deliveries | 2025-11 | actual | -
        -3.5% | -3.5 | percent | change | Gamma Motion | deliveries | 2025-11 | actual | 2024-11
        5,006 | 5006 | vehicle | level | Gamma Motion | deliveries | 2025-10 | actual | -
        """,
    ),
    TableCase(
        "Markdown, models with a column of makers and change before share",
        "2024-06-12",
        "Best-selling models in May\n\n| Model | Maker | May sales | YoY | Share |\n|:--|:--|--:|--:|--:|\n"
        "| Model Y | Tesla | 39,985 | 26.5% | 2.3% |\n| SU7 | Xiaomi | 8,646 | - | 0.5% |\n"
        "| **C11** | Leapmotor | 6,120 | (12.5%) | 0.4% |\n",
        """
        39,985 | 39985 | vehicle | level | Tesla | sales | 2024-05 | actual | - | model=Model Y
        26.5% | 26.5 | percent | change | Tesla | sales | 2024-05 | actual | 2023-05
        2.3% | 2.3 | percent | share | Tesla | market_share | 2024-05 | actual | *
        8,646 | 8646 | vehicle | level | Xiaomi Auto | sales | 2024-05 | actual | - | model=SU7
        0.5% | 0.5 | percent | share | Xiaomi Auto | market_share | 2024-05 | actual | *
        6,120 | 6120 | vehicle | level | Leapmotor | sales | 2024-05 | actual | -
        12.5% | -12.5 | percent | change | Leapmotor | sales | 2024-05 | actual | 2023-05
        0.4% | 0.4 | percent | share | Leapmotor | market_share | 2024-05 | actual | *
        """,
    ),
    TableCase(
        "Chinese Markdown, scale in the header",
        "2025-10-08",
        "| 品牌 | 9月销量（万辆） | 同比 | 1-9月累计 |\n|---|---|---|---|\n| 比亚迪 | 39.63 | -5.5% | 326.01 |\n"
        "| 吉利 | 27.31 | 35% | 217.0 |\n",
        """
        39.63 | 396300 | vehicle | level | BYD | sales | 2025-09 | actual | -
        -5.5% | -5.5 | percent | change | BYD | sales | 2025-09 | actual | 2024-09
        326.01 | 3260100 | vehicle | level | BYD | sales | 2025-01/2025-09 | actual | -
        27.31 | 273100 | vehicle | level | Geely | sales | 2025-09 | actual | -
        35% | 35 | percent | change | Geely | sales | 2025-09 | actual | 2024-09
        217.0 | 2170000 | vehicle | level | Geely | sales | 2025-01/2025-09 | actual | -
        """,
        "zh",
    ),
    TableCase(
        "Markdown, makers as columns and months as rows",
        "2025-04-05",
        "| Deliveries | NIO | XPeng |\n|---|---|---|\n| Jan 2025 | 13,863 | 30,350 |\n| Feb 2025 | 13,192 | 30,453 |\n"
        "| Q1 total | 42,094 | 94,008 |\n",
        """
        13,863 | 13863 | vehicle | level | NIO | deliveries | 2025-01 | actual | -
        30,350 | 30350 | vehicle | level | XPeng | deliveries | 2025-01 | actual | -
        13,192 | 13192 | vehicle | level | NIO | deliveries | 2025-02 | actual | -
        30,453 | 30453 | vehicle | level | XPeng | deliveries | 2025-02 | actual | -
        42,094 | 42094 | vehicle | level | NIO | deliveries | 2025-Q1 | actual | -
        94,008 | 94008 | vehicle | level | XPeng | deliveries | 2025-Q1 | actual | -
        """,
    ),
    TableCase(
        "bars, each quarter with its own change; a total of several makers is of none of them",
        "2024-10-03",
        "Third-quarter deliveries. Company | Q3 2024 | Q2 2024 | QoQ | Q3 2023 | YoY | Li Auto | 152,831 | 108,581 | 40.8% "
        "| 105,108 | 45.4% | Nio | 61,855 | 57,373 | 7.8% | 55,432 | 11.6% | Total | 214,686 | 165,954 | 29.4% | 160,540 | 33.7% |",
        """
        152,831 | 152831 | vehicle | level | Li Auto | deliveries | 2024-Q3 | actual | -
        108,581 | 108581 | vehicle | level | Li Auto | deliveries | 2024-Q2 | actual | -
        40.8% | 40.8 | percent | change | Li Auto | deliveries | 2024-Q3 | actual | 2024-Q2
        105,108 | 105108 | vehicle | level | Li Auto | deliveries | 2023-Q3 | actual | -
        45.4% | 45.4 | percent | change | Li Auto | deliveries | 2024-Q3 | actual | 2023-Q3
        61,855 | 61855 | vehicle | level | NIO | deliveries | 2024-Q3 | actual | -
        57,373 | 57373 | vehicle | level | NIO | deliveries | 2024-Q2 | actual | -
        7.8% | 7.8 | percent | change | NIO | deliveries | 2024-Q3 | actual | 2024-Q2
        55,432 | 55432 | vehicle | level | NIO | deliveries | 2023-Q3 | actual | -
        11.6% | 11.6 | percent | change | NIO | deliveries | 2024-Q3 | actual | 2023-Q3
        214,686 | 214686 | vehicle | level | - | deliveries | 2024-Q3 | actual | -
        165,954 | 165954 | vehicle | level | - | deliveries | 2024-Q2 | actual | -
        29.4% | 29.4 | percent | change | - | deliveries | 2024-Q3 | actual | 2024-Q2
        160,540 | 160540 | vehicle | level | - | deliveries | 2023-Q3 | actual | -
        33.7% | 33.7 | percent | change | - | deliveries | 2024-Q3 | actual | 2023-Q3
        """,
    ),
    TableCase(
        "Markdown, a change in brackets in the same cell",
        "2025-01-13",
        "CAAM released China's figures on Monday.\n\n| | December 2024 | Full year 2024 |\n|---|---|---|\n"
        "| Production | 3.366 million (+9.3%) | 31.282 million (+3.7%) |\n| NEV sales | 1.596 million (34%) | 12.866 million (35.5%) |\n",
        """
        3.366 million | 3366000 | vehicle | level | China vehicle market | production | 2024-12 | actual | -
        +9.3% | 9.3 | percent | change | China vehicle market | production | 2024-12 | actual | 2023-12
        31.282 million | 31282000 | vehicle | level | China vehicle market | production | 2024 | actual | -
        +3.7% | 3.7 | percent | change | China vehicle market | production | 2024 | actual | 2023
        1.596 million | 1596000 | vehicle | level | China NEV market | sales | 2024-12 | actual | -
        34% | 34 | percent | change | China NEV market | sales | 2024-12 | actual | 2023-12
        12.866 million | 12866000 | vehicle | level | China NEV market | sales | 2024 | actual | -
        35.5% | 35.5 | percent | change | China NEV market | sales | 2024 | actual | 2023
        """,
    ),
    TableCase(
        "tabs, brands of a group in the caption, year to date and cumulative",
        "2025-11-03",
        "NIO Inc. October 2025 Deliveries\nBrand\tOctober 2025\tY/Y\tYTD 2025\tCumulative\n"
        "ONVO\t17,342\t301.5%\t88,000\t109,500\nFirefly\t5,912\tn/a\t26,000\t26,000\nTotal\t23,254\t64.5%\t114,000\t135,500\n",
        """
        17,342 | 17342 | vehicle | level | Onvo | deliveries | 2025-10 | actual | -
        301.5% | 301.5 | percent | change | Onvo | deliveries | 2025-10 | actual | 2024-10
        88,000 | 88000 | vehicle | level | Onvo | deliveries | 2025-01/2025-10 | actual | -
        109,500 | 109500 | vehicle | level | Onvo | deliveries | ../2025-10 | actual | -
        5,912 | 5912 | vehicle | level | Firefly | deliveries | 2025-10 | actual | -
        26,000 | 26000 | vehicle | level | Firefly | deliveries | 2025-01/2025-10 | actual | -
        26,000 | 26000 | vehicle | level | Firefly | deliveries | ../2025-10 | actual | -
        23,254 | 23254 | vehicle | level | NIO | deliveries | 2025-10 | actual | -
        64.5% | 64.5 | percent | change | NIO | deliveries | 2025-10 | actual | 2024-10
        114,000 | 114000 | vehicle | level | NIO | deliveries | 2025-01/2025-10 | actual | -
        135,500 | 135500 | vehicle | level | NIO | deliveries | ../2025-10 | actual | -
        """,
    ),
    TableCase(
        "Markdown accounts, counted and paid sales, a loss in brackets, scales in the labels",
        "2025-11-27",
        "Li Auto's third quarter\n\n|  | Q3 2025 | Q2 2025 |\n|--|--|--|\n| Vehicle deliveries | 93,211 | 111,074 |\n"
        "| Vehicle sales (RMB mn) | 25,867 | 28,885 |\n| Vehicle margin | 15.5% | 19.4% |\n| Net income (RMB mn) | (624) | 1,097 |\n",
        """
        93,211 | 93211 | vehicle | level | Li Auto | deliveries | 2025-Q3 | actual | -
        111,074 | 111074 | vehicle | level | Li Auto | deliveries | 2025-Q2 | actual | -
        25,867 | 25867000000 | CNY | level | Li Auto | vehicle_revenue | 2025-Q3 | actual | -
        28,885 | 28885000000 | CNY | level | Li Auto | vehicle_revenue | 2025-Q2 | actual | -
        15.5% | 15.5 | percent | level | Li Auto | vehicle_margin | 2025-Q3 | actual | -
        19.4% | 19.4 | percent | level | Li Auto | vehicle_margin | 2025-Q2 | actual | -
        624 | -624000000 | CNY | level | Li Auto | profit | 2025-Q3 | actual | -
        1,097 | 1097000000 | CNY | level | Li Auto | profit | 2025-Q2 | actual | -
        """,
    ),
    TableCase(
        "single blanks, ranks, makers' names cut short, a measure that the text told before",
        "2025-11-12",
        "10月动力电池装车量84.1GWh，同比增长42.1%。\n\n各家如何？请看下表。\n\n排名 企业 10月(GWh) 同比 占比\n"
        "1 宁德时代 36.14 41.0% 42.98%\n2 国轩 4.05 -3.1% 4.82%\n3 亿纬 3.06 61.7% 3.64%\n",
        """
        84.1GWh | 84.1 | GWh | level | * | installations | 2025-10 | actual | -
        42.1% | 42.1 | percent | change | * | installations | 2025-10 | actual | 2024-10
        1 | 1 | rank | rank | CATL | * | 2025-10 | actual | -
        36.14 | 36.14 | GWh | level | CATL | installations | 2025-10 | actual | -
        41.0% | 41 | percent | change | CATL | installations | 2025-10 | actual | 2024-10
        42.98% | 42.98 | percent | share | CATL | * | 2025-10 | actual | *
        2 | 2 | rank | rank | Gotion | * | 2025-10 | actual | -
        4.05 | 4.05 | GWh | level | Gotion | installations | 2025-10 | actual | -
        -3.1% | -3.1 | percent | change | Gotion | installations | 2025-10 | actual | 2024-10
        4.82% | 4.82 | percent | share | Gotion | * | 2025-10 | actual | *
        3 | 3 | rank | rank | Eve Energy | * | 2025-10 | actual | -
        3.06 | 3.06 | GWh | level | Eve Energy | installations | 2025-10 | actual | -
        61.7% | 61.7 | percent | change | Eve Energy | installations | 2025-10 | actual | 2024-10
        3.64% | 3.64 | percent | share | Eve Energy | * | 2025-10 | actual | *
        """,
        lang="zh",
    ),
)
