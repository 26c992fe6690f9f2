import { ConfigProvider, theme, type ThemeConfig } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BranchOutputs } from '../../shared/branch-contract.ts';
import type { CustomerClass } from '../../shared/queue.ts';
import { branchTheme } from '../components/theme.ts';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { useLive } from '../hooks/use-live.ts';
import { ClassStep } from './class-step.tsx';
import { KioskFrame } from './kiosk-frame.tsx';
import './kiosk.css';
import { NoticeCard } from './notice-card.tsx';
import { ServiceStep } from './service-step.tsx';
import { TicketStep } from './ticket-step.tsx';
import { useBackToStart } from './use-back-to-start.ts';
import { useDeliberate } from './use-deliberate.ts';

type IssuedTicket = BranchOutputs['queue']['issueTicket'];
type Step = { at: 'services' } | { at: 'class'; serviceId: string } | { at: 'ticket'; ticket: IssuedTicket };

/** Fingers, not pointers: no target below 64 px, no small print. */
const lightLook = branchTheme(false);
const touchLook: ThemeConfig = {
  ...lightLook,
  // A kiosk stands in a bright hall: always light, whatever the machine prefers.
  inherit: false,
  algorithm: theme.defaultAlgorithm,
  token: { ...lightLook.token, fontSize: 20, controlHeight: 64, controlHeightLG: 72, borderRadius: 8 },
};

/** Takes a ticket: choose a service, say who one is, take the number along. */
export function KioskPage() {
  const { t } = useTranslation('kiosk');
  const { client, query } = useBranch();
  const session = useSession();
  const { picture, staleSinceAt } = useLive(query.queue.watchHall.experimental_liveOptions());
  const [step, setStep] = useState<Step>({ at: 'services' });
  const issue = useCommand(client.queue.issueTicket, { onDone: ticket => setStep({ at: 'ticket', ticket }), onRefused: () => undefined });

  function start() {
    issue.forget();
    setStep({ at: 'services' });
  }
  const deliberately = useDeliberate(step.at);
  const secondsLeft = useBackToStart(step.at, issue.isRunning, start);

  const service = step.at === 'class' ? picture?.services.find(each => each.serviceId === step.serviceId)
    : step.at === 'ticket' ? picture?.services.find(each => each.serviceId === step.ticket.serviceId) : undefined;

  if (!session?.branch) return <main className="kiosk"><h1>{t('notSetUp')}</h1></main>;
  return (
    <ConfigProvider theme={touchLook}>
      <KioskFrame
        branchName={session.branch.name}
        refusal={issue.errorText}
        isCutOff={staleSinceAt !== null}
        secondsLeft={secondsLeft}
        onStart={step.at === 'services' ? null : start}
      >
        {step.at === 'services' && picture && <NoticeCard notices={picture.notices.kiosk} />}
        {step.at === 'services' && (
          <ServiceStep picture={picture} isCutOff={staleSinceAt !== null} onChoose={serviceId => deliberately(() => { issue.forget(); setStep({ at: 'class', serviceId }); })} />
        )}
        {step.at === 'class' && service && (
          <ClassStep
            service={service}
            isRunning={issue.isRunning}
            onTake={(customerClass: CustomerClass) => deliberately(() => void issue.run({ serviceId: service.serviceId, customerClass }))}
          />
        )}
        {step.at === 'ticket' && <TicketStep ticket={step.ticket} service={service} onDone={() => deliberately(start)} onVoided={start} />}
      </KioskFrame>
    </ConfigProvider>
  );
}
