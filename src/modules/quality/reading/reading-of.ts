import type { Field } from '#modules/catalog/index.ts';
import { textReading } from './clean-text.ts';
import type { NumberStyle } from './number-style.ts';
import { booleanReading } from './read-boolean.ts';
import { angleReading } from './read-angle.ts';
import { amountUnitOf } from './read-amount.ts';
import { dateReading } from './read-date.ts';
import { metresReading } from './read-metres.ts';
import { integerReading, numberReading } from './read-number.ts';
import { periodReading } from './read-period.ts';
import { timeReading, timestampReading } from './read-timestamp.ts';
import type { Reading } from './reading.ts';

/** How the cells of a field are read. `style` counts for numbers only. */
export function readingOf(field: Field, style: NumberStyle): Reading {
  switch (field.type) {
    case 'string':
      return field.semanticType === 'period' ? periodReading : textReading;
    case 'integer':
      // Exact whole numbers of more digits than BIGINT has.
      if (field.physicalType?.kind === 'decimal') return numberReading(style, field.physicalType, amountUnitOf(field));
      return integerReading(style, field.physicalType, amountUnitOf(field));
    case 'number':
      if (field.semanticType === 'latitude' || field.semanticType === 'longitude')
        return angleReading(field.semanticType, field.physicalType);
      if (isMetres(field)) return metresReading(field.physicalType);
      if (field.physicalType?.kind === 'bigint') return integerReading(style, field.physicalType, amountUnitOf(field));
      return numberReading(style, field.physicalType, amountUnitOf(field));
    case 'boolean':
      return booleanReading;
    case 'date':
      return dateReading({ birth: field.personal !== 'none' });
    case 'timestamp':
      return timestampReading;
    case 'time':
      return timeReading;
  }
}

/** Whether the whole column must be asked what a dot before three digits means. */
export function dependsOnStyle(field: Field): boolean {
  return field.type === 'number' && field.semanticType !== 'money' && !isAngle(field) && !isMetres(field);
}

function isMetres({ semanticType }: Field): boolean {
  return semanticType === 'northing' || semanticType === 'easting';
}

function isAngle({ semanticType }: Field): boolean {
  return semanticType === 'latitude' || semanticType === 'longitude';
}
