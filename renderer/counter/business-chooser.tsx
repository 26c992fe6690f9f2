import { Select, type RefSelectProps } from 'antd';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BusinessType } from '../../shared/counter.ts';
import { isComposing } from '../components/composition.ts';

interface BusinessChooserProps {
  types: readonly BusinessType[];
  /** Business of this service is listed first. */
  serviceId: string | null;
  serviceName(serviceId: string): string;
  isOpen: boolean;
  isBusy: boolean;
  onOpenChange(isOpen: boolean): void;
  onChoose(businessTypeId: string): void;
}

/** Adds a kind of business: type a few characters of its name, Enter takes the first. */
export function BusinessChooser({ types, serviceId, serviceName, isOpen, isBusy, onOpenChange, onChoose }: BusinessChooserProps) {
  const { t, i18n } = useTranslation('counter');
  const field = useRef<RefSelectProps>(null);
  const isEnglish = i18n.language === 'en';

  const groups = useMemo(() => {
    const serviceIds = [...new Set(types.filter(type => type.isActive).map(type => type.serviceId))]
      .sort((one, other) => Number(other === serviceId) - Number(one === serviceId));
    return serviceIds.map(id => ({
      label: serviceName(id),
      options: types.filter(type => type.isActive && type.serviceId === id).map(type => ({
        value: type.id,
        label: isEnglish ? type.nameEn : type.nameZh,
        // Both names are found whatever the language: many a clerk knows the other word.
        words: `${type.nameZh} ${type.nameEn}`.toLowerCase(),
      })),
    }));
  }, [types, serviceId, serviceName, isEnglish]);

  return (
    <Select
      ref={field}
      style={{ width: 260 }}
      value={null}
      aria-label={t('items.add')}
      placeholder={t('items.addHint')}
      showSearch={{ filterOption: (typed, option) => option !== undefined && 'words' in option && String(option.words).includes(typed.trim().toLowerCase()) }}
      options={groups}
      open={isOpen}
      onOpenChange={onOpenChange}
      loading={isBusy}
      notFoundContent={t('items.noneFound')}
      defaultActiveFirstOption
      onInputKeyDown={event => {
        if (event.key === 'Escape' && !isComposing(event)) onOpenChange(false);
      }}
      onSelect={(chosen: string | null) => {
        onOpenChange(false);
        if (chosen !== null) onChoose(chosen);
      }}
    />
  );
}
