import { useFormats } from '../hooks/use-formats.ts';
import { ChoiceSetting } from './choice-setting.tsx';
import { NumberSetting } from './number-setting.tsx';
import { PartTitle } from './part-title.tsx';
import { useSettingsEditor } from './settings-context.ts';
import { SwitchSetting } from './switch-setting.tsx';

/** RPOP's own log files. */
export function LogFilesPart() {
  const { internal } = useSettingsEditor().settings.logging;
  const { octets } = useFormats();
  const disabled = !internal.enabled;
  return (
    <>
      <PartTitle title="Log files" />
      <SwitchSetting
        path="logging.internal.enabled"
        label="Write events to files"
        description="In the folder logs of the data folder."
      />
      <ChoiceSetting
        path="logging.format"
        label="Form"
        description="Lines to read, or JSON for programs."
        disabled={disabled}
        choices={[
          { value: 'text', label: 'Text' },
          { value: 'json', label: 'JSON' },
        ]}
      />
      <NumberSetting
        path="logging.internal.maximumOctets"
        label="Largest file"
        description={`A file of this size is closed and a new one begun: ${octets(internal.maximumOctets)}.`}
        suffix=" bytes"
        step={1_000_000}
        disabled={disabled}
      />
      <ChoiceSetting
        path="logging.internal.rotateEvery"
        label="New file"
        description="After so long a new file is begun, whatever the size of the last."
        disabled={disabled}
        choices={[
          { value: 'never', label: 'By size only' },
          { value: 'hour', label: 'Every hour' },
          { value: 'day', label: 'Every day' },
          { value: 'week', label: 'Every week' },
        ]}
      />
      <NumberSetting
        path="logging.internal.filesKept"
        label="Old files kept"
        description="The oldest is deleted when there are more."
        disabled={disabled}
      />
      <NumberSetting
        path="logging.internal.maximumAgeDays"
        label="Oldest file"
        description="Older files are deleted; 0 keeps them, however old."
        suffix=" days"
        disabled={disabled}
      />
    </>
  );
}
