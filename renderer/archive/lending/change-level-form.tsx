import { Alert, Button, Flex, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { approvalsNeeded } from '../../../shared/approvals.ts';
import type { Level, MaskedFile } from '../../../shared/archive.ts';
import { addMonths } from '../../../shared/calendar.ts';
import type { LevelChange } from '../../../shared/lending.ts';
import { useBranch, useSession } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { ApprovalFields, type SignIn } from '../looks/approval-fields.tsx';
import type { CatalogueWords } from '../use-catalogue.ts';
import { DayInput } from './day-input.tsx';

interface ChangeLevelFormProps { file: MaskedFile; words: CatalogueWords; today: string; onDone(change: LevelChange): void }

/** Another level or another end, with a reason and the approvals of the higher of the two levels. */
export function ChangeLevelForm({ file, words, today, onDone }: ChangeLevelFormProps) {
  const { t } = useTranslation('lending');
  const { client, query } = useBranch();
  const roles = useSession()?.staff?.roles ?? [];
  const [levelId, setLevelId] = useState(file.levelId);
  const [endsOn, setEndsOn] = useState('');
  const [reason, setReason] = useState('');
  const [signIns, setSignIns] = useState<SignIn[]>([]);
  const [missing, setMissing] = useState<'level' | 'endsOn' | 'reason' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const change = useCommand(client.lending.changeLevel, {
    changes: [query.lending.key(), query.archive.key()],
    onDone,
    onRefused(text) {
      setProblem(text);
      // A password that was refused is typed anew; nobody corrects what they cannot see.
      setSignIns(present => present.map(each => ({ ...each, password: '' })));
    },
  });

  const from = words.level(file.levelId);
  const to = words.level(levelId);
  const isSame = levelId === file.levelId;
  const months = to?.longestTermMonths ?? null;
  const latestDay = months === null ? null : addMonths(today, months);
  const higher = from && to ? (to.rank > from.rank ? to : from) : undefined;
  const count = higher ? approvalsNeeded(higher.approval, { roles }).count : 0;
  const shownSignIns = Array.from({ length: count }, (_, at) => signIns[at] ?? { loginName: '', password: '' });

  function submit() {
    setProblem(null);
    const lacks = isSame && (months === null || endsOn === file.levelEndsOn) ? 'level' : months !== null && endsOn === '' ? 'endsOn' : reason.trim() === '' ? 'reason' : null;
    setMissing(lacks);
    if (lacks !== null) return document.getElementById(`change-${lacks}`)?.focus();
    if (shownSignIns.some(each => each.loginName.trim() === '' || each.password === '')) return setProblem(t('looks:approval.missing', { count }));
    void change.run({ fileId: file.id, levelId, endsOn: months === null ? null : endsOn, reason: reason.trim(), approvals: shownSignIns });
  }

  const label = (level: Level) => {
    const term = level.longestTermMonths === null ? t('level.noTerm') : t('level.longest', { months: level.longestTermMonths });
    return t('level.option', { level: words.name(level), term, approval: t(`level.approval.${level.approval}`) });
  };
  return (
    <Form layout="vertical" requiredMark={false} className="lending-form" onFinish={submit} aria-label={t('level.form')}>
      <Form.Item label={t('levels.level')} validateStatus={missing === 'level' ? 'error' : undefined} help={missing === 'level' ? t('level.nothing') : undefined}>
        <Radio.Group aria-label={t('levels.level')} value={levelId} onChange={event => { setLevelId(event.target.value as string); setMissing(null); }}>
          <Flex vertical gap={2}>
            {words.levelsInOrder.filter(each => each.isActive || each.id === file.levelId).map(each => (
              <Radio key={each.id} id={each.id === levelId ? 'change-level' : undefined} value={each.id}>{label(each)}{each.id === file.levelId ? t('level.present') : ''}</Radio>
            ))}
          </Flex>
        </Radio.Group>
      </Form.Item>
      {latestDay !== null && (
        <Form.Item
          label={t(isSame ? 'level.newEnd' : 'level.end')} htmlFor="change-endsOn" extra={t('level.latest', { day: latestDay })}
          validateStatus={missing === 'endsOn' ? 'error' : undefined} help={missing === 'endsOn' ? t('level.endMissing') : undefined}
        >
          <DayInput id="change-endsOn" from={today} until={latestDay} value={endsOn} onChange={day => { setEndsOn(day); setMissing(null); }} />
        </Form.Item>
      )}
      <Form.Item label={t('level.reason')} htmlFor="change-reason" validateStatus={missing === 'reason' ? 'error' : undefined} help={missing === 'reason' ? t('level.reasonMissing') : undefined}>
        <Input id="change-reason" maxLength={300} autoComplete="off" value={reason} onChange={event => { setReason(event.target.value); setMissing(null); }} />
      </Form.Item>
      {count > 0 && <ApprovalFields lead={t('level.approvals', { count, level: higher ? words.name(higher) : '' })} value={shownSignIns} onChange={setSignIns} />}
      {problem !== null && <Alert type="error" showIcon role="alert" title={problem} style={{ marginTop: 12 }} />}
      <Button type="primary" htmlType="submit" aria-busy={change.isRunning} disabled={change.isRunning} style={{ marginTop: 16 }}>{t(isSame ? 'level.extend' : 'level.change')}</Button>
    </Form>
  );
}
