/** Line drawings of 24 × 24, as SVG path data. */
export const GLYPHS = {
  conversations: 'M4 5h16v11H9l-5 4zM8 9h8M8 12h5',
  wave: 'M4 20V10l13-5v14L4 14M8 15v5h3v-4M20 9v5',
  scripts: 'M5 4h14v12H12l-4 4v-4H5zM8 8h8M8 12h5',
  import: 'M12 4v10m-4-4 4 4 4-4M5 16v4h14v-4',
  report: 'M5 20V11m5 9V4m5 16v-7m5 7V8',
  colleagues:
    'M9 5a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM3 19c.5-3.500 3-5 6-5s5.500 1.500 6 5M16 6a3 3 0 0 1 0 6M17.500 14.500c2 .5 3.200 2 3.500 4.500',
  account: 'M7 3h10v18H7zM11 18h2M7 15.500h10',
  back: 'M14 5l-7 7 7 7',
  search: 'M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.500 15.500 21 21',
  send: 'M4 12 20 4l-5 16-4-7z',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.500 20c.7-4 3.600-6 7.500-6s6.800 2 7.500 6',
  leave: 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9',
  more: 'M5 11h1v2H5zM11.500 11h1v2h-1zM18 11h1v2h-1z',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4',
  plus: 'M12 5v14M5 12h14',
} as const;

/** The name of a drawing. */
export type Glyph = keyof typeof GLYPHS;
