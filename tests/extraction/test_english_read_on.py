"""English news read on: what a text tells in passing must not take over what follows."""

from __future__ import annotations

import pytest
from newsreading import Case, read_of

# Share prices go on without the word for them.
TRADING: list[Case] = [
    (
        None,
        "2026-09-01",
        "BYD cut prices in April, when it sold 300,000 cars.\n\nXpeng's shares slid 3% to HK$77. Nio was down 2% and Zeekr 1.5%.",
        {"2%": {"metric": "share_price", "subject": "NIO"}, "1.5%": {"metric": "share_price", "low": "-1.5"}},
    ),
    (
        None,
        "2026-09-01",
        "Nio delivered 30,000 cars in August. In New York the shares gained 6% to $7.40. They are still down 14% since January.",
        {"14%": {"metric": "share_price", "low": "-14"}},
    ),
    (
        None,
        "2026-09-01",
        "In Hong Kong, shares of Nio fell 5.1%. Li Auto dropped 3.2%, while Xpeng rose 1%. Chery delivered 220,000 cars in August, up 4%.",
        {"3.2%": {"metric": "share_price"}, "1%": {"metric": "share_price"}, "4%": {"metric": "deliveries"}},
    ),
]

# A participle that says where cars were made measures nothing.
MADE_SOMEWHERE: list[Case] = [
    (
        None,
        "2026-09-01",
        "BYD delivered 12,000 cars in Thailand in July. The Dolphin, assembled in Rayong, made up 7,000 of them. Great Wall came to 3,000.",
        {"7,000": {"metric": "deliveries"}, "3,000": {"metric": "deliveries"}},
    ),
    (
        None,
        "2026-09-01",
        "Cell makers installed 68.2 GWh in cars built in China in July, 9% more than a year ago.",
        {"68.2 GWh": {"metric": "installations"}, "9%": {"metric": "installations"}},
    ),
    (
        None,
        "2026-09-01",
        "Kia sold 9,000 cars in Chile in May. The EV5, produced in Yancheng, reached 900, and Chery had 4,000.",
        {"900": {"metric": "sales"}, "4,000": {"metric": "sales"}},
    ),
    (
        None,
        "2026-09-01",
        "The number of cars built in Hungary reached 400,000 in 2025.",
        {"400,000": {"metric": "production"}},
    ),
]

# Makers called by their country.
BY_COUNTRY: list[Case] = [
    (
        None,
        "2026-09-01",
        "In July the Chinese sold 12,000 cars in Spain, the Japanese 22,000. The Chinese have bought 1.9 million cars this year.",
        {
            "12,000 cars": {"subject": "Chinese automakers"},
            "22,000": {"subject": "Japanese brands"},
            "1.9 million cars": {"subject": "China vehicle market"},
        },
    ),
    (
        None,
        "2026-09-01",
        "BYD sold 5,240 cars in Thailand in May. In Chile the Chinese have 22 percent of the market, up from 17 percent in 2025.",
        {"22 percent": {"subject": "Chinese automakers"}, "17 percent": {"subject": "Chinese automakers"}},
    ),
    (
        None,
        "2026-09-01",
        "SAIC-GM's 271,000 was 10.6 percent more than last year. Makes from outside China held 31 percent of the market in the first half.",
        {"31 percent": {"subject": "Foreign brands"}},
    ),
    (
        None,
        "2026-09-01",
        "Great Wall sold 3,000 cars in Brazil in May, up 5%. Carmakers from China took 14 percent of registrations in the country.",
        {"14 percent": {"subject": "Chinese automakers"}},
    ),
]

