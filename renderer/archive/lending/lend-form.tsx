import { Alert, Button, Checkbox, Flex, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { approvalOfLoan, approvalsNeeded } from '../../../shared/approvals.ts';
import type { MaskedFile } from '../../../shared/archive.ts';
import type { Loan } from '../../../shared/lending.ts';
import { useBranch, useSession } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { HoldMark, LevelMark } from '../file-marks.tsx';
import { placeText } from '../file-row.tsx';
import { ApprovalFields, type SignIn } from '../looks/approval-fields.tsx';
import type { CatalogueWords } from '../use-catalogue.ts';
import { BorrowerField } from './borrower-field.tsx';
import { DueField, type ProposedDue } from './due-field.tsx';
import { useBusinessDate } from './use-business-date.ts';

interface LendFormProps { file: MaskedFile; proposed: ProposedDue; words: CatalogueWords; onLent(loan: Loan): void; onLeave(): void }

const required = ['borrowerName', 'borrowerUnit', 'borrowerContact', 'reason'] as const;
type Required = (typeof required)[number];
const longest: Record<Required, number> = { borrowerName: 40, borrowerUnit: 80, borrowerContact: 40, reason: 300 };
const dueRefusals = ['DAY_PAST', 'LOAN_TOO_LONG'];

/** The form of one loan. It says at each field what is missing, and asks for exactly the sign-ins that level and borrower need. */
export function LendForm({ file, proposed, words, onLent, onLeave }: LendFormProps) {
  const { t } = useTranslation('lending');
  const { client, query } = useBranch();
  const roles = useSession()?.staff?.roles ?? [];
  const today = useBusinessDate();
  const [typed, setTyped] = useState<Record<Required | 'limits' | 'dueOn', string>>({ borrowerName: '', borrowerUnit: '', borrowerContact: '', reason: '', limits: '', dueOn: proposed.dueOn });
  const [isOutsideCompany, setOutside] = useState(false);
  const [signIns, setSignIns] = useState<SignIn[]>([]);
  const [hasTried, setTried] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [dueProblem, setDueProblem] = useState<string | null>(null);
  useEffect(() => { document.getElementById('lend-borrowerName')?.focus(); }, []);
  const lend = useCommand(client.lending.lend, {
    changes: [query.lending.key(), query.archive.key()],
    onDone: onLent,
    onRefused(text, error) {
      const isOfDue = typeof error === 'object' && error !== null && 'code' in error && dueRefusals.includes(String(error.code));
      (isOfDue ? setDueProblem : setProblem)(text);
      // A password that was refused is typed anew; nobody corrects what they cannot see.
      setSignIns(present => present.map(each => ({ ...each, password: '' })));
    },
  });

  const level = words.level(file.levelId);
  const count = level ? approvalsNeeded(approvalOfLoan(level.approval, isOutsideCompany), { roles }).count : proposed.approvalsNeeded;
  const shownSignIns = Array.from({ length: count }, (_, at) => signIns[at] ?? { loginName: '', password: '' });
  const isMissing = (name: Required) => hasTried && typed[name].trim() === '';

  function submit() {
    setTried(true);
    setProblem(null);
    setDueProblem(null);
    const missing = required.find(name => typed[name].trim() === '');
    if (missing) return document.getElementById(`lend-${missing}`)?.focus();
    if (typed.dueOn === '') return setDueProblem(t('lend.dueMissing'));
    if (shownSignIns.some(each => each.loginName.trim() === '' || each.password === '')) return setProblem(t('looks:approval.missing', { count }));
    const [borrowerName, borrowerUnit, borrowerContact, reason] = required.map(name => typed[name].trim()) as [string, string, string, string];
    void lend.run({ fileId: file.id, borrowerName, borrowerUnit, borrowerContact, isOutsideCompany, reason, limits: typed.limits.trim(), dueOn: typed.dueOn, approvals: shownSignIns });
  }

  return (
    <Form layout="vertical" requiredMark={false} className="lending-form" onFinish={submit} aria-label={t('lend.title', { file: file.archiveNumber })}>
      <Flex gap="small" align="center" wrap style={{ marginBottom: 12 }}>
        <strong>{file.maskedName} · {file.maskedTitle}</strong>
        <LevelMark levelId={file.levelId} words={words} /><HoldMark file={file} />
        <span>{t('lend.facts', { pages: file.pages, place: placeText(file, words) || t('archive:row.noPlace') })}</span>
      </Flex>
      {file.holdCount > 0 && <Alert type="warning" showIcon title={t('lend.onHold')} style={{ marginBottom: 12 }} />}
      <div className="lending-form__row">{field('borrowerName')}{field('borrowerUnit')}{field('borrowerContact')}</div>
      <div className="lending-form__row">
        {field('reason')}
        <Form.Item label={t('lend.limits')} htmlFor="lend-limits" extra={t('lend.limitsHint')}>
          <Input id="lend-limits" maxLength={300} autoComplete="off" value={typed.limits} onChange={event => setTyped({ ...typed, limits: event.target.value })} />
        </Form.Item>
      </div>
      <div className="lending-form__row">
        <DueField id="lend-dueOn" proposed={proposed} levelName={words.levelName(file.levelId)} today={today} value={typed.dueOn} problem={dueProblem} onChange={dueOn => { setDueProblem(null); setTyped({ ...typed, dueOn }); }} />
        <Form.Item label={t('lend.where')} extra={t('lend.outsideHint')}>
          <Checkbox checked={isOutsideCompany} onChange={event => setOutside(event.target.checked)}>{t('lend.outside')}</Checkbox>
        </Form.Item>
      </div>
      {count > 0 && <ApprovalFields lead={t('lend.approval', { count })} value={shownSignIns} onChange={setSignIns} />}
      {problem !== null && <Alert type="error" showIcon role="alert" title={problem} style={{ marginTop: 12 }} />}
      <Flex gap="small" style={{ marginTop: 16 }}>
        <Button type="primary" htmlType="submit" aria-busy={lend.isRunning} disabled={lend.isRunning}>{t('lend.submit')}</Button>
        <Button onClick={onLeave}>{t('archive:dialog.back')}</Button>
      </Flex>
    </Form>
  );

  function field(name: Required) {
    return (
      <Form.Item label={t(`lend.${name}`)} htmlFor={`lend-${name}`} validateStatus={isMissing(name) ? 'error' : undefined} help={isMissing(name) ? t('lend.fillIn') : undefined}>
        {name === 'borrowerName'
          ? (
            <BorrowerField
              id="lend-borrowerName" maxLength={longest[name]} value={typed[name]} onType={borrowerName => setTyped({ ...typed, borrowerName })}
              onChoose={({ borrowerName, borrowerUnit, borrowerContact }) => setTyped({ ...typed, borrowerName, borrowerUnit, borrowerContact })}
            />
          )
          : <Input id={`lend-${name}`} maxLength={longest[name]} autoComplete="off" value={typed[name]} onChange={event => setTyped({ ...typed, [name]: event.target.value })} />}
      </Form.Item>
    );
  }
}
