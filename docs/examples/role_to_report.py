"""From an empty role to the decision report as a PDF, by the API alone. Standard library only.

    export PLUMBLINE=http://127.0.0.1:8000
    export MANAGER=plb_...                  # a token of the hiring manager, who may create roles
    export PANEL=plb_...,plb_...,plb_...    # tokens of three colleagues, who review, interview and score
    python docs/examples/role_to_report.py resume.pdf report.pdf

A token is made by ``manage.py createtoken EMAIL`` or on the page "API tokens". Everybody acts as themselves here: a
review or a scorecard is its author's alone, and no token of somebody else can fill it in.
"""

import json
import os
import sys
import time
import uuid
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import Request, urlopen

JOB_DESCRIPTION = """## What you will run

The fraud score of every card payment: 400 requests a second at peak, 80 ms at the 99th percentile, retrained weekly.
Today it stops 61 % of fraud by amount; on day 90 it stops 70 % with no more than 0.3 % of good payments held.

## What you will do

Own the pipeline from events to the served model: data checks, training, staged release, monitoring, rollback, on call
one week in five. In the first 30 days you take over the weekly retraining and ship one change of a feature.

## Who works with you

Two backend engineers, one analyst, a risk officer who signs off thresholds. Every release is reviewed for bias by age
band and country; decisions against a customer can be appealed to a person.
"""
ENVIRONMENT = {
    "serving": "real_time",
    "latency": 80,  # milliseconds
    "throughput": 400,  # predictions a second
    "rows_today": 2_000_000,
    "rows_in_two_years": 40_000_000,
    "retraining": "weekly",
    "duties": ["audit_log", "personal_data"],
}
EVIDENCE = "Named the system, its traffic, what was watched, the incident of March and what was changed after it."


