import { ChoiceSetting } from './choice-setting.tsx';
import { SectionTitle } from './section-title.tsx';

/** How the window looks. */
export function AppearanceSection() {
  return (
    <>
      <SectionTitle title="Appearance" />
      <ChoiceSetting
        path="desktop.appearance"
        label="Colours"
        description="Light or dark, or as the computer has it."
        choices={[
          { value: 'system', label: 'System' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
    </>
  );
}
