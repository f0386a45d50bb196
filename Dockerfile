# One image for both programs, web and worker. Nothing in it runs as root, nothing in it is written to at run time
# but /var/lib/desk.
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
# A style sheet's name carries its digest, so they are collected once, here.
RUN DEBUG=0 SECRET_KEY=only-for-collecting-static-files-in-the-build LOCAL_HTTP=1 VAR_DIR=/app/var \
    /app/.venv/bin/python manage.py collectstatic --no-input --verbosity 0

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/desk --create-home desk
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    VAR_DIR=/var/lib/desk STATIC_ROOT=/app/var/static
USER desk
VOLUME /var/lib/desk
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["granian", "annotator.wsgi:application", "--interface", "wsgi", "--http", "1", "--no-ws", \
     "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "8", \
     "--http1-buffer-size", "65536", "--http1-header-read-timeout", "10000"]
