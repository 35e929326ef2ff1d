"""The options of the command that say what reads the figures."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Annotated, Literal, TypedDict

from cyclopts import Parameter

from tachograph.core.errors import SourceError
from tachograph.llm.settings import PATIENCE, Budget, Settings, settings_from

_BUDGET = Budget()


class Chosen(TypedDict):
    """What the pipeline is given."""

    extractor: Literal["rules", "llm", "both"]
    llm: Settings | None


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class ModelOptions:
    """What reads the figures, and if it is a model, which one and how much may be spent."""

    extractor: Annotated[
        Literal["rules", "llm", "both"],
        Parameter(help="What reads the figures: the rules (offline), a model behind an endpoint, or both, merged."),
    ] = "rules"
    llm_url: Annotated[
        str | None, Parameter(help="Endpoint that speaks the chat completions protocol; by default TACHO_LLM_URL.")
    ] = None
    llm_model: Annotated[str | None, Parameter(help="Model to ask for; by default TACHO_LLM_MODEL.")] = None
    llm_requests: Annotated[int | None, Parameter(help="Requests that may be sent in this run.")] = _BUDGET.requests
    llm_tokens: Annotated[int | None, Parameter(help="Tokens that may be used in this run; by default any number.")] = (
        _BUDGET.tokens
    )
    llm_timeout: Annotated[float, Parameter(help="Seconds to wait for an answer, all tries together.")] = PATIENCE

    def chosen(self) -> Chosen:
        """What the pipeline is given; nothing about a model is looked at unless one is asked for.

        Raises:
            SourceError: if the endpoint or the model is missing or cannot be used.
        """
        if self.extractor == "rules":
            if self.llm_url or self.llm_model:
                raise SourceError(
                    "--llm-url, --llm-model", "nothing is asked of a model", "add --extractor llm or both"
                )
            return {"extractor": "rules", "llm": None}
        budget = Budget(self.llm_requests, self.llm_tokens)
        given = settings_from(
            os.environ, url=self.llm_url, model=self.llm_model, budget=budget, timeout=self.llm_timeout
        )
        return {"extractor": self.extractor, "llm": given}


RULES_ALONE = ModelOptions()
"""The default: nothing is asked of a model."""
