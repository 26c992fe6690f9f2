import { Checkbox, Flex, InputNumber, Switch, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { branchSettings, defaultSettings, type BranchSettings } from '../../../shared/settings.ts';
import { HallHoursFields } from '../../components/hall-hours-fields.tsx';
import type { BodyOf, EditorProps } from './editor-props.ts';

type Body = BodyOf<'settings'>;
type Setting = keyof BranchSettings;

const settings = Object.keys(branchSettings.shape) as Setting[];
const nothing: Body = { values: {}, locked: [], unlocked: [] };

/** Settings of branches: which values headquarters gives, and which the branch may not change any more. */
export function SettingsEditor({ value, onChange }: EditorProps<Body>) {
  const { t } = useTranslation('headquartersPublishing');
  const body = value ?? nothing;
  const give = (setting: Setting, given: unknown) => onChange({ ...body, values: { ...body.values, [setting]: given } });
  const leave = (setting: Setting) => onChange({ ...body, values: Object.fromEntries(Object.entries(body.values).filter(([key]) => key !== setting)) });
  const lock = (setting: Setting, isLocked: boolean) => onChange({
    ...body,
    locked: isLocked ? [...body.locked, setting] : body.locked.filter(each => each !== setting),
    // What was locked by an earlier publication is let go only by saying so.
    unlocked: isLocked ? body.unlocked.filter(each => each !== setting) : [...body.unlocked, setting],
  });
  return (
    <table className="console-settings">
      <thead><tr><th>{t('settings.give')}</th><th>{t('settings.value')}</th><th>{t('settings.lock')}</th></tr></thead>
      <tbody>
        {settings.map(setting => {
          const isGiven = setting in body.values;
          return (
            <tr key={setting}>
              <td><Checkbox checked={isGiven} onChange={event => event.target.checked ? give(setting, defaultSettings[setting]) : leave(setting)}>{t(`setting.${setting}`)}</Checkbox></td>
              <td>{isGiven ? <ValueField setting={setting} value={body.values[setting]} onChange={given => give(setting, given)} /> : <Typography.Text type="secondary">{t('settings.own')}</Typography.Text>}</td>
              <td><Switch size="small" aria-label={t('settings.lockOf', { setting: t(`setting.${setting}`) })} checked={body.locked.includes(setting)} onChange={isLocked => lock(setting, isLocked)} /></td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function ValueField({ setting, value, onChange }: { setting: Setting; value: BranchSettings[Setting] | undefined; onChange(value: unknown): void }) {
  const { t } = useTranslation('headquartersPublishing');
  const name = t(`setting.${setting}`);
  if (typeof value === 'boolean') return <Switch size="small" aria-label={name} checked={value} onChange={onChange} />;
  if (typeof value === 'number') return <InputNumber aria-label={name} min={0} max={1440} value={value} onChange={typed => { if (typed !== null) onChange(typed); }} />;
  if (typeof value === 'object' && 'weekdays' in value) return <HallHoursFields hours={value} mayChange onChange={onChange} />;
  if (typeof value !== 'object') return null;
  return (
    <Flex gap="small" wrap>
      {Object.entries(value).map(([key, each]) => (
        <InputNumber key={key} prefix={t(`customerClass.${key}`)} aria-label={`${name} ${t(`customerClass.${key}`)}`} min={0} max={1440} style={{ width: 150 }} value={each as number} onChange={typed => { if (typed !== null) onChange({ ...value, [key]: typed }); }} />
      ))}
    </Flex>
  );
}
