import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** Both names of an entry; every reader sees the one of their language. */
export function EntryNames({ longestZh, longestEn }: { longestZh: number; longestEn: number }) {
  const { t } = useTranslation('catalogue');
  const rules = [{ required: true, whitespace: true, message: t('fillIn') }];
  return (
    <>
      <Form.Item name="nameZh" label={t('field.nameZh')} rules={rules}><Input maxLength={longestZh} autoComplete="off" /></Form.Item>
      <Form.Item name="nameEn" label={t('field.nameEn')} rules={rules}><Input maxLength={longestEn} autoComplete="off" /></Form.Item>
    </>
  );
}
