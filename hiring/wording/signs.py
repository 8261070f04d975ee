"""The words by which roles, specialisms and teams are known: tables, nothing else.

The roles come from the table of roles, duties and tools of Arora (2026), with the duties of the ML engineer that
Padmani (2026) and AI Expert Network add, and the five specialties of the seven-step guide. A duty gives two points and
a tool one: tools are shared, duties tell. A sign counts once, however often its words stand in a text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hiring.wording.reading import split_phrases

DUTY, TOOL = 2, 1


class RoleType(StrEnum):
    """Roles that adverts mix up. All but the last are role types of the library too."""

    DATA_SCIENTIST = "data_scientist"
    ML_ENGINEER = "ml_engineer"
    AI_ENGINEER = "ai_engineer"
    MLOPS_ENGINEER = "mlops_engineer"


ROLE_NAMES: Mapping[RoleType, str] = {
    RoleType.DATA_SCIENTIST: "data scientist",
    RoleType.ML_ENGINEER: "ML engineer",
    RoleType.AI_ENGINEER: "AI engineer",
    RoleType.MLOPS_ENGINEER: "MLOps engineer",
}
FOCUS: Mapping[RoleType, str] = {
    RoleType.DATA_SCIENTIST: "analyses data and experiments with models",
    RoleType.ML_ENGINEER: "deploys and scales ML systems",
    RoleType.AI_ENGINEER: "builds applications on existing models",
    RoleType.MLOPS_ENGINEER: "runs the platform that others release models on",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """A duty or a tool, the points that it gives to roles, and the phrases that name it."""

    id: str
    label: str
    points: Mapping[RoleType, int]
    phrases: tuple[str, ...]


def _sign(name: str, label: str, phrases: str, *, ds: int = 0, ml: int = 0, ai: int = 0, ops: int = 0) -> Sign:
    given = zip(RoleType, (ds, ml, ai, ops), strict=True)
    return Sign(name, label, {role: points for role, points in given if points}, split_phrases(phrases))


ROLE_SIGNS: tuple[Sign, ...] = (
    # data scientist
    _sign(
        "data.analysis",
        "collects and analyses data",
        """analyse data; analyze data; analysing data; analyzing data; analysis of data; data analysis; analyse large;
        analyze large; exploratory analysis; exploratory data analysis; explore data; exploring data; identify trends;
        identifying trends; identify patterns; find patterns; statistical analysis; statistical analyses; mine data""",
        ds=DUTY,
    ),
    _sign(
        "data.insight",
        "turns data into insight for decisions",
        """insight*; business questions; present findings; presenting findings; present results; data storytelling;
        visualise data; visualize data; data visualization; data visualisation; report to management; ad hoc analys*""",
        ds=DUTY,
    ),
    _sign(
        "data.modelling",
        "builds predictive models and tests algorithms",
        """predictive model*; statistical model*; build models; building models; test algorithms; testing algorithms;
        prototype models; prototype algorithms; proof of concept; proofs of concept; experiment with; model selection;
        compare models; hypothesis test*; hypotheses; causal inference; a/b test*; design experiments; improve accuracy;
        model accuracy""",
        ds=DUTY,
    ),
    _sign(
        "data.evaluation",
        "judges models by metrics on past data",
        """roc auc; precision and recall; precision recall; f1 score; cross validation; evaluation metrics;
        historical data; historical datasets""",
        ds=DUTY,
    ),
    _sign(
        "data.features",
        "prepares training data and features",
        "feature engineering; create features; engineer features; prepare training data; label data; labelling data",
        ds=TOOL,
        ml=TOOL,
    ),
    _sign("tool.notebooks", "notebooks", "jupyter*; notebook*; colab; rstudio; r studio", ds=TOOL),
    _sign("tool.tables", "data tools", "pandas; numpy; matplotlib; seaborn; sas; spss; stata; r or python", ds=TOOL),
    _sign("tool.bi", "business intelligence tools", "tableau; power bi; looker; excel", ds=TOOL),
    _sign(
        "tool.frameworks",
        "ML frameworks",
        "tensorflow; pytorch; scikit learn; sklearn; keras; xgboost",
        ds=TOOL,
        ml=TOOL,
    ),
    # ML engineer
    _sign(
        "ml.pipelines",
        "builds data and training pipelines",
        """ml pipeline*; machine learning pipeline*; training pipeline*; feature pipeline*; data pipeline*; pipelines;
        model pipeline*; data ingestion; batch jobs; streaming""",
        ml=DUTY,
        ops=TOOL,
    ),
    _sign(
        "ml.deployment",
        "brings models into production",
        """deploy model*; deploys model*; deploying model*; deployed model*; deploy ml; deploying ml; deploy machine*;
        deploying machine*; model deployment; deployment of model*; models to production; models into production;
        models in production; model to production; model into production; put models; putting models; ship models;
        shipping models; production model*; productioni*; released a model; release models; releases models;
        live models; production ml; ml in production; own deployment""",
        ml=DUTY,
        ops=DUTY,
    ),
    _sign(
        "ml.automation",
        "automates training and retraining",
        "automate training; automated training; automating training; retrain*; training workflow*; scheduled training",
        ml=DUTY,
        ops=TOOL,
    ),
    _sign(
        "ml.serving",
        "serves predictions at the load and latency that is needed",
        """model serving; serve models; serving models; serves models; serving path; inference; latency; throughput;
        grpc; prediction service*; real time scoring; real time prediction*; requests a second; requests per second""",
        ml=DUTY,
        ops=TOOL,
    ),
    _sign(
        "ml.monitoring",
        "watches models and data",
        """monitor*; drift; watch models; watches models; watching models; model performance; performance of models;
        alerting""",
        ml=DUTY,
        ops=DUTY,
    ),
    _sign(
        "ml.features",
        "keeps features the same in training and serving",
        "feature store*; training serving skew",
        ml=DUTY,
    ),
    _sign(
        "ml.optimisation",
        "makes inference faster and cheaper",
        "quantiz*; quantis*; batching; distillation; optimise inference; optimize inference; scale inference; "
        "autoscal*",
        ml=DUTY,
        ops=TOOL,
    ),
    _sign(
        "tool.serving",
        "serving tools",
        "torchserve; tensorflow serving; bentoml; triton; kserve; fastapi; ray serve",
        ml=TOOL,
    ),
    _sign("tool.orchestration", "orchestration", "airflow; prefect; dagster; kubeflow; mlflow", ml=TOOL, ops=TOOL),
    _sign("tool.containers", "containers", "docker; kubernetes; containeri*; k8s", ml=TOOL, ops=TOOL),
    _sign(
        "tool.cloud",
        "cloud platforms",
        "aws; azure; gcp; google cloud; sagemaker; vertex ai; databricks",
        ml=TOOL,
        ops=TOOL,
    ),
    # MLOps engineer
    _sign(
        "ops.platform",
        "builds the platform for other teams",
        """ml platform; machine learning platform; mlops platform; self service; internal platform; platform for;
        developer experience; golden path*; several teams; other teams release; pipeline for teams; for four teams;
        for three teams; for all teams""",
        ops=DUTY,
    ),
    _sign(
        "ops.release",
        "builds the way models are released",
        """ci/cd; continuous integration; continuous delivery; continuous deployment; deployment pipeline*;
        release pipeline*; canary; blue green; rolling update*; argo; argocd; github actions; gitlab ci; jenkins""",
        ops=DUTY,
        ml=TOOL,
    ),
    _sign(
        "ops.infrastructure",
        "runs clusters and infrastructure as code",
        "infrastructure as code; terraform; pulumi; ansible; helm; gpu cluster*; manage clusters; cluster "
        "administration",
        ops=DUTY,
    ),
    _sign(
        "ops.reliability",
        "keeps systems running",
        """on call; incident*; service level*; slo; slos; uptime; site reliability; runbook*; roll back; rollback*;
        disaster recovery""",
        ops=DUTY,
        ml=TOOL,
    ),
    _sign(
        "ops.registry",
        "keeps models and their lineage",
        "model registry; model versioning; version models; versioning of models; lineage; model lifecycle; experiment "
        "tracking",
        ops=DUTY,
        ml=TOOL,
    ),
    _sign(
        "tool.observability", "observability tools", "prometheus; grafana; datadog; opentelemetry", ml=TOOL, ops=TOOL
    ),
    # AI engineer
    _sign(
        "ai.integration",
        "builds AI into applications",
        """integrate ai; integrating ai; integrate models; integrating models; integrate llm*; integrating llm*;
        ai features; ai feature; ai powered; ai into; ai application*; ai functionalit*; intelligent application*;
        backend integration; ai assistant; support assistant; chatbot*; copilot*""",
        ai=DUTY,
    ),
    _sign(
        "ai.language_models",
        "works with language models",
        """llm; llms; large language model*; prompt*; generative ai; genai; gen ai; ai agent*; agentic;
        fine tune llms; gpt; claude; gemini""",
        ai=DUTY,
    ),
    _sign(
        "ai.retrieval",
        "connects models with documents",
        "rag; retrieval augmented; embeddings; vector database*; vector store*; semantic search",
        ai=DUTY,
    ),
    _sign(
        "ai.product",
        "fits answers into the product",
        "user experience; product flow; product feature*; user facing; response time; streaming answers; guardrails",
        ai=DUTY,
    ),
    _sign(
        "ai.security", "secures calls between services", "authenticat*; oauth; communication between services", ai=TOOL
    ),
    _sign("ai.workflows", "builds AI workflows", "ai workflow*; workflow automation; ai automation", ai=TOOL),
    _sign("tool.model_apis", "model APIs", "openai; anthropic; bedrock; azure openai; cloud ai services", ai=TOOL),
    _sign(
        "tool.chains", "frameworks for language models", "langchain; llamaindex; semantic kernel; hugging face", ai=TOOL
    ),
)


@dataclass(frozen=True, slots=True)
class Specialism:
    """``key`` is that of the library. Specialisms of one family often are one person's work."""

    key: str
    name: str
    family: str
    phrases: tuple[str, ...]


