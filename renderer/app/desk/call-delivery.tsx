import { CheckCircleOutlined, ClockCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { theme, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Delivery } from '../../../shared/queue.ts';
import { useTimes } from '../../hooks/use-times.ts';

/** Whether the hall could know of the call: a shape, a word, and where it failed what to do. */
export function CallDelivery({ delivery }: { delivery: Delivery | null }) {
  const { t } = useTranslation('desk');
  const times = useTimes();
  const { token } = theme.useToken();
  if (!delivery || delivery.problem === 'notShownYet') {
    return <Typography.Text type="secondary"><ClockCircleOutlined aria-hidden /> {t(delivery ? 'called.notShownYet' : 'called.noDelivery')}</Typography.Text>;
  }
  if (delivery.problem) return <Typography.Text strong><WarningOutlined aria-hidden style={{ color: token.colorWarning }} /> {t(`called.${delivery.problem}`)}</Typography.Text>;
  if (delivery.spokenAt !== null) return <Typography.Text><CheckCircleOutlined aria-hidden style={{ color: token.colorSuccess }} /> {t('called.spoken', { time: times.clockSeconds(delivery.spokenAt) })}</Typography.Text>;
  if (delivery.shownAt !== null) return <Typography.Text><CheckCircleOutlined aria-hidden style={{ color: token.colorSuccess }} /> {t('called.shown', { time: times.clockSeconds(delivery.shownAt) })}</Typography.Text>;
  return <Typography.Text type="secondary"><ClockCircleOutlined aria-hidden /> {t('called.noDelivery')}</Typography.Text>;
}
