# The image of Cachefork: the node plugin and the controller, which one to be says the first argument.
#   docker buildx build --platform linux/amd64,linux/arm64 .
# What builds needs an npm; what runs is a Debian with the Node that package-lock.json pins.
ARG BUILD_IMAGE=docker.io/library/node:24-bookworm-slim
ARG BASE_IMAGE=docker.io/library/debian:bookworm-slim

FROM --platform=$BUILDPLATFORM ${BUILD_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json LICENSE ./
# The file of the authorities to trust besides, where the way to npm's registry leads through somebody's proxy.
ARG NODE_EXTRA_CA_CERTS
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY csi-proto csi-proto
COPY tools tools
COPY src src
RUN npm run build
# What is native comes from the packages for the machine that the image is for, at the versions installed here, if they are as pinned.
ARG TARGETARCH
RUN set -e; \
    case "${TARGETARCH:-amd64}" in amd64) cpu=x64 ;; *) cpu="$TARGETARCH" ;; esac; \
    mkdir -p /app/node_modules/@koromix; \
    fetch() { node tools/native-package.ts "$1-linux-$cpu" "$(node -p "require('./node_modules/$2/package.json').version")" "$3"; }; \
    fetch node node /native/node; \
    fetch @koromix/koffi koffi "/app/node_modules/@koromix/koffi-linux-$cpu"; \
    rm -rf "/app/node_modules/@koromix/koffi-linux-$cpu"/musl_*; \
    cp -r node_modules/koffi /app/node_modules/koffi; \
    rm -rf /app/node_modules/koffi/doc /app/node_modules/koffi/vendor /app/node_modules/koffi/CHANGELOG.md; \
    cp -r package.json LICENSE dist /app/; \
    printf '#!/bin/sh\nexec /usr/local/bin/node /app/dist/cachefork.js "$@"\n' >/app/cachefork; \
    chmod 755 /app/cachefork

FROM ${BASE_IMAGE}
RUN apt-get update \
 && apt-get install -y --no-install-recommends tar zstd \
 && rm -rf /var/lib/apt/lists/* /var/log/*
COPY --from=build /native/node/bin/node /usr/local/bin/node
COPY --from=build /app /app
RUN ln -s /app/cachefork /usr/local/bin/cachefork
LABEL org.opencontainers.image.title=cachefork \
      org.opencontainers.image.description="A Kubernetes CSI driver that forks and merges build caches" \
      org.opencontainers.image.licenses=Apache-2.0
ENTRYPOINT ["/usr/local/bin/node", "/app/dist/cachefork-node.js"]
