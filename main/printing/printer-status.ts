import type { PrintProblem } from '../../shared/printing.ts';

/** DLE EOT 1, 2 and 4: the printer's state, why it is offline, its paper. It answers one byte to each, at once. */
export const statusQuestions = Buffer.from([0x10, 0x04, 1, 0x10, 0x04, 2, 0x10, 0x04, 4]);
export const statusAnswers = 3;

/** Bits that are fixed in an answer to DLE EOT: x0x1xx10. */
const isStatusByte = (byte: number): boolean => (byte & 0x93) === 0x12;

/**
 * What the three answers say is wrong; null when it can print.
 *
 * Source: Epson ESC/POS command reference, DLE EOT, which the makers of receipt printers follow.
 */
export function problemIn(answers: Buffer): PrintProblem | null {
  const [printer = 0, offline = 0, paper = 0] = answers;
  if (![printer, offline, paper].every(isStatusByte)) return null;
  if ((paper & 0x60) !== 0 || (offline & 0x20) !== 0) return 'outOfPaper';
  if ((offline & 0x04) !== 0) return 'coverOpen';
  if ((offline & 0x40) !== 0) return 'printerError';
  return (printer & 0x08) !== 0 ? 'offline' : null;
}

/** What the answer to GS r 1, which comes after the last line is printed, says is wrong: the paper may have ended on the way. */
export function problemAtEnd(paperSensor: number): PrintProblem | null {
  return (paperSensor & 0x0c) !== 0 ? 'outOfPaper' : null;
}
