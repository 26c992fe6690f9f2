import type { ReceiptPicture, SystemPrinters } from '../printing/system-printers.ts';

/** What the shell is asked, and how it answers: main/shell/receipt-printing.ts is the other side. */
type Question = { type: 'list-printers'; askId: number } | ({ type: 'print'; askId: number; deviceName: string } & ReceiptPicture);
export type PrintAnswer = { type: 'printers'; askId: number; names: string[] } | { type: 'print-ended'; askId: number; isTaken: boolean };

/** A driver may ask a person something that nobody sees; a paper must not wait for that. */
const answerWithinMs = 20_000;

/** The system's printers, asked of the shell over the process's own channel. */
export function askShellForPrinters(post: (question: Question) => void): SystemPrinters & { take(answer: PrintAnswer): void } {
  const waiting = new Map<number, (answer: PrintAnswer | null) => void>();
  let lastAsk = 0;

  function ask(make: (askId: number) => Question): Promise<PrintAnswer | null> {
    const askId = ++lastAsk;
    return new Promise(resolve => {
      const timer = setTimeout(() => end(null), answerWithinMs);
      const end = (answer: PrintAnswer | null) => {
        clearTimeout(timer);
        waiting.delete(askId);
        resolve(answer);
      };
      waiting.set(askId, end);
      post(make(askId));
    });
  }

  return {
    take: answer => waiting.get(answer.askId)?.(answer),
    async list() {
      const answer = await ask(askId => ({ type: 'list-printers', askId }));
      return answer?.type === 'printers' ? answer.names : [];
    },
    async print(picture, deviceName) {
      const answer = await ask(askId => ({ type: 'print', askId, deviceName, ...picture }));
      return answer?.type === 'print-ended' && answer.isTaken;
    },
  };
}
