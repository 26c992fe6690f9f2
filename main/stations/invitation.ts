/** An invitation is for somebody who stands at the device now. */
const invitationMinutes = 10;

/** When an invitation made now stops working, UTC ms. */
export function invitationEndsAt(nowMs: number): number {
  return nowMs + invitationMinutes * 60_000;
}
