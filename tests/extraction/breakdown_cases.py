"""Sentences of our own: rates behind a whole and its parts, and makers that no pack knows; in the form of linking_cases."""

CASES = {
    # --- rates behind an enumeration ----------------------------------------------------------------------------------
    "a participle behind parts is said of the whole": (
        ("Geely sold 90,000 cars in November, consisting of 60,000 cars from Geely Galaxy, 20,000 cars from Zeekr, and 10,000 cars from Lynk & Co, "
        "representing an increase of 12.5% from November 2024."),
        ["10,000 cars: subject=Lynk & Co", "12.5%: subject=Geely metric=sales period=2025-11 basis=2024-11"],
    ),
    "two rates behind parts": (
        ("NIO delivered 30,000 cars in November, among which 14,000 came from NIO, 11,000 from Onvo and 5,000 from Firefly, "
        "up 21.3% on the year and down 7.1% on the month."),
        ["21.3%: subject=NIO basis=2024-11", "7.1%: subject=NIO basis=2025-10"],
    ),
    "parts in brackets": (
        "NIO delivered 30,000 cars in November (including 5,000 from Firefly), up 21.3% from a year earlier.",
        ["21.3%: subject=NIO"],
    ),
    "parts that add up, and what the year before had": (
        "吉利11月销量9万辆，其中极氪2万辆，领克3万辆，银河4万辆，同比增长12.5%，上年同期为8万辆。",
        ["3万辆: subject=Lynk & Co", "12.5%: subject=Geely", "8万辆: subject=Geely period=2024-11"],
    ),
    "合计 behind parts": (
        "蔚来11月交付3万台，其中乐道1.1万台，萤火虫0.6万台，合计同比增长21.3%。",
        ["0.6万台: subject=Firefly", "21.3%: subject=NIO"],
    ),
    "each part with its rate": (
        "蔚来11月交付3万台，其中乐道1.9万台，同比增长31.5%，萤火虫1.1万台，环比增长21.3%。",
        ["31.5%: subject=Onvo", "21.3%: subject=Firefly"],
    ),
    "brands described at length": (
        ("NIO delivered 30,000 cars in November. The deliveries consisted of 19,000 cars from the Company's quite affordable smart electric car brand "
        "ONVO, and 11,000 cars from the Company's tiny smart high-end electric car brand FIREFLY."),
        ["19,000 cars: subject=Onvo", "11,000 cars: subject=Firefly"],
    ),
    # --- makers that no pack knows --------------------------------------------------------------------------------------
    "it, of an unknown maker that is described": (
        "Pelion Motors, a start-up from Wuhu founded in 2022, delivered 1,300 cars in November. It had 31 stores. XPeng delivered 36,728 cars.",
        ["1,300 cars: subject=Pelion Motors", "31 stores: subject=Pelion Motors", "36,728 cars: subject=XPeng"],
    ),
    "the Company, of an unknown maker": (
        "Pelion Motors Inc. today announced its results for November. The Company delivered 1,300 cars.\n\nXPeng delivered 36,728 cars.",
        ["1,300 cars: subject=Pelion Motors", "36,728 cars: subject=XPeng"],
    ),
    "an unknown maker that owns": (
        "Pelion Motors' deliveries rose in November. The company handed over 1,300 cars, BYD 480,186.",
        ["1,300 cars: subject=Pelion Motors", "480,186: subject=BYD"],
    ),
    "a maker without a name": (
        "A small maker from Wuhu had a good November: it delivered 1,300 cars. It had 31 stores.\n\nXPeng delivered 36,728 cars.",
        ["1,300 cars: subject=small maker", "31 stores: subject=small maker", "36,728 cars: subject=XPeng"],
    ),
    "流明": (
        "造车新势力流明汽车11月交付1,300辆。该公司截至11月底拥有31家门店。\n\n同期小鹏汽车交付36,728辆。",
        ["1,300辆: subject=流明汽车", "31家门店: subject=流明汽车", "36,728辆: subject=XPeng"],
    ),
    "其, of an unknown company": (
        "远山汽车科技有限公司宣布，11月交付新车1,300辆。其前11个月累计交付9,800辆。相比之下，蔚来11月交付36,275辆。",
        ["9,800辆: subject=远山汽车科技有限公司", "36,275辆: subject=NIO"],
    ),
    "sorts of cars are no makers": (
        "11月新能源汽车销量182.3万辆。比亚迪11月销量480,186辆。",
        ["182.3万辆: subject=China NEV market", "480,186辆: subject=BYD"],
    ),
    # --- units and times --------------------------------------------------------------------------------------------------
    "an amount is measured from an amount": (
        "Zeekr's revenue rose to 4.6 billion yuan from 4.0 billion in the third quarter.",
        ["4.6 billion yuan: unit=CNY", "4.0 billion: unit=CNY metric=revenue"],
    ),
    "amounts of prose stay out of the table": (
        "今年汽车消费规模2179.4亿元。\n\n| 车企 | 11月交付量（辆） |\n| --- | --- |\n| 小鹏 | 36,728 |\n| 理想 | 33,181 |",
        ["36,728: unit=vehicle high=36728 metric=deliveries", "33,181: unit=vehicle high=33181 metric=deliveries"],
    ),
    "an answer is of the time asked about": (
        "Zeekr delivered 52,860 cars in the third quarter. What do you expect for the fourth quarter? Some 80,000 deliveries.",
        ["80,000 deliveries: period=2025-Q4"],
    ),
}  # fmt: skip
