import { createHash } from 'node:crypto';
import order from './migrations/meta/_journal.json' with { type: 'json' };

/** One step of the schema, as drizzle-kit wrote it. */
export interface Migration {
  tag: string;
  statements: string[];
  /** SHA-256 of the text, the same on every system */
  hash: string;
}

/** Makes a migration of drizzle-kit's text. */
export function migrationOf(tag: string, text: string): Migration {
  // A checkout on Windows may have turned the line ends.
  const normal = text.replaceAll('\r\n', '\n');
  return {
    tag,
    statements: normal.split('--> statement-breakpoint').map(statement => statement.trim()).filter(statement => statement !== ''),
    hash: createHash('sha256').update(normal).digest('hex'),
  };
}

const texts = import.meta.glob<string>('./migrations/*.sql', { query: '?raw', import: 'default', eager: true });

/** All migrations of this program, in order, embedded when it was built. */
export const migrations: readonly Migration[] = order.entries.map(({ tag }) => {
  const text = texts[`./migrations/${tag}.sql`];
  if (text === undefined) throw new Error(`the migration ${tag} is listed but its file is missing`);
  return migrationOf(tag, text);
});
