import { Button, Flex, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isComposing, onEnter } from '../components/composition.ts';

interface ItemReasonProps {
  itemName: string;
  initialReason: string;
  /** phrases to put together, for instance the papers that may be missing */
  phrases: readonly string[];
  isSaving: boolean;
  onSave(reason: string): void;
  onLeave(): void;
}

const longest = 300;

/** The reason a customer goes away without what was wanted, in the words the customer is told. */
export function ItemReason({ itemName, initialReason, phrases, isSaving, onSave, onLeave }: ItemReasonProps) {
  const { t } = useTranslation('counter');
  const [reason, setReason] = useState(initialReason);
  const [wasTried, setWasTried] = useState(false);
  const field = useRef<InputRef>(null);
  const isMissing = wasTried && reason.trim() === '';

  function save() {
    setWasTried(true);
    if (reason.trim() !== '') onSave(reason.trim());
  }

  function add(phrase: string) {
    const said = reason.trim();
    setReason((said === '' ? phrase : `${said}${t('items.andAlso')}${phrase}`).slice(0, longest));
    field.current?.focus();
  }

  return (
    <Flex vertical gap={4} style={{ marginBlockStart: 4 }}>
      <Flex gap="small">
        <Input
          ref={field} value={reason} autoFocus maxLength={longest} status={isMissing ? 'error' : ''}
          aria-label={t('items.reasonOf', { name: itemName })} aria-invalid={isMissing}
          placeholder={isMissing ? t('items.reasonMissing') : t('items.reasonHint')}
          onChange={event => setReason(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Escape' && !isComposing(event)) onLeave();
            onEnter(save)(event);
          }}
        />
        <Button type="primary" onClick={save} aria-busy={isSaving} disabled={isSaving}>{t('items.saveReason')}</Button>
        <Button onClick={onLeave}>{t('items.leaveReason')}</Button>
      </Flex>
      {phrases.length > 0 && (
        <Flex gap={4} wrap role="group" aria-label={t('items.phrases')}>
          {phrases.map(phrase => <Button key={phrase} size="small" onClick={() => add(phrase)}>{phrase}</Button>)}
        </Flex>
      )}
    </Flex>
  );
}
