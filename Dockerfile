# Debian, not Alpine: the embedded PostgreSQL is built for glibc.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The image brings Node itself, so the copy that npm installs for machines with an older one can go.
RUN npm ci --omit=dev --ignore-scripts \
  && rm -rf node_modules/node-linux-* node_modules/.bin/node
COPY bin bin
COPY migrations migrations
COPY src src
COPY templates templates
COPY demo demo
RUN node bin/build.js

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app /app
RUN mkdir /data && chown node:node /data
# The embedded PostgreSQL refuses root, and wants a user with an entry in /etc/passwd.
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=4s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# A stop drains for up to 20 seconds: give "docker stop" 30.
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "--max-semi-space-size=4", "bin/paperround.js"]
CMD ["serve"]
