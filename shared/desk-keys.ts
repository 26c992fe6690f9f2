/**
 * The desk's keys: one table for the page's key handler, the labels beside the buttons, the overlay that lists them,
 * and the desktop application's menu. A browser keeps F1, F5, F11, F12, Ctrl+W and Ctrl+T for itself: none of them is here.
 * F9 is kept free for change registration.
 */
export const deskActions = [
  'callNext', 'startServing', 'recall', 'noShow', 'hold', 'transfer', 'finish', 'addBusiness', 'printSlip', 'findCustomer', 'unmask', 'archive', 'complaint', 'issueTicket',
  'window', 'find', 'help', 'lock',
] as const;
export type DeskAction = (typeof deskActions)[number];

export interface DeskKey {
  action: DeskAction;
  /** as `KeyboardEvent.key` says it, letters in lower case */
  key: string;
  ctrl?: true;
  alt?: true;
  /** Works while the clerk types in a field; the others are letters or Enter there. */
  whileTyping: boolean;
  /** as printed beside a button */
  label: string;
  /** as Electron's menu names it */
  accelerator: string;
}

export const deskKeys: readonly DeskKey[] = [
  { action: 'callNext', key: 'F2', whileTyping: true, label: 'F2', accelerator: 'F2' },
  { action: 'startServing', key: 'Enter', whileTyping: false, label: 'Enter', accelerator: 'Enter' },
  { action: 'recall', key: 'F3', whileTyping: true, label: 'F3', accelerator: 'F3' },
  { action: 'noShow', key: 'F4', whileTyping: true, label: 'F4', accelerator: 'F4' },
  { action: 'hold', key: 'F6', whileTyping: true, label: 'F6', accelerator: 'F6' },
  { action: 'transfer', key: 't', alt: true, whileTyping: true, label: 'Alt+T', accelerator: 'Alt+T' },
  { action: 'finish', key: 'Enter', ctrl: true, whileTyping: true, label: 'Ctrl+Enter', accelerator: 'Ctrl+Enter' },
  { action: 'addBusiness', key: '/', whileTyping: false, label: '/', accelerator: '/' },
  { action: 'printSlip', key: 'F7', whileTyping: true, label: 'F7', accelerator: 'F7' },
  { action: 'findCustomer', key: 'c', alt: true, whileTyping: true, label: 'Alt+C', accelerator: 'Alt+C' },
  { action: 'unmask', key: 'u', alt: true, whileTyping: true, label: 'Alt+U', accelerator: 'Alt+U' },
  { action: 'archive', key: 'F8', whileTyping: true, label: 'F8', accelerator: 'F8' },
  { action: 'complaint', key: 'F10', whileTyping: true, label: 'F10', accelerator: 'F10' },
  { action: 'issueTicket', key: 'n', alt: true, whileTyping: true, label: 'Alt+N', accelerator: 'Alt+N' },
  { action: 'window', key: 'w', alt: true, whileTyping: true, label: 'Alt+W', accelerator: 'Alt+W' },
  { action: 'find', key: 'k', ctrl: true, whileTyping: true, label: 'Ctrl+K', accelerator: 'Ctrl+K' },
  { action: 'help', key: '?', whileTyping: false, label: '?', accelerator: 'Shift+/' },
  { action: 'lock', key: 'l', alt: true, whileTyping: true, label: 'Alt+L', accelerator: 'Alt+L' },
];

/** The label printed beside a button of this action. */
export function keyLabel(action: DeskAction): string {
  return deskKeys.find(each => each.action === action)?.label ?? '';
}
