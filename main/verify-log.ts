import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { readCheckpoint, readStateText, type TreeState } from './access-log/checkpoint.ts';
import { reportOf, usage, type ReportLanguage, wordsForNotALog } from './access-log/verify-report.ts';
import type { Elsewhere } from './access-log/verify-log.ts';
import { NotALog, runsOfLines, verifyRuns } from './access-log/verify-stream.ts';
import { lineThreads } from './access-log/verify-threads.ts';

// Entry of the standalone verifier: reads one exported log, needs no database and no branch.
// Ends with 0 when nothing speaks against the log, 1 when something does, 2 when there is no log to read.

const blockBytes = 1024 * 1024;
/** Starting threads takes longer than checking less than this. */
const worthThreadsBytes = 8 * 1024 * 1024;

const options = {
  checkpoint: { type: 'string', multiple: true, default: [] as string[] },
  key: { type: 'string' },
  'witness-key': { type: 'string', multiple: true, default: [] as string[] },
  json: { type: 'boolean', default: false },
  language: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

class BadOption extends Error {}

process.exitCode = await run();

async function run(): Promise<number> {
  let language: ReportLanguage = Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh') ? 'zh-CN' : 'en';
  try {
    const { values, positionals: [file, ...others] } = parseArgs({ options, allowPositionals: true });
    if (values.language === 'zh-CN' || values.language === 'en') language = values.language;
    else if (values.language !== undefined) throw new BadOption('--language');
    if (values.help || file === undefined || others.length > 0) {
      process.stdout.write(usage[language]);
      return values.help ? 0 : 2;
    }
    const elsewhere = await readElsewhere(values);
    const result = await verifyFile(file, elsewhere);
    process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : reportOf(result, language));
    const verdicts = [result.unchanged, result.complete, result.witnessed.verdict, result.clock];
    return verdicts.includes('fail') ? 1 : 0;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!(error instanceof NotALog || error instanceof BadOption) && !code) throw error;
    const reason = error instanceof BadOption || code.startsWith('ERR_PARSE_ARGS') ? 'option' : error instanceof NotALog ? 'notALog' : 'unreadable';
    process.stderr.write(wordsForNotALog(language, reason, error instanceof BadOption ? error.message : code));
    return 2;
  }
}

async function verifyFile(file: string, elsewhere: Elsewhere) {
  const { size } = await stat(file);
  const blocks = runsOfLines(createReadStream(file, { highWaterMark: blockBytes }));
  if (size < worthThreadsBytes) return verifyRuns(blocks, elsewhere, Date.now());
  const threads = lineThreads(new URL('./verify-lines-worker.js', import.meta.url), Math.min(4, availableParallelism()));
  try {
    return await verifyRuns(blocks, elsewhere, Date.now(), threads.check);
  } finally {
    await threads.end();
  }
}

async function readElsewhere(values: { checkpoint: string[]; key?: string; 'witness-key': string[] }): Promise<Elsewhere> {
  return {
    publicKey: values.key === undefined ? undefined : readKey(values.key, '--key'),
    witnesses: values['witness-key'].map(text => {
      const split = text.lastIndexOf('=', text.length - 3);
      if (split < 1) throw new BadOption('--witness-key');
      return { name: text.slice(0, split), publicKey: readKey(text.slice(split + 1), '--witness-key') };
    }),
    known: await Promise.all(values.checkpoint.map(readKnown)),
  };
}

/** A state as it is printed: the text itself, with its lines or with \n between them, or a file that holds it. */
async function readKnown(given: string): Promise<TreeState> {
  const text = given.includes('\n') || given.includes('\\n') ? given.replaceAll('\\n', '\n') : await readFile(given, 'utf8');
  const lines = text.replaceAll('\r\n', '\n').trim();
  const state = readCheckpoint(`${lines}\n`)?.state ?? readStateText(`${lines}\n`);
  if (!state) throw new BadOption('--checkpoint');
  return state;
}

function readKey(text: string, option: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32) throw new BadOption(option);
  return key;
}
