// Stands in for the branch service where a test needs one that fails on purpose. It keeps the same agreement with the
// shell. How it behaves is written in the file `behaviour` of its data folder, read anew at each start.
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

let folder = '';

function behaviour() {
  try {
    return readFileSync(join(folder, 'behaviour'), 'utf8').trim();
  } catch {
    return 'well';
  }
}

function note(word) {
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, 'history'), `${word}\n`);
}

const takes = {
  start({ dataFolder, language, branchSecret }) {
    folder = dataFolder;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'secret-that-came'), branchSecret ?? 'none');
    note(`start ${process.pid} ${language} ${process.argv.slice(2).join(' ')}`.trim());
    if (behaviour() === 'crashes') process.exit(3);
    if (behaviour() === 'fails') {
      process.parentPort.postMessage({ type: 'failed', code: 'DATABASE_DAMAGED', title: '数据库 <b>已损坏</b>', text: '第一行\n第二行' });
      return;
    }
    process.parentPort.postMessage({ type: 'ready' });
  },
  connect({ kind }, [port]) {
    note(`connect ${kind}`);
    port.on('message', ({ data }) => port.postMessage({ processId: process.pid, kind, heard: data }));
    port.on('close', () => note(`closed ${kind}`));
    port.start();
  },
  stop() {
    note('stop');
    if (behaviour() === 'deaf') return;
    process.parentPort.postMessage({ type: 'stopped' });
    setTimeout(() => process.exit(0), 50);
  },
};

process.parentPort.on('message', ({ data, ports }) => takes[data.type](data, ports));
