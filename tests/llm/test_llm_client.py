import gzip
import json
import threading
from dataclasses import replace
from types import SimpleNamespace

import pytest
from endpoint import Reply, completion, problem

from tachograph.llm.client import Client
from tachograph.llm.errors import AnswerError, CutOffError, ModelError, StopError

KEY = "sk-verysecret123"
MESSAGES = [{"role": "user", "content": "a text"}]
SCHEMA = {"type": "object"}
OK = completion("{}")


def ask(endpoint, *replies, times=1, **options):
    endpoint.replies = list(replies)
    with Client(endpoint.settings(**options)) as client:
        answers = [client.ask(MESSAGES, SCHEMA) for _ in range(times)]
        return SimpleNamespace(answers=answers, client=client, remarks=client.remarks)


@pytest.fixture
def pauses(monkeypatch):
    """What would have been slept between tries."""
    slept = []
    monkeypatch.setattr("tenacity.nap.time", SimpleNamespace(sleep=slept.append))
    return slept


def test_a_question_is_a_plain_completion_without_tools(endpoint):
    assert ask(endpoint, completion('{"claims": []}'), key=KEY).answers == ['{"claims": []}']
    (asked,) = endpoint.asked
    assert asked.keys() == {"model", "messages", "response_format", "max_tokens", "temperature"}
    assert asked["messages"] == MESSAGES
    assert asked["temperature"] == 0
    strict = {"name": "claims", "strict": True, "schema": SCHEMA}
    assert asked["response_format"] == {"type": "json_schema", "json_schema": strict}
    assert endpoint.paths == ["/v1/chat/completions"]
    assert endpoint.headers[0]["Authorization"] == f"Bearer {KEY}"


def test_without_a_key_none_is_sent(endpoint):
    ask(endpoint, OK)
    assert "Authorization" not in endpoint.headers[0]


def test_half_a_surrogate_pair_is_replaced_in_the_question(endpoint):
    endpoint.replies = [OK]
    with Client(endpoint.settings()) as client:
        client.ask([{"role": "user", "content": "a \ud83d b"}], SCHEMA)
    assert endpoint.asked[0]["messages"][0]["content"] == "a \ufffd b"


def test_retry_after_is_honoured(endpoint, pauses):
    assert ask(endpoint, problem(429, "slow down", Retry_After="7"), problem(503), OK, pause=1).answers == ["{}"]
    assert pauses == [7, 2]
    assert len(endpoint.asked) == 3


def test_pauses_double(endpoint, pauses):
    with pytest.raises(ModelError, match=r"answers 500 \(oops\) \(4 tries\)"):
        ask(endpoint, problem(500, "oops"), pause=1)
    assert pauses == [1, 2, 4]


def test_a_retry_after_beyond_the_timeout_is_not_waited_for(endpoint, pauses):
    with pytest.raises(ModelError, match=r"answers 429 \(quota\) \(1 try\)"):
        ask(endpoint, problem(429, "quota", Retry_After="3600"))
    assert pauses == []


