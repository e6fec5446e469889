// The words that a contract chooses from, without the shapes of the interface: reading a contract needs no more.

export const accessClasses = ['open', 'shared', 'private'] as const;
export type AccessClass = (typeof accessClasses)[number];

export const themes = [
  'nong-nghiep',
  'kinh-te-thuong-mai',
  'giao-duc',
  'y-te',
  'lao-dong',
  'moi-truong',
  'tai-chinh',
  'nang-luong',
  'ha-tang',
  'xa-hoi',
  'cong-nghe',
  'dia-phuong',
] as const;
export type Theme = (typeof themes)[number];

export const loadModes = ['replace', 'upsert', 'append'] as const;
export type LoadMode = (typeof loadModes)[number];
