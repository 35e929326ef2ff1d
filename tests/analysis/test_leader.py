from tests.analysis.figures import PACK, known, over, table
from tests.analysis.reference import reference

from tachograph.analysis.leader import leading
from tachograph.analysis.listing import Definition, listing
from tachograph.analysis.overlaps import told_apart
from tachograph.core.period import Period
from tachograph.presenting.leader import text
from tachograph.presenting.leader.answer import answer

JANUARY = Period.parse("2026-01")


def told(*estimates):
    ledger = table(*estimates)
    return leading(ledger, JANUARY), " ".join(answer(leading(ledger, JANUARY), ledger))


def test_an_alliance_is_no_maker_and_the_answer_says_what_it_depends_on():
    found, said = told(
        known("league", "2026-01", 57), over("aurora", "2026-01", 39, 43), known("corona", "2026-01", 32)
    )
    assert [str(r.rank) for r in found.main.listing.rows] == ["1", "2", "3"]
    assert "League, an alliance, leads the deliveries of the Young makers with 57, before Aurora (over 39)" in said
    assert "Aurora is not the leader, nor is Corona." in said
    assert "Only among makers, which leaves League out, is Aurora first." in said
    assert found.depends


def test_who_is_part_of_another_is_not_ranked_beside_it():
    found = listing(
        table(known("league", "2026-01", 57), known("dawn", "2026-01", 40), known("aurora", "2026-01", 39)),
        Definition("deliveries", peers="young makers"),
        JANUARY,
    )
    assert [r.scope.entity for r in found.rows] == ["league", "aurora"]
    assert dict(found.left_out.parts) == {"dawn": "league"}
    assert [r.scope.entity for r in found.within] == ["dawn"]


def test_two_that_share_a_brand_are_said_to_overlap():
    (crossing,) = told_apart(["league", "works"], PACK, JANUARY).crossings
    assert (crossing.first, crossing.second, crossing.shared) == ("league", "works", ("dawn",))


def test_a_lead_that_figures_do_not_settle_is_left_open():
    found, said = told(over("aurora", "2026-01", 40, 44), known("corona", "2026-01", 42))
    assert found.main.listing.leader is None
    assert "cannot be told apart" in said
    assert [str(r.rank) for r in found.main.listing.rows] == ["1–2", "1–2"]


def test_one_who_was_before_and_is_missing_is_named():
    rows = [known("aurora", "2026-01", 40), known("corona", "2026-01", 30), known("aurora", "2025-12", 50)]
    _, said = told(*rows, known("league", "2025-12", 90))
    assert "nothing is known of League for Jan 2026, though before it sold more: this may not be the leader" in said


def test_how_long_the_lead_lasts():
    months = ["2025-10", "2025-11", "2025-12", "2026-01"]
    rows = [known("aurora", m, 50) for m in months] + [known("corona", m, 60 if m == "2025-10" else 40) for m in months]
    assert told(*rows)[0].main.streak == 3


def test_nothing_known():
    found, said = told(known("aurora", "2025-01", 4))
    assert found.main is None
    assert said.startswith("Nothing is known of Jan 2026")


def test_a_maker_that_no_pack_knows_is_not_ranked():
    found, _ = told(known("aurora", "2026-01", 40), known("corona", "2026-01", 30), known("Nobody", "2026-01", 99))
    assert all(r.scope.entity != "Nobody" for lead in found.leads for r in lead.listing.rows)


# --- the packaged reference -------------------------------------------------------------------------------------------


def first_three(period):
    found = leading(reference(), Period.parse(period)).main.listing
    return [(r.scope.entity, int(r.estimate.value), str(r.rank)) for r in found.rows[:3]]


def test_january_2026():
    assert first_three("2026-01") == [("hima", 57915, "1"), ("xiaomi_auto", 39000, "2"), ("leapmotor", 32059, "3")]
    said = " ".join(answer(leading(reference(), JANUARY), reference()))
    assert "HIMA, an alliance, leads the deliveries of the Chinese EV start-ups with 57,915" in said
    assert "Xiaomi Auto (over 39,000)" in said
    assert "Xiaomi Auto is not the leader" in said
    assert "by retail sales (CPCA) is another question" in said
    assert "Tesla China (18,485, cnevdata.com)" in said


def test_november_and_december_2025():
    assert first_three("2025-11") == [("hima", 81864, "1"), ("leapmotor", 70327, "2"), ("xiaomi_auto", 40000, "3")]
    assert first_three("2025-12") == [("hima", 89611, "1"), ("leapmotor", 60423, "2"), ("xiaomi_auto", 50000, "3")]
    for period in ("2025-11", "2025-12"):
        said = answer(leading(reference(), Period.parse(period)), reference())[0]
        assert "nor is Xiaomi Auto" in said


def test_every_row_leads_to_its_sources():
    shown = text.render(leading(reference(), JANUARY), reference(), width=100)
    head, _, sources = shown.partition("\nSources\n")
    assert "57,915  +65.5%≠" in head
    numbered = [line for line in sources.splitlines() if line.startswith("[")]
    assert numbered
    assert all("://" in line for line in numbered)
    rows = [line for line in head.splitlines() if line[:4].strip().isdigit()]
    assert rows
    assert all(line.rstrip().endswith("]") for line in rows)
    assert max(len(line) for line in head.splitlines()) <= 100


def test_a_maker_without_a_group_stands_beside_the_groups():
    rows = [known(e, "2025", v, "sales") for e, v in {"crown": 90, "sceptre": 70, "vassal": 60, "old": 95}.items()]
    found = leading(table(*rows), Period.parse("2025"))
    (groups,) = [lead.listing for lead in found.leads if lead.listing.definition.level == "group"]
    assert [r.scope.entity for r in groups.rows] == ["old", "crown", "sceptre"]
    assert dict(groups.left_out.parts) == {"vassal": "crown"}


def test_makers_alone_are_no_ranking_of_groups():
    rows = [known(e, "2025", v, "sales") for e, v in {"crown": 90, "old": 95, "works": 20}.items()]
    found = leading(table(*rows), Period.parse("2025"))
    assert "group" not in {lead.listing.definition.level for lead in found.leads}


def test_who_sold_more_by_another_word_is_named_beside_the_first():
    rows = [known("aurora", "2026-01", 40), known("corona", "2026-01", 30), known("old", "2026-01", 210, "sales")]
    found, said = told(*rows, known("works", "2026-01", 25))
    (makers,) = [
        x for x in found.leads if (x.listing.definition.metric, x.listing.definition.level) == ("deliveries", "maker")
    ]
    assert [row.scope.entity for row in makers.otherwise] == ["old"]
    assert "deliveries of makers: Aurora (40; Old, which reports sales, 210)" in said


def test_a_business_in_one_place_is_a_maker_and_not_a_brand():
    named = [e for e in reference().pack.entities.values() if e.name.endswith((" China", " International"))]
    sellers = [e for e in named if e.kind != "body"]
    assert {e.id for e in sellers} >= {"gm_china", "tesla_china"}
    assert {e.kind for e in sellers} == {"maker"}
