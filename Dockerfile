# One image for web, worker, beat and the commands; docker-compose.yml says which of them a container is.

FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements.txt ./
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt
COPY manage.py ./
COPY hiring ./hiring
COPY rubrics ./rubrics
COPY candidates ./candidates
COPY assessments ./assessments
COPY templates ./templates
COPY static ./static
# The folder comes first: settings name files by their content only where there is one. The data folder of this step
# would hold a secret key, so it goes with the step.
RUN mkdir staticfiles \
 && PLUMBLINE_DATA=/tmp/build /venv/bin/python manage.py collectstatic --noinput --verbosity=0 \
 && rm -r /tmp/build

FROM python:3.11-slim-bookworm
# WeasyPrint draws text with Pango and cuts fonts with HarfBuzz; Noto prints names in every script.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
    fonts-noto-core fonts-noto-cjk libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/*
RUN groupadd --system --gid 10001 plumbline \
 && useradd --system --uid 10001 --gid 10001 --home-dir /data --shell /usr/sbin/nologin plumbline \
 && install --directory --owner=plumbline --group=plumbline --mode=0700 /data
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PLUMBLINE_DATA=/data
WORKDIR /app
USER 10001:10001
VOLUME /data
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "--config=python:hiring.webserver", "--preload", "hiring.wsgi"]
