import { Flex, Form, Input, InputNumber, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { trades } from '../../../shared/staff.ts';

/** The branch: name, trade, hours, windows. */
export function BranchStep() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item name="branchName" label={t('firstRun.branchName')} rules={[{ required: true, whitespace: true, message: t('firstRun.branchNameMissing') }]}>
        <Input autoFocus maxLength={60} placeholder={t('firstRun.branchNameExample')} />
      </Form.Item>
      <Form.Item name="trade" label={t('firstRun.trade')} extra={t('firstRun.tradeExtra')}>
        <Segmented options={trades.map(trade => ({ value: trade, label: t(`trade.${trade}`) }))} />
      </Form.Item>
      <Flex gap="middle">
        <Form.Item name="opensAt" label={t('firstRun.opensAt')} rules={[{ required: true, message: t('firstRun.timeMissing') }]}>
          <Input type="time" required />
        </Form.Item>
        <Form.Item
          name="closesAt"
          label={t('firstRun.closesAt')}
          dependencies={['opensAt']}
          rules={[
            { required: true, message: t('firstRun.timeMissing') },
            form => ({ validator: (_rule, closesAt?: string) => !closesAt || closesAt > (form.getFieldValue('opensAt') as string) ? Promise.resolve() : Promise.reject(new Error(t('firstRun.closesBeforeOpening'))) }),
          ]}
        >
          <Input type="time" required />
        </Form.Item>
        <Form.Item name="windowCount" label={t('firstRun.windowCount')} rules={[{ required: true, type: 'integer', min: 1, max: 100, message: t('firstRun.windowCountRule') }]}>
          <InputNumber min={1} max={100} precision={0} />
        </Form.Item>
      </Flex>
    </>
  );
}