# What all do is no seller's, and a part told in passing turns nothing.
WHOLE_MARKETS: list[Case] = [
    (
        None,
        "2026-09-01",
        "Shares in Geely fell 4.8% on Monday after it cut prices.\n\nDealers' yards are full. At the end of April they held 3.5 million unsold cars, the CPCA estimates.",
        {"3.5 million unsold cars": {"subject": "China passenger car market"}},
    ),
    (
        None,
        "2026-09-01",
        "CATL had 30.4 GWh in July and BYD 15.6 GWh. From January to July the country's carmakers fitted 431.6 GWh.",
        {"431.6 GWh": {"subject": "China EV battery market"}},
    ),
    (
        None,
        "2026-09-01",
        "Geely sold 230,000 cars in March. In the first quarter the profit margin of the whole industry slipped to 3.9% from 4.1%.",
        {"3.9%": {"subject": "China vehicle market"}, "4.1%": {"subject": "China vehicle market"}},
    ),
    (
        None,
        "2026-09-01",
        "Nio delivered 30,000 cars in June, up 10% while the industry grew 3% to 1.1 million.",
        {"1.1 million": {"subject": "China NEV market"}},
    ),
    (
        None,
        "2026-09-01",
        "Leapmotor sold 3,000 cars in Italy in May. Across Europe 1.2 million cars were registered in the month, a gain of 2%.",
        {
            "1.2 million cars": {"subject": "Europe passenger car market"},
            "2%": {"subject": "Europe passenger car market"},
        },
    ),
    (
        None,
        "2026-09-01",
        "Retail sales of passenger cars fell 4.5 percent to 1.846 million in May, the CPCA said. Wholesale volume edged up 1.1 percent to 2.341 million. BYD's part of this was 380,000. Exports jumped 18.3 percent to 530,000.",
        {"380,000": {"subject": "BYD"}, "530,000": {"subject": "China passenger car market"}},
    ),
]

# Rows of sellers by their places.
PLACES: list[Case] = [
    (
        None,
        "2026-09-01",
        "In Australia BYD sold 22,000 cars in May, with GWM in sixth place at 4,980.",
        {"4,980": {"subject": "Great Wall Motor"}},
    ),
    (
        None,
        "2026-09-01",
        "In May Leapmotor delivered 45,000 cars, with Xpeng second at 38,000 and Nio in third place with 27,000.",
        {"second": {"subject": "XPeng"}, "38,000": {"subject": "XPeng"}, "27,000": {"subject": "NIO"}},
    ),
    (
        None,
        "2026-09-01",
        "Chery came to 16,800 in May, Leapmotor, which sells through Stellantis, to 7,900, and Xpeng to 3,450.",
        {"7,900": {"subject": "Leapmotor"}, "3,450": {"subject": "XPeng"}},
    ),
]

# Brands and ventures called by their owners.
OWNERS: list[Case] = [
    (
        None,
        "2026-09-01",
        "BYD sold 300,000 cars in May and Geely 230,000. Geely's various own brands delivered 200,000 between them.",
        {"200,000": {"subject": "Geely"}},
    ),
    (
        None,
        "2026-09-01",
        "Xpeng and Leapmotor did well in May. Geely's four brands together sold 240,000 cars, 12% more than a year ago.",
        {"240,000 cars": {"subject": "Geely"}, "12%": {"subject": "Geely"}},
    ),
    (
        None,
        "2026-09-01",
        "Great Wall sold 120,000 cars in May. 68,000 were Havals, 20,000 Tanks and 9,000 were Weys.",
        {"20,000": {"subject": "Tank"}, "9,000": {"subject": "Wey"}},
    ),
    (
        None,
        "2026-09-01",
        "BYD sold 300,000 cars in May and Chery 220,000. Nio's three marques managed 23,000 between them.",
        {"23,000": {"subject": "NIO"}},
    ),
    (
        None,
        "2026-09-01",
        "GAC sold 160,000 cars in June. Its joint venture with Toyota contributed 62,000, the one with Honda 31,000.",
        {"62,000": {"subject": "GAC Toyota"}, "31,000": {"subject": "GAC Honda"}},
    ),
    (
        None,
        "2026-09-01",
        "FAW's venture with Volkswagen sold 120,000 cars in June, 4% fewer.",
        {"120,000 cars": {"subject": "FAW-VW"}},
    ),
    (
        None,
        "2026-09-01",
        "SAIC's own brands contributed 143,700 in August and its joint venture with Volkswagen 84,900.",
        {"143,700": {"subject": "SAIC"}, "84,900": {"subject": "SAIC-VW"}},
    ),
]

