"""Resumes of the demo's people, as the files that people send: PDF, DOCX and JSON Resume."""

import io
import json
from html import escape

LINES = [
    (
        "2022 to now",
        "ML engineer",
        "Arrival-time service for 38 depots: gradient-boosted model behind an API, 600 requests a second, 95th "
        "percentile 70 ms. Nightly retraining on 40 million scans. Cut late alerts by 22 % in a controlled test over "
        "six weeks. On call one week in five; rolled back twice.",
    ),
    (
        "2019 to 2022",
        "Software engineer, data platform",
        "Ingestion of 300 GB a day, tests before release, lineage for every table. Moved scoring from GPU to CPU after "
        "measuring: cost down 38 %.",
    ),
    (
        "2016 to 2019",
        "Data analyst",
        "Weekly forecasts for 120 shops. One forecast was wrong for a month because a unit had changed; wrote the "
        "check that now stops it.",
    ),
]


def make_resume(name: str, headline: str, place: str, kind: str) -> tuple[str, bytes]:
    """Return a file name and the bytes of a resume of the given kind (pdf, docx or json)."""
    makers = {"pdf": _make_pdf, "docx": _make_docx, "json": _make_json}
    return f"{name.split()[-1]}-resume.{kind}", makers[kind](name, headline, place)


def _make_pdf(name: str, headline: str, place: str) -> bytes:
    from weasyprint import HTML  # noqa: PLC0415  # slow to import, and only a demo needs it in this process

    jobs = "".join(
        f"<h2>{escape(title)}</h2><p class=when>{escape(when)}</p><p>{escape(text)}</p>" for when, title, text in LINES
    )
    style = (
        "@page{size:A4;margin:22mm}body{font:11pt/1.45 'DejaVu Sans',sans-serif}"
        "h1{font-size:20pt;margin:0}h2{font-size:12pt;margin:14pt 0 0}.when{color:#555;margin:0}"
    )
    page = f"<style>{style}</style><h1>{escape(name)}</h1><p>{escape(headline)}, {escape(place)}</p>{jobs}"
    return HTML(string=page).write_pdf()


def _make_docx(name: str, headline: str, place: str) -> bytes:
    from docx import Document  # noqa: PLC0415  # as above

    document = Document()
    document.add_heading(name, 0)
    document.add_paragraph(f"{headline}, {place}")
    for when, title, text in LINES:
        document.add_heading(f"{title}, {when}", 2)
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _make_json(name: str, headline: str, place: str) -> bytes:
    resume = {
        "basics": {"name": name, "label": headline, "location": {"city": place}},
        "work": [{"name": "Northwind", "position": title, "summary": text} for _, title, text in LINES],
        "skills": [{"name": "Production", "keywords": ["Python", "Airflow", "Kubernetes", "MLflow"]}],
    }
    return json.dumps(resume, ensure_ascii=False).encode()
