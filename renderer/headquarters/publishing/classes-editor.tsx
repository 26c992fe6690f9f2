import { Button, Flex, Form, Input, Modal, Select, Switch, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import { useClassPath } from './class-words.ts';
import type { BodyOf, EditorProps } from './editor-props.ts';

type Body = BodyOf<'complaintClasses'>;
type PublishedClass = Body['classes'][number];
type Row = PublishedClass & { children?: Row[] };
const top = '';

/** The tree of complaint classes. What was published once is retired, never removed: complaints hang on it. */
export function ClassesEditor({ value, onChange }: EditorProps<Body>) {
  const { t, i18n } = useTranslation('complaintRules');
  const { t: own } = useTranslation('headquartersPublishing');
  const classes = value?.classes ?? [];
  const pathOf = useClassPath(classes);
  const [edited, setEdited] = useState<PublishedClass | 'new' | null>(null);
  const nameOf = (each: PublishedClass) => i18n.language === 'en' ? each.nameEn : each.nameZh;
  const below = (parentId: string | null): Row[] => classes.filter(each => each.parentId === parentId).map(each => {
    const children = below(each.id);
    return children.length > 0 ? { ...each, children } : { ...each };
  });
  const keep = (next: PublishedClass) => {
    onChange({ classes: classes.some(({ id }) => id === next.id) ? classes.map(each => each.id === next.id ? next : each) : [...classes, next] });
    setEdited(null);
  };
  return (
    <Flex vertical gap="small">
      <Table<Row>
        rowKey="id" size="small" pagination={false} dataSource={below(null)} locale={{ emptyText: own('classes.empty') }}
        columns={[
          { key: 'name', title: t('classes.name'), render: (_, each) => <>{nameOf(each)}{each.isReport && <Tag style={{ marginInlineStart: 8 }}>{own('field.isReport')}</Tag>}</> },
          { key: 'state', title: t('classes.state'), width: 120, render: (_, { isActive }) => <Tag variant="outlined">{isActive ? '● ' : '○ '}{t(isActive ? 'classes.inUse' : 'classes.retired')}</Tag> },
          { key: 'do', title: t('do'), width: 120, render: (_, { children: _children, ...each }) => <Button size="small" aria-label={own('changeOf', { name: nameOf(each) })} onClick={() => setEdited(each)}>{own('change')}</Button> },
        ]}
      />
      <div><Button onClick={() => setEdited('new')}>{t('classes.add')}</Button></div>
      {edited !== null && (
        <Modal open title={edited === 'new' ? t('classes.add') : own('changeOf', { name: nameOf(edited) })} footer={null} mask={{ closable: false }} destroyOnHidden onCancel={() => setEdited(null)}>
          <Form<PublishedClass>
            layout="vertical" requiredMark={false} initialValues={edited === 'new' ? { nameZh: '', nameEn: '', parentId: top, isActive: true, isReport: false } : { ...edited, parentId: edited.parentId ?? top }}
            onFinish={values => keep({ ...values, id: edited === 'new' ? uuidv7() : edited.id, parentId: values.parentId || null })}
          >
            <Form.Item name="nameZh" label={t('classes.nameZh')} rules={[{ required: true, whitespace: true, message: t('fillIn') }]}><Input maxLength={30} autoComplete="off" autoFocus /></Form.Item>
            <Form.Item name="nameEn" label={t('classes.nameEn')} rules={[{ required: true, whitespace: true, message: t('fillIn') }]}><Input maxLength={60} autoComplete="off" /></Form.Item>
            <Form.Item name="parentId" label={t('classes.parent')}><Select showSearch={{ optionFilterProp: 'label' }} options={[{ value: top, label: t('classes.top') }, ...classes.map(({ id }) => ({ value: id, label: pathOf(id) }))]} /></Form.Item>
            <Flex gap="large">
              <Form.Item name="isActive" label={own('field.isActive')} valuePropName="checked"><Switch aria-label={own('field.isActive')} /></Form.Item>
              <Form.Item name="isReport" label={own('field.isReport')} valuePropName="checked"><Switch aria-label={own('field.isReport')} /></Form.Item>
            </Flex>
            <Button type="primary" htmlType="submit">{own('keep')}</Button>
          </Form>
        </Modal>
      )}
    </Flex>
  );
}
