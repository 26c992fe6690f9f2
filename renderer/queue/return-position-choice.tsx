import { Flex, Form, InputNumber, Radio, Typography } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReturnPosition } from '../../shared/queue.ts';

const longestAfter = 50;

/** Where a ticket comes back to in the queue: always shown, so that nobody is surprised by the place. */
export function ReturnPositionChoice({ value, onChange }: { value: ReturnPosition; onChange: (position: ReturnPosition) => void }) {
  const { t } = useTranslation('queue');
  const labelId = useId();
  const count = value.kind === 'after' ? value.count : 3;
  const choose = (kind: ReturnPosition['kind']) => onChange(kind === 'after' ? { kind, count } : { kind });

  return (
    <Form.Item label={<span id={labelId}>{t('position.label')}</span>} style={{ marginBottom: 0 }}>
      <Radio.Group value={value.kind} onChange={event => choose(event.target.value as ReturnPosition['kind'])} aria-labelledby={labelId}>
        <Flex vertical gap="small">
          <Radio value="front">{t('position.front')} <Typography.Text type="secondary">{t('position.frontHint')}</Typography.Text></Radio>
          <Radio value="original">{t('position.original')} <Typography.Text type="secondary">{t('position.originalHint')}</Typography.Text></Radio>
          <Flex align="center" gap="small">
            <Radio value="after">{t('position.after')}</Radio>
            <InputNumber
              min={1} max={longestAfter} precision={0} value={count} style={{ width: 72 }}
              aria-label={t('position.afterCount')}
              onChange={typed => onChange({ kind: 'after', count: Math.min(longestAfter, Math.max(1, typed ?? 1)) })}
            />
            <Typography.Text type="secondary">{t('position.afterHint', { count })}</Typography.Text>
          </Flex>
        </Flex>
      </Radio.Group>
    </Form.Item>
  );
}
