"""Adverts of both kinds: what the articles warn of, and what they ask for. Names and figures are made up."""

BAD = """\
We look for a passionate Python ninja (he lives and breathes data) with 5+ years of experience and a PhD.

Requirements:
- Bachelor's degree
- collect and analyse data
- identify trends
- build predictive models in Jupyter notebooks
- present findings to stakeholders
- data pipelines and ETL
- train models
- APIs
- computer vision, NLP and forecasting
- object detection

After 90 days: deploy the model.
"""

GOOD = """\
After 90 days every card payment has a fraud score in under 100 ms at the 95th percentile (today 140 ms), shown on the
live dashboard. In the first 30 days you move one of four models to the new serving path: it is your first project.

You own deployment and monitoring with Docker, Kubernetes and MLflow, retrain on drift, and are on call one week in six.
Two data scientists build the models, data engineers own the pipelines.

What you bring:
- you have released a model and kept it running
- you write code that others maintain
- no degree is needed
"""

DATA_SCIENCE = (
    "You collect and analyse data, identify trends, build predictive models in Jupyter notebooks with pandas, "
    "and turn what you see into insights for the head of sales."
)
ASSISTANT = (
    "You integrate LLMs into our product: prompts, retrieval augmented generation with a vector database, "
    "OpenAI and LangChain, authentication, and a response time that users accept."
)
PLATFORM = (
    "You build the ML platform for four teams: CI/CD for models, a model registry, Terraform, GPU clusters, "
    "Kubernetes, canary releases, service levels and on-call. You do not train models."
)
