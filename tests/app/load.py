"""Many clients at once through the demo's queue: who got an error or another's result, and how memory went.

    python -m tests.app.load [--clients 10] [--runs 100] [--model default]

Prints one JSON object. Memory is the server's resident set in MB after each run.
"""

import argparse
import json
import tempfile
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.app.serving import serving_process


@dataclass
class Outcome:
    """What came of it."""

    runs: int = 0
    errors: list[str] = field(default_factory=list)
    mixed_up: list[str] = field(default_factory=list)
    """Runs whose answer was not made of what they sent."""
    seconds: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def text_of(client: int, run: int) -> str:
    """A story that nobody else sends."""
    town = f"Town{client}x{run}"
    return (
        f"A storm hit the harbour of {town} on Monday, the mayor of {town} said. "
        f"In {town} {client * 100 + run + 2} masts broke and nobody was hurt. The harbour of {town} is closed."
    )


def drive(address: str, pid: int, clients: int, runs: int, model: str) -> Outcome:
    """`runs` runs in all, `clients` at a time."""
    from gradio_client import Client

    outcome, lock = Outcome(), threading.Lock()
    waiting = list(range(runs))

    def work(number: int) -> None:
        try:
            client = Client(address, verbose=False, analytics_enabled=False, httpx_kwargs={"timeout": 300})
        except Exception as error:
            with lock:
                outcome.errors.append(f"no connection: {type(error).__name__}: {error}")
            return
        while True:
            with lock:
                if not waiting:
                    break
                run = waiting.pop()
            began = time.perf_counter()
            problem, answer = "", {}
            try:
                answer = client.predict(text=text_of(number, run), model=model, api_name="/summarize")
            except Exception as error:
                problem = f"{type(error).__name__}: {error}"
            with lock:
                outcome.runs += 1
                outcome.seconds.append(round(time.perf_counter() - began, 2))
                outcome.memory.append(resident(pid))
                if problem:
                    outcome.errors.append(problem)
                elif not is_own(answer, f"Town{number}x{run}"):
                    outcome.mixed_up.append(f"Town{number}x{run}: {json.dumps(answer)[:200]}")
        client.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcome


def is_own(answer: dict[str, Any], town: str) -> bool:
    """Whether the answer is made of this town's text and of no other's."""
    texts = [article["text"] for story in answer["stories"] for article in story["articles"]]
    return len(texts) == 1 and town in texts[0] and texts[0].count("Town") == texts[0].count(town)


def resident(pid: int) -> float:
    """A process's resident memory in MB; 0 where the system does not say."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def main() -> None:
    """Serve, drive, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=10)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--model", default="default")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serving_process(Path(folder), "--model", args.model) as (where, pid):
        print(json.dumps(asdict(drive(where, pid, args.clients, args.runs, args.model))))  # noqa: T201 (its output)


if __name__ == "__main__":
    main()
