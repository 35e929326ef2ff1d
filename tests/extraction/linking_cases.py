"""Sentences of our own for the linking rules, in both languages: text and what its figures must be given."""

# name: (text, ["quote: field=value …" in order of the text])
CASES = {
    # --- aims ---------------------------------------------------------------------------------------------------------
    "a goal is of its own figure only": (
        "Voyah sold 10,856 cars in October against a goal of 12,000, and Avatr 13,506.",
        ["10,856 cars: modality=actual", "12,000: modality=target", "13,506: modality=actual subject=Avatr"],
    ),
    "how far a year's aim has got": (
        "After eleven months Zeekr has sold 165,000 cars. Zeekr's target for the year is 320,000, and with 165,000 it is at 51.6% of it.",
        [
            "165,000 cars: period=2025-01/2025-11",
            "320,000: period=2025 modality=target",
            "51.6%: kind=share modality=actual",
        ],
    ),
    "what a level is out of": (
        "Deepal aims high this year. It has done 271,000 out of 380,000.",
        ["271,000: modality=actual", "380,000: modality=target"],
    ),
    "from where to where": (
        "Chery wants to go from 2.6 million cars last year to 3.26 million this year.",
        ["2.6 million cars: modality=actual", "3.26 million: modality=target period=2025"],
    ),
    "a revised aim": (
        "Great Wall cut its goal from 4 million to 2.49 million.",
        ["4 million: modality=target", "2.49 million: modality=target"],
    ),
    "what is needed for an aim": (
        "To reach its target of 400,000, Avatr needs 45,000 a month.",
        ["400,000: modality=target", "45,000: modality=estimate"],
    ),
    "will, of a maker and of a market": (
        "Xiaomi will build 400 stores by the end of 2026. China's NEV sales will reach 18 million vehicles in 2026.",
        ["400 stores: modality=target", "18 million vehicles: modality=forecast"],
    ),
    "a passed time among aims": (
        "Dongfeng should sell one million NEVs next year, after 735,000 in 2024.",
        ["735,000: modality=actual period=2024"],
    ),
    "年度目标": (
        "岚图前三季度交付9.5万辆，距离20万辆的年度目标还差一半以上，完成率为47.5%。",
        [
            "9.5万辆: subject=Voyah period=2025-01/2025-09 modality=actual",
            "20万辆: modality=target",
            "47.5%: kind=share modality=actual",
        ],
    ),
    "由…上调至": (
        "长城汽车把全年销量目标由190万辆上调至200万辆。",
        ["190万辆: modality=target subject=Great Wall Motor", "200万辆: modality=target subject=Great Wall Motor"],
    ),
    # --- whose ------------------------------------------------------------------------------------------------------------
    "changes at the places of their levels": (
        "In November Seres had sales of 55,203 and Dongfeng of 62,108, up 49.8% and 12.6%, respectively.",
        ["55,203: subject=Seres", "62,108: subject=Dongfeng", "49.8%: subject=Seres", "12.6%: subject=Dongfeng"],
    ),
    "revenue and profit in one breath": (
        "Geely posted revenue of 89.2 billion yuan and net profit of 3.8 billion yuan, up 27% and 59%.",
        ["27%: metric=revenue", "59%: metric=profit"],
    ),
    "names that no pack has": (
        "Foxtron and Kuayue ranked second and third with 20,000 and 17,000 cars, respectively.",
        ["20,000: subject=Foxtron", "17,000 cars: subject=Kuayue"],
    ),
    "a counted count of makers": (
        "Three makers reported on Monday. Leapmotor sold 70,327 cars, XPeng 36,728 and NIO 36,275. Together they sold 143,330.",
        ["143,330: subject=Chinese EV start-ups"],
    ),
    "all of a place": (
        "BYD registered 13,221 cars in Germany in November. All in all, 250,671 new cars were registered in Germany.",
        ["13,221 cars: subject=BYD", "250,671 new cars: subject=Germany vehicle market"],
    ),
    "passive": ("阿维塔11月销量13,506辆，被岚图超过。", ["13,506辆: subject=Avatr"]),
    "旗下": ("蔚来旗下乐道11月交付11,794辆。", ["11,794辆: subject=Onvo"]),
    "brands of a company do not lead away": (
        "长城汽车11月销量13.3万辆。哈弗7.6万辆，魏牌1.4万辆。出口5.7万辆。",
        [
            "13.3万辆: subject=Great Wall Motor",
            "7.6万辆: subject=Haval",
            "5.7万辆: subject=Great Wall Motor metric=exports",
        ],
    ),
    # --- what ---------------------------------------------------------------------------------------------------------
    "a word of a later figure": (
        "SAIC: 460,000 vehicles, of which 108,000 were exported.",
        ["460,000 vehicles: metric=deliveries", "108,000: metric=exports"],
    ),
    "a basis goes on": (
        "Retail sales came to 2.2 million cars and NEV sales to 1.3 million.",
        ["2.2 million cars: metric=retail_sales", "1.3 million: metric=retail_sales segment=nev"],
    ),
    "counted in passing": (
        "In November the group sold 412,000 cars (including exports).",
        ["412,000 cars: metric=sales"],
    ),
    "a lead of so many months": (
        "Leapmotor has sat on the throne for nine consecutive months.",
        ["nine consecutive months: kind=duration metric=rank"],
    ),
    "orders counted in cars": (
        "Luxeed took orders for 20,000 cars in a day.",
        ["20,000 cars: metric=orders unit=vehicle"],
    ),
    "units of the sentence before": (
        "NIO has 3,445 swap stations. Of these, 988 are on expressways.",
        ["988: unit=station metric=swap_stations"],
    ),
    "a row set against another": (
        "Xiaomi has 209 service outlets in 121 cities, against 193 and 115.",
        ["193: unit=outlet", "115: unit=city"],
    ),
    "the unit of a move": (
        "The fee went up from 300,000 to 556,200 roubles.",
        ["300,000: unit=RUB", "556,200 roubles: unit=RUB"],
    ),
    "so many on one": ("Li Auto has 5.5 stalls per station.", ["5.5 stalls: kind=ratio"]),
    "大定": ("小米YU7大定破20万台。", ["20万台: metric=orders subject=Xiaomi Auto modifier=over"]),
    "少了多少": (
        "极氪11月交付28,843辆，比10月少了711辆。",
        ["711辆: kind=change low=-711"],
    ),
    "成 with a digit": ("智己11月销量同比增长五成六。", ["五成六: low=56 kind=change"]),
    "同一个量词": ("深蓝门店有450家，年底增至550家。", ["450家: unit=store", "550家: unit=store"]),
    "起价": ("零跑B10售价9.98万元起。", ["9.98万元: modifier=exactly metric=price"]),
    "nothing is known of it": (
        "The bakery sold 12,400 croissants in May 2025, up 8%.",
        [
            "12,400 croissants: subject=bakery metric=croissants unit=croissant period=2025-05",
            "8%: subject=bakery metric=croissants",
        ],
    ),
    "a noun of its own": (
        "The pension fund's reserves stood at $31.3 billion.",
        ["$31.3 billion: metric=fund_reserves"],
    ),
    # --- when -----------------------------------------------------------------------------------------------------------
    "a possessive time is of its figure": (
        "Aion, which wants to double last year's 221,970, stood at 166,472 in August.",
        ["221,970: period=2024 modality=actual", "166,472: period=2025-08"],
    ),
    "a month's end": (
        "Xiaomi delivered 46,249 cars in November. It had 412 stores in 125 cities.",
        ["412 stores: period=2025-11-30", "125 cities: period=2025-11-30"],
    ),
    "decided in, not done in": (
        "Nio, which in March set a target of 440,000, sold 36,275 cars in November.",
        ["440,000: period=2025 modality=target", "36,275 cars: period=2025-11"],
    ),
    "去年的": (
        "腾势今年的目标是35万辆，相当于去年的19万辆几乎翻倍。",
        ["35万辆: period=2025 modality=target", "19万辆: period=2024"],
    ),
    "昨日公布": ("乘联会昨日公布，11月乘用车零售222.5万辆。", ["222.5万辆: period=2025-11 metric=retail_sales"]),
    "a quarter by its months": (
        "Between July and September Zeekr made 1.9 billion yuan, a fifth more than a year before.",
        ["1.9 billion yuan: period=2025-Q3", "a fifth: kind=change low=20 period=2025-Q3"],
    ),
    "the only time stands at the end": (
        "Denza's hybrids lost 8.5% and its electric cars gained 31% in November.",
        ["8.5%: low=-8.5 period=2025-11 basis=2024-11", "31%: low=31 period=2025-11"],
    ),
    "a clause behind a semicolon goes on": (
        "腾势11月销量为1.3万辆。1-11月合计14.2万辆，同比增长21%；海外卖出0.9万辆，增长60%。",
        ["14.2万辆: period=2025-01/2025-11", "0.9万辆: period=2025-01/2025-11", "60%: period=2025-01/2025-11"],
    ),
    "cumulative and compared is the year so far": (
        "岚图11月交付2.0万辆；累计13.4万辆，同比增长81%。",
        ["13.4万辆: period=2025-01/2025-11", "81%: period=2025-01/2025-11 basis=2024-01/2024-11"],
    ),
    "cumulative and not compared is since the beginning": (
        "岚图11月交付2.0万辆，累计交付30.1万辆。",
        ["30.1万辆: period=../2025-11"],
    ),
    "since the first": (
        "Voyah handed over 20,005 cars in November. The sum since the first delivery is 301,000.",
        ["301,000: period=../2025-11"],
    ),
    # --- shares, directions, aims -----------------------------------------------------------------------------------------
    "made up is no rise": (
        "Chery sold 236,000 cars in November; hybrids made up 35%, 12% more than a year ago.",
        ["35%: kind=share low=35", "12%: kind=change low=12"],
    ),
    "a fraction fewer": (
        "Neta sold 4,100 cars in November, a third fewer than a year earlier.",
        ["a third: kind=change unit=percent"],
    ),
    "put on and backwards": (
        "In November Denza put on 34.4%. Roewe went backwards by 12%.",
        ["34.4%: low=34.4", "12%: low=-12"],
    ),
    "one aim's parts": (
        "腾势2026年的目标是卖出20万辆，其中海外不少于3万辆。",
        ["20万辆: modality=target period=2026", "3万辆: modality=target period=2026"],
    ),
    "what was promised and what came of it": (
        "腾势去年说好25万辆，只交付120757辆。",
        ["25万辆: modality=target", "120757辆: modality=actual"],
    ),
    "out of what is no aim where none is spoken of": (
        "At retail 611,000 NEVs were sold in November, or 31.8% of the 1,922,000 cars registered.",
        ["1,922,000 cars: modality=actual"],
    ),
    # --- networks ---------------------------------------------------------------------------------------------------------
    "stations of a text on swapping": (
        "Battery swapping spreads: at the end of November Aulton had 1,200 stations. It plans to build 500 stations next year.",
        ["1,200 stations: metric=swap_stations", "500 stations: metric=swap_station_openings modality=target"],
    ),
    "the five hundredth to open": (
        "Zeekr opened its 500th supercharging station in November.",
        ["500th supercharging station: metric=charging_stations"],
    ),
    "counted in a month": (
        "In November Zeekr opened 18 stores and had 387 stores.",
        ["18 stores: metric=store_openings period=2025-11", "387 stores: metric=stores period=2025-11-30"],
    ),
    "a yardstick is not what is measured": (
        "BYD made a profit of 7.8 billion yuan in the third quarter. R&D expenses were 15.0 billion yuan, almost twice the net profit.",
        ["15.0 billion yuan: metric=rnd_spend", "twice: kind=ratio metric=rnd_spend"],
    ),
    # --- names in a row -----------------------------------------------------------------------------------------------------
    "figures before a break are of whom was named before": (
        "Geely led with 310,000 cars and 12.7% of the market; Chery and Changan followed with 236,000 and 222,000 respectively.",
        ["310,000 cars: subject=Geely", "12.7%: subject=Geely", "236,000: subject=Chery", "222,000: subject=Changan"],
    ),
    "the former of two models": (
        "Of the 41,948 cars that Xiaomi EV delivered in November, most were YU7 and few SU7. The former grew 35.2% on the month.",
        ["35.2%: subject=Xiaomi Auto model=YU7"],
    ),
}
