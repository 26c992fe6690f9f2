import { Flex, Form, Radio, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Appointment } from '../../shared/appointments.ts';
import type { Service } from '../../shared/queue.ts';
import { useTimes } from '../hooks/use-times.ts';
import { useQueueWords } from './use-queue-words.ts';

interface CheckInListProps {
  /** undefined while it is read */
  waited: readonly Appointment[] | undefined;
  services: readonly Service[];
  chosenId: string | null;
  /** asked for an appointment and none was chosen */
  isMissing: boolean;
  onChoose(appointmentId: string): void;
}

/** The appointments of today whose customers are not here yet, by time. */
export function CheckInList({ waited, services, chosenId, isMissing, onChoose }: CheckInListProps) {
  const { t } = useTranslation('queue');
  const times = useTimes();
  const words = useQueueWords();
  if (!waited) return <Typography.Text type="secondary">{t('checkIn.reading')}</Typography.Text>;
  if (waited.length === 0) return <Typography.Text type="secondary">{t('checkIn.empty')}</Typography.Text>;
  const line = ({ appointmentAt, serviceId, maskedName, slipNumber }: Appointment) => {
    const service = services.find(({ id }) => id === serviceId);
    return t('checkIn.line', { time: times.clock(appointmentAt), service: service ? words.service(service) : '', name: maskedName ?? t('checkIn.nobody'), slip: slipNumber });
  };
  return (
    <Form.Item label={t('checkIn.list')} style={{ marginBottom: 0 }} validateStatus={isMissing ? 'error' : ''} help={isMissing ? t('checkIn.choose') : undefined}>
      <Radio.Group value={chosenId} aria-label={t('checkIn.list')} onChange={event => onChoose(event.target.value as string)}>
        <Flex vertical gap="small" style={{ maxHeight: 300, overflowY: 'auto' }}>
          {waited.map(each => <Radio key={each.id} value={each.id}>{line(each)}</Radio>)}
        </Flex>
      </Radio.Group>
    </Form.Item>
  );
}
