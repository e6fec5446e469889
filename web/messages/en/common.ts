import { plural } from './plural.ts';
import type { Messages } from '../messages.ts';

export const commonTexts: Pick<
  Messages,
  | 'site'
  | 'words'
  | 'access'
  | 'accessNote'
  | 'importance'
  | 'loadMode'
  | 'themes'
  | 'band'
  | 'severity'
  | 'criterion'
  | 'type'
  | 'personal'
  | 'errors'
> = {
  site: {
    portal: 'Đắk Lắk Open Data',
    committee: 'People’s Committee of Đắk Lắk Province',
    console: 'Data work desk',
    skip: 'Skip to the main content',
    mainNavigation: 'Main',
    datasets: 'Data',
    themes: 'Themes',
    agencies: 'Agencies',
    desk: 'Today',
    send: 'Send data',
    toConsole: 'Work desk',
    signIn: 'Sign in',
    signOut: 'Sign out',
    language: 'Language',
    menu: 'Menu',
    footer: {
      title: 'Open data portal of Đắk Lắk Province',
      about:
        'Data published by the agencies of the province. Every figure says its source, its time and the rules it was checked by. Datasets marked “synthetic data” are for illustration only.',
      use: 'Use the data',
      allDatasets: 'All datasets',
      api: 'API description (OpenAPI)',
      work: 'For officials',
    },
  },
  words: {
    rows: (count) => `${count} ${plural(count, 'row')}`,
    updated: (date) => `Updated ${date}`,
    notPublished: 'no data yet',
    synthetic: 'synthetic data',
    syntheticNote: 'Synthetic data: made by a machine for illustration; not real figures.',
    current: 'current',
    yes: 'yes',
    no: 'no',
    none: 'none',
    previous: 'Previous page',
    next: 'Next page',
    pages: 'Pages',
    range: (from, to, total) => `${from} – ${to} of ${total}`,
    required: 'required',
    scroll: (what) => `${what}, scrolls sideways`,
  },
  access: { open: 'Open', shared: 'Shared', private: 'Private' },
  accessNote: {
    open: 'Anyone may see and reuse it, naming the source',
    shared: 'State agencies see it once signed in',
    private: 'Only the owning agency and those who fill it see it',
  },
  importance: { core: 'Core data', important: 'Important data', other: 'Other data' },
  loadMode: { replace: 'replace everything', upsert: 'update by key', append: 'append' },
  themes: {
    'nong-nghiep': 'Agriculture',
    'kinh-te-thuong-mai': 'Economy and trade',
    'giao-duc': 'Education',
    'y-te': 'Health',
    'lao-dong': 'Labour',
    'moi-truong': 'Environment',
    'tai-chinh': 'Finance',
    'nang-luong': 'Energy',
    'ha-tang': 'Infrastructure',
    'xa-hoi': 'Society',
    'cong-nghe': 'Technology',
    'dia-phuong': 'Local government',
  },
  band: { xanh: 'green', vang: 'yellow', do: 'red', none: 'not assessed' },
  severity: { error: 'error', warn: 'warning', info: 'note' },
  criterion: {
    dung: 'Accuracy',
    du: 'Completeness',
    sach: 'Cleanness',
    song: 'Timeliness',
    thongNhat: 'Consistency',
    usage: 'Reuse',
  },
  type: {
    string: 'text',
    integer: 'whole number',
    number: 'number',
    boolean: 'true / false',
    date: 'date',
    timestamp: 'instant',
    time: 'time',
  },
  personal: { basic: 'basic personal data', sensitive: 'sensitive personal data' },
  errors: {
    notFound: 'There is no such page',
    notFoundNote: 'The address may be mistyped, or its content is not open to you.',
    denied: 'You may not see this page yet',
    deniedNote: 'To get the right, send a request to the agency that owns the data or to your administrator.',
    missingRight: (right) => `The right that is missing: ${right}`,
    signInNeeded: 'Please sign in',
    signInNeededNote: 'This page is for people who have signed in.',
    refused: 'This could not be done',
    failed: 'Something went wrong on our side',
    failedNote: 'The fault has been recorded. Published data are not affected. Please try again in a few minutes.',
    code: 'Code',
    back: 'To the home page',
    search: 'Search data',
  },
};