SPECIALISMS: tuple[Specialism, ...] = (
    Specialism(
        "nlp_llm",
        "NLP and language models",
        "language",
        split_phrases(
            """nlp; natural language; text classification; named entit*; language model*; llm; llms; transformers;
            sentiment; machine translation; speech; question answering; document understanding; information
            extraction; semantic search; text mining; tokeni*"""
        ),
    ),
    Specialism(
        "computer_vision",
        "computer vision",
        "vision",
        split_phrases(
            """computer vision; machine vision; vision model*; image recognition; image classification; image data;
            images and; image processing; image segmentation; object detection; video; videos; ocr; cameras;
            camera; opencv; yolo; convolutional; medical imag*; lidar; visual inspection"""
        ),
    ),
    Specialism(
        "predictive",
        "predictive modelling",
        "prediction",
        split_phrases(
            """predictive; forecast*; churn; scoring; score; scores; fraud; risk model*; credit risk; demand; time
            series; regression; tabular; tables and events; propensity; recommendation*; recommender*; ranking;
            anomaly detection; xgboost; lightgbm; gradient boost*; dynamic pricing; personali*"""
        ),
    ),
    Specialism(
        "generative_ai",
        "generative AI",
        "language",
        split_phrases(
            """generative; genai; gen ai; llm; llms; large language model*; rag; retrieval augmented; prompt;
            prompts; prompting; chatbot*; diffusion model*; text to image; ai agent*; agentic; fine tun*; gpt;
            copilot*; assistant"""
        ),
    ),
    Specialism(
        "ml_infrastructure",
        "ML infrastructure and MLOps",
        "infrastructure",
        split_phrases(
            """mlops; ml ops; ml platform; ml infrastructure; machine learning platform; model registry; feature store*;
            kubernetes; ci/cd; terraform; model serving; deployment pipeline*; release pipeline*; pipelines; serving;
            monitoring"""
        ),
    ),
)


