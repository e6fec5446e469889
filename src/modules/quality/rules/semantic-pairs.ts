import type { Field, SemanticTypeName } from '#modules/catalog/index.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';
import type { FieldColumns } from './field-columns.ts';
import { outcomeOf, type Rule } from './rule.ts';

/**
 * What two fields of a row say of one person and must not contradict: a personal id its date or year of birth and its
 * gender (a warning, since people whose gender was determined anew keep their numbers), a health insurance card the number of the
 * social insurance in it. Only where one field of each is declared: of several persons in a row nobody knows whose is which.
 */
export function semanticPairs(columns: readonly FieldColumns[]): readonly Rule[] {
  const id = soleOf(columns, isOf('personal-id'));
  const birth = soleOf(columns, (field) => isCalled(field, births) && ['date', 'integer'].includes(field.type));
  const gender = soleOf(columns, (field) => isCalled(field, genders) && field.type === 'string');
  const card = soleOf(columns, isOf('health-insurance'));
  const insurance = soleOf(columns, isOf('social-insurance'));
  return [
    ...(id === undefined || birth === undefined ? [] : [birthRule(id, birth)]),
    ...(id === undefined || gender === undefined ? [] : [genderRule(id, gender)]),
    ...(card === undefined || insurance === undefined ? [] : [insuranceRule(card, insurance)]),
  ];
}

const births = ['ngaysinh', 'ngaythangnamsinh', 'namsinh', 'dateofbirth', 'birthdate', 'yearofbirth', 'birthyear'];
const genders = ['gioitinh', 'phai', 'gender', 'sex'];

function isOf(name: SemanticTypeName): (field: Field) => boolean {
  return ({ semanticType, type }) => semanticType === name && type === 'string';
}

function isCalled({ name, labels }: Field, names: readonly string[]): boolean {
  const folded = names.map(foldHeading);
  return [name, labels.vi].some((one) => folded.includes(foldHeading(one)));
}

function soleOf(columns: readonly FieldColumns[], fits: (field: Field) => boolean): FieldColumns | undefined {
  const [only, ...others] = columns.filter(({ field }) => fits(field));
  return others.length === 0 ? only : undefined;
}

function birthRule(id: FieldColumns, birth: FieldColumns): Rule {
  const year = birth.field.type === 'date' ? `year(${birth.present})` : birth.present;
  const inId = `(1900 + ${digit(id.present)} // 2 * 100 + try_cast(substr(${id.present}, 5, 2) as integer))`;
  return pairRule([id, birth], {
    code: 'birth-mismatch',
    severity: 'warn',
    applies: isWhole(id.present),
    broken: `${inId} <> ${year}`,
  });
}

function genderRule(id: FieldColumns, gender: FieldColumns): Rule {
  const said = `lower(${gender.present})`;
  const male = `${said} in ('nam', 'male', 'm', '1')`;
  const female = `${said} in ('nữ', 'nu', 'female', 'f', '2')`;
  return pairRule([id, gender], {
    code: 'gender-mismatch',
    severity: 'warn',
    applies: `${isWhole(id.present)} and (${male} or ${female})`,
    broken: `(${digit(id.present)} % 2 = 0) <> (${male})`,
  });
}

function insuranceRule(card: FieldColumns, insurance: FieldColumns): Rule {
  return pairRule([card, insurance], {
    code: 'insurance-mismatch',
    severity: 'error',
    applies: `regexp_full_match(${card.present}, '(?:[A-Z]{2}[1-5]\\d{2})?\\d{10}') and regexp_full_match(${insurance.present}, '\\d{10}')`,
    broken: `right(${card.present}, 10) <> ${insurance.present}`,
  });
}

function isWhole(id: string): string {
  return `regexp_full_match(${id}, '\\d{12}')`;
}

/** Of century and gender: even for men. */
function digit(id: string): string {
  return `try_cast(substr(${id}, 4, 1) as integer)`;
}

function pairRule(
  pair: readonly [FieldColumns, FieldColumns],
  {
    code,
    severity,
    applies,
    broken,
  }: {
    readonly code: string;
    readonly severity: 'error' | 'warn';
    readonly applies: string;
    readonly broken: string;
  },
): Rule {
  const given = `coalesce(${pair.map(({ present }) => `${present} is not null`).join(' and ')} and ${applies}, false)`;
  return {
    id: `${pair.map(({ field }) => field.name).join('+')}.semantic`,
    kind: 'semantic',
    fields: pair.map(({ field }) => field.name),
    criterion: 'thongNhat',
    errorGroup: 'cross-field',
    problems: [{ code, severity }],
    applies: given,
    test: {
      outcome: outcomeOf(given, [{ when: broken }]),
      plain: `not (${given} and ${broken})`,
    },
  };
}
