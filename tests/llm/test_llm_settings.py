import pytest

from tachograph.core.errors import SourceError
from tachograph.llm.settings import Budget, Settings, settings_from

KEY = "sk-verysecret123"
WHERE = {"TACHO_LLM_URL": "https://models.example/v1", "TACHO_LLM_MODEL": "small"}


def test_settings_come_from_options_and_else_from_the_environment():
    found = settings_from({**WHERE, "TACHO_LLM_KEY": f" {KEY}\n"})
    assert (found.url, found.model, found.key) == ("https://models.example/v1", "small", KEY)
    given = settings_from(
        WHERE, url="http://localhost:8080/v1", model="org/large:7b", budget=Budget(3, 1000), timeout=5
    )
    assert (given.url, given.model, given.key) == ("http://localhost:8080/v1", "org/large:7b", None)
    assert (given.budget.requests, given.budget.tokens, given.timeout) == (3, 1000, 5)


def test_the_key_is_in_no_representation():
    assert KEY not in repr(settings_from({**WHERE, "TACHO_LLM_KEY": KEY}))


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"TACHO_LLM_URL": ""}, "no endpoint given; name it by --llm-url or TACHO_LLM_URL"),
        ({"TACHO_LLM_MODEL": " "}, "no model given; name it by --llm-model or TACHO_LLM_MODEL"),
        ({"TACHO_LLM_MODEL": "a\x1b[31m"}, "is not the name of a model"),
        ({"TACHO_LLM_URL": "models.example/v1"}, "is no http or https address"),
        ({"TACHO_LLM_URL": "file:///etc/passwd"}, "is no http or https address"),
        ({"TACHO_LLM_URL": "https://"}, "is no http or https address"),
        ({"TACHO_LLM_URL": "https://a:b:c/"}, "is no http or https address"),
        ({"TACHO_LLM_URL": "https://[::1/"}, "is no http or https address"),
        ({"TACHO_LLM_URL": "https://me:pass@models.example/v1"}, "holds a user or password"),
        ({"TACHO_LLM_URL": "http://models.example/v1", "TACHO_LLM_KEY": KEY}, "would get the key unencrypted"),
        ({"TACHO_LLM_URL": "http://8.8.8.8/v1", "TACHO_LLM_KEY": KEY}, "would get the key unencrypted"),
        ({"TACHO_LLM_KEY": f"{KEY}\r\nX-Other: 1"}, "no key has"),
        ({"TACHO_LLM_KEY": "“sk”"}, "no key has"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line_without_secrets(options, says):
    with pytest.raises(SourceError, match=says) as raised:
        settings_from({**WHERE, **options})
    line = str(raised.value)
    assert line.isprintable()
    assert KEY not in line
    assert "pass" not in line.replace("password", "")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"budget": Budget(0)}, "--llm-requests"),
        ({"budget": Budget(None, -5)}, "--llm-tokens"),
        ({"timeout": 0}, "--llm-timeout"),
        ({"timeout": float("nan")}, "--llm-timeout"),
    ],
)
def test_limits_that_allow_nothing_are_refused(options, says):
    with pytest.raises(SourceError, match=says):
        settings_from(WHERE, **options)


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]", "192.168.1.5:8000", "ollama:11434", "box.local"])
def test_a_key_may_go_unencrypted_to_what_is_near(host):
    given = settings_from({**WHERE, "TACHO_LLM_URL": f"http://{host}/v1", "TACHO_LLM_KEY": KEY})
    assert given.nearby


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://h/v1", "https://h/v1/chat/completions"),
        ("https://h/v1/", "https://h/v1/chat/completions"),
        ("https://h", "https://h/chat/completions"),
        ("https://h/v1/chat/completions/", "https://h/v1/chat/completions"),
        ("https://h/d/m?api-version=1", "https://h/d/m/chat/completions?api-version=1"),
    ],
)
def test_questions_go_to_the_completions_of_the_endpoint(url, address):
    assert Settings(url, "m").address == address


def test_what_is_shown_of_an_endpoint_holds_no_query():
    assert Settings("https://h/v1?key=abc#x", "m").shown == "https://h/v1"
