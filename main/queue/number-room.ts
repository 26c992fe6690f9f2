const minuteMs = 60_000;
/** No kiosk prints faster, and no hall serves so many people of one service. */
const ticketsAMinute = 10;
/** Left in whole hundreds, so that people see where a lost machine ended. */
const step = 100;
const most = 5000;

/**
 * How many numbers of a service a machine leaves out that takes a lost one's place: that one may have given numbers, on tickets
 * in people's hands, which it never sent. `silentMs`: since headquarters had its newest change; `openMs`: since the service opened
 * today. At least a hundred, also when the lost machine's clock was ahead.
 */
export function roomForLostTickets({ silentMs, openMs }: { silentMs: number; openMs: number }): number {
  const minutes = Math.max(0, Math.min(silentMs, openMs)) / minuteMs;
  return Math.min(most, Math.max(1, Math.ceil((minutes * ticketsAMinute) / step)) * step);
}
