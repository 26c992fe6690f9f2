import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Flex, Form, Input, InputNumber, Radio, Select, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import { isLocalAddress, lowestPrinterPort, type PaperWidth, type Printer, type PrinterLine } from '../../shared/printing.ts';
import type { Station } from '../../shared/stations.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';

const usualPort = 9100;

/** The fields of the other kind of line are not there. */
interface Fields { name: string; kind?: PrinterLine['kind']; address?: string; port?: number; deviceName?: string; widthMm: PaperWidth; stationId: string | null }

/** A new printer, or a change of one. */
export function PrinterDrawer({ printer, stations, onClose }: { printer: Printer | null; stations: readonly Station[]; onClose(): void }) {
  const { t } = useTranslation('printing');
  const { message } = App.useApp();
  const { client, query } = useBranch();
  const [form] = Form.useForm<Fields>();
  const [id] = useState(() => printer?.id ?? uuidv7());
  const nameField = useRef<InputRef>(null);
  const save = useCommand(client.printing.savePrinter, { onDone: () => { void message.success(t('printers.saved')); onClose(); }, onRefused: () => undefined });
  const kind = Form.useWatch('kind', { form, preserve: true });
  const systemPrinters = useQuery(query.printing.systemPrinters.queryOptions());
  const line = printer?.line ?? { kind: 'tcp', address: '' };
  const start: Fields = {
    name: printer?.name ?? '', kind: line.kind, address: line.kind === 'tcp' ? line.address : '', port: printer?.line.kind === 'tcp' ? printer.line.port : usualPort,
    deviceName: line.kind === 'system' ? line.deviceName : undefined,
    widthMm: printer?.widthMm ?? 80, stationId: printer?.stationId ?? null,
  };

  function send({ kind: chosen, address = '', port = usualPort, deviceName = '', ...fields }: Fields) {
    void save.run({ id, ...fields, line: chosen === 'system' ? { kind: chosen, deviceName } : { kind: 'tcp', address: address.trim(), port } });
  }

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
      <Form<Fields> id="printer" form={form} layout="vertical" requiredMark={false} initialValues={start} onFinish={send}>
        <Form.Item name="name" label={t('printers.name')} extra={t('printers.nameExtra')} rules={[{ required: true, whitespace: true, message: t('printers.nameMissing') }]}>
          <Input ref={nameField} maxLength={40} autoComplete="off" />
        </Form.Item>
        {/* A system printer is reached from the desktop application alone; where that is not, nobody is offered one. */}
        {(systemPrinters.data || kind === 'system') && (
          <Form.Item name="kind" label={t('printers.kind')}>
            <Radio.Group aria-label={t('printers.kind')} options={(['tcp', 'system'] as const).map(value => ({ value, label: t(`printers.kindWord.${value}`) }))} />
          </Form.Item>
        )}
        {kind === 'system' ? (
          <Form.Item name="deviceName" label={t('printers.deviceName')} extra={t('printers.deviceNameExtra')} rules={[{ required: true, message: t('printers.deviceNameMissing') }]}>
            <Select options={systemPrinters.data?.map(value => ({ value, label: value }))} notFoundContent={t('printers.noSystemPrinters')} />
          </Form.Item>
        ) : <NetworkFields />}
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

function NetworkFields() {
  const { t } = useTranslation('printing');
  return (
    <>
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
    </>
  );
}
