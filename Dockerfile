# One image for web and worker; the command tells which.
FROM node:24-slim AS build
WORKDIR /swyft
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production PORT=3000
WORKDIR /swyft
COPY --from=build /swyft/package.json ./
COPY --from=build /swyft/node_modules ./node_modules
COPY --from=build /swyft/build ./build
COPY --from=build /swyft/app ./app
# The newest migration's name is what /readyz compares the database with.
COPY --from=build /swyft/supabase/migrations ./supabase/migrations
COPY --from=build /swyft/NOTICE ./
USER node
EXPOSE 3000
CMD ["node", "app/server/main.ts"]
