import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Form, Input, InputNumber, Select, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { media, type FileForm, type MaskedFile } from '../../../shared/archive.ts';
import { addMonths } from '../../../shared/calendar.ts';
import type { MaskedCustomer } from '../../../shared/customers.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { DayInput } from '../lending/day-input.tsx';
import { useBusinessDate } from '../lending/use-business-date.ts';
import type { CatalogueWords } from '../use-catalogue.ts';
import { CustomerOfFile } from './customer-of-file.tsx';
import type { CustomerSearch } from './new-file-page.tsx';

export type TypedFile = Omit<FileForm, 'customerId' | 'levelEndsOn' | 'shelfId'> & { levelEndsOn: string; shelfId: string };

interface NewFileFormProps { start: Partial<TypedFile>; words: CatalogueWords; customerSearch: CustomerSearch; onKept(file: MaskedFile, typed: TypedFile): void }

const noShelf = '';
/** May be left empty, but the quarterly review asks for them. */
const wished = ['subjectAccountNumber', 'subjectAddress', 'shelfId', 'place', 'pages'] as const;

/** The cover of a new file. The number is proposed from category and year until somebody types another. */
export function NewFileForm({ start, words, customerSearch, onKept }: NewFileFormProps) {
  const { t } = useTranslation('catalogue');
  const { client, query } = useBranch();
  const today = useBusinessDate();
  const [form] = Form.useForm<TypedFile>();
  const [customer, setCustomer] = useState<MaskedCustomer | null>(null);
  const [hasOwnNumber, setOwnNumber] = useState(false);
  const typed = (Form.useWatch([], form) as Partial<TypedFile> | undefined) ?? {};
  const active = <Row extends { isActive: boolean }>(rows: readonly Row[] | undefined) => rows?.filter(row => row.isActive) ?? [];
  const level = words.level(typed.levelId ?? '');
  const longestTerm = level?.longestTermMonths ?? null;
  const latestEnd = longestTerm === null ? null : addMonths(today, longestTerm);
  const { categoryId = '', year } = typed;
  const proposal = useQuery({ ...query.archive.proposeNumber.queryOptions({ input: { categoryId, year: year ?? 1900 }, staleTime: 0, gcTime: 0 }), enabled: categoryId !== '' && typeof year === 'number' && year >= 1900 });
  const proposed = proposal.data?.archiveNumber;
  useEffect(() => { if (proposed !== undefined && !hasOwnNumber) form.setFieldValue('archiveNumber', proposed); }, [proposed, hasOwnNumber, form]);
  useEffect(() => { document.getElementById('new_subjectName')?.focus(); }, []);
  const add = useCommand(client.archive.add, { changes: [query.archive.key()], onDone: file => onKept(file, form.getFieldsValue()), onRefused: () => undefined });

  const needed = [{ required: true, message: t('fillIn') }];
  const neededWords = [{ required: true, whitespace: true, message: t('fillIn') }];
  const missing = wished.filter(name => !typed[name]);
  const forEver = words.catalogue?.retentionClasses.find(each => each.isActive && each.years === null) ?? active(words.catalogue?.retentionClasses)[0];
  const initial: Partial<TypedFile> = { year: Number(today.slice(0, 4)), pages: 0, medium: 'paper', shelfId: noShelf, place: '', levelEndsOn: '', levelId: words.levelsInOrder.find(each => each.isActive)?.id, retentionClassId: forEver?.id, ...start };

  function keep(values: TypedFile) {
    const orNull = (text: string | null | undefined) => text?.trim() || null;
    void add.run({
      ...values, subjectAccountNumber: orNull(values.subjectAccountNumber), subjectAddress: orNull(values.subjectAddress), subjectIdNumber: orNull(values.subjectIdNumber),
      place: values.place ?? '', pages: values.pages ?? 0, shelfId: values.shelfId || null, customerId: customer?.id ?? null, levelEndsOn: latestEnd === null ? null : values.levelEndsOn || null,
    });
  }

  return (
    <Form<TypedFile> form={form} name="new" layout="vertical" requiredMark={false} className="new-file" initialValues={initial} onFinish={keep} scrollToFirstError={{ focus: true }}>
      <div className="new-file__row">
        <Form.Item name="subjectName" label={t('new.subjectName')} rules={neededWords}><Input maxLength={60} autoComplete="off" /></Form.Item>
        <Form.Item name="title" label={t('new.fileTitle')} extra={t('new.titleHint')} rules={neededWords}><Input maxLength={200} autoComplete="off" /></Form.Item>
      </div>
      <div className="new-file__row">
        <Form.Item name="categoryId" label={t('new.category')} rules={needed}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={active(words.catalogue?.categories).map(({ id, code }) => ({ value: id, label: `${code} ${words.categoryName(id)}` }))} />
        </Form.Item>
        <Form.Item name="year" label={t('new.year')} rules={needed}><InputNumber min={1900} max={2200} precision={0} style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="archiveNumber" label={t('new.number')} extra={t(hasOwnNumber ? 'new.numberOwn' : 'new.numberProposed')} rules={neededWords}>
          <Input maxLength={40} autoComplete="off" spellCheck={false} onChange={event => setOwnNumber(event.target.value.trim() !== '')} />
        </Form.Item>
      </div>
      <div className="new-file__row">
        <Form.Item name="subjectAccountNumber" label={t('new.account')}><Input maxLength={40} autoComplete="off" /></Form.Item>
        <Form.Item name="subjectIdNumber" label={t('new.idNumber')}><Input maxLength={30} autoComplete="off" /></Form.Item>
        <Form.Item name="subjectAddress" label={t('new.address')}><Input maxLength={200} autoComplete="off" /></Form.Item>
      </div>
      <CustomerOfFile customer={customer} search={customerSearch} onChoose={setCustomer} />
      <div className="new-file__row">
        <Form.Item name="shelfId" label={t('new.shelf')}><Select options={[{ value: noShelf, label: t('new.noShelf') }, ...active(words.catalogue?.shelves).map(({ id, code, room }) => ({ value: id, label: `${code} ${room}` }))]} /></Form.Item>
        <Form.Item name="place" label={t('new.place')} extra={t('new.placeHint')}><Input maxLength={40} autoComplete="off" /></Form.Item>
        <Form.Item name="pages" label={t('new.pages')}><InputNumber min={0} max={100_000} precision={0} style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="medium" label={t('new.medium')}><Select options={media.map(value => ({ value, label: t(`archive:medium.${value}`) }))} /></Form.Item>
      </div>
      <div className="new-file__row">
        <Form.Item name="retentionClassId" label={t('new.retention')} rules={needed}><Select options={active(words.catalogue?.retentionClasses).map(each => ({ value: each.id, label: words.name(each) }))} /></Form.Item>
        <Form.Item name="levelId" label={t('new.level')} rules={needed}><Select options={words.levelsInOrder.filter(each => each.isActive).map(each => ({ value: each.id, label: words.name(each) }))} /></Form.Item>
        {latestEnd !== null && longestTerm !== null && (
          <Form.Item name="levelEndsOn" label={t('new.levelEnds')} extra={t('new.levelEndsHint', { count: longestTerm, day: latestEnd })} rules={needed} getValueProps={(value: string | undefined) => ({ value: value ?? '' })}>
            <DayInput id="new_levelEndsOn" value="" from={today} until={latestEnd} onChange={() => undefined} />
          </Form.Item>
        )}
      </div>
      {missing.length > 0 && <Typography.Paragraph type="secondary" role="status">{t('new.missing', { fields: missing.map(name => t(`new.wished.${name}`)).join(t('errors:listSeparator')) })}</Typography.Paragraph>}
      {(add.errorText ?? proposal.error) !== null && <Alert type="error" showIcon role="alert" title={add.errorText ?? t('new.noProposal')} style={{ marginBottom: 12 }} />}
      <Flex gap="small"><Button type="primary" htmlType="submit" loading={add.isRunning}>{t('new.keep')}</Button></Flex>
    </Form>
  );
}
