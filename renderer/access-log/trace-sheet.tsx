import { useTranslation } from 'react-i18next';
import { usePaperWords } from '../components/paper-words.ts';
import { Paper } from '../components/paper.tsx';
import { useSession } from '../hooks/branch-client.tsx';
import { useTimes } from '../hooks/use-times.ts';
import { useLogWords } from './use-log-words.ts';
import type { Trace } from './who-looked-page.tsx';

/** The customer's paper: every look with its day, office, purpose, basis and what was opened, on A4. */
export function TraceSheet({ trace, at }: { trace: Trace; at: number }) {
  const { t, i18n } = useTranslation('accessLog');
  const times = useTimes();
  const words = useLogWords();
  const { inBoth } = usePaperWords('accessLog');
  const session = useSession();
  const { lines, customerName, checkpointText } = trace;
  const date = new Intl.DateTimeFormat(i18n.language, { timeZone: session?.branch?.timeZone, dateStyle: 'medium' });

  return (
    <Paper title={inBoth('sheet.title')} number={null} printedAt={at} checkpointText={checkpointText}>
      <p>{t('sheet.customer', { name: customerName })}　{t('sheet.count', { count: lines.length })}</p>
      <table>
        <thead><tr><th>{t('sheet.seq')}</th><th>{t('sheet.at')}</th><th>{t('sheet.who')}</th><th>{t('sheet.what')}</th><th>{t('sheet.why')}</th><th>{t('sheet.fields')}</th></tr></thead>
        <tbody>
          {lines.map(line => (
            <tr key={line.seq}>
              <td>{line.seq}</td>
              <td>{date.format(line.at)} {times.clock(line.at)}</td>
              <td>{line.staffName}<br />{words.role(line.role)}</td>
              <td>{words.action(line.action)}{line.outcome === 'refused' ? t('sheet.refused') : ''}{line.fileNumber === null ? '' : ` ${line.fileNumber}`}</td>
              <td>{[line.purpose === null ? null : words.purpose(line.purpose), line.basisWords].filter(Boolean).join(' · ') || '–'}</td>
              <td>{words.fields(line.fields) || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('sheet.explain')}</p>
    </Paper>
  );
}
