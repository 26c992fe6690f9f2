import type { TFunction } from 'i18next';
import type { CallReason } from '../../shared/queue.ts';

/**
 * Why a ticket goes before the others, as one sentence the clerk can say to the person who asks.
 * `number` is the ticket the reason belongs to; `time` writes an instant as a time of day.
 */
export function reasonText(t: TFunction<'queue'>, number: string, reason: CallReason, time: (at: number) => string): string {
  switch (reason.kind) {
    case 'earliest':
      return t('reason.earliest');
    case 'returned':
      return returnedText(t, reason.position);
    case 'appointment': {
      const at = time(reason.appointmentAt);
      return reason.ahead === null ? t('reason.appointment', { time: at }) : t('reason.appointmentAhead', { number, ahead: reason.ahead, time: at });
    }
    case 'headStart': {
      const facts = { class: t(`class.${reason.customerClass}`), minutes: reason.minutes };
      return reason.ahead === null ? t('reason.headStart', facts) : t('reason.headStartAhead', { ...facts, number, ahead: reason.ahead });
    }
    case 'helpingIdle':
      return t('reason.helpingIdle', { prefix: reason.servicePrefix });
    case 'helpingOverdue':
      return t('reason.helpingOverdue', { prefix: reason.servicePrefix, wait: reason.waitMinutes, target: reason.targetMinutes });
    case 'forThisWindow':
      return t('reason.forThisWindow');
  }
}

function returnedText(t: TFunction<'queue'>, position: Extract<CallReason, { kind: 'returned' }>['position']): string {
  switch (position.kind) {
    case 'front':
      return t('reason.returnedFront');
    case 'original':
      return t('reason.returnedOriginal');
    case 'after':
      return t('reason.returnedAfter', { count: position.count });
  }
}