# Rates by the words around them.
RATES: list[Case] = [
    (
        None,
        "2026-09-01",
        "The average discount in the market was 17 percent in May, 3 percentage points more than a year ago.",
        {"17 percent": {"metric": "discount", "kind": "level"}, "3 percentage points": {"metric": "discount"}},
    ),
    (
        None,
        "2026-09-01",
        "Retail sales of NEVs were 1.083 million in May, the CPCA said. They made up 58.7 percent of the total. The rate was 78 percent among local brands and 35 percent among luxury brands.",
        {
            "78 percent": {"subject": "China local brands", "metric": "penetration"},
            "35 percent": {"subject": "China luxury brands", "metric": "penetration"},
        },
    ),
    (
        None,
        "2026-09-01",
        "Local marques took 67.7 percent of the market in May. German brands were down 14 percent at 190,000, Japanese brands 16 percent at 206,000.",
        {"16 percent": {"kind": "change", "low": "-16"}},
    ),
    (
        None,
        "2026-09-01",
        "Li Auto fell 12% to 29,870 in August, although that was a 7% recovery from July.",
        {"7%": {"low": "7"}},
    ),
    (
        None,
        "2026-09-01",
        "Nio delivered 36,000 cars in August. Against July's 31,000 it gained 16%.",
        {"16%": {"period": "2026-08", "basis": "2026-07"}},
    ),
    (
        None,
        "2026-09-01",
        "The average discount in the market reached 18.2% in April, after 16.8% in the same month last year.",
        {"18.2%": {"kind": "level", "low": "18.2"}, "16.8%": {"kind": "level"}},
    ),
]

# What is paid, by its construction.
AMOUNTS: list[Case] = [
    (
        None,
        "2026-09-01",
        "Nio's deficit was 3 billion yuan. China's trade deficit with Japan was 30 billion dollars in May.",
        {"3 billion yuan": {"metric": "loss"}, "30 billion dollars": {"metric": None}},
    ),
    (
        None,
        "2026-09-01",
        "Changan opened the plant in Rayong after spending 10 billion baht. Leaving out one item, Nio's shortfall was 2 billion yuan.",
        {"10 billion baht": {"metric": "investment"}, "2 billion yuan": {"metric": "adjusted_loss"}},
    ),
    (
        None,
        "2026-09-01",
        "China installed 62.5 GWh in June, of which lines of LFP cells accounted for 50 GWh. Gotion has a 30 GWh battery plant.",
        {"50 GWh": {"metric": "installations"}, "30 GWh": {"metric": "capacity"}},
    ),
    (
        None,
        "2026-09-01",
        "Xpeng knocked 8,000 yuan off the Mona, and Geely takes 10,000 yuan off the E5.",
        {"8,000 yuan": {"metric": "discount"}, "10,000 yuan": {"metric": "discount"}},
    ),
    (
        None,
        "2026-09-01",
        "Chery has set aside 3 billion yuan for subsidies. Hungary contributes €90 million in aid for the plant.",
        {"3 billion yuan": {"metric": "subsidy"}, "€90 million": {"metric": "subsidy"}},
    ),
    (
        None,
        "2026-09-01",
        "China exported 700,000 vehicles in May. Together these were worth $12 billion, 20% more than a year ago.",
        {"$12 billion": {"metric": "export_value"}, "20%": {"metric": "export_value"}},
    ),
    (
        None,
        "2026-09-01",
        "The works can build 90,000 cars a year, but Changan used only 38% of that. It was built after spending 7 billion yuan.",
        {"38%": {"metric": "capacity_utilization", "kind": "share"}},
    ),
    (
        None,
        "2026-09-01",
        "Zeekr's shortfall narrowed to RMB 300 million in the second quarter.",
        {"RMB 300 million": {"metric": "loss", "kind": "level"}},
    ),
]


@pytest.mark.parametrize(
    "case",
    [*TRADING, *MADE_SOMEWHERE, *BY_COUNTRY, *WHOLE_MARKETS, *PLACES, *OWNERS, *RATES, *AMOUNTS],
)
def test_read_on(case: Case) -> None:
    assert read_of(case) == case[3]
