import { AutoComplete, Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isComposing, onEnter } from '../components/composition.ts';

interface ItemReasonProps {
  itemName: string;
  initialReason: string;
  suggestions: readonly string[];
  isSaving: boolean;
  onSave(reason: string): void;
  onLeave(): void;
}

/** The reason a customer goes away without what was wanted, in the words the customer is told. */
export function ItemReason({ itemName, initialReason, suggestions, isSaving, onSave, onLeave }: ItemReasonProps) {
  const { t } = useTranslation('counter');
  const [reason, setReason] = useState(initialReason);
  const [wasTried, setWasTried] = useState(false);
  const [isListOpen, setListOpen] = useState(false);
  const isMissing = reason.trim() === '';

  function save() {
    setWasTried(true);
    if (!isMissing) onSave(reason.trim());
  }

  return (
    <Flex gap="small" align="start" style={{ marginBlockStart: 4 }}>
      <AutoComplete
        style={{ flex: 1 }} value={reason} autoFocus maxLength={300} status={wasTried && isMissing ? 'error' : ''}
        aria-label={t('items.reasonOf', { name: itemName })} aria-invalid={wasTried && isMissing}
        placeholder={wasTried && isMissing ? t('items.reasonMissing') : t('items.reasonHint')}
        options={suggestions.map(value => ({ value }))} defaultActiveFirstOption={false}
        open={isListOpen} onOpenChange={setListOpen}
        onChange={setReason}
        onInputKeyDown={event => {
          if (event.key === 'Escape' && !isComposing(event) && !isListOpen) onLeave();
          // With the list open Enter takes a suggestion; without one marked it only closes the list.
          if (!isListOpen || !event.currentTarget.getAttribute('aria-activedescendant')) onEnter(save)(event);
        }}
      />
      <Button type="primary" onClick={save} aria-busy={isSaving} disabled={isSaving}>{t('items.saveReason')}</Button>
      <Button onClick={onLeave}>{t('items.leaveReason')}</Button>
    </Flex>
  );
}