class Api:
    """One person's view of the API."""

    def __init__(self, address: str, token: str) -> None:
        self.address, self.token = address, token
        self.me = self.get("users/me/")["id"]

    def get(self, path: str, **query: str) -> dict[str, Any]:
        return json.loads(self.send("GET", f"{path}?{urlencode(query)}" if query else path)[0])

    def one(self, path: str, **query: str) -> dict[str, Any]:
        """Return the first row of a list."""
        return self.get(path, **query)["results"][0]

    def all(self, path: str, **query: str) -> list[dict[str, Any]]:
        """Return the rows of every page of a list."""
        page = self.get(path, **query)
        rows = page["results"]
        while page["next"]:
            page = self.get(page["next"])
            rows += page["results"]
        return rows

    def post(self, path: str, *, match: str = "", **body: object) -> dict[str, Any]:
        """Carry out a verb. The key makes it safe to send again: the same key is done once."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": uuid.uuid4().hex}
        if match:
            headers["If-Match"] = match
        return json.loads(self.send("POST", path, json.dumps(body).encode(), headers)[0] or b"{}")

    def upload(self, path: str, file: Path, **fields: str) -> dict[str, Any]:
        """Send a file as multipart/form-data."""
        line = uuid.uuid4().hex
        start = f"--{line}\r\nContent-Disposition: form-data; name="
        texts = "".join(f'{start}"{name}"\r\n\r\n{value}\r\n' for name, value in fields.items())
        head = f'{start}"file"; filename="{file.name}"\r\n\r\n'
        body = f"{texts}{head}".encode() + file.read_bytes() + f"\r\n--{line}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={line}"}
        return json.loads(self.send("POST", path, body, headers)[0])

    def fill_in(self, path: str, *, method: str = "PATCH", **answers: object) -> str:
        """Change what stands there and return its new ETag. With an old one the answer is 412 and both texts."""
        _body, headers = self.send("GET", path)
        sent = {"Content-Type": "application/json", "If-Match": headers["ETag"]}
        return self.send(method, path, json.dumps(answers).encode(), sent)[1]["ETag"]

    def wait(self, task: str) -> dict[str, Any]:
        """Wait for background work (202 with a task) and return what it names."""
        for _second in range(120):
            row = self.get(f"tasks/{task}/")
            if row["state"] == "done":
                return row["result"]
            if row["state"] in {"failed", "cancelled"}:
                sys.exit(f"The work ended as {row['state']}: {row['error']}")
            time.sleep(0.5)
        sys.exit("The work is still waiting after a minute. Does a worker run?")

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[bytes, Any]:
        url = urljoin(f"{self.address}/api/v1/", path)
        asked = Request(url, body, {"Authorization": f"Bearer {self.token}", **(headers or {})}, method=method)
        try:
            with urlopen(asked, timeout=60) as answer:
                return answer.read(), answer.headers
        except HTTPError as problem:
            sys.exit(f"{method} {path}: {problem.code} {problem.read().decode()}")


def main(resume: Path, target: Path) -> None:
    address = os.environ["PLUMBLINE"]
    manager = Api(address, os.environ["MANAGER"])
    panel = [Api(address, token) for token in os.environ["PANEL"].split(",")]

    role = open_role(manager, panel)
    application = apply(manager, role, resume)
    stages = judged_stages(manager, role)
    for stage in stages:
        score(manager, panel, application, stage)
        if stage is not stages[-1]:
            reason = "The panel agrees on what it saw; the must-haves stand."
            manager.post(f"applications/{application}/advance/", reason=reason)
    manager.post(
        f"applications/{application}/decide/", outcome="hire", reason="Has run such a system, and said what failed."
    )
    print("Decided. Asking for the report.")
    task = manager.post("reports/", kind="application", application=application)["task"]
    report = manager.wait(task)["report"]
    target.write_bytes(manager.send("GET", f"reports/{report}/file/")[0])
    print(f"{target}: {target.stat().st_size // 1024} KB")


def open_role(manager: Api, panel: list[Api]) -> str:
    """Say that the team is ready, create a role with its scope and text, have it reviewed by two, and open it."""
    library = ("processes", "profiles", "seniorities")
    by_key = {kind: {row["key"]: row["id"] for row in manager.all(f"{kind}/")} for kind in library}
    team = manager.one("teams/")["id"]
    keys = ("key_data", "key_ownership", "key_problem", "key_limits", "key_commitment")
    manager.fill_in(f"readiness/{team}/", answers={key: {"value": "yes"} for key in keys})
    role = manager.post(
        "roles/",
        title="Senior ML engineer, payment fraud",
        team=team,
        place=manager.one("places/")["id"],
        process=by_key["processes"]["seven_step"],
        role_type=by_key["profiles"]["ml_engineer"],
        seniority=by_key["seniorities"]["senior"],
        manager=manager.me,
    )["id"]
    manager.fill_in(f"roles/{role}/environment/", method="PUT", reasons=["ship_model"], **ENVIRONMENT)
    manager.post("job-descriptions/", role=role, text=JOB_DESCRIPTION, base=0)
    gate = next(stage for stage in manager.all("stages/", role=role) if stage["is_gate"])
    for colleague in panel[:2]:
        manager.post("hiring-team/", role=role, user=colleague.me, right="interviewer")
        review = manager.post("job-reviews/", role=role, author=colleague.me)["id"]
        answers = {item["key"]: {"level": 4, "evidence": EVIDENCE} for item in gate["criteria"]}
        etag = colleague.fill_in(f"job-reviews/{review}/", ratings=answers)
        colleague.post(f"job-reviews/{review}/submit/", match=etag, text_number=1)
    manager.post(f"roles/{role}/open/")
    print("The role is open.")
    return role


def apply(manager: Api, role: str, resume: Path) -> str:
    """Add a candidate with a resume, and pass the application on from New."""
    candidate = manager.post("candidates/", name="Ottilie Rautenstrauch-Okpara", email="ottilie@example.org")["id"]
    application = manager.post("applications/", role=role, candidate=candidate, source="Careers page")["id"]
    document = manager.upload("documents/", resume, candidate=candidate, application=application)["id"]
    while (state := manager.get(f"documents/{document}/")["state"]) not in {"ready", "refused"}:
        time.sleep(0.5)
    print(f"The resume is {state}.")
    manager.post(f"applications/{application}/advance/")
    return application


def judged_stages(manager: Api, role: str) -> list[dict[str, Any]]:
    stages = manager.all("stages/", role=role)
    return sorted((stage for stage in stages if not stage["is_gate"]), key=lambda stage: stage["position"])


def score(manager: Api, panel: list[Api], application: str, stage: dict[str, Any]) -> None:
    """Have a stage scored by the panel, each by themselves."""
    for number, colleague in enumerate(panel):
        body = {"application": application, "stage": stage["id"], "author": colleague.me}
        card = f"scorecards/{manager.post('scorecards/', **body)['id']}/"
        answers = {
            item["key"]: {"level": 4 - (place + number) % 2, "evidence": EVIDENCE}
            for place, item in enumerate(stage["criteria"])
        }
        words = {"recommendation": "yes", "summary": "Has run it, and says what went wrong."}
        colleague.post(f"{card}submit/", match=colleague.fill_in(card, ratings=answers, **words))
    print(f"Scored: {stage['title']}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
