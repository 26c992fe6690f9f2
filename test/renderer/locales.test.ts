import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getTableName } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { syncedTables } from '../../main/branch/tables.ts';
import { fenceReasons } from '../../shared/console-branches.ts';
import { branchErrors } from '../../shared/errors.ts';
import { headquartersErrors } from '../../shared/headquarters-errors.ts';

const renderer = fileURLToPath(new URL('../../renderer', import.meta.url));
const locales = join(renderer, 'locales');
const namespaces = readdirSync(join(locales, 'zh-CN')).map(file => file.replace('.json', ''));

describe.each(namespaces)('the texts of %s', namespace => {
  test('are there in Chinese and in English', () => {
    expect([...textsOf('en', namespace).keys()].toSorted()).toEqual([...textsOf('zh-CN', namespace).keys()].toSorted());
  });

  test('are never empty', () => {
    for (const language of ['zh-CN', 'en']) {
      for (const [key, text] of textsOf(language, namespace)) expect(text.trim(), `${language} ${namespace}:${key}`).not.toBe('');
    }
  });

  test('name the same values in both languages', () => {
    const english = textsOf('en', namespace);
    for (const [key, chinese] of textsOf('zh-CN', namespace)) {
      expect(valuesIn(english.get(key) ?? ''), `${namespace}:${key}`).toEqual(valuesIn(chinese));
    }
  });

  test('are Chinese in the Chinese file', () => {
    const untranslated = [...textsOf('zh-CN', namespace)].filter(([key, text]) => !/\p{Script=Han}/u.test(withoutValues(text)) && !isTheSameEverywhere(namespace, key, text));
    expect(untranslated).toEqual([]);
  });
});

test('English has the namespaces that Chinese has', () => {
  expect(readdirSync(join(locales, 'en')).map(file => file.replace('.json', '')).toSorted()).toEqual(namespaces.toSorted());
});

const refusals = [['errors', branchErrors], ['headquartersErrors', headquartersErrors]] as const;

test.each(refusals)('every refusal in %s has words, and each of its reasons too', (namespace, errors) => {
  const texts = textsOf('zh-CN', namespace);
  const wanted = Object.entries(errors as Record<string, { data?: { shape: Record<string, unknown> } }>)
    .flatMap(([code, { data }]) => [code, ...reasonsOf(data).map(reason => `${code}_${reason}`)]);
  expect(wanted.filter(key => !texts.has(key))).toEqual([]);
});

test.each(refusals)('no words are kept in %s for refusals that no longer exist', (namespace, errors) => {
  const ownOfThePage = ['LINE_LOST', 'UNKNOWN', 'BAD_REQUEST', 'listSeparator'];
  const stale = [...textsOf('zh-CN', namespace).keys()]
    .filter(key => !key.startsWith('word.') && !ownOfThePage.includes(key))
    .filter(key => !(key in errors) && !([...Object.keys(errors)].some(code => key.startsWith(`${code}_`))));
  expect(stale).toEqual([]);
});

test('every table that goes to headquarters has a name of its own in words, and no name is kept for a table that does not', () => {
  for (const language of ['zh-CN', 'en']) {
    const names = textsOf(language, 'headquartersTables');
    expect([...names.keys()].toSorted()).toEqual(syncedTables.map(table => `name.${getTableName(table)}`).toSorted());
    expect(new Set(names.values()).size, 'two tables of one name are not told apart').toBe(names.size);
  }
});

test('every reason to fence an epoch has words', () => {
  expect(fenceReasons.filter(reason => !textsOf('zh-CN', 'headquarters').has(`fencedWhy.${reason}`))).toEqual([]);
});

test('every text a page asks for by name exists', () => {
  const missing: string[] = [];
  for (const { file, source } of sources()) {
    for (const { namespace, key } of askedFor(source)) {
      const texts = textsOf('zh-CN', namespace);
      if (!texts.has(key) && ![...texts.keys()].some(each => each.startsWith(`${key}_`))) missing.push(`${file}: ${namespace}:${key}`);
    }
  }
  expect(missing).toEqual([]);
});

test('no text is left that no page uses', () => {
  const everything = sources().map(each => each.source).join('\n');
  const unused = namespaces.filter(each => !refusals.some(([own]) => own === each)).flatMap(namespace => [...textsOf('zh-CN', namespace).keys()]
    .filter(key => !isUsed(key, everything))
    .map(key => `${namespace}:${key}`));
  expect(unused).toEqual([]);
});

function textsOf(language: string, namespace: string): Map<string, string> {
  return new Map(flatten(JSON.parse(readFileSync(join(locales, language, `${namespace}.json`), 'utf8')) as object));
}

function flatten(texts: object, before = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) => typeof value === 'string' ? [[before + key, value] as [string, string]] : flatten(value as object, `${before}${key}.`));
}

function valuesIn(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').toSorted();
}

function withoutValues(text: string): string {
  return text.replaceAll(/\{\{\w+\}\}/g, '');
}

/** Signs, formats and abbreviations that no language translates. */
function isTheSameEverywhere(_namespace: string, _key: string, text: string): boolean {
  return !/[A-Za-z]{2}/.test(withoutValues(text).replaceAll(/\b(PIN|UTF-\d+|GB18030|CSV|xlsx|QR|Enter|Ctrl|Alt|Shift|Esc|Tab|F\d+|English)\b/g, ''));
}

/** The alternatives of a data schema's `reason`. */
function reasonsOf(data: { shape: Record<string, unknown> } | undefined): string[] {
  const reason = data?.shape['reason'] as { options?: string[] } | undefined;
  return reason?.options ?? [];
}

function sources(): { file: string; source: string }[] {
  return readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.tsx?$/.test(file))
    .map(file => ({ file, source: readFileSync(join(renderer, file), 'utf8') }));
}

/** `const { t: words } = useTranslation('errors')` and every `words('key')` below it, as far as plain text tells. */
function askedFor(source: string): { namespace: string; key: string }[] {
  const found: { namespace: string; key: string }[] = [];
  const translators = [...source.matchAll(/const \{[^}]*?\bt(?:: (\w+))?\b[^}]*\} = useTranslation\((?:'([\w-]+)')?\)/g)]
    .map(([, name = 't', namespace = 'app']) => ({ name, namespace }));
  const names = new Set(translators.map(each => each.name));
  for (const name of names) {
    const spaces = new Set(translators.filter(each => each.name === name).map(each => each.namespace));
    // One name for two namespaces in one file: which is meant where, plain text does not tell.
    if (spaces.size !== 1) continue;
    for (const [, key = ''] of source.matchAll(new RegExp(`(?<![\\w.])${name}\\('([^'$]+)'`, 'g'))) {
      const [space, rest] = key.includes(':') ? key.split(':') as [string, string] : [[...spaces][0] ?? 'app', key];
      found.push({ namespace: space, key: rest });
    }
  }
  return found;
}

/** A key is used when it stands in quotes, or when a template builds it from its beginning. */
function isUsed(key: string, everything: string): boolean {
  const plain = key.replace(/_(one|other|zero)$/, '');
  if ([`'${plain}'`, `:${plain}'`, `"${plain}"`].some(each => everything.includes(each))) return true;
  return plain.split('.').some((_part, index, parts) => index > 0 && everything.includes(`${parts.slice(0, index).join('.')}.\${`))
    || /_\w+$/.test(plain) && isUsed(plain.replace(/_\w+$/, ''), everything);
}
