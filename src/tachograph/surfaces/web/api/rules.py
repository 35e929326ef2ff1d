"""What is checked."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, TypedDict

from starlette.requests import Request
from starlette.responses import Response

from tachograph.checking import RuleInfo, catalogue
from tachograph.surfaces.web.answers import answered, kept
from tachograph.surfaces.web.api import Operation, Parameter
from tachograph.surfaces.web.problems import Problem


class RuleRecord(TypedDict):
    """A check."""

    code: Annotated[str, "Its code, as findings name it."]
    tier: Annotated[str, "basic: arithmetic of the text itself; strict: needs facts or evidence."]
    catches: Annotated[str, "What it catches."]
    how: Annotated[str, "The relation that must hold, and where its other side comes from."]
    failing: Annotated[str, "A text that fails it."]
    passing: Annotated[str, "A text that passes it."]


class RulesRecord(TypedDict):
    """All checks."""

    rules: Annotated[list[RuleRecord], "The basic ones first."]


async def rules(request: Request) -> Response:
    return kept(request, lambda: {"rules": [_record(rule) for rule in catalogue()]})


async def rule(request: Request) -> Response:
    code = request.path_params["code"]
    found = next((rule for rule in catalogue() if rule.code == code), None)
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, "there is no such rule; GET /api/v1/rules lists them")
    return answered(request, _record(found))


def _record(rule: RuleInfo) -> RuleRecord:
    return {
        "code": rule.code,
        "tier": rule.tier,
        "catches": rule.catches,
        "how": rule.how,
        "failing": rule.failing,
        "passing": rule.passing,
    }


OPERATIONS = (
    Operation("GET", "/rules", rules, "List the checks.", {200: RulesRecord}),
    Operation(
        "GET",
        "/rules/{code}",
        rule,
        "Describe one check.",
        {200: RuleRecord},
        (404,),
        (Parameter("code", "Code of the check, such as growth.", place="path"),),
    ),
)
