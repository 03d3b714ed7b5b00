# syntax=docker/dockerfile:1
# Builds Countersign as one file and puts it beside Node, and nothing else. Run it with a read-only root file system: it writes
# to /data (SQLite only) and /tmp. Secrets come by the environment at the start; no layer holds any.

FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
# Nothing of it needs a script to be installed: the native parts come built.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY tsconfig.json ./
COPY deploy/bundle.ts deploy/
COPY migrations migrations
COPY src src
COPY adapters adapters
RUN node deploy/bundle.ts /build/dist

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Countersign" \
      org.opencontainers.image.description="Approvals in Slack and Microsoft Teams, with a way out of every deadlock" \
      org.opencontainers.image.version="0.1.0"
COPY --from=build /build/dist /opt/countersign
RUN ln -s /opt/countersign/adapters/bundle/countersign.mjs /usr/local/bin/countersign \
    && install -d -o 1000 -g 1000 -m 700 /data
# One of the packages asks for a module that Node wants to retire; that is nothing an operator could mend.
ENV NODE_ENV=production \
    NODE_OPTIONS=--disable-warning=DEP0040 \
    DATABASE_URL=sqlite:/data/countersign.db \
    COUNTERSIGN_CONFIG=/etc/countersign/countersign.yaml
# By number, so that Kubernetes can see that it is not root.
USER 1000:1000
WORKDIR /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["countersign"]
CMD ["start"]
