import { unreadable, type Reading } from './reading.ts';

const spellBoolean = `create or replace temp macro spell_boolean(bare) as
  case
    when regexp_full_match(bare, 'true|1|có|x|đúng|yes|y') then 'true'
    when regexp_full_match(bare, 'false|0|không|sai|no|n') then 'false'
  end`;

export const booleanReading: Reading = {
  type: 'BOOLEAN',
  setup: [spellBoolean],
  cast: (cell) => `case ${cell} when 'true' then true when 'false' then false end`,
  plain: (_cell, value) => `${value} is not null`,
  bare: (text) => `lower(${text})`,
  spell: (bare) => `spell_boolean(${bare})`,
  mend: 'boolean',
  problems: [unreadable('not-a-boolean')],
};
