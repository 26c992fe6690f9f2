// Stretches in which something was missing: the branch service itself, or the line to headquarters.

/** service 停机: the branch service did not run; headquarters 离线: it ran and headquarters did not answer */
export const outageKinds = ['service', 'headquarters'] as const;
export type OutageKind = (typeof outageKinds)[number];

/** Why headquarters did not answer, as far as a branch can know. */
export const awayReasons = ['notReached', 'timeout', 'otherCertificate', 'notUnderstood'] as const;
export type AwayReason = (typeof awayReasons)[number];

/** Of the service, `stopped`: somebody ended it in order; `brokeOff`: it was cut off, as by a power cut. Of the line, why nobody answered. */
export const outageCauses = ['stopped', 'brokeOff', ...awayReasons] as const;
export type OutageCause = (typeof outageCauses)[number];
