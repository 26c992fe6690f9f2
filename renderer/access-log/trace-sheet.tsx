import { QRCode } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../hooks/branch-client.tsx';
import { useTimes } from '../hooks/use-times.ts';
import { useLogWords } from './use-log-words.ts';
import type { Trace } from './who-looked-page.tsx';

/** The customer's paper: every look with its day, office, purpose, basis and what was opened, on A4. */
export function TraceSheet({ trace, at }: { trace: Trace; at: number }) {
  const { t, i18n } = useTranslation('accessLog');
  const times = useTimes();
  const words = useLogWords();
  const session = useSession();
  const { lines, customerName, checkpointText } = trace;
  const date = new Intl.DateTimeFormat(i18n.language, { timeZone: session?.branch?.timeZone, dateStyle: 'medium' });

  return (
    <article className="trace-sheet">
      <header>
        <div>
          <h2>{t('sheet.title')}</h2>
          <p>{session?.branch?.name}</p>
          <p>{t('sheet.customer', { name: customerName })}</p>
          <p>{t('sheet.made', { at: `${date.format(at)} ${times.clock(at)}`, name: session?.staff?.name ?? '' })}</p>
        </div>
        {checkpointText !== null && <QRCode type="svg" value={checkpointText} size={120} errorLevel="L" bordered={false} color="#000" bgColor="#fff" aria-label={t('sheet.qr')} />}
      </header>
      <p>{t('sheet.count', { count: lines.length })}</p>
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
      <p>{checkpointText === null ? t('sheet.noCheckpoint') : t('sheet.checkpoint')}</p>
    </article>
  );
}
