"""What the demo's people wrote. Names, companies and figures are made up."""

ACCOUNTS = [
    ("admin", "Astrid Admin", {"is_administrator": True}),
    ("manager", "Solveig Aderin", {}),
    ("recruiter", "Emre Dalgard", {"is_recruiter": True}),
    ("auditor", "Ida Lindqvist", {"is_auditor": True}),
    ("interviewer1", "Runa Achterberg", {}),
    ("interviewer2", "Jonas Tveitane", {}),
    ("interviewer3", "Divya Mallikar", {}),
    ("interviewer4", "Kaja Brandvold", {}),
]

NAMES = [
    "Ottilie Rautenstrauch-Okpara",
    "Benedikt Szczepankiewicz-Larsen",
    "Farida Rosenkvist",
    "Habib Vandersmissen",
    "Meret Ungureanu",
    "Liesel Ekwueme",
    "Zofia Achternbusch",
    "Ελευθερία Παπαδημητρακοπούλου",
    "Kwabena Engelbrechtsen",
    "Nkechi Mwangola",
    "Wolfgang-Thaddäus Freudenberger-Szczepankiewicz",
    "Oisín Przybylski",
    "Amara Drummelsmith",
    "Jorunn Zlatopolski",
    "Mirko Birkeland",
    "Sören Hohenstaedt",
    "Chiamaka Zubizarreta",
    "Tomasz Ilunga",
    "Elin Castellanos",
    "Kaveh Oyelaran",
    "Valentin Wyrzykowska",
    "Mehmet Lysenkova",
    "Aylin Okonjola",
    "Lucjan Sarpong",
    "Hedda Thorbjornsen",
    "Emeka Gjesdal",
    "Leocadia Iwuchukwu",
    "Anselm Halloran",
]

HEADLINES = [
    "ML engineer, parcel routing, 4 years",
    "ML engineer, energy trading, 6 years",
    "Software engineer, recommendation, 5 years",
    "Data scientist, retail banking, 3 years",
    "MLOps engineer, insurance, 4 years",
]
PLACES = ["Berlin", "Trondheim", "Utrecht", "Gdańsk", "Porto", "Graz"]
SOURCES = ["Careers page", "Referral", "Sourced", "Careers page"]
REASONS_TO_ADVANCE = [
    "Named the system, the load and what failed; both interviewers heard the same figures.",
    "Evidence of upkeep over two years. The gap in tests was named without being asked.",
    "Above the bar on every must-have. Cost was thin, and is asked again in the next step.",
]
REASON_TO_HIRE = (
    "Runs one system from data to on-call, with figures that two of us checked. Fairness was the thinnest answer: "
    "the first project has a slice report in it."
)
WORDS_TO_REJECT = [
    "Three systems are named, none of them reached users, and the handover went to another team.",
    "Strong modelling; no release, no monitoring and no incident in six years.",
]

NOT_ASSESSED = "We spent longer on the question before, then ran out of time."
WHERE_A_FLAG_SHOWED = "Second question, and again when asked for an example."

FRAUD_ROLE = """\
## What will be different after 90 days

Every card payment gets a fraud score in **under 100 ms at the 95th percentile** (today 140 ms), judged by the head of
payments risk on the live dashboard. In the first 30 days you move one of four models to the new serving path.

If the latency target proves wrong for approvals, we change the target together and in writing.

## The work

Scoring on tables and events: 1,400 requests a second at peak, 40 million rows a night. About 30 per cent training,
50 per cent deployment and upkeep, 20 per cent data. We do not do vision or language models.

| part | you |
|---|---|
| data pipeline | share |
| training | own |
| deployment | own |
| monitoring | own |

You approve releases together with the on-call engineer and may roll back alone. On-call is one week in six, paid.

## Environment

On request, managed Kubernetes, Python, Airflow, MLflow, Prometheus. Retraining weekly and on drift. Each decision is
kept for seven years for audit. Known pain: the nightly job takes five hours and must take two.

## What you bring

- you have released a model and kept it running
- you can show how you watched it
- you write code that others maintain
- equal evidence counts instead of a degree or a named tool

## What you find

Data access on the first day. Two data scientists, three backend engineers, one product manager. No feature store yet;
there is budget for one. EUR 85,000 to 105,000. Six steps in five weeks, an answer within five working days each time.
"""

PLATFORM_ROLE = """\
## What will be different after 90 days

Time from a merged model to live traffic falls from nine days to one, shown on the release board. In the first 30 days
one team releases through your pipeline.

## The work

Pipelines, serving and releases for four teams, twelve live models, 300 requests a second together. You own deployment
and monitoring, share the data pipelines, and do not train models.

## Environment

Batch nightly and on request; 200 ms at the 95th percentile. Kubernetes, Argo, MLflow, Grafana. Retraining monthly.
Audit logs are kept for two years. The platform team approves releases; you may roll back.
"""

FRAUD_SCOPE = {
    "serving": "real_time",
    "latency": 80,
    "throughput": 400,
    "rows_today": 2_000_000,
    "rows_in_two_years": 40_000_000,
    "retraining": "weekly",
    "duties": ["audit_log", "personal_data", "sector"],
    "clouds": ["aws"],
    "tools": "Airflow, MLflow, Kubernetes",
    "colleagues": ["data", "software", "product"],
}
PLATFORM_SCOPE = {
    "serving": "both",
    "latency": 250,
    "throughput": 2000,
    "rows_today": 500_000_000,
    "rows_in_two_years": 3_000_000_000,
    "retraining": "daily",
    "duties": ["audit_log"],
    "clouds": ["aws", "own"],
    "tools": "Kubernetes, Argo, Feast, Prometheus",
    "colleagues": ["ml", "data", "software"],
}
ASSISTANT_SCOPE = {"serving": "real_time", "clouds": ["azure"], "colleagues": ["software"]}
SCOPES = {
    "Senior ML engineer, payment fraud": (FRAUD_SCOPE, ["breaking_under_load", "no_drift_tool"]),
    "ML platform engineer": (PLATFORM_SCOPE, ["operate_poc", "no_scalable_infrastructure", "manual_work", "remote"]),
    "AI engineer, support assistant": (ASSISTANT_SCOPE, ["integrate_model", "revenue_critical"]),
}

ASSISTANT_ROLE = """\
## What we want to build

A support assistant on our own help pages. We want to use AI. You will find out what to build.
"""

WHY_FULL_TIME = (
    "Fraud scoring is what we sell and it never ends; the card data stay with us. We can wait the months that it takes."
)
CHURN_ROLE = """\
## What we want

The churn model of 2024 reached 87 % accuracy and was never shipped. Find out why nobody used it, then make it useful.

## What you find

Contracts in one system, support tickets in another. A notebook, and its author, who moved to another team.
"""
