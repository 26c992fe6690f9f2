import { DeleteOutlined } from '@ant-design/icons';
import { Button, Flex, Radio, Typography } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { itemResults, type VisitItem } from '../../shared/counter.ts';
import { isComposing } from '../components/composition.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { ItemReason } from './item-reason.tsx';
import { useVisitCommand } from './use-visit-command.ts';

type Result = VisitItem['result'];
const outcomes = itemResults.filter(result => result !== 'undecided');

interface ItemRowProps {
  visitId: string;
  item: VisitItem;
  /** papers the service asks for, as reasons to choose from */
  documents: readonly string[];
  /** A row that was just added takes the focus: its result comes next. */
  takesFocus: boolean;
  onRefused(text: string): void;
}

/** One kind of business and how it ended: keys 1 to 4 while the row has the focus, Delete takes it out. */
export function ItemRow({ visitId, item, documents, takesFocus, onRefused }: ItemRowProps) {
  const { t, i18n } = useTranslation('counter');
  const { client } = useBranch();
  // Each row has commands of its own: deciding the next one need not wait for the last answer.
  const decide = useVisitCommand(client.counter.decideItem, onRefused);
  const remove = useVisitCommand(client.counter.removeItem, onRefused);
  const [asksReasonFor, setAsksReasonFor] = useState<Result | null>(null);
  const row = useRef<HTMLLIElement>(null);
  const name = i18n.language === 'en' ? item.nameEn : item.nameZh;

  useEffect(() => { if (takesFocus) focusResult(); }, [takesFocus]);

  function focusResult() {
    row.current?.querySelector<HTMLInputElement>('input[type="radio"]')?.focus();
  }

  function choose(result: Result) {
    if (result === 'completed') {
      setAsksReasonFor(null);
      void decide.run({ visitId, itemId: item.id, result, reason: null });
    } else setAsksReasonFor(result);
  }

  async function saveReason(result: Result, reason: string) {
    if (await decide.run({ visitId, itemId: item.id, result, reason })) {
      setAsksReasonFor(null);
      focusResult();
    }
  }

  function onKey(event: KeyboardEvent) {
    const isTyping = event.target instanceof HTMLInputElement && event.target.type !== 'radio';
    if (isTyping || isComposing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    const chosen = outcomes[Number(event.key) - 1];
    if (chosen) choose(chosen);
    else if (event.key === 'Delete') void remove.run({ visitId, itemId: item.id });
    else return;
    event.preventDefault();
  }

  const shown = asksReasonFor ?? (item.result === 'undecided' ? null : item.result);
  return (
    <li ref={row} onKeyDown={onKey} style={{ paddingBlock: 6 }}>
      <Flex align="center" gap="small" wrap>
        <Typography.Text strong style={{ minWidth: 110 }}>{name}</Typography.Text>
        <Radio.Group
          value={shown} optionType="button" buttonStyle="solid" aria-label={t('items.resultOf', { name })}
          onChange={event => choose(event.target.value as Result)}
        >
          {outcomes.map((result, index) => (
            <Radio.Button key={result} value={result}>{t(`results.${result}`)} <kbd aria-hidden>{index + 1}</kbd></Radio.Button>
          ))}
        </Radio.Group>
        <Typography.Text type="secondary">{item.minutes === null ? t('items.inHand') : t('items.minutes', { count: item.minutes })}</Typography.Text>
        <Button
          type="text" size="small" icon={<DeleteOutlined aria-hidden />} aria-label={t('items.remove', { name })} style={{ marginInlineStart: 'auto' }}
          disabled={remove.isRunning} onClick={() => void remove.run({ visitId, itemId: item.id })}
        />
      </Flex>
      {asksReasonFor !== null && (
        <ItemReason
          key={asksReasonFor} itemName={name} isSaving={decide.isRunning}
          initialReason={item.result === asksReasonFor ? item.reason ?? '' : ''}
          phrases={asksReasonFor === 'incompleteDocuments' ? documents.map(document => t('items.missing', { document })) : []}
          onSave={reason => void saveReason(asksReasonFor, reason)}
          onLeave={() => { setAsksReasonFor(null); focusResult(); }}
        />
      )}
      {asksReasonFor === null && item.reason !== null && <Typography.Text type="secondary">{t('items.told', { reason: item.reason })}</Typography.Text>}
    </li>
  );
}
