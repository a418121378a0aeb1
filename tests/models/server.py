"""A model server on this machine that answers as it is told, also badly."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

USAGE = {"prompt_tokens": 5, "completion_tokens": 3}


class Server(ThreadingHTTPServer):
    """Answers with the next of `plans`: a code, "stream", "several", "broken", "slow", "endless", "junk", a list of choices, or plain JSON."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.plans: list[Any] = []
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.lock, self.now, self.most = threading.Lock(), 0, 0
        self.pause = 0.0

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is no error here."""


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self._plain(200, {"data": [{"id": "first"}, {"id": "second"}]})

    def do_POST(self) -> None:
        server = self.server
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with server.lock:
            server.asked.append(asked)
            server.keys.append(self.headers["Authorization"])
            server.now += 1
            server.most = max(server.most, server.now)
            plan = server.plans.pop(0) if server.plans else "plain"
        time.sleep(server.pause)
        with server.lock:
            server.now -= 1
        if isinstance(plan, int):
            self._plain(plan, {"error": {"message": "no such\nmodel."}}, {"Retry-After": "0"})
        elif plan == "plain":
            text = f" Re: {asked['messages'][0]['content']} "
            choice = {"message": {"content": text}, "finish_reason": "length"}
            self._plain(200, {"choices": [choice], "usage": USAGE})
        elif isinstance(plan, list):
            self._plain(200, {"choices": plan, "usage": USAGE})
        elif plan == "junk":
            self._plain(200, ["no object"])
        else:
            self._stream(plan)

    def _stream(self, plan: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        if plan == "several":
            for index, piece in [(1, "Boats"), (0, "Ferry"), (2, "Ferry"), (0, " sank."), (1, " came."), (2, " sank.")]:
                self._event({"choices": [{"index": index, "delta": {"content": piece}, "finish_reason": None}]})
            for index, why in [(0, "stop"), (1, "length"), (2, "stop")]:
                self._event({"choices": [{"index": index, "delta": {}, "finish_reason": why}]})
            self.wfile.write(b"data: [DONE]\n\n")
            return
        for piece in ["Ferry", " sank", "."] if plan != "endless" else ["word " * 50] * 1000:
            self._event({"choices": [{"delta": {"content": piece}, "finish_reason": None}]})
            time.sleep(0.2 if plan == "slow" else 0)
        if plan != "broken":
            self._event({"choices": [{"delta": {}, "finish_reason": "stop"}]})
            self._event({"choices": [], "usage": USAGE})
            self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, value: Any) -> None:
        self.wfile.write(f": comment\ndata: {json.dumps(value)}\n\n".encode())

    def _plain(self, code: int, value: Any, headers: dict[str, str] | None = None) -> None:
        body = json.dumps(value).encode()
        self.send_response(code)
        for name, text in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serving() -> Iterator[Server]:
    """A server that runs within the block."""
    made = Server()
    thread = threading.Thread(target=lambda: made.serve_forever(poll_interval=0.01))
    thread.start()
    try:
        yield made
    finally:
        made.shutdown()
        made.server_close()
        thread.join()
