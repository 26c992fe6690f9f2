import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Form, Input, Modal, Select, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import type { ComplaintClass } from '../../../shared/complaint-classes.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { useComplaintWords } from '../use-complaint-words.ts';

type Row = ComplaintClass & { children?: Row[] };
type Names = Pick<ComplaintClass, 'nameZh' | 'nameEn' | 'parentId'>;
const top = '';

/** The tree of classes: added, renamed, moved, retired; one that was never used may be removed. */
export function ClassTable({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation('complaintRules');
  const { client, query } = useBranch();
  const words = useComplaintWords();
  const [edited, setEdited] = useState<ComplaintClass | 'new' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const list = useQuery(query.complaints.classes.queryOptions({ staleTime: 0 }));
  const changes = [query.complaints.classes.key()];
  const save = useCommand(client.complaints.saveClass, { changes, onDone: () => { setEdited(null); setProblem(null); }, onRefused: setProblem });
  const remove = useCommand(client.complaints.removeClass, { changes, onDone: () => setProblem(null), onRefused: setProblem });
  const all = list.data ?? [];
  const below = (parentId: string | null): Row[] => all.filter(each => each.parentId === parentId).map(each => {
    const children = below(each.id);
    return children.length > 0 ? { ...each, children } : { ...each };
  });
  const send = (row: ComplaintClass, part: Partial<ComplaintClass>) => {
    const { id, parentId, nameZh, nameEn, isActive } = { ...row, ...part };
    void save.run({ id, parentId, nameZh, nameEn, isActive });
  };

  return (
    <Flex vertical gap="small">
      {mayChange && <div><Button type="primary" onClick={() => { setProblem(null); setEdited('new'); }}>{t('classes.add')}</Button></div>}
      {problem !== null && edited === null && <Alert type="error" showIcon role="alert" title={problem} closable={{ onClose: () => setProblem(null) }} />}
      <Table<Row>
        rowKey="id" size="small" pagination={false} loading={list.isPending} dataSource={below(null)} locale={{ emptyText: t('classes.empty') }}
        columns={[
          { key: 'name', title: t('classes.name'), render: (_, each) => words.nameOf(each) },
          { key: 'state', title: t('classes.state'), width: 120, render: (_, { isActive }) => <Tag variant="outlined">{isActive ? '● ' : '○ '}{t(isActive ? 'classes.inUse' : 'classes.retired')}</Tag> },
          ...mayChange ? [{
            key: 'do', title: t('do'), width: 260,
            render: (_: unknown, each: Row) => (
              <Flex gap="small">
                <Button size="small" aria-label={t('changeOf', { name: words.nameOf(each) })} onClick={() => { setProblem(null); setEdited(each); }}>{t('change')}</Button>
                <Button size="small" aria-label={t(each.isActive ? 'classes.retireOf' : 'classes.useOf', { name: words.nameOf(each) })} onClick={() => send(each, { isActive: !each.isActive })}>{t(each.isActive ? 'classes.retire' : 'classes.use')}</Button>
                {!each.isUsed && !each.children && <Button size="small" aria-label={t('removeOf', { name: words.nameOf(each) })} onClick={() => void remove.run({ classId: each.id })}>{t('remove')}</Button>}
              </Flex>
            ),
          }] : [],
        ]}
      />
      {edited !== null && (
        <Modal open title={edited === 'new' ? t('classes.add') : t('changeOf', { name: words.nameOf(edited) })} footer={null} mask={{ closable: false }} destroyOnHidden onCancel={() => setEdited(null)}>
          <Form<Names>
            layout="vertical" requiredMark={false} initialValues={edited === 'new' ? { nameZh: '', nameEn: '', parentId: top } : { ...edited, parentId: edited.parentId ?? top }}
            onFinish={values => send(edited === 'new' ? { id: uuidv7(), parentId: null, nameZh: '', nameEn: '', isActive: true, isUsed: false, keys: '' } : edited, { ...values, parentId: values.parentId || null })}
          >
            <Form.Item name="nameZh" label={t('classes.nameZh')} rules={[{ required: true, whitespace: true, message: t('fillIn') }]}><Input maxLength={30} autoComplete="off" autoFocus /></Form.Item>
            <Form.Item name="nameEn" label={t('classes.nameEn')} rules={[{ required: true, whitespace: true, message: t('fillIn') }]}><Input maxLength={60} autoComplete="off" /></Form.Item>
            <Form.Item name="parentId" label={t('classes.parent')}><Select showSearch={{ optionFilterProp: 'label' }} options={[{ value: top, label: t('classes.top') }, ...all.map(({ id }) => ({ value: id, label: words.className(id) }))]} /></Form.Item>
            {problem !== null && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 12 }} />}
            <Button type="primary" htmlType="submit" aria-busy={save.isRunning} disabled={save.isRunning}>{t('keep')}</Button>
          </Form>
        </Modal>
      )}
    </Flex>
  );
}
