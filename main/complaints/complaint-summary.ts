import type { ComplaintForm } from '../../shared/complaints.ts';

const longest = 60;
const hidden = '***';

/**
 * The beginning of what happened, for lists that everybody at the desk sees: without the person's name, phone, address and
 * account as they were given, and without any longer run of digits.
 */
export function summaryOf({ what, complainantName, complainantPhone, address, agentName, accountNumber }: Pick<ComplaintForm, 'what' | 'complainantName' | 'complainantPhone' | 'address' | 'agentName' | 'accountNumber'>): string {
  const given = [complainantName, complainantPhone, address, agentName, accountNumber].filter(text => text.length > 1).toSorted((a, b) => b.length - a.length);
  const without = given.reduce((text, each) => text.replaceAll(each, hidden), what).replace(/[\d０-９][\d０-９\s-]{3,}[\d０-９xX]/gu, hidden).replace(/\s+/gu, ' ');
  const letters = [...without];
  return letters.length > longest ? `${letters.slice(0, longest).join('')}…` : without;
}
