import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

const mostDocuments = 20;

/** What customers must bring, in both languages: shown on the kiosk, the ticket and at the counter. */
export function RequiredDocumentsFields() {
  const { t } = useTranslation('queue');
  return (
    <Form.List name="requiredDocuments">
      {(fields, { add, remove }) => (
        <Flex vertical gap={4} role="group" aria-label={t('services.documents')} style={{ marginBottom: 16 }}>
          <span>{t('services.documents')}</span>
          {fields.map(({ key, name }, index) => (
            <Flex key={key} gap="small" align="start">
              <Form.Item name={[name, 'zh']} style={{ flex: 1, marginBottom: 4 }} rules={[{ required: true, whitespace: true, max: 60, message: t('services.check.documentZh') }]}>
                <Input placeholder={t('services.documentZh')} aria-label={`${t('services.documents')} ${index + 1} ${t('services.documentZh')}`} />
              </Form.Item>
              <Form.Item name={[name, 'en']} style={{ flex: 1, marginBottom: 4 }} rules={[{ required: true, whitespace: true, max: 120, message: t('services.check.documentEn') }]}>
                <Input placeholder={t('services.documentEn')} aria-label={`${t('services.documents')} ${index + 1} ${t('services.documentEn')}`} />
              </Form.Item>
              <Button type="text" icon={<DeleteOutlined aria-hidden />} aria-label={t('services.removeDocument', { count: index + 1 })} onClick={() => remove(name)} />
            </Flex>
          ))}
          <Button icon={<PlusOutlined aria-hidden />} disabled={fields.length >= mostDocuments} onClick={() => add({ zh: '', en: '' })} style={{ alignSelf: 'start' }}>
            {t('services.addDocument')}
          </Button>
        </Flex>
      )}
    </Form.List>
  );
}
