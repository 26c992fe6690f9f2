import { Form } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { NoticeFields, noticeValues, writtenNotice, type NoticeValues } from '../../components/notice-fields.tsx';
import type { BodyOf, EditorProps } from './editor-props.ts';

type Body = BodyOf<'notice'>;

/** A new notice: what was published of others does not matter to it. */
export function NoticeEditor({ value, onChange }: EditorProps<Body>) {
  const [form] = Form.useForm<NoticeValues>();
  const [id] = useState(() => value?.id ?? uuidv7());
  const today = dayjs().format('YYYY-MM-DD');
  return (
    <Form<NoticeValues>
      form={form} layout="vertical" requiredMark={false} initialValues={noticeValues(value ?? {}, today)} style={{ maxWidth: 720 }}
      onValuesChange={(_, values) => { if (values.term) onChange({ id, ...writtenNotice(values) }); }}
    >
      <NoticeFields today={today} />
    </Form>
  );
}
