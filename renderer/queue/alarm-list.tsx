import { WarningOutlined } from '@ant-design/icons';
import { Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Alarm } from '../../shared/queue.ts';
import { alarmKey, alarmText } from './alarm-text.ts';

/** Each alarm with what to do about it. */
export function AlarmList({ alarms, whenEmpty }: { alarms: readonly Alarm[]; whenEmpty: string }) {
  const { t } = useTranslation('queue');
  if (alarms.length === 0) return <Typography.Text type="secondary">{whenEmpty}</Typography.Text>;
  return (
    <Flex vertical gap="small" component="ul" style={{ margin: 0, padding: 0, listStyle: 'none' }}>
      {alarms.map(alarm => {
        const { text, advice } = alarmText(t, alarm);
        return (
          <li key={alarmKey(alarm)}>
            <Typography.Text strong><WarningOutlined aria-hidden /> {text}</Typography.Text>
            <br />
            <Typography.Text type="secondary">{advice}</Typography.Text>
          </li>
        );
      })}
    </Flex>
  );
}
