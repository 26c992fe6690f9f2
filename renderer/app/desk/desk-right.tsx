import { Alert, Button, Flex, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Visit } from '../../../shared/counter.ts';
import type { MaskedCustomer } from '../../../shared/customers.ts';
import { IdentityChoice } from '../../counter/identity-choice.tsx';
import { useVisitCommand } from '../../counter/use-visit-command.ts';
import { CustomerLookUp } from '../../customers/customer-look-up.tsx';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useTimes } from '../../hooks/use-times.ts';
import { useQueueWords } from '../../queue/use-queue-words.ts';
import { ActionButton } from './action-button.tsx';
import { CustomerFacts } from './customer-facts.tsx';
import { KeyHint } from './key-hint.tsx';

/**
 * The customer of the visit in hand: masked, with earlier visits; the look-up while nobody was found.
 * `lookUpAsked` counts the presses of the look-up's key: each puts the keyboard into its field; `unmaskAsked` those of the unmasking.
 */
export function DeskRight({ visit, lookUpAsked, unmaskAsked, onArchive }: { visit: Visit | null; lookUpAsked: number; unmaskAsked: number; onArchive(): void }) {
  const { t } = useTranslation('desk');
  return (
    <aside className="desk__right" aria-label={t('customer.label')}>
      <h2 className="desk-heading">{t('customer.label')} {visit && <KeyHint action="findCustomer" />}</h2>
      {visit
        ? <CustomerOfVisit key={visit.id} visit={visit} lookUpAsked={lookUpAsked} unmaskAsked={unmaskAsked} onArchive={onArchive} />
        : <Typography.Text type="secondary">{t('customer.none')}<br />{t('customer.noneText')}</Typography.Text>}
    </aside>
  );
}

function CustomerOfVisit({ visit, lookUpAsked, unmaskAsked, onArchive }: { visit: Visit; lookUpAsked: number; unmaskAsked: number; onArchive(): void }) {
  const { t } = useTranslation('desk');
  const { client } = useBranch();
  const [isLooking, setLooking] = useState(visit.customer === null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const identify = useVisitCommand(client.counter.identify, setRefusal);
  const customerId = visit.customer?.id ?? null;
  useEffect(() => setLooking(customerId === null), [customerId]);

  // Presses before this visit were another one's.
  const lookUp = useRef<HTMLDivElement>(null);
  const answered = useRef(lookUpAsked);
  useEffect(() => {
    if (answered.current === lookUpAsked) return;
    if (isLooking) {
      answered.current = lookUpAsked;
      lookUp.current?.querySelector('input')?.focus();
    } else setLooking(true);
  }, [lookUpAsked, isLooking]);

  async function take(customer: MaskedCustomer) {
    setRefusal(null);
    if (customer.id === customerId) return setLooking(false);
    // Nobody has looked at a card yet: how the clerk made sure is said below, never assumed.
    await identify.run({ visitId: visit.id, customerId: customer.id, identityMethod: 'notIdentified' });
  }

  return (
    <Flex vertical gap="small">
      {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
      {isLooking && <div ref={lookUp}><CustomerLookUp onChoose={customer => void take(customer)} /></div>}
      {visit.customer && isLooking && <Button onClick={() => setLooking(false)}>{t('customer.back')}</Button>}
      {visit.customer && !isLooking && (
        <>
          <CustomerFacts key={visit.customer.id} customer={visit.customer} unmaskAsked={unmaskAsked} />
          <span className="desk-label">{t('customer.identity')}</span>
          <IdentityChoice visit={visit} />
          <Flex gap="small">
            <ActionButton action="archive" size="middle" text={t('customer.archive')} isEnabled onAction={onArchive} />
            <Button onClick={() => setLooking(true)}>{t('customer.change')}</Button>
          </Flex>
          <EarlierVisits visits={visit.earlierVisits} />
        </>
      )}
    </Flex>
  );
}

function EarlierVisits({ visits }: { visits: Visit['earlierVisits'] }) {
  const { t } = useTranslation('desk');
  const times = useTimes();
  const words = useQueueWords();
  return (
    <section aria-label={t('customer.earlier')}>
      <h3 className="desk-heading">{t('customer.earlier')}</h3>
      {visits.length === 0 && <Typography.Text type="secondary">{t('customer.earlierNone')}</Typography.Text>}
      <ul className="desk-earlier">
        {visits.map(each => (
          <li key={each.visitId}>
            <Typography.Text type="secondary">{times.dayAndClock(each.startedAt)}</Typography.Text>
            <br />
            {each.items.map(item => words.name(item)).join('、')}
          </li>
        ))}
      </ul>
    </section>
  );
}
