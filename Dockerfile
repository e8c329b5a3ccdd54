# docker build --target production -t cruddur-backend .   (docker compose builds `development`)

FROM node:24-bookworm-slim AS base
WORKDIR /app
EXPOSE 4567
# The slim image has no curl. While the service is not started yet, or is shutting down, this fails: no traffic then.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "require('node:http').get({ host: '127.0.0.1', port: process.env.PORT || 4567, path: '/health/ready' }, (answer) => process.exit(answer.statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]

# What npm ci needs and nothing else: the packages are installed again only when one of these changes.
FROM base AS manifests
RUN chown 1000:1000 /app
# The image's user `node`, by number: Kubernetes' runAsNonRoot takes nobody's word for a name.
USER 1000:1000
COPY --chown=1000:1000 package.json package-lock.json .npmrc ./

FROM manifests AS development
ENV NODE_ENV=development
RUN --mount=type=cache,target=/home/node/.npm,uid=1000,gid=1000 npm ci
COPY --chown=1000:1000 . .
RUN node console/build.js --strict
EXPOSE 4568
# Node itself is process 1, so that SIGTERM reaches the CLI, which hands it on to the service and leaves with it.
CMD ["node", "node_modules/@nestjs/cli/bin/nest.js", "start", "--watch", "--no-shell"]

FROM development AS build
RUN npm run build

# What is optional is the console's store, 70 MB of native code: with CONSOLE=on it keeps its spans in memory instead.
FROM manifests AS production-packages
RUN --mount=type=cache,target=/home/node/.npm,uid=1000,gid=1000 \
  npm ci --omit=dev --omit=optional && rm -rf node_modules/.bin

# Code and packages belong to root: the service can read them and write nothing but what is mounted for it.
FROM base AS production
ENV NODE_ENV=production NODE_COMPILE_CACHE=/home/node/.compile-cache
COPY package.json ./
COPY --from=production-packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/console/dist ./console/dist
COPY console/queries ./console/queries
USER 1000:1000
# Starts the service once, until it listens, so that its compiled code is in the image: Node keeps it for the same user
# and version only, reads it from a read-only file system, and goes on without it anywhere else.
RUN HOST=127.0.0.1 PORT=0 node -e "import('/app/dist/main.js').then(() => process.kill(process.pid, 'SIGTERM'))"
CMD ["node", "dist/main.js"]
