import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: './main/!(headquarters)/*-schema.ts',
  out: './main/database/migrations',
});
