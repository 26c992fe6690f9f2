import { Alert, Tag, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBranch, useLine } from '../hooks/branch-client.tsx';
import { useTimes } from '../hooks/use-times.ts';

/** The line in one word for the top line; nothing moves when it changes. */
export function LineState() {
  const { t } = useTranslation();
  const line = useLine();
  const times = useTimes();
  const text = line.kind === 'connected' ? t('line.connected') : line.kind === 'connecting' ? t('line.connecting') : t('line.awaySince', { time: times.clock(line.sinceAt) });
  const color = line.kind === 'connected' ? 'success' : line.kind === 'lost' ? 'error' : 'warning';
  return (
    <Tooltip title={line.kind === 'connected' ? t('line.connectedHint') : t('line.awayHint')}>
      <Tag color={color} role="status" style={{ marginInlineEnd: 0 }}>{line.kind === 'connected' ? '● ' : '▲ '}{text}</Tag>
    </Tooltip>
  );
}

/** A bar that appears once the line has been away for long, with what to do. */
export function LineLostBar() {
  const { t } = useTranslation();
  const { connection } = useBranch();
  const line = useLine();
  const times = useTimes();
  if (line.kind !== 'lost') return null;
  return (
    <Alert
      banner
      type="error"
      title={t('line.lost', { time: times.clock(line.sinceAt) })}
      action={<a href="#retry" onClick={event => { event.preventDefault(); connection.retryNow(); }}>{t('line.retryNow')}</a>}
    />
  );
}
