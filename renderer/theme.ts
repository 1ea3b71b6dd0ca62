import { ActionIcon, Button, createTheme, Modal, Tooltip, type MantineColorsTuple } from '@mantine/core';

/** The one accent: a petrol that holds 4.5:1 on white in shade 7 and on the dark ground in shade 3. */
const petrol: MantineColorsTuple = [
  '#e8f6f8',
  '#d3e9ed',
  '#a6d3db',
  '#74bcc9',
  '#4ca9b9',
  '#2f9aac',
  '#16879b',
  '#0d7285',
  '#075f70',
  '#004b5a',
];

/** Neutral with a breath of the accent, from text to ground. */
const dark: MantineColorsTuple = [
  '#d3d8db',
  '#b3babe',
  '#939ba0',
  '#697177',
  '#3f474d',
  '#30373c',
  '#262c31',
  '#1c2125',
  '#16191d',
  '#101316',
];

const gray: MantineColorsTuple = [
  '#f7f8f9',
  '#f0f2f3',
  '#e5e8ea',
  '#d8dcdf',
  '#c4cacd',
  '#a0a8ad',
  '#747d83',
  '#586167',
  '#373f45',
  '#1f262b',
];

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  colors: { petrol, dark, gray },
  black: '#1b2226',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  headings: { fontWeight: '600' },
  defaultRadius: 6,
  respectReducedMotion: true,
  cursorType: 'default',
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray' } }),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    Modal: Modal.extend({ defaultProps: { centered: true, radius: 'md' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: false } }),
  },
});
