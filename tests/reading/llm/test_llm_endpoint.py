# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Asking an endpoint that answers well, badly, slowly, or not at all."""

import logging
import socket
import time
from typing import Any

import pytest
from llm_loopback import Model, Said, completion, refusal

from tawatur.model.errors import AnswerError, EndpointError
from tawatur.reading.llm import endpoint as asked
from tawatur.reading.llm.account import Account
from tawatur.reading.llm.endpoint import Endpoint, Reply
from tawatur.reading.llm.settings import KEY_VARIABLE, Settings

MESSAGES = [{"role": "user", "content": "نص سري"}]
SCHEMA = {"type": "object"}


def ask(model: Model, times: int = 1, **settings: Any) -> tuple[list[Reply | str], Endpoint]:
    """The replies to as many questions, or the kind of error and its message."""
    found = Endpoint(Settings(model.address, "m", **settings), SCHEMA, Account())
    replies: list[Reply | str] = []
    for _ in range(times):
        try:
            replies.append(found.ask(MESSAGES))
        except (AnswerError, EndpointError) as exc:
            replies.append(f"{type(exc).__name__}: {exc}")
    found.close()
    return replies, found


def test_llm_endpoint_asks_for_what_can_be_repeated(model: Model) -> None:
    [reply], found = ask(model)
    request = model.requests[0]
    assert isinstance(reply, Reply)
    assert model.paths == ["/v1/chat/completions"]
    assert (request["temperature"], request["seed"], request["model"]) == (0, 0, "m")
    assert request["response_format"]["json_schema"] == {"name": "reading", "strict": True, "schema": SCHEMA}
    assert (found.account["tokens_in"], found.account["tokens_out"]) == (1000, 200)


def test_llm_endpoint_key_is_sent_and_nowhere_told(
    model: Model, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "sk-s3cret")
    model.will_say(completion("{}"), refusal(401, "bad key sk-s3cret for نص سري", "invalid_api_key"))
    with caplog.at_level(logging.DEBUG):
        (_, told), found = ask(model, times=2)
    assert model.headers[0]["Authorization"] == "Bearer sk-s3cret"
    assert told == f"EndpointError: {model.address}: the endpoint answered 401 (invalid_api_key); check the key"
    assert "s3cret" not in caplog.text + repr(found.settings)
    assert "سري" not in caplog.text


def test_llm_endpoint_without_a_key_sends_none(model: Model) -> None:
    ask(model)
    assert "Authorization" not in model.headers[0]


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
def test_llm_endpoint_tries_a_busy_one_again(model: Model, status: int) -> None:
    model.will_say(refusal(status), refusal(status), completion("{}"))
    [reply], found = ask(model)
    assert isinstance(reply, Reply)
    assert found.account["requests"] == 3


def test_llm_endpoint_waits_as_long_as_asked_within_reason(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[float] = []
    monkeypatch.setattr(asked._Pace, "hold", lambda self, seconds: held.append(seconds))
    ages = "Fri, 31 Dec 2199 23:59:59 GMT"
    waits = ["7", "99999", "-5", "nan", "soon", ages]
    model.will_say(*(refusal(429, Retry_After=wait) for wait in waits), completion("{}"))
    [reply], _ = ask(model, retries=6)
    assert isinstance(reply, Reply)
    assert held[:2] == [7.0, asked.LONGEST_WAIT]
    assert held[2:5] == [0.004, 0.008, 0.016]
    assert held[5] == asked.LONGEST_WAIT


def test_llm_endpoint_gives_up_one_report_then_the_run(model: Model) -> None:
    model.will_say(completion("{}"), refusal(503))
    replies, _ = ask(model, times=4, retries=1)
    assert replies[1] == replies[2] == "AnswerError: the endpoint answered 503"
    assert replies[3] == (
        f"EndpointError: {model.address}: the endpoint answered 503; stopped, kept answers will not be asked again"
    )


def test_llm_endpoint_that_hangs_up_is_tried_again(model: Model) -> None:
    model.will_say(Said(hang_up=True), completion("{}"))
    [reply], _ = ask(model)
    assert isinstance(reply, Reply)


def test_llm_endpoint_that_is_not_there_stops_the_run() -> None:
    pytest.importorskip("httpx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    [told], _ = ask(Model(f"http://127.0.0.1:{port}/v1"), retries=0)
    assert str(told).startswith(f"EndpointError: http://127.0.0.1:{port}/v1: no connection")


def test_llm_endpoint_that_never_ends_is_left(model: Model) -> None:
    model.will_say(Said(completion("{}").body, trickle=20))
    before = time.monotonic()
    [told], _ = ask(model, retries=1, timeout=0.15)
    assert told == "AnswerError: no answer within 0.15 s"
    assert time.monotonic() - before < 5
    assert len(model.requests) == 2


def test_llm_endpoint_of_endless_words_is_cut(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "MOST_BYTES", 1000)
    model.will_say(completion("x" * 2000))
    [told], _ = ask(model)
    assert told == "AnswerError: the endpoint sent more than 1,000 bytes"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_llm_endpoint_follows_no_redirect(model: Model, status: int) -> None:
    model.will_say(Said("", status, {"Location": f"{model.address}/elsewhere"}))
    [told], _ = ask(model)
    assert str(told).startswith("EndpointError")
    assert model.paths == ["/v1/chat/completions"]


@pytest.mark.parametrize(
    "body",
    ["", "<html>", "[]", "null", {}, {"choices": []}, {"choices": [3]}, {"choices": [{"message": None}]}, "[" * 99_999],
)
def test_llm_endpoint_body_that_is_no_completion(model: Model, body: Any) -> None:
    model.will_say(Said(body))
    [told], _ = ask(model)
    assert told == "AnswerError: the endpoint's answer is not of the form of a chat completion"


def test_llm_endpoint_model_that_declines(model: Model) -> None:
    model.will_say(Said({"choices": [{"message": {"content": None, "refusal": "لا"}}]}))
    [told], _ = ask(model)
    assert told == "AnswerError: the model declined to answer"


def test_llm_endpoint_learns_what_is_not_taken(model: Model) -> None:
    def says(request: dict[str, Any]) -> Said:
        if request.get("response_format", {}).get("type") == "json_schema":
            return refusal(400, "response_format.type must be json_object")
        for name in ("max_tokens", "temperature"):
            if name in request:
                return refusal(400, f"Unsupported parameter: '{name}'")
        return completion("{}")

    model.says = says
    replies, found = ask(model, times=2)
    assert all(isinstance(reply, Reply) for reply in replies)
    assert model.requests[-1]["response_format"] == {"type": "json_object"}
    assert model.requests[-1]["max_completion_tokens"] == 8000
    assert len(model.requests) == 5  # what was learnt is not tried again
    assert found.lacking() == ["temperature"]


def test_llm_endpoint_refusing_everything_costs_no_endless_tries(model: Model) -> None:
    model.will_say(refusal(400, "no", "bad_request"))
    [told], _ = ask(model)
    assert told == "AnswerError: the endpoint answered 400 (bad_request)"
    assert len(model.requests) == 3


def test_llm_endpoint_report_too_long_for_the_model(model: Model) -> None:
    model.will_say(refusal(400, "max_tokens is too large: the maximum context length is 4096 tokens"))
    [told], _ = ask(model)
    assert str(told).startswith("AnswerError: report and answer are longer")
    assert len(model.requests) == 1


def test_llm_endpoint_keeps_to_so_many_requests_a_minute(model: Model) -> None:
    before = time.monotonic()
    ask(model, times=4, per_minute=1200)
    assert time.monotonic() - before >= 3 * 60 / 1200
