import { unreadable, type Reading } from './reading.ts';

const yes = 'true|1|1\\.0|có|co|x|v|đúng|đ|yes|y|t|[✓✔√☑]';
const no = 'false|0|0\\.0|không|khong|ko|k|sai|s|no|n|f|☐';

const spellBoolean = `create or replace temp macro spell_boolean(bare) as
  case
    when regexp_full_match(bare, '${yes}') then 'true'
    when regexp_full_match(bare, '${no}') then 'false'
  end`;

/** `C` is no word of it: beside `K` it means «có», beside `R` «chưa». */
export const booleanReading: Reading = {
  type: 'BOOLEAN',
  setup: [spellBoolean],
  cast: (cell) => `case ${cell} when 'true' then true when 'false' then false end`,
  plain: (_cell, value) => `${value} is not null`,
  // A full stop, and brackets: `(x)`.
  bare: (text) => `regexp_replace(lower(${text}), '^[(\\[] *(.*?) *[)\\]]$|^(.+)\\.$', '\\1\\2')`,
  spell: (bare) => `spell_boolean(${bare})`,
  mend: 'boolean',
  problems: [unreadable('not-a-boolean')],
};
