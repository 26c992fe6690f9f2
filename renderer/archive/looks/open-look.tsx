import { useQuery } from '@tanstack/react-query';
import { Alert, Flex, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenedLook } from '../../../shared/looks.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useAction } from '../../hooks/use-command.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { QuestionDialog } from '../question-dialog.tsx';
import { ApprovalFields, type SignIn } from './approval-fields.tsx';
import { BasisFields } from './basis-fields.tsx';
import { basisOf, emptyBasis, type TypedBasis } from './typed-basis.ts';
import { PurposeChoice } from './purpose-choice.tsx';
import { useFieldWords } from './use-field-words.ts';

interface OpenLookProps {
  /** the file or the customer that is to be looked at */
  subject: { fileId: string } | { customerId: string };
  /** what is opened, as far as it may be said: an archive number, a masked name */
  name: string;
  onOpened(look: OpenedLook): void;
  onClose(): void;
}

/** Asks for purpose and basis, and for those who must approve, and says before the last key what will open and for how long. */
export function OpenLook({ subject, name, onOpened, onClose }: OpenLookProps) {
  const { t } = useTranslation('looks');
  const { client, query } = useBranch();
  const toText = useErrorText();
  const words = useFieldWords();
  const options = useQuery(query.looks.options.queryOptions({ input: subject, staleTime: 0, gcTime: 0 }));
  const [purposeCode, setPurposeCode] = useState<string | null>(null);
  const [basis, setBasis] = useState<TypedBasis>(emptyBasis);
  const [signIns, setSignIns] = useState<SignIn[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const open = useAction(client.looks.open, {
    onDone: onOpened,
    onRefused(text) {
      setProblem(text);
      // A password that was refused is typed anew; nobody corrects what they cannot see.
      setSignIns(present => present.map(each => ({ ...each, password: '' })));
    },
  });

  const ticket = options.data?.ticket ?? null;
  const purpose = options.data?.purposes.find(each => each.code === purposeCode) ?? null;
  const kind = purpose && (basis.kind !== null && purpose.bases.includes(basis.kind) ? basis.kind : usualBasis(purpose.bases, ticket !== null));
  const count = options.data?.approvalsNeeded ?? 0;
  const shownSignIns = Array.from({ length: count }, (_, at) => signIns[at] ?? { loginName: '', password: '' });

  function submit() {
    if (!purpose || kind === null) return setProblem(t('purpose.missing'));
    const given = basisOf({ ...basis, kind }, ticket);
    if (!given) return setProblem(kind === 'ticket' ? t('basis.noTicket') : t('basis.missing'));
    if (shownSignIns.some(each => each.loginName.trim() === '' || each.password === '')) return setProblem(t('approval.missing', { count }));
    setProblem(null);
    void open.run({ ...subject, purposeCode: purpose.code, basis: given, approvals: shownSignIns });
  }

  if (!options.data) {
    return (
      <QuestionDialog title={t('open.title', { name })} submitText={t('open.submit')} isRunning isLoading errorText={options.error && toText(options.error)} onSubmit={onClose} onClose={onClose}>
        {!options.error && <Skeleton active title={false} aria-label={t('open.loading')} />}
      </QuestionDialog>
    );
  }
  return (
    <QuestionDialog title={t('open.title', { name })} submitText={t('open.submit')} isRunning={open.isRunning} errorText={problem} onSubmit={submit} onClose={onClose}>
      {options.data.purposes.length === 0
        ? <Alert type="warning" showIcon title={t('purpose.none')} />
        : <PurposeChoice purposes={options.data.purposes} value={purposeCode} onChange={code => { setProblem(null); setPurposeCode(code); }} />}
      {purpose && kind !== null && <BasisFields kinds={purpose.bases} value={{ ...basis, kind }} ticketNumber={ticket?.number ?? null} onChange={setBasis} />}
      {count > 0 && <ApprovalFields value={shownSignIns} onChange={setSignIns} />}
      <Flex vertical>
        <Typography.Text strong>{purpose ? t('open.what', { fields: words.list(purpose.fields), minutes: purpose.minutes }) : t('open.chooseFirst')}</Typography.Text>
        <Typography.Text type="secondary">{t('open.logged')}</Typography.Text>
      </Flex>
    </QuestionDialog>
  );
}

/** The ticket being served, when there is one; a paper otherwise. */
function usualBasis<Kind extends string>(kinds: readonly Kind[], hasTicket: boolean): Kind | null {
  return kinds.find(kind => (kind === 'ticket') === hasTicket) ?? kinds[0] ?? null;
}
