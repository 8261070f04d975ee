"""How the OpenAPI description is made."""

from drf_spectacular.openapi import AutoSchema


class ProblemSchema(AutoSchema):
    pass
