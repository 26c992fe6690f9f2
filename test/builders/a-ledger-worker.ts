import { aBuiltScript } from './a-built-script.ts';

/** The thread that reads ledgers. Dispose of it at the end. */
export const aLedgerWorker = () => aBuiltScript('main/ledger-worker.ts');
