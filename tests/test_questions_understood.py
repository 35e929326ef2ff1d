import pytest
from evaluation.questions import asked, floors, sets


def test_there_are_sixty_questions_and_more_in_both_languages():
    assert sets() == sorted(floors())
    assert sum(len(asked(name)) for name in sets()) >= 60


@pytest.mark.parametrize("name", sorted(floors()))
def test_no_fewer_questions_are_understood_than_before(name):
    found = asked(name)
    understood = sum(not one.wrong for one in found)
    assert understood >= floors()[name], [(one.text, one.wrong) for one in found if one.wrong]
