import {
  ActionIcon,
  Button,
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  Menu,
  Modal,
  Progress,
  Tooltip,
} from '@mantine/core';

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
  '#5f696f',
  '#586167',
  '#373f45',
  '#1f262b',
];

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: 7,
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
    Button: Button.extend({ defaultProps: { size: 'sm', fw: 500 } }),
    Progress: Progress.extend({ defaultProps: { color: 'petrol.5' } }),
    // The placeholder is a child that a menu may not have (WAI-ARIA: menu); the menu itself takes the focus as well.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    Modal: Modal.extend({
      defaultProps: { centered: true, radius: 'md', closeButtonProps: { 'aria-label': 'Close' } },
      styles: { title: { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 600 } },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: false } }),
  },
});

/** White on Mantine's own filled red does not hold 4.5:1. */
const RED = { '--mantine-color-red-filled': '#c92a2a', '--mantine-color-red-filled-hover': '#b42525' };

/** What Mantine would mix from a deep accent is too dark on a dark ground, and its grey text too pale on a light one. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...RED,
    '--mantine-color-dimmed': '#5c656b',
    '--mantine-color-placeholder': '#6b7479',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-red-light': '#fdf0f0',
    '--mantine-color-red-light-color': '#b42525',
    '--mantine-color-orange-light': '#fdf3e7',
    '--mantine-color-orange-light-color': '#8f4a00',
    '--mantine-color-teal-light': '#e8f6f1',
    '--mantine-color-teal-light-color': '#0a6b4f',
    '--mantine-color-gray-light': 'var(--mantine-color-gray-1)',
    '--mantine-color-gray-light-color': 'var(--mantine-color-gray-7)',
  },
  dark: {
    ...RED,
    '--mantine-color-dimmed': '#9aa3a8',
    '--mantine-color-placeholder': '#868f95',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-red-light': '#3b2124',
    '--mantine-color-red-light-color': 'var(--mantine-color-red-3)',
    '--mantine-color-orange-light': '#382a1b',
    '--mantine-color-orange-light-color': 'var(--mantine-color-orange-3)',
    '--mantine-color-teal-light': '#17332d',
    '--mantine-color-teal-light-color': 'var(--mantine-color-teal-3)',
    '--mantine-color-gray-light': '#272d32',
    '--mantine-color-gray-light-color': 'var(--mantine-color-gray-4)',
    '--mantine-color-petrol-light': '#183640',
    '--mantine-color-petrol-light-hover': '#1d404b',
    '--mantine-color-petrol-light-color': 'var(--mantine-color-petrol-2)',
    '--mantine-color-petrol-outline': 'var(--mantine-color-petrol-4)',
    '--mantine-color-petrol-text': 'var(--mantine-color-petrol-3)',
    '--mantine-color-anchor': 'var(--mantine-color-petrol-3)',
  },
});
