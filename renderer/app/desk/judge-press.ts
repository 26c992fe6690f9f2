import type { DeskAction } from '../../../shared/desk-keys.ts';
import type { DeskView } from '../../../shared/queue.ts';

export type DeskState = 'paused' | 'idle' | 'called' | 'serving';

/** Whether a key makes sense now; where not, the text of namespace `desk` that says so, with its values. */
export type Verdict = { isAllowed: true } | { isAllowed: false; text: string; values: Record<string, string | number> };

/** What the window is about at this moment. */
export function deskStateOf(view: DeskView): DeskState {
  if (view.current) return view.current.ticket.state === 'serving' ? 'serving' : 'called';
  return view.window.state === 'open' ? 'idle' : 'paused';
}

/** The states in which each action means something; the others work always. */
const statesOf: Partial<Record<DeskAction, readonly DeskState[]>> = {
  callNext: ['idle'],
  startServing: ['called'],
  recall: ['called'],
  noShow: ['called'],
  hold: ['serving'],
  transfer: ['serving'],
  finish: ['serving'],
  addBusiness: ['serving'],
  printSlip: ['serving'],
  findCustomer: ['serving'],
  unmask: ['serving'],
  archive: ['serving'],
  window: ['idle', 'paused'],
};

/**
 * Judges a key before anything is sent, so that a wrong key costs a sentence and nothing else.
 * The service refuses by its own rules all the same. `undecidedItems` counts business of the open visit without a result.
 */
export function judgePress(action: DeskAction, view: DeskView, undecidedItems: number): Verdict {
  const state = deskStateOf(view);
  const number = view.current?.ticket.number ?? '';
  const refuse = (text: string, values: Record<string, string | number> = {}): Verdict => ({ isAllowed: false, text, values: { number, ...values } });

  const states = statesOf[action];
  if (states && !states.includes(state)) return refuse(`refused.${action}.${state}`);

  if (action === 'callNext' && view.next.length === 0 && view.waitingCount === 0) return refuse('refused.callNext.nobody');
  if (action === 'recall' && view.current?.recallsLeft === 0) return refuse('refused.recall.limit');
  if (action === 'noShow' && view.current && view.current.callsUntilNoShow > 0) return refuse('refused.noShow.early', { left: view.current.callsUntilNoShow });
  if (action === 'finish' && undecidedItems > 0) return refuse('refused.finish.undecided', { count: undecidedItems });
  return { isAllowed: true };
}
