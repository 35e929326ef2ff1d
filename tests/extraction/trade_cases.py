"""Sentences of our own on networks, suppliers, other trades, prices and tables in prose, and what their figures must be given."""

# name: (text, ["quote: field=value …" in order of the text])
CASES = {
    # --- networks -----------------------------------------------------------------------------------------------------
    "what was counted before goes on with a pronoun": (
        "Zeekr opened its 1,200th charging station in November. It has built 1,214 of them, 300 of which are at expressways.",
        ["1,200th charging station: unit=station", "1,214: unit=station", "300: unit=station metric=charging_stations"],
    ),
    "things named without a number": (
        "Geely, which showed its chargers in March, plans to build 5,000 of them.",
        ["5,000: unit=charger metric=chargers subject=Geely"],
    ),
    "a noun behind its owner": (
        "Avatr had built 70 of its megawatt stations by November.",
        ["70: unit=station"],
    ),
    "the number of places": (
        "In November the number of stores rose from 210 to 260.",
        ["210: unit=store metric=stores", "260: unit=store metric=stores"],
    ),
    "the country after a maker": (
        "XPeng added 40 charging stations. Nationwide, China had 18.1 million charging points at the end of October.",
        ["40 charging stations: subject=XPeng", "18.1 million charging points: subject=China metric=chargers"],
    ),
    "how long charging takes": (
        "Charging takes nine minutes. A pile of Leapmotor's has a charging power of 480 kW.",
        ["nine minutes: metric=charge_time", "480 kW: metric=charging_power"],
    ),
    # --- other trades -------------------------------------------------------------------------------------------------
    "a supplier counts what it makes": (
        "RoboSense shipped 190,000 units in the third quarter.",
        ["190,000 units: subject=RoboSense unit=lidar metric=shipments"],
    ),
    "orders are counted in what is ordered": (
        "New orders of Chinese shipyards came to 12.4 million dwt, and the backlog stood at 210 million dwt.",
        ["12.4 million: unit=dwt metric=orders", "210 million: unit=dwt metric=backlog"],
    ),
    "trucks of the heavy kind": (
        "China's heavy truck market sold 96,000 vehicles in November.",
        ["96,000 vehicles: subject=China heavy truck market"],
    ),
    "what is shipped abroad is worth": (
        "China exported 640,000 cars worth $10.8 billion in November.",
        ["640,000 cars: metric=exports", "$10.8 billion: metric=export_value"],
    ),
    "出口额": (
        "前10个月我国汽车出口561.6万辆，出口额1040亿美元。",
        ["561.6万辆: metric=exports", "1040亿美元: metric=export_value subject=China vehicle market"],
    ),
    "an investment": (
        "Chery will put $400 million into a factory in Spain.",
        ["$400 million: metric=investment"],
    ),
    # --- shares and changes -------------------------------------------------------------------------------------------
    "where a percentage moves to": (
        "The average discount on a new car widened to 17.4% from 16.1%.",
        ["17.4%: kind=level metric=discount", "16.1%: kind=level"],
    ),
    "a share that is held": (
        "In November Chinese brands took 70.1 percent, up 2.2 points.",
        ["70.1 percent: kind=share metric=market_share", "2.2 points: metric=market_share"],
    ),
    "of what is exported": (
        "11月乘用车出口60.1万辆，其中新能源车占47.3%。",
        ["60.1万辆: metric=exports", "47.3%: kind=share metric=exports"],
    ),
    "how far a price is cut": (
        "Leapmotor lowered the price of the C11 by 15,000 yuan and that of the C10 by 12,000 yuan.",
        ["15,000 yuan: kind=change metric=price", "12,000 yuan: kind=change metric=price"],
    ),
    "a range behind by": (
        "Visits to stores rose by 20% to 30%.",
        ["20% to 30%: kind=change low=20 high=30"],
    ),
    "a name that is no leap": (
        "Shares of BYD dropped 4.1% on Monday, Geely's 3.9% and Leapmotor's 3.2%.",
        ["4.1%: low=-4.1", "3.9%: low=-3.9 subject=Geely", "3.2%: low=-3.2 subject=Leapmotor"],
    ),
    "a fee": (
        "The recycling fee for a van jumped to 700,000 roubles.",
        ["700,000 roubles: metric=recycling_fee"],
    ),
    # --- who and when -------------------------------------------------------------------------------------------------
    "the maker of a brand": (
        "Chery had a good month. The maker of Jetour SUVs sold 272,000 vehicles in November.",
        ["272,000 vehicles: subject=Chery"],
    ),
    "a brand called so": (
        "Changan sold 283,000 vehicles in November. The Deepal brand delivered 33,060.",
        ["283,000 vehicles: subject=Changan", "33,060: subject=Deepal"],
    ),
    "what makes up a total": (
        "Nio delivered 36,275 vehicles in November, of which 11,794 carried the Onvo badge and 6,088 were Firefly cars.",
        ["36,275 vehicles: subject=NIO", "11,794: subject=Onvo", "6,088: subject=Firefly"],
    ),
    "since January is never ahead": (
        "In November Geely sold 310,428 cars. That took its sales since January to 2.79 million, 93% of the 3 million it wants to sell.",
        [
            "310,428 cars: period=2025-11",
            "2.79 million: period=2025-01/2025-11 modality=actual",
            "93%: modality=actual",
            "3 million: modality=target",
        ],
    ),
    "a paragraph that opens with a month alone": (
        "From January to November China exported 6.3 million cars.\n\nIn November alone, it exported 690,000. Chery shipped 136,000.",
        ["6.3 million cars: period=2025-01/2025-11", "690,000: period=2025-11", "136,000: period=2025-11"],
    ),
    "where a forecast starts from": (
        "The share of electric cars will climb to 60% from 53%.",
        ["60%: modality=forecast", "53%: modality=actual"],
    ),
    "a basis goes on": (
        "11月厂商批发销量303万辆。比亚迪以474921辆领先，吉利187798辆。",
        [
            "303万辆: metric=wholesale",
            "474921辆: metric=wholesale subject=BYD",
            "187798辆: metric=wholesale subject=Geely",
        ],
    ),
    # --- tables in prose ----------------------------------------------------------------------------------------------
    "cells between slashes": (
        "Great Wall in November. Sales by brand (November/year earlier/change): Haval 78,100/71,000/10.0%; Tank 22,000/20,200/8.9%.",
        [
            "78,100: subject=Haval period=2025-11 kind=level",
            "71,000: subject=Haval period=2024-11 kind=level",
            "10.0%: subject=Haval period=2025-11 kind=change",
            "22,000: subject=Tank period=2025-11",
            "20,200: subject=Tank period=2024-11",
            "8.9%: subject=Tank kind=change",
        ],
    ),
    "本月/上年同月/同比": (
        "长城汽车11月产销快报：11月销售13.3万辆。分品牌销量（本月/上年同月/同比）：哈弗7.8万/7.1万/10%；坦克2.2万/2.0万/9%。",
        [
            "13.3万辆: period=2025-11",
            "7.8万: subject=Haval period=2025-11",
            "7.1万: subject=Haval period=2024-11",
            "10%: kind=change period=2025-11",
            "2.2万: subject=Tank period=2025-11",
            "2.0万: subject=Tank period=2024-11",
            "9%: kind=change subject=Tank",
        ],
    ),
}