def test_retry_after_may_be_a_date(endpoint, pauses):
    ask(endpoint, problem(503, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"), OK)
    assert pauses == [0]
    with pytest.raises(ModelError, match=r"\(1 try\)"):
        ask(endpoint, problem(503, Retry_After="Fri, 01 Jan 2999 00:00:00 GMT"))


@pytest.mark.parametrize("header", ["soon", "-1", "nan", "inf", "Wed, 99 Oct 2026 07:28:00 GMT"])
def test_nonsense_in_retry_after_means_the_usual_pause(endpoint, pauses, header):
    ask(endpoint, problem(429, "", Retry_After=header), OK, pause=1)
    assert pauses == [1]


@pytest.mark.parametrize(("status", "mend"), [(401, "TACHO_LLM_KEY"), (402, "account"), (403, "key"), (404, "model")])
def test_a_refusal_stops_the_run_and_shows_no_key(endpoint, status, mend):
    with pytest.raises(StopError, match=str(status)) as raised:
        ask(endpoint, problem(status, f"Incorrect API key: {KEY}\x1b[31m\n<b>"), key=KEY)
    assert mend in raised.value.mend
    assert KEY not in str(raised.value) + repr(raised.value)
    assert "\x1b" not in str(raised.value)
    assert "\n" not in str(raised.value)
    assert len(endpoint.asked) == 1


def test_a_key_cut_by_the_length_of_a_message_is_not_shown_either(endpoint):
    with pytest.raises(StopError) as raised:
        ask(endpoint, problem(401, "x" * 190 + KEY), key=KEY)
    assert KEY[:6] not in str(raised.value)
    with pytest.raises(AnswerError) as raised:
        ask(endpoint, Reply({"error": "x" * 190 + KEY}), key=KEY)
    assert KEY[:6] not in str(raised.value)


def test_an_endpoint_without_schemas_is_asked_for_plain_json_once_and_it_is_said(endpoint):
    done = ask(endpoint, problem(400, "response_format json_schema is not supported"), OK, times=2)
    assert [a["response_format"]["type"] for a in endpoint.asked] == ["json_schema", "json_object", "json_object"]
    assert len(done.remarks) == 1
    assert "takes no JSON schema" in done.remarks[0]


def test_an_endpoint_that_wants_other_parameters_gets_them(endpoint):
    def answer(asked):
        if "max_tokens" in asked:
            return problem(400, "Use 'max_completion_tokens' instead of 'max_tokens'.")
        return problem(400, "Unsupported value: 'temperature'") if "temperature" in asked else OK

    done = ask(endpoint, answer, times=2)
    assert [sorted(a) for a in endpoint.asked[2:]] == [
        ["max_completion_tokens", "messages", "model", "response_format"]
    ] * 2
    assert endpoint.asked[-1]["response_format"]["type"] == "json_schema"
    assert len(done.remarks) == 2


def test_a_question_that_is_refused_in_every_form_is_an_error_and_changes_nothing(endpoint):
    with Client(endpoint.settings()) as client:
        endpoint.replies = [problem(400, "context length exceeded")]
        with pytest.raises(ModelError, match="context length exceeded"):
            client.ask(MESSAGES, SCHEMA)
        assert client.remarks == []
        endpoint.replies = [OK]
        client.ask(MESSAGES, SCHEMA)
    assert endpoint.asked[-1]["response_format"]["type"] == "json_schema"


def test_a_server_that_does_not_answer_is_not_waited_for_longer_than_the_timeout(endpoint):
    held = threading.Event()
    try:
        with pytest.raises(ModelError, match="does not answer in time"):
            ask(endpoint, replace(OK, hold=held), timeout=0.2)
    finally:
        held.set()


def test_a_server_that_sends_byte_by_byte_is_not_waited_for_longer_than_the_timeout(endpoint):
    stop = threading.Event()
    try:
        with pytest.raises(ModelError, match="does not answer in time"):
            ask(endpoint, Reply(b"{", length=1_000_000, drip=stop), timeout=0.3)
    finally:
        stop.set()


@pytest.mark.usefixtures("pauses")
def test_a_body_that_ends_early_is_asked_for_again(endpoint):
    short = Reply(OK.data[:20], length=len(OK.data))
    assert ask(endpoint, short, OK).answers == ["{}"]
    with pytest.raises(ModelError, match=r"the connection breaks .* \(4 tries\)"):
        ask(endpoint, short)


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply(b"<html><script>x</script>Bad Gateway</html>", media="text/html"), "a web page"),
        (Reply(b"<html>Bad Gateway</html>", media="application/json"), "something other than a completion"),
        (Reply(b'data: {"choices": []}\n\n', media="text/event-stream"), "something other than a completion"),
        (Reply(b""), "something other than a completion"),
        (Reply(b"\xff\xfe\x00"), "something other than a completion"),
        (Reply([]), "something other than a completion"),
        (Reply(OK.data[:40]), "something other than a completion"),
        (Reply({"error": {"message": "no such\nmodel \x1b[2J"}}), r"something other than a completion \(no such model \[2J\)"),
        (Reply({"choices": []}), "without a choice"),
        (Reply({"choices": [{"message": {"content": [{"type": "text", "text": "{}"}]}}]}), "other than a completion"),
        (Reply(b'{"choices": ' + b"[" * 200_000), "something other than a completion"),
        (completion(None), "answers nothing"),
        (completion("  "), "answers nothing"),
        (completion(None, finish="tool_calls", tool_calls=[{"function": {"name": "get"}}]), "answers nothing"),
        (completion(None, refusal="I cannot"), "refuses"),
        (completion("{}", finish="content_filter"), "refuses"),
        (Reply(gzip.compress(OK.data), headers={"Content-Encoding": "gzip"}), "something other than a completion"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_one_line(endpoint, reply, says):
    with pytest.raises(AnswerError, match=says) as raised:
        ask(endpoint, reply)
    assert str(raised.value).isprintable()
    assert len(endpoint.asked) == 1


def test_an_answer_cut_off_at_its_limit_is_told_apart(endpoint):
    with pytest.raises(CutOffError, match="limit of tokens"):
        ask(endpoint, completion('{"claims": [{"quote"', finish="length"))


def test_a_huge_answer_is_not_read_to_its_end(endpoint):
    with pytest.raises(AnswerError, match="larger than 8 MB"):
        ask(endpoint, Reply(b" " * 50_000_000))


def test_a_redirect_is_not_followed(endpoint):
    with pytest.raises(StopError, match="answers 307: it leads elsewhere"):
        ask(endpoint, Reply(b"", 307, {"Location": f"{endpoint.url}/other"}), key=KEY)
    assert endpoint.paths == ["/v1/chat/completions"]


@pytest.mark.usefixtures("pauses")
def test_an_address_where_nobody_listens_stops_the_run(endpoint):
    settings = replace(endpoint.settings(), url="http://127.0.0.1:1/v1")
    with Client(settings) as client, pytest.raises(StopError, match="cannot connect") as raised:
        client.ask(MESSAGES, SCHEMA)
    assert raised.value.mend == "check the address, and that the server runs"


@pytest.mark.usefixtures("pauses")
def test_tries_count_against_the_budget_of_requests(endpoint):
    with pytest.raises(StopError, match="the budget of 2 requests is spent"):
        ask(endpoint, problem(500), requests=2)
    assert len(endpoint.asked) == 2


def test_tokens_are_counted_as_the_endpoint_says(endpoint):
    with pytest.raises(StopError, match="500 of 550 tokens are spent"):
        ask(endpoint, completion("{}", tokens=500), times=2, tokens=550)
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize("lie", [None, 0, -1_000_000, 10**30, "many", {"a": 1}])
def test_tokens_are_estimated_where_the_endpoint_does_not_say(endpoint, lie):
    reply = completion("{}", tokens=lie)
    spent = ask(endpoint, reply).client.spending.tokens
    sent = len(json.dumps(endpoint.asked[0], separators=(",", ":")))
    assert spent == pytest.approx((sent + len(reply.data)) / 3, rel=0.1)


@pytest.mark.usefixtures("pauses")
def test_nothing_of_the_retries_is_printed(endpoint, capfd):
    ask(endpoint, problem(500), OK)
    assert capfd.readouterr() == ("", "")
