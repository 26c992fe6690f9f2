import { Flex, Form, Radio, Segmented, Select, TimePicker, Typography } from 'antd';
import type { Dayjs } from 'dayjs';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { customerClasses, type CustomerClass } from '../../shared/queue.ts';
import type { BranchOutputs } from '../../shared/branch-contract.ts';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { TicketPaperState } from '../components/ticket-paper-state.tsx';
import { CheckInList } from './check-in-list.tsx';
import { DialogForm } from './dialog-form.tsx';
import { todayAt } from './today-at.ts';
import { useQueueWords } from './use-queue-words.ts';

type Issued = BranchOutputs['queue']['issueTicket'];

/**
 * A ticket from the counter, for whoever cannot or will not use the kiosk, or comes back at the time kept for them. The number is
 * read out or written down.
 */
export function IssueTicketDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('queue');
  const { client, query } = useBranch();
  const queries = useQueryClient();
  const words = useQueueWords();
  const timeZone = useSession()?.branch?.timeZone ?? 'Asia/Shanghai';
  const services = useQuery(query.queue.listServices.queryOptions());
  const appointments = useQuery(query.appointments.list.queryOptions({ input: { businessDate: null }, staleTime: 0 }));
  const [comesBy, setComesBy] = useState<'walkIn' | 'appointments'>('walkIn');
  const [appointmentId, setAppointmentId] = useState<string | null>(null);
  const [serviceId, setServiceId] = useState<string>();
  const [customerClass, setCustomerClass] = useState<CustomerClass>('ordinary');
  const [appointment, setAppointment] = useState<Dayjs | null>(null);
  const [wasTried, setWasTried] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [issued, setIssued] = useState<Issued | null>(null);
  const onDone = (ticket: Issued) => { setIssued(ticket); setRefusal(null); };
  const issue = useCommand(client.queue.issueTicket, { onDone, onRefused: setRefusal });
  const arrive = useCommand(client.appointments.arrive, {
    onDone,
    onRefused: text => {
      setRefusal(text);
      // Somebody else was faster: what is listed is not so any more.
      void queries.invalidateQueries({ queryKey: query.appointments.key() });
    },
    changes: [query.appointments.key()],
  });
  const waited = appointments.data?.filter(({ standing }) => standing === 'booked');
  const isChosen = waited?.some(({ id }) => id === appointmentId) === true;
  const offered = (services.data ?? []).filter(each => each.isActive);
  const needsTime = customerClass === 'appointment' && appointment === null;

  function submit() {
    if (issued) return onClose();
    setWasTried(true);
    if (comesBy === 'appointments') {
      if (appointmentId !== null && isChosen) void arrive.run({ appointmentId });
      return;
    }
    if (serviceId === undefined || needsTime) return;
    const appointmentAt = customerClass === 'appointment' && appointment ? todayAt(appointment.format('HH:mm'), Date.now(), timeZone) : undefined;
    void issue.run({ serviceId, customerClass, appointmentAt });
  }

  return (
    <DialogForm
      width={520} title={t('issue.title')} submitText={issued ? t('issue.done') : t(comesBy === 'walkIn' ? 'issue.submit' : 'checkIn.submit')} backText={t('issue.back')} isRunning={issue.isRunning || arrive.isRunning} errorText={refusal} onSubmit={submit} onClose={onClose}
    >
      {issued ? (
        <>
          <IssuedTicket issued={issued} />
          <TicketPaperState ticketId={issued.id} number={issued.number} reader="staff" onVoided={onClose} />
        </>
      ) : (
        <>
          <Segmented<'walkIn' | 'appointments'>
            aria-label={t('checkIn.choice')} value={comesBy} onChange={chosen => { setComesBy(chosen); setWasTried(false); setRefusal(null); }}
            options={[{ value: 'walkIn', label: t('checkIn.walkIn') }, { value: 'appointments', label: `${t('checkIn.appointments')} ${waited?.length ?? ''}`.trim() }]}
          />
          {comesBy === 'appointments' ? (
            <CheckInList waited={waited} services={services.data ?? []} chosenId={appointmentId} isMissing={wasTried && !isChosen} onChoose={setAppointmentId} />
          ) : (
            <>
              <div data-default-focus>
                <Form.Item
                  label={t('issue.service')} htmlFor="issue-service" style={{ marginBottom: 0 }}
                  validateStatus={wasTried && serviceId === undefined ? 'error' : ''} help={wasTried && serviceId === undefined ? t('issue.chooseService') : undefined}
                >
                  <Select
                    id="issue-service" showSearch={{ optionFilterProp: 'label' }} value={serviceId} onChange={setServiceId}
                    loading={services.isPending} notFoundContent={t('issue.noServices')}
                    options={offered.map(each => ({ value: each.id, label: each.opensAt === each.closesAt ? words.service(each) : `${words.service(each)}（${each.opensAt}–${each.closesAt}）` }))}
                  />
                </Form.Item>
              </div>
              <Form.Item label={t('issue.class')} style={{ marginBottom: 0 }}>
                <Radio.Group
                  value={customerClass} onChange={event => setCustomerClass(event.target.value as CustomerClass)} aria-label={t('issue.class')}
                  options={customerClasses.map(value => ({ value, label: t(`classLong.${value}`) }))}
                />
              </Form.Item>
              {customerClass === 'appointment' && (
                <Form.Item
                  label={t('issue.appointment')} htmlFor="issue-appointment" style={{ marginBottom: 0 }}
                  validateStatus={wasTried && needsTime ? 'error' : ''} help={wasTried && needsTime ? t('issue.chooseAppointment') : undefined}
                >
                  <TimePicker id="issue-appointment" format="HH:mm" minuteStep={5} value={appointment} onChange={setAppointment} needConfirm={false} />
                </Form.Item>
              )}
            </>
          )}
        </>
      )}
    </DialogForm>
  );
}

function IssuedTicket({ issued }: { issued: Issued }) {
  const { t } = useTranslation('queue');
  const range = issued.waitRange;
  const box = useRef<HTMLDivElement>(null);
  // The field that had the keyboard is gone: Enter goes on with the button.
  useEffect(() => box.current?.closest('form')?.querySelector<HTMLElement>('button[type="submit"]')?.focus(), []);
  return (
    <Flex vertical align="center" role="status" ref={box}>
      <Typography.Title level={1} style={{ margin: 0, fontVariantNumeric: 'tabular-nums' }}>{issued.number}</Typography.Title>
      <Typography.Text>{t('issue.issued', { number: issued.number, ahead: issued.peopleAhead })}</Typography.Text>
      <Typography.Text type="secondary">{range ? t('issue.range', { from: range.fromMinutes, to: range.toMinutes }) : t('issue.noRange')}</Typography.Text>
    </Flex>
  );
}
