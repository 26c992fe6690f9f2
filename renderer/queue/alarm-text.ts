import type { TFunction } from 'i18next';
import type { Alarm } from '../../shared/queue.ts';

/** What is wrong, and what the reader can do about it. */
export function alarmText(t: TFunction<'queue'>, alarm: Alarm): { text: string; advice: string } {
  switch (alarm.kind) {
    case 'serviceAboveTarget':
      return {
        text: t('alarm.serviceAboveTarget', { prefix: alarm.prefix, wait: alarm.waitMinutes, target: alarm.targetMinutes }),
        advice: t('alarm.serviceAboveTargetAdvice', { prefix: alarm.prefix }),
      };
    case 'ticketTwiceTarget':
      return {
        text: t('alarm.ticketTwiceTarget', { number: alarm.number, wait: alarm.waitMinutes, target: alarm.targetMinutes }),
        advice: t('alarm.ticketTwiceTargetAdvice'),
      };
    case 'windowSilent':
      return {
        text: t('alarm.windowSilent', { window: alarm.windowNumber, silent: alarm.silentMinutes }),
        advice: t('alarm.windowSilentAdvice'),
      };
  }
}

/** Stays the same while the same thing is wrong, however the minutes grow: rows keep their place. */
export function alarmKey(alarm: Alarm): string {
  switch (alarm.kind) {
    case 'serviceAboveTarget':
      return `service-${alarm.prefix}`;
    case 'ticketTwiceTarget':
      return `ticket-${alarm.number}`;
    case 'windowSilent':
      return `window-${alarm.windowNumber}`;
  }
}
