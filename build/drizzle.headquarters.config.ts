import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./main/headquarters/hq-schema.ts', './main/headquarters/hq-accounts-schema.ts', './main/headquarters/figures-schema.ts'],
  out: './main/headquarters/migrations',
  schemaFilter: ['hq'],
});