class Function(StrEnum):
    """The four kinds of people that a balanced ML team has (seven-step guide, structuring a scalable ML team)."""

    ML = "ml"
    DATA = "data"
    SOFTWARE = "software"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class TeamSigns:
    """How a text asks the reader for the work of a function, and how it names people who do it."""

    name: str
    asked: tuple[str, ...]
    mates: tuple[str, ...]


TEAM_SIGNS: Mapping[Function, TeamSigns] = {
    Function.ML: TeamSigns(
        "ML: models and their deployment",
        split_phrases(
            """train models; training models; train ml; build models; building models; model training; develop models;
            developing models; deploy models; deploying models; model deployment; machine learning models; ml models;
            predictive models; models in production; models to production; models into production; modelling; modeling;
            released a model; own training; training"""
        ),
        split_phrases(
            """data scientists; ml engineers; machine learning engineers; data science team; ml team; another ml
            engineer; machine learning team; ai team; research scientists; mlops engineers"""
        ),
    ),
    Function.DATA: TeamSigns(
        "data: pipelines and quality",
        split_phrases(
            """data pipeline*; etl; data quality; data ingestion; data warehouse*; data engineering; clean data;
            data cleaning; collect data; collecting data; label data; data collection; data lake*; data platform"""
        ),
        split_phrases(
            "data engineers; data engineer; data team; data engineering team; data platform team; analytics engineers"
        ),
    ),
    Function.SOFTWARE: TeamSigns(
        "software: applications and integration",
        split_phrases(
            """api; apis; backend; back end; frontend; front end; microservice*; software engineering; web service*;
            full stack; integrat*; infrastructure; devops; kubernetes"""
        ),
        split_phrases(
            """software engineers; software engineer; backend engineers; backend engineer; back end engineers;
            developers; software developers; platform team; platform engineers; devops engineers; devops team;
            engineering team; frontend engineers; site reliability engineers; product engineers"""
        ),
    ),
    Function.PRODUCT: TeamSigns(
        "product and domain: what it is for",
        split_phrases(
            """stakeholders; roadmap; requirements from; gather requirements; product strategy; ai strategy; strategy;
            use cases; business problems; business questions; product decisions; identify opportunities"""
        ),
        split_phrases(
            """product manager; product managers; product owner; product owners; product team; domain expert*;
            subject matter expert*; business analyst*; head of; designer; designers; risk team; compliance team;
            operations team; product and legal"""
        ),
    ),
}
