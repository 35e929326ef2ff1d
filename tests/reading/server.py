"""A server on this machine that answers as a test says."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = {"Content-Type": "text/html"}


class Server(ThreadingHTTPServer):
    """Answers each path with what ``answers`` holds for it: (status, headers, body) or a function of the handler."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = {"/robots.txt": (404, {})}
        self.requests = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address):
        """A client that hangs up is what the tests are about."""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path != "/robots.txt":
            self.server.requests.append((self.path, dict(self.headers)))
        answer = self.server.answers[self.path]
        if isinstance(answer, list):
            answer = answer.pop(0)
        if callable(answer):
            answer(self)
            return
        self.answer(*answer)

    def answer(self, status, headers, body=b""):
        self.send_response(status)
        for key, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Keep the test's output clean."""


@contextmanager
def serving():
    """A server that answers until the end of the block."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
