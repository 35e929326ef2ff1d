"""Short texts of our own with the market or maker that each figure is of, and the segment and region it is narrowed to.

A case is a text and, per figure in it that is asked for, ``(quote, subject, segment, region)``. A segment or region that
the subject's name says already is given as the engine gives it: a market's segment, no region.
"""

Answer = tuple[str, str | None, str | None, str | None]

CV, PV, NEV = "China vehicle market", "China passenger car market", "China NEV market"

CASES: tuple[tuple[str, tuple[Answer, ...]], ...] = (
    (
        "NEV retail sales in China reached 812,000 in May, up 21 percent.",
        (("812,000", NEV, "nev", None), ("21 percent", NEV, "nev", None)),
    ),
    (
        "NEV wholesale was 517,000. All passenger cars: 1.9 million at retail; 7.7 million this year, up 3 percent.",
        (("517,000", NEV, "nev", None), ("1.9 million", PV, "passenger", None), ("7.7 million", PV, "passenger", None)),
    ),
    (
        "CAAM counted 2.4 million vehicle sales in June. Exports rose 9.1 percent to 520,000, within which NEV exports doubled to 170,000.",
        (("2.4 million", CV, None, None), ("520,000", CV, None, None), ("170,000", NEV, "nev", None)),
    ),
    ("CPCA puts retail sales in June at 1.77 million.", (("1.77 million", PV, "passenger", None),)),
    ("Even so, CAAM expects car sales to go up 2 percent next year.", (("2 percent", CV, None, None),)),
    (
        "Retail came to 2.1 million last month, including 1.1 million NEVs, CPCA said.",
        (("2.1 million", PV, "passenger", None), ("1.1 million", NEV, "nev", None)),
    ),
    (
        "European registrations fell 3.1 percent in July.",
        (("3.1 percent", "Europe passenger car market", "passenger", None),),
    ),
    (
        "European registrations fell 3.1 percent in July, yet Chinese brands sold 64 percent more.",
        (
            ("3.1 percent", "Europe passenger car market", "passenger", None),
            ("64 percent", "Chinese automakers", None, "Europe"),
        ),
    ),
    (
        "BYD sent its third ship of the year to Brazil. Imports from China should grow by 30% to 160,000 this year.",
        (("30%", "Brazil vehicle market", None, "China"), ("160,000", "Brazil vehicle market", None, "China")),
    ),
    ("Thailand's car sales fell 12 percent to 572,000 in 2024.", (("572,000", "Thailand vehicle market", None, None),)),
    (
        "Power battery installations in China hit 71.5 GWh in August.",
        (("71.5 GWh", "China EV battery market", None, None),),
    ),
    (
        "World EV battery use was 590 GWh in the first eight months, SNE Research says. CATL installed 221 GWh.",
        (("590 GWh", "Global EV battery market", None, None), ("221 GWh", "CATL", None, None)),
    ),
    (
        "India's smartphone shipments grew 4.3 percent to 46.5 million units in the third quarter.",
        (("46.5 million", "India smartphone market", "smartphone", None),),
    ),
    (
        "Smartphone shipments in China were 66 million units, IDC says.",
        (("66 million", "China smartphone market", "smartphone", None),),
    ),
    (
        "Semiconductor sales worldwide were $55 billion in January, 17 percent more than a year before.",
        (
            ("$55 billion", "Global semiconductor market", "semiconductor", None),
            ("17 percent", "Global semiconductor market", "semiconductor", None),
        ),
    ),
    (
        "Li Auto delivered 30,000 cars in May. In the first ten days CPCA counted 310,000 retail sales, 5 percent fewer.",
        (("30,000", "Li Auto", None, None), ("310,000", PV, "passenger", None), ("5 percent", PV, "passenger", None)),
    ),
    (
        "SAIC sold 2 million vehicles. NEV sales jumped 40.2% to 646,000, and overseas sales were 494,000.",
        (("646,000", "SAIC", "nev", None), ("494,000", "SAIC", None, "overseas")),
    ),
    (
        "Geely sold 200,000 cars in June. Of these, BEVs were 61,000 units (+30% YoY), and plug-in hybrids 41,000 units.",
        (("61,000", "Geely", "bev", None), ("+30%", "Geely", "bev", None), ("41,000", "Geely", "phev", None)),
    ),
    (
        "Chinese brands sold 91 percent more cars in Europe, 347,100 in all.",
        (("91 percent", "Chinese automakers", None, "Europe"),),
    ),
    (
        "Leapmotor exported 60,000 cars. In Germany it sold 3,100 in July and 12,400 in seven months; in Italy 2,200.",
        (
            ("3,100", "Leapmotor", None, "Germany"),
            ("12,400", "Leapmotor", None, "Germany"),
            ("2,200", "Leapmotor", None, "Italy"),
        ),
    ),
    (
        "Kia plans to sell 550,000 units in South Korea and 2.658 million overseas.",
        (("550,000", "Kia", None, "South Korea"), ("2.658 million", "Kia", None, "overseas")),
    ),
    (
        "BYD, based in China, delivered 300,000 cars, and its European arm opened 12 stores.",
        (("300,000", "BYD", None, None),),
    ),
    (
        "Chinese EV maker XPeng delivered 30,000 cars in June, up 20 percent.",
        (("30,000", "XPeng", None, None), ("20 percent", "XPeng", None, None)),
    ),
    (
        "Chery sold 240,000 vehicles in August. NEV sales rose 20 percent to 90,000 and exports were 120,000.",
        (("90,000", "Chery", "nev", None), ("120,000", "Chery", None, None)),
    ),
    (
        (
            "China exported 5 million vehicles, CAAM says. Combustion engines account for 62%, or 3.1 million; 1.9 million NEVs make up 38%. "
            "Passenger cars were 4.2 million, 84% of exports. Among the NEVs 1.2 million were BEVs."
        ),
        (
            ("5 million", CV, None, None),
            ("62%", CV, "ice", None),
            ("3.1 million", CV, "ice", None),
            ("1.9 million", CV, "nev", None),
            ("4.2 million", CV, "passenger", None),
            ("1.2 million", CV, "bev", None),
        ),
    ),
    (
        "Passenger car retail in China was 2 million. NEVs therefore made up 51 percent.",
        (("51 percent", NEV, "nev", None),),
    ),
    (
        "The dealer inventory warning index stood at 54.2 percent in China, CADA says.",
        (("54.2 percent", CV, None, None),),
    ),
    (
        "NIO delivered 21,000 cars, up 10 percent, while the market grew 4 percent.",
        (("10 percent", "NIO", None, None), ("4 percent", NEV, "nev", None)),
    ),
    (
        "Norway's EV sales rose 20 percent. Tesla sold 2,400 cars there.",
        (("20 percent", "Norway NEV market", "nev", None), ("2,400", "Tesla", None, "Norway")),
    ),
    (
        "XPeng sold 20,000 cars, up 8 percent, CPCA data showed.",
        (("20,000", "XPeng", None, None), ("8 percent", "XPeng", None, None)),
    ),
    (
        "乘联会数据显示，6月乘用车零售176.7万辆，新能源零售85.6万辆，同比增长28.6%。",
        (("176.7万辆", PV, "passenger", None), ("85.6万辆", NEV, "nev", None), ("28.6%", NEV, "nev", None)),
    ),
    (
        "中汽协：6月汽车出口48.5万辆，其中新能源汽车出口8.6万辆。",
        (("48.5万辆", CV, None, None), ("8.6万辆", NEV, "nev", None)),
    ),
    (
        "小鹏6月交付3万辆。国内2.6万辆，海外0.4万辆，同比增长50%。",
        (
            ("2.6万辆", "XPeng", None, "China"),
            ("0.4万辆", "XPeng", None, "overseas"),
            ("50%", "XPeng", None, "overseas"),
        ),
    ),
    ("6月我国动力电池装车量42.8GWh，同比增长30%。", (("42.8GWh", "China EV battery market", None, None),)),
    ("小鹏1-9月交付18万辆，同比增35%，行业增速为18.9%。", (("35%", "XPeng", None, None), ("18.9%", NEV, "nev", None))),
    (
        "吉利总销量20万辆，新能源车11万辆，增19%。",
        (("20万辆", "Geely", None, None), ("11万辆", "Geely", "nev", None), ("19%", "Geely", "nev", None)),
    ),
    (
        (
            "China's auto sales were 2.9 million, CAAM said. NEV sales hit 1.4 million. In eight months, auto output rose 12.7 percent. Car "
            "exports climbed 13 percent to 4.3 million."
        ),
        (
            ("1.4 million", NEV, "nev", None),
            ("12.7 percent", CV, None, None),
            ("13 percent", CV, None, None),
            ("4.3 million", CV, None, None),
        ),
    ),
    (
        "Germany's car registrations were 235,000. Tesla registered 3,400. In Norway, registrations of new cars rose 10 percent to 14,300.",
        (("3,400", "Tesla", None, "Germany"), ("14,300", "Norway vehicle market", None, None)),
    ),
    (
        "BYD sold 390,000 cars. China's NEV market grew 15 percent. In Europe, BYD registered 25,000. In the nine months it sold 3.2 million.",
        (("15 percent", NEV, "nev", None), ("25,000", "BYD", None, "Europe"), ("3.2 million", "BYD", None, None)),
    ),
    (
        "Global chip sales were $69.5 billion. Sales in the Americas rose 30 percent, in China 15 percent, while Japan fell 10 percent.",
        (
            ("30 percent", "Americas semiconductor market", "semiconductor", None),
            ("15 percent", "China semiconductor market", "semiconductor", None),
            ("10 percent", "Japan semiconductor market", "semiconductor", None),
        ),
    ),
    (
        "Thailand produced 131,000 cars in August. Exports fell 8% to 75,000.",
        (("131,000", "Thailand vehicle market", None, None), ("75,000", "Thailand vehicle market", None, None)),
    ),
    (
        "UK new car registrations were 312,000, SMMT figures show. BYD sold 11,200 cars.",
        (("312,000", "UK passenger car market", "passenger", None), ("11,200", "BYD", None, "UK")),
    ),
    (
        "中汽协数据显示，9月新能源汽车销量160.4万辆，占汽车总销量的49.7%。",
        (("160.4万辆", NEV, "nev", None), ("49.7%", NEV, "nev", None)),
    ),
    (
        "比亚迪9月销量39.6万辆。乘联会预计9月新能源零售125万辆。",
        (("39.6万辆", "BYD", None, None), ("125万辆", NEV, "nev", None)),
    ),
    (
        "NIO delivered 72,000 vehicles. The NEV market in China grew 30% in the quarter. Total deliveries were 114,000 in the half.",
        (("30%", NEV, "nev", None), ("114,000", "NIO", None, None)),
    ),
    (
        "Tesla sold 71,000 cars in China. Retail sales of passenger cars in China rose to 2.24 million, CPCA data show.",
        (("71,000", "Tesla", None, "China"), ("2.24 million", PV, "passenger", None)),
    ),
    (
        "BYD sold 4.6 million cars in 2025. According to the CPCA, BYD retailed 340,000 vehicles in December.",
        (("340,000 vehicles", "BYD", None, None),),
    ),
    (
        "Tesla's plant serves both. The CPCA counts. According to the CPCA, Tesla retailed 86,700 cars. In May it had 97,171 at wholesale.",
        (("86,700 cars", "Tesla", None, None), ("97,171", "Tesla", None, None)),
    ),
    (
        "BYD sold 4.6 million cars in 2025. According to the CPCA, it retailed 340,000 vehicles in December.",
        (("340,000 vehicles", "BYD", None, None),),
    ),
    (
        "Brazil's vehicle sales rose to 243,200. BYD led with 9,800 units and GWM had 2,900. Exports rose to 52,500.",
        (
            ("243,200", "Brazil vehicle market", None, None),
            ("9,800", "BYD", None, "Brazil"),
            ("52,500", "Brazil vehicle market", None, None),
        ),
    ),
    (
        "Norwegians bought 17,000 new cars in May. BYD delivered 600.",
        (("17,000 new cars", "Norway vehicle market", None, None), ("600", "BYD", None, "Norway")),
    ),
    (
        "Thailand's car market: May 2025\n\nSales rose 8.5% to 52,000 vehicles.",
        (("8.5%", "Thailand vehicle market", None, None), ("52,000", "Thailand vehicle market", None, None)),
    ),
    (
        "2028年10月新能源乘用车零售排行\n\n厂商 | 销量（辆） | 份额\n腾骏汽车 | 312,406 | 22.3%\n鸿途汽车 | 187,650 | 13.4%\n\n10月新能源乘用车零售140.2万辆。",
        (("312,406", "腾骏汽车", None, None), ("140.2万辆", "China NEV market", "nev", None)),
    ),
)
