import type { DaySummary, Interruptions, Share, Spread } from '../../../shared/summary.ts';
import { clockText } from '../../components/half-hour-bars.tsx';
import { minutesCell, shareCell, type Sheet, type SheetCell } from '../../components/summary/sheet-files.ts';

type Words = (key: string, data?: Record<string, string | number>) => string;

/** The summary as tables, one for each subject, with headings in the first row. `wallClock` gives a moment as the branch's clock shows it, as if it stood in Greenwich. */
export function summarySheets(summary: DaySummary, t: Words, nameOf: (named: { nameZh: string; nameEn: string }) => string, wallClock: (atMs: number) => Date): Sheet[] {
  const { queue, complaints, satisfaction, callBacks, archive, cases, incidents, tomorrow } = summary;
  const moment = (at: number | null): SheetCell => (at === null ? null : { kind: 'moment', value: wallClock(at) });
  const day = (text: string): SheetCell => ({ kind: 'day', value: new Date(`${text}T00:00:00Z`) });
  const figure = (section: string, name: string, value: SheetCell, formula = ''): SheetCell[] => [t(`section.${section}`), t(name), value, null, null, formula && t(`formula.${formula}`)];
  const shared = (section: string, name: string, { part, of }: Share, formula = ''): SheetCell[] => [t(`section.${section}`), t(name), shareCell({ part, of }), part, of, formula && t(`formula.${formula}`)];
  const counts = <Of extends Record<string, unknown>>(section: string, of: Of, names: readonly (keyof Of & string)[]) => names.map(name => figure(section, `${section}.${name}`, of[name] as number));
  const parts = (['lunch', 'keyAccounts', 'others'] as const).map(part => ({ name: t(`queue.${part}`), ...summary[part] }));

  return [
    {
      name: t('sheet.figures'),
      rows: [
        [t('sheet.section'), t('sheet.figure'), t('sheet.value'), t('sheet.part'), t('sheet.of'), t('sheet.formula')],
        figure('head', 'day', day(summary.businessDate)), figure('head', 'sheet.dayKind', t(`dayKind.${summary.dayKind}`)), figure('head', 'sheet.cutOff', moment(summary.cutOffAt)),
        figure('head', 'sheet.firstOpen', moment(summary.firstOpenAt)), figure('head', 'sheet.lastClosed', moment(summary.lastClosedAt)), figure('head', 'sheet.clerks', summary.clerks),
        figure('queue', 'queue.issued', queue.issued, 'issued'), ...counts('queue', queue, ['served', 'abandoned', 'unserved', 'abandonedAtOnce']),
        shared('queue', 'queue.abandonedShare', { part: queue.abandoned, of: queue.issued }, 'abandonedShare'), shared('queue', 'queue.withinTarget', queue.withinTarget, 'withinTarget'),
        ...spreadRows(queue.wait), figure('queue', 'queue.impossibleWaits', summary.impossibleWaits),
        shared('business', 'business.doneInOneVisit', summary.doneInOneVisit, 'doneInOneVisit'), shared('business', 'business.returnedForDocuments', summary.returnedForDocuments, 'returnedForDocuments'),
        ...counts('complaints', complaints, ['openBefore', 'received', 'reopened', 'ended', 'openAfter']), shared('complaints', 'complaints.onTime', complaints.onTime, 'onTime'), shared('complaints', 'complaints.repeats', complaints.repeats, 'repeats'),
        figure('complaints', 'complaints.perThousand', complaints.perThousandServed === null ? null : { kind: 'number', value: complaints.perThousandServed }, 'perThousand'), figure('complaints', 'complaints.overdue', complaints.overdue.length),
        shared('satisfaction', 'satisfaction.satisfied', { part: satisfaction.satisfied, of: satisfaction.rated }, 'satisfied'), shared('satisfaction', 'satisfaction.rated', { part: satisfaction.rated, of: satisfaction.served }, 'rated'),
        shared('satisfaction', 'satisfaction.reached', { part: callBacks.reached, of: callBacks.attempted }, 'reached'), figure('satisfaction', 'satisfaction.open', callBacks.open),
        ...counts('archive', archive, ['looks', 'unmaskings', 'refused', 'flagged', 'lent', 'returned', 'loansOut', 'loansOverdue']), ...counts('cases', cases, ['published', 'avoided', 'recurred']),
        ...interruptionRows('outages', incidents.outages), ...interruptionRows('offline', incidents.offline), ...counts('incidents', incidents, ['failedPrints', 'clockCorrections']),
        figure('tomorrow', 'day', day(tomorrow.businessDate)), ...counts('tomorrow', tomorrow, ['complaintsDue', 'loansDue', 'appointments']), figure('tomorrow', 'tomorrow.windowsProposed', tomorrow.windowsProposed, 'windowsProposed'),
      ],
    },
    {
      name: t('sheet.halfHours'),
      rows: [[t('sheet.from'), t('chart.arrivals'), t('chart.waiting')], ...summary.halfHours.map(({ startsAt, issued, waitingAtEnd }) => [clockText(startsAt), issued, waitingAtEnd])],
    },
    {
      name: t('section.services'),
      rows: [
        [t('service.name'), t('service.target'), ...queueHeads()],
        ...[{ name: t('queue.all'), ...queue }, ...parts].map(({ name, ...figures }) => [name, null, ...queueCells(figures)]),
        ...summary.services.map(each => [`${each.prefix} ${nameOf(each)}`, minutesCell(each.targetWaitMinutes * 60_000), ...queueCells(each)]),
      ],
    },
    {
      name: t('section.windows'),
      rows: [
        [t('window.number'), t('window.served'), t('window.mean'), t('window.p90'), 'n', t('window.open'), t('window.breaks'), t('window.serving'), t('window.utilisation')],
        ...summary.windows.map(each => [
          each.number, each.served, minutesCell(each.meanServiceMs), minutesCell(each.service.p90), each.service.n, minutesCell(each.openMs), minutesCell(each.breakMs), minutesCell(each.servingMs),
          shareCell({ part: each.servingMs, of: each.openMs - each.breakMs }),
        ]),
      ],
    },
    {
      name: t('sheet.overdue'),
      rows: [
        [t('records.number'), t('records.handler'), t('paper.nextStep'), t('paper.nextDue')],
        ...complaints.overdue.map(({ number, handlerName, nextKind, nextDueAt }) => [number, handlerName ?? t('complaints.nobodyYet'), t(`complaints:kind.${nextKind}`), moment(nextDueAt)]),
      ],
    },
    {
      name: t('section.incidents'),
      rows: [
        [t('records.beganAt'), t('records.endedAt'), t('records.counted'), t('records.cause')],
        ...incidents.stoppages.map(({ beganAt, endedAt, countedMs, cause }) => [moment(beganAt), moment(endedAt), minutesCell(countedMs), countedMs === null ? t('records.clockWrong', { cause: t(`cause.${cause}`) }) : t(`cause.${cause}`)]),
      ],
    },
  ];

  function interruptionRows(of: 'outages' | 'offline', told: Interruptions | null): SheetCell[][] {
    const row = (part: keyof Interruptions, value: SheetCell) => figure('incidents', `change.incidents.${of}.${part}`, value, of);
    return [row('count', told && told.count), row('totalMs', minutesCell(told && told.totalMs)), row('longestMs', minutesCell(told && told.longestMs))];
  }

  function queueHeads(): string[] {
    return [...(['issued', 'served', 'abandoned', 'unserved', 'abandonedAtOnce'] as const).map(name => t(`queue.${name}`)), 'n', t('sheet.median'), 'P90', t('sheet.longest'), t('queue.withinTarget'), t('sheet.part'), t('sheet.of')];
  }

  function spreadRows({ n, median, p90, max }: Spread): SheetCell[][] {
    return [['sheet.waitN', n], ['sheet.median', minutesCell(median)], ['sheet.p90', minutesCell(p90)], ['sheet.longest', minutesCell(max)]].map(([name, value]) => figure('queue', name as string, value as SheetCell, 'wait'));
  }
}

function queueCells({ issued, served, abandoned, unserved, abandonedAtOnce, wait, withinTarget }: DaySummary['queue']): SheetCell[] {
  return [issued, served, abandoned, unserved, abandonedAtOnce, wait.n, minutesCell(wait.median), minutesCell(wait.p90), minutesCell(wait.max), shareCell(withinTarget), withinTarget.part, withinTarget.of];
}
