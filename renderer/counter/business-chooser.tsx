import { Flex, Select, Typography } from 'antd';
import { useMemo } from 'react';
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
  const isEnglish = i18n.language === 'en';

  const options = useMemo(() => types
    .filter(type => type.isActive)
    // The sort is stable: within a service, and among the others, the branch's own order stays.
    .toSorted((one, other) => Number(other.serviceId === serviceId) - Number(one.serviceId === serviceId))
    .map(type => ({
      value: type.id,
      label: isEnglish ? type.nameEn : type.nameZh,
      service: serviceName(type.serviceId),
      // Both names are found whatever the language: many a clerk knows the other word.
      words: `${type.nameZh} ${type.nameEn}`.toLowerCase(),
    })), [types, serviceId, serviceName, isEnglish]);

  return (
    <Select
      style={{ width: 260 }}
      value={null}
      aria-label={t('items.add')}
      placeholder={t('items.addHint')}
      showSearch={{ filterOption: (typed, option) => option?.words.includes(typed.trim().toLowerCase()) ?? false }}
      options={options}
      // Not grouped: a group's heading counts as an option for assistive technology. Each option says its service instead.
      optionRender={option => (
        <Flex justify="space-between" gap="middle">
          <span>{option.label}</span>
          <Typography.Text type="secondary">{option.data.service}</Typography.Text>
        </Flex>
      )}
      popupMatchSelectWidth={360}
      getPopupContainer={field => field.closest('main') ?? document.body}
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
