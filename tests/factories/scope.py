"""What a role's scope says, complete, and roles that have it by the real verb."""

from hiring.models import Environment, Role
from hiring.scope.verbs import describe_scope

ENVIRONMENT = {
    "serving": "real_time",
    "latency": 100,
    "throughput": 2000,
    "rows_today": 10_000,
    "rows_in_two_years": 10_000_000,
    "retraining": "weekly",
    "duties": ["audit_log"],
    "clouds": ["aws"],
    "tools": "Airflow, MLflow",
    "colleagues": ["data", "software"],
}
REASONS = ["ship_model"]


def put_scope(role: Role) -> None:
    """A complete scope straight into the table; the reason moves nothing in the small library."""
    Environment.objects.create(role=role, **ENVIRONMENT)
    role.reasons = REASONS
    role.save(update_fields=["reasons"])


def make_scope(role: Role, *, reasons: list[str] | None = None, **environment: object) -> Role:
    """Describe a draft's scope by its creator: complete unless said otherwise."""
    values = {**ENVIRONMENT, **environment}
    return describe_scope(role, actor=role.created_by, environment=values, reasons=reasons or REASONS)
