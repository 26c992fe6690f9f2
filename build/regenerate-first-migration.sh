#!/usr/bin/env bash
# Before the first release only: makes the first migration anew from the schemas, so that it stays one readable file.
set -euo pipefail
cd "$(dirname "$0")/.."
custom=$(mktemp -d)
cp main/database/migrations/*_custom_*.sql "$custom"/ 2>/dev/null || true
rm -rf main/database/migrations
npx drizzle-kit generate --config build/drizzle.config.ts --name first
for file in "$custom"/*.sql; do
  [ -e "$file" ] || continue
  name=$(basename "$file" .sql | sed 's/^[0-9]*_//')
  npx drizzle-kit generate --config build/drizzle.config.ts --custom --name "$name"
  cp "$file" "$(ls main/database/migrations/*_"$name".sql)"
done
rm -rf "$custom"
