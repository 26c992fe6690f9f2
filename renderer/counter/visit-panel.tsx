import { Flex, Tag, Typography } from 'antd';
import { useEffect, useImperativeHandle, useMemo, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { BusinessType, Visit } from '../../shared/counter.ts';
import { keyLabel } from '../../shared/desk-keys.ts';
import type { Service } from '../../shared/queue.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { BusinessChooser } from './business-chooser.tsx';
import { ItemRow } from './item-row.tsx';
import { KeptPlace } from './kept-place.tsx';
import { NotesField } from './notes-field.tsx';
import { SlipLine } from './slip-line.tsx';
import { useVisitCommand } from './use-visit-command.ts';
import { useVisitNotes } from './use-visit-notes.ts';
import type { VisitPanelHandle } from './visit-panel-handle.ts';

interface VisitPanelProps {
  /** Give the panel `key={visit.id}`: another visit is another panel. */
  visit: Visit;
  /** the service the ticket was taken for */
  serviceId: string | null;
  services: readonly Service[];
  businessTypes: readonly BusinessType[];
  isFinishing: boolean;
  /** Called once the notes are saved and every item has a result. */
  onFinish(): void;
  ref?: Ref<VisitPanelHandle>;
}

/** The visit in hand: for whom, what business with which result, notes. Its end has its place at the foot of the desk. */
export function VisitPanel({ visit, serviceId, services, businessTypes, isFinishing, onFinish, ref }: VisitPanelProps) {
  const { t, i18n } = useTranslation('counter');
  const { client } = useBranch();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isChooserOpen, setChooserOpen] = useState(false);
  const [addedItemId, setAddedItemId] = useState<string | null>(null);
  const notes = useVisitNotes(visit);
  const add = useVisitCommand(client.counter.addItem, setRefusal);
  const slip = useCommand(client.printing.printSlip, { onRefused: setRefusal });
  const panel = useRef<HTMLElement>(null);
  const hasSlip = visit.items.some(item => item.result === 'incompleteDocuments' || item.result === 'refused');
  const undecided = visit.items.filter(item => item.result === 'undecided').length;

  const isEnglish = i18n.language === 'en';
  const serviceName = useMemo(() => {
    const names = new Map(services.map(service => [service.id, isEnglish ? service.nameEn : service.nameZh]));
    return (id: string) => names.get(id) ?? '';
  }, [services, isEnglish]);
  const serviceOfType = useMemo(() => new Map(businessTypes.map(type => [type.id, type.serviceId])), [businessTypes]);
  const documentsOfType = useMemo(() => (
    (businessTypeId: string) => services.find(service => service.id === serviceOfType.get(businessTypeId))
      ?.requiredDocuments.map(document => isEnglish ? document.en : document.zh) ?? []
  ), [services, serviceOfType, isEnglish]);
  // Whoever was refused has nothing to come back with.
  const returnsWith = visit.items.find(item => item.result === 'incompleteDocuments');
  const returnServiceId = returnsWith && serviceOfType.get(returnsWith.businessTypeId);

  // What was refused a moment ago says nothing about the visit as it is now.
  useEffect(() => setRefusal(null), [visit]);

  async function addItem(businessTypeId: string) {
    const changed = await add.run({ visitId: visit.id, businessTypeId });
    setAddedItemId(changed?.items.at(-1)?.id ?? null);
  }

  async function finish() {
    if (isFinishing) return;
    if (undecided > 0) {
      setRefusal(t('finish.undecided', { count: undecided }));
      focusFirstUndecided();
      return;
    }
    if (await notes.save()) onFinish();
  }

  function focusFirstUndecided() {
    const position = visit.items.findIndex(item => item.result === 'undecided');
    panel.current?.querySelectorAll('[data-visit-items] > li')[position]?.querySelector<HTMLInputElement>('input[type="radio"]')?.focus();
  }

  useImperativeHandle(ref, () => ({
    openBusinessChooser: () => {
      setChooserOpen(true);
      panel.current?.querySelector<HTMLInputElement>('[data-business-chooser] input')?.focus();
    },
    printSlip: () => void slip.run({ visitId: visit.id }),
    finish: () => void finish(),
  }));

  return (
    <section ref={panel} aria-label={t('panel.label', { number: visit.ticketNumber })}>
      <Flex vertical gap={8}>
        <Flex gap="small" align="center" wrap>
          <Typography.Text strong>{visit.customer?.maskedName ?? t('panel.noCustomer')}</Typography.Text>
          {visit.customer?.maskedPhone && <Typography.Text>{visit.customer.maskedPhone}</Typography.Text>}
          {visit.customer?.maskedAccountNumber && <Typography.Text>{t('panel.account', { number: visit.customer.maskedAccountNumber })}</Typography.Text>}
          {visit.customer?.isKeyAccount && <Tag variant="outlined">{t('panel.keyAccount')}</Tag>}
          {visit.customer && <Tag variant="filled">{t(`identity.${visit.identityMethod}`)}</Tag>}
        </Flex>

        <Flex gap="small" align="center" data-business-chooser>
          <BusinessChooser
            types={businessTypes} serviceId={serviceId} serviceName={serviceName} isOpen={isChooserOpen} isBusy={add.isRunning}
            onOpenChange={setChooserOpen} onChoose={chosen => void addItem(chosen)}
          />
          <kbd>{keyLabel('addBusiness')}</kbd>
        </Flex>

        {visit.items.length === 0
          ? <Typography.Text type="secondary">{t('items.empty', { key: keyLabel('addBusiness') })}</Typography.Text>
          : (
            <ul data-visit-items aria-label={t('items.label')} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
              {visit.items.map(item => (
                <ItemRow
                  key={item.id} visitId={visit.id} item={item} documents={documentsOfType(item.businessTypeId)}
                  takesFocus={item.id === addedItemId} onRefused={setRefusal}
                />
              ))}
            </ul>
          )}

        {returnServiceId && <KeptPlace visitId={visit.id} serviceId={returnServiceId} onRefused={setRefusal} />}
        {hasSlip && <SlipLine visitId={visit.id} isRunning={slip.isRunning} onPrint={() => void slip.run({ visitId: visit.id })} />}

        <NotesField notes={notes} />

        <Typography.Text type={refusal ? 'danger' : 'secondary'} role={refusal ? 'alert' : undefined}>
          {refusal ?? (undecided > 0 ? t('finish.stillUndecided', { count: undecided }) : '')}
        </Typography.Text>
      </Flex>
    </section>
  );
}
