"""Tables flattened into prose, with the fields expected of each cell (see ``table_case``)."""

from __future__ import annotations

from table_case import TableCase

FLATTENED = (
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
