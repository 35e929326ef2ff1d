"""Tables of every layout with the fields expected of each cell.

A line of ``cells`` is ``quote | value | unit | kind | subject | metric | period | modality | basis``; the value has
two bounds joined by ``..`` where they differ, ``-`` stands for none and ``*`` for anything. Quotes stand in the
order of the text; a quote's further fields ``model=`` and ``region=`` may follow.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TableCase:
    name: str
    published: str
    text: str
    cells: str
    lang: str = "en"


CASES = (
    TableCase(
        "flattened, two comparisons named by month",
        "2024-07-01",
        "More brands gave their June deliveries on Monday. "
        "Brand June units vs June 2023 vs May Zeekr 20,106 +88.5% +8.1% Voyah 5,507 83% 21.6% Avatr 4,682 155% -2.1%",
        """
        20,106 | 20106 | vehicle | level | Zeekr | deliveries | 2024-06 | actual | -
        +88.5% | 88.5 | percent | change | Zeekr | deliveries | 2024-06 | actual | 2023-06
        +8.1% | 8.1 | percent | change | Zeekr | deliveries | 2024-06 | actual | 2024-05
        5,507 | 5507 | vehicle | level | Voyah | deliveries | 2024-06 | actual | -
        83% | 83 | percent | change | Voyah | deliveries | 2024-06 | actual | 2023-06
        21.6% | 21.6 | percent | change | Voyah | deliveries | 2024-06 | actual | 2024-05
        4,682 | 4682 | vehicle | level | Avatr | deliveries | 2024-06 | actual | -
        155% | 155 | percent | change | Avatr | deliveries | 2024-06 | actual | 2023-06
        -2.1% | -2.1 | percent | change | Avatr | deliveries | 2024-06 | actual | 2024-05
        """,
    ),
    TableCase(
        "flattened, models with a total",
        "2024-09-02",
        "NIO delivered 15,050 of these three in August 2024. "
        "Model Units Delivered NIO ES6 7,920 NIO ET5T 4,120 NIO EC6 3,010 Total 15,050",
        """
        15,050 | 15050 | vehicle | level | NIO | deliveries | 2024-08 | actual | -
        7,920 | 7920 | vehicle | level | NIO | deliveries | 2024-08 | actual | - | model=ES6
        4,120 | 4120 | vehicle | level | NIO | deliveries | 2024-08 | actual | - | model=ET5T
        3,010 | 3010 | vehicle | level | NIO | deliveries | 2024-08 | actual | - | model=EC6
        15,050 | 15050 | vehicle | level | NIO | deliveries | 2024-08 | actual | -
        """,
    ),
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
        "flattened, months by years",
        "2025-04-02",
        "NIO deliveries by month, 2023 2024 2025: Jan 8,506 10,055 13,863 Feb 12,157 8,132 13,192 Mar 10,378 11,866 Apr 6,658 15,620",
        """
        8,506 | 8506 | vehicle | level | NIO | deliveries | 2023-01 | actual | -
        10,055 | 10055 | vehicle | level | NIO | deliveries | 2024-01 | actual | -
        13,863 | 13863 | vehicle | level | NIO | deliveries | 2025-01 | actual | -
        12,157 | 12157 | vehicle | level | NIO | deliveries | 2023-02 | actual | -
        8,132 | 8132 | vehicle | level | NIO | deliveries | 2024-02 | actual | -
        13,192 | 13192 | vehicle | level | NIO | deliveries | 2025-02 | actual | -
        10,378 | 10378 | vehicle | level | NIO | deliveries | 2023-03 | actual | -
        11,866 | 11866 | vehicle | level | NIO | deliveries | 2024-03 | actual | -
        6,658 | 6658 | vehicle | level | NIO | deliveries | 2023-04 | actual | -
        15,620 | 15620 | vehicle | level | NIO | deliveries | 2024-04 | actual | -
        """,
    ),
    TableCase(
        "a row of quarters over a row of figures",
        "2025-04-28",
        "Li Auto's deliveries quarter by quarter: 2025Q1 2024Q4 2024Q3 2024Q2 92,864 158,696 152,831 108,581.",
        """
        92,864 | 92864 | vehicle | level | Li Auto | deliveries | 2025-Q1 | actual | -
        158,696 | 158696 | vehicle | level | Li Auto | deliveries | 2024-Q4 | actual | -
        152,831 | 152831 | vehicle | level | Li Auto | deliveries | 2024-Q3 | actual | -
        108,581 | 108581 | vehicle | level | Li Auto | deliveries | 2024-Q2 | actual | -
        """,
    ),
    TableCase(
        "flattened, then and now with the times and the scale in the caption",
        "2024-07-20",
        "Smartphone shipments in millions, Q2 2023 to Q2 2024: Vendor Then Now Change Huawei 7.5 10.6 41.3% "
        "OPPO 11.9 11.4 -4.2% Acme Mobile 1.2 1.5 25.0%",
        """
        7.5 | 7500000 | * | level | Huawei | shipments | 2023-Q2 | actual | -
        10.6 | 10600000 | * | level | Huawei | shipments | 2024-Q2 | actual | -
        41.3% | 41.3 | percent | change | Huawei | shipments | 2024-Q2 | actual | 2023-Q2
        11.9 | 11900000 | * | level | Oppo | shipments | 2023-Q2 | actual | -
        11.4 | 11400000 | * | level | Oppo | shipments | 2024-Q2 | actual | -
        -4.2% | -4.2 | percent | change | Oppo | shipments | 2024-Q2 | actual | 2023-Q2
        1.2 | 1200000 | * | level | Acme Mobile | shipments | 2023-Q2 | actual | -
        1.5 | 1500000 | * | level | Acme Mobile | shipments | 2024-Q2 | actual | -
        25.0% | 25 | percent | change | Acme Mobile | shipments | 2024-Q2 | actual | 2023-Q2
        """,
    ),
    TableCase(
        "flattened targets, scale in a note after the table, a short row, bounds and ranges",
        "2025-01-20",
        "What they plan. Maker 2024 sales 2025 target Growth Leapmotor 0.294 0.5 70% Xpeng 0.19 0.35-0.38 84%-100% "
        "Great Wall 1.233 >=1.5 >=21% Voyah 0.2 (Sales in millions.)",
        """
        0.294 | 294000 | vehicle | level | Leapmotor | sales | 2024 | actual | -
        0.5 | 500000 | vehicle | level | Leapmotor | sales | 2025 | target | -
        70% | 70 | percent | change | Leapmotor | sales | 2025 | target | 2024
        0.19 | 190000 | vehicle | level | XPeng | sales | 2024 | actual | -
        0.35-0.38 | 350000..380000 | vehicle | level | XPeng | sales | 2025 | target | -
        84%-100% | 84..100 | percent | change | XPeng | sales | 2025 | target | 2024
        1.233 | 1233000 | vehicle | level | Great Wall Motor | sales | 2024 | actual | -
        1.5 | 1500000..- | vehicle | level | Great Wall Motor | sales | 2025 | target | -
        21% | 21..- | percent | change | Great Wall Motor | sales | 2025 | target | 2024
        0.2 | 200000 | vehicle | level | Voyah | sales | 2025 | target | -
        """,
    ),
    TableCase(
        "flattened, rows are metrics, a sum of months beside the month",
        "2024-10-10",
        "Figures of the CPCA for September 2024. Item Units YoY MoM Jan-Sep YoY "
        "Passenger vehicle retail 2.109 million 4.5% 10.6% 15.574 million 2.2% "
        "NEV retail 1.123 million 50.9% 9.6% 7.132 million 37.4% NEV exports 0.1 million -1.1% -2.4% 0.9 million 26%",
        """
        2.109 million | 2109000 | vehicle | level | China passenger car market | retail_sales | 2024-09 | actual | -
        4.5% | 4.5 | percent | change | China passenger car market | retail_sales | 2024-09 | actual | 2023-09
        10.6% | 10.6 | percent | change | China passenger car market | retail_sales | 2024-09 | actual | 2024-08
        15.574 million | 15574000 | vehicle | level | China passenger car market | retail_sales | 2024-01/2024-09 | actual | -
        2.2% | 2.2 | percent | change | China passenger car market | retail_sales | 2024-01/2024-09 | actual | 2023-01/2023-09
        1.123 million | 1123000 | vehicle | level | China NEV market | retail_sales | 2024-09 | actual | -
        50.9% | 50.9 | percent | change | China NEV market | retail_sales | 2024-09 | actual | 2023-09
        9.6% | 9.6 | percent | change | China NEV market | retail_sales | 2024-09 | actual | 2024-08
        7.132 million | 7132000 | vehicle | level | China NEV market | retail_sales | 2024-01/2024-09 | actual | -
        37.4% | 37.4 | percent | change | China NEV market | retail_sales | 2024-01/2024-09 | actual | 2023-01/2023-09
        0.1 million | 100000 | vehicle | level | * | exports | 2024-09 | actual | -
        -1.1% | -1.1 | percent | change | * | exports | 2024-09 | actual | 2023-09
        -2.4% | -2.4 | percent | change | * | exports | 2024-09 | actual | 2024-08
        0.9 million | 900000 | vehicle | level | * | exports | 2024-01/2024-09 | actual | -
        26% | 26 | percent | change | * | exports | 2024-01/2024-09 | actual | 2023-01/2023-09
        """,
    ),
    TableCase(
        "flattened accounts, brackets for losses, the earlier quarter behind the later",
        "2024-11-20",
        "Xpeng's third quarter in brief. RMB million Q3 2024 Q3 2023 Change Revenue 10,102 8,530 18.4% "
        "Operating profit (1,847) (3,161) 41.6% R&D expenses 1,633 1,306 25.1%",
        """
        10,102 | 10102000000 | CNY | level | XPeng | revenue | 2024-Q3 | actual | -
        8,530 | 8530000000 | CNY | level | XPeng | revenue | 2023-Q3 | actual | -
        18.4% | 18.4 | percent | change | XPeng | revenue | 2024-Q3 | actual | 2023-Q3
        1,847 | -1847000000 | CNY | level | XPeng | operating_profit | 2024-Q3 | actual | -
        3,161 | -3161000000 | CNY | level | XPeng | operating_profit | 2023-Q3 | actual | -
        41.6% | 41.6 | percent | change | XPeng | operating_profit | 2024-Q3 | actual | 2023-Q3
        1,633 | 1633000000 | CNY | level | XPeng | rnd_spend | 2024-Q3 | actual | -
        1,306 | 1306000000 | CNY | level | XPeng | rnd_spend | 2023-Q3 | actual | -
        25.1% | 25.1 | percent | change | XPeng | rnd_spend | 2024-Q3 | actual | 2023-Q3
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
        "flattened, scale in the header, share before change, rows with a dash",
        "2024-07-30",
        "The phone market by maker. Vendor Q2 shipments (m) Market share YoY Vivo 13.1 19% 15% OPPO 11.3 16% – "
        "Honor 10.7 15% 4%",
        """
        13.1 | 13100000 | * | level | Vivo | shipments | 2024-Q2 | actual | -
        19% | 19 | percent | share | Vivo | market_share | 2024-Q2 | actual | *
        15% | 15 | percent | change | Vivo | shipments | 2024-Q2 | actual | 2023-Q2
        11.3 | 11300000 | * | level | Oppo | shipments | 2024-Q2 | actual | -
        16% | 16 | percent | share | Oppo | market_share | 2024-Q2 | actual | *
        10.7 | 10700000 | * | level | Honor | shipments | 2024-Q2 | actual | -
        15% | 15 | percent | share | Honor | market_share | 2024-Q2 | actual | *
        4% | 4 | percent | change | Honor | shipments | 2024-Q2 | actual | 2023-Q2
        """,
    ),
    TableCase(
        "flattened, regions of a seller",
        "2025-08-02",
        "BYD's overseas sales in July 2025. Region Units YoY Europe 13,503 225% Latin America 10,420 (31.2%) Thailand 4,312 8.0%",
        """
        13,503 | 13503 | vehicle | level | BYD | overseas_sales | 2025-07 | actual | - | region=Europe
        225% | 225 | percent | change | BYD | overseas_sales | 2025-07 | actual | 2024-07
        10,420 | 10420 | vehicle | level | BYD | overseas_sales | 2025-07 | actual | - | region=Latin America
        31.2% | -31.2 | percent | change | BYD | overseas_sales | 2025-07 | actual | 2024-07
        4,312 | 4312 | vehicle | level | BYD | overseas_sales | 2025-07 | actual | - | region=Thailand
        8.0% | 8 | percent | change | BYD | overseas_sales | 2025-07 | actual | 2024-07
        """,
    ),
    TableCase(
        "flattened, ranks before the labels",
        "2024-05-03",
        "April's deliveries by brand. Rank Brand Units YoY 1 Nio 15,620 134.6% 2 Zeekr 16,089 – 3 Great Wall 9,920 -2%",
        """
        1 | 1 | rank | rank | NIO | deliveries | 2024-04 | actual | -
        15,620 | 15620 | vehicle | level | NIO | deliveries | 2024-04 | actual | -
        134.6% | 134.6 | percent | change | NIO | deliveries | 2024-04 | actual | 2023-04
        2 | 2 | rank | rank | Zeekr | deliveries | 2024-04 | actual | -
        16,089 | 16089 | vehicle | level | Zeekr | deliveries | 2024-04 | actual | -
        3 | 3 | rank | rank | Great Wall Motor | deliveries | 2024-04 | actual | -
        9,920 | 9920 | vehicle | level | Great Wall Motor | deliveries | 2024-04 | actual | -
        -2% | -2 | percent | change | Great Wall Motor | deliveries | 2024-04 | actual | 2023-04
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
        "flattened, how much of a target is reached",
        "2025-12-05",
        "Progress of the year. Maker Jan-Nov 2025 sales 2025 target Completion BYD 4,182,038 4.6 million 90.9% "
        "Geely 2,787,800 3 million 92.9% Leapmotor 536,132 500,000 107.2%",
        """
        4,182,038 | 4182038 | vehicle | level | BYD | sales | 2025-01/2025-11 | actual | -
        4.6 million | 4600000 | vehicle | level | BYD | sales | 2025 | target | -
        90.9% | 90.9 | percent | share | BYD | sales | 2025-01/2025-11 | actual | *
        2,787,800 | 2787800 | vehicle | level | Geely | sales | 2025-01/2025-11 | actual | -
        3 million | 3000000 | vehicle | level | Geely | sales | 2025 | target | -
        92.9% | 92.9 | percent | share | Geely | sales | 2025-01/2025-11 | actual | *
        536,132 | 536132 | vehicle | level | Leapmotor | sales | 2025-01/2025-11 | actual | -
        500,000 | 500000 | vehicle | level | Leapmotor | sales | 2025 | target | -
        107.2% | 107.2 | percent | share | Leapmotor | sales | 2025-01/2025-11 | actual | *
        """,
    ),
    TableCase(
        "flattened, two metrics beside each other, a caption before a colon",
        "2025-10-20",
        "Tesla Q3 2025 figures: Production Deliveries Model Y 412,300 421,166 Cybertruck 11,624 15,933 Total 423,924 437,099",
        """
        412,300 | 412300 | vehicle | level | Tesla | production | 2025-Q3 | actual | -
        421,166 | 421166 | vehicle | level | Tesla | deliveries | 2025-Q3 | actual | -
        11,624 | 11624 | vehicle | level | * | production | 2025-Q3 | actual | -
        15,933 | 15933 | vehicle | level | * | deliveries | 2025-Q3 | actual | -
        423,924 | 423924 | vehicle | level | Tesla | production | 2025-Q3 | actual | -
        437,099 | 437099 | vehicle | level | Tesla | deliveries | 2025-Q3 | actual | -
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
        "flattened, each period with its own share, change at the end",
        "2025-01-15",
        "Smartphones shipped in China, million units: Vendor Q4 2024 shipments Q4 2024 market share Q4 2023 shipments "
        "Q4 2023 market share Growth Apple 13.1 17% 17.5 24% -25% Vivo 12.7 16% 11.3 15% 12%",
        """
        13.1 | 13100000 | smartphone | level | Apple | shipments | 2024-Q4 | actual | -
        17% | 17 | percent | share | Apple | market_share | 2024-Q4 | actual | *
        17.5 | 17500000 | smartphone | level | Apple | shipments | 2023-Q4 | actual | -
        24% | 24 | percent | share | Apple | market_share | 2023-Q4 | actual | *
        -25% | -25 | percent | change | Apple | shipments | 2024-Q4 | actual | 2023-Q4
        12.7 | 12700000 | smartphone | level | Vivo | shipments | 2024-Q4 | actual | -
        16% | 16 | percent | share | Vivo | market_share | 2024-Q4 | actual | *
        11.3 | 11300000 | smartphone | level | Vivo | shipments | 2023-Q4 | actual | -
        15% | 15 | percent | share | Vivo | market_share | 2023-Q4 | actual | *
        12% | 12 | percent | change | Vivo | shipments | 2024-Q4 | actual | 2023-Q4
        """,
    ),
)
