# unplot with every package pinned, Tesseract among them: a worker of a Docker pool, or a process worker in a container.
#   docker build -t unplot .
#   docker run --init --rm -v /srv/figures:/srv/unplot/data/raw:ro -v /srv/dataset:/srv/unplot/data/processed unplot \
#       unplot run data/raw --no-prefect
FROM python:3.11-slim-bookworm

ARG TESSERACT=5.3.0-2
ARG TESSERACT_ENG=1:4.1.0-2
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        tesseract-ocr=${TESSERACT} tesseract-ocr-eng=${TESSERACT_ENG} \
    && rm -rf /var/lib/apt/lists/*

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
    DO_NOT_TRACK=1 PREFECT_SERVER_ANALYTICS_ENABLED=false \
    UNPLOT_HOME=/srv/unplot
WORKDIR /usr/src/unplot
COPY . .
RUN pip install --constraint requirements.lock .

RUN useradd --create-home unplot && mkdir -p /srv/unplot/data/raw /srv/unplot/data/processed \
    && chown -R unplot /srv/unplot
USER unplot
WORKDIR /srv/unplot
CMD ["unplot", "--help"]
