import type { ProblemText } from './problem-text.ts';

/** Of how long a dataset's files are kept. */
export const retentionProblemTexts = {
  'retention-member': {
    reason: {
      vi: 'Quy định lưu giữ có mục «{member}» không rõ nghĩa.',
      en: 'The retention has a member "{member}" that means nothing here.',
    },
    mend: { vi: 'chỉ dùng: {known}.', en: 'use only: {known}.' },
  },
  'retention-part': {
    reason: {
      vi: 'Quy định lưu giữ của «{part}» phải có số ngày (days), số bản giữ lại (keep), hoặc cả hai.',
      en: 'The retention of "{part}" must name days, how many to keep, or both.',
    },
    mend: {
      vi: 'viết ví dụ «{part}: {days: 365}», hoặc «{part}: all» để giữ mãi.',
      en: 'write for example "{part}: {days: 365}", or "{part}: all" to keep all for good.',
    },
  },
  'retention-number': {
    reason: {
      vi: '«{part}.{name}» phải là số nguyên từ {least} đến {most}.',
      en: '"{part}.{name}" must be a whole number from {least} to {most}.',
    },
    mend: {
      vi: 'ghi từ {least} trở lên: ít hơn thì không còn gì để sửa dòng bị loại, tra lại kết quả hay khôi phục.',
      en: 'write {least} or more: with less nothing is left to mend rejected rows by, to look things up, or to go back to.',
    },
  },
  'retention-law': {
    reason: {
      vi: 'Căn cứ lưu giữ (law) phải có «basis» là tên văn bản.',
      en: 'The law of the retention must have a "basis", which names it.',
    },
    mend: {
      vi: 'viết ví dụ «law: {basis: Luật Lưu trữ 33/2024/QH15, from: 2025-07-01}».',
      en: 'write for example "law: {basis: Law on Archives 33/2024/QH15, from: 2025-07-01}".',
    },
  },
  'retention-day': {
    reason: {
      vi: '«law.{name}» phải là ngày có thật, dạng 2026-01-31.',
      en: '"law.{name}" must be a day that exists, like 2026-01-31.',
    },
    mend: { vi: 'viết lại ngày, hoặc bỏ mục này.', en: 'write the day anew, or leave it out.' },
  },
  'retention-days-turned': {
    reason: {
      vi: 'Quy định lưu giữ hết hiệu lực ({until}) trước khi có hiệu lực ({from}).',
      en: 'The retention ends ({until}) before it begins ({from}).',
    },
    mend: { vi: 'sửa «from» hoặc «until».', en: 'correct "from" or "until".' },
  },
  'former-name-taken': {
    reason: {
      vi: 'Trường «{field}» khai tên cũ «{former}», nhưng đó là tên của một trường khác trong hợp đồng.',
      en: 'The field "{field}" names "{former}" as what it was called before, but another field is, or was, called so.',
    },
    mend: {
      vi: 'bỏ tên cũ này, hoặc đặt tên khác cho trường kia.',
      en: 'leave that former name out, or call the other field otherwise.',
    },
  },
} as const satisfies Readonly<Record<string, ProblemText>>;
