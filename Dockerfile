# One image for web, workers and sweeper. Nothing in it runs as root, nothing in it is written to at run time but
# /var/lib/desk and /tmp. Which of its programs to look after how is said in compose.yaml.
FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements/scale.txt requirements/scale.txt
RUN python -m venv /app/.venv \
 && /app/.venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements/scale.txt
COPY manage.py ./
COPY annotator annotator
COPY claims claims
COPY templates templates
COPY fixtures fixtures
# A style sheet's name carries its digest, so they are collected and compressed once, here. Modules are compiled here
# too: at run time nothing can be kept beside them.
RUN DEBUG=0 SECRET_KEY=only-for-collecting-static-files-in-the-build VAR_DIR=/app/var \
    /app/.venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
 && /app/.venv/bin/python -m compileall -q annotator claims

FROM python:3.13-slim
RUN useradd --system --uid 10001 --user-group --home-dir /var/lib/desk --no-create-home desk \
 && install --directory --owner desk --group desk --mode 700 /var/lib/desk
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    VAR_DIR=/var/lib/desk STATIC_ROOT=/app/var/static
USER desk
VOLUME /var/lib/desk
EXPOSE 8000
CMD ["granian", "annotator.wsgi:application", "--interface", "wsgi", "--http", "1", "--no-ws", \
     "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "8", \
     "--respawn-failed-workers", "--workers-kill-timeout", "10", \
     "--http1-buffer-size", "65536", "--http1-header-read-timeout", "10000"]
