"""A server in a thread that speaks the chat completions protocol, and misbehaves on request."""

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tachograph.llm.settings import Budget, Settings


@dataclass
class Reply:
    """One answer: ``body`` as bytes or a value for JSON; ``hold`` is an event to wait for before answering."""

    body: object = b""
    status: int = 200
    headers: dict = field(default_factory=dict)
    media: str = "application/json"
    length: int | None = None
    hold: threading.Event | None = None
    drip: threading.Event | None = None

    @property
    def data(self):
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


def completion(content, *, finish="stop", tokens=100, **message):
    """A completion as endpoints give it."""
    text = content if isinstance(content, str) or content is None else json.dumps(content)
    message = {"role": "assistant", "content": text, **message}
    usage = {} if tokens is None else {"usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": tokens}}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return Reply({"id": "c", "object": "chat.completion", "choices": [choice], **usage})


def problem(status, message="", **headers):
    """An error as endpoints give it."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply({"error": {"message": message, "type": "x"}}, status, headers)


class Endpoint:
    """What was asked of the server, and what it shall answer: the replies in order, the last one again and again."""

    def __init__(self, url):
        self.url = url
        self.replies = []
        self.asked = []
        self.headers = []
        self.paths = []

    def settings(self, **options):
        budget = Budget(options.pop("requests", 50), options.pop("tokens", None))
        return Settings(self.url, "small", budget=budget, **{"timeout": 20, "pause": 0.001, **options})

    def reply(self, asked):
        number = min(len(self.asked), len(self.replies)) - 1
        chosen = self.replies[number]
        return chosen(asked) if callable(chosen) else chosen


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that hangs up is what the tests are about."""


@contextmanager
def serving():
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            endpoint.asked.append(asked)
            endpoint.headers.append(dict(self.headers))
            endpoint.paths.append(self.path)
            reply = endpoint.reply(asked)
            if reply.hold:
                reply.hold.wait(30)
            try:
                self.answer(reply)
            except OSError:  # the client has had enough
                self.close_connection = True

        def answer(self, reply):
            data = reply.data
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.media)
            self.send_header("Content-Length", str(len(data) if reply.length is None else reply.length))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)
            if reply.length is not None and reply.length > len(data):
                while reply.drip and not reply.drip.wait(0.02):
                    self.wfile.write(b" ")
                self.close_connection = True

        def log_message(self, *args):
            pass

    server = Server(("127.0.0.1", 0), Handler)
    endpoint = Endpoint(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
