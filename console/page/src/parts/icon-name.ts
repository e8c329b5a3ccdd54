/** Outlines of 16 by 16. */
export const ICONS = {
  traces: 'M2 4h9M5 8h7M8 12h6',
  query: 'M2.5 13.5v-4M6.5 13.5v-8M10.5 13.5v-6M14 13.5V3',
  errors: 'M8 2 14.5 13.5h-13ZM8 6.5v3M8 11.6v.1',
  logs: 'M2.5 3.5h11M2.5 6.5h7M2.5 9.5h9M2.5 12.5h5',
  map: 'M5.5 3.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0ZM14.5 8a2 2 0 1 1-4 0 2 2 0 0 1 4 0ZM5.5 12.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0ZM5.3 4.4l5.3 2.7M5.3 11.6l5.3-2.7',
  destinations: 'M8 14V6.5M8 6.5 5 9.5M8 6.5l3 3M3 11a3.5 3.5 0 0 1 .6-6.9 4.5 4.5 0 0 1 8.8 0A3.5 3.5 0 0 1 13 11',
  light:
    'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M3.2 12.8l1.1-1.1M11.7 4.3l1.1-1.1',
  dark: 'M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3Z',
  system: 'M2 3h12v8H2ZM6 13.5h4M8 11v2.5',
  help: 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM6.2 6.2A1.9 1.9 0 1 1 8 8.4v1M8 11.6v.1',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.2v9.6L12.5 8Z',
  copy: 'M5.5 5.5h8v8h-8ZM10.5 5.5v-3h-8v8h3',
  done: 'm3 8.5 3.2 3.2L13 4.8',
  close: 'm4 4 8 8M12 4l-8 8',
  plus: 'M8 3v10M3 8h10',
  up: 'm4 10 4-4 4 4',
  down: 'm4 6 4 4 4-4',
  right: 'm6 4 4 4-4 4',
  filter: 'M2 3h12L9.5 8.5V13l-3-1.5v-3Z',
  group: 'M2.5 3h4v4h-4ZM9.5 3h4v4h-4ZM2.5 10h4v3h-4ZM9.5 10h4v3h-4Z',
  out: 'M9 2.5h4.5V7M13.5 2.5 7 9M11.5 9.5v4h-9v-9h4',
  back: 'm9 3.5-4.5 4.5L9 12.5M4.5 8H14',
} as const;
export type IconName = keyof typeof ICONS;
