import { ORPCError } from '@orpc/contract';
import { isLineLost } from './branch-connection.ts';

type Translate = (key: string, values?: Record<string, unknown>) => string;
interface Reader { language: string; timeZone: string | null; codes: object }

/** Data whose values are words of the service and need the reader's words. */
const wordGroups: Record<string, string> = { state: 'state', change: 'change', roles: 'role', fields: 'field', field: 'field', bases: 'basis', nextStep: 'step' };

/**
 * The sentence for an error: by code and data for a refusal, own words for a lost line, and for everything else a
 * sentence without technical text, since no user reads a stack trace.
 */
export function describeError(error: unknown, t: Translate, reader: Reader): string {
  if (isLineLost(error)) return t('LINE_LOST');
  if (!(error instanceof ORPCError)) return t('UNKNOWN');
  if (error.code === 'BAD_REQUEST') return t('BAD_REQUEST');
  if (!(error.code in reader.codes)) return t('UNKNOWN');
  return t(error.code, wordsOf(error.data, t, reader));
}

function wordsOf(data: unknown, t: Translate, { language, timeZone }: Reader): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  if (typeof data !== 'object' || data === null) return values;
  for (const [name, value] of Object.entries(data)) {
    const group = wordGroups[name];
    const inWords = (word: unknown) => group ? t(`word.${group}.${String(word)}`) : String(word);
    if (name === 'reason') values['context'] = value;
    else if (name.endsWith('At') && typeof value === 'number') {
      values[name] = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: timeZone ?? undefined }).format(value);
    } else if (name === 'retryAfterSeconds' && typeof value === 'number') values['count'] = Math.max(1, Math.ceil(value / 60));
    else if (Array.isArray(value)) values[name] = value.map(inWords).join(t('listSeparator'));
    else values[name] = group ? inWords(value) : value;
  }
  return values;
}
