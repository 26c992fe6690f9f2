import { Flex, Form, Radio, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Purpose } from '../../../shared/looks.ts';
import { useFieldWords } from './use-field-words.ts';

/** The list of purposes, each with what it opens. None is chosen beforehand: a purpose is said, not taken over. */
export function PurposeChoice({ purposes, value, onChange }: { purposes: readonly Purpose[]; value: string | null; onChange(code: string): void }) {
  const { t } = useTranslation('looks');
  const words = useFieldWords();
  return (
    <Form.Item label={t('purpose.label')} style={{ margin: 0 }}>
      <Radio.Group aria-label={t('purpose.label')} value={value} onChange={event => onChange(event.target.value as string)}>
        <Flex vertical gap={2}>
          {purposes.map(purpose => (
            <Radio key={purpose.code} value={purpose.code}>
              {words.purpose(purpose)} <Typography.Text type="secondary">{t('purpose.opens', { fields: words.list(purpose.fields), minutes: purpose.minutes })}</Typography.Text>
            </Radio>
          ))}
        </Flex>
      </Radio.Group>
    </Form.Item>
  );
}
