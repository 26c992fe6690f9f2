import { Alert, Flex, Input, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BodyOf, EditorProps } from './editor-props.ts';
import { readStaffLines, staffLines, type StaffFault } from './staff-lines.ts';

type Body = BodyOf<'staff'>;

/** The roster as lines, as people paste it from a spreadsheet. */
export function StaffEditor({ value, onChange }: EditorProps<Body>) {
  const { t, i18n } = useTranslation('headquartersPublishing');
  const isEnglish = i18n.language === 'en';
  const [text, setText] = useState(() => staffLines(value?.staff ?? [], role => isEnglish ? role : t(`errors:word.role.${role}`), isEnglish ? 'inactive' : '停用'));
  const [faults, setFaults] = useState<readonly StaffFault[]>([]);
  const type = (typed: string) => {
    setText(typed);
    const read = readStaffLines(typed);
    if ('faults' in read) return setFaults(read.faults);
    setFaults([]);
    onChange(read);
  };
  return (
    <Flex vertical gap={4}>
      <label htmlFor="staff-lines">{t('staff.lines')}</label>
      <Input.TextArea id="staff-lines" className="console-hash" autoSize={{ minRows: 6, maxRows: 18 }} value={text} placeholder={t('staff.example')} spellCheck={false} onChange={event => type(event.target.value)} />
      <Typography.Text type="secondary">{t('staff.passwords')}</Typography.Text>
      {faults.length > 0 && <Alert type="warning" showIcon role="status" title={t('staff.wrong')} description={<ul>{faults.slice(0, 20).map(({ line, fault, text: found }) => <li key={line}>{t(`staff.fault.${fault}`, { line, text: found })}</li>)}</ul>} />}
    </Flex>
  );
}
