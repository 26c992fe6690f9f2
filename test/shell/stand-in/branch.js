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
    if (behaviour() === 'prints') {
      process.parentPort.postMessage({ type: 'list-printers', askId: 1 });
      for (const [askId, deviceName] of [[2, 'XP-80C'], [3, 'not there']]) {
        process.parentPort.postMessage({ type: 'print', askId, deviceName, widthMm: 80, heightMm: 95, svg: '<svg xmlns="http://www.w3.org/2000/svg" width="576" height="664"><text y="20">号票 A012</text></svg>' });
      }
    }
  },
  connect({ kind }, [port]) {
    note(`connect ${kind}`);
    port.on('message', ({ data }) => port.postMessage({ processId: process.pid, kind, heard: data }));
    port.on('close', () => note(`closed ${kind}`));
    port.start();
  },
  printers({ names }) {
    note(`printers ${names.join(', ')}`);
  },
  'print-ended'({ askId, isTaken }) {
    note(`print ${askId} ${isTaken ? 'taken' : 'refused'}`);
  },
  stop() {
    note('stop');
    if (behaviour() === 'deaf') return;
    process.parentPort.postMessage({ type: 'stopped' });
    setTimeout(() => process.exit(0), 50);
  },
};

process.parentPort.on('message', ({ data, ports }) => takes[data.type](data, ports));
