import { Alert, App, Button, Drawer, Flex, Form, Input, InputNumber, Radio, Select, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import { isLocalAddress, lowestPrinterPort, type PaperWidth, type Printer } from '../../shared/printing.ts';
import type { Station } from '../../shared/stations.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';

interface Fields { name: string; address: string; port: number; widthMm: PaperWidth; stationId: string | null }

/** A new printer, or a change of one. */
export function PrinterDrawer({ printer, stations, onClose }: { printer: Printer | null; stations: readonly Station[]; onClose(): void }) {
  const { t } = useTranslation('printing');
  const { message } = App.useApp();
  const { client } = useBranch();
  const [form] = Form.useForm<Fields>();
  const [id] = useState(() => printer?.id ?? uuidv7());
  const nameField = useRef<InputRef>(null);
  const save = useCommand(client.printing.savePrinter, { onDone: () => { void message.success(t('printers.saved')); onClose(); }, onRefused: () => undefined });
  const line = printer?.line.kind === 'tcp' ? printer.line : { address: '', port: 9100 };
  const start: Fields = { name: printer?.name ?? '', address: line.address, port: line.port, widthMm: printer?.widthMm ?? 80, stationId: printer?.stationId ?? null };

  return (
    <Drawer
      open autoFocus={false} size={440} mask={{ closable: false }} afterOpenChange={isOpen => { if (isOpen) nameField.current?.focus(); }}
      title={printer ? t('printers.changeNamed', { name: printer.name }) : t('printers.add')} onClose={onClose} closable={{ 'aria-label': t('printers.close') }}
      footer={(
        <Flex justify="end" gap="small">
          <Button onClick={onClose}>{t('printers.cancel')}</Button>
          <Button type="primary" htmlType="submit" form="printer" loading={save.isRunning}>{t('printers.save')}</Button>
        </Flex>
      )}
    >
      {save.errorText && <Alert type="error" showIcon role="alert" title={save.errorText} style={{ marginBottom: 12 }} />}
      <Form<Fields>
        id="printer" form={form} layout="vertical" requiredMark={false} initialValues={start}
        onFinish={({ address, port, ...fields }) => void save.run({ id, ...fields, line: { kind: 'tcp', address: address.trim(), port } })}
      >
        <Form.Item name="name" label={t('printers.name')} extra={t('printers.nameExtra')} rules={[{ required: true, whitespace: true, message: t('printers.nameMissing') }]}>
          <Input ref={nameField} maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="address" label={t('printers.address')} extra={t('printers.addressExtra')}
          rules={[{ validator: (_rule, address: string) => (isLocalAddress(address.trim()) ? Promise.resolve() : Promise.reject(new Error(t('printers.addressWrong')))) }]}
        >
          <Input autoComplete="off" inputMode="decimal" spellCheck={false} placeholder="192.168.1.100" />
        </Form.Item>
        <Form.Item
          name="port" label={t('printers.port')} extra={t('printers.portExtra')}
          rules={[{ required: true, type: 'integer', min: lowestPrinterPort, max: 65_535, message: t('printers.portWrong', { lowest: lowestPrinterPort }) }]}
        >
          <InputNumber style={{ width: 120 }} />
        </Form.Item>
        <Form.Item name="widthMm" label={t('printers.width')}>
          <Radio.Group aria-label={t('printers.width')} options={([58, 80] as const).map(width => ({ value: width, label: t('printers.widthMm', { width }) }))} />
        </Form.Item>
        <Form.Item name="stationId" label={t('printers.station')}>
          <Select options={[{ value: null, label: t('printers.everyStation') }, ...stations.filter(each => !each.isRevoked).map(each => ({ value: each.id, label: each.name }))]} />
        </Form.Item>
      </Form>
    </Drawer>
  );
}
